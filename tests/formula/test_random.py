"""Random formulas: no verdict is ever contradicted."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from formula.pairs import (
    DATES,
    SETTING,
    check,
    formulas,
    named,
    number,
    points,
    same_at,
    conditions_of,
)
from hereof.formula.compare import Verdict, compare, distinct
from hereof.model import formula as f

BUSY = settings(max_examples=300, deadline=None)


def _agrees(one: Any, two: Any, several: list[dict[str, Any]]) -> None:
    found = compare(one, two, SETTING)
    check(one, two, found)
    if found.verdict is Verdict.EQUAL:
        assert all(same_at(one, two, values) for values in several)


@BUSY
@given(formulas, formulas, st.lists(points, min_size=20, max_size=20))
def test_two_formulas(one: Any, two: Any, several: list[dict[str, Any]]) -> None:
    _agrees(one, two, several)


@BUSY
@given(conditions_of(formulas), conditions_of(formulas), st.lists(points, min_size=20, max_size=20))
def test_two_tests(one: Any, two: Any, several: list[dict[str, Any]]) -> None:
    _agrees(one, two, several)


def _changed(node: Any, place: int) -> Any:
    """Change one small thing in a formula."""
    text = {"at least": "more than", "before": "on or before", "lesser": "greater", "all": "any"}
    swaps = {**text, **{new: old for old, new in text.items()}}
    nodes = list(_nodes(node))
    target = nodes[place % len(nodes)]
    return _with(node, target, swaps)


def _nodes(node: Any) -> Any:
    yield node
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif hasattr(node, "__attrs_attrs__"):
        for attribute in node.__attrs_attrs__:
            if attribute.name != "span":
                yield from _nodes(getattr(node, attribute.name))


def _with(node: Any, target: Any, swaps: dict[str, str]) -> Any:
    if node is target and isinstance(node, str) and node in swaps:
        return swaps[node]
    if node is target and isinstance(node, f.Input) and node.owners is None:
        return number(1) if node.term not in DATES + ("T", "U") else node
    if isinstance(node, tuple):
        return tuple(_with(part, target, swaps) for part in node)
    if isinstance(node, f.Sum | f.Product | f.Choice | f.Conditional | f.Compare | f.Logic | f.Excess | f.Quotient):
        names = [each.name for each in node.__attrs_attrs__ if each.name != "span"]
        return type(node)(*(_with(getattr(node, name), target, swaps) for name in names))
    return node


@BUSY
@given(formulas, st.integers(0, 1000), st.lists(points, min_size=20, max_size=20))
def test_a_formula_and_one_with_a_small_change(
    one: Any, place: int, several: list[dict[str, Any]]
) -> None:
    _agrees(one, _changed(one, place), several)


def _rewritten(node: Any, choose: Any) -> Any:
    """Say the same in other words."""
    def again(part: Any) -> Any:
        return _rewritten(part, choose)

    match node:
        case f.Sum():
            parts = [(sign, again(part)) for sign, part in node.parts]
            return f.Sum(tuple(reversed(parts)))
        case f.Product(factors=(one, f.Sum() as several)):
            return f.Sum(tuple((s, f.Product((again(one), again(p)))) for s, p in several.parts))
        case f.Product():
            return f.Product(tuple(again(part) for part in reversed(node.factors)))
        case f.Choice(kind="lesser", parts=(one, two)):
            one, two = again(one), again(two)
            if choose(2):
                return f.Conditional(f.Compare(one, "less than", two), one, two)
            return f.Sum(((1, one), (-1, f.Excess(one, two))))
        case f.Choice(kind="greater", parts=(one, two)):
            return f.Sum(((1, again(two)), (1, f.Excess(again(one), again(two)))))
        case f.Choice():
            return f.Choice(node.kind, tuple(again(part) for part in reversed(node.parts)))
        case f.Excess():
            one, two = again(node.of), again(node.over)
            difference = f.Sum(((1, one), (-1, two)))
            if choose(2):
                return f.Choice("greater", (number(0), difference))
            return f.Conditional(f.Compare(one, "at least", two), difference, number(0))
        case f.Conditional():
            return f.Conditional(
                f.Logic("not", (node.test,)), again(node.otherwise), again(node.then)
            )
        case f.Quotient():
            two = number(2)
            return f.Quotient(
                f.Product((two, again(node.numerator))), f.Product((two, again(node.denominator)))
            )
        case f.Input(total=True):
            owners = [one for one, _ in node.owners.items]
            parts = [f.Input(node.term, f.Owners(((o, o),)), (), total=False, span=node.span) for o in owners]
            return f.Sum(tuple((1, part) for part in parts))
    return node


@BUSY
@given(formulas, st.randoms(use_true_random=False))
def test_the_same_in_other_words_is_never_different(one: Any, random: Any) -> None:
    two = _rewritten(one, random.randrange)
    assert compare(one, two, SETTING).verdict is not Verdict.DIFFERENT


_smaller = st.recursive(
    st.sampled_from([named("A"), named("B"), named("C"), number(2)]),
    lambda inner: (
        st.builds(f.Sum, st.tuples(inner.map(lambda n: (1, n)), inner.map(lambda n: (-1, n))))
        | st.builds(f.Product, st.tuples(inner, inner))
        | st.builds(f.Quotient, inner, st.sampled_from([named("A"), f.Sum(((1, named("A")), (1, named("B"))))]))
        | st.builds(f.Choice, st.sampled_from(["lesser", "greater"]), st.tuples(inner, inner))
        | st.builds(f.Excess, inner, inner)
    ),
    max_leaves=4,
)


@BUSY
@given(_smaller, st.randoms(use_true_random=False))
def test_the_same_in_other_words_is_equal(one: Any, random: Any) -> None:
    two = _rewritten(one, random.randrange)
    assert compare(one, two, SETTING).verdict is Verdict.EQUAL


@settings(max_examples=60, deadline=None)
@given(st.lists(formulas, max_size=5))
def test_groups_are_what_pairs_say(several: list[Any]) -> None:
    groups = distinct(several, SETTING)
    assert sorted(place for group in groups for place in group) == list(range(len(several)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for group in groups:
        for place in group:
            assert compare(several[group[0]], several[place], SETTING).verdict is Verdict.EQUAL
