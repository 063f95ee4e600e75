"""`hereof explain`: a value with every step of its computation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from hereof.compute.computed import Computed
from hereof.data.dataset import Datum
from hereof.formula.inputs import Input
from hereof.language.notation import notation
from hereof.model import formula as f
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.calc import asked_view
from hereof.report.figures import Figure, figure
from hereof.report.moments import find_date, spoken_iso
from hereof.report.parse import KINDS
from hereof.report.reckoner import Reckoner, data_view
from hereof.report.value_shapes import Data, Definition, Span, ValueOn  # noqa: TC001 - schemas are made of it
from hereof.report.which import knowledge

if TYPE_CHECKING:
    from hereof.calendar import Month
    from hereof.compute.computer import Computer
    from hereof.formula.trace import Trace
    from hereof.rulebase.base import Agreement, RuleBase


class Step(TypedDict):
    """A step of a computation.

    Attributes:
        kind: What is done, such as `product` or `input`.
        formula: The part of the formula, in the notation.
        value: What it comes to.
        words: The words that it came from, in one line; null where there are none.
        place: Where these words stand, as `path:line:column`; null likewise.
        note: What was chosen and why; empty for most.
        source: For an input, where its value comes from; empty for other steps.
        steps: The steps that it rests on.
    """

    kind: str
    formula: str
    value: Figure
    words: str | None
    place: str | None
    note: str
    source: str
    steps: list[Step]


class Explain(TypedDict):
    """A value with every step.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        term: The term as defined.
        known: As known when.
        data: The data.
        value: The value.
        steps: The last step, and within it all that it rests on; null where the value is not
            computed by a formula, or there is none.
        definitions: The definitions that were used.
    """

    schema: str
    asked: Span
    agreement: shapes.AgreementName
    term: str
    known: shapes.Knowledge
    data: Data
    value: ValueOn
    steps: Step | None
    definitions: list[Definition]


def explain(
    base: RuleBase,
    agreement: Agreement,
    computer: Computer,
    term: str,
    asked: date | Month,
    typed: str | None = None,
) -> Explain:
    """Compute a term, with every step; the arguments are those of `calc`."""
    reckoner = Reckoner(base, agreement, computer)
    when = find_date(agreement.timeline, asked, computer.known_on)
    value = reckoner.value(term, when, traced=True)
    steps: Step | None = None
    if value["answered"] and value["on"] is not None:
        day = date.fromisoformat(value["on"])
        found = computer.on(day, traced=True).compute(term)
        steps = _step(found.trace, reckoner, found) if found.trace is not None else None
    return {
        "schema": "hereof/explain/1",
        "asked": asked_view(term if typed is None else typed, asked, computer.known_on),
        "agreement": {"id": agreement.id, "title": agreement.title},
        "term": term,
        "known": knowledge(base, agreement, computer.known_on),
        "data": data_view(computer, reckoner.remarks),
        "value": value,
        "steps": steps,
        "definitions": reckoner.definitions,
    }


def _step(trace: Trace, reckoner: Reckoner, within: Computed) -> Step:
    steps = [_step(child, reckoner, owner) for child, owner in inner_steps(trace, within)]
    return step_view(trace, reckoner, within, steps)


def inner_steps(trace: Trace, within: Computed) -> list[tuple[Trace, Computed]]:
    """Give the steps that a step rests on, each with what it is a step of.

    What another definition computed is that definition's last step.
    """
    source = trace.source
    if isinstance(source, Computed) and source.trace is not None:
        return [(source.trace, source)]
    return [(child, within) for child in trace.children]


def step_view(trace: Trace, reckoner: Reckoner, within: Computed, steps: list[Step]) -> Step:
    """Give one step as a view."""
    node, span = trace.node, trace.span
    return {
        "kind": KINDS.get(type(node), "step"),
        "formula": str(node) if isinstance(node, Input) else notation(node),
        "value": figure(trace.value, _dimension(trace, reckoner, within)),
        "words": " ".join(span.text.split()) if span else None,
        "place": span.place if span else None,
        "note": trace.note,
        "source": _source(trace.source, reckoner),
        "steps": steps,
    }


def _dimension(trace: Trace, reckoner: Reckoner, within: Computed) -> str:
    node = trace.node
    if isinstance(node, Input):
        return reckoner.kinds.of(node.quantity, within.on, trace.value)
    if isinstance(node, f.Input):
        return reckoner.kinds.of(node.term, within.on, trace.value)
    return reckoner.kinds.of_expression(node, within.on)


def _source(source: object, reckoner: Reckoner) -> str:
    if isinstance(source, Datum):
        return f"{source.place.source.path}, line {source.line}"
    if isinstance(source, Computed):
        by = reckoner.by(source)
        how = {
            "formula": f"by {by}",
            "calendar": "by the calendar",
            "elsewhere": "as defined elsewhere",
            "data": ", ".join(_source(each, reckoner) for each in source.figures),
        }
        return how.get(source.how, source.how)
    return "" if source is None else str(source)


def on_text(value: ValueOn) -> str:
    """Say the date of a value."""
    return spoken_iso(value["on"]) if value["on"] else ""
