"""Dates and months as people type them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from hereof.calendar.month import Month
from hereof.calendar.typed import (
    FORMS,
    LAST_YEAR,
    days_in,
    parts_of,
    read_date,
    read_month,
    unreadable_month,
)
from hereof.cli.exits import Misuse, shown

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _is_month(typed: str) -> bool:
    try:
        read_month(typed)
    except ValueError:
        return False
    return True


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
        return self.fail(self._refusal(str(value)), param, ctx)

    def _refusal(self, typed: str) -> str:
        """Say why what was typed is not read."""
        parts = parts_of(typed)
        if parts is not None:
            year, month, _ = parts
            if not 1 <= year <= LAST_YEAR:
                return f"`{typed}` is not reckoned with: dates are of the years 0001 to {LAST_YEAR}"
            days = days_in(year, month)
            return f"there is no day `{typed}`" + (
                f": {Month(year, month)} has {days} days" if days else ""
            )
        if not typed.strip():
            return f"it is empty; write a date as {FORMS}"
        if (why := unreadable_month(typed)) and self._months:
            return why
        months = "; a month as 2003-10 or October 2003" if self._months else ""
        if not self._months and _is_month(typed):
            return f"`{typed}` is a month, and here stands a date, as {FORMS}"
        return f"`{shown(typed)}` is not a date; write it as {FORMS}{months}"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer nothing: a date is for the asker to know."""
        del ctx, param, incomplete
        return []


DATE: Final = DateType(months=False)
DATE_OR_MONTH: Final = DateType(months=True)


def see_order(start: date | Month, end: date | Month) -> None:
    """See that the date of `--from` is not after that of `--to`, as far as their months tell.

    Raises:
        Misuse: It is.
    """
    later = _month_of(start) > _month_of(end)
    if isinstance(start, date) and isinstance(end, date):
        later = start > end
    if later:
        raise Misuse(
            "misuse",
            f"`--from {_typed(start)}` is later than `--to {_typed(end)}`",
            help="name the earlier date with `--from` and the later one with `--to`",
        )


def _month_of(when: date | Month) -> Month:
    return when if isinstance(when, Month) else Month.of(when)


def _typed(when: date | Month) -> str:
    return f"{when.year:04}-{when.month:02}" if isinstance(when, Month) else when.isoformat()
