"""What stands below a drawing: how it is read, in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hereof.calendar import spoken
from hereof.drawings.graph import drawn_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def timeline_caption(past: Mapping[str, Any], dates: Sequence[Mapping[str, Any]]) -> str:
    """Say how a timeline is read.

    Args:
        past: The history that it draws.
        dates: The dates of the series that it draws.
    """
    said = (
        "The versions by effective date. A broken frame is a version without words on file in "
        "force."
    )
    if not dates:
        return said
    return (
        f"{said} Each tick is a {past['series']}; an open diamond marks one that was moved, as its "
        "day was no Business Day."
    )


def plane_caption(*, is_asked: bool) -> str:
    """Say how the plane of both clocks is read; a ring marks what was asked, if anything was."""
    said = (
        "Effective dates run to the right, knowledge upward; each field is painted by the "
        "instrument that makes it what it is there. Steps are from change to change, and not to "
        "scale."
    )
    return f"{said} The ring is what was asked." if is_asked else said


def changes_caption(found: Mapping[str, Any], known_on: str | None) -> str:
    """Say how the drawing of what changed when is read.

    Args:
        found: What it draws.
        known_on: The date of knowledge; none: everything on file.
    """
    known = f"on {spoken(date.fromisoformat(known_on))}" if known_on else "last"
    said = (
        f"Every definition that has more than one version, by effective date, as known {known}. "
        "A number is the instrument, in the order of execution, that governs from there on, or "
        "suspends; a broken frame is a stretch without words on file in force."
    )
    left_out = found["left_out"]
    if not left_out:
        return said
    return (
        f"{said} {_counted(left_out, 'definition')} with fewer versions "
        f"{'is' if left_out == 1 else 'are'} left out here; each card says when its words changed."
    )


def changes_legend(found: Mapping[str, Any], names: Sequence[str]) -> str:
    """Say which instruments the numbers of a drawing of what changed when are.

    Args:
        found: What it draws.
        names: The instruments in the order of execution.
    """
    numbers = {held["number"] for row in found["rows"] for held in row["held"]}
    said = [f"{n} is {name}" for n, name in enumerate(names, 1) if n in numbers]
    return f"{'; '.join(said)}." if said else ""


def graph_caption(found: Mapping[str, Any]) -> str:
    """Say how the drawing of which definition uses which is read."""
    shown = drawn_of(found)
    lines = "A line leads down from a definition to a term that it uses"
    said = [f"{lines}; lines to one term run together."]
    if shown["common"]:
        said.append(
            "To a term that more than five definitions use there are no lines: it has a letter, "
            "and their boxes name it."
        )
    if not all(each["defined"] for each in found["terms"]):
        said.append("A broken frame: nothing defines the term on the date.")
    if found["circles"]:
        said.append(
            "A double frame: definitions that lead back to themselves, by a heavy broken line."
        )
    if found["left_out"]:
        is_one = found["left_out"] == 1
        left_out = _counted(found["left_out"], "neighbour")
        said.append(f"{left_out} {'is' if is_one else 'are'} left out.")
    if shown["left_out"]:
        said.append(
            f"Of {len(found['terms']):,} definitions these are the {len(shown['drawn'])} with the "
            "most lines; each card names what it uses and what uses it."
        )
    if found["of"] is None:
        said.append("The texts of Sections are left out.")
    return " ".join(said)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
