"""A private folder for what can be rebuilt: work goes on just as well without it.

Nothing here is an error to the user. A folder that somebody else could have
written to is refused, and so is whatever cannot be made, read or written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from pathlib import Path

_PRIVATE = 0o700
_SEAL = hashlib.sha256().digest_size


def private_cache() -> Path | None:
    """Give the folder for the engine's own caches, made at need with mode 0700.

    It is `$HEREOF_CACHE`, else `$XDG_CACHE_HOME/hereof`, else `~/.cache/hereof`.

    Returns:
        The folder; nothing where it cannot be made, is a symbolic link, belongs
        to somebody else, is open to others, or cannot be written to.
    """
    try:
        folder = _place()
        if not folder.exists():
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        found = folder.lstat()
    except (OSError, RuntimeError, ValueError):
        return None
    if not stat.S_ISDIR(found.st_mode) or not _is_ours(found):
        return None
    return folder if os.access(folder, os.R_OK | os.W_OK | os.X_OK) else None


def write_private(path: Path, data: bytes) -> bool:
    """Put a file into the private folder in one step, so that no reader sees half of it.

    Two processes at once are harmless: each writes a file of its own and the
    last to finish stands.

    Returns:
        Whether the file was written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(data)
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        return False
    return True


def read_sealed(path: Path, by: bytes) -> bytes | None:
    """Read what `write_sealed` wrote.

    Args:
        path: The file in the private folder.
        by: Who must have written it.

    Returns:
        What was written; nothing unless it is whole and was written by the very same.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = data[_SEAL:]
    return body if data[:_SEAL] == _seal(by, body) else None


def write_sealed(path: Path, by: bytes, body: bytes) -> bool:
    """Put a file into the private folder with a digest of it and of who wrote it.

    Returns:
        Whether the file was written.
    """
    return write_private(path, _seal(by, body) + body)


def _seal(by: bytes, body: bytes) -> bytes:
    return hashlib.sha256(by + body).digest()


def _place() -> Path:
    named = os.environ.get("HEREOF_CACHE")
    if named:
        return Path(named)
    shared = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG standard has a relative path ignored.
    base = Path(shared) if Path(shared).is_absolute() else Path.home() / ".cache"
    return base / "hereof"


def _is_ours(found: os.stat_result) -> bool:
    # Windows has neither owner ids nor mode bits; there the profile folder is private by itself.
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & 0o777 == _PRIVATE
