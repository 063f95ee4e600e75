"""Page furniture: the marks that a printer or a filing system put between the words.

Form feeds, `<PAGE>` tags and page numbers are no words of an instrument. What
might be words is kept: a bare number counts as furniture only at the edge of a
page that the text itself marks, and `Page 12` only at such an edge or on a line
that stands by itself.
"""

from __future__ import annotations

import re

from hereof.patterns import pattern

_IN_LINE = r"[^\S\n]*"
_INDENT = r"[^\S\n\f]*"
_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMERAL = rf"(?:\d{{1,4}}|{_ROMAN})"
_PAGE_WORD = r"page[^\S\n\f]+\d{1,4}(?:[^\S\n\f]+of[^\S\n\f]+\d{1,4})?"
_PAGE_TAG = rf"<page>{_INDENT}{_NUMERAL}?"
_DASHED = rf"(?:\[-{_INDENT}{_NUMERAL}{_INDENT}-\]|-{_INDENT}{_NUMERAL}{_INDENT}-)"
_EDGE_NUMBER = rf"(?:{_NUMERAL}|{_PAGE_WORD})"
_LINE_END = rf"(?={_INDENT}(?:[\n\f]|\Z))"
_TAG_LINE = rf"{_INDENT}{_PAGE_TAG}{_LINE_END}"

# Two line feeds stand before the text while it is searched, so that each of
# these may begin with the line feed before its line: `re` finds that fast.
_BEFORE_TEXT = "\n\n"


def _patterns(line_start: str) -> tuple[re.Pattern[str], ...]:
    before_break = rf"(?:[^\S\f]*\f|\s*{line_start}{_TAG_LINE})"
    sources = (
        rf"{line_start}{_INDENT}{_EDGE_NUMBER}(?={before_break})",
        rf"\f\s*+(?:{_EDGE_NUMBER}{_LINE_END})?",
        rf"{line_start}{_TAG_LINE}\s*(?:{_EDGE_NUMBER}{_LINE_END})?",
        rf"{line_start}{_INDENT}{_DASHED}{_LINE_END}",
        rf"\n{_IN_LINE}\n{_IN_LINE}{_PAGE_WORD}(?={_IN_LINE}(?:\n{_IN_LINE}(?:\n|\Z)|\Z))",
    )
    return tuple(pattern(source, re.IGNORECASE) for source in sources)


_WITHOUT_FORM_FEEDS = _patterns(r"\n")
_WITH_FORM_FEEDS = _patterns(r"[\n\f]")
_WORD_CHARACTER = pattern(r"\S")


def mark_furniture(text: str) -> str:
    r"""Turn every character of page furniture into a form feed.

    The result is as long as the text, so that offsets stay what they are; the
    form feed is white space, so that furniture parts words like any other gap.

    Args:
        text: A document's text, line ends as `\n`.

    Returns:
        The text with its furniture turned into form feeds.
    """
    marked = _BEFORE_TEXT + text
    for each in _WITH_FORM_FEEDS if "\f" in text else _WITHOUT_FORM_FEEDS:
        marked = each.sub(_as_form_feeds, marked)
    return marked[len(_BEFORE_TEXT) :]


def _as_form_feeds(found: re.Match[str]) -> str:
    return _WORD_CHARACTER.sub("\f", found.group())
