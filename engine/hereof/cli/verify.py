"""`hereof verify`: whether a certificate holds, by itself and with the rule base."""

from __future__ import annotations

from pathlib import Path

import click

from hereof.cli import figures, signers
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import put
from hereof.cli.settings import common, rules_at, settings


@click.command(
    params=[
        click.Argument(["certificate"], type=click.Path(path_type=Path), metavar="CERTIFICATE"),
        click.Option(
            ["--alone"],
            is_flag=True,
            help="Look at the certificate only: its form, digest, arithmetic and signature.",
        ),
        figures.data(),
        *signers.options("Let an unsigned certificate not hold"),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def verify(
    ctx: click.Context,
    certificate: Path,
    alone: bool,  # noqa: FBT001 - as click calls it
    data: tuple[Path, ...],
    allowed_signers: Path | None,
    require_signature: bool,  # noqa: FBT001 - the same
) -> None:
    """Verify CERTIFICATE: by itself, then resolved and computed again from the rule base.

    Says what no longer matches, and exits with 1 where anything does not. The data is looked for
    where it lay; `--data` names where it lies now.
    """
    chosen = settings()
    signers.see_named(allowed_signers, required=require_signature)
    if alone and chosen.rules_at is not None:
        raise Misuse(
            "misuse",
            "`--alone` reads no rule base, and `--rules-at` says from which commit to read it",
            help="leave out one of them",
        )
    base = None if alone else chosen.open()
    from hereof.audit.signature import SignatureError  # noqa: PLC0415 - once a base is open
    from hereof.audit.verify import verify as verified  # noqa: PLC0415 - the same

    try:
        view = verified(
            certificate, base, data, allowed_signers, require_signature=require_signature
        )
    except SignatureError as failure:
        raise Misuse("signature-unchecked", str(failure)) from failure
    except OSError as failure:
        raise Misuse(
            "certificate-unreadable",
            f"`{certificate}` cannot be read: {(failure.strerror or 'unknown fault').lower()}",
            help="`hereof certify TERM --on DATE` makes one",
        ) from failure
    from hereof.cli.show.certify import show_verification  # noqa: PLC0415 - once there is something

    put(chosen, view, show_verification)
    ctx.exit(Exit.ANSWERED if view["verified"] else Exit.FINDINGS)
