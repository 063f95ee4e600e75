"""`hereof history`: every version of a term on both clocks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.calendar import CalendarRangeError, Month
from hereof.model.names import CLASSES
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.leans import Leans
from hereof.report.moments import month_text, series_of
from hereof.report.planes import Rectangle, holds, one_row, rectangles
from hereof.report.sources import Sources, iso
from hereof.report.versions import Moment, credited
from hereof.report.which import governing, knowledge, lapsed, suspensions
from hereof.timeline.answer import outcome_of
from hereof.timeline.classes import ranges_in
from hereof.timeline.series import NoSeriesError
from hereof.timeline.state import Status
from hereof.timeline.undone import undone

if TYPE_CHECKING:
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.series import SeriesDate
    from hereof.timeline.term import TermTimeline

MONTHS_AFTER: Final = 12
_MOST_MONTHS: Final = 1_200
_LAST_DAY: Final = date(9997, 11, 30)
_LAST_MONTH: Final = Month(9998, 11)


class Governed(TypedDict):
    """The dates of the series that a version governed.

    Attributes:
        count: So many.
        first: The first; null where there is none.
        last: The last; null where there is none.
        goes_on: Whether the version goes on after the months looked at.
        through: Where it does, the last month looked at, as `2004-10`; otherwise null.
        days: All of them.
    """

    count: int
    first: str | None
    last: str | None
    goes_on: bool
    through: str | None
    days: list[str]


class Held(TypedDict):
    """A version of a term, and where it holds.

    Attributes:
        outcome: The named outcome there.
        beneath: For a suspension the outcome beneath it, otherwise the same outcome.
        effective_from: First day; null where it holds from the beginning.
        effective_until: First day on which it holds no more; null: open.
        known_from: First day on which that is known; null where that is not looked at, since the
            history is asked for as known on one date, or is too long.
        known_until: First day on which it is no longer so known; null: it is what is known last.
        versions: The words; for a crossing each text.
        restored: Paragraphs whose words were in force until the day before and were undone, so
            that this version stands again.
        governed_by: The paragraph that last changed the definition; null where none governs.
        suspensions: The paragraphs that suspend it.
        lapsed: Those that suspended an earlier definition, and do not suspend this one.
        classes: What the ranges of Classes that it names hold after the list of Classes changed,
            while it was in force; empty where it names none.
        governed: The dates of the series that it governed: as known last, or for superseded
            knowledge the dates on which it was then what was known; null where there is no series.
        leans: What is construed of it.
    """

    outcome: str
    beneath: str
    effective_from: str | None
    effective_until: str | None
    known_from: str | None
    known_until: str | None
    versions: list[shapes.Version]
    restored: list[shapes.Undone]
    governed_by: shapes.Paragraph | None
    suspensions: list[shapes.Suspension]
    lapsed: list[shapes.Lapsed]
    classes: list[shapes.RangesFrom]
    governed: Governed | None
    leans: list[shapes.Lean]


class History(TypedDict):
    """Every version of a term.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        term: The term as defined.
        known: As known when.
        answered: Whether there is any version.
        sentence: The answer in one sentence.
        series: The term whose dates are counted; null where there is no such series.
        series_through: The last month looked at, as `2004-10`; null where there is no series.
        series_leans: What is construed of that series.
        series_note: Why the dates end before that month; null where they do not.
        held: What is known last, by effective date.
        superseded: What was known before, newest knowledge first.
        superseded_left_out: Whether there is too much of that to show.
        pending: Paragraphs whose condition is not shown to be met.
        unexecuted: Instruments that would change it and are not executed.
    """

    schema: str
    asked: shapes.Asked
    agreement: shapes.AgreementName
    term: str
    known: shapes.Knowledge
    answered: bool
    sentence: str
    series: str | None
    series_through: str | None
    series_leans: list[shapes.Lean]
    series_note: str | None
    held: list[Held]
    superseded: list[Held]
    superseded_left_out: bool
    pending: list[shapes.Paragraph]
    unexecuted: list[shapes.Instrument]


def history(
    base: RuleBase,
    agreement: Agreement,
    term: str,
    known_on: date | None = None,
    through: Month | None = None,
    typed: str | None = None,
    *,
    known: shapes.Knowledge | None = None,
    series: Series | None = None,
) -> History:
    """Walk through every version of a term.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        term: The term as defined.
        known_on: The date as of which the file is read; none: everything on file, and what
            was known before as well.
        through: The last month whose Distribution Date is looked at; none: a year after the
            last change.
        typed: The term as it was typed, if otherwise.
        known: As known when, where that was found before, as for another term.
        series: The dates of the agreement's series, likewise.

    Raises:
        HereofError: The agreement has errors.
    """
    timeline = agreement.timeline
    sources = Sources(base, agreement)
    track = timeline.term(term)
    cut = rectangles(track) if known_on is None else None
    left_out = known_on is None and cut is None
    if cut is None:
        cut = one_row(track.row(known_on))
    cut = [r for r in cut if _says_something(r)]
    dates = Dates(series or Series(timeline, known_on), track, cut, through)
    last_day = max((r.effective_from for r in cut), default=timeline.base.dated)
    answer = timeline.answer(term, last_day, known_on)
    current = sorted(
        (r for r in cut if r.known_until is None), key=lambda rectangle: rectangle.effective_from
    )
    moment = Moment(sources, timeline, last_day, known_on)
    return {
        "schema": "hereof/history/1",
        "asked": {
            "term": term if typed is None else typed,
            "on": None,
            "known_on": iso(known_on),
        },
        "agreement": {"id": agreement.id, "title": agreement.title},
        "term": term,
        "known": known or knowledge(base, agreement, known_on),
        "answered": bool(cut),
        "sentence": _sentence(term, current, len(cut) - len(current)),
        "series": dates.term,
        "series_through": month_text(dates.through) if dates.term else None,
        "series_leans": dates.leans.views(),
        "series_note": dates.note,
        "held": [_held(sources, timeline, term, r, known_on, dates) for r in current],
        "superseded": [
            _held(sources, timeline, term, r, r.known_from, dates)
            for r in cut
            if r.known_until is not None
        ],
        "superseded_left_out": left_out,
        "pending": [moment.paragraph(provision) for provision in answer.pending],
        "unexecuted": [sources.instrument(entry) for entry in answer.unexecuted],
    }


class Series:
    """The dates of an agreement's series, as known on a date; each month is looked up once.

    Attributes:
        term: The term whose dates they are; none where the agreement has no such series.
    """

    def __init__(self, timeline: AgreementTimeline, known_on: date | None) -> None:
        term = series_of(timeline)
        self.timeline = timeline
        self.term: str | None = term if timeline.speaks_of(term) else None
        self._known_on = known_on
        self._months: dict[Month, list[SeriesDate] | str] = {}

    def of(self, month: Month) -> list[SeriesDate] | str:
        """Give the dates of a month, or why none can be given."""
        found = self._months.get(month)
        if found is None:
            assert self.term is not None  # noqa: S101 - asked only where there is a series
            calendars = self.timeline.calendars
            try:
                found = list(calendars.dates_in(self.term, month, self._known_on))
            except (NoSeriesError, CalendarRangeError) as failure:
                found = str(failure)
            self._months[month] = found
        return found


class Dates:
    """The dates of the agreement's series over the life of a term."""

    def __init__(
        self, series: Series, track: TermTimeline, cut: list[Rectangle], through: Month | None
    ) -> None:
        self.term = series.term
        self.note: str | None = None
        self.days: list[date] = []
        self.leans = Leans()
        starts = [r.effective_from for r in cut if r.effective_from != date.min]
        first = min([min(starts, default=series.timeline.base.dated), _LAST_DAY])
        last = min(max([*starts, *track.effective_days()], default=first), _LAST_DAY)
        self.through = through or _later(Month.of(last), MONTHS_AFTER)
        self._looked = self.through
        if self.term is not None:
            self._collect(series, Month.of(first))

    def _collect(self, series: Series, first: Month) -> None:
        month = first
        self.through = min(self.through, _later(first, _MOST_MONTHS - 1))
        self._looked = self.through
        while month <= self.through:
            found = series.of(month)
            if isinstance(found, str):
                self.note = found
                self._looked = Month.of(month.first - timedelta(days=1))
                break
            self.days.extend(each.day for each in found)
            for subject, state in (pair for each in found for pair in each.states):
                self.leans.state(subject, state)
            month = month.next()
        self.days.sort()

    def governed(self, rectangle: Rectangle) -> Governed | None:
        """Give the dates that a version governed."""
        if self.term is None:
            return None
        days = holds(rectangle, self.days)
        if rectangle.known_until is not None:
            until = rectangle.known_until
            days = [day for day in days if rectangle.known_from <= day < until]
        ends = [end for end in (rectangle.effective_until, rectangle.known_until) if end]
        goes_on = not ends or min(ends) > self._looked.last + timedelta(days=1)
        return {
            "count": len(days),
            "first": iso(days[0]) if days else None,
            "last": iso(days[-1]) if days else None,
            "goes_on": goes_on,
            "through": month_text(self._looked) if goes_on else None,
            "days": [day.isoformat() for day in days],
        }


