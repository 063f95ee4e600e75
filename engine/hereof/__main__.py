"""The command line's front door: `hereof`, or `python -m hereof`."""

from __future__ import annotations

import atexit
import gc
import sys
from io import TextIOWrapper
from typing import Final

_OBJECTS: Final = 200_000


def main() -> None:
    """Run the command line."""
    # What a run makes mostly lives until its end: an answer makes fewer objects than
    # this, and looking through them again and again takes a sixth of its time.
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its number; nothing is lost.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from hereof.cli.app import app  # noqa: PLC0415 - after the streams are set

    app.main(prog_name="hereof")


if __name__ == "__main__":
    main()
