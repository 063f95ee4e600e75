"""Dates in words: as answers say them, and as American legal documents write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar.month import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hereof.calendar.month import Month

_WEEKDAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_WORDS = (
    *_UNITS,
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    *(f"twenty-{unit}" for unit in _UNITS),
    "thirtieth",
    "thirty-first",
)
_YEAR_JOINS = ("", ",", " of", " in the year", ", in the year")


def spoken(day: date) -> str:
    """Say a date as answers do: `27 October 2003`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def weekday_name(day: date) -> str:
    """Give the English name of a date's weekday, whatever the locale."""
    return _WEEKDAY_NAMES[day.weekday()]


def ordinal(number: int) -> str:
    """Write a counting number as an ordinal: `1st`, `2nd`, `3rd`, `11th`, `21st`."""
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def written_forms(day: date) -> tuple[str, ...]:
    """List the ways in which American legal documents write a date.

    Figures alone are read in the American order, month before day. The forms
    are for `stands_in`; a bare substring test would find `2 October 2003` in
    `12 October 2003`.
    """
    name, year = MONTH_NAMES[day.month - 1], f"{day.year:04}"
    figures = dict.fromkeys((str(day.day), f"{day.day:02}"))
    ordinals = _ordinals(day.day)
    forms = [f"{name} {figure}, {year}" for figure in figures]
    for month in (name, *_abbreviations(name)):
        for number in (*figures, ordinals[0]):
            forms += (f"{month} {number}{join}{year}" for join in (", ", " ", ","))
            forms.append(f"{number} {month} {year}")
    for number in ordinals:
        for link in (" of", " day of"):
            forms += (f"{number}{link} {name}{join} {year}" for join in _YEAR_JOINS)
    for month in dict.fromkeys((str(day.month), f"{day.month:02}")):
        for figure in figures:
            forms += (f"{month}/{figure}/{year}", f"{month}/{figure}/{year[2:]}")
            forms += (f"{month}-{figure}-{year}", f"{month}-{figure}-{year[2:]}")
    forms.append(day.isoformat())
    return tuple(dict.fromkeys(forms))


def written_months(month: Month) -> tuple[str, ...]:
    """List the ways in which American legal documents write a month of a year."""
    name, year = MONTH_NAMES[month.month - 1], f"{month.year:04}"
    return (f"{name} {year}", *(f"{name}{join} {year}" for join in _YEAR_JOINS[1:]))


def stands_in(forms: Iterable[str], text: str) -> str | None:
    """Find which of some written forms stands in a text, whole and not as part of another.

    Capitals and the layout of blanks make no difference: signed pages set dates
    in capitals and break them over lines. `1/2/03` does not stand in `11/2/03`.

    Returns:
        The first of the forms that stands there; nothing where none does.
    """
    flat = " ".join(text.split()).casefold()
    for form in forms:
        sought = form.casefold()
        at = flat.find(sought)
        while at != -1:
            if _stands_alone(flat, at, at + len(sought)):
                return form
            at = flat.find(sought, at + 1)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is no part of a longer number, word or date."""
    before, after = text[:start], text[end : end + 2]
    if before[-1:].isalnum() or before[-1:] == "/" or after[:1].isalnum():
        return False
    if after[:1] in {"/", "-"} and after[1:].isdigit():
        return False
    # `first day of October` does not stand in `twenty-first`, `twenty first` or `twenty- first`.
    before = before.rstrip()
    hyphenated = before.endswith("-") and before[-2:-1].isalnum()
    return not (hyphenated or before.endswith(("twenty", "thirty")))


def _ordinals(number: int) -> tuple[str, ...]:
    figures, words = ordinal(number), _ORDINAL_WORDS[number - 1]
    # A superscript comes out of many a converted page with a blank before it: `21 st`.
    forms = (figures, words, words.replace("-", " "), f"{figures[:-2]} {figures[-2:]}")
    return tuple(dict.fromkeys(forms))


def _abbreviations(name: str) -> tuple[str, ...]:
    if name == "May":
        return ()
    short = {"September": ("Sept.", "Sep.", "Sept", "Sep")}
    return short.get(name, (f"{name[:3]}.", name[:3]))
