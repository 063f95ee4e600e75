"""The plane effective x known, cut into rectangles on which one version holds."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.timeline.term import Cell, Row, TermTimeline

MOST_CELLS: Final = 10_000
"""A plane with more cells is shown as known last, without what was known before."""


@frozen(eq=False)
class Rectangle:
    """Where one version holds.

    Attributes:
        effective_from: First day.
        effective_until: First day after it; none: open.
        known_from: First day on which that is known.
        known_until: First day on which it is no longer so known; none: open.
        cell: What holds there.
    """

    effective_from: date
    effective_until: date | None
    known_from: date
    known_until: date | None
    cell: Cell


def one_row(row: Row) -> list[Rectangle]:
    """Give one row of the plane as rectangles; since when each was known is not looked at."""
    return [Rectangle(a, b, date.min, None, cell) for a, b, cell in row.stretches()]


def rectangles(term: TermTimeline) -> list[Rectangle] | None:
    """Cut a term's plane into rectangles, what is known last in front.

    Returns:
        What holds as known last comes first, by effective date; then what was
        known before, newest knowledge first. Nothing where the plane is too large.
    """
    known = term.known_days()
    days = [date.min, *term.effective_days()]
    if len(known) * len(days) > MOST_CELLS or not known:
        return None
    rows = [term.row(day) for day in known[:-1]] + [term.row()]
    cells = [[row.at(day) for day in days] for row in rows]
    keys = [[cell.key() for cell in band] for band in cells]
    open_ = [[True] * len(days) for _ in rows]
    found: list[Rectangle] = []
    for top in range(len(rows) - 1, -1, -1):
        left = 0
        while left < len(days):
            if not open_[top][left]:
                left += 1
                continue
            right = left
            while right < len(days) and open_[top][right] and keys[top][right] == keys[top][left]:
                right += 1
            bottom = top
            while bottom > 0 and all(
                open_[bottom - 1][n] and keys[bottom - 1][n] == keys[top][left]
                for n in range(left, right)
            ):
                bottom -= 1
            for band in range(bottom, top + 1):
                open_[band][left:right] = [False] * (right - left)
            found.append(
                Rectangle(
                    days[left],
                    days[right] if right < len(days) else None,
                    known[bottom],
                    known[top + 1] if top + 1 < len(known) else None,
                    cells[top][left],
                )
            )
            left = right
    return found


def holds(rectangle: Rectangle, days: Sequence[date]) -> list[date]:
    """Give the days, sorted, that fall within a rectangle's effective dates."""
    start = bisect_right(days, rectangle.effective_from)
    if start and days[start - 1] == rectangle.effective_from:
        start -= 1
    return [
        day
        for day in days[start:]
        if rectangle.effective_until is None or day < rectangle.effective_until
    ]
