"""Looks at a whole ledger: every entry, the chain, the file, and heads kept elsewhere."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

from hereof.audit import checker
from hereof.audit.canonical import digest
from hereof.audit.ledger import schema
from hereof.audit.ledger.chain import EMPTY, NAMES, NOTHING, facets_of, holds, said_of
from hereof.audit.ledger.faults import DAMAGED, LedgerError
from hereof.audit.ledger.file import WAIT
from hereof.audit.ledger.shapes import head_view
from hereof.audit.ledger.store import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hereof.audit.ledger.chain import Entry, Head
    from hereof.audit.ledger.heads import Kept
    from hereof.audit.ledger.shapes import KeptHead, LedgerCheck, LedgerFinding

FILE: Final = "file"
SCHEMA: Final = "schema"
GAP: Final = "gap"
ENTRY: Final = "entry"
CHAIN: Final = "chain"
CERTIFICATE: Final = "certificate"
TAIL: Final = "tail"
HEAD: Final = "head"
KINDS: Final = (FILE, SCHEMA, GAP, ENTRY, CHAIN, CERTIFICATE, TAIL, HEAD)

_FAULTS: Final = (checker.FaultError, LookupError, TypeError, ValueError, RecursionError)
_MOVES_TRIED: Final = 20
_FARTHEST: Final = 100_000
"""For so many entries it is tried whether they are others that were moved, from so far."""


class Numbered:
    """Entries with how many there are, so that a bar can show how far it is."""

    def __init__(self, entries: Iterable[Entry], count: int) -> None:
        self._entries = entries
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)


def check_file(
    path: Path,
    kept: Sequence[Kept] = (),
    *,
    wait: float = WAIT,
    through: Callable[[Any], Iterable[Entry]] | None = None,
) -> LedgerCheck:
    """Look at the file of a ledger; one that is too damaged to be opened is a finding too.

    Args:
        path: The file.
        kept: Heads that were kept elsewhere.
        wait: Seconds to wait while others have it locked.
        through: Goes through the entries, such as with a bar.

    Raises:
        LedgerError: It cannot be looked at: it is no ledger, it stays locked, or the system does
            not read it.
    """
    try:
        with Ledger.open(path, wait=wait) as ledger:
            return check(ledger, kept, through)
    except LedgerError as failure:
        if failure.code != DAMAGED:
            raise
        nothing = _Looking(EMPTY)
        found = _finding(FILE, None, f"nothing of it can be read: {failure.message}")
        return _view(path, EMPTY, nothing, [found], kept)


def check(
    ledger: Ledger,
    kept: Sequence[Kept] = (),
    through: Callable[[Any], Iterable[Entry]] | None = None,
) -> LedgerCheck:
    """Look at a whole ledger, as it is when this begins.

    Args:
        ledger: The ledger.
        kept: Heads that were kept elsewhere.
        through: Goes through the entries, such as with a bar.

    Raises:
        LedgerError: It cannot be looked at: it stays locked, or the system does not read it.
    """
    head, findings = ledger.head(), [*_file(ledger), *_schema(ledger)]
    looking = _Looking(head)
    entries = Numbered(ledger.entries(until=head), head.entry)
    try:
        for entry in through(entries) if through else entries:
            looking.see(entry)
    except LedgerError as failure:
        if failure.code != DAMAGED:
            raise
        at = f"after entry {looking.last}" if looking.last else "at its beginning"
        findings.append(_finding(FILE, None, f"nothing can be read {at}: {failure.message}"))
    else:
        looking.end()
    return _view(ledger.path, head, looking, findings, kept)


def _view(
    path: Path,
    head: Head,
    looking: _Looking,
    findings: list[LedgerFinding],
    kept: Sequence[Kept],
) -> LedgerCheck:
    compared = [looking.compare(each) for each in kept]
    every = [*findings, *looking.findings, *(found for _, found in compared if found is not None)]
    named = [found["entry"] for found in every if found["entry"] is not None]
    return {
        "schema": "hereof/ledger-check/1",
        "ledger": str(path),
        "good": not every,
        "entries": looking.count,
        "head": head_view(head),
        "kept": [view for view, _ in compared],
        "first": min(named, default=None),
        "findings": every,
    }


def _file(ledger: Ledger) -> Iterator[LedgerFinding]:
    """Have SQLite look at the form of its file."""
    try:
        said = [str(row[0]) for row in ledger.ask("PRAGMA integrity_check(10)")]
    except LedgerError as failure:
        if failure.code != DAMAGED:
            raise
        said = [str(failure.__cause__ or failure.message)]
    yield from (_finding(FILE, None, f"SQLite says: {each}") for each in said if each != "ok")


def _schema(ledger: Ledger) -> Iterator[LedgerFinding]:
    try:
        for each in schema.differences(ledger.connection):
            yield _finding(SCHEMA, None, each)
    except sqlite3.Error as failure:
        yield _finding(FILE, None, f"what tables there are cannot be read: {failure}")


class _Looking:
    """Goes along the chain."""

    def __init__(self, head: Head) -> None:
        self.findings: list[LedgerFinding] = []
        self.count = 0
        self.last = 0
        self._head = head
        self._previous: str | None = NOTHING
        self._hashes: dict[int, str] = {}
        self._moves = 0

    def see(self, entry: Entry) -> None:
        """Look at the next entry."""
        self.count += 1
        self._gap(entry.number)
        is_same = holds(entry)
        if not is_same:
            self._find(ENTRY, entry.number, self._what_of(entry))
        elif self._previous is not None and entry.previous != self._previous:
            self._broken(entry)
        if is_same and (fault := _certificate_fault(entry)):
            self._find(CERTIFICATE, entry.number, f"{fault}, and its hash was made anew")
        # Nothing is said of the link to an entry that is itself not what it was.
        self._previous = entry.hash if is_same else None
        self._hashes[entry.number] = entry.hash
        self.last = entry.number

    def end(self) -> None:
        """See that the entries go up to the head."""
        self._gap(self._head.entry + 1)

    def compare(self, kept: Kept) -> tuple[KeptHead, LedgerFinding | None]:
        """Compare the ledger with a head that was kept."""
        number = kept.entry
        if number is None:
            found = (n for n, own in self._hashes.items() if own == kept.hash)
            number = 0 if kept.hash == NOTHING else next(found, None)
        is_there = (
            number == 0
            if kept.hash == NOTHING
            else (number is not None and self._hashes.get(number) == kept.hash)
        )
        view: KeptHead = {
            "named": kept.named,
            "entry": number,
            "hash": kept.hash,
            "found": is_there,
        }
        return view, None if is_there else self._lacking(kept, number)

    def _lacking(self, kept: Kept, number: int | None) -> LedgerFinding:
        """Say in what the ledger is not that of a head which was kept."""
        end = f"ends with entry {self.last}" if self.last else "has no entry"
        if number is None:
            return _finding(
                TAIL,
                None,
                f"no entry has the hash of the head that was kept, `{kept.named}`: entries were "
                f"cut off at the end, or altered with every hash after them; the ledger {end}",
            )
        if number > self.last:
            lost = (
                f"entry {number} is"
                if number == self.last + 1
                else (f"entries {self.last + 1} to {number} are")
            )
            return _finding(
                TAIL,
                self.last + 1,
                f"the ledger {end}, and the head that was kept, `{kept.named}`, is of entry "
                f"{number}: {lost} cut off",
            )
        return _finding(
            HEAD,
            number,
            f"entry {number} has another hash than the head that was kept, `{kept.named}`: it or "
            "an entry before it was altered, and every hash from there on made anew",
        )

    def _gap(self, number: int) -> None:
        first, last = self.last + 1, number - 1
        if first <= last:
            what = f"entry {first} is" if first == last else f"entries {first} to {last} are"
            self._find(GAP, first, f"{what} missing")
            self._previous = None

    def _broken(self, entry: Entry) -> None:
        before = entry.number - 1
        if before == 0:
            self._find(CHAIN, entry.number, "is chained to an entry before it, and is the first")
            return
        self._find(
            CHAIN,
            before,
            f"is not the entry that entry {entry.number} was chained to: it was altered and its "
            "hash made anew, or another was put in its place",
        )

    def _what_of(self, entry: Entry) -> str:
        """Say what of an entry does not go with its hash."""
        if fault := _certificate_fault(entry):
            return fault
        self._moves += 1
        if self._moves <= _MOVES_TRIED:
            said = said_of(entry)
            for number in range(1, min(self._head.entry, _FARTHEST) + 1):
                if digest(said | {"entry": number}) == entry.hash:
                    return f"is entry {number}, put in the place of entry {entry.number}"
        return "what it holds is not what its hash was made of"

    def _find(self, kind: str, entry: int, says: str) -> None:
        self.findings.append(_finding(kind, entry, says))


def _certificate_fault(entry: Entry) -> str:
    """Say what is wrong with the certificate, or with what stands beside it; empty: nothing."""
    try:
        found = checker.read(entry.certificate)
        facets = facets_of(found)
    except _FAULTS as failure:
        return f"its certificate was altered: {failure}"
    if found["digest"] != entry.digest:
        return "its certificate is another one than the digest beside it says"
    for name in NAMES:
        beside, said = getattr(entry.facets, name), getattr(facets, name)
        if beside != said:
            return f"its `{name}` is `{beside}`, and its certificate says `{said}`"
    return ""


def _finding(kind: str, entry: int | None, says: str) -> LedgerFinding:
    return {"kind": kind, "entry": entry, "says": says}
