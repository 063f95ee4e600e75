"""The date that a question is about: a day, or the Distribution Date of a month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.calendar import CalendarRangeError, Month, spoken
from hereof.frozen import frozen
from hereof.timeline.series import NoSeriesError

if TYPE_CHECKING:
    from hereof.report import shapes
    from hereof.report.sources import Sources
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.series import SeriesDate

SERIES: Final = ("Distribution Date", "Payment Date", "Remittance Date")
"""What a month means, by the first of these terms that the agreement has."""

OUT_OF_RANGE: Final = "out of the calendar's range"
NO_DATE: Final = "no such date"


@frozen
class NoDate:
    """There is no date to ask about.

    Attributes:
        outcome: `no such date` or `out of the calendar's range`.
        sentence: Why.
    """

    outcome: str
    sentence: str


def series_of(timeline: AgreementTimeline) -> str:
    """Give the term whose dates a month stands for."""
    return next((term for term in SERIES if timeline.speaks_of(term)), SERIES[0])


def find_date(
    timeline: AgreementTimeline, asked: date | Month, known_on: date | None
) -> SeriesDate | date | NoDate:
    """Find the date that a question is about."""
    if isinstance(asked, date):
        return asked
    try:
        return timeline.calendars.date_in(series_of(timeline), asked, known_on)
    except NoSeriesError as failure:
        ranged = isinstance(failure.__cause__, CalendarRangeError)
        return NoDate(OUT_OF_RANGE if ranged else NO_DATE, _sentence(str(failure)))
    except CalendarRangeError as failure:
        return NoDate(OUT_OF_RANGE, _sentence(str(failure)))


def series_view(
    term: str, found: SeriesDate, sources: Sources, known_on: date | None
) -> shapes.SeriesDate:
    """Give a date of a series as a view."""
    return {
        "term": term,
        "month": month_text(found.month),
        "day": found.day.isoformat(),
        "why": found.why,
        "fixed": found.fixed,
        "fixed_by": [sources.paragraph(each, found.day, known_on) for each in found.fixed_by],
    }


def month_text(month: Month) -> str:
    """Write a month as `2003-10`."""
    return f"{month.year:04}-{month.month:02}"


def asked_text(asked: date | Month) -> str:
    """Write what was asked about as `2003-10-27` or `2003-10`."""
    return month_text(asked) if isinstance(asked, Month) else asked.isoformat()


def spoken_iso(day: str) -> str:
    """Say an ISO date as people do."""
    return spoken(date.fromisoformat(day))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
