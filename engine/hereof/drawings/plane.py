"""The plane effective x known: where each instrument's words are in force, and since when known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar import spoken
from hereof.calendar.month import MONTH_NAMES
from hereof.drawings import svg
from hereof.drawings.timeline import painter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEFT: Final = 92.0
_RIGHT: Final = 14.0
_TOP: Final = 26.0
_SMALL: Final = 10.0
_TALLEST: Final = 420.0
_BAND: Final = 54.0
_LETTERS: Final = 26


def plane(
    past: Mapping[str, Any],
    on: str | None,
    known_on: str | None,
    key: str = "plane",
    width: float = 860,
) -> str:
    """Draw the plane; nothing where one version holds all of it, or the plane was not looked at.

    Args:
        past: A history, as `hereof.report.history` gives it.
        on: The date asked about; none: no mark.
        known_on: The date of knowledge asked about; none: what is known last.
        key: What names within the drawing begin with.
        width: In units of the drawing.
    """
    held = [*past["held"], *past["superseded"]]
    if len(held) < 2 or any(each["known_from"] is None for each in past["superseded"] or held):  # noqa: PLR2004 - two make a picture
        return ""
    grid = _Grid(held, width)
    painters = _painters(held)
    body = [svg.text(_LEFT, 13, "known", _SMALL, "end", 600)]
    body += [_painted(grid, each, painters[_owner(each)], key) for each in held]
    body += grid.labels()
    body.append(svg.text(grid.right, grid.bottom + 32, "effective", _SMALL, "end", 600))
    if on is not None:
        body += _asked(grid, on, known_on)
    rows, height = _legend(painters, grid.bottom + 44, width, key)
    title = f"Effective and known: {past['term']}"
    shades = [shade for _, shade in painters.values()]
    whole = svg.patterns(key, shades) + "".join([*body, *rows])
    return svg.drawing(key, width, height, title, described(held, on, known_on), whole)


def described(held: Sequence[Mapping[str, Any]], on: str | None, known_on: str | None) -> str:
    """Say in words what the plane shows."""
    said = []
    for each in held:
        until = f" until {_day(each['effective_until'])}" if each["effective_until"] else ", open"
        start = (
            f"from {_day(each['effective_from'])}"
            if each["effective_from"]
            else "from the beginning"
        )
        known = (
            f"known from {_day(each['known_from'])}"
            if each["known_from"]
            else "known from the beginning"
        )
        ended = f" until {_day(each['known_until'])}" if each["known_until"] else " on"
        said.append(f"{_owner(each)}, {each['outcome']}: effective {start}{until}; {known}{ended}.")
    if on is not None:
        when = f"known on {_day(known_on)}" if known_on else "known last"
        said.append(f"A ring marks what was asked: {_day(on)}, as {when}.")
    return " ".join(said)


def _day(iso: str) -> str:
    return spoken(date.fromisoformat(iso))


def _short(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _owner(held: Mapping[str, Any]) -> str:
    """Name what paints a rectangle: the instrument that governs there, else the outcome."""
    return painter(held) or str(held["outcome"])


def _painters(held: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Give each instrument its letter and its pattern; where there are too many, these come again.

    From the 27th on a number stands for a letter.
    """
    names = list(dict.fromkeys(_owner(each) for each in held))
    return {
        name: (
            chr(ord("A") + n) if n < _LETTERS else str(n + 1),
            svg.SHADES[n % len(svg.SHADES)],
        )
        for n, name in enumerate(names)
    }


def _legend(
    painters: Mapping[str, tuple[str, str]], top: float, width: float, key: str
) -> tuple[list[str], float]:
    """Name each instrument beside its pattern, and say where that ends."""
    found: list[str] = []
    x, y = _RIGHT, top
    for name, (letter, shade) in painters.items():
        said = svg.fitting(_cut(f"{letter}: {name}"), width - 2 * _RIGHT - 30)
        room = svg.width_of(said) + 52
        if x > _RIGHT and x + room > width:
            x, y = _RIGHT, y + 20
        found += [svg.box(x, y, 22, 13, shade, key), svg.text(x + 29, y + 10.5, said)]
        x += room
    return found, y + 22


def _cut(said: str) -> list[str]:
    """Give a text, and shorter beginnings of it."""
    words = said.split(" ")
    return [said, *(" ".join(words[:n]) + " \u2026" for n in range(len(words) - 1, 0, -1))]


