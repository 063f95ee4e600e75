"""The whole of a definition to a formula of `hereof.model.formula` alone."""

from __future__ import annotations

import itertools
import re
from typing import Any, Final

import attrs

from hereof.formula.english.clauses import one_of_kind
from hereof.formula.english.tokens import UnreadableError
from hereof.formula.english.trees import (
    ASKED_MARK,
    WHICH_MARK,
    Factors,
    Fraction,
    Labelled,
    Named,
    Terms,
    mapped,
    parts_of,
)
from hereof.model import formula as f

MOST_NAMED: Final = 60
"""How many parts may be named by their enumerators, each again where it is named again."""

_SUCH: Final = re.compile(r"\b(?:such|said)\b")


def finish(node: Any) -> Any:  # noqa: ANN401 - any node
    """Give the formula of a whole definition.

    Raises:
        UnreadableError: It names a part that it does not have, or one that holds the name.
    """
    labels = labelled_in(node)
    named = itertools.count(1)

    def change(one: Any, within: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - any node
        if isinstance(one, Labelled):
            return one.value
        if isinstance(one, Named):
            return _finished(
                found(one, labels, next(named)), (*within, "/".join(one.path)), change, one
            )
        if isinstance(one, Terms):
            return f.Sum(one.parts, one.span) if _needs_sum(one) else one.parts[0][1]
        if isinstance(one, Factors):
            return _product(one)
        if isinstance(one, Fraction):
            return f.Quotient(one.numerator, one.denominator, one.span)
        if isinstance(one, f.Input):
            return _input(one)
        return one

    return mapped(node, change)


def _finished(target: Any, within: tuple[str, ...], change: Any, name: Named) -> Any:  # noqa: ANN401
    if len(within) > 8 or len(set(within)) < len(within):  # noqa: PLR2004 - deeper than any law
        raise _unknown(name, "names a part that holds the name itself")
    meant = one_of_kind(target.value, name.kind)
    if meant is None:
        raise _unknown(name, f"states no {name.kind}, or more than one")
    return mapped(meant, lambda one: change(one, within))


def found(name: Named, labels: dict[str, list[Labelled]], number: int = 1) -> Labelled:
    """Give the part that is named by its enumerators.

    Args:
        name: What names it.
        labels: Every part by its enumerator.
        number: How many parts are named so far.

    Raises:
        UnreadableError: There is none, or more than one.
    """
    if number > MOST_NAMED:
        raise _unknown(name, "names parts that name parts, too many of them")
    path = name.path
    several = labels.get(path[0], [])
    if len(several) != 1:
        what = "is not a part of this definition" if not several else "could be several parts"
        raise _unknown(name, what)
    one = several[0]
    for label in path[1:]:
        deeper = [p for p in parts_of(one.value) if isinstance(p, Labelled) and p.label == label]
        if len(deeper) != 1:
            raise _unknown(name, "is not a part of this definition")
        one = deeper[0]
    return one


def labelled_in(node: Any) -> dict[str, list[Labelled]]:  # noqa: ANN401 - any node
    """Give every part that an enumerator names, by its enumerator."""
    labels: dict[str, list[Labelled]] = {}
    for one in parts_of(node):
        if isinstance(one, Labelled):
            labels.setdefault(one.label, []).append(one)
    return labels


def _unknown(name: Named, what: str) -> UnreadableError:
    said = "".join(f"({label})" for label in name.path)
    start, end = (name.span.start, name.span.end) if name.span else (0, 0)
    return UnreadableError(
        "no-such-clause", f"clause {said} {what}", start, end,
        "look whether the clause stands in another definition; its words are then an input",
    )  # fmt: skip


def _needs_sum(node: Terms) -> bool:
    return len(node.parts) > 1 or node.parts[0][0] < 0


def _product(node: Factors) -> Any:  # noqa: ANN401 - any node
    def of(factors: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any node
        return factors[0] if len(factors) == 1 else f.Product(factors, node.span)

    if not node.divisors:
        return of(node.factors)
    return f.Quotient(of(node.factors), of(node.divisors), node.span)


def _input(node: f.Input) -> f.Input:
    ordered = sorted(node.timing, key=lambda text: not text.startswith(WHICH_MARK))
    timing = tuple(
        _SUCH.sub("that", text.removeprefix(WHICH_MARK)) for text in ordered if text != ASKED_MARK
    )
    return attrs.evolve(node, timing=timing) if timing != node.timing else node
