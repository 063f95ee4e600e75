"""The value of a formula, said as plainly as possible: an oracle for the comparison."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from hereof.calendar import Month
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASSES = ("Class A-1", "Class A-2", "Class A-3")


class NoResultError(Exception):
    pass


def naive(node: Any, values: Mapping[str, Any]) -> Any:
    """Give the value, or nothing where there is none; dates are numbers of days."""
    try:
        return _of(node, values, "")
    except NoResultError:
        return None


def _owners(owners: f.Owners, each: str) -> list[str]:
    found: list[str] = []
    for first, last in owners.items:
        if first == f.EACH_OWNER:
            found.append(each)
        elif first == last:
            found.append(first)
        else:
            found += CLASSES[CLASSES.index(first) : CLASSES.index(last) + 1]
    left_out = _owners(f.Owners(owners.except_for), each) if owners.except_for else []
    return [one for one in dict.fromkeys(found) if one not in left_out]


def _of(node: Any, values: Mapping[str, Any], each: str) -> Any:
    def of(part: Any) -> Any:
        return _of(part, values, each)

    match node:
        case f.Amount():
            return node.value
        case f.NoValue():
            raise NoResultError
        case f.Day():
            return node.day.toordinal()
        case f.Input(owners=None):
            return values[node.term]
        case f.Input():
            whom = _owners(node.owners, each)
            if node.total or len(whom) == 1:
                return sum(values[f"{node.term} of {one}"] for one in whom)
            return values[f"{node.term} of {', '.join(sorted(whom))}"]
        case f.Sum():
            return sum(sign * of(part) for sign, part in node.parts)
        case f.Product():
            result = Fraction(1)
            for part in node.factors:
                result *= of(part)
            return result
        case f.Quotient():
            above, below = of(node.numerator), of(node.denominator)
            if below == 0:
                raise NoResultError
            return Fraction(above) / below
        case f.Choice():
            found = [of(part) for part in node.parts]
            if node.kind == "average":
                return Fraction(sum(found)) / len(found)
            return {"lesser": min, "greater": max}[node.kind](found)
        case f.Excess():
            return max(of(node.of) - of(node.over), 0)
        case f.DaysBetween():
            return of(node.end) - of(node.start)
        case f.ShiftedDay(business_day=""):
            return of(node.base) + node.number
        case f.Rounded():
            return _rounded(Fraction(of(node.value)), node.rule, node.unit.value)
        case f.ForEach():
            owners = _owners(node.owners, each)
            return sum(_of(node.value, values, one) for one in owners)
        case f.Weighted():
            owners = _owners(node.value.owners or f.Owners(()), each)
            weights = [values[f"{node.weight.term} of {one}"] for one in owners]
            if sum(weights) == 0:
                raise NoResultError
            pairs = zip(owners, weights, strict=True)
            above = sum(values[f"{node.value.term} of {one}"] * weight for one, weight in pairs)
            return Fraction(above) / sum(weights)
        case f.Schedule():
            for step in node.steps:
                if (values["Distribution Date"] < _when(step.when, values)) == step.before:
                    return of(step.value)
            raise NoResultError
        case f.Conditional():
            return of(node.then) if of(node.test) else of(node.otherwise)
        case f.Truth():
            return bool(of(node.value))
        case f.Logic(kind="not"):
            return not of(node.parts[0])
        case f.Logic():
            tests = [of(part) for part in node.parts]
            return all(tests) if node.kind == "all" else any(tests)
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
    raise NotImplementedError(node)


def _when(when: Any, values: Mapping[str, Any]) -> Any:
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
        raise NoResultError
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
