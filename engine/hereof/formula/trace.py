"""What a computation gives: the value, every step of it, every rounding."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from attrs import Factory, field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Span
    from hereof.formula.inputs import Input
    from hereof.model import formula as f

Value: TypeAlias = Fraction | date | bool


@frozen
class Supplied:
    """A value and where it comes from, as what gives the inputs may answer.

    Attributes:
        source: Such as a row of a data file, or what another definition computed.
    """

    value: object
    source: object


@frozen(eq=False)
class Reached:
    """A date of a schedule that was compared with the date asked about.

    Attributes:
        step: The step of the schedule.
        day: Its date; of a month the first day.
        said: The date as the schedule names it.
        is_reached: Whether the date asked about is that date, or later.
        trace: How the date was found; nothing where the schedule names a day or a month.
    """

    step: f.Step
    day: date
    said: str
    is_reached: bool
    trace: Trace | None = None


@frozen(eq=False)
class Trace:
    """One step of a computation, and the steps that it rests on.

    Attributes:
        node: The part of the formula, or the input of one owner in a total.
        value: What it comes to.
        children: The steps that it rests on; of a choice by a test or a date, the one taken.
        note: What was chosen and why, such as `before 25 November 2008`; empty for most.
        source: For an input, where its value comes from; nothing where that was not said.
        span: The words of this step.
        dates: Of a schedule, every date that was compared, in the order in which they were.
    """

    node: f.Expression | f.Test | Input
    value: Value
    children: tuple[Trace, ...] = ()
    note: str = ""
    source: object = None
    span: Span | None = field(
        default=Factory(lambda self: getattr(self.node, "span", None), takes_self=True)
    )
    dates: tuple[Reached, ...] = ()

    def steps(self) -> Iterator[Trace]:
        """Give this step and every step beneath it."""
        yield self
        for child in self.children:
            yield from child.steps()


@frozen
class Rounding:
    """A value before and after it was rounded.

    Attributes:
        rule: Such as `half up`.
        unit: To a multiple of what, such as 1/100.
        span: The words that say so.
    """

    before: Fraction
    after: Fraction
    rule: str
    unit: Fraction
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen(eq=False)
class Result:
    """What a formula comes to on a date.

    Attributes:
        value: A number, a date, or whether something is so.
        trace: Every step.
        roundings: Every rounding, in the order in which they were done.
    """

    value: Value
    trace: Trace
    roundings: tuple[Rounding, ...]
