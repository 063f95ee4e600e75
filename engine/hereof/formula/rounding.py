"""Exact rounding to multiples of a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hereof.formula.polynomial import Rational

EXACT_RULES: Final = frozenset({"half up", "half even", "up", "down"})
"""The rules that give every value its multiple; `nearest` gives none in the middle of two."""


def is_tie(value: Rational, unit: Rational) -> bool:
    """Tell whether a value lies in the middle of two multiples of a unit."""
    return (Fraction(value) / unit * 2) % 2 == 1


def rounded(value: Rational, rule: str, unit: Rational) -> Fraction | None:
    """Round a value as written without its sign, and put the sign back.

    Args:
        value: Any exact number.
        rule: `half up`, `half even`, `up`, `down`, or `nearest`.
        unit: What the result is a multiple of; not zero.

    Returns:
        The multiple; nothing for `nearest` in the middle of two.

    Raises:
        ValueError: The rule is another.
    """
    steps = abs(Fraction(value)) / abs(Fraction(unit))
    whole, rest = divmod(steps, 1)
    if rule == "up":
        more = rest > 0
    elif rule == "down":
        more = False
    elif rule in ("half up", "half even", "nearest"):
        middle = rest * 2 == 1
        if middle and rule == "nearest":
            return None
        more = rest * 2 > 1 or (middle and (rule == "half up" or whole % 2 == 1))
    else:
        raise ValueError(f"there is no rule of rounding `{rule}`")
    result = (whole + more) * abs(Fraction(unit))
    return result if value >= 0 else -result
