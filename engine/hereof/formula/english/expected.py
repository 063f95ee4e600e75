"""What could have followed where reading stopped, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS: Final = (
    ({"TERM", "OPAQUE", "MONEY", "PERCENT", "NUMBER"}, "an amount"),
    ({"OVER"}, "`over`"),
    ({"AND"}, "`and`"),
    ({"EXCEEDS"}, "`exceeds`"),
    ({"NUMER"}, "`the numerator of which is`"),
    ({"DENOM"}, "`the denominator of which is`"),
    ({"OTHERWISE"}, "`otherwise`"),
    ({"BY"}, "`by`"),
    ({"TO"}, "`to`"),
    ({"ENUM"}, "an enumerator"),
    ({"PLUS"}, "an operator such as `plus`"),
    ({"PERIOD"}, "the end"),
    ({"CLASS", "GROUP"}, "a Class or group"),
    ({"EVENT"}, "`is in effect`"),
    ({"COMPARE"}, "a comparison"),
)


def in_words(expected: Iterable[str]) -> str:
    """Say what could have followed, at most four things."""
    kinds = set(expected)
    named = [words for several, words in _WORDS if several & kinds]
    return f"what could follow: {', '.join(named[:4])}" if named else "nothing can follow here"
