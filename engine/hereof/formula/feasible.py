"""Whether linear conditions can hold together, decided exactly.

A simplex over rationals that keeps its table while conditions come and go, after
Dutertre and de Moura, "A Fast Linear-Arithmetic Solver for DPLL(T)" (2006). A
strict condition is one that holds with a margin of an unspecified small amount,
so every value is a pair: a number, and so many times that amount.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeVar

from hereof.formula.polynomial import Rational, plain, quotient

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

_Name = TypeVar("_Name", bound="Hashable")

Pair = tuple[Rational, Rational]
"""A number, and so many times the small amount."""

_NOTHING: Final[Pair] = (0, 0)


class BudgetError(Exception):
    """The steps that a comparison may take are used up."""


class Budget:
    """Steps that may still be taken; the same ones on every machine."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Take so many steps.

        Raises:
            BudgetError: There are none left.
        """
        self.left -= steps
        if self.left < 0:
            raise BudgetError


class Conditions:
    """Linear conditions on unknowns, each a bound of an unknown or of a weighted sum of them."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._names: dict[Hashable, int] = {}
        self._value: list[Pair] = []
        self._least: list[Pair | None] = []
        self._most: list[Pair | None] = []
        self._rows: dict[int, dict[int, Rational]] = {}
        self._undo: list[tuple[int, Pair | None, Pair | None]] = []

    # ---- unknowns and their bounds

    def column(self, name: Hashable, form: Mapping[_Name, Rational] | None = None) -> int:
        """Give the column of an unknown, or of a weighted sum of unknowns, by its name."""
        found = self._names.get(name)
        if found is not None:
            return found
        row: dict[int, Rational] = {}
        for part, weight in (form or {}).items():
            column = self.column(part)
            for other, share in self._rows.get(column, {column: 1}).items():
                _add(row, other, weight * share)
        made = self._names[name] = len(self._value)
        self._value.append(self._sum(row))
        self._least.append(None)
        self._most.append(None)
        if form is not None:
            self._rows[made] = row
        return made

    def limit(self, column: int, least: Rational | None, most: Rational | None) -> None:
        """Set the bounds of a new column for good."""
        self._least[column] = None if least is None else (least, 0)
        self._most[column] = None if most is None else (most, 0)
        if column not in self._rows:
            for bound in (self._least[column], self._most[column]):
                if bound is not None:
                    self._set(column, bound)
                    break

    def mark(self) -> int:
        """Give a mark to come back to with `back`."""
        return len(self._undo)

    def back(self, mark: int) -> None:
        """Give up every bound set since a mark."""
        while len(self._undo) > mark:
            column, least, most = self._undo.pop()
            self._least[column], self._most[column] = least, most

    def at_least(self, column: int, bound: Pair) -> bool:
        """Set a lower bound; say whether it is compatible with the upper one."""
        least, most = self._least[column], self._most[column]
        if least is not None and bound <= least:
            return True
        if most is not None and bound > most:
            return False
        self._undo.append((column, least, most))
        self._least[column] = bound
        if column not in self._rows and self._value[column] < bound:
            self._set(column, bound)
        return True

    def at_most(self, column: int, bound: Pair) -> bool:
        """Set an upper bound; say whether it is compatible with the lower one."""
        least, most = self._least[column], self._most[column]
        if most is not None and bound >= most:
            return True
        if least is not None and bound < least:
            return False
        self._undo.append((column, least, most))
        self._most[column] = bound
        if column not in self._rows and self._value[column] > bound:
            self._set(column, bound)
        return True

    # ---- whether they can hold

    def hold(self) -> bool:
        """Tell whether all bounds can hold together; if so, `values` is where they do.

        Raises:
            BudgetError: It takes more steps than are left.
        """
        while True:
            found = self._violated()
            if found is None:
                return True
            column, bound = found
            other = self._helping(column, raising=self._value[column] < bound)
            if other is None:
                return False
            self._budget.spend(1 + len(self._rows))
            self._exchange(column, other, bound)

    def values(self) -> dict[Hashable, Fraction]:
        """Give a number for every name, where the bounds hold with a margin in place."""
        small = Fraction(1)
        for column, value in enumerate(self._value):
            for bound, side in ((self._least[column], 1), (self._most[column], -1)):
                if bound is None:
                    continue
                gap = (value[0] - bound[0]) * side
                slope = (value[1] - bound[1]) * side
                if slope < 0 and gap > 0:
                    small = min(small, Fraction(gap) / -slope)
        return {
            name: Fraction(self._value[column][0]) + small * self._value[column][1]
            for name, column in self._names.items()
        }

    def _violated(self) -> tuple[int, Pair] | None:
        for column in sorted(self._rows):
            value, least, most = self._value[column], self._least[column], self._most[column]
            if least is not None and value < least:
                return column, least
            if most is not None and value > most:
                return column, most
        return None

    def _helping(self, column: int, *, raising: bool) -> int | None:
        """Give the first column whose change can move another, within its own bounds."""
        for other, weight in sorted(self._rows[column].items()):
            value = self._value[other]
            if (weight > 0) == raising:
                most = self._most[other]
                if most is None or value < most:
                    return other
            else:
                least = self._least[other]
                if least is None or value > least:
                    return other
        return None

    def _exchange(self, leaving: int, entering: int, bound: Pair) -> None:
        """Set a column to a bound by way of another, which takes its row."""
        row = self._rows.pop(leaving)
        weight = row.pop(entering)
        now = self._value[leaving]
        change = (
            quotient(bound[0] - now[0], weight),
            quotient(bound[1] - now[1], weight),
        )
        new = {other: quotient(-share, weight) for other, share in row.items()}
        new[leaving] = quotient(1, weight)
        self._value[leaving] = bound
        self._value[entering] = _moved(self._value[entering], 1, change)
        for basic, other_row in self._rows.items():
            share = other_row.pop(entering, 0)
            if share:
                self._value[basic] = _moved(self._value[basic], share, change)
                for name, by in new.items():
                    _add(other_row, name, share * by)
        self._rows[entering] = new

    def _set(self, column: int, value: Pair) -> None:
        old = self._value[column]
        change = (value[0] - old[0], value[1] - old[1])
        self._value[column] = value
        for basic, row in self._rows.items():
            share = row.get(column, 0)
            if share:
                self._value[basic] = _moved(self._value[basic], share, change)

    def _sum(self, row: Mapping[int, Rational]) -> Pair:
        result = _NOTHING
        for column, weight in row.items():
            result = _moved(result, weight, self._value[column])
        return result


def _moved(value: Pair, by: Rational, change: Pair) -> Pair:
    return (plain(value[0] + by * change[0]), plain(value[1] + by * change[1]))


def _add(row: dict[int, Rational], column: int, value: Rational) -> None:
    new = row.get(column, 0) + value
    if new:
        row[column] = plain(new)
    else:
        row.pop(column, None)
