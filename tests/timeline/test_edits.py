"""Edits of words: whole words only, counted, each stretch keeping who put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from hereof.model.operation import ONCE, Occurrences, Side
from hereof.timeline import edits
from hereof.timeline.clauses import find_clause
from hereof.timeline.edits import GuardFailedError, Run

if TYPE_CHECKING:
    from hereof.timeline.step import Step


class _Marker:
    """Stands for a step: an edit only asks whether it is the same one."""


BASE = cast("Step", _Marker())
STEP = cast("Step", _Marker())
TWICE = Occurrences(exactly=2, pick=None)
EVERYWHERE = Occurrences(exactly=None, pick=None)


def words(text: str) -> tuple[Run, ...]:
    return (Run(text, BASE),)


def replaced(text: str, old: str, new: str, wanted: Occurrences = ONCE) -> str:
    return edits.joined(edits.settled(edits.replace_phrase(words(text), old, new, wanted, STEP)))


def inserted(text: str, new: str, side: Side, anchor: str, wanted: Occurrences = ONCE) -> str:
    return edits.joined(edits.insert_phrase(words(text), new, side, anchor, wanted, STEP))


@pytest.mark.parametrize(
    ("text", "phrase", "places"),
    [
        ("5% and 2.5% and 5%", "5%", [0, 16]),
        ("$500,000 and $500,000,000", "$500,000", [0]),
        ("the Trustee and the Trustees", "Trustee", [4]),
        ("Class A-1, Class A-1B and Class A-10", "Class A-1", [0]),
        ("the Pass-Through Rate", "Through", []),
        ("P&I Advance", "I Advance", []),
        ("the Trustee's fee", "Trustee", [4]),
        ("2.5.", "2.5", [0]),
    ],
)
def test_a_phrase_is_found_as_whole_words_and_numbers(
    text: str, phrase: str, places: list[int]
) -> None:
    assert edits.occurrences(text, phrase) == places


def test_a_deletion_takes_one_of_the_two_spaces_with_it() -> None:
    assert replaced("a b c", "b", "") == "a c"
    assert replaced("collections and reserves, less", " and reserves", "") == "collections, less"
    assert replaced("a b", "b", "") == "a"


def test_the_count_is_a_guard() -> None:
    assert replaced("one and one", "one", "two", TWICE) == "two and two"
    with pytest.raises(GuardFailedError, match="stands there twice, not once"):
        replaced("one and one", "one", "two")
    with pytest.raises(GuardFailedError, match="stands there not at all, not once"):
        replaced("One", "one", "two")
    with pytest.raises(GuardFailedError, match="not even once"):
        replaced("none", "one", "two", EVERYWHERE)


@pytest.mark.parametrize(
    ("pick", "result"), [(1, "x a a"), (2, "a x a"), (3, "a a x"), (-1, "a a x")]
)
def test_one_occurrence_can_be_picked(pick: int, result: str) -> None:
    assert replaced("a a a", "a", "x", Occurrences(exactly=None, pick=pick)) == result


def test_an_occurrence_that_is_not_there_cannot_be_picked() -> None:
    with pytest.raises(GuardFailedError, match=r"no\. 3 is not there"):
        replaced("a a", "a", "x", Occurrences(exactly=None, pick=3))


def test_an_insertion_stands_before_or_after_its_anchor() -> None:
    text = "any Distribution Date, the month"
    assert inserted(text, ", in each case", Side.AFTER, "Distribution Date") == (
        "any Distribution Date, in each case, the month"
    )
    assert inserted(text, "prior ", Side.BEFORE, "month") == (
        "any Distribution Date, the prior month"
    )


def test_an_insertion_that_grows_together_with_a_word_is_refused() -> None:
    with pytest.raises(GuardFailedError, match="grow together"):
        inserted("Net Income divided", "for the year", Side.AFTER, "Income")


def test_two_edits_of_one_paragraph_may_not_overlap() -> None:
    runs = edits.replace_phrase(words("fees and costs"), "fees", "fees and taxes", ONCE, STEP)
    with pytest.raises(GuardFailedError, match="an earlier edit"):
        edits.replace_phrase(runs, "taxes and costs", "all", ONCE, STEP)
    runs = edits.replace_phrase(words("a b c"), "b", "", ONCE, STEP)
    with pytest.raises(GuardFailedError, match="an earlier edit"):
        edits.replace_phrase(runs, "a c", "x", ONCE, STEP)
    runs = edits.insert_phrase(words("a b"), " x", Side.AFTER, "a", ONCE, STEP)
    with pytest.raises(GuardFailedError, match="an earlier edit"):
        edits.insert_phrase(runs, " y", Side.AFTER, "a", ONCE, STEP)


def test_each_stretch_keeps_who_put_it_there() -> None:
    runs = edits.settled(edits.replace_phrase(words("a b c"), "b", "x", ONCE, STEP))
    assert [(run.text, run.step is STEP) for run in runs] == [
        ("a ", False),
        ("x", True),
        (" c", False),
    ]


LETTERED = (
    "Any of: (a) cash; (b) notes that (i) are rated and (ii) mature within a year; "
    "and (c) deposits."
)


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("(a)", "(a) cash; "),
        ("(b)", "(b) notes that (i) are rated and (ii) mature within a year; and "),
        ("(b)(i)", "(i) are rated and "),
        ("(b)(ii)", "(ii) mature within a year; and "),
        ("(c)", "(c) deposits."),
    ],
)
def test_a_clause_runs_to_the_next_of_its_row(clause: str, text: str) -> None:
    start, end = find_clause(LETTERED, clause)
    assert LETTERED[start:end] == text


@pytest.mark.parametrize(
    ("words", "clause", "text"),
    [
        ("Income plus (b) taxes and (c) costs.", "(b)", "(b) taxes and "),
        ("Income plus (b) taxes and (c) costs.", "(c)", "(c) costs."),
        ("Income plus (c) costs.", "(c)", "(c) costs."),
        ("Any of (ii) notes that (a) are rated, and (iii) cash.", "(ii)(a)", "(a) are rated, and "),
        ("(a) notes that (ii) are rated and (b) cash.", "(a)(ii)", "(ii) are rated and "),
        ("(a) notes (1) rated and (2) due; (b) cash.", "(a)(2)", "(2) due; "),
        ("(b) taxes; and the sum of (a) costs and (b) fees.", "(b)", "(b) fees."),
    ],
)
def test_a_row_goes_on_without_its_first_letters(words: str, clause: str, text: str) -> None:
    start, end = find_clause(words, clause)
    assert words[start:end] == text


@pytest.mark.parametrize("words", ["Income plus (d) taxes.", "Income, clause (b) aside."])
def test_no_row_begins_beyond_its_third_letter_or_where_a_clause_is_spoken_of(words: str) -> None:
    with pytest.raises(GuardFailedError, match="there is no clause"):
        find_clause(words, "(d)" if "(d)" in words else "(b)")


@pytest.mark.parametrize("clause", ["(d)", "(i)", "(b)(iii)", "(a)(i)"])
def test_a_clause_that_is_not_there_is_refused(clause: str) -> None:
    with pytest.raises(GuardFailedError, match="there is no clause"):
        find_clause(LETTERED, clause)


def test_a_clause_that_is_there_twice_is_refused() -> None:
    with pytest.raises(GuardFailedError, match="more than one clause"):
        find_clause("The sum of (a) x and (b) y, less the sum of (a) z and (b) w.", "(b)")


def test_letters_that_look_like_numerals_are_read_in_their_row() -> None:
    text = "(a) a (b) b (c) c (d) d (e) e (f) f (g) g (h) h (i) nine (j) ten"
    start, end = find_clause(text, "(i)")
    assert text[start:end] == "(i) nine "


def test_an_ordinal_counts_in_the_words_before_the_paragraph() -> None:
    text = "ten days, ten days and ten days"
    runs = edits.placed(words(text))
    for pick, new in ((1, "weeks"), (2, "months"), (-1, "")):
        wanted = Occurrences(exactly=None, pick=pick)
        runs = edits.replace_phrase(runs, "days", new, wanted, STEP, text)
    assert edits.joined(edits.settled(runs)) == "ten weeks, ten months and ten"
    wanted = Occurrences(exactly=None, pick=2)
    with pytest.raises(GuardFailedError, match="earlier edit of the same paragraph"):
        edits.replace_phrase(runs, "days", "years", wanted, STEP, text)


def test_words_that_the_paragraph_inserts_are_not_counted() -> None:
    text = "ten days or ten days"
    runs = edits.placed(words(text))
    first, second = (Occurrences(exactly=None, pick=pick) for pick in (1, 2))
    runs = edits.insert_phrase(runs, "ten days and ", Side.BEFORE, "ten", first, STEP, text)
    runs = edits.replace_phrase(runs, "days", "weeks", second, STEP, text)
    assert edits.joined(edits.settled(runs)) == "ten days and ten days or ten weeks"
