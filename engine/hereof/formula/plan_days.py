"""Compiled dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.formula import calendars
from hereof.formula.plan_inputs import InputParts
from hereof.formula.plan_values import calendar_within, date_of_series, found

if TYPE_CHECKING:
    from hereof.formula.plan_values import Part
    from hereof.model import formula as f


class DayParts(InputParts):
    """The part of the compiler that finds dates."""

    def on_day(self, node: f.Day, _kind: str) -> Part:
        """Give a date as written."""
        day = node.day
        return lambda _values: day

    def date_in(self, node: f.DateIn, _kind: str) -> Part:
        """Find the date of a series in a month."""
        return lambda values: date_of_series(values, node, None)

    def nth_date(self, node: f.NthDate, _kind: str) -> Part:
        """Find a date of a series by its number."""
        return lambda values: found(
            lambda: calendar_within(values).nth_date(node.series, node.number)
        )

    def anniversary(self, node: f.Anniversary, _kind: str) -> Part:
        """Find an anniversary."""
        base, number = self.part(node.of, "date"), node.number
        return lambda values: found(lambda: calendars.anniversary(number, base(values)))

    def day_in_month(self, node: f.DayInMonth, _kind: str) -> Part:
        """Find a day of the month of a date, or of one before or after it."""
        base = self.part(node.base, "date")
        return lambda values: found(
            lambda: calendars.day_in_month(node, base(values), calendar_within(values))
        )

    def shifted_day(self, node: f.ShiftedDay, _kind: str) -> Part:
        """Find a day so many days before or after a date."""
        base = self.part(node.base, "date")
        return lambda values: found(
            lambda: calendars.shifted(node, base(values), calendar_within(values))
        )
