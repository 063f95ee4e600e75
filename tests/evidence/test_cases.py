"""What is encoded beside what the documents show, in Markdown: as it stands nothing is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mdtest import cases, run

if TYPE_CHECKING:
    from mdtest import Case

FILES = sorted(Path(__file__).parent.glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_case_holds(case: Case, tmp_path: Path) -> None:
    run(case, tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_what_stands_in_the_documents_is_without_a_finding(case: Case) -> None:
    assert case.findings is not None
    is_clean = not case.findings.text.strip()
    assert is_clean == case.headings[-1].startswith("As it stands")
