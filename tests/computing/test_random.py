"""On random formulas the engine computes what a second, plainer evaluator computes."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from computing.plain import NothingError, Plain, value
from computing.random_formulas import SETTING, Fed, Figures, FormulaMaker
from hereof.formula.evaluate import evaluate
from hereof.formula.plan import Plan, plain
from hereof.formula.plan_values import NotPlannedError
from hereof.formula.refusals import NotComputedError
from language.strategies import choices

if TYPE_CHECKING:
    from random import Random

FED = Fed()


def plainly(node: Any, figures: Figures, on: date) -> Any:  # noqa: ANN401
    try:
        return value(node, Plain(figures, on, SETTING, FED))
    except NothingError:
        return None


def by_the_engine(node: Any, figures: Figures, on: date) -> Any:  # noqa: ANN401
    try:
        return evaluate(node, figures, on, SETTING, FED).value
    except NotComputedError:
        return None


@settings(max_examples=600, deadline=None, derandomize=True)
@given(choices())
def test_two_evaluators_agree(random: Random) -> None:
    maker = FormulaMaker(random)
    node = maker.pick(maker.number, maker.number, maker.number, maker.day, maker.test)
    figures = Figures(random, {})
    on = date(2004, 1, 1) + timedelta(random.randint(0, 1200))
    assert by_the_engine(node, figures, on) == plainly(node, figures, on)


def by_a_plan(node: Any, figures: Figures, on: date) -> Any:  # noqa: ANN401
    try:
        return Plan(node, SETTING).value(figures, on, FED)
    except NotComputedError:
        return None


@settings(max_examples=600, deadline=None, derandomize=True)
@given(choices())
def test_a_plan_computes_what_the_trace_shows(random: Random) -> None:
    maker = FormulaMaker(random)
    node = maker.pick(maker.number, maker.number, maker.number, maker.day, maker.test)
    figures = Figures(random, {})
    on = date(2004, 1, 1) + timedelta(random.randint(0, 1200))
    assert by_a_plan(node, figures, on) == by_the_engine(node, figures, on)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(choices())
def test_a_plan_needs_no_help_where_there_is_a_value(random: Random) -> None:
    node = FormulaMaker(random).number()
    figures = Figures(random, {})
    on = date(2004, 1, 1) + timedelta(random.randint(0, 1200))
    expected = by_the_engine(node, figures, on)
    plan = Plan(node, SETTING)
    row = {
        (one.quantity, one.of, one.timing): prepared(figures(one))
        for one in plan.inputs
        if len(one.of) < 2
    }
    try:
        assert plain(plan.prepared(row, on, FED)) == expected
    except NotPlannedError:
        assert expected is None


def prepared(value: Any) -> Any:  # noqa: ANN401
    return (value.numerator, value.denominator) if isinstance(value, Fraction) else value
