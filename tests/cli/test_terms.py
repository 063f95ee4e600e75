"""Terms as people type them."""

from __future__ import annotations

import pytest

from hereof.cli.terms import look_up

TERMS = (
    "Business Day",
    "Class A-I Principal Distribution Amount",
    "Class A-I-7 Pro Rata Distribution Amount",
    "Classes",
    "Distribution Date",
    "P&I Advance",
    "Section 4.02",
    "Special Hazard Loss",
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Distribution  Date", "Distribution Date"),
        ("distribution date", "Distribution Date"),
        ("Distribution Dates", "Distribution Date"),
        ("Special Hazard Losses", "Special Hazard Loss"),
        ("the related Distribution Date", "Distribution Date"),
        ("such Business Days", "Business Day"),
        ("each Distribution Date", "Distribution Date"),
        ('"P&I Advance"', "P&I Advance"),
        ("pro rata", "Class A-I-7 Pro Rata Distribution Amount"),
        ("princ dist am", "Class A-I Principal Distribution Amount"),
        ("classes", "Classes"),
        ("section 4.02", "Section 4.02"),
        ("§ 4.02", "Section 4.02"),
    ],
)
def test_one_match_is_taken(typed: str, name: str) -> None:
    assert look_up(typed, TERMS).names == (name,)


def test_a_name_typed_in_full_is_exact_though_others_hold_it() -> None:
    known = ("Rate", "Rate Cap", "The Rate")
    assert look_up("Rate", known).exact
    assert look_up("rate", known).names == ("Rate",)
    assert not look_up("rate", known).exact


def test_capitals_decide_between_names_that_differ_in_nothing_else() -> None:
    assert look_up("Class", ("CLASS", "Class")).names == ("Class",)
    assert look_up("class", ("CLASS", "Class")).names == ("CLASS", "Class")


def test_several_matches_are_all_given() -> None:
    assert look_up("distribution amount", TERMS).names == (
        "Class A-I Principal Distribution Amount",
        "Class A-I-7 Pro Rata Distribution Amount",
    )


def test_none_offers_the_nearest() -> None:
    found = look_up("Distributoin Dat", TERMS)
    assert found.names == ()
    assert found.nearest[0] == "Distribution Date"
    assert look_up("zzz", TERMS).nearest == ()


def test_a_first_word_that_looks_like_an_article_may_be_misspelt() -> None:
    found = look_up("Aplicable Margin", (*TERMS, "Applicable Margin"))
    assert found.nearest[0] == "Applicable Margin"


@pytest.mark.parametrize("typed", ["", " ", '""', "the"])
def test_nothing_typed_matches_nothing(typed: str) -> None:
    assert len(look_up(typed, ("Distribution Date",)).names) == 0
