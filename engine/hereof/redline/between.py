"""The redline between two points of the plane: what each paragraph between them changed.

The paths to both points are compared. What only the first has is undone, last first; what
only the second has is done, in order. A paragraph that both have, with others between them
now, is undone and done again, and of that nothing is left to see (`settling.py`). Where the
second path sets the whole definition anew, that is compared with the first words: whoever
replaces a definition puts all of its words there, as `State.runs` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.frozen import frozen
from hereof.redline.causes import corrected_by, done_by, undone_by
from hereof.redline.path import path, words_after
from hereof.redline.pieces import Pieces, composed, kept, old_words, turned
from hereof.redline.settling import settled
from hereof.redline.steps import pieces_of
from hereof.redline.words import compared, legible
from hereof.timeline.state import words_of

if TYPE_CHECKING:
    from datetime import date

    from hereof.redline.causes import Cause
    from hereof.redline.path import Stage
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Step


@frozen
class When:
    """A point of the plane.

    Attributes:
        on: The date asked about.
        known_on: The date as of which the file is read; none: everything on file.
    """

    on: date
    known_on: date | None = None


def between(timeline: AgreementTimeline, subject: str, first: When, second: When) -> Pieces | None:
    """Give what becomes of a subject's words from one point to another.

    Both points must have one state each, which is no crossing.

    Returns:
        Pieces, in the order of the words; nothing where the words of either point cannot be
        given.
    """
    old = path(timeline, subject, first.on, first.known_on)
    new = path(timeline, subject, second.on, second.known_on)
    before, after = words_after(old), words_after(new)
    if before is None or after is None:
        return None
    start, other = _common(old, new)
    walk = _Walk(before, second)
    walk.go(old[start:], new[other:], (old[start - 1], new[other - 1]) if start and other else None)
    if walk.text != after and new:
        walk.move(after, None, done_by(new[-1]))
    return settled(walk.pieces, walk.again)


def _common(old: list[Stage], new: list[Stage]) -> tuple[int, int]:
    """Give how much of both paths need not be walked: up to the last definition both have."""
    start = other = 0
    for n, stage in enumerate(new):
        if stage.is_whole:
            for m, same in enumerate(old):
                if same.is_whole and same.place.step is stage.place.step:
                    start, other = m + 1, n + 1
    if start and not old[start - 1].does_as(new[other - 1]):
        return start, other
    for one, two in zip(old[start:], new[other:], strict=False):
        if not one.does_as(two) or words_of(one.after) != words_of(two.after):
            break
        start, other = start + 1, other + 1
    return start, other


class _Walk:
    """Collects the redline of one paragraph after the other."""

    def __init__(self, words: str, second: When) -> None:
        self.text = words
        self.pieces = kept(words)
        self.again: set[Step] = set()
        self._second = second

    def go(self, old: list[Stage], new: list[Stage], base: tuple[Stage, Stage] | None) -> None:
        """Undo what only the first path has, and do what only the second has."""
        before = {stage.place.step: stage for stage in old}
        after = {stage.place.step: stage for stage in new}
        self.again = set(before.keys() & after.keys())
        last = max((n for n, stage in enumerate(new) if stage.is_whole), default=None)
        if last is None:
            self._undo_all(old, after)
            if base is not None and not base[0].does_as(base[1]):
                self._replace(base[1], corrected_by(*base))
        else:
            edits = {stage.place.step for stage in new[last + 1 :]}
            while old and old[-1].place.step in edits:
                self._undo(old[-1], after)
                old = old[:-1]
            self._replace(new[last], done_by(new[last]))
        for stage in new if last is None else new[last + 1 :]:
            self._do(stage, before.get(stage.place.step))

    def _replace(self, stage: Stage, by: Cause) -> None:
        """Set whole words in the place of those that stand."""
        words = words_of(stage.after)
        if words is not None:
            self.move(words, None, by)

    def _undo_all(self, old: list[Stage], after: dict[Step, Stage]) -> None:
        """Undo edits one by one, and of several definitions all at once."""
        wholes = [n for n, stage in enumerate(old) if stage.is_whole]
        first, last = (wholes[0], wholes[-1]) if wholes else (0, -1)
        for stage in reversed(old[last + 1 :]):
            self._undo(stage, after)
        words = words_of(old[first].before) if wholes else None
        if words is not None:
            cause = undone_by(old[last], self._second.on, self._second.known_on)
            self.move(words, None, cause)
        for stage in reversed(old[:first]):
            self._undo(stage, after)

    def _undo(self, stage: Stage, after: dict[Step, Stage]) -> None:
        again = after.get(stage.place.step)
        if again is None:
            cause = undone_by(stage, self._second.on, self._second.known_on)
        else:
            made = done_by(again) if stage.does_as(again) else corrected_by(stage, again)
            cause = evolve(made, undoes=True)
        words = words_of(stage.before)
        if words is not None:
            done = pieces_of(stage, cause)
            self.move(words, None if done is None else turned(done), cause)

    def _do(self, stage: Stage, before: Stage | None) -> None:
        is_same = before is None or before.does_as(stage)
        cause = done_by(stage) if is_same or before is None else corrected_by(before, stage)
        words = words_of(stage.after)
        if words is not None:
            self.move(words, pieces_of(stage, cause), cause)

    def move(self, words: str, pieces: Pieces | None, by: Cause) -> None:
        """Take up a redline to other words; by word, where none begins with these."""
        if pieces is None or old_words(pieces) != self.text:
            pieces = legible(compared(self.text, words, by))
        self.pieces = composed(self.pieces, pieces)
        self.text = words
