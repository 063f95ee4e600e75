"""`hereof diff`: the redline of a term's words between two dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from hereof.cli.completing import complete_agreement, complete_term
from hereof.cli.dates import DATE, DATE_OR_MONTH, see_order
from hereof.cli.exits import Exit
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from hereof.calendar import Month


@click.command(
    params=[
        click.Argument(["term"], shell_complete=complete_term),
        click.Option(
            ["start", "--from"],
            required=True,
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="The earlier date; a month means its Distribution Date.",
        ),
        click.Option(
            ["end", "--to"],
            required=True,
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="The later date.",
        ),
        click.Option(
            ["--known-on"],
            type=DATE,
            metavar="DATE",
            help="Compare as the file stood on this date; otherwise everything on file counts.",
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
def diff(
    ctx: click.Context,
    term: str,
    start: date | Month,
    end: date | Month,
    known_on: date | None,
    agreement: str | None,
) -> None:
    """Redline the words of TERM between two dates: [-deleted-] and {+inserted+}.

    The earlier date is `--from`; the other way round is refused.
    """
    chosen = settings()
    see_order(start, end)
    base = chosen.open()
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only once a base is open
    from hereof.report.diff import diff as compare  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    view = compare(base, question.agreement, question.term, start, end, known_on, question.typed)
    first, last = view["old"]["on"], view["new"]["on"]
    if first is not None and last is not None:
        see_order(date.fromisoformat(first), date.fromisoformat(last))
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.diff import show_diff  # noqa: PLC0415 - only for text
        from hereof.cli.show.parts import put_taken  # noqa: PLC0415 - only for text

        page = Page(chosen)
        put_taken(page, question)
        show_diff(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)
