"""Says why a month has no date of a series, or more than one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.frozen import frozen
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hereof.calendar import Month
    from hereof.timeline.term import Cell


@frozen(eq=False)
class Ruled:
    """What a definition of the series gives for a month.

    Attributes:
        start: The first day on which the definition is in force.
        until: The first day on which it no longer is; none: open.
        day: The date that its rule names for the month, whether or not it is then in force;
            none where its months begin later or end earlier, or it states no rule.
        why_none: Why there is no such date.
    """

    start: date
    until: date | None
    day: date | None
    why_none: str = ""

    @property
    def is_in_force(self) -> bool:
        """Whether the definition is in force on the date that it names."""
        return self.day is not None and (
            self.start <= self.day and (self.until is None or self.day < self.until)
        )


def no_rule(cell: Cell) -> str:
    """Say why words in force at a cell name no date; empty where a definition stands."""
    if cell.is_crossing:
        return "two texts have an equal claim to be the definition"
    state: State = cell.states[0]
    said = {
        Status.UNDEFINED: "it is not defined",
        Status.DELETED: "the definition stands deleted",
        Status.DROPPED: "it was left out of the text as restated",
    }
    if state.status is Status.FAILED:
        return f"`{state.failed}` cannot change the definition: {state.why}"
    return said.get(state.status, "")


def why_none(term: str, month: Month, found: Iterable[Ruled]) -> str:
    """Say that a month has no date, and what each definition near it would give."""
    near = [each for each in found if _is_near(each, month)]
    reasons = [f"{_when(each)} {_gives(each)}" for each in near]
    said = f"there is no {term} in {month}"
    return f"{said}: {'; '.join(reasons)}" if reasons else said


def why_several(term: str, month: Month, days: Sequence[tuple[date, State]]) -> str:
    """Say that a month has several dates, and which definition gives each."""
    given = [f"{spoken(day)}{_by(state)}" for day, state in days]
    counted = "two dates" if len(given) == 2 else f"{len(given)} dates"  # noqa: PLR2004
    return f"the {term} falls on {counted} in {month}: {', and '.join(given)}"


def _by(state: State) -> str:
    last = state.applied[-1] if state.applied else state.base
    return f" as `{last.step}` has it" if last else ""


def _is_near(ruled: Ruled, month: Month) -> bool:
    return ruled.start <= month.last and (ruled.until is None or ruled.until > month.first)


def _when(ruled: Ruled) -> str:
    if ruled.start == date.min:
        return f"until {spoken(ruled.until)}" if ruled.until else "at all times"
    start = f"from {spoken(ruled.start)}"
    return f"{start} until {spoken(ruled.until)}" if ruled.until else start


def _gives(ruled: Ruled) -> str:
    if ruled.day is None:
        return ruled.why_none
    over = "not yet" if ruled.day < ruled.start else "no longer"
    return f"it would be {spoken(ruled.day)}, when that definition is {over} in force"
