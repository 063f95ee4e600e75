"""Drawings: they stand alone, say in words what they show, and stay legible without colour."""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from datetime import date
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.drawings import svg
from hereof.drawings.plane import plane
from hereof.drawings.timeline import timeline
from hereof.report.definition import definition_report
from hereof.report.history import history
from report_pages import bases
from report_pages.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.report.definition import DefinitionReport

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (860.0, 360.0)


def drawn(view: DefinitionReport, width: float = 860) -> list[str]:
    on, known = view["answer"]["on"], view["answer"]["known"]["on"]
    return [
        timeline(view["past"], view["dates"], on, "t", width),
        plane(view["past"], on, known, "p", width),
    ]


def texts(drawing: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314 - our own


@pytest.mark.parametrize("width", WIDTHS)
def test_a_drawing_is_xml_with_a_title_a_description_and_nothing_that_runs(
    real: DefinitionReport, width: float
) -> None:
    for drawing in drawn(real, width):
        root = ET.fromstring(drawing)  # noqa: S314 - our own
        assert root.attrib["role"] == "img"
        named = root.attrib["aria-labelledby"].split()
        assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
        assert [root[0].attrib["id"], root[1].attrib["id"]] == named
        assert not [each for each in root.iter() if each.tag in (f"{SVG}script", f"{SVG}image")]
        assert "href" not in drawing
        assert not re.search(r"url\((?!#)", drawing)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_drawn_outside_the_frame(real: DefinitionReport, width: float) -> None:
    for drawing in drawn(real, width):
        root = ET.fromstring(drawing)  # noqa: S314 - our own
        _, _, right, bottom = map(float, root.attrib["viewBox"].split())
        for each in root.iter(f"{SVG}rect"):
            x, y, wide, high = (float(each.attrib[k]) for k in ("x", "y", "width", "height"))
            assert x >= 0
            assert y >= 0
            assert x + wide <= right + 0.01
            assert y + high <= bottom
        for each in root.iter(f"{SVG}text"):
            wide = svg.width_of(each.text or "", float(each.attrib["font-size"]))
            share = {"middle": 0.5, "end": 1.0}.get(each.attrib.get("text-anchor", ""), 0.0)
            left = float(each.attrib["x"]) - wide * share
            assert left >= 0, each.text
            assert left + wide <= right, each.text


def test_the_timeline_ticks_every_date_and_marks_the_moved_ones(real: DefinitionReport) -> None:
    drawing = drawn(real)[0]
    moved = [each for each in real["dates"] if each["why"]]
    assert len(real["dates"]) == 13
    assert drawing.count("l3.6,4 l-3.6,4") == len(moved) == 6
    assert "13 dates of Distribution Date are ticks, of which 6 are moved." in drawing
    assert "asked: 27 October 2003" in texts(drawing)


def test_the_timeline_says_in_words_which_version_governed_nothing(real: DefinitionReport) -> None:
    said = ET.fromstring(drawn(real)[0])[1].text or ""  # noqa: S314 - our own
    assert "Version 1, in force as construed, from 1 September 2003 until 21 October 2003" in said
    assert "which governed no such date" in said


def test_the_plane_names_each_instrument_that_paints_it(real: DefinitionReport) -> None:
    for drawing in (drawn(real)[1], drawn(real, 360)[1]):
        said = texts(drawing)
        assert "B: Amendment Number One" in said
        assert any(each.startswith("A: Pooling and Servicing Agreement") for each in said)
        assert "A ring marks what was asked: 27 October 2003, as known last." in drawing


def test_instruments_of_like_names_have_letters_and_patterns_of_their_own() -> None:
    base = hereof.load(ROOT)
    agreement = base.agreement("larkspur-2004-1")
    view = definition_report(base, agreement, "Servicing Fee Rate", date(2005, 4, 25))
    said = texts(drawn(view)[1])
    assert "A: Pooling and Servicing Agreement" in said
    assert "C: Amended and Restated Pooling and Servicing Agreement" in said
    assert said.count("A: in force") == 5
    assert said.count("B: suspended") == 1
    assert said.count("C: in force") == 1


def test_the_plane_differs_where_what_holds_differs(real: DefinitionReport) -> None:
    other = copy.deepcopy(real["past"])
    other["held"][1]["effective_from"] = "2003-10-30"
    on = real["answer"]["on"]
    assert plane(real["past"], on, None) != plane(other, on, None)


def test_one_version_that_holds_everywhere_needs_no_plane(tmp_path: Path) -> None:
    base = bases.lengthy(tmp_path, 20)
    past = history(base, base.agreement("long"), "Amount")
    assert plane(past, "2005-06-01", None) == ""


def test_states_differ_by_pattern_and_frame(real: DefinitionReport) -> None:
    root = ET.fromstring(drawn(real)[0])  # noqa: S314 - our own
    frames = [each for each in root.iter(f"{SVG}rect") if each.attrib["fill"] == "none"]
    assert [("stroke-dasharray" in each.attrib) for each in frames] == [True, False, True]
    assert "url(#t-slant)" in drawn(real)[0]


def test_hostile_text_is_text(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path)
    view = definition_report(base, base.agreement("evil"), bases.HOSTILE_TERM)
    drawing = drawn(view)[0]
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    assert bases.SCRIPT in (root[0].text or "")
    assert not list(root.iter(f"{SVG}script"))


def test_three_hundred_versions_stay_in_their_places(tmp_path: Path) -> None:
    base = bases.many(tmp_path, 300)
    view = definition_report(base, base.agreement("many"), "Amount")
    drawing = drawn(view)[0]
    assert drawing.count('fill="none" stroke="#1d1b18" stroke-width="1"') >= 300
    assert len(texts(drawing)) < 30
