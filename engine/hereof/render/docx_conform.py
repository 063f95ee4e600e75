"""A conformed copy as a DOCX document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.render.docx_paper import Paper
from hereof.render.filters import FILTERS
from hereof.report.phrases import clocks, known_line, passage_tag, pending_line, pending_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hereof.report.conform import Conform, ConformedTerm, ConformedText, Passage

_day = FILTERS["day"]


def write_conform(view: Mapping[str, Any], size: str) -> bytes:
    """Write a conformed copy whose texts are visible already."""
    found: Conform = view  # type: ignore[assignment]
    title = found["agreement"]["title"]
    imprint = found["imprint"]
    day = _day(found["on"]) if found["on"] else found["asked"]["on"]
    running = f"{title}, conformed copy as amended through {day}"
    paper = Paper(running, running, imprint, size)
    paper.put("Overline", "CONFORMED COPY")
    paper.put("Title", title)
    known = found["known"]["on"]
    read = f", as known on {_day(known)}" if known else ""
    paper.put("Subtitle", f"as amended through {day}{read}")
    paper.put("Notice", found["notice"])
    if not found["answered"]:
        paper.put("Body Text", found["sentence"])
    _put_instruments(paper, found)
    for part in found["parts"]:
        paper.put("Heading 1", part["title"] or "Of the whole agreement")
        for term in part["terms"]:
            _put_term(paper, term, named=term["term"] != part["title"])
    _put_end(paper, found)
    return paper.save()


def _put_instruments(paper: Paper, view: Conform) -> None:
    if view["instruments"]:
        paper.put("Heading 1", "The instruments that it is made of")
        paper.put(
            "Body Text",
            "In the order of execution. The number behind a passage names the instrument, and its "
            "paragraph, that put it there.",
        )
        rows = [
            (
                str(each["number"]),
                each["name"],
                _day(each["instrument"]["dated"]),
                _day(each["instrument"]["executed"]) if each["instrument"]["executed"] else "",
                "\n".join(_day(day) for day in each["effective"]),
            )
            for each in view["instruments"]
        ]
        heads = ("No.", "instrument", "dated", "executed", "effective here from")
        paper.put_table(heads, rows, (10, 57, 31, 31, 31))
    if view["without_effect"]:
        paper.put("Heading 1", "Known of, and without effect here")
        rest = [
            (
                each["name"],
                _day(each["instrument"]["dated"]),
                _day(each["instrument"]["executed"]) if each["instrument"]["executed"] else "not",
                "\n".join(each["reasons"]),
            )
            for each in view["without_effect"]
        ]
        paper.put_table(("instrument", "dated", "executed", "why"), rest, (46, 31, 31, 52))


def _put_term(paper: Paper, term: ConformedTerm, *, named: bool) -> None:
    if named:
        paper.put("Heading 2", term["term"])
    if term["outcome"] != "in force":
        paper.put("Standing", term["outcome"].upper())
        if term["outcome"] not in ("in force as construed", "words not on file"):
            paper.put("Apparatus", term["sentence"])
    for number, text in enumerate(term["texts"]):
        if len(term["texts"]) > 1:
            paper.put("Standing", f"TEXT {number + 1} OF {len(term['texts'])}")
        _put_text(paper, text)
    for suspension in term["suspensions"]:
        does = "waived" if suspension["waived"] else "suspended"
        treated = suspension["treated_as"]
        paper.put("Apparatus", f"{does} by {clocks(suspension['by'])}; treated as {treated}")
    for paragraph in term["pending"]:
        paper.put("Apparatus", f"{pending_tag(paragraph)}: {pending_line(paragraph)}")


def _put_text(paper: Paper, text: ConformedText) -> None:
    if text["passages"]:
        paper.put("Words", *tagged(text["passages"]))
    elif text["status"] != "none":
        edits = text["edited_by"]
        edited = f", as edited by {' and '.join(edits)}" if edits else ""
        paper.put("Apparatus", f"The words are not on file{edited}.")
    if text["construed"] is not None:
        paper.put("Standing", "AS CONSTRUED, NOT EVIDENCE")
        paper.put("Construed Words", text["construed"])
    if text["because"] is not None:
        paper.put("Apparatus", f"because: {text['because']}")


def tagged(passages: list[Passage]) -> Iterator[tuple[str, str]]:
    """Put behind each passage who put it there."""
    for passage in passages:
        text = passage["text"]
        yield text.rstrip(" "), ""
        yield f"[{passage_tag(passage)}]", "Passage Tag"
        if text.endswith(" "):
            yield " ", ""


def _put_end(paper: Paper, view: Conform) -> None:
    if view["gone"]:
        paper.put("Heading 1", "No longer in force")
    for term in view["gone"]:
        paper.put("Body Text", term["sentence"])
    if view["leans"]:
        paper.put("Heading 1", "What this leans on")
    for lean in view["leans"]:
        because = f": {lean['because']}" if lean["because"] else ""
        paper.put("Body Text", f"{lean['what']}{because}")
    paper.put("Heading 1", "As known when")
    paper.put("Body Text", known_line(view["known"]))
