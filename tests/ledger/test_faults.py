"""Whatever keeps a ledger from being used is said in a sentence, and nothing is changed."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in
from hereof.audit.ledger import Ledger, LedgerError
from hereof.audit.ledger.checking import check_file
from hereof.audit.ledger.file import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli.runner import Ran
    from ledger.conftest import Made

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and limits of POSIX")


def told(*words: str, ledger: Path) -> Ran:
    return run_in(None, "ledger", *words, "--ledger", str(ledger))


def state(folder: Path) -> dict[str, bytes | str]:
    """Give all that lies in a folder."""
    return {
        path.name: str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else "other"
        for path in folder.iterdir()
    }


def refused(ran: Ran, code: str, *says: str) -> None:
    said = " ".join(ran.err.split())
    assert ran.code == 2
    assert f"error[{code}]" in said
    assert "help: " in said
    assert all(each in said for each in says), said


# ---- what is no ledger


def other_file(path: Path) -> None:
    path.write_text("certificates, in the order of their dates\n" * 100)


def other_database(path: Path) -> None:
    bare = sqlite3.connect(path)
    bare.execute("CREATE TABLE entries (a)")
    bare.commit()
    bare.close()


def circle(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("how", [other_file, other_database, circle, os.mkdir, os.mkfifo, "empty"])
@pytest.mark.parametrize("verb", ["append", "list", "check", "head", "show", "export"])
def test_what_is_no_ledger_is_left_alone(
    made: Made, tmp_path: Path, verb: str, how: object
) -> None:
    path = tmp_path / "l"
    how(path) if callable(how) else path.write_bytes(b"")
    words = {"append": [str(made.file(tmp_path, "x"))], "show": ["1"]}.get(verb, [])
    before = state(tmp_path)
    refused(told(verb, *words, ledger=path), "ledger-not-one", "--ledger FILE")
    assert state(tmp_path) == before


@pytest.mark.parametrize("verb", ["list", "check", "head", "show", "export"])
def test_only_append_begins_a_ledger(tmp_path: Path, verb: str) -> None:
    words = ["1"] if verb == "show" else []
    refused(told(verb, *words, ledger=tmp_path / "l"), "ledger-missing", "ledger append")
    assert state(tmp_path) == {}


def test_a_ledger_is_begun_in_a_folder_that_is_there(made: Made, tmp_path: Path) -> None:
    file = str(made.file(tmp_path, "x"))
    ran = told("append", file, ledger=tmp_path / "none" / "l")
    refused(ran, "ledger-not-reached", "there is no folder")


def test_a_newer_ledger_is_left_alone(ledger: Path, made: Made, tmp_path: Path) -> None:
    bare = sqlite3.connect(ledger)
    bare.execute("PRAGMA user_version = 2")
    bare.close()
    file = made.file(tmp_path, "x")
    before = state(tmp_path)
    for words in (("append", str(file)), ("check",)):
        refused(told(*words, ledger=ledger), "ledger-version", "of version 2", "newer one")
    assert state(tmp_path) == before


def test_another_journal_is_refused(ledger: Path, made: Made, tmp_path: Path) -> None:
    bare = sqlite3.connect(ledger)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.close()
    ran = told("append", str(made.file(tmp_path, "x")), ledger=ledger)
    refused(ran, "ledger-journal", "`wal`", "journal_mode = DELETE")
    bare = sqlite3.connect(ledger)
    bare.execute("PRAGMA journal_mode = DELETE")
    bare.close()
    assert told("append", str(made.file(tmp_path, "x")), ledger=ledger).code == 0


def test_a_link_to_a_ledger_is_that_ledger(ledger: Path, made: Made, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    link = tmp_path / "sub/link"
    link.symlink_to("../ledger.sqlite")
    assert told("append", str(made.file(tmp_path, "x")), ledger=link).code == 0
    with Ledger.open(ledger) as opened:
        assert opened.head().entry == 10


# ---- others use it


def test_a_ledger_that_stays_locked_is_waited_for_and_then_said(
    ledger: Path, made: Made, tmp_path: Path
) -> None:
    file = str(made.file(tmp_path, "x"))
    bare = sqlite3.connect(ledger, isolation_level=None)
    bare.execute("BEGIN EXCLUSIVE")
    for words in (("append", file), ("list",), ("check",)):
        refused(told(*words, "--wait", "0.1", ledger=ledger), "ledger-locked", "--wait")
    bare.execute("ROLLBACK")
    bare.close()
    assert told("append", file, ledger=ledger).code == 0


def test_a_ledger_that_is_free_again_is_appended_to(ledger: Path, made: Made) -> None:
    bare = sqlite3.connect(ledger, isolation_level=None, check_same_thread=False)
    bare.execute("BEGIN EXCLUSIVE")
    later = threading.Timer(0.3, partial(bare.execute, "ROLLBACK"))
    later.start()
    with Ledger.open_to_append(ledger, wait=30) as opened:
        assert opened.append([made.record("x")])[0].entry == 10
    later.join()
    bare.close()


def test_a_reader_in_the_middle_keeps_nobody_from_appending(ledger: Path, made: Made) -> None:
    with Ledger.open(ledger) as reader, Ledger.open_to_append(ledger, wait=1) as opened:
        entries = reader.entries()
        assert next(entries).number == 1
        opened.append([made.record("x")])
        assert [entry.number for entry in entries] == list(range(2, 10))


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_nothing_is_acknowledged_of_a_file_that_is_gone(ledger: Path, made: Made, how: str) -> None:
    whole = ledger.read_bytes()
    with Ledger.open_to_append(ledger) as opened:
        ledger.unlink()
        if how == "replaced":
            ledger.write_bytes(whole)
        with pytest.raises(LedgerError, match="was moved, removed or replaced"):
            opened.append([made.record("x")])
    assert not ledger.exists() or ledger.read_bytes() == whole


def test_a_ledger_is_begun_without_hard_links(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "l"
    assert begin(path)
    assert not begin(path)
    with Ledger.open_to_append(path) as opened:
        opened.append([made.record("x")])
    assert check_file(path)["good"]
    assert list(state(tmp_path)) == ["l"]


# ---- no room


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    how = ("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder))
    if subprocess.run(how, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(("umount", "-l", str(folder)), check=True)


def test_a_full_disk_changes_nothing(small: Path, made: Made, tmp_path: Path) -> None:
    path = small / "l"
    count = 0
    while True:
        file = str(made.file(tmp_path, "x"))
        (tmp_path / "x.json").write_bytes(made.raw(f"payment {count}"))
        before = state(small)
        ran = told("append", file, ledger=path)
        if ran.code:
            break
        count += 1
    refused(ran, "ledger-disk-full", "no room", "nothing was recorded", "make room")
    assert count > 3
    assert state(small) == before
    view = check_file(path)
    assert (view["good"], view["entries"]) == (True, count)
    remount = ("mount", "-o", "remount,size=4m", str(small))
    subprocess.run(remount, check=True)
    assert told("append", file, ledger=path).code == 0
    assert check_file(path)["entries"] == count + 1


def test_no_ledger_is_begun_on_a_full_disk(small: Path, made: Made, tmp_path: Path) -> None:
    other = os.open(small / "other", os.O_CREAT | os.O_WRONLY)
    with suppress(OSError):
        while True:
            os.write(other, bytes(4096))
    os.close(other)
    ran = told("append", str(made.file(tmp_path, "x")), ledger=small / "l")
    refused(ran, "ledger-disk-full", "no room")
    assert list(state(small)) == ["other"]


@pytest.mark.parametrize("more", [0, 20_000])
def test_a_limit_on_the_size_of_files_changes_nothing(
    ledger: Path, made: Made, tmp_path: Path, more: int
) -> None:
    file = made.file(tmp_path, "x")
    before = state(tmp_path)
    most = ledger.stat().st_size + more
    ran = subprocess.run(
        (sys.executable, "-m", "hereof", "ledger", "append", str(file), "--ledger", str(ledger)),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "nothing was recorded" in " ".join(ran.stderr.split())
    assert state(tmp_path) == before
    assert check_file(ledger)["entries"] == 9


# ---- not permitted


@pytest.fixture
def fixed(tmp_path: Path) -> Iterator[Callable[[dict[str, bytes]], Path]]:
    """Puts files on a disk that may only be read, or into a folder where that needs no root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ("mount", "-t", "tmpfs", "tmpfs", str(folder))
    is_root = subprocess.run(mounted, check=False, capture_output=True).returncode == 0
    if not is_root and os.geteuid() == 0:
        pytest.skip("this root may mount nothing, and nothing keeps it from writing")

    def fix(files: dict[str, bytes]) -> Path:
        for name, data in files.items():
            (folder / name).write_bytes(data)
            (folder / name).chmod(0o444)
        if is_root:
            subprocess.run(("mount", "-o", "remount,ro", str(folder)), check=True)
        else:
            folder.chmod(0o555)
        return folder / "l"

    yield fix
    if is_root:
        subprocess.run(("umount", "-l", str(folder)), check=True)
    else:
        folder.chmod(0o755)


