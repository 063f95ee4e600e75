"""Steps that find dates."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hereof.calendar import ordinal
from hereof.formula import calendars, refusals
from hereof.formula.calendars import NoCalendarError, NoDateError
from hereof.formula.given import MISSING
from hereof.formula.inputs import Input
from hereof.formula.step_inputs import InputSteps
from hereof.formula.steps import collect, date_of
from hereof.formula.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hereof.model import formula as f


class DateSteps(InputSteps):
    """The part of the evaluator that finds dates."""

    def on_day(self, node: f.Day) -> Trace:
        """Give a date as written."""
        return Trace(node, node.day)

    def days_between(self, node: f.DaysBetween) -> Trace:
        """Count the days from one date to another."""
        ends = collect(self.day, (node.start, node.end))
        start, end = (date_of(part) for part in ends)
        return Trace(node, Fraction((end - start).days), ends)

    def date_in(self, node: f.DateIn) -> Trace:
        """Find the date of a series in a month."""
        name = f"{node.series} in {node.month}"
        return self._series(node, name, lambda: self.calendar.date_in(node.series, node.month))

    def nth_date(self, node: f.NthDate) -> Trace:
        """Find a date of a series by its number."""
        name = f"{ordinal(node.number)} {node.series}"
        return self._series(node, name, lambda: self.calendar.nth_date(node.series, node.number))

    def _series(self, node: f.DateIn | f.NthDate, name: str, find: Callable[[], date]) -> Trace:
        """Find a date of a series; where no calendar tells it, it may be given by its name."""
        try:
            return Trace(node, find())
        except NoDateError as failure:
            raise refusals.date_unclear(str(failure), node.span) from None
        except NoCalendarError as failure:
            wanted = Input(name, (), "")
            if self.source.one(wanted, node.span) is MISSING:
                raise refusals.no_calendar(str(failure), node.span) from None
            return self.one(wanted, "date", node, node.span)

    def anniversary(self, node: f.Anniversary) -> Trace:
        """Find an anniversary."""
        return self._counted(node, node.of, lambda day: calendars.anniversary(node.number, day))

    def day_in_month(self, node: f.DayInMonth) -> Trace:
        """Find a day of the month of a date, or of one before or after it."""
        return self._counted(
            node, node.base, lambda day: calendars.day_in_month(node, day, self.calendar)
        )

    def shifted_day(self, node: f.ShiftedDay) -> Trace:
        """Find a day so many days before or after a date."""
        return self._counted(
            node, node.base, lambda day: calendars.shifted(node, day, self.calendar)
        )

    def _counted(
        self, node: f.Expression, base: f.Expression, find: Callable[[date], date]
    ) -> Trace:
        part = self.day(base)
        try:
            return Trace(node, find(date_of(part)), (part,))
        except NoDateError as failure:
            raise refusals.date_unclear(str(failure), node.span) from None
        except NoCalendarError as failure:
            raise refusals.no_calendar(str(failure), node.span) from None
