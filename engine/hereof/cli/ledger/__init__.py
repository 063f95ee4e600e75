"""`hereof ledger`: the record of certificates; one file for each of its verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.exits import Misuse
from hereof.cli.settings import Settings, common
from hereof.cli.verbs import Verbs

if TYPE_CHECKING:
    import click

VERBS: Final = {
    "append": "certificates recorded, each checked first",
    "list": "what is recorded, or some of it",
    "show": "a certificate as it was recorded, byte for byte",
    "head": "the hash of the last entry, to be kept elsewhere",
    "check": "whether all is as it was recorded; names the first bad entry",
    "replay": "every recorded answer asked again: what is another now, and why",
    "export": "the whole ledger, to be read without Hereof",
}
"""In the order in which help lists them; each is a module of this package."""


class Ledger(Verbs):
    """The verbs of the ledger: each is imported when it is called."""

    verbs = VERBS

    def place(self, verb: str) -> tuple[str, str]:
        """Give the module of a verb, and its name there."""
        # A module `list` would stand in this one for Python's own.
        name = "listing" if verb == "list" else verb
        return f"hereof.cli.ledger.{name}", name

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
