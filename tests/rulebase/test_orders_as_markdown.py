"""What instructions order, in Markdown: as ordered nothing is found, otherwise something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mdtest import Case, cases, run

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = sorted(Path(__file__).parent.glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_order(case: Case, tmp_path: Path) -> None:
    run(case, tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_the_encoding_as_ordered_is_without_a_finding(case: Case) -> None:
    assert case.findings is not None
    is_clean = not case.findings.text.strip()
    assert is_clean == case.headings[-1].startswith("As ordered")


def orders() -> Iterator[tuple[str, ...]]:
    return (case.headings[:-1] for case in CASES)


def test_each_order_is_encoded_in_some_way() -> None:
    assert len(set(orders())) > 80
