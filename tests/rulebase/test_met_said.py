"""A document that is said to show a condition met must say something of the kind."""

from __future__ import annotations

from datetime import date

import pytest

from hereof.rulebase.met_said import not_shown_met

DAY = date(2021, 4, 15)


@pytest.mark.parametrize(
    ("condition", "letter"),
    [
        (
            "the Insurer has consented",
            "The Insurer, to the Trustee. We consented on April 15, 2021.",
        ),
        ("the Insurer consents", "The Insurer approves the amendment. April 15, 2021."),
        ("the Insurer has consented", "We have no objection to the amendment. April 15, 2021."),
        ("the Rating Agency has confirmed its ratings", "We confirm that the ratings stand."),
        ("the Trustee has been replaced", "The Trustee was replaced on April 15, 2021."),
        (
            "the Insurer has consented",
            "We had not consented before. On April 15, 2021 we consented to the amendment.",
        ),
        ("the Insurer has consented", "We consent on April 15, 2021. This is not a waiver."),
        (
            "no Event of Default is continuing",
            "No Event of Default is continuing on April 15, 2021.",
        ),
        (
            "Northmark has confirmed its ratings",
            "[None ever was.] We confirm that Amendment No. 3 will not have us withdraw ratings.",
        ),
        ("the fee has been paid", "Payment was made in full on April 15, 2021."),
        ("receipt of the opinion", "The opinion was delivered on April 15, 2021."),
    ],
)
def test_a_letter_that_may_show_it_is_let_be(condition: str, letter: str) -> None:
    assert not_shown_met(condition, letter, DAY) == ""


@pytest.mark.parametrize(
    ("condition", "letter", "why"),
    [
        (
            "the Insurer has consented",
            "The Insurer has not consented. April 15, 2021.",
            "not consent",
        ),
        (
            "the Insurer consents",
            "On April 15, 2021 the Insurer did not consent.",
            "did not consent",
        ),
        ("the Insurer has consented", "The Insurer declines. April 15, 2021.", "declines"),
        (
            "the Insurer has consented",
            "We refuse our consent. April 15, 2021.",
            "refuse our consent",
        ),
        (
            "the Insurer has consented",
            "The Insurer moved its office on April 15, 2021.",
            "none of its",
        ),
        ("the fee has been paid", "The fee was never paid. April 15, 2021.", "never paid"),
        (
            "the Rating Agency has confirmed its ratings",
            "Our picnic is on April 15.",
            "none of its",
        ),
    ],
)
def test_a_letter_that_denies_it_or_is_of_another_matter_is_found(
    condition: str, letter: str, why: str
) -> None:
    assert why in not_shown_met(condition, letter, DAY)
