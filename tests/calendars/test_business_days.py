"""Business Days: the base calendar with the closures and openings of an agreement."""

from __future__ import annotations

from datetime import date

import pytest

from hereof.calendar import BusinessDays, CalendarRangeError, UnknownBaseError

BANKS = BusinessDays("Federal Reserve Banks")
MOURNING = date(2004, 6, 11)


def test_thanksgiving_is_no_business_day_and_the_day_after_is() -> None:
    assert not BANKS.is_business_day(date(2004, 11, 25))
    assert BANKS.is_business_day(date(2004, 11, 26))


def test_the_next_and_the_previous_business_day_may_be_the_day_itself() -> None:
    assert BANKS.next_business_day(date(2003, 10, 25)) == date(2003, 10, 27)
    assert BANKS.previous_business_day(date(2003, 10, 25)) == date(2003, 10, 24)
    assert BANKS.next_business_day(date(2003, 10, 27)) == date(2003, 10, 27)
    assert BANKS.previous_business_day(date(2003, 10, 27)) == date(2003, 10, 27)


def test_a_further_closure_and_an_exceptional_opening_count() -> None:
    saturday = date(2004, 6, 12)
    days = BusinessDays(
        "Federal Reserve Banks", closed=frozenset({MOURNING}), open=frozenset({saturday})
    )
    assert BANKS.is_business_day(MOURNING)
    assert not days.is_business_day(MOURNING)
    assert days.next_business_day(MOURNING) == saturday


def test_an_opening_prevails_over_the_base() -> None:
    days = BusinessDays("Federal Reserve Banks", open=frozenset({date(2004, 11, 25)}))
    assert days.is_business_day(date(2004, 11, 25))
    assert days.why_closed(date(2004, 11, 25)) == ""


def test_a_day_cannot_be_both_closed_and_open() -> None:
    with pytest.raises(ValueError, match="11 June 2004 is said to be both closed and open"):
        BusinessDays("Federal Reserve Banks", frozenset({MOURNING}), frozenset({MOURNING}))


def test_a_base_that_there_is_not_is_refused_at_once() -> None:
    with pytest.raises(UnknownBaseError, match="Moon"):
        BusinessDays("Moon")


@pytest.mark.parametrize("day", [date(1998, 12, 31), date(2101, 1, 1), date(2101, 1, 2)])
def test_a_day_beyond_the_covered_years_is_refused_be_it_a_weekend(day: date) -> None:
    with pytest.raises(CalendarRangeError, match="covers 1999 to 2100") as refused:
        BANKS.is_business_day(day)
    assert refused.value.day == day
    assert refused.value.base == "Federal Reserve Banks"


def test_a_search_that_leaves_the_covered_years_is_refused() -> None:
    with pytest.raises(CalendarRangeError):
        BANKS.previous_business_day(date(1999, 1, 1))


def test_a_closed_day_says_why() -> None:
    assert BANKS.why_closed(date(2003, 10, 25)) == "25 October 2003 is a Saturday"
    assert BANKS.why_closed(date(2004, 11, 25)) == (
        "25 November 2004 is a Thursday on which the Federal Reserve Banks are closed"
    )
    assert BANKS.why_closed(date(2004, 11, 26)) == ""
    exchange = BusinessDays("New York Stock Exchange")
    assert exchange.why_closed(MOURNING) == (
        "11 June 2004 is a Friday on which the New York Stock Exchange is closed"
    )


def test_a_further_closure_says_by_what_it_is_declared() -> None:
    days = BusinessDays("Federal Reserve Banks", closed=frozenset({MOURNING}))
    assert days.why_closed(MOURNING, {MOURNING: "Executive Order 13343"}) == (
        "11 June 2004 is a Friday, closed: Executive Order 13343"
    )
    assert days.why_closed(MOURNING) == "11 June 2004 is a Friday, closed: no citation is given"
