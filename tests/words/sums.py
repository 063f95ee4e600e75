"""Sums, differences and products, by hand."""

from __future__ import annotations

from typing import Final

from words.figures import Figures, floor

PRIOR: Final = "immediately prior to such Distribution Date"
ACCRUED: Final = "accrued during the related Collection Period"

FIGURES: Final[Figures] = {
    "sum-two": lambda v: v("Interest Remittance Amount") + v("Principal Remittance Amount"),
    "sum-marked-three": lambda v: (
        v("Senior Interest Distribution Amount")
        + v("Principal Funds")
        + v("Monthly Excess Cashflow Amount")
    ),
    "sum-and-and": lambda v: v("Servicing Fee") + v("Trustee Fee") + v("Insurer Premium"),
    "sum-semicolons": lambda v: (
        v("Monthly Principal Advance Amount")
        + v(
            "amount of all Insurance Proceeds deposited in the Certificate Account "
            "during the related Due Period"
        )
        + v("Repurchase Proceeds")
    ),
    "sum-owned": lambda v: v.total(
        "Certificate Principal Balance", "Class B-1", "Class B-2", when=PRIOR
    ),
    "sum-three-levels": lambda v: (
        floor(min(v("Basic Principal Amount"), v("Target Principal Amount")) - v("Released Amount"))
        + v("Shortfall Amount")
    ),
    "sum-three-levels-b": lambda v: (
        v("Scheduled Principal")
        + max(v("Prepaid Amount"), v("Curtailed Amount"))
        + v("Net Recoveries")
        + 2500
    ),
    "sum-comma-list": (
        lambda v: (
            v("Indenture Trustee Fee")
            + v("Owner Trustee Fee")
            + v("Custodian Fee")
            + v("Backup Servicing Fee", when=ACCRUED)
        ),
        lambda v: (
            v("Indenture Trustee Fee", when=ACCRUED)
            + v("Owner Trustee Fee", when=ACCRUED)
            + v("Custodian Fee", when=ACCRUED)
            + v("Backup Servicing Fee", when=ACCRUED)
        ),
    ),
    "sum-list-plain": lambda v: (
        v("Indenture Trustee Fee")
        + v("Owner Trustee Fee")
        + v("Custodian Fee")
        + v("Backup Servicing Fee")
    ),
    "minus-two": lambda v: v("Available Funds") - v("Trustee Fee"),
    "less-two": lambda v: v("Gross Collections") - v("Servicing Advances"),
    "minus-marked": lambda v: (
        v("Principal Distribution Amount") - v("Extra Principal Distribution Amount")
    ),
    "minus-chain-marked": lambda v: (
        v("Gross Interest Amount")
        + v("Prior Carryover Amount")
        - v("Reserve Release Amount")
        + v("Advance Reimbursement Amount")
    ),
    "minus-chain-letters": lambda v: (
        v("Pool Balance")
        - v("Prefunded Amount")
        + v("Capitalized Interest Balance")
        - v("Unreimbursed Loss Amount")
    ),
    "plus-minus-bare": lambda v: v("Interest Funds") + v("Principal Funds") - v("Insurer Premium"),
    "plus-plus-bare": lambda v: (
        v("Collected Interest") + v("Collected Principal") + v("Liquidation Recoveries")
    ),
    "minus-plus-bare": (
        lambda v: v("Available Funds") - v("Trustee Fee") + v("Insurer Premium"),
        lambda v: v("Available Funds") - (v("Trustee Fee") + v("Insurer Premium")),
    ),
    "sum-then-minus": lambda v: (
        v("Class A Interest Amount") + v("Class A Principal Amount") - v("Class A Prepaid Amount")
    ),
    "sum-then-plus": lambda v: v("Base Interest") + v("Base Principal") + v("Turbo Amount"),
    "lesser-then-minus": (
        lambda v: (
            min(v("Net Monthly Excess Cashflow"), v("Overcollateralization Deficiency"))
            - v("Swap Receipt Amount")
        ),
        lambda v: min(
            v("Net Monthly Excess Cashflow"),
            v("Overcollateralization Deficiency") - v("Swap Receipt Amount"),
        ),
    ),
    "lesser-then-minus-marked": lambda v: (
        min(v("Net Monthly Excess Cashflow"), v("Overcollateralization Deficiency"))
        - v("Swap Receipt Amount")
    ),
    "greater-then-plus": (
        lambda v: max(v("Floor Amount"), v("Formula Amount")) + v("Unpaid Shortfall"),
        lambda v: max(v("Floor Amount"), v("Formula Amount") + v("Unpaid Shortfall")),
    ),
    "product-then-plus": (
        lambda v: v("Senior Percentage") * v("Scheduled Principal Amount") + v("Recovery Amount"),
        lambda v: v("Senior Percentage") * (v("Scheduled Principal Amount") + v("Recovery Amount")),
    ),
    "product-then-less": (
        lambda v: v("Accrual Fraction") * v("Notional Amount") - v("Compensating Interest"),
        lambda v: v("Accrual Fraction") * (v("Notional Amount") - v("Compensating Interest")),
    ),
    "excess-then-minus": (
        lambda v: (
            floor(v("Specified Reserve Amount") - v("Reserve Balance")) - v("Investment Earnings")
        ),
        lambda v: floor(
            v("Specified Reserve Amount") - (v("Reserve Balance") - v("Investment Earnings"))
        ),
    ),
    "quotient-then-plus": (
        lambda v: v("Cumulative Loss Amount") / v("Original Pool Amount") + v("Cushion Amount"),
        lambda v: v("Cumulative Loss Amount") / (v("Original Pool Amount") + v("Cushion Amount")),
    ),
    "product-two": lambda v: v("Subordinate Percentage") * v("Unscheduled Principal Amount"),
    "product-marked-sum": lambda v: (
        v("Class M Share") * (v("Scheduled Principal Amount") + v("Unscheduled Principal Amount"))
    ),
    "product-and-sum-bare": lambda v: (
        v("Pro Rata Share") * (v("Realized Losses") + v("Excess Losses"))
    ),
    "times-two": lambda v: v("Servicing Fee Rate") * v("Pool Balance"),
    "multiplied-by-two": lambda v: v("Premium Percentage") * v("Insured Note Balance"),
    "multiplied-marked": lambda v: (
        v("Custodian Fee Rate")
        * v("Pool Balance", when="as of the first day of the related Collection Period")
    ),
    "plus-multiplied": (
        lambda v: v("Scheduled Principal Amount") + v("Recovery Amount") * v("Senior Share"),
        lambda v: (v("Scheduled Principal Amount") + v("Recovery Amount")) * v("Senior Share"),
    ),
    "plus-multiplied-marked": lambda v: (
        (v("Scheduled Principal Amount") + v("Recovery Amount")) * v("Senior Share")
    ),
    "divided-two": lambda v: v("Rolling Delinquency Amount") / v("Pool Balance"),
    "divided-by-twelve": lambda v: v("Note Balance") * v("Note Rate") / 12,
    "minus-divided": (
        lambda v: v("Total Proceeds") - v("Cost Amount") / v("Unit Count"),
        lambda v: (v("Total Proceeds") - v("Cost Amount")) / v("Unit Count"),
    ),
    "quotient-two": lambda v: v("Three Month Loss Amount") / v("Average Pool Balance"),
    "quotient-divided": lambda v: v("Collected Fees") / v("Billed Fees"),
    "difference-convention": lambda v: v("Pool Balance") - v("Note Balance"),
    "difference-bare": (
        lambda v: v("Pool Balance") - v("Note Balance"),
        lambda v: abs(v("Pool Balance") - v("Note Balance")),
    ),
    "difference-of-sums": (
        lambda v: v("Opening Balance") + v("Additions") - v("Withdrawals"),
        lambda v: abs(v("Opening Balance") + v("Additions") - v("Withdrawals")),
    ),
    "sum-x-plus-y": lambda v: v("Interest Carry Forward Amount") + v("Current Interest Amount"),
    "difference-then-plus": (
        lambda v: v("Pool Balance") - v("Note Balance") + v("Reserve Balance"),
        lambda v: v("Pool Balance") - (v("Note Balance") + v("Reserve Balance")),
    ),
}
