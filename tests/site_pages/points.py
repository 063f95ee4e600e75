"""What `hereof which` gives at points of the plane, as a page of a site is to give it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar import spoken
from hereof.render.visible import all_visible
from hereof.report.phrases import (
    clocks,
    instrument_line,
    lines_of,
    paragraph_title,
    pending_tag,
    range_line,
    undoing,
)
from hereof.report.which import which

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import hereof

SHARED: Final = (
    "outcome",
    "beneath",
    "answered",
    "versions",
    "governed_by",
    "suspensions",
    "lapsed",
    "undone",
    "pending",
    "unexecuted",
    "leans",
)
"""What an answer of a page and one of `which` both have."""


def beside(days: Iterable[date]) -> list[date]:
    """Give days with the day before and the day after each."""
    step = timedelta(days=1)
    found = set(days) - {date.min, date.max}
    return sorted({day + n * step for day in found for n in (-1, 0, 1)})


def points(days: list[date]) -> Iterator[tuple[date, date | None]]:
    """Give every pair of dates, and every date with everything on file."""
    for known_on in (None, *days):
        for on in days:
            yield on, known_on


def sentence(clause: list[str], on: date, known_on: date | None) -> str:
    """Give the sentence of an answer on a date."""
    said = spoken(on).join(clause)
    if known_on is not None:
        return f"As known on {spoken(known_on)}, {said}."
    return f"{said[:1].upper()}{said[1:]}."


def told(
    base: hereof.RuleBase, agreement: hereof.Agreement, term: str, on: date, known_on: date | None
) -> dict[str, Any]:
    """Give what `which` says, as the texts that a page is to show."""
    view = all_visible(which(base, agreement, term, on, known_on))
    outcome = view["outcome"]
    return {
        "outcome": outcome[:1].upper() + outcome[1:]
        if view["answered"]
        else f"No answer: {outcome}",
        "sentence": _flat(view["sentence"]),
        "words": [
            _flat(words)
            for each in view["versions"]
            if (words := each["words"] if each["words"] is not None else each["construed"])
        ],
        "facts": [[_flat(label), _flat(text)] for label, text in _facts(view)],
    }


def _facts(view: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _of_versions(view["versions"])
    for each in view["suspensions"]:
        label = "waived" if each["waived"] else "suspended"
        yield label, f"{_by(each['by'])}, treated as {each['treated_as']}"
    for each in view["lapsed"]:
        done = "waived" if each["waived"] else "suspended"
        then = paragraph_title(each["ended_by"])
        yield "Lapsed", f"{_by(each['by'])} {done} the definition that stood before {then}"
    for each in view["pending"]:
        yield pending_tag(each), f"{_by(each)}, which {each['does']}{_awaited(each)}"
    for each in view["unexecuted"]:
        yield "not executed", f"{instrument_line(each)}: known of, not executed{_lacking(each)}"
    for each in view["undone"]:
        named, does = paragraph_title(each["paragraph"]), each["paragraph"]["does"]
        yield "Does not count", f"{named}, which {does}, {undoing(each)}"
    if view["leans"]:
        reasons = (f": {each['because']}" if each["because"] else "" for each in view["leans"])
        said = (each["what"] for each in view["leans"])
        yield "Leans on", "".join(map("".join, zip(said, reasons, strict=True)))


def _of_versions(versions: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for version in versions:
        by = [*([version["set_by"]] if version["set_by"] else []), *version["edited_by"]]
        for number, each in enumerate(by):
            yield ("Then changed by" if number else "By"), _by(each)
        for each in version["ranges"]:
            yield "Classes", range_line(each)
        if taken := version["incorporated"]:
            when = f"as of {_day(taken['as_of'])}" if taken["as_of"] else "as amended"
            yield "Taken in from", f"{taken['agreement']}, {when}"


def _by(paragraph: Any) -> str:  # noqa: ANN401 - a paragraph of a view
    words = paragraph["words"]
    where = f"{lines_of([words])}sha256 {words['sha256']}" if words else ""
    return clocks(paragraph) + where


def _awaited(paragraph: dict[str, Any]) -> str:
    return "".join(
        f"; {'it ends when' if c['ends'] else 'not shown to be met'}: {c['text']}"
        for c in paragraph["conditions"]
        if c["pending"] and c["text"]
    )


def _lacking(instrument: dict[str, Any]) -> str:
    if lacking := instrument["lacking"]:
        said = f"{', '.join(lacking[:-1])} and {lacking[-1]}" if lacking[1:] else lacking[0]
        return f"; lacking the signature of {said}"
    if instrument["executed"]:
        return f"; executed later, on {_day(instrument['executed'])}"
    return ""


def _day(iso: str) -> str:
    return spoken(date.fromisoformat(iso))


def _flat(text: str) -> str:
    return " ".join(text.split())
