"""`hereof report`: a definition, or a whole agreement, as a page to file, print or send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_either
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import print_json
from hereof.cli.settings import common, rules_at, settings
from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hereof.calendar import Month
    from hereof.cli.settings import Settings
    from hereof.report.agreement import AgreementReport
    from hereof.report.definition import DefinitionReport
    from hereof.rulebase.base import Agreement, RuleBase

    View = AgreementReport | DefinitionReport

_WORTH_A_BAR: Final = 100


@click.command(
    params=[
        click.Argument(["name"], metavar="TERM|AGREEMENT", shell_complete=complete_either),
        figures.on(required=False),
        figures.known_on(),
        figures.data(),
        figures.agreement(),
        *writing.options(),
        rules_at(),
        *common(json=True),
    ]
)
@click.pass_context
def report(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    name: str,
    on: date | Month | None,
    known_on: date | None,
    data: tuple[Path, ...],
    agreement: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    paper: str | None,
    generated: date | None,
) -> None:
    """Write the report of TERM: its words on a date, its formula, its history, its evidence.

    Of an AGREEMENT it holds the instruments, every definition on a card, the findings on
    defined terms and the drawings. Either may be given in part; `ID:` means the agreement.
    Without a date it is as of the day on which the term, or the agreement, last changed.
    A refusal is reported too, and exits with 3.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.cli.asking import find_agreement  # noqa: PLC0415 - only once a base is open

    whole = find_agreement(base, name, agreement)
    borne = writing.date_borne(generated)
    if whole is not None:
        if data:
            raise Misuse(
                "misuse",
                "`--data` goes with a term, and an agreement is named",
                help="name the term, as in `ID: TERM`, or leave the figures out",
            )
        to = writing.target(out, formats, writing.file_name(whole.id, "agreement"))
        view: View = _agreement(base, whole, on, known_on, borne)
    else:
        asked = _Asked(base, name, agreement, on, known_on, data)
        view, to = _definition(asked, borne, out, formats)
    _write(chosen, view, to, writing.Look(template, paper), is_printed=out is None)
    ctx.exit(Exit.ANSWERED if view["answered"] else Exit.NO_ANSWER)


@frozen
class _Asked:
    base: RuleBase
    typed: str
    named: str | None
    on: date | Month | None
    known_on: date | None
    data: tuple[Path, ...]


def _definition(
    asked: _Asked, generated: date | None, out: Path | None, formats: tuple[str, ...]
) -> tuple[DefinitionReport, writing.Target]:
    from hereof.cli.asking import find_question  # noqa: PLC0415 - only once a base is open
    from hereof.compute.opening import computer_for  # noqa: PLC0415 - the same
    from hereof.report.definition import definition_report  # noqa: PLC0415 - the same

    base, known_on = asked.base, asked.known_on
    question = find_question(base, asked.typed, asked.named)
    to = writing.target(out, formats, writing.file_name(question.agreement.id, question.term))
    computer = computer_for(base, question.agreement, asked.data, known_on) if asked.data else None
    view = definition_report(
        base,
        question.agreement,
        question.term,
        asked.on,
        known_on,
        question.typed,
        computer=computer,
        generated=generated,
    )
    return view, to


def _agreement(
    base: RuleBase,
    agreement: Agreement,
    on: date | Month | None,
    known_on: date | None,
    generated: date | None,
) -> AgreementReport:
    from hereof.report.agreement import agreement_report  # noqa: PLC0415 - once a base is open

    progress = figures.with_progress("definitions", _WORTH_A_BAR)
    return agreement_report(base, agreement, on, known_on, generated=generated, progress=progress)


def _write(
    chosen: Settings, view: View, to: writing.Target, look: writing.Look, *, is_printed: bool
) -> None:
    if chosen.json and is_printed:
        print_json(view)
        return
    files = writing.render_all(view, to, look)
    if files == [writing.STDOUT]:
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.report import show_agreement, show_report  # noqa: PLC0415 - the same

    page = Page(chosen)
    if view["schema"] == "hereof/agreement/1":
        show_agreement(page, cast("AgreementReport", view), files)
    else:
        show_report(page, cast("DefinitionReport", view), files)
    page.write()
