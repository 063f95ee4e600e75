"""What the tests of the ledger append: certificates that differ in their purpose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hereof
from audit.recomputed import resealed
from hereof.audit.certificate import Asked, certify
from hereof.audit.ledger import Ledger, taken
from hereof.calendar import Month

if TYPE_CHECKING:
    from hereof.audit.ledger import Record

ROOT = Path(__file__).resolve().parents[2]
TERM = "Class A-I-7 Pro Rata Distribution Amount"


class Made:
    """Makes as many certificates as are asked for."""

    def __init__(self, of: dict[str, Any]) -> None:
        self.of = of

    def raw(self, purpose: str) -> bytes:
        """Give the bytes of a certificate with a purpose."""
        question = {**self.of["question"], "purpose": purpose}
        return resealed({**self.of, "question": question})

    def record(self, purpose: str) -> Record:
        """Give a certificate that can be recorded."""
        return taken(self.raw(purpose))

    def file(self, folder: Path, purpose: str) -> Path:
        """Write a certificate."""
        path = folder / f"{purpose}.json"
        path.write_bytes(self.raw(purpose))
        return path


@pytest.fixture(scope="session")
def made() -> Made:
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    figures = [ROOT / "samples/ramp-2003-rs8.csv"]
    return Made(dict(certify(base, agreement, Asked(TERM, Month(2003, 10)), figures)))


@pytest.fixture(scope="session")
def nine(made: Made, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger of nine entries."""
    path = tmp_path_factory.mktemp("nine") / "ledger.sqlite"
    with Ledger.open_to_append(path) as opened:
        opened.append([made.record(f"payment {number}") for number in range(1, 10)])
    return path.read_bytes()


@pytest.fixture
def ledger(nine: bytes, tmp_path: Path) -> Path:
    """A ledger of nine entries."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(nine)
    return path
