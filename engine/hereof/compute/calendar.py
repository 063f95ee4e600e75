"""The calendar of an agreement, as its own definitions give it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.calendar import BusinessDays, CalendarRangeError, Month, UnknownBaseError, ordinal
from hereof.formula.calendars import NoCalendarError, NoDateError
from hereof.model.meaning import BusinessDayRule, CalendarRule
from hereof.timeline.series import NoSeriesError

if TYPE_CHECKING:
    from datetime import date

    from hereof.timeline.agreement import AgreementTimeline

_MOST_MONTHS: Final = 1200
"""No series is counted further than a hundred years."""


class AgreementCalendar:
    """Dates of series and Business Days, as known on a date; see `formula.calendars.Calendar`."""

    def __init__(self, timeline: AgreementTimeline, known_on: date | None) -> None:
        self._timeline = timeline
        self._known_on = known_on
        self._dates: dict[tuple[str, Month], date | NoDateError | NoCalendarError] = {}
        self._rows: dict[str, list[date]] = {}
        self._days: dict[tuple[str, int], BusinessDays] = {}

    def date_in(self, series: str, month: Month) -> date:
        """Give the date of a series in a month."""
        key = (series, month)
        if key not in self._dates:
            self._dates[key] = self._find(series, month)
        found = self._dates[key]
        if isinstance(found, Exception):
            raise found
        return found

    def _find(self, series: str, month: Month) -> date | NoDateError | NoCalendarError:
        if not self._is_series(series):
            return NoCalendarError(f"the {series} in {month}")
        try:
            return self._timeline.calendars.date_in(series, month, self._known_on).day
        except (NoSeriesError, CalendarRangeError) as failure:
            return NoDateError(str(failure))

    def nth_date(self, series: str, number: int) -> date:
        """Give a date of a series by its number, counted from its first month."""
        if not self._is_series(series):
            raise NoCalendarError(f"the {ordinal(number)} {series}")
        if number < 1:
            raise NoDateError(f"there is no {series} number {number}")
        found = self._rows.setdefault(series, [])
        if len(found) < number:
            self._count(series, number, found)
        if len(found) < number:
            raise NoDateError(f"there is no {ordinal(number)} {series}: there are {len(found)}")
        return found[number - 1]

    def _count(self, series: str, number: int, found: list[date]) -> None:
        found.clear()
        month = self._first_month(series)
        try:
            for _ in range(_MOST_MONTHS):
                dates = self._timeline.calendars.dates_in(series, month, self._known_on)
                found.extend(sorted(each.day for each in dates))
                if len(found) >= number:
                    return
                month = month.next()
        except (NoSeriesError, CalendarRangeError):
            return

    def _first_month(self, series: str) -> Month:
        rules = self._rules(series)
        firsts = [rule.first for rule in rules if rule.first is not None]
        return min(firsts) if firsts else Month.of(self._timeline.base.dated)

    def _rules(self, series: str) -> list[CalendarRule]:
        timeline = self._timeline.known_term(series)
        cells = timeline.row(self._known_on).cells if timeline else []
        meanings = (state.meaning for cell in cells for state in cell.states)
        return [meaning for meaning in meanings if isinstance(meaning, CalendarRule)]

    def _is_series(self, series: str) -> bool:
        return bool(self._rules(series))

    def is_business_day(self, term: str, day: date) -> bool:
        """Tell whether a day is a Business Day, as the term in force on that day says."""
        timeline = self._timeline.known_term(term)
        states = timeline.in_force(day, self._known_on).states if timeline else ()
        meaning = states[0].meaning if len(states) == 1 else None
        if not isinstance(meaning, BusinessDayRule):
            raise NoCalendarError(f"a {term}")
        try:
            return self._business_days(term, meaning).is_business_day(day)
        except (CalendarRangeError, UnknownBaseError) as failure:
            raise NoDateError(str(failure)) from None

    def _business_days(self, term: str, rule: BusinessDayRule) -> BusinessDays:
        key = (term, id(rule))
        if key not in self._days:
            closed = frozenset(each.day for each in rule.closures if each.closed)
            opened = frozenset(each.day for each in rule.closures if not each.closed)
            self._days[key] = BusinessDays(rule.base, closed, opened)
        return self._days[key]
