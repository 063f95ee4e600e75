"""Each operation stands under the Section last said before it; conventions are the agreement's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in
from rulebase.filed import base_of, found

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENT = """agreement pine-1
  dated 2020-01-01
  document not on file

define Fee
  in Section 1.01
  words not on file

define Cost
  in Section 2.01
  words not on file

define Tax
  in Section 2.01
  words not on file
"""
DOCUMENT = """AMENDMENT NUMBER ONE, dated March 1, 2021

1. The definition of "Fee" in Section 1.01 and the definitions of "Cost" and "Tax" in Section 2.01
are hereby amended by replacing "1%" with "2%".
"""
AMENDMENT = """amendment pine-1/1
  title    "Amendment Number One"
  document "pine/1.txt"
  dated    2021-03-01
    > dated March 1, 2021

paragraph 1
  > The definition of "Fee" in Section 1.01 and the definitions of "Cost" and "Tax" in Section 2.01
  > are hereby amended by replacing "1%" with "2%".
  in Section 1.01
  in Fee replace "1%" with "2%"
  in Section 2.01
  in Cost replace "1%" with "2%"
  in Tax replace "1%" with "2%"
"""


def files(amendment: str = AMENDMENT) -> dict[str, str]:
    return {
        "agreements_pine_1": DOCUMENT,
        "rules_pine_agreement": AGREEMENT,
        "rules_pine_1": amendment,
    }


@pytest.mark.parametrize(("term", "section"), [("Fee", "1.01"), ("Cost", "2.01"), ("Tax", "2.01")])
def test_an_answer_names_the_section_of_its_own_operation(
    tmp_path: Path, term: str, section: str
) -> None:
    base_of(tmp_path, **files())
    ran = run_in(tmp_path, "which", term, "--on", "2021-03-01")
    assert f"in          Section {section}" in ran.out
    other = {"1.01": "2.01", "2.01": "1.01"}[section]
    assert f"in          Section {other}" not in ran.out


def test_a_paragraph_that_amends_in_two_sections_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path, **files()) == []


def test_every_section_must_stand_in_the_instruction(tmp_path: Path) -> None:
    wrong = AMENDMENT.replace("in Section 1.01\n  in Fee", "in Section 1.02\n  in Fee")
    assert ("not-in-instruction", 7) in found(tmp_path, **files(wrong))


def test_a_section_before_no_operation_is_a_finding(tmp_path: Path) -> None:
    assert ("line-for-nothing", 15) in found(tmp_path, **files(AMENDMENT + "  in Section 2.01\n"))


@pytest.mark.parametrize("kind", ["amendment", "supplement", "waiver", "consent"])
def test_a_convention_belongs_to_the_agreement(tmp_path: Path, kind: str) -> None:
    text = AMENDMENT.replace("amendment pine", f"{kind} pine").replace(
        "  dated ", '  convention "round half up"\n  dated ', 1
    )
    assert [code for code, _ in found(tmp_path, **files(text))] == ["convention-misplaced"]
