"""Tells this engine from any other, so that nothing kept by another is taken for its own."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_SUFFIXES: Final = (".py", ".lark")


@cache
def this_engine(*rooms: str) -> bytes:
    """Give a digest of some rooms of this engine: of the size and times of each of their files.

    The time at which a file was last touched in any way counts too, which nobody can set.

    Args:
        rooms: Folders of the package, such as `model`; an empty name is what lies in none. The
            grammars count always, wherever they lie.
    """
    told = [sys.version]
    folders = [_PACKAGE / room for room in dict.fromkeys((*rooms, "grammar"))]
    for folder in (*folders, _PACKAGE.parent.parent / "grammar"):
        try:
            with os.scandir(folder) as entries:
                files = [(e.path, e.stat()) for e in entries if e.name.endswith(_SUFFIXES)]
        except OSError:
            continue
        told.extend(
            sorted(
                f"{path} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}"
                for path, s in files
            )
        )
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).digest()
