"""A formula as an outline: what each part is, and the words that it came from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias, TypedDict

from hereof.calendar import Month, spoken
from hereof.formula.inputs import Input
from hereof.language.notation import notation
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Span

Part: TypeAlias = f.Expression | f.Test

KINDS: Final = {
    f.Amount: "number",
    f.NoValue: "no value",
    f.Day: "date",
    f.DateIn: "date of a series",
    f.NthDate: "date of a series",
    f.Anniversary: "anniversary",
    f.DayInMonth: "day of a month",
    f.ShiftedDay: "day counted",
    f.Input: "input",
    Input: "input",
    f.Sum: "sum",
    f.Quotient: "fraction",
    f.Product: "product",
    f.Choice: "choice",
    f.Excess: "excess",
    f.Weighted: "weighted average",
    f.ForEach: "total for each",
    f.DaysBetween: "days between",
    f.Rounded: "rounding",
    f.Schedule: "schedule",
    f.Conditional: "condition",
    f.Compare: "comparison",
    f.Truth: "test",
    f.Logic: "tests",
}
"""What each node of a formula is called."""

_LOGIC: Final = {"all": "all of", "any": "any of", "not": "not"}


class Node(TypedDict):
    """A part of a formula.

    Attributes:
        role: What it is in the part that holds it, such as `numerator`; empty for most.
        kind: What it is itself, such as `product` or `input`.
        formula: The part in the notation.
        words: The words that it came from, in one line; null where there are none.
        start: Where these words begin, in characters counted from 0; null likewise.
        end: Where they end; null likewise.
        place: Where they stand, as `path:line:column`; null likewise.
        parts: The parts that it holds, in their order.
    """

    role: str
    kind: str
    formula: str
    words: str | None
    start: int | None
    end: int | None
    place: str | None
    parts: list[Node]


def outline(part: Part, role: str = "", path: str | None = None) -> Node:
    """Give a formula as an outline.

    Args:
        part: The formula, or a part of it.
        role: What it is in the part that holds it.
        path: What the words' source is called; as it calls itself otherwise.
    """
    span = part.span if part.span and part.span.text else None
    return {
        "role": role,
        "kind": kind_of(part),
        "formula": notation(part),
        "words": " ".join(span.text.split()) if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "place": _place(span, path) if span else None,
        "parts": [outline(each, said, path) for said, each in held(part)],
    }


def kind_of(part: Part | Input) -> str:
    """Name what a part is; of a choice and of tests, which."""
    if isinstance(part, f.Choice):
        return part.kind
    if isinstance(part, f.Logic):
        return _LOGIC[part.kind]
    if isinstance(part, f.Compare):
        return part.relation
    if isinstance(part, f.Rounded):
        return f"rounding, {part.rule}"
    return KINDS[type(part)]


def _place(span: Span, path: str | None) -> str:
    line, column = span.source.position(span.start)
    return f"{span.source.path if path is None else path}:{line}:{column}"


def held(part: Part) -> Iterator[tuple[str, Part]]:
    """Give the parts that a part holds, each with its role."""
    if isinstance(part, f.Sum):
        for number, (sign, each) in enumerate(part.parts):
            yield ("minus" if sign < 0 else "plus" if number else ""), each
    elif isinstance(part, f.Choice | f.Logic):
        yield from (("", each) for each in part.parts)
    elif isinstance(part, f.Product):
        yield from (("", each) for each in part.factors)
    elif isinstance(part, f.Schedule):
        yield from ((when_text(each), each.value) for each in part.steps)
    elif isinstance(part, f.DayInMonth | f.ShiftedDay):
        if not (isinstance(part.base, f.Input) and part.base.term == f.ASKED):
            yield "of" if isinstance(part, f.DayInMonth) else "from", part.base
    else:
        for name, said in _ROLES.get(type(part), ()):
            yield said, getattr(part, name)


_ROLES: Final[dict[type, tuple[tuple[str, str], ...]]] = {
    f.Quotient: (("numerator", "numerator"), ("denominator", "denominator")),
    f.Excess: (("of", "of"), ("over", "over")),
    f.Weighted: (("value", "of"), ("weight", "weighted by")),
    f.ForEach: (("value", "for each"),),
    f.DaysBetween: (("start", "from"), ("end", "to")),
    f.Rounded: (("value", ""),),
    f.Conditional: (("test", "if"), ("then", "then"), ("otherwise", "otherwise")),
    f.Compare: (("left", ""), ("right", "")),
    f.Truth: (("value", ""),),
    f.Anniversary: (("of", "of"),),
}


def when_text(step: f.Step) -> str:
    """Say from or before when a step of a schedule holds."""
    when = step.when
    if isinstance(when, Month):
        said = str(when)
    elif isinstance(when, date):
        said = spoken(when)
    else:
        said = when if isinstance(when, str) else notation(when)
    return f"{'before' if step.before else 'from'} {said}"
