"""With which characters a phrase of the vocabulary can begin, so that few phrases are tried."""

from __future__ import annotations

from typing import Final

ANY: Final = "?"
"""A second character that can be any, or be missing."""

_QUANTIFIERS: Final = ("?", "*", "+", "{")


class _OddError(Exception):
    """A pattern of which nothing is told."""


def beginnings(plain: str) -> frozenset[str] | None:
    """Give the two characters with which a plain pattern can begin; none where that is not told.

    Where the second can be any, it is `ANY`.

    Args:
        plain: A pattern as the vocabulary writes it; see `vocabulary.pattern`.
    """
    try:
        found, can_be_empty = _either(plain)
    except _OddError:
        return None
    return None if can_be_empty else frozenset(found)


def _either(plain: str) -> tuple[set[str], bool]:
    """Give the beginnings of several patterns with `|` between, and whether one can be empty."""
    found: set[str] = set()
    can_be_empty = False
    for one in _alternatives(plain):
        more, empty = _sequence(one)
        found |= more
        can_be_empty = can_be_empty or empty
    return found, can_be_empty


def _sequence(plain: str) -> tuple[set[str], bool]:
    found: set[str] = set()
    at = 0
    while at < len(plain):
        more, empty, at = _part(plain, at)
        found |= more
        if not empty:
            return found, False
    return found, True


def _part(plain: str, at: int) -> tuple[set[str], bool, int]:
    """Give the beginnings of the first part of a pattern, whether it can be empty, and its end."""
    if plain[at] == "[":
        end = _end(plain, at)
        inner = plain[at + 1 : end]
        if inner == ",":
            return {"," + ANY}, True, end + 1 + plain.startswith(" ", end + 1)
        return ({inner + ANY} if inner in ("(", ")") else _either(inner)[0]), True, end + 1
    if plain[at] == "(":
        end = _end(plain, at)
        inner = plain[at + 1 : end].removeprefix("?:")
        if inner.startswith("?"):
            raise _OddError
        found, empty = _either(inner)
        following = plain[end + 1 : end + 2]
        if following == "?":
            return found, True, end + 2
        if following in _QUANTIFIERS:
            raise _OddError
        return found, empty, end + 1
    if not ("a" <= plain[at] <= "z") or plain.startswith(_QUANTIFIERS, at + 1):
        raise _OddError
    second = plain[at + 1 : at + 2]
    is_sure = "a" <= second <= "z" and not plain.startswith(_QUANTIFIERS, at + 2)
    return {plain[at] + (second if is_sure else ANY)}, False, at + 1


def _alternatives(plain: str) -> list[str]:
    parts, begin, at = [], 0, 0
    while at < len(plain):
        if plain[at] == "|":
            parts.append(plain[begin:at])
            begin = at + 1
        at = _end(plain, at) + 1 if plain[at] in "[(" else at + 1 + (plain[at] == "\\")
    return [*parts, plain[begin:]]


def _end(plain: str, at: int) -> int:
    """Give where a bracket is closed."""
    if plain[at : at + 3] in ("[(]", "[)]"):
        return at + 2
    closing = {"[": "]", "(": ")"}[plain[at]]
    at += 1
    while at < len(plain):
        if plain[at] == closing:
            return at
        at = _end(plain, at) + 1 if plain[at] in "[(" else at + 1 + (plain[at] == "\\")
    raise _OddError
