"""Fractions, percentages and ratios, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from words.figures import Figures

PRIOR: Final = "immediately prior to such Distribution Date"
FIRST_DAY: Final = "as of the first day of the related Due Period"
LAST_DAY: Final = "as of the last day of the related Due Period"
DETERMINED: Final = "as of the related Determination Date"

FIGURES: Final[Figures] = {
    "fraction-marked": lambda v: (
        v("Class Principal Balance", "Class A-4", when=PRIOR)
        / v.total(
            "Class Principal Balance",
            *("Class A-1", "Class A-2", "Class A-3", "Class A-4", "Class A-5"),
            when=PRIOR,
        )
        * v("Senior Principal Amount")
    ),
    "fraction-plain": lambda v: (
        v("Note Balance", when="as of the close of business on the preceding Distribution Date")
        / v("Pool Balance", when=FIRST_DAY)
    ),
    "fraction-percentage": lambda v: (
        v.total("Certificate Principal Balance", "Class A-1", "Class A-2", "Class A-3", when=PRIOR)
        / v("Stated Principal Balance", "Mortgage Loans", when=FIRST_DAY)
    ),
    "fraction-whose-terms": lambda v: (
        v("Delinquent Receivables Amount") / v("Eligible Receivables Amount")
    ),
    "fraction-ii-not-of-which": lambda v: (
        v("Cumulative Net Losses") / v("Cut-off Date Pool Balance")
    ),
    "fraction-comma-numerator": lambda v: 1 - v("Required Amount") / v("Pool Balance"),
    "fraction-multiplied": (
        lambda v: v("Group Loss Amount") / v("Group Balance") * v("Coverage Amount"),
        lambda v: v("Group Loss Amount") / (v("Group Balance") * v("Coverage Amount")),
    ),
    "fraction-multiplied-marked": lambda v: (
        v("Group Loss Amount") / v("Group Balance") * v("Coverage Amount")
    ),
    "amount-multiplied-fraction": lambda v: (
        v("Net Prepayment Interest Shortfall")
        * v("Class A Interest Amount")
        / v("Total Interest Amount")
    ),
    "product-fraction-last": lambda v: (
        v("Pool Loss Amount") * v("number of days in the related Accrual Period") / 360
    ),
    "fraction-minus-below": lambda v: (
        v("Adjusted Invested Amount")
        / (v("Pool Principal Receivables") - v("Discount Option Receivables"))
    ),
    "percentage-equivalent": lambda v: (
        v("Certificate Balance", "Class B", when=PRIOR)
        / v("Pool Balance", when="as of the last day of the second preceding Due Period")
    ),
    "percentage-obtained-by-dividing": lambda v: v("Delinquency Amount") / v("Pool Balance"),
    "percentage-equal-to-divided": lambda v: (
        v("Stated Principal Balance", "Group II Mortgage Loans", when=LAST_DAY)
        / v("Stated Principal Balance", "Mortgage Loans", when=LAST_DAY)
    ),
    "percent-of": lambda v: v("Cut-off Date Pool Balance") / 200,
    "percent-in-words": lambda v: v("Excess Spread Amount") / 2,
    "percent-in-words-only": lambda v: v("Residual Cashflow") / 4,
    "percent-then-plus": (
        lambda v: Fraction(4, 5) * v("Base Amount") + v("Supplemental Amount"),
        lambda v: Fraction(4, 5) * (v("Base Amount") + v("Supplemental Amount")),
    ),
    "percent-then-plus-marked": lambda v: (
        Fraction(4, 5) * v("Base Amount") + v("Supplemental Amount")
    ),
    "percent-of-sum": lambda v: (
        Fraction(102, 100) * (v("Class A Note Balance") + v("Class B Note Balance"))
    ),
    "percent-then-minus": (
        lambda v: Fraction(425, 10000) * v("Initial Pool Balance") - v("Reserve Account Balance"),
        lambda v: Fraction(425, 10000) * (v("Initial Pool Balance") - v("Reserve Account Balance")),
    ),
    "one-minus-percentage": lambda v: 1 - v("Senior Percentage"),
    "one-twelfth": lambda v: v("Servicing Fee Rate") * v("Pool Balance") / 12,
    "one-half": lambda v: v("Annual Surveillance Fee") / 2,
    "one-twelfth-product": lambda v: (
        v("Pass-Through Rate", "Class M-2")
        / 12
        * v("Certificate Principal Balance", "Class M-2", when=PRIOR)
    ),
    "one-twelfth-numeric": lambda v: v("Credit Risk Manager Fee Rate") * v("Pool Balance") / 12,
    "two-thirds": lambda v: v("Retained Interest Amount") * 2 / 3,
    "percent-per-annum": lambda v: v("Gross Coupon") - Fraction(1, 200),
    "ratio-of-to": lambda v: v("Adjusted Pool Balance") / v("Note Balance"),
    "ratio-marked": lambda v: (
        v("Principal Balance", "Group 1 Loans", when=DETERMINED)
        / v("Principal Balance", "Loans", when=DETERMINED)
    ),
    "of-a-product": lambda v: v("Senior Percentage") * v("Scheduled Principal Amount"),
    "of-an-attribute": lambda v: v("Principal Portion", "Monthly Payment"),
    "of-undeclared": (
        lambda v: v("Junior Share") * v("Recovered Amount"),
        lambda v: v("Junior Share", "Recovered Amount"),
    ),
    "of-a-group": lambda v: v("Senior Percentage", "Group I Mortgage Loans"),
    "of-product-sum": lambda v: v("Class B Share") * (v("Curtailments") + v("Payoffs")),
}
