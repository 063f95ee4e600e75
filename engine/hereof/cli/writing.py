"""Files that a verb writes: where they go, in which formats, and which date they bear."""

from __future__ import annotations

import os
import re
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hereof.cli.dates import DATE
from hereof.cli.exits import Misuse
from hereof.cli.output import emit, print_json
from hereof.cli.settings import settings
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hereof.cli.settings import Settings

STDOUT: Final = Path("-")
_FOLDER: Final = Path("out")
_LONGEST: Final = 80
_FORMATS: Final = {
    "html": ".html",
    "md": ".md",
    "docx": ".docx",
    "pdf": ".pdf",
    "json": ".json",
}
_BINARY: Final = ("docx", "pdf")


def options() -> list[click.Parameter]:
    """Make the options of a verb that writes files."""
    return [
        out(),
        formats(tuple(_FORMATS), "May repeat; otherwise as FILE ends, or html."),
        template(),
        paper(),
        generated(),
    ]


def out() -> click.Option:
    """Make `--out`."""
    return click.Option(
        ["--out", "-o"],
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="FILE|DIR",
        help="Where to write it: a file, a folder, or `-` to print it; otherwise `out/`.",
    )


def formats(known: Sequence[str], help: str) -> click.Option:
    """Make `--format`."""
    return click.Option(
        ["--format", "-f", "formats"], multiple=True, type=click.Choice(known), help=help
    )


def list_options() -> list[click.Parameter]:
    """Make the options of a verb that gives a list as text, CSV or JSON."""
    return [
        click.Option(["--csv", "as_csv"], is_flag=True, help="Print CSV."),
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Write the list to FILE, by its ending: `.csv` or `.json`.",
        ),
    ]


def list_form(out: Path | None, *, as_csv: bool, as_json: bool) -> str:
    """Say in which form a list is given: `csv`, `json`, or `text`.

    Raises:
        Misuse: Two forms are named, or none for a file.
    """
    said = "csv" if as_csv else "json" if as_json else ""
    if as_csv and as_json:
        raise Misuse("misuse", "`--csv` and `--json` are two forms", help="name one of them")
    if out is None:
        return said or "text"
    ending = out.suffix.lower().removeprefix(".")
    if said or ending in {"csv", "json"}:
        return said or ending
    raise Misuse(
        "format-unknown",
        f"`{out}` ends in no form that is known",
        help="end it in .csv or .json, or say `--csv` or `--json`",
    )


def put_list(view: Mapping[str, Any], form: str, out: Path | None, shown: Any) -> None:  # noqa: ANN401
    """Print a list or write it to a file.

    Args:
        view: The list.
        form: `text`, `csv` or `json`.
        out: The file; none: it is printed.
        shown: The module that has its `show`, `summary` and `csv_of`.
    """
    import json  # noqa: PLC0415 - one use

    from hereof.cli.page import Page  # noqa: PLC0415 - as others import it

    page = Page(settings(), err=out is None and form == "csv")
    if form == "text":
        shown.show(page, view)
    elif out is not None:
        text = shown.csv_of(view) if form == "csv" else json.dumps(view, indent=2)
        write(out, f"{text}\n".encode())
        if out != STDOUT:
            shown.summary(page, view)
            page.field("written", str(out))
    elif form == "json":
        print_json(view)
    else:
        emit(shown.csv_of(view))
        shown.summary(page, view)
    page.write()


def template() -> click.Option:
    """Make `--template`."""
    return click.Option(
        ["--template"],
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="Templates of your own, in place of those of the same name; run in a sandbox.",
    )


def paper() -> click.Option:
    """Make `--paper`."""
    return click.Option(
        ["--paper"],
        type=click.Choice(["letter", "a4"]),
        help="What it is printed on, in every format that has pages; otherwise letter.",
    )


def generated() -> click.Option:
    """Make `--generated`."""
    return click.Option(
        ["--generated"],
        type=DATE,
        metavar="DATE",
        help="The date that it bears; otherwise that of $SOURCE_DATE_EPOCH, or none.",
    )


@frozen
class Target:
    """Where a report goes.

    Attributes:
        formats: The formats, each once.
        files: The file of each; `-` is standard output.
    """

    formats: tuple[str, ...]
    files: tuple[Path, ...]


def target(out: Path | None, formats: Sequence[str], name: str) -> Target:
    """Decide which files to write.

    Args:
        out: As named on the command line.
        formats: Likewise.
        name: What files are called in a folder, before their ending.

    Raises:
        Misuse: Several formats cannot be one file, or a file's ending says another format.
    """
    chosen = tuple(dict.fromkeys(formats))
    by_ending = {ending: known for known, ending in _FORMATS.items()}
    said = by_ending.get(out.suffix.lower()) if out is not None else None
    if out is None or out.is_dir() or (out != STDOUT and said is None and not out.suffix):
        folder = out if out is not None else _FOLDER
        every = chosen or ("html",)
        return Target(every, tuple(folder / f"{name}{_FORMATS[each]}" for each in every))
    if len(chosen) > 1:
        raise Misuse(
            "formats-in-one-file",
            f"{len(chosen)} formats cannot be written to `{out}`",
            help="name a folder with `--out`, or one format",
        )
    if not chosen and said is None and out != STDOUT:
        raise Misuse(
            "format-unknown",
            f"`{out}` ends in no format that is known",
            help=f"end it in {', '.join(by_ending)}, or name the format with `--format`",
        )
    if chosen and said is not None and chosen[0] != said:
        raise Misuse(
            "format-elsewhere",
            f"`{out}` ends as {said} does, and `--format {chosen[0]}` was asked for",
            help=f"end it in {_FORMATS[chosen[0]]}, or leave `--format` away",
        )
    return Target(chosen or (said or "html",), (out,))


