"""An answer: one named outcome, never a guess."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from datetime import date

    from hereof.timeline.step import Entry, Place, Provision
    from hereof.timeline.suspensions import Lapse
    from hereof.timeline.term import Cell


class Outcome(enum.Enum):
    """What can be said of a term at a point of the plane."""

    IN_FORCE = "in force"
    AS_CONSTRUED = "in force as construed"
    SUSPENDED = "suspended"
    DELETED = "deleted"
    NOT_IN_FORCE = "not in force"
    NOT_ON_FILE = "words not on file"
    CROSSING = "crossing"
    GUARD_FAILED = "guard failed"

    @property
    def is_answer(self) -> bool:
        """Tell whether words are given; the others are refusals."""
        return self in (Outcome.IN_FORCE, Outcome.AS_CONSTRUED)


_STANDS: Final = (Outcome.IN_FORCE, Outcome.AS_CONSTRUED, Outcome.NOT_ON_FILE)


@frozen(eq=False)
class Answer:
    """What is in force of a term on a date, as known on a date.

    Attributes:
        agreement: The agreement asked.
        subject: The term, Section or list of Classes.
        on: The date asked about.
        known_on: The date as of which the file is read; none: everything on file.
        outcome: The named outcome.
        beneath: For a suspension, the outcome beneath it; otherwise the same outcome.
        states: The state, or, for a crossing, every state that an open order leads to.
        suspensions: What suspends it, in the order of biting.
        pending: Paragraphs whose condition is not shown to be met.
        unexecuted: Instruments that would change it and are not executed as then known.
        latest: The latest executed instrument that the answer counts.
        cell: What the fold gave.
    """

    agreement: str
    subject: str
    on: date
    known_on: date | None
    outcome: Outcome
    beneath: Outcome
    states: tuple[State, ...]
    suspensions: tuple[Place, ...]
    pending: tuple[Provision, ...]
    unexecuted: tuple[Entry, ...]
    latest: Entry | None
    cell: Cell

    @property
    def lapsed(self) -> tuple[Lapse, ...]:
        """What suspended an earlier definition, where nothing suspends the one in force."""
        return self.cell.lapsed if self.outcome in _STANDS else ()

    @property
    def state(self) -> State:
        """The state; for a crossing the one in the order of biting."""
        return self.states[0]

    @property
    def words(self) -> str | None:
        """The words: on file, or as construed; nothing where there are none to give."""
        if self.beneath is Outcome.IN_FORCE:
            return self.state.words
        if self.beneath is Outcome.AS_CONSTRUED:
            return self.state.construed
        return None

    @property
    def governs(self) -> Provision | None:
        """The paragraph that last changed the definition."""
        if self.beneath not in (
            Outcome.IN_FORCE,
            Outcome.AS_CONSTRUED,
            Outcome.NOT_ON_FILE,
            Outcome.DELETED,
        ):
            return None
        credited = (*((self.state.base,) if self.state.base else ()), *self.state.applied)
        return credited[-1].step.provision if credited else None


def outcome_of(cell: Cell) -> tuple[Outcome, Outcome]:
    """Give the outcome of a cell, and the outcome beneath a suspension."""
    beneath = _beneath(cell)
    if cell.suspensions and beneath in _STANDS:
        return Outcome.SUSPENDED, beneath
    return beneath, beneath


def _beneath(cell: Cell) -> Outcome:
    if cell.is_crossing:
        return Outcome.CROSSING
    return state_outcome(cell.states[0])


def state_outcome(state: State) -> Outcome:
    """Give the outcome that a single state stands for."""
    if state.status is Status.STANDS:
        if state.on_file:
            return Outcome.IN_FORCE
        return Outcome.AS_CONSTRUED if state.is_construed else Outcome.NOT_ON_FILE
    return {
        Status.DELETED: Outcome.DELETED,
        Status.FAILED: Outcome.GUARD_FAILED,
    }.get(state.status, Outcome.NOT_IN_FORCE)
