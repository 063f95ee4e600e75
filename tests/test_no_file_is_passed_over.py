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
