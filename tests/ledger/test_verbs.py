"""`hereof ledger` as people and programs use it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.runner import ROOT, run_in
from cli.test_json import faults
from hereof.audit import checker
from hereof.audit.signature import beside, sign

if TYPE_CHECKING:
    from pathlib import Path

    from cli.runner import Ran
    from ledger.conftest import Made

HAMMER = ROOT / "bench/hammer.py"


def run(*words: str, ledger: Path) -> Ran:
    return run_in(None, "ledger", *words, "--ledger", str(ledger))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of our own, and `signers`, which allows it."""
    path = tmp_path / "key"
    made = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path))
    subprocess.run(made, check=True)
    public = path.with_suffix(".pub").read_text()
    (tmp_path / "signers").write_text(f"jane@example.org {public}")
    return path


# ---- append


def test_certificates_are_recorded_and_listed(made: Made, tmp_path: Path) -> None:
    files = [str(made.file(tmp_path, name)) for name in ("a", "b")]
    path = tmp_path / "l"
    ran = run("append", *files, ledger=path)
    assert ran.code == 0
    assert f"{files[0]} recorded as entry 1" in ran.out
    assert "begun with this" in ran.out
    ran = run("append", files[1], ledger=path)
    assert "was recorded before, as entry 2" in ran.out
    assert "begun" not in ran.out
    ran = run("list", ledger=path)
    assert "2 of 2 entries" in ran.out
    assert "$263,706.99" in ran.out


def test_one_that_does_not_hold_keeps_all_from_being_recorded(made: Made, tmp_path: Path) -> None:
    good, bad = made.file(tmp_path, "good"), made.file(tmp_path, "bad")
    bad.write_bytes(bad.read_bytes().replace(b"263,706.99", b"263,706.98"))
    ran = run("append", str(good), str(bad), ledger=tmp_path / "l")
    assert ran.code == 1
    assert f"{bad} is refused" in ran.out
    assert "Nothing was recorded." in ran.out
    assert not (tmp_path / "l").exists()
    view = run("append", str(bad), "--json", ledger=tmp_path / "l").json
    assert list(faults(view)) == []
    assert (view["recorded"], view["head"], len(view["refused"])) == ([], None, 1)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    ran = run("append", str(tmp_path / "none.json"), ledger=tmp_path / "l")
    assert (ran.code, ran.out) == (2, "")
    assert "error[certificate-unreadable]" in ran.err
    assert not (tmp_path / "l").exists()


def test_a_signature_is_kept_and_comes_back(made: Made, tmp_path: Path, key: Path) -> None:
    file = made.file(tmp_path, "a")
    assert run("append", str(file), ledger=tmp_path / "l").code == 0
    beside(file).write_bytes(sign(file.read_bytes(), key))
    ran = run("append", str(file), ledger=tmp_path / "l")
    assert "recorded as entry 2" in ran.out
    assert "was recorded before" in run("append", str(file), ledger=tmp_path / "l").out
    out = tmp_path / "out.json"
    assert run("show", "2", "--out", str(out), ledger=tmp_path / "l").code == 0
    assert out.read_bytes() == file.read_bytes()
    assert beside(out).read_bytes() == beside(file).read_bytes()
    ran = run("show", "1", "--out", str(out), ledger=tmp_path / "l")
    assert "error[signature-of-another]" in ran.err
    assert [
        each["signed"] for each in run("list", "--json", ledger=tmp_path / "l").json["entries"]
    ] == [False, True]
    assert "signed" in run("list", ledger=tmp_path / "l").out


def test_a_signature_that_does_not_hold_is_refused(made: Made, tmp_path: Path, key: Path) -> None:
    file = made.file(tmp_path, "a")
    beside(file).write_bytes(sign(b"something else", key))
    ran = run("append", str(file), ledger=tmp_path / "l")
    assert ran.code == 1
    assert "the signature is not one over this certificate" in ran.flat


def test_a_signature_may_be_required(made: Made, tmp_path: Path, key: Path) -> None:
    file = made.file(tmp_path, "a")
    required = ("--require-signature", "--allowed-signers", str(tmp_path / "signers"))
    ran = run("append", str(file), *required, ledger=tmp_path / "l")
    assert (ran.code, "it is unsigned" in ran.flat) == (1, True)
    beside(file).write_bytes(sign(file.read_bytes(), key))
    assert run("append", str(file), *required, ledger=tmp_path / "l").code == 0
    (tmp_path / "signers").write_text("")
    other = made.file(tmp_path, "b")
    beside(other).write_bytes(sign(other.read_bytes(), key))
    ran = run("append", str(other), *required, ledger=tmp_path / "l")
    assert "by nobody who is allowed to sign" in ran.flat
    assert run("append", str(file), "--require-signature", ledger=tmp_path / "l").code == 2


