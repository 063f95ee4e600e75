"""The value of a formula for given figures, computed straight from its tree.

This is what a witness is checked with, so it shares nothing with the normal form
but the names of inputs. Dates are numbers of days, as `date.toordinal` counts.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from hereof.calendar import Month
from hereof.formula import days
from hereof.formula.atoms import (
    ASKED,
    Atom,
    Dimensions,
    Node,
    atoms_of,
    dated_term,
    owners_meant,
    series_atom,
    single,
)
from hereof.formula.rounding import rounded_or_none
from hereof.model import formula as f
from hereof.model.formulas import steps_by_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hereof.formula.inputs import Setting


class UndefinedError(Exception):
    """A formula has no value for the figures: it divides by zero, or gives none."""


class Figures:
    """Figures for the inputs of formulas.

    Attributes:
        values: By input, an exact number, a number of days for a date, or a truth.
    """

    def __init__(
        self,
        values: Mapping[Atom, Fraction | bool],
        within: Setting,
        dimensions: Dimensions,
        total: Callable[[Node, str], Fraction | None],
    ) -> None:
        """Prepare to compute.

        Args:
            values: The figures.
            within: What the agreement says beside the words.
            dimensions: What the terms are quantities of.
            total: Gives a total over owners that are not known one by one, for the owner that
                `that one` stands for; nothing where there is none.
        """
        self.values = values
        self._within = within
        self._dimensions = dimensions
        self._total = total

    def of(self, node: Node) -> Fraction | bool | None:
        """Compute a formula or a test; nothing where it has no value.

        Raises:
            UnclearError: Its value does not follow from the figures.
        """
        try:
            found: Fraction | bool = self._value(node, "")
        except UndefinedError:
            return None
        return found

    def _value(self, node: Node, each: str) -> Any:  # noqa: ANN401 - a number or a truth
        return self._BY_KIND[type(node)](self, node, each)

    def _given(self, atom: Atom) -> Any:  # noqa: ANN401
        if atom not in self.values:
            raise days.UnclearError
        return self.values[atom]

    def _amount(self, node: f.Amount, _each: str) -> Fraction:
        return node.value

    def _no_value(self, _node: f.NoValue, _each: str) -> Fraction:
        raise UndefinedError

    def _input(self, node: f.Input, each: str) -> Fraction | bool:
        if self._dimensions.of(node.term) == "truth":
            return self._met(node, each)
        atoms = atoms_of(node, each, self._within, self._dimensions)
        return Fraction(sum(self._given(atom) for atom in atoms))

    def _sum(self, node: f.Sum, each: str) -> Fraction:
        return Fraction(sum(sign * self._value(part, each) for sign, part in node.parts))

    def _product(self, node: f.Product, each: str) -> Fraction:
        result = Fraction(1)
        for factor in [self._value(part, each) for part in node.factors]:
            result *= factor
        return result

    def _quotient(self, node: f.Quotient, each: str) -> Fraction:
        above, below = self._value(node.numerator, each), self._value(node.denominator, each)
        if not below:
            raise UndefinedError
        return Fraction(above) / Fraction(below)

    def _choice(self, node: f.Choice, each: str) -> Fraction:
        values = [self._value(part, each) for part in node.parts]
        if node.kind == "average":
            return Fraction(sum(values)) / len(values)
        return Fraction(min(values) if node.kind == "lesser" else max(values))

    def _excess(self, node: f.Excess, each: str) -> Fraction:
        of, over = self._value(node.of, each), self._value(node.over, each)
        return Fraction(max(of - over, 0))

    def _rounded(self, node: f.Rounded, each: str) -> Fraction:
        inside = self._value(node.value, each)
        if not node.unit.value:
            raise days.UnclearError
        try:
            result = rounded_or_none(inside, node.rule, node.unit.value)
        except ValueError:
            raise days.UnclearError from None
        if result is None:
            raise UndefinedError
        return result

    def _weighted(self, node: f.Weighted, each: str) -> Fraction:
        owners = self._owners(node.value.owners or node.weight.owners, each)
        if owners is None:
            return self._in_total(node, each)
        above = below = Fraction(0)
        for owner in owners:
            value, weight = (
                self._value(evolve(part, owners=f.Owners(((owner, owner),)), total=False), each)
                for part in (node.value, node.weight)
            )
            above += value * weight
            below += weight
        if not below:
            raise UndefinedError
        return above / below

    def _for_each(self, node: f.ForEach, each: str) -> Fraction:
        owners = self._owners(node.owners, each)
        if owners is None:
            return self._in_total(node, each)
        return sum((self._value(node.value, owner) for owner in owners), Fraction(0))

    def _owners(self, owners: f.Owners | None, each: str) -> tuple[str, ...] | None:
        """Give the owners one by one; nothing where they are not known so."""
        found = tuple(dict.fromkeys(owners_meant(owners, each, self._within)))
        known = bool(found) and all(single(owner, self._within) for owner in found)
        return found if known else None

    def _in_total(self, node: f.ForEach | f.Weighted, each: str) -> Fraction:
        found = self._total(node, each)
        if found is None:
            raise UndefinedError
        return found

    # ---- dates

    def _day(self, node: f.Day, _each: str) -> Fraction:
        return Fraction(node.day.toordinal())

    def _of_series(self, node: f.DateIn | f.NthDate, _each: str) -> Fraction:
        return Fraction(self._given(series_atom(node)))

    def _anniversary(self, node: f.Anniversary, each: str) -> Fraction:
        return Fraction(days.anniversary(node.number, int(self._value(node.of, each))))

    def _day_in_month(self, node: f.DayInMonth, each: str) -> Fraction:
        return Fraction(days.day_in_month(node, int(self._value(node.base, each))))

    def _shifted(self, node: f.ShiftedDay, each: str) -> Fraction:
        return Fraction(days.shifted(node, int(self._value(node.base, each))))

    def _days_between(self, node: f.DaysBetween, each: str) -> Fraction:
        start, end = self._value(node.start, each), self._value(node.end, each)
        return Fraction(end - start)

    # ---- tests and cases

    def _compare(self, node: f.Compare, each: str) -> bool:
        left, right = self._value(node.left, each), self._value(node.right, each)
        if node.relation not in _RELATIONS:
            raise days.UnclearError
        return _RELATIONS[node.relation](left, right)

    def _truth(self, node: f.Truth, each: str) -> bool:
        return self._met(node.value, each)

    def _met(self, node: f.Expression, each: str) -> bool:
        if isinstance(node, f.Input):
            (atom, *more) = atoms_of(node, each, self._within, self._dimensions, truth=True)
            if not more:
                return bool(self._given(atom))
        elif isinstance(node, f.Conditional):
            return self._met(node.then if self._value(node.test, each) else node.otherwise, each)
        elif isinstance(node, f.Schedule):
            return self._met(self._step(node, each), each)
        elif isinstance(node, f.NoValue):
            raise UndefinedError
        raise days.UnclearError

    def _logic(self, node: f.Logic, each: str) -> bool:
        parts = [self._value(part, each) for part in node.parts]
        if node.kind == "not":
            return not parts[0]
        return all(parts) if node.kind == "all" else any(parts)

    def _conditional(self, node: f.Conditional, each: str) -> Fraction:
        branch = node.then if self._value(node.test, each) else node.otherwise
        return Fraction(self._value(branch, each))

    def _schedule(self, node: f.Schedule, each: str) -> Fraction:
        return Fraction(self._value(self._step(node, each), each))

    def _step(self, node: f.Schedule, each: str) -> f.Expression:
        on = self._given(ASKED)
        for step in steps_by_rank(node):
            if (on < self._when(step.when, each)) == step.before:
                return step.value
        raise UndefinedError

    def _when(self, when: Month | date | str | f.Expression, each: str) -> Fraction:
        if isinstance(when, Month):
            return Fraction(when.first.toordinal())
        if isinstance(when, date):
            return Fraction(when.toordinal())
        if isinstance(when, str):
            return Fraction(self._given(dated_term(when, self._dimensions)))
        return Fraction(self._value(when, each))

    _BY_KIND: Final[dict[type, Callable[[Figures, Any, str], Any]]] = {
        f.Amount: _amount,
        f.NoValue: _no_value,
        f.Input: _input,
        f.Sum: _sum,
        f.Product: _product,
        f.Quotient: _quotient,
        f.Choice: _choice,
        f.Excess: _excess,
        f.Rounded: _rounded,
        f.Weighted: _weighted,
        f.ForEach: _for_each,
        f.Day: _day,
        f.DateIn: _of_series,
        f.NthDate: _of_series,
        f.Anniversary: _anniversary,
        f.DayInMonth: _day_in_month,
        f.ShiftedDay: _shifted,
        f.DaysBetween: _days_between,
        f.Schedule: _schedule,
        f.Conditional: _conditional,
        f.Compare: _compare,
        f.Truth: _truth,
        f.Logic: _logic,
    }


_RELATIONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "more than": lambda left, right: left > right,
    "after": lambda left, right: left > right,
    "less than": lambda left, right: left < right,
    "before": lambda left, right: left < right,
    "at least": lambda left, right: left >= right,
    "on or after": lambda left, right: left >= right,
    "at most": lambda left, right: left <= right,
    "on or before": lambda left, right: left <= right,
    "equal to": lambda left, right: left == right,
    "not equal to": lambda left, right: left != right,
}
