"""Other forms of the same, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import ZERO, floor, step

if TYPE_CHECKING:
    from words.figures import Figures

DEDUCTED: Final = "to the extent deducted in computing Net Earnings"
SUPPOSED: Final = (
    "after giving effect to withdrawals and assuming that no deposits are made on such Payment Date"
)
FIGURES: Final[Figures] = {
    "page-mark-within": lambda v: v("Principal Funds") * v("Group Balance") / v("Pool Balance"),
    "every-class-but-two": lambda v: (
        v("Note Balance", "Class A-1") + v("Note Balance", "Class A-2")
    ),
    "as-last-reported": lambda v: (
        v("Appraised Value", when="as most recently reported") - v("Lien Amount")
    ),
    "fraction-equal-to": lambda v: v("Pledged Cash") / v("Note Balance"),
    "first-date-declared": lambda v: (
        ZERO
        if v.on == v.date("first Payment Date")
        else floor(v("Scheduled Draw") - v("Paid Draw"))
    ),
    "outstanding-capital": lambda v: (
        Fraction(3, 100) * v("Pool Balance") if v.truth("Class B are outstanding") else ZERO
    ),
    "duplication-and-extent": lambda v: (
        v("Net Earnings") + v("Rent Expense", when=DEDUCTED) + v("Fee Expense", when=DEDUCTED)
    ),
    "neither-less-nor-more": lambda v: min(
        max(v("Pool Balance") / 50, Fraction(100_000)), v("Note Balance")
    ),
    "average-in-proportion": lambda v: (
        (
            v("Note Rate", "Class A-1") * v("Note Balance", "Class A-1")
            + v("Note Rate", "Class A-2") * v("Note Balance", "Class A-2")
        )
        / (v("Note Balance", "Class A-1") + v("Note Balance", "Class A-2"))
    ),
    "assuming-after-effect": lambda v: v("Reserve Balance", when=SUPPOSED) - v("Draw"),
    "increased-and-reduced-floor": lambda v: floor(
        v("Opening Cash") + v("Receipts") - v("Rents") - v("Wages")
    ),
    "increased-by-share-typed": lambda v: v("Base Rent") * Fraction(104, 100),
    "increased-by-share-of-percentage": (
        lambda v: v("Advance Percentage") + Fraction(4, 100),
        lambda v: v("Advance Percentage") * Fraction(104, 100),
    ),
    "by-year": lambda v: step(v, None, (2004, 1, "1/10"), (2005, 1, "1/4"), (2006, 1, "3/5")),
    "in-one-month": lambda v: (
        v("Final Fee") if (v.on.year, v.on.month) == (2005, 3) else v("Monthly Fee")
    ),
    "period-from-to-but": lambda v: (
        Fraction(15, 1000)
        if v.on >= v.date("Reset Date")
        else (Fraction(5, 1000) if v.on >= v.date("Closing Date") else None)
    ),
    "exceeds-by-more": lambda v: (
        v("Refund Amount") if v("Paid Amount") - v("Due Amount") > 250 else ZERO
    ),
    "whichever-class": lambda v: min(
        v("Note Balance", "Class A-1"), v("Note Balance", "Class A-2")
    ),
    "except-before-date": lambda v: ZERO if v.on < v.date("Stepdown Date") else v("Monthly Fee"),
    "portion-if-any": lambda v: floor(v("Collected Rent") - v("Budgeted Rent")),
    "zero-denominator": lambda v: (
        Fraction(1) if v("Due Amount") == 0 else v("Late Amount") / v("Due Amount")
    ),
    "percent-above-rate": lambda v: min(Fraction(18, 100), v("Note Rate") + Fraction(2, 100)),
    "first-dollars-of": lambda v: min(v("Recoveries"), Fraction(750_000)) / 10 + v("Fixed Fee"),
    "net-of-limited": lambda v: (
        (v("Funded Debt") - min(v("Free Cash"), Fraction(3_000_000))) / v("Annual Earnings")
    ),
    "aggregate-of-plural": lambda v: (
        v("Loss Limit")
        - v("sum of Realized Losses", when="previously allocated to the Class C Notes")
    ),
    "if-any-behind-excess": lambda v: min(
        floor(v("Gross Rent") - v("Taxes") - v("Repairs")), v("Rent Limit")
    ),
    "sum-for-each-class": lambda v: (
        v("Interest Amount", "A-1") + v("Interest Amount", "A-2") - v("Swap Receipt")
    ),
    "mixed-percentage": lambda v: Fraction(2, 3) * v("Net Proceeds"),
}
