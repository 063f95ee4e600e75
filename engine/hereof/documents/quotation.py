"""Finding quoted words in a document, whatever its layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field

from hereof.diagnostics import Diagnostic, Label, Span, error
from hereof.documents.flow import layout_free, lower_in_place
from hereof.frozen import frozen
from hereof.tokens import cuts_token

if TYPE_CHECKING:
    from hereof.documents.document import Document
    from hereof.documents.flow import Flow

_LEADING_MARK = re.compile(r"\A(?:\.\.\.|…)\s*")
_TRAILING_MARK = re.compile(r"\s*(?:\.\.\.|…)\Z")
_INNER_MARK = re.compile(r"\.\.\.|…")
_SHOWN = 60
_MOST_LABELS = 5


@frozen
class Match:
    """Words found in a document.

    Attributes:
        start: Where they start in the document's flow.
        end: Where they end in it.
        known: Where they stand in the source, if that is known already.
    """

    start: int
    end: int
    _flow: Flow = field(repr=False)
    _known: Span | None = field(default=None, eq=False, repr=False)

    @property
    def span(self) -> Span:
        """The words in the source."""
        return self._known or self._flow.span(self.start, self.end)

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line of the words, counted from 1."""
        return self.span.lines


def find_text(
    document: Document,
    text: str,
    *,
    ignore_case: bool = False,
    within: tuple[int, int] | None = None,
) -> tuple[Match, ...]:
    """Find each place where words stand, as whole tokens, whatever the layout.

    Args:
        document: Where to look.
        text: The words.
        ignore_case: Take capitals and small letters as the same.
        within: Look only at this stretch of the document's flow.

    Returns:
        The places in order; none for a text without words.
    """
    words, flow = layout_free(text), document.flow.text
    if not words:
        return ()
    if ignore_case:
        words, flow = lower_in_place(words), document.flow.lowered
    start, end = within or (0, len(flow))
    found: list[Match] = []
    at = flow.find(words, start, end)
    while at != -1:
        if not cuts_token(flow, at) and not cuts_token(flow, at + len(words)):
            found.append(Match(at, at + len(words), document.flow))
        at = flow.find(words, at + 1, end)
    return tuple(found)


def find_all(
    document: Document, quoted: str, within: tuple[int, int] | None = None
) -> tuple[Match, ...]:
    """Find each place of a quotation; `...` at its ends marks an excerpt."""
    return find_text(document, strip_excerpt_marks(quoted), within=within)


def find_quotation(
    document: Document,
    quoted: str,
    *,
    quoted_at: Span,
    within: tuple[int, int] | None = None,
    lines: tuple[int, int] | None = None,
) -> Match | Diagnostic:
    """Find the one place of a quotation.

    Args:
        document: The evidence.
        quoted: The quoted text; `...` at its ends marks an excerpt.
        quoted_at: Where the rule file quotes it.
        within: The stretch of the flow where it must stand, such as a paragraph.
        lines: The first and last line of the document between which it must stand.

    Returns:
        The place, or why there is not exactly one.
    """
    words = strip_excerpt_marks(quoted)
    if not words:
        return _empty(quoted_at)
    everywhere = find_text(document, words)
    if not everywhere:
        return _not_found(document, words, quoted_at, within)
    fitting = [match for match in everywhere if _fits(match, within, lines)]
    if not fitting:
        return _elsewhere(document, words, quoted_at, everywhere, lines)
    if len(fitting) > 1:
        return _ambiguous(document, words, quoted_at, fitting)
    return fitting[0]


def strip_excerpt_marks(quoted: str) -> str:
    """Give a quotation without layout and without `...` at its ends."""
    words = _LEADING_MARK.sub("", layout_free(quoted))
    return _TRAILING_MARK.sub("", words)


def _fits(match: Match, within: tuple[int, int] | None, lines: tuple[int, int] | None) -> bool:
    if within and not (within[0] <= match.start and match.end <= within[1]):
        return False
    return not lines or (lines[0] <= match.lines[0] and match.lines[1] <= lines[1])


def _empty(quoted_at: Span) -> Diagnostic:
    return error(
        "quotation-empty",
        "the quotation has no words",
        Label(quoted_at, "quoted here"),
        help="quote the document's words after `>`",
    )


def _ambiguous(document: Document, words: str, quoted_at: Span, found: list[Match]) -> Diagnostic:
    first, last = found[0].lines
    return error(
        "quotation-ambiguous",
        f"the quotation `{_shorten(words)}` stands {len(found)} times in `{document.path}`",
        Label(quoted_at, "quoted here"),
        *_labels(found),
        help=f"say which is meant, such as `at lines {first}-{last}`, quote more of it, or "
        "quote it within its numbered paragraph",
    )


def _elsewhere(
    document: Document,
    words: str,
    quoted_at: Span,
    found: tuple[Match, ...],
    lines: tuple[int, int] | None,
) -> Diagnostic:
    asked = f"at {_numbers(*lines)}" if lines else "in the paragraph that quotes it"
    return error(
        "quotation-elsewhere",
        f"the quotation `{_shorten(words)}` stands in `{document.path}`, but not {asked}",
        Label(quoted_at, "quoted here"),
        *_labels(found),
        help=f"the words stand at {_lines(found[0])}: mend the lines, or quote them in the "
        "paragraph where they stand",
    )


def _not_found(
    document: Document, words: str, quoted_at: Span, within: tuple[int, int] | None
) -> Diagnostic:
    from hereof.documents.nearest import find_nearest  # noqa: PLC0415 - only where it is missing
    from hereof.documents.worddiff import likeness, word_diff  # noqa: PLC0415 - the same

    message = f"the quotation `{_shorten(words)}` does not stand in `{document.path}`"
    quoted_here = Label(quoted_at, "quoted here")
    near = find_nearest(document.flow, words, within)
    if near is None:
        return error(
            "quotation-not-found",
            message,
            quoted_here,
            help="nothing there comes near these words; is it the right document?",
        )
    match = Match(*_whole_tokens(document.flow.text, *near), document.flow)
    passage = document.flow.text[match.start : match.end]
    heading = f"`{document.path}`, {_lines(match)}: [-in the document-] {{+in the quotation+}}"
    return error(
        "quotation-not-found",
        message,
        quoted_here,
        Label(match.span, "the nearest words are here"),
        help=likeness(passage, words) or _advice(words),
        detail=(heading, *word_diff(passage, words)),
    )


def _whole_tokens(text: str, start: int, end: int) -> tuple[int, int]:
    while cuts_token(text, start):
        start -= 1
    while cuts_token(text, end):
        end += 1
    return start, end


def _advice(words: str) -> str:
    if _INNER_MARK.search(words):
        return "`...` marks an excerpt only at the ends; quote each stretch by itself"
    return "quote the document's words exactly; only its layout may differ"


def _labels(found: tuple[Match, ...] | list[Match]) -> list[Label]:
    shown = [Label(match.span, f"found here, {_lines(match)}") for match in found[:_MOST_LABELS]]
    if len(found) <= _MOST_LABELS:
        return shown
    last = found[_MOST_LABELS - 1]
    more = f"found here, {_lines(last)}, and {len(found) - _MOST_LABELS} more times below"
    return [*shown[:-1], Label(last.span, more)]


def _lines(match: Match) -> str:
    return _numbers(*match.lines)


def _numbers(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _shorten(words: str) -> str:
    if len(words) <= _SHOWN:
        return words
    return words[:_SHOWN].rpartition(" ")[0] + " ..." if " " in words[:_SHOWN] else words[:_SHOWN]
