"""What the hand-written arithmetic of every file shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

from words.lookup import Lookup

Value: TypeAlias = Fraction | date | bool | None
Figure: TypeAlias = Callable[[Lookup], Value]
Figures: TypeAlias = dict[str, Figure | tuple[Figure, ...]]

ZERO: Final = Fraction(0)


def floor(amount: Fraction) -> Fraction:
    """Give an amount, or zero where it is less."""
    return max(amount, ZERO)
