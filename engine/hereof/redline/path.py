"""The paragraphs that lead to the words at a point of the plane, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.frozen import frozen
from hereof.redline.causes import effective_of
from hereof.timeline.apply import apply
from hereof.timeline.fold import in_order
from hereof.timeline.resolve import Point
from hereof.timeline.state import UNDEFINED, State, Status, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Place
    from hereof.timeline.term import TermTimeline


@frozen(eq=False)
class Stage:
    """One paragraph on the way to the words.

    Attributes:
        place: What it does, as corrected.
        home: The agreement whose paragraph it is; another where a definition is incorporated.
        term: The subject's timeline there.
        on: The point of the plane at which the paragraph counts.
        known_on: Likewise.
        before: The state that it finds.
        after: The state that it leaves.
    """

    place: Place
    home: AgreementTimeline
    term: TermTimeline
    on: date
    known_on: date | None
    before: State
    after: State

    @property
    def effective(self) -> date:
        """The date from which the paragraph is effective."""
        return effective_of(self.place.step.provision, self.on, self.known_on)

    @property
    def is_whole(self) -> bool:
        """Whether it sets the whole definition, or takes it away."""
        return self.after.base is self.place

    def does_as(self, other: Stage) -> bool:
        """Tell whether it is the same paragraph and reads alike."""
        mine, others = self.place, other.place
        return mine.step is others.step and mine.operations == others.operations


def path(timeline: AgreementTimeline, subject: str, on: date, known_on: date | None) -> list[Stage]:
    """Give the paragraphs that lead to the words at a point, in the order in which they bite."""
    found: list[Stage] = []
    state = UNDEFINED
    home: AgreementTimeline | None = None
    for place, source, term, day, known in _places(timeline, subject, on, known_on):
        if home is not None and home is not source and state.status is Status.STANDS:
            state = evolve(state, incorporated_from=home.id)
        home = source
        after = apply(place, state)
        found.append(Stage(place, source, term, day, known, state, after))
        state = after
    return found


def _places(
    timeline: AgreementTimeline, subject: str, on: date, known_on: date | None
) -> Iterator[tuple[Place, AgreementTimeline, TermTimeline, date, date | None]]:
    base = timeline.base
    for other, as_of in timeline.incorporated:
        if not other.speaks_of(subject):
            continue
        taken = base.executed is not None and on >= base.dated
        if taken and (known_on is None or (base.executed and known_on >= base.executed)):
            there = (on, known_on) if as_of is None else (as_of, base.executed)
            yield from _places(other, subject, *there)
        break
    term = timeline.term(subject)
    follows = Point(term.rulings, on, known_on).follows()
    for place in in_order(term.cell(on, known_on).places, follows):
        yield place, timeline, term, on, known_on


def words_after(stages: list[Stage]) -> str | None:
    """Give the words to which a path leads; empty where none stand, nothing where they are open."""
    return words_of(stages[-1].after) if stages else ""
