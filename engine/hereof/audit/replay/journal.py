"""What a replay has done so far, kept for a run that is broken off; none of it is evidence.

It lies in the private cache, under a digest of all that a replay depends on: the ledger up to its
head, every file of the rule base, the data files that are named, the engine. A line that is
not whole, or fits no more, is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from hereof.cachedir import private_cache

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO, Self

    from hereof.audit.replay.shapes import Replayed

_FOLDER: Final = "replays"
_OFTEN: Final = 64
"""So many answers are written together, so that so many at most are asked again."""


class Journal:
    """The answers that are done. Use it in a `with` statement."""

    def __init__(self, path: Path | None) -> None:
        """Keep it in a file; none: it is not kept."""
        self._path = path
        self._file: IO[str] | None = None
        self._waiting: list[str] = []

    @classmethod
    def of(cls, key: str) -> Self:
        """Give the journal of a replay, by the digest of all that it depends on."""
        cache = private_cache()
        if cache is None:
            return cls(None)
        folder = cache / _FOLDER
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            return cls(None)
        return cls(folder / f"{key.removeprefix('sha256:')}.jsonl")

    def done(self) -> dict[int, tuple[Replayed, Any]]:
        """Give what was done before, by the number of the entry, each with what it rests on."""
        found: dict[int, tuple[Replayed, Any]] = {}
        try:
            text = self._path.read_text(encoding="utf-8") if self._path is not None else ""
        except (OSError, UnicodeDecodeError):
            return found
        for line in text.split("\n"):
            sha256, _, said = line.partition(" ")
            if said and hashlib.sha256(said.encode()).hexdigest() == sha256:
                row, rests_on = json.loads(said)
                found[row["entry"]] = (row, rests_on)
        return found

    def keep(self, row: Replayed, rests_on: object) -> None:
        """Keep an answer, with what it rests on beside what the key says."""
        if self._path is None:
            return
        said = json.dumps([row, rests_on], ensure_ascii=True, separators=(",", ":"))
        self._waiting.append(f"{hashlib.sha256(said.encode()).hexdigest()} {said}\n")
        if len(self._waiting) >= _OFTEN:
            self._write()

    def end(self) -> None:
        """Take it away: all is done."""
        self._waiting.clear()
        self._close()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        self._close()

    def _write(self) -> None:
        """Write what waits; where that cannot be done, nothing is kept."""
        if self._path is None or not self._waiting:
            return
        try:
            if self._file is None:
                flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
                self._file = os.fdopen(os.open(self._path, flags, 0o600), "a", encoding="utf-8")
                self._file.write("\n")  # what stands there may be half a line
            self._file.write("".join(self._waiting))
            self._file.flush()
        except OSError:
            self._path = None
        self._waiting.clear()

    def _close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None
