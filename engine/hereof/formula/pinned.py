"""Figures in a case in which two formulas seem to differ.

One input after the other is set to the first of some round figures that the case
still allows together with those before.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hereof.formula.candidates import CENT, Value
from hereof.formula.numeric import Point
from hereof.formula.polynomial import Monomial, Polynomial, constant, unknown
from hereof.formula.space import Kind, Space
from hereof.formula.witness import BARELY, Trial, Witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.formula.region import Region

_Conditions = tuple[tuple[Polynomial, str], ...]


def inside(
    trial: Trial, space: Space, region: Region, difference: Polynomial | None
) -> Witness | None:
    """Look for a witness in a case.

    Args:
        trial: Tells whether figures are one.
        space: What the unknowns stand for.
        region: The case.
        difference: By how much the formulas differ; nothing where one has no value.
    """
    best: Witness | None = None
    ties = tuple(_ties(space, region))
    for conditions in (ties + beside for beside in _beside(space, difference)):
        with region.trying():
            possible = all(region.assume(of, relation) for of, relation in conditions)
            values = _Pins(trial, space, region).all() if possible else None
        worth = trial.worth(values) if values is not None else 0
        if values is not None and worth:
            best = trial.witness(values)
        if worth >= BARELY:
            break
    return best


def _beside(space: Space, difference: Polynomial | None) -> Iterator[_Conditions]:
    """Give what to assume beside the case: a difference of a cent or more, or of anything."""
    if difference is None:
        yield ()
        return
    common, rest = space.cleared(difference, all_signs=True)
    for sided in (rest, -rest):
        if not common:
            yield ((sided - constant(CENT), ">="),)
        yield ((sided, ">"), *((unknown(name), ">") for name, e in common if e > 0))


def _ties(space: Space, region: Region) -> Iterator[tuple[Polynomial, str]]:
    """Give the conditions by which values lie in the middle between multiples, where they must."""
    for name, met in region.met.items():
        cell = space.cells[name]
        if met and cell.kind is Kind.TIE:
            yield cell.parts[0] - constant(Fraction(cell.unit) / 2), "="


class _Pins:
    """Sets inputs one by one, within a case."""

    def __init__(self, trial: Trial, space: Space, region: Region) -> None:
        self._candidates = trial.candidates
        self._space = space
        self._region = region
        self._set: dict[int, Value] = {}

    def all(self) -> dict[int, Value] | None:
        """Give a figure for every input; nothing where one finds none."""
        if not self._region.holds():
            return None
        names = self._candidates.names
        for name in sorted(names, key=self._candidates.of_series):
            if self._candidates.atom(name).dimension == "truth":
                self._set[name] = self._region.met.get(name, False)
            elif not any(self._fits(name, value) for value in self._choices(name)):
                return None
        return {name: self._set[name] for name in names}

    def _choices(self, name: int) -> Iterator[Fraction]:
        """Give the figures to try, at last what the case itself proposes, as round as it goes."""
        yield from map(Fraction, self._candidates.choices(name))
        if not self._region.holds():
            return
        found = self._region.point().get(((name, 1),))
        if found is not None:
            whole = Fraction(int(found))
            yield from (whole, whole + 1, Fraction(round(found, 2)), Fraction(round(found, 4)))
            yield found

    def _fits(self, name: int, value: Fraction) -> bool:
        """Set an input to a figure, unless the case rules that out."""
        figures = {
            key: value for key, value in self._set.items() if not isinstance(value, bool)
        } | {name: value}
        equations = [unknown(name) - constant(value)]
        for product in self._region.products():
            if any(exponent < 0 and figures.get(key) == 0 for key, exponent in product):
                return False  # what something is divided by cannot be zero
            rest, by = _partly(product, figures)
            if rest != product and sum(exponent for _, exponent in rest) <= 1:
                equations.append(Polynomial({product: 1}) - constant(by).shifted(rest))
        equations += self._computed(figures)
        with self._region.trying():
            plausible = all(self._region.assume(of, "=") for of in equations)
            if not plausible or not self._region.holds():
                return False
        for of in equations:
            self._region.assume(of, "=")
        self._set[name] = value
        return True

    def _computed(self, figures: dict[int, Fraction]) -> Iterator[Polynomial]:
        """Give the equations of dates and rounded values that follow from the figures."""
        point = Point(self._space, figures)
        for product in self._region.products():
            if len(product) == 1 and product[0][1] == 1 and product[0][0] not in figures:
                name = product[0][0]
                if self._space.cells[name].kind in (Kind.DERIVED, Kind.ROUNDED):
                    value = point.known(unknown(name))
                    if value is not None:
                        yield unknown(name) - constant(value)


def _partly(product: Monomial, figures: dict[int, Fraction]) -> tuple[Monomial, Fraction]:
    """Put figures into a product: the unknowns that remain, and the factor before them."""
    by = Fraction(1)
    rest = []
    for name, exponent in product:
        if name in figures:
            by *= figures[name] ** exponent
        else:
            rest.append((name, exponent))
    return tuple(rest), by
