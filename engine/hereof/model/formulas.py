"""Walks over formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from hereof.model.formula import Input, Owners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.formula import Schedule, Step


def inputs_of(node: object) -> Iterator[Input]:
    """Give every input of a formula, from left to right."""
    return (each for each in nodes_of(node) if isinstance(each, Input))


def owners_in(node: object) -> Iterator[Owners]:
    """Give all owners that a formula names, from left to right."""
    return (each for each in nodes_of(node) if isinstance(each, Owners))


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
