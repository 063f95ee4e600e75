"""What `check` finds of an agreement's own calendar: months without a date, dates that moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month, spoken
from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.model.meaning import BusinessDayRule, CalendarRule
from hereof.timeline.series import NoSeriesError
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model import operation as o
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.pins import Pin
    from hereof.timeline.series import Calendars, SeriesDate

_MOST_MONTHS: Final = 1_200
_LAST_DAY: Final = date(9998, 9, 30)


def check_calendar(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    """Check the series of dates of an agreement, with everything on file."""
    calendars = timeline.calendars
    for provision in timeline.provisions:
        for operation in provision.paragraph.operations:
            yield from _closed_and_open(operation)
    for pin in timeline.pins:
        yield from _moved(timeline, calendars, pin)
    for term, rules in _series(timeline).items():
        yield from _months(timeline, calendars, term, rules)


def _closed_and_open(operation: o.Operation) -> Iterator[Diagnostic]:
    """Refuse a calendar by which one day is both closed and open."""
    meaning = getattr(operation, "meaning", None)
    if not isinstance(meaning, BusinessDayRule):
        return
    closed = {each.day for each in meaning.closures if each.closed}
    opened = {each.day for each in meaning.closures if not each.closed}
    for day in sorted(closed & opened):
        yield error(
            "closed-and-open",
            f"{spoken(day)} is said to be both closed and open",
            meaning.span,
            help="leave out the one that its source does not say",
        )


def _moved(timeline: AgreementTimeline, calendars: Calendars, pin: Pin) -> Iterator[Diagnostic]:
    """Warn where a month's date is no longer the one from which a paragraph is effective."""
    if not pin.holds(None, timeline.counts):
        return
    try:
        found = calendars.dates_in(pin.term, pin.month, None)
    except NoSeriesError:
        return
    if len(found) != 1 or found[0].day == pin.day:
        return
    day = found[0].day
    yield warning(
        "effective-date-moved",
        f"`{pin.provision}` names the {pin.term} in {pin.month}, which was {spoken(pin.day)} when "
        f"it was made and has been moved to {spoken(day)}",
        Label(pin.span, f"{spoken(pin.day)} all the same"),
        *_by(found[0].states[0][1], "moved by this"),
        help=f"it keeps to {spoken(pin.day)}; if the documents mean the date as moved, write "
        f"`{day}` in its place, construed",
    )


def _by(state: State, text: str) -> Iterator[Label]:
    place = state.applied[-1] if state.applied else state.base
    if place is not None:
        yield Label(place.step.operations[0].span, text)


def _series(timeline: AgreementTimeline) -> dict[str, list[CalendarRule]]:
    found: dict[str, list[CalendarRule]] = {}
    for subject in timeline.subjects:
        for cell in timeline.term(subject).row().cells:
            for state in cell.states:
                if isinstance(state.meaning, CalendarRule) and state.status is Status.STANDS:
                    found.setdefault(subject, []).append(state.meaning)
    return found


def _months(
    timeline: AgreementTimeline, calendars: Calendars, term: str, rules: list[CalendarRule]
) -> Iterator[Diagnostic]:
    """Warn of months with no date, or several, between the first that has one and the last."""
    gap: list[Month] = []
    begun = False
    for month in _around_changes(timeline, term, rules):
        try:
            found = calendars.dates_in(term, month, None)
        except NoSeriesError:
            return
        if not found:
            if begun and _is_ruled(timeline, term, month):
                gap.append(month)
            continue
        begun = True
        yield from (_without(timeline, calendars, term, each) for each in gap)
        gap = []
        if len(found) > 1:
            yield _several(calendars, term, month, found)


def _around_changes(
    timeline: AgreementTimeline, term: str, rules: list[CalendarRule]
) -> Iterator[Month]:
    """Give every month from the first day of change to the one after the last."""
    days = set(timeline.term(term).effective_days())
    for rule in rules:
        for other in (rule.business_day, rule.series):
            if other and timeline.speaks_of(other):
                days.update(timeline.term(other).effective_days())
    if not days:
        return
    month = Month.of(min(*days, _LAST_DAY))
    last = Month.of(min(max(days), _LAST_DAY)).next().next()
    for _ in range(_MOST_MONTHS):
        if month > last:
            return
        yield month
        month = month.next()


def _is_ruled(timeline: AgreementTimeline, term: str, month: Month) -> bool:
    """Tell whether a rule that speaks of a month is in force on any day of it."""
    for start, until, cell in timeline.term(term).row().stretches():
        if start > month.last or (until is not None and until <= month.first):
            continue
        for state in cell.states:
            rule = state.meaning
            if (
                isinstance(rule, CalendarRule)
                and (rule.first is None or month >= rule.first)
                and (rule.last is None or month <= rule.last)
            ):
                return True
    return False


def _without(
    timeline: AgreementTimeline, calendars: Calendars, term: str, month: Month
) -> Diagnostic:
    why = f"there is no {term} in {month}"
    try:
        calendars.date_in(term, month, None)
    except NoSeriesError as failure:
        why = str(failure)
    state = timeline.term(term).in_force(month.last).states[0]
    return warning(
        "month-without-date",
        why,
        *_by(state, "the definition in force at its end"),
        help=f"if the documents give {month} a date, say so: a change that begins on it is "
        f"`effective from the {term} in {month}`",
    )


def _several(calendars: Calendars, term: str, month: Month, found: list[SeriesDate]) -> Diagnostic:
    why = f"the {term} falls on {len(found)} dates in {month}"
    try:
        calendars.date_in(term, month, None)
    except NoSeriesError as failure:
        why = str(failure)
    labels = [label for each in reversed(found) for label in _by(each.states[0][1], "by this")]
    return warning(
        "month-with-several-dates",
        why,
        *labels,
        help=f"if the documents leave {month} only one, say so: a change that begins on it is "
        f"`effective from the {term} in {month}`; until then ask about a day",
    )
