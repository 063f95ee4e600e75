"""`hereof certify`: an answer as a certificate, which shows any change made to it later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hereof.cli import figures, writing
from hereof.cli.completing import complete_term
from hereof.cli.dates import DATE
from hereof.cli.exits import Exit, Misuse
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from datetime import date

    from hereof.audit.shapes import Certificate
    from hereof.calendar import Month
    from hereof.cli.settings import Settings
    from hereof.cli.writing import Look, Target

_FORMATS: Final = ("json", "html", "md", "pdf")


@click.command(
    params=[
        click.Argument(["term"], shell_complete=complete_term),
        figures.on(required=True),
        figures.known_on(),
        figures.data(),
        figures.agreement(),
        click.Option(
            ["--purpose"],
            default="",
            metavar="TEXT",
            help="Why it is asked, in your own words; the certificate bears it.",
        ),
        click.Option(
            ["--issued"],
            type=DATE,
            metavar="DATE",
            help="The date that it bears; otherwise that of $SOURCE_DATE_EPOCH, or none.",
        ),
        click.Option(
            ["--sign", "key"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="KEY",
            help="Sign it with this SSH key; the signature goes beside it, as FILE.sig.",
        ),
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path, allow_dash=True),
            metavar="FILE|DIR",
            help="Where to write it: a file, a folder, or `-` to print it; otherwise `out/`.",
        ),
        click.Option(
            ["--format", "-f", "formats"],
            multiple=True,
            type=click.Choice(_FORMATS),
            help="May repeat; json is the certificate itself, the others are pages of it.",
        ),
        writing.template(),
        writing.paper(),
        *common(json=True),
    ]
)
@click.pass_context
def certify(  # noqa: PLR0913, PLR0917 - one for each option
    ctx: click.Context,
    term: str,
    on: date | Month,
    known_on: date | None,
    data: tuple[Path, ...],
    agreement: str | None,
    purpose: str,
    issued: date | None,
    key: Path | None,
    out: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    paper: str | None,
) -> None:
    """Certify what is in force of TERM, and what it comes to, with every step and every hash.

    TERM may be given in part. The certificate is JSON in canonical form; `--format html`, `md`
    and `pdf` make a page of it. A refusal is certified too, and exits with 3.
    """
    chosen = settings()
    base = chosen.open()
    from hereof.audit.canonical import NotCanonicalError  # noqa: PLC0415 - once a base is open
    from hereof.audit.certificate import Asked  # noqa: PLC0415 - the same
    from hereof.audit.certificate import certify as certified  # noqa: PLC0415 - the same
    from hereof.cli.asking import find_question  # noqa: PLC0415 - the same

    question = find_question(base, term, agreement)
    is_printed = chosen.json and out is None
    asked_for = formats or (() if out is not None and out.suffix else ("json",))
    name = writing.file_name(question.agreement.id, question.term, "on", str(on))
    to = writing.target(writing.STDOUT if is_printed else out, asked_for, name)
    _see_formats(key, to)
    asked = Asked(question.term, on, known_on, purpose, writing.date_borne(issued))
    try:
        certificate = certified(base, question.agreement, asked, data)
    except NotCanonicalError as failure:
        raise Misuse(
            "purpose-not-text", f"the certificate has no canonical form: {failure}"
        ) from failure
    files = _written(certificate, to, writing.Look(template, paper), key)
    if files != [writing.STDOUT]:
        _show(chosen, certificate, files)
    is_answered = certificate["answer"]["answered"] and not data
    has_value = certificate["value"] is not None
    ctx.exit(Exit.ANSWERED if has_value or is_answered else Exit.NO_ANSWER)


def _see_formats(key: Path | None, to: Target) -> None:
    """See that a certificate has every format, and that what is to be signed is written to a file.

    Raises:
        Misuse: It is not so.
    """
    if not set(to.formats) <= set(_FORMATS):
        raise Misuse(
            "format-unknown",
            f"a certificate is written as {', '.join(_FORMATS)}, and not as {to.formats[0]}",
            help="end FILE in one of these, or name the format with `--format`",
        )
    if key is not None and ("json" not in to.formats or writing.STDOUT in to.files):
        raise Misuse(
            "nothing-to-sign",
            "`--sign` signs the certificate's file, and none is written",
            help="name a file with `--out`, such as `--out certificate.json`",
        )


def _written(certificate: Certificate, to: Target, look: Look, key: Path | None) -> list[Path]:
    """Write the certificate, its signature and its pages, and give the files.

    Raises:
        Misuse: A file cannot be written, or nothing signs.
    """
    from hereof.audit.certificate import file_bytes  # noqa: PLC0415 - once there is something
    from hereof.audit.signature import SignatureError, beside, sign  # noqa: PLC0415 - the same

    files: list[Path] = []
    for how, file in zip(to.formats, to.files, strict=True):
        if how != "json":
            page = writing.Target((how,), (file,))
            files += writing.render_all(_as_view(certificate), page, look)
            continue
        if key is None and file != writing.STDOUT and beside(file).exists():
            raise Misuse(
                "signature-of-another",
                f"`{beside(file)}` signs the certificate that it lies beside",
                help="sign the new one too, with `--sign`, or write it to another file",
            )
        data = file_bytes(certificate)
        try:
            signature = sign(data, key) if key is not None else b""
        except SignatureError as failure:
            raise Misuse("not-signed", str(failure), help="nothing was written") from failure
        writing.write(file, data)
        files.append(file)
        if signature:
            writing.write(beside(file), signature)
            files.append(beside(file))
    return files


def _as_view(certificate: Certificate) -> dict[str, Any]:
    """Give the certificate with what every page needs beside its view."""
    engine = certificate["engine"]
    imprint = {
        "engine": f"{engine['name']} {engine['version']}",
        "generated": certificate["issued"],
    }
    return {**certificate, "imprint": imprint}


def _show(chosen: Settings, certificate: Certificate, files: list[Path]) -> None:
    from hereof.cli.page import Page  # noqa: PLC0415 - only for text
    from hereof.cli.show.certify import show_certificate  # noqa: PLC0415 - the same

    page = Page(chosen)
    show_certificate(page, certificate, files)
    page.write()
