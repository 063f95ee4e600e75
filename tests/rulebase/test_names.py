"""What a formula or a calendar rule names must be there while it is in force; and nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rulebase.filed import base_of, found

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """agreement pine-1
  dated 2020-01-01
  document not on file

"""
FEE = "define Fee\n  words not on file\n  means 5% * {term}\n\n"
COST = "define Cost\n  words not on file\n  given dollars\n"
LATER = """amendment pine-1/1
  dated 2021-03-01
  document not on file

paragraph 1
  {does}
  construed because "a letter says so"
"""


def test_a_term_that_is_defined(tmp_path: Path) -> None:
    assert found(tmp_path, rules_pine=HEAD + FEE.format(term="Cost") + COST) == []


def test_a_term_that_nothing_defines_offers_the_nearest(tmp_path: Path) -> None:
    base = base_of(tmp_path, rules_pine=HEAD + FEE.format(term="Cosst") + COST)
    (finding,) = base.check()
    assert finding.code == "term-undefined"
    assert finding.help == "did you mean `Cost` for `Cosst`?"


@pytest.mark.parametrize(
    ("does", "means", "message"),
    [
        ("define Tax as words not on file", "Tax", "from 2020-01-01 on what `Fee` means rests"),
        ("delete Cost", "Cost", "from 2021-03-01 on what `Fee` means rests"),
    ],
)
def test_a_term_counts_while_it_is_defined(
    tmp_path: Path, does: str, means: str, message: str
) -> None:
    base = base_of(
        tmp_path,
        rules_pine=HEAD + FEE.format(term=means) + COST,
        rules_one=LATER.format(does=does),
    )
    (finding,) = base.check()
    assert finding.code == "term-undefined"
    assert finding.message == f"{message} on `{means}`, which nothing defines then"


def test_a_calendar_rule_names_terms_too(tmp_path: Path) -> None:
    rule = "define D\n  words not on file\n  means day 25 of each month, or the next Business Day\n"
    assert found(tmp_path, rules_pine=HEAD + rule) == [("term-undefined", 7)]


@pytest.mark.parametrize(
    ("block", "code", "line"),
    [
        ("define D\n  words not on file\n  means $5\n  means $6\n", "said-twice", 8),
        ("define D\n  words not on file\n  means $5\n  given dollars\n", "said-twice", 5),
        ("define D\n  in Section 1\n  in Section 2\n  words not on file\n", "said-twice", 7),
        (
            "define D\n  words not on file\n  effective 2020-02-01\n  effective 2020-03-01\n",
            "said-twice",
            8,
        ),
        ("classes A-1, A-1\n", "class-twice", 5),
        ("classes A-1\n  in Section 1\n  in Section 2\n", "said-twice", 7),
        ('example "x"\n  on 2020-02-01\n', "example-expects-nothing", 5),
        (
            'example "x"\n  on 2020-02-01\n  on 2020-03-01\n  expect D not in force\n',
            "said-twice",
            7,
        ),
    ],
)
def test_a_line_of_which_one_would_be_forgotten(
    tmp_path: Path, block: str, code: str, line: int
) -> None:
    assert found(tmp_path, rules_pine=HEAD + block) == [(code, line)]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('in Fee\n  in Cost\n  replace "a" with "b"', 7),
        ('in Section 1\n  in Section 2\n  in Fee\n  replace "a" with "b"', 7),
        ('in Fee\n  replace "a" with "b"\n  means $5\n  means $6', 9),
        ('in Fee\n  replace "a" with "b"\n  reads "b"\n  reads "c"', 9),
    ],
)
def test_a_line_of_a_paragraph_of_which_one_would_be_forgotten(
    tmp_path: Path, lines: str, line: int
) -> None:
    amendment = LATER.format(does=lines)
    base = HEAD + FEE.format(term="Cost") + COST
    said = found(tmp_path, rules_pine=base, rules_one=amendment)
    assert ("said-twice", line) in said


def test_a_reason_behind_a_section_is_kept(tmp_path: Path) -> None:
    text = (
        HEAD + 'define D\n  in Section 1, construed because "so it is said"\n  words not on file\n'
    )
    agreement = base_of(tmp_path, rules_pine=text).agreement("pine-1")
    (paragraph,) = agreement.files[0].paragraphs
    assert paragraph.where_because is not None
