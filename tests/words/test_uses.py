"""Which terms the words of a definition use, and which definitions use it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import hereof
from hereof.wording.mentions import Scanner
from hereof.wording.uses import Uses

ROOT = Path(__file__).resolve().parents[2]
TERMS = (
    "Pool Balance", "Cut-off Date", "Cut-off Date Pool Balance", "Realized Loss", "Class",
    "Notice of Final Distribution", "Class A Principal Distribution Amount", "Mortgage Loan",
    "P&I Advance", "Section 4.02", "Certificate Principal Balance", "Note", "Notes",
    "U.S. Person", "one-month LIBOR", "Rate (Net)",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "used", "left"),
    [
        ("The Pool Balance on the Cut-off Date.", ["Pool Balance", "Cut-off Date"], []),
        ("The Cut-off Date Pool Balance.", ["Cut-off Date Pool Balance"], []),
        ("all Realized Losses on the\nMortgage  Loans", ["Realized Loss", "Mortgage Loan"], []),
        ("the Adjusted Pool Balance", [], ["Adjusted Pool Balance"]),
        ("Any Adjusted Pool Balance", [], ["Adjusted Pool Balance"]),
        ("Aggregate Pool Balance of that month", ["Pool Balance"], []),
        ("a Notice of Final Distribution", ["Notice of Final Distribution"], []),
        ("the Class A-4 Certificates and the Class A Principal Distribution Amount",
         ["Class", "Class A Principal Distribution Amount"], []),
        ("the Certificate Principal Balance of the Class A-I-7 Certificates",
         ["Certificate Principal Balance", "Class"], []),
        ("the P&I Advance under Section 4.02(b)", ["P&I Advance", "Section 4.02"], []),
        ("the Mortgage Loan's balance, in March 2004 or on Good Friday", ["Mortgage Loan"], []),
        ("the Securities Act of 1933, the State of New York, rated A-1 or Aaa", [], []),
        ("the Loan Group 2 and LIBOR", [], ["Loan Group 2", "LIBOR"]),
        ("each U.S. Person, at one-month LIBOR or the Rate (Net)",
         ["U.S. Person", "one-month LIBOR", "Rate (Net)"], []),
        ("the Note and the Notes", ["Note", "Notes"], []),
        ("the sum of (a) Losses and (b) Gross Losses", [], ["Gross Losses"]),
    ],
)  # fmt: skip
def test_what_stands_in_words(words: str, used: list[str], left: list[str]) -> None:
    found = Scanner(TERMS).scan(words)
    assert list(found.terms) == used
    assert [phrase.text for phrase in found.phrases] == left


def test_places_are_those_of_the_words() -> None:
    words = "the Pool Balance and the Gross Losses"
    found = Scanner(TERMS).scan(words)
    assert [words[m.start : m.end] for m in found.mentions] == ["Pool Balance"]
    assert [words[p.start : p.end] for p in found.phrases] == ["Gross Losses"]


def test_sections_that_are_cited() -> None:
    found = Scanner(()).scan("under Sections 4.01, 4.02(a) and 4.03 and Exhibit C")
    assert [each.text for each in found.sections] == [
        "Section 4.01",
        "Section 4.02(a)",
        "Section 4.03",
        "Exhibit C",
    ]


def test_uses_are_those_of_the_date() -> None:
    uses = Uses(hereof.load(ROOT).agreement("larkspur-2004-1").timeline)
    early, late = date(2004, 6, 1), date(2007, 1, 1)
    assert "Loss Threshold" in [use.term for use in uses.of("Trigger Event", early)]
    assert "Loss Threshold" not in [use.term for use in uses.of("Trigger Event", late)]
    assert [use.by for use in uses.by("Loss Threshold", early)] == ["Trigger Event"]
    assert uses.by("Loss Threshold", late) == ()
    realized = [use for use in uses.of("Trigger Event", early) if use.term == "Realized Loss"]
    assert [(use.in_words, use.stands) for use in realized] == [(True, True)]
    assert uses.of("Trigger Event", date(2004, 1, 1)) == ()


def test_uses_are_as_known() -> None:
    timeline = hereof.load(ROOT).agreement("larkspur-2004-1").timeline
    before = Uses(timeline, known_on=date(2006, 11, 30))
    assert "Loss Threshold" in [use.term for use in before.of("Trigger Event", date(2007, 1, 1))]
    graph = Uses(timeline).graph(date(2007, 1, 1))
    assert [use.term for use in graph["Net Mortgage Rate"]] == [
        "Mortgage Loan",
        "Mortgage Rate",
        "Servicing Fee Rate",
    ]
    assert "Adjustment Fraction" not in graph
