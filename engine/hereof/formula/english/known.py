"""The terms of an agreement found in words, whatever small words their names hold."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_QUOTES: Final = '“"'
_CLOSING: Final = '”"'


class KnownTerms:
    """Finds terms, the longest first, each in its singular or with an `s` behind it."""

    def __init__(self, terms: frozenset[str]) -> None:
        self._by_letter: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        for term in sorted(filter(None, terms), key=lambda t: (-len(t), t)):
            parts = tuple(term.split())
            if parts:
                several = self._by_letter.setdefault(parts[0][0], [])
                several.append((parts, term[-1].isalpha()))

    def match(self, words: str, at: int) -> tuple[str, int] | None:
        """Give the name at a place, and where it and a quotation mark behind it end."""
        if words[at] in _QUOTES:
            found = self._match(words, at + 1)
            if found is not None:
                return found
        return self._match(words, at)

    def _match(self, words: str, at: int) -> tuple[str, int] | None:
        for parts, is_word in self._by_letter.get(words[at : at + 1], ()):
            end = _end(words, at, parts)
            if end is None:
                continue
            ends = (end + 1, end) if is_word and words.startswith("s", end) else (end,)
            for each in ends:
                closed = each + 1 if words[each : each + 1] in _MARKS else each
                for last in dict.fromkeys((closed, each)):
                    if not _is_letter(words[last : last + 1]):
                        return " ".join(words[at:each].split()), last
        return None


_MARKS: Final = frozenset(_CLOSING)


def _end(words: str, at: int, parts: tuple[str, ...]) -> int | None:
    """Give where the parts of a name end, with any white space between them."""
    for number, part in enumerate(parts):
        if number:
            begin = at
            while words[at : at + 1].isspace():
                at += 1
            if at == begin:
                return None
        if not words.startswith(part, at):
            return None
        at += len(part)
    return at


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@lru_cache(maxsize=64)
def known_terms(terms: frozenset[str]) -> KnownTerms:
    """Give what finds terms."""
    return KnownTerms(terms)