def test_a_disk_that_may_only_be_read_is_said(
    fixed: Callable[[dict[str, bytes]], Path], nine: bytes, made: Made, tmp_path: Path
) -> None:
    read_only = fixed({"l": nine})
    file = str(made.file(tmp_path, "x"))
    before = state(read_only.parent)
    ran = told("append", file, ledger=read_only)
    refused(ran, "ledger-read-only", "nothing was recorded", "not read-only")
    for verb in ("list", "check", "head", "export"):
        assert told(verb, ledger=read_only).code == 0
    ran = told("append", file, ledger=read_only.with_name("new"))
    refused(ran, "ledger-read-only", "cannot be written to")
    assert state(read_only.parent) == before


@pytest.fixture
def unfinished(ledger: Path) -> dict[str, bytes]:
    """A ledger in the middle of an append, part of it written, and its journal."""
    bare = sqlite3.connect(ledger, isolation_level=None)
    bare.execute("PRAGMA cache_size = 2")
    bare.execute("DROP TRIGGER only_append")
    bare.execute("BEGIN IMMEDIATE")
    names = [row[1] for row in bare.execute("PRAGMA table_info(entries)")][1:]
    values = ", ".join(
        {"digest": "'sha256:' || lower(hex(randomblob(32)))"}.get(n, n) for n in names
    )
    for number in range(10, 40):
        bare.execute(f"INSERT INTO entries SELECT {number}, {values} FROM entries WHERE number = 9")  # noqa: S608
    left = {
        "l": ledger.read_bytes(),
        "l-journal": ledger.with_name("ledger.sqlite-journal").read_bytes(),
    }
    bare.execute("ROLLBACK")
    bare.close()
    return left


def test_an_append_that_was_broken_off_is_undone(
    unfinished: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "held").mkdir()
    for name, data in unfinished.items():
        (tmp_path / "held" / name).write_bytes(data)
    view = check_file(tmp_path / "held/l")
    assert view["entries"] == 9
    assert {each["kind"] for each in view["findings"]} == {"schema"}
    assert list(state(tmp_path / "held")) == ["l"]


def test_an_append_that_was_broken_off_where_nothing_can_be_undone_is_said(
    fixed: Callable[[dict[str, bytes]], Path], unfinished: dict[str, bytes]
) -> None:
    path = fixed(unfinished)
    before = state(path.parent)
    for verb in ("list", "check", "head"):
        refused(told(verb, ledger=path), "ledger-unfinished", "broken off", "may write")
    assert state(path.parent) == before


def test_an_old_sqlite_is_said(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    refused(told("list", ledger=ledger), "ledger-sqlite-old", "3.37.0")
