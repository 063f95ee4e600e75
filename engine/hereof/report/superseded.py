"""Why a paragraph that is in force changes none of the words in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.model import operation as o
from hereof.report.which import paragraph_name
from hereof.timeline.resolve import Point

if TYPE_CHECKING:
    from datetime import date

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Place, Provision, Step
    from hereof.timeline.term import Cell, TermTimeline


def superseded(
    provision: Provision, timeline: AgreementTimeline, on: date, known_on: date | None
) -> str:
    """Say why nothing that a paragraph does is left at a point, each reason once."""
    found: dict[str, None] = {}
    for subject in timeline.subjects:
        term = timeline.term(subject)
        mine = [s for s in (*term.steps, *term.suspensions) if s.provision is provision]
        if mine:
            cell = term.in_force(on, known_on)
            found |= {_why(term, cell, step, on, known_on): None for step in mine}
    found.pop("", None)
    return "; ".join(found) or "it finds none of the words that it would change"


def _why(term: TermTimeline, cell: Cell, step: Step, on: date, known_on: date | None) -> str:
    for place, other, ruling in Point(term.rulings, on, known_on).defeats(term.steps):
        if place.step is step:
            said = f"{paragraph_name(other.step.provision)} prevails over it"
            by = ruling.provision
            is_own = by.entry is other.step.provision.entry
            return said if is_own else f"{said}, as {paragraph_name(by)} says"
    for lapse in cell.lapsed:
        if lapse.suspension.step is step:
            return f"the definition on which it lay was ended by {_name(lapse.ended_by)}"
    if step in cell.folded.failures and step not in cell.folded.succeeded:
        return f"it cannot be carried out: {cell.folded.failures[step]}"
    return _after(cell, step)


def _after(cell: Cell, step: Step) -> str:
    """Say what came first after a paragraph and set the whole definition otherwise."""
    steps = [place.step for place in cell.places]
    after = steps[steps.index(step) + 1 :] if step in steps else []
    for other in after:
        does = next((says for each in other.operations if (says := _whole(each, step))), "")
        if does and other in cell.folded.succeeded:
            return f"{does} {paragraph_name(other.provision)}"
    return ""


def _whole(operation: o.Operation, step: Step) -> str:
    """Say what an operation makes of all that a paragraph did; nothing where it leaves it be."""
    it = "what it deleted" if _deletes(step) else "the definition that it changed"
    if isinstance(operation, o.Define):
        return f"{it} was defined anew by"
    if isinstance(operation, o.Replace):
        return f"{it} was replaced by"
    if isinstance(operation, o.Delete):
        return f"{it} was deleted by"
    if not isinstance(operation, o.Restate) or step.subject in operation.surviving:
        return ""
    if any(each.subject == step.subject for each in operation.definitions):
        return f"{it} was restated by"
    return "" if _deletes(step) else f"{it} was left out of the text as restated by"


def _deletes(step: Step) -> bool:
    return isinstance(step.operations[-1], o.Delete)


def _name(place: Place) -> str:
    return paragraph_name(place.step.provision)
