"""`hereof impact` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.show.calc import put_data, put_definitions
from hereof.cli.show.parts import put_leans, put_unread
from hereof.report.phrases import known_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.cli.page import Page
    from hereof.report.figures import Figure
    from hereof.report.impact_shapes import Changed, Impact, Side

_MOST_REASONS: Final = 4


def show_impact(page: Page, view: Impact) -> None:
    """Put what an instrument changes on a page."""
    page.text(f"{view['title']} ({view['instrument']})", "title")
    page.text(view["heading"], "doubt")
    page.blank()
    page.text(view["sentence"])
    for changed in view["terms"]:
        page.blank()
        _changed(page, changed)
    page.blank()
    put_definitions(page, view["definitions"])
    put_data(page, view["data"])
    put_leans(page, view["leans"])
    put_unread(page, view["known"])
    page.blank()
    page.text(known_line(view["known"]))


def _changed(page: Page, changed: Changed) -> None:
    page.text(changed["term"], "title")
    if changed["sentence"]:
        page.text(changed["sentence"])
    rows = [
        (each["on"], _side(each["without_it"]), _side(each["with_it"]), _signed(each["difference"]))
        for each in changed["dates"]
    ]
    if changed["total"] is not None:
        totals = (changed["total_without"], changed["total_with"])
        without, with_ = (each["shown"] if each else "" for each in totals)
        rows.append(("total", without, with_, _signed(changed["total"])))
    heads = ("without it", "with it", "difference")
    wide = [max(len(line[n]) for line in (("", *heads), *rows)) for n in (1, 2, 3)]
    page.columns([_right(row, wide) for row in rows], _right(("date", *heads), wide))
    reasons = dict.fromkeys(
        side["sentence"]
        for each in changed["dates"]
        for side in (each["without_it"], each["with_it"])
        if side["sentence"] and not side["gone"]
    )
    for reason in list(reasons)[:_MOST_REASONS]:
        page.text(reason)
    if len(reasons) > _MOST_REASONS:
        left = len(reasons) - _MOST_REASONS
        page.text(f"And {left} more such reasons; `--json` gives each.")


def _right(row: Sequence[str], wide: Sequence[int]) -> tuple[str, ...]:
    """Put all cells but the first to the right of their columns, and an empty one after them."""
    return (row[0], *(cell.rjust(width) for cell, width in zip(row[1:], wide, strict=True)), "")


def _side(side: Side) -> str:
    return side["value"]["shown"] if side["value"] else side["gone"] or "no value"


def _signed(difference: Figure | None) -> str:
    if difference is None:
        return ""
    shown = difference["shown"]
    return shown if shown.startswith("-") or difference["exact"] == "0" else f"+{shown}"
