"""Measures a replay: every answer of a ledger asked again, beside reading them with sqlite3."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import hereof
from hereof.audit.certificate import Asked, certify, file_bytes
from hereof.audit.ledger import Ledger, Record
from hereof.audit.ledger.chain import facets_of
from hereof.audit.provenance import Origins
from hereof.audit.replay.replaying import replay
from hereof.calendar import Month
from hereof.compute.opening import computer_for
from hereof.report.listing import subjects
from measure import Row, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hereof import RuleBase

Done = TypeVar("Done")

ROOT: Final = Path(__file__).resolve().parent.parent
FIGURES: Final = ROOT / "samples/larkspur-2004-1.csv"
KNOWN: Final = (None, date(2006, 1, 2), date(2007, 1, 2), date(2008, 1, 2))
MONTHS: Final = 51
MOST_SECONDS: Final = 60.0


def replays(answers: int) -> Iterator[Row]:
    """Record answers about the fictional agreement, and ask them all again.

    Args:
        answers: How many; all different.
    """
    base = hereof.load(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        with Ledger.open_to_append(path) as ledger:
            ledger.append(itertools.islice(_recorded(base), answers))
        with Ledger.open(path) as ledger:
            ours, view = _timed(lambda: replay(ledger, hereof.load(ROOT)))
        theirs, _ = _timed(lambda: _read(path))
    assert view["count"] == answers, "every answer is another"
    name = f"replay of {answers:,} answers"
    figure = f"{shown(ours)}, {answers / ours:,.0f} a second"
    beside = f"bare sqlite3 and JSON, {shown(theirs)}"
    goal = f"<= {MOST_SECONDS:.0f} s"
    yield Row(name, figure, beside, ours / theirs, goal, ours <= MOST_SECONDS)


def _recorded(base: RuleBase) -> Iterator[Record]:
    agreement, origins = base.agreement("larkspur-2004-1"), Origins(base)
    for known_on in KNOWN:
        computer = computer_for(base, agreement, [FIGURES], known_on)
        for number in range(3, 3 + MONTHS):
            month = Month(2004 + number // 12, number % 12 + 1)
            for term in subjects(agreement.timeline):
                asked = Asked(term, month, known_on)
                made = certify(base, agreement, asked, computer=computer, origins=origins)
                yield Record(file_bytes(made), made["digest"], facets_of(made))


def _read(path: Path) -> int:
    """Read every certificate, its hash and what it says."""
    with sqlite3.connect(path) as bare:
        rows = bare.execute("SELECT certificate FROM entries ORDER BY number")
        return sum(bool(json.loads(raw)) and bool(hashlib.sha256(raw)) for (raw,) in rows)


def _timed(work: Callable[[], Done]) -> tuple[float, Done]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found
