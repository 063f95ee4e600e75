"""Formulas in a normal form: a polynomial, and what must hold for there to be a value.

The polynomial is over the unknowns of a `Space`. A test becomes a polynomial that
is 1 where it is met and 0 elsewhere, so that `if T then A otherwise B` is
B + T * (A - B). What one branch divides by must not be zero only where that
branch is taken: each need has such a polynomial as its guard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from attrs import evolve, field

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
from hereof.formula.polynomial import (
    ONE,
    UNIT,
    ZERO,
    Polynomial,
    constant,
    quotient,
    total,
    unknown,
)
from hereof.formula.rounding import EXACT_RULES, rounded_or_none
from hereof.formula.space import Kind, Space
from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.formula.inputs import Setting

NEVER: Final = 0
"""The need that nothing meets."""

Needs: TypeAlias = Mapping[int, Polynomial]
"""By unknown, where it must not be zero: a polynomial that is 1 there, and 0 elsewhere."""


@frozen
class Normal:
    """A formula's value, and what it needs to have one."""

    value: Polynomial
    needs: Needs = field(factory=dict)


def either(*several: Needs) -> Needs:
    """Give what is needed where several formulas are."""
    result: dict[int, Polynomial] = {}
    for needs in several:
        for name, guard in needs.items():
            before = result.get(name)
            result[name] = guard if before is None else before + guard - before * guard
    return tidy(result)


def tidy(needs: Needs) -> Needs:
    """Leave out the needs of nowhere, and every other where one is met nowhere."""
    if needs.get(NEVER) == UNIT:
        return {NEVER: UNIT}
    return {name: guard for name, guard in needs.items() if guard}


