"""The drawing of which definition uses which, and that of what changed when."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hereof
from hereof.drawings import svg
from hereof.drawings.changes import changes
from hereof.drawings.graph import drawn_of, graph
from hereof.drawings.layers import laid_out
from hereof.report.agreement import agreement_report
from hereof.report.web import around
from hereof.wording.uses import Uses
from report_pages import bases
from report_pages.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.report.web import Graph

SVG = "{http://www.w3.org/2000/svg}"
BASE = hereof.load(ROOT)
LARKSPUR = BASE.agreement("larkspur-2004-1")
WIDTHS = (860.0, 360.0)


def graph_of(pairs: list[tuple[str, str]], circles: list[list[str]] | None = None) -> Graph:
    names = sorted({name for pair in pairs for name in pair})
    return {
        "of": None,
        "terms": [{"term": name, "defined": True} for name in names],
        "uses": [{"by": by, "term": term, "in_words": True} for by, term in pairs],
        "circles": circles or [],
        "left_out": 0,
    }


def boxes(drawing: str) -> list[tuple[float, float, float, float]]:
    return [
        tuple(float(each.attrib[k]) for k in ("x", "y", "width", "height"))  # type: ignore[misc]
        for each in ET.fromstring(drawing).iter(f"{SVG}rect")  # noqa: S314 - our own
    ]


def texts(drawing: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314


def assert_within(drawing: str) -> None:
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    _, _, right, bottom = map(float, root.attrib["viewBox"].split())
    for x, y, wide, high in boxes(drawing):
        assert x >= 0
        assert y >= 0
        assert x + wide <= right + 0.01
        assert y + high <= bottom + 0.01
    for each in root.iter(f"{SVG}path"):
        if "marker" not in each.attrib.get("d", ""):
            for number in re.findall(r"[MHC ](-?\d+(?:\.\d+)?),", each.attrib["d"]):
                assert -0.01 <= float(number) <= right + 0.01


@pytest.mark.parametrize("width", WIDTHS)
def test_it_stands_alone_and_nothing_leaves_the_frame(width: float) -> None:
    found = agreement_report(BASE, LARKSPUR)
    for drawing in (
        graph(found["graph"], "g", width),
        changes(found["changes"], found["on"], "c", width),
    ):
        root = ET.fromstring(drawing)  # noqa: S314 - our own
        assert root.attrib["role"] == "img"
        assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
        assert not re.search(r"url\((?!#)", drawing)
        assert "href" not in drawing
    assert_within(graph(found["graph"], "g", width))


@st.composite
def pairs(draw: st.DrawFn) -> list[tuple[str, str]]:
    names = [f"Term {number}" for number in range(draw(st.integers(2, 24)))]
    several = st.tuples(st.sampled_from(names), st.sampled_from(names))
    return [pair for pair in draw(st.lists(several, max_size=60)) if pair[0] != pair[1]]


@settings(max_examples=60, deadline=None)
@given(pairs=pairs(), width=st.sampled_from([300.0, 500.0, 844.0]))
def test_boxes_never_overlap_and_every_line_leads_down(
    pairs: list[tuple[str, str]], width: float
) -> None:
    names = sorted({name for pair in pairs for name in pair})
    layout = laid_out(dict.fromkeys(names, 70.0), pairs, (), width)
    assert sorted(layout.boxes) == names
    for above, below in pairs:
        if (above, below) not in layout.back:
            assert layout.boxes[above].row < layout.boxes[below].row
    for row in layout.rows:
        edges = [(i.x - i.width / 2, i.x + i.width / 2) for i in row]
        for (_, end), (start, _) in pairwise(edges):
            assert end <= start + 0.02
        assert edges[0][0] >= -0.02
        if sum(i.width for i in row) <= width:
            assert edges[-1][1] <= width + 0.02
    joined = {(i.name, o.name) for row in layout.rows for i in row for o in i.below}
    assert {p for p in pairs if p not in layout.back} <= joined


@settings(max_examples=30, deadline=None)
@given(pairs=pairs())
def test_without_what_leads_back_nothing_leads_to_itself(pairs: list[tuple[str, str]]) -> None:
    names = sorted({name for pair in pairs for name in pair})
    layout = laid_out(dict.fromkeys(names, 70.0), pairs, (), 800)
    left = {pair for pair in pairs if pair not in layout.back}
    while left:
        top = {above for above, _ in left} - {below for _, below in left}
        assert top, "a circle is left"
        left = {pair for pair in left if pair[0] not in top}


def test_a_circle_is_shown_by_double_frames_and_a_broken_line(tmp_path: Path) -> None:
    base = bases.circular(tmp_path)
    found = agreement_report(base, base.agreement("ring"), date(2005, 7, 1))["graph"]
    assert found["circles"] == [["Alpha", "Beta", "Gamma"]]
    drawing = graph(found)
    assert len(boxes(drawing)) == 1 + 5 + 3  # the ground, five boxes, three inner frames
    assert drawing.count('stroke-dasharray="6 3"') == 1
    assert "A circle: Alpha, Beta, Gamma." in drawing
    assert "Not defined on the date: Ending." in drawing
    assert drawing.count('stroke-dasharray="3 2"') == 1
    assert "Lone" not in texts(drawing)
    assert drawn_of(found)["alone"] == ["Lone"]
    assert_within(drawing)


def test_what_many_use_has_a_letter_instead_of_lines() -> None:
    found = graph_of([(f"Term {n}", "Common") for n in range(8)] + [("Common", "Deep")])
    drawing = graph(found)
    assert drawn_of(found)["common"] == ["Common"]
    said = texts(drawing)
    assert "A: used by 8" in said
    assert said.count("uses A") == 8
    assert drawing.count("marker-end") == 1
    assert "A is Common." in drawing


def test_of_too_many_those_with_the_most_lines_are_drawn_and_the_rest_is_named(
    tmp_path: Path,
) -> None:
    base = bases.crowded(tmp_path, 130)
    found = agreement_report(base, base.agreement("crowded"))["graph"]
    parts = drawn_of(found)
    assert len(parts["drawn"]) == 60
    assert len(parts["drawn"]) + len(parts["left_out"]) + len(parts["alone"]) == 131
    assert "Basic Fee" in parts["drawn"]
    assert_within(graph(found))


def test_the_neighbourhood_is_what_a_term_uses_and_what_uses_it() -> None:
    uses = Uses(LARKSPUR.timeline)
    day = date(2006, 3, 20)
    found = around(uses, "Servicing Fee", day)
    assert {u["term"] for u in found["uses"] if u["by"] == "Servicing Fee"} == {
        u.term for u in uses.of("Servicing Fee", day)
    }
    assert {u["by"] for u in found["uses"] if u["term"] == "Servicing Fee"} == {
        u.by for u in uses.by("Servicing Fee", day)
    }
    drawing = graph(found)
    assert drawing.count('stroke-width="2.4"') == 1
    assert "What Servicing Fee uses, and what uses it" in drawing
    common = around(uses, "Distribution Date", day)
    assert common["left_out"] == len(uses.by("Distribution Date", day)) - 14 > 0
    assert_within(graph(common, "g", 360))


def test_hostile_names_are_text() -> None:
    found = graph_of([(bases.SCRIPT, '"><svg onload=x>'), ("x" * 300, bases.SCRIPT)])
    drawing = graph(found)
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    assert {each.tag for each in root.iter()} <= {
        f"{SVG}{name}"
        for name in ("svg", "title", "desc", "defs", "marker", "path", "rect", "text", "line")
    }
    assert_within(drawing)


def test_what_changed_when_numbers_the_instruments_and_tells_it_in_words() -> None:
    found = agreement_report(BASE, LARKSPUR)
    drawing = changes(found["changes"], found["on"])
    numbers = {each["instrument"]["id"]: n for n, each in enumerate(found["instruments"], 1)}
    row = next(r for r in found["changes"]["rows"] if r["term"] == "Delinquency Test")
    assert [held["number"] for held in row["held"]] == [
        numbers["larkspur-2004-1"],
        numbers["larkspur-2004-1/waiver-letter"],
        numbers["larkspur-2004-1/waiver-letter"],
        numbers["larkspur-2004-1/3"],
    ]
    assert "asked: 1 December 2006" in texts(drawing)
    assert "from 10 February 2005 suspended by Waiver Letter, paragraph 1" in drawing
    for said in texts(drawing):
        assert svg.width_of(said, 9.5) < 860


def test_nothing_is_drawn_where_nothing_uses_anything() -> None:
    empty: Any = graph_of([])
    assert graph(empty) == ""
    assert changes({"rows": [], "left_out": 0}, None) == ""
