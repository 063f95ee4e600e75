"""`hereof conform`: an agreement as amended through a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_agreement
from hereof.cli.dates import DATE
from hereof.cli.exits import Exit
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.calendar import Month


@click.command(
    params=[
        click.Argument(["agreement"], shell_complete=complete_agreement),
        figures.on(required=True),
        click.Option(
            ["--known-on"],
            type=DATE,
            metavar="DATE",
            help="As the file stood on this date; otherwise everything on file counts.",
        ),
        *writing.options(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def conform(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    agreement: str,
    on: date | Month,
    known_on: date | None,
    out: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    paper: str | None,
    generated: date | None,
) -> None:
    """Put together the conformed copy of AGREEMENT as amended through a date.

    It holds every definition and every restated Section, each passage with the instrument that
    put it there. A text goes to the terminal, other formats to a file.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.report.conform import conform as put_together  # noqa: PLC0415 - once it is open
    from hereof.rulebase.sure import be_sure  # noqa: PLC0415 - the same

    found = base.agreement(agreement)
    be_sure(found)
    view = put_together(base, found, on, known_on, writing.date_borne(generated))
    if writing.is_wanted(out, formats):
        to = writing.target(out, formats, writing.file_name(agreement, "conformed"))
        writing.write_all(chosen, view, to, writing.Look(template, paper), view["sentence"])
    elif chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.conform import show_conform  # noqa: PLC0415 - the same

        page = Page(chosen)
        show_conform(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)
