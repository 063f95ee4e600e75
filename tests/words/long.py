"""Long definitions, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup

CPB: Final = "Certificate Principal Balance"
SPB: Final = "Stated Principal Balance"
PRIOR: Final = "immediately prior to such Distribution Date"
FIRST_DAY: Final = "as of the first day of the related Due Period"
LAST_DAY: Final = "as of the last day of the related Due Period"
PREPAID: Final = "received during the related Prepayment Period"
SENIOR: Final = ("Class A-1", "Class A-2", "Class A-3", "Class A-4")
MEZZANINE: Final = ("Class M-1", "Class M-2", "Class M-3")


def senior_principal(v: Lookup) -> Fraction:
    """All principal, or down to the target once it is stepped down."""
    if v.on < v.date("Stepdown Date") or v.truth("Trigger Event"):
        return v("Principal Distribution Amount")
    pool = v(SPB, "Mortgage Loans", when=LAST_DAY)
    target = min(Fraction(5, 8) * pool, floor(pool - v("Overcollateralization Floor")))
    return floor(v.total(CPB, *SENIOR, when=PRIOR) - target)


def class_m1_principal(v: Lookup) -> Fraction:
    """Down to its target, the senior Classes having been paid."""
    paid = (
        "after giving effect to the payment of the Class A Principal Amount "
        "on such Distribution Date"
    )
    pool = v("Pool Balance", when=LAST_DAY)
    target = min(Fraction("0.741") * pool, pool - 3_150_000)
    return floor(v.total(CPB, *SENIOR, when=paid) + v(CPB, "Class M-1", when=PRIOR) - target)


def lockout_amount(v: Lookup) -> Fraction:
    """Its share by the percentage, and no more than its balance."""
    own = v(CPB, "Class A-4", when=PRIOR)
    share = own / v.total(CPB, *SENIOR, when=PRIOR)
    return min(v("Lockout Percentage") * share * v("Class A Principal Amount"), own)


def net_wac(v: Lookup) -> Fraction:
    """The average rate, for the days of the Accrual Period."""
    loans = ("Loan 1", "Loan 2", "Loan 3")
    weighted = sum(v("Net Mortgage Rate", one) * v(SPB, one, when=FIRST_DAY) for one in loans)
    days = v("actual number of days", when="in the related Accrual Period")
    return weighted / v.total(SPB, *loans, when=FIRST_DAY) * 30 / days


def target(v: Lookup) -> Fraction:
    """The trigger holds the target where it was."""
    if v.truth("Trigger Event"):
        return v("Overcollateralization Target", when="for the preceding Distribution Date")
    if v.on < v.date("Stepdown Date"):
        return Fraction("0.0235") * v("Cut-off Date Pool Balance")
    return max(Fraction("0.047") * v("Pool Balance", when=LAST_DAY), Fraction(2_875_000))


def reserve_requirement(v: Lookup) -> Fraction:
    """The whole Note Balance after a Reserve Event."""
    notes = v("Note Balance")
    if v.truth("Reserve Event"):
        return notes
    pool = v("Pool Balance", when="as of the last day of the related Collection Period")
    return max(pool / 80, min(Fraction(750_000), notes))


def swap_payment(v: Lookup) -> Fraction:
    """The fixed leg's month above the floating leg's days."""
    days = v("actual number of days", when="in the related Accrual Period")
    rate = Fraction("0.0418") * 30 - v("One-Month LIBOR") * days
    return floor(rate * v("Swap Notional Balance") / 360)


FIGURES: Final[Figures] = {
    "long-senior-principal": senior_principal,
    "long-class-m1-principal": class_m1_principal,
    "long-principal-remittance": lambda v: (
        v("Scheduled Principal")
        + v("Principal Prepayments", when=PREPAID)
        + v("Net Liquidation Proceeds", when=PREPAID)
        + v("Repurchase Principal")
        - v("Nonrecoverable Advance Amount")
    ),
    "long-pro-rata-amendment": lambda v: (
        v(CPB, "Class A-3", when=PRIOR)
        / v.total(CPB, "Class A-1", "Class A-3", "Class A-4", when=PRIOR)
        * v("Class A Principal Distribution Amount")
    ),
    "long-lockout-amount": lockout_amount,
    "long-net-wac": net_wac,
    "long-basis-risk": lambda v: (
        floor(v("Class A-1 Formula Interest") - v("Class A-1 Capped Interest"))
        + v(
            "Class A-1 Carryover Amount",
            when="remaining unpaid from the preceding Distribution Date",
        )
        + v("Class A-1 Carryover Interest")
    ),
    "long-oc-target": target,
    "long-subordinate-share": lambda v: (
        v(CPB, "Class B-1", when=PRIOR) / v.total(CPB, *MEZZANINE, "Class B-1", when=PRIOR)
    ),
    "long-servicing-fee": lambda v: (
        v("Servicing Fee Rate", "such Mortgage Loan")
        * v(SPB, "such Mortgage Loan", when=FIRST_DAY)
        / 12
    ),
    "long-two-period-delinquency": lambda v: (
        (
            v("Delinquency Ratio", when="for the related Due Period")
            + v(
                "Delinquency Ratio",
                when="for the first Due Period preceding the related Due Period",
            )
            + v(
                "Delinquency Ratio",
                when="for the second Due Period preceding the related Due Period",
            )
        )
        / 3
    ),
    "long-available-funds": lambda v: (
        v(
            "amounts on deposit in the Certificate Account",
            when="as of the related Determination Date",
        )
        + v("Advances")
        + v("Compensating Interest")
        - v("amounts withdrawn pursuant to Section 3.10(a)(ii)")
    ),
    "long-reserve-requirement": reserve_requirement,
    "long-swap-payment": swap_payment,
    "long-turbo-open": (
        lambda v: min(
            v("Net Monthly Excess Cashflow"),
            v("Overcollateralization Target") - v("Overcollateralized Amount"),
        ),
        lambda v: min(
            v("Net Monthly Excess Cashflow"),
            floor(v("Overcollateralization Target") - v("Overcollateralized Amount")),
        ),
    ),
    "long-pass-through-rate": lambda v: (
        v("Net WAC Rate")
        if v.on > v.date("Clean-up Call Date")
        else min(v("One-Month LIBOR") + Fraction("0.0065"), v("Net WAC Rate"))
    ),
}
