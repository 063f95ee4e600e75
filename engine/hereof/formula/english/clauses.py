"""What words name in a clause: the clause itself, or a percentage, an excess, a sum in it.

`The amount in clause (b)` is all of it. `The percentage in clause (b)` is not, where (b) is
a percentage of something. What is named must be there once; else the words are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.names import singular
from hereof.formula.english.pointing import of_kind
from hereof.formula.english.trees import Factors, Labelled, Terms, parts_of
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED: Final = re.compile(
    r"(?:(?:the|such|those|aggregate|total|combined|of|resulting)\s+)*"
    r"(percentage|fraction|product|sum|excess|quotient|ratio|lesser|balance|rate|margin|price"
    r"|share)s?\b(?!\s+of\b)",
    re.IGNORECASE,
)
_RATES: Final = frozenset({"percentage", "rate", "margin", "share"})
_TESTS: Final = (f.Compare, f.Truth, f.Logic)
_MONEY: Final = frozenset(
    "Balance Amount Fee Payment Prepayment Collection Proceed Recovery Advance Loss Interest "
    "Principal Cost Expense Commitment Fund Value".split()
)
"""Nouns that name an amount of money."""


def kind_named(words: str) -> str:
    """Give the kind of thing that words name in a clause; nothing where they name all of it."""
    found = _NAMED.match(words)
    return found[1].lower() if found else ""


def one_of_kind(value: Any, kind: str) -> Any | None:  # noqa: ANN401 - any node
    """Give the part of a value that is of a kind, or nothing where none or several are.

    Args:
        value: What a clause states.
        kind: The kind that is named; where it is empty, all of the value.
    """
    while isinstance(value, Labelled):
        value = value.value
    if not kind or isinstance(value, f.Input):
        return value
    found = list(_several(value, kind))
    found = [one.value if isinstance(one, Labelled) else one for one in found]
    if any(one is value or one == value for one in found):
        return value
    if len(found) != 1:
        return None
    (one,) = found
    times = sum(n == one for n in parts_of(value) if not isinstance(n, Labelled))
    return one if times == 1 or isinstance(one, f.Input) else None


def _several(value: Any, kind: str) -> Iterator[Any]:  # noqa: ANN401 - any node
    if kind == "lesser":
        yield from (n for n in parts_of(value) if isinstance(n, f.Choice))
    elif kind in {"balance", "price"}:
        last = kind.capitalize()
        named = (n for n in parts_of(value) if isinstance(n, f.Input))
        yield from dict.fromkeys(n for n in named if n.term.rpartition(" ")[2] == last)
    else:
        yield from of_kind(value, "percentage" if kind in _RATES else kind, tests=False)


def is_money(value: Any) -> bool:  # noqa: ANN401 - any node
    """Tell whether a value is plainly an amount of money, which no bare percentage replaces."""
    while isinstance(value, Labelled):
        value = value.value
    if isinstance(value, f.Amount):
        return value.unit == "$"
    if isinstance(value, f.Input):
        return singular(value.term.rpartition(" ")[2]) in _MONEY
    if isinstance(value, f.Excess):
        return is_money(value.of) or is_money(value.over)
    if isinstance(value, f.Conditional):
        return is_money(value.then) or is_money(value.otherwise)
    if isinstance(value, f.Choice):
        return any(map(is_money, value.parts))
    if isinstance(value, Terms | f.Sum):
        return any(is_money(part) for _, part in value.parts)
    plain = isinstance(value, f.Product) or (isinstance(value, Factors) and not value.divisors)
    return plain and sum(map(is_money, value.factors)) == 1 and not _divides(value)


def _divides(value: Any) -> bool:  # noqa: ANN401 - any node
    return any(
        isinstance(n, f.Quotient | Closed) or (isinstance(n, Factors) and n.divisors)
        for n in parts_of(value)
    )
