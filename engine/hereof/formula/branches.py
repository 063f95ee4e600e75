"""Normal forms of tests, conditions and schedules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.calendar import Month
from hereof.formula.atoms import ASKED, atoms_of, dated_term
from hereof.formula.forms import NEVER, Forms, Normal, either, where
from hereof.formula.polynomial import UNIT, ZERO, constant, unknown
from hereof.formula.space import Kind
from hereof.model import formula as f
from hereof.model.formulas import steps_by_rank

if TYPE_CHECKING:
    from collections.abc import Callable


class Branches(Forms):
    """Makes the normal forms of tests and of what depends on them."""

    def compare(self, node: f.Compare, each: str) -> Normal:
        """A comparison."""
        left, right = self.normal(node.left, each), self.normal(node.right, each)
        needs = either(left.needs, right.needs)
        more = left.value - right.value
        positive = self.space.positive
        if node.relation in ("more than", "after"):
            return Normal(positive(more), needs)
        if node.relation in ("less than", "before"):
            return Normal(positive(-more), needs)
        if node.relation in ("at least", "on or after"):
            return Normal(UNIT - positive(-more), needs)
        if node.relation in ("at most", "on or before"):
            return Normal(UNIT - positive(more), needs)
        if node.relation in ("equal to", "not equal to"):
            same = (UNIT - positive(more)) * (UNIT - positive(-more))
            return Normal(same if node.relation == "equal to" else UNIT - same, needs)
        detail = ("relation", node.relation)
        cell = self.space.number(Kind.TRUTH, None, (left.value, right.value), detail)
        return Normal(unknown(cell), needs)

    def truth(self, node: f.Truth, each: str) -> Normal:
        """A test that is met or not."""
        return self.met(node.value, each)

    def met(self, node: f.Expression, each: str) -> Normal:
        """Read a formula as a test that is met or not."""
        if isinstance(node, f.Input):
            (atom, *more) = atoms_of(node, each, self._within, self._dimensions, truth=True)
            if not more:
                return Normal(self.space.truth(atom))
        elif isinstance(node, f.NoValue):
            return self.normal(node, each)
        elif isinstance(node, f.Conditional):
            then, otherwise = self.met(node.then, each), self.met(node.otherwise, each)
            return self._branch(self.normal(node.test, each), then, otherwise)
        elif isinstance(node, f.Schedule):
            return self._by_date(node, self.met, each)
        inside = self.normal(node, each)
        cell = self.space.number(Kind.TRUTH, None, (inside.value,), "met")
        return Normal(unknown(cell), inside.needs)

    def logic(self, node: f.Logic, each: str) -> Normal:
        """All of, any of, or not."""
        parts = [self.normal(part, each) for part in node.parts]
        needs = either(*(part.needs for part in parts))
        if node.kind == "not":
            return Normal(UNIT - parts[0].value, needs)
        result = UNIT
        for part in parts:
            result = result * (part.value if node.kind == "all" else UNIT - part.value)
        return Normal(result if node.kind == "all" else UNIT - result, needs)

    def conditional(self, node: f.Conditional, each: str) -> Normal:
        """One value if a test is met, otherwise another."""
        return self._branch(
            self.normal(node.test, each),
            self.normal(node.then, each),
            self.normal(node.otherwise, each),
        )

    def _branch(self, test: Normal, then: Normal, otherwise: Normal) -> Normal:
        if NEVER in test.needs and test.needs[NEVER] == UNIT:
            return Normal(ZERO, test.needs)
        value = otherwise.value + test.value * (then.value - otherwise.value)
        needs = either(
            test.needs,
            either(where(then.needs, test.value), where(otherwise.needs, UNIT - test.value)),
        )
        return Normal(value, needs)

    def schedule(self, node: f.Schedule, each: str) -> Normal:
        """Values by date."""
        return self._by_date(node, self.normal, each)

    def _by_date(
        self, node: f.Schedule, value: Callable[[f.Expression, str], Normal], each: str
    ) -> Normal:
        result = Normal(ZERO, {NEVER: UNIT})
        for step in reversed(steps_by_rank(node)):
            when = self._when(step.when, each)
            before = self.space.positive(when.value - self.space.given(ASKED, whole=True))
            test = Normal(before if step.before else UNIT - before, when.needs)
            result = self._branch(test, value(step.value, each), result)
        return result

    def _when(self, when: Month | date | str | f.Expression, each: str) -> Normal:
        if isinstance(when, Month):
            return Normal(constant(when.first.toordinal()))
        if isinstance(when, date):
            return Normal(constant(when.toordinal()))
        if isinstance(when, str):
            whole = self._dimensions.whole(when)
            return Normal(self.space.given(dated_term(when, self._dimensions), whole=whole))
        return self.normal(when, each)
