"""Findings, in one shape wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.cli.page import Page, Piece
    from hereof.diagnostics import Diagnostic, Label

_STYLES: Final = {"error": "bad", "warning": "doubt", "note": "hint"}
_LONGEST: Final = 160
_BEFORE: Final = 24
_CUT: Final = "..."


def show_findings(page: Page, findings: Iterable[Diagnostic]) -> None:
    """Put findings on a page, each with its places, its help and its detail."""
    for found in findings:
        page.blank()
        show_finding(page, found)


def show_finding(page: Page, found: Diagnostic) -> None:
    """Put one finding on a page."""
    style = _STYLES[found.severity.value]
    head: list[Piece] = [(f"{found.severity.value}[{found.code}]", style)]
    if found.labels:
        head.append((f" {_place(found.labels[0])}", "title"))
    page.text(head)
    page.text(found.message, indent=2)
    for number, label in enumerate(found.labels):
        _label(page, label, first=number == 0)
    if found.detail:
        for line in found.detail:
            page.raw(f"    {line.strip()}")
    if found.help:
        page.text([("help: ", "hint"), (found.help, "")], indent=2, hanging=6)


def _place(label: Label) -> str:
    """Give a place; a file or folder as a whole has no line."""
    span = label.span
    return span.place if span.source.text else span.source.path


def _label(page: Page, label: Label, *, first: bool) -> None:
    if not first:
        page.text(_place(label), indent=2)
    source = label.span.source
    if not source.text:
        if label.text and not first:
            page.text(label.text, indent=4)
        return
    (top, bottom), (line, column) = label.span.lines, source.position(label.span.start)
    text = source.line(line)
    length = len(text) - column + 1 if bottom > top else label.span.end - label.span.start
    excerpt, start, wide = _excerpt(text, column - 1, max(length, 1), _room(page, bottom))
    number = len(str(bottom))
    page.raw(f"    {line:>{number}} | {excerpt}")
    words = f"{label.text}, to line {bottom}" if bottom > top else label.text
    if bottom > top and not label.text:
        words = f"to line {bottom}"
    page.raw(f"    {'':>{number}} | {'':>{start}}{'^' * wide} {words}", "hint")


def _room(page: Page, bottom: int) -> int:
    width = page.width
    return _LONGEST if width is None else max(width - 7 - len(str(bottom)), 20)


def _excerpt(text: str, start: int, length: int, room: int) -> tuple[str, int, int]:
    """Cut a line to what fits, and give where the marked stretch then stands.

    A document's line may hold what a terminal would obey: it is shown by its
    number, which moves what stands behind it.
    """
    before, marked = safe(text[:start]), safe(text[start : start + length])
    after = safe(text[start + length : start + length + room])
    if len(before) + len(marked) > room and len(before) > _BEFORE:
        before = _CUT + before[-_BEFORE + len(_CUT) :]
    line = before + marked + after
    if len(line) > room:
        line = line[: room - len(_CUT)] + _CUT
    wide = min(len(marked), max(len(line) - len(before), 1))
    return line, len(before), max(wide, 1)
