"""`hereof check` of defined terms: as of a date, and what is set aside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENT = """\
agreement knot-1
  document not on file
  dated 2010-03-01
  executed 2010-03-01

define Loan
  words not on file

define Pool Balance
  words not on file
  construed because "the term sheet says so"
    > The principal balance of all Loans.
"""
AMENDMENT = """\
amendment knot-1/1
  document not on file
  dated 2010-06-01
  executed 2010-06-01

paragraph 1
  delete Loan
"""


@pytest.fixture
def knot(tmp_path: Path) -> Path:
    for name in ("rules", "agreements"):
        (tmp_path / name).mkdir()
    (tmp_path / "agreements/MANIFEST.sha256").touch()
    (tmp_path / "rules/0.hereof").write_text(AGREEMENT)
    (tmp_path / "rules/1.hereof").write_text(AMENDMENT)
    return tmp_path


@pytest.mark.parametrize(
    ("dates", "findings"),
    [
        ((), 1),
        (("--on", "2010-05-31"), 0),
        (("--on", "2010-06-01"), 1),
        (("--on", "2010-06-01", "--known-on", "2010-05-31"), 0),
        (("--on", "2010-06-01", "--known-on", "2010-06-01"), 1),
        (("--known-on", "2010-05-31"), 0),
    ],
)
def test_the_date_says_which_words_are_looked_at(
    knot: Path, dates: tuple[str, ...], findings: int
) -> None:
    ran = run_in(knot, "check", *dates)
    assert ran.code == findings
    assert ran.out.count("warning[used-not-defined]") == findings


def test_both_ends_are_shown(knot: Path) -> None:
    said = run_in(knot, "check").flat
    assert "from 1 June 2010 on the definition of `Pool Balance` uses `Loan`" in said
    assert "used here" in said
    assert "ended by this" in said


def test_what_is_set_aside_is_counted_and_listed_with_its_reason(knot: Path) -> None:
    reason = "a letter says what a loan is"
    line = f'  ignore used-not-defined Loan because "{reason}"\n'
    (knot / "rules/1.hereof").write_text(AMENDMENT + line)
    ran = run_in(knot, "check")
    assert ran.code == 0
    assert "1 finding on defined terms set aside, each with its reason." in ran.flat
    assert "1 exception to the checks of defined terms" in run_in(knot, "list", "knot-1").flat
    listed = json.loads(run_in(knot, "check", "--json").out)
    assert listed["exceptions"] == [
        {
            "code": "used-not-defined",
            "names": ["Loan"],
            "because": reason,
            "place": "rules/1.hereof:8:10",
            "findings": 1,
        }
    ]


def test_on_a_date_an_exception_may_have_nothing_to_set_aside(knot: Path) -> None:
    line = '  ignore used-not-defined Loan because "a letter says what a loan is"\n'
    (knot / "rules/1.hereof").write_text(AMENDMENT + line)
    assert run_in(knot, "check", "--on", "2010-05-31").code == 0
    idle = AMENDMENT.replace("delete Loan", "replace Loan with words not on file") + line
    (knot / "rules/1.hereof").write_text(idle)
    assert "warning[ignore-for-nothing] rules/1.hereof:8:10" in run_in(knot, "check").out
    assert run_in(knot, "check", "--on", "2010-05-31").code == 0


def test_the_dates_are_told(knot: Path) -> None:
    view = json.loads(run_in(knot, "check", "--on", "2010-05-31", "--json").out)
    assert (view["on"], view["known_on"], view["clean"]) == ("2010-05-31", None, True)
