"""The single inputs of formulas, and what each is a quantity of.

What an input is a quantity of is told, in this order, by the setting's types, by
its use (what is compared with a date is a date) and by its name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from hereof.calendar import Month
from hereof.formula.inputs import Setting, UnknownOwnerError, owners_of
from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Node: TypeAlias = f.Expression | f.Test

SERIES: Final = frozenset({f.ASKED, "Distribution Date"})
"""Inputs that, of no owner and without timing, are the date asked about."""
DATE_RELATIONS: Final = frozenset({"before", "after", "on or before", "on or after"})

_RATIO: Final = re.compile(r"(?:Percentage|Rate|Fraction|Ratio|Share|Factor)s?$")
_DATES: Final = (f.Day, f.DateIn, f.NthDate, f.Anniversary, f.DayInMonth, f.ShiftedDay)


@frozen
class Atom:
    """One input, or what cannot be taken apart, such as a date of a calendar.

    Attributes:
        quantity: Such as `Certificate Principal Balance`, or a description of what is
            not an input, such as `Distribution Date in November 2004`.
        of: Of whom; several owners where it is one quantity of them all.
        timing: When measured, as worded; several texts are joined by a semicolon.
        dimension: One of `hereof.formula.inputs.DIMENSIONS`.
    """

    quantity: str
    of: tuple[str, ...]
    timing: str
    dimension: str

    def __str__(self) -> str:
        whom = f" of {', '.join(self.of)}" if self.of else ""
        return self.quantity + whom + (f" [{self.timing}]" if self.timing else "")


ASKED: Final = Atom(f.ASKED, (), "", "date")
"""The date asked about."""


def owners_meant(owners: f.Owners | None, each: str, within: Setting) -> tuple[str, ...]:
    """Give the owners that are meant, `that one` replaced; a bad range stays as it is worded."""
    if owners is None:
        return ()
    try:
        found = owners_of(owners, within)
    except (UnknownOwnerError, IndexError):
        worded = [" through ".join(dict.fromkeys(pair)) for pair in owners.items]
        left_out = [" through ".join(dict.fromkeys(pair)) for pair in owners.except_for]
        found = (", ".join(worded) + " other than " + ", ".join(left_out),)
    return tuple(each if each and one == f.EACH_OWNER else one for one in found)


def single(owner: str, within: Setting) -> bool:
    """Tell whether an owner is one Class, and no range or set that could not be taken apart."""
    if owner in within.classes:
        return True
    return owner.startswith("Class ") and " through " not in owner and " other than " not in owner


class Dimensions:
    """What each term of some formulas is a quantity of."""

    def __init__(self, within: Setting, formulas: Iterable[Node], *, alike: bool = False) -> None:
        """Look at how the terms are used.

        Args:
            within: What the agreement says beside the words.
            formulas: The formulas, all of whose uses count.
            alike: Whether the values of the formulas are compared with each other.
        """
        self._types: Mapping[str, str] = within.types
        self._dates: set[str] = set()
        formulas = tuple(formulas)
        nodes = [node for each in formulas for node in parts_of(each)]
        before = -1
        while before != len(self._dates):
            before = len(self._dates)
            for node in nodes:
                self._learn(node)
            if alike and any(self.is_date(each) for each in formulas):
                for each in formulas:
                    self._mark(each)

    def of(self, term: str) -> str:
        """Give the dimension of a term, as used for its value."""
        if term in self._types:
            return self._types[term]
        if term in self._dates or term in SERIES or term.endswith(" Date"):
            return "date"
        return "ratio" if _RATIO.search(term) else "dollars"

    def whole(self, term: str) -> bool:
        """Tell whether a term is certain to be a whole number, of days or otherwise."""
        return self.of(term) == "date" or self._types.get(term) in ("count", "days")

    def is_date(self, node: Node) -> bool:
        """Tell whether a formula gives a date."""
        if isinstance(node, _DATES):
            return True
        if isinstance(node, f.Input):
            return self.of(node.term) == "date"
        return any(self.is_date(part) for part in _results(node))

    def is_truth(self, node: Node) -> bool:
        """Tell whether a formula is met or not, rather than having a value."""
        if isinstance(node, f.Input):
            return self.of(node.term) == "truth"
        if isinstance(node, f.Conditional):
            return self.is_truth(node.then) or self.is_truth(node.otherwise)
        return isinstance(node, f.Compare | f.Truth | f.Logic)

    def _learn(self, node: Node) -> None:
        if isinstance(node, f.Compare):
            sides = (node.left, node.right)
            if node.relation in DATE_RELATIONS or any(self.is_date(side) for side in sides):
                for side in sides:
                    self._mark(side)
        elif isinstance(node, f.DaysBetween | f.Anniversary | f.DayInMonth | f.ShiftedDay):
            for part in _inside(node):
                self._mark(part)
        elif isinstance(node, f.Schedule):
            self._learn_steps(node)
        elif isinstance(node, f.Choice) and self.is_date(node):
            self._mark(node)

    def _learn_steps(self, node: f.Schedule) -> None:
        for step in node.steps:
            if isinstance(step.when, str):
                self._dates.add(step.when)
            elif not isinstance(step.when, Month | date):
                self._mark(step.when)

    def _mark(self, node: Node) -> None:
        if isinstance(node, f.Input):
            self._dates.add(node.term)
        for part in _results(node):
            self._mark(part)


def atoms_of(
    node: f.Input, each: str, within: Setting, dimensions: Dimensions, *, truth: bool = False
) -> tuple[Atom, ...]:
    """Give the atoms whose values an input adds up, one alone where it is no total.

    Args:
        node: The input.
        each: The owner that `that one` stands for; empty where it stands for itself.
        within: What the agreement says beside the words.
        dimensions: What the terms are quantities of.
        truth: Whether the input is met or not rather than a quantity.
    """
    if node.term in SERIES and node.owners is None and not node.timing:
        return (ASKED,)
    dimension = "truth" if truth else dimensions.of(node.term)
    whom = owners_meant(node.owners, each, within)
    timing = "; ".join(node.timing)
    if node.total and whom:
        return tuple(Atom(node.term, (one,), timing, dimension) for one in dict.fromkeys(whom))
    order = {name: place for place, name in enumerate(within.classes)}
    whom = tuple(sorted(set(whom), key=lambda one: (order.get(one, len(order)), one)))
    return (Atom(node.term, whom, timing, dimension),)


def dated_term(term: str, dimensions: Dimensions) -> Atom:
    """Give the input that a term is which stands alone for a date."""
    return ASKED if term in SERIES else Atom(term, (), "", dimensions.of(term))


def series_atom(node: f.DateIn | f.NthDate) -> Atom:
    """Give the date of a series that a month or a number tells, as an input."""
    which = f"in {node.month}" if isinstance(node, f.DateIn) else f"number {node.number}"
    return Atom(f"{node.series} {which}", (), "", "date")


def _results(node: Node) -> tuple[Node, ...]:
    """Give the parts of which one is the value, for a choice among several."""
    if isinstance(node, f.Choice):
        return node.parts
    if isinstance(node, f.Conditional):
        return (node.then, node.otherwise)
    if isinstance(node, f.Schedule):
        return tuple(step.value for step in node.steps)
    return ()


def parts_of(node: Node) -> Iterator[Node]:
    """Give a formula and every formula and test in it."""
    stack: list[Node] = [node]
    while stack:
        each = stack.pop()
        yield each
        stack.extend(_inside(each))


def _inside(node: Node) -> list[Node]:
    if isinstance(node, f.Sum):
        return [part for _, part in node.parts]
    if isinstance(node, f.Schedule):
        whens = [step.when for step in node.steps]
        dates = [when for when in whens if not isinstance(when, Month | date | str)]
        return [*(step.value for step in node.steps), *dates]
    if isinstance(node, f.Product):
        return list(node.factors)
    if isinstance(node, f.Choice | f.Logic):
        return list(node.parts)
    names = _FIELDS.get(type(node), ())
    return [getattr(node, name) for name in names]


_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    f.Quotient: ("numerator", "denominator"),
    f.Excess: ("of", "over"),
    f.DaysBetween: ("start", "end"),
    f.Anniversary: ("of",),
    f.DayInMonth: ("base",),
    f.ShiftedDay: ("base",),
    f.Rounded: ("value",),
    f.Weighted: ("value", "weight"),
    f.ForEach: ("value",),
    f.Conditional: ("test", "then", "otherwise"),
    f.Compare: ("left", "right"),
    f.Truth: ("value",),
}
