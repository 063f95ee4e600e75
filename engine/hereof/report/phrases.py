"""What answers say in passing, as texts: a paragraph with its dates, where words stand.

Every format says these things alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.report.moments import spoken_iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.report import shapes

_LONGEST: Final = 90
"""Longer words are shown by their first and last ones; JSON has all of them."""


def paragraph_title(paragraph: shapes.Paragraph) -> str:
    """Name a paragraph: `Amendment Number One, paragraph 2`."""
    number = paragraph["paragraph"]
    return f"{paragraph['title']}, paragraph {number}" if number else paragraph["title"]


def clocks(paragraph: shapes.Paragraph) -> str:
    """Name a paragraph with its authority and both dates."""
    said = paragraph_title(paragraph)
    if paragraph["authority"]:
        said += f", under {paragraph['authority']}"
    if paragraph["effective_from"]:
        said += f", effective {spoken_iso(paragraph['effective_from'])}"
        if paragraph["effective_until"]:
            said += f" until {spoken_iso(paragraph['effective_until'])}"
    if paragraph["known_from"]:
        said += f", known from {spoken_iso(paragraph['known_from'])}"
    return said


def lines_of(quoted: Sequence[shapes.Quoted]) -> str:
    """Say where quotations stand: the document and its lines."""
    if not quoted:
        return ""
    found: dict[str, list[str]] = {}
    for each in quoted:
        first, last = each["first_line"], each["last_line"]
        found.setdefault(each["document"], []).append(
            str(first) if first == last else f"{first}-{last}"
        )
    return "; ".join(
        f"{document}, {'line' if len(lines) == 1 and '-' not in lines[0] else 'lines'} "
        f"{', '.join(lines)}"
        for document, lines in found.items()
    )


def undoing(undone: shapes.Undone) -> str:
    """Say why a paragraph does not count: `is rescinded by ...`."""
    by = clocks(undone["by"]) if undone["by"] else ""
    if undone["on"]:
        return f"ended: it was effective until {spoken_iso(undone['on'])}"
    if undone["because"]:
        return f"never took effect: {undone['because']}"
    if undone["how"] == "rescinded":
        return f"is rescinded by {by}"
    if undone["how"] == "prevailed over":
        return f"does not count, since {by} prevails over it"
    return f"never took effect, as {by} says"


def range_line(found: shapes.ClassRange) -> str:
    """Say what a range of Classes holds: `Class A-1 through Class A-3: A-1, A-2, A-3`."""
    name = f"Class {found['first']} through Class {found['last']}"
    return f"{name}: {found['fault'] or ', '.join(found['members'])}"


def instrument_line(instrument: shapes.Instrument) -> str:
    """Name an instrument with the date that it bears."""
    return f"{instrument['title']}, dated {spoken_iso(instrument['dated'])}"


def known_line(known: shapes.Knowledge) -> str:
    """Say as known when."""
    at = rules_line(known["rules_at"])
    return f"{_known(known)} {at}" if at else _known(known)


def rules_line(at: shapes.RulesAt | None) -> str:
    """Say which commit rules and documents were read from; empty where they are what they are."""
    if at is None:
        return ""
    named = "" if at["commit"] == at["revision"] else f" (`{at['revision']}`)"
    return f"Rules and documents as of commit {at['commit']}{named}."


def _known(known: shapes.Knowledge) -> str:
    if known["on"] is not None:
        return f"As known on {spoken_iso(known['on'])}."
    counted = "that a rule file describes" if known["unread"] else "on file"
    if known["latest_title"] is None or known["latest_executed"] is None:
        return f"As known with every executed instrument {counted}; none is executed."
    return (
        f"As known with every executed instrument {counted}, the latest being "
        f"{known['latest_title']}, executed {spoken_iso(known['latest_executed'])}."
    )


def cut(words: str) -> str:
    """Give words in quotation marks; of many words the first and the last."""
    if len(words) <= _LONGEST:
        return f"\u201c{words}\u201d"
    first, last = words[: _LONGEST // 2].rpartition(" ")[0], words[-_LONGEST // 3 :]
    return f"\u201c{first} ... {last.partition(' ')[2]}\u201d"
