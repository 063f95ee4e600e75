"""`hereof ledger list`: what is recorded, or some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli.completing import complete_agreement
from hereof.cli.dates import DATE_OR_MONTH, see_order
from hereof.cli.exits import Misuse
from hereof.cli.ledger import place
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.audit.ledger.shapes import LedgerList
    from hereof.calendar import Month


@click.command(
    "list",
    params=[
        click.Option(
            ["--agreement", "-a"],
            metavar="ID",
            shell_complete=complete_agreement,
            help="Only of this agreement.",
        ),
        click.Option(
            ["--term"], metavar="TEXT", help="Only of terms with this in their name, as part of it."
        ),
        click.Option(
            ["--on"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="Only about this date or month.",
        ),
        click.Option(
            ["--from", "start"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="Only about this date or month, or later.",
        ),
        click.Option(
            ["--to", "end"],
            type=DATE_OR_MONTH,
            metavar="DATE|MONTH",
            help="Only about this date or month, or earlier.",
        ),
        click.Option(
            ["--outcome"], metavar="TEXT", help="Only with this outcome, such as `crossing`."
        ),
        click.Option(
            ["--since"],
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Only what was appended after entry N, such as that of a head that was kept.",
        ),
        *place.options(),
        *common(json=True),
    ],
)
def listing(  # noqa: PLR0913, PLR0917 - one for each option
    agreement: str | None,
    term: str | None,
    on: date | Month | None,
    start: date | Month | None,
    end: date | Month | None,
    outcome: str | None,
    since: int,
    file: Path | None,
    wait: float,
) -> None:
    """List the recorded certificates in the order in which they were appended."""
    chosen = settings()
    if start is not None and end is not None:
        see_order(start, end)
    from hereof.audit.ledger.shapes import asked_view, head_view, line_view  # noqa: PLC0415 - once one is wanted
    from hereof.audit.ledger.store import Wanted  # noqa: PLC0415 - the same

    wanted = Wanted(
        agreement=agreement,
        term=term,
        on=_text(on),
        start=_text(start),
        end=_text(end),
        outcome=_outcome(outcome),
        after=since,
    )
    with place.opened(file, wait) as ledger:
        head = ledger.head()
        ledger.see_sound(head)
        view: LedgerList = {
            "schema": "hereof/ledger-list/1",
            "ledger": str(ledger.path),
            "asked": asked_view(wanted),
            "head": head_view(head),
            "entries": [line_view(line) for line in ledger.lines(wanted, head)],
        }
    if chosen.json:
        print_json(view)
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.ledger import show_list  # noqa: PLC0415 - the same

    page = Page(chosen)
    show_list(page, view)
    page.write()


def _text(typed: date | Month | None) -> str | None:
    from hereof.report.moments import asked_text  # noqa: PLC0415 - once a ledger is wanted

    return asked_text(typed) if typed is not None else None


def _outcome(typed: str | None) -> str | None:
    """See that there is such an outcome.

    Raises:
        Misuse: There is none.
    """
    if typed is None:
        return None
    from hereof.report.moments import NO_DATE, OUT_OF_RANGE  # noqa: PLC0415 - few ask for it
    from hereof.timeline.answer import Outcome  # noqa: PLC0415 - the same

    known = [*(outcome.value for outcome in Outcome), NO_DATE, OUT_OF_RANGE]
    if typed not in known:
        raise Misuse(
            "outcome-unknown", f"there is no outcome `{typed}`", help=f"it is {', '.join(known)}"
        )
    return typed
