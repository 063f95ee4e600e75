"""Cells of a data file to exact values."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

_NUMBER: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+", re.ASCII)
_BRACKETED: Final = re.compile(r"\((.*)\)")
_LONGEST: Final = 60
_TRUTHS: Final = {
    **dict.fromkeys(("yes", "true", "met"), True),
    **dict.fromkeys(("no", "false", "not met"), False),
}
_UNITS: Final[dict[str, str]] = {
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "dollars"),
    **dict.fromkeys(("%", "percent"), "percent"),
    **dict.fromkeys(("% per year", "percent per year", "% per annum"), "percent per year"),
    **dict.fromkeys(("ratio", "fraction"), "ratio"),
    **dict.fromkeys(("rate per year", "per year"), "rate per year"),
    **dict.fromkeys(("day", "days"), "days"),
    "count": "count",
    "date": "date",
    **dict.fromkeys(("truth", "yes or no", "met or not"), "truth"),
}
"""How units are written, and what they are called here."""

_FITTING: Final = {
    "dollars": ("", "dollars"),
    "ratio": ("", "ratio", "percent"),
    "rate per year": ("", "rate per year", "percent", "percent per year"),
    "days": ("", "days"),
    "count": ("", "count"),
    "date": ("", "date"),
    "truth": ("", "truth"),
}
"""The units in which each kind of quantity may be given."""


class CellError(Exception):
    """A cell cannot be taken; the message says why, without the cell."""


def unit_named(text: str) -> str:
    """Give a unit by the way in which it is written; empty for none.

    Raises:
        CellError: There is no such unit.
    """
    plain = " ".join(text.split()).casefold()
    if plain and plain not in _UNITS:
        raise CellError(f"`{text}` is no unit; there are {', '.join(sorted(set(_UNITS.values())))}")
    return _UNITS.get(plain, "")


def exact(cell: object, unit: str, kind: str) -> Fraction | date | bool:
    """Give the exact value of a cell.

    Args:
        cell: Text, or a value of a file with types of its own.
        unit: As `unit_named` gives it.
        kind: What the term is a quantity of; empty where that is not known.

    Raises:
        CellError: It is no such value.
    """
    if kind and unit not in _FITTING[kind]:
        raise CellError(f"it is in {unit}, and {_needed(kind)} is wanted")
    wanted = kind or {"percent": "ratio", "percent per year": "rate per year"}.get(unit, unit)
    if wanted == "date" or (not wanted and isinstance(cell, date)):
        return day_of(cell)
    if wanted == "truth" or (not wanted and isinstance(cell, bool)):
        return _truth(cell)
    return _number(cell, unit, wanted)


def _needed(kind: str) -> str:
    return {"dollars": "an amount of dollars", "days": "a number of days"}.get(kind, f"a {kind}")


def day_of(cell: object) -> date:
    """Give a date: year-month-day, or a date of a file with types of its own.

    Raises:
        CellError: It is none.
    """
    if isinstance(cell, datetime):
        raise CellError("it is a moment, and not a date")
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(str(cell).strip())
    except ValueError:
        raise CellError(f"`{_short(cell)}` is no date, such as 2003-10-27") from None


def _truth(cell: object) -> bool:
    if isinstance(cell, bool):
        return cell
    found = _TRUTHS.get(" ".join(str(cell).split()).casefold())
    if found is None:
        raise CellError(f"`{_short(cell)}` is neither `yes` nor `no`")
    return found


def _number(cell: object, unit: str, wanted: str) -> Fraction:
    percent = unit.startswith("percent")
    if isinstance(cell, bool | date):
        raise CellError(f"`{_short(cell)}` is no number")
    if isinstance(cell, float):
        raise CellError(f"`{cell}` is a binary approximation; write it as text or as a decimal")
    if isinstance(cell, int | Decimal):
        value = _whole(cell)
    else:
        text = str(cell).strip()
        if text.endswith("%"):
            if percent or wanted in ("dollars", "days", "count"):
                raise CellError(f"`{_short(text)}` is a percentage")
            text, percent = text[:-1].rstrip(), True
        value = _written(text, cell, wanted)
    if percent:
        return value / 100
    return _plausible(value, cell, wanted)


def _whole(cell: int | Decimal) -> Fraction:
    if isinstance(cell, Decimal) and not cell.is_finite():
        raise CellError(f"`{cell}` is no number")
    return Fraction(cell)


def _written(text: str, cell: object, wanted: str) -> Fraction:
    negative = _BRACKETED.fullmatch(text)
    plain = f"-{negative[1].strip()}" if negative else text
    if wanted in ("dollars", ""):
        plain = plain.replace("$", "", 1) if plain.lstrip("-").startswith("$") else plain
    if not _NUMBER.fullmatch(plain) or len(plain) > _LONGEST:
        raise CellError(f"`{_short(cell)}` is no number")
    return Fraction(plain.replace(",", ""))


def _plausible(value: Fraction, cell: object, wanted: str) -> Fraction:
    """Refuse a ratio that is surely a percentage, and parts of what is counted."""
    if wanted in ("ratio", "rate per year") and abs(value) > 1:
        raise CellError(
            f"`{_short(cell)}` is more than 1 where a {wanted} is wanted: if it is a percentage, "
            "say so with the unit `percent`"
        )
    if wanted in ("days", "count") and value.denominator != 1:
        raise CellError(f"`{_short(cell)}` is no whole number")
    return value


def _short(cell: object) -> str:
    text = " ".join(str(cell).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
