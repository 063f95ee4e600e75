"""The command line's front door: `hereof`, or `python -m hereof`."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its number; nothing is lost.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from hereof.cli.app import app  # noqa: PLC0415 - after the streams are set

    app.main(prog_name="hereof")


if __name__ == "__main__":
    main()
