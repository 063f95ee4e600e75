"""Normal forms of totals over owners, and of averages weighted over them.

Over owners that are known one by one, a total is a sum. Over any other set, what
does not depend on the owner comes out of the total, and what does is an unknown of its own.
"""

from __future__ import annotations

from attrs import evolve

from hereof.formula.atoms import Atom, owners_meant, single
from hereof.formula.forms import NEVER, Forms, Normal, either
from hereof.formula.polynomial import ONE, ZERO, Polynomial, total, unknown
from hereof.formula.space import Kind
from hereof.model import formula as f


class Totals(Forms):
    """Makes the normal forms of totals."""

    def weighted(self, node: f.Weighted, each: str) -> Normal:
        """An average weighted over owners."""
        owners = node.value.owners or node.weight.owners
        one = f.Owners(((f.EACH_OWNER, f.EACH_OWNER),))
        value, weight = (
            evolve(part, owners=one, total=False) for part in (node.value, node.weight)
        )
        if owners is None:
            owners = f.Owners((("all of them", "all of them"),))
        above = f.ForEach(owners, f.Product((value, weight)))
        return self.divided(
            self.for_each(above, each), self.for_each(f.ForEach(owners, weight), each)
        )

    def for_each(self, node: f.ForEach, each: str) -> Normal:
        """A total over owners of a formula."""
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
            text = f"a total, number {self._numbers.setdefault(detail, len(self._numbers) + 1)},"
            met = self.space.number(
                Kind.TRUTH, Atom(f"whether there is {text}", (owner,), "", "truth"), (), detail
            )
            atom = Atom(text, (owner,), "", "dollars")
            cell = self.space.number(
                Kind.GIVEN, atom, (), detail, never_negative=self.space.sign(inside.value) > 0
            )
            return Normal(unknown(cell), self.must(unknown(met)))
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
