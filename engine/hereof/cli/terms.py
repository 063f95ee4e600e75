"""Terms as people type them: in part, in the plural, in small letters, with an article before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ARTICLES: Final = ("the", "a", "an", "such", "that", "each", "any", "related", "applicable")
_QUOTES: Final = "\"'\u201c\u201d\u2018\u2019`"
_NEAREST: Final = 3
_LIKE: Final = 0.6


@frozen
class Lookup:
    """What a typed term may mean.

    Attributes:
        names: The terms that it may mean: one is taken, of several one must be chosen.
        exact: Whether the one is named just as it was typed.
        nearest: Where there is none, the terms that are spelt most like it.
    """

    names: tuple[str, ...]
    exact: bool = False
    nearest: tuple[str, ...] = ()


def look_up(typed: str, known: Iterable[str]) -> Lookup:
    """Find what a typed term may mean, the most exact way of matching first.

    Args:
        typed: As typed.
        known: Every term that there is.
    """
    names = sorted(set(known))
    plain = " ".join(typed.split()).strip(_QUOTES).strip()
    plain = re.sub(r"^§+ *", "Section ", plain)
    if plain in names:
        return Lookup((plain,), exact=True)
    for matches in _ways(plain):
        found = tuple(name for name in names if matches(name))
        if found:
            return Lookup(found)
    return Lookup((), nearest=_nearest(plain, names))


def _ways(plain: str) -> tuple[Callable[[str], bool], ...]:
    small, bare = plain.casefold(), _bare(plain)
    if not bare:
        return ()
    begins = re.compile(rf"(?<![^\W_]){re.escape(bare)}")
    return (
        lambda name: name.casefold() == small,
        lambda name: _singular(_bare(name)) == _singular(bare),
        lambda name: begins.search(name.casefold()) is not None,
        lambda name: _abbreviates(bare.split(), name.casefold().split()),
        lambda name: bare in name.casefold(),
    )


def _bare(text: str) -> str:
    words = text.casefold().split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def _singular(text: str) -> str:
    return " ".join(_singular_word(word) for word in text.split())


def _singular_word(word: str) -> str:
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _abbreviates(typed: list[str], words: list[str]) -> bool:
    """Tell whether each typed word begins one of the words, in their order."""
    rest = iter(words)
    return all(any(word.startswith(part) for word in rest) for part in typed)


def _nearest(plain: str, names: list[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # noqa: PLC0415 - only where there is a mistake

    by_small: dict[str, str] = {}
    for name in names:
        by_small.setdefault(_bare(name), name)
    near = get_close_matches(_bare(plain), by_small, n=_NEAREST, cutoff=_LIKE)
    found = {by_small[small]: None for small in near}
    # What looks like an article, as in "Applicable Margin", may be the word that is misspelt.
    whole = {name.casefold(): name for name in reversed(names)}
    for small in get_close_matches(plain.casefold(), whole, n=_NEAREST, cutoff=_LIKE):
        found.setdefault(whole[small])
    return tuple(found)[:_NEAREST]
