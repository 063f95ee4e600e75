"""A page of text: wrapped to the terminal, coloured there, plain and whole elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import click

from hereof.cli.output import emit
from hereof.cli.safe import safe
from hereof.cli.settings import NARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hereof.cli.settings import Settings

Piece: TypeAlias = "tuple[str, str]"
"""A text and its style; an empty style is plain."""

Text: TypeAlias = "str | Sequence[Piece]"

_STYLES: Final[dict[str, dict[str, bool | str]]] = {
    "title": {"bold": True},
    "good": {"fg": "green", "bold": True},
    "doubt": {"fg": "yellow", "bold": True},
    "bad": {"fg": "red", "bold": True},
    "label": {"dim": True},
    "gone": {"fg": "red"},
    "new": {"fg": "green"},
    "hint": {"fg": "cyan"},
}

_GUTTER: Final = 2
_LEAST: Final = 24
"""With less room than this a column of text is no longer read with ease."""


class Page:
    """Collects lines, then writes them at once."""

    def __init__(self, settings: Settings, *, err: bool = False, label: int = 10) -> None:
        self._color = settings.is_colored(err=err)
        self._width = settings.columns(err=err)
        self._err = err
        self._label = label
        self._lines: list[str] = []

    @property
    def width(self) -> int | None:
        """The width at which text is wrapped; nothing where it is not."""
        return self._width

    @property
    def _is_narrow(self) -> bool:
        return self._width is not None and self._width < NARROW

    def blank(self) -> None:
        """Leave a line empty, but never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def raw(self, text: str, style: str = "") -> None:
        """Put a line as it stands, but for what a terminal would obey."""
        self._lines.append(self._paint(safe(text).rstrip(), style))

    def text(self, text: Text, style: str = "", indent: int = 0, hanging: int = 0) -> None:
        """Put a paragraph.

        Args:
            text: Its words, or pieces with a style each.
            style: The style of the words.
            indent: Columns on the left.
            hanging: Further columns on the left of every line but the first.
        """
        self._put(_pieces(text, style), " " * indent, indent, indent + hanging)

    def field(self, label: str, text: Text, style: str = "", hanging: int = 0) -> None:
        """Put a paragraph beside its label; an empty label goes on under the last one."""
        if self._is_narrow:
            if label:
                self._lines.append(self._paint(label, "label"))
            self.text(text, style, _GUTTER, hanging)
            return
        margin = self._label + _GUTTER
        head = self._paint(label, "label") + " " * max(margin - len(label), 1)
        first = max(margin, len(label) + 1)
        self._put(_pieces(text, style), head, first, margin + hanging)

    def columns(self, rows: Sequence[Sequence[str]], heads: Sequence[str] = ()) -> None:
        """Put a table: aligned columns, the last one wrapped or running on.

        Where there is no room for the last one it stands beneath the others, and
        where there is none for those either, each cell has a line of its own.
        """
        table = [[safe(cell) for cell in row] for row in ([heads, *rows] if heads else rows)]
        if not table:
            return
        widths = [max(len(row[n]) for row in table) for n in range(len(table[0]) - 1)]
        left = sum(widths) + _GUTTER * len(widths)
        last = min(max(len(row[-1]) for row in table), _LEAST)
        if self._width is not None and left - _GUTTER > self._width:
            self._records(table, heads)
            return
        beneath = self._width is not None and left + last > self._width
        for number, row in enumerate(table):
            style = "label" if heads and not number else ""
            cells = [cell.ljust(wide) for cell, wide in zip(row, widths, strict=False)]
            head = "".join(cell + " " * _GUTTER for cell in cells)
            if beneath:
                self.raw(head, style)
                self.text(row[-1], style, 2 * _GUTTER, _GUTTER)
            else:
                self._put([(row[-1], style)], self._paint(head, style), left, left)

    def _records(self, table: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
        """Put the rows of a table one beneath the other, each cell with its heading."""
        for row in table[1:] if heads else table:
            self.text(row[0], hanging=_GUTTER)
            for name, cell in zip(heads or [""] * len(row), row, strict=True):
                if cell and cell is not row[0]:
                    self.text(
                        [(f"{name}: " if name else "", "label"), (cell, "")],
                        indent=_GUTTER,
                        hanging=_GUTTER,
                    )

    def write(self) -> None:
        """Write the page."""
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        if self._lines:
            emit("\n".join(self._lines), err=self._err)
        self._lines = []

    def _put(self, pieces: Iterable[Piece], head: str, first: int, margin: int) -> None:
        """Put a wrapped paragraph: `first` and `margin` are where its lines begin."""
        for number, line in enumerate(_wrapped(pieces, self._width, first, margin)):
            painted = "".join(self._paint(text, style) for text, style in line)
            self._lines.append(((" " * margin if number else head) + painted).rstrip())

    def _paint(self, text: str, style: str) -> str:
        if not (self._color and style and text.strip()):
            return text
        look = _STYLES[style]
        fg = look.get("fg")
        return click.style(
            text,
            fg=str(fg) if fg else None,
            bold=True if look.get("bold") else None,
            dim=True if look.get("dim") else None,
        )


def _pieces(text: Text, style: str) -> list[Piece]:
    found = [(text, style)] if isinstance(text, str) else list(text)
    return [(safe(words), look or style) for words, look in found]


def _wrapped(
    pieces: Iterable[Piece], width: int | None, first: int, rest: int
) -> list[list[Piece]]:
    """Break pieces into lines, between words only; a word too long for a line runs over."""
    lines: list[list[Piece]] = [[]]
    at = first
    for word in _words(pieces):
        length = sum(len(text) for text, _ in word)
        if lines[-1] and width is not None and at + 1 + length > width:
            lines.append([])
            at = rest
        if lines[-1]:
            last = lines[-1][-1][1]
            lines[-1].append((" ", last if last == word[0][1] else ""))
            at += 1
        lines[-1].extend(word)
        at += length
    return [_joined(line) for line in lines]


def _words(pieces: Iterable[Piece]) -> list[list[Piece]]:
    words: list[list[Piece]] = [[]]
    for text, style in pieces:
        for number, part in enumerate(text.split(" ")):
            if number and words[-1]:
                words.append([])
            if part:
                words[-1].append((part, style))
    return [word for word in words if word]


def _joined(line: list[Piece]) -> list[Piece]:
    """Join neighbours of one style, so that colour is not switched at every word."""
    joined: list[Piece] = []
    for text, style in line:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return joined
