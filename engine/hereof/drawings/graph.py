"""Which definition uses which: each below those that use it, with lines that run together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.drawings import svg
from hereof.drawings.layers import laid_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.drawings.layers import Item, Layout

MOST: Final = 60
"""So many boxes are drawn; of more terms, those with the most lines."""
COMMON: Final = 5
"""To a term that more definitions use no lines are drawn: it has a letter, and so have they."""
_SIDE: Final = 8.0
_SIZE: Final = 10.5
_LINE: Final = 12.5
_GAP: Final = 30.0
_LETTERS: Final = (22, 17)
"""How long a line of a box is, in letters, in a broad and in a narrow drawing."""
_NARROW: Final = 500


def drawn_of(graph: Mapping[str, Any], most: int = MOST) -> dict[str, list[str]]:
    """Say which terms a drawing shows.

    Args:
        graph: A graph, as `hereof.report.web` gives it.
        most: So many boxes at most.

    Returns:
        `drawn`; `alone`, which use nothing and are used by nothing; `left_out`, for want of
        room; and `common`, to which the lines are left out. Each by name.
    """
    lines: dict[str, int] = {}
    used: dict[str, int] = {}
    for use in graph["uses"]:
        for name in (use["by"], use["term"]):
            lines[name] = lines.get(name, 0) + 1
        used[use["term"]] = used.get(use["term"], 0) + 1
    ranked = sorted(lines, key=lambda name: (name != graph["of"], -lines[name], name))
    kept = set(ranked[:most])
    common = [] if graph["of"] is not None else [n for n in sorted(kept) if used.get(n, 0) > COMMON]
    return {
        "drawn": sorted(kept),
        "alone": [each["term"] for each in graph["terms"] if each["term"] not in lines],
        "left_out": sorted(ranked[most:]),
        "common": common,
    }


def graph(graph: Mapping[str, Any], key: str = "graph", width: float = 860) -> str:
    """Draw which definition uses which; nothing where none uses any.

    Args:
        graph: A graph, as `hereof.report.web` gives it.
        key: What names within the drawing begin with.
        width: In units of the drawing.
    """
    if not graph["uses"]:
        return ""
    sheet = _Sheet(graph, width)
    body = [*sheet.lines(), *sheet.backs(), *sheet.boxes()]
    whole = _arrow(key) + "".join(body).replace("@arrow", f"url(#{key}-arrow)")
    of = graph["of"]
    title = "Which definition uses which" if of is None else f"What {of} uses, and what uses it"
    return svg.drawing(key, width, sheet.height, title, described(graph), whole)


def described(graph: Mapping[str, Any]) -> str:
    """Say in words what the drawing shows."""
    parts = drawn_of(graph)
    kept = set(parts["drawn"])
    of: dict[str, list[str]] = {}
    for use in graph["uses"]:
        if use["by"] in kept and use["term"] in kept:
            of.setdefault(use["by"], []).append(use["term"])
    said = [f"{by} uses {', '.join(terms)}." for by, terms in sorted(of.items())]
    missing = [t["term"] for t in graph["terms"] if not t["defined"] and t["term"] in kept]
    if missing:
        said.append(f"Not defined on the date: {', '.join(missing)}.")
    said += [f"A circle: {', '.join(knot)}." for knot in graph["circles"] if kept >= set(knot)]
    if parts["common"]:
        lettered = (f"{_letter(n)} is {name}" for n, name in enumerate(parts["common"]))
        said.append(f"Letters stand for lines: {', '.join(lettered)}.")
    return " ".join(said)


class _Sheet:
    """The drawing with every box in its place."""

    def __init__(self, graph: Mapping[str, Any], width: float) -> None:
        parts = drawn_of(graph)
        kept, common = set(parts["drawn"]), set(parts["common"])
        pairs = [(u["by"], u["term"]) for u in graph["uses"] if {u["by"], u["term"]} <= kept]
        self._of = graph["of"]
        self._common = {name: sum(u["term"] == name for u in graph["uses"]) for name in common}
        letters = {name: _letter(number) for number, name in enumerate(parts["common"])}
        self._letters = letters
        self._marks: dict[str, list[str]] = {}
        for by, name in pairs:
            if name in letters:
                self._marks.setdefault(by, []).append(letters[name])
        self._missing = {each["term"] for each in graph["terms"] if not each["defined"]}
        self._circles = {name for knot in graph["circles"] for name in knot}
        room = _LETTERS[width < _NARROW]
        self._texts = {name: _wrapped(name, room) for name in sorted(kept)}
        widths = {name: self._width(name) for name in self._texts}
        drawn = [pair for pair in pairs if pair[1] not in common]
        hidden = [pair for pair in pairs if pair[1] in common]
        gutter = 26.0 if self._circles & kept else 0.0
        self._right = width - _SIDE - gutter
        self.layout: Layout = laid_out(widths, drawn, hidden, self._right - _SIDE)
        self._drawn = set(drawn)
        self._tops: list[float] = []
        self._bottoms: list[float] = []
        y = 6.0
        for row in self.layout.rows:
            high = max([self._height(item.name) for item in row if not item.passes] or [_LINE])
            self._tops.append(y)
            self._bottoms.append(y + high)
            y += high + _GAP + min(len(row), 12) * 1.2
        self.height = self._bottoms[-1] + 8

    def _width(self, name: str) -> float:
        longest = max(self._lines_in(name), key=len)
        return svg.width_of(longest, _SIZE) + 14

    def _lines_in(self, name: str) -> list[str]:
        lines = list(self._texts[name])
        if name in self._letters:
            lines.append(f"{self._letters[name]}: used by {self._common[name]}")
        if marks := self._marks.get(name):
            lines.append(f"uses {', '.join(sorted(marks))}")
        return lines

    def _height(self, name: str) -> float:
        return len(self._lines_in(name)) * _LINE + 9

    def _x(self, item: Item) -> float:
        return _SIDE + item.x

    def lines(self) -> list[str]:
        """Draw the lines, each from the user down to the next row."""
        found: list[str] = []
        for row in self.layout.rows:
            for item in row:
                found += self._from(item)
        return found

    def _from(self, item: Item) -> list[str]:
        start_y = self._bottoms[item.row]
        if not item.passes:
            start_y = self._tops[item.row] + self._height(item.name)
        targets = sorted(item.below, key=lambda other: (other.x, other.name))
        found = []
        for n, other in enumerate(targets):
            x = self._x(item)
            if not item.passes and len(targets) > 1:
                x += (n / (len(targets) - 1) - 0.5) * (item.width - 18)
            found.append(self._curve(x, start_y, other))
        if item.passes:
            x = self._x(item)
            found.append(svg.line(x, self._tops[item.row], x, start_y, 1.1))
        return found

    def _curve(self, x: float, y: float, other: Item) -> str:
        to_x, to_y = self._x(other), self._tops[other.row]
        below = self._bottoms[other.row - 1]
        middle = (below + to_y) / 2
        end = to_y if other.passes else to_y - 1.5
        straight = f"V{svg.number(below)} " if below > y else ""
        points = (x, middle, to_x, middle, to_x, end)
        path = f"M{svg.number(x)},{svg.number(y)} {straight}C" + " ".join(
            f"{svg.number(a)},{svg.number(b)}"
            for a, b in zip(points[::2], points[1::2], strict=True)
        )
        return svg.element(
            "path",
            d=path,
            fill="none",
            stroke=svg.INK,
            stroke_width=1.1,
            marker_end=None if other.passes else "@arrow",
            class_="d-line",
        )

    def backs(self) -> list[str]:
        """Draw what leads back up, round the right side: heavy and broken."""
        found = []
        for n, (by, term) in enumerate(p for p in self.layout.back if p in self._drawn):
            low, high = self.layout.boxes[by], self.layout.boxes[term]
            y, to_y = (self._tops[i.row] + self._height(i.name) / 2 for i in (low, high))
            x, to_x = (self._x(i) + i.width / 2 for i in (low, high))
            out = self._right + 6 + n % 4 * 5.0
            path = (
                f"M{svg.number(x)},{svg.number(y)} H{svg.number(out)} V{svg.number(to_y)} "
                f"H{svg.number(to_x + 1.5)}"
            )
            found.append(
                svg.element(
                    "path",
                    d=path,
                    fill="none",
                    stroke=svg.INK,
                    stroke_width=2.0,
                    stroke_dasharray="6 3",
                    marker_end="@arrow",
                    class_="d-line",
                )
            )
        return found

    def boxes(self) -> list[str]:
        """Draw the boxes with their names."""
        return [self._box(item) for item in self.layout.boxes.values()]

    def _box(self, item: Item) -> str:
        name = item.name
        left, top = self._x(item) - item.width / 2, self._tops[item.row]
        high = self._height(name)
        heavy = name == self._of
        said = _frame(left, top, item.width, high, 2.4 if heavy else 1.0, name in self._missing)
        if name in self._circles:
            said += _frame(left + 2.5, top + 2.5, item.width - 5, high - 5, 0.8, broken=False)
        for n, line in enumerate(self._lines_in(name)):
            is_name = n < len(self._texts[name])
            y = top + 4 + (n + 0.78) * _LINE
            weight = 600 if heavy and is_name else 400
            said += svg.text(self._x(item), y, line, _SIZE, "middle", weight, soft=not is_name)
        return said


def _frame(x: float, y: float, width: float, height: float, line: float, broken: bool) -> str:  # noqa: FBT001
    return svg.element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        rx=3.0,
        fill=svg.PAPER,
        stroke=svg.INK,
        stroke_width=line,
        stroke_dasharray="3 2" if broken else None,
        class_="d-line d-paper",
    )


def _letter(number: int) -> str:
    """Give A, B, ... Z, A2, B2, ..."""
    return f"{chr(ord('A') + number % 26)}{number // 26 + 1 if number >= 26 else ''}"  # noqa: PLR2004 - letters


def _wrapped(name: str, letters: int, most: int = 3) -> list[str]:
    """Break a name into lines; what is too long for them ends in three dots."""
    lines: list[str] = []
    for word in name.split() or [name]:
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= letters else f"{word[: letters - 1]}\u2026")
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 2]} \u2026"]
    return lines


def _arrow(key: str) -> str:
    point = svg.element("path", d="M0,0 L7,3 L0,6 z", fill=svg.INK, class_="d-ink")
    marker = svg.element(
        "marker",
        point,
        id=f"{key}-arrow",
        markerWidth=7,
        markerHeight=6,
        refX=6.0,
        refY=3.0,
        orient="auto",
        markerUnits="userSpaceOnUse",
    )
    return svg.element("defs", marker)