def is_wanted(out: Path | None, formats: Sequence[str]) -> bool:
    """Tell whether a verb that prints a text by itself is to write files instead."""
    return out is not None or bool(formats)


def write_all(
    chosen: Settings,
    view: Mapping[str, Any],
    to: Target,
    look: Look,
    sentence: str,
) -> None:
    """Write a view in every format, and say on the terminal what was written.

    Raises:
        Misuse: As for `render_all`.
    """
    files = render_all(view, to, look)
    if files == [STDOUT]:
        return
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text

    page = Page(chosen)
    page.text(sentence)
    page.blank()
    for number, file in enumerate(files):
        page.field("written" if number == 0 else "", str(file))
    page.write()


def write(to: Path, data: bytes) -> None:
    """Write a file, and the folders above it; `-` is standard output.

    Raises:
        Misuse: It cannot be written.
    """
    if to == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    why = ""
    for above in reversed(to.parents):
        if above.exists() and not above.is_dir():
            why = f"`{above}` is a file and no folder"
    if to.is_symlink() and not to.exists():
        why = f"it is a link to `{to.readlink()}`, where nothing is"
    if why:
        raise _not_written(to, why)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
    except OSError as failure:
        raise _not_written(to, failure.strerror or str(failure)) from failure


def _not_written(to: Path, why: str) -> Misuse:
    return Misuse(
        "output-not-written",
        f"`{to}` cannot be written: {why}",
        help="name another place with `--out`",
    )


@frozen
class Look:
    """How files look.

    Attributes:
        templates: A folder of the user's own templates; none: the packaged ones.
        paper: What they are printed on; none: as by itself.
    """

    templates: Path | None = None
    paper: str | None = None


def render_all(view: Mapping[str, Any], to: Target, look: Look) -> list[Path]:
    """Write a view in every format, and give the files, each with those that lie beside it.

    Raises:
        Misuse: A template of the user's own fails, this machine makes no PDF, or a terminal
            cannot show it.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - only where a report is made
    from jinja2.exceptions import SecurityError  # noqa: PLC0415 - the same

    from hereof.cli.printing import printing  # noqa: PLC0415 - the same
    from hereof.render.docx import NoDocxError  # noqa: PLC0415 - the same
    from hereof.render.formats import Making, beside, rendered  # noqa: PLC0415 - the same
    from hereof.render.pdf import NoPdfError  # noqa: PLC0415 - the same

    folder = look.templates.resolve() if look.templates is not None else None
    files: list[Path] = []
    for how, file in zip(to.formats, to.files, strict=True):
        if file == STDOUT and how in _BINARY and sys.stdout.isatty():
            raise Misuse(
                "format-not-shown",
                f"a terminal cannot show {how.upper()}",
                help="name a file with `--out`, or pass what is printed on to another command",
            )
        making = Making(folder, look.paper, "" if file == STDOUT else file.stem)
        try:
            with printing(file) if how == "pdf" else nullcontext():
                data = rendered(view, how, making)
        except NoPdfError as missing:
            raise Misuse("pdf-not-installed", "no PDF was made", help=str(missing)) from missing
        except NoDocxError as missing:
            raise Misuse("docx-not-installed", "no DOCX was made", help=str(missing)) from missing
        except (TemplateError, SecurityError) as failure:
            if folder is None:
                raise
            raise own_fault(folder, failure) from failure
        write(file, data)
        files.append(file)
        for name, drawn in beside(view, how, making).items():
            write(file.with_name(name), drawn)
            files.append(file.with_name(name))
    return files


def own_fault(folder: Path, failure: Exception) -> Misuse:
    """Say what is wrong with a template of the user's own."""
    line = getattr(failure, "lineno", None)
    name = getattr(failure, "name", None) or "a template"
    where = f"{name}, line {line}" if line else str(name)
    return Misuse(
        "template-fails",
        f"{where} of `{folder}` cannot be rendered: {failure}",
        help="a template sees `view`, the data that `--format json` prints",
    )


def date_borne(generated: date | None) -> date | None:
    """Give the date that a report bears: as named, else that of SOURCE_DATE_EPOCH, else none.

    Raises:
        Misuse: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if generated is not None or not epoch:
        return generated
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as failure:
        raise Misuse(
            "epoch-unreadable",
            f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds since 1970",
            help="set it as in `SOURCE_DATE_EPOCH=1066694400`, or name the date with `--generated`",
        ) from failure


def file_name(*parts: str) -> str:
    """Make a name for a file out of texts: small letters, figures and hyphens.

    What is left of a text without any is its place in Unicode, so that no name is empty.
    """
    said = "-".join(parts).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", said).strip("-")[:_LONGEST].strip("-")
    return plain or "-".join(f"u{ord(each):04x}" for each in said[:8]) or "report"
