"""Series of dates, such as Distribution Dates, as the agreement's own words give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.calendar import (
    BusinessDays,
    CalendarRangeError,
    DayOfMonth,
    Month,
    NoSuchBusinessDayError,
    NthBusinessDay,
    Roll,
    Rolled,
    UnknownBaseError,
    monthly_date,
    shift,
)
from hereof.frozen import frozen
from hereof.model.meaning import MOST_DAYS, BusinessDayRule, CalendarRule, DayKind, RollKind
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hereof.timeline.term import TermTimeline


class NoSeriesError(Exception):
    """There is no such date; the message says why in one sentence."""


@frozen
class SeriesDate:
    """A date of a series.

    Attributes:
        month: The month that it belongs to.
        day: The date.
        why: How it was rolled; empty where it was not.
        fixed: Whether an instrument fixed it, so that the month gets no other.
        states: The definitions that it rests on: the series' own, the Business Day's.
    """

    month: Month
    day: date
    why: str
    fixed: bool
    states: tuple[tuple[str, State], ...] = field(eq=False, repr=False)


@frozen(eq=False)
class Pin:
    """A date that fixes an effectivity: that month gets no other; `why` it was so rolled."""

    term: str
    month: Month
    day: date
    known_from: date
    why: str = ""


_ROLLS = {
    RollKind.NONE: Roll.NONE,
    RollKind.NEXT: Roll.NEXT,
    RollKind.PRECEDING: Roll.PRECEDING,
    RollKind.MODIFIED_NEXT: Roll.MODIFIED_NEXT,
}


@frozen(eq=False)
class Calendars:
    """Finds the dates of a series in the definitions in force.

    Attributes:
        timeline: Gives the timeline of a term, or nothing where there is none.
        pins: Dates that effectivities have fixed.
    """

    timeline: Callable[[str], TermTimeline | None]
    pins: list[Pin]

    def date_in(
        self, term: str, month: Month, known_on: date | None, above: tuple[str, ...] = ()
    ) -> SeriesDate:
        """Give the date of a series in a month.

        Args:
            term: The series.
            month: The month.
            known_on: The date of knowledge.
            above: The series whose dates are counted from this one's.

        Raises:
            NoSeriesError: The month has none, or more than one, or the term is no series.
        """
        found = self.dates_in(term, month, known_on, above)
        if not found:
            raise NoSeriesError(f"there is no {term} in {month}")
        if len(found) > 1:
            days = " and ".join(str(each.day) for each in found)
            raise NoSeriesError(f"there is more than one {term} in {month}: {days}")
        return found[0]

    def dates_in(
        self, term: str, month: Month, known_on: date | None, above: tuple[str, ...] = ()
    ) -> list[SeriesDate]:
        """Give every date of a series in a month; the arguments are those of `date_in`.

        Raises:
            NoSeriesError: The term is no series, or its calendar does not reach so far.
        """
        timeline = self.timeline(term)
        if timeline is None:
            raise NoSeriesError(f"`{term}` is not defined, so it has no dates")
        for pin in self.pins:
            if (pin.term, pin.month) == (term, month) and (
                known_on is None or known_on >= pin.known_from
            ):
                states = self._states_on(term, timeline, pin.day, known_on)
                return [SeriesDate(month, pin.day, pin.why, fixed=True, states=states)]
        if term in above:
            raise NoSeriesError(f"the dates of {term} are in the end counted from themselves")
        return list(self._computed(term, timeline, month, known_on, (*above, term)))

    def _states_on(
        self, term: str, timeline: TermTimeline, day: date, known_on: date | None
    ) -> tuple[tuple[str, State], ...]:
        states = timeline.in_force(day, known_on).states
        return ((term, states[0]),) if len(states) == 1 else ()

    def _computed(
        self,
        term: str,
        timeline: TermTimeline,
        month: Month,
        known_on: date | None,
        above: tuple[str, ...],
    ) -> Iterator[SeriesDate]:
        ruled = False
        for start, until, cell in timeline.row(known_on).stretches():
            if cell.is_crossing or cell.states[0].status is not Status.STANDS:
                continue
            state = cell.states[0]
            if not isinstance(state.meaning, CalendarRule):
                continue
            ruled = True
            rule = state.meaning
            if (rule.first and month < rule.first) or (rule.last and month > rule.last):
                continue
            try:
                rolled, rests = self._rolled(rule, month, known_on, above)
            except (CalendarRangeError, NoSuchBusinessDayError) as failure:
                raise NoSeriesError(str(failure)) from failure
            if start <= rolled.actual and (until is None or rolled.actual < until):
                states = ((term, state), *rests)
                yield SeriesDate(month, rolled.actual, rolled.why, fixed=False, states=states)
        if not ruled:
            raise NoSeriesError(f"the definition of {term} states no calendar rule")

    def _rolled(
        self, rule: CalendarRule, month: Month, known_on: date | None, above: tuple[str, ...]
    ) -> tuple[Rolled, tuple[tuple[str, State], ...]]:
        if rule.kind is DayKind.OFFSET:
            other = self.date_in(rule.series, month, known_on, above)
            days, citations, rests = self._business_days(rule, other.day, known_on)
            day = shift(other.day, rule.number, days.is_business_day)
            why = f"counted from {rule.series} {other.day}"
            return Rolled(other.day, day, why), (*rests, *other.states)
        days, citations, rests = self._business_days(rule, month.last, known_on)
        return monthly_date(_monthly(rule), month, days, citations), rests

    def _business_days(
        self, rule: CalendarRule, day: date, known_on: date | None
    ) -> tuple[BusinessDays, dict[date, str], tuple[tuple[str, State], ...]]:
        name = rule.business_day
        if not name:
            return BusinessDays("Federal Reserve Banks"), {}, ()
        timeline = self.timeline(name)
        cell = timeline.in_force(day, known_on) if timeline else None
        state = cell.states[0] if cell and not cell.is_crossing else None
        meaning = state.meaning if state else None
        if state is None or not isinstance(meaning, BusinessDayRule):
            raise NoSeriesError(f"the definition of {name} in force on {day} names no calendar")
        closures = {c.day: c.because for c in meaning.closures if c.closed}
        opened = frozenset(c.day for c in meaning.closures if not c.closed)
        try:
            days = BusinessDays(meaning.base, frozenset(closures), opened)
        except UnknownBaseError as failure:
            raise NoSeriesError(str(failure)) from failure
        return days, closures, ((name, state),)


def _monthly(rule: CalendarRule) -> DayOfMonth | NthBusinessDay:
    if rule.kind is DayKind.LAST_BUSINESS_DAY:
        return NthBusinessDay(-1)
    if rule.kind is DayKind.LAST_DAY:
        return DayOfMonth(None, _ROLLS[rule.roll])
    # Reading reports such a number, but dates are asked for before findings are looked at.
    if not 1 <= rule.number <= MOST_DAYS[rule.kind]:
        raise NoSeriesError(f"no month has a day number {rule.number}")
    if rule.kind is DayKind.NTH_BUSINESS_DAY:
        return NthBusinessDay(rule.number)
    return DayOfMonth(rule.number, _ROLLS[rule.roll])
