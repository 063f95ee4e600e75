"""What no longer counts at a point, and would have changed the words that stand there."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereof.frozen import frozen
from hereof.timeline.resolve import Point

if TYPE_CHECKING:
    from hereof.timeline.state import State
    from hereof.timeline.step import Place, Provision, Step
    from hereof.timeline.strips import Strip
    from hereof.timeline.term import Cell, TermTimeline


class How(enum.Enum):
    """Why a paragraph no longer counts."""

    RESCINDED = "rescinded"
    VOID = "said never to have taken effect"
    NEVER = "never took effect"
    ENDED = "ended"
    DEFEATED = "prevailed over"


@frozen(eq=False)
class Undone:
    """A paragraph that does not count at a point.

    Attributes:
        step: What it did to the term.
        how: Why it does not count.
        by: Who undid it; none where it ended by its own words, or never took effect.
        on: For one that ended, the first day on which it was effective no more.
        displaced: Whether its words were in force on an earlier day, so that the words in
            force here are restored.
        just_now: Whether they, or a suspension, were in force until the day before.
    """

    step: Step
    how: How
    by: Provision | None
    on: date | None
    displaced: bool
    just_now: bool


def undone(term: TermTimeline, cell: Cell, on: date, known_on: date | None) -> list[Undone]:
    """Give the paragraphs after the one that governs which do not count, in order of biting.

    A suspension or waiver that does not count is given wherever it stands.
    """
    if cell.is_crossing:
        return []
    point = Point(term.rulings, on, known_on)
    counted = {place.step for place in cell.places}
    counted |= {place.step for place in cell.suspensions}
    counted |= {each.suspension.step for each in cell.lapsed}
    last = _credited(cell.states[0])[-1:]
    found: list[tuple[tuple[object, ...], Undone]] = []
    for step in (*term.steps, *term.suspensions):
        strip = _strip(step.provision, known_on)
        if step in counted or strip is None or strip.start > on:
            continue
        key = _key(step, strip)
        if last and key <= last[0].key and step not in term.suspensions:
            continue
        why = _why(term, point, step, strip)
        if why is not None:
            how, by = why
            end = strip.until if how is How.ENDED else None
            before = _credited_before(term, step, on, known_on)
            found.append((key, Undone(step, how, by, end, *before)))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def why_undone(
    term: TermTimeline, step: Step, on: date, known_on: date | None
) -> tuple[How, Provision | None, date | None] | None:
    """Give why a paragraph does not count at a point, who undid it, and when it ended.

    Returns:
        Nothing where it counts there, or is not yet effective or known.
    """
    strip = _strip(step.provision, known_on)
    if strip is None or strip.start > on:
        return None
    why = _why(term, Point(term.rulings, on, known_on), step, strip)
    return None if why is None else (*why, strip.until if why[0] is How.ENDED else None)


def _credited(state: State) -> tuple[Place, ...]:
    return (*((state.base,) if state.base else ()), *state.applied)


def _strip(provision: Provision, known_on: date | None) -> Strip | None:
    """Give where a paragraph is live, or was before it was known never to have taken effect."""
    for strip in provision.strips:
        if strip.is_known(known_on):
            return strip
    if _never(provision, known_on) and provision.strips:
        strip = provision.strips[-1]
        return strip if known_on is None or strip.known_from <= known_on else None
    return None


def _never(provision: Provision, known_on: date | None) -> bool:
    never = provision.paragraph.never
    return never is not None and (known_on is None or never.known_from <= known_on)


def _key(step: Step, strip: Strip) -> tuple[bool, date, date, int, tuple[int, ...]]:
    entry = step.provision.entry
    assert entry.executed is not None  # noqa: S101 - strips have only executed instruments
    order = (step.provision.position,)
    return (not entry.is_base, strip.bites, entry.executed, entry.position, order)


def _why(
    term: TermTimeline, point: Point, step: Step, strip: Strip
) -> tuple[How, Provision | None] | None:
    provision = step.provision
    if _never(provision, point.known_on):
        return How.NEVER, None
    void = point.declared_void_by(provision)
    if void is not None:
        return How.VOID, void.provision
    rescission = point.rescinded_by(provision)
    if rescission is not None:
        return How.RESCINDED, rescission.provision
    if strip.until is not None and strip.until <= point.on:
        return How.ENDED, None
    for place, _, ruling in point.defeats(term.steps):
        if place.step is step:
            return How.DEFEATED, ruling.provision
    return None


def _credited_before(
    term: TermTimeline, step: Step, on: date, known_on: date | None
) -> tuple[bool, bool]:
    """Tell whether a step's words were in force on any earlier day, and on the day before.

    A suspension or waiver has no words; it counts on the day before where it lay on the term.
    """
    row = term.row(known_on)

    def is_credited(cell: Cell) -> bool:
        return any(place.step is step for state in cell.states for place in _credited(state))

    if on == date.min:
        return False, False
    before = [cell for start, _, cell in row.stretches() if start < on]
    eve = row.at(on - timedelta(days=1))
    lay = any(place.step is step for place in eve.suspensions)
    return any(map(is_credited, before)), lay or is_credited(eve)
