"""The report of an agreement: what it holds, in every format, whatever the texts are."""

from __future__ import annotations

import io
import json
import re
import time
from datetime import date
from typing import TYPE_CHECKING

import pypdf
import pytest

import hereof
from cli.test_json import faults
from hereof.calendar import Month
from hereof.defined.check import check_defined_terms
from hereof.render.docx import docx
from hereof.render.html import html
from hereof.render.markdown import markdown
from hereof.render.pdf import pdf
from hereof.render.visible import visible
from hereof.report.agreement import agreement_report
from hereof.report.anchors import anchors
from hereof.report.check import findings
from hereof.report.findings import finding
from redline.docx_reader import paragraphs
from report_pages import bases
from report_pages.conftest import ROOT
from report_pages.markup import Markup
from report_pages.test_pdf import titles
from rulebase.filed import base_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hereof.report.agreement import AgreementReport
    from hereof.report.cards import DefinitionCard
    from hereof.timeline.edits import Run
    from hereof.timeline.state import State

BASE = hereof.load(ROOT)
LARKSPUR = BASE.agreement("larkspur-2004-1")


@pytest.fixture(scope="module")
def view() -> AgreementReport:
    """Larkspur on a day of its life."""
    return agreement_report(BASE, LARKSPUR, date(2006, 3, 20))


@pytest.fixture(scope="module")
def last() -> AgreementReport:
    """Larkspur on the day of its last change."""
    return agreement_report(BASE, LARKSPUR)


@pytest.fixture(scope="module")
def page(view: AgreementReport) -> str:
    return html(view)


def cards(view: AgreementReport) -> Iterator[DefinitionCard]:
    for part in view["parts"]:
        yield from part["cards"]
    yield from view["gone"]


def card(view: AgreementReport, term: str) -> DefinitionCard:
    return next(each for each in cards(view) if each["term"] == term)


@pytest.mark.parametrize("name", BASE.agreements)
def test_the_view_is_what_its_schema_says(name: str) -> None:
    for on in (None, date(2005, 6, 1), date(1990, 1, 1), Month(2003, 11), Month(1950, 1)):
        found = agreement_report(BASE, BASE.agreement(name), on, generated=date(2026, 1, 2))
        assert list(faults(json.loads(json.dumps(found)))) == []
        assert found["answered"] is any(part["cards"] for part in found["parts"])


def test_every_definition_has_one_card_with_the_words_in_force(view: AgreementReport) -> None:
    seen = [each["term"] for each in cards(view)]
    assert len(seen) == len(set(seen)) > 50
    for each in cards(view):
        answer = LARKSPUR.in_force(each["term"], date(2006, 3, 20))
        assert each["outcome"] == answer.outcome.value
        if answer.words is not None and len(answer.states) == 1:
            assert "".join(stretch["text"] for stretch in each["texts"][0]["words"]) == answer.words


def test_letters_say_which_paragraph_put_each_word_there(view: AgreementReport) -> None:
    amended = 0
    for each in cards(view):
        state = LARKSPUR.in_force(each["term"], date(2006, 3, 20)).state
        numbers = {stretch["by"] for text in each["texts"] for stretch in text["words"]}
        if not state.on_file or numbers <= {0}:
            continue
        amended += 1
        by = each["texts"][0]["by"]
        told = [(s["text"], by[s["by"] - 1]) for s in each["texts"][0]["words"]]
        at = 0
        for text, paragraph in told:
            run, start = next((r, s) for r, s in _placed(state) if s <= at < s + len(r.text))
            assert start + len(run.text) >= at + len(text)
            owner = run.step.provision
            assert (owner.entry.id, owner.paragraph.number) == (
                paragraph["instrument"],
                paragraph["paragraph"],
            )
            at += len(text)
    assert amended > 5


def _placed(state: State) -> Iterator[tuple[Run, int]]:
    at = 0
    for run in state.runs:
        yield run, at
        at += len(run.text)


def test_uses_and_used_by_are_two_ends_of_one_thing(view: AgreementReport) -> None:
    uses = {(c["term"], u["term"]) for c in cards(view) for u in c["uses"]}
    used = {(u["term"], c["term"]) for c in cards(view) for u in c["used_by"]}
    assert uses == used
    assert ("Servicing Fee", "Servicing Fee Rate") in uses


def test_nested_terms_are_those_that_are_reached_in_turn(last: AgreementReport) -> None:
    uses = {c["term"]: [u["term"] for u in c["uses"]] for c in cards(last)}
    for each in cards(last):
        reached, todo = set[str](), list(uses[each["term"]])
        while todo:
            name = todo.pop()
            if name not in reached:
                reached.add(name)
                todo += uses.get(name, [])
        expected = sorted(reached - {each["term"], *uses[each["term"]]})
        assert each["nested"]["count"] == len(expected)
        assert each["nested"]["terms"] == expected[:24]


