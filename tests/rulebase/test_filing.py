"""Roles, documents and folders: whether an instrument is filed as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in
from rulebase.filed import base_of, found

if TYPE_CHECKING:
    from pathlib import Path

PINE = """agreement pine-1
  title "Pine Agreement"
  dated 2020-01-02
  document not on file
  party "Lantern Bank" as Trustee

define Fee
  words not on file
"""
OAK = PINE.replace("pine-1", "oak-1").replace("Pine", "Oak").replace("2020-01-02", "2020-02-03")
AMENDMENT = "amendment pine-1/1\n  dated 2021-03-01\n  document not on file\n"


@pytest.mark.parametrize(
    ("roles", "lines"),
    [
        ("requires Trustee", []),
        ("requires Truste", [4]),
        ('requires Trustee\n  signed "A" for Trustee', []),
        ('requires Trustee\n  signed "A" for Trusteee', [5]),
        ("requires Trustee\n  unsigned for Trusttee", [5]),
        ("requires Co-Trustee", []),
        ("requires Insurer", []),
        ('party "B" as Depositor\n  requires Trustee, Depostor', [5]),
    ],
)
def test_a_role_that_is_misspelt(tmp_path: Path, roles: str, lines: list[int]) -> None:
    said = found(tmp_path, rules_pine_agreement=PINE, rules_pine_1=f"{AMENDMENT}  {roles}\n")
    assert said == [("role-unknown", line) for line in lines]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("to the Oak Agreement dated as of February 3, 2020", [("agreement-mistaken", 1)]),
        ("to the Pine Agreement dated as of January 2, 2020", []),
        ("to the Oak Agreement dated as of February 3, 2020 and that of January 2, 2020", []),
        ("to the Oak Agreement", []),
        ("to the Agreement dated as of February 3, 2020", []),
    ],
)
def test_a_document_that_names_another_agreement(
    tmp_path: Path, words: str, codes: list[tuple[str, int]]
) -> None:
    said = found(
        tmp_path,
        rules_pine=PINE,
        rules_oak=OAK,
        rules_one='amendment pine-1/1\n  document "one.txt"\n  dated 2021-03-01\n'
        "    > dated March 1, 2021\n",
        agreements_one=f"AMENDMENT dated March 1, 2021 {words}.\n",
    )
    assert said == codes


def test_a_document_in_the_folder_of_another_agreement(tmp_path: Path) -> None:
    oak = """agreement oak-1
  document "oak/agreement.txt"
  dated 2020-02-03
    > dated February 3, 2020
"""
    said = found(
        tmp_path,
        rules_pine=PINE,
        rules_oak=oak,
        rules_one='amendment pine-1/1\n  document "oak/one.txt"\n  dated 2021-03-01\n'
        "    > dated March 1, 2021\n",
        agreements_oak_one="AMENDMENT, dated March 1, 2021.\n",
        agreements_oak_agreement="OAK AGREEMENT, dated February 3, 2020.\n",
    )
    assert said == [("agreement-mistaken", 1)]


def test_a_reason_for_what_is_required_is_shown(tmp_path: Path) -> None:
    base_of(
        tmp_path,
        rules_pine=PINE,
        rules_one="""amendment pine-1/1
  dated 2021-03-01
  document not on file
  requires Trustee, construed because "Section 9 is said to ask for it"
  signed "A. Person" for Trustee on 2021-03-01

paragraph 1
  replace Fee with words not on file
  construed because "a letter says so"
  construed as
    > $900.
""",
    )
    ran = run_in(tmp_path, "which", "Fee", "--on", "2021-06-01")
    assert "the required signatures of Trustee" in ran.flat
    assert "Section 9 is said to ask for it" in ran.flat


def test_what_is_required_may_be_quoted(tmp_path: Path) -> None:
    amendment = """amendment pine-1/1
  dated 2021-03-01
    > dated March 1, 2021
  document "one.txt"
  requires Trustee
    > {quoted}
  signed "A. Person" for Trustee on 2021-03-01
    > dated March 1, 2021
"""
    text = "AMENDMENT dated March 1, 2021, to be signed by the Trustee. Signed, A. Person\n"
    for quoted, codes in (
        ("to be signed by the Trustee", []),
        ("to be signed by nobody at all", [("quotation-not-found", 6)]),
    ):
        said = found(
            tmp_path, rules_pine=PINE, rules_1=amendment.format(quoted=quoted), agreements_one=text
        )
        assert said == codes
