"""The drawings of a report, each with its caption and what it shows in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.drawings.captions import (
    changes_caption,
    changes_legend,
    graph_caption,
    plane_caption,
    timeline_caption,
)
from hereof.drawings.changes import changes
from hereof.drawings.graph import graph
from hereof.drawings.plane import plane
from hereof.drawings.svg import alone, said_of, size_of
from hereof.drawings.timeline import timeline
from hereof.frozen import frozen
from hereof.render.html import form_of
from hereof.render.visible import all_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BROAD: Final = 860.0
"""How wide a drawing is on a screen, in its own units; its letters are some ten of them high."""
_WIDTHS: Final = (640.0, 860.0, 1100.0, 1400.0)
"""What is tried for paper: a narrow drawing has larger letters, a broad one is less high."""
KINDS: Final = {
    "definition": ("timeline", "plane", "graph"),
    "agreement": ("changes", "graph"),
}
"""The drawings of each form, the first of which says most."""


@frozen
class Figure:
    """A drawing.

    Attributes:
        kind: `timeline`, `plane`, `changes` or `graph`.
        drawing: The SVG.
        title: What it shows, in a few words.
        description: All that it shows, in words.
        caption: How it is read.
        legend: What its numbers stand for, where the report beside it says so.
    """

    kind: str
    drawing: str
    title: str
    description: str
    caption: str
    legend: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """How wide and how high it is, in units of the drawing."""
        return size_of(self.drawing)

    def file(self, heading: str = "", caption: str = "") -> bytes:
        """Give the SVG as a file of its own, with what is to stand above it and below it."""
        return alone(self.drawing, heading, caption).encode("utf-8", "replace")


def figures(view: Mapping[str, Any], width: float = BROAD) -> dict[str, Figure]:
    """Give the drawings of a report by kind; one that would show nothing is left out.

    Args:
        view: A report, which names its form in `schema`; of other forms there are none.
        width: In units of the drawings.
    """
    shown = all_visible(view)
    makes = {"definition": _of_definition, "agreement": _of_agreement}.get(form_of(view))
    if makes is None:
        return {}
    return {
        kind: Figure(kind, drawn, *said_of(drawn), *said)
        for kind, drawn, *said in makes(shown, width)
        if drawn
    }


def fitted(view: Mapping[str, Any], wide: float, high: float) -> dict[str, Figure]:
    """Give the drawings of a report, each laid out so that it is as large as may be on paper.

    Args:
        view: A report.
        wide: How wide the place for a drawing is, in any unit.
        high: How high it is, likewise.
    """
    found: dict[str, Figure] = {}
    for width in _WIDTHS:
        for kind, figure in figures(view, width).items():
            if kind not in found or _scale(figure, wide, high) > _scale(found[kind], wide, high):
                found[kind] = figure
    return found


def _scale(figure: Figure, wide: float, high: float) -> float:
    width, height = figure.size
    return min(wide / width, high / height)


def _of_definition(view: Mapping[str, Any], width: float) -> Iterator[tuple[str, ...]]:
    past, dates, answer = view["past"], view["dates"], view["answer"]
    on, known_on = answer["on"], answer["known"]["on"]
    if past["held"]:
        yield "timeline", timeline(past, dates, on, width=width), timeline_caption(past, dates)
    drawn = plane(past, on, known_on, width=width)
    yield "plane", drawn, plane_caption(is_asked=on is not None)
    around = view["around"]
    yield "graph", graph(around, width=width), graph_caption(around)


def _of_agreement(view: Mapping[str, Any], width: float) -> Iterator[tuple[str, ...]]:
    when = view["series"]["day"] if view["series"] else view["on"]
    found, web = view["changes"], view["graph"]
    caption = changes_caption(found, view["known"]["on"])
    legend = changes_legend(found, [each["name"] for each in view["instruments"]])
    yield "changes", changes(found, when, width=width), caption, legend
    yield "graph", graph(web, width=width), graph_caption(web)
