"""Steps that give numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve

from hereof.formula import refusals
from hereof.formula.inputs import Input
from hereof.formula.rounding import TieError, rounded
from hereof.formula.step_inputs import InputSteps
from hereof.formula.steps import collect, is_single, number_of
from hereof.formula.terms import written
from hereof.formula.trace import Rounding, Trace, Value

if TYPE_CHECKING:
    from hereof.model import formula as f

ZERO = Fraction(0)


class NumberSteps(InputSteps):
    """The part of the evaluator that computes numbers."""

    def amount(self, node: f.Amount) -> Trace:
        """Give a number as written."""
        return Trace(node, node.value)

    def no_value(self, node: f.NoValue) -> Trace:
        """Refuse what the words give no value for."""
        raise refusals.no_value_then(self.on, node.span)

    def sum_of(self, node: f.Sum) -> Trace:
        """Add and subtract."""
        values, parts = self.numbers(*(part for _, part in node.parts))
        signed = (sign * value for (sign, _), value in zip(node.parts, values, strict=True))
        return Trace(node, sum(signed, ZERO), parts)

    def product(self, node: f.Product) -> Trace:
        """Multiply."""
        values, parts = self.numbers(*node.factors)
        product = Fraction(1)
        for value in values:
            product *= value
        return Trace(node, product, parts)

    def quotient(self, node: f.Quotient) -> Trace:
        """Divide; over zero there is no value."""
        (above, below), parts = self.numbers(node.numerator, node.denominator)
        if not below:
            what = written(node.denominator)
            raise refusals.zero_denominator(what, self.on, parts[1].span or node.span)
        return Trace(node, above / below, parts)

    def choice(self, node: f.Choice) -> Trace:
        """Give the lesser, the greater, or the average; of dates the earlier or the later."""
        if node.kind == "average":
            values, parts = self.numbers(*node.parts)
            return Trace(node, sum(values, ZERO) / len(values), parts)
        parts = self.alike(node.parts)
        compared: list[Any] = [part.value for part in parts]
        best: Value = min(compared) if node.kind == "lesser" else max(compared)
        return Trace(node, best, parts)

    def excess(self, node: f.Excess) -> Trace:
        """Give the excess, not less than zero."""
        (of, over), parts = self.numbers(node.of, node.over)
        return Trace(node, max(of - over, ZERO), parts)

    def rounded(self, node: f.Rounded) -> Trace:
        """Round, and keep what was before."""
        (before,), parts = self.numbers(node.value)
        try:
            after = rounded(before, node.rule, node.unit.value)
        except TieError as tie:
            raise refusals.open_tie(before, tie.below, tie.above, node.span) from None
        except ZeroDivisionError:
            raise refusals.unit_of_zero(node.unit.span or node.span) from None
        self.roundings.append(Rounding(before, after, node.rule, node.unit.value, node.span))
        return Trace(node, after, parts)

    def weighted(self, node: f.Weighted) -> Trace:
        """Average over owners, each one's value by its weight."""
        value, weight = node.value, node.weight
        whom = self.owners(value.owners, node.span)
        wanted = [
            Input(each.term, of, "; ".join(each.timing))
            for of in ([(one,) for one in whom] if whom else [whom])
            for each in (value, weight)
        ]
        parts = collect(lambda one: self.one(one, "number", one, node.span), wanted)
        numbers = [number_of(part) for part in parts]
        values, weights = numbers[::2], numbers[1::2]
        total = sum(weights, ZERO)
        if not total:
            raise refusals.zero_denominator(f"total {weight.term}", self.on, node.span)
        pairs = zip(values, weights, strict=True)
        return Trace(node, sum((each * by for each, by in pairs), ZERO) / total, parts)

    def for_each(self, node: f.ForEach) -> Trace:
        """Add up a formula over owners."""
        whom = self.owners(node.owners, node.span)
        if len(whom) == 1 and not is_single(whom[0], self.within):
            raise refusals.members_unknown(whom[0], node.span)

        def of(one: str) -> Trace:
            self.each = (*self.each, one)
            try:
                part = self.number(node.value)
            finally:
                self.each = self.each[:-1]
            return evolve(part, note=f"of {one}" + f"; {part.note}" * bool(part.note))

        parts = collect(of, whom)
        return Trace(node, sum((number_of(part) for part in parts), ZERO), parts)
