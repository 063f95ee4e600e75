"""Walks over formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from hereof.model.formula import DateIn, DayInMonth, Input, NthDate, Owners, ShiftedDay, Step
from hereof.model.meaning import CalendarRule, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.formula import Schedule
    from hereof.model.meaning import Meaning


def inputs_of(node: object) -> Iterator[Input]:
    """Give every input of a formula, from left to right."""
    return (each for each in nodes_of(node) if isinstance(each, Input))


def owners_in(node: object) -> Iterator[Owners]:
    """Give all owners that a formula names, from left to right."""
    return (each for each in nodes_of(node) if isinstance(each, Owners))


def terms_of(meaning: Meaning) -> Iterator[str]:
    """Give the terms that a meaning rests on, without words such as `that date`."""
    return (name for name in _said_in(meaning) if name[:1].isupper() or name[:1].isdigit())


def _said_in(meaning: Meaning) -> Iterator[str]:
    if isinstance(meaning, CalendarRule):
        yield from filter(None, (meaning.series, meaning.business_day))
    elif isinstance(meaning, Formula):
        for node in nodes_of(meaning.expression):
            if isinstance(node, Input):
                yield node.term
            elif isinstance(node, DateIn | NthDate):
                yield node.series
            elif isinstance(node, DayInMonth | ShiftedDay) and node.business_day:
                yield node.business_day
            elif isinstance(node, Step) and isinstance(node.when, str):
                yield node.when


def nodes_of(node: object) -> Iterator[object]:
    """Give every part of a formula, from left to right, each before its own parts."""
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, tuple):
            todo.extend(reversed(current))
        elif attrs.has(kind := type(current)) and kind.__module__ == Input.__module__:
            yield current
            values = [getattr(current, each.name) for each in attrs.fields(kind)]
            todo.extend(reversed(values))


def steps_by_rank(schedule: Schedule) -> tuple[Step, ...]:
    """Give the steps of a schedule so that the first that holds counts.

    The last step that has begun counts, else the first that has not ended.
    """
    begun = [step for step in reversed(schedule.steps) if not step.before]
    return (*begun, *(step for step in schedule.steps if step.before))
