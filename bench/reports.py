"""Measures the report of the real amendment: the page from a loaded rule base, and its print."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hereof
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.render.html import html
from hereof.render.pdf import missing, pdf
from hereof.report.definition import definition_report
from measure import Row, shown, turn_about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hereof.report.definition import DefinitionReport
    from measure import Pair

ROOT: Final = Path(__file__).resolve().parent.parent
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
FIGURES: Final = ROOT / "samples/ramp-2003-rs8.csv"
MOST_TO_RENDER: Final = 0.05
MOST_TO_PRINT: Final = 1.5


def reports(rounds: int) -> Iterator[Row]:
    """Make the page from the figures on, and print it.

    Args:
        rounds: How often each is done.
    """
    view = maker()
    page = html(view())
    pair = turn_about(lambda: html(view()), partial(json.dumps, view()), rounds)
    yield _row("definition report, HTML", pair, "its view as JSON", MOST_TO_RENDER)
    if missing():
        yield Row("definition report, PDF", "not here", "no Pango", None, "", None)
        return
    words = " ".join(piece["text"] for piece in view()["wordings"][0]["pieces"])
    bare = f"<!doctype html><html lang=en><title>Words</title><p>{words}</p></html>"
    pair = turn_about(partial(pdf, page), partial(pdf, bare), max(1, rounds // 3))
    yield _row("definition report, PDF", pair, "its words on a bare page", MOST_TO_PRINT)


def maker() -> Callable[[], DefinitionReport]:
    """Give what makes the view from a loaded rule base: it reads the figures and the words."""
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")

    def view() -> DefinitionReport:
        computer = computer_for(base, agreement, [FIGURES])
        return definition_report(base, agreement, TERM, Month(2003, 10), computer=computer)

    return view


def _row(name: str, pair: Pair, beside: str, most: float) -> Row:
    return Row(
        name,
        shown(pair.ours),
        f"{beside}, {shown(pair.theirs)}",
        pair.ratio,
        f"<= {most * 1000:.0f} ms",
        pair.ours <= most,
    )
