"""What `check` finds of one term over time, where its fate may surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.diagnostics import Diagnostic, Label, warning
from hereof.model import operation as o
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


def _does(place: Place) -> str:
    for operation in place.operations:
        if isinstance(operation, o.Restate):
            return "restates it, and does not say that the waiver goes on"
        if isinstance(operation, o.Delete):
            return "deletes the definition on which it lay"
    return "defines it anew"
