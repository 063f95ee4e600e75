"""`hereof read`: words of a definition as the formulas that they state."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli.completing import complete_convention, complete_type
from hereof.cli.exits import Exit, Misuse
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.formula.inputs import Setting

_STANDARD_INPUT: Final = "-"
_MOST_BYTES: Final = 100_000
"""What is longer is refused by the reader as well: it takes fewer characters."""


@click.command(
    params=[
        click.Argument(
            ["file"],
            required=False,
            metavar="[FILE]",
            type=click.Path(path_type=Path, allow_dash=True),
        ),
        click.Option(
            ["--classes"],
            multiple=True,
            metavar="A-1,A-2,...",
            help="Every Class of the agreement, in its order.",
        ),
        click.Option(["--term"], metavar="NAME", default="", help="The term that they define."),
        click.Option(
            ["--type", "types"],
            multiple=True,
            metavar="TERM=TYPE",
            shell_complete=complete_type,
            help=(
                "What a term is: dollars, ratio, rate per year, days, count, date or truth; "
                "may be given several times."
            ),
        ),
        click.Option(
            ["--member", "members"],
            multiple=True,
            metavar="SET=A-1,A-2,...",
            help="What a named set consists of; may be given several times.",
        ),
        click.Option(
            ["--convention", "conventions"],
            multiple=True,
            metavar="NAME",
            shell_complete=complete_convention,
            help="How words are used that usage leaves open; may be given several times.",
        ),
        *common(json=True),
    ]
)
@click.pass_context
def read(
    ctx: click.Context,
    file: Path | None,
    classes: tuple[str, ...],
    term: str,
    types: tuple[str, ...],
    members: tuple[str, ...],
    conventions: tuple[str, ...],
) -> None:
    """Read the words of a definition, from a FILE or from standard input.

    Every formula that they state is given, with its inputs and with the words of each
    part. Words that can be read in several ways, or in none, exit with 3. No rule base
    is needed; docs/reading.md says how words are read.
    """
    chosen = settings()
    within = _setting(classes, members, types)
    declared = _conventions(conventions)
    words = _words(file)
    from hereof.formula.reading import read_in  # noqa: PLC0415 - only once there are words
    from hereof.report.read import findings_of  # noqa: PLC0415 - the same
    from hereof.report.read import read as answer  # noqa: PLC0415 - the same

    path = "words" if file is None or str(file) == _STANDARD_INPUT else str(file)
    result = read_in(words, term, within, declared)
    view = answer(result, within, path, term, declared)
    if chosen.json:
        print_json(view)
    else:
        from hereof.cli.page import Page  # noqa: PLC0415 - only for text
        from hereof.cli.show.read import show_read  # noqa: PLC0415 - the same

        page = Page(chosen)
        show_read(page, view, findings_of(result, path))
        page.write()
    ctx.exit(Exit.ANSWERED if view["status"] == "read" else Exit.NO_ANSWER)


def _words(file: Path | None) -> str:
    """Give the words; line ends as `\\n`.

    Raises:
        Misuse: There is no such file, or what is in it is no text.
    """  # noqa: D301 - `\\n` is a character of its own here
    data = _typed(file) if file is None or str(file) == _STANDARD_INPUT else _in_file(file)
    try:
        # A character may have been cut in two where the words were too long anyway.
        text = data.decode("utf-8-sig", "ignore" if len(data) > _MOST_BYTES else "strict")
    except UnicodeDecodeError as fault:
        raise Misuse(
            "words-not-text",
            f"byte {fault.start + 1} of the words is not UTF-8",
            help="save the words as UTF-8",
        ) from fault
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _typed(file: Path | None) -> bytes:
    if sys.stdin is None or (file is None and sys.stdin.isatty()):
        raise Misuse(
            "words-missing",
            "no words are given",
            help="name a file, as in `hereof read FILE`, or `-` to type them",
        )
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def _in_file(file: Path) -> bytes:
    if file.is_dir():
        raise Misuse("file-is-folder", f"`{file}` is a folder", help="name a file of words")
    if not file.exists():
        raise Misuse(
            "file-not-found", f"there is no file `{file}`", help="name a file of words, or `-`"
        )
    with file.open("rb") as stream:
        return stream.read(_MOST_BYTES + 1)


def _setting(classes: tuple[str, ...], members: tuple[str, ...], types: tuple[str, ...]) -> Setting:
    """Give what the options say beside the words.

    Raises:
        Misuse: One cannot be understood, or says something twice.
    """
    from hereof.formula.inputs import DIMENSIONS, setting  # noqa: PLC0415 - one use

    order = [name for several in classes for name in _names(several, "--classes")]
    _refuse_twice(order, "--classes")
    sets = {name: _names(said, "--member") for name, said in _pairs(members, "--member")}
    kinds = dict(_pairs(types, "--type"))
    for name, kind in kinds.items():
        if kind not in DIMENSIONS:
            raise Misuse(
                "type-unknown",
                f"`{kind}`, the type of `{name}`, is none of the types",
                help=f"a type is {', '.join(DIMENSIONS[:-1])} or {DIMENSIONS[-1]}",
            )
    return setting(order, sets, kinds)


def _conventions(said: tuple[str, ...]) -> frozenset[str]:
    if not said:
        return frozenset()
    from hereof.formula.english.usage import CONVENTIONS, conventions_of  # noqa: PLC0415 - one use

    for each in said:
        try:
            conventions_of((each,))
        except ValueError as fault:
            raise Misuse(
                "convention-unknown",
                f"there is no convention `{each}`",
                detail=[f"`{name}`: {says}" for name, says in CONVENTIONS.items()],
                help="name one of these",
            ) from fault
    return conventions_of(said)


def _pairs(said: tuple[str, ...], option: str) -> Iterator[tuple[str, str]]:
    """Give the two sides of each `NAME=...`."""
    names = []
    for each in said:
        name, sign, rest = (part.strip() for part in each.partition("="))
        if not (name and sign and rest):
            raise Misuse(
                "misuse",
                f"`{each}` is not what `{option}` takes: a name, `=`, and what it stands for",
                help='as in `--type "Fee Rate=ratio"` or `--member "Group I Certificates=A-1,A-2"`',
            )
        names.append(name)
        yield name, rest
    _refuse_twice(names, option)


def _names(said: str, option: str) -> list[str]:
    names = [" ".join(name.split()) for name in said.split(",")]
    if not all(names):
        raise Misuse(
            "misuse",
            f"`{said}` names nothing beside a comma",
            help=f"as in `{option} {'SET=' * (option == '--member')}A-1,A-2,A-3`",
        )
    return names


def _refuse_twice(names: Iterable[str], option: str) -> None:
    seen: set[str] = set()
    for name in names:
        plain = name.removeprefix("Class ")
        if plain in seen:
            raise Misuse("misuse", f"`{option}` names `{name}` twice", help="name it once")
        seen.add(plain)
