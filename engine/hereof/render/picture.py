"""A drawing as a PNG picture, for what shows no SVG; Pillow paints it, where it is installed.

Only what `hereof.drawings` makes is painted: boxes, lines, paths, circles, texts, patterns and
arrows. It is painted large and made smaller, in sixteen greys, so that it prints sharp and stays
small. The same drawing gives the same bytes as long as Pillow and the font found are the same.
"""

from __future__ import annotations

import io
import math
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
    Point = tuple[float, float]

_FINE: Final = 6
"""So many dots a unit of the drawing are painted,"""
_SHRUNK: Final = 2
"""and so many of these, across and down, become one: three a unit in the end."""
_GREYS: Final = 16
_FACES: Final = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
"""Looked for on the machine in this order; without any, Pillow's own, of basic Latin alone."""
_SVG: Final = "{http://www.w3.org/2000/svg}"
_STEP: Final = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER: Final = re.compile(r"-?\d*\.?\d+")
_CURVE: Final = 24
"""A curve is painted as so many straight lines."""
_BOLD: Final = 600
_SAME: Final = 0.001


@frozen
class _Outline:
    """A path: the points of each of its strokes, and whether the last is closed."""

    strokes: tuple[tuple[Point, ...], ...]
    closed: bool


def picture(drawing: str) -> bytes:
    """Paint a drawing as a PNG.

    Args:
        drawing: An SVG as `hereof.drawings` makes it.
    """
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    _, _, width, height = (float(each) for each in root.attrib["viewBox"].split())
    size = (math.ceil(width * _FINE), math.ceil(height * _FINE))
    painter = _Painter(Image.new("L", size, 255), _named(root))
    for each in root:
        painter.paint(each)
    return _packed(painter.image.reduce(_SHRUNK))


def _packed(image: Image.Image) -> bytes:
    step = 255 // (_GREYS - 1)
    few = image.point([round(grey / step) for grey in range(256)])
    found = few.convert("P")
    found.putpalette([grey for n in range(_GREYS) for grey in [n * step] * 3])
    made = io.BytesIO()
    found.save(made, "PNG", bits=4, optimize=False, compress_level=9)
    return made.getvalue()


def _named(root: ET.Element) -> dict[str, ET.Element]:
    return {each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}


class _Painter:
    def __init__(self, image: Image.Image, named: Mapping[str, ET.Element]) -> None:
        self.image = image
        self._named = named
        self._draw = ImageDraw.Draw(image)
        self._tiles: dict[str, Image.Image] = {}

    def paint(self, element: ET.Element) -> None:
        """Paint one element; what only names or explains is passed over."""
        kind = element.tag.removeprefix(_SVG)
        if kind == "rect":
            self._box(element)
        elif kind == "line":
            points = tuple((_of(element, f"x{n}"), _of(element, f"y{n}")) for n in (1, 2))
            self._strokes(element, _Outline((points,), closed=False))
        elif kind == "path":
            self._path(element)
        elif kind == "circle":
            self._circle(element)
        elif kind == "text":
            self._text(element)

    def _box(self, element: ET.Element) -> None:
        x, y = _of(element, "x"), _of(element, "y")
        right, bottom = x + _of(element, "width"), y + _of(element, "height")
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        fill, round_by = element.get("fill", "none"), _of(element, "rx") * _FINE
        edges = [x * _FINE, y * _FINE, right * _FINE - 1, bottom * _FINE - 1]
        if fill.startswith("url("):
            self._shade(self._named[fill[5:-1]], edges)
        elif fill != "none" and right > x and bottom > y:
            self._draw.rounded_rectangle(edges, round_by, fill=_grey(fill))
        if round_by and element.get("stroke") and not element.get("stroke-dasharray"):
            wide = _line(element)
            edges = [edges[0] - wide / 2, edges[1] - wide / 2, edges[2] + wide / 2, edges[3]]
            edges[3] += wide / 2
            grey = _grey(element.attrib["stroke"])
            self._draw.rounded_rectangle(edges, round_by, outline=grey, width=wide)
            return
        self._strokes(element, _Outline((corners,), closed=True))

    def _shade(self, pattern: ET.Element, edges: list[float]) -> None:
        """Lay a pattern over a box: it begins at the corner of the drawing, as in SVG."""
        left, top, right, bottom = (max(round(each), 0) for each in edges)
        tile = self._tile(pattern)
        wide, high = tile.size
        if right < left or bottom < top:
            return
        field = Image.new("L", (right - left + 1, bottom - top + 1), 255)
        for y in range(-(top % high), field.height, high):
            for x in range(-(left % wide), field.width, wide):
                field.paste(tile, (x, y))
        under = self.image.crop((left, top, right + 1, bottom + 1))
        self.image.paste(ImageChops.darker(under, field), (left, top))

    def _tile(self, pattern: ET.Element) -> Image.Image:
        name = pattern.attrib["id"]
        if name not in self._tiles:
            wide, high = (round(_of(pattern, side) * _FINE) for side in ("width", "height"))
            painter = _Painter(Image.new("L", (wide, high), 255), {})
            for group in pattern:
                for each in group:
                    for key, value in group.attrib.items():
                        each.attrib.setdefault(key, value)
                    painter.paint(each)
            self._tiles[name] = painter.image
        return self._tiles[name]

    def _path(self, element: ET.Element) -> None:
        outline = _outline(element.attrib["d"])
        fill = element.get("fill", "none")
        if fill != "none":
            for stroke in outline.strokes:
                self._draw.polygon(_large(stroke), fill=_grey(fill))
        self._strokes(element, outline)
        if element.get("marker-end") and outline.strokes[-1]:
            self._arrow(element.attrib["marker-end"], outline.strokes[-1])

    def _arrow(self, mark: str, stroke: tuple[Point, ...]) -> None:
        """Put the mark of a line's end there, turned as the line arrives."""
        marker = self._named[mark[5:-1]]
        (x, y), end = (
            next(p for p in reversed(stroke) if math.dist(p, stroke[-1]) > _SAME),
            stroke[-1],
        )
        turn = math.atan2(end[1] - y, end[0] - x)
        at = (_of(marker, "refX"), _of(marker, "refY"))
        for shape in marker:
            for points in _outline(shape.attrib["d"]).strokes:
                turned = tuple(_turned(point, at, turn, end) for point in points)
                self._draw.polygon(_large(turned), fill=_grey(shape.attrib["fill"]))

    def _circle(self, element: ET.Element) -> None:
        x, y, r = (_of(element, key) for key in ("cx", "cy", "r"))
        wide = _line(element) if element.get("stroke") else 0
        around = [each * _FINE for each in (x - r, y - r, x + r, y + r)]
        edges = [a + b for a, b in zip(around, (-wide / 2,) * 2 + (wide / 2,) * 2, strict=True)]
        outline = _grey(element.attrib["stroke"]) if wide else None
        self._draw.ellipse(
            edges, fill=_grey(element.get("fill", "#000000")), outline=outline, width=wide
        )

    def _text(self, element: ET.Element) -> None:
        size = _of(element, "font-size")
        weight = int(element.get("font-weight", "400"))
        anchor = {"middle": "m", "end": "r"}.get(element.get("text-anchor", ""), "l") + "s"
        self._draw.text(
            (_of(element, "x") * _FINE, _of(element, "y") * _FINE),
            element.text or "",
            fill=_grey(element.get("fill", "#000000")),
            font=_font(round(size * _FINE), is_bold=weight >= _BOLD),
            anchor=anchor,
        )

    def _strokes(self, element: ET.Element, outline: _Outline) -> None:
        if element.get("stroke", "none") == "none":
            return
        grey, wide = _grey(element.attrib["stroke"]), _line(element)
        dashes = [float(each) for each in element.get("stroke-dasharray", "").split()]
        for stroke in outline.strokes:
            points = (*stroke, *stroke[:1]) if outline.closed else stroke
            for piece in _dashed(points, dashes) if dashes else (points,):
                self._draw.line(_large(piece), fill=grey, width=wide, joint="curve")
                if outline.closed and not dashes:
                    self._corners(points, grey, wide)

    def _corners(self, points: tuple[Point, ...], grey: int, wide: int) -> None:
        """Fill the corners of a box, which lines leave open."""
        half = wide / 2
        for x, y in _large(points):
            self._draw.rectangle(
                [x - half + 1, y - half + 1, x + half - 1, y + half - 1], fill=grey
            )


