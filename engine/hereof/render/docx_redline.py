"""A redline as a DOCX document with tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.render.docx_paper import Paper
from hereof.render.filters import FILTERS
from hereof.report.phrases import known_line, paragraph_title, range_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hereof.report.redlined import Redline, RedlinedTerm

_day = FILTERS["day"]
_HOW = (
    "The changes are tracked. Each is by the instrument that made it and bears the date from "
    "which it is effective. With all of them accepted, the words are those of the second date; "
    "with all of them rejected, those of the first."
)


def write_redline(view: Mapping[str, Any], size: str) -> bytes:
    """Write a redline whose texts are visible already."""
    found: Redline = view  # type: ignore[assignment]
    title = found["agreement"]["title"]
    term = found["asked"]["term"]
    imprint = found["imprint"]
    paper = Paper(f"Redline of {title}", title, imprint, size)
    paper.put("Overline", "REDLINE")
    paper.put("Title", found["terms"][0]["term"] if term and found["terms"] else term or title)
    if term:
        paper.put("Subtitle", title)
    paper.put("Body Text", f"From {_point(found, 'old', 'start')}")
    paper.put("Body Text", f"to {_point(found, 'new', 'end')}")
    if not term or not found["answered"]:
        paper.put("Body Text", found["sentence"])
    if found["changed"]:
        paper.put("Notice", _HOW)
        paper.put("Heading 1", "What changed the words")
        paper.put_table(
            ("No.", "by", "effective", "known from"),
            [_change_row(found, n) for n in range(len(found["changes"]))],
            (10, 90, 30, 30),
        )
        paper.put("Heading 1", "The words" if term else "The words that differ")
    for each in found["terms"]:
        _put_term(paper, found, each, is_one=bool(term))
    _put_end(paper, found)
    return paper.save()


def _point(view: Redline, side: str, asked: str) -> str:
    point: Any = view[side]  # type: ignore[literal-required]
    said = _day(point["on"]) if point["on"] else view["asked"][asked]  # type: ignore[literal-required]
    if point["series"]:
        why = f" ({point['series']['why']})" if point["series"]["why"] else ""
        said = f"the {point['series']['term']} {said}{why}"
    known = point["known"]["on"]
    return f"{said}, as known on {_day(known)}" if known else str(said)


def _change_row(view: Redline, n: int) -> tuple[str, str, str, str]:
    change = view["changes"][n]
    known = change["by"]["known_from"]
    return (
        str(change["number"]),
        paragraph_title(change["by"]) if change["way"] == "made" else change["sentence"],
        _day(change["effective_from"]),
        _day(known) if known else "",
    )


def _put_term(paper: Paper, view: Redline, term: RedlinedTerm, *, is_one: bool) -> None:
    if not is_one:
        paper.put("Heading 2", term["term"])
    for label, side in (("WAS", term["old"]), ("IS", term["new"])):
        if side["outcome"] != "in force":
            because = f", because: {side['because']}" if side["because"] else ""
            paper.put("Standing", f"{label}: {side['outcome'].upper()}{because}")
    if not term["changed"]:
        paper.put("Apparatus", term["sentence"])
    if term["segments"]:
        paper.put_tracked("Words", _segments(view, term))
    for number in dict.fromkeys(each["change"] for each in term["segments"]):
        if number is not None:
            paper.put("Apparatus", f"{number}. {view['changes'][number - 1]['sentence']}")
    for each in term["ranges"]:
        paper.put("Apparatus", f"was {range_line(each['old'])}; is {range_line(each['new'])}")


def _segments(view: Redline, term: RedlinedTerm) -> Iterator[tuple[str, str, str, str]]:
    for each in term["segments"]:
        number = each["change"]
        if number is None:
            yield each["kind"], each["text"], "", ""
        else:
            change = view["changes"][number - 1]
            yield each["kind"], each["text"], change["author"], change["effective_from"]


def _put_end(paper: Paper, view: Redline) -> None:
    if view["leans"]:
        paper.put("Heading 1", "What this leans on")
    for lean in view["leans"]:
        because = f": {lean['because']}" if lean["because"] else ""
        paper.put("Body Text", f"{lean['what']}{because}")
    paper.put("Heading 1", "As known when")
    for known in {known_line(view[side]["known"]): None for side in ("old", "new")}:
        paper.put("Body Text", known)
