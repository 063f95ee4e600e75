"""`hereof impact`: what an instrument changes, in the amounts that are computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.calendar import Month
    from hereof.rulebase.base import Agreement, RuleBase


@click.command(
    params=[
        click.Argument(["instrument"]),
        figures.data(),
        *figures.stretch(),
        figures.known_on(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def impact(
    ctx: click.Context,
    instrument: str,
    data: tuple[Path, ...],
    start: date | Month | None,
    end: date | Month | None,
    known_on: date | None,
) -> None:
    """Compare what is computed with and without an INSTRUMENT, such as `ramp-2003-rs8/1`.

    On every date of which the data speaks, or on every Distribution Date of a stretch.
    Balances are taken as reported: what a changed payment changes later is left aside.
    """
    chosen = settings()
    stretch = figures.ends(start, end)
    if not data and stretch is None:
        raise Misuse(
            "misuse",
            "dates are needed: `--data`, or `--from` and `--to`",
            help="`hereof impact INSTRUMENT --data FILE`",
        )
    base = chosen.open()
    agreement = _agreement(base, instrument)
    from hereof.compute.opening import computer_for  # noqa: PLC0415 - only once a base is open
    from hereof.report.impact import impact as answer  # noqa: PLC0415 - the same

    computer = computer_for(base, agreement, data, known_on)
    progress = figures.with_progress("comparing")
    view = answer(base, agreement, instrument, computer, stretch, progress)
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.impact import show_impact  # noqa: PLC0415 - the same

        page = Page(chosen)
        show_impact(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)


def _agreement(base: RuleBase, instrument: str) -> Agreement:
    """Load the agreement of an instrument.

    Raises:
        Misuse: There is no such instrument, or it is the agreement itself.
        HereofError: There is no such agreement, or it has errors.
    """
    from hereof.model.names import agreement_of  # noqa: PLC0415 - only once a base is open

    agreement = base.agreement(agreement_of(instrument))
    names = [entry.id for entry in agreement.timeline.entries if not entry.is_base]
    if instrument in names:
        from hereof.rulebase.sure import be_sure  # noqa: PLC0415 - the same

        be_sure(agreement)
        return agreement
    if instrument == agreement.id or not names:
        raise Misuse(
            "instrument-unknown",
            f"`{instrument}` is the agreement itself"
            if instrument == agreement.id
            else f"no instrument amends `{agreement.id}`",
            help="name an instrument that amends it" if names else "there is none that amends it",
            detail=names,
        )
    from difflib import get_close_matches  # noqa: PLC0415 - only where there is a mistake

    near = get_close_matches(instrument, names, 1)
    raise Misuse(
        "instrument-unknown",
        f"there is no amendment or other instrument `{instrument}`",
        help=f"did you mean `{near[0]}`?" if near else "name one of these",
        detail=names,
    )