def test_instruments_stand_in_the_order_of_execution_with_what_has_no_effect(
    view: AgreementReport,
) -> None:
    own = [
        each for each in view["instruments"] if each["instrument"]["id"].startswith("larkspur-2")
    ]
    executed = [each["instrument"]["executed"] for each in own if each["instrument"]["executed"]]
    assert executed[0] == "2004-03-30"
    assert executed[1:] == sorted(executed[1:])
    for each in view["instruments"]:
        assert bool(each["reasons"]) is not each["counts"]
        for paragraph in each["paragraphs"]:
            assert bool(paragraph["why"]) is not paragraph["counts"]
    idle = {each["instrument"]["id"]: each["reasons"] for each in own if not each["counts"]}
    assert idle["larkspur-2004-1/9"] == ["lacking the signature of Trustee"]
    waiver = next(each for each in own if each["instrument"]["id"].endswith("waiver-letter"))
    assert waiver["counts"]
    assert next(p for p in waiver["paragraphs"] if p["paragraph"] == "1")["why"].startswith(
        ("ended", "rescinded")
    )


def test_what_was_not_known_of_is_not_in_it() -> None:
    found = agreement_report(BASE, LARKSPUR, date(2006, 3, 20), date(2004, 6, 30))
    named = {each["instrument"]["id"] for each in found["instruments"]}
    assert "larkspur-2004-1/1" in named
    assert "larkspur-2004-1/2" not in named
    assert found["known"]["on"] == "2004-06-30"


def test_findings_are_those_of_the_check_on_the_card_that_they_concern(tmp_path: Path) -> None:
    base = bases.circular(tmp_path)
    ring = base.agreement("ring")
    found = agreement_report(base, ring, date(2005, 7, 1))
    checked = check_defined_terms(base, ring, date(2005, 7, 1)).findings
    assert [f["message"] for f in found["checked"]["findings"]] == [c.message for c in checked]
    circular = {each["term"] for each in cards(found) if _codes(each) >= {"words-circular"}}
    assert circular == {"Alpha", "Beta", "Gamma"}
    assert "used-not-defined" in _codes(card(found, "Delta"))
    (aside,) = agreement_report(base, ring)["checked"]["exceptions"]
    assert aside["because"] == "it stands for itself"
    lone = card(agreement_report(base, ring), "Lone")
    assert [each["because"] for each in lone["set_aside"]] == ["it stands for itself"]


def test_every_finding_of_a_check_is_in_the_report_and_on_its_card(tmp_path: Path) -> None:
    rules = """agreement fee
  dated     2005-05-01
  document  not on file

define Fee
  words not on file
  construed because "x"
    > The product of the Rate and 3% of the Cap plus the Floor.

define Rate
  words not on file
  construed because "x"
    > The lesser of the Cap and 2%.
"""
    base = base_of(tmp_path, rules_fee_1=rules)
    fee = base.agreement("fee")
    found = agreement_report(base, fee)
    said = found["checked"]["general"] + found["checked"]["findings"]
    checked = [finding(each) for each in findings(base, "fee")]
    assert said == checked
    assert [each["code"] for each in found["checked"]["general"]]
    assert "words-ambiguous" in _codes(card(found, "Fee"))
    assert "words-ambiguous" not in _codes(card(found, "Rate"))
    text = Markup(html(found)).flat
    written = markdown(found)
    document = "\n".join(each.accepted for each in paragraphs(docx(found)))
    for each in checked:
        for place in (text, written, document):
            assert each["code"] in place


def _codes(found: DefinitionCard) -> set[str]:
    return {each["code"] for each in found["findings"]}


def test_without_a_date_it_is_as_of_the_last_change(last: AgreementReport) -> None:
    assert last["date_chosen"]
    assert last["on"] == "2006-12-01"
    assert last["checked"]["on"] is None
    terms = [each["term"] for each in last["changes"]["rows"]]
    assert terms == sorted(terms)
    assert "Delinquency Test" in terms
    for row in last["changes"]["rows"]:
        assert len(row["held"]) > 1


def test_names_are_unique_and_every_link_leads_somewhere(page: str) -> None:
    markup = Markup(page)
    assert len(markup.ids) == len(set(markup.ids))
    links = [a["href"] for a in markup.named("a")]
    assert len(links) > 400
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(markup.ids)
    assert not [link for link in links if not link.startswith("#")]


def test_the_page_holds_what_a_reader_looks_for(view: AgreementReport, page: str) -> None:
    text = Markup(page).flat
    for each in cards(view):
        assert each["term"] in text
        for words in each["texts"]:
            said = "".join(s["text"] for s in words["words"])
            plain = re.sub(r"by \[\w+\]", "", said)
            first = words["words"][0]["text"].split() if words["words"] else []
            assert " ".join(first) in text
            assert plain == said
    for instrument in view["instruments"]:
        for signature in instrument["instrument"]["signatures"]:
            assert (signature["signatory"] or "nobody yet") in text
    assert "lacking the signature of Trustee" in text
    assert "Set aside, with the reasons" in text


