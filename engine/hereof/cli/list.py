"""`hereof list`: the agreements of the rule base, or what one of them holds."""

from __future__ import annotations

import click

from hereof.cli.completing import complete_agreement
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings


@click.command(
    name="list",
    params=[
        click.Argument(["agreement"], required=False, shell_complete=complete_agreement),
        rules_at(),
        *common(json=True),
    ],
)
def list_(agreement: str | None) -> None:
    """List the agreements, or the instruments and terms of one AGREEMENT."""
    chosen = settings()
    base = chosen.open()
    from hereof.cli.page import Page  # noqa: PLC0415 - only once a base is open
    from hereof.cli.show.listing import show_agreements, show_contents  # noqa: PLC0415 - the same
    from hereof.report.listing import agreements, contents  # noqa: PLC0415 - the same

    page = Page(chosen)
    if agreement is None:
        listed = agreements(base)
        if chosen.json:
            print_json(listed)
        else:
            show_agreements(page, listed)
    else:
        held = contents(base, base.agreement(agreement))
        if chosen.json:
            print_json(held)
        else:
            show_contents(page, held)
    page.write()
