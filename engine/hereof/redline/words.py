"""The difference of two texts, word by word, where no operation tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.documents.worddiff import TOKEN, matching_blocks
from hereof.redline.pieces import Kind, Piece, Pieces, changes, joined
from hereof.tokens import cuts_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.redline.causes import Cause

SHORT: Final = 3
"""So few words that two changed stretches have between them are struck and said again."""


def compared(old: str, new: str, by: Cause | None = None) -> Pieces:
    """Give the redline of two texts, word by word; joined, each side reads as it was.

    Args:
        old: The text before.
        new: The text after.
        by: What changes the one into the other, where one thing does.
    """
    return _slid(joined(_compared(old, new, by)))


def legible(pieces: Pieces) -> Pieces:
    """Take a few words between two longer changes into these: a text is not read in shreds."""
    stretches = list(changes(pieces))
    found: list[Piece] = []
    for n, (is_changed, stretch) in enumerate(stretches):
        is_inside = 0 < n < len(stretches) - 1
        if is_changed or not is_inside:
            found += stretch
            continue
        text = "".join(each.text for each in stretch)
        beside = [stretches[n - 1][1], stretches[n + 1][1]]
        if _is_shred(text, beside) and (by := _only(beside)) is not None:
            found += [Piece(Kind.DELETED, text, by), Piece(Kind.INSERTED, text, by)]
        else:
            found += stretch
    return joined(_in_order(found))


def _is_shred(text: str, beside: list[list[Piece]]) -> bool:
    if len(text.split()) > SHORT:
        return False
    for side in beside:
        gone, come = (
            sum(len(each.text) for each in side if each.kind is kind)
            for kind in (Kind.DELETED, Kind.INSERTED)
        )
        if not gone or not come or len(text.strip()) > max(gone, come):
            return False
    return True


def _only(beside: list[list[Piece]]) -> Cause | None:
    """Give what made all of the changes, where one thing made them."""
    causes = {each.by for side in beside for each in side}
    return next(iter(causes)) if len(causes) == 1 else None


def _in_order(pieces: list[Piece]) -> Iterator[Piece]:
    """Put within each changed stretch what is deleted before what is inserted."""
    for is_changed, stretch in changes(pieces):
        if is_changed:
            yield from (each for each in stretch if each.kind is Kind.DELETED)
            yield from (each for each in stretch if each.kind is Kind.INSERTED)
        else:
            yield from stretch


def _compared(old: str, new: str, by: Cause | None) -> Iterator[Piece]:
    ours, theirs = _words(old), _words(new)
    at = other = 0
    blocks = matching_blocks([word for _, word in ours], [word for _, word in theirs])
    for start, other_start, size in [*blocks, (len(ours), len(theirs), 0)]:
        gone = "".join(gap + word for gap, word in ours[at:start])
        come = "".join(gap + word for gap, word in theirs[other:other_start])
        at, other = start, other_start
        for _ in range(size):
            (gap, word), (other_gap, _) = ours[at], theirs[other]
            if gap != other_gap:
                gone, come, gap = gone + gap, come + other_gap, ""
            yield from _changed(gone, come, by)
            yield Piece(Kind.KEPT, gap + word)
            gone = come = ""
            at, other = at + 1, other + 1
        yield from _changed(gone, come, by)


def _changed(gone: str, come: str, by: Cause | None) -> Iterator[Piece]:
    """Give what is deleted and what is inserted, without the space that both begin with."""
    if gone[:1] == come[:1] == " ":
        yield Piece(Kind.KEPT, " ")
        gone, come = gone[1:], come[1:]
    yield Piece(Kind.DELETED, gone, by)
    yield Piece(Kind.INSERTED, come, by)


def words_in(text: str) -> list[str]:
    """Cut a text into words and marks, each with the space before it."""
    return [gap + word for gap, word in _words(text)]


def _slid(pieces: Pieces) -> Pieces:
    """Move what is only deleted or only inserted to where it begins and ends best.

    In `(a) five and (b) six` without its first half, `(a) five and ` reads better than
    `a) five and (`, and either is right.
    """
    found = list(pieces)
    for n in range(1, len(found) - 1):
        before, piece, after = found[n - 1 : n + 2]
        if before.kind is after.kind is Kind.KEPT and piece.kind is not Kind.KEPT:
            found[n - 1 : n + 2] = _best(before, piece, after)
    return joined(found)


def _best(before: Piece, piece: Piece, after: Piece) -> list[Piece]:
    left, text, right = before.text, piece.text, after.text
    while left and left[-1] == text[-1]:
        left, text, right = left[:-1], left[-1] + text[:-1], text[-1] + right
    best = (-1, before.text, piece.text, after.text)
    while True:
        if not _cuts(left, text, right) and (score := _score(left, text)) > best[0]:
            best = (score, left, text, right)
        if not right or text[0] != right[0]:
            break
        left, text, right = left + text[0], text[1:] + right[0], right[1:]
    _, left, text, right = best
    return [
        Piece(Kind.KEPT, left),
        Piece(piece.kind, text, piece.by),
        Piece(Kind.KEPT, right),
    ]


def _cuts(left: str, text: str, right: str) -> bool:
    whole = left + text + right
    return cuts_token(whole, len(left)) or cuts_token(whole, len(left) + len(text))


def _score(left: str, text: str) -> int:
    depth = lowest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    is_balanced = depth == lowest == 0
    is_spaced = text[0] == " " or (text[-1] == " " and left[-1:] in ("", " "))
    return 4 * is_balanced + 2 * is_spaced + (text[0] == " ")


def _words(text: str) -> list[tuple[str, str]]:
    """Cut a text into the space before each word or mark, and the word."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in TOKEN.finditer(text):
        found.append((text[at : match.start()], match.group()))
        at = match.end()
    return [*found, *([(text[at:], "")] if at < len(text) else [])]
