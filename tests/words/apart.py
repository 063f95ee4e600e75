"""What is left out, rows that belong together, and what an amount becomes, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.figures import floor

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup

LEASES: Final = "excluding Lease Revenue"
THE_LEASES: Final = "excluding the Lease Revenue"


def two_rows(v: Lookup) -> Fraction:
    """Give a rate times its balance, and another times its own."""
    return v("Senior Rate") * v("Senior Balance") + v("Junior Rate") * v("Junior Balance")


FIGURES: Final[Figures] = {
    "left-out-brackets": lambda v: (
        v("Interest Collections", when="excluding Late Fees") - v("Servicer Advance")
    ),
    "left-out-commas": lambda v: v("Net Revenue", when=LEASES) / v("Total Debt"),
    "left-out-two": lambda v: (
        v("Total Assets", when="excluding the Goodwill Amount and the Deferred Charge Amount")
        / v("Total Debt")
    ),
    "left-out-part": lambda v: (
        v("Cash Amount", when="exclusive of the Pledged Cash") + v("Inventory Value")
    ),
    "left-out-described": lambda v: (
        v("all amounts recovered on the Leases excluding Late Fees") - v("Servicing Fee")
    ),
    "left-out-of-which": (
        lambda v: v("Net Revenue") + v("Other Revenue", when=LEASES),
        lambda v: v("Net Revenue", when=LEASES) + v("Other Revenue", when=LEASES),
    ),
    "left-out-of-last": (
        lambda v: v("Net Revenue") + v("Other Revenue", when=THE_LEASES),
        lambda v: v("Net Revenue", when=THE_LEASES) + v("Other Revenue", when=THE_LEASES),
    ),
    "left-out-each": lambda v: min(
        v("Net Revenue", when=THE_LEASES), v("Other Revenue", when=THE_LEASES)
    ),
    "rows-multiplied": two_rows,
    "rows-shares": lambda v: (
        Fraction(15, 100) * v("First Tier Balance") + Fraction(1, 5) * v("Second Tier Balance")
    ),
    "rows-classes": lambda v: (
        v("Note Balance", "Class A-1") * Fraction(4, 100)
        + v("Note Balance", "Class A-2") * Fraction(6, 100)
        + v("Trustee Fee")
    ),
    "rows-lesser": lambda v: min(
        v("First Tier Balance") / 2, v("Second Tier Balance") / 3, v("Third Tier Balance") / 4
    ),
    "rows-products": two_rows,
    "products-marked": two_rows,
    "as-increased-and-reduced": lambda v: (
        v("Opening Principal") + v("Accretion") - v("Write-Down Amount")
    ),
    "as-increased-within": lambda v: min(
        v("Opening Principal") + v("Accretion") - v("Write-Down Amount"), v("Target Principal")
    ),
    "reduced-brackets-goes-on": lambda v: (
        floor(v("Opening Principal") - v("Write-Down Amount")) + v("Accretion")
    ),
    "net-of-two": lambda v: (
        (v("Gross Rents") - v("Management Fee") - v("Repair Reserve")) * Fraction(4, 5)
    ),
}
