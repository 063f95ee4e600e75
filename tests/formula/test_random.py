"""Random formulas: no verdict is ever contradicted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hypothesis import event, given, settings
from hypothesis import strategies as st

from formula.pairs import (
    SETTING,
    checked,
    conditions_of,
    formulas,
    linear,
    points,
    same_at,
)
from formula.rewriting import changed, in_other_words
from hereof.formula.compare import Verdict, compare, distinct

if TYPE_CHECKING:
    from random import Random

    from hereof.model import formula as f
    from oracle.figures import Node, Value

BUSY = settings(max_examples=120, deadline=None, derandomize=True)
randoms = st.randoms(use_true_random=False)
several_points = st.lists(points, min_size=20, max_size=20)
Points: TypeAlias = "list[dict[str, Value]]"


def never_contradicted(one: Node, two: Node, several: Points) -> None:
    if checked(one, two).verdict is Verdict.EQUAL:
        assert all(same_at(one, two, values) for values in several)


@BUSY
@given(formulas, formulas, several_points)
def test_two_formulas(one: f.Expression, two: f.Expression, several: Points) -> None:
    never_contradicted(one, two, several)


@BUSY
@given(conditions_of(formulas), conditions_of(formulas), several_points)
def test_two_tests(one: f.Test, two: f.Test, several: Points) -> None:
    never_contradicted(one, two, several)


@BUSY
@given(formulas, randoms, several_points)
def test_a_formula_and_one_with_other_words(
    one: f.Expression, random: Random, several: Points
) -> None:
    never_contradicted(one, changed(one, random), several)


@BUSY
@given(formulas, randoms)
def test_the_same_in_other_words_is_never_different(one: f.Expression, random: Random) -> None:
    two = in_other_words(one, random)
    assert compare(one, two, SETTING).verdict is not Verdict.DIFFERENT


@BUSY
@given(linear, randoms)
def test_the_same_in_other_words_is_equal(one: f.Expression, random: Random) -> None:
    two = in_other_words(one, random)
    # Products and quotients of unknowns under nested choices are not always settled.
    event(compare(one, two, SETTING).verdict.value)
    assert compare(one, two, SETTING).verdict is not Verdict.DIFFERENT


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(formulas, max_size=5))
def test_groups_are_what_pairs_say(several: list[f.Expression]) -> None:
    groups = distinct(several, SETTING)
    assert sorted(place for group in groups for place in group) == list(range(len(several)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for first, *rest in groups:
        for place in rest:
            assert compare(several[first], several[place], SETTING).verdict is Verdict.EQUAL
