"""Formulas written out as English: the reader finds the formula, or says that it cannot."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formula.english_writer import (
    CLASSES,
    CONVENTIONS,
    NAMES,
    Written,
    formulas,
    one_condition,
    written,
)
from hereof import read
from hereof.formula.compare import Verdict, compare

if TYPE_CHECKING:
    from hereof.formula.reading import ReadResult

TERM: Final = "Written Amount"
SEEDED: Final = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def reading(words: str, classes: tuple[str, ...] = CLASSES) -> ReadResult:
    return read(words, term=TERM, classes=classes, conventions=CONVENTIONS)


def is_among(one: Written, result: ReadResult) -> bool:
    """Tell whether the formula that was written is one that was read."""
    return any(
        compare(found.expression, one.formula, found.setting).verdict is Verdict.EQUAL
        for found in result.readings
    )


def told(one: Written, result: ReadResult) -> str:
    """Say what was written and what was read."""
    found = [reading.notation for reading in result.readings]
    return "\n".join([one.words, f"written: {one.formula}", *found, *map(str, result.diagnostics)])


@SEEDED
@given(written(formulas, marked=True))
def test_where_every_grouping_is_marked_the_formula_is_the_only_reading(one: Written) -> None:
    result = reading(one.words)
    assert result.status == "read", told(one, result)
    assert is_among(one, result), told(one, result)


def test_without_marks_the_formula_is_among_the_readings_or_the_words_are_refused() -> None:
    came_out: Counter[str] = Counter()

    @SEEDED
    @given(written(one_condition, marked=False))
    def judged(one: Written) -> None:
        result = reading(one.words)
        came_out[result.status] += 1
        assert result.status == "refused" or is_among(one, result), told(one, result)

    judged()
    print(dict(came_out))  # noqa: T201 - how many were refused
    assert came_out["refused"] * 10 < came_out.total()
    assert came_out["read"] * 3 > came_out.total()


def as_read(result: ReadResult) -> tuple[str, list[str], list[str]]:
    """Give all that a reading tells, but for its figures."""
    diagnostics = [str(one) for one in result.diagnostics]
    return result.status, [one.notation for one in result.readings], diagnostics


@settings(SEEDED, max_examples=25)
@given(written(one_condition, marked=False), st.permutations(CLASSES))
def test_the_order_of_classes_changes_nothing_without_a_range(
    one: Written, order: list[str]
) -> None:
    assert as_read(reading(one.words, tuple(order))) == as_read(reading(one.words))


NAMED: Final = (*NAMES, "Date of Determination", "Notice of Termination", "Cost of Funds Index")


@settings(SEEDED, max_examples=25)
@given(written(one_condition, marked=False), st.permutations(NAMED))
def test_the_order_of_terms_changes_nothing(one: Written, order: list[str]) -> None:
    words = f"{one.words.rstrip('.')}, plus the Cost of Funds Index"
    found = [
        read(words, term=TERM, classes=CLASSES, conventions=CONVENTIONS, terms=terms)
        for terms in (order, NAMED)
    ]
    assert as_read(found[0]) == as_read(found[1])


SETS: Final = {
    "Senior Certificates": ("A-1", "A-2"),
    "Group I Certificates": ("A-1", "M-1"),
    "Junior Certificates": ("M-1", "B-1"),
}


@pytest.mark.parametrize("name", SETS)
def test_the_order_of_members_and_types_changes_nothing(name: str) -> None:
    words = f"the Fee Rate multiplied by the aggregate Class Balance of the {name}"
    types = {"Fee Rate": "ratio", "Class Balance": "dollars"}
    one = read(words, classes=CLASSES, members=SETS, types=types)
    other = read(
        words,
        classes=CLASSES,
        members=dict(reversed(SETS.items())),
        types=dict(reversed(types.items())),
    )
    assert one.status == "read"
    assert as_read(one) == as_read(other)


# ---- words of careless drafters


def test_numbers_in_words_that_mix_wholes_and_parts() -> None:
    for words, formula in (
        ("one and one-half times the Pool Balance", "1.5 * Pool Balance"),
        ("one and two-thirds times the Pool Balance", "(5 / 3) * Pool Balance"),
        ("two and one-half percent of the Pool Balance", "2.5% * Pool Balance"),
        ("the product of two and three and the Pool Balance", "2 * 3 * Pool Balance"),
        ("the sum of one and one-half of the Pool Balance", "1 + 0.5 * Pool Balance"),
        ("one hundred and five percent of the Pool Balance", "105% * Pool Balance"),
        ("Total Loss Amount times the Pool Balance", "Total Loss Amount * Pool Balance"),
    ):
        result = read(words)
        assert [one.notation for one in result.readings] == [formula], words


@pytest.mark.parametrize(
    ("words", "inputs"),
    [
        (
            "the Pool Balance for the prior Distribution Date less the Fee Amount for such date",
            ["Pool Balance [for the prior Distribution Date]", "Fee Amount [for that date]"],
        ),
        (
            "the Rate for the Class A-1 Certificates multiplied by the Class Balance thereof",
            ["Rate of Class A-1", "Class Balance of Class A-1"],
        ),
    ],
)
def test_a_date_of_words_before_is_asked_as_worded_and_an_owner_by_its_name(
    words: str, inputs: list[str]
) -> None:
    (found,) = read(words).readings
    assert list(map(str, found.inputs)) == inputs


@pytest.mark.parametrize(
    "words",
    [
        "-5% of the Pool Balance",
        "the sum of \N{EN DASH}5% and the Net Rate",
        "$1,5 plus the Servicing Fee",
        "$1,000,00 plus the Servicing Fee",
        "the Pool Balance squared",
        "the Pool Balance multiplied by itself",
        "negative one times the Pool Balance",
        "the sum of the Pool Balance or the Note Balance",
        "the average of the Pool Balance as of the first day and the last day of the Due Period",
        "interest accrued on the Pool Balance at the Net Rate plus the Margin",
    ],
)
def test_what_cannot_be_meant_as_it_stands_is_refused(words: str) -> None:
    assert read(words).status == "refused"


@pytest.mark.parametrize(
    ("words", "formulas"),
    [
        (
            "the Pool Balance reduced by 5%",
            {"Pool Balance - 5%", "Pool Balance * (1 - 5%)"},
        ),
        ("the Net Rate increased by 0.5%", {"Net Rate + 0.5%"}),
        (
            "the Pool Balance divided by the Note Balance divided by the Fee",
            {"Pool Balance / (Note Balance * Fee)", "Pool Balance / (Note Balance / Fee)"},
        ),
        (
            "(a) the Pool Balance plus (b) the Note Balance multiplied by (c) the Net Rate",
            {"(Pool Balance + Note Balance) * Net Rate", "Pool Balance + Note Balance * Net Rate"},
        ),
    ],
)
def test_what_can_be_meant_in_two_ways_is_read_in_both(words: str, formulas: set[str]) -> None:
    assert {one.notation for one in read(words).readings} == formulas
