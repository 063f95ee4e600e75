"""`hereof diff` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.cli.show.parts import put_corrections, put_leans, put_undone, put_unread
from hereof.cli.show.which import style_of
from hereof.report.moments import spoken_iso
from hereof.report.phrases import clocks, known_line, lines_of, range_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.cli.page import Page, Piece
    from hereof.report import shapes
    from hereof.report.diff import Diff, Segment
    from hereof.report.which import Which


def show_diff(page: Page, view: Diff) -> None:
    """Put a redline on a page."""
    page.text(view["term"], "title")
    page.field("from", _side(view["old"]))
    page.field("to", _side(view["new"]))
    page.blank()
    if not (view["answered"] and view["changed"]):
        page.text(view["sentence"])
    if view["answered"]:
        if not view["changed"]:
            page.blank()
        page.text(list(_redline(view["segments"])), indent=4)
    page.blank()
    for each in view["ranges"]:
        page.field("Classes", range_line(each["old"]))
        page.field("now", range_line(each["new"]))
    for number, paragraph in enumerate(view["by"]):
        page.field("by" if number == 0 else "", clocks(paragraph), hanging=2)
        place = lines_of([*paragraph["instruction"], *_words(paragraph)])
        if place:
            page.field("", place, hanging=2)
        put_corrections(page, paragraph)
    for number, paragraph in enumerate(view["no_longer"]):
        page.field("no longer" if number == 0 else "", clocks(paragraph), hanging=2)
    put_undone(page, _lifted(view), stands=False)
    put_leans(page, _leans(view))
    put_unread(page, view["new"]["known"])
    page.blank()
    page.text(known_line(view["new"]["known"]))


def _lifted(view: Diff) -> list[shapes.Undone]:
    """Give what suspended or waived the term on the first date and was undone by the second."""
    before = [(s["by"]["instrument"], s["by"]["paragraph"]) for s in view["old"]["suspensions"]]
    return [
        each
        for each in view["new"]["undone"]
        if (each["paragraph"]["instrument"], each["paragraph"]["paragraph"]) in before
    ]


def _words(paragraph: shapes.Paragraph) -> list[shapes.Quoted]:
    return [paragraph["words"]] if paragraph["words"] else []


def _side(view: Which) -> list[Piece]:
    outcome = (view["outcome"], style_of(view["outcome"]))
    series = view["series"]
    if series is not None:
        why = f" ({series['why']})" if series["why"] else ""
        return [(f"{series['term']} {spoken_iso(series['day'])}{why}, ", ""), outcome]
    if view["on"] is not None:
        return [(f"{spoken_iso(view['on'])}, ", ""), outcome]
    return [(f"{view['asked']['on']}, ", ""), outcome]


def _redline(segments: list[Segment]) -> Iterator[Piece]:
    """Mark what was deleted `[-so-]` and what was inserted `{+so+}`, spaces outside the marks."""
    before = ""
    for segment in segments:
        text = segment["text"]
        lead = " " if text.startswith(" ") or before == "deleted" != segment["kind"] else ""
        before = segment["kind"]
        if segment["kind"] == "same":
            yield (text, "")
            continue
        inner = text.strip(" ")
        mark, style = ("[-{}-]", "gone") if segment["kind"] == "deleted" else ("{{+{}+}}", "new")
        if lead:
            yield (lead, "")
        yield (mark.format(inner), style)


def _leans(view: Diff) -> list[shapes.Lean]:
    found = {(lean["what"], lean["because"]): lean for lean in view["old"]["leans"]}
    found.update({(lean["what"], lean["because"]): lean for lean in view["new"]["leans"]})
    return list(found.values())
