"""References, opaque inputs, rounding, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup


def half_up(exact: Fraction, unit: Fraction) -> Fraction:
    """Round a positive amount to the nearest unit, a half upward."""
    return (exact / unit + Fraction(1, 2)) // 1 * unit


def interest_first(v: Lookup) -> Fraction:
    """Interest, then principal above what went to interest."""
    interest = min(v("Interest Funds"), v("Interest Due"))
    return interest + floor(v("Principal Due") - interest)


FIGURES: Final[Figures] = {
    "clause-above": lambda v: v("Scheduled Fee") * Fraction(11, 10),
    "clause-minus": interest_first,
    "clause-described": lambda v: v("First Tranche Amount") + v("Total Tranche Cap"),
    "clause-lesser": lambda v: min(v("Group Share"), Fraction(1, 2)) * v("Pool Loss"),
    "clauses-both": lambda v: v("Base Fee") + min(v("Incentive Fee"), v("Base Fee")),
    "section-opaque": lambda v: (
        v("Available Funds") - v("amount distributed pursuant to Section 4.02(a)(i)")
    ),
    "section-excess": lambda v: floor(
        v("Principal Remittance Amount") - v("amount distributed under Section 6.01(b)(iii)")
    ),
    "section-clause-of": lambda v: (
        v("amounts payable under clauses (i) through (iv) of Section 8.2(a)") + v("Note Interest")
    ),
    "opaque-three": lambda v: (
        v("scheduled payments of principal due on the Mortgage Loans during the related Due Period")
        + v(
            "principal portion of all proceeds received in connection with the purchase of "
            "any Mortgage Loan during the related Due Period"
        )
        + v("Unscheduled Recoveries")
    ),
    "opaque-number-of-loans": lambda v: (
        Fraction(9, 2)
        * v("number of Contracts outstanding as of the first day of the related Collection Period")
    ),
    "opaque-to-extent": lambda v: (
        v("Interest Funds")
        - v("Servicing Compensation", when="to the extent not previously retained")
    ),
    "round-cent-half-up": lambda v: half_up(
        v("Pro Rata Factor") * v("Distributable Amount"), Fraction(1, 100)
    ),
    "round-nearest-convention": lambda v: half_up(
        v("Class Balance") / v("Unit Count"), Fraction(1)
    ),
    "round-down-thousand": lambda v: (
        v("Prepayment Share") * v("Prepayment Total") // 1000 * Fraction(1000)
    ),
    "round-up-eighth": lambda v: (
        -(-(v("Index") + v("Gross Margin")) // Fraction(1, 800)) * Fraction(1, 800)
    ),
    "round-percentage-places": lambda v: half_up(
        v("Loss Amount") / v("Pool Amount"), Fraction(1, 10_000)
    ),
    "shall-equal": lambda v: v("Net Swap Payment") - v("Swap Shortfall"),
    "shall-mean": lambda v: v("Paying Agent Fee") + v("Listing Fee"),
    "is-equal-to": lambda v: min(v("Ceiling Rate"), v("Lawful Rate")),
    "opener-on-each": lambda v: v("Trust Receipts") - v("Trust Expenses"),
    "opener-none": lambda v: v("Deposit Amount") + v("Accrued Deposit Interest"),
    "opener-related": lambda v: (
        v("Group Percentage", "such Loan Group") * v("Group Principal Amount", "such Loan Group")
    ),
    "one-defined-term": lambda v: v(
        "Certificate Principal Balance",
        "Class A-2",
        when="immediately prior to such Distribution Date",
    ),
    "constant": lambda _v: Fraction(185, 1_000_000),
    "constant-dollars": lambda _v: Fraction(1_250_000),
}
