"""The timeline of a term: its versions as bars, the dates of the series as ticks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar import Month, spoken
from hereof.calendar.month import MONTH_NAMES
from hereof.drawings import svg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIDE: Final = 14.0
_BAR: Final = 26.0
_GAP: Final = 8.0
_SMALL: Final = 10.0
_TAILS: Final = (0.06, 0.12)
"""How much room there is before the first date and after the last, in parts of the whole."""
_OFF_FILE: Final = "3 2"


def timeline(
    past: Mapping[str, Any],
    dates: Sequence[Mapping[str, Any]],
    on: str | None,
    key: str = "timeline",
    width: float = 860,
) -> str:
    """Draw the versions of a term on one line of effective dates.

    Args:
        past: A history, as `hereof.report.history` gives it.
        dates: The dates of the series: `day`, and `why` where it was rolled.
        on: The date asked about, which is marked; none: no mark.
        key: What names within the drawing begin with.
        width: In units of the drawing.
    """
    held = [*past["held"], *past["superseded"]]
    scale = Scale(held, [*(each["day"] for each in dates), on], width)
    rows = [
        ("as known last" if past["known"]["on"] is None else "as known then", past["held"]),
        *_superseded(past["superseded"]),
    ]
    body: list[str] = []
    named: list[str] = []
    top = y = 26.0 if on else 8.0
    for title, several in rows:
        if len(rows) > 1:
            named.append(svg.label(_SIDE, y + 9, title, _SMALL))
            y += 15
        for number, each in _numbered(several, past):
            body.append(_bar(scale, each, y, key))
            named.append(_named(scale, each, number, y, on))
        y += _BAR + _GAP
    body += _ticks(scale, dates, y + 4)
    y += 26 if dates else 6
    body += axis(scale, y)
    body += _asked(scale, on, top, y - 4) if on else []
    body += named
    y += 30
    shades = [shade(each) for each in [*past["held"], *past["superseded"]]]
    whole = svg.patterns(key, shades) + "".join(body)
    title = f"Timeline of {past['term']}"
    return svg.drawing(key, width, y, title, described(past, dates, on), whole)


def described(past: Mapping[str, Any], dates: Sequence[Mapping[str, Any]], on: str | None) -> str:
    """Say in words what the timeline shows."""
    said = [past["sentence"]]
    for number, held in _numbered(past["held"], past):
        said.append(
            f"Version {number}, {held['outcome']}, {_stretch(held)}{_by(held)}{_governed(held)}."
        )
    said += [
        f"Known before, and superseded: {held['outcome']}, {_stretch(held)}{_by(held)}."
        for held in past["superseded"]
    ]
    rolled = [each for each in dates if each["why"]]
    if dates:
        said.append(
            f"{len(dates)} dates of {past['series']} are ticks, of which {len(rolled)} are moved."
        )
    if on:
        said.append(f"The date asked about, {_day(on)}, is marked.")
    return " ".join(said)


def painter(held: Mapping[str, Any]) -> str:
    """Name the instrument that makes a version what it is: of a suspension the suspending one."""
    if held["suspensions"]:
        return str(held["suspensions"][-1]["by"]["title"])
    return str(held["governed_by"]["title"]) if held["governed_by"] else ""


def _by(held: Mapping[str, Any]) -> str:
    return f", by {painter(held)}" if painter(held) else ""


def _governed(held: Mapping[str, Any]) -> str:
    governed = held["governed"]
    if governed is None:
        return ""
    if not governed["count"]:
        through = governed["through"]
        looked = f" through {Month.parse(through)}" if through else ""
        return f", which governed no such date{looked}"
    on = ", and goes on" if governed["goes_on"] else ""
    return f", which governed {governed['count']} of them{on}"


def _stretch(held: Mapping[str, Any]) -> str:
    start = (
        f"from {_day(held['effective_from'])}" if held["effective_from"] else "from the beginning"
    )
    return start + (
        f" until {_day(held['effective_until'])}" if held["effective_until"] else ", open"
    )


def _day(iso: str) -> str:
    return spoken(date.fromisoformat(iso))


def _numbered(
    held: Sequence[Mapping[str, Any]], past: Mapping[str, Any]
) -> list[tuple[int | None, Mapping[str, Any]]]:
    current = held is past["held"]
    return [(number if current else None, each) for number, each in enumerate(held, 1)]


def _superseded(
    held: Sequence[Mapping[str, Any]],
) -> list[tuple[str, list[Mapping[str, Any]]]]:
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for each in held:
        since = _day(each["known_from"]) if each["known_from"] else "the beginning"
        title = f"as known from {since} until {_day(each['known_until'])}"
        rows.setdefault(title, []).append(each)
    return list(rows.items())


def shade(held: Mapping[str, Any]) -> str:
    """Give the pattern of an outcome."""
    return {
        "in force": "plain",
        "in force as construed": "slant",
        "words not on file": "back",
        "suspended": "level",
        "crossing": "cross",
        "guard failed": "cross",
        "deleted": "dots",
        "not in force": "dots",
    }.get(held["outcome"], "grid")


class Scale:
    """Where each day stands, on a line that holds every date that is named."""

    def __init__(
        self,
        held: Sequence[Mapping[str, Any]],
        others: Sequence[str | None],
        width: float,
        beside: float = 0,
    ) -> None:
        """Lay out the line.

        Args:
            held: Stretches: `effective_from` and `effective_until`, none where they are open.
            others: Further dates.
            width: In units of the drawing.
            beside: So much room is left in front of it.
        """
        named = [each[key] for each in held for key in ("effective_from", "effective_until")]
        named += others
        days = [date.fromisoformat(each) for each in named if each] or [date(2000, 1, 1)]
        self.first, self.last = min(days), max(days)
        if self.last == self.first:
            self.last = min(self.first, date.max - timedelta(days=400)) + timedelta(days=365)
        self.left, self.right = _SIDE + beside, width - _SIDE
        before, after = ((self.right - self.left) * part for part in _TAILS)
        self._unit = (self.right - self.left - before - after) / (self.last - self.first).days
        self._zero = self.left + before

    def at(self, iso: str) -> float:
        """Give where an ISO date stands."""
        return self.on(date.fromisoformat(iso))

    def ends(self, held: Mapping[str, Any]) -> tuple[float, float]:
        """Give where a version begins and ends; what is open reaches the edge."""
        start = self.at(held["effective_from"]) if held["effective_from"] else self.left
        return start, self.at(held["effective_until"]) if held["effective_until"] else self.right

    def on(self, day: date) -> float:
        """Give where a day stands."""
        return self._zero + (day - self.first).days * self._unit


def _bar(scale: Scale, held: Mapping[str, Any], y: float, key: str) -> str:
    start, end = scale.ends(held)
    wide = max(end - start, 1.2)
    dash = "" if held["outcome"] == "in force" else _OFF_FILE
    said = svg.box(start, y, wide, _BAR, shade(held), key, dash)
    if not held["effective_until"]:
        said += svg.element(
            "path",
            d=f"M{svg.number(end - 7)},{svg.number(y + 7)} l6,6 l-6,6",
            fill="none",
            stroke=svg.INK,
            class_="d-line",
        )
    return said


def _named(
    scale: Scale, held: Mapping[str, Any], number: int | None, y: float, on: str | None
) -> str:
    """Write on a bar what it is, as much as there is room for; beside the date asked about."""
    start, end = scale.ends(held)
    mark = f"{number} " if number is not None else ""
    by = painter(held)
    names = [f"{mark}{held['outcome']}: {by}"] if by else []
    names += [f"{mark}{held['outcome']}", mark.strip()]
    size = _SMALL + 0.5
    said = svg.fitting(names, end - start - 14, size)
    if not said:
        return ""
    x, room = start + 7, svg.width_of(said, size)
    marked = scale.at(on) if on else start
    if start < marked < x + room and marked + room + 12 < end:
        x = marked + 8
    return svg.label(x, y + _BAR / 2 + 3.8, said, size)


def _ticks(scale: Scale, dates: Sequence[Mapping[str, Any]], y: float) -> list[str]:
    """Draw the dates of the series: a tick each, one that was moved with an open diamond on it."""
    found: list[str] = []
    for each in dates:
        x = scale.at(each["day"])
        found.append(svg.line(x, y + 8, x, y + 20, 1.2))
        if each["why"]:
            found.append(
                svg.element(
                    "path",
                    d=f"M{svg.number(x)},{svg.number(y)} l3.6,4 l-3.6,4 l-3.6,-4 z",
                    fill=svg.PAPER,
                    stroke=svg.INK,
                    class_="d-line d-paper",
                )
            )
    return found


def axis(scale: Scale, y: float) -> list[str]:
    """Draw the line of dates."""
    found = [svg.line(scale.left, y, scale.right, y)]
    last_end = -100.0
    for day, label in _labels(scale):
        x = scale.on(day)
        wide = svg.width_of(label, _SMALL)
        found.append(svg.line(x, y, x, y + 4))
        if x + 2 > last_end + 10 and x + wide <= scale.right + _SIDE:
            found.append(svg.text(x, y + 15, label, _SMALL, soft=True))
            last_end = x + wide
    return found


def _labels(scale: Scale) -> list[tuple[date, str]]:
    """Give the first days of months, of quarters or of years, as many as there is room for."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    room = max(int((scale.right - scale.left) / 72), 2)
    step = next(
        (n for n in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / n <= room), 12000
    )
    found: list[tuple[date, str]] = []
    year, month = scale.first.year, scale.first.month
    for _ in range(months + 1):
        if (year * 12 + month - 1) % step == 0 and 0 < year <= date.max.year:
            day = date(year, month, 1)
            if scale.first <= day <= scale.last:
                short = MONTH_NAMES[month - 1][:3]
                found.append((day, str(year) if step >= 12 else f"{short} {year}"))  # noqa: PLR2004 - months
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - months
    return found


def _asked(scale: Scale, on: str, top: float, bottom: float) -> list[str]:
    x = scale.at(on)
    label = f"asked: {_day(on)}"
    half = svg.width_of(label, _SMALL + 0.5) / 2
    at = min(max(x, scale.left + half), scale.right - half)
    return [
        svg.text(at, top - 14, label, _SMALL + 0.5, "middle", 600),
        svg.line(x, top - 8, x, bottom, 1.6, "5 3"),
    ]
