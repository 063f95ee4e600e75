"""`hereof conform` as text: each passage with the number of the instrument that put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.cli.show.parts import put_leans, put_unread
from hereof.cli.show.which import style_of
from hereof.report.moments import spoken_iso
from hereof.report.phrases import clocks, known_line, passage_tag, pending_line, pending_tag
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.cli.page import Page, Piece
    from hereof.report import shapes
    from hereof.report.conform import (
        Conform,
        ConformedInstrument,
        ConformedTerm,
        ConformedText,
        Passage,
    )


def show_conform(page: Page, view: Conform) -> None:
    """Put a conformed copy on a page."""
    page.text(view["sentence"], "title")
    page.blank()
    page.text(view["notice"], "doubt")
    page.blank()
    for each in view["instruments"]:
        page.field(f"[{each['number']}]", instrument_line(each), hanging=2)
    for other in view["without_effect"]:
        said = f"{other['name']}, {dates_of(other['instrument'])}: {'; '.join(other['reasons'])}"
        page.field("no effect", said, hanging=2)
    for part in view["parts"]:
        page.blank()
        if part["title"]:
            page.text(part["title"], "title")
            page.blank()
        for term in part["terms"]:
            _put_term(page, term, named=term["term"] != part["title"])
    page.blank()
    for term in view["gone"]:
        page.field("gone", term["sentence"], hanging=2)
    put_leans(page, view["leans"])
    put_unread(page, view["known"])
    page.blank()
    page.text(known_line(view["known"]))


def dates_of(instrument: shapes.Instrument) -> str:
    """Say the date that an instrument bears, and the day of its execution."""
    executed = instrument["executed"]
    said = f"dated {spoken_iso(instrument['dated'])}"
    return f"{said}, executed {spoken_iso(executed)}" if executed else f"{said}, not executed"


def instrument_line(each: ConformedInstrument) -> str:
    """Name an instrument with its dates and those from which it is effective here."""
    effective = " and ".join(spoken_iso(day) for day in each["effective"])
    said = f"{each['name']}, {dates_of(each['instrument'])}"
    return f"{said}, effective {effective}" if effective else said


def _put_term(page: Page, term: ConformedTerm, *, named: bool) -> None:
    if named:
        page.text(term["term"], "title")
    if term["outcome"] != Outcome.IN_FORCE.value:
        page.text(term["outcome"], style_of(term["outcome"]), indent=4)
        if term["outcome"] not in (Outcome.AS_CONSTRUED.value, Outcome.NOT_ON_FILE.value):
            page.text(term["sentence"], indent=4)
    for number, text in enumerate(term["texts"]):
        if len(term["texts"]) > 1:
            page.text(f"text {number + 1} of {len(term['texts'])}", "doubt", indent=4)
        _put_text(page, text)
    for suspension in term["suspensions"]:
        does = "waived" if suspension["waived"] else "suspended"
        page.text(f"{does} by {clocks(suspension['by'])}", "doubt", indent=4, hanging=2)
    for paragraph in term["pending"]:
        said = f"{pending_tag(paragraph)}: {pending_line(paragraph)}"
        page.text(said, "hint", indent=4, hanging=2)
    page.blank()


def _put_text(page: Page, text: ConformedText) -> None:
    if text["passages"]:
        page.text(list(tagged(text["passages"])), indent=4)
    elif text["status"] != "none":
        edits = text["edited_by"]
        edited = f", as edited by {' and '.join(edits)}" if edits else ""
        page.text(f"words not on file{edited}", "doubt", indent=4)
    if text["construed"] is not None:
        page.text([("as construed: ", "doubt"), (text["construed"], "")], indent=4)
    if text["because"] is not None:
        page.text([("because: ", "label"), (text["because"], "")], indent=4)


def tagged(passages: Sequence[Passage]) -> Iterator[Piece]:
    """Put behind each passage who put it there: `[2, paragraph 3]`."""
    for passage in passages:
        text = passage["text"]
        yield (text.rstrip(" "), "")
        yield (f"[{passage_tag(passage)}]", "label")
        if text.endswith(" "):
            yield (" ", "")
