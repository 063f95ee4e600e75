"""The headings of an agreement's Sections and Exhibits, and under which of them words stand."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.documents.flow import Flow

_HEADING: Final = pattern(
    r"(?:\A|\n|\f)[^\S\n]*(?P<kind>(?i:Section|Article|Exhibit|Schedule|Appendix|Annex))[^\S\n]+"
    r"(?P<number>\d+(?:\.\d+)*|[IVXLC]+|[A-Z](?:-\d+)?)(?![\w-])"
    r"(?=[.:)]?[^\S\n]*(?:\n|\Z)|[.:)](?!\d)|[^\S\n]*[-\u2013\u2014]|[^\S\n]+[A-Z\"\u201c(\[])"
)
_NUMBERED: Final = pattern(r"(?:\A|\n|\f)[^\S\n]*(?P<number>\d{1,2}\.\d{2})[.:)]?[^\S\n]+(?=[A-Z])")
_LEADERS: Final = pattern(r"(?:\.[ .]{2,}|[^\S\n]{2,})(?:\d+|[ivxl]+)[^\S\n]*(?:\n|\Z)")
_LINE: Final = 200
_NEAR: Final = 150
_LISTED: Final = 5


@frozen
class Heading:
    """A heading of a document.

    Attributes:
        name: Such as `Section 1.01`, `Article IV` or `Appendix A`.
        start: Where it stands in the flow.
        end: Where its number ends there.
        is_listed: Whether it stands in a table of contents, or may be the last line of one.
    """

    name: str
    start: int
    end: int
    is_listed: bool


def headings(flow: Flow) -> Iterator[Heading]:
    """Give each heading of a document, in order.

    A heading begins a passage, so that a reference which happens to begin a line is none.
    Where none says `Section`, numbers such as `1.02` are headings too.

    Args:
        flow: The document's words.
    """
    found = [
        (f"{match['kind'].title()} {match['number']}", flow.offset(match.start("kind")), match)
        for match in _HEADING.finditer(flow.marked)
    ]
    if not any(name.startswith("Section") for name, _, _ in found):
        numbered = _NUMBERED.finditer(flow.marked)
        found += [
            (f"Section {match['number']}", flow.offset(match.start("number")), match)
            for match in numbered
        ]
        found.sort(key=lambda each: each[1])
    begins = {start for start, _ in flow.blocks}
    found = [each for each in found if each[1] in begins]
    starts = [start for _, start, _ in found]
    listed = set(_run_in_list(starts))
    for at, (name, start, match) in enumerate(found):
        end = flow.marked.find("\n", match.end()) + 1 or len(flow.marked)
        line = flow.marked[max(match.end("number"), end - _LINE) : end]
        in_list = at in listed or bool(_LEADERS.search(line))
        yield Heading(name, start, flow.offset(match.end("number") - 1) + 1, in_list)


def heading_of(found: Sequence[Heading], offset: int) -> Heading | None:
    """Give the heading under which a place of a document stands; nothing where that is in doubt.

    Args:
        found: The document's headings, in order.
        offset: The place in the flow.
    """
    at = bisect_right([each.start for each in found], offset) - 1
    return found[at] if at >= 0 and not found[at].is_listed else None


def _run_in_list(starts: Sequence[int]) -> Iterator[int]:
    """Give which headings stand so close to so many others that they are a table of contents."""
    run: list[int] = []
    for at, start in enumerate([*starts, None]):
        if run and (start is None or start - starts[run[-1]] > _NEAR):
            yield from run if len(run) >= _LISTED else ()
            run = []
        run.append(at)
