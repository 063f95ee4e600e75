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
        step: The paragraph that changes the words, or whose change is undone.
        way: How.
        by: The paragraph that is answerable for it: the same one, or the one that corrected,
            revived, rescinded, defeated it or said that it never took effect.
        effective: The date on which the change takes effect.
        on: The point of the plane at which the paragraphs are looked at.
        known_on: Likewise.
        undoes: Whether what the paragraph did is taken back here.
    """

    step: Step
    way: Way
    by: Provision
    effective: date
    on: date = field(eq=False)
    known_on: date | None = field(eq=False)
    undoes: bool = False


def done_by(stage: Stage) -> Cause:
    """Give the cause of what a paragraph does in its place."""
    provision = stage.place.step.provision
    way, by = Way.MADE, provision
    if stage.place.entry is not provision.entry:
        fate = Point(stage.term.rulings, stage.on, stage.known_on).fate(provision)
        if isinstance(fate, Ruling):
            way, by = Way.REVIVED, fate.provision
    return _cause(stage, way, by)


def corrected_by(old: Stage, new: Stage) -> Cause:
    """Give the cause of what reads otherwise because a paragraph is corrected otherwise."""
    before, after = old.place.corrected_by, new.place.corrected_by
    newly = [each for each in after if each not in before]
    lost = [each for each in before if each not in after]
    if newly:
        return _cause(new, Way.CORRECTED, newly[-1])
    if lost:
        return _cause(new, _too_early(lost[-1], new.known_on), lost[-1])
    return done_by(new)


def undone_by(stage: Stage, on: date, known_on: date | None) -> Cause:
    """Give the cause of what is undone because a paragraph does not count at a point.

    Args:
        stage: The paragraph where it counts.
        on: The date on which it does not count.
        known_on: As known on this date; none: with everything on file.
    """
    step = stage.place.step
    provision = step.provision
    found = why_undone(stage.term, step, on, known_on)
    if found is None:
        way = _too_early(provision, known_on)
        return Cause(step, way, provision, stage.effective, on, known_on, undoes=True)
    how, by, end = found
    if by is None:
        effective = end or stage.effective
        return Cause(step, Way(how.value), provision, effective, on, known_on, undoes=True)
    effective = effective_of(by, on, known_on)
    return Cause(step, Way(how.value), by, effective, on, known_on, undoes=True)


def _cause(stage: Stage, way: Way, by: Provision) -> Cause:
    effective = effective_of(by, stage.on, stage.known_on)
    return Cause(stage.place.step, way, by, effective, stage.on, stage.known_on)


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
