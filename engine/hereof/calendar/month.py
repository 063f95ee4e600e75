"""A month of a year, such as the month that a payment belongs to."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Self

from attrs import field, frozen
from attrs.validators import and_, ge, le

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DECEMBER = 12
# Left uncompiled: most runs read no month from text.
_SPELLED = rf"(?P<name>{'|'.join(MONTH_NAMES)}) (?P<year>[0-9]{{4}})"
_NUMBERED = r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])"


@frozen(order=True)
class Month:
    """A month of the calendar; months sort by time.

    Attributes:
        year: 1 to 9998, so that the month after it has a date too.
        month: 1 to 12.
    """

    year: int = field(validator=and_(ge(1), le(9998)))
    month: int = field(validator=and_(ge(1), le(_DECEMBER)))

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the month that a date falls in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2003-10` or `October 2003`.

        Raises:
            ValueError: The text is neither.
        """
        if found := re.fullmatch(_SPELLED, text):
            return cls(int(found["year"]), MONTH_NAMES.index(found["name"]) + 1)
        if found := re.fullmatch(_NUMBERED, text):
            return cls(int(found["year"]), int(found["month"]))
        raise ValueError(f"`{text}` is not a month, as in `October 2003` or `2003-10`")

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        next_month = (self.first + timedelta(days=31)).replace(day=1)
        return next_month - timedelta(days=1)

    def next(self) -> Month:
        """Give the month after this one."""
        if self.month == _DECEMBER:
            return Month(self.year + 1, 1)
        return Month(self.year, self.month + 1)

    def contains(self, day: date) -> bool:
        """Tell whether a date falls in this month."""
        return (day.year, day.month) == (self.year, self.month)

    def __str__(self) -> str:
        return f"{MONTH_NAMES[self.month - 1]} {self.year:04}"
