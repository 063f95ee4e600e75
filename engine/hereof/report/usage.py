"""Which definitions use which: defined terms found in words, the longest name first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.language.formulas import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD: Final = re.compile(r"[^\W_]+(?:[-&'\u2019./][^\W_]+)*")


class Names:
    """Finds defined terms in words: whole words, the longest of several, in any number."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term in terms:
            words = tuple(_WORD.findall(term))
            if words:
                for form in _forms(words):
                    self._by_first.setdefault(form[0], []).append((form, term))
        for held in self._by_first.values():
            held.sort(key=lambda pair: (-len(pair[0]), pair[1]))

    def used_in(self, text: str) -> list[str]:
        """Give the terms that a text uses, each once, in the order of the text."""
        return list(dict.fromkeys(term for term, _ in self.found_in(text)))

    def found_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Give each term where it stands, as pairs of term and place in the text."""
        matches = list(_WORD.finditer(text))
        words = [match.group() for match in matches]
        at = 0
        while at < len(words):
            held = self._by_first.get(words[at], ())
            size = 1
            for form, term in held:
                if tuple(words[at : at + len(form)]) == form:
                    yield term, matches[at].start()
                    size = len(form)
                    break
            at += size


def _forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Give a term's words as it is defined, in the singular, and with a plain plural."""
    *front, last = words
    one = singular(last)
    return {words, (*front, one), (*front, f"{one}s")}
