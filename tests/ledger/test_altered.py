"""What is altered in a ledger by somebody who may write its file is found, and named."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from audit.conftest import ROOT
from audit.recomputed import copied, resealed
from cli.runner import run_in
from hereof.audit.ledger import Ledger, LedgerError, schema
from hereof.audit.ledger.chain import Head, facets_of, hash_of
from hereof.audit.ledger.checking import check_file
from hereof.audit.ledger.heads import Kept, kept
from hereof.audit.ledger.store import _COLUMNS, _row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from hereof.audit.ledger import Entry
    from hereof.audit.ledger.shapes import LedgerCheck
    from ledger.conftest import Made


@pytest.fixture
def head(ledger: Path) -> Head:
    """The head, as it was kept elsewhere before anything was altered."""
    with Ledger.open(ledger) as opened:
        return opened.head()


class Owner:
    """Somebody who takes the triggers away, alters the ledger, and puts them back."""

    def __init__(self, ledger: Path) -> None:
        self.bare = sqlite3.connect(ledger, isolation_level=None)
        self.triggers = [name for name in schema.STATEMENTS if name.startswith(("no_", "only_"))]

    def __enter__(self) -> Self:
        for name in self.triggers:
            self.bare.execute(f"DROP TRIGGER {name}")
        return self

    def __exit__(self, *_: object) -> None:
        for name in self.triggers:
            self.bare.execute(schema.STATEMENTS[name])
        self.bare.close()

    def do(self, statement: str, *values: object) -> None:
        """Alter something."""
        self.bare.execute(statement, values)


def looked(ledger: Path, *heads: Head) -> LedgerCheck:
    known = [Kept("head", head.entry, head.hash) for head in heads]
    return check_file(ledger, known)


def found(ledger: Path, *heads: Head) -> list[tuple[str, int | None]]:
    return [(each["kind"], each["entry"]) for each in looked(ledger, *heads)["findings"]]


def test_an_untouched_ledger_is_good(ledger: Path, head: Head) -> None:
    view = looked(ledger, head)
    assert (view["good"], view["entries"], view["first"]) == (True, 9, None)
    assert view["kept"][0]["found"]


# ---- edited


@pytest.mark.parametrize(("column", "value", "says"), [
    ("term", "Class B", "its `term` is `Class B`, and its certificate says"),
    ("value", None, "its `value` is `None`"), ("day", "2003-10-28", "its `day` is `2003-10-28`"),
    ("digest", f"sha256:{'a' * 64}", "its certificate is another one"),
    ("certificate", b"{}", "its certificate was altered"),
    ("certificate", b"\xff\x00", "its certificate was altered"),
    ("signature", b"signed", "not what its hash was made of"),
    ("hash", f"sha256:{'a' * 64}", "not what its hash was made of"),
    ("previous", f"sha256:{'a' * 64}", "not what its hash was made of"),
])  # fmt: skip
def test_an_edited_entry_is_named(
    ledger: Path, head: Head, column: str, value: object, says: str
) -> None:
    with Owner(ledger) as owner:
        owner.do(f"UPDATE entries SET {column} = ? WHERE number = 4", value)  # noqa: S608
    view = looked(ledger, head)
    assert (view["first"], view["findings"][0]["kind"]) == (4, "entry")
    assert says in view["findings"][0]["says"]


def test_every_byte_of_an_entry_counts(ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        entry = opened.entry(4)
    assert entry is not None
    for at in range(0, len(entry.certificate), 1499):
        raw = bytearray(entry.certificate)
        raw[at] ^= 1
        with Owner(ledger) as owner:
            owner.do("UPDATE entries SET certificate = ? WHERE number = 4", bytes(raw))
        assert found(ledger) == [("entry", 4)]


def remade(ledger: Path, number: int, made: Made, *, onwards: bool) -> None:
    """Put another value into an entry, and make every digest of it anew; or of all after it too."""
    changed = copied(made.of)
    changed["question"]["purpose"] = "another"
    certificate = resealed(changed)
    with Ledger.open(ledger) as opened:
        entries = list(opened.entries())
    with Owner(ledger) as owner:
        previous = entries[number - 2].hash
        for entry in entries[number - 1 : None if onwards else number]:
            new = entry
            if entry.number == number:
                new = with_parts(
                    entry,
                    certificate=certificate,
                    digest=json_of(certificate)["digest"],
                    facets=facets_of(json_of(certificate)),
                )
            new = with_parts(new, previous=previous)
            new = with_parts(new, hash=hash_of(new))
            named = ", ".join(f"{each} = ?" for each in _COLUMNS)
            owner.do(f"UPDATE entries SET {named} WHERE number = ?", *_row(new), entry.number)  # noqa: S608
            previous = new.hash


def with_parts(entry: Entry, **parts: Any) -> Entry:  # noqa: ANN401 - as `evolve` takes them
    from attrs import evolve  # noqa: PLC0415 - one use

    return evolve(entry, **parts)


def json_of(raw: bytes) -> Any:  # noqa: ANN401 - any data
    import json  # noqa: PLC0415 - one use

    return json.loads(raw)


def test_an_entry_made_anew_with_its_hash_breaks_the_chain(ledger: Path, made: Made) -> None:
    remade(ledger, 4, made, onwards=False)
    assert found(ledger) == [("chain", 4)]


def test_a_chain_made_anew_is_seen_by_the_kept_head_alone(
    ledger: Path, head: Head, made: Made
) -> None:
    with Ledger.open(ledger) as opened:
        early = opened.entry(3)
    assert early is not None
    remade(ledger, 4, made, onwards=True)
    assert found(ledger) == []
    assert found(ledger, head) == [("head", 9)]
    assert found(ledger, Head(3, early.hash), head) == [("head", 9)]


# ---- removed, swapped, cut off


def test_a_removed_entry_is_named(ledger: Path, head: Head) -> None:
    with Owner(ledger) as owner:
        owner.do("DELETE FROM entries WHERE number IN (4, 5)")
    assert found(ledger, head) == [("gap", 4)]
    assert looked(ledger)["findings"][0]["says"] == "entries 4 to 5 are missing"


def test_the_first_entry_removed_is_named(ledger: Path) -> None:
    with Owner(ledger) as owner:
        owner.do("DELETE FROM entries WHERE number = 1")
    assert found(ledger) == [("gap", 1)]


def test_a_removed_entry_is_named_though_the_others_moved_up(ledger: Path) -> None:
    with Owner(ledger) as owner:
        owner.do("DELETE FROM entries WHERE number = 4")
        for number in range(5, 10):
            owner.do("UPDATE entries SET number = number - 1 WHERE number = ?", number)
    view = looked(ledger)
    assert view["first"] == 4
    assert len(view["findings"]) == 5


def test_swapped_entries_are_named(ledger: Path, head: Head) -> None:
    with Owner(ledger) as owner:
        for old, new in ((4, 99), (7, 4), (99, 7)):
            owner.do("UPDATE entries SET number = ? WHERE number = ?", new, old)
    view = looked(ledger, head)
    assert [(each["kind"], each["entry"]) for each in view["findings"]] == [
        ("entry", 4), ("entry", 7)
    ]  # fmt: skip
    assert view["findings"][0]["says"] == "is entry 7, put in the place of entry 4"


@pytest.mark.parametrize("left", range(9))
def test_a_tail_cut_off_is_seen_by_the_kept_head(ledger: Path, head: Head, left: int) -> None:
    with Owner(ledger) as owner:
        owner.do("DELETE FROM entries WHERE number > ?", left)
    assert found(ledger) == []
    assert found(ledger, head) == [("tail", left + 1)]
    only = kept(head.hash)
    view = check_file(ledger, [only])
    assert [each["kind"] for each in view["findings"]] == ["tail"]


def test_a_ledger_that_grew_since_has_the_kept_head(ledger: Path, head: Head, made: Made) -> None:
    with Ledger.open_to_append(ledger) as opened:
        opened.append([made.record("more")])
    for each in (head, Head(0, f"sha256:{'0' * 64}")):
        view = looked(ledger, each)
        assert view["good"]
    view = check_file(ledger, [kept(head.hash)])
    assert (view["good"], view["kept"][0]["entry"]) == (True, 9)


@pytest.mark.parametrize("number", [10**6, 2**53 - 1, 2**63 - 1])
def test_an_entry_moved_far_away_is_named(
    ledger: Path, made: Made, tmp_path: Path, number: int
) -> None:
    with Owner(ledger) as owner:
        owner.do("PRAGMA ignore_check_constraints = ON")
        owner.do("UPDATE entries SET number = ? WHERE number = 9", number)
    view = looked(ledger)
    assert [each["kind"] for each in view["findings"] if each["entry"]] == ["gap", "entry"]
    assert view["findings"][-1]["says"] == f"is entry 9, put in the place of entry {number}"
    with Ledger.open_to_append(ledger) as opened, pytest.raises(LedgerError, match="not what was"):
        opened.append([made.record("x")])
    ran = run_in(None, "ledger", "export", "--out", str(tmp_path / "e"), "--ledger", str(ledger))
    assert "internal-fault" not in ran.err
    ran = run_in(None, "ledger", "head", "--out", str(tmp_path / "h"), "--ledger", str(ledger))
    assert "internal-fault" not in ran.err


# ---- the file


@pytest.mark.parametrize(("statement", "says"), [
    ("DROP TRIGGER no_delete", "the trigger `no_delete` is gone"),
    ("DROP INDEX each_once", "the index `each_once` is gone"),
    ("CREATE TABLE more (a)", "there is a table `more`"),
    ("CREATE TRIGGER more AFTER INSERT ON entries BEGIN SELECT 1; END", "there is a trigger"),
    ("ALTER TABLE entries ADD COLUMN more TEXT", "the table `entries` is not as it was made"),
])  # fmt: skip
def test_another_schema_is_named(ledger: Path, statement: str, says: str) -> None:
    bare = sqlite3.connect(ledger, isolation_level=None)
    bare.execute(statement)
    bare.close()
    view = looked(ledger)
    assert [each["kind"] for each in view["findings"]] == ["schema"]
    assert says in view["findings"][0]["says"]


def spoilt(ledger: Path) -> Iterator[bytes]:
    raw = ledger.read_bytes()
    for at in range(4096, len(raw), 3511):
        yield raw[:at] + bytes(each ^ 0xFF for each in raw[at : at + 64]) + raw[at + 64 :]


def test_a_spoilt_file_is_not_good_unless_no_entry_was_spoilt(ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        entries = list(opened.entries())
    good = 0
    files = list(spoilt(ledger))
    for raw in files:
        ledger.write_bytes(raw)
        if looked(ledger)["good"]:
            good += 1
            with Ledger.open(ledger) as opened:
                assert list(opened.entries()) == entries
    assert good < len(files) / 2  # there is room that holds nothing


def test_a_file_that_was_cut_short_is_not_good(ledger: Path) -> None:
    raw = ledger.read_bytes()
    for size in range(4096, len(raw), 4096 * 7):
        ledger.write_bytes(raw[:size])
        assert not looked(ledger)["good"]


# ---- what reads an altered ledger


ALTERATIONS = [
    ("agreement", "another"), ("day", "1999-01-01"), ("term", "Class B"), ("certificate", b"{}"),
    ("previous", f"sha256:{'a' * 64}"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), ALTERATIONS)
@pytest.mark.parametrize("asked", [
    ("ledger", "list", "--term", "Class A"), ("ledger", "export"),
    ("ledger", "replay", "--agreement", "ramp-2003-rs8"),
])  # fmt: skip
def test_no_verb_reads_an_altered_entry_or_passes_over_it(
    ledger: Path, column: str, value: object, asked: tuple[str, ...]
) -> None:
    with Owner(ledger) as owner:
        owner.do(f"UPDATE entries SET {column} = ? WHERE number = 4", value)  # noqa: S608
    ran = run_in(ROOT, *asked, "--ledger", str(ledger))
    assert ran.code == 1
    assert "ledger-altered" in ran.err
    assert "entry 4 of" in " ".join(ran.err.split())


def test_a_population_is_not_compared_with_an_altered_ledger(ledger: Path) -> None:
    with Owner(ledger) as owner:
        owner.do("UPDATE entries SET agreement = 'another' WHERE number = 4")
    asked = ("population", "ramp-2003-rs8", "--from", "2003-10", "--to", "2003-10")
    ran = run_in(ROOT, *asked, "--against", str(ledger))
    assert (ran.code, "entry 4 of" in " ".join(ran.err.split())) == (1, True)


def test_a_missing_entry_is_said(ledger: Path) -> None:
    with Owner(ledger) as owner:
        owner.do("DELETE FROM entries WHERE number = 4")
    with Ledger.open(ledger) as opened, pytest.raises(LedgerError, match=r"entry 4 of .* missing"):
        opened.see_sound()


def test_an_entry_that_was_altered_is_not_said_to_have_been_recorded(
    ledger: Path, made: Made
) -> None:
    with Owner(ledger) as owner:
        owner.do("UPDATE entries SET certificate = ? WHERE number = 4", b"{}")
    ran = run_in(ROOT, "ledger", "append", str(made.file(ledger.parent, "payment 4")),
                 "--ledger", str(ledger))  # fmt: skip
    assert ran.code == 1
    assert "entry 4 of" in " ".join(ran.err.split())
    with Ledger.open(ledger) as opened:
        assert opened.head().entry == 9
