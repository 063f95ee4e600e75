"""Where a case lies: conditions on polynomials, and which signs a polynomial can have there.

A product of unknowns is one unknown to the linear conditions, of which no more is
known than its sign. So a sign that is said to be impossible is impossible, and
one that is said to be possible may not be.
"""

from __future__ import annotations

from contextlib import contextmanager
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from hereof.formula import days
from hereof.formula.feasible import Conditions
from hereof.formula.polynomial import (
    ONE,
    Monomial,
    Polynomial,
    constant,
    quotient,
    unknown,
)
from hereof.formula.space import Cell, Kind, Space
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from hereof.formula.feasible import Budget


MOST_MULTIPLIED: Final = 4
"""Conditions of more terms are not multiplied."""


class Region:
    """The admissible values of unknowns, less what is assumed away.

    Inputs are not negative, dates lie between `days.FIRST` and `days.LAST`; of
    dates that follow from others holds what `hereof.formula.days` is certain of.

    Attributes:
        equal: Polynomials assumed to be zero.
        nonzero: Polynomials assumed to be positive.
        met: By indicator without a condition, whether it is assumed to be met.
    """

    def __init__(self, space: Space, budget: Budget) -> None:
        self._space = space
        self._budget = budget
        self._conditions = Conditions(budget)
        self._known: set[int] = set()
        self._products: set[Monomial] = set()
        self._weak: list[Polynomial] = []
        self.equal: list[Polynomial] = []
        self.nonzero: list[Polynomial] = []
        self.met: dict[int, bool] = {}
        self._factors: set[int] = set()
        self._multiplied: set[tuple[int, Polynomial, str]] = set()
        self._broken = False

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Give up at the end what is assumed meanwhile."""
        mark = self._conditions.mark()
        weak, equal, nonzero = len(self._weak), len(self.equal), len(self.nonzero)
        met, broken = dict(self.met), self._broken
        factors, multiplied = set(self._factors), set(self._multiplied)
        try:
            yield
        finally:
            self._conditions.back(mark)
            del self._weak[weak:], self.equal[equal:], self.nonzero[nonzero:]
            self.met, self._broken = met, broken
            self._factors, self._multiplied = factors, multiplied

    # ---- assuming

    def assume(self, of: Polynomial, relation: str) -> bool:
        """Assume that a polynomial is `>`, `>=`, `=`, `<=` or `<` zero.

        Returns:
            Whether that is not plainly impossible; ask `holds` whether it is possible.
        """
        if relation == "=":
            self.equal.append(of)
            fits = self._more(of, strict=False) and self._more(-of, strict=False)
        else:
            of = -of if relation.startswith("<") else of
            strict = "=" not in relation
            fits = self._more(of, strict=strict)
            if strict:
                self.nonzero.append(of)
            elif -of in self._weak:
                self.equal.append(of)
            if not strict:
                self._weak.append(of)
        self._broken = self._broken or not fits
        return fits

    def holds(self) -> bool:
        """Tell whether all that is assumed can hold together."""
        return not self._broken and self._conditions.hold()

    def possible(self, of: Polynomial, relation: str) -> bool:
        """Tell whether a polynomial can be `>`, `>=`, `=`, `<=` or `<` zero here."""
        mark = self._conditions.mark()
        if relation == "=":
            fits = self._more(of, strict=False) and self._more(-of, strict=False)
        else:
            sided = -of if relation.startswith("<") else of
            fits = self._more(sided, strict="=" not in relation)
        fits = fits and self.holds()
        self._conditions.back(mark)
        return fits

    def signs(self, of: Polynomial) -> tuple[int, ...]:
        """Give the signs that a polynomial can have here, positive first."""
        number = of.number
        if number is not None:
            return ((number > 0) - (number < 0),)
        certain = self._space.sign(of)
        found = []
        if certain >= 0 and self.possible(of, ">"):
            found.append(1)
        if certain <= 0 and self.possible(of, "<"):
            found.append(-1)
        if len(found) > 1 or self.possible(of, "="):
            found.append(0)
        return tuple(found)

    def point(self) -> dict[Hashable, Fraction]:
        """Give a value for every product of unknowns, where all that is assumed holds.

        Products are unknowns of their own here. To be asked after `holds`.
        """
        return self._conditions.values()

    def multiply(self, of: Polynomial) -> None:
        """Multiply what is assumed by the unknowns in the products of this polynomial or others.

        What follows from the products of conditions then follows from linear ones too, as
        far as one factor more can tell.
        """
        products = (key for key in of.terms if sum(exponent for _, exponent in key) > 1)
        self._factors |= {name for key in products for name, _ in key}
        for name in sorted(self._factors):
            if not self._space.cells[name].never_negative:
                continue
            assumed = [(each, "=") for each in self.equal]
            assumed += [(each, ">") for each in self.nonzero]
            assumed += [(each, ">=") for each in self._weak]
            for each, relation in assumed:
                if (name, each, relation) in self._multiplied or len(each.terms) > MOST_MULTIPLIED:
                    continue
                self._multiplied.add((name, each, relation))
                product = each.shifted(((name, 1),))
                strict = relation == ">" and not self.possible(unknown(name), "=")
                fits = self._more(product, strict=strict)
                fits = fits and (relation != "=" or self._more(-product, strict=False))
                self._broken = self._broken or not fits

    # ---- linear conditions

    def _more(self, of: Polynomial, *, strict: bool) -> bool:
        """Set the bound that makes a polynomial positive, or not negative."""
        self._budget.spend()
        shift = of.terms.get(ONE, 0)
        terms = {monomial: value for monomial, value in of.terms.items() if monomial}
        if not terms:
            return shift > 0 or (shift == 0 and not strict)
        content, form = Polynomial(terms).primitive()
        upward = form.terms[form.first_monomial()] > 0
        form = form if upward else -form
        bound = quotient(-shift, content)
        if self._space.whole(form):
            bound, strict = floor(bound) + 1 if strict else ceil(bound), False
        column = self._column(form)
        if upward:
            return self._conditions.at_least(column, (bound, int(strict)))
        return self._conditions.at_most(column, (-bound, -int(strict)))

    def _column(self, form: Polynomial) -> int:
        for monomial in form.terms:
            for name, _ in monomial:
                self._know(name)
        if len(form.terms) == 1:
            return self._product(form.first_monomial())
        for monomial in form.terms:
            self._product(monomial)
        return self._conditions.column(form, form.terms)

    def _product(self, monomial: Monomial) -> int:
        column = self._conditions.column(monomial)
        if monomial not in self._products:
            self._products.add(monomial)
            if self._space.sign(Polynomial({monomial: 1})) > 0:
                self._conditions.limit(column, 0, None)
        return column

    # ---- what is certain of single unknowns

    def _know(self, name: int) -> None:
        """Set for good what is certain of an unknown."""
        if name in self._known:
            return
        self._known.add(name)
        cell = self._space.cells[name]
        monomial = ((name, 1),)
        if cell.kind is Kind.GIVEN and cell.atom is not None and cell.atom.dimension == "date":
            self._dated(name, cell, monomial)
        elif cell.kind is Kind.DERIVED:
            self._product(monomial)
            self._reach(name, cell)
        elif cell.kind is Kind.ROUNDED:
            self._near(name, cell)

    def _dated(self, name: int, cell: Cell, monomial: Monomial) -> None:
        least, most = days.FIRST, days.LAST
        node = cell.detail
        if isinstance(node, f.DateIn):
            least, most = days.month_days(node.month)
        self._products.add(monomial)
        self._conditions.limit(self._conditions.column(monomial), least, most)
        if isinstance(node, f.NthDate):
            for other, seen in self._space.cells.items():
                if isinstance(seen.detail, f.NthDate) and other in self._known and other != name:
                    self._apart(name, node, other, seen.detail)

    def _apart(self, name: int, node: f.NthDate, other: int, seen: f.NthDate) -> None:
        """The n-th date of a series lies at least so many days after an earlier one."""
        if node.series == seen.series:
            first, last = (seen, node) if seen.number < node.number else (node, seen)
            later = unknown(name) - unknown(other)
            later = later if last is node else -later
            self._certain(("apart", name, other), later - constant(last.number - first.number))

    def _reach(self, name: int, cell: Cell) -> None:
        node = cell.detail
        least: int | None = None
        most: int | None = None
        if isinstance(node, f.DayInMonth):
            least, most = days.month_reach(node)
        elif isinstance(node, f.ShiftedDay):
            least, most = days.shift_reach(node.number)
        elif isinstance(node, f.Anniversary):
            least, most = days.anniversary_reach(node.number)
        (base,) = cell.parts
        if self._space.cased(base):
            return
        if least is not None:
            self._certain(("least", name), unknown(name) - base - constant(least))
        if most is not None:
            self._certain(("most", name), base + constant(most) - unknown(name))

    def _near(self, name: int, cell: Cell) -> None:
        """A rounded value differs by at most a unit, or half of one."""
        (inside,) = cell.parts
        rule, unit = cell.rounding
        if self._space.cased(inside) or any(e < 0 for key in inside.terms for _, e in key):
            return
        gap = quotient(abs(Fraction(unit)), 2 if rule.startswith("half") else 1)
        up = down = constant(gap)
        if self._space.sign(inside) > 0 and rule in ("up", "down"):
            up, down = (up, constant(0)) if rule == "up" else (constant(0), down)
        self._certain(("up", name), up - (unknown(name) - inside))
        self._certain(("down", name), down - (inside - unknown(name)))

    def _certain(self, name: tuple[object, ...], not_negative: Polynomial) -> None:
        shift = not_negative.terms.get(ONE, 0)
        form = {key: value for key, value in not_negative.terms.items() if key}
        if not form:
            return
        for monomial in form:
            for each, _ in monomial:
                self._know(each)
            self._product(monomial)
        column = self._conditions.column(("certain", *name), form)
        self._conditions.limit(column, -shift, None)

    def products(self) -> list[Monomial]:
        """Give the products of unknowns of which something is assumed or certain."""
        return sorted(self._products)
