"""Figures by date, each with the row that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from hereof.diagnostics import Span
    from hereof.formula.inputs import Input

Whose: TypeAlias = tuple[str, frozenset[str]]
"""A quantity and its owners, whatever their order."""


@frozen
class Datum:
    """One figure.

    Attributes:
        day: The date that it is for; nothing where it holds on every date.
        input: Of what, of whom, measured when.
        value: Exact.
        line: The line of the file, or the row of a file without lines, counted from 1.
        place: The row.
    """

    day: date | None
    input: Input
    value: Fraction | date | bool
    line: int
    place: Span = field(eq=False, repr=False)

    def __str__(self) -> str:
        return f"{self.place.source.path}, line {self.line}"


@frozen(eq=False)
class DataSet:
    """The figures of one or several files.

    Attributes:
        files: Each file with its SHA-256.
        illustrative: What the files say of themselves where their figures are made up.
        figures: Every figure.
    """

    files: tuple[tuple[str, str], ...] = ()
    illustrative: tuple[str, ...] = ()
    figures: tuple[Datum, ...] = ()
    _by_day: dict[date | None, dict[Whose, list[Datum]]] = field(factory=dict, init=False)

    @property
    def days(self) -> tuple[date, ...]:
        """The dates for which there are figures, in order."""
        return tuple(sorted(day for day in self._days() if day is not None))

    def of(self, day: date, quantity: str, of: Iterable[str]) -> list[Datum]:
        """Give every figure of a quantity and its owners on a day, whenever measured."""
        days = self._days()
        whose = (quantity, frozenset(of))
        return [*days.get(day, {}).get(whose, ()), *days.get(None, {}).get(whose, ())]

    def on(self, day: date) -> list[Datum]:
        """Give every figure of a day, and those that hold on every date."""
        days = self._days()
        of = (*days.get(day, {}).values(), *days.get(None, {}).values())
        return [each for several in of for each in several]

    def _days(self) -> dict[date | None, dict[Whose, list[Datum]]]:
        if not self._by_day:
            for each in self.figures:
                of = self._by_day.setdefault(each.day, {})
                of.setdefault(_whose(each.input), []).append(each)
        return self._by_day


def joined(sets: Iterable[DataSet]) -> DataSet:
    """Make one set of several."""
    several = tuple(sets)
    return DataSet(
        tuple(file for each in several for file in each.files),
        tuple(dict.fromkeys(note for each in several for note in each.illustrative)),
        tuple(datum for each in several for datum in each.figures),
    )


def _whose(wanted: Input) -> Whose:
    return wanted.quantity, frozenset(wanted.of)
