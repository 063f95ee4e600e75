"""The report of the real amendment, made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.render.html import html
from hereof.report.definition import definition_report

if TYPE_CHECKING:
    from hereof.report.definition import DefinitionReport

ROOT = Path(__file__).resolve().parents[2]
TERM = "Class A-I-7 Pro Rata Distribution Amount"
FIGURES = ROOT / "samples/ramp-2003-rs8.csv"


@pytest.fixture(scope="session")
def real() -> DefinitionReport:
    """The definition report of the real amendment, with its illustrative figures."""
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    computer = computer_for(base, agreement, [FIGURES])
    return definition_report(
        base, agreement, TERM, Month(2003, 10), computer=computer, generated=date(2026, 1, 2)
    )


@pytest.fixture(scope="session")
def page(real: DefinitionReport) -> str:
    """The same as one HTML page."""
    return html(real)
