"""A redline as a list of pieces: kept, deleted and inserted; joined, each side reads as it was.

Redlines are put one after the other (`composed`), turned round (`turned`), and brought into
the form in which they are read (`settled`).
"""

from __future__ import annotations

import enum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hereof.redline.causes import Cause


class Kind(enum.Enum):
    """What becomes of a stretch of words."""

    KEPT = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


_OTHER: Final = {
    Kind.KEPT: Kind.KEPT,
    Kind.DELETED: Kind.INSERTED,
    Kind.INSERTED: Kind.DELETED,
}


@frozen
class Piece:
    """A stretch of words of a redline.

    Attributes:
        kind: What becomes of it.
        text: The words, never empty.
        by: What changed it; nothing for words that are kept.
    """

    kind: Kind
    text: str
    by: Cause | None = None


Pieces = tuple[Piece, ...]


def old_words(pieces: Iterable[Piece]) -> str:
    """Give the words before: what is read where every change is rejected."""
    return "".join(each.text for each in pieces if each.kind is not Kind.INSERTED)


def new_words(pieces: Iterable[Piece]) -> str:
    """Give the words after: what is read where every change is accepted."""
    return "".join(each.text for each in pieces if each.kind is not Kind.DELETED)


def kept(text: str) -> Pieces:
    """Give the redline of words that do not change."""
    return (Piece(Kind.KEPT, text),) if text else ()


def turned(pieces: Sequence[Piece]) -> Pieces:
    """Give the redline the other way round: what undoing it changes."""
    return tuple(Piece(_OTHER[each.kind], each.text, each.by) for each in pieces)


def composed(first: Sequence[Piece], second: Sequence[Piece]) -> Pieces:
    """Give one redline for two, the second of which begins with the words that the first gives.

    What the one inserts and the other deletes was in neither text, and is gone.
    """
    return joined(_composed(_Reader(first), _Reader(second)))


def _composed(first: _Reader, second: _Reader) -> Iterator[Piece]:
    while True:
        one, two = first.piece, second.piece
        if one is not None and one.kind is Kind.DELETED:
            yield first.take(len(one.text))
        elif two is not None and two.kind is Kind.INSERTED:
            yield second.take(len(two.text))
        elif one is None or two is None:
            return
        else:
            size = min(len(one.text), len(two.text))
            before, after = first.take(size), second.take(size)
            if before.kind is Kind.KEPT:
                yield after
            elif after.kind is Kind.KEPT:
                yield before


class _Reader:
    """Reads pieces, in parts where only a part is wanted."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._left = list(reversed(pieces))

    @property
    def piece(self) -> Piece | None:
        return self._left[-1] if self._left else None

    def take(self, size: int) -> Piece:
        piece = self._left.pop()
        if size < len(piece.text):
            self._left.append(Piece(piece.kind, piece.text[size:], piece.by))
        return Piece(piece.kind, piece.text[:size], piece.by)


def joined(pieces: Iterable[Piece]) -> Pieces:
    """Join neighbours that are alike, and drop what is empty."""
    found: list[Piece] = []
    for (kind, by), group in groupby(
        (each for each in pieces if each.text), key=lambda each: (each.kind, each.by)
    ):
        found.append(Piece(kind, "".join(each.text for each in group), by))
    return tuple(found)


def changes(pieces: Iterable[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Give the stretches of pieces in order, and of each whether it is changed."""
    for is_changed, group in groupby(pieces, key=lambda each: each.kind is not Kind.KEPT):
        yield is_changed, list(group)
