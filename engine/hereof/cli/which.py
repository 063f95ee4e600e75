"""`hereof which`: the words in force on a date, and what proves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli.completing import complete_agreement, complete_term
from hereof.cli.dates import DATE, DATE_OR_MONTH
from hereof.cli.exits import Exit
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date

    from hereof.calendar import Month


@click.command(
    params=[
        click.Argument(["term"], shell_complete=complete_term),
        click.Option(
            ["--on"],
            required=True,
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="The date, as in 2003-10-27; a month, as in 2003-10, means its Distribution Date.",
        ),
        click.Option(
            ["--known-on"],
            type=DATE,
            metavar="DATE",
            help="Answer as the file stood on this date; otherwise everything on file counts.",
        ),
        click.Option(
            ["--agreement", "-a"],
            metavar="ID",
            shell_complete=complete_agreement,
            help="The agreement; may also stand before the term, as in `ID: TERM`.",
        ),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def which(
    ctx: click.Context, term: str, on: date | Month, known_on: date | None, agreement: str | None
) -> None:
    """Say which words of TERM are in force on a date, and what proves it.

    TERM may be given in part. A refusal (suspended, deleted, not in force, words
    not on file, crossing, a failed guard, no date) exits with 3.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only once a base is open
    from hereof.report.which import which as answer  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    view = answer(base, question.agreement, question.term, on, known_on, question.typed)
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.parts import put_taken  # noqa: PLC0415 - only for text
        from hereof.cli.show.which import show_which  # noqa: PLC0415 - only for text

        page = Page(chosen)
        put_taken(page, question)
        show_which(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)
