"""What one paragraph changes in the words that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.redline.pieces import Kind, Piece, Pieces, changes, joined, kept
from hereof.redline.words import compared, legible
from hereof.timeline.apply import apply
from hereof.timeline.edits import Run
from hereof.timeline.state import words_of
from hereof.timeline.step import Step
from hereof.tokens import cuts_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.redline.causes import Cause
    from hereof.redline.path import Stage


@frozen(eq=False)
class _Mark(Step):
    """Stands for who put a word there, so that the word is known again after an edit."""

    at: int = 0


def pieces_of(stage: Stage, by: Cause) -> Pieces | None:
    """Give what a paragraph changes: an edit exactly its own words, a new definition by word.

    Returns:
        Nothing where the words before or after it cannot be given.
    """
    old, new = words_of(stage.before), words_of(stage.after)
    if old is None or new is None:
        return None
    if stage.after is stage.before:
        return kept(old)
    is_edit = not (stage.is_whole or stage.rereads or stage.after.classes)
    if is_edit and stage.before.on_file and stage.after.on_file:
        found = _edited(stage, old, by)
        if found is not None:
            return found
    return legible(compared(old, new, by))


def _edited(stage: Stage, old: str, by: Cause) -> Pieces | None:
    """Follow each word through an edit."""
    step = stage.place.step
    words = list(_words(old))
    marks = tuple(
        Run(text, _Mark(step.provision, step.subject, (), n)) for n, text in enumerate(words)
    )
    after = apply(stage.place, evolve(stage.before, runs=marks))
    found: list[Piece] = []
    at = 0
    for run in after.runs:
        if not isinstance(run.step, _Mark):
            found.append(Piece(Kind.INSERTED, run.text, by))
            continue
        gone = words[at : run.step.at]
        found.append(Piece(Kind.DELETED, "".join(gone), by))
        found.append(Piece(Kind.KEPT, run.text))
        at = run.step.at + 1
        if run.text != words[run.step.at]:
            return None
    found.append(Piece(Kind.DELETED, "".join(words[at:]), by))
    return joined(_in_clauses(_deleted_first(joined(found)), stage, by))


def _words(text: str) -> Iterator[str]:
    """Cut a text wherever an edit may cut it."""
    start = 0
    for at in range(1, len(text)):
        if not cuts_token(text, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _deleted_first(pieces: Pieces) -> Iterator[Piece]:
    for is_changed, stretch in changes(pieces):
        is_pair = is_changed and [each.kind for each in stretch] == [Kind.INSERTED, Kind.DELETED]
        yield from reversed(stretch) if is_pair else stretch


def _in_clauses(pieces: Iterator[Piece], stage: Stage, by: Cause) -> Iterator[Piece]:
    """Compare within a clause that is replaced whole, which an edit of a phrase is not."""
    clauses = {
        operation.clause
        for operation in stage.place.operations
        if isinstance(operation, o.AmendClause) and operation.words and not operation.anchor
    }
    for is_changed, stretch in changes(pieces):
        is_pair = is_changed and [each.kind for each in stretch] == [Kind.DELETED, Kind.INSERTED]
        letter = stretch[-1].text.split(maxsplit=1)[:1] if is_pair else []
        if letter and any(clause.endswith(letter[0]) for clause in clauses):
            yield from legible(compared(stretch[0].text, stretch[1].text, by))
        else:
            yield from stretch
