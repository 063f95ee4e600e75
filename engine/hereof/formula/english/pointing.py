"""What `such excess`, `such sum`, `such percentage` and their like point back to.

Each of these words names the kind of thing that it points to. What it means is certain where
one thing alone of that kind stands before it; else the words are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.trees import Factors, Labelled, Terms, mapped, parts_of
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: Final = frozenset(
    "excess sum difference product quotient ratio fraction percentage rate numerator "
    "denominator balance".split()
)
"""The words that name the kind of thing to which they point."""

_NAME: Final = "@such "
_OF_IT: Final = re.compile(r" (?:thereof|of such fraction)$")
_TESTS: Final = (f.Compare, f.Truth, f.Logic)
_EXCESS: Final = re.compile(
    r"(?i)\W*(?:(?:the|any|an) )?(?:positive )?(?:excess\b|amount\b.* by which)"
)
_DIFFERENCE: Final = re.compile(
    r"(?i)\W*(?:the |a |any )?(?:positive |absolute \w+ of the )?difference\b"
)
_EXCEEDS: Final = re.compile(r"\b(?:exceeds?|exceeded|greater than|in excess of|more than)\b")
_SHARES: Final = frozenset({"Percentage", "Rate", "Fraction", "Ratio", "Factor"})
_INDICES: Final = frozenset({"LIBOR", "SOFR", "EURIBOR", "SONIA", "Index", "Margin", "Spread"})


def kind_of(words: str) -> str:
    """Give the kind that words such as `such excess` name; nothing where they name none.

    `The resulting ratio` is what was computed last, and names no kind among others.
    """
    *before, last = _OF_IT.sub("", words.lower()).split()
    return last if last in KINDS and "resulting" not in before else ""


def pointer(kind: str, span: Any, timing: tuple[str, ...] = ()) -> f.Input:
    """Give what stands for the thing pointed to until that is known."""
    return f.Input(_NAME + kind, None, timing, total=False, span=span)


def is_pointer(node: Any) -> bool:
    """Tell whether a node stands for what words point back to."""
    return isinstance(node, f.Input) and node.term.startswith(_NAME)


def of_kind(value: Any, kind: str, *, tests: bool = True) -> list[Any]:
    """Give the parts of a value that are of a kind, each once.

    Args:
        value: The value.
        kind: One of `KINDS`.
        tests: Whether those count that stand in a condition.
    """
    several = _shares_in(value, kind, tests=tests) if _is_share_word(kind) else None
    if kind == "difference":
        several = _widest(value, kind)
    if several is None:
        several = (
            found
            for node in (parts_of(value) if tests else _outside_tests(value))
            if (found := _as_kind(node, kind)) is not None
        )
    return list(dict.fromkeys(several))


def _widest(node: Any, kind: str) -> Iterator[Any]:
    found = _as_kind(node, kind)
    if found is not None:
        yield found
    elif not isinstance(node, _TESTS):
        for one in _children(node):
            yield from _widest(one, kind)


def _is_share_word(kind: str) -> bool:
    return kind in {"percentage", "rate", "ratio", "fraction", "quotient"}


def _outside_tests(node: Any) -> Iterator[Any]:
    held = {id(n) for t in parts_of(node) if isinstance(t, _TESTS) for n in parts_of(t)}
    return (n for n in parts_of(node) if id(n) not in held)


def _as_kind(node: Any, kind: str) -> Any | None:
    """Give a node as one of a kind, or nothing; a test `A exceeds B` speaks of an excess."""
    text = node.span.text if getattr(node, "span", None) is not None else ""
    if kind == "excess":
        if isinstance(node, f.Excess) or (isinstance(node, f.Sum) and _EXCESS.match(text)):
            return node
        exceeds = isinstance(node, f.Compare) and node.relation == "more than"
        if exceeds and _EXCEEDS.search(text):
            return f.Excess(node.left, node.right, node.span)
        return None
    if kind == "balance":
        changed = isinstance(node, Terms | f.Sum | f.Excess) and any(
            _named(n, {"Balance"}) for n in parts_of(node)
        )
        return node if changed or _named(node, {"Balance"}) else None
    if kind in {"numerator", "denominator"}:
        return getattr(node, kind) if isinstance(node, f.Quotient | Closed) else None
    if kind == "product":
        plain = isinstance(node, Factors) and not node.divisors
        return node if plain or isinstance(node, f.Product) else None
    if kind == "difference" and isinstance(node, f.Choice | f.Excess):
        return node if _DIFFERENCE.match(text) else None
    if not isinstance(node, Terms | f.Sum) or _EXCESS.match(text):
        return None
    signs = {sign for sign, _ in node.parts}
    if kind == "sum":
        return node if signs == {1} else None
    signed = _DIFFERENCE.match(text) or [sign for sign, _ in node.parts] == [1, -1]
    return node if signed else None


def _shares_in(node: Any, kind: str, *, tests: bool) -> Iterator[Any]:
    """Give the widest parts of a value that are percentages, rates or ratios.

    Of a product of such it is not said which of them, or all, is meant: each is given.
    """
    if isinstance(node, _TESTS) and not tests:
        return
    if isinstance(node, f.Product | Factors) and all(_is_share(n, kind) for n in node.factors):
        yield node
    if _is_share(node, kind):
        yield node
        return
    for one in _children(node):
        yield from _shares_in(one, kind, tests=tests)


def _children(node: Any) -> Iterator[Any]:
    beneath = parts_of(node)
    next(beneath)
    inner: set[int] = set()
    for one in beneath:
        if id(one) not in inner:
            yield one
            inner |= {id(n) for n in parts_of(one)}


def _is_share(node: Any, kind: str) -> bool:
    if isinstance(node, Labelled):
        return _is_share(node.value, kind)
    if kind in {"ratio", "fraction", "quotient"}:
        return _is_ratio(node) or _named(node, {kind.capitalize()})
    if isinstance(node, f.Amount):
        return node.unit.startswith("%")
    if _is_ratio(node) or _named(node, _SHARES | _INDICES):
        return True
    if isinstance(node, Terms | f.Sum):
        return all(_is_share(part, kind) for _, part in node.parts)
    if isinstance(node, f.Choice):
        return all(_is_share(part, kind) for part in node.parts)
    if isinstance(node, f.Conditional):
        values = (node.then, node.otherwise)
        return all(isinstance(v, f.NoValue) or _is_share(v, kind) for v in values)
    if isinstance(node, f.Excess):
        return _is_share(node.of, kind) and _is_share(node.over, kind)
    return isinstance(node, f.Rounded) and _is_share(node.value, kind)


def _is_ratio(node: Any) -> bool:
    divided = isinstance(node, Factors) and bool(node.divisors) and len(node.factors) == 1
    return divided or isinstance(node, f.Quotient | Closed)


def _named(node: Any, last: frozenset[str] | set[str]) -> bool:
    named = isinstance(node, f.Input) and not is_pointer(node)
    return named and node.term.rpartition(" ")[2] in last


def _without_shares_of(expression: Any) -> Any:
    """Give a formula without what is multiplied with a pointer, as 5% in `5% of such excess`."""

    def change(node: Any) -> Any:
        if not isinstance(node, f.Product):
            return node
        pointers = tuple(n for n in node.factors if is_pointer(n))
        return pointers[0] if pointers and len(node.factors) == 2 else node  # noqa: PLR2004

    return mapped(expression, change)


def _within(pointer: Any, expression: Any) -> bool:
    """Tell whether an excess has begun before a pointer and goes on behind it."""
    return any(
        isinstance(one, f.Excess) and any(n is pointer for n in parts_of(one))
        for one in parts_of(expression)
    )


def pointed(expression: Any) -> Any | None:
    """Give a formula with what its pointers mean; nothing where that is not certain."""
    while True:
        several = [n for n in parts_of(expression) if is_pointer(n)]
        if not several:
            return expression
        first = min(several, key=lambda n: n.span.start)
        kind = first.term.removeprefix(_NAME)
        found = [
            one
            for one in of_kind(_without_shares_of(expression), kind)
            if one.span is not None
            and one.span.end <= first.span.start
            and not any(is_pointer(n) for n in parts_of(one))
        ]
        if len(found) != 1 or first.timing or (kind == "excess" and _within(first, expression)):
            return None
        (meant,) = found

        def change(node: Any, first: Any = first, meant: Any = meant) -> Any:
            same = is_pointer(node) and node.span == first.span
            return meant if same else node

        expression = mapped(expression, change)
