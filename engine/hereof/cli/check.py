"""`hereof check`: every finding of the rule base."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from hereof.cli.completing import complete_agreement
from hereof.cli.dates import DATE
from hereof.cli.exits import Exit
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings

if TYPE_CHECKING:
    from datetime import date

    from hereof.cli.page import Page
    from hereof.report.check import Check
    from hereof.report.tally import Coverage


@click.command(
    params=[
        click.Argument(["agreements"], nargs=-1, shell_complete=complete_agreement),
        click.Option(
            ["--on"],
            type=DATE,
            metavar="DATE",
            help="Check defined terms as in force on this date; otherwise over the whole life.",
        ),
        click.Option(
            ["--known-on"],
            type=DATE,
            metavar="DATE",
            help="And as known on this date; otherwise everything on file counts.",
        ),
        click.Option(
            ["--require-review", "demanded"],
            type=click.IntRange(min=1),
            metavar="N",
            help="Demand N different reviewers of every paragraph and definition, no author among "
            "them.",
        ),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def check(
    ctx: click.Context,
    agreements: tuple[str, ...],
    on: date | None,
    known_on: date | None,
    demanded: int | None,
) -> None:
    """Check the rule base, or the AGREEMENTS named.

    Every quotation is looked up in its document, every document is compared with
    its recorded hash, every instrument is placed in time, and the defined terms
    are followed through every definition. Errors and warnings exit with 1; notes
    do not count.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.report.check import check as sum_up  # noqa: PLC0415 - the same
    from hereof.report.check import walk  # noqa: PLC0415 - only once a base is open
    from hereof.report.tally import Tally  # noqa: PLC0415 - the same

    tally = Tally()
    every = walk(base, agreements, tally, alone=False, dates=(on, known_on))
    if demanded is not None:
        from hereof.audit.sign_off import required  # noqa: PLC0415 - only where it is demanded

        every = chain(every, required(base, agreements, demanded))
    if chosen.json:
        found = list(every)
        view = sum_up(base, agreements, tally, found, (on, known_on))
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.findings import show_finding  # noqa: PLC0415 - only for text

        page = Page(chosen)
        found = []
        for each in every:
            found.append(each)
            show_finding(page, each)
            page.blank()
        view = sum_up(base, agreements, tally, found, (on, known_on))
        _sum(page, view)
        page.write()
    ctx.exit(Exit.ANSWERED if view["clean"] else Exit.FINDINGS)


def _sum(page: Page, view: Check) -> None:
    style = "good" if view["clean"] else "bad"
    page.text([(view["sentence"], style)])
    page.text(coverage(view["coverage"]))
    if view["rules_at"] is not None:
        from hereof.report.phrases import rules_line  # noqa: PLC0415 - only where it is said

        page.text(rules_line(view["rules_at"]))
    aside = sum(each["findings"] for each in view["exceptions"])
    if aside:
        page.text(f"{_some(aside, 'finding')} on defined terms set aside, each with its reason.")


def coverage(view: Coverage) -> str:
    """Say how much is on file, in one line."""
    kinds = (
        ("on_file", "on file"),
        ("as_construed", "as construed"),
        ("not_on_file", "not on file"),
        ("reserved", "reserved"),
    )
    counts = [f"{view[key]:,} {name}" for key, name in kinds if view[key]]  # type: ignore[literal-required]
    split = f": {', '.join(counts)}" if counts else ""
    words = (
        ("read", "read"),
        ("chosen", "chosen among readings"),
        ("by_convention", "by convention"),
        ("asserted", "asserted"),
        ("words_only", "words only"),
        ("stated", "stated and not compared"),
    )
    standing = [f"{view[key]:,} {name}" for key, name in words if view[key]]  # type: ignore[literal-required]
    formulas = f" Words: {', '.join(standing)}." if standing else ""
    return (
        f"{_some(view['agreements'], 'agreement')}, {_some(view['instruments'], 'instrument')} "
        f"({view['instruments_on_file']} on file), "
        f"{_some(view['definitions'], 'definition')}{split}.{formulas}"
    )


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
