"""No answer leans on a calendar or formula that the words contradict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import hereof
from cli.runner import run_in
from mdtest import cases, write

CASES = {case.headings[-1]: case for case in cases(Path(__file__).parent / "calendars.md")}
QUESTIONS = (
    ("which", "Payment Date", "--on", "2021-07-16"),
    ("which", "Fee", "--on", "2021-07"),
    ("calc", "Payment Date", "--on", "2021-07"),
    ("calc", "Fee", "--on", "2021-07"),
    ("history", "Fee"),
    ("conform", "pine-1", "--on", "2021-07"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("heading", [name for name in CASES if name != "As it stands"])
def test_a_contradicted_calendar_stops_what_leans_on_it(
    heading: str, question: tuple[str, ...], tmp_path: Path
) -> None:
    write(CASES[heading], tmp_path)
    answer = run_in(tmp_path, *question)
    assert answer.code != 0
    assert "means-another-formula" in answer.out + answer.err


def test_what_agrees_is_answered(tmp_path: Path) -> None:
    write(CASES["As it stands"], tmp_path)
    for _ in range(2):  # the second time from what was kept
        answer = run_in(tmp_path, "which", "Payment Date", "--on", "2021-07")
        assert answer.code == 0
        assert "15 July 2021" in answer.flat


def test_what_was_found_sound_is_not_kept_for_other_words(tmp_path: Path) -> None:
    write(CASES["As it stands"], tmp_path)
    assert run_in(tmp_path, "which", "Payment Date", "--on", "2021-07").code == 0
    write(CASES["Another day"], tmp_path)
    assert run_in(tmp_path, "which", "Payment Date", "--on", "2021-07").code != 0


def test_python_refuses_it_too(tmp_path: Path) -> None:
    write(CASES["Another day"], tmp_path)
    base = hereof.load(tmp_path)
    with pytest.raises(hereof.HereofError, match="another calendar"):
        base.agreement("pine-1").in_force("Fee", date(2021, 7, 16))
    assert [each.code for each in hereof.findings(base)] == ["means-another-formula"]
