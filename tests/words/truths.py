"""Tests and events, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup


def over(v: Lookup, ratio: str, limit: str) -> bool:
    """Tell whether a ratio exceeds so many percent."""
    return v(ratio) > Fraction(limit) / 100


def pro_rata(v: Lookup) -> bool:
    """The date, and one of two more."""
    covered = v("Coverage Percentage") > 2 * v("Original Coverage Percentage")
    return v.on >= v.date("Crossover Date") and (not over(v, "Loss Ratio", "1") or covered)


FIGURES: Final[Figures] = {
    "trigger-fraction": lambda v: v("Delinquency Amount") / v("Pool Balance") > Fraction(1, 2),
    "trigger-ratio": lambda v: (
        v("Rolling Delinquency Percentage")
        >= Fraction(42, 100) * v("Senior Enhancement Percentage")
    ),
    "trigger-either": lambda v: (
        over(v, "Delinquency Rate", "8.5") or over(v, "Cumulative Loss Percentage", "3.25")
    ),
    "trigger-both": lambda v: (
        v("Reserve Balance") >= v("Required Balance") and not v.truth("Servicer Default")
    ),
    "trigger-schedule": lambda v: over(
        v, "Cumulative Loss Percentage", "1.5" if v.on < date(2008, 6, 1) else "2.75"
    ),
    "test-less-than": lambda v: (
        v("Pool Balance", when="as of the last day of the related Due Period")
        < v(
            "Certificate Principal Balance",
            "Class A",
            when="immediately prior to such Distribution Date",
        )
    ),
    "test-date": lambda v: v.on >= v.date("Lockout End Date"),
    "test-two-levels": pro_rata,
    "test-average": lambda v: (
        v("First Default Ratio") + v("Second Default Ratio") + v("Third Default Ratio")
        > 3 * Fraction(6, 100)
    ),
    "test-sum-compare": lambda v: (
        v("Interest Funds") + v("Principal Funds") < v("Required Payment")
    ),
    "test-and-or": (
        lambda v: (
            over(v, "Loss Ratio", "4")
            or (over(v, "Delinquency Ratio", "9") and v("Pool Factor") < Fraction(3, 10))
        ),
        lambda v: (
            (over(v, "Loss Ratio", "4") or over(v, "Delinquency Ratio", "9"))
            and v("Pool Factor") < Fraction(3, 10)
        ),
    ),
    "test-compare-bare-plus": lambda v: (
        v("Collateral Amount") + v("Cash Amount") >= v("Note Balance")
    ),
}
