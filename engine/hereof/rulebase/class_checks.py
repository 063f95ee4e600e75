"""What `check` finds of Classes: definitions that name one which the list lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.model.formulas import owners_in as all_owners
from hereof.model.meaning import ClassList, Formula
from hereof.model.names import CLASSES
from hereof.timeline.classes import UnknownClassError, members, owners_in, ranges_in
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Place
    from hereof.timeline.term import TermTimeline


def check_classes(timeline: AgreementTimeline, term: TermTimeline) -> Iterator[Diagnostic]:
    """Refuse a definition that names an unknown Class, and warn where the list loses one.

    A definition is at fault that on its own first day names a Class which the list then
    lacks. Where the list changes beneath words that stand, nobody wrote a wrong name, and
    what the words mean from then on is for the parties to say.
    """
    if CLASSES not in timeline.subjects or term.subject == CLASSES:
        return
    seen: set[str] = set()
    listed = timeline.term(CLASSES).row().starts
    for start, until, cell in term.row().stretches():
        changes = [day for day in listed if start < day and (until is None or day < until)]
        for day in (start, *changes):
            for state in cell.states:
                message = class_fault(timeline, state, day)
                if message and state.base is not None and message not in seen:
                    seen.add(message)
                    by = _unknown if day == start else _removed
                    yield by(timeline, term.subject, state, day, message)


def _unknown(
    timeline: AgreementTimeline, subject: str, state: State, on: date, message: str
) -> Diagnostic:
    return error(
        "class-unknown",
        f"{message}, which the definition of `{subject}` names",
        *_named(state),
        *_list_place(timeline, on),
        help="correct the name, or add the Class to the list",
    )


def _removed(
    timeline: AgreementTimeline, subject: str, state: State, on: date, message: str
) -> Diagnostic:
    return warning(
        "class-removed",
        f"from {spoken(on)} {message}, which the definition of `{subject}` still names",
        *_named(state),
        *_list_place(timeline, on, "the list was changed here"),
        help="if a document says what the words then mean, encode it; until then a range with "
        "that end cannot be resolved",
    )


def _named(state: State) -> Iterator[Label]:
    place = _last(state)
    if place is not None:
        yield Label(place.step.operations[0].span, "named here")


def _list_place(
    timeline: AgreementTimeline, on: date, text: str = "the list of Classes"
) -> Iterator[Label]:
    place = _last(timeline.term(CLASSES).in_force(on).states[0])
    if place is not None:
        yield Label(place.step.operations[0].span, text)


def _last(state: State) -> Place | None:
    return state.applied[-1] if state.applied else state.base


def class_fault(timeline: AgreementTimeline, state: State, on: date) -> str:
    """Say which range of a definition names a Class that the list lacks; empty: none."""
    if state.status is not Status.STANDS:
        return ""
    names = timeline.term(CLASSES).in_force(on).states[0].classes
    if not names:
        return ""
    try:
        for found in ranges_in(state.words):
            members(names, found.first, found.last)
        meaning = state.meaning
        if isinstance(meaning, ClassList):
            owners_in((*meaning.items, *meaning.except_for), names)
        elif isinstance(meaning, Formula):
            for each in all_owners(meaning.expression):
                owners_in((*each.items, *each.except_for), names)
    except UnknownClassError as failure:
        return str(failure)
    return ""
