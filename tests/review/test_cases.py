"""What a check finds of reviews: the Markdown files of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mdtest import Case, cases, run

FILES = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize(
    "case", [case for path in FILES for case in cases(path)], ids=lambda case: case.id
)
def test_the_case_holds(case: Case, tmp_path: Path) -> None:
    run(case, tmp_path)
