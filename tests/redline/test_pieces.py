"""Redlines put together: composed, turned, compared by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from hereof.redline.pieces import Kind, Piece, composed, new_words, old_words, turned
from hereof.redline.words import compared, legible

if TYPE_CHECKING:
    from hereof.redline.causes import Cause
    from hereof.redline.pieces import Pieces


class _Marker:
    """Stands for a cause: a redline only asks whether it is the same one."""


BY = cast("Cause", _Marker())
LATER = cast("Cause", _Marker())


def shown(pieces: Pieces) -> str:
    marks = {Kind.KEPT: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.50% per annum.", "0.375% per annum.", "[-0.50%-]{+0.375%+} per annum."),
        ("the Trustee", "the Master Trustee", "the{+ Master+} Trustee"),
        ("five Business Days", "four Business Days", "[-five-]{+four+} Business Days"),
        ("B c", "c", "[-B -]c"),
        ("", "New words.", "{+New words.+}"),
        ("Old words.", "", "[-Old words.-]"),
        ("The same.", "The same.", "The same."),
        (
            "of (a) $750,000 and (b) 0.80% of it",
            "of (a) 0.80% of it",
            "of (a)[- $750,000 and (b)-] 0.80% of it",
        ),
    ],
)
def test_words_are_compared_whole(old: str, new: str, expected: str) -> None:
    pieces = compared(old, new, BY)
    assert shown(pieces) == expected
    assert (old_words(pieces), new_words(pieces)) == (old, new)


def test_shreds_of_a_text_are_not_kept() -> None:
    old = "The amount by which the Trustee is satisfied of all matters in the notice given."
    new = "Every Holder whom a court appointed under the law of a State and none other."
    pieces = legible(compared(old, new, BY))
    assert (old_words(pieces), new_words(pieces)) == (old, new)
    assert len(pieces) < len(compared(old, new, BY))


def test_what_comes_and_goes_is_in_neither_text() -> None:
    first = compared("a c", "a b c", BY)
    second = compared("a b c", "a c d", LATER)
    both = composed(first, second)
    assert shown(both) == "a c{+ d+}"
    assert {piece.by for piece in both if piece.by} == {LATER}


def test_each_change_keeps_its_cause() -> None:
    both = composed(compared("a b c", "a x c", BY), compared("a x c", "a x y", LATER))
    assert [(p.kind, p.text, p.by) for p in both if p.by] == [
        (Kind.DELETED, "b", BY),
        (Kind.INSERTED, "x", BY),
        (Kind.DELETED, "c", LATER),
        (Kind.INSERTED, "y", LATER),
    ]


def test_turned_round_a_redline_leads_back() -> None:
    pieces = compared("five Business Days", "four Days", BY)
    back = turned(pieces)
    assert (old_words(back), new_words(back)) == ("four Days", "five Business Days")
    assert turned(back) == pieces
    assert Piece(Kind.KEPT, "x") == Piece(Kind.KEPT, "x", None)
