"""The parts that several texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.report.moments import spoken_iso
from hereof.report.phrases import (
    clocks,
    correction_title,
    instrument_line,
    lines_of,
    paragraph_title,
    pending_tag,
    undoing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.cli.asking import Question
    from hereof.cli.page import Page
    from hereof.report import shapes


def put_corrections(page: Page, paragraph: shapes.Paragraph, *, named: bool = False) -> None:
    """Put who corrected a paragraph, and where; `named` where its name does not stand above."""
    of = f"{paragraph_title(paragraph)}, " if named else ""
    for correction in paragraph["corrected_by"]:
        page.field("corrected", f"{of}by {correction_title(correction)}", hanging=2)
        place = lines_of(correction["instruction"])
        if place:
            page.field("", place)


def put_words(page: Page, version: shapes.Version) -> None:
    """Put the words of a version, labelled where they are not on file."""
    if version["status"] == "none":
        return
    if version["words"] is not None:
        page.text(version["words"], indent=4)
        return
    edits = version["unreadable_edits"]
    edited = f", as edited by {' and '.join(edits)}" if edits else ""
    page.text([(f"words not on file{edited}", "doubt")], indent=4)
    if version["construed"] is not None:
        page.text([("as construed: ", "doubt"), (version["construed"], "")], indent=4)
    if version["because"] is not None:
        page.text([("because: ", "label"), (version["because"], "")], indent=4)


def put_undone(page: Page, undone: Iterable[shapes.Undone], *, stands: bool) -> None:
    """Put the paragraphs that do not count, and who undid each, with the evidence.

    Args:
        page: Where to put them.
        undone: The paragraphs.
        stands: Whether there is a definition that may be restored.
    """
    for each in undone:
        paragraph, by = each["paragraph"], each["by"]
        said = f"{paragraph_title(paragraph)}, which {paragraph['does']}, {undoing(each)}"
        page.field("restored" if stands and each["displaced"] else "undone", said)
        place = lines_of((by or paragraph)["instruction"])
        if place:
            page.field("ordered", place)
        if each["document"] is not None:
            page.field("sha256", each["document"]["sha256"])


def put_lapsed(page: Page, lapsed: Iterable[shapes.Lapsed]) -> None:
    """Put what suspended an earlier definition of the term, and why it no longer does."""
    for each in lapsed:
        does = "waived" if each["waived"] else "suspended"
        ended = paragraph_title(each["ended_by"])
        before = f"{does} the definition that stood before {ended}"
        page.field("lapsed", f"{clocks(each['by'])}, {before}")
        page.field("", "no document on file says that it lies on this one too")
        if each["by"]["instruction"]:
            page.field("", lines_of(each["by"]["instruction"]))


def put_pending(page: Page, pending: Iterable[shapes.Paragraph]) -> None:
    """Put the paragraphs whose condition is not shown to be met."""
    for paragraph in pending:
        label = "pending" if pending_tag(paragraph) == "pending" else "ends"
        page.field(label, f"{paragraph_title(paragraph)}, which {paragraph['does']}")
        for ends, said in ((False, "not shown to be met"), (True, "it ends when")):
            waits = [c for c in paragraph["conditions"] if c["pending"] and c["ends"] is ends]
            texts = " and ".join(f'"{c["text"]}"' for c in waits if c["text"])
            if texts:
                page.field("", f"{said}: {texts}")
        if paragraph["instruction"]:
            page.field("", lines_of(paragraph["instruction"]))


def put_unexecuted(page: Page, instruments: Iterable[shapes.Instrument]) -> None:
    """Put the instruments that are known of and not executed."""
    for instrument in instruments:
        page.field("unsigned", f"{instrument_line(instrument)}: known of, not executed")
        if instrument["lacking"]:
            page.field("", f"lacking the signature of {' and '.join(instrument['lacking'])}")
        elif instrument["executed"]:
            page.field("", f"executed later, on {spoken_iso(instrument['executed'])}")


def put_leans(page: Page, leans: Iterable[shapes.Lean]) -> None:
    """Put one line for everything construed."""
    for number, lean in enumerate(leans):
        because = f": {lean['because']}" if lean["because"] else ""
        page.field("leans on" if number == 0 else "", f"{lean['what']}{because}", hanging=2)


def put_unread(page: Page, known: shapes.Knowledge) -> None:
    """Put what lies on file and is not counted."""
    for number, each in enumerate(known["unread"]):
        page.field("not read" if number == 0 else "", f"{each['path']}: {each['why']}", hanging=2)


def put_taken(page: Page, question: Question) -> None:
    """Say how a term was understood, where it was not typed as it is defined."""
    if not question.exact:
        page.text([("taken as: ", "label"), (question.term, "")])
        page.blank()
