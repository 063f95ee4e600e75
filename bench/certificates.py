"""Measures the certificate of the real amendment: made from a loaded rule base, and verified."""

from __future__ import annotations

import hashlib
import json
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hereof
from hereof.audit import checker
from hereof.audit.certificate import Asked, certify, file_bytes
from hereof.audit.provenance import Origins
from hereof.audit.verify import verify
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.report.explain import explain
from measure import Row, shown, turn_about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Pair

ROOT: Final = Path(__file__).resolve().parent.parent
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
FIGURES: Final = ROOT / "samples/ramp-2003-rs8.csv"
MONTH: Final = Month(2003, 10)


def certificates(rounds: int) -> Iterator[Row]:
    """Certify, check alone, and verify with the rule base.

    Args:
        rounds: How often each is done.
    """
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    computer = computer_for(base, agreement, [FIGURES])
    origins = Origins(base)
    asked = Asked(TERM, MONTH)

    def made() -> bytes:
        return file_bytes(certify(base, agreement, asked, computer=computer, origins=origins))

    def explained() -> object:
        return explain(base, agreement, computer, TERM, MONTH)

    yield _row("certify", turn_about(made, explained, rounds), "explain")
    raw = made()

    def read() -> object:
        return json.loads(raw), hashlib.sha256(raw).hexdigest()

    pair = turn_about(partial(checker.check, raw), read, rounds)
    yield _row("verify, alone", pair, "JSON read and digested")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.json"
        file.write_bytes(raw)
        pair = turn_about(partial(verify, file, base, [FIGURES]), explained, rounds)
        yield _row("verify, with the rule base", pair, "explain")


def _row(name: str, pair: Pair, beside: str) -> Row:
    figure = f"{shown(pair.ours)}, {1 / pair.ours:,.0f} a second"
    return Row(name, figure, f"{beside}, {shown(pair.theirs)}", pair.ratio, "", None)
