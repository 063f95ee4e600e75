"""Lesser, greater, excess; floors and caps, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

PRIOR: Final = "immediately prior to such Distribution Date"
LAST_DAY: Final = "as of the last day of the related Due Period"
CLOSE: Final = "as of the close of business on the preceding Distribution Date"

FIGURES: Final[Figures] = {
    "lesser-two": lambda v: min(v("Formula Rate"), v("Net WAC Cap")),
    "lesser-bare": lambda v: min(v("Excess Spread"), v("Reserve Deficiency")),
    "least-three": lambda v: min(
        Fraction("0.0975"), v("One-Month LIBOR") + Fraction("0.0034"), v("Available Funds Cap")
    ),
    "lesser-of-three": lambda v: min(v("Note Balance"), v("Target Paydown"), v("Remaining Funds")),
    "greater-two": lambda v: max(Fraction(500_000), v("Pool Balance", when=LAST_DAY) / 100),
    "greatest-three": lambda v: max(
        Fraction("0.0075") * v("Cut-off Date Balance"),
        Fraction(1_250_000),
        v("Stated Principal Balance of the three largest Mortgage Loans"),
    ),
    "lesser-of-greater": lambda v: min(
        max(v("Specified Amount"), Fraction(200_000)), v("Certificate Balance")
    ),
    "lesser-of-lesser-bare": lambda v: min(
        v("Class B Note Balance"), max(v("Remaining Collections"), v("Minimum Paydown"))
    ),
    "lesser-with-time-in-each": lambda v: min(
        v("Reserve Balance", when=CLOSE),
        v("Note Balance", when="as of the last day of the related Collection Period"),
    ),
    "greater-of-zero": lambda v: floor(v("Pool Balance") - v("Target Balance")),
    "greater-of-zero-bare": (
        lambda v: floor(v("Pool Balance") - v("Target Balance")),
        lambda v: v("Pool Balance") - v("Target Balance"),
    ),
    "excess-if-any": lambda v: floor(
        v("Required Overcollateralization Amount") - v("Overcollateralized Amount")
    ),
    "excess-if-any-marked": lambda v: floor(
        v("Certificate Principal Balance", "Class M-1", when=PRIOR) - v("Net Pool Balance")
    ),
    "excess-brackets-if-any": lambda v: floor(v("Interest Due Amount") - v("Interest Paid Amount")),
    "excess-positive": lambda v: floor(v("Pool Stated Balance") - v("Class Balance Total")),
    "excess-bare": (
        lambda v: v("Pool Balance") - v("Note Balance"),
        lambda v: floor(v("Pool Balance") - v("Note Balance")),
    ),
    "excess-bare-marked": (
        lambda v: v("Interest Funds") + v("Principal Funds") - v("Paid Amount"),
        lambda v: floor(v("Interest Funds") + v("Principal Funds") - v("Paid Amount")),
    ),
    "excess-convention": lambda v: floor(v("Monthly Cashflow") - v("Monthly Need")),
    "excess-nested-convention": lambda v: floor(
        v("Opening Amount") - floor(v("Drawn Amount") - v("Repaid Amount"))
    ),
    "excess-floor-said": lambda v: floor(v("Gross Yield") - v("Blended Rate")),
    "excess-in-greater-of-zero": lambda v: floor(v("Base Pool") - v("Base Notes")),
    "excess-in-lesser": (
        lambda v: min(v("Certificate Interest"), v("Total Funds") - v("Senior Claims")),
        lambda v: min(v("Certificate Interest"), floor(v("Total Funds") - v("Senior Claims"))),
    ),
    "excess-sum-over-sum": lambda v: floor(
        v("Principal Carryover")
        + v("Principal Due")
        + v("Recoveries")
        - v("Advances Repaid")
        - v("Fees Paid")
    ),
    "amount-by-which": lambda v: floor(v("Pool Balance", when=LAST_DAY) - v("Target Balance")),
    "amount-by-which-marked": lambda v: floor(
        v.total("Note Principal Balance", "Class A-1", "Class A-2", when=PRIOR)
        - v("Collateral Value")
    ),
    "amount-by-which-bare": (
        lambda v: v("Scheduled Interest") - v("Received Interest"),
        lambda v: floor(v("Scheduled Interest") - v("Received Interest")),
    ),
    "amount-by-which-convention": lambda v: floor(v("Insured Amount") - v("Recovered Amount")),
    "amount-by-which-less": lambda v: floor(v("Specified Reserve Balance") - v("Reserve Balance")),
    "floor-comma": lambda v: floor(v("Principal Remittance") - v("Overcollateralization Release")),
    "floor-brackets": lambda v: floor(v("Basic Payment") - v("Credit Amount")),
    "floor-operand": lambda v: (
        floor(v("Net Coupon") - v("Guaranty Fee Rate")) + v("Step-Up Margin")
    ),
    "floor-sentence": lambda v: floor(v("Gross Amount") - v("Withheld Amount")),
    "floor-proviso": lambda v: floor(v("Invested Amount") - v("Charge-off Amount")),
    "cap-sentence": lambda v: min(
        v("Basic Principal") + v("Extra Principal"), v("Certificate Balance")
    ),
    "cap-in-no-event-clause": lambda v: min(
        v("Senior Share") * v("Principal Amount"), v("Senior Balance")
    ),
    "cap-provided-not-exceed": lambda v: min(
        v("Regular Principal"), v("Certificate Principal Balance", "Class N", when=PRIOR)
    ),
    "cap-not-to-exceed": (
        lambda v: min(v("Indemnity Payments") + v("Extraordinary Expenses"), Fraction(150_000)),
        lambda v: v("Indemnity Payments") + min(v("Extraordinary Expenses"), Fraction(150_000)),
    ),
    "cap-not-to-exceed-one": lambda v: min(v("Indemnity Payments"), Fraction(150_000)),
    "cap-percentage": lambda v: min(v("Senior Balance") / v("Pool Balance"), Fraction(1)),
    "cap-and-floor": lambda v: floor(
        min(v("Senior Percentage") - v("Shift Percentage"), Fraction(1))
    ),
    "cap-subject-to-maximum": lambda v: min(v("Index") + v("Margin"), Fraction("0.115")),
    "floor-subject-to-minimum": lambda v: max(v("Index") + v("Margin"), Fraction("0.12")),
    "cap-may-not-exceed-second": lambda v: min(
        floor(v("Interest Entitlement") - v("Interest Distribution")), Fraction(75_000)
    ),
    "lesser-then-time": (
        lambda v: min(v("Reserve Balance"), v("Note Balance", when=PRIOR)),
        lambda v: min(v("Reserve Balance", when=PRIOR), v("Note Balance", when=PRIOR)),
    ),
    "greatest-minus": (
        lambda v: max(v("First Amount"), v("Second Amount"), v("Third Amount")) - v("Paid Amount"),
        lambda v: max(v("First Amount"), v("Second Amount"), v("Third Amount") - v("Paid Amount")),
    ),
    "excess-one-of-two": (
        lambda v: floor(v("Cash Amount") - v("Debt Amount")) + v("Fund Amount") - v("Claim Amount"),
        lambda v: (
            floor(v("Cash Amount") - v("Debt Amount")) + floor(v("Fund Amount") - v("Claim Amount"))
        ),
    ),
}
