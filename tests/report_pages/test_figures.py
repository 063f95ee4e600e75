"""Drawings beside Markdown, in DOCX and alone: the same everywhere, captioned, said in words."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image

import hereof
from cli.runner import run_in
from hereof.drawings import svg
from hereof.render.docx import docx
from hereof.render.figures import KINDS, figures
from hereof.render.formats import Making, beside, rendered
from hereof.render.html import html
from hereof.render.picture import picture
from hereof.report.agreement import agreement_report
from hereof.report.definition import definition_report
from report_pages import bases
from report_pages.conftest import ROOT

if TYPE_CHECKING:
    from hereof.report.agreement import AgreementReport
    from hereof.report.definition import DefinitionReport

SVG = "{http://www.w3.org/2000/svg}"
TERM = "Class A-I-7 Pro Rata Distribution Amount"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def whole() -> AgreementReport:
    base = hereof.load(ROOT)
    return agreement_report(base, base.agreement("larkspur-2004-1"), date(2006, 3, 20))


def pictures(data: bytes) -> list[tuple[ET.Element, bytes]]:
    """Give each picture's description in a DOCX, and its bytes, in the order of the document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own
        links = ET.fromstring(package.read("word/_rels/document.xml.rels"))  # noqa: S314 - our own
        targets = {each.attrib["Id"]: each.attrib["Target"] for each in links}
        found = []
        for inline in body.iter(f"{DRAWN}inline"):
            said = inline.find(f"{DRAWN}docPr")
            blip = next(each for each in inline.iter() if each.tag.endswith("}blip"))
            key = next(value for name, value in blip.attrib.items() if name.endswith("}embed"))
            assert said is not None
            found.append((said, package.read(f"word/{targets[key]}")))
    return found


def test_markdown_shows_the_files_beside_it(real: DefinitionReport) -> None:
    making = Making(beside="a report")
    text = rendered(real, "md", making).decode()
    files = beside(real, "md", making)
    shown = re.findall(r"^!\[(.*)\]\((\S+)\)$", text, re.MULTILINE)
    assert [unquote(href) for _, href in shown] == list(files)
    assert list(files) == [f"a report-{kind}.svg" for kind in ("timeline", "plane", "graph")]
    for (alt, _), (name, data) in zip(shown, files.items(), strict=True):
        root = ET.fromstring(data)  # noqa: S314 - our own
        title, description = root[0].text or "", root[1].text or ""
        plain = re.sub(r"\\(.)", r"\1", alt)
        assert plain == f"{title}. {description}", name
    assert "open diamond marks" in text
    assert not beside(real, "html", making)


def test_markdown_that_is_printed_shows_no_file(real: DefinitionReport) -> None:
    assert "![" not in rendered(real, "md").decode()


@pytest.mark.parametrize("form", ["definition", "agreement"])
def test_docx_holds_every_drawing_with_what_it_shows_in_words(
    real: DefinitionReport, whole: AgreementReport, form: str
) -> None:
    view = real if form == "definition" else whole
    data = docx(view)
    found = pictures(data)
    drawn = figures(view)
    assert [each.title for each in drawn.values()] == [said.attrib["title"] for said, _ in found]
    assert tuple(drawn) == KINDS[form]
    for (said, png), figure in zip(found, drawn.values(), strict=True):
        assert said.attrib["descr"] == figure.description
        image = Image.open(io.BytesIO(png))
        assert image.width >= 1280
        assert min(image.convert("L").tobytes()) < 60
    assert len({said.attrib["id"] for said, _ in found}) == len(found)
    captions = [p.text for p in Document(io.BytesIO(data)).paragraphs if p.style.name == "Caption"]  # type: ignore[union-attr]
    assert captions == [each.caption for each in drawn.values()]
    assert docx(view) == data


def test_a_drawing_in_docx_fits_the_page(whole: AgreementReport) -> None:
    for paper, wide, high in (("letter", 165.9, 215.4), ("a4", 160.0, 233.0)):
        for shape in Document(io.BytesIO(docx(whole, paper))).inline_shapes:
            assert shape.width <= Mm(wide) + 1
            assert shape.height <= Mm(high) + 1


def greys(image: Image.Image) -> list[int]:
    return list(image.tobytes())


def test_a_picture_shows_what_its_drawing_says(real: DefinitionReport) -> None:
    """Lines are dark, what is behind a label is light, and a pattern is neither."""
    box = svg.box(10, 10, 100, 40, "slant", "k") + svg.label(20, 34, "Words")
    line = svg.line(10, 70, 110, 70, 2)
    patterns = svg.patterns("k", ["slant"])
    image = Image.open(
        io.BytesIO(picture(svg.drawing("k", 120, 80, "t", "d", patterns + box + line)))
    )
    grey = image.convert("L")
    assert grey.size == (360, 240)
    dots = greys(grey.crop((36, 209, 324, 212)))
    assert max(dots) < 60, "the line"
    assert greys(grey.crop((0, 225, 360, 240))) == [255] * 360 * 15
    shaded = greys(grey.crop((200, 40, 320, 140)))
    assert min(shaded) < 150 < max(shaded)
    letters = greys(grey.crop((60, 70, 150, 105)))
    assert min(letters) < 60
    made: set[str] = set()
    for each in figures(real).values():
        made |= {one.tag for one in ET.fromstring(each.drawing).iter()}  # noqa: S314 - our own
    known = {
        "svg",
        "title",
        "desc",
        "defs",
        "pattern",
        "marker",
        "g",
        "rect",
        "line",
        "path",
        "circle",
    }
    assert made <= {SVG + each for each in (*known, "text")}


