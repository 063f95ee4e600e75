"""`hereof ledger`: the record of certificates; one file for each of its verbs."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from hereof.cli.exits import Exit, Misuse
from hereof.cli.settings import Settings, common

VERBS: Final = {
    "append": "certificates recorded, each checked first",
    "list": "what is recorded, or some of it",
    "show": "a certificate as it was recorded, byte for byte",
    "head": "the hash of the last entry, to be kept elsewhere",
    "check": "whether all is as it was recorded; names the first bad entry",
    "export": "the whole ledger, to be read without Hereof",
}
"""In the order in which help lists them; each is a module of this package."""


class Ledger(click.Group):
    """The verbs of the ledger: each is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        # `list` is a name of Python's own.
        name = "list_" if cmd_name == "list" else cmd_name
        found = getattr(import_module(f"hereof.cli.ledger.{cmd_name}"), name)
        assert isinstance(found, click.Command)  # noqa: S101 - each module holds its verb
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing one."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; an empty one is answered with the help."""
        if not args and not ctx.resilient_parsing:
            from hereof.cli.help import show_help  # noqa: PLC0415 - only where it is needed

            show_help(ctx)
            ctx.exit(Exit.MISUSE)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which there are."""
        if args[0] in VERBS:
            ctx.ensure_object(Settings).verb = f"ledger {args[0]}"
        elif not args[0].startswith("-"):
            raise Misuse(
                "verb-unknown",
                f"the ledger has no verb `{args[0]}`",
                help=f"it has {', '.join(VERBS)}",
            )
        return super().resolve_command(ctx, args)


ledger = Ledger(
    name="ledger",
    params=common(json=True),
    no_args_is_help=False,
    help="Keep certificates in a record that is only appended to, each entry chained to the last.",
    epilog="Exit codes: 0 done, 1 findings, 2 misuse.",
    context_settings={"help_option_names": [], "max_content_width": 100},
    subcommand_metavar="VERB ...",
)
