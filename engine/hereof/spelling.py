"""What a misspelt name was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKE: Final = 0.75
_PART: Final = 3


def nearest(name: str, known: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """Give the names that are spelt most like one which is not among them.

    Args:
        name: As written.
        known: Every name that there is.
        most: How many at most.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only where there is a mistake

    by_small: dict[str, str] = {}
    for each in known:
        if each != name:
            by_small.setdefault(each.casefold(), each)
    small = name.casefold()
    near = get_close_matches(small, by_small, most, _LIKE)
    # Of a longer name a part may have been typed.
    near = near or [each for each in by_small if len(small) >= _PART and small in each][:most]
    return tuple(by_small[each] for each in near)


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Offer the name that is spelt most like one, or say something else where none is."""
    near = nearest(name, known)
    return f"did you mean `{near[0]}`?" if near else otherwise
