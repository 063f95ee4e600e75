"""The verbs that write: `init`, `record`, `fmt`; and `list`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran


def test_a_new_base_is_clean_passes_and_answers(sample: Path) -> None:
    assert run_in(sample, "check").out.startswith("No findings.")
    assert run_in(sample, "test").code == 0
    assert run_in(sample, "fmt", "--check").code == 0
    ran = run_in(sample, "which", "Servicing Fee Rate", "--on", "2020-06")
    assert ran.code == 0
    assert "    0.375% per annum." in ran.out
    assert (sample / ".gitattributes").read_text() == "agreements/** -text\n"


def test_its_readme_says_what_can_be_run(sample: Path) -> None:
    readme = (sample / "README.md").read_text(encoding="utf-8")
    commands = [line for line in readme.splitlines() if line.startswith("hereof ")]
    assert len(commands) >= 5
    for command in commands:
        assert run_in(sample, *shlex.split(command)[1:]).code == 0, command


def test_it_says_that_the_sample_is_fiction(sample: Path) -> None:
    for document in (sample / "agreements/sample-2020-1").iterdir():
        assert "FICTION" in document.read_text(encoding="utf-8").splitlines()[0]


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / ".hidden").write_text("x")
    ran = run_in(None, "init", str(tmp_path / "mine"))
    assert ran.code == 2
    assert "error[folder-not-empty]" in ran.err
    assert [each.name for each in (tmp_path / "mine").iterdir()] == [".hidden"]


def test_an_empty_folder_is_filled_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run_in(None, "init").code == 0
    assert run_in(None, "check").code == 0


def test_recording_adds_what_is_new_and_only_that(sample: Path) -> None:
    manifest = sample / "agreements/MANIFEST.sha256"
    before = manifest.read_text()
    (sample / "agreements/letter.txt").write_text("Dear all,\n")
    assert "1 document to be recorded." in run_in(sample, "record", "--dry-run").out
    assert manifest.read_text() == before
    ran = run_in(sample, "record")
    assert ran.code == 0
    assert "agreements/letter.txt" in ran.out
    assert set(before.splitlines()) < set(manifest.read_text().splitlines())
    assert run_in(sample, "record").out == "Every document is recorded already.\n"


def test_a_changed_document_is_not_recorded_anew(sample: Path) -> None:
    manifest = sample / "agreements/MANIFEST.sha256"
    before = manifest.read_text()
    document = sample / "agreements/sample-2020-1/agreement.txt"
    document.write_bytes(document.read_bytes() + b"!")
    ran = run_in(sample, "record")
    assert ran.code == 1
    assert "error[document-changed]" in ran.err
    assert manifest.read_text() == before


def test_fmt_writes_only_when_it_is_not_asked_to_look(sample: Path) -> None:
    file = sample / "rules/sample-2020-1/agreement.hereof"
    tidy = file.read_text(encoding="utf-8")
    untidy = tidy.replace("  title  ", "  title           ", 1)
    file.write_text(untidy, encoding="utf-8")
    looked = run_in(sample, "fmt", "--check")
    assert (looked.code, looked.out) == (
        1,
        "rules/sample-2020-1/agreement.hereof\n\n1 file would change.\n",
    )
    shown = run_in(sample, "fmt", "--diff", str(file))
    assert shown.code == 1
    assert "\n-  title           " in shown.out
    assert file.read_text(encoding="utf-8") == untidy
    assert run_in(sample, "fmt").code == 0
    assert file.read_text(encoding="utf-8") == tidy
    assert [each.name for each in file.parent.iterdir() if each.name.startswith(".")] == []


def test_fmt_leaves_a_file_that_it_cannot_read(sample: Path) -> None:
    file = sample / "rules/other.hereof"
    file.write_text("agreement   other-1\n  nonsense\n")
    ran = run_in(sample, "fmt")
    assert ran.code == 1
    assert "error[unexpected-text] rules/other.hereof:2:3" in ran.err
    assert file.read_text() == "agreement   other-1\n  nonsense\n"


def test_fmt_follows_no_link_out_of_the_base(sample: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.hereof"
    outside.write_text("agreement   x-1\n")
    (sample / "rules/link.hereof").symlink_to(outside)
    assert run_in(sample, "fmt").code == 0
    for name in (sample / "rules/link.hereof", outside):
        ran = run_in(sample, "fmt", str(name))
        assert ran.code == 2
        assert "error[file-outside]" in ran.err
    assert outside.read_text() == "agreement   x-1\n"


def test_agreements_are_listed_with_their_titles(hereof: Callable[..., Ran]) -> None:
    ran = hereof("list")
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if line.startswith("ramp-2003-rs8"))
    assert line.split("  ", 1)[1].split() == (
        [
            "1",
            "September",
            "2003",
            "2",
            "Pooling",
            "and",
            "Servicing",
            "Agreement,",
            "Series",
            "2003-RS8",
        ]
    )


def test_an_agreement_is_listed_with_its_instruments_and_terms(hereof: Callable[..., Ran]) -> None:
    ran = hereof("list", "larkspur-2004-1")
    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "larkspur-2004-1/9 1 June 2007 not executed Amendment No. 9 (amendment)" in lines
    taken = next(line for line in lines if line.startswith("Eligible Account "))
    assert taken.endswith("in force, from larkspur-standard-terms")


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "no folder is named"),
        ("a-file", "`a-file` is a file, and no folder"),
        ("a-file/below", "nothing can be written to `a-file/below`: not a directory"),
        ("two\nlines", "has a character in its name that cannot be printed"),
        ("x" * 300, "file name too long"),
    ],
)
def test_init_names_what_is_wrong_with_a_folder(tmp_path: Path, folder: str, said: str) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    ran = run_in(tmp_path, "init", folder)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())
    assert "name a new folder" in " ".join(ran.err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


def test_init_writes_a_folder_with_a_space_as_a_shell_takes_it(tmp_path: Path) -> None:
    assert "cd 'my folder' && hereof which" in run_in(tmp_path, "init", "my folder").out


@pytest.mark.parametrize("verb", [("list", ""), ("check", ""), ("test", "")])
def test_an_agreement_without_a_name_is_no_agreement(tmp_path: Path, verb: tuple[str, str]) -> None:
    run_in(tmp_path, "init", "base")
    ran = run_in(tmp_path / "base", *verb)
    assert (ran.code, "no agreement is named" in ran.err) == (2, True)


def test_a_base_without_a_name_is_no_base(tmp_path: Path) -> None:
    ran = run_in(tmp_path, "check", "--base", "")
    assert (ran.code, "`--base` names no folder" in ran.err) == (2, True)
