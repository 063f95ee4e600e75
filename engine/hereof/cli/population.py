"""`hereof population`: every Distribution Date with every calculated definition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_agreement
from hereof.cli.exits import Exit, Misuse
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date

    from hereof.audit.against import Payments
    from hereof.audit.population import Population
    from hereof.calendar import Month


@click.command(
    params=[
        click.Argument(["agreement"], shell_complete=complete_agreement),
        *figures.stretch(),
        figures.data(),
        figures.known_on(),
        click.Option(
            ["--against"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE|LEDGER",
            help="Payments, as CSV with date, term and amount, or a ledger: list what either side "
            "lacks.",
        ),
        *writing.list_options(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def population(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    agreement: str,
    start: date | Month | None,
    end: date | Month | None,
    data: tuple[Path, ...],
    known_on: date | None,
    against: Path | None,
    as_csv: bool,  # noqa: FBT001 - as click calls it
    out: Path | None,
) -> None:
    """List every Distribution Date with every calculated definition of AGREEMENT.

    Each row says what governed, and by which words of which document; with `--data` what it comes
    to. A count and a digest tell two lists apart. Compared with a file of payments, or with a
    ledger, it exits with 1 where they do not match.
    """
    chosen = settings()
    form = writing.list_form(out, as_csv=as_csv, as_json=chosen.json)
    ends = figures.ends(start, end)
    if ends is None:
        raise Misuse(
            "misuse",
            "a stretch is needed: `--from` and `--to`",
            help="`hereof population AGREEMENT --from 2003-10 --to 2004-09`",
        )
    from hereof.audit.against_ledger import against_ledger, is_ledger  # noqa: PLC0415 - once needed

    recorded = against if against is not None and is_ledger(against) else None
    paid = _payments(against) if recorded is None else None
    base = chosen.open()
    from hereof.audit.against import against as compare  # noqa: PLC0415 - once a base is open
    from hereof.audit.population import population as listed  # noqa: PLC0415 - the same
    from hereof.compute.opening import computer_for  # noqa: PLC0415 - the same

    found = base.agreement(agreement)
    computer = computer_for(base, found, data, known_on)
    view = listed(base, found, computer, ends, figures.with_progress("listing"))
    if against is not None and paid is not None:
        view["against"] = compare(against, paid, view)
    if recorded is not None:
        from hereof.cli.ledger.place import spoken  # noqa: PLC0415 - only with a ledger

        with spoken():
            view["against_ledger"] = against_ledger(recorded, view)
    from hereof.cli.show import population as shown  # noqa: PLC0415 - once there is one

    writing.put_list(view, form, out, shown)
    ctx.exit(_code(view))


def _code(view: Population) -> Exit:
    if not view["answered"]:
        return Exit.NO_ANSWER
    compared = (view["against"], view["against_ledger"])
    matches = all(each["matches"] for each in compared if each is not None)
    return Exit.ANSWERED if matches else Exit.FINDINGS


def _payments(path: Path | None) -> Payments | None:
    if path is None:
        return None
    from hereof.audit.against import PaymentsError, payments  # noqa: PLC0415 - only with payments

    try:
        return payments(path)
    except PaymentsError as failure:
        raise Misuse(
            "payments-unreadable",
            failure.message,
            help="give a CSV with the columns date (2003-10-27), term and amount (1234.56), or a "
            "ledger",
        ) from failure