def test_a_certificate_is_recorded_as_it_is_made(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "l"
    asked = ("certify", "ramp-2003-rs8: Class A-I Principal Distribution Amount", "--on", "2003-10")
    out = ("--out", str(tmp_path / "c.json"), "--sign", str(key), "--ledger", str(path))
    assert "recorded    entry 1 of" in run_in(ROOT, *asked, *out).out
    printed = run_in(ROOT, *asked, "--purpose", "x", "--ledger", str(path), "--out", "-").out
    assert run("show", "2", ledger=path).out == printed
    assert run("show", "1", ledger=path).out == (tmp_path / "c.json").read_text()
    assert [each["signed"] for each in run("list", "--json", ledger=path).json["entries"]] == [
        True,
        False,
    ]
    ran = run_in(ROOT, *asked, "--ledger", str(tmp_path), "--out", str(tmp_path / "d.json"))
    assert (ran.code, "error[ledger-not-one]" in ran.err) == (2, True)


# ---- where the ledger is


def test_a_rule_base_has_a_ledger_of_its_own(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("rules", "agreements", "deep/er"):
        (tmp_path / name).mkdir(parents=True)
    file = str(made.file(tmp_path, "a"))
    monkeypatch.chdir(tmp_path / "deep/er")
    assert run_in(None, "ledger", "append", file).code == 0
    assert (tmp_path / "ledger.sqlite").is_file()
    monkeypatch.chdir("/")
    assert "1 of 1 entry" in run_in(tmp_path, "ledger", "list").out
    ran = run_in(None, "ledger", "list")
    assert (ran.code, "error[ledger-unnamed]" in ran.err) == (2, True)
    monkeypatch.setenv("HEREOF_LEDGER", str(tmp_path / "other"))
    assert "error[ledger-missing]" in run_in(tmp_path, "ledger", "list").err


# ---- show, head, check, export


def test_a_certificate_is_shown_byte_for_byte(ledger: Path, made: Made) -> None:
    digest = json.loads(made.raw("payment 3"))["digest"]
    for typed in ("3", digest, digest.removeprefix("sha256:"), digest[: len("sha256:") + 8]):
        ran = run("show", typed, ledger=ledger)
        assert (ran.code, ran.out.encode()) == (0, made.raw("payment 3"))
    view = run("show", "3", "--json", ledger=ledger).json
    assert list(faults(view)) == []
    assert view["certificate"].encode() == made.raw("payment 3")


@pytest.mark.parametrize(("typed", "code"), [
    ("10", "entry-unknown"), ("0", "entry-unknown"), ("a" * 64, "entry-unknown"),
    ("abc", "entry-unclear"), ("sha256:1", "entry-unclear"), ("99999999", "entry-unknown"),
])  # fmt: skip
def test_an_entry_that_is_not_there_is_said(ledger: Path, typed: str, code: str) -> None:
    ran = run("show", typed, ledger=ledger)
    assert (ran.code, ran.out, f"error[{code}]" in ran.err) == (2, "", True)


def test_the_head_is_kept_and_compared(ledger: Path, made: Made, tmp_path: Path) -> None:
    kept = tmp_path / "head.json"
    printed = run("head", "--out", str(kept), ledger=ledger).out.strip()
    (tmp_path / "printed").write_text(f"Written down on Friday:\n{printed}\n")
    run("export", "--out", str(tmp_path / "all.jsonl"), ledger=ledger)
    run("append", str(made.file(tmp_path, "more")), ledger=ledger)
    for named in (kept, tmp_path / "printed", tmp_path / "all.jsonl", printed, printed[2:]):
        ran = run("check", "--head", str(named), ledger=ledger)
        assert (ran.code, "is entry 9 of it" in ran.flat) == (0, True)
    other = run("check", "--head", f"9:{'a' * 64}", "--head", "b" * 64, ledger=ledger)
    assert other.code == 1
    assert "entry 9 has another hash than the head that was kept" in other.flat
    assert "no entry has the hash of the head that was kept" in other.flat
    for named in (str(tmp_path / "more.json"), str(tmp_path), "abc", "\0"):
        ran = run("check", "--head", named, ledger=ledger)
        assert (ran.code, "error[ledger-head-unreadable]" in ran.err) == (2, True)


def test_a_whole_ledger_is_exported(ledger: Path, made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "new/export"
    view = run("export", "--out", str(folder), "--json", ledger=ledger).json
    assert list(faults(view)) == []
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.json*"))
    assert names[:2] == ["certificates/000001.json", "certificates/000002.json"]
    assert names[-2:] == ["entries.jsonl", "head.json"]
    assert (folder / "certificates/000004.json").read_bytes() == made.raw("payment 4")
    printed = [json.loads(line) for line in run("export", ledger=ledger).out.splitlines()]
    assert [list(faults(each)) for each in printed] == [[]] * 10
    chain = [json.loads(line) for line in (folder / "entries.jsonl").read_text().splitlines()]
    for short, whole in zip(chain, printed, strict=False):
        assert short.items() <= whole.items()
    ran = run("export", "--out", str(folder), ledger=ledger)
    assert (ran.code, "error[ledger-export-exists]" in ran.err) == (2, True)
    checked = (sys.executable, str(checker.__file__))
    file = str(folder / "certificates/000009.json")
    subprocess.run((*checked, file), check=True, capture_output=True)


@pytest.mark.parametrize("words", [("head",), ("list",), ("list", "--on", "2003-10"), ("check",)])
def test_what_is_printed_is_as_its_schema_says(ledger: Path, words: tuple[str, ...]) -> None:
    ran = run(*words, "--json", ledger=ledger)
    assert ran.code == 0
    assert list(faults(ran.json)) == []


def test_the_ledger_lists_its_verbs() -> None:
    ran = run_in(None, "ledger")
    assert (ran.code, "append" in ran.out) == (2, True)
    assert run_in(None, "ledger", "--help").code == 0
    ran = run_in(None, "ledger", "rewrite")
    assert (ran.code, "error[verb-unknown]" in ran.err) == (2, True)
    assert "outcome-unknown" in run_in(None, "ledger", "list", "--outcome", "paid").err


# ---- many at once


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")
def test_many_append_and_some_are_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    """`make fuzz` does it with 10,000 certificates and 200 kills."""
    how = ("--processes", "16", "--certificates", "160", "--kills", "8")
    ran = subprocess.run(
        (sys.executable, HAMMER, *how, "--folder", tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    crowd, kills = (json.loads(line) for line in ran.stdout.splitlines())
    assert crowd["crowd"]["lost"] == kills["kills"]["lost"] == 0
    assert kills["kills"]["acknowledged"] > 0
