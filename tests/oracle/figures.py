"""The value of a formula, said as plainly as possible: an oracle for comparing formulas."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, TypeAlias

from hereof.calendar import Month
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = Fraction | int | bool
Node: TypeAlias = f.Expression | f.Test

CLASSES = ("Class A-1", "Class A-2", "Class A-3")


class NoValueError(Exception):
    """There is none."""


def value_of(node: Node, values: Mapping[str, Value]) -> Value | None:
    """Give the value, or nothing where there is none; dates are numbers of days.

    Args:
        node: The formula.
        values: By the name of an input, such as `Balance of Class A-1`.
    """
    try:
        return _of(node, values, "")
    except NoValueError:
        return None


def _owners(owners: f.Owners | None, each: str) -> list[str]:
    found: list[str] = []
    for first, last in owners.items if owners else ():
        if first == f.EACH_OWNER:
            found.append(each)
        elif first == last:
            found.append(first)
        else:
            found += CLASSES[CLASSES.index(first) : CLASSES.index(last) + 1]
    left_out = _owners(f.Owners(owners.except_for), each) if owners and owners.except_for else []
    return [one for one in dict.fromkeys(found) if one not in left_out]


def _of(node: Node, values: Mapping[str, Value], each: str) -> Value:
    def of(part: Node) -> Value:
        return _of(part, values, each)

    match node:
        case f.Amount():
            return node.value
        case f.Day():
            return node.day.toordinal()
        case f.Input(owners=None):
            return values[node.term]
        case f.Input():
            whom, when = _owners(node.owners, each), "".join(f" [{one}]" for one in node.timing)
            if node.total or len(whom) == 1:
                return sum(values[f"{node.term} of {one}{when}"] for one in whom)
            return values[f"{node.term} of {', '.join(sorted(whom))}{when}"]
        case f.Sum():
            return sum(sign * of(part) for sign, part in node.parts)
        case f.Product():
            result: Value = Fraction(1)
            for part in node.factors:
                result *= of(part)
            return result
        case f.Quotient():
            above, below = of(node.numerator), of(node.denominator)
            if below == 0:
                raise NoValueError
            return Fraction(above) / below
        case f.Choice():
            found = [of(part) for part in node.parts]
            if node.kind == "average":
                return Fraction(sum(found)) / len(found)
            return min(found) if node.kind == "lesser" else max(found)
        case f.Excess():
            of_, over = of(node.of), of(node.over)
            return max(of_ - over, 0)
        case f.DaysBetween():
            start, end = of(node.start), of(node.end)
            return end - start
        case f.ShiftedDay(business_day=""):
            return of(node.base) + node.number
        case f.Rounded():
            return _rounded(Fraction(of(node.value)), node.rule, node.unit.value)
        case f.ForEach():
            return sum(_of(node.value, values, one) for one in _owners(node.owners, each))
        case f.Weighted():
            owners = _owners(node.value.owners, each)
            weights = [values[f"{node.weight.term} of {one}"] for one in owners]
            if sum(weights) == 0:
                raise NoValueError
            pairs = zip(owners, weights, strict=True)
            total = sum(values[f"{node.value.term} of {one}"] * weight for one, weight in pairs)
            return Fraction(total) / sum(weights)
        case f.Schedule():
            day = values["Distribution Date"]
            dated = [(step, day >= _when(step.when, values)) for step in node.steps]
            begun = [step for step, reached in dated if reached and not step.before]
            open_still = [step for step, reached in dated if step.before and not reached]
            if begun or open_still:
                return of((begun[-1:] or open_still)[0].value)
        case f.Conditional():
            return of(node.then) if of(node.test) else of(node.otherwise)
        case f.Truth():
            return bool(of(node.value))
        case f.Logic():
            tests = [of(test) for test in node.parts]
            return {"not": not tests[0], "all": all(tests), "any": any(tests)}[node.kind]
        case f.Compare():
            left, right = of(node.left), of(node.right)
            return {
                "at least": left >= right,
                "on or after": left >= right,
                "at most": left <= right,
                "on or before": left <= right,
                "more than": left > right,
                "after": left > right,
                "less than": left < right,
                "before": left < right,
                "equal to": left == right,
            }[node.relation]
    raise NoValueError


def _when(when: Month | date | str | f.Expression, values: Mapping[str, Value]) -> Value:
    if isinstance(when, Month):
        return date(when.year, when.month, 1).toordinal()
    if isinstance(when, date):
        return when.toordinal()
    return values[when] if isinstance(when, str) else _of(when, values, "")


def _rounded(value: Fraction, rule: str, unit: Fraction) -> Fraction:
    below = floor(abs(value) / unit) * unit
    rest = (abs(value) - below) / unit
    half = Fraction(1, 2)
    if rule == "nearest" and rest == half:
        raise NoValueError
    even = (below / unit) % 2 == 0
    up = {
        "up": rest > 0,
        "down": False,
        "half up": rest >= half,
        "half even": rest > half or (rest == half and not even),
        "nearest": rest > half,
    }[rule]
    result = below + unit * up
    return result if value >= 0 else -result
