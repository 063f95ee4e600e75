"""Which suspensions and waivers still lie on a definition, and which ended with it.

A waiver excuses from a provision, however the provision is amended beneath it. It does
not pass to another provision of the same name: where the definition is deleted, defined
anew or restated after the waiver was given, the waiver has nothing left to lie on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.timeline.fold import in_doubt, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hereof.timeline.fold import Folded
    from hereof.timeline.step import Place

    Follows = Callable[[Place, Place], bool] | None


@frozen(eq=False)
class Lapse:
    """A suspension that is live and lies on nothing.

    Attributes:
        suspension: The suspension or waiver.
        ended_by: What first ended the definition on which it lay.
    """

    suspension: Place
    ended_by: Place


def sorted_out(
    suspensions: Sequence[Place], folded: Folded, places: Sequence[Place], follows: Follows
) -> tuple[tuple[Place, ...], tuple[Lapse, ...]]:
    """Give the suspensions that lie on the definition, and those that ended with another.

    Args:
        suspensions: Those that are live, in the order of biting.
        folded: What the fold gave.
        places: The steps that were folded.
        follows: Tells whether the first is said to follow the second.
    """
    if not suspensions:
        return (), ()
    ends = [p for p in places if p.step in folded.succeeded and makes_another(p)]
    found = [(s, _ended_by(s, ends, follows)) for s in suspensions]
    return (
        tuple(s for s, end in found if end is None),
        tuple(Lapse(s, end) for s, end in found if end is not None),
    )


def makes_another(place: Place) -> bool:
    """Tell whether after a step the term has another definition than before, or none."""
    return any(
        isinstance(operation, o.Delete | o.Define | o.SetClasses)
        or (isinstance(operation, o.Restate) and place.step.subject not in operation.surviving)
        for operation in place.operations
    )


def _ended_by(suspension: Place, ends: Sequence[Place], follows: Follows) -> Place | None:
    """Give the first step that ends a suspension: one that is not certainly before it."""
    ordered = in_order([*ends, suspension], follows)
    at = ordered.index(suspension)
    for n, place in enumerate(ordered):
        if place is not suspension and (n > at or in_doubt(place, suspension, follows)):
            return place
    return None
