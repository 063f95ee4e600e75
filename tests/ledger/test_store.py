"""Appending and reading: entries are chained, and nothing but appending is done."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from audit.recomputed import copied, resealed
from hereof.audit.ledger import Ledger, LedgerError, NotTakenError, taken
from hereof.audit.ledger.chain import NOTHING
from hereof.audit.ledger.exporting import lines
from hereof.audit.ledger.store import Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.conftest import Made


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ---- the chain


def test_the_chain_can_be_computed_from_an_export_without_hereof(ledger: Path, made: Made) -> None:
    with Ledger.open(ledger) as opened:
        *entries, last = [json.loads(line) for line in lines(opened, opened.head())]
    previous = "sha256:" + "0" * 64
    for number, entry in enumerate(entries, 1):
        assert (entry["entry"], entry["previous"]) == (number, previous)
        assert entry["certificate"].encode() == made.raw(f"payment {number}")
        assert entry["certificate_sha256"] == sha256(entry["certificate"].encode())
        own = entry.pop("hash")
        del entry["certificate"], entry["signature"]
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = f"sha256:{sha256(text.encode())}"
        assert own == previous
    assert (last["entry"], last["hash"]) == (9, previous)


def test_the_same_certificates_give_the_same_head(ledger: Path, made: Made, tmp_path: Path) -> None:
    with Ledger.open_to_append(tmp_path / "other.sqlite") as other:
        for number in range(1, 10):
            other.append([made.record(f"payment {number}")])
        with Ledger.open(ledger) as opened:
            assert other.head() == opened.head()


def test_a_certificate_comes_back_byte_for_byte(ledger: Path, made: Made) -> None:
    with Ledger.open(ledger) as opened:
        assert [each.certificate for each in opened.entries()] == [
            made.raw(f"payment {number}") for number in range(1, 10)
        ]
        entry = opened.entry(5)
        assert entry is not None
        assert opened.with_digest(entry.digest[:20]) == [entry]
        assert opened.entry(10) is None


def test_a_ledger_without_an_entry_has_a_head(tmp_path: Path) -> None:
    with Ledger.open_to_append(tmp_path / "l") as opened:
        assert (opened.is_begun, opened.head().entry, opened.head().hash) == (True, 0, NOTHING)
    with Ledger.open_to_append(tmp_path / "l") as opened:
        assert not opened.is_begun


# ---- what is taken


def test_a_certificate_is_recorded_once(ledger: Path, made: Made) -> None:
    with Ledger.open_to_append(ledger) as opened:
        head = opened.head()
        again = opened.append([made.record("payment 3"), made.record("payment 7")])
        assert [(each.entry, each.is_new) for each in again] == [(3, False), (7, False)]
        assert opened.head() == head
        twice = opened.append([made.record("new"), made.record("new")])
        assert [(each.entry, each.is_new) for each in twice] == [(10, True), (10, False)]


def test_of_several_all_are_recorded_or_none(ledger: Path, made: Made) -> None:
    before = ledger.read_bytes()

    def records() -> Any:  # noqa: ANN401 - records, until it fails
        yield made.record("one")
        raise LedgerError("certificate-changed", "changed meanwhile", "")

    with Ledger.open_to_append(ledger) as opened, pytest.raises(LedgerError):
        opened.append(records())
    assert ledger.read_bytes() == before


def test_what_does_not_hold_is_not_taken(made: Made) -> None:
    raw = made.raw("x")
    for at in range(0, len(raw), 997):
        with pytest.raises(NotTakenError):
            taken(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    changed = copied(made.of)
    changed["arithmetic"][0]["value"] = "1"
    with pytest.raises(NotTakenError, match="step 1"):
        taken(resealed(changed))
    changed = copied(made.of)
    del changed["question"]["known_on"]
    with pytest.raises(NotTakenError):
        taken(resealed(changed))


# ---- which are asked for


@pytest.mark.parametrize(("wanted", "numbers"), [
    (Wanted(), [1, 2, 3, 4]),
    (Wanted(agreement="ramp-2003-rs8"), [1, 2, 3, 4]),
    (Wanted(agreement="ramp"), []),
    (Wanted(term="class a-i-7"), [1, 2, 3, 4]),
    (Wanted(term="Straße"), [4]),
    (Wanted(term="STRASSE"), [4]),
    (Wanted(term="%"), []),
    (Wanted(on="2003-10"), [1, 4]),
    (Wanted(on="2003-10-27"), [1, 4]),
    (Wanted(on="2003-09"), [3]),
    (Wanted(start="2003-10"), [1, 2, 4]),
    (Wanted(start="2003-10-28"), [2]),
    (Wanted(end="2003-10"), [1, 3, 4]),
    (Wanted(end="2003-10-27"), [1, 3, 4]),
    (Wanted(start="2003-10-27", end="2003-11"), [1, 2, 4]),
    (Wanted(outcome="no such date"), [3]),
    (Wanted(after=2), [3, 4]),
    (Wanted(after=9), []),
])  # fmt: skip
def test_entries_are_asked_for(
    made: Made, tmp_path: Path, wanted: Wanted, numbers: list[int]
) -> None:
    def answered(term: str, on: str, day: str | None, outcome: str) -> Any:  # noqa: ANN401
        record = made.record("x")
        facets: Any = {"term": term, "asked": on, "day": day, "outcome": outcome}
        from attrs import evolve  # noqa: PLC0415 - one use

        return evolve(
            record, facets=evolve(record.facets, **facets), digest=f"sha256:{sha256(on.encode())}"
        )

    long = made.of["question"]["term"]
    with Ledger.open_to_append(tmp_path / "l") as opened:
        opened.append([
            answered(long, "2003-10", "2003-10-27", "in force"),
            answered(long, "2003-11-25", "2003-11-25", "in force"),
            answered(long, "2003-09", None, "no such date"),
            answered(f"{long} Straße", "2003-10-27", "2003-10-27", "in force"),
        ])  # fmt: skip
        assert [line.number for line in opened.lines(wanted)] == numbers
        assert [entry.number for entry in opened.entries(wanted)] == numbers
        assert opened.count(wanted) == len(numbers)


# ---- the triggers

_TAKEN = "agreement,term,asked,day,known_on,outcome,value,signature,certificate FROM entries"
_FRESH = "'sha256:' || lower(hex(randomblob(32)))"


@pytest.mark.parametrize("statement", [
    "UPDATE entries SET term = 'x'",
    "UPDATE entries SET term = term",
    "UPDATE OR REPLACE entries SET number = 3 WHERE number = 4",
    "UPDATE OR IGNORE entries SET term = 'x'",
    "DELETE FROM entries",
    "DELETE FROM entries WHERE number = 9",
    "REPLACE INTO entries SELECT * FROM entries WHERE number = 9",
    "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE number = 2",
    "INSERT OR IGNORE INTO entries SELECT * FROM entries WHERE number = 2",
    "INSERT INTO entries SELECT * FROM entries WHERE true ON CONFLICT DO UPDATE SET term = 'x'",
    # A new number with a certificate that is recorded: a REPLACE would take the old entry away.
    f"INSERT OR REPLACE INTO entries SELECT 10,hash,hash,digest,{_TAKEN} WHERE number = 9",
    f"REPLACE INTO entries SELECT 10,hash,hash,digest,{_TAKEN} WHERE number = 9",
    f"INSERT INTO entries SELECT 12,hash,hash,{_FRESH},{_TAKEN} WHERE number = 9",
    f"INSERT INTO entries SELECT NULL,hash,hash,{_FRESH},{_TAKEN} WHERE number = 9",
    f"INSERT INTO entries SELECT 10,previous,hash,{_FRESH},{_TAKEN} WHERE number = 9",
])  # fmt: skip
def test_everything_but_an_append_is_refused(ledger: Path, statement: str) -> None:
    bare = sqlite3.connect(ledger, isolation_level=None)
    before = bare.execute("SELECT * FROM entries").fetchall()
    for recursive in ("OFF", "ON"):
        bare.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError, match="only appended to"):
            bare.execute(statement)
    assert bare.execute("SELECT * FROM entries").fetchall() == before
    bare.close()


@pytest.mark.parametrize("column", ["term", "signature", "certificate"])
def test_a_column_holds_one_kind_of_value(ledger: Path, column: str) -> None:
    bare = sqlite3.connect(ledger, isolation_level=None)
    names = [row[1] for row in bare.execute("PRAGMA table_info(entries)")]
    bare.execute("DROP TRIGGER only_append")
    wrong = "x'00'" if column == "term" else "'text'"
    values = {"number": "10", "digest": _FRESH} | {column: wrong}
    listed = ", ".join(values.get(name, name) for name in names)
    with pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        bare.execute(f"INSERT INTO entries SELECT {listed} FROM entries WHERE number = 9")  # noqa: S608
    bare.close()


def test_a_reader_can_write_nothing(ledger: Path) -> None:
    with Ledger.open(ledger) as opened, pytest.raises(sqlite3.OperationalError):
        opened.connection.execute("DROP TRIGGER no_delete")


def test_nothing_is_appended_where_a_trigger_is_gone(ledger: Path) -> None:
    bare = sqlite3.connect(ledger, isolation_level=None)
    bare.execute("DROP TRIGGER no_delete")
    bare.close()
    with pytest.raises(LedgerError, match="`no_delete` is gone"):
        Ledger.open_to_append(ledger)


def test_nothing_is_chained_to_an_altered_entry(ledger: Path, made: Made) -> None:
    bare = sqlite3.connect(ledger, isolation_level=None)
    (told,) = bare.execute("SELECT sql FROM sqlite_schema WHERE name = 'no_update'").fetchone()
    bare.execute("DROP TRIGGER no_update")
    bare.execute("UPDATE entries SET value = '$1.00' WHERE number = 9")
    bare.execute(told)
    bare.close()
    with Ledger.open_to_append(ledger) as opened:
        with pytest.raises(LedgerError, match="entry 9 of"):
            opened.append([made.record("new")])
        assert opened.head().entry == 9
