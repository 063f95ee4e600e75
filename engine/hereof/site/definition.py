"""The page of a definition, as plain data: a date picker with its answers, and every version."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hereof.report.history import history
from hereof.report.picks import picks
from hereof.report.redlines import redlines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hereof.report import shapes
    from hereof.report.history import Held, History
    from hereof.report.picks import Picks
    from hereof.site.agreement import Subject

View = dict[str, Any]


def definition_page(about: Subject, term: str, used_by: Sequence[str]) -> View:
    """Make the page of a definition.

    Args:
        about: Its agreement.
        term: The term as defined.
        used_by: The terms whose words use it, as last changed.
    """
    found = picks(about.sources, about.timeline, term)
    past = history(about.base, about.agreement, term, known=about.known, series=about.series)
    drawn = {
        **past,
        "held": [_without_words(each) for each in past["held"]],
        "superseded": [_without_words(each) for each in past["superseded"]],
    }
    first = picked(found, found["start"], None)
    return {
        **about.page("definition", "../../../"),
        "term": term,
        "start": found["start"],
        "first": first,
        "answers": [_answer(about, term, each) for each in found["answers"]],
        "days": " ".join(found["days"]),
        "known_days": " ".join(found["known"]),
        "fields": " ".join(",".join(map(str, field)) for field in found["fields"]),
        "whole": bool(found["known"]),
        "past": drawn,
        "dates": _dates(about, past),
        "versions": _versions(about, term, past),
        "used_by": [{"term": each, "href": about.links.term(each)} for each in used_by],
    }


def picked(found: Picks, on: str, known_on: str | None) -> int:
    """Give the place of the answer at a point, as a page's script finds it.

    Args:
        found: The answers and where they hold.
        on: The date asked about, as in ISO 8601.
        known_on: The date of knowledge likewise; none: everything on file.
    """
    column = sum(1 for day in found["days"] if day <= on) - 1
    row = len(found["known"])
    if known_on is not None:
        row = sum(1 for day in found["known"] if day <= known_on) - 1
    return next(v for a, b, c, d, v in found["fields"] if a <= column < b and c <= row < d)


def current_words(about: Subject, term: str) -> list[str]:
    """Give the words of a term as it last changed: of a crossing each text."""
    row = about.timeline.term(term).row()
    return [
        words
        for state in row.cells[-1].states
        if (words := state.words if state.on_file else (state.construed or ""))
    ]


def every_word(view: View) -> list[str]:
    """Give all words that a definition's page shows, each text once."""
    texts = [text["words"] for answer in view["answers"] for text in answer["texts"]]
    return list(dict.fromkeys(filter(None, texts)))


def _without_words(held: Held) -> View:
    """Give a version without its words, which the page has once already."""
    return {key: value for key, value in held.items() if key != "versions"}


def _answer(about: Subject, term: str, shown: Mapping[str, Any]) -> View:
    links = about.links
    kept = ("outcome", "answered", "clause", "undone", "leans")
    return {
        **{key: shown[key] for key in kept},
        "texts": [
            _text(about, term, version, means)
            for version, means in zip(shown["versions"], shown["means"], strict=True)
        ],
        "suspensions": [{**each, "by": links.named(each["by"])} for each in shown["suspensions"]],
        "lapsed": [{**each, "by": links.named(each["by"])} for each in shown["lapsed"]],
        "pending": [links.named(each) for each in shown["pending"]],
        "unexecuted": [
            {**each, "href": links.instrument(each["id"])} for each in shown["unexecuted"]
        ],
    }


def _text(about: Subject, term: str, version: shapes.Version, means: str = "") -> View:
    words = version["words"] if version["words"] is not None else version["construed"]
    paragraphs = [*([version["set_by"]] if version["set_by"] else []), *version["edited_by"]]
    return {
        "status": version["status"],
        "kind": "on file" if version["words"] is not None else "as construed" if words else "none",
        "words": words or "",
        "pieces": about.links.pieces(words, term) if words else [],
        "because": version["because"],
        "why": version["why"],
        "failed": version["failed"],
        "unreadable_edits": version["unreadable_edits"],
        "means": means,
        "classes": version["classes"],
        "ranges": version["ranges"],
        "incorporated": version["incorporated"],
        "by": [about.links.named(each) for each in paragraphs],
    }


def _versions(about: Subject, term: str, past: History) -> list[View]:
    """Give every version, what is known last in front, each with its redline."""
    found = []
    changes = redlines(about.timeline, past, None)
    for number, held in enumerate(past["held"]):
        found.append(
            {
                **_version(about, term, held),
                "name": f"version-{number + 1}",
                "number": str(number + 1),
                "redline": changes[number],
            }
        )
    for number, held in enumerate(past["superseded"]):
        found.append(
            {
                **_version(about, term, held),
                "name": f"known-before-{number + 1}",
                "number": "",
                "redline": None,
            }
        )
    return found


def _version(about: Subject, term: str, held: Held) -> View:
    by = held["governed_by"]
    return {
        "held": _without_words(held),
        "on": held["effective_from"] or date.min.isoformat(),
        "known_on": held["known_from"] if held["known_until"] else None,
        "by": by and about.links.named(by),
        "texts": [_text(about, term, version) for version in held["versions"]],
    }


def _dates(about: Subject, past: History) -> list[dict[str, str]]:
    """Give the dates of the series over the life of a term, each with why it was moved."""
    days = [day for held in past["held"] if held["governed"] for day in held["governed"]["days"]]
    return about.series_days(min(days), max(days)) if days else []
