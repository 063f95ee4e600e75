"""Heads kept elsewhere: written down, read again, and looked for in the ledger."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hereof.audit.canonical import NotCanonicalError, canonical
from hereof.audit.ledger.faults import LedgerError
from hereof.audit.ledger.shapes import head_view
from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.audit.ledger.chain import Head

_TYPED: Final = re.compile(r"(?:(\d{1,15})[: ])?(?:sha256:)?([0-9a-f]{64})", re.ASCII)
_LARGEST: Final = 2**16
"""Bytes at the end of a file within which its last line must lie."""


@frozen
class Kept:
    """A head that was kept elsewhere.

    Attributes:
        named: The file or the hash, as named.
        entry: The number of its entry; none: only the hash was kept.
        hash: Its hash.
    """

    named: str
    entry: int | None
    hash: str


def head_bytes(head: Head) -> bytes:
    """Give the file of a head: its canonical form on one line.

    Raises:
        LedgerError: Its entry has no number that an entry can have.
    """
    try:
        return canonical(head_view(head)) + b"\n"
    except NotCanonicalError as failure:
        raise LedgerError(
            "ledger-altered",
            f"the last entry has the number {head.entry}, which no entry was recorded with",
            "`hereof ledger check` says what was altered",
        ) from failure


def kept(named: str) -> Kept:
    """Read a head that was kept: a file with it on its last line, or what was printed of it.

    Args:
        named: A file, a hash, or an entry's number, a colon and its hash.

    Raises:
        LedgerError: It is neither.
    """
    typed = _TYPED.fullmatch(named.strip())
    if typed is not None:
        return Kept(named, int(typed[1]) if typed[1] else None, f"sha256:{typed[2]}")
    try:
        with Path(named).open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - _LARGEST))
            text = stream.read().decode("utf-8", "replace")
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or "it is no name of a file"
        raise _no_head(named, f"is no hash, and cannot be read: {reason.lower()}") from failure
    last = (text.strip().splitlines() or [""])[-1]
    typed = _TYPED.fullmatch(last.strip())
    if typed is not None:
        return Kept(named, int(typed[1]) if typed[1] else None, f"sha256:{typed[2]}")
    return _from_json(named, last)


def _from_json(named: str, line: str) -> Kept:
    try:
        found = json.loads(line)
        schema, entry, own = found["schema"], found["entry"], found["hash"]
        is_head = schema == "hereof/ledger-head/1" and type(entry) is int and entry >= 0
        if is_head and re.fullmatch(r"sha256:[0-9a-f]{64}", own):
            return Kept(named, entry, own)
    except (ValueError, LookupError, TypeError, RecursionError):
        pass
    raise _no_head(named, "has no head of a ledger on its last line")


def _no_head(named: str, what: str) -> LedgerError:
    return LedgerError(
        "ledger-head-unreadable",
        f"`{named}` {what}",
        "name a file that `hereof ledger head --out FILE` wrote, or the hash that it printed",
    )
