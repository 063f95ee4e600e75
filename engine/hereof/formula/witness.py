"""Figures that tell two formulas apart, as round as can be.

They are looked for in two ways: a few fixed sets of figures, tried outright; and
in a case in which the two seem to differ, by setting one input after the other
to the first of some round figures that the case still allows. Either way both
formulas are then computed from their trees, and figures that do not tell them
apart are none.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.formula import days
from hereof.formula.atoms import ASKED, Atom, Dimensions, Node, is_expression, parts_of
from hereof.formula.figures import Figures
from hereof.formula.polynomial import ONE, Monomial, Polynomial, Rational, constant, unknown
from hereof.formula.rounding import rounded_or_none
from hereof.formula.space import Cell, Kind, Space
from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.formula.inputs import Setting
    from hereof.formula.region import Region

Value = Fraction | bool
CENT: Final = Fraction(1, 100)

_FIGURES: Final = {
    "dollars": (0, 100, 1_000, 250, 1_000_000, 50, 600, 10, 1),
    "ratio": tuple(Fraction(n, 100) for n in (40, 0, 100, 25, 60, 5, 10, 1, 75)) + (Fraction(2),),
    "rate per year": tuple(Fraction(n, 100) for n in (5, 6, 0, 4, 1, 10, 100)),
    "days": (30, 0, 1, 31, 60, 365),
    "count": (10, 0, 1, 2, 3, 100),
}
"""Figures to set an input to, the first that fits."""

_SETS: Final = {
    "dollars": (600, 100, 1_000, 250, 3_000, 50, 1_000_000, 0, 70),
    "ratio": tuple(Fraction(n, 100) for n in (40, 25, 60, 5, 75, 10)),
    "rate per year": tuple(Fraction(n, 100) for n in (5, 6, 4, 3)),
    "days": (30, 31, 10, 90),
    "count": (10, 7, 3, 100),
}
"""Figures of which each input gets another."""
_STRIDES: Final = ((0, 1), (2, 2), (4, 1), (1, 4), (5, 7), (7, 1))
"""Where a set begins, and how far it goes on from input to input."""
_DEFAULT_DAY: Final = date(2005, 1, 25).toordinal()


@frozen
class Witness:
    """Figures that tell two formulas apart.

    Attributes:
        values: A value for each input, in the order in which the formulas name them; dates
            as such, ratios as fractions of one.
        on: The date asked about, where it matters.
        first: What the first formula then gives; nothing where it has no value.
        second: What the second then gives.
    """

    values: tuple[tuple[Atom, Fraction | date | bool], ...]
    on: date | None
    first: Fraction | date | bool | None
    second: Fraction | date | bool | None


class Apart:
    """Looks for figures that tell two formulas apart."""

    def __init__(
        self,
        pair: tuple[Node, Node],
        names: Iterable[int],
        space: Space,
        within: Setting,
        dimensions: Dimensions,
    ) -> None:
        """Prepare the search.

        Args:
            pair: The formulas.
            names: The unknowns that are inputs of either.
            space: What the unknowns stand for.
            within: What the agreement says beside the words.
            dimensions: What the terms are quantities of.
        """
        self._pair = pair
        self._space = space
        self._within = within
        self._dimensions = dimensions
        cells = space.cells
        self._names = [
            name
            for name in names
            if (atom := cells[name].atom) is not None and f.EACH_OWNER not in atom.of
        ]
        self._as_dates = tuple(dimensions.is_date(node) for node in pair)
        self._truths = tuple(dimensions.is_truth(node) for node in pair)
        self._days = _notable_days(pair)
        self._parts = _parts_of_units(pair)

    # ---- whether figures tell the formulas apart

    def _results(self, values: dict[int, Value]) -> tuple[Value | None, Value | None] | None:
        """Compute both formulas; nothing where one cannot be computed."""
        named = {self._atom(name): value for name, value in values.items()}
        figures = Figures(named, self._within, self._dimensions)
        try:
            return figures.of(self._pair[0]), figures.of(self._pair[1])
        except (days.UnclearError, OverflowError, ArithmeticError):
            return None

    def _worth(self, values: dict[int, Value]) -> int:
        """Give 0 where both are the same, and more the better figures show that they are not."""
        results = self._results(values)
        if results is None:
            return 0
        one, two = results
        if one is None or two is None:
            return 0 if one is two else 1
        if self._kinds_differ():
            return 3
        if one == two:
            return 0
        return 3 if abs(one - two) >= CENT else 2

    def _kinds_differ(self) -> bool:
        return self._as_dates[0] != self._as_dates[1] or self._truths[0] != self._truths[1]

    def _witness(self, values: dict[int, Value]) -> Witness:
        results = self._results(values) or (None, None)
        shown: list[tuple[Atom, Fraction | date | bool]] = []
        on = None
        for name, value in values.items():
            atom = self._atom(name)
            seen = _shown(value, as_date=atom.dimension == "date")
            if atom == ASKED:
                on = seen if isinstance(seen, date) else None
            else:
                shown.append((atom, seen))
        first, second = (
            _shown(value, as_date=as_date)
            for value, as_date in zip(results, self._as_dates, strict=True)
        )
        return Witness(tuple(shown), on, first, second)

    def _atom(self, name: int) -> Atom:
        atom = self._space.cells[name].atom
        assert atom is not None
        return atom

    # ---- fixed sets of figures

    def outright(self) -> Witness | None:
        """Try a few fixed sets of figures, for which both formulas have a value."""
        for start, stride in _STRIDES:
            values = self._set(start, stride)
            if self._worth(values) == 3:
                return self._witness(self._plainer(values, 3))
        return None

    def _set(self, start: int, stride: int) -> dict[int, Value]:
        values: dict[int, Value] = {}
        for place, name in enumerate(self._names):
            dimension = self._atom(name).dimension
            if dimension == "truth":
                values[name] = bool((start >> (place % 3)) & 1)
            elif dimension == "date":
                values[name] = Fraction(self._within_bounds(name, start + place * stride))
            else:
                row = _SETS[dimension]
                values[name] = Fraction(row[(start + place * stride) % len(row)])
        return values

    def _within_bounds(self, name: int, place: int) -> int:
        day = self._days[place % len(self._days)]
        node = self._space.cells[name].detail
        if isinstance(node, f.DateIn):
            least, most = days.month_days(node.month)
            return min(max(day, least), most)
        if isinstance(node, f.NthDate):
            return _DEFAULT_DAY + 30 * node.number
        return day

    def _plainer(self, values: dict[int, Value], worth: int) -> dict[int, Value]:
        """Set one input after the other to the first figure that still tells apart as well."""
        for name in self._names:
            if self._atom(name).dimension == "date" and self._space.cells[name].detail is not None:
                continue
            for value in self._choices(name):
                if value == values[name]:
                    break
                changed = {**values, name: value}
                if self._worth(changed) >= worth:
                    values = changed
                    break
        return values

    def _choices(self, name: int) -> Iterator[Value]:
        dimension = self._atom(name).dimension
        if dimension == "truth":
            yield False
            yield True
        elif dimension == "date":
            yield from map(Fraction, self._days)
        else:
            yield from map(Fraction, _FIGURES[dimension])
            yield from self._parts

    # ---- inside a case

    def inside(self, region: Region, difference: Polynomial | None) -> Witness | None:
        """Look for figures in a case; the difference is nothing where one has no value."""
        best: Witness | None = None
        for conditions in self._conditions(difference):
            with region.trying():
                if not all(region.assume(of, relation) for of, relation in conditions):
                    continue
                values = self._settled(region)
            if values is None:
                continue
            worth = self._worth(values)
            if worth:
                best = self._witness(self._plainer(values, worth))
            if worth > 1:
                break
        return best

    def _conditions(
        self, difference: Polynomial | None
    ) -> Iterator[tuple[tuple[Polynomial, str], ...]]:
        """Give what to assume beside the case: a difference of a cent or more, or of anything."""
        if difference is None:
            yield ()
            return
        common, rest = self._space.cleared(difference, all_signs=True)
        for sign in (rest, -rest):
            if not common:
                yield ((sign - constant(CENT), ">="),)
            others = tuple((unknown(name), ">") for name, e in common if e > 0)
            yield ((sign, ">"), *others)

    def _settled(self, region: Region) -> dict[int, Value] | None:
        """Set every input to a figure that the case allows together with those before."""
        known: dict[int, Value] = {}
        if not region.holds():
            return None
        for name in sorted(self._names, key=self._late):
            if self._atom(name).dimension == "truth":
                known[name] = region.met.get(name, False)
                continue
            for value in (*self._choices(name), *self._free(region, name)):
                if self._fits(region, {**known, name: value}, name):
                    known[name] = value
                    break
            else:
                return None
        return {name: known[name] for name in self._names}

    def _late(self, name: int) -> bool:
        """Dates of a series come last, as they are bound to each other."""
        return self._space.cells[name].detail is not None

    def _free(self, region: Region, name: int) -> Iterator[Fraction]:
        """Give what the case itself proposes, as round as it goes."""
        found = self._proposed(region, name)
        if found is None:
            return
        yield from (Fraction(round(found)), Fraction(int(found)), Fraction(int(found) + 1))
        yield from (Fraction(round(found, 2)), Fraction(round(found, 4)), found)

    def _proposed(self, region: Region, name: int) -> Fraction | None:
        region.holds()
        return region.point().get(((name, 1),))

    def _fits(self, region: Region, known: dict[int, Value], name: int) -> bool:
        """Set an input to a figure, unless the case rules that out."""
        figures = {key: value for key, value in known.items() if not isinstance(value, bool)}
        equations = [unknown(name) - constant(figures[name])]
        done = {((name, 1),)}
        for product in region.products():
            if product in done or not any(one in figures for one, _ in product):
                continue
            rest, by = _partly(product, figures)
            if sum(exponent for _, exponent in rest) <= 1:
                equations.append(Polynomial({product: 1}) - constant(by).shifted(rest))
        equations += self._computed(region, figures)
        with region.trying() as _:
            if not all(region.assume(of, "=") for of in equations) or not region.holds():
                return False
        for of in equations:
            region.assume(of, "=")
        return True

    def _computed(self, region: Region, figures: dict[int, Fraction]) -> Iterator[Polynomial]:
        """Give the equations of dates and rounded values whose parts are known."""
        for product in region.products():
            if len(product) != 1 or product[0][1] != 1 or product[0][0] in figures:
                continue
            name = product[0][0]
            cell = self._space.cells[name]
            if cell.kind not in (Kind.DERIVED, Kind.ROUNDED):
                continue
            inside = _number(cell.parts[0], figures)
            value = None if inside is None else computed(cell, inside)
            if value is not None:
                yield unknown(name) - constant(value)


def computed(cell: Cell, inside: Rational) -> Rational | None:
    """Compute what an unknown is for the value of its part, where that is possible."""
    node = cell.detail
    try:
        if cell.kind is Kind.ROUNDED and isinstance(node, tuple):
            return rounded_or_none(inside, *node)
        if isinstance(node, f.DayInMonth):
            return days.day_in_month(node, int(inside))
        if isinstance(node, f.ShiftedDay):
            return days.shifted(node, int(inside))
        if isinstance(node, tuple) and node[0] == "anniversary":
            return days.anniversary(node[1], int(inside))
    except (days.UnclearError, ValueError, ZeroDivisionError):
        return None
    return None


def _partly(product: Monomial, figures: dict[int, Fraction]) -> tuple[Monomial, Fraction]:
    by = Fraction(1)
    rest = []
    for name, exponent in product:
        if name in figures and (exponent > 0 or figures[name]):
            by *= figures[name] ** exponent
        else:
            rest.append((name, exponent))
    return tuple(rest), by


def _number(of: Polynomial, figures: dict[int, Fraction]) -> Fraction | None:
    result = Fraction(0)
    for monomial, value in of.terms.items():
        rest, by = _partly(monomial, figures)
        if rest != ONE:
            return None
        result += by * value
    return result


def _shown(value: Value | None, *, as_date: bool) -> Fraction | date | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if as_date and value.denominator == 1 and days.FIRST <= value <= days.LAST:
        return date.fromordinal(int(value))
    return Fraction(value)


def _parts_of_units(pair: tuple[Node, Node]) -> list[Fraction]:
    """Give figures that rounding changes: below, at and above the middle of two multiples."""
    nodes = (part for each in pair for part in parts_of(each))
    units = dict.fromkeys(node.unit.value for node in nodes if isinstance(node, f.Rounded))
    return [unit * Fraction(n, 10) for unit in units if unit for n in (4, 5, 6, 15)]


def _notable_days(pair: tuple[Node, Node]) -> list[int]:
    """Give the days that the formulas name, with those before and after, or else a usual one."""
    found: list[int] = []
    for node in (part for each in pair for part in parts_of(each)):
        if isinstance(node, f.Day):
            found.append(node.day.toordinal())
        elif isinstance(node, f.DateIn):
            found.append(node.month.first.toordinal() + 24)
            found += days.month_days(node.month)
        elif isinstance(node, f.Schedule):
            for when in (step.when for step in node.steps):
                if isinstance(when, date):
                    found.append(when.toordinal())
                elif not isinstance(when, str) and not is_expression(when):
                    found.append(when.first.toordinal())  # type: ignore[union-attr] - a month
    found = found or [_DEFAULT_DAY, _DEFAULT_DAY + 31, _DEFAULT_DAY + 365]
    around = [day + offset for offset in (0, -1, 1, 30, -30, 366, -366) for day in found]
    return list(dict.fromkeys(around))[:24]
