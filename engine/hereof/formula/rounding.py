"""Rounding to a multiple of a unit, exactly.

A negative number is rounded as the amount that it is, and keeps its sign: half up
takes -0.5 to -1, `up` takes -0.1 to -1, `down` takes -0.9 to 0. So money owed is
rounded as money due is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hereof.formula.polynomial import Rational

RULES: Final = ("half up", "half even", "down", "up", "nearest")
"""The rules; `nearest` leaves open what becomes of a value in the middle."""

EXACT_RULES: Final = frozenset(RULES) - {"nearest"}
"""The rules that give every value its multiple."""


class TieError(Exception):
    """A value in the middle between two multiples, where the words do not say which is taken."""

    def __init__(self, below: Fraction, above: Fraction) -> None:
        super().__init__(f"in the middle between {below} and {above}")
        self.below = below
        self.above = above


def rounded(value: Fraction, rule: str, unit: Fraction) -> Fraction:
    """Round to a multiple of a unit.

    Args:
        value: What is rounded.
        rule: One of `RULES`.
        unit: More than zero, such as 1/100 for cents.

    Raises:
        TieError: The rule is `nearest`, and the value lies in the middle.
        ZeroDivisionError: The unit is zero.
    """
    of = value.denominator * unit.numerator
    whole, rest = divmod(abs(value.numerator) * unit.denominator, of)
    if rest and rule == "up":
        whole += 1
    elif rest and rule != "down":
        if rule == "nearest" and 2 * rest == of:
            sign = -1 if value < 0 else 1
            ends = (sign * whole * unit, sign * (whole + 1) * unit)
            raise TieError(min(ends), max(ends))
        tie_goes_up = rule == "half up" or whole % 2 == 1
        whole += 2 * rest > of or (2 * rest == of and tie_goes_up)
    return (-whole if value < 0 else whole) * unit


def rounded_or_none(value: Rational, rule: str, unit: Rational) -> Fraction | None:
    """Round to a multiple of a unit; nothing for `nearest` in the middle of two."""
    try:
        return rounded(Fraction(value), rule, Fraction(unit))
    except TieError:
        return None


def is_tie(value: Rational, unit: Rational) -> bool:
    """Tell whether a value lies in the middle of two multiples of a unit."""
    return (Fraction(value) / unit * 2) % 2 == 1
