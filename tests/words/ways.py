"""Floors, limits and changes in other words, by hand."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from words.figures import floor
from words.lookup import nth_distribution_date

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup

FIRST_MET: Final = (
    "first Distribution Date on which the Credit Support Percentage is greater than or equal to "
    "38.00%"
)


def step_of(ratio: Fraction) -> Fraction:
    """All, but less where the ratio is below three, and less again below two."""
    if ratio < 2:
        return Fraction(1, 4)
    return Fraction(1, 2) if ratio < 3 else Fraction(1)


def grid_of(ratio: Fraction) -> Fraction:
    """Three margins by ratio."""
    if ratio > 5:
        return Fraction("0.0325")
    return Fraction("0.0275") if ratio > 4 else Fraction("0.025")


def target(v: Lookup) -> Fraction:
    """Before the Stepdown Date of the closing balance; later by the trigger."""
    if v.on < v.date("Stepdown Date"):
        return Fraction("0.0225") * v("Closing Balance")
    if v.truth("Trigger Event"):
        return v("Target Amount", when="for the immediately preceding Distribution Date")
    return max(Fraction("0.045") * v("Current Balance"), v("Closing Balance") / 200)


def first_and_after(v: Lookup) -> Fraction:
    """Dollars on the first date, a share later."""
    first = v.on == nth_distribution_date(1)
    return Fraction(3_500_000) if first else v("Note Balance") / 100


FIGURES: Final[Figures] = {
    "floor-in-brackets-before": lambda v: floor(v("Class C Balance") - v("Loss Allocation")),
    "floor-other-than-zero": lambda v: max(
        v("Class C Balance") - v("Loss Allocation"), v("Residual Floor")
    ),
    "floor-of-which": (
        lambda v: floor(v("Senior Claim") + v("Junior Claim") - v("Recovered Amount")),
        lambda v: v("Senior Claim") + floor(v("Junior Claim") - v("Recovered Amount")),
    ),
    "amount-if-positive": lambda v: floor(v("Target Balance") - v("Actual Balance")),
    "up-to-dollars-of": lambda v: (
        v("Total Indebtedness") - min(v("Domestic Cash"), Fraction(40_000_000))
    ),
    "up-to-of-which": (
        lambda v: min(v("Legal Costs") + v("Audit Costs"), Fraction(100_000)),
        lambda v: min(v("Legal Costs"), Fraction(100_000)) + v("Audit Costs"),
    ),
    "maximum-in-capitals": lambda v: min(v("Casualty Proceeds"), Fraction(3_000_000)),
    "whichever-is-greater": lambda v: max(v("Opening Balance") / 50, Fraction(1_500_000)),
    "whichever-of-which": (
        lambda v: min(v("Interest Claim"), v("Principal Claim") + v("Premium Claim")),
        lambda v: min(v("Interest Claim"), v("Principal Claim")) + v("Premium Claim"),
    ),
    "minimum-and-maximum": lambda v: min(
        max(v("Note Balance") / 25, Fraction(20_000)), Fraction(750_000)
    ),
    "in-excess-in-aggregate": lambda v: floor(
        Fraction(7, 10) * v("Pool I Losses")
        + Fraction(3, 10) * v("Pool II Losses")
        - Fraction(125_000)
    ),
    "necessary-to-reduce": lambda v: min(
        floor(v("Class A Balance") - v("Class A Target")), v("Distributable Principal")
    ),
    "required-to-increase": lambda v: floor(v("Specified Reserve") - v("Cash Reserve")),
    "then-divided": lambda v: v("Class IO Notional") * v("Class IO Strip") / 12,
    "annualized-monthly": lambda v: 12 * v("Charged-Off Amount") / v("Receivables Balance"),
    "without-duplication-in-part": lambda v: v("First Fee") + v("Second Fee") + v("Third Fee"),
    "semicolon-less-sum": lambda v: floor(
        v("Interest Funds") + v("Principal Funds") - v("Agent Fee") - v("Owner Fee")
    ),
    "percentage-changed": lambda v: (
        (Fraction(2, 5) if v("Coverage Ratio") > 2 else Fraction(3, 5)) * v("Surplus Cash")
    ),
    "percentages-changed": lambda v: step_of(v("Coverage Ratio")) * v("Surplus Cash"),
    "percentage-said-by-name": lambda v: (
        (Fraction(3, 20) if v.truth("Trigger Event") else v("Junior Percentage"))
        * v("Surplus Cash")
    ),
    "rate-of-days-bounded": lambda v: min(
        v("Net Loan Rate") * 30 / v("actual number of days", when="in the related Due Period"),
        Fraction("0.12"),
    ),
    "percent-of-or-whichever": (
        lambda v: min(v("Opening Balance") / 20, v("Closing Balance")),
        lambda v: min(v("Opening Balance"), v("Closing Balance")) / 20,
    ),
    "grid-in-text": lambda v: grid_of(v("Net Leverage Ratio")),
    "target-with-trigger": target,
    "first-and-thereafter": first_and_after,
    "interest-amounts-bare": lambda v: v("Class A Interest") + v("Class B Interest"),
    "absolute-difference": lambda v: abs(v("Fixed Payment") - v("Floating Payment")),
    "percentage-over": lambda v: (
        v("Senior Notes Balance") / (v("Senior Notes Balance") + v("Junior Notes Balance"))
    ),
    "share-of-two": (
        lambda v: v("Class A Percentage") * (v("Scheduled Collections") + v("Recoveries")),
        lambda v: v("Class A Percentage") * v("Scheduled Collections") + v("Recoveries"),
    ),
    "later-of-first-date-on-which": lambda v: max(v.date("Closing Date"), v.date(FIRST_MET)),
    "rounded-then-plus": lambda v: (
        Fraction(ceil(v("Reference Yield") * 800), 800) + v("Margin Rate")
    ),
}
