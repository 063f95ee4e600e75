"""`hereof completion`: the script that completes verbs, agreements and terms in a shell."""

from __future__ import annotations

from typing import Final

import click

from hereof.cli.output import emit
from hereof.cli.settings import common

SHELLS: Final = ("bash", "zsh", "fish")


@click.command(
    params=[click.Argument(["shell"], type=click.Choice(SHELLS)), *common(json=False)],
)
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    r"""Print the completion script of a SHELL.

    \b
    bash:  eval "$(hereof completion bash)"      in ~/.bashrc
    zsh:   eval "$(hereof completion zsh)"       in ~/.zshrc
    fish:  hereof completion fish | source       in ~/.config/fish/config.fish
    """
    from hereof.cli.shells import script  # noqa: PLC0415 - only where it is asked for

    root = ctx.find_root()
    emit(script(shell, root.command).rstrip("\n"))
