"""What the steps of a computation share."""

from __future__ import annotations

import operator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hereof.formula import refusals
from hereof.formula.calendars import NoCalendarError, NoDateError, calendar_of
from hereof.formula.given import KINDS, kind_of, source_of
from hereof.formula.refusals import NotComputedError
from hereof.formula.terms import written
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.calendar import BusinessDays
    from hereof.formula.calendars import Calendar
    from hereof.formula.given import Given
    from hereof.formula.inputs import Setting
    from hereof.formula.trace import Rounding, Trace

T = TypeVar("T")
U = TypeVar("U")

NOT_ADDED: Final = frozenset({"rate per year", "date", "truth"})
"""What several owners have each, and not together."""
RELATIONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
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


class Steps:
    """Computes the parts of one formula on one date."""

    def __init__(
        self,
        given: Given,
        on: date,
        setting: Setting,
        calendar: Calendar | BusinessDays | None,
    ) -> None:
        self.on = on
        self.within = setting
        self.source = source_of(given)
        self.calendar = calendar_of(calendar)
        self.roundings: list[Rounding] = []
        self.each: tuple[str, ...] = ()

    def step(self, node: f.Expression | f.Test, kind: str = "") -> Trace:
        """Compute a part of a formula, which must be of a kind where one is named.

        Raises:
            NotComputedError: It has no value, or one of another kind.
        """
        if isinstance(node, f.Input):
            return self.input(node, kind)
        trace: Trace = getattr(self, METHODS[type(node)])(node)
        if kind and kind_of(trace.value) != kind:
            is_ = KINDS[kind_of(trace.value)]
            raise refusals.other_kind(written(node), is_, KINDS[kind], trace.span)
        return trace

    def input(self, node: f.Input, kind: str) -> Trace:
        """Take an input; see `InputSteps`."""
        raise NotImplementedError

    def number(self, node: f.Expression) -> Trace:
        """Compute a part that must be a number."""
        return self.step(node, "number")

    def day(self, node: f.Expression) -> Trace:
        """Compute a part that must be a date."""
        return self.step(node, "date")

    def numbers(self, *nodes: f.Expression) -> tuple[list[Fraction], tuple[Trace, ...]]:
        """Compute parts that must be numbers; what stands in the way of any is said at once."""
        traces = collect(self.number, nodes)
        return [number_of(trace) for trace in traces], traces

    def alike(self, nodes: Iterable[f.Expression]) -> tuple[Trace, ...]:
        """Compute parts that must all be numbers, or all dates."""
        parts = collect(self.step, nodes)
        kinds = [kind_of(part.value) for part in parts]
        needed = "number" if kinds[0] == "truth" else kinds[0]
        for part, kind in zip(parts, kinds, strict=True):
            if kind != needed:
                what = written(part.node)
                raise refusals.other_kind(what, KINDS[kind], KINDS[needed], part.span)
        return parts

    def lacks(self, node: f.DateIn) -> bool:
        """Tell whether no calendar gives the dates of a series."""
        try:
            self.calendar.date_in(node.series, node.month)
        except NoCalendarError:
            return True
        except NoDateError:
            return False
        return False


METHODS: Final[dict[type, str]] = {
    f.Amount: "amount",
    f.NoValue: "no_value",
    f.Day: "on_day",
    f.DateIn: "date_in",
    f.NthDate: "nth_date",
    f.Anniversary: "anniversary",
    f.DayInMonth: "day_in_month",
    f.ShiftedDay: "shifted_day",
    f.Sum: "sum_of",
    f.Quotient: "quotient",
    f.Product: "product",
    f.Choice: "choice",
    f.Excess: "excess",
    f.Weighted: "weighted",
    f.ForEach: "for_each",
    f.DaysBetween: "days_between",
    f.Rounded: "rounded",
    f.Schedule: "schedule",
    f.Conditional: "conditional",
    f.Compare: "compare",
    f.Truth: "truth",
    f.Logic: "logic",
}
"""Which method of the evaluator computes what."""


def collect(step: Callable[[U], T], items: Iterable[U]) -> tuple[T, ...]:
    """Do a step for each of several, and say at once what stands in the way of any."""
    done: list[T] = []
    failures: list[NotComputedError] = []
    for item in items:
        try:
            done.append(step(item))
        except NotComputedError as failure:
            failures.append(failure)
    if failures:
        raise refusals.together(failures)
    return tuple(done)


def is_single(owner: str, within: Setting) -> bool:
    """Tell whether an owner is one Class, and no set that could not be taken apart."""
    if owner in within.classes:
        return True
    return owner.startswith("Class ") and " through " not in owner and " other than " not in owner


def number_of(trace: Trace) -> Fraction:
    """Give the value of a step that was asked for as a number."""
    assert isinstance(trace.value, Fraction)  # noqa: S101 - see above
    return trace.value


def date_of(trace: Trace) -> date:
    """Give the value of a step that was asked for as a date."""
    assert isinstance(trace.value, date)  # noqa: S101 - see above
    return trace.value
