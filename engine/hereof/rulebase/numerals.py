"""Numbers as instructions write them: `two`, `second`, `both`, `Number One`."""

from __future__ import annotations

from typing import Final

_CARDINALS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)

CARDINAL: Final = rf"(?:{'|'.join(_CARDINALS)}|\d{{1,2}})"
"""A pattern of a counting number."""

ORDINAL: Final = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|last|final)"
"""A pattern of a place in a row."""


def cardinal(word: str) -> int:
    """Give the number that a word or figures write; `both` is two.

    Raises:
        ValueError: It is no such number.
    """
    word = word.casefold()
    if word == "both":
        return 2
    return _CARDINALS.index(word) + 1 if word in _CARDINALS else int(word)


def ordinal(word: str) -> int:
    """Give the place that a word writes: 1 is the first and -1 the last.

    Raises:
        ValueError: It is no such place.
    """
    word = word.casefold()
    if word in ("last", "final"):
        return -1
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2])
