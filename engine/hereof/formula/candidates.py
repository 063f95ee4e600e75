"""Figures to try for inputs: round ones, and such as lie near what formulas name."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month
from hereof.formula import days
from hereof.formula.atoms import Atom, Node, parts_of
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.formula.space import Space

Value = Fraction | bool
"""A number, a number of days for a date, or a truth."""
CENT: Final = Fraction(1, 100)


def _hundredths(*numbers: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(number, 100) for number in numbers)


_ROUND: Final = {
    "dollars": tuple(map(Fraction, (0, 100, 1_000, 250, 1_000_000, 50, 600, 10, 1))),
    "ratio": _hundredths(40, 0, 100, 25, 60, 5, 10, 1, 75, 200),
    "rate per year": _hundredths(5, 6, 0, 4, 1, 10, 100),
    "days": tuple(map(Fraction, (30, 0, 1, 31, 60, 365))),
    "count": tuple(map(Fraction, (10, 0, 1, 2, 3, 100))),
}
"""Figures to set an input to, the first that fits."""
_ROWS: Final = {
    "dollars": tuple(map(Fraction, (600, 100, 1_000, 250, 3_000, 50, 1_000_000, 0, 70))),
    "ratio": _hundredths(40, 25, 60, 5, 75, 10),
    "rate per year": _hundredths(5, 6, 4, 3),
    "days": tuple(map(Fraction, (30, 31, 10, 90))),
    "count": tuple(map(Fraction, (10, 7, 3, 100))),
}
"""Figures of which each input gets another."""
_STRIDES: Final = ((0, 1), (2, 2), (4, 1), (1, 4), (5, 7), (7, 1))
"""Where in a row to begin, and how far to go on from input to input."""
_CLOSE: Final = tuple(Fraction(n, 2) for n in (0, 1, 2, 3, 4, 6, 10, 40, 200, 2000))
_TIMES: Final = 150
_MULTIPLIER: Final = 1_103_515_245
_MODULUS: Final = 2**31
_USUAL_DAY: Final = date(2005, 1, 25).toordinal()
_MOST_DAYS: Final = 24
_MONTH: Final = 30


class Candidates:
    """Figures for the inputs of two formulas.

    Attributes:
        names: The inputs, by their numbers in a space.
    """

    def __init__(self, pair: tuple[Node, Node], names: Iterable[int], space: Space) -> None:
        cells = space.cells
        self._atoms = {name: atom for name in names if (atom := cells[name].atom) is not None}
        self._atoms = {
            name: atom for name, atom in self._atoms.items() if f.EACH_OWNER not in atom.of
        }
        self.names = tuple(self._atoms)
        self._cells = cells
        nodes = [part for each in pair for part in parts_of(each)]
        self._days = _notable_days(nodes)
        self._amounts = [node.value for node in nodes if isinstance(node, f.Amount)]
        units = dict.fromkeys(node.unit.value for node in nodes if isinstance(node, f.Rounded))
        self._rounding = [unit * Fraction(n, 10) for unit in units for n in (4, 5, 6, 15)]

    def atom(self, name: int) -> Atom:
        """Give an input by its number."""
        return self._atoms[name]

    def of_series(self, name: int) -> bool:
        """Tell whether an input is a date of a series, which others are bound to."""
        return isinstance(self._cells[name].detail, f.DateIn | f.NthDate)

    def choices(self, name: int) -> Iterator[Value]:
        """Give the figures for one input, the plainest first."""
        dimension = self.atom(name).dimension
        if dimension == "truth":
            yield from (False, True)
        elif dimension == "date":
            yield from map(Fraction, self._days)
        else:
            yield from _ROUND[dimension]
            if not self._cells[name].whole:
                yield from self._rounding

    def rows(self) -> Iterator[dict[int, Value]]:
        """Give a few sets of figures in which inputs mostly have different ones."""
        for start, stride in _STRIDES:
            values: dict[int, Value] = {}
            for place, name in enumerate(self.names):
                dimension, at = self.atom(name).dimension, start + place * stride
                if dimension == "truth":
                    values[name] = bool((start >> (place % 3)) & 1)
                elif dimension == "date":
                    values[name] = self._day(name, at)
                else:
                    row = _ROWS[dimension]
                    values[name] = row[at % len(row)]
            yield values

    def mixed(self) -> Iterator[dict[int, Value]]:
        """Give many sets of figures, close to what the formulas name."""
        near = (amount + gap for amount in self._amounts for gap in (0, -CENT, CENT))
        numbers = [
            number for number in dict.fromkeys((*_CLOSE, *near, *self._rounding)) if number >= 0
        ]
        state = 1
        for _ in range(_TIMES):
            values: dict[int, Value] = {}
            for name in self.names:
                state = (state * _MULTIPLIER + 1) % _MODULUS
                dimension, at = self.atom(name).dimension, state // 1024
                if dimension == "truth":
                    values[name] = at % 2 > 0
                elif dimension == "date":
                    values[name] = self._day(name, at)
                else:
                    found = numbers[at % len(numbers)]
                    values[name] = Fraction(int(found)) if self._cells[name].whole else found
            yield values

    def _day(self, name: int, place: int) -> Fraction:
        """Give a day for a date, one in its month where it has one."""
        day = self._days[place % len(self._days)]
        node = self._cells[name].detail
        if isinstance(node, f.DateIn):
            least, most = days.month_days(node.month)
            day = min(max(day, least), most)
        elif isinstance(node, f.NthDate):
            day = _USUAL_DAY + _MONTH * node.number
        return Fraction(day)


def _notable_days(nodes: Iterable[Node]) -> list[int]:
    """Give the days that formulas name, with those before and after, or else usual ones."""
    found: list[int] = []
    for node in nodes:
        if isinstance(node, f.Day):
            found.append(node.day.toordinal())
        elif isinstance(node, f.DateIn):
            first, last = days.month_days(node.month)
            found += (first + 24, first, last)
        elif isinstance(node, f.Schedule):
            for when in (step.when for step in node.steps):
                if isinstance(when, date):
                    found.append(when.toordinal())
                elif isinstance(when, Month):
                    found.append(when.first.toordinal())
    found = found or [_USUAL_DAY, _USUAL_DAY + 31, _USUAL_DAY + 365]
    around = [day + offset for offset in (0, -1, 1, 30, -30, 366, -366) for day in found]
    return list(dict.fromkeys(around))[:_MOST_DAYS]
