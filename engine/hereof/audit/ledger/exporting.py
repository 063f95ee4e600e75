"""A whole ledger written out, so that it can be looked at without Hereof."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

from hereof.audit.canonical import NotCanonicalError, canonical, without
from hereof.audit.ledger.faults import LedgerError
from hereof.audit.ledger.heads import head_bytes
from hereof.audit.ledger.shapes import entry_view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hereof.audit.ledger.chain import Entry, Head
    from hereof.audit.ledger.store import Ledger

ENTRIES: Final = "entries.jsonl"
HEAD: Final = "head.json"
CERTIFICATES: Final = "certificates"
_BULK: Final = ("certificate", "signature")


def lines(ledger: Ledger, head: Head) -> Iterator[bytes]:
    """Give every entry up to a head as a line of JSON, certificate and all; last the head.

    Raises:
        LedgerError: An entry is no text, or cannot be read.
    """
    for entry in ledger.sound(until=head):
        yield _line(ledger, entry)
    yield head_bytes(head)


def write_lines(ledger: Ledger, head: Head, file: Path) -> None:
    """Write every entry up to a head, and the head, into a file: whole or not at all.

    Raises:
        LedgerError: An entry is no text, or cannot be read.
        OSError: The system does not let it be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("wb") as stream:
            stream.writelines(lines(ledger, head))
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_folder(ledger: Ledger, head: Head, folder: Path) -> None:
    """Write every entry up to a head into a new folder: certificates, signatures, chain, head.

    The folder is there whole or not at all.

    Raises:
        LedgerError: There is something in the folder already, or an entry cannot be read.
        OSError: The system does not let it be written.
    """
    if folder.is_symlink() or folder.exists():
        raise LedgerError(
            "ledger-export-exists",
            f"`{folder}` is there already, and an export is not mixed with other files",
            "name a new folder with `--out`",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    draft.mkdir()
    try:
        held = draft / CERTIFICATES
        held.mkdir()
        with (draft / ENTRIES).open("wb") as chain:
            for entry in ledger.sound(until=head):
                file = held / f"{entry.number:06d}.json"
                file.write_bytes(entry.certificate)
                if entry.signature is not None:
                    file.with_name(f"{file.name}.sig").write_bytes(entry.signature)
                chain.write(_line(ledger, entry, *_BULK))
        (draft / HEAD).write_bytes(head_bytes(head))
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _line(ledger: Ledger, entry: Entry, *left_out: str) -> bytes:
    try:
        return canonical(without(entry_view(entry), *left_out)) + b"\n"
    except (UnicodeDecodeError, NotCanonicalError) as failure:
        raise LedgerError(
            "ledger-altered",
            f"entry {entry.number} of `{ledger.path}` has no form that can be written out, and so "
            "is not what was recorded",
            "`hereof ledger check` names what is altered; bring back a copy that was kept",
        ) from failure
