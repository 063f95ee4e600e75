"""What is said where there is no answer to print: misuse, and faults of the program itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.exits import Misuse
from hereof.cli.output import OutputError
from hereof.cli.page import Page

if TYPE_CHECKING:
    from hereof.cli.settings import Settings


_TOO_MANY: Final = re.compile(r"got unexpected extra arguments? \((.*)\)")


def show_misuse(chosen: Settings, misuse: Misuse | click.ClickException) -> None:
    """Say in one sentence how the command was misused, and what to do instead."""
    if isinstance(misuse, Misuse):
        _show(chosen, misuse.code, misuse.message, misuse.help, misuse.detail)
        return
    help_ = f"`{f'hereof {chosen.verb}'.strip()} --help` says how it is used"
    message = _plain(misuse.format_message())
    if isinstance(misuse, click.NoSuchOption):
        message = f"no such option `{misuse.option_name}`"
        if misuse.possibilities:
            help_ = f"did you mean `{min(misuse.possibilities)}`? {help_}"
    elif found := _TOO_MANY.fullmatch(message):
        message = f"`{found[1]}` is more than `hereof {chosen.verb}` takes"
        help_ = f"a name of several words stands in quotation marks; {help_}"
    elif message == "missing command":
        message = "no verb is named"
    _show(chosen, "misuse", message, help_)


def show_fault(chosen: Settings, failure: Exception) -> None:
    """Say that the program itself failed, and how to report it."""
    if isinstance(failure, OSError):
        where = f"`{failure.filename}`: " if failure.filename else ""
        if isinstance(failure, OutputError):
            where = "standard output cannot be written to: "
        reason = (failure.strerror or type(failure).__name__).lower()
        _show(chosen, "system-fault", f"{where}{reason}", "mend what the system reports")
        return
    _show(
        chosen,
        "internal-fault",
        f"hereof itself failed ({type(failure).__name__}), which is a mistake in the program",
        "run it again with `--traceback`, and report the command and what it prints",
    )


def _show(
    chosen: Settings, code: str, message: str, help_: str, detail: tuple[str, ...] = ()
) -> None:
    page = Page(chosen, err=True)
    page.text([(f"error[{code}]", "bad"), (f" {message}", "")], hanging=2)
    for line in detail:
        page.text(line, indent=4, hanging=2)
    if help_:
        page.text([("help: ", "hint"), (help_, "")], indent=2, hanging=6)
    page.write()


def _plain(message: str) -> str:
    """Give a message of click's in the shape of ours."""
    text = " ".join(message.split()).rstrip(".").replace("'", "`")
    return text[:1].lower() + text[1:]
