"""The words of one subject at one point of the fold."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from attrs import evolve

from hereof.frozen import frozen
from hereof.timeline.edits import Run, joined

if TYPE_CHECKING:
    from hereof.model.meaning import Meaning
    from hereof.model.words import Reason
    from hereof.timeline.step import Place, Step


class Status(enum.Enum):
    """Whether words stand."""

    UNDEFINED = "undefined"
    STANDS = "stands"
    DELETED = "deleted"
    DROPPED = "dropped"
    FAILED = "failed"


@frozen
class State:
    """The words of one subject, and who put them there.

    Attributes:
        status: Whether words stand, were deleted, dropped by a restatement, or an edit failed.
        runs: The words on file.
        on_file: Whether the words are on file.
        reserved: Whether the definition says "Reserved".
        construed: Where the words are not on file, what they are taken to say.
        because: The reason for what is construed.
        is_construed: Whether words not on file stand beside a construction.
        edited_by: Edits made to words that are not on file.
        meaning: What the term means; none where not stated, or stated of other words.
        base: The paragraph that set the whole definition.
        applied: The paragraphs that edited it since.
        failed: The paragraph whose guard failed, and why.
        why: The reason of the failure.
        classes: For the list of Classes, the list.
        incorporated_from: The agreement whose definition this is, if another's.
        before: While a step that names places by ordinals is carried out, the words before it.
    """

    status: Status
    runs: tuple[Run, ...] = ()
    on_file: bool = True
    reserved: bool = False
    construed: str | None = None
    because: Reason | None = None
    edited_by: tuple[Step, ...] = ()
    meaning: Meaning | None = None
    base: Place | None = None
    applied: tuple[Place, ...] = ()
    failed: Step | None = None
    why: str = ""
    classes: tuple[str, ...] = ()
    incorporated_from: str = ""
    before: str | None = None

    @property
    def words(self) -> str:
        """The words on file, in one line."""
        return joined(self.runs)

    @property
    def is_construed(self) -> bool:
        """Whether a construction stands for words that are not on file."""
        return not self.on_file and self.because is not None and not self.edited_by

    def key(self) -> tuple[Any, ...]:
        """What two states must share to be the same words."""
        edits = frozenset(id(step) for step in self.edited_by)
        return (
            self.status,
            self.words,
            self.on_file,
            self.reserved,
            self.construed,
            edits,
            id(self.failed) if self.failed else 0,
            self.classes,
            self.incorporated_from,
        )


UNDEFINED = State(Status.UNDEFINED)
"""Nothing has been said of the subject."""


def words_of(state: State) -> str | None:
    """Give the words to compare: on file, or as construed; empty where none are in force.

    Returns:
        Nothing where a definition stands, or may stand, whose words cannot be given.
    """
    if state.status is Status.STANDS:
        return state.words if state.on_file else (state.construed if state.is_construed else None)
    return None if state.status is Status.FAILED else ""


def failed(state: State, step: Step, why: str) -> State:
    """Give the state after a step whose guard fails."""
    return evolve(state, status=Status.FAILED, failed=step, why=why)
