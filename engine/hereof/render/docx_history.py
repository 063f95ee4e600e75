"""The history of a definition in a DOCX document, each change of its words tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.render.filters import FILTERS
from hereof.report.phrases import (
    clocks,
    instrument_line,
    paragraph_title,
    pending_line,
    pending_tag,
    ruled,
    undoing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.render.docx_paper import Paper
    from hereof.report.definition import DefinitionReport
    from hereof.report.history import Held
    from hereof.report.redlines import VersionRedline
    from hereof.report.which import Which

_day = FILTERS["day"]
_SAME = "its words are the same"


def put_besides(paper: Paper, answer: Which) -> None:
    """Put what bears on a definition beside its words: suspensions, what is pending or undone."""
    lines = list(_besides(answer))
    if lines:
        paper.put("Heading 1", "What bears on it besides")
    for standing, line in lines:
        paper.put("Standing", standing)
        paper.put("Apparatus", line)


def _besides(answer: Which) -> Iterator[tuple[str, str]]:
    for each in answer["suspensions"]:
        does = "WAIVED" if each["waived"] else "SUSPENDED"
        yield does, f"{clocks(each['by'])}, treated as {each['treated_as']}"
    for lapsed in answer["lapsed"]:
        yield (
            "LAPSED",
            (
                f"{clocks(lapsed['by'])} lay on the definition that stood before "
                f"{paragraph_title(lapsed['ended_by'])}"
            ),
        )
    for pending in answer["pending"]:
        yield pending_tag(pending).upper(), pending_line(pending)
    for instrument in answer["unexecuted"]:
        lacking = ", ".join(instrument["lacking"])
        why = f"; lacking the signature of {lacking}" if lacking else ""
        yield "NOT EXECUTED", f"{instrument_line(instrument)}{why}"
    for undone in answer["undone"]:
        paragraph = undone["paragraph"]
        yield (
            "DOES NOT COUNT",
            (f"{paragraph_title(paragraph)}, which {paragraph['does']}, {undoing(undone)}"),
        )


def put_history(paper: Paper, view: DefinitionReport) -> None:
    """Put the versions of a definition, each against the one before it."""
    past = view["past"]
    paper.put("Heading 1", "History")
    paper.put("Body Text", past["sentence"])
    figures = paper.figures(view)
    for kind in ("timeline", "plane"):
        paper.put_figure(figures.get(kind))
    before = ""
    for number, (held, change) in enumerate(zip(past["held"], view["redlines"], strict=True), 1):
        paper.put("Heading 2", f"{number}. {_when(held)}")
        paper.put("Apparatus", _governs(held, past["series"]))
        for version in held["versions"]:
            if version["status"] == "not on file":
                paper.put("Standing", "NOT ON FILE")
        _put_change(paper, held, change, is_first=not before)
        before = held["outcome"]
    for held in past["superseded"]:
        until = f" until {_day(held['known_until'])}" if held["known_until"] else ""
        paper.put("Standing", "KNOWN BEFORE, AND SUPERSEDED")
        paper.put("Apparatus", f"{_when(held)}, known{until}{_by(held)}")


def _put_change(paper: Paper, held: Held, change: VersionRedline, *, is_first: bool) -> None:
    if change["segments"]:
        if "as construed" in (change["old_status"], change["new_status"]):
            paper.put("Standing", "AS CONSTRUED: THIS COMPARES WITH WORDS THAT ARE NOT ON FILE")
        author = held["governed_by"]["title"] if held["governed_by"] else ""
        day = held["effective_from"] or ""
        paper.put_tracked(
            "Words", [(each["kind"], each["text"], author, day) for each in change["segments"]]
        )
    elif is_first or change["why_none"] != _SAME:
        for version in held["versions"]:
            style = "Words" if version["words"] is not None else "Construed Words"
            said = version["words"] or version["construed"] or "There are no words to show."
            paper.put(style, said)
    else:
        paper.put("Apparatus", "Its words are the same as before.")


def _when(held: Held) -> str:
    start = f"from {_day(held['effective_from'])}" if held["effective_from"] else "from the first"
    until = f" until {_day(held['effective_until'])}" if held["effective_until"] else ", open"
    return f"{held['outcome'][:1].upper()}{held['outcome'][1:]}, effective {start}{until}"


def _by(held: Held) -> str:
    return f"; by {paragraph_title(held['governed_by'])}" if held["governed_by"] else ""


def _governs(held: Held, series: str | None) -> str:
    known = f"known from {_day(held['known_from'])}" if held["known_from"] else "known"
    governed = held["governed"]
    if not governed:
        return f"{known}{_by(held)}"
    if not governed["count"]:
        through = FILTERS["month"](governed["through"]) if governed["through"] else ""
        return f"{known}{_by(held)}; {ruled(held)} no {series}{through and f' through {through}'}"
    many = FILTERS["counted"](governed["count"], series)
    on = " shown here, and goes on" if governed["goes_on"] else ""
    return f"{known}{_by(held)}; {ruled(held)} {many}{on}"
