"""The file of a ledger: found, begun, opened, and waited for.

It is one SQLite file with a rollback journal. Before an append is acknowledged the journal,
the file and the folder have been synchronised: `synchronous` is EXTRA, since after FULL a
loss of power may bring back the journal of an append that was acknowledged, and the append
would be undone.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from hereof.audit.ledger import schema
from hereof.audit.ledger.faults import LedgerError, is_busy, locked, no_ledger, of_system, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME: Final = "ledger.sqlite"
"""What a rule base's own ledger is called, in its folder."""

WAIT: Final = 60.0
"""Seconds to wait for other processes, where nothing else is said."""

_SHORTEST: Final = 0.001
_LONGEST: Final = 0.025
_Found = TypeVar("_Found")


class Patience:
    """Asks again while others have the ledger locked, up to a limit of time."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds

    def __call__(self, ask: Callable[[], _Found]) -> _Found:
        """Ask until there is an answer.

        Raises:
            LedgerError: The ledger stays locked.
            sqlite3.Error: Anything else that SQLite says.
        """
        until = time.monotonic() + self._seconds
        pause = _SHORTEST
        while True:
            try:
                return ask()
            except sqlite3.OperationalError as failure:
                if not is_busy(failure):
                    raise
                if time.monotonic() >= until:
                    raise locked(self._path) from failure
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST)


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Say in a sentence whatever SQLite or the system runs into.

    Raises:
        LedgerError: Something did.
    """
    try:
        yield
    except sqlite3.Error as failure:
        raise said(path, failure) from failure
    except OSError as failure:
        raise of_system(path, failure) from failure


def opened(path: Path, *, writes: bool, wait: float) -> sqlite3.Connection:
    """Open a ledger.

    Args:
        path: Its file.
        writes: Whether it is to be appended to; otherwise nothing can be.
        wait: Seconds to wait while others have it locked.

    Raises:
        LedgerError: It is none, or of another version, or cannot be opened.
    """
    _see_library()
    with spoken(path):
        where = _regular(path)
        connection = _connected(where)
    try:
        with spoken(path):
            patience = Patience(path, wait)
            patience(lambda: _set(connection, writes=writes))
            patience(lambda: _see_header(path, connection))
    except BaseException:
        connection.close()
        raise
    return connection


def exists(path: Path) -> bool:
    """Tell whether anything lies where a ledger is named.

    Raises:
        LedgerError: That cannot be told.
    """
    with spoken(path):
        try:
            path.stat()
        except FileNotFoundError:
            return False
    return True


def begin(path: Path) -> bool:
    """Begin a ledger: its file is there whole or not at all, and nobody's file is written over.

    Returns:
        Whether this process began it; another one may have been first.

    Raises:
        LedgerError: The system does not let it be.
    """
    _see_library()
    where = Path(os.path.realpath(path))
    if not where.parent.is_dir():
        raise LedgerError(
            "ledger-not-reached",
            f"there is no folder `{path.parent}` for a ledger",
            "make the folder first, or name the ledger with `--ledger FILE`",
        )
    draft = where.with_name(f".{where.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with spoken(path):
        try:
            connection = sqlite3.connect(draft, isolation_level=None)
            try:
                _set(connection, writes=True)
                connection.execute("BEGIN IMMEDIATE")
                schema.make(connection)
                connection.execute("COMMIT")
            finally:
                connection.close()
            return _placed(draft, where)
        finally:
            for left in (draft, draft.with_name(f"{draft.name}-journal")):
                with suppress(OSError):
                    left.unlink()


def _placed(draft: Path, where: Path) -> bool:
    """Give a finished file its name, unless there is a file of that name."""
    try:
        os.link(draft, where)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links: the name is taken first, and the bytes follow.
        if not _written(where, draft.read_bytes()):
            return False
    synchronise(where.parent)
    return True


def _written(where: Path, data: bytes) -> bool:
    """Write a file of its own; tell whether there was none.

    Raises:
        OSError: It cannot be written, and is not there.
    """
    try:
        stream = where.open("xb", buffering=0)
    except FileExistsError:
        return False
    with stream:
        try:
            left = memoryview(data)
            while left:
                left = left[stream.write(left) :]
        except OSError:
            # It was never whole, so that nobody has appended to it.
            where.unlink()
            raise
        os.fsync(stream.fileno())
    return True


def synchronise(folder: Path) -> None:
    """Have the system keep the names in a folder; Windows does so by itself.

    A folder that may not be read is left as it is, as SQLite does.

    Raises:
        OSError: The system does not do it.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _regular(path: Path) -> Path:
    """See that a path leads to a file with something in it; give the file.

    Raises:
        LedgerError: It does not.
        OSError: The system does not tell.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise LedgerError(
            "ledger-missing",
            f"there is no ledger `{path}`",
            "name it with `--ledger FILE`, or begin it with `hereof ledger append CERTIFICATE`",
        ) from None
    if stat.S_ISDIR(found.st_mode):
        raise no_ledger(path, "is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise no_ledger(path, "is no file")
    if found.st_size == 0:
        raise no_ledger(path, "is empty, and a ledger never is")
    return Path(os.path.realpath(path))


def _connected(where: Path) -> sqlite3.Connection:
    # As a URI, so that a file that is gone meanwhile is not made again. A file that may not be
    # written is opened to be read.
    return sqlite3.connect(f"{where.as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)


def _set(connection: sqlite3.Connection, *, writes: bool) -> None:
    """Set what of SQLite a ledger relies on."""
    for setting in (
        "trusted_schema = OFF",  # a file of somebody's runs no functions here
        "cell_size_check = ON",
        "recursive_triggers = ON",  # what a REPLACE takes away asks the trigger on DELETE
        "synchronous = EXTRA",
        "fullfsync = ON",  # macOS flushes the disk's own cache only if asked
        f"query_only = {'OFF' if writes else 'ON'}",
    ):
        connection.execute(f"PRAGMA {setting}")
    # What is no text any more is shown as far as it can be, and does not go with its hash.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.create_function("folded", 1, str.casefold, deterministic=True)


def _see_header(path: Path, connection: sqlite3.Connection) -> None:
    """See that the file is a ledger of a version known here, with a rollback journal.

    Raises:
        LedgerError: It is not.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != schema.APPLICATION:
        raise no_ledger(path, "is a database, and no ledger")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != schema.VERSION:
        raise LedgerError(
            "ledger-version",
            f"`{path}` is of version {version}, and this Hereof knows version {schema.VERSION}",
            "use the Hereof that wrote it, or a newer one",
        )
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "delete":
        raise LedgerError(
            "ledger-journal",
            f"`{path}` was set to the journal mode `{mode}`, which is not the one of a ledger",
            f'set it back: `sqlite3 {path} "PRAGMA journal_mode = DELETE"`',
        )


def _see_library() -> None:
    """See that SQLite knows what a ledger is made of.

    Raises:
        LedgerError: It is too old.
    """
    if sqlite3.sqlite_version_info < schema.OLDEST_SQLITE:
        needed = ".".join(map(str, schema.OLDEST_SQLITE))
        raise LedgerError(
            "ledger-sqlite-old",
            f"this Python has SQLite {sqlite3.sqlite_version}, and a ledger needs {needed}",
            "use a Python with a newer SQLite",
        )
