"""Figures that tell two formulas apart.

Whatever figures are proposed, both formulas are computed for them from their
trees, and figures that do not tell them apart are no witness.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.formula import days
from hereof.formula.atoms import ASKED, Atom, Dimensions, Node
from hereof.formula.candidates import CENT, Candidates, Value
from hereof.formula.figures import Figures
from hereof.formula.numeric import Point
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.formula.inputs import Setting
    from hereof.formula.normal import Normalizer

NOTHING_SHOWN: Final = 0
ONE_HAS_NONE: Final = 1
"""One formula has a value and the other has none."""
BARELY: Final = 2
"""Both have a value, and they are less than a cent apart."""
CLEARLY: Final = 3


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


class Trial:
    """Tells whether figures tell two formulas apart, and looks for some outright."""

    def __init__(
        self,
        pair: tuple[Node, Node],
        names: Iterable[int],
        normalizer: Normalizer,
        within: Setting,
        dimensions: Dimensions,
    ) -> None:
        """Prepare the search.

        Args:
            pair: The formulas.
            names: The unknowns that are inputs of either.
            normalizer: What brought them into normal form.
            within: What the agreement says beside the words.
            dimensions: What the terms are quantities of.
        """
        self.candidates = Candidates(pair, names, normalizer.space)
        self._pair = pair
        self._normalizer = normalizer
        self._within = within
        self._dimensions = dimensions
        self._as_dates = tuple(dimensions.is_date(node) for node in pair)
        truths = {dimensions.is_truth(node) for node in pair}
        self._unlike = len(set(self._as_dates)) > 1 or len(truths) > 1

    def worth(self, values: dict[int, Value]) -> int:
        """Say how well figures tell the formulas apart: from `NOTHING_SHOWN` to `CLEARLY`."""
        results = self._results(values)
        if results is None:
            return NOTHING_SHOWN
        one, two = results
        if one is None or two is None:
            return NOTHING_SHOWN if one is two else ONE_HAS_NONE
        if self._unlike:
            return CLEARLY
        if one == two:
            return NOTHING_SHOWN
        return CLEARLY if abs(Fraction(one) - Fraction(two)) >= CENT else BARELY

    def witness(self, values: dict[int, Value]) -> Witness:
        """Give figures as a witness, after making them as plain as they can be."""
        values = self._plainer(values, self.worth(values))
        shown: list[tuple[Atom, Fraction | date | bool]] = []
        on = None
        for name, value in values.items():
            atom = self.candidates.atom(name)
            seen = _shown(value, as_date=atom.dimension == "date")
            if atom == ASKED:
                on = seen if isinstance(seen, date) else None
            else:
                shown.append((atom, seen))
        first, second = (
            None if value is None else _shown(value, as_date=as_date)
            for value, as_date in zip(
                self._results(values) or (None, None), self._as_dates, strict=True
            )
        )
        return Witness(tuple(shown), on, first, second)

    def outright(self) -> Witness | None:
        """Try a few sets of figures for a clear difference."""
        for values in self.candidates.rows():
            if self.worth(values) == CLEARLY:
                return self.witness(values)
        return None

    def widely(self) -> Witness | None:
        """Try many sets of figures for any difference."""
        return next((self.witness(v) for v in self._several() if self.worth(v)), None)

    def _several(self) -> Iterator[dict[int, Value]]:
        yield from self.candidates.rows()
        yield from self.candidates.mixed()

    def _results(self, values: dict[int, Value]) -> tuple[Value | None, Value | None] | None:
        """Compute both formulas; nothing where one cannot be computed."""
        named = {self.candidates.atom(name): value for name, value in values.items()}
        point = Point(self._normalizer.space, values)

        def total(node: Node, each: str) -> Fraction | None:
            return point.normal(self._normalizer.normal(node, each))

        figures = Figures(named, self._within, self._dimensions, total)
        try:
            return figures.of(self._pair[0]), figures.of(self._pair[1])
        except (days.UnclearError, OverflowError):
            return None

    def _plainer(self, values: dict[int, Value], worth: int) -> dict[int, Value]:
        """Set one input after the other to the first figure that tells apart as well."""
        for name in self.candidates.names:
            if self.candidates.of_series(name):
                continue
            for value in self.candidates.choices(name):
                changed = {**values, name: value}
                if value == values[name] or self.worth(changed) >= worth:
                    values = changed
                    break
        return values


def _shown(value: Value, *, as_date: bool) -> Fraction | date | bool:
    if isinstance(value, bool):
        return value
    if as_date and days.FIRST <= int(value) <= days.LAST:
        return date.fromordinal(int(value))
    return Fraction(value)
