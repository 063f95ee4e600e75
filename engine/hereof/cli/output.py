"""How data and findings are written."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hereof.cli.settings import Settings
    from hereof.diagnostics import Diagnostic


def emit(text: str, *, err: bool = False) -> None:
    """Write lines, colour and all; a reader who has read enough may go."""
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, err=err, color=True)
        stream.flush()
    except BrokenPipeError:
        # Python would complain again when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def print_json(view: Mapping[str, object]) -> None:
    """Print a view; nothing in it can act on a terminal."""
    emit(json.dumps(view, indent=2, ensure_ascii=True))


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
