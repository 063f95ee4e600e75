"""Provisos and second sentences, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

FIGURES: Final[Figures] = {
    "sentence-cap": lambda v: min(v("Pool Balance") - v("Target Amount"), v("Reserve Balance")),
    "sentence-floor-such": lambda v: floor(v("Pool Balance") - v("Target Amount")),
    "sentence-floor-if": lambda v: floor(v("Interest Funds") - v("Fee Amount")),
    "proviso-floor-own-name": lambda v: floor(v("Interest Funds") - v("Fee Amount")),
    "proviso-without-that": lambda v: (
        Fraction(1_250_000) if v.on == v.date("1st Transfer Date") else v("Annual Fee") / 12
    ),
    "proviso-multiplied": lambda v: (
        v("Monthly Fee") * (Fraction(2, 3) if v.on == v.date("1st Distribution Date") else 1)
    ),
    "index-proviso": lambda v: floor(v("SOFR")) + Fraction(11, 1000),
    "index-floor-then-margin": lambda v: floor(v("Term SOFR")) + v("Applicable Margin"),
    "or-zero-if-negative": lambda v: floor(v("Interest Funds") - v("Fee Amount")),
    "excess-if-positive": lambda v: floor(v("Interest Funds") - v("Fee Amount")),
    "amount-floor-first": lambda v: floor(v("Interest Funds") - v("Fee Amount")),
    "floor-nor-cap": lambda v: min(
        max(3 * v("Monthly Interest Amount"), Fraction(50_000)), Fraction(500_000)
    ),
    "cap-behind-amount": lambda v: min(
        max(v("Pool Balance") / 100, Fraction(2_500_000)), v("Note Balance")
    ),
    "floor-behind-semicolon": lambda v: floor(v("Interest Funds") - v("Fee Amount")),
}
