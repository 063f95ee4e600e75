"""Dates in words, and whether a date stands in a quotation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereof.calendar import (
    Month,
    ordinal,
    spoken,
    stands_in,
    weekday_name,
    written_forms,
    written_months,
)

SIGNED = date(2003, 10, 21)
EARLY = date(2004, 9, 1)


def test_a_date_is_said_day_first_with_its_weekday() -> None:
    assert spoken(date(2003, 10, 27)) == "27 October 2003"
    assert weekday_name(date(2003, 10, 27)) == "Monday"


def test_ordinals() -> None:
    numbers = (1, 2, 3, 4, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 101, 111)
    assert " ".join(map(ordinal, numbers)) == (
        "1st 2nd 3rd 4th 10th 11th 12th 13th 20th 21st 22nd 23rd 30th 31st 101st 111th"
    )


@pytest.mark.parametrize(
    "words",
    [
        "October 21, 2003",
        "October 21st, 2003",
        "OCTOBER 21, 2003",
        "October 21,2003",
        "October 21 2003",
        "Oct. 21, 2003",
        "21 October 2003",
        "this 21st day of October 2003,",
        "this 21st day\n      of October, 2003.",
        "this 21 st day of October, 2003",
        "the 21st day of October in the year 2003",
        "the twenty-first day of October, 2003",
        "the twenty first day of October, 2003",
        "10/21/2003",
        "(10/21/03)",
        "10-21-03",
        "2003-10-21",
    ],
)
def test_a_date_stands_in_the_words_that_lawyers_use(words: str) -> None:
    assert stands_in(written_forms(SIGNED), words)


@pytest.mark.parametrize(
    "words", ["September 1, 2004", "September 01, 2004", "9/1/2004", "09/01/04", "Sept. 1, 2004"]
)
def test_a_day_of_one_figure_may_have_a_nought_before_it(words: str) -> None:
    assert stands_in(written_forms(EARLY), words)


@pytest.mark.parametrize(
    "words",
    [
        "September 11, 2004",
        "21 September 2004",
        "31 1 September 20041",
        "21st day of September, 2004",
        "the twenty-first day of September, 2004",
        "the twenty first day of September, 2004",
        "the twenty-\nfirst day of September, 2004",
        "19/1/2004",
        "9/1/2004/5",
        "2004-09-01-5",
        "12004-09-01",
        "1/9/2004",
        "September 2004",
    ],
)
def test_a_date_does_not_stand_in_a_part_of_something_else(words: str) -> None:
    assert stands_in(written_forms(EARLY), words) is None


def test_a_form_is_found_behind_one_that_does_not_count() -> None:
    assert stands_in(written_forms(EARLY), "21 September 2004 or 1 September 2004")


def test_what_stands_there_is_told() -> None:
    text = "made and entered into this 21st day of October 2003"
    assert stands_in(written_forms(SIGNED), text) == "21st day of October 2003"


@pytest.mark.parametrize(
    "words", ["November 2004", "November, 2004", "November of 2004", "november\n2004"]
)
def test_a_month_stands_in_the_words_that_lawyers_use(words: str) -> None:
    assert stands_in(written_months(Month(2004, 11)), f"from the date in {words}.")


def test_a_month_does_not_stand_in_another_year() -> None:
    assert stands_in(written_months(Month(2004, 11)), "November 20045") is None


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(-400, 400).filter(bool), st.data()
)
def test_no_way_of_writing_one_date_shows_another(
    day: date, distance: int, data: st.DataObject
) -> None:
    written = data.draw(st.sampled_from(written_forms(day)))
    assert stands_in(written_forms(day), f"dated as of {written}, among")
    other = day + timedelta(days=distance)
    assert stands_in(written_forms(other), f"dated as of {written}, among") is None
