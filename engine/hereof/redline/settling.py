"""Brings a redline into the form in which it is read: nothing struck only to be said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.documents.worddiff import matching_blocks
from hereof.redline.pieces import Kind, Piece, Pieces, changes, joined
from hereof.redline.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from hereof.timeline.step import Step


def settled(pieces: Sequence[Piece], again: AbstractSet[Step]) -> Pieces:
    """Give a redline as it is read; joined, each side reads as it did.

    Args:
        pieces: The redline.
        again: Paragraphs that were undone and done again.
    """
    found: list[Piece] = []
    for is_changed, stretch in changes(pieces):
        found += _netted(list(_matched(stretch, again))) if is_changed else stretch
    return joined(piece for _, stretch in changes(joined(found)) for piece in _ordered(stretch))


def _netted(stretch: list[Piece]) -> list[Piece]:
    """Give what is deleted and inserted alike as kept."""
    found: list[Piece] = []
    for is_changed, part in changes(stretch):
        gone = "".join(each.text for each in part if each.kind is Kind.DELETED)
        come = "".join(each.text for each in part if each.kind is Kind.INSERTED)
        found += [Piece(Kind.KEPT, gone)] if is_changed and gone == come else part
    return found


def _ordered(stretch: list[Piece]) -> list[Piece]:
    """Put what one paragraph deletes before what it inserts in the same place."""
    found: list[Piece] = []
    for piece in stretch:
        before = found[-1] if found else piece
        if piece.kind is Kind.DELETED and before.kind is Kind.INSERTED and before.by == piece.by:
            found.insert(-1, piece)
        else:
            found.append(piece)
    return found


def _matched(stretch: list[Piece], again: AbstractSet[Step]) -> Iterator[Piece]:
    """Give as kept what a paragraph did, was undone, and does again."""
    gone = [
        _Word(each, text) for each in _of(stretch, Kind.DELETED) for text in words_in(each.text)
    ]
    come = [
        _Word(each, text) for each in _of(stretch, Kind.INSERTED) for text in words_in(each.text)
    ]
    steps = {each.by.step for each in stretch if each.by is not None}
    if not (gone and come and steps & again):
        yield from stretch
        return
    at = other = 0
    numbers = {step: n for n, step in enumerate(steps)}
    blocks = matching_blocks(
        [word.key(numbers, is_new=False) for word in gone],
        [word.key(numbers, is_new=True) for word in come],
    )
    for start, other_start, size in [*blocks, (len(gone), len(come), 0)]:
        yield from (word.piece for word in gone[at:start])
        yield from (word.piece for word in come[other:other_start])
        yield from (Piece(Kind.KEPT, word.text) for word in gone[start : start + size])
        at, other = start + size, other_start + size


def _of(stretch: list[Piece], kind: Kind) -> list[Piece]:
    return [each for each in stretch if each.kind is kind]


class _Word:
    """A word that is deleted or inserted."""

    def __init__(self, piece: Piece, text: str) -> None:
        self.piece = Piece(piece.kind, text, piece.by)
        self.text = text

    def key(self, numbers: dict[Step, int], *, is_new: bool) -> str:
        """Give what it must share with another: the word, the paragraph, the way it goes."""
        by = self.piece.by
        assert by is not None  # noqa: S101 - what is deleted or inserted has a cause
        return f"{numbers[by.step]} {by.undoes is is_new} {self.text}"
