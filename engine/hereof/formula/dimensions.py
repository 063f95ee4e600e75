"""What a formula is a quantity of: dollars, a ratio, a rate per year, days, a count, and so on.

A quantity has exponents of dollars, years and days; a rate per year is one over years.
What is not certain is a set of possibilities: `5%` is a ratio or a rate per year; `360` is a
number, or so many days a year, which turns a rate per year times days into a ratio. Two parts
that are added, compared or chosen between must have a possibility in common. What is
unknown stays unknown, unless its use leaves one possibility.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import field

from hereof.calendar import Month
from hereof.diagnostics import Diagnostic, Label, error
from hereof.formula.terms import OF_DATES, is_asked, written
from hereof.frozen import frozen
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Quantity: TypeAlias = tuple[int, int, int, str]
"""Exponents of dollars, years and days; `date`, `truth` and `count` are told by their name."""
Possible: TypeAlias = "frozenset[Quantity] | None"
"""What something may be a quantity of; nothing where it is unknown."""
Node: TypeAlias = f.Expression | f.Test

DOLLARS: Final = (1, 0, 0, "")
RATIO: Final = (0, 0, 0, "")
RATE: Final = (0, -1, 0, "")
DAYS: Final = (0, 0, 1, "")
COUNT: Final = (0, 0, 0, "count")
DATE: Final = (0, 0, 0, "date")
TRUTH: Final = (0, 0, 0, "truth")
_YEARS: Final = (0, 1, 0, "")
_DAYS_A_YEAR: Final = (0, -1, 1, "")

BY_NAME: Final[dict[str, Quantity]] = {
    "dollars": DOLLARS,
    "ratio": RATIO,
    "rate per year": RATE,
    "days": DAYS,
    "count": COUNT,
    "date": DATE,
    "truth": TRUTH,
}
_NAMES: Final = {quantity: name for name, quantity in BY_NAME.items()}
_SPOKEN: Final = {
    "dollars": "in dollars",
    "ratio": "a ratio",
    "rate per year": "a rate per year",
    "days": "a number of days",
    "count": "a count",
    "date": "a date",
    "truth": "met or not",
}
_PERIODS: Final = frozenset({1, 2, 3, 4, 6, 12, 24, 26, 52})
"""So many periods may make a year."""
_YEAR_LENGTHS: Final = frozenset({360, 365, 366, Fraction(1461, 4)})
"""So many days may make a year."""
_MOST: Final = 24
"""More possibilities than these are as good as unknown."""
_DATES: Final = (f.Day, f.DateIn, f.NthDate, f.Anniversary, f.DayInMonth, f.ShiftedDay)


@frozen
class Dimensions:
    """What a formula is a quantity of.

    Attributes:
        of: One of `hereof.formula.inputs.DIMENSIONS`; empty where that is not certain.
        possible: What else it may be, where that is not certain; empty where it is unknown.
        terms: The dimension of each term for which it is certain, declared or by use.
        findings: Where two quantities do not go together.
    """

    of: str
    possible: frozenset[str]
    terms: Mapping[str, str]
    findings: tuple[Diagnostic, ...] = field(eq=False)


def dimensions(expression: Node, types: Mapping[str, str]) -> Dimensions:
    """Find out what a formula is a quantity of.

    Args:
        expression: The formula, or a test.
        types: The declared dimension of a term.
    """
    looker = _Looker(types)
    before = -1
    found: Possible = None
    while before != len(looker.known):
        before = len(looker.known)
        looker.findings.clear()
        looker.seen.clear()
        found = looker.look(expression, None)
    possible = frozenset(_NAMES[quantity] for quantity in found or () if quantity in _NAMES)
    return Dimensions(_named(found), possible, dict(looker.known), tuple(looker.findings.values()))


def _named(found: Possible) -> str:
    names = [_NAMES[quantity] for quantity in found or () if quantity in _NAMES]
    return names[0] if len(names) == 1 else ""


class _Looker:
    """Looks at each part of a formula, with what is expected of it."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self.known: dict[str, str] = dict(types)
        self.findings: dict[object, Diagnostic] = {}
        self.seen: dict[tuple[int, Possible], Possible] = {}

    def look(self, node: Node, expected: Possible) -> Possible:
        """Give what a part may be; an unknown term is learnt from what is expected of it."""
        if isinstance(node, f.Input):
            return self._input(node, expected)
        if isinstance(node, _DATES):
            self._dates(node)
            return frozenset({DATE})
        # Parts are looked at twice, and so would their parts be four times, and so on.
        key = (id(node), expected)
        if key not in self.seen:
            known = len(self.known)
            found = _LOOKS[type(node)](self, node, expected)
            if len(self.known) > known:
                self.seen.clear()
            self.seen[key] = found
        return self.seen[key]

    def _input(self, node: f.Input, expected: Possible) -> Possible:
        if is_asked(node):
            return frozenset({DATE})
        if node.term in self.known:
            return frozenset({BY_NAME[self.known[node.term]]})
        if expected is not None and len(expected) == 1 and (name := _named(expected)):
            self.known[node.term] = name
            return expected
        return None

    def _dates(self, node: Node) -> None:
        base = getattr(node, "of", None) or getattr(node, "base", None)
        if base is not None:
            self._must(base, DATE)

    def _must(self, node: Node, quantity: Quantity) -> None:
        """See that a part is of one kind."""
        found = self.look(node, frozenset({quantity}))
        if found is not None and quantity not in found:
            self._report(
                node,
                node,
                f"`{written(node)}` is {_spoken(found)} where {_a(quantity)} is needed",
                Label(node.span, "here") if node.span else None,
            )

    def alike(self, nodes: Iterable[Node], expected: Possible, verb: str) -> Possible:
        """See that parts go together, and give what they may all be."""
        parts = tuple(nodes)
        common, first = expected, None
        for node in parts:
            found = self.look(node, None)
            if found is None:
                continue
            both = found if common is None else common & found
            if not both and first is None:
                return found  # not what is expected, which is reported above
            if not both and first is not None:
                self._apart(first, node, common, found, verb)
                return None
            if first is None or (common is not None and len(found) < len(common)):
                first = node
            common = both
        for node in parts:
            self.look(node, common)
        return common

    def _apart(self, one: Node, other: Node, first: Possible, second: Possible, verb: str) -> None:
        self._report(
            one,
            other,
            f"`{written(one)}` is {_spoken(first)} and `{written(other)}` is {_spoken(second)}, "
            f"so they cannot be {verb}",
            Label(one.span, _spoken(first)) if one.span else None,
            Label(other.span, _spoken(second)) if other.span else None,
        )

    def _report(self, one: Node, other: Node, message: str, *labels: Label | None) -> None:
        self.findings[id(one), id(other)] = error(
            "dimension-mismatch",
            message,
            *(label for label in labels if label is not None),
            help="correct the formula, or what the terms are declared to be given as",
        )

    # ---- each kind of part

    def amount(self, node: f.Amount, _expected: Possible) -> Possible:
        """A number as written."""
        if not node.value and not node.unit:
            return None
        by_unit = {"$": {DOLLARS}, "%": {RATIO, RATE}, "% per year": {RATE}}.get(node.unit)
        if by_unit is not None:
            return frozenset(by_unit)
        found = {RATIO, COUNT, DAYS}
        if node.value in _PERIODS:
            found.add(RATE)
        if 1 / node.value in _PERIODS:
            found.add(_YEARS)
        if node.value in _YEAR_LENGTHS:
            found.add(_DAYS_A_YEAR)
        return frozenset(found)

    def unknown(self, _node: Node, _expected: Possible) -> Possible:
        """What the words give no value for."""
        return None

    def sum_of(self, node: f.Sum, expected: Possible) -> Possible:
        """A sum."""
        return self.alike((part for _, part in node.parts), expected, "added")

    def product(self, node: f.Product, expected: Possible) -> Possible:
        """A product."""
        found = [self.look(each, None) for each in node.factors]
        self._unknown_factor(node.factors, found, expected)
        return _folded(found, 1)

    def quotient(self, node: f.Quotient, expected: Possible) -> Possible:
        """A fraction; of two amounts of dollars a ratio."""
        above, below = self.look(node.numerator, None), self.look(node.denominator, None)
        if above is None and below is not None and expected is not None:
            self.look(node.numerator, _times(expected, below, 1))
        return _times(above, below, -1) if above is not None and below is not None else None

    def _unknown_factor(
        self, factors: tuple[f.Expression, ...], found: list[Possible], expected: Possible
    ) -> None:
        unknown = [node for node, each in zip(factors, found, strict=True) if each is None]
        if expected is None or len(unknown) != 1:
            return
        rest = _folded([each for each in found if each is not None], 1)
        if rest is not None:
            self.look(unknown[0], _times(expected, rest, -1))

    def choice(self, node: f.Choice, expected: Possible) -> Possible:
        """The lesser, the greater, or the average."""
        verb = "averaged" if node.kind == "average" else "compared"
        return self.alike(node.parts, expected, verb)

    def excess(self, node: f.Excess, expected: Possible) -> Possible:
        """An excess."""
        return self.alike((node.of, node.over), expected, "compared")

    def days_between(self, node: f.DaysBetween, _expected: Possible) -> Possible:
        """The days between two dates."""
        self._must(node.start, DATE)
        self._must(node.end, DATE)
        return frozenset({DAYS})

    def rounded(self, node: f.Rounded, expected: Possible) -> Possible:
        """A rounded value; a unit without a sign of its own fits all."""
        if not node.unit.unit:
            return self.look(node.value, expected)
        return self.alike((node.value, node.unit), expected, "rounded to one another")

    def weighted(self, node: f.Weighted, expected: Possible) -> Possible:
        """A weighted average is what is averaged."""
        self.look(node.weight, None)
        return self.look(node.value, expected)

    def for_each(self, node: f.ForEach, expected: Possible) -> Possible:
        """A total is what is added."""
        return self.look(node.value, expected)

    def schedule(self, node: f.Schedule, expected: Possible) -> Possible:
        """A schedule is what its values are."""
        for step in node.steps:
            if isinstance(step.when, str):
                self.known.setdefault(step.when, "date")
            elif not isinstance(step.when, Month | date):
                self._must(step.when, DATE)
        return self.alike((step.value for step in node.steps), expected, "values of one schedule")

    def conditional(self, node: f.Conditional, expected: Possible) -> Possible:
        """Either of two values."""
        self.look(node.test, None)
        return self.alike((node.then, node.otherwise), expected, "either the value")

    def compare(self, node: f.Compare, _expected: Possible) -> Possible:
        """A comparison."""
        if node.relation in OF_DATES:
            self._must(node.left, DATE)
            self._must(node.right, DATE)
        else:
            self.alike((node.left, node.right), None, "compared")
        return frozenset({TRUTH})

    def truth(self, node: f.Truth, _expected: Possible) -> Possible:
        """A test or event."""
        self._must(node.value, TRUTH)
        return frozenset({TRUTH})

    def logic(self, node: f.Logic, _expected: Possible) -> Possible:
        """Tests joined."""
        for part in node.parts:
            self.look(part, None)
        return frozenset({TRUTH})


