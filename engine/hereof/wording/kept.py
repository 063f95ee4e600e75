"""What came of reading words, kept so that a check reads only what is new.

Kept are plain texts, in one JSON file of the private folder: for the words, the grammar
and all that was declared about them, how they stand to the formula of the rule file.
Nothing here is evidence; whatever does not fit is read again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hereof.cachedir import private_cache, write_private
from hereof.grammars import grammar_digest
from hereof.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hereof.formula.inputs import Setting

MOST_KEPT: Final = 50_000
"""No more readings than these are kept; then all are made anew."""


class KeptReadings:
    """Readings by a digest of all that they depend on."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._held = _load(path) if path else {}
        self._changed = False
        self._new: dict[str, dict[str, Any]] = {}

    def get(self, key: str) -> dict[str, Any] | None:
        """Give what was kept; nothing where it is not there."""
        found = self._held.get(key)
        return found if isinstance(found, dict) else None

    def keep(self, key: str, value: dict[str, Any]) -> None:
        """Keep what came of reading."""
        self._held[key] = value
        self._new[key] = value
        self._changed = True

    def new(self) -> dict[str, dict[str, Any]]:
        """Give what was kept since this was last asked."""
        new, self._new = self._new, {}
        return new

    def include(self, read: dict[str, dict[str, Any]]) -> None:
        """Keep what was read elsewhere."""
        if read:
            self._held |= read
            self._changed = True

    def save(self) -> None:
        """Write what is new; a folder that cannot be written to loses only time."""
        if self._changed and self._path is not None:
            if len(self._held) > MOST_KEPT:
                self._held = dict(list(self._held.items())[-MOST_KEPT // 2 :])
            data = json.dumps(self._held, ensure_ascii=False, separators=(",", ":"))
            write_private(self._path, data.encode("utf-8", "surrogatepass"))
            self._changed = False


def kept_readings() -> KeptReadings:
    """Give the readings kept by this version of the engine and grammar."""
    folder = private_cache()
    name = f"readings-{__version__}-{_engine()[:24]}.json"
    return KeptReadings(folder / name if folder else None)


def kept_sound(agreement: str) -> KeptReadings:
    """Give what this version of the engine found sound of one agreement."""
    folder = private_cache()
    name = hashlib.sha256(agreement.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return KeptReadings(folder / f"sound-{_engine()[:24]}-{name}.json" if folder else None)


@cache
def _engine() -> str:
    """Give a digest of the grammar and of the code that reads and compares."""
    from pathlib import Path as Place  # noqa: PLC0415 - one use

    digest = hashlib.sha256(grammar_digest("english.lark").encode())
    formula = Place(__file__).resolve().parent.parent / "formula"
    wording = formula.parent / "wording"
    places = (*formula.glob("*.py"), *formula.glob("english/*.py"), *wording.glob("*.py"))
    for path in sorted(places):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def digest_of(
    words: str,
    term: str,
    within: Setting,
    conventions: Iterable[str],
    terms: Iterable[str],
    stated: str,
) -> str:
    """Give the digest of all that a reading depends on.

    Of the terms and types only those count that the words hold.
    """
    plain = " ".join(words.split())
    parts = [
        words,
        term,
        list(within.classes),
        sorted((name, list(several)) for name, several in within.members.items()),
        sorted((name, kind) for name, kind in within.types.items() if _head(name) in plain),
        sorted(conventions),
        sorted(name for name in terms if _head(name) in plain),
        stated,
    ]
    data = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def _head(name: str) -> str:
    """Give a name without the ending that a plural may change."""
    return name[:-1] if name.endswith(("y", "s")) else name


def _load(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
