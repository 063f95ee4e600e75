"""`hereof calc`: what a term comes to, on one date or on many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import CalendarRangeError, Month
from hereof.report.moments import asked_text, find_date, series_of
from hereof.report.reckoner import Reckoner, data_view
from hereof.report.sources import iso
from hereof.report.which import knowledge
from hereof.timeline.series import NoSeriesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from hereof.compute.computer import Computer
    from hereof.report.value_shapes import Calc, Span
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.series import SeriesDate


def calc(
    base: RuleBase,
    agreement: Agreement,
    computer: Computer,
    term: str,
    asked: date | Month | tuple[date | Month, date | Month],
    typed: str | None = None,
    progress: Callable[[list[SeriesDate | date]], Iterable[SeriesDate | date]] | None = None,
) -> Calc:
    """Compute a term.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        computer: What computes it.
        term: The term as defined.
        asked: A date, a month, or the first and the last of a stretch.
        typed: The term as it was typed, if otherwise.
        progress: Goes through the dates of a stretch, and may show how far it is.
    """
    reckoner = Reckoner(base, agreement, computer)
    known_on = computer.known_on
    if isinstance(asked, tuple):
        dates: list[SeriesDate | date] = list(series_between(agreement, asked, known_on))
        through = progress(dates) if progress else dates
        values = [reckoner.value(term, each, traced=False) for each in through]
    else:
        when = find_date(agreement.timeline, asked, known_on)
        values = [reckoner.value(term, when, traced=True)]
    return {
        "schema": "hereof/calc/1",
        "asked": asked_view(term if typed is None else typed, asked, known_on),
        "agreement": {"id": agreement.id, "title": agreement.title},
        "term": term,
        "known": knowledge(base, agreement, known_on),
        "data": data_view(computer, reckoner.remarks),
        "answered": bool(values) and all(each["answered"] for each in values),
        "values": values,
        "definitions": reckoner.definitions,
    }


def series_between(
    agreement: Agreement,
    ends: tuple[date | Month, date | Month],
    known_on: date | None,
) -> Iterator[SeriesDate]:
    """Give the dates of the agreement's series from one date or month through another."""
    first, last = ends
    calendars, series = agreement.timeline.calendars, series_of(agreement.timeline)
    month = first if isinstance(first, Month) else Month.of(first)
    end = last if isinstance(last, Month) else Month.of(last)
    while month <= end:
        try:
            found = calendars.dates_in(series, month, known_on)
        except (NoSeriesError, CalendarRangeError):
            found = []
        for each in found:
            after = isinstance(first, Month) or each.day >= first
            before = isinstance(last, Month) or each.day <= last
            if after and before:
                yield each
        month = month.next()


def asked_view(
    typed: str, asked: date | Month | tuple[date | Month, date | Month], known_on: date | None
) -> Span:
    """Give the question as a view."""
    start, end = asked if isinstance(asked, tuple) else (None, None)
    return {
        "term": typed,
        "on": None if isinstance(asked, tuple) else asked_text(asked),
        "start": asked_text(start) if start is not None else None,
        "end": asked_text(end) if end is not None else None,
        "known_on": iso(known_on),
    }
