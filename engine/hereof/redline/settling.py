"""Brings a redline into the form in which it is read: nothing struck only to be said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.documents.worddiff import matching_blocks
from hereof.redline.pieces import Kind, Piece, Pieces, changes, joined
from hereof.redline.words import SHORT, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from hereof.redline.causes import Cause
    from hereof.timeline.step import Step


def settled(pieces: Sequence[Piece], again: AbstractSet[Step]) -> Pieces:
    """Give a redline as it is read; joined, each side reads as it did.

    Args:
        pieces: The redline.
        again: Paragraphs that were undone and done again.
    """
    found: list[Piece] = []
    for is_changed, stretch in changes(pieces):
        if is_changed:
            stretch = _netted(list(_matched(stretch, again)))  # noqa: PLW2901 - the same, read
        found += stretch
    found = [
        piece
        for is_changed, stretch in changes(joined(found))
        for piece in (_restored(stretch) if is_changed else stretch)
    ]
    return joined(piece for _, stretch in changes(joined(found)) for piece in _ordered(stretch))


def taken_up(pieces: Sequence[Piece], by: Cause) -> Pieces:
    """Give a few words between those that a new definition puts in to that definition too.

    It says them again as it says all of its words, and nobody reads a text in shreds.
    """
    found = list(pieces)
    for n, piece in enumerate(found):
        if piece.kind is not Kind.INSERTED or piece.by == by:
            continue
        beside = [
            0 <= at < len(found) and (found[at].kind, found[at].by) == (Kind.INSERTED, by)
            for at in (n - 1, n + 1)
        ]
        is_few = len(piece.text.split()) <= SHORT
        is_mark = not any(char.isalnum() for char in piece.text)
        if (is_few and all(beside)) or (is_mark and any(beside)):
            found[n] = Piece(piece.kind, piece.text, by)
    return joined(found)


def _netted(stretch: list[Piece]) -> list[Piece]:
    """Give what is deleted and inserted alike as kept."""
    found: list[Piece] = []
    for is_changed, part in changes(stretch):
        gone = "".join(each.text for each in part if each.kind is Kind.DELETED)
        come = "".join(each.text for each in part if each.kind is Kind.INSERTED)
        found += [Piece(Kind.KEPT, gone)] if is_changed and gone == come else part
    return found


def _undoes(piece: Piece) -> bool:
    return piece.by is not None and piece.by.undoes


def _restored(stretch: Sequence[Piece]) -> Iterator[Piece]:
    """Give as kept what one paragraph struck and a later one says again.

    That is no part of a difference between the two texts. A definition that was taken away and
    is defined anew is another one: unless it says the same, all of it is struck and put in.
    """
    gone = [
        _Word(each, text) for each in _of(stretch, Kind.DELETED) for text in words_in(each.text)
    ]
    come = [
        _Word(each, text) for each in _of(stretch, Kind.INSERTED) for text in words_in(each.text)
    ]
    blocks = [
        (at, other, size)
        for at, other, size in matching_blocks([w.text for w in gone], [w.text for w in come])
        if (size > SHORT or size in (len(gone), len(come)))
        and not any(
            one.step is two.step
            for one, two in zip(gone[at : at + size], come[other : other + size], strict=True)
        )
    ]
    if not blocks or any(each.by and each.by.takes_away for each in stretch):
        yield from stretch
        return
    yield from _kept(blocks, gone, come)


def _ordered(stretch: list[Piece]) -> list[Piece]:
    """Put what one paragraph deletes before what it inserts, or undoes, in the same place."""
    found: list[Piece] = []
    for piece in stretch:
        before = found[-1] if found else piece
        is_after = piece.kind is Kind.DELETED and before.kind is Kind.INSERTED
        if is_after and (before.by == piece.by or _undoes(before)):
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
    numbers = {step: n for n, step in enumerate(steps)}
    blocks = matching_blocks(
        [word.key(numbers, is_new=False) for word in gone],
        [word.key(numbers, is_new=True) for word in come],
    )
    yield from _kept(blocks, gone, come)


def _kept(
    blocks: Iterable[tuple[int, int, int]], gone: Sequence[_Word], come: Sequence[_Word]
) -> Iterator[Piece]:
    """Give what matches as kept, and before each match what is struck and what is put in."""
    at = other = 0
    for start, other_start, size in [*blocks, (len(gone), len(come), 0)]:
        yield from (word.piece for word in gone[at:start])
        yield from (word.piece for word in come[other:other_start])
        yield from (Piece(Kind.KEPT, word.text) for word in gone[start : start + size])
        at, other = start + size, other_start + size


def _of(stretch: Sequence[Piece], kind: Kind) -> list[Piece]:
    return [each for each in stretch if each.kind is kind]


class _Word:
    """A word that is deleted or inserted."""

    def __init__(self, piece: Piece, text: str) -> None:
        self.piece = Piece(piece.kind, text, piece.by)
        self.text = text

    @property
    def step(self) -> Step | None:
        """The paragraph that strikes or says it."""
        return self.piece.by.step if self.piece.by else None

    def key(self, numbers: dict[Step, int], *, is_new: bool) -> str:
        """Give what it must share with another: the word, the paragraph, the way it goes."""
        by = self.piece.by
        assert by is not None  # noqa: S101 - what is deleted or inserted has a cause
        return f"{numbers[by.step]} {by.undoes is is_new} {self.text}"
