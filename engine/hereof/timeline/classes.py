"""Classes in their order: ranges and what words name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.model.names import class_name
from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAME: Final = r"((?:[A-Z0-9][A-Za-z0-9]*)(?:-[A-Za-z0-9]+)*(?:\(\d+\))?)"
_HOLDERS: Final = r"(?:\s+(?:Certificates|Notes|Bonds|Interests))?"
_RANGE: Final = pattern(
    rf"\bClass(?:es)?\s+{_NAME}{_HOLDERS}\s+through\s+(?:and\s+including\s+)?(?:the\s+)?"
    rf"(?:Class\s+)?{_NAME}"
)
_SINGLE: Final = pattern(rf"\bClass(?:es)?\s+{_NAME}((?:,\s+(?:Class\s+)?{_NAME})*)")


@frozen
class ClassRange:
    """A range that words name: from one Class through another."""

    first: str
    last: str


class UnknownClassError(Exception):
    """A range names a Class that the list lacks, or runs backwards."""


def members(names: Sequence[str], first: str, last: str) -> tuple[str, ...]:
    """Give every Class from one through another, in the agreement's order.

    Raises:
        UnknownClassError: One of them is not in the list, or the last stands first.
    """
    for name in (first, last):
        if name not in names:
            raise UnknownClassError(f"there is no Class {name} in the list of Classes")
    start, end = names.index(first), names.index(last)
    if end < start:
        raise UnknownClassError(f"Class {last} stands before Class {first} in the list of Classes")
    return tuple(names[start : end + 1])


def ranges_in(words: str) -> tuple[ClassRange, ...]:
    """Give the ranges of Classes that words name."""
    return tuple(ClassRange(m.group(1), m.group(2)) for m in _RANGE.finditer(words))


def named_in(words: str, names: Sequence[str]) -> tuple[str, ...]:
    """Give every Class that words name, ranges resolved, in the agreement's order.

    Raises:
        UnknownClassError: A range names a Class that the list lacks.
    """
    found = {name for r in ranges_in(words) for name in members(names, r.first, r.last)}
    for match in _SINGLE.finditer(words):
        listed = [match.group(1), *re.findall(_NAME, match.group(2) or "")]
        found.update(name for name in listed if name in names)
    return tuple(name for name in names if name in found)


def owners_in(pairs: Iterable[tuple[str, str]], names: Sequence[str]) -> tuple[str, ...]:
    """Give the Classes that owners in a formula mean; other owners give none.

    Raises:
        UnknownClassError: A range names a Class that the list lacks.
    """
    found: list[str] = []
    for first, last in pairs:
        one, other = class_name(first), class_name(last)
        if one is not None and other is not None and (first != last or one in names):
            found.extend(members(names, one, other))
    return tuple(found)
