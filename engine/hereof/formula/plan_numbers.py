"""Compiled arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hereof.formula.inputs import Input
from hereof.formula.pairs import Pair, added, less, pair_of, rounded_pair
from hereof.formula.plan_inputs import InputParts
from hereof.formula.plan_values import ROUNDINGS, ZERO, NotPlannedError, alike, refused
from hereof.formula.steps import is_single
from hereof.formula.trace import Rounding

if TYPE_CHECKING:
    from hereof.formula.plan_values import Part, Values
    from hereof.model import formula as f


class NumberParts(InputParts):
    """The part of the compiler that computes numbers."""

    def amount(self, node: f.Amount, _kind: str) -> Part:
        """Give a number as written."""
        value = pair_of(node.value)
        return lambda _values: value

    def no_value(self, _node: f.NoValue, _kind: str) -> Part:
        """Give nothing."""
        return refused

    def sum_of(self, node: f.Sum, _kind: str) -> Part:
        """Add and subtract."""
        return added_up([(sign, self.number(part)) for sign, part in node.parts])

    def product(self, node: f.Product, _kind: str) -> Part:
        """Multiply."""
        factors = [self.number(each) for each in node.factors]

        def product(values: Values) -> Pair:
            n = d = 1
            for factor in factors:
                m, e = factor(values)
                n *= m
                d *= e
            return n, d

        return product

    def quotient(self, node: f.Quotient, _kind: str) -> Part:
        """Divide."""
        return divided(self.number(node.numerator), self.number(node.denominator))

    def choice(self, node: f.Choice, kind: str) -> Part:
        """Give the lesser, the greater, or the average."""
        if node.kind == "average":
            if kind == "date":
                return refused
            total = added_up([(1, self.number(part)) for part in node.parts])
            many = (len(node.parts), 1)
            return divided(total, lambda _values: many)
        parts = [self.part(part, kind) for part in node.parts]
        greater = node.kind == "greater"

        def choice(values: Values) -> Any:  # noqa: ANN401
            several = [part(values) for part in parts]
            best = several[0]
            alike(best, best)
            for each in several[1:]:
                alike(best, each)
                if (is_before(best, each)) is greater and best != each:
                    best = each
            return best

        return choice

    def excess(self, node: f.Excess, _kind: str) -> Part:
        """Give the excess, not less than zero."""
        difference = added_up([(1, self.number(node.of)), (-1, self.number(node.over))])

        def excess(values: Values) -> Pair:
            value = difference(values)
            return value if value[0] > 0 else ZERO

        return excess

    def rounded(self, node: f.Rounded, _kind: str) -> Part:
        """Round, and keep what was before."""
        value, rule, unit = self.number(node.value), node.rule, pair_of(node.unit.value)
        if not unit[0]:
            return refused

        def rounded(values: Values) -> Pair:
            before = value(values)
            after = rounded_pair(before, rule, unit)
            if after is None:
                raise NotPlannedError
            if values[ROUNDINGS] is not None:
                exact = Fraction(*before), Fraction(*after)
                values[ROUNDINGS].append(Rounding(*exact, rule, node.unit.value, node.span))
            return after

        return rounded

    def weighted(self, node: f.Weighted, _kind: str) -> Part:
        """Average over owners, each one's value by its weight."""
        whom = self.owners(node.value.owners)
        if whom is None:
            return refused
        pairs = [
            [self.slot(Input(each.term, of, "; ".join(each.timing)), "number") for each in both]
            for both in ((node.value, node.weight),)
            for of in ([(one,) for one in whom] if whom else [whom])
        ]
        weighed = added_up([(1, multiplied(value, weight)) for value, weight in pairs])
        return divided(weighed, added_up([(1, weight) for _, weight in pairs]))

    def for_each(self, node: f.ForEach, _kind: str) -> Part:
        """Add up a formula over owners."""
        whom = self.owners(node.owners)
        if whom is None or (len(whom) == 1 and not is_single(whom[0], self.within)):
            return refused
        parts = []
        for one in whom:
            self.each = (*self.each, one)
            parts.append((1, self.number(node.value)))
            self.each = self.each[:-1]
        return added_up(parts)

    def days_between(self, node: f.DaysBetween, _kind: str) -> Part:
        """Count the days from one date to another."""
        start, end = self.part(node.start, "date"), self.part(node.end, "date")
        return lambda values: ((end(values) - start(values)).days, 1)


def added_up(parts: list[tuple[int, Part]]) -> Part:
    """Add and subtract what parts come to."""

    def total(values: Values) -> Pair:
        n, d = 0, 1
        for sign, part in parts:
            m, e = part(values)
            if e == d:
                n += sign * m
            else:
                n, d = added((n, d), (sign * m, e))
        return n, d

    return total


def multiplied(one: Part, other: Part) -> Part:
    """Multiply what two parts come to."""

    def product(values: Values) -> Pair:
        n, d = one(values)
        m, e = other(values)
        return n * m, d * e

    return product


def divided(above: Part, below: Part) -> Part:
    """Divide what one part comes to by what another does."""

    def quotient(values: Values) -> Pair:
        n, d = above(values)
        m, e = below(values)
        if m > 0:
            return n * e, d * m
        if m == 0:
            raise NotPlannedError
        return -n * e, -d * m

    return quotient


def is_before(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Tell whether one is the lesser, or the earlier."""
    return less(one, other) if type(one) is tuple else one < other