class _Grid:
    """The plane with every date on which something changes an equal step from the next."""

    def __init__(self, held: Sequence[Mapping[str, Any]], width: float) -> None:
        self.effective = _days(held, "effective")
        self.known = _days(held, "known")
        self.left, self.right, self.top = _LEFT, width - _RIGHT, _TOP
        bands = max(len(self.known), 1)
        self.bottom = self.top + min(bands * _BAND, _TALLEST)
        self._open_left = any(each["effective_from"] is None for each in held)
        self._across = (self.right - self.left) / (len(self.effective) + self._open_left or 1)
        self._up = (self.bottom - self.top) / bands

    def x(self, iso: str | None, *, end: bool = False) -> float:
        """Give where an effective date stands; an open end is the edge."""
        if iso is None:
            return self.right if end else self.left
        return self.left + (self.effective.index(iso) + self._open_left) * self._across

    def y(self, iso: str | None, *, end: bool = False) -> float:
        """Give where a date of knowledge stands, the latest on top."""
        if iso is None:
            return self.top if end else self.bottom
        return self.bottom - self.known.index(iso) * self._up

    def inside(self, on: str, known_on: str | None) -> tuple[float, float] | None:
        """Give the middle of the field in which a point lies; nothing where it lies before all."""
        across = sum(1 for each in self.effective if each <= on) - 1 + self._open_left
        up = len(self.known) if known_on is None else sum(1 for k in self.known if k <= known_on)
        if across < 0 or up < 1:
            return None
        return self.left + (across + 0.5) * self._across, self.bottom - (up - 0.75) * self._up

    def labels(self) -> list[str]:
        """Write the dates on both axes, as many as there is room for."""
        found: list[str] = []
        last = -100.0
        for iso in self.effective:
            x, said = self.x(iso), _short(iso)
            found.append(svg.line(x, self.bottom, x, self.bottom + 4))
            if x - svg.width_of(said, _SMALL) / 2 > last:
                wide = svg.width_of(said, _SMALL)
                at = min(max(x, wide / 2), self.right - wide / 2)
                found.append(svg.text(at, self.bottom + 16, said, _SMALL, "middle", soft=True))
                last = at + wide / 2 + 8
        above = self.bottom + 100
        for iso in self.known:
            y = self.y(iso)
            found.append(svg.line(self.left - 4, y, self.left, y))
            if y < above - _SMALL - 3:
                found.append(svg.text(self.left - 8, y + 3, _short(iso), _SMALL, "end", soft=True))
                above = y
        return found


def _days(held: Sequence[Mapping[str, Any]], which: str) -> list[str]:
    ends = (f"{which}_from", f"{which}_until")
    return sorted({each[end] for each in held for end in ends if each[end] is not None})


def _painted(grid: _Grid, held: Mapping[str, Any], painter_is: tuple[str, str], key: str) -> str:
    letter, shade = painter_is
    left, right = grid.x(held["effective_from"]), grid.x(held["effective_until"], end=True)
    low, high = grid.y(held["known_from"]), grid.y(held["known_until"], end=True)
    dash = "" if held["outcome"] == "in force" else "3 2"
    said = svg.box(left, high, right - left, low - high, shade, key, dash)
    owner, outcome = _owner(held), held["outcome"]
    names = [f"{letter}: {owner}, {outcome}"] if owner != outcome else [f"{letter}: {owner}"]
    label = svg.fitting([*names, f"{letter}: {outcome}", letter], right - left - 12)
    if label and low - high > 16:  # noqa: PLR2004 - the height of a line
        said += svg.label(left + 8, high + min((low - high) / 2 + 4, 18), label)
    return said


def _asked(grid: _Grid, on: str, known_on: str | None) -> list[str]:
    point = grid.inside(on, known_on)
    if point is None:
        return []
    x, y = point
    at: dict[str, object] = {"cx": x, "cy": y}
    return [
        svg.element(
            "circle",
            **at,
            r=6.0,
            fill=svg.PAPER,
            stroke=svg.INK,
            stroke_width=1.8,
            class_="d-line d-paper",
        ),
        svg.element("circle", **at, r=2.0, fill=svg.INK, class_="d-ink"),
        svg.label(x + 12, y + 4, "asked", _SMALL),
    ]
