"""Words cut where a part of their formula begins or ends, so that both can bear one number."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Piece(TypedDict):
    """A stretch of words that belong to the same parts of the formula, by the same paragraph.

    Attributes:
        text: The words.
        notes: The numbers of the parts that they belong to, the widest first.
        opens: The numbers of the parts that begin here.
        by: The paragraph that put them there, such as `ramp-2003-rs8/1 paragraph 2`; empty where
            all words are by one.
        changes: Whether the stretch before it is by another paragraph.
    """

    text: str
    notes: list[int]
    opens: list[int]
    by: str
    changes: bool


def pieces(
    words: str, numbered: Sequence[Any], runs: Iterable[tuple[str, str]] = ()
) -> list[Piece]:
    """Cut words.

    Args:
        words: The words.
        numbered: The parts of their formula, the one with the number 1 first; the span of each
            is counted in the words.
        runs: The words by who put them there, as pairs of text and name.
    """
    spans = [_trimmed(words, node.span.start, node.span.end) for node in numbered]
    by = _owners(words, list(runs))
    cuts = {0, len(words), *(at for span in spans for at in span), *(at for at, _ in by)}
    edges = sorted(at for at in cuts if 0 <= at <= len(words))
    found: list[Piece] = []
    begun: set[int] = set()
    for start, end in pairwise(edges):
        inside = [
            number
            for number, (first, last) in enumerate(spans, 1)
            if first <= start and end <= last
        ]
        inside.sort(key=lambda number: (spans[number - 1][0] - spans[number - 1][1], number))
        opens = [number for number in inside if number not in begun]
        begun.update(opens)
        name = next((name for at, name in reversed(by) if at <= start), "")
        found.append(
            {
                "text": words[start:end],
                "notes": inside,
                "opens": opens,
                "by": name,
                "changes": bool(found) and name != found[-1]["by"],
            }
        )
    return found


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """Leave spaces at either end out of a span."""
    text = words[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _owners(words: str, runs: list[tuple[str, str]]) -> list[tuple[int, str]]:
    """Give where each paragraph's words begin; nothing where all are by one."""
    if len({name for _, name in runs}) < 2 or "".join(text for text, _ in runs) != words:  # noqa: PLR2004 - two make a difference
        return []
    found: list[tuple[int, str]] = []
    at = 0
    for text, name in runs:
        found.append((at, name))
        at += len(text)
    return found
