"""`hereof ledger head`: the hash of the last entry, to be kept elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from hereof.cli import writing
from hereof.cli.ledger import place
from hereof.cli.output import emit, print_json
from hereof.cli.settings import common, settings


@click.command(
    params=[
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Write it to FILE, which `hereof ledger check --head FILE` reads.",
        ),
        *place.options(),
        *common(json=True),
    ]
)
def head(out: Path | None, file: Path | None, wait: float) -> None:
    """Print the number of the last entry and its hash.

    Keep it where whoever may write the ledger may not: with it, `hereof ledger check --head`
    finds whatever was altered or cut off up to that entry.
    """
    chosen = settings()
    from hereof.audit.ledger.heads import head_bytes  # noqa: PLC0415 - once one is wanted
    from hereof.audit.ledger.shapes import head_view  # noqa: PLC0415 - the same

    with place.opened(file, wait) as ledger:
        found = ledger.head()
        ledger.settle()
    if out is not None:
        with place.spoken():
            data = head_bytes(found)
        writing.write(out, data)
    if chosen.json:
        print_json(head_view(found))
    else:
        emit(f"{found.entry}:{found.hash}")