class Normalizer:
    """Brings formulas into normal form, all over one space."""

    def __init__(self, space: Space, within: Setting, dimensions: Dimensions) -> None:
        self.space = space
        self._within = within
        self._dimensions = dimensions

    def normal(self, node: Node, each: str = "") -> Normal:
        """Give the normal form of a formula or a test.

        Args:
            node: The formula.
            each: The owner that `that one` stands for.

        Raises:
            TooLargeError: It has more terms than is sensible to work with.
        """
        return _FORMS[type(node)](self, node, each)

    # ---- numbers

    def _amount(self, node: f.Amount, _each: str) -> Normal:
        return Normal(constant(node.value))

    def _no_value(self, _node: f.NoValue, _each: str) -> Normal:
        return Normal(ZERO, {NEVER: UNIT})

    def _input(self, node: f.Input, each: str) -> Normal:
        if self._dimensions.of(node.term) == "truth":
            return self._met(node, each)
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
        above, below = self.normal(node.numerator, each), self.normal(node.denominator, each)
        needs = either(above.needs, below.needs)
        if not below.value:
            return Normal(ZERO, {NEVER: UNIT})
        over, needed = self.space.inverse(below.value)
        return Normal(above.value * over, either(needs, dict.fromkeys(needed, UNIT)))

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
        inside = self.normal(node.value, each)
        value, unit, needs = inside.value, node.unit.value, inside.needs
        if node.rule == "nearest" and unit:
            tie = UNIT - unknown(self.space.number(Kind.TIE, parts=(value,), detail=unit))
            needs = either(needs, {self._truth_of(tie): UNIT}) if value.number is None else needs
            if value.number is not None and rounded_or_none(value.number, node.rule, unit) is None:
                return Normal(ZERO, {NEVER: UNIT})
        rule = "half up" if node.rule == "nearest" else node.rule
        if rule not in EXACT_RULES or not unit:
            cell = self.space.number(
                Kind.ROUNDED, parts=(value,), detail=(rule, unit), never_negative=False
            )
            return Normal(unknown(cell), needs)
        return Normal(self._exactly(value, rule, unit), needs)

    def _truth_of(self, value: Polynomial) -> int:
        """Give an unknown that is zero just where a test is not met."""
        return self.space.number(Kind.ALIAS, parts=(value,))

    def _exactly(self, value: Polynomial, rule: str, unit: object) -> Polynomial:
        number = value.number
        step = cast("int", unit)
        if number is not None:
            return constant(rounded_or_none(number, rule, step) or 0)
        if value.terms[value.first_monomial()] < 0:
            return -self._exactly(-value, rule, unit)
        if len(value.terms) == 1:
            ((monomial, coefficient),) = value.terms.items()
            if len(monomial) == 1 and monomial[0][1] == 1 and coefficient == 1:
                cell = self.space.cells[monomial[0][0]]
                if cell.kind is Kind.ROUNDED and cast("tuple[str, int]", cell.detail)[1] == step:
                    return value
        return unknown(
            self.space.number(
                Kind.ROUNDED,
                parts=(value,),
                detail=(rule, step),
                never_negative=self.space.sign(value) > 0,
            )
        )

    # ---- totals over owners

    def _weighted(self, node: f.Weighted, each: str) -> Normal:
        owners = node.value.owners or node.weight.owners
        one = f.Owners(((f.EACH_OWNER, f.EACH_OWNER),))
        value, weight = (
            evolve(part, owners=one, total=False) for part in (node.value, node.weight)
        )
        if owners is None:
            owners = f.Owners((("all of them", "all of them"),))
        above = f.ForEach(owners, f.Product((value, weight)))
        return self._quotient(f.Quotient(above, f.ForEach(owners, weight)), each)

    def _for_each(self, node: f.ForEach, each: str) -> Normal:
        parts = [
            self.normal(node.value, owner)
            if single(owner, self._within)
            else self._over(owner, self.normal(node.value))
            for owner in dict.fromkeys(owners_meant(node.owners, each, self._within))
        ]
        return Normal(total(part.value for part in parts), either(*(part.needs for part in parts)))

    def _over(self, owner: str, inside: Normal) -> Normal:
        """Total a formula over the members of a set that is not known one by one."""
        if any(self._of_each(name) or self._each_in(guard) for name, guard in inside.needs.items()):
            detail = (owner, inside.value, frozenset(inside.needs.items()))
            text = f"a total, number {len(self.space.cells)},"
            met = self.space.number(
                Kind.TRUTH, Atom(f"whether there is {text}", (owner,), "", "truth"), (), detail
            )
            atom = Atom(text, (owner,), "", "dollars")
            cell = self.space.number(
                Kind.GIVEN, atom, (), detail, never_negative=self.space.sign(inside.value) > 0
            )
            return Normal(unknown(cell), {self._truth_of(unknown(met)): UNIT})
        result = ZERO
        for monomial, value in inside.value.terms.items():
            free = tuple(pair for pair in monomial if not self._of_each(pair[0]))
            bound = tuple(pair for pair in monomial if self._of_each(pair[0]))
            result = result + self._total_of(owner, bound) * Polynomial({free: value})
        return Normal(result, inside.needs)

    def _total_of(self, owner: str, bound: tuple[tuple[int, int], ...]) -> Polynomial:
        atoms = [self.space.cells[name].atom for name, _ in bound]
        if len(bound) == 1 and atoms[0] is not None and bound[0][1] == 1:
            whole = self.space.cells[bound[0][0]].whole
            return self.space.given(evolve(atoms[0], of=(owner,)), whole=whole)
        names = sorted({str(evolve(atom, of=())) for atom in atoms if atom is not None})
        text = f"total of {' * '.join(names)}" if bound else "number"
        certain = self.space.sign(Polynomial({bound or ONE: 1})) > 0
        atom = Atom(text, (owner,), "", "dollars" if bound else "count")
        return unknown(
            self.space.number(Kind.GIVEN, atom, (), bound, never_negative=certain, whole=not bound)
        )

    def _each_in(self, of: Polynomial) -> bool:
        return any(self._of_each(name) for name in of.unknowns)

    def _of_each(self, name: int) -> bool:
        """Tell whether an unknown depends on the owner that `that one` stands for."""
        if name == NEVER:
            return False
        cells = (self.space.cells[one] for one in (name, *self.space.cells[name].within))
        return any(cell.atom is not None and f.EACH_OWNER in cell.atom.of for cell in cells)

    # ---- dates

    def _day(self, node: f.Day, _each: str) -> Normal:
        return Normal(constant(node.day.toordinal()))

    def _of_series(self, node: f.DateIn | f.NthDate, _each: str) -> Normal:
        atom = series_atom(node)
        return Normal(unknown(self.space.number(Kind.GIVEN, atom, (), node, whole=True)))

    def _anniversary(self, node: f.Anniversary, each: str) -> Normal:
        base = self.normal(node.of, each)
        return self._derived(
            base, ("anniversary", node.number), lambda day: days.anniversary(node.number, day)
        )

    def _day_in_month(self, node: f.DayInMonth, each: str) -> Normal:
        base = self.normal(node.base, each)
        kind = evolve(node, base=f.NoValue())
        found = self._derived(
            base, kind, (lambda day: days.day_in_month(node, day)) if _fixed(node) else None
        )
        if not days.may_lack(node):
            return found
        exists = self.space.number(Kind.TRUTH, None, (base.value,), ("is there", kind))
        return Normal(found.value, either(found.needs, {self._truth_of(unknown(exists)): UNIT}))

    def _shifted(self, node: f.ShiftedDay, each: str) -> Normal:
        base = self.normal(node.base, each)
        if not node.business_day or not node.number:
            return Normal(base.value + constant(node.number), base.needs)
        return self._derived(base, evolve(node, base=f.NoValue()), None)

    def _derived(
        self, base: Normal, detail: object, compute: Callable[[int], int] | None
    ) -> Normal:
        number = base.value.number
        if number is not None and compute is not None:
            try:
                return Normal(constant(compute(int(number))), base.needs)
            except days.UnclearError:
                pass
        return Normal(self.space.derived(detail, base.value, whole=True), base.needs)

    def _days_between(self, node: f.DaysBetween, each: str) -> Normal:
        start, end = self.normal(node.start, each), self.normal(node.end, each)
        return Normal(end.value - start.value, either(start.needs, end.needs))

    # ---- tests and cases

    def _compare(self, node: f.Compare, each: str) -> Normal:
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

    def _truth(self, node: f.Truth, each: str) -> Normal:
        return self._met(node.value, each)

    def _met(self, node: f.Expression, each: str) -> Normal:
        """Read a formula as a test that is met or not."""
        if isinstance(node, f.Input):
            (atom, *more) = atoms_of(node, each, self._within, self._dimensions, truth=True)
            if not more:
                return Normal(self.space.truth(atom))
        elif isinstance(node, f.NoValue):
            return self.normal(node, each)
        elif isinstance(node, f.Conditional):
            then, otherwise = self._met(node.then, each), self._met(node.otherwise, each)
            return self._branch(self.normal(node.test, each), then, otherwise)
        elif isinstance(node, f.Schedule):
            return self._by_date(node, self._met, each)
        inside = self.normal(node, each)
        cell = self.space.number(Kind.TRUTH, None, (inside.value,), "met")
        return Normal(unknown(cell), inside.needs)

    def _logic(self, node: f.Logic, each: str) -> Normal:
        parts = [self.normal(part, each) for part in node.parts]
        needs = either(*(part.needs for part in parts))
        if node.kind == "not":
            return Normal(UNIT - parts[0].value, needs)
        result = UNIT
        for part in parts:
            result = result * (part.value if node.kind == "all" else UNIT - part.value)
        return Normal(result if node.kind == "all" else UNIT - result, needs)

    def _conditional(self, node: f.Conditional, each: str) -> Normal:
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
            either(_where(then.needs, test.value), _where(otherwise.needs, UNIT - test.value)),
        )
        return Normal(value, needs)

    def _schedule(self, node: f.Schedule, each: str) -> Normal:
        return self._by_date(node, self.normal, each)

    def _by_date(
        self, node: f.Schedule, value: Callable[[f.Expression, str], Normal], each: str
    ) -> Normal:
        result = Normal(ZERO, {NEVER: UNIT})
        for step in reversed(node.steps):
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


