"""CSV in which a spreadsheet finds nothing to carry out, and of which every text can be had back.

A spreadsheet takes a cell for a formula by its beginning. Before such a text goes an apostrophe;
a negative number is no such text. A text that begins with apostrophes and goes on like a formula
gets one more, so that `plain` knows which to take away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK: Final = "'"
_DOES: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula, at its beginning."""

_NEGATIVE: Final = re.compile(r"-\$?[0-9][0-9,]*(\.[0-9]+)?(\.\.\.)?(/[0-9]+)?%?")
_QUOTED: Final = re.compile(r'[,"\r\n]')


def cell(text: str) -> str:
    """Give a text as a cell that a spreadsheet shows and does not carry out."""
    return _MARK + text if _is_done(text) else text


def plain(shown: str) -> str:
    """Give the text of a cell that `cell` made."""
    is_marked = shown.startswith(_MARK) and _is_done(shown[1:])
    return shown[1:] if is_marked else shown


def csv_line(texts: Iterable[str]) -> str:
    """Give a line of CSV (RFC 4180), without its line end."""
    return ",".join(_quoted(cell(text)) for text in texts)


def _is_done(text: str) -> bool:
    if _NEGATIVE.fullmatch(text):
        return False
    bare = text.lstrip(_MARK)
    return bare.startswith(_DOES) or bare.lstrip(" ").startswith(_DOES)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
