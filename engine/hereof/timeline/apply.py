"""Carries out one step: all operations of a paragraph on one subject, or none."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from attrs import evolve

from hereof.model import operation as o
from hereof.model.words import WordsKind
from hereof.timeline import edits
from hereof.timeline.clauses import find_clause
from hereof.timeline.edits import GuardFailedError, Run
from hereof.timeline.state import State, Status, failed

if TYPE_CHECKING:
    from hereof.model.words import Words
    from hereof.timeline.step import Place


def apply(place: Place, state: State) -> State:
    """Give the state after a step; where a guard fails, that is the state."""
    if place.misfit is not None:
        return failed(state, place.misfit.step, place.misfit.why)
    before = state
    if len(place.operations) > 1 and any(map(_counts, place.operations)):
        state = evolve(state, runs=edits.placed(state.runs), before=state.words)
    try:
        for operation in place.operations:
            state = _carry_out(operation, place, state)
    except GuardFailedError as failure:
        return failed(before, place.step, str(failure))
    if state.runs is not before.runs:
        state = evolve(state, runs=edits.settled(state.runs), before=None)
    return state


def _counts(operation: o.Operation) -> bool:
    """Tell whether an edit names its place by an ordinal."""
    if isinstance(operation, o.ReplacePhrase | o.InsertPhrase):
        return operation.occurrences.pick is not None
    return False


@singledispatch
def _carry_out(operation: object, place: Place, state: State) -> State:
    raise TypeError(f"no way to carry out {operation!r} in {place.step}: {state.status}")


@_carry_out.register(o.Define)
def _(operation: o.Define, place: Place, state: State) -> State:
    if state.status is Status.STANDS and not state.incorporated_from:
        raise GuardFailedError("the term is already defined")
    return _whole(operation.words, operation.meaning, place)


@_carry_out.register(o.Replace)
def _(operation: o.Replace, place: Place, state: State) -> State:
    _in_force(state)
    return _whole(operation.words, operation.meaning, place)


@_carry_out.register(o.Delete)
def _(_operation: o.Delete, place: Place, state: State) -> State:
    _in_force(state)
    return State(Status.DELETED, base=place)


@_carry_out.register(o.Restate)
def _(operation: o.Restate, place: Place, state: State) -> State:
    subject = place.step.subject
    for definition in operation.definitions:
        if definition.subject == subject:
            return _whole(definition.words, definition.meaning, place)
    if subject in operation.surviving:
        _in_force(state)
        return state
    if state.status in (Status.UNDEFINED, Status.DELETED) or state.incorporated_from:
        return state
    return State(Status.DROPPED, base=place)


@_carry_out.register(o.ReplacePhrase)
def _(operation: o.ReplacePhrase, place: Place, state: State) -> State:
    if _skips(state):
        return _off_file(state, place)
    runs = edits.replace_phrase(
        state.runs,
        operation.old,
        operation.new,
        operation.occurrences,
        place.step,
        state.before,
    )
    return _edited(operation, place, state, runs)


@_carry_out.register(o.InsertPhrase)
def _(operation: o.InsertPhrase, place: Place, state: State) -> State:
    if _skips(state):
        return _off_file(state, place)
    runs = edits.insert_phrase(
        state.runs,
        operation.new,
        operation.side,
        operation.anchor,
        operation.occurrences,
        place.step,
        state.before,
    )
    return _edited(operation, place, state, runs)


@_carry_out.register(o.AmendClause)
def _(operation: o.AmendClause, place: Place, state: State) -> State:
    if _skips(state):
        return _off_file(state, place)
    text = state.words
    start, end = find_clause(text, operation.anchor or operation.clause)
    if operation.anchor is not None:
        _no_such_clause(text, operation.clause)
        start = end = start if operation.side is o.Side.BEFORE else end
    new = operation.words.text if operation.words else ""
    if new and end < len(text) and text[end : end + 1] != " ":
        new += " "
    if new and start > 0 and text[start - 1] != " ":
        new = " " + new
    runs = edits.replace_range(state.runs, start, end, new, place.step)
    return _edited(operation, place, state, runs)


@_carry_out.register(o.ReplaceThroughout)
def _(operation: o.ReplaceThroughout, place: Place, state: State) -> State:
    if state.status is not Status.STANDS or state.incorporated_from:
        return state
    if not state.on_file:
        return _off_file(state, place)
    if not edits.occurrences(state.words, operation.old):
        return state
    everywhere = o.Occurrences(exactly=None, pick=None)
    runs = edits.replace_phrase(state.runs, operation.old, operation.new, everywhere, place.step)
    return evolve(state, runs=runs, meaning=None, applied=_applied(state, place))


@_carry_out.register(o.SetClasses)
def _(operation: o.SetClasses, place: Place, state: State) -> State:
    if state.status is Status.STANDS:
        raise GuardFailedError("the Classes are already listed")
    words = operation.words
    return _listed(
        State(
            Status.STANDS,
            on_file=words is None or words.kind is WordsKind.QUOTED,
            because=words.because if words else None,
            base=place,
        ),
        operation.names,
        place,
    )


@_carry_out.register(o.AddClass)
def _(operation: o.AddClass, place: Place, state: State) -> State:
    _in_force(state)
    if state.status is Status.FAILED:
        return state
    if operation.name in state.classes:
        raise GuardFailedError(f"Class {operation.name} is already in the list")
    if operation.anchor not in state.classes:
        raise GuardFailedError(f"there is no Class {operation.anchor} in the list")
    at = state.classes.index(operation.anchor) + (operation.side is o.Side.AFTER)
    names = (*state.classes[:at], operation.name, *state.classes[at:])
    return evolve(_listed(state, names, place), applied=_applied(state, place))


@_carry_out.register(o.RemoveClass)
def _(operation: o.RemoveClass, place: Place, state: State) -> State:
    _in_force(state)
    if state.status is Status.FAILED:
        return state
    if operation.name not in state.classes:
        raise GuardFailedError(f"there is no Class {operation.name} in the list")
    names = tuple(name for name in state.classes if name != operation.name)
    return evolve(_listed(state, names, place), applied=_applied(state, place))


def _listed(state: State, names: tuple[str, ...], place: Place) -> State:
    text = ", ".join(names)
    if state.on_file:
        return evolve(state, classes=names, runs=(Run(text, place.step),))
    return evolve(state, classes=names, construed=text)


def _whole(words: Words, meaning: object, place: Place) -> State:
    runs: tuple[Run, ...] = ()
    if words.kind is WordsKind.QUOTED and words.quotation is not None:
        runs = (Run(words.quotation.text, place.step),)
    elif words.kind is WordsKind.RESERVED:
        runs = (Run("Reserved", place.step),)
    return State(
        Status.STANDS,
        runs=runs,
        on_file=words.kind is not WordsKind.NOT_ON_FILE,
        reserved=words.kind is WordsKind.RESERVED,
        construed=words.construed,
        because=words.because,
        meaning=meaning,  # type: ignore[arg-type]
        base=place,
    )


def _in_force(state: State) -> None:
    if state.status in (Status.UNDEFINED, Status.DROPPED):
        raise GuardFailedError("the term is not in force")
    if state.status is Status.DELETED:
        raise GuardFailedError("the definition was deleted")


def _skips(state: State) -> bool:
    """Tell whether an edit has no words to work on: they are not on file, or already in doubt."""
    _in_force(state)
    return state.status is Status.FAILED or not state.on_file


def _off_file(state: State, place: Place) -> State:
    if state.status is Status.FAILED or place.step in state.edited_by:
        return state
    return evolve(
        state,
        edited_by=(*state.edited_by, place.step),
        meaning=None,
        applied=(*state.applied, place),
    )


def _no_such_clause(text: str, clause: str) -> None:
    try:
        find_clause(text, clause)
    except GuardFailedError:
        return
    raise GuardFailedError(f"there is already a clause `{clause}`")


def _edited(
    operation: o.ReplacePhrase | o.InsertPhrase | o.AmendClause,
    place: Place,
    state: State,
    runs: tuple[Run, ...],
) -> State:
    if operation.result is not None:
        text = edits.joined(edits.settled(runs))
        if text != operation.result:
            raise GuardFailedError(f"the result reads `{text}`, not `{operation.result}`")
    return evolve(state, runs=runs, meaning=operation.meaning, applied=_applied(state, place))


def _applied(state: State, place: Place) -> tuple[Place, ...]:
    """Give the paragraphs that edited a definition, with this one once, whatever it does."""
    applied = state.applied
    return applied if applied and applied[-1].step is place.step else (*applied, place)
