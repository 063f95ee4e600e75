"""`hereof ledger append`: certificates recorded, each checked first."""

from __future__ import annotations

from pathlib import Path

import click

from hereof.cli import figures, signers
from hereof.cli.exits import Exit
from hereof.cli.ledger import place
from hereof.cli.output import put
from hereof.cli.settings import common, settings


@click.command(
    params=[
        click.Argument(
            ["certificates"],
            nargs=-1,
            required=True,
            type=click.Path(path_type=Path),
            metavar="CERTIFICATE...",
        ),
        *signers.options("Take nothing that is unsigned"),
        *place.options(),
        *common(json=True),
    ]
)
@click.pass_context
def append(
    ctx: click.Context,
    certificates: tuple[Path, ...],
    allowed_signers: Path | None,
    require_signature: bool,  # noqa: FBT001 - as click calls it
    file: Path | None,
    wait: float,
) -> None:
    """Record each CERTIFICATE, with its signature where one lies beside it: all or none.

    Each is checked by itself first, as `hereof verify --alone` does. What is printed as recorded
    is on the disk. A certificate that is recorded already is not recorded again. Where there is
    no ledger yet, it is begun.
    """
    chosen = settings()
    signers.see_named(allowed_signers, required=require_signature)
    where = place.ledger_file(file)
    from hereof.audit.ledger.appending import append_files  # noqa: PLC0415 - once one is wanted

    with place.spoken():
        view = append_files(
            where,
            certificates,
            allowed_signers,
            require_signature=require_signature,
            wait=wait,
            through=figures.with_progress("checking", worth=200),
        )
    from hereof.cli.show.ledger import show_append  # noqa: PLC0415 - once there is something

    put(chosen, view, show_append)
    ctx.exit(Exit.FINDINGS if view["refused"] else Exit.ANSWERED)
