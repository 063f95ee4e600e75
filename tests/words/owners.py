"""Of whom: Classes, ranges, lists, groups, averages, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from words.figures import Figures
    from words.lookup import Lookup

PRIOR: Final = "immediately prior to such Distribution Date"
LAST_DAY: Final = "as of the last day of the related Due Period"
FIRST_DAY: Final = "as of the first day of the related Due Period"
CPB: Final = "Certificate Principal Balance"
MEZZANINE: Final = ("Class M-1", "Class M-2", "Class M-3")
SUBORDINATE: Final = (*MEZZANINE, "Class B-1", "Class B-2")
SENIOR_BUT_R: Final = ("Class A-1", "Class A-2", "Class A-3", "Class A-4", "Class A-5")


def average(v: Lookup, of: Iterable[str], value: str, weight: str, when: str = "") -> Fraction:
    """Give the weighted average over owners."""
    each = tuple(of)
    weighted = sum(v(value, one) * v(weight, one, when=when) for one in each)
    return weighted / v.total(weight, *each, when=when)


FIGURES: Final[Figures] = {
    "range-through": lambda v: v.total(CPB, *SENIOR_BUT_R, when=PRIOR),
    "range-through-short": lambda v: v.total("Class Principal Balance", *MEZZANINE, when=PRIOR),
    "range-classes-word": lambda v: v.total(
        "Class Principal Balance", "Class A-2", "Class A-3", "Class A-4", when=PRIOR
    ),
    "range-inclusive": lambda v: v.total(
        "Note Balance", "Class M-2", "Class M-3", "Class B-1", "Class B-2"
    ),
    "list-two-sum-of-plural": lambda v: v.total(CPB, "Class A-1", "Class A-2", when=PRIOR),
    "list-three": lambda v: v.total(
        "Certificate Balance", "Class A-1", "Class A-2", "Class A-4", when=PRIOR
    ),
    "list-classes-word": lambda v: v.total(
        "Accrued Interest", "Class A-1", "Class A-2", "Class A-3"
    ),
    "list-mixed-range": lambda v: v.total(
        CPB, "Class A-1", "Class A-2", "Class A-3", "Class A-5", when=PRIOR
    ),
    "range-other-than": lambda v: v.total(
        CPB, "Class A-1", "Class A-2", "Class A-4", "Class A-5", when=PRIOR
    ),
    "set-total": lambda v: v.total(CPB, *SUBORDINATE, when=PRIOR),
    "set-other-than": lambda v: v.total(CPB, *SENIOR_BUT_R, when=PRIOR),
    "set-other-than-two": lambda v: v.total("Realized Loss Balance", *MEZZANINE),
    "set-excluding": lambda v: v.total(
        "Interest Distribution Amount",
        *("Class A-1", "Class A-2", "Class A-3", "Class A-5", "Class A-R"),
    ),
    "two-sets": lambda v: (
        v.total(CPB, *SENIOR_BUT_R, "Class A-R", when=PRIOR) + v.total(CPB, *MEZZANINE, when=PRIOR)
    ),
    "share-of-set": lambda v: (
        v(CPB, "Class M-2", when=PRIOR)
        / v.total(CPB, *MEZZANINE, when=PRIOR)
        * v("Mezzanine Principal Amount")
    ),
    "odd-class-names": lambda v: v.total(
        "Component Balance", "Class A-IO(1)", "Class II-1A-1", "Class AF-6"
    ),
    "odd-class-range": lambda v: v.total(
        "Class Certificate Balance", "Class 1-A-1", "Class 1-A-2", "Class 1-A-3", when=PRIOR
    ),
    "range-without-order": lambda v: v(CPB, "Class A-I-1 through Class A-I-8", when=PRIOR),
    "group-one": lambda v: v("Stated Principal Balance", "Group I Mortgage Loans", when=LAST_DAY),
    "group-members": lambda v: v.total(
        "Principal Balance",
        *("Group 1 Mortgage Loans", "Group 2 Mortgage Loans", "Group 3 Mortgage Loans"),
        when="as of the first day of the month preceding the month of such Determination Date",
    ),
    "group-in-loan-group": lambda v: (
        v(
            "Stated Principal Balance of the Mortgage Loans in Loan Group 2",
            when="as of the related Due Date",
        )
        / v("Stated Principal Balance", "Mortgage Loans", when="as of the related Due Date")
    ),
    "restricted-loans": lambda v: (
        v(
            "Stated Principal Balance",
            "Mortgage Loans",
            when=f"that are 60 or more days delinquent; {LAST_DAY}",
        )
        / v("Stated Principal Balance", "Mortgage Loans", when=LAST_DAY)
    ),
    "class-of-parameter": lambda v: (
        v("Pass-Through Rate", "such Class") / 12 * v(CPB, "such Class", when=PRIOR)
    ),
    "loan-parameter": lambda v: v("Mortgage Rate", "such Mortgage Loan") - v("Servicing Fee Rate"),
    "class-m1-opener": lambda v: (
        v("Accrued Certificate Interest", "Class M-1") + v("Unpaid Interest Shortfall", "Class M-1")
    ),
    "average-simple": lambda v: (
        (v("First Month Ratio") + v("Second Month Ratio") + v("Third Month Ratio")) / 3
    ),
    "average-arithmetic": lambda v: (v("Opening Receivables") + v("Closing Receivables")) / 2,
    "average-mean": lambda v: (
        (
            v("Loss Ratio", when="for the current Due Period")
            + v("Loss Ratio", when="for the first preceding Due Period")
            + v("Loss Ratio", when="for the second preceding Due Period")
        )
        / 3
    ),
    "average-one-half-sum": lambda v: (
        (
            v("Pool Balance", when="as of the first day of the related Collection Period")
            + v("Pool Balance", when="as of the last day of the related Collection Period")
        )
        / 2
    ),
    "weighted-classes": lambda v: average(v, MEZZANINE, "Pass-Through Rate", CPB, PRIOR),
    "weighted-by": lambda v: average(v, SUBORDINATE, "Certificate Rate", CPB),
    "weighted-loans": lambda v: average(
        v,
        ("Loan 1", "Loan 2", "Loan 3", "Loan 4"),
        "Net Mortgage Rate",
        "Stated Principal Balance",
        FIRST_DAY,
    ),
    "weighted-prefix": lambda v: average(
        v,
        ("Class A-1", "Class A-2"),
        "Interest Rate",
        "Note Balance",
        "immediately prior to such Payment Date",
    ),
    "weighted-minus-fee": lambda v: (
        average(v, ("Loan 1", "Loan 2", "Loan 3"), "Mortgage Rate", "Stated Principal Balance")
        - v("Expense Fee Rate")
    ),
    "each-class-sum": lambda v: (
        v("Pass-Through Rate", "Class A-1") * v(CPB, "Class A-1")
        + v("Pass-Through Rate", "Class A-2") * v(CPB, "Class A-2")
        + v("Pass-Through Rate", "Class A-3") * v(CPB, "Class A-3")
    ),
    "product-each-loan": lambda v: (
        v("Mortgage Rate", "Loan 21") * v("Principal Balance", "Loan 21")
        + v("Mortgage Rate", "Loan 22") * v("Principal Balance", "Loan 22")
        + v("Mortgage Rate", "Loan 23") * v("Principal Balance", "Loan 23")
    ),
    "on-the-class": lambda v: (
        v("Current Interest", "Class B-1") + v("Interest Carryforward", "Class B-1")
    ),
    "account-balance": lambda v: v("Required Reserve Amount") - v("Balance", "Reserve Account"),
    "balances-list-owners-time": lambda v: (
        v.total("Class Principal Balance", "Class A-1", "Class A-R", when=PRIOR)
        - v("Senior Reduction Amount")
    ),
    "two-quantities-one-owner": (
        lambda v: v("Accrued Interest") + v("Carryover Interest", "Class M-1"),
        lambda v: v("Accrued Interest", "Class M-1") + v("Carryover Interest", "Class M-1"),
    ),
    "set-lesser": lambda v: min(
        v.total(CPB, *MEZZANINE, when=PRIOR),
        floor(v("Available Principal") - v("Senior Principal")),
    ),
}
