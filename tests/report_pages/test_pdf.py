"""The PDF: pages with numbers and running heads, bookmarks, tags, and the same bytes twice."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

import hereof
from cli.runner import ROOT, run_in
from hereof.render.html import html
from hereof.render.pdf import NoPdfError, pdf
from hereof.report.redline import redline
from report_pages.conftest import TERM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hereof.report.redlined import Asking


@pytest.fixture(scope="module")
def made(page: str) -> bytes:
    """The PDF of the real amendment.

    It needs Pango: Debian's libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.
    """
    return pdf(page)


@pytest.fixture(scope="module")
def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def titles(outline: Iterable[Any]) -> Iterator[str]:
    for each in outline:
        if isinstance(each, list):
            yield from titles(each)
        else:
            yield str(each["/Title"])


def test_every_page_has_its_number_and_from_the_second_its_heads(read: pypdf.PdfReader) -> None:
    count = len(read.pages)
    assert 3 <= count <= 7
    for number, each in enumerate(read.pages, 1):
        text = each.extract_text()
        assert f"{number} of {count}" in text
        assert "Hereof " in text
        if number > 1:
            assert "Pooling and Servicing Agreement, Series 2003-RS8" in text
            assert TERM in text


def test_headings_are_bookmarks(read: pypdf.PdfReader) -> None:
    found = list(titles(read.outline))
    assert found[0] == TERM
    for said in ("The words in force", "What it comes to", "History", "Evidence"):
        assert said in found


def test_its_structure_is_tagged_and_its_language_said(read: pypdf.PdfReader) -> None:
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"


def test_words_formula_and_steps_bear_numbers_on_paper(read: pypdf.PdfReader) -> None:
    text = " ".join(" ".join(each.extract_text() for each in read.pages).split())
    assert "an amount equal to 1 the product of (x) 2 a fraction" in text
    assert "$263,706.99" in text
    assert "[deleted:" in text
    assert "[inserted:" in text


def test_drawings_are_drawn_with_their_words_and_described(read: pypdf.PdfReader) -> None:
    text = " ".join(each.extract_text() for each in read.pages)
    assert "asked: 27 October 2003" in text
    assert "B: Amendment Number One" in text
    trailer: Any = read.trailer
    numbers = range(1, trailer["/Size"])
    held: list[Any] = [read.get_object(number) for number in numbers]
    said = [str(each["/Alt"]) for each in held if isinstance(each, dict) and "/Alt" in each]
    assert any(each.startswith("Timeline of Class A-I-7") for each in said)
    assert any("A ring marks what was asked" in each for each in said)


def test_it_holds_no_script_and_no_outside_link(read: pypdf.PdfReader, made: bytes) -> None:
    assert b"/JavaScript" not in made
    for each in read.pages:
        for annotation in each.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            assert "/URI" not in action


def test_the_same_page_gives_the_same_bytes(
    page: str, made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pdf(page) == made
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1066694400")
    assert pdf(page) == pdf(page)


def test_a_page_that_asks_for_a_file_gets_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    link = f'<link rel="attachment" href="{secret.as_uri()}"><img src="{secret.as_uri()}">'
    made = pdf(f"<!doctype html><html lang=en><title>t</title>{link}<p>Page</p></html>")
    read = pypdf.PdfReader(io.BytesIO(made))
    assert not read.attachments
    assert "Page" in read.pages[0].extract_text()


def test_without_weasyprint_one_sentence_says_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NoPdfError, match="pip install"):
        pdf(page)
    asked = ("report", TERM, "--on", "2003-10", "-f", "html", "-f", "pdf")
    ran = run_in(ROOT, *asked, "--out", str(tmp_path))
    assert ran.code == 2
    assert "error[pdf-not-installed] no PDF was made" in ran.err
    assert "libpango" in " ".join(ran.err.split())
    assert len(list(tmp_path.glob("*.html"))) == 1


def test_no_word_before_a_change_stands_alone_on_a_line() -> None:
    base = hereof.load(ROOT)
    points: Asking = {
        "start": date(2004, 6, 25),
        "end": date(2006, 3, 20),
        "known_start": None,
        "known_end": None,
    }
    view = redline(base, base.agreement("larkspur-2004-1"), "Eligible Investments", points)
    made = pypdf.PdfReader(io.BytesIO(pdf(html(view))))
    lines = "\n".join(each.extract_text() for each in made.pages).split("\n")
    assert any("Rating Agency; (c) commercial paper" in each for each in lines)
    assert "each" not in [each.strip() for each in lines]
