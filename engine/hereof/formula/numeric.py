"""The value of a normal form where the values of the inputs are given."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hereof.formula import days
from hereof.formula.forms import NEVER, Normal
from hereof.formula.rounding import is_tie, rounded_or_none
from hereof.formula.space import Cell, Kind, Space
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.formula.polynomial import Monomial, Polynomial


class Point:
    """Values of unknowns, from which those of others follow."""

    def __init__(self, space: Space, values: Mapping[int, Fraction | bool]) -> None:
        self._space = space
        self._values = values

    def normal(self, of: Normal) -> Fraction | None:
        """Give the value of a normal form; nothing where a need is not met.

        Raises:
            UnclearError: It does not follow from the values.
        """
        for name, guard in of.needs.items():
            if self.polynomial(guard) and (name == NEVER or not self.unknown(name)):
                return None
        return self.polynomial(of.value)

    def polynomial(self, of: Polynomial) -> Fraction:
        """Give the value of a polynomial; terms that divide by zero count for nothing.

        Raises:
            UnclearError: It does not follow from the values.
        """
        return sum((self._product(key) * by for key, by in of.terms.items()), Fraction(0))

    def _product(self, of: Monomial) -> Fraction:
        result = Fraction(1)
        for name, exponent in of:
            value = self.unknown(name)
            if not value:
                return Fraction(0)
            result *= value**exponent
        return result

    def unknown(self, name: int) -> Fraction:
        """Give the value of an unknown.

        Raises:
            UnclearError: It does not follow from the values.
        """
        if name in self._values:
            return Fraction(self._values[name])
        cell = self._space.cells[name]
        if len(cell.parts) != 1:
            raise days.UnclearError
        return computed(cell, self.polynomial(cell.parts[0]))

    def known(self, of: Polynomial) -> Fraction | None:
        """Give the value of a polynomial; nothing where it does not follow from the values."""
        try:
            return self.polynomial(of)
        except days.UnclearError:
            return None


def computed(cell: Cell, inside: Fraction) -> Fraction:
    """Give the value of an unknown for that of its part.

    Raises:
        UnclearError: There is no one value.
    """
    if cell.kind is Kind.ALIAS:
        return inside
    if cell.kind is Kind.EXCESS:
        return max(inside, Fraction(0))
    if cell.kind is Kind.POSITIVE:
        return Fraction(inside > 0)
    if cell.kind is Kind.TIE:
        return Fraction(is_tie(inside, cell.unit))
    if cell.kind is Kind.ROUNDED:
        return _rounded(cell, inside)
    return Fraction(_day(cell, int(inside)))


def _rounded(cell: Cell, inside: Fraction) -> Fraction:
    rule, unit = cell.rounding
    if not unit:
        raise days.UnclearError
    try:
        found = rounded_or_none(inside, rule, unit)
    except ValueError:
        raise days.UnclearError from None
    if found is None:
        raise days.UnclearError
    return found


def _day(cell: Cell, base: int) -> int:
    node = cell.detail
    if cell.kind is Kind.DERIVED:
        if isinstance(node, f.DayInMonth):
            return days.day_in_month(node, base)
        if isinstance(node, f.ShiftedDay):
            return days.shifted(node, base)
        if isinstance(node, f.Anniversary):
            return days.anniversary(node.number, base)
    raise days.UnclearError
