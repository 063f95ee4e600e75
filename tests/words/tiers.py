"""Tiers, steps and portions, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import ZERO, anniversary, floor

if TYPE_CHECKING:
    from words.figures import Figures

CUT_OFF: Final = "as of the Cut-off Date"
YEAR_END: Final = "as of the last day of that Fiscal Year"


FIGURES: Final[Figures] = {
    "tier-two": lambda v: (
        Fraction(1, 1000) * min(v("Average Pool Balance"), Fraction(400))
        + Fraction(1, 2000) * floor(v("Average Pool Balance") - 400)
    ),
    "tier-which": lambda v: (
        Fraction(1, 50) * min(v("Total Commitments"), Fraction(300))
        + Fraction(1, 100) * floor(v("Total Commitments") - 300)
    ),
    "tier-between": lambda v: Fraction(3, 100) * floor(min(v("Loan Balance"), Fraction(700)) - 200),
    "tier-between-excess": lambda v: (
        Fraction(1, 25) * floor(min(v("Loan Balance"), Fraction(700)) - 200)
    ),
    "tier-exceeding": lambda v: floor(v("Excess Spread") - v("Required Spread")) / 2,
    "tier-next": lambda v: (
        Fraction(3, 100) * min(v("Pool Balance"), Fraction(100))
        + Fraction(2, 100) * floor(min(v("Pool Balance"), Fraction(350)) - 100)
        + Fraction(1, 100) * floor(v("Pool Balance") - 350)
    ),
    "tier-bound-timed": (
        lambda v: floor(v("Pool Balance") - v("Floor Amount", when=CUT_OFF)),
        lambda v: floor(v("Pool Balance", when=CUT_OFF) - v("Floor Amount", when=CUT_OFF)),
    ),
    "portion-equal": lambda v: min(
        v("Excess Interest"), floor(v("Target Amount") - v("Actual Amount"))
    ),
    "portion-equal-part": lambda v: min(v("Shortfall"), v("Available Funds")),
    "steps-down": lambda v: (
        Fraction(1, 4)
        if v("Leverage Ratio", when=YEAR_END) <= Fraction(5, 2)
        else Fraction(1, 2)
        if v("Leverage Ratio", when=YEAR_END) <= Fraction(7, 2)
        else Fraction(3, 4)
    ),
    "steps-labelled": lambda v: (
        ZERO
        if v("Coverage Ratio") >= Fraction(8, 5)
        else Fraction(1, 4)
        if v("Coverage Ratio") >= Fraction(6, 5)
        else Fraction(1, 2)
    ),
    "steps-overlap": (
        lambda v: (
            Fraction(9, 100)
            if v.truth("Default Event")
            else Fraction(7, 100)
            if v.truth("Trigger Event")
            else Fraction(5, 100)
        ),
        lambda v: (
            Fraction(7, 100)
            if v.truth("Trigger Event")
            else Fraction(9, 100)
            if v.truth("Default Event")
            else Fraction(5, 100)
        ),
    ),
    "idle-floor": (
        lambda v: floor(v("Cash Receipts") - v("Cash Needs")),
        lambda v: max(
            v("Cash Receipts") - v("Cash Needs"), (v("Cash Receipts") - v("Cash Needs")) / 10
        ),
    ),
    "each-thing": lambda v: 150 + 25 * v("number of Additional Series then outstanding"),
    "each-thing-counted": lambda v: 40 * v("Serviced Loan") + v("Base Fee"),
    "operators-behind": lambda v: max(
        v("Interest Component") + v("Principal Component") - v("Retention"), Fraction(100)
    ),
    "operators-behind-letters": lambda v: (
        v("Gross Proceeds") - v("Sale Costs") + v("Escrow Refunds")
    ),
    "however-floor": lambda v: max(
        v("Loan Amount") + v("unpaid interest thereon"),
        v("Redemption Amount", when="as of the Purchase Date"),
    ),
    "or-more": lambda v: (
        Fraction(1, 10)
        if v("Delinquency Ratio") < Fraction(3, 100)
        else Fraction(1, 8)
        if v("Delinquency Ratio") < Fraction(5, 100)
        else Fraction(3, 20)
    ),
    "or-less": lambda v: Fraction(100) if v("Loss Ratio") <= Fraction(2, 100) else v("Reserve Fee"),
    "after-but-before": lambda v: (
        Fraction(
            3
            if v.on <= anniversary(v.date("Closing Date"), 1)
            else 2
            if v.on <= anniversary(v.date("Closing Date"), 2)
            else 0,
            100,
        )
        * v("Commitment Amount")
    ),
    "average-daily-excess": lambda v: (
        floor(
            v("Commitment Amount")
            - v("average daily Loan Balance", when="during the related Interest Period")
        )
        / 200
    ),
    "deducted-in-computing": lambda v: (
        v("Operating Income") - v("all amounts deducted in computing the Tax Base") - v("Fee")
    ),
}
