"""Months as words name them."""

from __future__ import annotations

from hereof.calendar import Month
from hereof.calendar.month import MONTH_NAMES
from hereof.formula.english.tokens import UnreadableError


def month(text: str, start: int, end: int) -> Month:
    """Give the month that `January 2006` names.

    Args:
        text: The name and the year.
        start: Where it stands in the words.
        end: Where it ends.

    Raises:
        UnreadableError: No calendar has that month.
    """
    name, year = text.split()
    number = next(i for i, each in enumerate(MONTH_NAMES, 1) if each.lower() == name.lower())
    try:
        return Month(int(year), number)
    except ValueError as fault:
        raise _no_such(text, start, end) from fault


def next_month(month: Month, start: int, end: int) -> Month:
    """Give the month after another; the arguments and what is raised are those of `month`."""
    try:
        return month.next()
    except ValueError as fault:
        raise _no_such(f"month after {month}", start, end) from fault


def _no_such(text: str, start: int, end: int) -> UnreadableError:
    return UnreadableError(
        "no-such-date", f"there is no {text}", start, end, "look whether the year is misprinted"
    )
