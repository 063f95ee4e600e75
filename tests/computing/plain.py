"""Computes a formula in the plainest way, to check the engine's evaluators against.

No plan, no trace, no sharing: each node in one place, by the words of the reference. What
has no value raises `NothingError`.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from hereof.calendar import Month
from hereof.formula.inputs import Input, Setting, owners_of
from hereof.model import formula as f
from hereof.model.meaning import DayKind, RollKind

if TYPE_CHECKING:
    from collections.abc import Callable

DAY: Final = timedelta(days=1)


class NothingError(Exception):
    """There is no value."""


@frozen
class Plain:
    """What a formula is computed from."""

    given: Callable[[Input], Any]
    on: date
    within: Setting
    calendar: Any
    each: str = ""


def value(node: Any, data: Plain) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 - each node in one plain place
    """Give the value of a formula or a test."""

    def of(part: Any) -> Any:  # noqa: ANN401
        return value(part, data)

    match node:
        case f.Amount():
            return node.value
        case f.NoValue():
            raise NothingError
        case f.Day():
            return node.day
        case f.DateIn():
            return data.calendar.date_in(node.series, node.month)
        case f.NthDate():
            return data.calendar.nth_date(node.series, node.number)
        case f.Anniversary():
            return anniversary(of(node.of), node.number)
        case f.DayInMonth():
            return day_in_month(node, of(node.base), data)
        case f.ShiftedDay():
            return shifted(node, of(node.base), data)
        case f.Input():
            return an_input(node, data)
        case f.Sum():
            return sum((sign * of(part) for sign, part in node.parts), Fraction(0))
        case f.Quotient():
            above, below = of(node.numerator), of(node.denominator)
            if below == 0:
                raise NothingError
            return above / below
        case f.Product():
            return math.prod((of(factor) for factor in node.factors), start=Fraction(1))
        case f.Choice(kind="average"):
            return sum((of(part) for part in node.parts), Fraction(0)) / len(node.parts)
        case f.Choice():
            return (min if node.kind == "lesser" else max)([of(part) for part in node.parts])
        case f.Excess():
            return max(of(node.of) - of(node.over), Fraction(0))
        case f.Weighted():
            pairs = [
                (one(node.value, who, data), one(node.weight, who, data))
                for who in whom(node.value.owners, data)
            ]
            total = sum((weight for _, weight in pairs), Fraction(0))
            if total == 0:
                raise NothingError
            return sum((each * weight for each, weight in pairs), Fraction(0)) / total
        case f.ForEach():
            return sum(
                (
                    value(node.value, Plain(data.given, data.on, data.within, data.calendar, who))
                    for who in whom(node.owners, data)
                ),
                Fraction(0),
            )
        case f.DaysBetween():
            return Fraction((of(node.end) - of(node.start)).days)
        case f.Rounded():
            return rounded(of(node.value), node.rule, node.unit.value)
        case f.Schedule():
            return scheduled(node, data)
        case f.Conditional():
            return of(node.then) if of(node.test) else of(node.otherwise)
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
        case f.Truth():
            return of(node.value)
        case f.Logic():
            return logic(node, data)
    raise AssertionError(node)


def logic(node: f.Logic, data: Plain) -> bool:
    known: list[bool] = []
    unknown = 0
    for part in node.parts:
        try:
            known.append(value(part, data))
        except NothingError:
            unknown += 1
    if node.kind == "not" and not unknown:
        return not known[0]
    if node.kind == "any" and any(known):
        return True
    if node.kind == "all" and not all(known):
        return False
    if unknown:
        raise NothingError
    return node.kind == "all"


def scheduled(node: f.Schedule, data: Plain) -> Any:  # noqa: ANN401
    starts = [(step, when_of(step, data)) for step in node.steps if not step.before]
    begun = [step for step, when in starts if data.on >= when]
    if begun:
        return value(begun[-1].value, data)
    for step in node.steps:
        if step.before and data.on < when_of(step, data):
            return value(step.value, data)
    raise NothingError


def when_of(step: f.Step, data: Plain) -> date:
    when: Any = step.when
    if isinstance(when, Month):
        return when.first
    if isinstance(when, date):
        return when
    if isinstance(when, str):
        found: date = data.on if when == "Distribution Date" else asked(Input(when, (), ""), data)
        return found
    computed: date = value(when, data)
    return computed


def asked(wanted: Input, data: Plain) -> Any:  # noqa: ANN401
    found = data.given(wanted)
    if found is None:
        raise NothingError
    return found


def whom(owners: f.Owners | None, data: Plain) -> tuple[str, ...]:
    if owners is None:
        return ("",)
    if owners.items == (("that one", "that one"),):
        return (data.each,)
    return owners_of(owners, data.within)


def one(node: f.Input, who: str, data: Plain) -> Any:  # noqa: ANN401
    return asked(Input(node.term, (who,) if who else (), "; ".join(node.timing)), data)


def an_input(node: f.Input, data: Plain) -> Any:  # noqa: ANN401
    if node.term in ("Distribution Date", "that date") and not node.owners and not node.timing:
        return data.on
    found = [one(node, who, data) for who in whom(node.owners, data)]
    return found[0] if len(found) == 1 else sum(found, Fraction(0))


def rounded(exact: Fraction, rule: str, unit: Fraction) -> Fraction:
    sign = -1 if exact < 0 else 1
    below = math.floor(abs(exact) / unit) * unit
    above = below if below == abs(exact) else below + unit
    low, high = abs(exact) - below, above - abs(exact)
    if rule == "down" or above == below:
        return sign * below
    if rule == "up" or high < low:
        return sign * above
    if low < high:
        return sign * below
    if rule == "nearest":
        raise NothingError
    even = above if (above / unit) % 2 == 0 else below
    return sign * (above if rule == "half up" else even)


def anniversary(day: date, number: int) -> date:
    try:
        return date(day.year + number, day.month, day.day)
    except ValueError:
        raise NothingError from None


def day_in_month(node: f.DayInMonth, base: date, data: Plain) -> date:  # noqa: C901
    first = base.replace(day=1)
    for _ in range(abs(node.months)):
        first = (first - DAY if node.months < 0 else first + 31 * DAY).replace(day=1)
    days = [first + n * DAY for n in range(31) if (first + n * DAY).month == first.month]
    open_days = [day for day in days if data.calendar.is_business_day(node.business_day, day)]
    if node.kind is DayKind.DAY_OF_MONTH:
        found = days[min(node.number, len(days)) - 1]
    elif node.kind is DayKind.LAST_DAY:
        found = days[-1]
    elif node.kind is DayKind.LAST_BUSINESS_DAY:
        found = open_days[-1]
    elif node.number > len(open_days):
        raise NothingError
    else:
        found = open_days[node.number - 1]

    def moved(step: timedelta) -> date:
        day = found
        while not data.calendar.is_business_day(node.business_day, day):
            day += step
        return day

    if node.roll is RollKind.NONE:
        return found
    if node.roll is RollKind.PRECEDING:
        return moved(-DAY)
    if node.roll is RollKind.MODIFIED_NEXT and moved(DAY).month != found.month:
        return moved(-DAY)
    return moved(DAY)


def shifted(node: f.ShiftedDay, base: date, data: Plain) -> date:
    day, left = base, abs(node.number)
    while left:
        day += DAY if node.number > 0 else -DAY
        left -= not node.business_day or data.calendar.is_business_day(node.business_day, day)
    return day
