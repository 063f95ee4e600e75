"""What the verbs that look at signatures have in common: who may sign, and whether one must."""

from __future__ import annotations

from pathlib import Path

import click

from hereof.cli.exits import Misuse


def options(required: str) -> list[click.Parameter]:
    """Make the options; `required` says what comes of a signature that is not there."""
    return [
        click.Option(
            ["--allowed-signers"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Who may sign, with which SSH keys: a file as `ssh-keygen` reads it.",
        ),
        click.Option(
            ["--require-signature"],
            is_flag=True,
            help=f"{required}; needs `--allowed-signers`.",
        ),
    ]


def see_named(allowed: Path | None, *, required: bool) -> None:
    """See that it is said who may sign, where a signature is required.

    Raises:
        Misuse: It is not.
    """
    if required and allowed is None:
        raise Misuse(
            "signers-unnamed",
            "a signature is required, and nothing says whose",
            help="name the keys that may sign with `--allowed-signers FILE`",
        )
