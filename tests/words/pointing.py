"""What points back by its kind, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import ZERO, floor

if TYPE_CHECKING:
    from words.figures import Figures

FIGURES: Final[Figures] = {
    "such-excess-share": lambda v: (
        floor(v("Reserve Balance") - v("Required Reserve Amount")) * Fraction(9, 10)
    ),
    "such-excess-of-test": lambda v: (
        Fraction(2, 5) * floor(v("Cumulative Loss Amount") - v("Trigger Amount"))
    ),
    "such-excess-bounded": lambda v: (
        min(floor(v("Collected Interest") - v("Senior Interest")), v("Draw Limit")) / 2
    ),
    "such-sum-in-list": lambda v: max(
        v("Base Rent") + v("Additional Rent"),
        v("Rent Floor") + Fraction(105, 100) * (v("Base Rent") + v("Additional Rent")),
    ),
    "such-sum-bounded": (
        lambda v: min((v("Base Rent") + v("Additional Rent")) * Fraction(6, 100), v("Rent Limit")),
        lambda v: min(v("Base Rent") + v("Additional Rent"), v("Rent Limit")) * Fraction(6, 100),
    ),
    "such-percentage-of-another": lambda v: (
        Fraction(35, 1000) * min(v("Opening Balance"), v("Closing Balance"))
    ),
    "such-percentage-behind": lambda v: (
        v("Scheduled Principal") * min(v("Senior Percentage"), Fraction(9, 10))
    ),
    "such-fraction-bounded": lambda v: (
        v("Scheduled Principal") * min(v("Group Balance") / v("Pool Balance"), Fraction(1))
    ),
    "such-percentage-tested": lambda v: (
        ZERO
        if v("Senior Percentage") < Fraction(5, 100)
        else v("Senior Percentage") * v("Scheduled Principal")
    ),
    "such-rate-again": lambda v: v("Note Rate") * (v("Opening Balance") + v("Closing Balance")),
    "if-then": lambda v: v("Trapped Cash") if v.truth("Cash Trap Event") else v("Released Cash"),
    "if-then-two": lambda v: (
        v("High Amount") if v("Loss Ratio") > Fraction(2, 100) else v("Low Amount")
    ),
    "but-such-amount": lambda v: min(v("Servicing Fee") * 2, v("Fee Limit")),
    "such-difference": (
        lambda v: min(v("Due Rent") - v("Paid Rent"), Fraction(900)),
        lambda v: min(abs(v("Due Rent") - v("Paid Rent")), Fraction(900)),
    ),
}
