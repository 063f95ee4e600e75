"""The program: its verbs, and how every run ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from hereof.cli.exits import Altered, Exit, Misuse
from hereof.cli.output import emit, refuse_closed_output
from hereof.cli.settings import Settings, common
from hereof.cli.verbs import Verbs
from hereof.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS: Final = {
    "which": "the words in force on a date, and what proves them",
    "history": "every version of a term, on both clocks",
    "diff": "the redline of a term's words between two dates",
    "redline": "the same with the instrument and the date of each change; tracked in DOCX",
    "conform": "an agreement as amended through a date",
    "calc": "what a term comes to, exactly",
    "explain": "the same with every step of the computation",
    "impact": "what an instrument changes in the amounts",
    "population": "every Distribution Date with every calculated definition",
    "read": "the formulas that words state",
    "certify": "an answer as a certificate, which recomputes",
    "verify": "whether a certificate holds, and what no longer matches",
    "ledger": "certificates kept in a record that shows any later change",
    "report": "a definition as a page to file: its words, formula, history and evidence",
    "draw": "the drawings of a report alone: timeline, plane, changes, graph",
    "site": "every agreement, definition and version as linked pages, to browse and search",
    "list": "the agreements, or what one of them holds",
    "check": "every finding of the rule base",
    "review": "what a reviewer has to see; writes down who reviewed it",
    "test": "the examples of the rule files, run",
    "fmt": "rule files in their one layout",
    "record": "new documents on the list of hashes",
    "init": "a small rule base to begin with",
    "completion": "the script that completes in your shell",
}
"""In the order in which help lists them; each is a module of this package."""

_MISUSED: Final = frozenset({"base-not-found", "agreement-unknown"})
"""Findings on the question, not on the rule base."""


class App(Verbs):
    """The group of verbs: each is imported when it is called."""

    verbs = VERBS

    def place(self, verb: str) -> tuple[str, str]:
        """Give the module of a verb, and its name there."""
        # `list` is a name of Python's own.
        return f"hereof.cli.{verb}", "list_" if verb == "list" else verb

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or offer the nearest one."""
        ctx.ensure_object(Settings).verb = args[0] if args and args[0] in VERBS else ""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only where there is a mistake

            near = get_close_matches(args[0], VERBS, n=1)
            raise Misuse(
                "verb-unknown",
                f"there is no verb `{args[0]}`",
                help=f"did you mean `hereof {near[0]}`?" if near else "`hereof --help` lists them",
            )
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - as click calls it
        **extra: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Run the program and exit with one of the documented codes."""
        del standalone_mode
        chosen = Settings()
        code = self._run(chosen, args, prog_name or "hereof", complete_var, extra)
        sys.exit(code)

    def _run(
        self,
        chosen: Settings,
        args: Sequence[str] | None,
        prog_name: str,
        complete_var: str | None,
        extra: dict[str, Any],
    ) -> int:
        try:
            refuse_closed_output()
            ended = super().main(
                args, prog_name, complete_var, standalone_mode=False, obj=chosen, **extra
            )
        except (click.Abort, KeyboardInterrupt):
            emit("hereof: interrupted", err=True)
            return Exit.INTERRUPTED
        except (Misuse, click.ClickException) as misuse:
            return _misused(chosen, misuse)
        except Exception as failure:  # noqa: BLE001 - the last resort: one sentence, never a traceback
            return _failed(chosen, failure)
        return ended if isinstance(ended, int) else Exit.ANSWERED


def _misused(chosen: Settings, misuse: Misuse | click.ClickException) -> int:
    from hereof.cli.show.misuse import show_misuse  # noqa: PLC0415 - only where there is a mistake

    show_misuse(chosen, misuse)
    return Exit.FINDINGS if isinstance(misuse, Altered) else Exit.MISUSE


def _failed(chosen: Settings, failure: Exception) -> int:
    from hereof.diagnostics import HereofError  # noqa: PLC0415 - only where there is a mistake

    if isinstance(failure, HereofError):
        from hereof.cli.output import print_findings  # noqa: PLC0415 - the same

        if any(found.code in _MISUSED for found in failure.diagnostics):
            return _misused(chosen, _as_misuse(failure))
        print_findings(chosen, failure.diagnostics)
        return Exit.FINDINGS
    if chosen.traceback:
        raise failure
    from hereof.cli.show.misuse import show_fault  # noqa: PLC0415 - the same

    show_fault(chosen, failure)
    return Exit.FINDINGS


def _as_misuse(failure: Exception) -> Misuse:
    from hereof.diagnostics import HereofError  # noqa: PLC0415 - only where there is a mistake

    assert isinstance(failure, HereofError)  # noqa: S101 - only these come here
    first = next(found for found in failure.diagnostics if found.code in _MISUSED)
    return Misuse(first.code, first.message, help=first.help, detail=first.detail)


app = App(
    name="hereof",
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            help="Print the version.",
            callback=lambda ctx, _, value: _version(ctx) if value else None,
        ),
        *common(json=True),
    ],
    no_args_is_help=False,
    help="Which words of an agreement were in force on a date, and what proves it.",
    epilog="Exit codes: 0 answered, 1 findings, 2 misuse, 3 no answer.",
    context_settings={"help_option_names": [], "max_content_width": 100},
    subcommand_metavar="VERB ...",
)


def _version(ctx: click.Context) -> None:
    emit(f"hereof {__version__}")
    ctx.exit()
