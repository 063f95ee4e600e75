"""`hereof read` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.show.findings import show_finding
from hereof.report.moments import spoken_iso
from hereof.report.phrases import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.cli.page import Page, Piece
    from hereof.diagnostics import Diagnostic
    from hereof.report.figures import Figure
    from hereof.report.parse import Node
    from hereof.report.read import Difference, Read, ReadingFound, Wanted

_STYLES: Final = {"read": "good", "ambiguous": "doubt", "refused": "bad"}
_INDENT: Final = 2
_DEEPEST: Final = 12
"""Deeper parts stand at one margin, so that there is room for their words."""


def show_read(page: Page, view: Read, findings: Iterable[Diagnostic]) -> None:
    """Put what words state on a page."""
    page.text(view["status"], _STYLES[view["status"]])
    page.text(view["sentence"])
    several = len(view["readings"]) > 1
    for number, reading in enumerate(view["readings"], 1):
        page.blank()
        _put_reading(page, reading, f"reading {number}" if several else "reading")
    page.blank()
    for number, each in enumerate(view["settled_by"]):
        page.field("settled by" if number == 0 else "", f"{each['name']}: {each['says']}")
    for number, difference in enumerate(view["differences"]):
        page.field("differ" if number == 0 else "", _difference(difference), hanging=2)
    for found in findings:
        show_finding(page, found)


def _put_reading(page: Page, reading: ReadingFound, label: str) -> None:
    page.field(label, reading["notation"], "title", hanging=2)
    if reading["dimension"]:
        page.field("in", reading["dimension"])
    for number, wanted in enumerate(reading["inputs"]):
        page.field("inputs" if number == 0 else "", _wanted(wanted), hanging=2)
    page.blank()
    _put_node(page, reading["parse"], 1)


def _wanted(wanted: Wanted) -> str:
    whom = f" of {', '.join(wanted['of'])}" if wanted["of"] else ""
    when = wanted["timing"] or "on the date asked about"
    return f"{wanted['quantity']}{whom}; {when}"


def _put_node(page: Page, node: Node, depth: int) -> None:
    """Put a part of the formula: its role, what it is, and its words."""
    pieces: list[Piece] = []
    if node["role"]:
        pieces.append((f"{node['role']}: ", "hint"))
    pieces.append((node["kind"], "label"))
    if node["words"] is None:
        pieces.append((f" {node['formula']}, not in words of its own", ""))
    else:
        pieces.append((f" {cut(node['words'])}", ""))
    page.text(pieces, indent=min(depth, _DEEPEST) * _INDENT, hanging=4)
    for part in node["parts"]:
        _put_node(page, part, depth + 1)


def _difference(difference: Difference) -> str:
    """Say for which figures two readings differ."""
    one, other = difference["first"], difference["second"]
    if difference["why"]:
        return f"readings {one} and {other} are taken to differ: {difference['why']}"
    facts = [f"{each['input']} is {shown(each['value'])}" for each in difference["given"]]
    if difference["on_date"]:
        facts.insert(0, f"the date asked about is {spoken_iso(difference['on_date'])}")
    where = " and ".join((", ".join(facts[:-1]), *facts[-1:])).removeprefix(" and ")
    return (
        f"{f'where {where}, ' if facts else ''}reading {one} gives "
        f"{shown(difference['first_value'])} and reading {other} gives "
        f"{shown(difference['second_value'])}"
    )


def shown(value: Figure | None) -> str:
    """Give a value as people read it."""
    if value is None:
        return "no value"
    return value["shown"] if value["is_all"] else value["exact"]
