"""Conditions, provisos and schedules, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import ZERO, anniversary, floor, step
from words.lookup import NoValueError, nth_distribution_date

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup

PRIOR: Final = "immediately prior to such Distribution Date"
STEPDOWN: Final = "Stepdown Date"
WHOLE: Final = Fraction(1)


def percent(number: str) -> Fraction:
    """Give a percentage as the ratio that it is."""
    return Fraction(number) / 100


def only_before(v: Lookup) -> Fraction:
    """Nothing is said of the Stepdown Date and later."""
    if v.on < v.date(STEPDOWN):
        return v("Basic Principal Amount")
    raise NoValueError


def two_branches_gap(v: Lookup) -> Fraction:
    """Nothing is said of the Crossover Date itself."""
    crossover = v.date("Crossover Date")
    if v.on == crossover:
        raise NoValueError
    return v("First Amount") if v.on < crossover else v("Second Amount")


def three_branches(v: Lookup) -> Fraction:
    """Before the Stepdown Date all; later by the trigger."""
    if v.on < v.date(STEPDOWN):
        return WHOLE
    return v("Prior Percentage") if v.truth("Trigger Event") else v("Target Percentage")


def stepdown_lesser_both(v: Lookup) -> Fraction:
    """Nothing before the Stepdown Date, then the capped release."""
    released = floor(v("Overcollateralized Amount") - v("Required Overcollateralization Amount"))
    return ZERO if v.on < v.date(STEPDOWN) else min(v("Principal Funds"), released)


def proviso_two(v: Lookup) -> Fraction:
    """The trigger stands over the Stepdown Date."""
    if v.truth("Trigger Event"):
        return WHOLE
    stepped = v.on >= v.date(STEPDOWN)
    return v("Reduced Percentage") if stepped else v("Base Percentage")


def schedule_anniversary(v: Lookup) -> Fraction:
    """The percentages by anniversaries of the Closing Date."""
    closing = v.date("Closing Date")
    if v.on < anniversary(closing, 5):
        return ZERO
    return Fraction(3, 10) if v.on < anniversary(closing, 6) else WHOLE


def rate_through_date(v: Lookup) -> Fraction:
    """The margin doubles after the Optional Termination Date."""
    early = v.on <= v.date("Optional Termination Date")
    margin = percent("0.22") if early else percent("0.44")
    return min(v("One-Month LIBOR") + margin, v("Net Funds Cap"))


def no_event_condition(v: Lookup) -> Fraction:
    """Nothing is released before the Stepdown Date."""
    released = ZERO if v.on < v.date(STEPDOWN) else v("Excess Release Amount")
    return v("Principal Remittance Amount") - released


def lower(v: Lookup, amount: str, least: str) -> bool:
    """Tell whether an amount is less than so many dollars."""
    return v(amount) < Fraction(least)


FIGURES: Final[Figures] = {
    "stepdown-two": lambda v: (
        v("Principal Remittance Amount")
        if v.on < v.date(STEPDOWN)
        else v("Target Principal Amount")
    ),
    "stepdown-before-after-text": lambda v: (
        v("Class A Share") if v.on < v.date(STEPDOWN) else v("Reduced Share")
    ),
    "stepdown-or-trigger": lambda v: (
        v("Principal Distribution Amount")
        if v.on < v.date(STEPDOWN) or v.truth("Trigger Event")
        else v("Class M Principal Amount")
    ),
    "trigger-otherwise": lambda v: (
        v("Full Turbo Amount") if v.truth("Trigger Event") else v("Partial Turbo Amount")
    ),
    "trigger-otherwise-zero": lambda v: v("Lockout Amount") if v.truth("Trigger Event") else ZERO,
    "trigger-not-in-effect": lambda v: (
        ZERO if v.truth("Cumulative Loss Trigger Event") else v("Release Amount")
    ),
    "trigger-has-occurred": lambda v: (
        v("Total Collections") if v.truth("Early Amortization Event") else v("Monthly Principal")
    ),
    "only-before": only_before,
    "two-branches-gap": two_branches_gap,
    "three-branches": three_branches,
    "stepdown-lesser-both": stepdown_lesser_both,
    "condition-amount": lambda v: (
        v("Clean-up Amount") if lower(v, "Pool Balance", "10000000") else v("Regular Amount")
    ),
    "condition-exceeds": lambda v: (
        v("Higher Percentage") if v("Delinquency Ratio") > percent("4.5") else v("Lower Percentage")
    ),
    "condition-equal-or-exceed": lambda v: (
        v("Released Amount") if v("Coverage Ratio") >= Fraction(5, 4) else ZERO
    ),
    "condition-not-more-than": lambda v: (
        v("Scheduled Note Amount")
        if v("Pool Factor") > Fraction(1, 10)
        else v("Outstanding Note Amount")
    ),
    "condition-both": lambda v: (
        v("Accelerated Amount")
        if v("Senior Balance") > v("Pool Balance") and v.truth("Trigger Event")
        else v("Ordinary Amount")
    ),
    "condition-either": lambda v: (
        WHOLE
        if v("Loss Ratio") > percent("2") or v("Delinquency Ratio") > percent("5")
        else Fraction(1, 2)
    ),
    "unless": lambda v: WHOLE if v.truth("Trigger Event") else v("Scheduled Percentage"),
    "proviso-trigger": lambda v: WHOLE if v.truth("Trigger Event") else v("Senior Percentage"),
    "proviso-such-amount": lambda v: (
        ZERO if v.truth("Servicer Default") else v("Interest Funds") + v("Principal Funds")
    ),
    "proviso-after-date": lambda v: (
        v("Outstanding Amount")
        if v.on >= v.date("Maturity Date")
        else min(v("Fixed Amount"), v("Capped Amount"))
    ),
    "proviso-two": proviso_two,
    "proviso-floor-after-cap": lambda v: max(min(v("Formula Rate"), percent("9")), percent("2")),
    "schedule-clauses": lambda v: step(
        v, ZERO, (2008, 11, "0.3"), (2009, 11, "0.6"), (2010, 11, "1")
    ),
    "schedule-through": lambda v: step(v, percent("45"), (2007, 7, "0.8"), (2009, 7, "1")),
    "schedule-lockout": lambda v: (
        ZERO
        if v.on <= nth_distribution_date(36)
        else Fraction(9, 20)
        if v.on <= nth_distribution_date(60)
        else WHOLE
    ),
    "schedule-table": lambda v: step(
        v, None, (2006, 1, "0.25"), (2007, 1, "0.5"), (2008, 1, "0.75")
    ),
    "schedule-table-dots": lambda v: step(
        v, None, (2005, 5, "0"), (2008, 5, "0.4"), (2010, 5, "1")
    ),
    "schedule-table-losses": lambda v: step(
        v,
        None,
        (2009, 3, "4000000"),
        (2009, 4, "3500000"),
        (2009, 5, "3000000"),
        (2009, 6, None),
    ),
    "schedule-anniversary": schedule_anniversary,
    "schedule-date-exact": lambda v: (
        percent("1.5") if v.on < date(2007, 5, 15) else percent("2.75")
    ),
    "schedule-product": lambda v: v("Lockout Balance") * step(v, ZERO, (2009, 4, "1")),
    "rate-through-date": rate_through_date,
    "condition-in-operand": lambda v: (
        v("Principal Funds") + (v("Release Amount") if v.on >= v.date(STEPDOWN) else 0)
    ),
    "condition-class-zero": lambda v: (
        v("Class A-1 Amount")
        if v("Certificate Principal Balance", "Class A-1", when=PRIOR) > 100_000
        else v("Class A-2 Amount")
    ),
    "condition-first-date": lambda v: (
        v("Initial Amount") if v.on == nth_distribution_date(1) else v("Recurring Amount")
    ),
    "condition-until-paid": lambda v: (
        v("Excess Amount") if v("Reserve Balance") >= v("Specified Balance") else ZERO
    ),
    "trailing-condition": (
        lambda v: v("Principal Funds") + (v("Extra Amount") if v.truth("Trigger Event") else 0),
        lambda v: v("Principal Funds") + v("Extra Amount") if v.truth("Trigger Event") else ZERO,
    ),
    "minus-if": (
        lambda v: (
            v("Gross Amount") - v("Fee Amount") if v.truth("Trigger Event") else v("Net Amount")
        ),
        lambda v: (
            v("Gross Amount") - (v("Fee Amount") if v.truth("Trigger Event") else v("Net Amount"))
        ),
    ),
    "and-or-conditions": (
        lambda v: (
            WHOLE
            if v.truth("Trigger Event")
            or (v.truth("Servicer Default") and lower(v, "Pool Balance", "5000000"))
            else Fraction(1, 4)
        ),
        lambda v: (
            WHOLE
            if (v.truth("Trigger Event") or v.truth("Servicer Default"))
            and lower(v, "Pool Balance", "5000000")
            else Fraction(1, 4)
        ),
    ),
    "no-event-condition": no_event_condition,
}
