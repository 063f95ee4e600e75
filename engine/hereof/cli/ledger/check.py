"""`hereof ledger check`: whether all is as it was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures
from hereof.cli.exits import Exit
from hereof.cli.ledger import place
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    params=[
        click.Option(
            ["--head", "heads"],
            multiple=True,
            metavar="FILE|HASH",
            help="A head that was kept elsewhere: its file, or what was printed; may repeat.",
        ),
        *place.options(),
        *common(json=True),
    ]
)
@click.pass_context
def check(ctx: click.Context, heads: tuple[str, ...], file: Path | None, wait: float) -> None:
    """Look at every entry and the chain: gaps, digests, triggers, and heads kept elsewhere.

    The first bad entry is named, with what is wrong, and the exit code is 1. Without `--head`
    nothing shows entries that were cut off at the end, or a ledger that was made anew.
    """
    chosen = settings()
    from hereof.audit.ledger.checking import check_file  # noqa: PLC0415 - once one is wanted
    from hereof.audit.ledger.heads import kept  # noqa: PLC0415 - the same

    with place.spoken():
        known = [kept(each) for each in heads]
        bar = figures.with_progress("checking", worth=1000)
        view = check_file(place.ledger_file(file), known, wait=wait, through=bar)
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.ledger import show_check  # noqa: PLC0415 - the same

        page = Page(chosen)
        show_check(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["good"] else Exit.FINDINGS)
