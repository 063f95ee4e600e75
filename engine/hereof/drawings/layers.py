"""Puts boxes in rows, each below those that point to it, and the lines between them in order.

Lines that lead to one box run together: each row that they pass holds one place for them, so
that no line runs behind a box. Everything is settled by names and counts; nothing by chance.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SWEEPS: Final = 6
_LANE: Final = 9.0
_APART: Final = 14.0


@define(eq=False)
class Item:
    """A box in a row, or the place where the lines to a box pass a row.

    Attributes:
        name: The box that it is, or that the lines lead to.
        row: The row, from 0.
        width: So wide.
        passes: Whether lines pass here.
        x: Where its middle is.
        above: The items of the row above that lead here.
        below: The items of the row below to which this leads.
    """

    name: str
    row: int
    width: float
    passes: bool = False
    x: float = 0.0
    above: list[Item] = field(factory=list, repr=False)
    below: list[Item] = field(factory=list, repr=False)


@define(eq=False)
class Layout:
    """Boxes in rows.

    Attributes:
        rows: The items of each row, from left to right.
        boxes: The boxes by name.
        back: The lines that lead back up: what closes a circle.
    """

    rows: list[list[Item]]
    boxes: dict[str, Item]
    back: list[tuple[str, str]]


def laid_out(
    widths: Mapping[str, float],
    drawn: Sequence[tuple[str, str]],
    hidden: Iterable[tuple[str, str]],
    width: float,
) -> Layout:
    """Put boxes in rows.

    Args:
        widths: How wide each box is.
        drawn: The lines, as pairs of the box above and the one below.
        hidden: Lines that are not drawn, and count for what stands below what.
        width: So much room is there.
    """
    names = sorted(widths)
    every = {name: [] for name in names}  # type: dict[str, list[str]]
    for above, below in dict.fromkeys((*drawn, *hidden)):
        every[above].append(below)
    back = set(_back(every))
    depth = _lowered(
        _depths({a: [b for b in every[a] if (a, b) not in back] for a in names}),
        [pair for pair in dict.fromkeys(drawn) if pair not in back],
        [pair for pair in dict.fromkeys(hidden) if pair not in back],
    )
    down = [pair for pair in dict.fromkeys(drawn) if pair not in back]
    rows = _rows(names, widths, depth, down, width)
    layout = Layout(rows, {item.name: item for row in rows for item in row}, sorted(back))
    _join(layout, down)
    _order(layout, width)
    return layout


def _back(graph: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """Give the lines without which nothing leads back to itself."""
    done: set[str] = set()
    for first in graph:
        if first in done:
            continue
        path: dict[str, None] = {first: None}
        todo = [(first, iter(graph[first]))]
        while todo:
            name, rest = todo[-1]
            following = next(rest, None)
            if following is None:
                todo.pop()
                path.pop(name)
                done.add(name)
            elif following in path:
                yield name, following
            elif following not in done:
                path[following] = None
                todo.append((following, iter(graph[following])))


def _depths(graph: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give how many lines the longest way from the top to each box has."""
    left = dict.fromkeys(graph, 0)
    for below in graph.values():
        for name in below:
            left[name] += 1
    depth = dict.fromkeys(graph, 0)
    todo = [name for name in graph if not left[name]]
    for name in todo:
        for below in graph[name]:
            depth[below] = max(depth[below], depth[name] + 1)
            left[below] -= 1
            if not left[below]:
                todo.append(below)
    return depth


def _lowered(
    depth: dict[str, int], drawn: Sequence[tuple[str, str]], hidden: Sequence[tuple[str, str]]
) -> dict[str, int]:
    """Put what has more lines down than up as low as it may stand: beside what it uses."""
    up: dict[str, int] = {}
    below: dict[str, list[str]] = {}
    for above, under in drawn:
        below.setdefault(above, []).append(under)
        up[under] = up.get(under, 0) + 1
    limits: dict[str, list[str]] = {}
    for above, under in (*drawn, *hidden):
        limits.setdefault(above, []).append(under)
    for name in sorted(depth, key=lambda each: (-depth[each], each)):
        if len(below.get(name, ())) > up.get(name, 0):
            depth[name] = min(depth[under] for under in limits[name]) - 1
    return depth


