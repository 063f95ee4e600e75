"""Series of dates, such as Distribution Dates, as the agreement's own words give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field

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
from hereof.timeline.absence import Ruled, no_rule, why_none, why_several
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hereof.timeline.step import Provision
    from hereof.timeline.term import Cell, TermTimeline


class NoSeriesError(Exception):
    """There is no such date; the message says why in one sentence."""


@frozen
class SeriesDate:
    """A date of a series.

    Attributes:
        month: The month that it belongs to.
        day: The date.
        why: How it was rolled; empty where it was not.
        states: The definitions that it rests on: the series' own, the Business Day's.
        fixed_by: The paragraphs that change the calendar from that date, and so fixed it:
            that month gets no other by their change.
    """

    month: Month
    day: date
    why: str
    states: tuple[tuple[str, State], ...] = field(eq=False, repr=False)
    fixed_by: tuple[Provision, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether an instrument fixed it, so that the month gets no other."""
        return bool(self.fixed_by)


@frozen(eq=False)
class _Asked:
    """A question for the dates of a month; the attributes are the arguments of `date_in`."""

    month: Month
    known_on: date | None
    above: tuple[str, ...]
    without: frozenset[Provision]


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
        timeline: Gives the timeline of a term without some paragraphs, or nothing where
            nothing speaks of the term.
        fixing: Gives the paragraphs that begin or end on the date of a series in a month.
    """

    timeline: Callable[[str, frozenset[Provision]], TermTimeline | None]
    fixing: Callable[[str, Month, date | None], frozenset[Provision]]

    def date_in(
        self,
        term: str,
        month: Month,
        known_on: date | None,
        above: tuple[str, ...] = (),
        without: frozenset[Provision] = frozenset(),
    ) -> SeriesDate:
        """Give the date of a series in a month.

        Args:
            term: The series.
            month: The month.
            known_on: The date of knowledge.
            above: The series whose dates are counted from this one's.
            without: Paragraphs whose change of the calendar does not count.

        Raises:
            NoSeriesError: The month has none, or more than one, or the term is no series.
        """
        found = self.dates_in(term, month, known_on, above, without)
        if len(found) == 1:
            return found[0]
        if found:
            days = [(each.day, each.states[0][1]) for each in found]
            raise NoSeriesError(why_several(term, month, days))
        asked = _Asked(month, known_on, (*above, term), without)
        apart = evolve(asked, without=without | self.fixing(term, month, known_on))
        raise NoSeriesError(why_none(term, month, (ruled for ruled, _ in self._ruled(term, apart))))

    def dates_in(
        self,
        term: str,
        month: Month,
        known_on: date | None,
        above: tuple[str, ...] = (),
        without: frozenset[Provision] = frozenset(),
    ) -> list[SeriesDate]:
        """Give every date of a series in a month; the arguments are those of `date_in`.

        Raises:
            NoSeriesError: The term is no series, or its calendar does not reach so far.
        """
        if term in above:
            raise NoSeriesError(f"the dates of {term} are in the end counted from themselves")
        asked = _Asked(month, known_on, (*above, term), without)
        fixing = self.fixing(term, month, known_on) - without
        if not fixing:
            return list(self._computed(term, asked))
        apart = asked.without | fixing
        found = list(self._computed(term, evolve(asked, without=apart)))
        by = self._fixed_by(term, asked, fixing, [each.day for each in found])
        return [evolve(each, fixed_by=by) for each in found]

    def _fixed_by(
        self, term: str, asked: _Asked, fixing: frozenset[Provision], days: list[date]
    ) -> tuple[Provision, ...]:
        """Give the paragraphs but for whose holding off a month would have other dates."""

        def days_without(left_out: frozenset[Provision]) -> list[date] | None:
            try:
                found = self._computed(term, evolve(asked, without=asked.without | left_out))
                return [each.day for each in found]
            except NoSeriesError:
                return None

        found = [each for each in fixing if days_without(fixing - {each}) != days]
        if not found and days_without(frozenset()) != days:
            found = list(fixing)
        return tuple(sorted(found, key=lambda each: (each.entry.position, each.position)))

    def _computed(self, term: str, asked: _Asked) -> Iterator[SeriesDate]:
        for ruled, found in self._ruled(term, asked):
            if found is not None and ruled.is_in_force:
                yield found

    def _ruled(self, term: str, asked: _Asked) -> Iterator[tuple[Ruled, SeriesDate | None]]:
        """Give what each definition of a series gives for a month, in force then or not.

        Raises:
            NoSeriesError: The term is no series, or a date cannot be found that might be one.
        """
        timeline = self.timeline(term, asked.without)
        if timeline is None:
            raise NoSeriesError(f"`{term}` is not defined, so it has no dates")
        stretches = timeline.row(asked.known_on).stretches()
        if not any(_rule(cell) for _, _, cell in stretches):
            if all(no_rule(cell) for _, _, cell in stretches):
                raise NoSeriesError(f"`{term}` is not in force on any date, so it has no dates")
            raise NoSeriesError(f"the definition of {term} states no calendar rule")
        for start, until, cell in stretches:
            rule = _rule(cell)
            if rule is None:
                why = no_rule(cell) or "the definition states no calendar rule"
                yield Ruled(start, until, None, why), None
            elif rule.first and asked.month < rule.first:
                yield Ruled(start, until, None, f"its dates begin in {rule.first}"), None
            elif rule.last and asked.month > rule.last:
                yield Ruled(start, until, None, f"its dates end in {rule.last}"), None
            else:
                found = self._found(rule, asked, start, until)
                if found is not None:
                    rolled, rests = found
                    states = ((term, cell.states[0]), *rests)
                    day = SeriesDate(asked.month, rolled.actual, rolled.why, states)
                    yield Ruled(start, until, rolled.actual), day

    def _found(
        self, rule: CalendarRule, asked: _Asked, start: date, until: date | None
    ) -> tuple[Rolled, tuple[tuple[str, State], ...]] | None:
        try:
            return self._rolled(rule, asked)
        except (CalendarRangeError, NoSuchBusinessDayError, NoSeriesError) as failure:
            if not _may_fall_in(rule, asked.month, start, until):
                return None
            if isinstance(failure, NoSeriesError):
                raise
            raise NoSeriesError(str(failure)) from failure

    def _rolled(
        self, rule: CalendarRule, asked: _Asked
    ) -> tuple[Rolled, tuple[tuple[str, State], ...]]:
        month = asked.month
        if rule.kind is DayKind.OFFSET:
            other = self.date_in(rule.series, month, asked.known_on, asked.above, asked.without)
            days, citations, rests = self._business_days(rule, other.day, asked)
            day = shift(other.day, rule.number, days.is_business_day)
            why = f"counted from {rule.series} {other.day}"
            return Rolled(other.day, day, why), (*rests, *other.states)
        days, citations, rests = self._business_days(rule, month.last, asked)
        return monthly_date(_monthly(rule), month, days, citations), rests

    def _business_days(
        self, rule: CalendarRule, day: date, asked: _Asked
    ) -> tuple[BusinessDays, dict[date, str], tuple[tuple[str, State], ...]]:
        name = rule.business_day
        if not name:
            return BusinessDays("Federal Reserve Banks"), {}, ()
        timeline = self.timeline(name, asked.without)
        cell = timeline.in_force(day, asked.known_on) if timeline else None
        state = cell.states[0] if cell and not cell.is_crossing else None
        meaning = state.meaning if state else None
        if state is None or not isinstance(meaning, BusinessDayRule):
            raise NoSeriesError(f"the definition of {name} in force on {day} names no calendar")
        closures = {c.day: c.because for c in meaning.closures if c.closed}
        opened = frozenset(c.day for c in meaning.closures if not c.closed)
        try:
            days = BusinessDays(meaning.base, frozenset(closures), opened)
        except (UnknownBaseError, ValueError) as failure:
            raise NoSeriesError(str(failure)) from failure
        return days, closures, ((name, state),)


def _rule(cell: Cell) -> CalendarRule | None:
    if cell.is_crossing or cell.states[0].status is not Status.STANDS:
        return None
    meaning = cell.states[0].meaning
    return meaning if isinstance(meaning, CalendarRule) else None


def _may_fall_in(rule: CalendarRule, month: Month, start: date, until: date | None) -> bool:
    """Tell whether a rule's date for a month may lie on a day on which the rule is in force.

    Asked only of a rule whose date cannot be found: what it was in another year is no
    reason to refuse this month.
    """
    further = 10 + (2 * abs(rule.number) if rule.kind is DayKind.OFFSET else 0)
    first, last = month.first.toordinal() - further, month.last.toordinal() + further
    return start.toordinal() <= last and (until is None or until.toordinal() > first)


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
