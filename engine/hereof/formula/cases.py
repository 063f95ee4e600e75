"""Whether two formulas in normal form agree in every case.

Case by case it is decided which excesses are more than zero, which tests are met
and which denominators are zero, as far as the two can still differ. What is left
of their difference must then be zero wherever the case can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.formula.forms import NEVER, Needs, either, tidy
from hereof.formula.polynomial import UNIT, ZERO, Polynomial, divided, quotient, unknown
from hereof.formula.space import CASES, Kind, Replacing, Space

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.formula.feasible import Budget
    from hereof.formula.region import Region

MOST_CASES: Final = 2_000
MOST_DOUBTS: Final = 6
"""After so many cases that can neither be proven nor refuted the search ends."""
_ROUNDS: Final = 8
_RELATIONS: Final = {1: ">", 0: "=", -1: "<"}


class TooManyCasesError(Exception):
    """There are more cases than are looked at."""


class DoubtsError(Exception):
    """There are too many cases that can neither be proven nor refuted."""


class Cases:
    """The search through the cases of two formulas."""

    def __init__(
        self,
        space: Space,
        region: Region,
        budget: Budget,
        seen: Callable[[Polynomial | None], None],
    ) -> None:
        """Prepare a search.

        Args:
            space: The unknowns of both formulas.
            region: What is admissible.
            budget: The steps that may be taken.
            seen: Called in each case in which the two seem to differ, with their difference
                or nothing where only one has a value; it may raise what ends the search.
        """
        self._space = space
        self._region = region
        self._budget = budget
        self._seen = seen
        self._count = 0
        self.doubts = 0

    def search(self, difference: Polynomial, first: Needs, second: Needs) -> None:
        """Go through all cases.

        Args:
            difference: The first formula less the second, where both have a value.
            first: What the first needs.
            second: What the second needs.

        Raises:
            TooManyCasesError: There are more than `MOST_CASES`.
            DoubtsError: Too many of them can be neither proven nor refuted.
            BudgetError: It takes more steps than are left.
        """
        self._count += 1
        if self._count > MOST_CASES:
            raise TooManyCasesError
        self._budget.spend(len(difference.terms) + len(first) + len(second))
        lacking = first.get(NEVER) == UNIT, second.get(NEVER) == UNIT
        if all(lacking):
            return
        if any(lacking):
            difference = ZERO
        if (not difference and first == second) or not self._region.holds():
            return
        name = self._next(difference, first, second)
        if name is None:
            with self._region.trying():
                self._end(difference, missing=any(lacking))
        elif self._space.cells[name].kind in (Kind.EXCESS, Kind.POSITIVE):
            self._by_excess(name, difference, first, second)
        elif self._space.cells[name].kind in CASES:
            for met in (True, False):
                with self._region.trying():
                    self._region.met[name] = met
                    self._go_on({name: UNIT if met else ZERO}, difference, first, second)
        else:
            self._by_sign(name, difference, first, second)

    # ---- what to decide next

    def _next(self, difference: Polynomial, first: Needs, second: Needs) -> int | None:
        """Give the unknown to decide next; nothing where all is decided that matters."""
        for needs in (first, second):
            for name in sorted(needs):
                if name != NEVER and needs[name] == UNIT:
                    case = self._case({name})
                    return name if case is None else case
        names = difference.unknowns
        for needs in (first, second):
            for guard in needs.values():
                names |= guard.unknowns
        return self._case(names)

    def _case(self, names: set[int]) -> int | None:
        """Give a case that depends on no other, or an unknown whose sign it depends on."""
        cells = self._space.cells
        everything = set(names)
        for name in names:
            everything |= cells[name].within
        ready = [
            name
            for name in everything
            if cells[name].kind in CASES and not any(map(self._space.cased, cells[name].parts))
        ]
        if not ready:
            return None
        chosen = min(ready, key=abs)
        if cells[chosen].kind in (Kind.EXCESS, Kind.POSITIVE):
            common, _ = self._space.cleared(cells[chosen].parts[0], all_signs=True)
            for name, _ in common:
                if not self._sign(name):
                    return name
        return chosen

    def _sign(self, name: int) -> int | None:
        """Give the sign of an unknown where only one is possible."""
        signs = self._region.signs(self._stands_for(name))
        return signs[0] if len(signs) == 1 else None

    def _stands_for(self, name: int) -> Polynomial:
        cell = self._space.cells[name]
        return cell.parts[0] if cell.kind is Kind.ALIAS else unknown(name)

    # ---- deciding

    def _by_excess(self, name: int, difference: Polynomial, first: Needs, second: Needs) -> None:
        cell = self._space.cells[name]
        (part,) = cell.parts
        common, rest = self._space.cleared(part, all_signs=True)
        for each, exponent in common:
            if exponent % 2 and self._sign(each) == -1:
                rest = -rest
        rest = self._simpler(rest)
        above = UNIT if cell.kind is Kind.POSITIVE else part
        for relation, value in ((">", above), ("<=", ZERO)):
            if self._region.possible(rest, relation):
                with self._region.trying():
                    self._region.assume(rest, relation)
                    self._region.multiply(rest)
                    self._go_on({name: value}, difference, first, second)

    def _simpler(self, of: Polynomial) -> Polynomial:
        """Divide by what is known to be positive, where that leaves no remainder."""
        if all(sum(e for _, e in key) <= 1 for key in of.terms):
            return of
        for known in self._region.nonzero:
            while known.number is None and len(known.terms) <= len(of.terms):
                found = divided(of, known)
                if found is None:
                    break
                self._budget.spend(len(of.terms))
                of = found
        return of

    def _by_sign(self, name: int, difference: Polynomial, first: Needs, second: Needs) -> None:
        polynomial = self._stands_for(name)
        both = first.get(name) == UNIT == second.get(name)
        for sign in self._region.signs(polynomial):
            if both and not sign:
                continue
            with self._region.trying():
                self._region.assume(polynomial, _RELATIONS[sign])
                self._region.multiply(polynomial)
                if sign:
                    left = [
                        {need: guard for need, guard in needs.items() if need != name}
                        for needs in (first, second)
                    ]
                    self.search(difference, *left)
                else:
                    self._go_on({name: ZERO}, difference, first, second)

    def _go_on(
        self, values: dict[int, Polynomial], difference: Polynomial, first: Needs, second: Needs
    ) -> None:
        replacing = Replacing(self._space, values)
        self.search(
            replacing.polynomial(difference),
            self._needs(replacing, first),
            self._needs(replacing, second),
        )

    def _needs(self, replacing: Replacing, needs: Needs) -> Needs:
        result: Needs = {}
        for name, guard in needs.items():
            now = replacing.polynomial(guard)
            new = None if name == NEVER else replacing.changed(name)
            if new is None:
                names: tuple[int, ...] = (name,)
            elif not new:
                names = (NEVER,)
            else:
                names = self._space.inverse(new)[1]
            result = either(result, dict.fromkeys(names, now))
        return tidy(result)

    # ---- where all is decided

    def _end(self, difference: Polynomial, *, missing: bool) -> None:
        if not missing and self._vanishes(difference):
            return
        self._order()
        if not self._region.holds() or (not missing and self._vanishes(difference)):
            return
        self._seen(None if missing else difference)
        self.doubts += 1
        if self.doubts >= MOST_DOUBTS:
            raise DoubtsError

    def _vanishes(self, difference: Polynomial) -> bool:
        """Tell whether a difference can only be zero here."""
        difference = self._reduced(difference)
        if not difference:
            return True
        common, rest = self._space.cleared(difference, all_signs=True)
        above = tuple(pair for pair in common if pair[1] > 0)
        for of in (rest.shifted(above), self._simpler(rest)):
            self._region.multiply(of)
            if self._region.signs(of) in ((0,), ()):
                return True
        return any(self._sign(name) == 0 for name, _ in above)

    def _order(self) -> None:
        """Assume that rounding keeps the order of values."""
        cells = self._space.cells
        names = sorted({name for key in self._region.products() for name, _ in key})
        names = [name for name in names if cells[name].kind is Kind.ROUNDED]
        for place, name in enumerate(names):
            for other in names[:place]:
                one, two = cells[name], cells[other]
                if one.detail != two.detail or any(map(self._space.cased, one.parts + two.parts)):
                    continue
                _, gap = self._space.cleared(one.parts[0] - two.parts[0])
                signs = self._region.signs(gap)
                more = unknown(name) - unknown(other)
                if -1 not in signs:
                    self._region.assume(more, ">=")
                if 1 not in signs:
                    self._region.assume(more, "<=")

    def _reduced(self, difference: Polynomial) -> Polynomial:
        """Use the equations that hold here to make a polynomial simpler."""
        for _ in range(_ROUNDS):
            values = self._zeros(difference) or self._alike(difference) or self._solved(difference)
            if not values:
                break
            difference = Replacing(self._space, values).polynomial(difference)
        return difference

    def _zeros(self, difference: Polynomial) -> dict[int, Polynomial]:
        """Find unknowns that can only be zero here."""
        names = {name for name, exponent in _factors(difference) if exponent > 0}
        return {name: ZERO for name in sorted(names) if self._sign(name) == 0}

    def _alike(self, difference: Polynomial) -> dict[int, Polynomial]:
        """Find functions whose arguments can only be equal here."""
        cells = self._space.cells
        kinds = (Kind.ROUNDED, Kind.DERIVED)
        names = sorted(name for name in difference.unknowns if cells[name].kind in kinds)
        for place, name in enumerate(names):
            for other in names[:place]:
                one, two = cells[name], cells[other]
                if (one.kind, one.detail) != (two.kind, two.detail):
                    continue
                pairs = zip(one.parts, two.parts, strict=True)
                if all(self._same(left, right) for left, right in pairs):
                    return {name: unknown(other)}
        return {}

    def _same(self, left: Polynomial, right: Polynomial) -> bool:
        _, rest = self._space.cleared(left - right, all_signs=True)
        return self._region.signs(rest) == (0,)

    def _solved(self, difference: Polynomial) -> dict[int, Polynomial]:
        """Find an unknown that an equation here gives by way of others."""
        present = difference.unknowns
        for equation in self._region.equal:
            counts = dict.fromkeys(equation.unknowns, 0)
            for name, _ in _factors(equation):
                counts[name] += 1
            for monomial, value in equation.terms.items():
                if len(monomial) == 1 and monomial[0][1] == 1 and counts[monomial[0][0]] == 1:
                    name = monomial[0][0]
                    if name in present and self._space.cells[name].kind is Kind.GIVEN:
                        rest = equation - Polynomial({monomial: value})
                        return {name: rest.scaled(quotient(-1, value)) if rest else ZERO}
        return {}


def _factors(of: Polynomial) -> list[tuple[int, int]]:
    return [pair for monomial in of.terms for pair in monomial]
