"""The days on which the Federal Reserve Banks are open, by QuantLib and not by the engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import QuantLib

_BANKS: Final = QuantLib.UnitedStates(QuantLib.UnitedStates.FederalReserve)


def is_open(day: date) -> bool:
    """Tell whether the banks are open on a day."""
    return bool(_BANKS.isBusinessDay(QuantLib.Date(day.day, day.month, day.year)))


def next_open(day: date) -> date:
    """Give the first open day on or after a day."""
    while not is_open(day):
        day += timedelta(days=1)
    return day


def last_open(day: date) -> date:
    """Give the last open day on or before a day."""
    while not is_open(day):
        day -= timedelta(days=1)
    return day


def shifted(day: date, number: int) -> date:
    """Give the n-th open day after a day, or before it where the number is negative."""
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while not is_open(day):
            day += step
    return day


def month_before(day: date, months: int = 1) -> date:
    """Give the first day of an earlier month."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def last_of_month(day: date) -> date:
    """Give the last day of a day's month."""
    return month_before(day, -1) - timedelta(days=1)
