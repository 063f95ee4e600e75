"""The twenty-four histories: what a careful lawyer would say was in force."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mdtest import Case, cases, run

FILES = sorted((Path(__file__).parent / "histories").glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]


def test_all_histories_are_there() -> None:
    numbered = [re.match(r"(\d{2})-", path.name) for path in FILES]
    assert [int(found[1]) for found in numbered if found] == list(range(1, 25))
    assert [path.read_text("utf-8").split(".")[0] for path in FILES] == [
        f"# {number}" for number in range(1, 25)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_history_has_its_table_and_its_findings(case: Case) -> None:
    assert case.rows
    assert case.findings is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_history(case: Case, tmp_path: Path) -> None:
    run(case, tmp_path)
