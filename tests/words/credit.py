"""Credit agreements, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup

DEDUCTED: Final = (
    "to the extent deducted in determining such Consolidated Net Income; for such period"
)
HALF_PERCENT: Final = Fraction(1, 200)


def ecf(v: Lookup) -> Fraction:
    """Half, a quarter or nothing by the leverage."""
    leverage = v("Leverage Ratio")
    if leverage > Fraction(5, 2):
        return Fraction(1, 2)
    return Fraction(1, 4) if leverage > 1 else Fraction(0)


def earnings(v: Lookup) -> Fraction:
    """Net income, what was deducted from it, less the gains."""
    added = (
        v("Consolidated Interest Expense", when=DEDUCTED)
        + v("Income Tax Expense", when=DEDUCTED)
        + v("Depreciation Expense", when=DEDUCTED)
    )
    net = v("Consolidated Net Income", when="for such period")
    return net + added - v("Extraordinary Gains", when="for such period")


def sixteenth(v: Lookup) -> Fraction:
    """Up to the next sixteenth of a percent."""
    unit = Fraction(1, 1600)
    return -(-v("Screen Rate", when="for such Interest Period") // unit) * unit


FIGURES: Final[Figures] = {
    "leverage-ratio": lambda v: (
        v("Consolidated Total Debt", when="as of such date")
        / v(
            "Consolidated EBITDA",
            when="for the four fiscal quarter period most recently ended",
        )
    ),
    "interest-coverage": lambda v: (
        v("Consolidated EBITDA", when="for such Test Period")
        / v("Consolidated Interest Expense", when="for such Test Period")
    ),
    "net-leverage": lambda v: (
        (v("Consolidated Funded Debt") - v("Unrestricted Cash"))
        / v("Consolidated Adjusted Earnings")
    ),
    "fixed-charge": lambda v: (
        (v("Consolidated Earnings") - v("Capital Expenditures"))
        / (v("Interest Expense") + v("Scheduled Principal") + v("Cash Taxes"))
    ),
    "ebitda-plus-extent": earnings,
    "ebitda-plain": lambda v: (
        v("Net Income")
        + v("Interest Charges")
        + v("Income Taxes")
        + v("Depreciation")
        + v("Amortization")
        - v("Non-Cash Gains")
    ),
    "borrowing-base": lambda v: (
        Fraction(85, 100) * v("Eligible Receivables")
        + Fraction(60, 100) * v("Eligible Inventory")
        - v("Reserves")
    ),
    "availability": lambda v: floor(
        min(v("Aggregate Commitments"), v("Borrowing Base")) - v("Outstanding Exposure")
    ),
    "available-amount": lambda v: (
        25_000_000
        + v("Cumulative Net Income") / 2
        + v("Equity Proceeds")
        - v("Restricted Payments")
    ),
    "incremental-cap": lambda v: max(Fraction(150_000_000), v("Consolidated Earnings")),
    "base-rate": lambda v: max(
        v("Prime Rate"),
        v("Federal Funds Rate") + HALF_PERCENT,
        v("Term Benchmark Rate") + Fraction(1, 100),
    ),
    "base-rate-half": (
        lambda v: max(v("Prime Rate"), v("Overnight Rate") + HALF_PERCENT),
        lambda v: max(v("Prime Rate"), v("Overnight Rate")) + HALF_PERCENT,
    ),
    "adjusted-eurodollar": (
        lambda v: v("Eurodollar Rate") / (1 - v("Reserve Percentage")),
        lambda v: v("Eurodollar Rate") / 1 - v("Reserve Percentage"),
    ),
    "excess-cash-flow": lambda v: floor(
        v("Consolidated Net Income")
        + v("Non-Cash Charges")
        + v("Working Capital Decreases")
        - v("Capital Expenditures")
        - v("Scheduled Repayments")
    ),
    "ecf-percentage": ecf,
    "commitment-share": lambda v: v("such Lender's Commitment") / v("Aggregate Commitments"),
    "lender-share-divided": lambda v: v("Commitment", "such Lender") / v("Aggregate Commitments"),
    "commitment-fee": (
        lambda v: v("Fee Rate") * (v("Aggregate Commitments") - v("Outstanding Loans")),
        lambda v: v("Fee Rate") * v("Aggregate Commitments") - v("Outstanding Loans"),
    ),
    "per-period-sum": lambda v: (
        v("Quarterly Earnings", when="for the most recently ended fiscal quarter")
        + v("Quarterly Earnings", when="for the first fiscal quarter preceding such quarter")
        + v("Quarterly Earnings", when="for the second fiscal quarter preceding such quarter")
    ),
    "annualized": lambda v: 4 * v("Quarterly Earnings", when="for such fiscal quarter"),
    "total-debt-list": lambda v: (
        v("Borrowed Money")
        + v("Capital Lease Obligations")
        + v("Drawn Letters of Credit")
        + v("Guaranteed Debt")
    ),
    "working-capital": lambda v: v("Current Assets") - v("Current Liabilities"),
    "x-plus-y-minus-z": lambda v: (
        v("Stated Equity") + v("Subordinated Debt") - v("Intangible Assets")
    ),
    "x-minus-y-plus-z": (
        lambda v: v("Unrestricted Cash") - v("Outstanding Checks") + v("Marketable Securities"),
        lambda v: v("Unrestricted Cash") - (v("Outstanding Checks") + v("Marketable Securities")),
    ),
    "ratio-then-plus": (
        lambda v: v("Consolidated Debt") / (v("Consolidated Earnings") + v("Pro Forma Savings")),
        lambda v: v("Consolidated Debt") / v("Consolidated Earnings") + v("Pro Forma Savings"),
    ),
    "percent-of-plus-credit": (
        lambda v: Fraction(85, 100) * v("Eligible Receivables") + v("Pledged Cash"),
        lambda v: Fraction(85, 100) * (v("Eligible Receivables") + v("Pledged Cash")),
    ),
    "lesser-less-reserves": (
        lambda v: min(v("Aggregate Commitments"), v("Borrowing Base")) - v("Availability Block"),
        lambda v: min(v("Aggregate Commitments"), v("Borrowing Base") - v("Availability Block")),
    ),
    "rounded-up-sixteenth": sixteenth,
}