def _rows(
    names: Sequence[str],
    widths: Mapping[str, float],
    depth: Mapping[str, int],
    down: Sequence[tuple[str, str]],
    width: float,
) -> list[list[Item]]:
    """Put the boxes of each depth in as many rows as they need, beside those that use them."""
    users: dict[str, list[str]] = {}
    for above, below in down:
        users.setdefault(below, []).append(above)
    place: dict[str, float] = {}
    rows: list[list[Item]] = []
    for level in range(max(depth.values(), default=-1) + 1):
        several = [name for name in names if depth[name] == level]
        wanted = {name: _mean([place[user] for user in users.get(name, ())]) for name in several}
        several.sort(key=lambda name: (wanted[name], name))
        lanes = sum(1 for name in users if depth[name] > level + 1)
        widest = max(widths[name] for name in several)
        room = max(width - min(lanes * _LANE, width / 3), widest)
        total = sum(widths[name] + _APART for name in several)
        count = max(1, -int(-total // room))
        line: list[Item] = []
        used = 0.0
        for number, name in enumerate(several):
            if line and used + widths[name] > min(room, total / count + widths[name] / 2):
                rows.append(line)
                line, used = [], 0.0
            line.append(Item(name, len(rows), widths[name]))
            used += widths[name] + _APART
            place[name] = number / len(several)
        rows.append(line)
    return rows


def _mean(several: Sequence[float]) -> float:
    return round(sum(several) / len(several), 6) if several else 0.5


def _join(layout: Layout, down: Sequence[tuple[str, str]]) -> None:
    """Give every box that is led to a place in each row that its lines pass, and join them."""
    users: dict[str, list[Item]] = {}
    for above, below in down:
        users.setdefault(below, []).append(layout.boxes[above])
    for name in sorted(users):
        box = layout.boxes[name]
        lanes = {box.row: box}
        for row in range(min(user.row for user in users[name]) + 1, box.row):
            lanes[row] = Item(name, row, _LANE, passes=True)
            layout.rows[row].append(lanes[row])
        for user in sorted(users[name], key=lambda item: item.name):
            _link(user, lanes[user.row + 1])
        for row, item in lanes.items():
            if item.passes:
                _link(item, lanes[row + 1])


def _link(above: Item, below: Item) -> None:
    above.below.append(below)
    below.above.append(above)


def _order(layout: Layout, width: float) -> None:
    """Order each row by what it is joined to, down and up in turn."""
    for row in layout.rows:
        _spread(row, width, {id(item): n / len(row) for n, item in enumerate(row)}, is_part=True)
    for sweep in range(_SWEEPS):
        is_down = sweep % 2 == 0
        rows = layout.rows if is_down else reversed(layout.rows)
        for row in rows:
            wanted = {
                id(item): _wanted(item, (item.above if is_down else item.below)) for item in row
            }
            row.sort(key=lambda item: (wanted[id(item)], item.passes, item.name))
            _spread(row, width, wanted)
    for row in layout.rows:
        _spread(row, width, {id(i): _wanted(i, [*i.above, *i.below]) for i in row})
    _centre(layout, width)


def _centre(layout: Layout, width: float) -> None:
    """Put what is narrower than the room into the middle of it."""
    items = [item for row in layout.rows for item in row]
    left = min((item.x - item.width / 2 for item in items), default=0.0)
    right = max((item.x + item.width / 2 for item in items), default=width)
    shift = round((width - right - left) / 2, 2)
    for item in items:
        item.x = round(item.x + max(shift, -left), 2)


def _wanted(item: Item, others: Sequence[Item]) -> float:
    return round(sum(o.x for o in others) / len(others), 3) if others else item.x


def _spread(
    row: list[Item], width: float, wanted: Mapping[int, float], *, is_part: bool = False
) -> None:
    """Place a row's items in their order as near to where they are wanted as there is room."""
    if not row:
        return
    gaps = [_gap(first, second) for first, second in pairwise(row)]
    total = sum(item.width for item in row) + sum(gaps)
    squeeze = min(1.0, max(0.0, (width - sum(i.width for i in row)) / (sum(gaps) or 1)))
    gaps = [gap * squeeze for gap in gaps]
    asked = [wanted[id(item)] * (width if is_part else 1) - item.width / 2 for item in row]
    lefts = _between(_from_left(row, gaps, asked), _from_right(row, gaps, asked))
    lefts = _from_left(row, gaps, [max(left, 0.0) for left in lefts])
    last = max(width, total * squeeze)
    limits = [min(left, last - item.width) for left, item in zip(lefts, row, strict=True)]
    lefts = _from_right(row, gaps, limits)
    for item, left in zip(row, lefts, strict=True):
        item.x = round(left + item.width / 2, 2)


def _from_left(row: list[Item], gaps: list[float], asked: Sequence[float]) -> list[float]:
    """Give where each begins, none before it is asked to, and none on another."""
    found = list(asked)
    for n in range(1, len(row)):
        found[n] = max(found[n], found[n - 1] + row[n - 1].width + gaps[n - 1])
    return found


def _from_right(row: list[Item], gaps: list[float], asked: Sequence[float]) -> list[float]:
    """Give where each begins, none behind where it is asked to, and none on another."""
    found = list(asked)
    for n in range(len(row) - 2, -1, -1):
        found[n] = min(found[n], found[n + 1] - gaps[n] - row[n].width)
    return found


def _between(first: Sequence[float], second: Sequence[float]) -> list[float]:
    return [(one + other) / 2 for one, other in zip(first, second, strict=True)]


def _gap(first: Item, second: Item) -> float:
    return _LANE if first.passes and second.passes else _APART
