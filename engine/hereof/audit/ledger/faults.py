"""What keeps a ledger from being read or appended to, each with its remedy."""

from __future__ import annotations

import errno
import os
import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path


class LedgerError(Exception):
    """The ledger cannot be used as was asked; nothing was changed.

    Attributes:
        code: A stable name.
        message: What is wrong, in one sentence.
        help: What to do.
    """

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


class NotTakenError(Exception):
    """A certificate does not hold, and is not recorded; the message says what does not."""


ALTERED: Final = "ledger-altered"
"""The code of an entry, or a table, that is not what was recorded."""

DAMAGED: Final = "ledger-damaged"
"""The code of a file whose own form is broken."""

_PRIMARY: Final = 0xFF
"""The lower byte of a code of SQLite's is its kind; what is above it says more."""

_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNREADABLE: Final = frozenset({sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})


def is_busy(failure: sqlite3.Error) -> bool:
    """Tell whether somebody else has the ledger locked."""
    return _kind(failure) in _BUSY


def said(path: Path, failure: sqlite3.Error) -> LedgerError:
    """Say in a sentence what SQLite ran into."""
    kind = _kind(failure)
    if kind in _BUSY:
        return locked(path)
    if kind == sqlite3.SQLITE_FULL:
        return LedgerError(
            "ledger-disk-full",
            f"there is no room for `{path}` to grow; nothing was recorded",
            "make room on the disk, then append again",
        )
    if kind == sqlite3.SQLITE_NOTADB:
        return no_ledger(path, "is no ledger")
    if kind == sqlite3.SQLITE_CORRUPT:
        return LedgerError(
            DAMAGED,
            f"`{path}` is damaged: {failure}",
            "`hereof ledger check` names what is; bring back a copy that was kept",
        )
    if kind in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN} | _UNREADABLE:
        return _not_permitted(path, failure)
    return LedgerError(
        "ledger-not-written" if kind == sqlite3.SQLITE_IOERR else "ledger-refused",
        f"the system does not read or write `{path}` as it should: {failure} "
        f"({getattr(failure, 'sqlite_errorname', 'unknown')}); nothing was recorded",
        "see that the disk has room and is in order, and that no limit on the size of files is "
        "reached, then try again",
    )


def locked(path: Path) -> LedgerError:
    """Say that others kept the ledger locked for as long as was waited."""
    return LedgerError(
        "ledger-locked",
        f"`{path}` is in use by another process, and stayed so",
        "try again when it is done, or wait longer with `--wait SECONDS`",
    )


def no_ledger(path: Path, what: str) -> LedgerError:
    """Say that a file is something else than a ledger."""
    return LedgerError(
        "ledger-not-one",
        f"`{path}` {what}",
        "name the ledger with `--ledger FILE`; a new one begins with the first `hereof ledger "
        "append` to a file that is not there",
    )


def of_system(path: Path, failure: OSError) -> LedgerError:
    """Say what the system answered about the file."""
    if failure.errno == errno.ELOOP:
        return no_ledger(path, "is a link that leads back to itself")
    if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
        return LedgerError(
            "ledger-disk-full",
            f"there is no room for `{path}`; nothing was recorded",
            "make room on the disk, then append again",
        )
    reason = (failure.strerror or "unknown fault").lower()
    return LedgerError(
        "ledger-not-reached",
        f"`{path}` cannot be reached: {reason}; nothing was changed",
        "see that its folder is there, and that you may read and write it",
    )


def _not_permitted(path: Path, failure: sqlite3.Error) -> LedgerError:
    if getattr(failure, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return LedgerError(
            "ledger-moved",
            f"`{path}` was moved, removed or replaced while it was open; nothing was recorded",
            "see which file is the ledger, then append again",
        )
    folder = path.parent
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and not os.access(folder, os.W_OK):
        return LedgerError(
            "ledger-unfinished",
            f"an append to `{path}` was broken off, and has to be undone before it is read",
            f"run `hereof ledger check` once as somebody who may write to `{folder}`",
        )
    if path.exists() and not os.access(path, os.R_OK):
        return LedgerError(
            "ledger-not-reached",
            f"`{path}` cannot be read: permission denied",
            "see that you may read and write it",
        )
    return LedgerError(
        "ledger-read-only",
        f"`{path}` cannot be written to: {failure}; nothing was recorded",
        f"see that you may write the file and its folder `{folder}`, since a journal is made "
        "beside it, and that the disk is not read-only",
    )


def _kind(failure: sqlite3.Error) -> int:
    return getattr(failure, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
