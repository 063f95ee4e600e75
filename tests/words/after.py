"""What is said after the value, and what is pointed to, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.banking_days import shifted
from words.figures import ZERO, anniversary, floor
from words.lookup import NoValueError, distribution_date, nth_distribution_date

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup

BEFORE: Final = "immediately prior to that Payment Date"
DEDUCTED: Final = "to the extent deducted in computing that Net Income"
INCLUDED: Final = "to the extent included in computing that Net Income"


def from_and_after(v: Lookup) -> Fraction:
    """Give a fee by how many years have gone by since the Closing Date."""
    closing = v.date("Closing Date")
    if v.on < closing:
        raise NoValueError
    return Fraction(25 if v.on < anniversary(closing, 2) else 55, 10_000)


FIGURES: Final[Figures] = {
    "letters-sum": lambda v: v("Class Interest") + min(v("Class Principal"), v("Residual Cash")),
    "letters-lesser": lambda v: min(v("Cash Amount"), v("Target Amount") - v("Held Amount")),
    "letters-product": lambda v: v("Fee Rate") * v("Pool Balance") / 12,
    "balances-measured": lambda v: (
        v("Principal Distribution")
        * v("Note Balance", "Class A-2", when=BEFORE)
        / v.total("Note Balance", "Class A-2", "Class A-3", when=BEFORE)
    ),
    "balances-one-timed": lambda v: (
        v("Loan Balance", when="as of the Cut-off Date")
        - v("Bond Balance", when="as of the last day of the related Due Period")
    ),
    "that-balance": lambda v: (
        1
        - v("Note Balance", "Class 1-A", when=BEFORE)
        / (
            v("Note Balance", "Class 1-A", when=BEFORE)
            + v("Note Balance", "Class 2-A", when=BEFORE)
        )
    ),
    "such-balance-divided": lambda v: (
        v("Note Balance", "Class B") / (v("Note Balance", "Class B") + v("Reserve Amount"))
    ),
    "used-herein": lambda v: floor(
        v("Principal Amount") - v("amounts distributed as principal to the Class A-1 Certificates")
    ),
    "used-in-agreement": lambda v: v("Gross Draw") - v("Fee"),
    "for-purposes": lambda v: (
        (
            ZERO
            if v.on <= nth_distribution_date(36)
            else Fraction(45, 100)
            if v.on <= nth_distribution_date(48)
            else Fraction(1)
        )
        * v("Principal Amount")
    ),
    "for-purposes-two": lambda v: Fraction(2, 5) * v("Pool Balance") - v("Gross Amount") / 4,
    "until-beginning": lambda v: (
        Fraction(8, 100) * v("Cut-off Balance")
        if v.on < distribution_date(2008, 4)
        else Fraction(16, 100) * v("Pool Balance")
    ),
    "on-which-exceeds": lambda v: (
        Fraction(2, 5) * floor(v("Available Amount") - v("Required Amount"))
    ),
    "extent-and-duplication": lambda v: (
        v("Net Income")
        + v("Interest Cost", when=DEDUCTED)
        + v("Tax Cost", when=DEDUCTED)
        - v("Unusual Gains", when=INCLUDED)
        - v("Interest Gains", when=INCLUDED)
    ),
    "having-numerator": lambda v: min(
        Fraction(1, 100),
        12 * v("Monthly Expense", when="for the preceding month") / v("Collateral Balance"),
    ),
    "from-and-after": from_and_after,
    "period-ending": lambda v: (
        Fraction(51, 1000)
        if v.date("last day of that Interest Period") <= v.date("Step-Up Date")
        else Fraction(56, 1000)
    ),
    "received-between": lambda v: floor(
        500
        + v("Equity Proceeds", when="received; after the Closing Date and on or prior to that date")
        - v("Investment Amount")
    ),
    "reduced-by-sum-and-increased": lambda v: (
        v("Initial Amount") - v("Paid Amount") - v("Loss Amount") + v("Recovery Amount")
    ),
    "months-of": lambda v: max(ZERO, v("three months' Scheduled Interest"), v("Loan Amount") / 20),
    "clause-of-another": lambda v: floor(
        v("amount calculated pursuant to clause (i) of the definition of Class A Rate")
        - v("amount calculated pursuant to clause (ii) thereof")
    ),
    "average-of-firsts": lambda v: (
        v("Loss Amount")
        / v(
            "average of Pool Balance",
            when="as of the first day of each of the three preceding Due Periods",
        )
    ),
    "such-balance-another-time": lambda v: (
        v("Note Balance", "Class A", when="as of the Closing Date") - v("Note Balance", "Class A")
    ),
    "report-date": lambda v: min(
        shifted(v.date("Determination Date"), 2), v.date("Final Report Date")
    ),
}
