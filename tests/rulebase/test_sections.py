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


ON_FILE = """TRUST AGREEMENT, dated January 1, 2020

{contents}Section 1.01. Definitions.

"Fee": 1% of the balance, as computed under
Section 1.02 each month.

Section 1.02. Calculations.

"Cost": 1% of the balance of each month.

Section 8.05. Resignation.

The Trustee may resign.
"""
CONTENTS = """Section 1.01. Definitions.

Section 1.02. Calculations.

Section 2.01. Conveyance.

Section 2.02. Acceptance.

Section 8.05. Resignation.

"""
BASE = """agreement pine-1
  document "pine/agreement.txt"
  dated    2020-01-01
    > dated January 1, 2020

define Fee
  in Section {fee}
  > 1% of the balance, as computed under Section 1.02 each month.

define Cost
  in Section {cost}
  > 1% of the balance of each month.

define Section {own}
  > The Trustee may resign.
"""
MOVED = """amendment pine-1/2
  title    "Amendment Number Two"
  document not on file
  dated    2020-05-01

paragraph 1
  delete Cost
  construed because "an illustration"

paragraph 2
  in Section 2.01
  define Cost as
    > 1% of losses.
  construed because "an illustration"
"""
AMENDS = """amendment pine-1/1
  title    "Amendment Number One"
  document "pine/1.txt"
  dated    2021-03-01
    > dated March 1, 2021

paragraph 1
  > The definition of "Cost" in Section 2.01 is hereby amended by replacing "1%" with "2%".
  in Section 2.01
  in Cost replace "1%" with "2%"
"""
ORDER = """AMENDMENT NUMBER ONE, dated March 1, 2021

1. The definition of "Cost" in Section 2.01 is hereby amended by replacing "1%" with "2%".
"""


def of(
    tmp_path: Path, fee: str = "1.01", cost: str = "1.02", own: str = "8.05", contents: str = ""
) -> list[tuple[str, int]]:
    rules = BASE.format(fee=fee, cost=cost, own=own)
    document = ON_FILE.format(contents=contents)
    return found(tmp_path, agreements_pine_agreement=document, rules_pine_agreement=rules)


@pytest.mark.parametrize("contents", ["", CONTENTS])
def test_a_definition_stands_under_the_heading_above_it(tmp_path: Path, contents: str) -> None:
    assert of(tmp_path, contents=contents) == []


@pytest.mark.parametrize(
    ("said", "line"),
    [({"fee": "1.02"}, 6), ({"cost": "1.01"}, 10), ({"cost": "3.07"}, 10), ({"own": "1.02"}, 14)],
)
def test_another_section_than_that_of_the_heading_is_an_error(
    tmp_path: Path, said: dict[str, str], line: int
) -> None:
    assert of(tmp_path, **said) == [("section-elsewhere", line)]


def test_an_amendment_of_a_definition_in_another_section_is_an_error(tmp_path: Path) -> None:
    texts = {
        "agreements_pine_agreement": ON_FILE.format(contents=""),
        "rules_pine_agreement": BASE.format(fee="1.01", cost="1.02", own="8.05"),
        "agreements_pine_1": ORDER,
        "rules_pine_1": AMENDS,
    }
    assert found(tmp_path / "a", **texts) == [("section-elsewhere", 10)]
    moved = found(tmp_path / "b", **texts, rules_pine_2=MOVED)
    assert [code for code, _ in moved] == ["document-not-on-file"]


def test_numbers_are_headings_where_no_heading_says_section(tmp_path: Path) -> None:
    document = ON_FILE.format(contents="").replace("\n\nSection ", "\n\n")
    texts = {"agreements_pine_agreement": document}
    right = BASE.format(fee="1.01", cost="1.02", own="8.05")
    wrong = BASE.format(fee="1.02", cost="1.02", own="8.05")
    assert found(tmp_path / "a", **texts, rules_pine_agreement=right) == []
    assert found(tmp_path / "b", **texts, rules_pine_agreement=wrong) == [("section-elsewhere", 6)]
