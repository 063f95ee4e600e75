"""A rule file written anew: whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def rewrite(file: Path, text: str) -> None:
    """Write a file whole or not at all, with the mode that it had.

    Raises:
        OSError: It cannot be written; it is as it was, and the error names it.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(file.stat().st_mode)
        beside.replace(file)
    except OSError as failure:
        raise OSError(failure.errno, failure.strerror, str(file)) from failure
    finally:
        beside.unlink(missing_ok=True)
