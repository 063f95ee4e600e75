"""`hereof redline`: what changed in words between two points, and which paragraph changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_term
from hereof.cli.dates import DATE, DATE_OR_MONTH
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.calendar import Month
    from hereof.cli.asking import Question
    from hereof.cli.settings import Settings
    from hereof.report.redlined import Asking, Redline
    from hereof.rulebase.base import RuleBase


@click.command(
    params=[
        click.Argument(["asked"], metavar="TERM|AGREEMENT", shell_complete=complete_term),
        click.Option(
            ["start", "--from"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="The first date; a month means its Distribution Date.",
        ),
        click.Option(
            ["end", "--to"], type=DATE_OR_MONTH, metavar="DATE|MONTH", help="The second date."
        ),
        click.Option(
            ["--on"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="Both dates, to compare what was known of it on two days.",
        ),
        click.Option(
            ["--known-from"],
            type=DATE,
            metavar="DATE",
            help="Read the file as it stood on this day for the first date.",
        ),
        click.Option(
            ["--known-to"],
            type=DATE,
            metavar="DATE",
            help="Read the file as it stood on this day for the second date.",
        ),
        figures.agreement(),
        *writing.options(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def redline(
    ctx: click.Context,
    /,
    asked: str,
    agreement: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    paper: str | None,
    generated: date | None,
    **points: Any,  # noqa: ANN401 - the two dates and the two days of knowledge
) -> None:
    """Redline the words of TERM, or every term of AGREEMENT, between two dates.

    Each change carries the instrument that made it and the date from which it is effective. A
    text goes to the terminal, other formats to a file; in DOCX the changes are tracked, to be
    accepted or rejected.
    """
    chosen = settings()
    first, second = _dates(points["start"], points["end"], points["on"])
    asking: Asking = {
        "start": first,
        "end": second,
        "known_start": points["known_from"],
        "known_end": points["known_to"],
    }
    base = chosen.open()
    view, question = _view(base, asked, agreement, asking, writing.date_borne(generated))
    parts = (view["agreement"]["id"], question.term if question else "", "redline")
    if not writing.is_wanted(out, formats):
        _print(chosen, view, question)
    else:
        to = writing.target(out, formats, writing.file_name(*filter(None, parts)))
        writing.write_all(chosen, view, to, writing.Look(template, paper), view["sentence"])
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)


def _dates(
    start: date | Month | None, end: date | Month | None, on: date | Month | None
) -> tuple[date | Month, date | Month]:
    if on is not None and start is None and end is None:
        return on, on
    if on is not None or start is None or end is None:
        raise Misuse(
            "misuse",
            "two dates are compared",
            help="name both with `--from` and `--to`, or one with `--on`, `--known-from` and "
            "`--known-to`",
        )
    return start, end


def _view(
    base: RuleBase, asked: str, named: str | None, asking: Asking, generated: date | None
) -> tuple[Redline, Question | None]:
    from hereof.report.redline import redline as compare  # noqa: PLC0415 - once a base is open

    if named is None and asked in base.agreements:
        return compare(base, base.agreement(asked), None, asking, generated=generated), None
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only for a term

    question = find_question(base, asked, named)
    view = compare(
        base, question.agreement, question.term, asking, question.typed, generated=generated
    )
    return view, question


def _print(chosen: Settings, view: Redline, question: Question | None) -> None:
    if chosen.json:
        print_json(view)
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.parts import put_taken  # noqa: PLC0415 - the same
    from hereof.cli.show.redline import show_redline  # noqa: PLC0415 - the same

    page = Page(chosen)
    if question is not None:
        put_taken(page, question)
    show_redline(page, view)
    page.write()
