"""DOCX: tracked changes read back equal the redline; the same view gives the same bytes."""

from __future__ import annotations

import copy
import re
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.render.docx import NoDocxError, docx
from hereof.render.html import html
from hereof.render.visible import visible
from hereof.report.conform import conform
from hereof.report.redline import redline
from redline.docx_reader import change_ids, paragraphs, parts, times

if TYPE_CHECKING:
    from hereof.report.conform import Conform
    from hereof.report.redlined import Redline

ROOT = Path(__file__).resolve().parents[2]
BASE = hereof.load(ROOT)
LARKSPUR = BASE.agreement("larkspur-2004-1")
ATTACKS = (
    "<script>alert(1)</script> & {{7*7}} ${7*7} \"quoted\" 'twice'",
    "turned \u202eround\u200f and \u2066held\u2069",
    "bell \x07, null \x00, half \ud800, end \ufffe, escape \x1b[31m",
    "  spaces at   both ends  ",
    "w\u00f6rter \u05d0\u05d1\u05d2 \u4e2d\u6587 \U0001f600",
    "word " * 5_000,
)


def life(start: date, end: date, generated: date | None = None) -> Redline:
    asking = {"start": start, "end": end, "known_start": None, "known_end": None}
    return redline(BASE, LARKSPUR, None, asking, generated=generated)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def view() -> Redline:
    return life(date(2004, 3, 1), date(2007, 6, 1))


@pytest.fixture(scope="module")
def copied() -> Conform:
    return conform(BASE, LARKSPUR, date(2006, 11, 30))


def test_tracked_changes_are_the_redline(view: Redline) -> None:
    changes = {each["number"]: each for each in view["changes"]}
    words = [each for each in paragraphs(docx(view)) if each.style == "Words"]
    terms = [each for each in view["terms"] if each["segments"]]
    assert len(words) == len(terms) > 20
    for paragraph, term in zip(words, terms, strict=True):
        expected = []
        for each in term["segments"]:
            by = changes[each["change"]] if each["change"] else None
            who = (by["author"], f"{by['effective_from']}T00:00:00Z") if by else ("", "")
            expected.append((each["kind"], each["text"], *who))
        assert [(s.kind, s.text, s.author, s.date) for s in paragraph.stretches] == expected


def test_accepted_and_rejected_are_the_words_in_force(view: Redline) -> None:
    words = [each for each in paragraphs(docx(view)) if each.style == "Words"]
    terms = [each for each in view["terms"] if each["segments"]]
    for paragraph, term in zip(words, terms, strict=True):
        for day, said in (
            (date(2004, 3, 1), paragraph.rejected),
            (date(2007, 6, 1), paragraph.accepted),
        ):
            answer = BASE.agreement("larkspur-2004-1").in_force(term["term"], day)
            assert said == (answer.words or "")


def test_the_author_is_the_instrument_and_the_date_its_effective_date(view: Redline) -> None:
    found = {
        (s.author, s.date)
        for paragraph in paragraphs(docx(view))
        for s in paragraph.stretches
        if s.author
    }
    assert ("Amended and Restated Pooling and Servicing Agreement", "2006-12-01T00:00:00Z") in found
    assert ("Amendment No. 6", "2006-04-01T00:00:00Z") in found


def test_each_change_has_an_id_of_its_own(view: Redline) -> None:
    ids = change_ids(docx(view))
    assert len(ids) == len(set(ids)) > 40


@pytest.mark.parametrize("generated", [None, date(2020, 2, 29)])
def test_the_same_view_gives_the_same_bytes(generated: date | None) -> None:
    first, second = (life(date(2004, 3, 1), date(2005, 9, 1), generated) for _ in range(2))
    data = docx(first)
    assert data == docx(second)
    assert times(data) == {(1980, 1, 1, 0, 0, 0)}
    core = parts(data)["docProps/core.xml"].decode()
    assert ("2020-02-29T00:00:00Z" in core) is (generated is not None)
    assert ("dcterms:created" in core) is (generated is not None)
    assert "docProps/thumbnail.jpeg" not in parts(data)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_text_that_attacks_is_text(view: Redline, attack: str) -> None:
    found = copy.deepcopy(view)
    term = next(each for each in found["terms"] if each["changed"])
    term["term"] = attack
    for number, each in enumerate(term["segments"]):
        each["text"] = f"{attack}{number}"
    for change in found["changes"]:
        change["author"] = attack
    words = next(each for each in paragraphs(docx(found)) if each.style == "Words")
    assert [s.text for s in words.stretches] == [visible(s["text"]) for s in term["segments"]]
    assert {s.author for s in words.stretches if s.kind != "same"} == {visible(attack)}
    page = html(found)
    assert "<script>alert" not in page
    assert not any(mark in page for mark in "\u202e\u2066\x00\x07\x1b\ufffe")


def test_a_conformed_copy_has_every_passage_with_its_tag(copied: Conform) -> None:
    read = [each for each in paragraphs(docx(copied)) if each.style == "Words"]
    texts = [
        text
        for part in copied["parts"]
        for term in part["terms"]
        for text in term["texts"]
        if text["passages"]
    ]
    assert len(read) == len(texts) > 50
    for paragraph, text in zip(read, texts, strict=True):
        said = paragraph.accepted
        for passage in text["passages"]:
            mark = f" ¶{passage['paragraph']}" if passage["paragraph"] else ""
            for by in passage["corrected_by"]:
                mark += f", as corrected by {by['number']} ¶{by['paragraph']}"
            stripped = passage["text"].rstrip(" ")
            head = f"{stripped}[{passage['number']}{mark}]"
            assert said.startswith(head)
            said = said[len(head) + len(passage["text"]) - len(stripped) :]
        assert not said


def test_what_a_copy_shows_is_styled_and_never_formatted_by_hand(copied: Conform) -> None:
    body = parts(docx(copied))["word/document.xml"].decode()
    for mark in ("<w:b/>", "<w:i/>", "<w:sz ", "<w:color ", "<w:rFonts"):
        assert mark not in body


def test_passages_are_by_whom_the_timeline_says(copied: Conform) -> None:
    named = {each["number"]: each["instrument"]["id"] for each in copied["instruments"]}
    for part in copied["parts"]:
        for term in part["terms"]:
            state = LARKSPUR.in_force(term["term"], date(2006, 11, 30)).state
            if state.classes or not state.on_file:
                continue
            expected = [
                (key, "".join(run.text for run in group))
                for key, group in groupby(
                    state.runs,
                    key=lambda r: (r.step.provision.entry.id, r.step.provision.paragraph.number),
                )
            ]
            passages = [passage for text in term["texts"] for passage in text["passages"]]
            found = [
                (key, "".join(passage["text"] for passage in group))
                for key, group in groupby(
                    passages, key=lambda p: (named[p["number"]], p["paragraph"])
                )
            ]
            assert found == expected


def test_another_form_has_no_docx() -> None:
    with pytest.raises(NoDocxError, match="there is no DOCX"):
        docx({"schema": "hereof/which/1"})


def test_the_page_has_every_passage_with_its_tag(copied: Conform) -> None:
    page = html(copied)
    tags = re.findall(r'<a class="by" href="#instrument-(\d+)">', page)
    passages = [
        str(passage["number"])
        for part in copied["parts"]
        for term in part["terms"]
        for text in term["texts"]
        for passage in text["passages"]
    ]
    assert tags == passages
    assert "does not exceed<a" in page
    assert copied["notice"] in page
