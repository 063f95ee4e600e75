"""`hereof ledger append`: files of certificates, all of them checked, then all recorded or none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from attrs import evolve

from hereof.audit.ledger.faults import LedgerError, NotTakenError
from hereof.audit.ledger.file import WAIT
from hereof.audit.ledger.shapes import head_view
from hereof.audit.ledger.store import Ledger
from hereof.audit.ledger.taking import taken
from hereof.audit.signature import beside
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hereof.audit.ledger.shapes import LedgerAppend, RefusedFile
    from hereof.audit.ledger.store import Record


@frozen
class _Looked:
    """A file that was checked; its bytes are read again when it is recorded.

    Attributes:
        file: The file.
        sha256: Of its bytes.
        record: What is to be recorded, without the bytes.
    """

    file: Path
    sha256: bytes
    record: Record


def append_files(
    ledger: Path,
    files: Sequence[Path],
    allowed: Path | None = None,
    *,
    require_signature: bool = False,
    wait: float = WAIT,
    through: Callable[[Any], Iterable[Path]] | None = None,
) -> LedgerAppend:
    """Record certificates, each with the signature beside it: all of them or none.

    Args:
        ledger: The ledger; where there is none, it is begun.
        files: The certificates.
        allowed: The allowed-signers file; none: nobody is asked who signed.
        require_signature: Whether an unsigned certificate is refused.
        wait: Seconds to wait while others have the ledger locked.
        through: Goes through the files, such as with a bar.

    Raises:
        LedgerError: Nothing was recorded: a file cannot be read, or the ledger not appended to.
    """
    view: LedgerAppend = {
        "schema": "hereof/ledger-append/1",
        "ledger": str(ledger),
        "begun": False,
        "recorded": [],
        "refused": [],
        "head": None,
    }
    looked: list[_Looked] = []
    for file in through(files) if through else files:
        try:
            looked.append(_look(file, allowed, is_required=require_signature))
        except NotTakenError as failure:
            view["refused"].append(_refused(file, failure))
    if not view["refused"]:
        _record(view, ledger, looked, wait)
    return view


def _record(view: LedgerAppend, path: Path, looked: Sequence[_Looked], wait: float) -> None:
    with Ledger.open_to_append(path, wait=wait) as ledger:
        done = ledger.append(_again(looked))
        view["begun"] = ledger.is_begun
        head = ledger.head()
    view["head"] = head_view(head)
    for each, entry in zip(looked, done, strict=True):
        view["recorded"].append(
            {
                "file": str(each.file),
                "entry": entry.entry,
                "hash": entry.hash,
                "digest": each.record.digest,
                "new": entry.is_new,
            }
        )


def _look(file: Path, allowed: Path | None, *, is_required: bool) -> _Looked:
    raw = _read(file)
    signature = beside(file)
    is_signed = signature.exists()
    if is_required and not is_signed:
        raise NotTakenError(f"it is unsigned: there is no `{signature}`")
    try:
        record = taken(raw, signature if is_signed else None, allowed)
    except OSError as failure:
        raise _unreadable(signature, failure) from failure
    return _Looked(file, hashlib.sha256(raw).digest(), evolve(record, certificate=b""))


def _again(looked: Iterable[_Looked]) -> Iterator[Record]:
    """Give what is recorded, with the bytes that were checked.

    Raises:
        LedgerError: A file was changed since.
    """
    for each in looked:
        raw = _read(each.file)
        if hashlib.sha256(raw).digest() != each.sha256:
            raise LedgerError(
                "certificate-changed",
                f"`{each.file}` was changed while it was being recorded; nothing was recorded",
                "append it again when it is written",
            )
        yield evolve(each.record, certificate=raw)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as failure:
        raise _unreadable(file, failure) from failure


def _unreadable(file: Path, failure: OSError) -> LedgerError:
    reason = (failure.strerror or "unknown fault").lower()
    return LedgerError(
        "certificate-unreadable",
        f"`{file}` cannot be read: {reason}; nothing was recorded",
        "`hereof certify TERM --on DATE` makes a certificate",
    )


def _refused(file: Path, failure: NotTakenError) -> RefusedFile:
    return {"file": str(file), "says": str(failure)}
