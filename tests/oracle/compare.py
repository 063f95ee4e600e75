"""What the engine says and what the oracle says, in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.timeline.answer import state_outcome
from hereof.timeline.state import Status
from oracle.fold import Answered

if TYPE_CHECKING:
    from hereof.timeline.answer import Answer
    from hereof.timeline.state import State


def answered(answer: Answer) -> Answered:
    """Give the engine's answer in the oracle's form."""
    return Answered(
        answer.outcome.value,
        frozenset(_key(state) for state in answer.states),
        frozenset(str(place.step.provision) for place in answer.suspensions),
        frozenset(str(provision) for provision in answer.pending),
    )


def _key(state: State) -> tuple[object, ...]:
    outcome = state_outcome(state).value
    if state.status is not Status.STANDS:
        return outcome, str(state.failed) if state.failed else ""
    return (
        outcome,
        state.words,
        state.construed,
        frozenset(str(step) for step in state.edited_by),
        state.classes,
        state.incorporated_from,
    )
