"""Rolls and counts of Business Days, against QuantLib and against a naive table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import QuantLib
from hypothesis import given
from hypothesis import strategies as st

from hereof.calendar import BusinessDays, Roll, roll, shift

BANKS = BusinessDays("Federal Reserve Banks")
THEIRS = QuantLib.UnitedStates(QuantLib.UnitedStates.FederalReserve)
CONVENTIONS = {
    Roll.NONE: QuantLib.Unadjusted,
    Roll.NEXT: QuantLib.Following,
    Roll.PRECEDING: QuantLib.Preceding,
    Roll.MODIFIED_NEXT: QuantLib.ModifiedFollowing,
}
DAYS = st.dates(date(2003, 1, 1), date(2033, 12, 31))
# Two months in which any days at all may be Business Days, with room on either side.
FIRST = date(2004, 1, 1)
TABLES = st.lists(st.booleans(), min_size=60, max_size=60)


def _theirs(day: date) -> QuantLib.Date:
    return QuantLib.Date(day.day, day.month, day.year)


def _ours(day: QuantLib.Date) -> date:
    return date(day.year(), day.month(), day.dayOfMonth())


@pytest.mark.parametrize("how", Roll)
def test_every_day_of_thirty_years_rolls_as_in_quantlib(how: Roll) -> None:
    day = date(2003, 1, 1)
    while day.year <= 2033:
        expected = _ours(THEIRS.adjust(_theirs(day), CONVENTIONS[how]))
        assert roll(day, how, BANKS.is_business_day) == expected, day
        day += timedelta(days=1)


@given(TABLES, st.integers(0, 59))
def test_each_roll_is_the_nearest_listed_business_day(table: list[bool], at: int) -> None:
    def is_open(day: date) -> bool:
        offset = (day - FIRST).days
        return not 0 <= offset < len(table) or table[offset]

    around = [FIRST + timedelta(days=n) for n in range(-5, len(table) + 5)]
    listed = [day for day in around if is_open(day)]
    day = FIRST + timedelta(days=at)
    after = min(found for found in listed if found >= day)
    before = max(found for found in listed if found <= day)
    assert roll(day, Roll.NONE, is_open) == day
    assert roll(day, Roll.NEXT, is_open) == after
    assert roll(day, Roll.PRECEDING, is_open) == before
    modified = after if after.month == day.month else before
    assert roll(day, Roll.MODIFIED_NEXT, is_open) == modified


def test_modified_next_turns_back_at_the_end_of_a_month() -> None:
    saturday = date(2004, 1, 31)
    assert roll(saturday, Roll.NEXT, BANKS.is_business_day) == date(2004, 2, 2)
    assert roll(saturday, Roll.MODIFIED_NEXT, BANKS.is_business_day) == date(2004, 1, 30)


@given(DAYS, st.integers(-30, 30).filter(bool))
def test_business_days_count_as_in_quantlib(day: date, count: int) -> None:
    expected = _ours(THEIRS.advance(_theirs(day), count, QuantLib.Days))
    assert shift(day, count, BANKS.is_business_day) == expected


def test_a_count_of_no_business_days_leaves_a_saturday_alone() -> None:
    assert shift(date(2003, 10, 25), 0, BANKS.is_business_day) == date(2003, 10, 25)


def test_one_business_day_before_a_saturday_is_the_friday() -> None:
    assert shift(date(2003, 10, 25), -1, BANKS.is_business_day) == date(2003, 10, 24)


def test_a_calendar_without_business_days_ends_the_search() -> None:
    with pytest.raises(OverflowError):
        roll(date(9999, 1, 1), Roll.NEXT, lambda _: False)
