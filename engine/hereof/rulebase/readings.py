"""Rule files as they were read last time, kept so that a question need not parse them again.

Importing the parser, building its tables and reading two short files takes longer
than all the rest of an answer. What a rule file says depends on nothing but its
bytes and the engine: one agreement's readings lie together in one file of the
private cache, each beside the SHA-256 of the bytes it was read from, all under a
digest of the engine's own files. Whatever does not fit is read anew.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import field

from hereof.cachedir import private_cache, read_sealed, write_sealed
from hereof.diagnostics import Diagnostic
from hereof.engine import this_engine
from hereof.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.model.instrument import RuleFile

Reading: TypeAlias = tuple["RuleFile | None", tuple[Diagnostic, ...]]
"""A rule file as read, and what is wrong with it."""

_READ_BY: Final = ("", "language", "model", "calendar")
_HOLDS: Final = ("hereof.model.", "hereof.diagnostics", "hereof.calendar.month")
_ALSO: Final = frozenset({("datetime", "date"), ("fractions", "Fraction")})
_PROTOCOL: Final = 5


@frozen(eq=False)
class Readings:
    """The readings of one agreement's rule files, by path.

    Attributes:
        file: Where they are kept; none where nothing can be kept.
    """

    file: Path | None
    _held: dict[str, tuple[bytes, Reading]]
    _used: dict[str, tuple[bytes, Reading]] = field(factory=dict, init=False)

    def of(self, path: str, data: bytes) -> Reading | None:
        """Give how a file was read when it had these very bytes."""
        found = self._held.get(path)
        if found is None or found[0] != hashlib.sha256(data).digest():
            return None
        self._used[path] = found
        return found[1]

    def keep(self, path: str, data: bytes, reading: Reading) -> None:
        """Keep how a file was read."""
        if self.file is None:
            return
        self._used[path] = (hashlib.sha256(data).digest(), reading)

    def save(self) -> None:
        """Write down what was used, unless that is what lies there already."""
        if self.file is None or self._used == self._held:
            return
        body = pickle.dumps(self._used, _PROTOCOL)
        write_sealed(self.file, this_engine(*_READ_BY), body)


NONE: Final = Readings(None, {})
"""No readings: every file is read anew, and nothing is kept."""


def read_file(path: str, data: bytes) -> Reading:
    """Read the bytes of a rule file.

    Args:
        path: The file, relative to the rule base.
        data: Its bytes.
    """
    from hereof.language.reader import decode, read_rules  # noqa: PLC0415 - the parser is heavy

    source, findings = decode(path, data)
    if source is None:
        return None, findings
    rules, more = read_rules(source)
    return rules, (*findings, *more)


def readings(root: Path, agreement: str) -> Readings:
    """Give the readings kept of an agreement's rule files.

    Args:
        root: The rule base.
        agreement: The agreement's name.
    """
    folder = private_cache()
    if folder is None:
        return Readings(None, {})
    place = f"{root}\0{agreement}".encode("utf-8", "surrogateescape")
    file = folder / f"readings-{hashlib.sha256(place).hexdigest()[:24]}"
    return Readings(file, _load(file))


def _load(file: Path) -> dict[str, tuple[bytes, Reading]]:
    """Give what a file holds if it is whole and this engine wrote it, else nothing."""
    body = read_sealed(file, this_engine(*_READ_BY))
    if body is None:
        return {}
    try:
        held: dict[str, tuple[bytes, Reading]] = _Unpickler(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError):
        return {}
    return held


class _Unpickler(pickle.Unpickler):
    """Makes objects of the model and nothing else."""

    def find_class(self, module: str, name: str, /) -> Any:  # noqa: ANN401
        if module.startswith(_HOLDS) or (module, name) in _ALSO:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
