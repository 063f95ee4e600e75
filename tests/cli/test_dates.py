"""Dates and months as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from hereof.calendar import Month
from hereof.calendar.typed import read_date, read_month


@pytest.mark.parametrize(
    "typed",
    [
        "2003-10-27",
        "27 October 2003",
        "October 27, 2003",
        "Oct 27 2003",
        " 27 oct 2003 ",
        "Oct. 27th, 2003",
    ],
)
def test_a_date(typed: str) -> None:
    assert read_date(typed) == date(2003, 10, 27)


@pytest.mark.parametrize("typed", ["2003-10", "October 2003", "Oct 2003", "october,  2003"])
def test_a_month(typed: str) -> None:
    assert read_month(typed) == Month(2003, 10)


@pytest.mark.parametrize("typed", ["", "2003", "20031027", "2003-13", "2003-02-30", "Ju 2003", "x"])
def test_anything_else_is_neither(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller writes the message
        read_date(typed)
    with pytest.raises(ValueError):  # noqa: PT011 - the caller writes the message
        read_month(typed)
