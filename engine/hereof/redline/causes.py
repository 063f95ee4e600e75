"""What makes a change: the paragraph, how it comes to be made, and its effective date."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen
from hereof.timeline.resolve import Point, Ruling
from hereof.timeline.undone import why_undone

if TYPE_CHECKING:
    from datetime import date

    from hereof.redline.path import Stage
    from hereof.timeline.step import Provision, Step
    from hereof.timeline.term import TermTimeline


class Way(enum.Enum):
    """How a change comes to be made."""

    MADE = "made"
    CORRECTED = "corrected"
    REVIVED = "revived"
    RESCINDED = "rescinded"
    VOID = "said never to have taken effect"
    NEVER = "never took effect"
    ENDED = "ended"
    DEFEATED = "prevailed over"
    NOT_YET = "not yet in force"
    NOT_KNOWN = "not known"


@frozen
class Cause:
    """What makes a change.

    Attributes:
        step: The paragraph whose words are changed or undone, as a step of the subject.
        way: How.
        by: The paragraph that is answerable for it: the same one, or the one that corrected,
            revived, rescinded, defeated it or said that it never took effect.
        of: The paragraph that is corrected, revived or undone: the step's own, or a correction
            of it; `by` itself where that makes the change of its own.
        effective: The date on which the change takes effect.
        on: The point of the plane at which the paragraphs are looked at.
        known_on: Likewise.
        undoes: Whether what the paragraph did is taken back here.
        takes_away: Whether the paragraph takes the definition away, and puts none in its place.
    """

    step: Step
    way: Way
    by: Provision
    of: Provision
    effective: date
    on: date = field(eq=False)
    known_on: date | None = field(eq=False)
    undoes: bool = False
    takes_away: bool = False


def done_by(stage: Stage) -> Cause:
    """Give the cause of what a paragraph does in its place, or a correction has it do."""
    provision = stage.place.step.provision
    way, by, of = Way.MADE, provision, provision
    if stage.wording is not None:
        way, by, of = Way.CORRECTED, stage.wording.by, stage.wording.of
    elif stage.place.entry is not provision.entry:
        fate = Point(stage.term.rulings, stage.on, stage.known_on).fate(provision)
        if isinstance(fate, Ruling):
            way, by = Way.REVIVED, fate.provision
    effective = effective_of(by, stage.on, stage.known_on)
    return Cause(
        stage.place.step,
        way,
        by,
        of,
        effective,
        stage.on,
        stage.known_on,
        takes_away=stage.takes_away,
    )


def undone_by(stage: Stage, on: date, known_on: date | None, *, is_left: bool) -> Cause:
    """Give the cause of what is undone because a paragraph does not count at a point.

    Args:
        stage: The paragraph where it counts.
        on: The date on which it does not count.
        known_on: As known on this date; none: with everything on file.
        is_left: Whether the paragraph itself still counts, and only a correction of it does not.
    """
    step = stage.place.step
    undone = stage.wording.by if stage.wording is not None and is_left else step.provision
    found = why_undone(stage.term, _step_of(stage.term, step, undone), on, known_on)
    if found is None:
        way, by = _too_early(undone, known_on), undone
        effective = effective_of(undone, stage.on, stage.known_on)
    else:
        how, who, end = found
        way, by = Way(how.value), who or undone
        start = effective_of(undone, stage.on, stage.known_on)
        effective = (end or start) if who is None else effective_of(who, on, known_on)
    return Cause(step, way, by, undone, effective, on, known_on, undoes=True)


def _step_of(term: TermTimeline, step: Step, provision: Provision) -> Step:
    """Give a paragraph as a step: the one corrected, or a correction of it."""
    if provision is step.provision:
        return step
    for ruling in term.rulings.corrections:
        if ruling.provision is provision:
            return term.rulings.as_step(ruling, step.subject)
    return step


def effective_of(provision: Provision, on: date, known_on: date | None) -> date:
    """Give the date from which a paragraph is effective, or said in a header, executed."""
    strip = provision.strip_at(on, known_on)
    if strip is not None:
        return strip.start
    known = [each for each in provision.strips if each.is_known(known_on)]
    elsewhere = (*known, *provision.strips[-1:])
    if elsewhere:
        return elsewhere[0].start
    return provision.entry.executed or provision.entry.dated


def _too_early(provision: Provision, known_on: date | None) -> Way:
    is_known = any(each.is_known(known_on) for each in provision.strips)
    return Way.NOT_YET if is_known else Way.NOT_KNOWN
