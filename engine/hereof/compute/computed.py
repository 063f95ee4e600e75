"""What a term comes to on a date, and all that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from hereof.data.dataset import Datum
    from hereof.formula.trace import Rounding, Trace, Value
    from hereof.model.meaning import Formula
    from hereof.timeline.answer import Answer


@frozen(eq=False)
class Computed:
    """What a term comes to on a date.

    Attributes:
        term: The term.
        on: The date.
        value: What it comes to.
        answer: What is in force of it; nothing for what only data speaks of.
        formula: Its formula; nothing where it is given, or treated as something.
        how: `formula`, `data`, `calendar`, `treated as` or `elsewhere`.
        trace: Every step, where that was asked for.
        roundings: Every rounding, those of the definitions it rests on first.
        rests_on: The definitions that it rests on, itself not among them.
        figures: The rows of data that it rests on.
    """

    term: str
    on: date
    value: Value
    answer: Answer | None
    formula: Formula | None
    how: str
    trace: Trace | None = None
    roundings: tuple[Rounding, ...] = ()
    rests_on: tuple[Computed, ...] = ()
    figures: tuple[Datum, ...] = ()

    def __str__(self) -> str:
        return f"{self.term} on {spoken(self.on)}"

    def everything(self) -> tuple[Computed, ...]:
        """Give all that it rests on, at any depth, and itself last."""
        found: dict[int, Computed] = {}
        for each in self.rests_on:
            for part in each.everything():
                found.setdefault(id(part), part)
        return (*found.values(), self)
