"""What `and` joins, what points back, and what several conditions leave open, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import ZERO, floor
from words.lookup import NoValueError

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup


def _banded(v: Lookup) -> Fraction:
    ratio = v("Default Ratio")
    if ratio < Fraction(2, 100):
        return v("First Amount")
    return v("Second Amount") if ratio < Fraction(4, 100) else ZERO


def _only_if(v: Lookup) -> Fraction:
    if not v.truth("Trigger Event"):
        raise NoValueError
    return v("Base Amount") + v("Step Amount")


def _before(v: Lookup, name: str) -> bool:
    return v.on < v.date(name)


def _in_turn(*several: tuple[bool, int]) -> Fraction:
    for met, percent in several:
        if met:
            return Fraction(percent, 100)
    raise NoValueError


FIGURES: Final[Figures] = {
    "and-unpaid": lambda v: (
        v("Repurchase Principal") + v("accrued and unpaid interest on the Repurchased Contracts")
    ),
    "and-collections": lambda v: min(v("principal and interest receipts"), v("Release Cap")),
    "and-persons": lambda v: (
        v("Gross Receipts") - v("indemnities payable to the Depositor and the Custodian")
    ),
    "shared-fees": lambda v: v("Backup Fee") + v("Verification Fee"),
    "shared-fees-timed": lambda v: (
        v("Gross Receipts")
        - v("Backup Fee", when="for the related Due Period")
        - v("Verification Fee", when="for the related Due Period")
    ),
    "shared-groups": lambda v: max(v(f"Group {n} Loss Percentage") for n in (1, 2, 3)),
    "two-times": lambda v: (
        v("Advance Amount", when="for the related Due Period")
        + v("Advance Amount", when="for the second preceding Due Period")
    ),
    "two-times-averaged": lambda v: (
        (
            v("Pool Balance", when="as of the first day of the related Due Period")
            + v("Pool Balance", when="as of the last day of the related Due Period")
        )
        / 2
    ),
    "rates-of-several-least": lambda v: min(
        Fraction(7, 100), v("Note Rate", "Class B-1"), v("Note Rate", "Class B-2")
    ),
    "one-group-of-companies": lambda v: (
        v("Consolidated Earnings", "Parent and its Subsidiaries") - v("Cash Taxes")
    ),
    "such-amount-earlier": lambda v: floor(
        v("Reserve Target") - v("Reserve Target", when="as of the preceding Payment Date")
    ),
    "of-the-foregoing": lambda v: (v("Trustee Fee") + v("Agent Fee")) * Fraction(102, 100),
    "their-balance": lambda v: floor(
        v("Note Balance", "Class B-1") - v("Target Balance", "Class B-1")
    ),
    "such-notes-named": lambda v: v("Note Balance", "Class B-2") * v("Note Rate", "Class B-2"),
    "overlap-dates": (
        lambda v: v("First Amount") if v.on <= v.date("Crossover Date") else v("Second Amount"),
        lambda v: v("First Amount") if v.on < v.date("Crossover Date") else v("Second Amount"),
    ),
    "overlap-none": _banded,
    "overlap-ratios": (
        lambda v: v("First Amount") if v("Default Ratio") > Fraction(2, 100) else ZERO,
        lambda v: (
            v("Second Amount")
            if v("Default Ratio") > Fraction(40, 100)
            else (v("First Amount") if v("Default Ratio") > Fraction(2, 100) else ZERO)
        ),
    ),
    "shares-of-one": (
        lambda v: (
            Fraction(3, 100)
            if v.on < v.date("Stepdown Date")
            else Fraction(6, 100) * v("Pool Balance")
        ),
        lambda v: Fraction(3 if v.on < v.date("Stepdown Date") else 6, 100) * v("Pool Balance"),
    ),
    "condition-of-the-last": (
        _only_if,
        lambda v: v("Base Amount") + (v("Step Amount") if v.truth("Trigger Event") else ZERO),
    ),
    "time-after-times": lambda v: (
        v("Advance Factor") * v("Pool Balance", when="as of the Closing Date")
    ),
    "time-after-rate": lambda v: (
        v("Note Rate") * v("Note Balance", when="immediately prior to that Payment Date")
    ),
    "comma-after-sum": lambda v: (v("Cash Deposit") + v("Bond Deposit")) / v("Note Balance"),
    "comma-after-share": lambda v: Fraction(4, 100) * v("Pool Balance") + v("Agent Fee"),
    "or-if-less": lambda v: min(v("Cash Deposit"), v("Note Balance")),
    "or-if-greater-after-list": (
        lambda v: min(v("Cash Deposit"), max(v("Note Balance"), v("Agent Fee"))),
        lambda v: max(min(v("Cash Deposit"), v("Note Balance")), v("Agent Fee")),
    ),
    "in-excess-of": lambda v: (
        Fraction(30, 100) * floor(v("Surplus Receipts") - v("Reserve Deposit"))
    ),
    "reduced-and-increased": lambda v: v("Note Balance") - v("Cash Deposit") + v("Agent Fee"),
    "vulgar-fraction": lambda v: v("Agent Fee") / 2 + Fraction(5, 400) * v("Pool Balance"),
    "weights-respectively": lambda v: (
        (v("Fixed Rate") * v("Fixed Balance") + v("Floating Rate") * v("Floating Balance"))
        / (v("Fixed Balance") + v("Floating Balance"))
    ),
    "named-with-of": lambda v: (
        v("Note Balance") if v.truth("Event of Default") else v("Letter of Credit Deposit")
    ),
    "classes-outstanding": lambda v: (
        v("Cash Deposit") if v.truth("Class B-1 are outstanding") else v("Bond Deposit")
    ),
    "floor-and-cap-said": lambda v: min(
        max(v("Index Rate") + Fraction(2, 100), Fraction(3, 100)), Fraction(9, 100)
    ),
    "order-said": lambda v: _in_turn(
        (_before(v, "First Reset Date"), 1), (_before(v, "Second Reset Date"), 2), (True, 3)
    ),
    "order-unsaid": (
        lambda v: _in_turn(
            (_before(v, "First Reset Date"), 1), (not _before(v, "Second Reset Date"), 3)
        ),
        lambda v: _in_turn(
            (not _before(v, "Second Reset Date"), 3), (_before(v, "First Reset Date"), 1)
        ),
    ),
}