def test_the_same_agreement_gives_the_same_bytes(
    view: AgreementReport, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = hereof.load(ROOT)
    again = agreement_report(fresh, fresh.agreement("larkspur-2004-1"), date(2006, 3, 20))
    assert html(again) == page
    assert markdown(again) == markdown(view)
    assert docx(again) == docx(view)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1066694400")
    small = agreement_report(BASE, BASE.agreement("ramp-2003-rs8"), Month(2003, 10))
    assert pdf(html(small)) == pdf(html(small))


def test_on_paper_it_has_bookmarks_running_heads_and_page_numbers_in_the_contents() -> None:
    found = agreement_report(BASE, BASE.agreement("ramp-2003-rs8"), Month(2003, 10))
    read = pypdf.PdfReader(io.BytesIO(pdf(html(found))))
    marks = list(titles(read.outline))
    assert marks[0] == found["agreement"]["title"]
    for each in cards(found):
        assert each["term"] in marks
    assert "The instruments, in the order of execution" in marks
    assert found["agreement"]["title"] in read.pages[1].extract_text()
    contents = " ".join(read.pages[0].extract_text().split())
    assert re.search(r"Class A-I-7 Pro Rata Distribution Amount[ .]*\d", contents)


def test_markdown_and_docx_hold_every_word(view: AgreementReport) -> None:
    said = markdown(view)
    found = paragraphs(docx(view))
    words = [each.accepted for each in found if each.style in ("Words", "ConstruedWords")]
    shown = [text for each in cards(view) for text in each["texts"] if text["words"]]
    assert len(words) == len(shown) > 50
    for written, text in zip(words, shown, strict=True):
        plain = "".join(stretch["text"] for stretch in text["words"])
        assert " ".join(re.sub(r"\[\d+\] ", "", written).split()) == " ".join(plain.split())
    for each in cards(view):
        assert f"### {each['term']}".replace("*", "\\*") in said.replace("&amp;", "&") or (
            f"## {each['term']}" in said
        )


def test_docx_is_styled_and_never_formatted_by_hand(view: AgreementReport) -> None:
    import zipfile  # noqa: PLC0415 - for this alone

    with zipfile.ZipFile(io.BytesIO(docx(view))) as opened:
        body = opened.read("word/document.xml").decode()
    for mark in ("<w:b/>", "<w:i/>", "<w:sz ", "<w:color ", "<w:rFonts"):
        assert mark not in body


def test_hostile_text_is_shown_and_is_no_markup(tmp_path: Path) -> None:
    base = bases.hostile(tmp_path)
    found = agreement_report(base, base.agreement("evil"))
    made = html(found)
    markup = Markup(made)
    assert len(markup.named("script")) == 1
    assert not markup.named("img")
    assert "\u202e" not in made
    assert "\u202e" not in markdown(found)
    for said in (bases.SCRIPT, bases.HANDLER, bases.TEMPLATE, bases.MARKDOWN, bases.QUOTES):
        assert " ".join(said.split()) in markup.flat
    assert visible(bases.TURNED) in markup.flat
    assert "<script>" not in markdown(found).replace("\\<script\\>", "")
    written = " ".join(each.accepted for each in paragraphs(docx(found)))
    assert bases.SCRIPT in written
    assert visible(bases.TURNED) in written


def test_five_thousand_words_and_three_hundred_versions_are_all_there(tmp_path: Path) -> None:
    long = bases.lengthy(tmp_path / "long", 5000)
    text = Markup(html(agreement_report(long, long.agreement("long")))).flat
    assert "word0 word1 word2" in text
    assert "word4998 unbroken" in text
    many = bases.many(tmp_path / "many", 300)
    found = agreement_report(many, many.agreement("many"))
    (row,) = found["changes"]["rows"]
    assert len(row["held"]) == 300
    text = Markup(html(found)).flat
    assert "23 January 2011: in force, Amendment No. 299, paragraph 1" in text


def test_a_thousand_definitions_make_a_report_that_says_what_it_leaves_out(tmp_path: Path) -> None:
    base = bases.crowded(tmp_path, 1000)
    started = time.process_time()
    found = agreement_report(base, base.agreement("crowded"))
    text = html(found)
    assert time.process_time() - started < 120, "it has no bound"
    assert len(list(cards(found))) == 1001
    markup = Markup(text)
    assert len(markup.ids) == len(set(markup.ids))
    assert "Of 1,001 definitions these are the 60 with the most lines" in markup.flat
    deepest = card(found, f"Amount {bases._name(999)}")
    assert deepest["nested"]["count"] == 998
    assert len(deepest["nested"]["terms"]) == 24
    assert "and 974 more" in markup.flat
    assert len(card(found, "Basic Fee")["used_by"]) == 999


def test_places_have_names_of_their_own() -> None:
    found = anchors(["P&I Advance", "P-I Advance", "\u05d4\u05e1", "", "x" * 200, "x" * 201])
    assert len(set(found.values())) == 6
    assert found["P&I Advance"] == "term-p-i-advance"
    assert found["P-I Advance"] == "term-p-i-advance--2"
    assert all(re.fullmatch(r"term-[a-z0-9-]*", each) for each in found.values())
