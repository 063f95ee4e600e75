"""The paragraphs that lead to the words at a point of the plane, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.frozen import frozen
from hereof.timeline.apply import apply
from hereof.timeline.fold import in_order
from hereof.timeline.resolve import Point
from hereof.timeline.state import UNDEFINED, State, Status, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Place, Provision, Step, Wording
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
        wording: The correction that has it do so; none where it is as the paragraph itself says.
        rereads: Whether it corrects what the stage before it did.
    """

    place: Place
    home: AgreementTimeline
    term: TermTimeline
    on: date
    known_on: date | None
    before: State
    after: State
    wording: Wording | None = None
    rereads: bool = False

    @property
    def key(self) -> tuple[Step, Provision | None]:
        """What it shares with the same stage of another path."""
        return self.place.step, self.wording.by if self.wording else None

    @property
    def is_whole(self) -> bool:
        """Whether it sets the whole definition, or takes it away."""
        return self.after.base is self.place

    @property
    def takes_away(self) -> bool:
        """Whether it takes a definition away, and puts none in its place."""
        return self.is_whole and self.after.status is not Status.STANDS

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
        for made, before, after, wording, rereads in _stages(place, state):
            here = Stage(made, source, term, day, known, before, after, wording, rereads)
            found.append(here)
        state = found[-1].after
    return found


def _stages(
    place: Place, state: State
) -> Iterator[tuple[Place, State, State, Wording | None, bool]]:
    """Give a paragraph as it was written, and then as each correction has it read.

    What cannot be carried out before it is corrected was never in force so.
    """
    before, is_made = state, False
    wordings = () if place.misfit else place.wordings
    for n, wording in enumerate((None, *wordings)):
        made = place
        if n < len(wordings):
            operations = wording.operations if wording else place.step.operations
            made = evolve(place, operations=operations, wordings=())
        after = apply(made, state)
        if made is place or after.status is not Status.FAILED:
            yield made, before, after, wording, is_made
            before, is_made = after, True


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
