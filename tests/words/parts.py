"""Parts under a condition, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import ZERO

if TYPE_CHECKING:
    from words.figures import Figures

FIGURES: Final[Figures] = {
    "part-if-in-sum": lambda v: (
        v("Principal Funds")
        + (v("Insurance Proceeds") if v.truth("Trigger Event") else ZERO)
        + v("Liquidation Proceeds")
    ),
    "part-if-last": lambda v: (
        v("Principal Funds") + (v("Released Amount") if v.on >= v.date("Stepdown Date") else ZERO)
    ),
    "condition-behind-list": (
        lambda v: (
            v("Principal Funds")
            + v("Insurance Proceeds")
            + (v("Liquidation Proceeds") if v.truth("Trigger Event") else ZERO)
        ),
        lambda v: (
            v("Principal Funds") + v("Insurance Proceeds") + v("Liquidation Proceeds")
            if v.truth("Trigger Event")
            else None
        ),
    ),
    "part-if-in-lesser": lambda v: (
        min(v("Net Funds Cap"), v("Capped Rate"))
        if v.truth("Trigger Event")
        else v("Net Funds Cap")
    ),
    "part-if-bare": lambda v: (
        v("Interest Funds") + (v("Released Amount") if v.on >= v.date("Stepdown Date") else ZERO)
    ),
    "part-if-bare-lesser": lambda v: (
        min(v("Interest Funds"), v("Trap Amount"))
        if v.truth("Trigger Event")
        else v("Interest Funds")
    ),
    "plus-if": lambda v: (
        v("Interest Funds") + (v("Excess Spread") if v.truth("Trigger Event") else ZERO)
    ),
    "otherwise-then-plus": (
        lambda v: (
            v("Trap Amount") if v.truth("Trigger Event") else v("Release Amount") + v("Fee Amount")
        ),
        lambda v: (
            (v("Trap Amount") if v.truth("Trigger Event") else v("Release Amount"))
            + v("Fee Amount")
        ),
    ),
    "two-conditions-otherwise": (
        lambda v: (
            v("Trap Amount")
            if v.on < v.date("Stepdown Date") and v.truth("Trigger Event")
            else ZERO
        ),
        lambda v: (
            (v("Trap Amount") if v.truth("Trigger Event") else ZERO)
            if v.on < v.date("Stepdown Date")
            else None
        ),
    ),
    "or-in-brackets": lambda v: v("Step-Up Fee") if v.truth("Trigger Event") else v("Base Fee"),
    "percent-or-in-brackets": lambda v: (
        Fraction(10 if v.on >= v.date("Stepdown Date") else 5, 100) * v("Pool Balance")
    ),
    "unless-in-brackets": lambda v: v("Step-Up Fee") if v.truth("Trigger Event") else v("Base Fee"),
    "either-event": lambda v: (
        v("Trap Amount")
        if v.truth("Trigger Event") or v.truth("Servicer Default")
        else v("Release Amount")
    ),
    "neither-event": lambda v: (
        v("Trap Amount")
        if v.truth("Trigger Event") or v.truth("Servicer Default")
        else v("Release Amount")
    ),
    "until-reduced": lambda v: (
        v("Junior Amount") if v("Class A Balance") == 0 else v("Senior Amount")
    ),
    "not-equal": lambda v: (
        ZERO if v("Deferred Amount") == v("Accrued Amount") else v("Trap Amount")
    ),
    "before-the-earlier": lambda v: (
        v("Trap Amount")
        if v.on < min(v.date("Stepdown Date"), v.date("Senior Termination Date"))
        else v("Release Amount")
    ),
    "other-than-the-first": lambda v: (
        v("Initial Fee") if v.on == v.date("1st Distribution Date") else v("Base Fee")
    ),
    "month-to-month": lambda v: (
        ZERO
        if (v.on.year, v.on.month) < (2010, 7)
        else Fraction(3, 10)
        if (v.on.year, v.on.month) < (2011, 7)
        else Fraction(3, 5)
    ),
    "month-distribution-date": lambda v: (
        Fraction(2, 100)
        if v.on <= v.date("Distribution Date in January 2009")
        else Fraction(3, 200)
    ),
}
