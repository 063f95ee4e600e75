"""What answers say in passing, as texts: a paragraph with its dates, where words stand.

Every format says these things alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.report.moments import spoken_iso
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.report import shapes
    from hereof.report.conform import Passage
    from hereof.report.history import Held

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
    return said + corrected(paragraph)


def corrected(paragraph: shapes.Paragraph) -> str:
    """Say who corrected a paragraph, and from when on that is known; empty where none did."""
    said = [correction_title(each) for each in paragraph["corrected_by"]]
    return f", as corrected by {' and '.join(said)}" if said else ""


def correction_title(correction: shapes.Correction) -> str:
    """Name a correction with its own day of knowledge."""
    number = f", paragraph {correction['paragraph']}" if correction["paragraph"] else ""
    known = correction["known_from"]
    since = f", known from {spoken_iso(known)}" if known else ""
    return f"{correction['title']}{number}{since}"


def known_span(paragraph: shapes.Paragraph) -> str:
    """Say since when a paragraph is known, and since when as corrected; empty where never."""
    if not paragraph["known_from"]:
        return ""
    said = f"from {spoken_iso(paragraph['known_from'])}"
    if paragraph["known_until"]:
        said += f" until {spoken_iso(paragraph['known_until'])}"
    days = [each["known_from"] for each in paragraph["corrected_by"] if each["known_from"]]
    return f"{said}; as it reads here, corrected, from {spoken_iso(max(days))}" if days else said


def pending_tag(paragraph: shapes.Paragraph) -> str:
    """Say what of a paragraph is pending: all of it, or only its end."""
    waits = [each for each in paragraph["conditions"] if each["pending"]]
    return "its end is pending" if waits and all(each["ends"] for each in waits) else "pending"


def pending_line(paragraph: shapes.Paragraph) -> str:
    """Say what a paragraph does, and what it waits for to begin or to end."""
    said = f"{paragraph_title(paragraph)}, which {paragraph['does']}"
    for ends, waits in ((False, "not shown to be met"), (True, "it ends when")):
        texts = [
            f"\u201c{each['text']}\u201d"
            for each in paragraph["conditions"]
            if each["pending"] and each["ends"] is ends and each["text"]
        ]
        if texts:
            said += f"; {waits}: {' and '.join(texts)}"
    return said


def passage_tag(passage: Passage) -> str:
    """Say who put a passage there: `3 \u00b64, as corrected by 6 \u00b63`."""
    said = f"{passage['number']}"
    if passage["paragraph"]:
        said += f" \u00b6{passage['paragraph']}"
    for each in passage["corrected_by"]:
        said += f", as corrected by {each['number']}"
        if each["paragraph"]:
            said += f" \u00b6{each['paragraph']}"
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


def ruled(held: Held) -> str:
    """Say what a version was on the dates within it: that it governed them, or why nothing did."""
    return _RULED.get(held["beneath"], "governed")


_RULED: Final = {
    Outcome.GUARD_FAILED.value: "no answer on",
    Outcome.CROSSING.value: "no answer on",
    Outcome.DELETED.value: "not in force on",
    Outcome.NOT_IN_FORCE.value: "not in force on",
}


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
