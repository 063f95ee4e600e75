"""What is acknowledged is on the disk: seen in what is asked of the system, call by call."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from hereof.audit.ledger import Ledger
from hereof.audit.ledger.checking import check
from ledger.conftest import ROOT
from ledger.power import Disk, replayed, trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ledger.conftest import Made

    States = Iterator[tuple[Disk, str]]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")


@pytest.fixture(scope="module")
def run(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], States]:
    """Append four certificates, and give all that was on the disk meanwhile."""
    assert shutil.which("strace"), "these tests need strace: `apt install strace`"
    folder = tmp_path_factory.mktemp("traced").resolve()
    files = [str(made.file(folder, f"payment {number}")) for number in range(4)]

    @cache
    def traced(synchronous: str) -> tuple[Path, Path]:
        held, kept = folder / synchronous, folder / f"{synchronous}.trace"
        held.mkdir()
        script = str(ROOT / "tests/ledger/acknowledging.py")
        trace((sys.executable, script, str(held / "l.sqlite"), synchronous, *files), kept)
        return kept, held

    def replay(synchronous: str) -> States:
        kept, held = traced(synchronous)
        return replayed(kept, Disk(str(held)))

    return replay


def lost(folder: Path, acknowledged: list[str]) -> list[str]:
    """Say which of the entries that were acknowledged are not in a ledger, or that it is bad."""
    ledger = folder / "l.sqlite"
    if not ledger.exists():
        return acknowledged
    with Ledger.open(ledger) as opened:
        view = check(opened)
        there = {f"{line.number} {line.hash}" for line in opened.lines()}
    return [each for each in acknowledged if each not in there] + [
        each["says"] for each in view["findings"]
    ]


def test_an_acknowledged_entry_outlasts_a_loss_of_power(
    run: Callable[[str], States], tmp_path: Path
) -> None:
    acknowledged: list[str] = []
    for disk, printed in run("EXTRA"):
        if printed:
            acknowledged.append(printed.strip())
            left = tmp_path / f"left-{len(acknowledged)}"
            disk.leave(left, lambda: False)
            assert lost(left, acknowledged) == []
    assert len(acknowledged) == 4


def test_a_loss_of_power_at_any_moment_leaves_whole_entries(
    run: Callable[[str], States], tmp_path: Path
) -> None:
    random = Random(1)  # noqa: S311 - which writes are lost
    acknowledged: list[str] = []
    moments = 0
    for disk, printed in run("EXTRA"):
        acknowledged += [printed.strip()] * bool(printed)
        if disk.since or any(file.since for file in disk.sure.values()):
            moments += 1
            chance = random.random()
            disk.leave(tmp_path / "left", lambda: random.random() < chance)  # noqa: B023 - asked at once
            assert lost(tmp_path / "left", acknowledged) == []
            shutil.rmtree(tmp_path / "left")
    assert moments > 50


def test_less_than_that_would_be_seen(run: Callable[[str], States], tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for disk, printed in run("FULL"):
        if printed:
            acknowledged.append(printed.strip())
            disk.leave(tmp_path / "left", lambda: False)
            if lost(tmp_path / "left", acknowledged):
                return
            shutil.rmtree(tmp_path / "left")
    pytest.fail("a journal that may come back was not seen")


def test_what_was_recorded_before_is_on_the_disk_when_that_is_said(
    run: Callable[[str], States], made: Made, tmp_path: Path
) -> None:
    """An append that was killed after its journal was gone is made again, and acknowledged."""
    removed = 0
    for disk, _ in run("EXTRA"):
        removed += any(file is None and name == "l.sqlite-journal" for name, file in disk.since)
        if removed:
            break
    disk.leave(tmp_path / "pessimistic", lambda: False)
    with Ledger.open(tmp_path / "pessimistic/l.sqlite") as opened:
        assert opened.head().entry == 0
    held = tmp_path.resolve() / "held"
    disk.leave(held, lambda: True)
    disk.folder = str(held)
    disk.handles.clear()
    file = str(made.file(tmp_path, "payment 0"))
    script = str(ROOT / "tests/ledger/acknowledging.py")
    command = (sys.executable, script, str(held / "l.sqlite"), "EXTRA", file)
    trace(command, tmp_path / "trace")
    acknowledged = []
    for now, printed in replayed(tmp_path / "trace", disk):
        if printed:
            acknowledged.append(printed.strip())
            now.leave(tmp_path / "left", lambda: False)
    assert len(acknowledged) == 1
    assert lost(tmp_path / "left", acknowledged) == []