def _says_something(rectangle: Rectangle) -> bool:
    return any(s.status is not Status.UNDEFINED for s in rectangle.cell.states)


def _later(month: Month, count: int) -> Month:
    for _ in range(count):
        month = month.next() if month < _LAST_MONTH else month
    return month


def _held(
    sources: Sources,
    timeline: AgreementTimeline,
    term: str,
    rectangle: Rectangle,
    known_on: date | None,
    dates: Dates,
) -> Held:
    start = rectangle.effective_from
    answer = timeline.answer(term, start, known_on)
    moment = Moment(sources, timeline, start, known_on)
    outcome, beneath = outcome_of(rectangle.cell)
    leans = Leans()
    for state in answer.states:
        if state.status is Status.STANDS:
            leans.state(term, state)
        for place in credited(state):
            leans.provision(place.step.provision)
    return {
        "outcome": outcome.value,
        "beneath": beneath.value,
        "effective_from": None if start == date.min else start.isoformat(),
        "effective_until": iso(rectangle.effective_until),
        "known_from": None if rectangle.known_from == date.min else iso(rectangle.known_from),
        "known_until": iso(rectangle.known_until),
        "versions": [moment.version(s) for s in answer.states if s.status is not Status.UNDEFINED],
        "restored": [
            moment.undone(each)
            for each in undone(timeline.term(term), answer.cell, start, known_on)
            if each.just_now
        ],
        "governed_by": governing(moment, answer),
        "suspensions": suspensions(moment, answer),
        "lapsed": lapsed(moment, answer),
        "classes": _classes(sources, timeline, rectangle, known_on),
        "governed": dates.governed(rectangle),
        "leans": leans.views(),
    }


