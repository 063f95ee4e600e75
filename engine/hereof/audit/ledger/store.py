"""Appends to a ledger and reads it, an entry at a time; what is acknowledged is on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from hereof.audit.ledger import schema
from hereof.audit.ledger.chain import (
    EMPTY,
    NAMES,
    Entry,
    Facets,
    Head,
    hash_of,
    holds,
)
from hereof.audit.ledger.faults import ALTERED, LedgerError
from hereof.audit.ledger.file import WAIT, Patience, begin, exists, opened, spoken, synchronise
from hereof.frozen import frozen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from typing import Self

_COLUMNS: Final = ("number", "previous", "hash", "digest", *NAMES, "signature", "certificate")
_SELECT: Final = f"SELECT {', '.join(_COLUMNS)} FROM entries"  # noqa: S608 - names of ours
_LINES: Final = (
    f"SELECT number, hash, digest, {', '.join(NAMES)}, signature IS NOT NULL FROM entries"  # noqa: S608 - the same
)
_INSERT: Final = (
    f"INSERT INTO entries ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - the same
)
_AT_ONCE: Final = 64
"""So many entries are read at a time, so that no reader keeps others from appending for long."""


@frozen
class Record:
    """A certificate that was checked and can be recorded; `taken` makes it.

    Attributes:
        certificate: The bytes of its file.
        digest: Its own digest.
        facets: What it certifies, in short.
        signature: Its signature, armored; none: it is recorded unsigned.
    """

    certificate: bytes
    digest: str
    facets: Facets
    signature: bytes | None = None


@frozen
class Appended:
    """What became of a record.

    Attributes:
        entry: The number of its entry.
        hash: The hash of its entry.
        is_new: Whether it was appended; otherwise that entry had recorded it before.
    """

    entry: int
    hash: str
    is_new: bool


@frozen
class Line:
    """What a list shows of an entry, certificate and signature left where they are.

    Attributes:
        number: Its place, counted from 1.
        hash: Its hash.
        digest: The certificate's own digest.
        facets: What it certifies, in short.
        is_signed: Whether a signature was recorded with it.
    """

    number: int
    hash: str
    digest: str
    facets: Facets
    is_signed: bool


@frozen
class Wanted:
    """Which entries are asked for; what is not said leaves none out.

    Attributes:
        agreement: Of this agreement, by its name.
        term: Of terms with this in their name, in small or capital letters.
        on: About this date, or this month, as in `2003-10`: it was asked about, or the date lies
            in it.
        start: About this date or month or a later one.
        end: About this date or month or an earlier one.
        outcome: With this outcome.
        after: After the entry of this number.
    """

    agreement: str | None = None
    term: str | None = None
    on: str | None = None
    start: str | None = None
    end: str | None = None
    outcome: str | None = None
    after: int = 0


class Ledger:
    """An open ledger. Use it in a `with` statement; it is of the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, wait: float) -> None:
        self.path = path
        self.connection = connection
        self.patience = Patience(path, wait)
        self.is_begun = False
        """Whether it was begun when it was opened."""

    @classmethod
    def open(cls, path: Path, *, wait: float = WAIT) -> Self:
        """Open a ledger to be read.

        Args:
            path: Its file.
            wait: Seconds to wait while others have it locked.

        Raises:
            LedgerError: There is none, or it cannot be opened.
        """
        return cls(path, opened(path, writes=False, wait=wait), wait)

    @classmethod
    def open_to_append(cls, path: Path, *, wait: float = WAIT) -> Self:
        """Open a ledger to be appended to; where there is none, begin it.

        Raises:
            LedgerError: It cannot be opened or begun, or is not as it was made.
        """
        is_begun = not exists(path) and begin(path)
        ledger = cls(path, opened(path, writes=True, wait=wait), wait)
        try:
            ledger._see_schema()
        except BaseException:
            ledger.close()
            raise
        ledger.is_begun = is_begun
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def append(self, records: Iterable[Record]) -> list[Appended]:
        """Record certificates: all of them or, where it fails, none.

        When this returns they are on the disk, as far as the system can tell. A certificate that
        is recorded already, with the same signature, is not recorded again; without a signature
        it is the same as with one.

        Raises:
            LedgerError: Nothing was recorded: the ledger stays locked, there is no room, its last
                entry is not what was recorded.
        """
        with spoken(self.path):
            self._do("BEGIN IMMEDIATE")
            try:
                head = self._last_as_recorded()
                done = []
                for record in records:
                    found = self._known(record) or self._insert(record, head)
                    head = Head(found.entry, found.hash) if found.is_new else head
                    done.append(found)
                self._do("COMMIT")
                if not all(each.is_new for each in done):
                    self.settle()
            except BaseException:
                with suppress(Exception):
                    self.connection.execute("ROLLBACK")
                raise
        return done

    def settle(self) -> None:
        """Have what can be read outlast a loss of power, before it is told to anybody.

        Who appended it may have been killed after the journal was removed and before the folder
        was synchronised: then a loss of power would bring the journal back, and undo it.
        """
        with spoken(self.path):
            synchronise(Path(os.path.realpath(self.path)).parent)

    def head(self) -> Head:
        """Give the head."""
        row = self.ask("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1")
        return Head(*row[0]) if row else EMPTY

    def entry(self, number: int) -> Entry | None:
        """Give the entry of a number."""
        return next((_entry(row) for row in self.ask(f"{_SELECT} WHERE number = ?", number)), None)

    def with_digest(self, digest: str) -> list[Entry]:
        """Give the entries whose certificate's digest begins so, in order."""
        where = f"{_SELECT} WHERE substr(digest, 1, ?) = ? ORDER BY number"
        return [_entry(row) for row in self.ask(where, len(digest), digest)]

    def entries(self, asked: Wanted | None = None, until: Head | None = None) -> Iterator[Entry]:
        """Give the entries that are asked for, in order; others may append meanwhile.

        They are given as they stand: who takes them for what was recorded asks `sound`.

        Args:
            asked: Which; none: all.
            until: None after this one; otherwise up to the head as it is now.
        """
        for row in self._each(_SELECT, asked or Wanted(), until):
            yield _entry(row)

    def sound(self, asked: Wanted | None = None, until: Head | None = None) -> Iterator[Entry]:
        """Give the entries that are asked for, as `entries` does, each seen to be as recorded.

        Every entry up to the end is tested, also those that are not asked for, since a name or a
        date that was altered would leave an entry out.

        Raises:
            LedgerError: An entry is altered or missing, or is not chained to the one before it.
        """
        end = until or self.head()
        wanted = None
        if asked is not None:
            wanted = {line.number for line in self.lines(asked, end)}
        before = EMPTY
        for entry in self.entries(until=end):
            if entry.number != before.entry + 1:
                raise self._altered(before.entry + 1, "is missing")
            if not holds(entry):
                raise self._altered(entry.number, "is not what was recorded")
            if entry.previous != before.hash:
                raise self._altered(entry.number, "is not chained to the entry before it")
            before = Head(entry.number, entry.hash)
            if wanted is None or entry.number in wanted:
                yield entry
        if before != end:
            raise self._altered(end.entry, "is not what was recorded")

    def see_sound(self, until: Head | None = None) -> None:
        """See that every entry is as recorded, as `sound` does.

        Raises:
            LedgerError: One is not.
        """
        for _ in self.sound(until=until):
            pass

    def _altered(self, number: int, says: str) -> LedgerError:
        return LedgerError(
            ALTERED,
            f"entry {number} of `{self.path}` {says}",
            "`hereof ledger check` names all that is altered; bring back a copy that was kept",
        )

    def lines(self, asked: Wanted | None = None, until: Head | None = None) -> Iterator[Line]:
        """Give what a list shows of the entries that are asked for, as `entries` does."""
        for number, own, digest, *facets, is_signed in self._each(_LINES, asked or Wanted(), until):
            yield Line(number, own, digest, Facets(*facets), bool(is_signed))

    def _each(self, select: str, asked: Wanted, until: Head | None) -> Iterator[tuple[Any, ...]]:
        last = (until or self.head()).entry
        where, values = _where(asked)
        statement = f"{select} WHERE number > ? AND number <= ?{where} ORDER BY number LIMIT ?"
        at = asked.after
        while rows := self.ask(statement, at, last, *values, _AT_ONCE):
            yield from rows
            at = rows[-1][0]

    def count(self, asked: Wanted | None = None) -> int:
        """Count the entries that are asked for."""
        where, values = _where(asked or Wanted())
        after = (asked or Wanted()).after
        rows = self.ask(f"SELECT count(*) FROM entries WHERE number > ?{where}", after, *values)  # noqa: S608 - conditions of ours
        return int(rows[0][0])

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask SQLite, waiting while others have the ledger locked.

        Raises:
            LedgerError: It stays locked, or cannot be read.
        """
        with spoken(self.path):
            return self.patience(lambda: self.connection.execute(statement, values).fetchall())

    def _do(self, statement: str) -> None:
        self.patience(lambda: self.connection.execute(statement))

    def _see_schema(self) -> None:
        with spoken(self.path):
            first = self.patience(lambda: next(schema.differences(self.connection), None))
        if first is not None:
            raise LedgerError(
                ALTERED,
                f"`{self.path}` is not as it was made: {first}; nothing was recorded",
                "`hereof ledger check` names all that is; append to a copy that is in order",
            )

    def _last_as_recorded(self) -> Head:
        """Give the head, from its entry read whole.

        Raises:
            LedgerError: The entry is not what was recorded.
        """
        rows = self.connection.execute(f"{_SELECT} ORDER BY number DESC LIMIT 1").fetchall()
        if not rows:
            return EMPTY
        last = _entry(rows[0])
        if not holds(last):
            raise LedgerError(
                ALTERED,
                f"entry {last.number} of `{self.path}` is not what was recorded; nothing is "
                "chained to it",
                "`hereof ledger check` names what is; append to a copy that is in order",
            )
        return Head(last.number, last.hash)

    def _known(self, record: Record) -> Appended | None:
        same = "" if record.signature is None else " AND signature = ?"
        values = (record.digest,) if record.signature is None else (record.digest, record.signature)
        row = self.connection.execute(
            f"{_SELECT} WHERE digest = ?{same} ORDER BY number LIMIT 1", values
        ).fetchone()
        if row is None:
            return None
        entry = _entry(row)
        if not holds(entry) or entry.certificate != record.certificate:
            raise self._altered(entry.number, "is not what was recorded; nothing was recorded")
        return Appended(entry.number, entry.hash, is_new=False)

    def _insert(self, record: Record, head: Head) -> Appended:
        entry = Entry(
            head.entry + 1,
            head.hash,
            "",
            record.digest,
            record.facets,
            record.signature,
            record.certificate,
        )
        entry = evolve(entry, hash=hash_of(entry))
        self.patience(lambda: self.connection.execute(_INSERT, _row(entry)))
        return Appended(entry.number, entry.hash, is_new=True)


def _row(entry: Entry) -> tuple[object, ...]:
    told = (getattr(entry.facets, name) for name in NAMES)
    return (
        *(entry.number, entry.previous, entry.hash, entry.digest),
        *(*told, entry.signature, entry.certificate),
    )


def _entry(row: tuple[Any, ...]) -> Entry:
    number, previous, own, digest, *facets, signature, certificate = row
    return Entry(number, previous, own, digest, Facets(*facets), signature, certificate)


def _where(asked: Wanted) -> tuple[str, list[object]]:
    """Give the conditions of a question, and the values that they hold."""
    held: list[tuple[str, tuple[object, ...]]] = []

    def add(condition: str, value: object, times: int = 1) -> None:
        if value is not None:
            held.append((condition, (value,) * times))

    when = "coalesce(day, asked)"
    add("agreement = ?", asked.agreement)
    add("instr(folded(term), folded(?)) > 0", asked.term)
    add(f"(asked = ? OR {when} = ? OR substr({when}, 1, 7) = ?)", asked.on, 3)
    add(f"substr({when}, 1, {len(asked.start or '')}) >= ?", asked.start)
    add(f"substr({when}, 1, {len(asked.end or '')}) <= ?", asked.end)
    add("outcome = ?", asked.outcome)
    text = "".join(f" AND {condition}" for condition, _ in held)
    return text, [value for _, values in held for value in values]
