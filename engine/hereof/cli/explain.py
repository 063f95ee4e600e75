"""`hereof explain`: a value with every step of its computation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures
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
        figures.on(required=True),
        figures.data(),
        figures.known_on(),
        figures.agreement(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def explain(
    ctx: click.Context,
    term: str,
    on: date | Month,
    data: tuple[Path, ...],
    known_on: date | None,
    agreement: str | None,
) -> None:
    """Compute TERM, and show every step: the value, the part of the formula, where it comes from.

    TERM may be given in part. Where there is no value, the answer says why, and exits with 3.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only once a base is open
    from hereof.compute.opening import computer_for  # noqa: PLC0415 - the same
    from hereof.report.explain import explain as answer  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    computer = computer_for(base, question.agreement, data, known_on)
    view = answer(base, question.agreement, computer, question.term, on, question.typed)
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.explain import show_explain  # noqa: PLC0415 - the same
        from hereof.cli.show.parts import put_taken  # noqa: PLC0415 - the same

        page = Page(chosen)
        put_taken(page, question)
        show_explain(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["value"]["answered"] else Exit.NO_ANSWER)
