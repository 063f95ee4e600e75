"""What waits for a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.model import effectivity as e

if TYPE_CHECKING:
    from datetime import date

    from hereof.timeline.step import Provision


def is_pending(provision: Provision, on: date, known_on: date | None) -> bool:
    """Tell whether a paragraph waits for a condition that matters on a date.

    A condition from which it is to begin matters on every date, since it may reach back;
    one with which it is to end matters while it lasts.
    """
    effectivity = provision.paragraph.effectivity
    never = provision.paragraph.never
    if effectivity is None:
        return False
    if never is not None and (known_on is None or known_on >= never.known_from):
        return False
    if any(is_awaited(c, known_on) for c in e.conditions(effectivity.start)):
        return True
    return provision.strip_at(on, known_on) is not None and any(
        is_awaited(c, known_on) for c in e.conditions(effectivity.until)
    )


def is_awaited(condition: e.Condition, known_on: date | None) -> bool:
    """Tell whether a condition is not shown to be met as known on a date."""
    shown = condition.shown or condition.met
    return shown is None or (known_on is not None and shown > known_on)
