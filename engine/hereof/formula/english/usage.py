"""What usage leaves open, and the conventions that settle it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXCESS: Final = "excess not less than zero"
DIFFERENCE: Final = "difference signed"
HALF_UP: Final = "round half up"

CONVENTIONS: Final = {
    EXCESS: 'an "excess of" without "if any" is not less than zero',
    DIFFERENCE: 'a "difference" is signed',
    HALF_UP: 'a half is rounded up where words round "to the nearest"',
}
"""The conventions that a rule base, an agreement or a call may declare, by name."""


@frozen
class Usage:
    """One way in which drafters use the words that are open.

    Attributes:
        floor: An "excess" without "if any" is not less than zero.
        signed: A "difference" is signed; else it is the distance.
        half_up: A half is rounded up; else it is left open.
    """

    floor: bool
    signed: bool
    half_up: bool


def conventions_of(declared: Iterable[str]) -> frozenset[str]:
    """Give the names of declared conventions, whatever their marks and capitals.

    Raises:
        ValueError: There is no such convention.
    """
    found = set()
    for said in declared:
        plain = _plain(said)
        match = next(
            (name for name, text in CONVENTIONS.items() if plain in {_plain(name), _plain(text)}),
            None,
        )
        if match is None:
            raise ValueError(f"`{said}` is none of the conventions: {', '.join(CONVENTIONS)}")
        found.add(match)
    return frozenset(found)


def _plain(text: str) -> str:
    words = re.sub(r"[^a-z]+", " ", text.lower()).split()
    return " ".join(
        word for word in words if word not in {"a", "an", "is", "the", "of", "without", "if", "any"}
    )


def usages(conventions: frozenset[str], *, excess: bool, difference: bool) -> Iterator[Usage]:
    """Give each usage that the conventions leave possible.

    Args:
        conventions: The names of those declared.
        excess: Whether the words hold an "excess" without "if any".
        difference: Whether the words hold a "difference".
    """
    floors = (True,) if EXCESS in conventions or not excess else (True, False)
    signs = (True,) if DIFFERENCE in conventions or not difference else (True, False)
    for floor, signed in itertools.product(floors, signs):
        yield Usage(floor, signed, HALF_UP in conventions)
