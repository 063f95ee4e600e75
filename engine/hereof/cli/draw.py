"""`hereof draw`: the drawings of the reports, each as a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_either
from hereof.cli.dates import DATE
from hereof.cli.exits import Exit, Misuse
from hereof.cli.report import WORTH_A_BAR
from hereof.cli.settings import common, refuse_json, rules_at, settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hereof.calendar import Month
    from hereof.cli.settings import Settings
    from hereof.render.figures import Figure
    from hereof.rulebase.base import RuleBase

_KINDS: Final = ("timeline", "plane", "changes", "graph")
_OF_A_TERM: Final = ("timeline", "plane", "graph")
_OF_AN_AGREEMENT: Final = ("changes", "graph")
_FOLDER: Final = Path("out")
_SUFFIX: Final = ".svg"
_NOTHING: Final = {
    "timeline": "no version of it is on file",
    "plane": "one version holds on every date and on every date of knowledge, or its past is too "
    "long for one drawing",
    "changes": "no definition has more than one version",
    "graph": "no definition uses another on the date",
}
"""Why a drawing would show nothing."""


@click.command(
    params=[
        click.Argument(["name"], metavar="TERM|AGREEMENT", shell_complete=complete_either),
        click.Option(
            ["--kind", "-k", "kinds"],
            multiple=True,
            type=click.Choice(_KINDS),
            help="May repeat; otherwise the timeline of a term, the changes of an agreement.",
        ),
        figures.on(required=False),
        click.Option(
            ["--known-on"],
            type=DATE,
            metavar="DATE",
            help="As the file stood on this date; otherwise everything on file counts.",
        ),
        figures.agreement(),
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path, allow_dash=True),
            metavar="FILE|DIR",
            help="Where to write it: FILE.svg, a folder, or `-` to print it; otherwise `out/`.",
        ),
        rules_at(),
        *common(json=False),
    ]
)
@click.pass_context
def draw(
    ctx: click.Context,
    name: str,
    kinds: tuple[str, ...],
    on: date | Month | None,
    known_on: date | None,
    agreement: str | None,
    out: Path | None,
) -> None:
    """Draw TERM or AGREEMENT as SVG that stands alone, light or dark as the reader's system is.

    Of a term: `timeline`, its versions on the line of dates; `plane`, effective dates against
    dates of knowledge; `graph`, what it uses and what uses it. Of an agreement: `changes`, what
    changed when; `graph`, which definition uses which. A drawing bears its name and how it is
    read, and says all that it shows in words too. Where there is nothing to draw, it exits with 3.
    """
    refuse_json(ctx)
    chosen = settings()
    view, file = _view(chosen.open(), name, agreement, on, known_on)
    every = _OF_AN_AGREEMENT if view["schema"] == "hereof/agreement/1" else _OF_A_TERM
    asked = tuple(dict.fromkeys(kinds)) or every[:1]
    _see_kinds(asked, every)
    to = _files(out, asked, file)
    from hereof.render.figures import figures as drawn  # noqa: PLC0415 - once there is a view

    found = drawn(view)
    written = [(to[kind], found[kind]) for kind in asked if kind in found]
    for place, figure in written:
        writing.write(place, _file(view, figure))
    _say(chosen, view, written, [kind for kind in asked if kind not in found])
    ctx.exit(Exit.ANSWERED if written else Exit.NO_ANSWER)


def _view(
    base: RuleBase,
    name: str,
    named: str | None,
    on: date | Month | None,
    known_on: date | None,
) -> tuple[Mapping[str, Any], str]:
    """Give the report whose drawings are meant, and how their files are called."""
    from hereof.cli.asking import find_agreement, find_question  # noqa: PLC0415 - once it is open
    from hereof.report.agreement import agreement_report  # noqa: PLC0415 - the same
    from hereof.report.definition import definition_report  # noqa: PLC0415 - the same

    whole = find_agreement(base, name, named)
    if whole is not None:
        progress = figures.with_progress("definitions", WORTH_A_BAR)
        view = agreement_report(base, whole, on, known_on, progress=progress)
        return dict(view), writing.file_name(whole.id)
    question = find_question(base, name, named)
    found = definition_report(base, question.agreement, question.term, on, known_on, question.typed)
    return dict(found), writing.file_name(question.agreement.id, question.term)


def _see_kinds(asked: Sequence[str], every: Sequence[str]) -> None:
    """See that what is to be drawn can be drawn of what is named.

    Raises:
        Misuse: It is not so.
    """
    for kind in asked:
        if kind not in every:
            other = "an agreement" if every is _OF_A_TERM else "a term"
            what = "a term" if every is _OF_A_TERM else "an agreement"
            raise Misuse(
                "misuse",
                f"`--kind {kind}` is drawn of {other}, and {what} is named",
                help=f"of {what} there are {', '.join(every)}; `ID:` is an agreement, `ID: TERM` "
                "a term",
            )


def _files(out: Path | None, asked: Sequence[str], name: str) -> dict[str, Path]:
    """Decide where each drawing goes.

    Raises:
        Misuse: Several drawings cannot be one file, or its ending says another format.
    """
    if out is None or out.is_dir() or (out != writing.STDOUT and not out.suffix):
        folder = out if out is not None else _FOLDER
        return {kind: folder / f"{name}-{kind}{_SUFFIX}" for kind in asked}
    if len(asked) > 1:
        raise Misuse(
            "formats-in-one-file",
            f"{len(asked)} drawings cannot be written to `{out}`",
            help="name a folder with `--out`, or one kind",
        )
    if out != writing.STDOUT and out.suffix.lower() != _SUFFIX:
        raise Misuse(
            "format-unknown",
            f"`{out}` does not end in {_SUFFIX}, and drawings are SVG",
            help=f"end it in {_SUFFIX}; `hereof report` writes the other formats, with drawings",
        )
    return {asked[0]: out}


def _file(view: Mapping[str, Any], figure: Figure) -> bytes:
    from hereof.render.visible import visible  # noqa: PLC0415 - once there is a drawing
    from hereof.report.phrases import known_line  # noqa: PLC0415 - the same

    known = view["known"] if "known" in view else view["answer"]["known"]
    heading = f"{figure.title}: {view['agreement']['title']}"
    said = (figure.caption, figure.legend, known_line(known))
    return figure.file(visible(heading), visible(" ".join(filter(None, said))))


def _say(
    chosen: Settings,
    view: Mapping[str, Any],
    written: Sequence[tuple[Path, Figure]],
    lacking: Sequence[str],
) -> None:
    if writing.STDOUT in (place for place, _ in written):
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text

    page = Page(chosen)
    page.text(view["agreement"]["title"] if "term" not in view else view["term"], "title")
    for kind in lacking:
        page.text(f"There is no {kind} to draw: {_NOTHING[kind]}.")
    for number, (place, _) in enumerate(written):
        page.field("written" if number == 0 else "", str(place))
    page.write()
