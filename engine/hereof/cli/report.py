"""`hereof report`: a definition as a page to file, print or send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_term
from hereof.cli.exits import Exit
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.calendar import Month


@click.command(
    params=[
        click.Argument(["term"], shell_complete=complete_term),
        figures.on(required=False),
        figures.known_on(),
        figures.data(),
        figures.agreement(),
        *writing.options(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def report(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    term: str,
    on: date | Month | None,
    known_on: date | None,
    data: tuple[Path, ...],
    agreement: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    generated: date | None,
) -> None:
    """Write the report of TERM: its words on a date, its formula, its history, its evidence.

    TERM may be given in part. Without a date it is as of the day on which TERM last changed.
    A refusal is reported too, and exits with 3.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only once a base is open
    from hereof.compute.opening import computer_for  # noqa: PLC0415 - the same
    from hereof.report.definition import definition_report  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    name = writing.file_name(question.agreement.id, question.term)
    to = writing.target(out, formats, name)
    computer = computer_for(base, question.agreement, data, known_on) if data else None
    view = definition_report(
        base,
        question.agreement,
        question.term,
        on,
        known_on,
        question.typed,
        computer=computer,
        generated=writing.date_borne(generated),
    )
    if chosen.json and out is None:
        print_json(view)
    else:
        files = writing.render_all(view, to, template)
        if files != [writing.STDOUT]:
            from hereof.cli.page import Page  # noqa: PLC0415 - only for text
            from hereof.cli.show.report import show_report  # noqa: PLC0415 - the same

            page = Page(chosen)
            show_report(page, view, files)
            page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)
