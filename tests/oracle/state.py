"""The words of one term, and what one paragraph makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from hereof.model import operation as o
from hereof.model.words import Quotation, Words, WordsKind
from oracle.words import (
    Draft,
    MisfitError,
    amend_clause,
    insert_phrase,
    replace_phrase,
    whole_places,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.model.meaning import Meaning

Whole = TypeVar("Whole", o.Define, o.Replace)


@frozen
class State:
    """The words of a term after some of the steps.

    Attributes:
        kind: undefined, stands, deleted, dropped or failed.
        text: The words on file.
        construed: What words not on file are taken to say.
        has_reason: Whether words not on file stand beside a construction.
        edits: The paragraphs that edited words not on file.
        failed: The paragraph whose guard failed.
        taken_from: The agreement whose definition this is, if another's.
    """

    kind: str
    text: str = ""
    on_file: bool = True
    construed: str | None = None
    has_reason: bool = False
    edits: frozenset[str] = frozenset()
    failed: str = ""
    classes: tuple[str, ...] = ()
    taken_from: str = ""
    meaning: Meaning | None = None

    @property
    def outcome(self) -> str:
        """The named outcome."""
        if self.kind != "stands":
            return {"deleted": "deleted", "failed": "guard failed"}.get(self.kind, "not in force")
        if self.on_file:
            return "in force"
        return (
            "in force as construed" if self.has_reason and not self.edits else "words not on file"
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What tells one outcome from another."""
        if self.kind != "stands":
            return self.outcome, self.failed
        return self.outcome, self.text, self.construed, self.edits, self.classes, self.taken_from


NOTHING = State("undefined")


def carry_out(operations: Sequence[o.Operation], term: str, who: str, state: State) -> State:
    """Carry out all that one paragraph does to a term, or none of it."""
    draft = Draft(state.text)
    after = state
    try:
        for operation in operations:
            after = _one(operation, term, who, after, draft)
    except MisfitError:
        return evolve(state, kind="failed", failed=who)
    return after


def _one(operation: o.Operation, term: str, who: str, state: State, draft: Draft) -> State:
    if isinstance(operation, o.Restate):
        for definition in operation.definitions:
            if definition.subject == term:
                return _whole(definition.words, definition.meaning, draft)
        if term in operation.surviving:
            _must_be_there(state)
            return state
        if state.kind in ("undefined", "deleted") or state.taken_from:
            return state
        return State("dropped")
    if isinstance(operation, o.ReplaceThroughout):
        return _throughout(operation, who, state, draft)
    if isinstance(operation, o.Define):
        if state.kind == "stands" and not state.taken_from:
            raise MisfitError
        return _whole(operation.words, operation.meaning, draft)
    if isinstance(operation, o.SetClasses):
        if state.kind == "stands":
            raise MisfitError
        words = operation.words
        is_quoted = words is None or words.kind is WordsKind.QUOTED
        reason = words is not None and words.because is not None
        return _listed(State("stands", on_file=is_quoted, has_reason=reason), operation.names)
    _must_be_there(state)
    if isinstance(operation, o.Replace):
        return _whole(operation.words, operation.meaning, draft)
    if isinstance(operation, o.Delete):
        return State("deleted")
    if state.kind == "failed":
        return state
    if isinstance(operation, o.AddClass | o.RemoveClass):
        return _other_classes(operation, state)
    assert isinstance(operation, o.ReplacePhrase | o.InsertPhrase | o.AmendClause), operation
    if not state.on_file:
        return evolve(state, edits=state.edits | {who}, meaning=None)
    if isinstance(operation, o.ReplacePhrase):
        replace_phrase(draft, operation.old, operation.new, operation.occurrences)
    elif isinstance(operation, o.InsertPhrase):
        insert_phrase(draft, operation.new, operation.side, operation.anchor, operation.occurrences)
    else:
        amend_clause(draft, operation)
    text = draft.text.strip(" ")
    if operation.result is not None and operation.result != text:
        raise MisfitError
    return evolve(state, text=text, meaning=operation.meaning)


def _throughout(operation: o.ReplaceThroughout, who: str, state: State, draft: Draft) -> State:
    if state.kind != "stands" or state.taken_from:
        return state
    if not state.on_file:
        return evolve(state, edits=state.edits | {who}, meaning=None)
    if not whole_places(draft.text, operation.old):
        return state
    everywhere = o.Occurrences(exactly=None, pick=None)
    replace_phrase(draft, operation.old, operation.new, everywhere)
    return evolve(state, text=draft.text.strip(" "), meaning=None)


def _must_be_there(state: State) -> None:
    if state.kind in ("undefined", "dropped", "deleted"):
        raise MisfitError


def _whole(words: Words, meaning: Meaning | None, draft: Draft) -> State:
    text = "Reserved" if words.kind is WordsKind.RESERVED else ""
    if words.kind is WordsKind.QUOTED and words.quotation is not None:
        text = words.quotation.text
    draft.text, draft.fresh = text, [(0, len(text))]
    return State(
        "stands",
        text=text.strip(" "),
        on_file=words.kind is not WordsKind.NOT_ON_FILE,
        construed=words.construed,
        has_reason=words.because is not None,
        meaning=meaning,
    )


def _listed(state: State, names: tuple[str, ...]) -> State:
    text = ", ".join(names)
    if state.on_file:
        return evolve(state, classes=names, text=text)
    return evolve(state, classes=names, construed=text)


def _other_classes(operation: o.AddClass | o.RemoveClass, state: State) -> State:
    names = list(state.classes)
    if isinstance(operation, o.RemoveClass):
        if operation.name not in names:
            raise MisfitError
        names.remove(operation.name)
    else:
        if operation.name in names or operation.anchor not in names:
            raise MisfitError
        at = names.index(operation.anchor) + (operation.side is o.Side.AFTER)
        names.insert(at, operation.name)
    return _listed(state, tuple(names))


def corrected(operation: o.Operation, correction: o.Correct) -> o.Operation:
    """Give an operation as a correction has it read."""
    if isinstance(operation, o.Restate):
        definitions = tuple(_with_words(d, correction) for d in operation.definitions)
        return evolve(operation, definitions=definitions)
    if isinstance(operation, o.Define):
        return _with_words(operation, correction)
    if isinstance(operation, o.Replace):
        return _with_words(operation, correction)
    if isinstance(operation, o.AmendClause) and operation.words is not None:
        words = _mended(operation.words, correction)
        if words == operation.words:
            return operation
        return evolve(operation, words=words, result=None)
    if isinstance(operation, o.ReplacePhrase | o.InsertPhrase):
        new = _mended_text(operation.new, correction)
        return operation if new == operation.new else evolve(operation, new=new, result=None)
    if isinstance(operation, o.ReplaceThroughout):
        return evolve(operation, new=_mended_text(operation.new, correction))
    return operation


def _with_words(operation: Whole, correction: o.Correct) -> Whole:
    old = operation.words.quotation
    new = _mended(old, correction) if old else None
    if old == new:
        return operation
    return evolve(operation, words=evolve(operation.words, quotation=new), meaning=None)


def _mended(quotation: Quotation, correction: o.Correct) -> Quotation:
    return evolve(quotation, text=_mended_text(quotation.text, correction))


def _mended_text(text: str, correction: o.Correct) -> str:
    if correction.words is not None:
        return correction.words.text
    places = whole_places(text, correction.old)
    if len(places) != 1:
        return text
    return text[: places[0]] + correction.new + text[places[0] + len(correction.old) :]