def test_a_drawing_alone_has_its_name_its_colours_and_stays_in_its_frame(
    real: DefinitionReport, whole: AgreementReport
) -> None:
    for figure in (*figures(real).values(), *figures(whole).values()):
        root = ET.fromstring(figure.file("A heading: " + "of many words " * 20, figure.caption))  # noqa: S314
        width, height = (float(root.attrib[key]) for key in ("width", "height"))
        assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
        assert [each.tag for each in root[:3]] == [f"{SVG}{k}" for k in ("title", "desc", "style")]
        assert "prefers-color-scheme: dark" in (root[2].text or "")
        assert "sans-serif" in root.attrib["font-family"]
        said = " ".join(each.text or "" for each in root.findall(f"{SVG}text"))
        assert said.startswith("A heading: of many words")
        assert " ".join(figure.caption.split()) in said
        for each in root.findall(f"{SVG}text"):
            assert 0 < float(each.attrib["y"]) <= height
            size = float(each.attrib["font-size"])
            assert svg.width_of(each.text or "", size) <= width


def test_hostile_texts_are_texts_in_every_drawing(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path)
    evil = base.agreement("evil")
    views = [definition_report(base, evil, bases.HOSTILE_TERM), agreement_report(base, evil)]
    for view in views:
        for figure in figures(view).values():
            root = ET.fromstring(figure.file(figure.title, figure.caption))  # noqa: S314 - our own
            assert not [each for each in root.iter() if each.tag.endswith("script")]
            assert picture(figure.drawing)
        text = rendered(view, "md", Making(beside="x](y) <b>&\n")).decode()
        assert not re.search(r"(?<!\\)<(script|img|b)\b", text)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_the_verb_draws_one_or_several() -> None:
    ran = run_in(ROOT, "draw", TERM, "--on", "2003-10", "--out", "a.svg")
    assert ran.code == 0
    one = Path("a.svg").read_text(encoding="utf-8")
    assert f">Timeline of {TERM}: Pooling and Servicing Agreement, Series 2003-RS8</text>" in one
    assert "asked: 27 October 2003" in one
    several = ("--kind", "plane", "--kind", "graph", "--kind", "plane")
    ran = run_in(ROOT, "draw", TERM, *several, "--out", "there")
    name = "ramp-2003-rs8-class-a-i-7-pro-rata-distribution-amount"
    written = [f"{name}-plane.svg", f"{name}-graph.svg"]
    assert sorted(each.name for each in Path("there").iterdir()) == sorted(written)
    assert all(each in ran.out for each in written)
    printed = run_in(ROOT, "draw", "larkspur-2004-1:", "--out", "-")
    assert printed.out.startswith("<?xml")
    assert "14 is Amended and Restated Pooling and Servicing Agreement" in " ".join(
        re.findall(r">([^<]*)</text>", printed.out)
    )


@pytest.mark.parametrize(
    ("said", "code", "name"),
    [
        ((TERM, "--kind", "changes"), 2, "misuse"),
        (("larkspur-2004-1:", "--kind", "plane"), 2, "misuse"),
        ((TERM, "--kind", "plane", "--kind", "graph", "--out", "a.svg"), 2, "formats-in-one-file"),
        ((TERM, "--out", "a.png"), 2, "format-unknown"),
        ((TERM, "--json", "--out", "a.svg"), 2, "json-unknown"),
        (("larkspur-2004-1: Net Mortgage Rate", "--kind", "plane"), 3, "There is no plane to draw"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_drawn_is_said(said: tuple[str, ...], code: int, name: str) -> None:
    ran = run_in(ROOT, "draw", *said)
    assert ran.code == code
    assert name in ran.out + ran.err
    assert not list(Path().rglob("*.svg"))


@pytest.mark.parametrize(
    ("paper", "size"), [(None, (215.9, 279.4)), ("letter", (215.9, 279.4)), ("a4", (210, 297))]
)
def test_every_format_is_on_the_same_paper(
    real: DefinitionReport, paper: str | None, size: tuple[float, float]
) -> None:
    section = Document(io.BytesIO(docx(real, paper))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert [round(each.mm, 1) for each in (section.page_width, section.page_height)] == list(size)
    said = re.findall(r"@page \{\s*size: (\w+)", html(real, paper=paper))
    assert said[-1] == (paper or "letter")
