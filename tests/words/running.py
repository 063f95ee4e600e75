"""Words as documents run on, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from words.figures import floor

RECEIVED: Final = "received during the related Due Period"

FIGURES: Final = {
    "chain-of-commas": lambda v: (
        v("Opening Investment")
        - v("Principal Repaid")
        - v("Losses Charged")
        + v("Recovered Losses")
        - v("Sold Interest")
    ),
    "chain-with-one-comma": (
        lambda v: (
            v("Opening Amount") - v("Repaid Amount") - v("Charged Amount") + v("Restored Amount")
        ),
        lambda v: (
            v("Opening Amount") - v("Repaid Amount") - (v("Charged Amount") + v("Restored Amount"))
        ),
    ),
    "value-of-a-thing": lambda v: min(
        Fraction(11, 20) * v("Appraised Value", "Eligible Equipment"),
        Fraction(7, 10) * v("cost of Eligible Equipment"),
    ),
    "fee-in-an-amount-equal-to": lambda v: Fraction(1, 12) * Fraction(3, 1000) * v("Pool Balance"),
    "sentences-by-date": lambda v: (
        Fraction(1)
        if v.on < date(2011, 3, 1)
        else Fraction(3, 5)
        if v.on < date(2013, 3, 1)
        else Fraction(0)
    ),
    "sentences-by-date-that-overlap": (
        lambda v: Fraction(9, 10) if v.on < date(2011, 5, 1) else Fraction(3, 5),
        lambda v: Fraction(3, 5) if v.on >= date(2011, 3, 1) else Fraction(9, 10),
    ),
    "aggregates-of-plurals-in-a-list": lambda v: (
        v("sum of Curtailments", when=RECEIVED)
        + v("sum of Insurance Proceeds", when=RECEIVED)
        + v("Trust Fee")
    ),
    "page-number-alone": lambda v: (
        12 * v("Monthly Coupon", when="for the related Distribution Date") / v("Series Balance")
    ),
    "number-alone-that-counts": lambda v: v("Monthly Coupon") * 12 / v("Series Balance"),
    "before-it-is-sold": lambda v: floor(
        v("Unpaid Balance", "Charged Receivable", when="immediately prior to its sale")
        - v("Sale Proceeds", "Charged Receivable")
    ),
    "minimum-amount-equal-to": lambda v: max(
        v("Pool Balance") * Fraction(7, 200), v("Opening Balance") / 100
    ),
    "average-daily": lambda v: floor(v("Facility Amount") - v("average daily Drawn Amount")) / 400,
    "due-but-not-paid": lambda v: (
        v("Monthly Interest")
        + v("Late Interest", when="previously due but not paid to the Noteholders")
    ),
    "never-exceed-in-brackets": lambda v: min(
        v("Series Balance") / v("Trust Balance"), Fraction(1)
    ),
    "distributions-of-principal": lambda v: floor(
        v(
            "Certificate Balance",
            "Class M-2",
            when="after distributions of principal on that Distribution Date",
        )
        - v("Pool Balance")
    ),
    "amount-in-respect-of-principal": lambda v: floor(
        v("Target Amount")
        - v("amount in respect of principal that is actually deposited in the Note Account")
    ),
    "accounts-as-amounts": lambda v: Fraction(3, 4) * v("Eligible Account") + v("Unbilled Account"),
}
