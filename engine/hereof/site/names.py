"""What the files of a site are called: safe everywhere, and the same in every run.

A name is made of small letters, figures and hyphens, so that no file system turns two into one.
What it leaves out of a text, it says by a part of the text's hash.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST: Final = 60
_HASHED: Final = 10
_PARTING: Final = re.compile(r"(?<![0-9])\.|\.(?![0-9])|[^a-z0-9.]")
_KEPT_BY_WINDOWS: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def file_names(texts: Iterable[str]) -> dict[str, str]:
    """Give each text a name for a file, no two alike; a name says nothing of a path.

    `Net Rate` is `net-rate`. A text that a plain name does not tell whole, or whose plain name
    another one has too, has a part of its hash behind it: `net-rate-1f0c...`.
    """
    return named_as({text: text for text in texts})


def named_as(said: Mapping[str, str]) -> dict[str, str]:
    """Give each key a name for a file made of its text, no two alike; a hash is of the key."""
    plain = {key: _plain(text) for key, text in said.items()}
    seen: dict[str, int] = {}
    for name in plain.values():
        seen[name] = seen.get(name, 0) + 1
    found = {
        key: name for key, name in plain.items() if _is_whole(said[key], name) and seen[name] == 1
    }
    taken = set(found.values())
    for key in sorted(plain.keys() - found.keys()):
        size = _HASHED
        while (longer := _hashed(key, plain[key], size)) in taken:
            size += _HASHED
        taken.add(longer)
        found[key] = longer
    return found


def _plain(text: str) -> str:
    """Give small letters, figures and hyphens; a point stays between two figures only."""
    parted = _PARTING.sub("-", text.lower())
    return re.sub("-+", "-", parted).strip("-")


def _is_whole(text: str, name: str) -> bool:
    """Tell whether a name says a whole text, but for capitals and spaces."""
    said = "-".join(text.lower().split())
    is_kept = name.partition(".")[0] in _KEPT_BY_WINDOWS
    return bool(name) and name == said and len(name) <= _LONGEST and not is_kept


def _hashed(text: str, name: str, size: int) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:size]
    return f"{name[:_LONGEST].strip('-.') or 'x'}-{digest}"
