"""`hereof explain` as text: the steps as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.cli.show.calc import put_data, put_definitions, show_value, shown
from hereof.cli.show.parts import put_leans, put_unread
from hereof.report.phrases import cut, known_line

if TYPE_CHECKING:
    from hereof.cli.page import Page, Piece
    from hereof.report.explain import Explain, Step

_INDENT = 2
_DEEPEST = 30
"""Deeper steps stand at one margin, so that there is room for their words."""


def show_explain(page: Page, view: Explain) -> None:
    """Put a value on a page, and every step beneath it."""
    page.text(view["term"], "title")
    value = view["value"]
    if view["steps"] is None:
        show_value(page, value)
    else:
        show_value(page, {**value, "figures": [], "rests_on": []})
        page.blank()
        _step(page, view["steps"], 0)
    page.blank()
    put_definitions(page, view["definitions"])
    put_data(page, view["data"])
    put_leans(page, value["leans"])
    put_unread(page, view["known"])
    page.blank()
    page.text(known_line(view["known"]))


def _step(page: Page, step: Step, depth: int, above: str | None = None) -> None:
    """Put a step: its value, what is done, the words where they are more than those above."""
    indent = min(depth, _DEEPEST) * _INDENT
    pieces: list[Piece] = [(shown(step["value"]), "good"), (f"  {step['kind']}", "label")]
    if step["note"]:
        pieces.append((f", {step['note']}", "doubt"))
    if step["kind"] == "input":
        pieces.append((f" {step['formula']}", ""))
    if step["words"] and step["place"] and not (step["source"] and step["place"] == above):
        if step["words"] != step["formula"] or step["kind"] != "input":
            pieces.append((f" {cut(step['words'])}", ""))
        pieces.append((f", {step['place']}", "hint"))
    if step["source"]:
        pieces.append((f", {step['source']}", "hint"))
    page.text(pieces, indent=indent, hanging=4)
    for each in step["steps"]:
        _step(page, each, depth + 1, step["place"])
