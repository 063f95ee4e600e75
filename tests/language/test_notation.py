"""Formulas and meanings printed in the notation read back as what they were."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereof.language.notation import bare_or_quoted, decimal, meaning_text, notation
from hereof.model.formula import ASKED, Amount, Expression, Input, Step, Test
from hereof.model.formulas import nodes_of
from hereof.model.meaning import Formula
from language.reading import HERE, meaning_of
from language.strategies import RuleFileWriter, choices

if TYPE_CHECKING:
    from random import Random

IDENTITY = (HERE / "identity.txt").read_text(encoding="utf-8").splitlines()


def formula_of(text: str) -> Formula:
    meaning = meaning_of(text)
    assert isinstance(meaning, Formula)
    return meaning


@pytest.mark.parametrize("line", IDENTITY)
def test_a_formula_prints_back_to_itself(line: str) -> None:
    assert notation(formula_of(line).expression) == line


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("((A))", "A"),
        ("(A * B) + (C / D)", "A * B + C / D"),
        ("A of (B)", "A of B"),
        ("least of (A, B)", "lesser of (A, B)"),
        ("lesser of (A, B, C)", "least of (A, B, C)"),
        ("if (A is at least B) then C otherwise (D)", None),
        ("if A is at least B then C otherwise (D)", "if A at least B then C otherwise D"),
        ("if all of (A, B) then C otherwise D", "if A and B then C otherwise D"),
        ('"Plain Term" of "Class A-1"', "Plain Term of Class A-1"),
        ("A  of\n      B [ as   of  then ]", "A of B [as of then]"),
    ],
)
def test_brackets_and_quotation_marks_that_are_not_needed_go(
    written: str, printed: str | None
) -> None:
    if printed is None:
        with pytest.raises(AssertionError):
            formula_of(written)
    else:
        assert notation(formula_of(written).expression) == printed


@pytest.mark.parametrize(
    "text",
    [
        "day 25 of each month",
        "day 25 of each month, or the next Business Day, from October 2003",
        "day 1 of each month, or the preceding Business Day, from May 2003, through May 2033",
        "the last day of each month, or the next Business Day in that month",
        "the last Business Day of each month",
        "business day 3 of each month by Business Day",
        "3 Business Days before each Distribution Date",
        "1 Business Day after each Distribution Date",
        '2 "New York Business Days" before each "Date of Payment"',
        "business days of the Federal Reserve Banks",
        'business days of FED closed 2001-09-11 because "a \\"ban\\"" open 2004-06-11 because "x"',
        "given dollars",
        "given dollars, per Class, immediately prior to that Distribution Date",
        "given rate per year on 30/360, per Loan",
        "given truth, on the Closing Date",
        "classes A-1",
        'classes A-1 through A-3, "the Residual" other than A-2',
        "as defined in std-terms",
        "as defined in std-terms.2 as Advance",
        "A / B",
    ],
)
def test_every_meaning_prints_back_to_itself(text: str) -> None:
    quoted = text.replace("New York Business Days", "the Business Days")
    meaning = meaning_of(quoted)
    assert meaning_text(meaning) == quoted


@settings(max_examples=150, deadline=None, derandomize=True)
@given(choices())
def test_any_meaning_survives_printing(random: Random) -> None:
    writer = RuleFileWriter(random)
    _, *units = writer.means()
    meaning = meaning_of(writer.laid_out(["", *units]).rstrip())
    assert meaning_of(meaning_text(meaning)) == meaning


@settings(max_examples=60, deadline=None, derandomize=True)
@given(choices())
def test_the_place_of_every_part_of_a_formula_holds_its_words(random: Random) -> None:
    writer = RuleFileWriter(random)
    formula = formula_of(writer.laid_out(["", *writer.expression()]).rstrip())
    for node in nodes_of(formula.expression):
        span = getattr(node, "span", None)
        if isinstance(node, get_args(Expression)):
            assert span is not None
            implied = notation(node) == ASKED  # as in `that month`
            assert implied or formula_of(span.text).expression == node
        elif isinstance(node, (*get_args(Test), Step)):
            assert span is not None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1))
def test_any_term_survives_printing(term: str) -> None:
    formula = formula_of(bare_or_quoted(term))
    assert isinstance(formula.expression, Input)
    assert formula.expression.term == term


@pytest.mark.parametrize(
    ("term", "printed"),
    [
        ("Business Day", "Business Day"),
        ("October", "October"),
        ("October 2003", '"October 2003"'),
        ("Section 1.01", '"Section 1.01"'),
        ("Exhibit A-1", '"Exhibit A-1"'),
        ("Date of Determination", '"Date of Determination"'),
        ("P&I Advance", '"P&I Advance"'),
        ("", '""'),
        ("Ends in space ", '"Ends in space "'),
        ("two\nlines", '"two lines"'),
    ],
)
def test_a_term_stands_bare_where_it_can(term: str, printed: str) -> None:
    assert bare_or_quoted(term) == printed


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (Amount(Fraction(1, 2), "", "one-half"), "0.5"),
        (Amount(Fraction(1, 200), "%", ""), "0.5%"),
        (Amount(Fraction(500_000), "$", "five hundred thousand dollars"), "$500000"),
        (Amount(Fraction(1, 3), "", "one-third"), "(1 / 3)"),
    ],
)
def test_a_number_in_words_is_printed_in_figures(amount: Amount, printed: str) -> None:
    assert notation(amount) == printed


def test_decimals_are_exact_or_refused() -> None:
    assert decimal(Fraction(1, 80)) == "0.0125"
    assert decimal(Fraction(123_456, 100)) == "1234.56"
    assert decimal(Fraction(10)) == "10"
    assert decimal(Fraction(1, 7)) is None
    assert decimal(Fraction(-1, 2)) is None
