"""`hereof history`: every version of a term on both clocks."""

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
            ["--known-on"],
            type=DATE,
            metavar="DATE",
            help="The history as the file stood on this date; otherwise all of it.",
        ),
        click.Option(
            ["--through"],
            type=DATE_OR_MONTH,
            metavar="MONTH",
            help="The last month whose Distribution Date is looked at; otherwise a year after "
            "the last change.",
        ),
        click.Option(["--words"], is_flag=True, help="Show the words of every version."),
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
def history(
    ctx: click.Context,
    term: str,
    known_on: date | None,
    through: date | Month | None,
    agreement: str | None,
    *,
    words: bool,
) -> None:
    """Show every version of TERM, with the Distribution Dates that each governed.

    Each has two intervals: when it is effective, and when that was known. What
    was known before a later retroactive instrument is shown as well.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.calendar import Month  # noqa: PLC0415 - only once a base is open
    from hereof.cli.asking import find_question  # noqa: PLC0415 - the same
    from hereof.report.history import history as walk  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    last = through if isinstance(through, Month) or through is None else Month.of(through)
    view = walk(base, question.agreement, question.term, known_on, last, question.typed)
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.history import show_history  # noqa: PLC0415 - only for text
        from hereof.cli.show.parts import put_taken  # noqa: PLC0415 - only for text

        page = Page(chosen)
        put_taken(page, question)
        show_history(page, view, words=words)
        page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)
