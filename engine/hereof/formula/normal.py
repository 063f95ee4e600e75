"""Formulas brought into normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from hereof.formula.atoms import Node, atoms_of
from hereof.formula.branches import Branches
from hereof.formula.dated import Dated
from hereof.formula.forms import NEVER, Normal, either
from hereof.formula.polynomial import UNIT, ZERO, Polynomial, constant, quotient, total
from hereof.formula.totals import Totals
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.formula.polynomial import Monomial, Rational


class Normalizer(Totals, Dated, Branches):
    """Brings formulas into normal form, all over one space."""

    def normal(self, node: Node, each: str = "") -> Normal:
        """Give the normal form of a formula or a test; see `Forms.normal`."""
        return self._BY_KIND[type(node)](self, node, each)

    def _amount(self, node: f.Amount, _each: str) -> Normal:
        return Normal(constant(node.value))

    def _no_value(self, _node: f.NoValue, _each: str) -> Normal:
        return Normal(ZERO, {NEVER: UNIT})

    def _input(self, node: f.Input, each: str) -> Normal:
        if self._dimensions.of(node.term) == "truth":
            return self.met(node, each)
        atoms = atoms_of(node, each, self._within, self._dimensions)
        whole = self._dimensions.whole(node.term)
        return Normal(total(self.space.given(atom, whole=whole) for atom in atoms))

    def _sum(self, node: f.Sum, each: str) -> Normal:
        parts = [(sign, self.normal(part, each)) for sign, part in node.parts]
        value = total(part.value if sign > 0 else -part.value for sign, part in parts)
        return Normal(value, either(*(part.needs for _, part in parts)))

    def _product(self, node: f.Product, each: str) -> Normal:
        parts = [self.normal(part, each) for part in node.factors]
        value = UNIT
        for part in parts:
            value = value * part.value
        return Normal(value, either(*(part.needs for part in parts)))

    def _quotient(self, node: f.Quotient, each: str) -> Normal:
        return self.divided(self.normal(node.numerator, each), self.normal(node.denominator, each))

    def _choice(self, node: f.Choice, each: str) -> Normal:
        parts = [self.normal(part, each) for part in _flat(node)]
        needs = either(*(part.needs for part in parts))
        values = [part.value for part in parts]
        if node.kind == "average":
            return Normal(total(values).scaled(quotient(1, len(values))), needs)
        values = sorted(set(values), key=_order)
        result = values[0]
        for value in values[1:]:
            if node.kind == "lesser":
                result = result - self.space.excess(result - value)
            else:
                result = result + self.space.excess(value - result)
        return Normal(result, needs)

    def _excess(self, node: f.Excess, each: str) -> Normal:
        of, over = self.normal(node.of, each), self.normal(node.over, each)
        return Normal(self.space.excess(of.value - over.value), either(of.needs, over.needs))

    def _rounded(self, node: f.Rounded, each: str) -> Normal:
        inside, unit = self.normal(node.value, each), node.unit.value
        if node.rule != "nearest" or not unit:
            return Normal(self.space.rounded(inside.value, node.rule, unit), inside.needs)
        clear = UNIT - self.space.tie(inside.value, unit)
        value = self.space.rounded(inside.value, "half up", unit)
        return Normal(value, either(inside.needs, self.must(clear)))

    _BY_KIND: ClassVar[dict[type, Callable[[Normalizer, Any, str], Normal]]] = {
        f.Amount: _amount,
        f.NoValue: _no_value,
        f.Input: _input,
        f.Sum: _sum,
        f.Product: _product,
        f.Quotient: _quotient,
        f.Choice: _choice,
        f.Excess: _excess,
        f.Rounded: _rounded,
        f.Weighted: Totals.weighted,
        f.ForEach: Totals.for_each,
        f.Day: Dated.day,
        f.DateIn: Dated.of_series,
        f.NthDate: Dated.of_series,
        f.Anniversary: Dated.anniversary,
        f.DayInMonth: Dated.day_in_month,
        f.ShiftedDay: Dated.shifted,
        f.DaysBetween: Dated.days_between,
        f.Schedule: Branches.schedule,
        f.Conditional: Branches.conditional,
        f.Compare: Branches.compare,
        f.Truth: Branches.truth,
        f.Logic: Branches.logic,
    }


def _flat(node: f.Choice) -> Iterable[f.Expression]:
    for part in node.parts:
        if isinstance(part, f.Choice) and part.kind == node.kind != "average":
            yield from _flat(part)
        else:
            yield part


def _order(value: Polynomial) -> list[tuple[Monomial, Rational]]:
    return sorted((monomial, value) for monomial, value in value.terms.items())