def _classes(
    sources: Sources, timeline: AgreementTimeline, rectangle: Rectangle, known_on: date | None
) -> list[shapes.RangesFrom]:
    """Give what ranges hold from each change of the list of Classes within a rectangle."""
    states = rectangle.cell.states
    if CLASSES not in timeline.subjects or len(states) != 1:
        return []
    state = states[0]
    words = state.words if state.on_file else (state.construed or "")
    if state.status is not Status.STANDS or not ranges_in(words):
        return []
    start, until = rectangle.effective_from, rectangle.effective_until
    last = Moment(sources, timeline, start, known_on).ranges(words)
    found: list[shapes.RangesFrom] = []
    for day in timeline.term(CLASSES).row(known_on).starts:
        if start < day and (until is None or day < until):
            ranges = Moment(sources, timeline, day, known_on).ranges(words)
            if ranges != last:
                found.append({"effective_from": day.isoformat(), "ranges": ranges})
            last = ranges
    return found


def _sentence(term: str, current: list[Rectangle], before: int) -> str:
    if not current and not before:
        return f"{term} is never in force."
    versions = "1 version" if len(current) == 1 else f"{len(current)} versions"
    once = ""
    if before:
        once = f", and {before} that {'was' if before == 1 else 'were'} known before and superseded"
    return f"{term} has {versions}{once}."
