"""What becomes of a date that is not a Business Day."""

from __future__ import annotations

import enum
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_DAY = timedelta(days=1)


class Roll(enum.Enum):
    """How a date moves when it is not a Business Day; the value is the rule language's word."""

    NONE = "none"
    NEXT = "next"
    PRECEDING = "preceding"
    MODIFIED_NEXT = "modified next"


def roll(day: date, how: Roll, is_business_day: Callable[[date], bool]) -> date:
    """Move a date to a Business Day.

    `MODIFIED_NEXT` is the next Business Day unless that is in another month, and
    then the preceding one. These are the Following, Preceding and Modified
    Following conventions of the 2006 ISDA Definitions, section 4.12.

    Raises:
        OverflowError: There is no Business Day up to the end of the calendar.
    """
    if how is Roll.NONE or is_business_day(day):
        return day
    if how is Roll.PRECEDING:
        return _seek(day, -_DAY, is_business_day)
    following = _seek(day, _DAY, is_business_day)
    if how is Roll.MODIFIED_NEXT and following.month != day.month:
        return _seek(day, -_DAY, is_business_day)
    return following


def shift(day: date, business_days: int, is_business_day: Callable[[date], bool]) -> date:
    """Count Business Days on from a date, or back where the count is negative.

    The date itself is not counted, whether or not it is a Business Day, so
    that one Business Day before a Saturday is the Friday. A count of nothing
    gives the date back.

    Raises:
        OverflowError: The count goes beyond the end of the calendar.
    """
    step = _DAY if business_days > 0 else -_DAY
    for _ in range(abs(business_days)):
        day = _seek(day + step, step, is_business_day)
    return day


def _seek(day: date, step: timedelta, is_business_day: Callable[[date], bool]) -> date:
    while not is_business_day(day):
        day += step
    return day
