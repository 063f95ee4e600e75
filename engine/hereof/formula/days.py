"""Dates that follow from other dates, as numbers of days, and what is certain of those that do not.

Where Business Days matter and no calendar is at hand, Monday to Friday are taken.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month, Roll, roll, shift
from hereof.model.meaning import DayKind, RollKind

if TYPE_CHECKING:
    from hereof.model import formula as f

FIRST: Final = date(1600, 1, 1).toordinal()
LAST: Final = date(2999, 12, 31).toordinal()
"""Every date of a formula is taken to lie between these two."""

_LEAP_DAY: Final = (2, 29)
_SATURDAY: Final = 5
_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31
_SURE_BUSINESS_DAYS: Final = 15
"""So many Business Days every month is taken to have."""


class UnclearError(Exception):
    """No one date is meant, such as an anniversary of 29 February."""


def is_weekday(day: date) -> bool:
    """Tell Monday to Friday from Saturday and Sunday."""
    return day.weekday() < _SATURDAY


def month_days(month: Month) -> tuple[int, int]:
    """Give the first and the last day of a month."""
    return month.first.toordinal(), month.last.toordinal()


def anniversary(number: int, of: int) -> int:
    """Give the n-th anniversary of a day.

    Raises:
        UnclearError: The day is 29 February, or there is no such date.
    """
    day = _date(of)
    if (day.month, day.day) == _LEAP_DAY:
        raise UnclearError
    try:
        return day.replace(year=day.year + number).toordinal()
    except ValueError:
        raise UnclearError from None


def day_in_month(node: f.DayInMonth, base: int) -> int:
    """Give a day of the month of another, or of a month so many before or after it.

    Raises:
        UnclearError: The month has no such Business Day, or there is no such date.
    """
    day = _date(base)
    months = day.year * 12 + day.month - 1 + node.months
    try:
        month = Month(months // 12, months % 12 + 1)
    except ValueError:
        raise UnclearError from None
    days = [month.first + timedelta(n) for n in range(month.last.day)]
    business_days = [each for each in days if is_weekday(each)]
    if node.kind is DayKind.NTH_BUSINESS_DAY:
        if node.number > len(business_days):
            raise UnclearError
        found = business_days[node.number - 1]
    elif node.kind is DayKind.LAST_BUSINESS_DAY:
        found = business_days[-1]
    elif node.kind is DayKind.LAST_DAY:
        found = days[-1]
    else:
        found = days[min(node.number, len(days)) - 1]
    return roll(found, Roll(node.roll.value), is_weekday).toordinal()


def shifted(node: f.ShiftedDay, base: int) -> int:
    """Give a day so many days from another.

    Raises:
        UnclearError: There is no such date.
    """
    if not node.business_day:
        return base + node.number
    try:
        return shift(_date(base), node.number, is_weekday).toordinal()
    except OverflowError:
        raise UnclearError from None


def _date(day: int) -> date:
    if not FIRST <= day <= LAST:
        raise UnclearError
    return date.fromordinal(day)


# ---- what is certain: from how many to how many days after the base a date lies

Reach = tuple[int | None, int | None]


def anniversary_reach(number: int) -> Reach:
    """Give the least and the most days from a date to its n-th anniversary."""
    return (365 * number, 366 * number) if number >= 0 else (366 * number, 365 * number)


def month_reach(node: f.DayInMonth) -> Reach:
    """Give the least and the most days from a date to a day of its month, or of another."""
    longest, months = _LONGEST_MONTH, node.months
    if not months:
        least, most = 1 - longest, longest - 1
        if node.roll is RollKind.MODIFIED_NEXT:
            pass
        elif node.kind is DayKind.LAST_DAY:
            least = 0
        elif node.kind is DayKind.DAY_OF_MONTH:
            least, most = node.number - longest, node.number - 1
    else:
        near = 1 + _SHORTEST_MONTH * (abs(months) - 1)
        far = longest - 1 + longest * abs(months)
        least, most = (near, far) if months > 0 else (-far, -near)
    if node.roll is RollKind.NEXT:
        return least, None
    if node.roll is RollKind.PRECEDING:
        return None, most
    return least, most


def shift_reach(number: int) -> Reach:
    """Give the least and the most days from a date to so many Business Days after it."""
    if not number:
        return 0, 0
    return (number, None) if number > 0 else (None, number)


def may_lack(node: f.DayInMonth) -> bool:
    """Tell whether a month may be too short for a day."""
    return node.kind is DayKind.NTH_BUSINESS_DAY and node.number > _SURE_BUSINESS_DAYS
