"""The redline of each version of a term against the one before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.redline.between import When, between
from hereof.report.diff import Segment  # noqa: TC001 - schemas are made of the annotations
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from hereof.report.history import Held, History
    from hereof.timeline.agreement import AgreementTimeline

_NONE: Final = (Outcome.NOT_IN_FORCE.value, Outcome.DELETED.value)


class VersionRedline(TypedDict):
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


def redlines(
    timeline: AgreementTimeline, past: History, known_on: date | None
) -> list[VersionRedline]:
    """Compare each version of a history with the one before it, paragraph by paragraph.

    Args:
        timeline: The agreement.
        past: The history.
        known_on: The date as of which it is read; none: everything on file.
    """
    held = past["held"]
    found: list[VersionRedline] = []
    for old, new in zip([None, *held], held, strict=False):
        made = _compared(old, new)
        if old is not None and not made["why_none"]:
            first, second = (When(_start(each), known_on) for each in (old, new))
            pieces = between(timeline, past["term"], first, second)
            made["segments"] = [
                {"kind": piece.kind.value, "text": piece.text} for piece in pieces or ()
            ]
            made["why_none"] = "" if pieces else "the words cannot be compared"
        found.append(made)
    return found


def _compared(old: Held | None, new: Held) -> VersionRedline:
    """Say what either side rests on, and whether there is anything to compare."""
    before, old_status = ("", "none") if old is None else _words(old)
    after, new_status = _words(new)
    why = ""
    if old is None:
        why = "nothing stood before it"
    elif before is None or after is None:
        why = f"there are no words {'before' if before is None else 'of this version'} to compare"
    elif before == after:
        why = "its words are the same" if before else "neither has words"
    return {"segments": [], "old_status": old_status, "new_status": new_status, "why_none": why}


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


def _start(held: Held) -> date:
    start = held["effective_from"]
    return date.fromisoformat(start) if start else date.min
