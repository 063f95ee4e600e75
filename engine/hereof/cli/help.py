"""The help of a command, laid out so that no word is broken and no line is too long."""

from __future__ import annotations

import shutil
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.output import emit
from hereof.cli.settings import NARROW, NARROWEST, WIDEST, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

_AS_IT_STANDS: Final = "\b\n"
_COLUMN: Final = 30
_GUTTER: Final = 2


def show_help(ctx: click.Context) -> None:
    """Print the help of a command; `--width` before it holds for it too."""
    width = ctx.ensure_object(Settings).width
    if width is None:
        width = max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)
    page = _Help(width=width)
    ctx.command.format_help(ctx, page)
    emit(page.getvalue().rstrip("\n"))


class _Help(click.HelpFormatter):
    """Wraps between words only, and puts what an option does beneath it where room is scarce."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        head = f"{prefix or 'Usage: '}{prog}"
        self._put(f"{head} {args}", 0, min(len(head) + 1, self.width // 2))

    def write_text(self, text: str) -> None:
        """Write paragraphs; one with the mark of click's for it as it stands."""
        parts = []
        for paragraph in text.split("\n\n"):
            if paragraph.startswith(_AS_IT_STANDS):
                lines = paragraph.removeprefix(_AS_IT_STANDS).splitlines()
                indent = " " * self.current_indent
                parts.append("".join(f"{indent}{line.rstrip()}\n" for line in lines))
            else:
                parts.append(self._wrapped(paragraph, self.current_indent, self.current_indent))
        self.write("\n".join(parts))

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = _COLUMN,
        col_spacing: int = _GUTTER,
    ) -> None:
        """Write what can be typed, with what it does."""
        listed = list(rows)
        column = min(max(len(first) for first, _ in listed), col_max)
        margin = self.current_indent + column + col_spacing
        beneath = self.width < NARROW
        for first, second in listed:
            if beneath or len(first) > column:
                self._put(first, self.current_indent, self.current_indent + _GUTTER)
                at = self.current_indent + 2 * _GUTTER if beneath else margin
                self._put(second, at, at)
            else:
                self._put(f"{first.ljust(column)}\0{second}", self.current_indent, margin)

    def _put(self, text: str, first: int, rest: int) -> None:
        self.write(self._wrapped(text, first, rest))

    def _wrapped(self, text: str, first: int, rest: int) -> str:
        head, mark, words = text.partition("\0")
        lead = f"{'':>{first}}{head}".ljust(rest) if mark else " " * first
        wrapper = TextWrapper(
            self.width,
            initial_indent=lead,
            subsequent_indent=" " * rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return wrapper.fill(" ".join((words if mark else text).split())) + "\n"