def _of(element: ET.Element, key: str) -> float:
    return float(element.get(key, "0"))


def _line(element: ET.Element) -> int:
    return max(round(float(element.get("stroke-width", "1")) * _FINE), 1)


def _large(points: tuple[Point, ...]) -> list[Point]:
    return [(x * _FINE, y * _FINE) for x, y in points]


@cache
def _grey(color: str) -> int:
    """Give how light a colour such as `#1d1b18` is, from 0 to 255."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


@cache
def _font(size: int, *, is_bold: bool) -> Font:
    for names in _FACES:
        try:
            return ImageFont.truetype(names[is_bold], size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def _turned(point: Point, at: Point, turn: float, to: Point) -> Point:
    x, y = point[0] - at[0], point[1] - at[1]
    return (
        to[0] + x * math.cos(turn) - y * math.sin(turn),
        to[1] + x * math.sin(turn) + y * math.cos(turn),
    )


def _outline(d: str) -> _Outline:
    """Follow a path: `M`, `L`, `l`, `H`, `h`, `V`, `v`, `C` and `z`, which drawings are made of."""
    strokes: list[list[Point]] = []
    closed = False
    for command, said in _STEP.findall(d):
        numbers = [float(each) for each in _NUMBER.findall(said)]
        if command == "M":
            strokes.append([(numbers[0], numbers[1])])
        elif command in "zZ":
            closed = True
        else:
            strokes[-1] += _further(command, numbers, strokes[-1][-1])
    return _Outline(tuple(map(tuple, strokes)), closed)


def _further(command: str, numbers: list[float], last: Point) -> Iterator[Point]:
    x, y = last
    if command in "hH":
        yield (numbers[0] + (x if command == "h" else 0), y)
    elif command in "vV":
        yield (x, numbers[0] + (y if command == "v" else 0))
    elif command in "lL":
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (x + dx, y + dy) if command == "l" else (dx, dy)
            yield (x, y)
    elif command == "C":
        yield from _bent((last, *zip(numbers[::2], numbers[1::2], strict=True)))
    else:
        raise ValueError(command)


def _bent(points: Any) -> Iterator[Point]:  # noqa: ANN401 - four points
    for n in range(1, _CURVE + 1):
        t = n / _CURVE
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(part * point[0] for part, point in zip(parts, points, strict=True)),
            sum(part * point[1] for part, point in zip(parts, points, strict=True)),
        )


def _dashed(points: tuple[Point, ...], dashes: list[float]) -> Iterator[tuple[Point, ...]]:
    """Cut a line into what is seen of it."""
    at, left = 0, dashes[0]
    piece: list[Point] = [points[0]]
    for start, end in pairwise(points):
        gone, whole = 0.0, math.dist(start, end)
        while whole - gone > left:
            gone += left
            part = gone / whole
            cut = (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            if not at % 2:
                yield (*piece, cut)
            piece, at = [cut], at + 1
            left = dashes[at % len(dashes)]
        left -= whole - gone
        piece.append(end)
    if not at % 2 and len(piece) > 1:
        yield tuple(piece)
