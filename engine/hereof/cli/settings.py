"""What the options that every verb has were set to."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from hereof.cli.output import emit

if TYPE_CHECKING:
    from hereof.rulebase.base import RuleBase

WIDEST: Final = 100
"""Longer lines are hard to read: a wider terminal is not filled."""

NARROWEST: Final = 40


class Settings:
    """The options that every verb has; each may stand before or after the verb."""

    def __init__(self) -> None:
        self.base: str | None = None
        self.json = False
        self.color = "auto"
        self.width: int | None = None
        self.traceback = False

    def open(self) -> RuleBase:
        """Open the rule base.

        Raises:
            HereofError: There is none.
        """
        import hereof  # noqa: PLC0415 - only when a base is opened

        return hereof.load(self.base)

    def is_colored(self, *, err: bool = False) -> bool:
        """Tell whether colour is wanted on standard output, or on standard error."""
        if self.color != "auto":
            return self.color == "always"
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return not plain and _is_terminal(err=err)

    def columns(self, *, err: bool = False) -> int | None:
        """Give the width to wrap at; nothing where lines are not wrapped."""
        if self.width is not None:
            return max(self.width, NARROWEST)
        if not _is_terminal(err=err):
            return None
        return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)


def _is_terminal(*, err: bool) -> bool:
    """Tell whether a stream is a terminal; one that is closed is not there at all."""
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()


def settings() -> Settings:
    """Give the settings of the command that runs."""
    return click.get_current_context().ensure_object(Settings)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ANN401
    if value is None or value is False:
        return
    setattr(ctx.ensure_object(Settings), str(param.name), value)


def _option(*names: str, **rest: Any) -> click.Option:  # noqa: ANN401 - as click takes them
    return click.Option(names, expose_value=False, callback=_keep, is_eager=True, **rest)


def _help(ctx: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401
    if not value or ctx.resilient_parsing:
        return
    show_help(ctx)
    ctx.exit()


def show_help(ctx: click.Context) -> None:
    """Print the help of a command, as wide as `--width` before it says."""
    ctx.terminal_width = ctx.ensure_object(Settings).width
    emit(ctx.get_help())


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
            type=click.Path(file_okay=False),
        ),
        _option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            help="Colour; `auto` is on a terminal, unless NO_COLOR is set.",
        ),
        _option(
            "--width",
            metavar="N",
            type=click.IntRange(min=NARROWEST),
            help="Wrap at N columns, also when piped.",
        ),
        _option("--traceback", is_flag=True, hidden=True),
    ]
    if json:
        options.insert(1, _option("--json", is_flag=True, help="Print JSON; see docs/json.md."))
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
