"""Normal forms of dates: numbers of days, or unknowns of which little is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from hereof.formula import days
from hereof.formula.atoms import series_atom
from hereof.formula.forms import Forms, Normal, either
from hereof.formula.polynomial import constant, unknown
from hereof.formula.space import Kind
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Dated(Forms):
    """Makes the normal forms of dates."""

    def day(self, node: f.Day, _each: str) -> Normal:
        """A date."""
        return Normal(constant(node.day.toordinal()))

    def of_series(self, node: f.DateIn | f.NthDate, _each: str) -> Normal:
        """A date of a series."""
        atom = series_atom(node)
        return Normal(unknown(self.space.number(Kind.GIVEN, atom, (), node, whole=True)))

    def anniversary(self, node: f.Anniversary, each: str) -> Normal:
        """An anniversary of a date."""
        base = self.normal(node.of, each)
        kind = evolve(node, of=f.NoValue())
        return self._derived(base, kind, lambda day: days.anniversary(node.number, day))

    def day_in_month(self, node: f.DayInMonth, each: str) -> Normal:
        """A day of a month."""
        base = self.normal(node.base, each)
        kind = evolve(node, base=f.NoValue())
        fixed = not node.business_day

        def compute(day: int) -> int:
            return days.day_in_month(node, day)

        found = self._derived(base, kind, compute if fixed else None)
        if not days.may_lack(node):
            return found
        exists = self.space.number(Kind.TRUTH, None, (base.value,), ("is there", kind))
        return Normal(found.value, either(found.needs, self.must(unknown(exists))))

    def shifted(self, node: f.ShiftedDay, each: str) -> Normal:
        """A day so many days from another."""
        base = self.normal(node.base, each)
        if not node.business_day or not node.number:
            return Normal(base.value + constant(node.number), base.needs)
        return self._derived(base, evolve(node, base=f.NoValue()), None)

    def _derived(
        self, base: Normal, detail: Hashable, compute: Callable[[int], int] | None
    ) -> Normal:
        number = base.value.number
        if number is not None and compute is not None:
            try:
                return Normal(constant(compute(int(number))), base.needs)
            except days.UnclearError:
                pass
        return Normal(self.space.derived(detail, base.value, whole=True), base.needs)

    def days_between(self, node: f.DaysBetween, each: str) -> Normal:
        """A number of days."""
        start, end = self.normal(node.start, each), self.normal(node.end, each)
        return Normal(end.value - start.value, either(start.needs, end.needs))
