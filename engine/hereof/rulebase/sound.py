"""Agreements examined before and found without an error: a question need not do it again.

Importing all that an examination takes, and making it, takes longer than the rest of an answer.
What comes of it depends on nothing but the bytes of the rule files and documents, the other
headers of the base, and the engine. So where all of these are the same, what is kept is believed:
that there is no error, and where each quotation stood. Kept is plain data, sealed by a digest of
it; what is no such thing is passed over. `check` believes none of it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import field

from hereof.cachedir import private_cache, read_sealed, write_sealed
from hereof.engine import this_engine
from hereof.frozen import frozen
from hereof.rulebase.material import ROOMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hereof.rulebase.evidence import Evidence, Quoted, Spot

_Kept: TypeAlias = tuple[str, "Mapping[Quoted, Spot]"]


@frozen(eq=False)
class Sound:
    """What was found sound of an agreement, and of those whose definitions it takes in.

    Attributes:
        file: Where it is kept; none where nothing can be kept.
    """

    file: Path | None
    _held: Mapping[str, _Kept]
    _used: dict[str, _Kept] = field(factory=dict, init=False)

    def of(self, agreement: str, digest: bytes) -> Mapping[Quoted, Spot] | None:
        """Give where an agreement's quotations stood when this very material was found sound.

        Args:
            agreement: Its name.
            digest: Of all that it is examined from.
        """
        found = self._held.get(agreement)
        if found is None or found[0] != digest.hex():
            return None
        self._used[agreement] = found
        return found[1]

    def keep(self, agreement: str, digest: bytes, evidence: Evidence) -> None:
        """Keep that an agreement is sound, and where its quotations stand."""
        if self.file is not None:
            self._used[agreement] = (digest.hex(), evidence.spots())

    def save(self) -> None:
        """Write down what was used, unless that is what lies there already."""
        if self.file is None or self._used == self._held:
            return
        told = {
            name: [digest, [[*quoted, *spot] for quoted, spot in spots.items()]]
            for name, (digest, spots) in self._used.items()
        }
        write_sealed(self.file, this_engine(*ROOMS), json.dumps(told).encode())


NOTHING: Final = Sound(None, {})
"""Nothing found sound before, and nothing kept."""


def sound(root: Path, agreement: str) -> Sound:
    """Give what was found sound before.

    Args:
        root: The rule base.
        agreement: The agreement's name.
    """
    folder = private_cache()
    if folder is None:
        return NOTHING
    place = f"{root}\0{agreement}".encode("utf-8", "surrogateescape")
    file = folder / f"examined-{hashlib.sha256(place).hexdigest()[:24]}"
    return Sound(file, _load(file))


def _load(file: Path) -> dict[str, _Kept]:
    body = read_sealed(file, this_engine(*ROOMS))
    if body is None:
        return {}
    held: dict[str, Any] = json.loads(body)
    return {
        name: (digest, {(path, at): tuple(spot) for path, at, *spot in rows})
        for name, (digest, rows) in held.items()
    }
