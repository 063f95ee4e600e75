"""The difference of two texts word by word, to be read in a terminal without colour."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOKEN = re.compile(r"[$\u20ac\u00a3\u00a5]?\w+(?:[-\u2010\u2011.,'\u2019&/]\w+)*%?|[^\w\s]")

_WORD = re.compile(r"\S+")
_WIDTH = 92
_CONTEXT = 6
_MOST_LINES = 24

# difflib compares each word with each alike: beyond this product of lengths the
# texts are first cut at sequences of words that both have exactly once.
_MOST_COMPARED = 250_000
_ANCHOR = 3

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile(r"\s*-{2,}\s*|\s+-\s+")

Block = tuple[int, int, int]


def straighten(text: str) -> str:
    """Give quotation marks and dashes one shape, each character in its place."""
    return text.translate(_SHAPES)


def likeness(document: str, quoted: str) -> str:
    """Say what is all that differs, where it is a small thing that eyes pass over.

    Args:
        document: The document's words.
        quoted: The words of the quotation.

    Returns:
        Help that names the difference, or an empty text if there is more.
    """
    for plain, help_text in _LIKENESSES:
        if plain(document) == plain(quoted):
            return help_text
    return ""


def word_diff(old: str, new: str) -> tuple[str, ...]:
    """Show what a text has instead of another.

    Args:
        old: The text that stands, shown as `[-word-]` where it differs.
        new: The other, shown as `{+word+}`.

    Returns:
        Indented lines; long stretches that agree are left out as `...`.
    """
    ours, theirs = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
    if [one.group() for one in ours] == [one.group() for one in theirs]:
        ours, theirs = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    text = "".join(_pieces(old, new, ours, theirs)).strip()
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    return (*lines[:_MOST_LINES], f"  ... and {len(lines) - _MOST_LINES} more lines that differ")


def matching_blocks(
    ours: Sequence[str], theirs: Sequence[str], anchor: int = _ANCHOR
) -> list[Block]:
    """Find what two sequences of words share, in order.

    Args:
        ours: The one sequence.
        theirs: The other.
        anchor: How many words in sequence, had once by either, make an anchor.

    Returns:
        Triples of start in ours, start in theirs, and length, in order.
    """
    if len(ours) * len(theirs) <= _MOST_COMPARED:
        return _compare(ours, theirs, 0, 0)
    blocks: list[Block] = []
    start, other = 0, 0
    for end, other_end in [*_anchors(ours, theirs, anchor), (len(ours), len(theirs))]:
        left, right = ours[start:end], theirs[other:other_end]
        if len(left) * len(right) <= _MOST_COMPARED:
            blocks += _compare(left, right, start, other)
        elif anchor > 1:
            inner = matching_blocks(left, right, 1)
            blocks += [(at + start, other_at + other, size) for at, other_at, size in inner]
        if end < len(ours):
            blocks.append((end, other_end, 1))
        start, other = end + 1, other_end + 1
    return _joined(blocks)


def _compare(ours: Sequence[str], theirs: Sequence[str], start: int, other: int) -> list[Block]:
    found = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [(block.a + start, block.b + other, block.size) for block in found if block.size]


def _anchors(ours: Sequence[str], theirs: Sequence[str], length: int) -> list[tuple[int, int]]:
    """Pair the words that begin a sequence which either side has exactly once."""
    mine, others = _places_of_single(ours, length), _places_of_single(theirs, length)
    pairs = [(place, others[key]) for key, place in mine.items() if key in others]
    return _longest_rising(sorted(pairs))


def _places_of_single(words: Sequence[str], length: int) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[shift:] for shift in range(length)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the most pairs whose second numbers rise as their first do."""
    tails: list[int] = []
    tail_pairs: list[int] = []
    before: list[int] = []
    for index, (_, other) in enumerate(pairs):
        at = bisect_left(tails, other)
        before.append(tail_pairs[at - 1] if at else -1)
        tails[at : at + 1] = [other]
        tail_pairs[at : at + 1] = [index]
    kept: list[tuple[int, int]] = []
    index = tail_pairs[-1] if tail_pairs else -1
    while index != -1:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]


def _joined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for start, other, size in blocks:
        if joined:
            last, last_other, last_size = joined[-1]
            if (last + last_size, last_other + last_size) == (start, other):
                joined[-1] = (last, last_other, last_size + size)
                continue
        joined.append((start, other, size))
    return joined


def _pieces(
    old: str, new: str, ours: list[re.Match[str]], theirs: list[re.Match[str]]
) -> Iterator[str]:
    blocks = matching_blocks([one.group() for one in ours], [one.group() for one in theirs])
    at, other = 0, 0
    for start, other_start, size in [*blocks, (len(ours), len(theirs), 0)]:
        yield _changed(_slice(old, ours[at:start]), _slice(new, theirs[other:other_start]))
        at, other = start + size, other_start + size
        yield _agreed(old, ours[start:at], first=start == 0, last=at == len(ours))


def _slice(text: str, tokens: list[re.Match[str]]) -> str:
    """Give the text of some tokens, with a space before if they have one."""
    if not tokens:
        return ""
    start, end = tokens[0].start(), tokens[-1].end()
    space = " " if text[start - 1 : start].isspace() else ""
    return space + text[start:end]


def _changed(old: str, new: str) -> str:
    space = " " if (old or new).startswith(" ") else ""
    framed = (old and f"[-{old.lstrip()}-]", new and f"{{+{new.lstrip()}+}}")
    return space + " ".join(filter(None, framed))


def _agreed(text: str, tokens: list[re.Match[str]], *, first: bool, last: bool) -> str:
    head = [] if first else tokens[:_CONTEXT]
    tail = [] if last else tokens[-_CONTEXT:]
    if len(head) + len(tail) >= len(tokens):
        return _slice(text, tokens)
    shown_tail = _slice(text, tail)
    return f"{_slice(text, head)} ...{'' if shown_tail.startswith(' ') else ' '}{shown_tail}"


def _plain_marks(text: str) -> str:
    return _DASHES.sub("-", straighten(text).replace("''", '"'))


def _plain_codes(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _plain_space(text: str) -> str:
    return text.replace(" ", "")


def _plain_hyphens(text: str) -> str:
    return re.sub(r"-\s+", "-", text)


# What makes two texts the same, from the least to the most that is passed over.
_LIKENESSES = (
    (
        _plain_marks,
        "only the shape of quotation marks or dashes differs; copy them from the document",
    ),
    (str.casefold, "only capitals differ; copy them from the document"),
    (
        lambda text: _plain_marks(text).casefold(),
        "only capitals and the shape of quotation marks or dashes differ",
    ),
    (
        _plain_hyphens,
        (
            "only the space after a hyphen differs: where the document's line ends in a hyphen, "
            "quote the hyphen and a space"
        ),
    ),
    (_plain_space, "only spaces between words and marks differ; copy the words from the document"),
    (
        _plain_codes,
        "only characters differ that look the same; copy the words from the document",
    ),
)