def _where(needs: Needs, test: Polynomial) -> Needs:
    return tidy({name: guard * test for name, guard in needs.items()})


def _flat(node: f.Choice) -> Iterable[f.Expression]:
    for part in node.parts:
        if isinstance(part, f.Choice) and part.kind == node.kind != "average":
            yield from _flat(part)
        else:
            yield part


def _order(value: Polynomial) -> list[object]:
    return sorted((monomial, value) for monomial, value in value.terms.items())


def _fixed(node: f.DayInMonth) -> bool:
    """Tell whether a day of a month needs no Business Days."""
    return not node.business_day


_FORMS: Final[dict[type, Callable[[Normalizer, Any, str], Normal]]] = {
    f.Amount: Normalizer._amount,
    f.NoValue: Normalizer._no_value,
    f.Input: Normalizer._input,
    f.Sum: Normalizer._sum,
    f.Product: Normalizer._product,
    f.Quotient: Normalizer._quotient,
    f.Choice: Normalizer._choice,
    f.Excess: Normalizer._excess,
    f.Rounded: Normalizer._rounded,
    f.Weighted: Normalizer._weighted,
    f.ForEach: Normalizer._for_each,
    f.Day: Normalizer._day,
    f.DateIn: Normalizer._of_series,
    f.NthDate: Normalizer._of_series,
    f.Anniversary: Normalizer._anniversary,
    f.DayInMonth: Normalizer._day_in_month,
    f.ShiftedDay: Normalizer._shifted,
    f.DaysBetween: Normalizer._days_between,
    f.Schedule: Normalizer._schedule,
    f.Conditional: Normalizer._conditional,
    f.Compare: Normalizer._compare,
    f.Truth: Normalizer._truth,
    f.Logic: Normalizer._logic,
}
