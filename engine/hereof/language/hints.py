"""Mistakes that are told by their look, each with a finding and a remedy of its own.

The parser says where it could go no further. What was done wrong often stands before
that place, as the quotation that is not closed does, or has a better remedy than a
list of what could stand there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from hereof.calendar.typed import days_in, parts_of
from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.frozen import frozen
from hereof.language.blocks import HEADERS, KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from hereof.language.blocks import Block

_TEXT: Final = re.compile(r'"(?:[^"\\\n]|\\.)*("?)')
_ESCAPE: Final = re.compile(r'\\(?!["\\])')
_RUN: Final = re.compile(r"[^ \t\n\f\r\"]*")
_FACT: Final = re.compile(
    r"\w+[ \t\n]+(?:title|dated|executed|document|party|authority|requires|signed)(?=\s+[\"\dA-Z])"
)
_NAME_BEFORE: Final = re.compile(r"[A-Z][\w'\u2019/-]*(?:[ \t]+[A-Z0-9][\w'\u2019/-]*)*[ \t]+$")
_NAME_AFTER: Final = re.compile(
    r"[\w'\u2019/-]+(?:[ \t]+(?!(?:with|as|replace|delete|insert|treated)\b)[\w'\u2019/-]+)*"
)
_DATE: Final = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)"
    r"|[A-Za-z]{3,9}\.?[ ]+\d{1,2}(?:st|nd|rd|th)?,?[ ]+\d{4}(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th)?[ ]+[A-Za-z]{3,9}\.?,?[ ]+\d{4}(?!\d)"
)

_DOUBLE: Final = "“”„‟«»″＂"  # noqa: RUF001 - the very characters
_SINGLE: Final = "'‘’‚‛′"  # noqa: RUF001 - the same
_HYPHENS: Final = "‐‑‒–—―−"  # noqa: RUF001 - the same
_TYPED: Final = {
    **dict.fromkeys(_DOUBLE, 'a straight quotation mark (`"`)'),
    **dict.fromkeys(_SINGLE, 'straight double quotation marks about a text (`"..."`)'),
    **dict.fromkeys(_HYPHENS, "a hyphen (`-`)"),
    "§": "the word `Section`",
    "…": "three full stops (`...`)",
}


@frozen
class Place:
    """Where a parse failed.

    Attributes:
        source: The rule file.
        block: The block that could not be read.
        at: Where the parser could go no further.
        word: What stands there.
        kinds: The names of the terminals that could stand there.
    """

    source: Source
    block: Block
    at: int
    word: str
    kinds: Collection[str]

    @property
    def opening(self) -> Label:
        """The block, as every finding on a failed parse shows it."""
        block = self.block
        return Label(Span(self.source, block.start, block.start + len(block.keyword)), IN_BLOCK)

    @property
    def line(self) -> tuple[int, int]:
        """Where the line begins and ends."""
        text = self.source.text
        end = text.find("\n", self.at)
        return text.rfind("\n", 0, self.at) + 1, len(text) if end < 0 else end

    def span(self, start: int, end: int) -> Span:
        """Give a stretch of the file."""
        return Span(self.source, start, end)


IN_BLOCK: Final = "in this block"


def known_mistake(place: Place) -> Diagnostic | None:
    """Give the finding for a mistake that is told by its look; nothing for any other."""
    for look in _LOOKS:
        found = look(place)
        if found is not None:
            return found
    return None


def _quotation_mark(place: Place) -> Diagnostic | None:
    """Find the quotation that is not closed, or not opened, on the line.

    Where a closing mark is left out, the next opening one closes the text. It
    shows by the words that follow it without a space.
    """
    text, (start, end) = place.source.text, place.line
    found = _texts(text, start, end)
    if found and not found[-1][1]:
        first = next(each for each in found if each.end() > place.at)
        if first.start() == place.at:
            return _unclosed(place, first.start(), end)
        if "STRING" in place.kinds and not text[first.start() - 1].isspace():
            return _unopened(place, first.start())
    for each in found:
        if each[1] and each.end() == place.at and _is_word(text, place.at):
            return _unclosed(place, each.start(), end)
    return None


def _texts(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Give the texts in quotation marks on a line, as the parser reads them."""
    found: list[re.Match[str]] = []
    at = start
    while at < end and text[at] != "#":
        match = _TEXT.match(text, at, end) if text[at] == '"' else None
        if match is not None:
            found.append(match)
        at = match.end() if match else at + 1
    return found


def _is_word(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] in "$(.")


def _unclosed(place: Place, start: int, end: int) -> Diagnostic:
    line = place.source.text[start:end].rstrip()
    return error(
        "quotation-mark-missing",
        "the quotation that begins here is not closed",
        place.span(start, start + len(line)),
        place.opening,
        help='close it with `"` on the same line; for a longer text use quoted lines (`> ...`)',
    )


