"""Dates and months as people type them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from hereof.calendar import Month
from hereof.calendar.typed import read_date, read_month

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.runner import Ran


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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2003-9999", "there is no month `2003-9999`: months are numbered from 01 to 12"),
        ("2003-13", "there is no month `2003-13`"),
        ("9999-12", "`9999-12` is not reckoned with: months are from"),
        ("October 9999", "`October 9999` is not reckoned with"),
        ("2003-1", "`2003-1` is not a month; write one as 2003-10 or October 2003"),
        ("", "it is empty; write a date as 2003-10-27"),
    ],
)
def test_a_month_that_is_none_is_refused_with_the_reason(
    hereof: Callable[..., Ran], typed: str, said: str
) -> None:
    ran = hereof("which", "Distribution Date", "--on", typed)
    assert ran.code == 2
    assert said in ran.err
