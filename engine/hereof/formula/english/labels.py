"""Enumerators: (i) (ii) (iii), (a) (b), (x) (y), (1) (2)."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROMAN: Final = (
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv "
    "xxv xxvi xxvii xxviii xxix xxx".split()
)
_LETTERS: Final = (*string.ascii_lowercase, *(c + c for c in string.ascii_lowercase))
_STYLES: Final[tuple[tuple[Sequence[str], frozenset[str]], ...]] = (
    (_ROMAN, frozenset({"i"})),
    ([c + c for c in string.ascii_lowercase], frozenset({"aa", "ww", "xx"})),
    ([c + c for c in string.ascii_uppercase], frozenset({"AA", "WW", "XX"})),
    (_LETTERS, frozenset({"a", "x", "w", "u", "p"})),
    ([r.upper() for r in _ROMAN], frozenset({"I"})),
    ([c.upper() for c in _LETTERS], frozenset({"A", "X", "W"})),
    ([str(n) for n in range(1, 100)], frozenset({"1"})),
)


def run(labels: Sequence[str]) -> bool:
    """Tell whether labels follow one another from the first of their style."""
    for style, begins in _STYLES:
        if labels[0] in begins and all(label in style for label in labels):
            places = [style.index(label) for label in labels]
            if places == list(range(places[0], places[0] + len(labels))):
                return True
    return False


def follows(label: str, before: str) -> bool:
    """Tell whether a label is the next after another in some style."""
    return any(
        label in style and before in style and style.index(label) == style.index(before) + 1
        for style, _ in _STYLES
    )
