"""What is named in a clause, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from words.figures import floor

FIGURES: Final = {
    "percentage-in-a-clause": lambda v: min(
        v("Note Balance"),
        max(
            (Fraction(11, 400) if v.truth("Loss Trigger") else Fraction(1, 80)) * v("Pool Balance"),
            Fraction(3, 500) * v("Opening Balance"),
        ),
    ),
    "rate-described-in-a-clause": lambda v: (
        min(v("Reference Rate"), Fraction(3, 40)) * v("Loan Balance") + v("Agency Fee")
    ),
    "excess-in-a-clause": lambda v: (
        Fraction(2, 5) * min(floor(v("Cash Balance") - v("Floor Balance")), Fraction(900))
        + v("Agency Fee")
    ),
    "percentage-in-a-clause-taken-again": lambda v: (
        Fraction(3, 50) * (v("Senior Fee") + v("Junior Fee"))
    ),
    "sum-in-a-clause-taken-again": lambda v: (
        (1 if v.truth("Loss Trigger") else Fraction(4, 5))
        * (v("Scheduled Amount") + v("Unscheduled Amount"))
    ),
    "such-balance-of-a-share": lambda v: (
        Fraction(3, 20) * min(v("Inventory Balance"), Fraction(4000))
    ),
    "amount-increased-by-a-percentage": lambda v: (
        v("Base Fee") * (Fraction(5, 4) if v.truth("Loss Trigger") else 1)
    ),
    "percentage-reduced-by-a-percentage": (
        lambda v: (Fraction(1, 5) if v.truth("Loss Trigger") else Fraction(3, 10)) * v("Base Fee"),
        lambda v: Fraction(27 if v.truth("Loss Trigger") else 30, 100) * v("Base Fee"),
    ),
    "whichever-behind-a-sum": (
        lambda v: max(v("Base Fee") + v("Success Fee"), v("Floor Fee")),
        lambda v: v("Base Fee") + max(v("Success Fee"), v("Floor Fee")),
    ),
    "whichever-behind-a-sum-and-a-comma": lambda v: max(
        v("Base Fee") + v("Success Fee"), v("Floor Fee")
    ),
    "whichever-behind-an-excess": (
        lambda v: max(floor(v("Gross Cash") - v("Trust Fee")), v("Agency Fee")),
        lambda v: floor(v("Gross Cash") - max(v("Trust Fee"), v("Agency Fee"))),
    ),
    "or-if-behind-a-sum": (
        lambda v: v("Floor Fee") if v.truth("Loss Trigger") else v("Base Fee") + v("Success Fee"),
        lambda v: v("Base Fee") + (v("Floor Fee") if v.truth("Loss Trigger") else v("Success Fee")),
    ),
    "ceiling-and-what-follows": (
        lambda v: min(v("Agency Fee"), 500 - v("Trust Fee")),
        lambda v: min(v("Agency Fee"), Fraction(500)) - v("Trust Fee"),
    ),
}
