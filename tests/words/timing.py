"""When an input is measured, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures

PRIOR: Final = "immediately prior to such Distribution Date"
LAST_DAY: Final = "as of the last day of the related Due Period"
FIRST_DAY: Final = "as of the first day of the related Due Period"
PRECEDING: Final = "as of the preceding Distribution Date"
CLOSE: Final = "as of the close of business on the preceding Distribution Date"
DETERMINED: Final = "as of the close of business on the related Determination Date"
YESTERDAY: Final = "as of the close of business on the preceding Business Day"
COLLECTED: Final = "as of the first day of the related Collection Period"
RECEIVED: Final = "received during the related Due Period"
PREPAID: Final = "received during the related Prepayment Period"
DEPOSITED: Final = "deposited during the related Due Period"

FIGURES: Final[Figures] = {
    "time-of-date-asked": lambda v: v("Interest Remittance Amount") - v("Trustee Fee"),
    "time-three-kinds": lambda v: (
        v("Class Balance", "Class A", when=PRIOR)
        + v("Pool Balance", when=LAST_DAY)
        + v("Prefunded Balance", when="as of the Closing Date")
    ),
    "time-change": lambda v: v("Pool Balance", when=FIRST_DAY) - v("Pool Balance", when=LAST_DAY),
    "time-each-bare": lambda v: (
        v("Note Balance", when="as of the preceding Payment Date")
        + v("Certificate Balance", when="as of the preceding Payment Date")
    ),
    "time-trailing-two": (
        lambda v: v("Pool Balance") + v("Prefunded Amount", when=LAST_DAY),
        lambda v: v("Pool Balance", when=LAST_DAY) + v("Prefunded Amount", when=LAST_DAY),
    ),
    "time-trailing-marked": lambda v: v("Pool Balance") + v("Prefunded Amount", when=DETERMINED),
    "time-trailing-product": lambda v: v("Advance Percentage") * v("Pool Balance", when=PRIOR),
    "time-trailing-excess": (
        lambda v: floor(v("Reserve Requirement") - v("Reserve Balance", when=PRECEDING)),
        lambda v: floor(
            v("Reserve Requirement", when=PRECEDING) - v("Reserve Balance", when=PRECEDING)
        ),
    ),
    "time-in-each-case": lambda v: (
        v("Pool Balance", when=LAST_DAY) + v("Prefunded Amount", when=LAST_DAY)
    ),
    "time-in-each-case-bare": lambda v: min(
        v("Reserve Balance", when=PRIOR), v("Note Balance", when=PRIOR)
    ),
    "time-each-as-of": lambda v: (
        v("Class X Balance", when=CLOSE) + v("Class Y Balance", when=CLOSE)
    ),
    "time-in-each-case-fraction": lambda v: (
        v("Senior Balance", when=PRIOR) / v("Pool Balance", when=PRIOR)
    ),
    "time-in-each-case-date": lambda v: v("Insurer Premium Rate") * v("Insured Balance"),
    "time-in-each-case-own": lambda v: (
        v("Repurchase Proceeds", when=DEPOSITED) + v("Substitution Shortfall", when=DEPOSITED)
    ),
    "time-comes-first": lambda v: (
        v("Pool Balance", when=LAST_DAY) + v("Prefunded Amount", when=LAST_DAY)
    ),
    "time-number-and-input": lambda v: 1_000_000 + v("Pool Balance", when=LAST_DAY),
    "time-first-has-own": lambda v: v("Principal Funds") + v("Reserve Balance", when=PRIOR),
    "time-trailing-three": (
        lambda v: v("Cash Amount") + v("Bond Amount") + v("Loan Amount", when=YESTERDAY),
        lambda v: (
            v("Cash Amount", when=YESTERDAY)
            + v("Bond Amount", when=YESTERDAY)
            + v("Loan Amount", when=YESTERDAY)
        ),
    ),
    "time-trailing-quotient": lambda v: v("Default Amount") / v("Pool Balance", when=COLLECTED),
    "time-trailing-ratio-own": lambda v: (
        v("Default Amount", when="for the related Collection Period")
        / v("Pool Balance", when=COLLECTED)
    ),
    "giving-effect": lambda v: floor(
        v(
            "Certificate Principal Balance",
            "Class M-1",
            when="after giving effect to the distribution of principal on such Distribution Date",
        )
        - v("Pool Balance", when=LAST_DAY)
    ),
    "giving-effect-brackets": lambda v: (
        v("Pool Balance", when=LAST_DAY)
        - v.total(
            "Certificate Principal Balance",
            *("Class A-1", "Class A-2", "Class M-1"),
            when="after giving effect to distributions to be made on such Distribution Date",
        )
    ),
    "giving-effect-before": lambda v: min(
        v(
            "Class C Note Balance",
            when="before giving effect to any payment on such Payment Date",
        ),
        v("Class C Available Amount"),
    ),
    "without-duplication": lambda v: (
        v("Scheduled Payments", when=RECEIVED)
        + v("Prepayments", when=RECEIVED)
        + v("Net Liquidation Proceeds", when=RECEIVED)
    ),
    "without-duplication-first": lambda v: v("Pass-Through Interest") + v("Strip Interest"),
    "without-duplication-brackets": lambda v: v("Tenant Payments") + v("Parking Receipts"),
    "assuming": lambda v: (
        v(
            "Class Interest Amount",
            when="that would be payable on such Distribution Date, "
            "assuming that no Realized Losses had been allocated",
        )
        - v("Class Interest Amount")
    ),
    "assuming-schedule": lambda v: floor(
        v("Note Balance", when="immediately prior to such Payment Date")
        - v("Target Note Balance", when="assuming no further draws")
    ),
    "during-due-period": lambda v: (
        v("Principal Prepayments", when=PREPAID)
        + v("Principal Portion of all Insurance Proceeds", when=PREPAID)
    ),
    "prior-period": lambda v: (
        v("Carryover Amount", when="for the preceding Distribution Date")
        - v("Carryover Payment", when="made on the preceding Distribution Date")
    ),
    "rollforward": lambda v: (
        v("Principal Deficiency Balance", when="as of the preceding Payment Date")
        + v("Default Amount", when="for the related Collection Period")
        - v("Recoveries", when="for the related Collection Period")
    ),
    "closing-date-time": lambda v: (
        v("Certificate Principal Balance", "Class A", when="as of the Closing Date") / 400
    ),
    "two-brackets-time": lambda v: (
        v(
            "Reserve Balance",
            when="determined as of the opening of business on such Payment Date",
        )
        + v("Liquidity Amount", when="determined as of the related Calculation Date")
    ),
    "such-and-that": lambda v: v("Class Balance", when=PRIOR) / 2,
}
