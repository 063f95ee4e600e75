"""Dates and months as people type them; where one could mean two things it is not read."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hereof.calendar.month import MONTH_NAMES, Month

FORMS: Final = "2003-10-27, 27 October 2003 or October 27, 2003"
"""The forms in which a date is read."""

_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]+)\.?,? (\d{4})")
_MONTH_FIRST: Final = re.compile(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH: Final = re.compile(r"([A-Za-z]+)\.?,? (\d{4})")
_NUMBERS: Final = re.compile(r"(\d{1,6})-(\d{1,6})")
_LEAST: Final = 3
_MONTHS: Final = 12
LAST_YEAR: Final = 9998
"""The last year that is reckoned with, so that the month after a date is one too."""


def parts_of(text: str) -> tuple[int, int, int] | None:
    """Give the year, the month and the day of a date as it is written, if it is written as one."""
    plain = " ".join(text.split())
    if found := _ISO.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DAY_FIRST.fullmatch(plain)) and (month := _month(found[2])):
        return int(found[3]), month, int(found[1])
    if (found := _MONTH_FIRST.fullmatch(plain)) and (month := _month(found[1])):
        return int(found[3]), month, int(found[2])
    return None


def read_date(text: str) -> date:
    """Read `2003-10-27`, `27 October 2003` or `October 27, 2003`.

    Raises:
        ValueError: It is none of these, there is no such day, or it is after the last one that
            is reckoned with.
    """
    parts = parts_of(text)
    if parts is None or parts[0] > LAST_YEAR:
        raise ValueError(text)
    return date(*parts)


def read_month(text: str) -> Month:
    """Read `2003-10` or `October 2003`.

    Raises:
        ValueError: It is neither.
    """
    plain = " ".join(text.split())
    if (found := _MONTH.fullmatch(plain)) and (month := _month(found[1])):
        return Month(int(found[2]), month)
    return Month.parse(plain)


def days_in(year: int, month: int) -> int | None:
    """Give how many days a month has; nothing where there is no such month."""
    try:
        return Month(year, month).last.day
    except ValueError:
        return None


def unreadable_month(text: str) -> str:
    """Say why what is written as a month is none; empty where it is not written as one."""
    plain = " ".join(text.split())
    if found := _NUMBERS.fullmatch(plain):
        year, month, number = found[1], int(found[2]), found[2]
    elif (found := _MONTH.fullmatch(plain)) and (named := _month(found[1])):
        year, month, number = found[2], named, f"{named:02}"
    else:
        return ""
    if not 1 <= month <= _MONTHS:
        return f"there is no month `{plain}`: months are numbered from 01 to 12"
    if not 1 <= int(year) <= LAST_YEAR:
        return f"`{plain}` is not reckoned with: months are from January 0001 to December 9998"
    if len(year) != len("2003") or len(number) != len("10"):
        return f"`{plain}` is not a month; write one as 2003-10 or October 2003"
    return ""


def _month(name: str) -> int | None:
    """Give the number of a month, also by three letters or more of its name."""
    found = [
        number
        for number, full in enumerate(MONTH_NAMES, 1)
        if len(name) >= _LEAST and full.casefold().startswith(name.casefold())
    ]
    return found[0] if len(found) == 1 else None
