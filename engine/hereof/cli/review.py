"""`hereof review`: what a reviewer has to see; writes down who reviewed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hereof.cli import figures
from hereof.cli.completing import complete_term
from hereof.cli.dates import DATE
from hereof.cli.exits import Misuse
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from datetime import date

    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.rulebase.reviewed import Subject


@click.command(
    params=[
        click.Argument(["what"], required=False, shell_complete=complete_term),
        figures.agreement(),
        click.Option(["--by"], metavar="NAME", help="Write down that NAME reviewed it."),
        click.Option(["--on"], type=DATE, metavar="DATE", help="The day of the review."),
        *common(json=True),
    ]
)
def review(what: str | None, agreement: str | None, by: str | None, on: date | None) -> None:
    """Show what is to be reviewed: words, instruction, encoding, findings, reading.

    WHAT is an instrument, a paragraph as in `series-1/1 paragraph 2`, a definition as in
    `series-1: Fee`, or a term, which means every paragraph and definition that works on it. Without
    it everything is listed. With `--by` and `--on` a line `reviewed` is written for each that is
    shown; it names the reviewer and does not authenticate anybody.
    """
    chosen = settings()
    if (by is None) != (on is None):
        raise Misuse(
            "misuse",
            "`--by` and `--on` belong together",
            help='say who reviewed it and on which day, as in `--by "Jane Roe" --on 2026-01-15`',
        )
    if by is not None and what is None:
        raise Misuse(
            "misuse",
            "what was reviewed is not named",
            help="name an instrument, a paragraph or a term; `hereof review` lists them",
        )
    base = chosen.open()
    from hereof.audit.review import review as show  # noqa: PLC0415 - only once a base is open

    picked = _picked(base, what, agreement)
    signed: frozenset[str] = frozenset()
    signing = None
    if by is not None and on is not None:
        signed = _sign(base, picked, by, on)
        signing = (" ".join(by.split()), on.isoformat())
        base = chosen.open()
        names = {subject.name for _, subject in picked}
        picked = [each for each in _everything(base, picked) if each[1].name in names]
    view = show(base, picked, what, signed, signing)
    if chosen.json:
        print_json(view)
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.review import show_list, show_review  # noqa: PLC0415 - the same

    page = Page(chosen)
    if what is None:
        show_list(page, view)
    else:
        show_review(page, view)
    page.write()


def _picked(base: RuleBase, what: str | None, named: str | None) -> list[tuple[Agreement, Subject]]:
    """Find what is meant by what was typed."""
    from hereof.audit.review import everything  # noqa: PLC0415 - only once a base is open
    from hereof.model.names import agreement_of  # noqa: PLC0415 - the same
    from hereof.rulebase.reviewed import subjects_in  # noqa: PLC0415 - the same

    if what is None:
        return everything(base, [named] if named else base.agreements)
    typed = " ".join(what.split())
    head = agreement_of(typed.partition(":")[0].partition(" ")[0])
    if head in base.agreements:
        every = everything(base, [head])
        found = [each for each in every if typed in {each[1].name, each[1].instrument.id}]
        if found:
            return found
    from hereof.cli.asking import find_question  # noqa: PLC0415 - the same

    question = find_question(base, typed, named)
    every = everything(base, [question.agreement.id])
    found = [each for each in every if question.term in subjects_in(each[1].paragraph)]
    if not found:
        raise Misuse(
            "review-of-nothing",
            f"no paragraph or definition of `{question.agreement.id}` itself works on "
            f"`{question.term}`",
            help="its definition may be another agreement's; review it there",
        )
    return found


def _everything(
    base: RuleBase, picked: list[tuple[Agreement, Subject]]
) -> list[tuple[Agreement, Subject]]:
    from hereof.audit.review import everything  # noqa: PLC0415 - only once a base is open

    return everything(base, list(dict.fromkeys(agreement.id for agreement, _ in picked)))


def _sign(
    base: RuleBase, picked: list[tuple[Agreement, Subject]], by: str, on: date
) -> frozenset[str]:
    from hereof.audit.signing import SigningError, sign  # noqa: PLC0415 - only where it is written

    try:
        return sign(base.folder, [subject for _, subject in picked], by, on)
    except SigningError as failure:
        raise Misuse("review-unwritten", failure.message, help=failure.help) from failure
