"""What `check` finds of one term over time, where its fate may surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.diagnostics import Diagnostic, Label, warning
from hereof.model import operation as o
from hereof.timeline.resolve import Point
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.timeline.step import Place
    from hereof.timeline.term import TermTimeline


def check_lapsed(term: TermTimeline) -> Iterator[Diagnostic]:
    """Warn of a suspension or waiver that does not lie on the definition then in force."""
    seen: set[tuple[int, int]] = set()
    for start, _, cell in term.row().stretches():
        if cell.suspensions or cell.is_crossing or cell.states[0].status is not Status.STANDS:
            continue
        for each in cell.lapsed:
            key = id(each.suspension.step), id(each.ended_by.step)
            if key in seen:
                continue
            seen.add(key)
            yield warning(
                "waiver-lapsed",
                f"from {spoken(start)} `{each.suspension.step}` does not lie on `{term.subject}`: "
                f"`{each.ended_by.step}` {_does(each.ended_by)}",
                Label(each.suspension.operations[0].span, "suspended or waived here"),
                Label(each.ended_by.step.operations[0].span, "another definition from here on"),
                help="if a document says that it goes on, suspend or waive the term again in the "
                "paragraph that says so",
            )


def check_defeats(term: TermTimeline) -> Iterator[Diagnostic]:
    """Warn where an edit prevails over a whole definition, so that the words before are edited."""
    if not any(_prevails(ruling.operation) for ruling in term.rulings.orders):
        return
    seen: set[tuple[int, int]] = set()
    for day in term.effective_days():
        for whole, edit, ruling in Point(term.rulings, day, None).defeats(term.steps):
            key = id(whole.step), id(edit.step)
            if key in seen or not _sets(whole, term.subject) or not _only_edits(edit):
                continue
            seen.add(key)
            yield warning(
                "whole-defeated",
                f"from {spoken(day)} `{edit.step}` edits `{term.subject}` and prevails over "
                f"`{whole.step}`, which gives the whole definition: it is the words before that "
                "one that are edited and in force",
                Label(edit.step.operations[0].span, "the edit"),
                Label(whole.step.operations[0].span, "the whole definition, not carried out"),
                Label(ruling.operation.span, "said to prevail"),
                help="if the edit is of the new definition, write `follows` for `prevails over`",
            )


def _prevails(operation: o.InstrumentOperation) -> bool:
    return isinstance(operation, o.Order) and operation.prevails


def _sets(place: Place, subject: str) -> bool:
    return any(
        isinstance(operation, o.Define | o.Replace)
        or (
            isinstance(operation, o.Restate)
            and any(definition.subject == subject for definition in operation.definitions)
        )
        for operation in place.operations
    )


def _only_edits(place: Place) -> bool:
    edits = o.ReplacePhrase | o.InsertPhrase | o.AmendClause | o.ReplaceThroughout
    return all(isinstance(operation, edits) for operation in place.operations)


def _does(place: Place) -> str:
    for operation in place.operations:
        if isinstance(operation, o.Restate):
            return "restates it, and does not say that the waiver goes on"
        if isinstance(operation, o.Delete):
            return "deletes the definition on which it lay"
    return "defines it anew"
