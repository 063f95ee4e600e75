"""Walks over formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from hereof.model.formula import Input

if TYPE_CHECKING:
    from collections.abc import Iterator


def inputs_of(node: object) -> Iterator[Input]:
    """Give every input of a formula, from left to right."""
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, Input):
            yield current
        elif isinstance(current, tuple):
            todo.extend(reversed(current))
        elif attrs.has(kind := type(current)):
            values = [getattr(current, a.name) for a in attrs.fields(kind)]
            todo.extend(reversed(values))
