"""Months: read, written, counted on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereof.calendar import Month


@pytest.mark.parametrize("text", ["2003-10", "October 2003"])
def test_a_month_is_read_in_either_form_and_written_in_words(text: str) -> None:
    assert Month.parse(text) == Month(2003, 10)
    assert str(Month.parse(text)) == "October 2003"


@pytest.mark.parametrize(
    "text",
    [
        "2003-13",
        "2003-00",
        "2003-1",
        "03-10",
        "october 2003",
        "Oct 2003",
        "October  2003",
        "October 2003 ",
        "October 0000",
        "2003-10\n",
        "٢٠٠٣-10",
        "",
    ],
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Month.parse(text)


@pytest.mark.parametrize(("year", "month"), [(2003, 0), (2003, 13), (0, 1), (9999, 1)])
def test_a_month_that_there_is_not_is_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="must be"):
        Month(year, month)


@given(st.dates(max_value=date(9997, 12, 31)))
def test_a_months_days_are_those_from_its_first_to_its_last(day: date) -> None:
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert month.contains(day)
    assert not month.contains(month.last + timedelta(days=1))
    assert month.next() == Month.of(month.last + timedelta(days=1))
    assert month < month.next()
    assert Month.parse(str(month)) == month


def test_the_month_after_december_is_january() -> None:
    assert Month(2003, 12).next() == Month(2004, 1)


def test_months_of_other_years_contain_no_day_of_this_one() -> None:
    assert not Month(2004, 10).contains(date(2003, 10, 25))
