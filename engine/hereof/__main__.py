"""The command line's front door: `hereof`, or `python -m hereof`.

Next to nothing is imported before an interruption is one line.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` takes longer than the rest of this page
if TYPE_CHECKING:
    from typing import Final, NoReturn

_OBJECTS: Final = 200_000
_INTERRUPTED: Final = 130
_STANDARD_ERROR: Final = 2


def main() -> None:
    """Run the command line."""
    try:
        import signal  # noqa: PLC0415 - what interrupts this is caught below

        # What is ignored, as in the background, stays ignored.
        heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if heeded:
            signal.signal(signal.SIGINT, _end)
        _prepare()
        from hereof.cli.app import app  # noqa: PLC0415 - after the streams are set

        try:
            if heeded:  # a verb may have something to tidy up
                signal.signal(signal.SIGINT, signal.default_int_handler)
            app.main(prog_name="hereof")
        finally:
            if heeded:
                signal.signal(signal.SIGINT, _end)
    except KeyboardInterrupt:
        _end()


def _end(*_: object) -> NoReturn:
    """End at once, without a traceback: nothing is half done."""
    try:
        os.write(_STANDARD_ERROR, b"\nhereof: interrupted\n")
    finally:
        os._exit(_INTERRUPTED)


def _prepare() -> None:
    """Make the surroundings fit to run in."""
    import atexit  # noqa: PLC0415 - what interrupts this ends in one line
    import gc  # noqa: PLC0415 - the same
    from io import TextIOWrapper  # noqa: PLC0415 - the same

    # What a run makes mostly lives until its end: an answer makes fewer objects than
    # this, and looking through them again and again takes a sixth of its time.
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)
    # Where a standard stream is closed, the next file opened would take its number,
    # and what is meant for the stream would be written into the file.
    while os.open(os.devnull, os.O_RDWR) <= _STANDARD_ERROR:
        pass
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its number; nothing is lost.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
