"""Which days are Business Days, and why a day is not one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hereof.calendar.closures import (
    BASES,
    CalendarRangeError,
    UnknownBaseError,
    closure_table,
    is_weekend,
)
from hereof.calendar.rolls import Roll, roll
from hereof.calendar.spoken import spoken, weekday_name
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_NO_CITATIONS: Mapping[date, str] = MappingProxyType({})


@frozen
class BusinessDays:
    """The Business Days of an agreement: every weekday on which its base is open, and exceptions.

    Attributes:
        base: The name of the base calendar, a key of `BASES`.
        closed: Further days that are not Business Days.
        open: Days that are Business Days all the same, a weekend's too.

    Raises:
        UnknownBaseError: There is no such base.
        ValueError: A day is both closed and open.
    """

    base: str
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()

    def __attrs_post_init__(self) -> None:
        """Refuse a base that there is not, and a day said to be both closed and open."""
        if self.base not in BASES:
            raise UnknownBaseError(self.base)
        if both := self.closed & self.open:
            raise ValueError(f"{spoken(min(both))} is said to be both closed and open")

    def is_business_day(self, day: date) -> bool:
        """Tell whether a day is a Business Day.

        Raises:
            CalendarRangeError: The base does not cover the year, even for a
                weekend or an exception: no answer rests on half a calendar.
        """
        table = closure_table(self.base)
        if not table.first <= day.year <= table.last:
            raise CalendarRangeError(self.base, day, table.first, table.last)
        if day in self.open:
            return True
        return not is_weekend(day) and day not in table.days and day not in self.closed

    def next_business_day(self, day: date) -> date:
        """Give the first Business Day on or after a day.

        Raises:
            CalendarRangeError: The search leaves the years that the base covers.
        """
        return roll(day, Roll.NEXT, self.is_business_day)

    def previous_business_day(self, day: date) -> date:
        """Give the last Business Day on or before a day.

        Raises:
            CalendarRangeError: The search leaves the years that the base covers.
        """
        return roll(day, Roll.PRECEDING, self.is_business_day)

    def why_closed(self, day: date, citations: Mapping[date, str] = _NO_CITATIONS) -> str:
        """Say why a day is not a Business Day, as a clause without a full stop.

        Args:
            day: The day.
            citations: For a day of `closed`, what declares it so.

        Returns:
            Such as `25 October 2003 is a Saturday`; an empty text for a Business Day.

        Raises:
            CalendarRangeError: The base does not cover the year.
        """
        if self.is_business_day(day):
            return ""
        says = f"{spoken(day)} is a {weekday_name(day)}"
        if is_weekend(day):
            return says
        if day in closure_table(self.base).days:
            return f"{says} on which {BASES[self.base].closing}"
        return f"{says}, closed: {citations.get(day, 'no citation is given')}"
