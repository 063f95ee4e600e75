"""`hereof test`: the examples of the rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli.completing import complete_agreement
from hereof.cli.exits import Exit
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from hereof.cli.page import Page
    from hereof.diagnostics import Diagnostic
    from hereof.report.examples import Ran


@click.command(
    params=[
        click.Argument(["agreements"], nargs=-1, shell_complete=complete_agreement),
        *common(json=True),
    ]
)
@click.pass_context
def test(ctx: click.Context, agreements: tuple[str, ...]) -> None:
    """Run the examples of the rule base, or of the AGREEMENTS named.

    An example that does not come true is a finding, and exits with 1.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.report.examples import run  # noqa: PLC0415 - only once a base is open
    from hereof.report.examples import test as sum_up  # noqa: PLC0415 - the same

    ran: list[tuple[Ran, list[Diagnostic]]] = []
    for name in agreements or base.agreements:
        ran.extend(run(base.agreement(name), base))
    view = sum_up([each for each, _ in ran])
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text

        page = Page(chosen, label=6)
        _show(page, ran)
        page.blank()
        page.text([(_capital(view["sentence"]), "bad" if view["failed"] else "good")])
        page.write()
    ctx.exit(Exit.FINDINGS if view["failed"] else Exit.ANSWERED)


def _show(page: Page, ran: list[tuple[Ran, list[Diagnostic]]]) -> None:
    from hereof.cli.show.findings import show_finding  # noqa: PLC0415 - only for text

    agreement = ""
    for view, failures in ran:
        if view["agreement"] != agreement:
            agreement = view["agreement"]
            page.blank()
            page.text(agreement, "title")
        if view["passed"]:
            page.field("passes", view["title"])
            continue
        page.field("fails", [(view["title"], "bad")])
        page.blank()
        for each in failures:
            show_finding(page, each)
            page.blank()


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
