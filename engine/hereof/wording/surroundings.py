"""What an agreement says beside a formula: its Classes, its named sets, what its terms are."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from hereof.formula.inputs import Setting, UnknownOwnerError, owners_of
from hereof.model import formula as f
from hereof.model.meaning import ClassList, Given
from hereof.model.names import CLASSES
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.model.meaning import Meaning
    from hereof.timeline.agreement import AgreementTimeline


class Surroundings:
    """Gives the setting on any date, as known on one; the same object while nothing changes."""

    def __init__(self, timeline: AgreementTimeline, known_on: date | None) -> None:
        self._timeline = timeline
        self._known_on = known_on
        self._lists = [
            subject
            for subject in timeline.subjects
            if any(isinstance(m, ClassList | Given) for m in meanings_of(timeline, subject))
        ]
        subjects = (CLASSES, *self._lists)
        days = {day for each in subjects for day in timeline.term(each).effective_days()}
        self._days = sorted(days)
        self._held: dict[int, Setting] = {}

    def on(self, day: date) -> Setting:
        """Give the setting on a date."""
        at = bisect_right(self._days, day)
        if at not in self._held:
            self._held[at] = self._made(day)
        return self._held[at]

    def _made(self, day: date) -> Setting:
        states = self._timeline.term(CLASSES).in_force(day, self._known_on).states
        classes = tuple(f"Class {name}" for name in states[0].classes) if len(states) == 1 else ()
        plain = Setting(classes)
        members: dict[str, tuple[str, ...]] = {}
        types: dict[str, str] = {}
        for subject in self._lists:
            cell = self._timeline.term(subject).in_force(day, self._known_on)
            meaning = cell.states[0].meaning if len(cell.states) == 1 else None
            if isinstance(meaning, ClassList):
                found = _members(meaning, plain)
                if found:
                    members[subject] = found
            elif isinstance(meaning, Given):
                types[subject] = meaning.kind
        return Setting(classes, members, types)


def _members(meaning: ClassList, within: Setting) -> tuple[str, ...]:
    def named(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((_class(first), _class(last)) for first, last in pairs)

    owners = f.Owners(named(meaning.items), named(meaning.except_for))
    try:
        return owners_of(owners, within)
    except (UnknownOwnerError, IndexError):
        return ()


def _class(name: str) -> str:
    return name if name.startswith("Class ") else f"Class {name}"


def meanings_of(
    timeline: AgreementTimeline, subject: str, known_on: date | None = None
) -> Iterator[Meaning]:
    """Give what a term means, or meant, at any time."""
    for cell in timeline.term(subject).row(known_on).cells:
        for state in cell.states:
            if state.status is Status.STANDS and state.meaning is not None:
                yield state.meaning
