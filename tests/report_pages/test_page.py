"""The HTML page: whole, self-contained, and nothing in it runs that a document brought along."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.render.html import html
from hereof.render.visible import visible
from hereof.report.definition import definition_report
from mdtest import cases, write
from report_pages import bases
from report_pages.conftest import ROOT, TERM
from report_pages.markup import Markup

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.report.definition import DefinitionReport

HISTORIES = sorted((ROOT / "tests/histories").glob("*.md"))
SHA256 = "c721ea94efcea9484e3d18da8b33537d88734b0b3d9d04e37ac8236cef47aa16"


def test_the_report_of_the_real_amendment_has_all_that_a_lawyer_files(page: str) -> None:
    text = Markup(page).flat
    for said in (
        f"{TERM} Pooling and Servicing Agreement, Series 2003-RS8",
        "In force on the Distribution Date 27 October 2003 (25 October 2003 is a Saturday).",
        "Amendment Number One, paragraph 2, dated 21 October 2003, executed 21 October 2003",
        "Section 11.01(a)(ii)",
        "agreements/ramp-2003-rs8/amendment-1.txt, lines 30-36",
        SHA256,
        "Diane Wold, Managing Director, for Master Servicer",
        "JPMorgan Chase Bank, as Trustee",
        "$263,706.99",
        "Exactly 343873917/1304",
        "samples/ramp-2003-rs8.csv, line 10",
        "None: the words order no rounding, and nothing is rounded.",
        "Governed no Distribution Date.",
        "Hereof ",
        "made 2 January 2026",
    ):
        assert said in text, said


def test_what_is_no_evidence_is_labelled_in_words(page: str) -> None:
    text = Markup(page).flat
    assert "illustrative Invented figures for the first twelve Distribution Dates" in text
    assert re.search(r"1 In force as construed .{0,120} not on file as construed By Pooling", text)
    assert "The words before are not on file: this compares with what they are taken" in text
    assert "not on file Pooling and Servicing Agreement, Series 2003-RS8 itself" in text


def test_words_formula_and_steps_bear_the_same_numbers(page: str) -> None:
    markup = Markup(page)
    ids = markup.ids
    for number in range(1, 6):
        assert {f"words-{number}", f"formula-{number}", f"step-{number}"} <= set(ids)
    notes = [a for a in markup.named("a") if a.get("class") == "note"]
    led = {a["id"]: a["href"] for a in notes}
    assert led["words-3"] == "#formula-3"
    assert led["formula-3"] == "#step-3"
    assert led["step-3"] == "#words-3"


def test_names_are_unique_and_every_link_leads_somewhere(page: str) -> None:
    markup = Markup(page)
    ids = markup.ids
    assert len(ids) == len(set(ids))
    for link in markup.named("a"):
        assert link["href"].startswith("#")
        assert link["href"][1:] in ids
    for _, attributes in markup.elements:
        for name in attributes.get("aria-labelledby", "").split():
            assert name in ids


def test_the_page_refers_to_nothing_outside_itself(page: str) -> None:
    markup = Markup(page)
    for tag, attributes in markup.elements:
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if "href" in attributes:
            assert attributes["href"].startswith(("#", "data:,")), tag
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    policy = next(a["content"] for a in markup.named("meta") if "http-equiv" in a)
    assert policy.startswith("default-src 'none';")
    assert "'unsafe-inline'" not in policy.partition("script-src")[2]


def test_the_same_view_gives_the_same_page(real: DefinitionReport, page: str) -> None:
    assert html(real) == page


@pytest.mark.parametrize("term", [bases.HOSTILE_TERM, "Amount"])
def test_hostile_text_is_shown_and_is_no_markup(tmp_path: Path, term: str) -> None:
    base = bases.hostile(tmp_path)
    page = html(definition_report(base, base.agreement("evil"), term))
    markup = Markup(page)
    assert len(markup.named("script")) == 1
    assert not markup.named("img")
    assert "\u202e" not in page
    assert "49" not in re.sub(r"\d{3,}|sha256 \w+|[0-9a-f]{64}", "", markup.flat)
    for said in (bases.SCRIPT, bases.HANDLER, bases.TEMPLATE, bases.MARKDOWN, bases.QUOTES):
        assert " ".join(said.split()) in markup.flat
    assert visible(bases.TURNED) in markup.flat


def test_hostile_text_stands_apart_from_the_direction_of_what_is_around_it(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path)
    page = html(definition_report(base, base.agreement("evil"), "Amount"))
    shown = re.escape(bases.HEBREW)
    for found in re.finditer(shown, page.partition("<main")[2]):
        before = page.partition("<main")[2][: found.start()]
        opened = max(before.rfind("<bdi>"), before.rfind('dir="auto"'), before.rfind("<desc"))
        assert opened > before.rfind("</bdi>") or opened > before.rfind("</p>")


def test_five_thousand_words_are_all_there(tmp_path: Path) -> None:
    base = bases.lengthy(tmp_path, 5000)
    text = Markup(html(definition_report(base, base.agreement("long"), "Amount"))).flat
    assert "word0 word1 word2" in text
    assert "word4998 unbroken" in text


def test_three_hundred_versions_are_all_there(tmp_path: Path) -> None:
    base = bases.many(tmp_path, 300)
    view = definition_report(base, base.agreement("many"), "Amount")
    text = Markup(html(view)).flat
    assert "Amount has 300 versions." in text
    assert "Amendment No. 150, paragraph 1" in text
    assert "300 In force effective from 23 January 2011, open" in text


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem[:2])
def test_every_outcome_of_every_history_makes_a_page(path: Path, tmp_path: Path) -> None:
    for number, case in enumerate(cases(path)):
        if not case.rows:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        write(case, folder)
        base = hereof.load(folder)
        for row in case.rows:
            agreement = base.agreement(row.agreement or base.agreements[0])
            if agreement.errors:
                continue
            view = definition_report(base, agreement, row.term, row.on, row.known_on)
            markup = Markup(html(view))
            assert len(markup.ids) == len(set(markup.ids))
            answered = view["answer"]["outcome"] in ("in force", "in force as construed")
            assert ("No answer: " in markup.flat) is not answered
            for version, wording in zip(view["answer"]["versions"], view["wordings"], strict=True):
                said = "".join(piece["text"] for piece in wording["pieces"])
                assert said == (version["words"] or version["construed"] or "")
                for piece in wording["pieces"]:
                    assert " ".join(piece["text"].split()) in markup.flat


def test_of_many_versions_the_older_are_folded_and_the_asked_one_is_open(tmp_path: Path) -> None:
    base = bases.many(tmp_path, 60)
    text = html(definition_report(base, base.agreement("many"), "Amount", date(2005, 12, 1)))
    folded = re.findall(r'<details class="folded"( open)?>\s*<summary>([^<]*)', text)
    assert folded == [
        ("", "Versions 1 to 25, effective from 1 May 2005 until 23 October 2005"),
        (" open", "Versions 26 to 50, effective from 23 October 2005 until 16 April 2006"),
        ("", "Versions 51 to 54, effective from 16 April 2006 until 14 May 2006"),
        ("", "48 more documents"),
    ]
    assert text.count('<p class="version-head">') == 60
