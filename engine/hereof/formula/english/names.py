"""Names in the singular."""

from __future__ import annotations


def singular(name: str) -> str:
    """Give `Balance` for `Balances`, `Property` for `Properties`."""
    if name.endswith("Series"):
        return name
    if name.endswith("ies") and len(name) > 4:  # noqa: PLR2004 - `ties` is no plural of `ty`
        return name[:-3] + "y"
    if name.endswith(("sses", "xes", "ches", "shes")):
        return name[:-2]
    if name.endswith("s") and not name.endswith(("ss", "us", "is")):
        return name[:-1]
    return name


def plural(name: str) -> str:
    """Give `Loans` for `Loan`, `Properties` for `Property`; a plural as it is."""
    if name.endswith("s"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
