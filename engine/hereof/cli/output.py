"""How data and findings are written."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from hereof.cli.exits import Misuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hereof.cli.page import Page
    from hereof.cli.settings import Settings
    from hereof.diagnostics import Diagnostic


class OutputError(OSError):
    """What was to be printed could not be written."""


def refuse_closed_output() -> None:
    """Refuse to run where there is nowhere to print, before anything is done.

    Raises:
        Misuse: Standard output is closed.
    """
    if sys.stdout is None:
        raise Misuse(
            "output-closed",
            "standard output is closed, so that nothing can be printed",
            help="to print nothing, send it to `/dev/null`",
        )


def emit(text: str, *, err: bool = False) -> None:
    """Write lines, colour and all; a reader who has read enough may go.

    What cannot be said on standard error is left unsaid: the exit code says it too.

    Raises:
        OutputError: The system does not take them.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return
    try:
        click.echo(text, err=err, color=True)
        stream.flush()
    except OSError as failure:
        # Python would complain again when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not err and not isinstance(failure, BrokenPipeError):
            raise OutputError(failure.errno, failure.strerror) from failure


def print_json(view: Mapping[str, object]) -> None:
    """Print a view; nothing in it can act on a terminal."""
    emit(json.dumps(view, indent=2, ensure_ascii=True))


def put(chosen: Settings, view: Any, show: Callable[[Page, Any], None]) -> None:  # noqa: ANN401 - of any verb
    """Print a view: as JSON where that is asked for, else as the page that shows it."""
    if chosen.json:
        print_json(view)
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text

    page = Page(chosen)
    show(page, view)
    page.write()


def print_findings(chosen: Settings, findings: Sequence[Diagnostic]) -> None:
    """Print what stands in the way of an answer."""
    if chosen.json:
        from hereof.report.findings import findings as as_view  # noqa: PLC0415 - only for JSON

        print_json(as_view(findings))
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only where there is a mistake
    from hereof.cli.show.findings import show_findings  # noqa: PLC0415 - the same

    page = Page(chosen, err=True)
    show_findings(page, findings)
    page.write()
