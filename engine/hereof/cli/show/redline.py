"""`hereof redline` as text: `[-deleted-]` and `{+inserted+}`, each with its change's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.cli.show.parts import put_leans, put_unread
from hereof.cli.show.which import style_of
from hereof.report.moments import spoken_iso
from hereof.report.phrases import known_line, lines_of, range_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.cli.page import Page, Piece
    from hereof.report.redlined import Redline, RedlinedTerm, RedlinePoint, RedlineSegment


def show_redline(page: Page, view: Redline) -> None:
    """Put a redline on a page."""
    asked = view["asked"]["term"]
    title = view["terms"][0]["term"] if asked and view["terms"] else asked
    page.text(title or view["agreement"]["title"], "title")
    page.field("from", _point(view["old"], view["asked"]["start"]))
    page.field("to", _point(view["new"], view["asked"]["end"]))
    page.blank()
    if asked is None or not view["terms"]:
        page.text(view["sentence"])
    for term in view["terms"]:
        _put_term(page, term, is_one=asked is not None)
    page.blank()
    for change in view["changes"]:
        page.field(str(change["number"]), change["sentence"], hanging=2)
        words = change["by"]["words"]
        place = lines_of([*change["by"]["instruction"], *([words] if words else [])])
        if place:
            page.field("", place, hanging=2)
    put_leans(page, view["leans"])
    put_unread(page, view["new"]["known"])
    page.blank()
    page.text(known_line(view["new"]["known"]))


def _point(point: RedlinePoint, asked: str) -> str:
    said = spoken_iso(point["on"]) if point["on"] else asked
    series = point["series"]
    if series is not None:
        why = f" ({series['why']})" if series["why"] else ""
        said = f"{series['term']} {said}{why}"
    known = point["known"]["on"]
    return f"{said}, as known on {spoken_iso(known)}" if known else said


def _put_term(page: Page, term: RedlinedTerm, *, is_one: bool) -> None:
    if not is_one:
        page.blank()
        page.text(term["term"], "title")
    for label, side in (("was", term["old"]), ("is", term["new"])):
        text = [(side["outcome"], style_of(side["outcome"]))]
        if side["because"]:
            text.append((f", because: {side['because']}", ""))
        page.field(label, text)
    page.blank()
    if not (term["answered"] and term["changed"]):
        page.text(term["sentence"])
        page.blank()
    if term["changed"] or (is_one and term["segments"]):
        page.text(list(marked(term["segments"])), indent=4)
        page.blank()
    for each in term["ranges"]:
        page.field("Classes", range_line(each["old"]))
        page.field("now", range_line(each["new"]))


def marked(segments: Sequence[RedlineSegment]) -> Iterator[Piece]:
    """Mark what was deleted `[-so-]` and inserted `{+so+}`, the number of the change behind it.

    Space at either end of a change stands outside its marks; between what was deleted and what
    stands in its place there is a space, so that the two can be told apart.
    """
    after = " "
    for segment, following in zip(segments, (*segments[1:], None), strict=False):
        text, number = segment["text"], segment["change"]
        if number is None:
            yield (text, "")
            after = text[-1:]
            continue
        is_gone = segment["kind"] == "deleted"
        inner = text.strip(" ")
        goes_on = following is not None and following["change"] == number
        said = "" if goes_on else str(number)
        space = text.startswith(" ") or after == "]"
        trailing = text.endswith(" ")
        yield (" " if space and after != " " else "", "")
        mark, style = ("[-{}-]{}", "gone") if is_gone else ("{{+{}+}}{}", "new")
        yield (mark.format(inner, said), style)
        yield (" " if trailing else "", "")
        after = " " if trailing else "]"
