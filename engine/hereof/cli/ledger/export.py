"""`hereof ledger export`: the whole ledger, to be read without Hereof."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.exits import Misuse
from hereof.cli.ledger import place
from hereof.cli.output import OutputError, print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from hereof.audit.ledger import Head, Ledger

_LINES: Final = ".jsonl"


@click.command(
    params=[
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path),
            metavar="DIR|FILE",
            help="A new folder, or a file whose name ends in `.jsonl`; otherwise it is printed.",
        ),
        *place.options(),
        *common(json=True),
    ]
)
def export(out: Path | None, file: Path | None, wait: float) -> None:
    """Write out every entry and the head: as JSON, one entry a line, or into a folder.

    In a folder the certificates and their signatures are files, byte for byte as they were
    recorded, beside `entries.jsonl` with the chain and `head.json`.
    """
    chosen = settings()
    if out is None and chosen.json:
        raise Misuse(
            "misuse",
            "without `--out` the entries themselves are printed, as JSON, one a line",
            help="leave out `--json`, or name a folder with `--out`",
        )
    with place.opened(file, wait) as ledger:
        head = ledger.head()
        ledger.settle()
        if out is None:
            _print(ledger, head)
            return
        _write(ledger, head, out)
        from hereof.audit.ledger.shapes import export_view  # noqa: PLC0415 - once it is written

        view = export_view(ledger.path, out, head)
    if chosen.json:
        print_json(view)
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.ledger import show_export  # noqa: PLC0415 - the same

    page = Page(chosen)
    show_export(page, view)
    page.write()


def _print(ledger: Ledger, head: Head) -> None:
    from hereof.audit.ledger.exporting import lines  # noqa: PLC0415 - once a ledger is open

    sys.stdout.flush()
    try:
        for line in lines(ledger, head):
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except OSError as failure:
        # Python would complain again when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(failure, BrokenPipeError):
            raise OutputError(failure.errno, failure.strerror) from failure


def _write(ledger: Ledger, head: Head, out: Path) -> None:
    """Write a folder or a file.

    Raises:
        Misuse: It cannot be written.
    """
    from hereof.audit.ledger.exporting import write_folder, write_lines  # noqa: PLC0415 - the same

    write = write_lines if out.suffix == _LINES else write_folder
    try:
        write(ledger, head, out)
    except OSError as failure:
        raise Misuse(
            "output-not-written",
            f"`{out}` cannot be written: {(failure.strerror or 'unknown fault').lower()}",
            help="name another place with `--out`",
        ) from failure
