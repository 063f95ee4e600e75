"""Computes a formula in the notation in the plainest way, to check the corpus against itself."""

from __future__ import annotations

import operator
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, fields, has

from hereof.calendar import Month
from hereof.diagnostics import Span
from hereof.formula.inputs import asked, owners_of
from hereof.model import formula as f
from hereof.model.meaning import DayKind, RollKind
from words.banking_days import last_of_month, last_open, month_before, next_open, shifted
from words.figures import anniversary
from words.lookup import Data, NoValueError, distribution_date, nth_distribution_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.formula.inputs import Setting

_RELATIONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "at least": operator.ge,
    "at most": operator.le,
    "more than": operator.gt,
    "less than": operator.lt,
    "equal to": operator.eq,
    "on or after": operator.ge,
    "on or before": operator.le,
    "before": operator.lt,
    "after": operator.gt,
}


class NotComputedError(Exception):
    """The formula has a part that is not computed here."""


def value(node: Any, data: Data, within: Setting) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 - each node in one plain place
    """Give the value of a formula or a test."""

    def of(part: Any) -> Any:  # noqa: ANN401
        return value(part, data, within)

    match node:
        case f.Amount():
            return node.value
        case f.Day():
            return node.day
        case f.Input():
            return _input(node, data, within)
        case f.Sum():
            return sum((sign * of(part) for sign, part in node.parts), Fraction(0))
        case f.Quotient():
            return of(node.numerator) / of(node.denominator)
        case f.Product():
            product = Fraction(1)
            for factor in node.factors:
                product *= of(factor)
            return product
        case f.Weighted():
            return _weighted(node, data, within)
        case f.ForEach():
            return _for_each(node, data, within)
        case f.NoValue():
            raise NoValueError
        case f.DateIn() | f.NthDate() | f.Anniversary() | f.DayInMonth() | f.ShiftedDay():
            return _found(node, data, within)
        case f.Choice(kind="average"):
            return sum((of(part) for part in node.parts), Fraction(0)) / len(node.parts)
        case f.Choice():
            return (min if node.kind == "lesser" else max)(of(part) for part in node.parts)
        case f.Excess():
            return max(of(node.of) - of(node.over), Fraction(0))
        case f.DaysBetween():
            return Fraction((of(node.end) - of(node.start)).days)
        case f.Rounded():
            return _rounded(of(node.value), node.rule, node.unit.value)
        case f.Schedule():
            return _scheduled(node, data, within)
        case f.Conditional():
            return of(node.then) if of(node.test) else of(node.otherwise)
        case f.Compare():
            left, right = of(node.left), of(node.right)
            return _RELATIONS[node.relation](left, right)
        case f.Truth():
            return of(node.value)
        case f.Logic():
            met = (of(part) for part in node.parts)
            return not all(met) if node.kind == "not" else (all if node.kind == "all" else any)(met)
        case _:
            raise NotComputedError(type(node).__name__)


def _input(node: f.Input, data: Data, within: Setting) -> Any:  # noqa: ANN401
    wanted = asked(node, within)
    each = wanted.per_class or (wanted,)
    values: list[Any] = [data.value(one.quantity, one.of, one.timing) for one in each]
    return values[0] if len(values) == 1 else sum(values, Fraction(0))


def _weighted(node: f.Weighted, data: Data, within: Setting) -> Fraction:
    assert node.value.owners is not None
    each = owners_of(node.value.owners, within)
    values = [_of_one(node.value, one, data, within) for one in each]
    weights = [_of_one(node.weight, one, data, within) for one in each]
    weighted: Fraction = sum(map(operator.mul, values, weights), Fraction(0)) / sum(weights)
    return weighted


def _of_one(node: f.Input, owner: str, data: Data, within: Setting) -> Any:  # noqa: ANN401
    return _input(evolve(node, owners=f.Owners(((owner, owner),)), total=False), data, within)


def _for_each(node: f.ForEach, data: Data, within: Setting) -> Any:  # noqa: ANN401
    each = (value(_with(node.value, one), data, within) for one in owners_of(node.owners, within))
    return sum(each, Fraction(0))


def _with(node: Any, owner: str) -> Any:  # noqa: ANN401
    """Put an owner in the place of `that one`."""
    if isinstance(node, tuple):
        return tuple(_with(part, owner) for part in node)
    if isinstance(node, str):
        return owner if node == f.EACH_OWNER else node
    if has(type(node)) and not isinstance(node, Span):
        parts = {each.name: _with(getattr(node, each.name), owner) for each in fields(type(node))}
        return evolve(node, **parts)
    return node


def _found(node: Any, data: Data, within: Setting) -> date:  # noqa: ANN401
    match node:
        case f.DateIn():
            return distribution_date(node.month.year, node.month.month)
        case f.NthDate():
            return nth_distribution_date(node.number)
        case f.Anniversary():
            day: date = value(node.of, data, within)
            return anniversary(day, node.number)
        case f.ShiftedDay(business_day=""):
            base: date = value(node.base, data, within)
            return base + timedelta(days=node.number)
        case f.ShiftedDay():
            return shifted(value(node.base, data, within), node.number)
        case _:
            return _in_month(node, month_before(value(node.base, data, within), -node.months))


def _in_month(node: f.DayInMonth, first: date) -> date:
    match node.kind:
        case DayKind.LAST_BUSINESS_DAY:
            return last_open(last_of_month(first))
        case DayKind.NTH_BUSINESS_DAY:
            return shifted(first - timedelta(days=1), node.number)
        case DayKind.LAST_DAY:
            day = last_of_month(first)
        case _:
            day = min(first.replace(day=node.number), last_of_month(first))
    if node.roll is RollKind.NEXT or (
        node.roll is RollKind.MODIFIED_NEXT and next_open(day).month == day.month
    ):
        return next_open(day)
    return day if node.roll is RollKind.NONE else last_open(day)


def _rounded(exact: Fraction, rule: str, unit: Fraction) -> Fraction:
    scaled = exact / unit
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    if rule == "up":
        whole += rest > 0
    elif rule != "down":
        half = Fraction(1, 2)
        whole += rest > half or (rest == half and (rule == "half up" or whole % 2 == 1))
    return whole * unit


def _scheduled(node: f.Schedule, data: Data, within: Setting) -> Any:  # noqa: ANN401
    """Give the last step that has begun, else the first that has not ended."""
    begun = [s for s in node.steps if not s.before and data.on >= _when(s.when, data, within)]
    if begun:
        return value(begun[-1].value, data, within)
    for step in node.steps:
        if step.before and data.on < _when(step.when, data, within):
            return value(step.value, data, within)
    raise NoValueError


def _when(when: object, data: Data, within: Setting) -> date:
    if isinstance(when, Month):
        return distribution_date(when.year, when.month)
    if isinstance(when, date):
        return when
    found = data.value(when, (), "", "date") if isinstance(when, str) else value(when, data, within)
    assert isinstance(found, date)
    return found
