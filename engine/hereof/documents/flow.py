"""The words of a document in one line, and the way back to where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from hereof.diagnostics import Span
from hereof.documents.definitions import Beginning, beginnings
from hereof.documents.furniture import mark_furniture
from hereof.documents.headings import Heading, headings
from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.diagnostics import Source

# A gap is white space other than one space: everything between two gaps stands
# in the flow exactly as it stands in the source.
_GAP = re.compile(r"(\s(?:\s+|(?<! )))")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_BLANK_LINE = re.compile(r"\n[^\S\n\f]*\n")
_SENTENCE_END = re.compile(r"[.;:?!][\"'\u201d\u2019)\]]*\Z")
_TAIL = 200


def layout_free(text: str) -> str:
    """Give a text with each run of white space as one space, none at its ends."""
    return " ".join(text.split())


@frozen(eq=False)
class Flow:
    """A document's words without their layout and without page furniture.

    Attributes:
        source: The text that the words come from.
    """

    source: Source

    @cached_property
    def text(self) -> str:
        """The words, one space between any two."""
        return layout_free(self.marked)

    @cached_property
    def lowered(self) -> str:
        """The words in lower case, each character where it is in `text`."""
        return lower_in_place(self.text)

    @cached_property
    def marked(self) -> str:
        """The source's text with page furniture turned into form feeds."""
        return mark_furniture(self.source.text)

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The stretches between blank lines, as offsets into `text`."""
        ends: list[tuple[int, int]] = []
        start = 0
        for words in map(layout_free, _split_passages(self.marked)):
            if words:
                ends.append((start, start + len(words)))
                start += len(words) + 1
        return tuple(ends)

    @cached_property
    def beginnings(self) -> tuple[Beginning, ...]:
        """Where terms begin to be defined."""
        return tuple(beginnings(self))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of its Sections and Exhibits, in order."""
        return tuple(headings(self))

    @cached_property
    def passages(self) -> tuple[tuple[int, int], ...]:
        """The stretches between blank lines, each cut where a term begins to be defined in it."""
        cuts = [each.start for each in self.beginnings]
        return tuple(
            (start, following - 1 if following < end else end)
            for first, end in self.blocks
            for start, following in pairwise(
                (first, *cuts[bisect_right(cuts, first) : bisect_right(cuts, end - 1)], end)
            )
        )

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each stretch between gaps starts: in the flow, in the source."""
        lead = len(self.marked) - len(self.marked.lstrip())
        parts = _GAP.split(self.marked.strip())
        in_source = list(accumulate(map(len, parts), initial=lead))[:-1:2]
        in_flow = list(accumulate((len(part) + 1 for part in parts[::2]), initial=0))
        return in_flow, in_source

    def position(self, offset: int) -> int:
        """Give the source offset of a flow offset."""
        in_flow, in_source = self._starts
        at = bisect_right(in_flow, offset, hi=len(in_source)) - 1
        return in_source[at] + offset - in_flow[at]

    def offset(self, position: int) -> int:
        """Give the flow offset of a source offset; from a gap, that of the next word."""
        in_flow, in_source = self._starts
        at = bisect_right(in_source, position) - 1
        if at < 0:
            return 0
        return min(in_flow[at] + position - in_source[at], in_flow[at + 1], len(self.text))

    def span(self, start: int, end: int) -> Span:
        """Give the place in the source of the flow's `[start, end)`."""
        first = self.position(start)
        return Span(self.source, first, self.position(end - 1) + 1 if end > start else first)


def lower_in_place(text: str) -> str:
    """Lower a text's case without moving any of its characters."""
    # U+0130 is the one character whose lower case is longer than itself.
    return text.replace("\u0130", "i").lower()


def _split_passages(marked: str) -> list[str]:
    """Cut at blank lines; blank lines about a page break do not cut a sentence."""
    pieces: list[str] = []
    start = 0
    for gap in _BLANK_LINES.finditer(marked):
        tail = marked[max(start, gap.start() - _TAIL) : gap.start()]
        words = tail.rstrip()
        if _parts_passages(words, tail[len(words) :] + gap.group()):
            pieces.append(marked[start : gap.start()])
            start = gap.end()
    pieces.append(marked[start:])
    return pieces


def _parts_passages(words: str, gap: str) -> bool:
    if "\f" not in gap:
        return True
    return bool(_BLANK_LINE.search(gap) and _SENTENCE_END.search(words))
