"""Compiled choices, and the tests that choose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hereof.calendar import Month
from hereof.formula.calendars import NoCalendarError, NoDateError
from hereof.formula.inputs import Input
from hereof.formula.plan_inputs import InputParts
from hereof.formula.plan_values import (
    ON,
    NotPlannedError,
    alike,
    asked_on,
    calendar_within,
    date_of_series,
    refused,
)
from hereof.formula.steps import RELATIONS
from hereof.formula.terms import OF_DATES, is_asked
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.formula.plan_values import Part, Values


class ChoiceParts(InputParts):
    """The part of the compiler that chooses."""

    def conditional(self, node: f.Conditional, kind: str) -> Part:
        """Give what the test chooses."""
        test = self.part(node.test, "truth")
        then, otherwise = self.part(node.then, kind), self.part(node.otherwise, kind)
        return lambda values: then(values) if test(values) else otherwise(values)

    def schedule(self, node: f.Schedule, kind: str) -> Part:
        """Give the value in effect on the date asked about."""
        parts = [(s.before, self._when(s.when), self.part(s.value, kind)) for s in node.steps]
        starts = [(when, value) for before, when, value in parts if not before]
        ends = [(when, value) for before, when, value in parts if before]

        def schedule(values: Values) -> Any:  # noqa: ANN401
            on, chosen = values[ON], None
            for when, value in starts:
                if on >= when(values):
                    chosen = value
            if chosen is None:
                chosen = next((value for when, value in ends if on < when(values)), refused)
            return chosen(values)

        return schedule

    def _when(self, when: Any) -> Part:  # noqa: ANN401 - as in the tree
        if isinstance(when, Month | date):
            day = when.first if isinstance(when, Month) else when
            return lambda _values: day
        if isinstance(when, str):
            return asked_on if is_asked(when) else self.slot(Input(when, (), ""), "date")
        if isinstance(when, f.DateIn):
            return lambda values: date_of_series(values, when, when.month.first)
        return self.part(when, "date")

    def compare(self, node: f.Compare, _kind: str) -> Part:
        """Compare two numbers, or two dates."""
        kind = "date" if node.relation in OF_DATES else ""
        left, right = self.part(node.left, kind), self.part(node.right, kind)
        relation = RELATIONS[node.relation]

        def compare(values: Values) -> bool:
            one, other = left(values), right(values)
            alike(one, other)
            if type(one) is tuple:
                one, other = one[0] * other[1], other[0] * one[1]
            return bool(relation(one, other))

        by_month = self._by_month(node)
        if by_month is None:
            return compare

        def compare_dates(values: Values) -> bool:
            met = by_month(values)
            return compare(values) if met is None else met

        return compare_dates

    def _by_month(self, node: f.Compare) -> Callable[[Values], bool | None] | None:
        relation = RELATIONS[node.relation]
        if is_asked(node.left) and isinstance(node.right, f.DateIn):
            return compared_by_month(node.right, relation)
        if is_asked(node.right) and isinstance(node.left, f.DateIn):
            return compared_by_month(node.left, lambda one, other: relation(other, one))
        return None

    def truth(self, node: f.Truth, _kind: str) -> Part:
        """Tell whether a test or event is met."""
        return self.part(node.value, "truth")

    def logic(self, node: f.Logic, _kind: str) -> Part:
        """Join tests: what the parts that have a value decide is decided."""
        parts = [self.part(part, "truth") for part in node.parts]
        if node.kind == "not":
            (only,) = parts
            return lambda values: not only(values)
        decisive = node.kind == "any"

        def logic(values: Values) -> bool:
            open_ = False
            for part in parts:
                try:
                    if bool(part(values)) is decisive:
                        return decisive
                except NotPlannedError:
                    open_ = True
            if open_:
                raise NotPlannedError
            return not decisive

        return logic


def compared_by_month(
    node: f.DateIn, relation: Callable[[Any, Any], bool]
) -> Callable[[Values], bool | None]:
    """Compare the date asked about with a date of a series that no calendar knows."""

    def by_month(values: Values) -> bool | None:
        if knows(values, node.series, node.month):
            return None
        return bool(relation(Month.of(values[ON]), node.month))

    return by_month


def knows(values: Values, series: str, month: Month) -> bool:
    """Tell whether a calendar speaks of a series, be it that there is no such date."""
    try:
        calendar_within(values).date_in(series, month)
    except NoCalendarError:
        return False
    except NoDateError:
        return True
    return True
