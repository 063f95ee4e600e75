"""Dates and months as people type them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from hereof.calendar.month import MONTH_NAMES, Month

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_FIRST: Final = re.compile(r"(\d{1,2}) ([A-Za-z]+),? (\d{4})")
_MONTH_FIRST: Final = re.compile(r"([A-Za-z]+) (\d{1,2}),? (\d{4})")
_MONTH: Final = re.compile(r"([A-Za-z]+),? (\d{4})")


def read_date(text: str) -> date:
    """Read `2003-10-27`, `27 October 2003` or `October 27, 2003`.

    Raises:
        ValueError: It is none of these, or there is no such day.
    """
    plain = " ".join(text.split())
    if _ISO.fullmatch(plain):
        return date.fromisoformat(plain)
    if found := _DAY_FIRST.fullmatch(plain):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(plain):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(text)


def read_month(text: str) -> Month:
    """Read `2003-10` or `October 2003`.

    Raises:
        ValueError: It is neither.
    """
    plain = " ".join(text.split())
    if found := _MONTH.fullmatch(plain):
        return Month(int(found[2]), _month(found[1]))
    return Month.parse(plain)


def _month(name: str) -> int:
    """Give the number of a month, also by three letters or more of its name."""
    found = [
        number
        for number, full in enumerate(MONTH_NAMES, 1)
        if len(name) > 2 and full.casefold().startswith(name.casefold())  # noqa: PLR2004
    ]
    if len(found) != 1:
        raise ValueError(name)
    return found[0]


class DateType(click.ParamType[date | Month]):
    """A date, or where months are allowed the Distribution Date of a month."""

    def __init__(self, *, months: bool) -> None:
        self._months = months
        self.name = "date or month" if months else "date"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click calls it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date | Month:
        """Read what was typed."""
        if isinstance(value, date | Month):
            return value
        for read in (read_date, read_month) if self._months else (read_date,):
            try:
                return read(str(value))
            except ValueError:
                continue
        wanted = "2003-10-27, or a month, as in 2003-10" if self._months else "2003-10-27"
        return self.fail(f"`{value}` is not a date, as in {wanted}", param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer nothing: a date is for the asker to know."""
        del ctx, param, incomplete
        return []


DATE: Final = DateType(months=False)
DATE_OR_MONTH: Final = DateType(months=True)
