"""What changed when: the versions of every definition that changed, on one line of dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar import spoken
from hereof.drawings import svg
from hereof.drawings.timeline import Scale, axis, shade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROW: Final = 22.0
_BAR: Final = 15.0
_SIZE: Final = 10.5
_SMALL: Final = 9.5
_NARROW: Final = 500
_MOST_LETTERS: Final = 44


def changes(
    found: Mapping[str, Any], on: str | None, key: str = "changes", width: float = 860
) -> str:
    """Draw the versions of definitions, a row each.

    Args:
        found: `rows`, each with `term` and `held`: the stretches on which it stood as it was.
        on: The date asked about, which is marked; none: no mark.
        key: What names within the drawing begin with.
        width: In units of the drawing.
    """
    rows = found["rows"]
    if not rows:
        return ""
    beside = 0.0 if width < _NARROW else _beside(rows)
    scale = Scale([held for row in rows for held in row["held"]], [on], width, beside)
    body: list[str] = []
    top = y = 24.0 if on else 8.0
    for row in rows:
        y += 0 if beside else 14
        body.append(_named(row["term"], y, beside))
        body += [_bar(scale, held, y, key) for held in row["held"]]
        y += _ROW
    y += 4
    body += axis(scale, y)
    if on:
        body += _asked(scale, on, top, y)
    body += [_number(scale, held, row_y) for row_y, held in _placed(rows, top, beside)]
    shades = [shade(held) for row in rows for held in row["held"]]
    whole = svg.patterns(key, shades) + "".join(body)
    return svg.drawing(key, width, y + 24, "What changed when", described(found, on), whole)


def described(found: Mapping[str, Any], on: str | None) -> str:
    """Say in words what the drawing shows."""
    said = [
        f"{row['term']}: " + "; ".join(_stretch(held) for held in row["held"]) + "."
        for row in found["rows"]
    ]
    if on:
        said.append(f"The date asked about, {_day(on)}, is marked.")
    return " ".join(said)


def _stretch(held: Mapping[str, Any]) -> str:
    start = _day(held["effective_from"]) if held["effective_from"] else "the beginning"
    by = f" by {held['by']}" if held["by"] else ""
    return f"from {start} {held['outcome']}{by}"


def _day(iso: str) -> str:
    return spoken(date.fromisoformat(iso))


def _beside(rows: Sequence[Mapping[str, Any]]) -> float:
    longest = max(len(row["term"]) for row in rows)
    return svg.width_of("x" * min(longest, _MOST_LETTERS), _SIZE) + 6


def _named(term: str, y: float, beside: float) -> str:
    name = term if len(term) <= _MOST_LETTERS else f"{term[: _MOST_LETTERS - 1]}\u2026"
    if beside:
        return svg.text(beside, y + _BAR - 3.5, name, _SIZE, "end")
    return svg.text(14, y - 3, name, _SIZE)


def _placed(
    rows: Sequence[Mapping[str, Any]], top: float, beside: float
) -> list[tuple[float, Mapping[str, Any]]]:
    step = _ROW if beside else _ROW + 14
    first = top if beside else top + 14
    return [(first + n * step, held) for n, row in enumerate(rows) for held in row["held"]]


def _bar(scale: Scale, held: Mapping[str, Any], y: float, key: str) -> str:
    start, end = scale.ends(held)
    dash = "" if held["outcome"] == "in force" else "3 2"
    return svg.box(start, y, max(end - start, 1.2), _BAR, shade(held), key, dash)


def _number(scale: Scale, held: Mapping[str, Any], y: float) -> str:
    """Write on a bar which instrument governs it, where there is room."""
    start, end = scale.ends(held)
    number = held["number"]
    if number is None or svg.width_of(str(number), _SMALL) + 8 > end - start:
        return ""
    return svg.label(start + 5, y + _BAR - 4.2, str(number), _SMALL)


def _asked(scale: Scale, on: str, top: float, bottom: float) -> list[str]:
    x = scale.at(on)
    said = f"asked: {_day(on)}"
    half = svg.width_of(said, _SIZE) / 2
    at = min(max(x, scale.left + half), scale.right - half)
    return [
        svg.text(at, top - 11, said, _SIZE, "middle", 600),
        svg.line(x, top - 6, x, bottom, 1.6, "5 3"),
    ]
