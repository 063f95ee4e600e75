"""Measures two ways of doing something side by side: turn about, in one run."""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable


@frozen
class Row:
    """A line of the table.

    Attributes:
        name: What is measured.
        figure: The median, as shown.
        beside: What it is compared with, and its figure; empty where with nothing.
        ratio: How many times as long as what it is compared with; none: not compared.
        goal: The goal, as shown.
        is_met: Whether it is reached; none where there is no goal.
    """

    name: str
    figure: str
    beside: str
    ratio: float | None
    goal: str
    is_met: bool | None


@frozen
class Pair:
    """The median seconds of what is measured and of what it is compared with."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.theirs


def turn_about(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> Pair:
    """Time both in turn, so that what else the machine does falls on both alike."""
    ours()
    theirs()
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        both = ((ours, taken[0]), (theirs, taken[1]))
        for work, times in both if turn % 2 else reversed(both):
            gc.collect()
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    return Pair(median(taken[0]), median(taken[1]))


def shown(seconds: float) -> str:
    """Show a time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def table(rows: list[Row]) -> str:
    """Lay out the rows."""
    heads = ("measured", "median", "beside", "ratio", "goal", "")
    cells = [heads]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
        met = {True: "met", False: "missed", None: ""}[row.is_met]
        cells.append((row.name, row.figure, row.beside, ratio, row.goal, met))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
