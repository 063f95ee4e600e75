"""What the verbs of the ledger print, as typed dictionaries; their schemas are made of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from hereof.audit.ledger.chain import NAMES, said_of

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.audit.ledger.chain import Entry, Head
    from hereof.audit.ledger.store import Line, Wanted


class LedgerHead(TypedDict):
    """The head of a ledger: kept elsewhere, it shows whether anything up to it was altered.

    Attributes:
        schema: The name and version of this form.
        entry: The number of the last entry, which is how many there are; 0 where there is none.
        hash: Its hash; of a ledger without an entry, the hash that the first entry follows.
    """

    schema: str
    entry: int
    hash: str


class LedgerLine(TypedDict):
    """An entry in a list.

    Attributes:
        entry: Its number, counted from 1.
        hash: Its hash.
        digest: The certificate's own digest.
        agreement: The agreement's name.
        term: The term as defined.
        asked: The date, or the month, that was asked about.
        day: The date that the answer is about; null where there is none.
        known_on: The date as of which the file was read; null: everything on file.
        outcome: The named outcome.
        value: The value, as people read it; null where the certificate has none.
        signed: Whether a signature was recorded with it.
    """

    entry: int
    hash: str
    digest: str
    agreement: str
    term: str
    asked: str
    day: str | None
    known_on: str | None
    outcome: str
    value: str | None
    signed: bool


class LedgerAsked(TypedDict):
    """Which entries were asked for; null or 0 leaves none out.

    Attributes:
        agreement: Of this agreement.
        term: Of terms with this in their name.
        on: About this date or month.
        start: About this date or month or a later one.
        end: About this date or month or an earlier one.
        outcome: With this outcome.
        since: Appended after the entry of this number.
    """

    agreement: str | None
    term: str | None
    on: str | None
    start: str | None
    end: str | None
    outcome: str | None
    since: int


class LedgerList(TypedDict):
    """The entries of a ledger that were asked for.

    Attributes:
        schema: The name and version of this form.
        ledger: The file.
        asked: Which were asked for.
        head: The head.
        entries: They, in the order in which they were appended.
    """

    schema: str
    ledger: str
    asked: LedgerAsked
    head: LedgerHead
    entries: list[LedgerLine]


class LedgerEntry(TypedDict):
    """A whole entry.

    The hash is the SHA-256 of the canonical form (RFC 8785) of the object without `hash`,
    `certificate` and `signature`.

    Attributes:
        schema: The name and version of this form.
        entry: Its number, counted from 1.
        previous: The hash of the entry before it; of the first, 64 zeros.
        hash: Its hash.
        digest: The certificate's own digest.
        certificate_sha256: The SHA-256 of the bytes of the certificate's file.
        signature_sha256: Likewise of its signature; null where none was recorded.
        agreement: The agreement's name.
        term: The term as defined.
        asked: The date, or the month, that was asked about.
        day: The date that the answer is about; null where there is none.
        known_on: The date as of which the file was read; null: everything on file.
        outcome: The named outcome.
        value: The value, as people read it; null where the certificate has none.
        certificate: The certificate's file, line end and all.
        signature: Its signature, armored; null where none was recorded.
    """

    schema: str
    entry: int
    previous: str
    hash: str
    digest: str
    certificate_sha256: str
    signature_sha256: str | None
    agreement: str
    term: str
    asked: str
    day: str | None
    known_on: str | None
    outcome: str
    value: str | None
    certificate: str
    signature: str | None


class RecordedFile(TypedDict):
    """A certificate that is in the ledger.

    Attributes:
        file: Its file.
        entry: The number of its entry.
        hash: The hash of its entry.
        digest: The certificate's own digest.
        new: Whether it was appended now; otherwise it was there before.
    """

    file: str
    entry: int
    hash: str
    digest: str
    new: bool


class RefusedFile(TypedDict):
    """A certificate that was not taken.

    Attributes:
        file: Its file.
        says: What does not hold.
    """

    file: str
    says: str


class LedgerAppend(TypedDict):
    """What was appended: all that was named or, where one is refused, nothing.

    Attributes:
        schema: The name and version of this form.
        ledger: The file.
        begun: Whether the ledger was begun with it.
        recorded: The certificates that are in the ledger now.
        refused: The certificates for which nothing was appended.
        head: The head now; null where nothing was appended because one was refused.
    """

    schema: str
    ledger: str
    begun: bool
    recorded: list[RecordedFile]
    refused: list[RefusedFile]
    head: LedgerHead | None


class LedgerFinding(TypedDict):
    """Something that is not as it was recorded.

    Attributes:
        kind: `file`, `schema`, `gap`, `entry`, `chain`, `certificate`, `tail` or `head`.
        entry: The entry that is named; null where it is the whole ledger.
        says: What is wrong.
    """

    kind: str
    entry: int | None
    says: str


class KeptHead(TypedDict):
    """A head that was kept elsewhere.

    Attributes:
        named: The file or the hash, as named.
        entry: The number of its entry; null where only the hash was kept and no entry has it.
        hash: Its hash.
        found: Whether the ledger has that entry with that hash.
    """

    named: str
    entry: int | None
    hash: str
    found: bool


class LedgerCheck(TypedDict):
    """Whether a ledger is as it was recorded.

    Attributes:
        schema: The name and version of this form.
        ledger: The file.
        good: Whether nothing was found.
        entries: How many entries were looked at.
        head: The head.
        kept: The heads kept elsewhere that it was compared with.
        first: The first bad entry; null where none is, or none can be named.
        findings: What is wrong, entry by entry.
    """

    schema: str
    ledger: str
    good: bool
    entries: int
    head: LedgerHead
    kept: list[KeptHead]
    first: int | None
    findings: list[LedgerFinding]


class LedgerExport(TypedDict):
    """What was exported.

    Attributes:
        schema: The name and version of this form.
        ledger: The file of the ledger.
        written: The folder or the file that was written.
        entries: How many entries.
        head: The head, which stands in the export too.
    """

    schema: str
    ledger: str
    written: str
    entries: int
    head: LedgerHead


def head_view(head: Head) -> LedgerHead:
    """Give a head as plain data."""
    return {"schema": "hereof/ledger-head/1", "entry": head.entry, "hash": head.hash}


def line_view(line: Line) -> LedgerLine:
    """Give an entry of a list as plain data."""
    view = {"entry": line.number, "hash": line.hash, "digest": line.digest}
    facets = {name: getattr(line.facets, name) for name in NAMES}
    return cast("LedgerLine", {**view, **facets, "signed": line.is_signed})


def asked_view(wanted: Wanted) -> LedgerAsked:
    """Give as plain data which entries are asked for."""
    return {
        "agreement": wanted.agreement,
        "term": wanted.term,
        "on": wanted.on,
        "start": wanted.start,
        "end": wanted.end,
        "outcome": wanted.outcome,
        "since": wanted.after,
    }


def entry_view(entry: Entry) -> LedgerEntry:
    """Give a whole entry as plain data.

    Raises:
        UnicodeDecodeError: Its certificate or its signature is no text, and so was altered.
    """
    signature = entry.signature
    said = {
        **said_of(entry),
        "hash": entry.hash,
        "certificate": entry.certificate.decode("utf-8"),
        "signature": signature.decode("utf-8") if signature is not None else None,
    }
    return cast("LedgerEntry", {name: said[name] for name in LedgerEntry.__annotations__})


def export_view(ledger: Path, written: Path, head: Head) -> LedgerExport:
    """Give as plain data what was exported."""
    return {
        "schema": "hereof/ledger-export/1",
        "ledger": str(ledger),
        "written": str(written),
        "entries": head.entry,
        "head": head_view(head),
    }
