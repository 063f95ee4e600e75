"""What a check finds of defined terms: the Markdown files of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mdtest import Case, cases, run
from timeline import test_cases

FILES = sorted(Path(__file__).parent.glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]


@pytest.mark.parametrize(
    "case", [each for each in CASES if each.findings is not None], ids=lambda case: case.id
)
def test_the_case_holds(case: Case, tmp_path: Path) -> None:
    run(case, tmp_path)


@pytest.mark.parametrize("case", [each for each in CASES if each.console], ids=lambda case: case.id)
def test_the_console_shows_it(case: Case, tmp_path: Path) -> None:
    test_cases.test_the_console_shows_it(case, tmp_path)
