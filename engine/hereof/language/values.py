"""Tokens of the rule language to plain values."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month
from hereof.model.formula import Amount
from hereof.model.operation import ONCE, Occurrences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token

_QUOTED_LINE: Final = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_ESCAPE: Final = re.compile(r'\\(["\\])')


def text_of(token: str) -> str:
    """Give what stands between the quotation marks, or a bare name in one line."""
    if token[0] == '"':
        inner = token[1:-1]
        return _ESCAPE.sub(r"\1", inner) if "\\" in inner else inner
    return " ".join(token.split())


def quoted_text(token: str) -> str:
    """Give quoted lines as one line without their marks."""
    return " ".join(_QUOTED_LINE.sub(" ", token).split())


def lines_of(token: str) -> tuple[int, int]:
    """Give the first and last line of `at lines 30-36`."""
    numbers = [int(number) for number in re.findall(r"\d+", token)]
    return numbers[0], numbers[-1]


def date_of(token: str) -> date | None:
    """Give a date, or nothing where the calendar has no such day."""
    try:
        return date.fromisoformat(token)
    except ValueError:
        return None


def month_of(token: str) -> Month:
    """Give a month such as `November 2004`."""
    return Month.parse(" ".join(token.split()))


def amount_of(text: str) -> Amount:
    """Give a number, dollars, a percentage (as the ratio it is), or a rate per year."""
    number, _, per_year = text.partition(" ")
    value = Fraction(number.strip("$%").replace(",", ""))
    if number.endswith("%"):
        return Amount(value / 100, "% per year" if per_year else "%", text)
    return Amount(value, "$" if text.startswith("$") else "", text)


def occurrences_of(tokens: Sequence[Token]) -> Occurrences:
    """Give which occurrences an edit means; without a word, the only one."""
    if not tokens:
        return ONCE
    token = tokens[0]
    if token.type == "EVERYWHERE":
        return Occurrences(exactly=None, pick=None)
    picked = {"FIRST": 1, "LAST": -1}.get(token.type)
    if picked is not None:
        return Occurrences(exactly=None, pick=picked)
    number = {"ONCE": 1, "TWICE": 2}.get(token.type)
    if number is None:
        number = int(re.sub(r"\D", "", str(token)))
    if token.type == "NTH":
        return Occurrences(exactly=None, pick=number)
    return Occurrences(exactly=number, pick=None)
