"""Rules that give one date in each month, such as a Distribution Date."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field
from attrs.validators import and_, ge, in_, le, optional

from hereof.calendar.closures import is_weekend
from hereof.calendar.rolls import Roll, roll, shift
from hereof.calendar.spoken import ordinal, spoken
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.calendar.business_days import BusinessDays
    from hereof.calendar.month import Month

_MOST_BUSINESS_DAYS = 23
_COUNTS = frozenset(range(-_MOST_BUSINESS_DAYS, _MOST_BUSINESS_DAYS + 1)) - {0}
_DAY = timedelta(days=1)


@frozen
class DayOfMonth:
    """A numbered day of each month, or its last, moved to a Business Day as the rule says.

    In a month that has no day 29, 30 or 31 the month's last day is taken in its
    stead, and the date's `why` says so. That is the market's habit, not the
    words of any agreement: one that says otherwise needs another rule.

    Attributes:
        day: 1 to 31; nothing for the last day of the month.
        roll: What happens when that is not a Business Day.
        offset: Business Days to count on from there; negative to count back.
    """

    day: int | None = field(validator=optional(and_(ge(1), le(31))))
    roll: Roll = Roll.NONE
    offset: int = 0


@frozen
class NthBusinessDay:
    """A Business Day of each month by its number.

    Attributes:
        number: 1 is the first Business Day of the month, -1 the last, -2 the one before it.
        offset: Business Days to count on from there; negative to count back.
    """

    number: int = field(validator=in_(_COUNTS))
    offset: int = 0


MonthlyRule = DayOfMonth | NthBusinessDay


@frozen
class Rolled:
    """The date that a rule gives in a month.

    Attributes:
        nominal: The day that the rule names, before it moves to a Business Day
            or an offset is counted.
        actual: The date.
        why: Why the date is not simply the day that the rule names, as clauses
            parted by semicolons, without a full stop; empty where it is.
    """

    nominal: date
    actual: date
    why: str = ""


class NoSuchBusinessDayError(Exception):
    """Raised for a Business Day whose number a month does not reach.

    Attributes:
        month: The month.
        number: The number that was asked for.
        found: How many Business Days the month has.
    """

    def __init__(self, month: Month, number: int, found: int) -> None:
        super().__init__(f"{month} has {found} Business Days, and {_place(number)} was asked for")
        self.month = month
        self.number = number
        self.found = found


def monthly_date(
    rule: MonthlyRule,
    month: Month,
    calendar: BusinessDays,
    citations: Mapping[date, str] = MappingProxyType({}),
) -> Rolled:
    """Give the date of a rule in a month, and why it is not simply the day named.

    Args:
        rule: The rule.
        month: The month; the date itself may fall outside it after a roll or an offset.
        calendar: The Business Days.
        citations: For the calendar's further closures, what declares each.

    Raises:
        CalendarRangeError: The calendar does not cover a day that matters.
        NoSuchBusinessDayError: The month has fewer Business Days than the rule counts.
    """
    if isinstance(rule, DayOfMonth):
        nominal, reasons = _named_day(rule, month)
        moved = roll(nominal, rule.roll, calendar.is_business_day)
        reasons += _reasons(rule, nominal, moved, calendar, citations)
    else:
        nominal = moved = _numbered_day(rule, month, calendar)
        reasons = []
    actual = shift(moved, rule.offset, calendar.is_business_day)
    if rule.offset:
        reasons.append(_counted(rule.offset, moved))
    return Rolled(nominal, actual, "; ".join(reasons))


def _named_day(rule: DayOfMonth, month: Month) -> tuple[date, list[str]]:
    last = month.last
    if rule.day is None:
        return last, []
    if rule.day <= last.day:
        return date(month.year, month.month, rule.day), []
    return last, [f"{month} has no day {rule.day}, so that its last day is taken"]


def _reasons(
    rule: DayOfMonth,
    nominal: date,
    moved: date,
    calendar: BusinessDays,
    citations: Mapping[date, str],
) -> list[str]:
    """Account for each day that was passed over; later weekend days go without saying."""
    if moved == nominal:
        return []
    step = _DAY if moved > nominal else -_DAY
    passed, day = [calendar.why_closed(nominal, citations)], nominal + step
    while day != moved:
        if not is_weekend(day):
            passed.append(calendar.why_closed(day, citations))
        day += step
    if rule.roll is Roll.MODIFIED_NEXT and moved < nominal:
        passed.append("the next Business Day is in another month")
    return passed


def _numbered_day(rule: NthBusinessDay, month: Month, calendar: BusinessDays) -> date:
    days = [month.first + n * _DAY for n in range(month.last.day)]
    found = [day for day in days if calendar.is_business_day(day)]
    if abs(rule.number) > len(found):
        raise NoSuchBusinessDayError(month, rule.number, len(found))
    return found[rule.number - 1 if rule.number > 0 else rule.number]


def _counted(offset: int, moved: date) -> str:
    days = "1 Business Day" if abs(offset) == 1 else f"{abs(offset)} Business Days"
    return f"counted {days} {'after' if offset > 0 else 'before'} {spoken(moved)}"


def _place(number: int) -> str:
    if number > 0:
        return f"the {ordinal(number)}"
    return "the last" if number == -1 else f"the {ordinal(-number)} from its end"
