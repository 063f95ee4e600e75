"""Appends to a ledger by many processes at once, kills others at random moments, and counts.

It is a failure if an entry that was acknowledged is not there, if one is there twice, or if
the chain does not hold. POSIX only: processes are forked and killed.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, frozen

import hereof
from hereof.audit.canonical import canonical
from hereof.audit.certificate import Asked, certify, sealed
from hereof.audit.ledger import Ledger, taken
from hereof.audit.ledger.checking import check
from hereof.audit.ledger.file import exists
from hereof.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
_LONGEST: Final = 0.3
"""Seconds that a process appends before it is killed, at the most."""


@frozen
class Crowd:
    """What came of appending by many processes at once."""

    processes: int
    certificates: int
    seconds: float
    slowest: float
    lost: int
    good: bool


@frozen
class Kills:
    """What came of killing processes that append."""

    moments: int
    acknowledged: int
    before_the_first: int
    unacknowledged: int
    left_to_undo: int
    lost: int
    good: bool


def template() -> dict[str, Any]:
    """Give the certificate that all others are made of."""
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    figures = [ROOT / "samples/ramp-2003-rs8.csv"]
    return dict(certify(base, agreement, Asked(TERM, Month(2003, 10)), figures))


def made(of: dict[str, Any], purpose: str) -> bytes:
    """Give a certificate that differs from the others in its purpose."""
    changed: Any = {**of, "question": {**of["question"], "purpose": purpose}}
    return canonical(sealed(changed)) + b"\n"


def crowd(of: dict[str, Any], ledger: Path, processes: int, total: int) -> Crowd:
    """Have many processes append together; each begins the ledger where there is none."""
    gate, opener = os.pipe()
    shares = [range(n, total, processes) for n in range(processes)]

    def work(share: range, out: int) -> None:
        os.close(opener)
        os.read(gate, 1)
        _append(of, ledger, map(str, share), out)

    children = [_forked(partial(work, share)) for share in shares]
    os.close(gate)
    started = time.perf_counter()
    os.close(opener)
    told = [line for child in children for line in _ended(child)]
    seconds = time.perf_counter() - started
    acknowledged = [(int(number), own) for number, own, _ in told]
    slowest = max((float(taken_) for *_, taken_ in told), default=0.0)
    lost, good = _compared(ledger, acknowledged, total)
    return Crowd(processes, total, round(seconds, 2), round(slowest, 3), lost, good)


def kills(of: dict[str, Any], folder: Path, moments: int, random: Random) -> Kills:
    """Kill processes that append, at random moments; every second one begins a new ledger."""
    acknowledged: dict[Path, list[tuple[int, str]]] = {}
    silent, undone, lost = 0, 0, 0
    for moment in range(moments):
        ledger = folder / ("old.sqlite" if moment % 2 else f"{moment}.sqlite")
        child = _forked(partial(_append, of, ledger, _purposes(moment)))
        os.read(child[1], 1)
        time.sleep(random.uniform(0, _LONGEST))
        os.kill(child[0], signal.SIGKILL)
        told = [(int(number), own) for number, own, _ in _ended(child)]
        acknowledged.setdefault(ledger, []).extend(told)
        silent += not told
        undone += ledger.with_name(f"{ledger.name}-journal").exists()
        lost += _lost(ledger, told)
    good, beyond = True, 0
    for ledger, told in acknowledged.items():
        if not exists(ledger):
            lost += len(told)
            continue
        missing, holds = _compared(ledger, told, None)
        lost, good = lost + missing, good and holds
        with Ledger.open(ledger) as opened:
            beyond += opened.head().entry - len(told)
    count = sum(map(len, acknowledged.values()))
    return Kills(moments, count, silent, beyond, undone, lost, good)


def _purposes(moment: int) -> Iterator[str]:
    number = 0
    while True:
        yield f"{moment} {number}"
        number += 1


def _forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Start a process; give its id and what it writes."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    code = 1
    try:
        work(write)
        code = 0
    except BaseException as failure:  # noqa: BLE001 - a child says what it failed of, and ends
        print(repr(failure), file=sys.stderr, flush=True)
    os._exit(code)


def _ended(child: tuple[int, int]) -> list[list[str]]:
    """Read whole lines until a process has ended."""
    number, read = child
    with os.fdopen(read, "rb") as stream:
        raw = stream.read()
    os.waitpid(number, 0)
    whole = raw[: raw.rfind(b"\n") + 1].decode()
    return [line.split() for line in whole.splitlines() if line]


def _append(of: dict[str, Any], ledger: Path, purposes: Iterator[str], out: int) -> None:
    """Append one by one, and acknowledge each."""
    os.write(out, b"\n")
    with Ledger.open_to_append(ledger, wait=600) as opened:
        for purpose in purposes:
            record = taken(made(of, purpose))
            started = time.perf_counter()
            (done,) = opened.append([record])
            seconds = time.perf_counter() - started
            os.write(out, f"{done.entry} {done.hash} {seconds:.6f}\n".encode())


def _lost(ledger: Path, told: list[tuple[int, str]]) -> int:
    """Count what was acknowledged and is not there, right after a process was killed."""
    if not told:
        return 0
    with Ledger.open(ledger) as opened:
        return sum(1 for number, own in told if _hash_at(opened, number) != own)


def _hash_at(ledger: Ledger, number: int) -> str:
    entry = ledger.entry(number)
    return entry.hash if entry is not None else ""


def _compared(ledger: Path, told: list[tuple[int, str]], total: int | None) -> tuple[int, bool]:
    """Count what was acknowledged and is not there, and say whether the chain holds."""
    with Ledger.open(ledger) as opened:
        there = {line.number: line.hash for line in opened.lines()}
        view = check(opened)
    for each in view["findings"][:5]:
        print(each, file=sys.stderr)
    lost = sum(1 for number, own in told if there.get(number) != own)
    is_whole = total is None or len(told) == len(dict(told)) == len(there) == total
    return lost, view["good"] and is_whole


def main() -> int:
    """Do both, print what came of it, and fail where anything was lost."""
    arguments = _arguments()
    of = template()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as place:
        folder = Path(place).resolve()
        many = crowd(of, folder / "crowd.sqlite", arguments.processes, arguments.certificates)
        print(json.dumps({"crowd": asdict(many)}), flush=True)
        killed = kills(of, folder, arguments.kills, Random(arguments.seed))  # noqa: S311 - moments
        print(json.dumps({"kills": asdict(killed)}), flush=True)
    is_well = many.good and killed.good and not many.lost and not killed.lost
    return 0 if is_well else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--certificates", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the ledgers lie meanwhile")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
