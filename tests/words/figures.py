"""What the hand-written arithmetic of every file shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

from words.lookup import Lookup, NoValueError

Value: TypeAlias = Fraction | date | bool | None
Figure: TypeAlias = Callable[[Lookup], Value]
Figures: TypeAlias = dict[str, Figure | tuple[Figure, ...]]

ZERO: Final = Fraction(0)


def floor(amount: Fraction) -> Fraction:
    """Give an amount, or zero where it is less."""
    return max(amount, ZERO)


def step(v: Lookup, before: Fraction | None, *steps: tuple[int, int, str | None]) -> Fraction:
    """Give the value of a schedule by the month of the date asked about.

    Args:
        v: The data.
        before: The value before the first step.
        steps: From which year and month on, what value; none where there is none.

    Raises:
        NoValueError: The schedule says nothing of that month.
    """
    value = before
    for year, month, later in steps:
        if (v.on.year, v.on.month) >= (year, month):
            value = None if later is None else Fraction(later)
    if value is None:
        raise NoValueError
    return value


def anniversary(day: date, number: int) -> date:
    """Give the n-th anniversary of a day; the 28th for the 29th of February."""
    if (day.month, day.day) == (2, 29):
        day = date(day.year, 2, 28)
    return date(day.year + number, day.month, day.day)
