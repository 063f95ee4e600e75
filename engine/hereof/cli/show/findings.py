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
            _detail(page, line.strip())
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
    marks = f"    {'':>{number}} | {'':>{start}}{'^' * wide}"
    if page.width is None or len(marks) + 1 + len(words) <= page.width:
        page.raw(f"{marks} {words}", "hint")
    else:  # there is no room beside the marks
        page.raw(marks, "hint")
        page.text(words, "hint", indent=number + 7, hanging=2)


def _detail(page: Page, line: str) -> None:
    """Put a line as it stands where there is room for it."""
    if page.width is None or len(line) + 4 <= page.width:
        page.raw(f"    {line}")
    else:
        page.text(line, indent=4, hanging=2)


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
    needed = len(marked) + (len(_CUT) if after else 0)
    if len(before) + needed > room and len(before) > len(_CUT):
        kept = max(min(_BEFORE, room - needed) - len(_CUT), 0)
        before = _CUT + before[len(before) - kept :]
    line = before + marked + after
    if len(line) > room:
        line = line[: room - len(_CUT)] + _CUT
    wide = min(len(marked), max(len(line) - len(before), 1))
    return line, len(before), max(wide, 1)
