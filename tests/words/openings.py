"""Openings that name an owner, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

PRIOR: Final = "immediately prior to such Distribution Date"
FIGURES: Final[Figures] = {
    "opening-thereof": lambda v: (
        v("Certificate Principal Balance", "Class A-1", when=PRIOR)
        * v("Pass-Through Rate", "Class A-1")
    ),
    "opening-each-class-thereof": lambda v: (
        v("Pass-Through Rate", "such Class")
        * v("Certificate Principal Balance", "such Class", when=PRIOR)
    ),
    "opening-unsaid": lambda v: (
        v("Pass-Through Rate", "Class M-1") / 12 * v("Certificate Principal Balance", "Class M-1")
    ),
    "opening-such-at-the-end": lambda v: (
        v("Coupon Rate", "such Class") * v("Class Principal Balance", "such Class")
    ),
    "opening-loan-rates": lambda v: v("Loan Rate", "Loan") - v("Administrative Fee Rate"),
    "opening-loan-interest": lambda v: (
        v("Contract Rate", "Contract")
        / 12
        * v(
            "Scheduled Principal Balance",
            "Contract",
            when="as of the first day of the related Due Period",
        )
    ),
    "opening-loan-of-pool": lambda v: (
        v("Scheduled Principal Balance", "Mortgage Loan") / v("Pool Principal Balance")
    ),
    "opening-class-of-all": lambda v: (
        v("Note Balance", "such Class")
        / (v("Note Balance", "Class A-1") + v("Note Balance", "Class A-2"))
    ),
    "opening-class-aggregate": (
        lambda v: v("Note Balance", "such Class") / v("Note Balance"),
        lambda v: v("Note Balance", "such Class") / v("Note Balance", "such Class"),
    ),
    "opening-group-unsaid": (
        lambda v: v("Loan Rate", "Group 1 Loans") - v("Administrative Fee Rate"),
        lambda v: v("Loan Rate") - v("Administrative Fee Rate"),
    ),
    "opening-such-notes": lambda v: (
        v("Note Rate", "Class B")
        * v("Outstanding Amount", "Class B", when="on the preceding Payment Date")
        / 12
    ),
    "opening-each-of-several": lambda v: min(
        v("Certificate Principal Balance", "such Class"), v("Senior Principal Distribution Amount")
    ),
    "opening-loan-thereof": lambda v: (
        v("Stated Principal Balance", "Mortgage Loan") - v("Deficient Valuation Amount")
    ),
    "thereof-of-one-before": lambda v: floor(
        v("Certificate Principal Balance", "Class A-1") - v("Target Balance", "Class A-1")
    ),
    "rate-applicable-to": lambda v: (
        v("Interest Rate", "Class A-1") * v("Note Balance", "Class A-1")
    ),
    "group-certificates-such": lambda v: (
        v("Certificate Principal Balance", "Group 1 Certificates") - v("Retained Amount")
    ),
    "opening-weights": lambda v: (
        v("Mortgage Rate", "Mortgage Loan")
        - (
            v("Mortgage Rate", "Loan 1") * v("Principal Balance", "Loan 1")
            + v("Mortgage Rate", "Loan 2") * v("Principal Balance", "Loan 2")
        )
        / (v("Principal Balance", "Loan 1") + v("Principal Balance", "Loan 2"))
    ),
}
