"""Left open by the words, and the same words with marks, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

PRIOR: Final = "immediately prior to such Distribution Date"
FIRST_DAY: Final = "as of the first day of the related Due Period"
LAST_DAY: Final = "as of the last day of the related Due Period"
VALUED: Final = "determined as of the close of business on the related Valuation Date"
CPB: Final = "Certificate Principal Balance"
HALF: Final = Fraction(1, 2)

FIGURES: Final[Figures] = {
    "open-percent-of-lesser": (
        lambda v: HALF * min(v("Sweep Amount"), v("Trap Amount")) + v("Holdback"),
        lambda v: HALF * min(v("Sweep Amount"), v("Trap Amount") + v("Holdback")),
        lambda v: HALF * (min(v("Sweep Amount"), v("Trap Amount")) + v("Holdback")),
    ),
    "closed-percent-of-lesser": lambda v: (
        HALF * min(v("Sweep Amount"), v("Trap Amount")) + v("Holdback")
    ),
    "open-excess-layout": (
        lambda v: v("Contract Yield Amount") - v("Required Yield Amount"),
        lambda v: floor(v("Contract Yield Amount") - v("Required Yield Amount")),
    ),
    "closed-excess-layout": lambda v: floor(
        v("Contract Yield Amount") - v("Required Yield Amount")
    ),
    "open-amount-by-which-class": (
        lambda v: v(CPB, "Class M-3", when=PRIOR) - v("Residual Pool Balance"),
        lambda v: floor(v(CPB, "Class M-3", when=PRIOR) - v("Residual Pool Balance")),
    ),
    "open-fraction-multiplied-class": (
        lambda v: (
            v("Class Balance", "Class A-2", when=PRIOR)
            / v("Group Balance")
            * v("Group Principal Amount")
        ),
        lambda v: (
            v("Class Balance", "Class A-2", when=PRIOR)
            / (v("Group Balance") * v("Group Principal Amount"))
        ),
    ),
    "closed-fraction-multiplied-class": lambda v: (
        v("Class Balance", "Class A-2", when=PRIOR)
        / v("Group Balance")
        * v("Group Principal Amount")
    ),
    "open-difference-words": (
        lambda v: v("Pool Balance", when=FIRST_DAY) - v("Pool Balance", when=LAST_DAY),
        lambda v: abs(v("Pool Balance", when=FIRST_DAY) - v("Pool Balance", when=LAST_DAY)),
    ),
    "open-of-undeclared-sum": (
        lambda v: v("Junior Portion") * v("Recovered Principal") + v("Junior Interest"),
        lambda v: v("Junior Portion", "Recovered Principal") + v("Junior Interest"),
    ),
    "closed-of-declared-sum": lambda v: (
        v("Junior Portion", "Recovered Principal") + v("Junior Interest")
    ),
    "open-product-plus": (
        lambda v: v("Draw Percentage") * v("Facility Limit") + v("Accrued Draw Fees"),
        lambda v: v("Draw Percentage") * (v("Facility Limit") + v("Accrued Draw Fees")),
    ),
    "closed-product-plus": lambda v: (
        v("Draw Percentage") * v("Facility Limit") + v("Accrued Draw Fees")
    ),
    "open-less-plus-layout": (
        lambda v: v("Gross Receipts") - v("Operating Outlays") + v("Insurance Receipts"),
        lambda v: v("Gross Receipts") - (v("Operating Outlays") + v("Insurance Receipts")),
    ),
    "closed-less-sum": lambda v: (
        v("Gross Receipts") - (v("Operating Outlays") + v("Insurance Receipts"))
    ),
    "open-time-after-bare": (
        lambda v: max(v("Strike Amount"), v("Market Amount", when=VALUED)),
        lambda v: max(v("Strike Amount", when=VALUED), v("Market Amount", when=VALUED)),
    ),
    "closed-sum-trailing-minus-marked": lambda v: (
        v("Basic Interest") + v("Basic Principal") - v("Relief Act Shortfall")
    ),
    "closed-two-products": lambda v: (
        v("Senior Rate") * v("Senior Notional") + v("Junior Rate") * v("Junior Notional")
    ),
    "closed-product-three": lambda v: (
        2 * v("Enhancement Percentage") * v("Pool Balance", when=LAST_DAY)
    ),
}
