"""What copies and redlines of Larkspur say of its instruments is what happened."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hereof
from hereof.render.markdown import markdown
from hereof.report.conform import conform
from hereof.report.contributors import Filed, reason_without_effect
from hereof.report.definition import definition_report
from hereof.report.history import history
from hereof.report.phrases import ruled
from hereof.report.redline import redline
from hereof.report.which import which

if TYPE_CHECKING:
    from hereof.report.conform import Conform, ConformedTerm
    from hereof.report.redlined import Redline

ROOT = Path(__file__).resolve().parents[2]
OCTOBER = date(2005, 10, 10)


@cache
def base() -> hereof.RuleBase:
    return hereof.load(ROOT)


@cache
def copied() -> Conform:
    return conform(base(), base().agreement("larkspur-2004-1"), OCTOBER)


def term_of(copy: Conform, name: str) -> ConformedTerm:
    return next(t for part in copy["parts"] for t in part["terms"] if t["term"] == name)


@cache
def lined(name: str, start: date, end: date) -> Redline:
    agreement = base().agreement(name)
    asking = {"start": start, "end": end, "known_start": None, "known_end": None}
    return redline(base(), agreement, None, asking)  # type: ignore[arg-type]


def test_what_is_struck_and_put_in_is_by_who_did_it() -> None:
    view = lined("larkspur-2004-1", date(2004, 3, 1), date(2006, 11, 30))

    def found(term: str) -> list[tuple[str, str, str, str | None]]:
        (one,) = (each for each in view["terms"] if each["term"] == term)
        made = [
            (each["text"], view["changes"][each["change"] - 1])
            for each in one["segments"]
            if each["change"] is not None
        ]
        return [
            (text.strip(), by["author"], by["effective_from"], by["by"]["known_from"])
            for text, by in made
        ]

    assert found("Clean-up Call Date") == [
        ("5%", "Amendment No. 2", "2005-03-01", "2005-03-24"),
        ("10%", "Amendment No. 5", "2005-03-01", "2005-11-14"),
    ]
    hazard = found("Special Hazard Amount")
    assert hazard[0][1:] == ("Amendment No. 2", "2005-03-01", "2005-03-24")
    assert hazard[0][0].startswith("$2,400,000, less all Special Hazard Losses")
    reserve = found("Required Reserve Amount")
    assert [each[:2] for each in reserve if "$750,000" in each[0]] == [
        ("$750,000", "Amendment No. 4")
    ]
    assert ("0.80%", "Amendment No. 6", "2006-03-15", "2006-03-15") in reserve
    assert not any("requires less than" in text for text, by, _, _ in reserve if by[-1] == "6")


def test_a_copy_says_by_whom_words_were_corrected() -> None:
    copy = copied()
    numbers = {each["name"]: each["number"] for each in copy["instruments"]}
    (text,) = term_of(copy, "Clean-up Call Date")["texts"]
    made, by = numbers["Amendment No. 2"], numbers["Amendment No. 5"]
    assert [(each["text"].strip(), each["number"]) for each in text["passages"]][1] == ("10%", made)
    assert text["passages"][1]["corrected_by"] == [{"number": by, "paragraph": "3"}]
    assert text["passages"][0]["corrected_by"] == []


@pytest.mark.parametrize(
    ("instrument", "paragraph", "why"),
    [
        ("2", "5", "what it deleted was defined anew by Amendment No. 4, paragraph 3"),
        (
            "3",
            "4",
            "Amendment No. 4, paragraph 2 prevails over it, as Amendment No. 5, paragraph 2 says",
        ),
        ("1", "3", "the definition that it changed was replaced by Amendment No. 4, paragraph 2"),
    ],
)
def test_each_paragraph_without_effect_has_its_true_reason(
    instrument: str, paragraph: str, why: str
) -> None:
    timeline = base().agreement("larkspur-2004-1").timeline
    name = f"larkspur-2004-1/{instrument}"
    (provision,) = (
        each
        for each in timeline.provisions
        if each.entry.id == name and each.paragraph.number == paragraph
    )
    filed = Filed(provision.entry, timeline, OCTOBER, None)
    assert reason_without_effect(provision, filed) == why


def test_of_a_suspension_in_force_only_the_end_is_pending() -> None:
    said = markdown(copied())
    assert (
        "Its end is pending: Waiver Letter, paragraph 3, which suspends it, treated as no answer; "
        "it ends when: “each Rating Agency has confirmed its ratings in writing”." in said
    )
    assert "\nPending: Waiver Letter" not in said
    assert "\nPending: Amendment No. 3, paragraph 6, which deletes the definition; not" in said


def test_a_copy_leans_on_what_its_answers_lean_on() -> None:
    leans = copied()["leans"]
    agreement = base().agreement("larkspur-2004-1")
    for part in copied()["parts"]:
        for term in part["terms"]:
            answer = which(base(), agreement, term["term"], OCTOBER)
            assert [each for each in answer["leans"] if each not in leans] == []
    said = [each["what"] for each in leans]
    assert "the execution, 10 February 2005, of Waiver Letter, as construed" in said
    assert "Pooling and Servicing Agreement, as construed" not in said


def test_a_redline_leans_on_what_its_two_answers_lean_on() -> None:
    first, second = date(2003, 10, 20), date(2003, 10, 27)
    view = lined("ramp-2003-rs8", first, second)
    agreement = base().agreement("ramp-2003-rs8")
    (term,) = (each["term"] for each in view["terms"])
    for day in (first, second):
        answer = which(base(), agreement, term, day)
        assert answer["leans"]
        assert [each for each in answer["leans"] if each not in view["leans"]] == []


def test_other_paragraphs_are_named_by_their_titles() -> None:
    said = [deed["does"] for each in copied()["instruments"] for deed in each["does"]]
    assert 'corrects Amendment No. 2, paragraph 4 so that "1%" reads "10%"' in said
    assert not any("larkspur-2004-1/" in each for each in said)
    (exhibit,) = term_of(copied(), "Exhibit C")["texts"]
    assert exhibit["edited_by"] == ["Amendment No. 4, paragraph 7"]


def test_a_version_without_an_answer_governs_nothing() -> None:
    agreement = base().agreement("larkspur-2004-1")
    deleted = history(base(), agreement, "Special Hazard Amount")["held"]
    assert [ruled(each) for each in deleted] == [
        "governed",
        "not in force on",
        "governed",
        "governed",
    ]
    doubted = history(base(), agreement, "Required Reserve Amount")["superseded"]
    assert {"crossing"} == {each["outcome"] for each in doubted if ruled(each) == "no answer on"}
    assert "; not in force on 5 Distribution Dates." in markdown(
        definition_report(base(), agreement, "Special Hazard Amount", date(2006, 11, 30))
    )
