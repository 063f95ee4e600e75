"""What a formula asks of a calendar, and the dates that need one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from hereof.calendar import (
    BusinessDays,
    CalendarRangeError,
    Month,
    Roll,
    ordinal,
    roll,
    shift,
    spoken,
)
from hereof.model.meaning import DayKind, RollKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.model import formula as f

_LEAP_DAY: Final = (2, 29)


class NoDateError(Exception):
    """There is no such date; the message says why in one sentence."""


class NoCalendarError(Exception):
    """No calendar tells it; the message names what is asked for."""


class Calendar(Protocol):
    """What an agreement's calendar tells.

    Each method raises `NoDateError` where there is no such date, and `NoCalendarError`
    where it cannot tell.
    """

    def date_in(self, series: str, month: Month) -> date:
        """Give the date of a series in a month."""

    def nth_date(self, series: str, number: int) -> date:
        """Give a date of a series by its number; 1 is the first."""

    def is_business_day(self, term: str, day: date) -> bool:
        """Tell whether a day is a Business Day, as the term says what that is."""


class NoSeries:
    """A calendar without series: it knows Business Days, or nothing at all."""

    def __init__(self, days: BusinessDays | None = None) -> None:
        self._days = days

    def date_in(self, series: str, month: Month) -> date:
        """Give no date."""
        raise NoCalendarError(f"the {series} in {month}")

    def nth_date(self, series: str, number: int) -> date:
        """Give no date."""
        raise NoCalendarError(f"the {ordinal(number)} {series}")

    def is_business_day(self, term: str, day: date) -> bool:
        """Tell whether a day is a Business Day, whatever the term."""
        if self._days is None:
            raise NoCalendarError(f"a {term}")
        try:
            return self._days.is_business_day(day)
        except CalendarRangeError as failure:
            raise NoDateError(str(failure)) from failure


def calendar_of(calendar: Calendar | BusinessDays | None) -> Calendar:
    """Give a calendar for Business Days alone, or for nothing."""
    if calendar is None or isinstance(calendar, BusinessDays):
        return NoSeries(calendar)
    return calendar


# ---- dates counted from dates


def anniversary(number: int, day: date) -> date:
    """Give the n-th anniversary of a day.

    That of 29 February is 29 February; in a year without one the words do not say
    whether it is the day before or after.

    Raises:
        NoDateError: The year has no such day.
    """
    year = day.year + number
    try:
        return day.replace(year=year)
    except ValueError:
        if (day.month, day.day) == _LEAP_DAY and date.min.year <= year <= date.max.year:
            why = f"{year} has no 29 February, on which the anniversary of {spoken(day)} would fall"
            raise NoDateError(why) from None
        raise NoDateError(_beyond()) from None


def day_in_month(node: f.DayInMonth, base: date, calendar: Calendar) -> date:
    """Give a day of the month of a date, or of a month before or after it.

    In a month without a day 29, 30 or 31 the month's last day is taken, as in calendar rules.

    Raises:
        NoDateError: The month has fewer Business Days, or lies beyond the calendar.
        NoCalendarError: No calendar tells what a Business Day is.
    """
    count = base.year * 12 + base.month - 1 + node.months
    try:
        month = Month(count // 12, count % 12 + 1)
    except ValueError:
        raise NoDateError(_beyond()) from None
    is_open = _opening(node.business_day, calendar)
    if node.kind is DayKind.DAY_OF_MONTH:
        found = date(month.year, month.month, min(node.number, month.last.day))
    elif node.kind is DayKind.LAST_DAY:
        found = month.last
    else:
        days = [month.first + timedelta(n) for n in range(month.last.day)]
        business_days = [day for day in days if is_open(day)]
        number = node.number if node.kind is DayKind.NTH_BUSINESS_DAY else len(business_days)
        if not 0 < number <= len(business_days):
            many = f"{len(business_days)} {node.business_day}s"
            raise NoDateError(f"{month} has {many}, and not a {ordinal(number)}")
        found = business_days[number - 1]
    if node.roll is RollKind.NONE:
        return found
    return _within(lambda: roll(found, Roll(node.roll.value), is_open))


def shifted(node: f.ShiftedDay, base: date, calendar: Calendar) -> date:
    """Give a day so many days, or Business Days, from a date.

    Raises:
        NoDateError: It lies beyond the calendar.
        NoCalendarError: No calendar tells what a Business Day is.
    """
    if not node.business_day:
        return _within(lambda: base + timedelta(node.number))
    is_open = _opening(node.business_day, calendar)
    return _within(lambda: shift(base, node.number, is_open))


def _opening(term: str, calendar: Calendar) -> Callable[[date], bool]:
    return lambda day: calendar.is_business_day(term or "Business Day", day)


def _within(find: Callable[[], date]) -> date:
    try:
        return find()
    except OverflowError:
        raise NoDateError(_beyond()) from None


def _beyond() -> str:
    return f"the date lies outside the years {date.min.year} to {date.max.year}"
