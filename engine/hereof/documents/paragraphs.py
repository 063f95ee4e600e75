"""The numbered paragraphs of an instrument."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen
from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.diagnostics import Span
    from hereof.documents.flow import Flow

_ORDINALS = (
    "FIRST",
    "SECOND",
    "THIRD",
    "FOURTH",
    "FIFTH",
    "SIXTH",
    "SEVENTH",
    "EIGHTH",
    "NINTH",
    "TENTH",
    "ELEVENTH",
    "TWELFTH",
)
_SECTION = r"(?:Section|SECTION)[^\S\n]+"
_AFTER_NUMBER = r"(?:[.:)](?!\d)|(?=[^\S\n]*[-\u2013\u2014]|[^\S\n]+[A-Z]))"
_HEADING = pattern(
    r"\n[^\S\n]*(?:"
    rf"{_SECTION}(?P<section_dotted>\d{{1,3}}\.\d{{1,3}})(?:[.:)](?!\d)|(?=\s+[A-Z\"\u201c]))"
    rf"|{_SECTION}(?P<section>\d{{1,3}}){_AFTER_NUMBER}"
    rf"|(?:Paragraph|PARAGRAPH)[^\S\n]+(?P<paragraph>\d{{1,3}}){_AFTER_NUMBER}"
    r"|(?P<dotted>\d{1,3}\.\d{1,3})(?:[.:)](?!\d)|(?=\s))"
    r"|(?P<point>\d{1,3})\.(?!\d)"
    r"|(?P<bracket>\d{1,3})\)"
    r"|\((?P<brackets>\d{1,3})\)"
    rf"|(?P<ordinal>(?:{'|'.join(f'{word}|{word.title()}' for word in _ORDINALS)}))[:.]"
    r")"
)
_SIGNATURES = pattern(r"\n[^\S\n]*(?:IN\s+WITNESS\s+WHEREOF|By\s*:)", re.IGNORECASE)
_SENTENCE_END = pattern(r"[.;:?!][\"'\u201d\u2019)\]]*(?:\s+(?:and|or))?\Z")

# A line shorter than this was not ended by the margin: what follows begins anew.
_SHORT_LINE = 40
_TAIL = 400


@frozen
class Paragraph:
    """A numbered paragraph of an instrument.

    Attributes:
        number: Its number, such as `2`, or `1.1` where paragraphs are so numbered.
        start: Where its number starts in the flow.
        end: Where its last word ends in the flow.
    """

    number: str
    start: int
    end: int
    _flow: Flow = field(repr=False)

    @property
    def span(self) -> Span:
        """The paragraph in the source."""
        return self._flow.span(self.start, self.end)


@frozen
class _Heading:
    style: str
    number: str
    rank: tuple[int, ...]
    position: int


def read_paragraphs(flow: Flow) -> tuple[Paragraph, ...]:
    """Find the numbered paragraphs.

    One way of numbering is taken: of those that count on from 1, the one whose
    1 comes first. A number out of its turn is no heading.

    Args:
        flow: The words of the instrument.

    Returns:
        The paragraphs in order; the last ends where the signatures begin.
    """
    headings = tuple(_headings(flow))
    runs = [_run(headings, first, _signatures(flow, first)) for first in _firsts(headings)]
    longer = [run for run in runs if len(run) > 1]
    if not runs:
        return ()
    run = (longer or runs)[0]
    starts = [flow.offset(heading.position) for heading in run]
    last = flow.offset(_signatures(flow, run[0]))
    ends = [start - 1 for start in starts[1:]] + [last - (last < len(flow.text))]
    return tuple(
        Paragraph(heading.number, start, end, flow)
        for heading, start, end in zip(run, starts, ends, strict=True)
    )


def _headings(flow: Flow) -> Iterable[_Heading]:
    begins = {start for start, _ in flow.blocks}
    marked = "\n" + flow.marked
    for found in _HEADING.finditer(marked):
        style = found.lastgroup or ""
        position = found.end() - len(found.group().lstrip()) - 1
        if _begins_anew(marked, found.start()) or flow.offset(position) in begins:
            number = _plain_number(found[style])
            rank = tuple(int(part) for part in number.split("."))
            yield _Heading(style, number, rank, position)


def _plain_number(number: str) -> str:
    word = number.upper()
    return str(_ORDINALS.index(word) + 1) if word in _ORDINALS else number


def _begins_anew(marked: str, line_feed: int) -> bool:
    """Tell whether a line begins something, rather than going on from the line above."""
    before = marked[max(0, line_feed - _TAIL) : line_feed].rstrip()
    line_above = before.rpartition("\n")[2]
    return len(line_above.strip()) < _SHORT_LINE or bool(_SENTENCE_END.search(before))


def _firsts(headings: tuple[_Heading, ...]) -> list[_Heading]:
    firsts: dict[str, _Heading] = {}
    for heading in headings:
        if heading.rank in {(1,), (1, 1)}:
            firsts.setdefault(heading.style, heading)
    return list(firsts.values())


def _run(headings: tuple[_Heading, ...], first: _Heading, limit: int) -> list[_Heading]:
    run = [first]
    for heading in headings:
        if (
            heading.style == first.style
            and heading.position < limit
            and heading.rank in _next(run[-1].rank)
        ):
            run.append(heading)
    return run


def _next(rank: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    if len(rank) == 1:
        return ((rank[0] + 1,),)
    return ((rank[0], rank[1] + 1), (rank[0] + 1, 1))


def _signatures(flow: Flow, first: _Heading) -> int:
    """Give the source offset at which the signatures begin, or the text's end."""
    found = _SIGNATURES.search(flow.marked, first.position)
    return found.end() - len(found.group().lstrip()) if found else len(flow.marked)
