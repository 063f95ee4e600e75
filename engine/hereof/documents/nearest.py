"""The words of a document that come nearest to a quotation which is not in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from hereof.documents.flow import lower_in_place
from hereof.documents.worddiff import TOKEN, matching_blocks, straighten
from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.documents.flow import Flow
    from hereof.documents.worddiff import Block

# A word that a document has more often than this says little about the place.
_RARE = 64
_LEAST_BAND = 12
_STRAY = 2
_STRAY_GAP = 3

# The share of a quotation's words that must be there for a place to be near.
_NEAR = 0.4


@frozen(eq=False)
class _Index:
    """The words and marks of a flow, capitals and shapes made the same."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    places: dict[str, list[int]]


def find_nearest(
    flow: Flow, words: str, within: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Find the stretch of a flow that is most like a quotation.

    The words of the quotation that are rare in the document vote for the place
    at which the quotation would begin, then the words there are compared.

    Args:
        flow: The document's words.
        words: The quotation, without layout.
        within: The stretch to look at first.

    Returns:
        The stretch as flow offsets, or None if nothing comes near.
    """
    wanted = tuple(TOKEN.findall(_same_shape(words)))
    index = _index(flow)
    for region in (within, None) if within else (None,):
        near = _near(index, wanted, region)
        if near:
            return _within_passages(flow, index, *near)
    return None


def _same_shape(text: str) -> str:
    return lower_in_place(straighten(text))


@lru_cache(maxsize=4)
def _index(flow: Flow) -> _Index:
    found = list(TOKEN.finditer(_same_shape(flow.text)))
    words = tuple(one.group() for one in found)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    starts = tuple(one.start() for one in found)
    return _Index(words, starts, tuple(one.end() for one in found), places)


def _within_passages(
    flow: Flow, index: _Index, shared: tuple[int, int], before: int, after: int
) -> tuple[int, int]:
    """Give a stretch with the words about it that the quotation says otherwise.

    Only words of the passages in which it begins and ends are taken in.
    """
    first, last = max(shared[0] - before, 0), min(shared[1] + after, len(index.words))
    start, end = index.starts[shared[0]], index.ends[shared[1] - 1]
    passages = flow.blocks
    opening = passages[bisect_right(passages, (start, len(flow.text))) - 1][0]
    closing = passages[bisect_right(passages, (end - 1, len(flow.text))) - 1][1]
    return max(index.starts[first], opening), min(index.ends[last - 1], closing)


def _near(
    index: _Index, wanted: tuple[str, ...], region: tuple[int, int] | None
) -> tuple[tuple[int, int], int, int] | None:
    """Give the places of the first and last shared word, and how many are not before and after."""
    window = _window(index, wanted, region)
    if window is None:
        return None
    first, last = window
    blocks = _without_strays(matching_blocks(index.words[first:last], wanted), wanted)
    shared = sum(size for _, _, size in blocks)
    if shared < _NEAR * len(wanted):
        return None
    start, other, _ = blocks[0]
    end, other_end, size = blocks[-1]
    return (first + start, first + end + size), other, len(wanted) - other_end - size


def _window(
    index: _Index, wanted: tuple[str, ...], region: tuple[int, int] | None
) -> tuple[int, int] | None:
    band = max(_LEAST_BAND, len(wanted) // 4)
    votes = _votes(index, wanted, band, region)
    if not votes:
        return None
    # Neighbouring bands count together, so that no place falls between two.
    scores = {at: votes[at] + votes[at + 1] for at in sorted({*votes, *(b - 1 for b in votes)})}
    best = max(scores, key=lambda at: (scores[at], -at))
    first, last = max(best * band, 0), max((best + 2) * band + len(wanted), 0)
    if region is None:
        return first, last
    return (
        max(first, bisect_left(index.starts, region[0])),
        min(last, bisect_left(index.starts, region[1])),
    )


def _votes(
    index: _Index, wanted: tuple[str, ...], band: int, region: tuple[int, int] | None
) -> Counter[int]:
    votes: Counter[int] = Counter()
    for shift, word in _telling(index, wanted):
        places = index.places[word]
        weight = max(_RARE * _RARE // len(places), 1)
        for place in places:
            if region is None or region[0] <= index.starts[place] < region[1]:
                votes[(place - shift) // band] += weight
    return votes


def _telling(index: _Index, wanted: tuple[str, ...]) -> list[tuple[int, str]]:
    """Give the words that tell a place, with where they stand in the quotation."""
    there = [(shift, word) for shift, word in enumerate(wanted) if word in index.places]
    rare = [(shift, word) for shift, word in there if len(index.places[word]) <= _RARE]
    return rare or sorted(there, key=lambda one: (len(index.places[one[1]]), one[0]))[:1]


def _without_strays(blocks: list[Block], wanted: tuple[str, ...]) -> list[Block]:
    """Drop a word or two at the ends that only happen to stand nearby."""
    kept = list(blocks)
    while len(kept) > 1 and _is_stray(kept[0], kept[0], kept[1], wanted):
        del kept[0]
    while len(kept) > 1 and _is_stray(kept[-1], kept[-2], kept[-1], wanted):
        del kept[-1]
    return kept


def _is_stray(block: Block, left: Block, right: Block, wanted: tuple[str, ...]) -> bool:
    gap = right[0] - left[0] - left[2]
    other_gap = right[1] - left[1] - left[2]
    if block[2] == 1 and not wanted[block[1]].isalnum():
        return gap > 0
    return block[2] <= _STRAY and gap > _STRAY_GAP + 2 * other_gap
