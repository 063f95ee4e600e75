"""Rules for one date a month, such as day 25 or the next Business Day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereof.calendar import (
    BusinessDays,
    CalendarRangeError,
    DayOfMonth,
    Month,
    MonthlyRule,
    NoSuchBusinessDayError,
    NthBusinessDay,
    Roll,
    Rolled,
    monthly_date,
)

BANKS = BusinessDays("Federal Reserve Banks")
MONTHS = st.builds(Month, st.integers(2003, 2033), st.integers(1, 12))
DAY_25 = DayOfMonth(25, Roll.NEXT)


def _on(rule: MonthlyRule, month: str) -> Rolled:
    return monthly_date(rule, Month.parse(month), BANKS)


def test_a_saturday_moves_to_monday() -> None:
    assert _on(DAY_25, "October 2003") == Rolled(
        date(2003, 10, 25), date(2003, 10, 27), "25 October 2003 is a Saturday"
    )


def test_thanksgiving_moves_to_the_day_after() -> None:
    assert _on(DAY_25, "November 2004") == Rolled(
        date(2004, 11, 25),
        date(2004, 11, 26),
        "25 November 2004 is a Thursday on which the Federal Reserve Banks are closed",
    )


def test_a_business_day_stays_and_needs_no_reason() -> None:
    assert _on(DAY_25, "August 2004") == Rolled(date(2004, 8, 25), date(2004, 8, 25))


def test_without_a_roll_a_saturday_stays() -> None:
    assert _on(DayOfMonth(25), "October 2003") == Rolled(date(2003, 10, 25), date(2003, 10, 25))


def test_preceding_goes_back() -> None:
    assert _on(DayOfMonth(25, Roll.PRECEDING), "October 2003").actual == date(2003, 10, 24)


def test_each_weekday_that_is_passed_over_is_accounted_for() -> None:
    found = _on(DAY_25, "December 2011")
    assert found.actual == date(2011, 12, 27)
    assert found.why == (
        "25 December 2011 is a Sunday; "
        "26 December 2011 is a Monday on which the Federal Reserve Banks are closed"
    )


def test_a_further_closure_is_cited() -> None:
    closed = date(2004, 8, 25)
    days = BusinessDays("Federal Reserve Banks", closed=frozenset({closed}))
    found = monthly_date(DAY_25, Month(2004, 8), days, {closed: "Trustee's notice of 2 August"})
    assert found.actual == date(2004, 8, 26)
    assert found.why == "25 August 2004 is a Wednesday, closed: Trustee's notice of 2 August"


def test_a_day_that_a_month_has_not_gives_its_last_day_and_says_so() -> None:
    assert _on(DayOfMonth(31), "February 2004") == Rolled(
        date(2004, 2, 29),
        date(2004, 2, 29),
        "February 2004 has no day 31, so that its last day is taken",
    )
    assert _on(DayOfMonth(31, Roll.PRECEDING), "February 2004") == Rolled(
        date(2004, 2, 29),
        date(2004, 2, 27),
        "February 2004 has no day 31, so that its last day is taken; 29 February 2004 is a Sunday",
    )


def test_the_last_day_of_a_month_is_one_and_needs_no_reason() -> None:
    assert _on(DayOfMonth(None), "February 2004") == Rolled(date(2004, 2, 29), date(2004, 2, 29))


def test_modified_next_stays_in_the_month_and_says_so() -> None:
    assert _on(DayOfMonth(None, Roll.MODIFIED_NEXT), "January 2004") == Rolled(
        date(2004, 1, 31),
        date(2004, 1, 30),
        "31 January 2004 is a Saturday; the next Business Day is in another month",
    )


def test_business_days_are_counted_back_from_the_date_that_was_moved() -> None:
    assert _on(DayOfMonth(25, Roll.NEXT, offset=-2), "October 2003") == Rolled(
        date(2003, 10, 25),
        date(2003, 10, 23),
        "25 October 2003 is a Saturday; counted 2 Business Days before 27 October 2003",
    )


def test_an_offset_may_leave_the_month() -> None:
    assert _on(NthBusinessDay(1, offset=-1), "November 2004") == Rolled(
        date(2004, 11, 1), date(2004, 10, 29), "counted 1 Business Day before 1 November 2004"
    )


@pytest.mark.parametrize(
    ("number", "day"), [(1, 3), (2, 4), (20, 28), (-1, 28), (-2, 27), (-20, 3)]
)
def test_a_business_day_by_its_number_in_a_month_that_ends_on_a_holiday(
    number: int, day: int
) -> None:
    assert _on(NthBusinessDay(number), "May 2004") == Rolled(date(2004, 5, day), date(2004, 5, day))


@given(MONTHS)
def test_the_last_business_day_is_the_last_day_or_the_preceding_business_day(month: Month) -> None:
    counted = monthly_date(NthBusinessDay(-1), month, BANKS).actual
    assert counted == monthly_date(DayOfMonth(None, Roll.PRECEDING), month, BANKS).actual


@given(MONTHS)
def test_the_first_business_day_is_the_first_day_or_the_next_business_day(month: Month) -> None:
    counted = monthly_date(NthBusinessDay(1), month, BANKS).actual
    assert counted == monthly_date(DayOfMonth(1, Roll.NEXT), month, BANKS).actual


@given(MONTHS, st.integers(1, 31), st.sampled_from(Roll))
def test_a_date_that_moved_says_why_and_one_that_did_not_is_silent(
    month: Month, day: int, how: Roll
) -> None:
    found = monthly_date(DayOfMonth(day, how), month, BANKS)
    as_named = found.nominal.day == day and found.actual == found.nominal
    assert (found.why == "") == as_named
    assert how is Roll.NONE or BANKS.is_business_day(found.actual)


def test_a_business_day_that_the_month_does_not_reach_is_refused() -> None:
    with pytest.raises(NoSuchBusinessDayError) as refused:
        _on(NthBusinessDay(20), "February 2003")
    assert str(refused.value) == "February 2003 has 19 Business Days, and the 20th was asked for"
    with pytest.raises(NoSuchBusinessDayError, match="the 20th from its end was asked for"):
        _on(NthBusinessDay(-20), "February 2003")


@pytest.mark.parametrize("day", [0, 32, -1])
def test_a_day_that_no_month_has_is_no_rule(day: int) -> None:
    with pytest.raises(ValueError, match="'day' must be"):
        DayOfMonth(day)


@pytest.mark.parametrize("number", [0, 24, -24])
def test_a_business_day_that_no_month_reaches_is_no_rule(number: int) -> None:
    with pytest.raises(ValueError, match="'number' must be"):
        NthBusinessDay(number)


def test_a_month_beyond_the_covered_years_is_refused() -> None:
    with pytest.raises(CalendarRangeError):
        _on(DAY_25, "January 2101")
