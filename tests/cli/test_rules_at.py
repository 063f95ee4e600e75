"""`--rules-at`: the answer of a commit, whatever lies in the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from pathlib import Path

RULE = """agreement fern-1
  title     "Trust Agreement"
  dated     2020-01-01
    > dated January 1, 2020
  document  "fern/agreement.txt"

define Fee
  > 1% of the Balance.
  means 1% * Balance

define Balance
  > The balance of the loans.
  given dollars
"""
DOCUMENT = (
    b'TRUST AGREEMENT, dated January 1, 2020\r\n\r\n"Fee" means 1% of the Balance.\r\n\r\n'
    b'"Balance" means The balance of the loans.\r\n\r\nThe Fee is paid monthly.\r\n'
)
DATA = "date,term,value\n2020-06-01,Balance,$1000\n"
ON = ("--on", "2020-06-01")


def git(folder: Path, *words: str) -> str:
    """Run git as nobody in particular, with nobody's settings."""
    surroundings = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_NAME": "Ann Author" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "ann@example.com" for who in ("AUTHOR", "COMMITTER")},
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, env=surroundings, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEREOF_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A rule base within a bigger repository, committed with a document of CR LF."""
    repository = tmp_path / "repository"
    base = repository / "deals" / "here"
    (base / "rules").mkdir(parents=True)
    (base / "agreements/fern").mkdir(parents=True)
    (base / "rules/fern.hereof").write_text(RULE)
    (base / "agreements/fern/agreement.txt").write_bytes(DOCUMENT)
    (repository / ".gitattributes").write_text("* -text\n")
    assert run_in(base, "record").code == 0
    git(repository, "init", "-q", "-b", "main")
    git(repository, "config", "core.autocrlf", "true")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "first")
    git(repository, "tag", "first")
    return base


def spoil(base: Path) -> None:
    """Make another rule of it, and a document that is not what was recorded."""
    rule = base / "rules/fern.hereof"
    rule.write_text(RULE.replace("1%", "2%"))
    (base / "agreements/fern/agreement.txt").write_bytes(DOCUMENT.replace(b"1%", b"2%"))
    (base / "rules/draft.hereof").write_text("nonsense\n")


def test_words_of_an_older_commit_while_the_checkout_is_dirty(checkout: Path) -> None:
    before = run_in(checkout, "which", "Fee", *ON)
    spoil(checkout)
    status = git(checkout, "status", "--porcelain")
    assert run_in(checkout, "which", "Fee", *ON).code == 1
    then = run_in(checkout, "which", "Fee", *ON, "--rules-at", "first")
    commit = git(checkout, "rev-parse", "first")
    line = f"Rules and documents as of commit {commit} (`first`)."
    assert (then.code, then.err) == (0, "")
    assert then.flat == f"{' '.join(before.out.split())} {line}"
    view = run_in(checkout, "which", "Fee", *ON, "--rules-at", "first", "--json").json
    assert view["known"]["rules_at"] == {"revision": "first", "commit": commit}
    assert git(checkout, "status", "--porcelain") == status


def test_value_of_an_older_commit_with_the_data_of_the_disk(checkout: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text(DATA)
    (checkout / "rules/fern.hereof").write_text(RULE.replace("1%", "2%"))
    (checkout / "agreements/fern/agreement.txt").write_bytes(DOCUMENT.replace(b"1%", b"2%"))
    (checkout / "agreements/MANIFEST.sha256").unlink()
    assert run_in(checkout, "record").code == 0
    asked = ("calc", "Fee", *ON, "--data", str(data), "--json")
    now = run_in(checkout, *asked).json["values"][0]["value"]
    then = run_in(checkout, *asked, "--rules-at", "HEAD").json["values"][0]["value"]
    assert (now["exact"], then["exact"]) == ("20", "10")
    csv = run_in(checkout, *asked[:-1], "--csv", "--rules-at", "HEAD")
    assert "Rules and documents as of commit" in csv.err
    assert "10" in csv.out


@pytest.mark.parametrize(
    "asked",
    [
        ("which", "Fee", *ON),
        ("history", "Fee"),
        ("diff", "Fee", "--from", "2020-02-01", "--to", "2020-03-01"),
        ("redline", "Fee", "--from", "2020-02-01", "--to", "2020-03-01"),
        ("conform", "fern-1", *ON),
        ("report", "Fee", "--format", "md", "--out", "-"),
        ("report", "fern-1:", "--format", "md", "--out", "-"),
        ("list",),
        ("list", "fern-1"),
        ("check",),
    ],
    ids=" ".join,
)
def test_every_verb_that_asks_says_which_commit(checkout: Path, asked: tuple[str, ...]) -> None:
    spoil(checkout)
    commit = git(checkout, "rev-parse", "HEAD")
    ran = run_in(checkout, *asked, "--rules-at", "main")
    assert ran.err == ""
    assert ran.code in {0, 3}
    assert f"Rules and documents as of commit {commit}" in ran.flat


def test_a_certificate_of_an_older_commit_while_the_checkout_is_dirty(
    checkout: Path, tmp_path: Path
) -> None:
    (checkout / "figures.csv").write_text(DATA)
    asked = ("certify", "Fee", *ON, "--data", str(checkout / "figures.csv"), "--json")
    before = run_in(checkout, *asked).json
    spoil(checkout)
    ran = run_in(checkout, *asked, "--rules-at", "first")
    then, commit = ran.json, git(checkout, "rev-parse", "first")
    assert (ran.code, then["repository"]) == (0, {"commit": commit, "clean": True})
    assert then["answer"].pop("known")["rules_at"] == {"revision": commit, "commit": commit}
    assert before["answer"].pop("known")["rules_at"] is None
    assert then.pop("digest") != before.pop("digest")
    assert then == before
    file = tmp_path / "c.json"
    file.write_text(ran.out)
    assert run_in(checkout, *asked, "--rules-at", commit).out == ran.out
    same = run_in(checkout, "verify", str(file), "--rules-at", "main")
    assert same.code == 0, same.out
    assert "the same" in same.out
    assert f"Rules and documents as of commit {commit} (`main`)." in same.flat
    assert run_in(checkout, "verify", str(file)).code == 1
    alone = run_in(checkout, "verify", str(file), "--alone", "--rules-at", "main")
    assert (alone.code, alone.out) == (2, "")


def test_the_folder_is_private_and_nothing_in_it_is_taken_on_trust(
    checkout: Path, tmp_path: Path
) -> None:
    asked = ("which", "Fee", *ON, "--rules-at", "first")
    first = run_in(checkout, *asked)
    (kept,) = (tmp_path / "cache/revisions").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o700
    assert (kept / "agreements/fern/agreement.txt").read_bytes() == DOCUMENT
    rule = kept / "rules/fern.hereof"
    rule.write_text(RULE.replace("> 1%", "> 9%"))
    (kept / "rules/more.hereof").write_text("nonsense\n")
    assert run_in(checkout, *asked) == first
    assert rule.read_text() == RULE
    assert not (kept / "rules/more.hereof").exists()
    shutil.rmtree(kept / "agreements")
    assert run_in(checkout, *asked) == first


def test_links_are_links_and_lead_nowhere_else(checkout: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.hereof"
    outside.write_text("amendment fern-1/9\n  document not on file\n  dated 2020-02-02\n")
    (checkout / "rules/more.hereof").symlink_to(outside)
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "a link")
    ran = run_in(checkout, "check", "--rules-at", "HEAD")
    assert ran.code == 1
    assert "file-unreadable" in ran.out
    assert run_in(checkout, "check", "--rules-at", "first").code == 0


def test_no_such_commit_is_one_sentence(checkout: Path) -> None:
    for name in ("second", "--output=x", "", "first:deals"):
        ran = run_in(checkout, "which", "Fee", *ON, f"--rules-at={name}")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"error[revision-unknown] git knows no commit `{name}` here")


def test_no_checkout_is_one_sentence(sample: Path) -> None:
    ran = run_in(sample, "check", "--rules-at", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "error[git-no-checkout]" in ran.err


def test_no_git_is_one_sentence(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    ran = run_in(checkout, "check", "--rules-at", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "error[git-missing] git is not installed" in ran.err


def test_a_rule_base_that_was_not_there_is_one_sentence(checkout: Path) -> None:
    checkout.parent.joinpath("there").mkdir()
    for name in ("rules", "agreements"):
        (checkout / name).rename(checkout.parent / "there" / name)
    ran = run_in(checkout.parent / "there", "list", "--rules-at", "first")
    assert (ran.code, ran.out) == (2, "")
    assert "error[revision-without-base]" in ran.err
    assert "`deals/there/rules` is not there" in " ".join(ran.err.split())


def test_a_submodule_is_refused_rather_than_left_out(checkout: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    git(other, "commit", "-q", "--allow-empty", "-m", "nothing")
    commit = git(other, "rev-parse", "HEAD")
    git(checkout, "update-index", "--add", "--cacheinfo", f"160000,{commit},deals/here/rules/sub")
    git(checkout, "commit", "-q", "-m", "a submodule")
    ran = run_in(checkout, "list", "--rules-at", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "error[revision-submodule] `rules/sub` is a submodule" in ran.err


def test_without_a_cache_the_files_pass(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEREOF_CACHE", os.devnull)
    assert run_in(checkout, "which", "Fee", *ON, "--rules-at", "first").code == 0


def test_a_verb_that_writes_has_no_such_option(checkout: Path) -> None:
    assert run_in(checkout, "fmt", "--rules-at", "first").code == 2
