"""`hereof review`: what is shown, what is written, and what git says of authors."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in
from cli.test_json import faults
from hereof.language.format import format_rules

if TYPE_CHECKING:
    from pathlib import Path

    from cli.runner import Ran

RULE = "rules/sample-2020-1/agreement.hereof"
AMENDMENT = "rules/sample-2020-1/amendment-1.hereof"
FEE = "sample-2020-1: Servicing Fee Rate"
SIGNED = ("--by", "Jane Roe", "--on", "2026-01-15")


def git(folder: Path, *words: str, author: str = "Ann Author") -> None:
    """Run git as somebody, with nobody's settings."""
    surroundings = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_NAME": author for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "ann@example.com" for who in ("AUTHOR", "COMMITTER")},
    }
    subprocess.run(["git", *words], cwd=folder, env=surroundings, check=True, capture_output=True)


def commit(folder: Path, author: str = "Ann Author") -> None:
    """Commit everything, into a repository that is made at need."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "rules", author=author)


def codes(ran: Ran) -> set[str]:
    return set(re.findall(r"^(?:warning|note|error)\[(.*?)\]", ran.out, re.MULTILINE))


def test_everything_that_a_reviewer_needs_is_shown(sample: Path) -> None:
    commit(sample)
    ran = run_in(sample, "review", "sample-2020-1/1 paragraph 1")
    assert ran.code == 0
    for said in (
        "ordered by  The definition of “Servicing Fee Rate”".replace("“", '"').replace("”", '"'),
        "agreements/sample-2020-1/amendment-1.txt, lines 16-18",
        'in Servicing Fee Rate replace "0.50%" with "0.375%" once',
        "the words state one formula: 0.375% per year",
        "written by Ann Author <ann@example.com>",
        "reviewed by nobody",
        "digest sha256:",
    ):
        assert " ".join(said.split()) in ran.flat
    view = run_in(sample, "review", "sample-2020-1/1 paragraph 1", "--json").json
    assert list(faults(view)) == []
    assert view["items"][0]["findings"] == []


def test_findings_are_shown_with_what_they_are_on(sample: Path) -> None:
    file = sample / RULE
    file.write_text(
        file.read_text().replace("  means 0.50%\n", '  ignore terms-alike because "x"\n')
    )
    ran = run_in(sample, "review", FEE)
    assert "finding warning[ignore-for-nothing]" in ran.flat


def test_the_line_is_written_beside_comments_and_stays_when_laid_out(sample: Path) -> None:
    file = sample / RULE
    text = file.read_text().replace(
        "  means 0.50%\n", "  means 0.50%  # half of one\n  # the end\n"
    )
    file.write_text(text)
    file.chmod(0o640)
    ran = run_in(sample, "review", FEE, *SIGNED)
    assert (ran.code, ran.err) == (0, "")
    assert "reviewed by Jane Roe on 15 January 2026 (named, not authenticated)" in ran.flat
    written = file.read_text()
    line = re.search(r'\n  reviewed by "Jane Roe" on 2026-01-15,\n.*\n.*', written)
    assert line is not None
    assert written == text.replace("# half of one", f"# half of one{line[0]}")
    assert format_rules(written, RULE).text == written
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in file.parent.iterdir() if each.name.startswith(".")] == []
    assert run_in(sample, "check").code == 0


def test_a_review_of_the_same_state_is_not_written_twice(sample: Path) -> None:
    run_in(sample, "review", FEE, *SIGNED)
    before = (sample / RULE).read_bytes()
    ran = run_in(sample, "review", FEE, "--by", "jane  roe", "--on", "2026-02-01")
    assert "0 reviews by jane roe written down." in ran.flat
    assert (sample / RULE).read_bytes() == before


def test_what_changed_is_said_and_a_new_review_takes_the_place_of_the_old(sample: Path) -> None:
    run_in(sample, "review", "fee", *SIGNED)
    run_in(sample, "review", FEE, "--by", "John Doe", "--on", "2026-01-16")
    file = sample / RULE
    file.write_text(file.read_text().replace("  means 0.50%\n", ""))
    ran = run_in(sample, "check")
    assert ran.code == 1
    assert "not what Jane Roe reviewed on 15 January 2026: what it means changed since" in ran.flat
    again = run_in(sample, "review", FEE, "--by", "Jane Roe", "--on", "2026-03-01")
    assert "1 review by Jane Roe written down." in again.flat
    written = file.read_text()
    assert written.count('reviewed by "Jane Roe"') == 1
    assert (
        "by John Doe on 16 January 2026 (named, not authenticated); changed since: what it means"
        in again.flat
    )


def test_a_review_does_not_change_what_is_reviewed(sample: Path) -> None:
    def digests() -> dict[str, str]:
        view = run_in(sample, "review", "--json").json
        return {each["name"]: each["digest"] for each in view["items"]}

    before = digests()
    assert len(set(before.values())) == len(before)
    assert run_in(sample, "review", "fee", *SIGNED).code == 0
    assert digests() == before


def test_who_wrote_lines_is_counted_out(sample: Path) -> None:
    commit(sample)
    for name in ("Jane Roe", "ann  author"):
        for what in ("sample-2020-1", "sample-2020-1/1"):
            assert run_in(sample, "review", what, "--by", name, "--on", "2026-01-15").code == 0
    commit(sample, "Clerk")
    once = run_in(sample, "check", "--require-review", "1")
    assert codes(once) == {"reviewed-by-author"}
    twice = run_in(sample, "check", "--require-review", "2")
    assert codes(twice) == {"reviewed-by-author", "review-missing"}
    # Whoever changes a line is an author of it, and so is who wrote the others.
    file = sample / AMENDMENT
    file.write_text(file.read_text().replace('with "0.375%" once', 'with "0.375%"'))
    commit(sample, "Jane Roe")
    changed = run_in(sample, "check", "--require-review", "1")
    assert codes(changed) == {"reviewed-by-author", "review-missing"}
    assert "Jane Roe reviewed `sample-2020-1/1 paragraph 1` and wrote lines of it" in changed.flat


def test_lines_that_are_not_committed_have_no_known_author(sample: Path) -> None:
    commit(sample)
    file = sample / AMENDMENT
    file.write_text(file.read_text().replace("means 0.375%", "means 0.3750%"))
    ran = run_in(sample, "check", "--require-review", "1")
    assert (
        "git does not know who wrote every line of `rules/sample-2020-1/amendment-1.hereof`"
        in ran.flat
    )
    assert "not known of every line" in run_in(sample, "review", "sample-2020-1/1").flat


def test_the_first_commit_of_a_shallow_clone_names_no_author(sample: Path, tmp_path: Path) -> None:
    commit(sample)
    (sample / "note").write_text("x")
    commit(sample, "Clerk")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{sample}", str(clone))
    assert "review-author-unknown" in codes(run_in(clone, "check", "--require-review", "1"))


def test_authors_of_a_commit_are_those_of_then(sample: Path) -> None:
    commit(sample)
    file = sample / AMENDMENT
    file.write_text(file.read_text().replace('"0.375%" once', '"0.375%"'))
    for what in ("sample-2020-1", "sample-2020-1/1"):
        assert run_in(sample, "review", what, *SIGNED).code == 0
    commit(sample, "John Doe")
    (sample / RULE).unlink()
    ran = run_in(sample, "check", "--require-review", "1", "--rules-at", "HEAD")
    assert (ran.code, codes(ran)) == (0, set())


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("review", "fee", "--by", "Jane Roe"), 2),
        (("review", "--by", "Jane Roe", "--on", "2026-01-15"), 2),
        (("review", "fee", "--by", "  ", "--on", "2026-01-15"), 2),
        (("review", "fee", "--by", "Jane\x1b[1m", "--on", "2026-01-15"), 2),
        (("review", "no such thing"), 2),
        (("review", "sample-2020-1/9"), 2),
        (("check", "--require-review", "0"), 2),
    ],
)
def test_misuse_is_one_sentence_and_writes_nothing(
    sample: Path, asked: tuple[str, ...], code: int
) -> None:
    before = {file: file.read_bytes() for file in sample.rglob("*.hereof")}
    ran = run_in(sample, *asked)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error[")
    assert {file: file.read_bytes() for file in sample.rglob("*.hereof")} == before


def test_a_file_of_another_line_end_is_left_alone(sample: Path) -> None:
    file = sample / RULE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    ran = run_in(sample, "review", FEE, *SIGNED)
    assert ran.code == 2
    assert "not stored as it was read" in " ".join(ran.err.split())
    assert b"reviewed" not in file.read_bytes()


def test_an_agreement_with_errors_is_not_reviewed(sample: Path) -> None:
    file = sample / RULE
    file.write_text(file.read_text().replace("> 0.50% per annum.", "> 0.51% per annum."))
    ran = run_in(sample, "review", FEE, *SIGNED)
    assert ran.code == 1
    assert "reviewed" not in file.read_text()
