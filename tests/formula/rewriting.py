"""Formulas said in other words, and formulas changed a little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, has

from formula.pairs import less, number
from hereof.calendar import Month
from hereof.diagnostics import Span
from hereof.model import formula as f

if TYPE_CHECKING:
    from random import Random


def in_other_words(  # noqa: PLR0911 - one a kind of node
    node: f.Expression, random: Random
) -> f.Expression:
    """Say the same in other words."""

    def again(part: f.Expression) -> f.Expression:
        return in_other_words(part, random)

    match node:
        case f.Sum():
            return f.Sum(tuple((sign, again(part)) for sign, part in reversed(node.parts)))
        case f.Product():
            return _product(tuple(map(again, node.factors)))
        case f.Excess():
            return _excess(again(node.of), again(node.over), random)
        case f.Choice():
            return _choice(node.kind, tuple(map(again, node.parts)), random)
        case f.Conditional():
            otherwise = f.Logic("not", (node.test,))
            return f.Conditional(otherwise, again(node.otherwise), again(node.then))
        case f.Quotient():
            two = number(2)
            above, below = again(node.numerator), again(node.denominator)
            return f.Quotient(f.Product((two, above)), f.Product((below, two)))
        case f.Input(total=True, owners=f.Owners(items=owners)):
            single = (evolve(node, owners=f.Owners((one,)), total=False) for one in owners)
            return f.Sum(tuple((1, part) for part in single))
    return node


def _product(factors: tuple[f.Expression, ...]) -> f.Expression:
    *others, last = factors
    if isinstance(last, f.Sum):
        return f.Sum(tuple((sign, f.Product((*others, part))) for sign, part in last.parts))
    return f.Product(factors[::-1])


def _excess(one: f.Expression, two: f.Expression, random: Random) -> f.Expression:
    if random.randrange(2):
        return f.Choice("greater", (number(0), less(one, two)))
    return f.Conditional(f.Compare(one, "at least", two), less(one, two), number(0))


def _choice(kind: str, parts: tuple[f.Expression, ...], random: Random) -> f.Expression:
    one, two, *more = parts
    if kind == "average" or more or random.randrange(3) == 0:
        return f.Choice(kind, parts[::-1])
    if random.randrange(2):
        relation = "less than" if kind == "lesser" else "at least"
        return f.Conditional(f.Compare(one, relation, two), one, two)
    if kind == "lesser":
        return less(one, f.Excess(one, two))
    return f.Sum(((1, two), (1, f.Excess(one, two))))


_SWAPS = {"at least": "more than", "before": "on or before", "lesser": "greater", "all": "any"}
_SWAPS |= {new: old for old, new in _SWAPS.items()}
_SWAPS |= {"A": "B", "Closing Date": "Distribution Date", "half up": "half even", "T": "U"}


def changed(node: Any, random: Random) -> Any:  # noqa: ANN401 - any part of a formula
    """Change a word of a formula here and there."""
    if isinstance(node, str):
        return _SWAPS[node] if node in _SWAPS and random.randrange(3) == 0 else node
    if isinstance(node, tuple):
        return tuple(changed(part, random) for part in node)
    if not has(type(node)) or isinstance(node, Span | Month):
        return node
    parts = {each.name: getattr(node, each.name) for each in fields(type(node)) if each.eq}
    return evolve(node, **{name: changed(part, random) for name, part in parts.items()})
