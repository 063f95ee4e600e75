"""What the package exports, on purpose."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

import hereof

ROOT = Path(__file__).resolve().parents[1]
TERM = "Class A-I-7 Pro Rata Distribution Amount"


def test_the_exports_are_a_sorted_list_without_gaps() -> None:
    assert hereof.__all__ == sorted(hereof.__all__)
    assert hereof.__all__ == [
        "Agreement",
        "Answer",
        "Diagnostic",
        "HereofError",
        "Outcome",
        "RuleBase",
        "Severity",
        "__version__",
        "findings",
        "load",
        "read",
    ]


@pytest.mark.parametrize("name", [n for n in hereof.__all__ if not n.startswith("_")])
def test_every_export_says_what_it_is_for(name: str) -> None:
    assert inspect.getdoc(getattr(hereof, name))


def test_an_agreement_can_be_asked() -> None:
    agreement = hereof.load(ROOT).agreement("ramp-2003-rs8")
    before = agreement.in_force(TERM, date(2003, 10, 20))
    after = agreement.in_force(TERM, date(2003, 10, 21))
    assert before.outcome is hereof.Outcome.AS_CONSTRUED
    assert after.outcome is hereof.Outcome.IN_FORCE
    assert after.words is not None
    assert after.words.startswith("For any Distribution Date, an amount equal to the product of")
    assert str(after.governs) == "ramp-2003-rs8/1 paragraph 2"


def test_a_folder_without_a_rule_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(hereof.HereofError) as caught:
        hereof.load(tmp_path)
    assert caught.value.diagnostics[0].code == "base-not-found"


def test_an_unknown_agreement_is_refused_with_the_nearest() -> None:
    with pytest.raises(hereof.HereofError) as caught:
        hereof.load(ROOT).agreement("ramp-2003-rs9")
    assert "ramp-2003-rs8" in caught.value.diagnostics[0].help
