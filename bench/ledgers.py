"""Measures appending to a ledger, beside bare inserts into SQLite that are kept as surely."""

from __future__ import annotations

import multiprocessing
import sqlite3
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hammer
from hereof.audit.ledger import Ledger, taken
from measure import Row, shown, turn_about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hereof.audit.ledger import Record
    from measure import Pair

MANY: Final = 4
_WAIT: Final = 600
_held: list[Record] = []
"""What is appended; the processes that are forked have it too."""


def ledgers(rounds: int, certificates: int) -> Iterator[Row]:
    """Append by one process, by four, and with each certificate checked first.

    Args:
        rounds: How often each is done.
        certificates: How many are appended each time, to a new ledger.
    """
    of = hammer.template()
    _held[:] = [taken(hammer.made(of, str(number))) for number in range(certificates)]
    numbers = count()
    with (
        tempfile.TemporaryDirectory() as place,
        multiprocessing.get_context("fork").Pool(MANY) as pool,
    ):

        def alone(work: Callable[[Path, Sequence[int]], object]) -> Callable[[], object]:
            return lambda: work(Path(place) / str(next(numbers)), range(certificates))

        def together(work: Callable[[Path, Sequence[int]], object]) -> Callable[[], object]:
            def run() -> None:
                path = Path(place) / str(next(numbers))
                work(path, ())
                shares = [(path, range(n, certificates, MANY)) for n in range(MANY)]
                pool.starmap(work, shares, chunksize=1)

            return run

        pair = turn_about(alone(_append), alone(_insert), rounds)
        yield _row("ledger append, one process", pair, certificates)
        pair = turn_about(together(_append), together(_insert), rounds)
        yield _row("ledger append, four processes", pair, certificates)
        pair = turn_about(alone(partial(_append, is_checked=True)), alone(_insert), rounds)
        yield _row("ledger append, each checked first", pair, certificates)


def _append(path: Path, numbers: Sequence[int], *, is_checked: bool = False) -> None:
    with Ledger.open_to_append(path, wait=_WAIT) as ledger:
        for number in numbers:
            record = _held[number]
            ledger.append([taken(record.certificate) if is_checked else record])


def _insert(path: Path, numbers: Sequence[int]) -> None:
    """Insert the same bytes, each in a transaction of its own that is as surely on the disk."""
    bare = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    bare.execute("PRAGMA synchronous = EXTRA")
    bare.execute(
        "CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, certificate BLOB)"
    )
    for number in numbers:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO entries (certificate) VALUES (?)", (_held[number].certificate,))
        bare.execute("COMMIT")
    bare.close()


def _row(name: str, pair: Pair, times: int) -> Row:
    figure = f"{shown(pair.ours / times)}, {times / pair.ours:,.0f} a second"
    beside = f"bare sqlite3 {shown(pair.theirs / times)}, {times / pair.theirs:,.0f} a second"
    return Row(name, figure, beside, pair.ratio, "", None)
