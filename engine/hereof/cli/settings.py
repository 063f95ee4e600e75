"""What the options that every verb has were set to."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from hereof.rulebase.base import RuleBase

WIDEST: Final = 100
"""Longer lines are hard to read: a wider terminal is not filled."""

NARROW: Final = 60
"""On fewer columns what belongs to a label stands beneath it, not beside it."""

NARROWEST: Final = 40


class Settings:
    """The options that every verb has; each may stand before or after the verb."""

    def __init__(self) -> None:
        self.base: str | None = None
        self.json = False
        self.color = "auto"
        self.width: int | None = None
        self.traceback = False
        self.verb = ""
        self.rules_at: str | None = None

    def open(self) -> RuleBase:
        """Open the rule base, as it is or as a commit holds it.

        Raises:
            HereofError: There is none.
            Misuse: `--base` is empty, there is no such commit, or git cannot tell.
        """
        import hereof  # noqa: PLC0415 - only when a base is opened

        if self.base == "":
            from hereof.cli.exits import Misuse  # noqa: PLC0415 - only where there is a mistake

            raise Misuse(
                "base-not-found",
                "`--base` names no folder",
                help="name the folder that holds `rules` and `agreements`, or leave `--base` out",
            )
        if self.rules_at is None:
            return hereof.load(self.base)
        from hereof.audit.git import GitError  # noqa: PLC0415 - only where history is asked for
        from hereof.audit.revision import rule_base_at  # noqa: PLC0415 - the same
        from hereof.cli.exits import Misuse  # noqa: PLC0415 - only where there may be a mistake

        try:
            then = rule_base_at(self.base, self.rules_at)
        except GitError as failure:
            raise Misuse(failure.code, failure.message, help=failure.help) from failure
        return hereof.load(then.folder, then.revision)

    def is_colored(self, *, err: bool = False) -> bool:
        """Tell whether colour is wanted on standard output, or on standard error."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or not _is_terminal(err=err):
            return False
        kind = os.environ.get("TERM", "")
        return kind != "dumb" and bool(kind or os.name == "nt")

    def columns(self, *, err: bool = False) -> int | None:
        """Give the width to wrap at; nothing where lines are not wrapped."""
        if self.width is not None:
            return max(self.width, NARROWEST)
        if not _is_terminal(err=err):
            return None
        return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)


class Columns(click.ParamType[int]):
    """How many columns a line has."""

    name = "columns"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click calls it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read a number of columns."""
        try:
            columns = int(value)
        except ValueError:
            columns = 0
        if columns < NARROWEST:
            self.fail(f"`{value}` is no number of columns, {NARROWEST} or more", param, ctx)
        return columns


def _is_terminal(*, err: bool) -> bool:
    """Tell whether a stream is a terminal; one that is closed is not there at all."""
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()


def settings() -> Settings:
    """Give the settings of the command that runs."""
    return click.get_current_context().ensure_object(Settings)


def refuse_json(ctx: click.Context) -> None:
    """Refuse `--json` for a verb that has no JSON form.

    Raises:
        Misuse: It is asked for.
    """
    if settings().json:
        from hereof.cli.exits import Misuse  # noqa: PLC0415 - only where there is a mistake

        raise Misuse(
            "json-unknown", f"`{ctx.command_path}` has no JSON form", help="leave out `--json`"
        )


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ANN401
    if value is None or value is False:
        return
    setattr(ctx.ensure_object(Settings), str(param.name), value)


def _option(*names: str, **rest: Any) -> click.Option:  # noqa: ANN401 - as click takes them
    return click.Option(names, expose_value=False, callback=_keep, is_eager=True, **rest)


def _help(ctx: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401
    if not value or ctx.resilient_parsing:
        return
    from hereof.cli.help import show_help  # noqa: PLC0415 - only where it is asked for

    show_help(ctx)
    ctx.exit()


def rules_at() -> click.Option:
    """Make `--rules-at`, for the verbs that only ask."""
    return _option(
        "--rules-at",
        metavar="REVISION",
        help="Read rules and documents from this commit of the git history, not from the files.",
    )


def common(*, json: bool) -> list[click.Parameter]:
    """Make the options that a verb shares with the others.

    Args:
        json: Whether the verb has a JSON form.
    """
    options: list[click.Parameter] = [
        _option(
            "--base",
            metavar="DIR",
            help="The rule base; otherwise $HEREOF_BASE, or found upwards from here.",
            envvar="HEREOF_BASE",
        ),
        _option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            help="Colour; `auto` is on a terminal, unless NO_COLOR is set.",
        ),
        _option(
            "--width",
            metavar="N",
            type=Columns(),
            help=f"Wrap at N columns, {NARROWEST} or more, also when piped.",
        ),
        _option("--traceback", is_flag=True, hidden=True),
    ]
    if json:
        options.insert(1, _option("--json", is_flag=True, help="Print JSON; see docs/json.md."))
    else:
        options.append(_option("--json", is_flag=True, hidden=True))
    options.append(
        click.Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_help,
            help="Print this page.",
        )
    )
    return options
