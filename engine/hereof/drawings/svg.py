"""The few elements that drawings are made of."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

INK: Final = "#1d1b18"
SOFT: Final = "#57534b"
PAPER: Final = "#ffffff"
SANS: Final = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

SHADES: Final = ("plain", "slant", "dots", "back", "cross", "level", "upright", "grid")
"""The patterns, in the order in which they are given out."""

_TILES: Final = {
    "plain": "",
    "slant": '<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"/>',
    "back": '<path d="M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4"/>',
    "dots": '<circle cx="2" cy="2" r=".7"/><circle cx="6" cy="6" r=".7"/>',
    "cross": '<path d="M0,8 l8,-8 M0,0 l8,8"/>',
    "level": '<path d="M0,4 h8"/>',
    "upright": '<path d="M4,0 v8"/>',
    "grid": '<path d="M0,4 h8 M4,0 v8"/>',
}
_GLYPH: Final = 0.53
"""The mean width of a letter of the sans face, in parts of its size."""

_SIZE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SAID: Final = re.compile(r"<title[^>]*>([^<]*)</title><desc[^>]*>([^<]*)</desc>")
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_COLORS: Final = (
    "<style>@media screen and (prefers-color-scheme: dark) {"
    ".d-ink { fill: #e9e5db } .d-soft { fill: #aaa498 } .d-paper { fill: #15171a } "
    ".d-line { stroke: #e9e5db } .d-shade { stroke: #aaa498 } .d-dots { fill: #aaa498 } "
    "}</style>"
)
"""What a page's stylesheet does for a drawing on it: light on dark where that is asked."""


def number(value: float) -> str:
    """Write a coordinate: two places at most, alike on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, body: str = "", /, **attributes: object) -> str:
    """Make an element; `class_` is `class`, and `_` in a name is `-`."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{body}</{name}>" if body else f"<{name}{said}/>"


def _attribute(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))


def line(x: float, y: float, to_x: float, to_y: float, width: float = 1, dash: str = "") -> str:
    """Draw a line."""
    return element(
        "line",
        x1=float(x),
        y1=float(y),
        x2=float(to_x),
        y2=float(to_y),
        stroke=INK,
        stroke_width=float(width),
        stroke_dasharray=dash or None,
        class_="d-line",
    )


def text(
    x: float,
    y: float,
    said: str,
    size: float = 11,
    anchor: str = "start",
    weight: int = 400,
    *,
    soft: bool = False,
) -> str:
    """Write a text."""
    return element(
        "text",
        escape(said),
        x=float(x),
        y=float(y),
        font_size=float(size),
        text_anchor=anchor if anchor != "start" else None,
        font_weight=weight if weight != 400 else None,  # noqa: PLR2004 - the plain weight
        fill=SOFT if soft else INK,
        class_="d-soft" if soft else "d-ink",
    )


def label(x: float, y: float, said: str, size: float = 11) -> str:
    """Write a text on a ground of its own, so that it is read on a pattern or a line."""
    place: dict[str, object] = {
        "x": x - 3.0,
        "y": y - size,
        "width": width_of(said, size) + 6,
        "height": size + 3.0,
    }
    return element("rect", **place, fill=PAPER, class_="d-paper") + text(x, y, said, size)


def box(
    x: float, y: float, width: float, height: float, shade: str, key: str, dash: str = ""
) -> str:
    """Draw a box with a pattern; `key` keeps the patterns of several drawings apart."""
    place: dict[str, object] = {
        "x": float(x),
        "y": float(y),
        "width": float(width),
        "height": float(height),
    }
    ground = element("rect", **place, fill=PAPER, class_="d-paper")
    shaded = "" if shade == "plain" else element("rect", **place, fill=f"url(#{key}-{shade})")
    frame = element(
        "rect",
        **place,
        fill="none",
        stroke=INK,
        stroke_width=1.0,
        stroke_dasharray=dash or None,
        class_="d-line",
    )
    return ground + shaded + frame


def patterns(key: str, shades: Iterable[str]) -> str:
    """Define the patterns that a drawing uses."""
    found = "".join(
        element(
            "pattern",
            element(
                "g", _TILES[shade], stroke=SOFT, stroke_width=0.8, fill="none", class_="d-shade"
            )
            if "circle" not in _TILES[shade]
            else element("g", _TILES[shade], fill=SOFT, class_="d-dots"),
            id=f"{key}-{shade}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for shade in sorted(set(shades))
        if _TILES[shade]
    )
    return element("defs", found) if found else ""


def drawing(key: str, width: float, height: float, title: str, description: str, body: str) -> str:
    """Make a whole drawing.

    Args:
        key: What its names begin with, so that several drawings can stand on one page.
        width: In units of the drawing, about a pixel each.
        height: Likewise.
        title: What it shows, in a few words.
        description: All that it shows, in words.
        body: Its elements.
    """
    inside = (
        element("title", escape(title), id=f"{key}-title")
        + element("desc", escape(description), id=f"{key}-desc")
        + element("rect", x=0, y=0, width=width, height=height, fill=PAPER, class_="d-paper")
        + body
    )
    return element(
        "svg",
        inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family=SANS,
        class_="drawing",
    )


def alone(found: str, heading: str = "", caption: str = "") -> str:
    """Make a drawing a file of its own: with its size, its colours by light and by dark, its name.

    Args:
        found: A drawing as `drawing` makes it.
        heading: What stands above it; none: nothing.
        caption: What stands below it, likewise.
    """
    width, height = size_of(found)
    start, body = found.split("</desc>", 1)
    start, body = start.partition(">")[2] + "</desc>", body.removesuffix("</svg>")
    above = _wrapped(heading, width - 28, 14)
    below = _wrapped(caption, width - 28, 10)
    top = 14.0 + 18 * len(above) if above else 0.0
    whole = top + height + (8.0 + 14 * len(below) if below else 0.0)
    said = [text(14, 22.0 + 18 * n, line, 14, weight=600) for n, line in enumerate(above)]
    said += [
        text(14, top + height + 12 + 14 * n, line, 10, soft=True) for n, line in enumerate(below)
    ]
    sheet = element("rect", x=0, y=0, width=width, height=whole, fill=PAPER, class_="d-paper")
    moved = element("g", body, transform=f"translate(0,{number(top)})") if top else body
    shape = f'width="{number(width)}" height="{number(whole)}"'
    box = f'viewBox="0 0 {number(width)} {number(whole)}"'
    begun = _SIZE.sub(f"{shape} {box}", found[: found.index(">") + 1], count=1)
    return f"{_XML}{begun}{start}{_COLORS}{sheet}{moved}{''.join(said)}</svg>\n"


def size_of(found: str) -> tuple[float, float]:
    """Give how wide and how high a drawing is, in its own units."""
    width, height = _SIZE.search(found).groups()  # type: ignore[union-attr]
    return float(width), float(height)


def said_of(found: str) -> tuple[str, str]:
    """Give the title of a drawing, and all that it shows in words."""
    title, description = _SAID.search(found).groups()  # type: ignore[union-attr]
    return unescape(title), unescape(description)


def _wrapped(said: str, room: float, size: float) -> list[str]:
    """Break a text into lines; a word that is too long for one stands beyond."""
    lines: list[str] = []
    for word in said.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def width_of(said: str, size: float = 11) -> float:
    """Estimate how wide a text is."""
    return len(said) * size * _GLYPH


def fitting(said: Iterable[str], room: float, size: float = 11) -> str:
    """Give the first of several texts that fits; nothing where none does."""
    return next((each for each in said if width_of(each, size) <= room), "")
