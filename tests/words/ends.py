"""What stands at the end of words, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

PRIOR: Final = "as of the preceding Payment Date"
RECEIVED: Final = "received during the related Due Period"
EFFECT: Final = "after giving effect to all withdrawals on that Payment Date"
PRIOR_PERIODS: Final = ("current", "first prior", "second prior", "third prior")

FIGURES: Final[Figures] = {
    "average-of-three-periods": lambda v: (
        (
            v("Monthly Default Ratio")
            + v("Monthly Default Ratio", when="for the first preceding Determination Date")
            + v("Monthly Default Ratio", when="for the second preceding Determination Date")
        )
        / 3
    ),
    "sum-of-four-months": lambda v: sum(
        (v("Net Losses", when=f"for the {which} Collection Period") for which in PRIOR_PERIODS),
        Fraction(0),
    ),
    "difference-then-time": (
        lambda v: v("Collateral Balance", when=PRIOR) - v("Excluded Balance", when=PRIOR),
        lambda v: v("Collateral Balance") - v("Excluded Balance", when=PRIOR),
    ),
    "difference-each-time": lambda v: (
        v("Collateral Balance", when="as of the Closing Date") - v("Excluded Balance", when=PRIOR)
    ),
    "joined-then-received": (
        lambda v: (
            v("Regular Principal") + v("Curtailments") + v("Insurance Proceeds", when=RECEIVED)
        ),
        lambda v: (
            v("Regular Principal")
            + v("Curtailments", when=RECEIVED)
            + v("Insurance Proceeds", when=RECEIVED)
        ),
    ),
    "excess-then-effect": lambda v: floor(
        v("Liquidity Balance", when=EFFECT) - v("Liquidity Requirement", when=EFFECT)
    ),
    "reduced-but-not-below": (
        lambda v: floor(v("Deferred Principal") + v("Deferred Interest") - v("Writedown Amount")),
        lambda v: v("Deferred Principal") + floor(v("Deferred Interest") - v("Writedown Amount")),
    ),
    "to-the-extent-positive": lambda v: v("Trust Income") - floor(v("Hedge Result")),
    "one-minus-in-part": lambda v: v("Term Base Rate") / (1 - v("Reserve Requirement Percentage")),
    "four-times-in-part": lambda v: (
        v("Eligible Pool Balance")
        - v("Concentration Excess")
        - v("Yield Reserve")
        - 4 * v("Backup Fee")
    ),
    "comma-ends-greater": lambda v: max(v("Reference Rate"), Fraction("0.02")) + Fraction("0.0125"),
    "comma-chain": lambda v: (v("Swap Rate") - Fraction("0.0025")) * v("Swap Notional") / 4,
    "bounds-of-whole-list": lambda v: max(
        min(
            max(v("Prior Coupon") - Fraction("0.0025"), v("Index Rate") + v("Spread Margin")),
            Fraction("0.11"),
        ),
        Fraction("0.01"),
    ),
    "total-of-several-alone": lambda v: min(
        v("Hedge Notional Balance"),
        v.total(
            "Class Balance",
            "Class A-1",
            "Class A-2",
            when="immediately prior to that Distribution Date",
        ),
    ),
}
