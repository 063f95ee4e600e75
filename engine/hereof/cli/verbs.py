"""A group of verbs, each in a module of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

import click

from hereof.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping


class Verbs(click.Group):
    """A group of verbs: each is imported when it is called.

    Attributes:
        verbs: What each is for, in the order in which help lists them.
    """

    verbs: ClassVar[Mapping[str, str]]

    def place(self, verb: str) -> tuple[str, str]:
        """Give the module of a verb, and its name there."""
        raise NotImplementedError

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs."""
        del ctx
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb."""
        del ctx
        if cmd_name not in self.verbs:
            return None
        module, name = self.place(cmd_name)
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)  # noqa: S101 - each module holds its verb
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing one."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl(list(self.verbs.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; an empty one is answered with the help."""
        if not args and not ctx.resilient_parsing:
            from hereof.cli.help import show_help  # noqa: PLC0415 - only where it is needed

            show_help(ctx)
            ctx.exit(Exit.MISUSE)
        return super().parse_args(ctx, args)
