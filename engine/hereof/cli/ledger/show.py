"""`hereof ledger show`: a certificate as it was recorded, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hereof.cli import writing
from hereof.cli.exits import Altered, Misuse
from hereof.cli.ledger import place
from hereof.cli.output import print_json
from hereof.cli.settings import common, settings

if TYPE_CHECKING:
    from hereof.audit.ledger import Entry, Ledger

_NUMBER: Final = re.compile(r"[0-9]{1,15}")
_DIGEST: Final = re.compile(r"(?:sha256:)?([0-9a-f]{8,64})")


@click.command(
    params=[
        click.Argument(["entry"], metavar="N|DIGEST"),
        click.Option(
            ["--out", "-o"],
            type=click.Path(path_type=Path, allow_dash=True),
            metavar="FILE",
            help="Write it to FILE, and its signature, if there is one, beside it.",
        ),
        *place.options(),
        *common(json=True),
    ]
)
def show(entry: str, out: Path | None, file: Path | None, wait: float) -> None:
    """Print the certificate of entry N, or that of a DIGEST, exactly as it was recorded.

    A digest may be cut short to eight characters or more. With `--json` the whole entry is
    printed: what its hash is made of, the certificate and the signature as texts.
    """
    chosen = settings()
    with place.opened(file, wait) as ledger:
        found = _found(ledger, entry)
        _see_whole(ledger, found)
    if chosen.json:
        from hereof.audit.ledger.shapes import entry_view  # noqa: PLC0415 - only for JSON

        print_json(entry_view(found))
    if out is None and not chosen.json:
        writing.write(writing.STDOUT, found.certificate)
    if out is not None:
        files = _written(found, out)
        if not chosen.json and out != writing.STDOUT:
            from hereof.cli.page import Page  # noqa: PLC0415 - only for text
            from hereof.cli.show.ledger import show_written  # noqa: PLC0415 - the same

            page = Page(chosen)
            show_written(page, found, files)
            page.write()


def _found(ledger: Ledger, typed: str) -> Entry:
    """Find the entry that is meant.

    Raises:
        Misuse: There is none, or several certificates have a digest that begins so.
    """
    if _NUMBER.fullmatch(typed):
        found = ledger.entry(int(typed))
        if found is not None:
            return found
    digest = _DIGEST.fullmatch(typed)
    if digest is None:
        if _NUMBER.fullmatch(typed):
            raise _missing(ledger, f"there is no entry {typed}")
        raise Misuse(
            "entry-unclear",
            f"`{typed}` is neither the number of an entry nor the digest of a certificate",
            help="`hereof ledger list` shows both",
        )
    several = ledger.with_digest(f"sha256:{digest[1]}")
    if not several:
        raise _missing(ledger, f"no certificate has the digest `{typed}`")
    if len({each.digest for each in several}) > 1:
        raise Misuse(
            "digest-ambiguous",
            f"{len(several)} certificates have a digest that begins with `{typed}`",
            help="give more of it, or the number of the entry",
            detail=[f"{each.number}  {each.digest}" for each in several[:10]],
        )
    return several[-1]


def _missing(ledger: Ledger, what: str) -> Misuse:
    count = ledger.head().entry
    return Misuse(
        "entry-unknown",
        f"{what} in `{ledger.path}`",
        help=f"it has {count:,} entries; `hereof ledger list` shows them"
        if count
        else "it is empty",
    )


def _see_whole(ledger: Ledger, entry: Entry) -> None:
    """See that an entry is what its hash was made of.

    Raises:
        Misuse: It is not.
    """
    from hereof.audit.ledger.chain import holds  # noqa: PLC0415 - once a ledger is open

    if not holds(entry):
        raise Altered(
            "ledger-altered",
            f"entry {entry.number} of `{ledger.path}` is not what was recorded",
            help="`hereof ledger check` says what was altered",
        )


def _written(entry: Entry, out: Path) -> list[Path]:
    from hereof.audit.signature import beside  # noqa: PLC0415 - only to write

    if out != writing.STDOUT and entry.signature is None and beside(out).exists():
        raise Misuse(
            "signature-of-another",
            f"`{beside(out)}` signs another certificate, and this one was recorded unsigned",
            help="name another file with `--out`",
        )
    writing.write(out, entry.certificate)
    if entry.signature is None or out == writing.STDOUT:
        return [out]
    writing.write(beside(out), entry.signature)
    return [out, beside(out)]
