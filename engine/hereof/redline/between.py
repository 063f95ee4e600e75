"""The redline between two points of the plane: what each paragraph between them changed.

The paths to both points are compared. What only the first has is undone, last first; what
only the second has is done, in order, so that each change is by the paragraph that first made
it: what one struck stays struck by it, though a later one replaces the whole definition. A
paragraph that both have, with others between them now, is undone and done again, and of that
nothing is left to see (`settling.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.frozen import frozen
from hereof.redline.causes import done_by, undone_by
from hereof.redline.path import path, words_after
from hereof.redline.pieces import composed, kept, old_words, turned
from hereof.redline.settling import settled, taken_up
from hereof.redline.steps import pieces_of
from hereof.redline.words import compared, legible
from hereof.timeline.state import words_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date

    from hereof.redline.causes import Cause
    from hereof.redline.path import Stage
    from hereof.redline.pieces import Pieces
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
    walk.go(old[start:], new[other:], {stage.place.step for stage in new})
    if walk.text != after and new:
        walk.move(after, None, done_by(new[-1]))
    return settled(walk.pieces, walk.again)


def authored(timeline: AgreementTimeline, subject: str, when: When) -> Pieces | None:
    """Give the words at a point as put in by who put them there, a correction its own words.

    Who replaces a definition puts all of its words there, as `State.runs` has it.

    Returns:
        Pieces, all inserted; nothing where the words cannot be given.
    """
    stages = path(timeline, subject, when.on, when.known_on)
    words = words_after(stages)
    wholes = [n for n, stage in enumerate(stages) if stage.is_whole and not stage.rereads]
    if not words or not wholes:
        return None
    walk = _Walk("", when)
    walk.go([], stages[wholes[-1] :], set())
    return walk.pieces if walk.text == words else None


def _common(old: list[Stage], new: list[Stage]) -> tuple[int, int]:
    """Give how much of both paths need not be walked: up to the last definition both have."""
    start = other = 0
    for n, stage in enumerate(new):
        if stage.is_whole:
            for m, same in enumerate(old):
                if same.is_whole and same.does_as(stage):
                    start, other = m + 1, n + 1
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
        self._owed: Cause | None = None

    def go(self, old: list[Stage], new: list[Stage], left: AbstractSet[Step]) -> None:
        """Undo what only the first path has, and do what only the second has.

        Args:
            old: What is left of the first path.
            new: What is left of the second.
            left: The paragraphs of all of the second path.
        """
        after = {stage.key: stage for stage in new}
        both = {stage.key for stage in old} & after.keys()
        self.again = {step for step, _ in both}
        for stage in reversed(old):
            self._undo(stage, after.get(stage.key), is_left=stage.place.step in left)
        for stage in new:
            self._do(stage, is_again=stage.key in both)

    def _undo(self, stage: Stage, again: Stage | None, *, is_left: bool) -> None:
        if again is None:
            on, known_on = self._second.on, self._second.known_on
            cause = undone_by(stage, on, known_on, is_left=is_left)
        else:
            cause = evolve(done_by(again), undoes=True, takes_away=False)
        words = words_of(stage.before)
        if words is None:
            # What an edit finds that fails, or that has no words to work on, is further back.
            self._owed = self._owed or cause
        else:
            done = pieces_of(stage, cause)
            self.move(words, None if done is None else turned(done), self._owed or cause)
            self._owed = None

    def _do(self, stage: Stage, *, is_again: bool) -> None:
        cause = done_by(stage)
        words = words_of(stage.after)
        if words is not None:
            self.move(words, pieces_of(stage, cause), cause)
            if stage.is_whole:
                self.pieces = taken_up(self.pieces, cause)
        if is_again:
            # Else what is done next would be given to the undoing.
            self.pieces = settled(self.pieces, self.again)

    def move(self, words: str, pieces: Pieces | None, by: Cause) -> None:
        """Take up a redline to other words; by word, where none begins with these."""
        if pieces is None or old_words(pieces) != self.text:
            pieces = legible(compared(self.text, words, by))
        self.pieces = composed(self.pieces, pieces)
        self.text = words