def _unopened(place: Place, mark: int) -> Diagnostic:
    return error(
        "quotation-mark-missing",
        "the quotation that ends here is not opened",
        place.span(place.at, mark + 1),
        place.opening,
        help='open it with `"` before its first word',
    )


def _escape(place: Place) -> Diagnostic | None:
    found = _TEXT.match(place.source.text, place.at)
    bad = _ESCAPE.search(found.group()) if found else None
    if found is None or bad is None:
        return None
    at = place.at + bad.start()
    return error(
        "unexpected-text",
        "a backslash in a text stands before a quotation mark or another backslash",
        place.span(at, at + 2),
        place.opening,
        help="for a backslash write two of them; a text has no other escapes",
    )


def _character(place: Place) -> Diagnostic | None:
    """Name a character that looks like another, or like none."""
    run = _RUN.match(place.source.text, place.at)
    stretch = run.group() if run else ""
    if place.source.text.startswith((*_DOUBLE, *_SINGLE), place.at):
        stretch = place.source.text[place.at]
    for offset, character in enumerate(stretch):
        if character in _SINGLE and (offset or "STRING" not in place.kinds):
            continue
        what = _told(character)
        if what:
            at = place.at + offset
            return error(
                "unexpected-text",
                f"{what} cannot stand here",
                place.span(at, at + 1),
                place.opening,
                help=f"type {_instead(character)}; any character may stand in quoted lines and "
                "between quotation marks",
            )
    return None


def _told(character: str) -> str:
    """Name a character that nobody types on purpose; empty for any other."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    if character in _TYPED:
        shown = f"`{character}`" if character != "`" else "a backtick"
        return f"{shown} ({code}, {name})"
    if character.isspace():
        return f"{code} ({name or 'a control character'}), which looks like a space,"
    if unicodedata.category(character) in ("Cf", "Cc"):
        return f"{code} ({name or 'a control character'}), which cannot be seen,"
    return ""


def _instead(character: str) -> str:
    if character in _TYPED:
        return _TYPED[character]
    return "a space" if character.isspace() else "the words anew without it"


def _keyword(place: Place) -> Diagnostic | None:
    """Report a keyword of a block that stands within another block."""
    start, end = place.line
    if place.word not in KEYWORDS or place.source.text[start : place.at].strip():
        return None
    if place.word == "define" and place.block.keyword == "paragraph":
        return None
    return error(
        "unexpected-text",
        f"`{place.word}` begins a block, and is indented",
        place.span(place.at, min(place.at + len(place.word), end)),
        place.opening,
        help=f"write `{place.word}` in the first column",
    )


def _nameless(place: Place) -> Diagnostic | None:
    """Report a header in which a line is taken for the name that is left out."""
    block = place.block
    if block.keyword not in HEADERS or not _FACT.match(place.source.text, block.start):
        return None
    return error(
        "unexpected-text",
        f"the header `{block.keyword}` names no instrument",
        place.span(block.start, block.start + len(block.keyword)),
        help="write the name of the agreement after it, as in `agreement series-1`, or the "
        "name of what belongs to it, as in `amendment series-1/1`",
    )


def _date(place: Place) -> Diagnostic | None:
    """Report a date that is written in another way than year-month-day."""
    found = _DATE.match(place.source.text, place.at, place.line[1])
    if "DATE" not in place.kinds or found is None:
        return None
    typed = found.group()
    return error(
        "unexpected-text",
        f"`{typed}` is no date as one is written here",
        place.span(found.start(), found.end()),
        place.opening,
        help=f"write year-month-day, as in `{_iso(typed) or '2003-10-21'}`",
    )


def _iso(typed: str) -> str:
    """Give a date as it should be written, where it can mean no other; else nothing."""
    year_first = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", typed)
    if year_first is not None:
        typed = f"{year_first[1]}-{int(year_first[2]):02}-{int(year_first[3]):02}"
    parts = parts_of(typed)
    if parts is None:
        return ""
    year, month, day = parts
    days = days_in(year, month)
    return f"{year:04}-{month:02}-{day:02}" if days is not None and 1 <= day <= days else ""


def name_help(place: Place) -> str:
    """Tell how a name is written that has a word in small letters; empty where none is meant."""
    text, (start, end) = place.source.text, place.line
    if not place.word[:1].islower():
        return ""
    before = _NAME_BEFORE.search(text, start, place.at)
    first = before.start() if before else place.at
    if before is None and "TERM" not in place.kinds:
        return ""
    rest = _NAME_AFTER.match(text, place.at, end)
    if rest is None:
        return ""
    return f'a name with a small letter stands in quotation marks: `"{text[first : rest.end()]}"`; '


_LOOKS: Final[tuple[Callable[[Place], Diagnostic | None], ...]] = (
    _quotation_mark,
    _escape,
    _character,
    _keyword,
    _nameless,
    _date,
)
