"""The DOCX of a definition report says what the page says, with its history as tracked changes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.render.docx import docx
from hereof.render.visible import visible
from hereof.report.definition import definition_report
from redline.docx_reader import paragraphs, times
from report_pages import bases

if TYPE_CHECKING:
    from hereof.report.definition import DefinitionReport

BASE = hereof.load(Path(__file__).resolve().parents[2])
LARKSPUR = BASE.agreement("larkspur-2004-1")


def said_in(data: bytes) -> str:
    return "\n".join(paragraph.accepted for paragraph in paragraphs(data))


def test_the_real_amendment_as_a_document(real: DefinitionReport) -> None:
    text = said_in(docx(real))
    for said in (
        "Class A-I-7 Pro Rata Distribution Amount",
        "In force on the Distribution Date 27 October 2003 (25 October 2003 is a Saturday).",
        "[3] the Certificate Principal Balance of the Class A-I-7 Certificates",
        "Section 11.01(a)(ii)",
        "agreements/ramp-2003-rs8/amendment-1.txt, lines 30-36",
        "sha256 c721ea94efcea9484e3d18da8b33537d88734b0b3d9d04e37ac8236cef47aa16",
        "$263,706.99 (exactly 343873917/1304; shown in part, as nothing is rounded)",
        "ILLUSTRATIVE",
        "NOT ON FILE",
        "AS CONSTRUED",
    ):
        assert said in text, said


def test_its_history_is_tracked_by_the_instrument(real: DefinitionReport) -> None:
    changed = [
        (each.kind, each.text, each.author, each.date)
        for paragraph in paragraphs(docx(real))
        for each in paragraph.stretches
        if each.kind != "same"
    ]
    day = "2003-10-21T00:00:00Z"
    assert changed == [
        ("deleted", "A-I-7", "Amendment Number One", day),
        ("inserted", "A-I-8", "Amendment Number One", day),
    ]


@pytest.mark.parametrize("term", LARKSPUR.terms)
def test_every_definition_of_the_fictional_agreement(term: str) -> None:
    view = definition_report(BASE, LARKSPUR, term, date(2006, 11, 30))
    data = docx(view)
    text = said_in(data)
    for wording in view["wordings"]:
        for piece in wording["pieces"]:
            assert visible(piece["text"]).strip() in text
        assert visible(wording["notation"]) in text
    for neighbour in (*view["uses"], *view["used_by"]):
        assert visible(neighbour["term"]) in text
    for exhibit in view["exhibits"]:
        assert exhibit["sha256"] in text
    versions = [p for p in paragraphs(data) if any(s.kind != "same" for s in p.stretches)]
    changes = [c for c in view["redlines"] if any(s["kind"] != "same" for s in c["segments"])]
    for paragraph, change in zip(versions, changes, strict=True):
        segments = change["segments"]
        old = "".join(s["text"] for s in segments if s["kind"] != "inserted")
        new = "".join(s["text"] for s in segments if s["kind"] != "deleted")
        assert (paragraph.rejected, paragraph.accepted) == (visible(old), visible(new))


def test_the_same_report_gives_the_same_bytes(real: DefinitionReport) -> None:
    first, second = docx(real), docx(real)
    assert first == second
    assert times(first) == {(1980, 1, 1, 0, 0, 0)}


def test_text_that_attacks_is_shown_as_text(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path)
    agreement = base.agreement("evil")
    for term in agreement.terms:
        view = definition_report(base, agreement, term, date(2005, 6, 1))
        text = said_in(docx(view))
        assert bases.SCRIPT in text
        assert bases.TEMPLATE in text
        assert "\u202e" not in text


def test_many_words_and_many_versions(tmp_path: Path) -> None:
    base = bases.lengthy(tmp_path, 5_000)
    agreement = base.agreement("long")
    view = definition_report(base, agreement, "Amount", date(2005, 6, 1))
    assert "word4998 unbroken" in said_in(docx(view))


def test_no_empty_paragraph_stands_between_a_table_and_a_heading(real: DefinitionReport) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(real))) as made:
        text = made.read("word/document.xml").decode()
    assert re.search(r'</w:tbl><w:p><w:pPr><w:pStyle w:val="Heading1"', text)
    empty = r'<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'
    assert not re.search(rf'{empty}<w:p><w:pPr><w:pStyle w:val="Heading', text)


def test_the_file_says_once_of_what_time_it_is(real: DefinitionReport) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(real))) as made:
        text = made.read("word/settings.xml").decode()
    assert re.findall(r'"compatibilityMode"[^>]*w:val="(\d+)"', text) == ["15"]
