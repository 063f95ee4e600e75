"""`hereof calc`: what a term comes to, on one date or on many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures
from hereof.cli.completing import complete_term
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import emit, print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.calendar import Month


@click.command(
    params=[
        click.Argument(["term"], shell_complete=complete_term),
        figures.on(required=False),
        *figures.stretch(),
        figures.data(),
        figures.known_on(),
        figures.agreement(),
        click.Option(["--csv", "as_csv"], is_flag=True, help="Print CSV."),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def calc(  # noqa: PLR0913, PLR0917 - as the options are
    ctx: click.Context,
    term: str,
    on: date | Month | None,
    start: date | Month | None,
    end: date | Month | None,
    data: tuple[Path, ...],
    known_on: date | None,
    agreement: str | None,
    as_csv: bool,  # noqa: FBT001 - as click calls it
) -> None:
    """Compute TERM exactly, by the definitions in force.

    TERM may be given in part. With `--on` on one date; with `--from` and `--to` on
    every Distribution Date of a stretch. Where there is no value, the answer says why, and
    exits with 3; rows of data that are refused exit with 1.
    """
    chosen = settings()
    stretch = figures.ends(start, end)
    if (on is None) == (stretch is None):
        raise Misuse(
            "misuse",
            "a date is needed: `--on`, or `--from` and `--to`",
            help="`hereof calc TERM --on 2003-10 --data FILE`",
        )
    asked = stretch if on is None else on
    assert asked is not None  # noqa: S101 - just told
    base = chosen.open()
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only once a base is open
    from hereof.compute.opening import computer_for  # noqa: PLC0415 - the same
    from hereof.report.calc import calc as answer  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    computer = computer_for(base, question.agreement, data, known_on)
    progress = figures.with_progress("computing")
    view = answer(
        base, question.agreement, computer, question.term, asked, question.typed, progress
    )
    if chosen.json:
        print_json(view)
    elif as_csv:
        from hereof.cli.show.calc import csv_of  # noqa: PLC0415 - only for CSV
        from hereof.report.phrases import rules_line  # noqa: PLC0415 - the same

        emit(csv_of(view))
        if at := rules_line(view["known"]["rules_at"]):
            emit(at, err=True)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.calc import show_calc  # noqa: PLC0415 - the same
        from hereof.cli.show.parts import put_taken  # noqa: PLC0415 - the same

        page = Page(chosen)
        put_taken(page, question)
        show_calc(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)
