"""The passages of a document, and whether a quotation ends where its passage does."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from hereof.documents.amending import amending_places
from hereof.documents.quotation import Match

if TYPE_CHECKING:
    from hereof.documents.document import Document
    from hereof.documents.paragraphs import Paragraph

_SHOWN = 120
_CLOSED = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\Z")
_CLOSING_MARK = re.compile(r"[.,]?(?:[\"\u201d]|''|\u2019\u2019)")
_LISTED = re.compile(r".?;(?:\s*(?:and|or))?")
_CLOSES = {'"': '"', "\u201c": "\u201d"}
_SMALL = re.compile(r"[\"\u201c']?(?:[a-z;]|(?i:provided\b))")
_ITEM = re.compile(r"[\"\u201c']?\(([A-Za-z]{1,5}|\d{1,2})\)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


def passages(document: Document) -> tuple[tuple[int, int], ...]:
    """Give the stretches between blank lines, as flow offsets.

    A passage goes on over a page break unless its words there end a sentence
    and a blank line follows. It ends where, after a sentence, a term in quotation
    marks begins to be defined.
    """
    return document.flow.passages


def numbered_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Give the numbered paragraphs of an instrument, in their order."""
    return document.paragraphs


def words_after(document: Document, match: Match) -> str:
    """Give the rest of the passage after some words; empty if they end it."""
    _, end = _passage(document, match.end - 1)
    return document.flow.text[match.end : end].strip()


def words_before(document: Document, match: Match) -> str:
    """Give the passage up to some words; empty if they begin it."""
    start, _ = _passage(document, match.start)
    return document.flow.text[start : match.start].strip()


def ends_open(document: Document, match: Match) -> str:
    """Tell whether words stop short of where the document's own words end.

    Words end as they should at a closing quotation mark that is not theirs, or
    with a full stop at the end of a passage which the next does not go on; or at
    a semicolon behind which the next term begins to be defined.

    Args:
        document: The document that the words were found in.
        match: The words.

    Returns:
        What follows, up to 120 characters; empty if the words end as they should.
    """
    if _stands_in_marks(document, match):
        return ""
    closing = _closing_mark(document, match)
    if closing is not None:
        return _shorten(document.flow.text[match.end : closing].strip())
    rest = words_after(document, match)
    words = document.flow.text[match.start : match.end]
    following = _next_passage(document, match.end - 1)
    if _begins_definition(document, following[0]) and _LISTED.fullmatch(words[-1:] + rest):
        return ""
    if rest:
        return _shorten(rest)
    if _CLOSED.search(words) and not _continues(document, words, following):
        return ""
    start, end = following
    return _shorten(document.flow.text[start:end])


def amending_verbs(document: Document) -> tuple[Match, ...]:
    """Find the words that order a change, such as "is hereby amended"."""
    flow = document.flow
    return tuple(Match(start, end, flow) for start, end in amending_places(flow.lowered))


def _passage(document: Document, offset: int) -> tuple[int, int]:
    known = document.flow.passages
    return known[bisect_right(known, (offset, len(document.flow.text))) - 1]


def _next_passage(document: Document, offset: int) -> tuple[int, int]:
    known = document.flow.passages
    at = bisect_right(known, (offset, len(document.flow.text)))
    return known[at] if at < len(known) else (len(document.flow.text),) * 2


def _stands_in_marks(document: Document, match: Match) -> bool:
    """Tell whether a quotation mark that was opened before the words closes after them."""
    if not _CLOSING_MARK.match(document.flow.text, match.end):
        return False
    words = document.flow.text[match.start : match.end]
    return words.count('"') % 2 == 0 and words.count("\u201c") == words.count("\u201d")


def _closing_mark(document: Document, match: Match) -> int | None:
    """Give where the quotation mark closes that is opened right before words, if it closes later.

    Nothing is given where a numbered paragraph begins before it closes, since the mark that
    closes is then another's.
    """
    text = document.flow.text
    start = match.start
    for beginning in document.flow.beginnings:
        if beginning.end <= match.start and not text[beginning.end : match.start].strip(" ,:"):
            start = beginning.named
    opening = text[max(0, start - 2) : start]
    mark = opening[-1:]
    if mark not in _CLOSES or (
        len(opening) > 1 and not (opening[0].isspace() or opening[0] == "(")
    ):
        return None
    if mark == '"' and text.count('"', 0, start) % 2 == 0:
        return None
    limit = min((p.start for p in document.paragraphs if p.start > start), default=len(text))
    depth = 1
    for at in range(start, limit):
        if mark == '"' and text[at] == '"':
            opens = text[at - 1 : at].isspace() and not text[at + 1 : at + 2].isspace()
            depth += 1 if opens else -1
        elif mark != '"' and text[at] in (mark, _CLOSES[mark]):
            depth += 1 if text[at] == mark else -1
        if not depth:
            return at if at > match.end + 1 else None
    return None


def _begins_definition(document: Document, offset: int) -> bool:
    return any(beginning.start == offset for beginning in document.flow.beginnings)


def _continues(document: Document, words: str, following: tuple[int, int]) -> bool:
    """Tell whether a passage goes on what the words before it say."""
    start, end = following
    if any(paragraph.start == start for paragraph in document.paragraphs):
        return False
    if _begins_definition(document, start):
        return False
    text = document.flow.text[start:end]
    item = _ITEM.match(text)
    return bool(_SMALL.match(text)) or bool(item and _follows_item(item[1], words))


def _follows_item(item: str, words: str) -> bool:
    """Tell whether the item before this one, as (i) before (ii), is among the words."""
    before: list[str] = []
    if item.isdigit():
        before.append(str(int(item) - 1))
    elif item.lower() in _ROMANS[1:]:
        before.append(_ROMANS[_ROMANS.index(item.lower()) - 1])
    if item.isalpha() and len(item) == 1 and item not in "aA":
        before.append(chr(ord(item) - 1))
    capitals = item.isupper()
    return any(f"({one.upper() if capitals else one})" in words for one in before)


def _shorten(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN + 1].rpartition(" ")[0] or text[:_SHOWN]
