"""A rule file that may belong to an agreement is never left out of an answer in silence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import hereof

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENT = """agreement pine-1
  dated 2020-01-01
  document not on file

define Fee
  words not on file
  construed because "every invoice charges it"
    > $500.
"""
REST = """
  dated 2021-03-01
  document not on file

paragraph 1
  construed because "a letter says so"
  replace Fee with words not on file
  construed because "a letter says so"
  construed as
    > $900.
"""


def base_with(folder: Path, amendment: bytes) -> hereof.RuleBase:
    (folder / "agreements").mkdir()
    (folder / "rules").mkdir()
    (folder / "rules" / "agreement.hereof").write_text(AGREEMENT)
    (folder / "rules" / "amendment.hereof").write_bytes(amendment)
    return hereof.load(folder)


@pytest.mark.parametrize(
    "gap", [" ", "\t ", "\n  ", "  # the first\n  ", "\f", "\n\n\n  # a\n# b\n  "]
)
def test_a_header_is_known_in_any_layout(tmp_path: Path, gap: str) -> None:
    base = base_with(tmp_path, f"amendment{gap}pine-1/1{REST}".encode())
    answer = base.agreement("pine-1").in_force("Fee", date(2021, 5, 3))
    assert answer.words == "$900."


def test_a_link_in_a_circle_is_a_finding(tmp_path: Path) -> None:
    base_with(tmp_path, b"# to be replaced\n")
    link = tmp_path / "rules" / "amendment.hereof"
    link.unlink()
    link.symlink_to("amendment.hereof")
    base = hereof.load(tmp_path)
    assert [finding.code for finding in base.check()] == ["file-unreadable"]
    with pytest.raises(hereof.HereofError):
        base.agreement("pine-1").in_force("Fee", date(2021, 5, 3))


@pytest.mark.parametrize(
    "amendment", [b"", b"# nothing yet\n", b"\x00\x01", f"amendmnt pine-1/1{REST}".encode()]
)
def test_a_file_that_says_not_what_it_is_stops_every_answer(
    tmp_path: Path, amendment: bytes
) -> None:
    base = base_with(tmp_path, amendment)
    with pytest.raises(hereof.HereofError) as caught:
        base.agreement("pine-1").in_force("Fee", date(2021, 5, 3))
    assert "rules/amendment.hereof" in caught.value.diagnostics[0].place
    assert len(list(base.check())) == 1


@pytest.mark.parametrize(
    "path",
    ["rules/2.HEREOF", "rules/2.hereof.txt", "rules/2.Hereof", "2.hereof", "agreements/2.hereof"],
)
def test_a_file_that_is_nearly_a_rule_file_is_a_finding(tmp_path: Path, path: str) -> None:
    base_with(tmp_path, f"amendment pine-1/1{REST}".encode())
    (tmp_path / path).write_text("amendment pine-1/2\n")
    found = [f for f in hereof.load(tmp_path).check() if f.code == "rule-file-passed-over"]
    assert [finding.place for finding in found] == [f"{path}:1:1"]


@pytest.mark.parametrize("path", ["rules/2.hereof~", "rules/notes.txt", "rules/.2.HEREOF"])
def test_other_files_among_the_rules_are_let_be(tmp_path: Path, path: str) -> None:
    base_with(tmp_path, f"amendment pine-1/1{REST}".encode())
    (tmp_path / path).write_text("whatever\n")
    assert not list(hereof.load(tmp_path).check())


@pytest.mark.parametrize("top", ["rules", "agreements"])
def test_a_folder_that_is_a_link_is_a_finding(tmp_path: Path, top: str) -> None:
    base_with(tmp_path, f"amendment pine-1/1{REST}".encode())
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / top / "linked").symlink_to(tmp_path / "elsewhere")
    (found,) = hereof.load(tmp_path).check()
    assert (found.code, found.place) == ("folder-passed-over", f"{top}/linked:1:1")


def test_an_agreement_that_only_an_amendment_names_is_not_there(tmp_path: Path) -> None:
    base = base_with(tmp_path, f"amendment pine-l/1{REST}".encode())
    assert base.agreements == ("pine-1",)
    (found,) = base.check()
    assert found.code == "agreement-unknown"
    assert found.help.startswith("did you mean `pine-1`?")
    assert base.agreement("pine-1").in_force("Fee", date(2021, 5, 3)).state.construed == "$500."
    (unread,) = base.unread(base.agreement("pine-1"))
    assert unread.path == "rules/amendment.hereof"
    assert "`pine-l`" in unread.why
    with pytest.raises(hereof.HereofError):
        base.agreement("pine-l").in_force("Fee", date(2021, 5, 3))


def test_a_stray_amendment_is_told_of_with_the_agreement_in_its_folder(tmp_path: Path) -> None:
    base_with(tmp_path, f"amendment pine-1/1{REST}".encode())
    for folder, name in (("q", "q-2021"), ("r", "r-2012")):
        (tmp_path / "rules" / folder).mkdir()
        text = AGREEMENT.replace("pine-1", name)
        (tmp_path / "rules" / folder / "agreement.hereof").write_text(text)
    (tmp_path / "rules/q/1.hereof").write_text(f"amendment q-2012/1{REST}")
    base = hereof.load(tmp_path)
    assert [f.path for f in base.unread(base.agreement("q-2021"))] == ["rules/q/1.hereof"]
    assert base.unread(base.agreement("r-2012")) == ()
    assert base.unread(base.agreement("pine-1")) == ()


def test_a_part_of_an_agreements_name_may_mean_it(tmp_path: Path) -> None:
    base_with(tmp_path, f"amendment pine/1{REST}".encode())
    text = AGREEMENT.replace("pine-1", "pine-street-2020-1")
    (tmp_path / "rules" / "agreement.hereof").write_text(text)
    base = hereof.load(tmp_path)
    (found,) = base.check()
    assert found.help.startswith("did you mean `pine-street-2020-1`?")
    (unread,) = base.unread(base.agreement("pine-street-2020-1"))
    assert unread.path == "rules/amendment.hereof"
