"""Amounts adjusted by lists, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

DEDUCTED: Final = "to the extent deducted in determining Consolidated Net Income"
INCLUDED: Final = "to the extent included in determining Consolidated Net Income"
BETWEEN: Final = (
    "for the period from and including the preceding Distribution Date to "
    "but excluding such Distribution Date"
)
PRINCIPAL_DUE: Final = (
    "principal portion of the Monthly Payments due on the related Due Date whether or not received"
)
ENDED: Final = "for the four fiscal quarters then ended"
FIGURES: Final[Figures] = {
    "ebitda-extent": lambda v: (
        v("Consolidated Net Income")
        + v("interest expense", when=DEDUCTED)
        + v("income tax expense", when=DEDUCTED)
        + v("depreciation", when=DEDUCTED)
        + v("amortization", when=DEDUCTED)
        - v("any extraordinary gains", when=INCLUDED)
    ),
    "ebitda-following": lambda v: (
        v("Consolidated Net Income")
        + v("Consolidated Interest Charges", when=DEDUCTED)
        + v("depreciation expense", when=DEDUCTED)
        - v("income tax credits", when=INCLUDED)
        - v("all non-cash gains", when=INCLUDED)
    ),
    "minus-list": lambda v: v("Pool Balance") - v("Class A Balance") - v("Class B Balance"),
    "less-less-marked": lambda v: v("Interest Funds") - v("Servicing Fee") - v("Trustee Fee"),
    "less-less-bare": lambda v: v("Interest Funds") - v("Servicing Fee") - v("Trustee Fee"),
    "percentage-minus": lambda v: v("Pool Balance") / v("Original Pool Balance") - Fraction(5, 100),
    "as-a-percentage-of": lambda v: v("Class C Note Balance") / v("Pool Balance"),
    "ratio-that-bears": lambda v: v("Class A Balance") / v("Pool Balance"),
    "denominator-first": lambda v: v("Class A Balance") / v("Pool Balance"),
    "shares-alike": lambda v: v("Sweep Amount") * 2 / 3 + v("Trap Amount") / 3,
    "two-percents-of-one": (
        lambda v: Fraction(5, 100) + Fraction(3, 100) * v("Pool Balance"),
        lambda v: Fraction(8, 100) * v("Pool Balance"),
    ),
    "reduced-by-marked-percent": (
        lambda v: v("Base Fee") - Fraction(5, 100),
        lambda v: v("Base Fee") * Fraction(95, 100),
    ),
    "net-of-in-brackets": lambda v: min(
        v("Available Funds") - v("Servicing Fee"), v("Interest Amount")
    ),
    "positive-difference-if-any": lambda v: floor(v("Target Amount") - v("Current Amount")),
    "less-than-by-which": (
        lambda v: floor(v("Target Amount") - v("Current Amount")),
        lambda v: v("Target Amount") - v("Current Amount"),
    ),
    "basis-points": lambda v: v("Pool Balance") / 400,
    "dollars-in-words": lambda v: min(Fraction(5_000_000), v("Target Amount")),
    "percentage-points": lambda v: v("Senior Percentage") + Fraction(5, 100),
    "in-each-case-chain": lambda v: (
        v("Consolidated EBITDA", when=ENDED)
        - v("Capital Expenditures", when=ENDED)
        - v("taxes paid in cash", when=ENDED)
    ),
    "each-quarter-after": lambda v: (
        100_000_000
        + v("Consolidated Net Income", when="for each fiscal quarter ending after the Closing Date")
        / 2
    ),
    "period-from-to": lambda v: (
        v(
            "Accrued Fee",
            when=BETWEEN,
        )
        - v("Paid Fee")
    ),
    "losses-through": lambda v: (
        v("Aggregate Realized Losses", when="through the last day of the related Due Period")
        / v("Cut-off Date Balance")
    ),
    "principal-and-interest": lambda v: (
        v("all payments of principal and interest on the Mortgage Loans") - v("Servicing Fee")
    ),
    "whether-or-not": lambda v: (
        v(PRINCIPAL_DUE) + v("all Curtailments received during the preceding calendar month")
    ),
    "possessive-of-many": lambda v: (
        v("Noteholders' Interest Distributable Amount")
        + v("Certificateholders' Interest Distributable Amount")
    ),
    "marks-with-spaces": lambda v: floor(v("Gross Rate") - v("Fee Rate")),
    "average-of-periods": lambda v: v(
        "average of Delinquency Rate", when="for each of the three preceding Distribution Dates"
    ),
    "list-then-multiplied": (
        lambda v: v("Base Fee") + v("Rent Amount") + v("Tax Amount") + v("Cost Amount") / 2,
        lambda v: (v("Base Fee") + v("Rent Amount") + v("Tax Amount") + v("Cost Amount")) / 2,
    ),
    "sum-as-a-percentage-of": (
        lambda v: v("Base Fee") + v("Rent Amount") / v("Pool Balance"),
        lambda v: (v("Base Fee") + v("Rent Amount")) / v("Pool Balance"),
    ),
    "list-goes-on": lambda v: (
        v("Base Fee") + v("Rent Amount") + v("Tax Amount") - v("Credit Amount")
    ),
}
