"""What the verbs that compute have in common: their options, and the data they are given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hereof.cli.completing import complete_agreement
from hereof.cli.dates import DATE, DATE_OR_MONTH, see_order
from hereof.cli.exits import Misuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from hereof.calendar import Month

_WORTH_A_BAR = 24


def known_on() -> click.Option:
    """Make `--known-on`."""
    return click.Option(
        ["--known-on"],
        type=DATE,
        metavar="DATE",
        help="Compute as the file stood on this date; otherwise everything on file counts.",
    )


def agreement() -> click.Option:
    """Make `--agreement`."""
    return click.Option(
        ["--agreement", "-a"],
        metavar="ID",
        shell_complete=complete_agreement,
        help="The agreement; may also stand before the term, as in `ID: TERM`.",
    )


def data() -> click.Option:
    """Make `--data`."""
    return click.Option(
        ["--data", "-d"],
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The figures: CSV, JSON or Parquet; may be given several times.",
    )


def on(*, required: bool) -> click.Option:
    """Make `--on`."""
    return click.Option(
        ["--on"],
        required=required,
        type=DATE_OR_MONTH,
        metavar="DATE|MONTH",
        help="The date, as in 2003-10-27; a month, as in 2003-10, means its Distribution Date.",
    )


def stretch() -> list[click.Parameter]:
    """Make `--from` and `--to`."""
    return [
        click.Option(
            ["--from", "start"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="Compute every Distribution Date from this date or month.",
        ),
        click.Option(
            ["--to", "end"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="The last date or month of them.",
        ),
    ]


def ends(
    start: date | Month | None, end: date | Month | None
) -> tuple[date | Month, date | Month] | None:
    """Give the two ends of a stretch; nothing where none is named.

    Raises:
        Misuse: Only one is named, or the last stands before the first.
    """
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise Misuse(
            "misuse",
            "`--from` and `--to` belong together",
            help="name the first and the last date or month",
        )
    see_order(start, end)
    return start, end


def with_progress(
    label: str, worth: int = _WORTH_A_BAR
) -> Callable[[list[Any]], Iterable[Any]] | None:
    """Give what goes through dates, or other things, with a bar, where a terminal shows it.

    Args:
        label: What is done meanwhile.
        worth: Of so few things no bar is shown: they are done within a second.
    """
    if not sys.stderr.isatty():
        return None

    def through(dates: list[Any]) -> Iterable[Any]:
        if len(dates) < worth:
            yield from dates
            return
        with click.progressbar(dates, label=label, file=sys.stderr) as bar:
            yield from bar

    return through
