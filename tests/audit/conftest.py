"""What the tests of certificates ask."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hereof
from hereof.audit.certificate import Asked, certify
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.report.listing import subjects

if TYPE_CHECKING:
    from hereof import RuleBase
    from hereof.audit.shapes import Certificate

ROOT = Path(__file__).resolve().parents[2]
TERM = "Class A-I-7 Pro Rata Distribution Amount"
RAMP = "ramp-2003-rs8"
LARKSPUR = "larkspur-2004-1"
FIGURES = ROOT / "samples/ramp-2003-rs8.csv"
ASKED = Asked(TERM, Month(2003, 10))
MONTHS = (Month(2004, 4), Month(2005, 3), Month(2005, 10), Month(2007, 4))


@pytest.fixture(scope="session")
def base() -> RuleBase:
    return hereof.load(ROOT)


@pytest.fixture(scope="session")
def ramp(base: RuleBase) -> Certificate:
    """The certificate for the first Distribution Date of 2003-RS8."""
    return certify(base, base.agreement(RAMP), ASKED, [FIGURES])


@pytest.fixture(scope="session")
def larkspur(base: RuleBase) -> list[Certificate]:
    """A certificate for every term of the fictional agreement on several dates."""
    agreement = base.agreement(LARKSPUR)
    computer = computer_for(base, agreement, [ROOT / "samples/larkspur-2004-1.csv"])
    return [
        certify(base, agreement, Asked(term, month), computer=computer)
        for month in MONTHS
        for term in subjects(agreement.timeline)
    ]


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A rule base of its own that holds 2003-RS8 and its figures."""
    for name in (f"rules/{RAMP}", f"agreements/{RAMP}"):
        shutil.copytree(ROOT / name, tmp_path / name)
    manifest = (ROOT / "agreements/MANIFEST.sha256").read_text().splitlines(keepends=True)
    kept = "".join(line for line in manifest if RAMP in line)
    (tmp_path / "agreements/MANIFEST.sha256").write_text(kept)
    shutil.copy(FIGURES, tmp_path / "figures.csv")
    return tmp_path


def plain(certificate: Certificate) -> dict[str, Any]:
    """Give a certificate as plain data."""
    return dict(certificate)
