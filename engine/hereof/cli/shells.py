"""Completion scripts, with words that a shell takes as one although they hold spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

if TYPE_CHECKING:
    import click

VARIABLE: Final = "_HEREOF_COMPLETE"

_CLASSES: Final[dict[str, type[ShellComplete]]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


def script(shell: str, command: click.Command) -> str:
    """Give the completion script of a shell."""
    text = _CLASSES[shell](command, {}, "hereof", VARIABLE).source()
    if shell == "bash":
        # A term has spaces: as a file name would, it is quoted when it is put on the line.
        text = text.replace("complete -o nosort -F", "complete -o nosort -o filenames -F")
    return text.rstrip("\n") + "\n"
