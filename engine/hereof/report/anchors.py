"""Names for places on a page, made out of terms: small letters, figures and hyphens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 60
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def anchors(terms: Iterable[str]) -> dict[str, str]:
    """Give each term a name of its own: `term-p-i-advance`.

    A name that two terms would share has a number behind it from the second on, so that
    the names depend on the terms and their order alone.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for term in terms:
        plain = _plain(term)
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain}--{number}"
        taken.add(name)
        found[term] = name
    return found


def _plain(term: str) -> str:
    said = _OTHER.sub("-", term.lower()).strip("-")[:_LONGEST].strip("-")
    return f"term-{said or '-'.join(f'u{ord(each):04x}' for each in term[:8])}"
