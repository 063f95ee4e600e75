"""The redline of each version of a term against the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.report.diff import Segment, redline
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from hereof.report.history import Held

_NONE = (Outcome.NOT_IN_FORCE.value, Outcome.DELETED.value)


class Redline(TypedDict):
    """What a version changed.

    Attributes:
        segments: The redline; empty where there is none.
        old_status: What the words before rest on: `on file`, `as construed`, or `none` where none
            were in force.
        new_status: What the new words rest on.
        why_none: Why there is no redline; empty where there is one.
    """

    segments: list[Segment]
    old_status: str
    new_status: str
    why_none: str


def redline_of(old: Held | None, new: Held) -> Redline:
    """Compare a version with the one before it; nothing stands before the first."""
    before, old_status = ("", "none") if old is None else _words(old)
    after, new_status = _words(new)
    found: Redline = {
        "segments": [],
        "old_status": old_status,
        "new_status": new_status,
        "why_none": "",
    }
    if before is None or after is None:
        side = "before" if before is None else "of this version"
        found["why_none"] = f"there are no words {side} to compare"
    elif old is None or not (before or after):
        found["why_none"] = "nothing stood before it" if old is None else "neither has words"
    elif before == after:
        found["why_none"] = "its words are the same"
    else:
        found["segments"] = redline(before, after)
    return found


def _words(held: Held) -> tuple[str | None, str]:
    """Give the words of a version and what they rest on; nothing where none can be given."""
    if held["beneath"] in _NONE:
        return "", "none"
    if len(held["versions"]) != 1:
        return None, "none"
    version = held["versions"][0]
    if held["beneath"] == Outcome.IN_FORCE.value:
        return version["words"], "on file"
    if held["beneath"] == Outcome.AS_CONSTRUED.value:
        return version["construed"], "as construed"
    return None, "none"
