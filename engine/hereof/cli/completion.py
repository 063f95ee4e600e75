"""`hereof completion`: the script that completes verbs, agreements and terms in a shell."""

from __future__ import annotations

from typing import Final

import click

from hereof.cli.output import emit
from hereof.cli.settings import common, refuse_json

SHELLS: Final = ("bash", "zsh", "fish")


@click.command(
    params=[
        click.Argument(["shell"], metavar="SHELL", type=click.Choice(SHELLS)),
        *common(json=False),
    ],
)
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a SHELL.

    \b
    bash: eval "$(hereof completion bash)"
    zsh:  eval "$(hereof completion zsh)"
    fish: hereof completion fish | source

    The line belongs into ~/.bashrc, ~/.zshrc or ~/.config/fish/config.fish.
    """  # noqa: D301 - `\\b` is a character of its own here
    from hereof.cli.shells import script  # noqa: PLC0415 - only where it is asked for

    refuse_json(ctx)
    root = ctx.find_root()
    emit(script(shell, root.command).rstrip("\n"))