_LOOKS: Final[dict[type, Callable[..., Possible]]] = {
    f.Amount: _Looker.amount,
    f.NoValue: _Looker.unknown,
    f.Sum: _Looker.sum_of,
    f.Product: _Looker.product,
    f.Quotient: _Looker.quotient,
    f.Choice: _Looker.choice,
    f.Excess: _Looker.excess,
    f.DaysBetween: _Looker.days_between,
    f.Rounded: _Looker.rounded,
    f.Weighted: _Looker.weighted,
    f.ForEach: _Looker.for_each,
    f.Schedule: _Looker.schedule,
    f.Conditional: _Looker.conditional,
    f.Compare: _Looker.compare,
    f.Truth: _Looker.truth,
    f.Logic: _Looker.logic,
}


def _folded(several: list[Possible], power: int) -> Possible:
    found: Possible = frozenset({RATIO})
    for each in several:
        if each is None or found is None:
            return None
        found = _times(found, each, power)
    return found


def _times(one: frozenset[Quantity], other: frozenset[Quantity], power: int) -> Possible:
    """Multiply, or divide where the power is -1; a count counts as a number."""
    found = frozenset(
        (a[0] + power * b[0], a[1] + power * b[1], a[2] + power * b[2], _kind(a, b))
        for a in one
        for b in other
    )
    return found if len(found) <= _MOST else None


def _kind(one: Quantity, other: Quantity) -> str:
    """Give `date` or `truth` where one of them is no number at all."""
    return next((each[3] for each in (one, other) if each[3] not in ("", "count")), "")


def _spoken(found: Possible) -> str:
    names = [name for name, quantity in BY_NAME.items() if quantity in (found or ())]
    if {"ratio", "count", "days"} <= {*names}:
        return "a plain number"
    if not names:
        return "another quantity"
    return " or ".join(_SPOKEN[name] for name in names)


def _a(quantity: Quantity) -> str:
    return {"date": "a date", "truth": "a test or event"}.get(quantity[3], "a number")
