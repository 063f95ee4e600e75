"""An agreement that only an amendment names is not listed, and its neighbour says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.runner import run_in

if TYPE_CHECKING:
    from pathlib import Path

ASTRAY = """amendment sample-2002-1/2
  dated 2021-03-01
  document not on file

paragraph 1
  construed because "a letter says so"
  define Trustee Fee as words not on file
"""


def test_a_mistyped_agreement_is_not_listed_and_the_nearest_says_so(sample: Path) -> None:
    path = "rules/sample-2020-1/amendment-2.hereof"
    (sample / path).write_text(ASTRAY, encoding="utf-8")
    assert [a["id"] for a in run_in(sample, "list", "--json").json["agreements"]] == [
        "sample-2020-1"
    ]
    ran = run_in(sample, "check")
    assert ran.code == 1
    assert "error[agreement-unknown]" in ran.out
    assert "did you mean `sample-2020-1`?" in ran.flat
    ran = run_in(sample, "which", "Servicing Fee Rate", "--on", "2021-06-01")
    assert ran.code == 0
    assert f"not read {path}: it names `sample-2002-1`, and there is no such" in ran.flat
    assert "every executed instrument that a rule file describes" in ran.flat
    assert run_in(sample, "which", "Trustee Fee", "--on", "2021-06-01").code == 2
    assert run_in(sample, "which", "sample-2002-1: Trustee Fee", "--on", "2021-06-01").code == 2
