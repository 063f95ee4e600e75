"""The traced example of a report: every step in order, under the numbers of the words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from hereof.model.meaning import Formula
from hereof.report.explain import inner_steps, step_view
from hereof.report.figures import Figure  # noqa: TC001 - schemas are made of the annotations
from hereof.report.moments import find_date
from hereof.report.parse import held, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.calendar import Month
    from hereof.compute.computed import Computed
    from hereof.compute.computer import Computer
    from hereof.formula.trace import Trace
    from hereof.report.parse import Part
    from hereof.report.reckoner import Reckoner
    from hereof.report.value_shapes import ValueOn
    from hereof.rulebase.base import Agreement


class NumberedStep(TypedDict):
    """A part of the formula, and what it comes to.

    Attributes:
        note: The number that its words bear too; null for a step without words of its own.
        depth: How deep it stands beneath the last step, which stands at 0.
        kind: What is done, such as `product` or `input`.
        formula: The part of the formula, in the notation.
        words: The words that it came from, in one line; null where there are none, and where the
            rule file states it.
        place: Where it stands, as `path:line:column`; null where it stands nowhere.
        value: What it comes to; null where nothing was computed, or this part was not needed.
        chosen: What was chosen and why; empty for most.
        source: Where an input's value comes from; empty for other steps.
        another: Whether it is a step of another definition.
    """

    note: int | None
    depth: int
    kind: str
    formula: str
    words: str | None
    place: str | None
    value: Figure | None
    chosen: str
    source: str
    another: bool


def traced(
    agreement: Agreement, reckoner: Reckoner, term: str, asked: date | Month
) -> tuple[ValueOn, Computed | None]:
    """Compute a term with every step; nothing beside the value where there is none."""
    computer: Computer = reckoner.computer
    value = reckoner.value(
        term, find_date(agreement.timeline, asked, computer.known_on), traced=True
    )
    if not value["answered"] or value["on"] is None:
        return value, None
    return value, computer.on(date.fromisoformat(value["on"]), traced=True).compute(term)


def steps_of(
    found: Computed | None, reckoner: Reckoner, read: Part | None, numbered: Sequence[Any]
) -> list[NumberedStep]:
    """Give every step in order, each before those that it rests on.

    Args:
        found: The value with its trace; nothing where nothing was computed.
        reckoner: What computed it.
        read: The formula as it was read of the words; nothing where there is none.
        numbered: The parts of the formula that have words, the one with the number 1 first.
    """
    if found is None or found.trace is None or found.formula is None:
        return []
    notes = _Notes(read, numbered, found.formula.expression)
    return [
        {
            "note": notes.of(trace.node) if within is found else None,
            "depth": depth,
            "kind": kind_of(trace.node),
            "formula": step["formula"],
            "words": None if _is_stated(trace, within) else step["words"],
            "place": step["place"],
            "value": step["value"],
            "chosen": step["note"],
            "source": step["source"],
            "another": within is not found,
        }
        for depth, trace, within in _walked(found.trace, found, 0)
        for step in [step_view(trace, reckoner, within, [])]
    ]


def _is_stated(trace: Trace, within: Computed) -> bool:
    """Tell whether a step comes from a formula of the rule file, and not from words."""
    meaning = within.answer.state.meaning if within.answer is not None else None
    stated = meaning.expression.span if isinstance(meaning, Formula) else None
    span = trace.span
    if span is None or stated is None or span.source.path != stated.source.path:
        return False
    return stated.start <= span.start and span.end <= stated.end


def _walked(trace: Trace, within: Computed, depth: int) -> Iterator[tuple[int, Trace, Computed]]:
    todo = [(depth, trace, within)]
    while todo:
        deep, each, owner = todo.pop()
        yield deep, each, owner
        todo.extend((deep + 1, *pair) for pair in reversed(inner_steps(each, owner)))


class _Notes:
    """Finds the number of a part of the formula that was computed.

    The formula that was computed differs from the one that was read only by its places in the
    documents, so the two are walked side by side.
    """

    def __init__(self, read: Part | None, numbered: Sequence[Any], computed: Part) -> None:
        own = {id(node): number for number, node in enumerate(numbered, 1)}
        self._by_node: dict[int, int] = {}
        self._by_place: dict[tuple[object, ...], int | None] = {}
        todo = [(read, computed)] if read is not None and own else []
        while todo:
            worded, placed = todo.pop()
            if type(worded) is not type(placed):
                continue
            number = own.get(id(worded))
            if number is not None:
                self._by_node[id(placed)] = number
                place = _place(placed)
                self._by_place[place] = None if place in self._by_place else number
            ours, theirs = ([each for _, each in held(node)] for node in (worded, placed))
            todo += zip(ours, theirs, strict=True)

    def of(self, node: Any) -> int | None:  # noqa: ANN401 - any node
        """Give the number of a node, or of the one that it was made from for one owner."""
        found = self._by_node.get(id(node))
        return found if found is not None else self._by_place.get(_place(node))


def _place(node: Any) -> tuple[object, ...]:  # noqa: ANN401 - any node
    span = getattr(node, "span", None)
    where = (span.source.path, span.start, span.end) if span else ()
    return (type(node), *where)
