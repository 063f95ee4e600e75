"""Compiles the parts of a formula to functions that call each other.

Numbers are pairs of whole numbers (`pairs`). Each function takes one list: what to ask
for an input that is not there, the date asked about, the calendar, where roundings go, and
then the inputs, each in its slot.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeAlias

from hereof.calendar import Month
from hereof.formula import calendars
from hereof.formula.calendars import Calendar, NoCalendarError, NoDateError, calendar_of
from hereof.formula.inputs import Input, Setting, UnknownOwnerError, owners_of
from hereof.formula.pairs import Pair, added, less, pair_of, rounded_pair
from hereof.formula.step_inputs import bound
from hereof.formula.steps import METHODS, NOT_ADDED, RELATIONS, is_single
from hereof.formula.terms import OF_DATES, is_asked
from hereof.formula.trace import Rounding
from hereof.frozen import frozen
from hereof.model import formula as f

Prepared: TypeAlias = Pair | date | bool
Values: TypeAlias = list[Any]
Part: TypeAlias = Callable[[Values], Any]

ASK: Final = 0
ON: Final = 1
CALENDAR: Final = 2
ROUNDINGS: Final = 3
FIRST_SLOT: Final = 4

ZERO: Final = (0, 1)


class NotPlannedError(Exception):
    """A plan gives no value here."""


@frozen
class Slot:
    """The place of an input: what is asked for, and of which kind it must be."""

    wanted: Input
    kind: str


class Compiler:
    """Makes the parts of one formula; `slots` are the inputs that they take."""

    def __init__(self, setting: Setting) -> None:
        self.within = setting
        self.slots: dict[Slot, int] = {}
        self.each: tuple[str, ...] = ()

    def part(self, node: f.Expression | f.Test, kind: str) -> Part:
        """Make the part that computes a node, which must be of a kind where one is named."""
        if isinstance(node, f.Input):
            return self.input(node, kind)
        is_ = _KINDS.get(type(node), "")
        if kind and is_ and kind != is_:
            return _refused
        made: Part = getattr(self, METHODS[type(node)])(node, kind)
        return made

    def number(self, node: f.Expression) -> Part:
        """Make a part that must be a number."""
        return self.part(node, "number")

    # ---- inputs

    def slot(self, wanted: Input, kind: str) -> Part:
        """Take an input from its slot."""
        slot = Slot(wanted, kind)
        at = self.slots.setdefault(slot, FIRST_SLOT + len(self.slots))
        fits = _FITS[kind]

        def take(values: Values) -> Any:  # noqa: ANN401
            value = values[at]
            if value is None:
                value = values[at] = _asked(values, slot)
                if value is None:
                    raise NotPlannedError
            if type(value) not in fits:
                raise NotPlannedError
            return value

        return take

    def input(self, node: f.Input, kind: str) -> Part:
        """Take an input, the date asked about, or a total."""
        if is_asked(node):
            return _on if kind in ("", "date") else _refused
        timing = "; ".join(node.timing)
        whom = self.owners(node.owners)
        if whom is None:
            return _refused
        members = [Input(node.term, (one,), timing) for one in whom] if len(whom) > 1 else []
        wanted = Input(node.term, whom, timing, tuple(members))
        if not members:
            return self.slot(wanted, kind)
        if kind in ("", "number") and (
            node.total or self.within.types.get(node.term) not in NOT_ADDED
        ):
            return self._total(wanted, members)
        return self.slot(wanted, kind)

    def _total(self, wanted: Input, members: list[Input]) -> Part:
        """Take a total as given, or add its members up; `evaluate` sees to it where it is both."""
        slot = Slot(wanted, "number")
        at = self.slots.setdefault(slot, FIRST_SLOT + len(self.slots))
        parts = [self.slot(one, "number") for one in members]
        places = [self.slots[Slot(one, "number")] for one in members]

        def total(values: Values) -> Pair:
            whole = values[at]
            if whole is None and values[ASK] is not None:
                whole = values[at] = _asked(values, slot)
            if whole is not None:
                raise NotPlannedError
            n, d = 0, 1
            for place, part in zip(places, parts, strict=True):
                value = values[place]
                if type(value) is not tuple:
                    value = part(values)
                m, e = value
                if e == d:
                    n += m
                else:
                    n, d = added((n, d), value)
            return n, d

        return total

    def owners(self, owners: f.Owners | None) -> tuple[str, ...] | None:
        """Give the owners that are meant; nothing where that cannot be said."""
        if owners is None:
            return ()
        if self.each:
            owners = bound(owners, self.each[-1])
        try:
            return owners_of(owners, self.within) or None
        except (UnknownOwnerError, IndexError):
            return None

    # ---- numbers

    def amount(self, node: f.Amount, _kind: str) -> Part:
        """Give a number as written."""
        value = pair_of(node.value)
        return lambda _values: value

    def no_value(self, _node: f.NoValue, _kind: str) -> Part:
        """Give nothing."""
        return _refused

    def sum_of(self, node: f.Sum, _kind: str) -> Part:
        """Add and subtract."""
        return _sum([(sign, self.number(part)) for sign, part in node.parts])

    def product(self, node: f.Product, _kind: str) -> Part:
        """Multiply."""
        factors = [self.number(each) for each in node.factors]

        def product(values: Values) -> Pair:
            n = d = 1
            for factor in factors:
                m, e = factor(values)
                n *= m
                d *= e
            return n, d

        return product

    def quotient(self, node: f.Quotient, _kind: str) -> Part:
        """Divide."""
        return _quotient(self.number(node.numerator), self.number(node.denominator))

    def choice(self, node: f.Choice, kind: str) -> Part:
        """Give the lesser, the greater, or the average."""
        if node.kind == "average":
            if kind == "date":
                return _refused
            total = _sum([(1, self.number(part)) for part in node.parts])
            many = (len(node.parts), 1)
            return _quotient(total, lambda _values: many)
        parts = [self.part(part, kind) for part in node.parts]
        greater = node.kind == "greater"

        def choice(values: Values) -> Any:  # noqa: ANN401
            several = [part(values) for part in parts]
            best = several[0]
            _alike(best, best)
            for each in several[1:]:
                _alike(best, each)
                if (_before(best, each)) is greater and best != each:
                    best = each
            return best

        return choice

    def excess(self, node: f.Excess, _kind: str) -> Part:
        """Give the excess, not less than zero."""
        difference = _sum([(1, self.number(node.of)), (-1, self.number(node.over))])

        def excess(values: Values) -> Pair:
            value = difference(values)
            return value if value[0] > 0 else ZERO

        return excess

    def rounded(self, node: f.Rounded, _kind: str) -> Part:
        """Round, and keep what was before."""
        value, rule, unit = self.number(node.value), node.rule, pair_of(node.unit.value)
        if not unit[0]:
            return _refused

        def rounded(values: Values) -> Pair:
            before = value(values)
            after = rounded_pair(before, rule, unit)
            if after is None:
                raise NotPlannedError
            if values[ROUNDINGS] is not None:
                exact = Fraction(*before), Fraction(*after)
                values[ROUNDINGS].append(Rounding(*exact, rule, node.unit.value, node.span))
            return after

        return rounded

    def weighted(self, node: f.Weighted, _kind: str) -> Part:
        """Average over owners, each one's value by its weight."""
        whom = self.owners(node.value.owners)
        if whom is None:
            return _refused
        pairs = [
            [self.slot(Input(each.term, of, "; ".join(each.timing)), "number") for each in both]
            for both in ((node.value, node.weight),)
            for of in ([(one,) for one in whom] if whom else [whom])
        ]
        weighed = _sum([(1, _times(value, weight)) for value, weight in pairs])
        return _quotient(weighed, _sum([(1, weight) for _, weight in pairs]))

    def for_each(self, node: f.ForEach, _kind: str) -> Part:
        """Add up a formula over owners."""
        whom = self.owners(node.owners)
        if whom is None or (len(whom) == 1 and not is_single(whom[0], self.within)):
            return _refused
        parts = []
        for one in whom:
            self.each = (*self.each, one)
            parts.append((1, self.number(node.value)))
            self.each = self.each[:-1]
        return _sum(parts)

    def days_between(self, node: f.DaysBetween, _kind: str) -> Part:
        """Count the days from one date to another."""
        start, end = self.part(node.start, "date"), self.part(node.end, "date")
        return lambda values: ((end(values) - start(values)).days, 1)

    # ---- choices

    def conditional(self, node: f.Conditional, kind: str) -> Part:
        """Give what the test chooses."""
        test = self.part(node.test, "truth")
        then, otherwise = self.part(node.then, kind), self.part(node.otherwise, kind)
        return lambda values: then(values) if test(values) else otherwise(values)

    def schedule(self, node: f.Schedule, kind: str) -> Part:
        """Give the value in effect on the date asked about."""
        parts = [(s.before, self._when(s.when), self.part(s.value, kind)) for s in node.steps]
        starts = [(when, value) for before, when, value in parts if not before]
        ends = [(when, value) for before, when, value in parts if before]

        def schedule(values: Values) -> Any:  # noqa: ANN401
            on, chosen = values[ON], None
            for when, value in starts:
                if on >= when(values):
                    chosen = value
            if chosen is None:
                chosen = next((value for when, value in ends if on < when(values)), _refused)
            return chosen(values)

        return schedule

    def _when(self, when: Any) -> Part:  # noqa: ANN401 - as in the tree
        if isinstance(when, Month | date):
            day = when.first if isinstance(when, Month) else when
            return lambda _values: day
        if isinstance(when, str):
            return _on if is_asked(when) else self.slot(Input(when, (), ""), "date")
        if isinstance(when, f.DateIn):
            return lambda values: _date_in(values, when, when.month.first)
        return self.part(when, "date")

    def compare(self, node: f.Compare, _kind: str) -> Part:
        """Compare two numbers, or two dates."""
        kind = "date" if node.relation in OF_DATES else ""
        left, right = self.part(node.left, kind), self.part(node.right, kind)
        relation = RELATIONS[node.relation]

        def compare(values: Values) -> bool:
            one, other = left(values), right(values)
            _alike(one, other)
            if type(one) is tuple:
                one, other = one[0] * other[1], other[0] * one[1]
            return bool(relation(one, other))

        by_month = self._by_month(node)
        if by_month is None:
            return compare

        def compare_dates(values: Values) -> bool:
            met = by_month(values)
            return compare(values) if met is None else met

        return compare_dates

    def _by_month(self, node: f.Compare) -> Callable[[Values], bool | None] | None:
        relation = RELATIONS[node.relation]
        if is_asked(node.left) and isinstance(node.right, f.DateIn):
            return _by_month(node.right, relation)
        if is_asked(node.right) and isinstance(node.left, f.DateIn):
            return _by_month(node.left, lambda one, other: relation(other, one))
        return None

    def truth(self, node: f.Truth, _kind: str) -> Part:
        """Tell whether a test or event is met."""
        return self.part(node.value, "truth")

    def logic(self, node: f.Logic, _kind: str) -> Part:
        """Join tests: what the parts that have a value decide is decided."""
        parts = [self.part(part, "truth") for part in node.parts]
        if node.kind == "not":
            (only,) = parts
            return lambda values: not only(values)
        decisive = node.kind == "any"

        def logic(values: Values) -> bool:
            open_ = False
            for part in parts:
                try:
                    if bool(part(values)) is decisive:
                        return decisive
                except NotPlannedError:
                    open_ = True
            if open_:
                raise NotPlannedError
            return not decisive

        return logic

    # ---- dates

    def on_day(self, node: f.Day, _kind: str) -> Part:
        """Give a date as written."""
        day = node.day
        return lambda _values: day

    def date_in(self, node: f.DateIn, _kind: str) -> Part:
        """Find the date of a series in a month."""
        return lambda values: _date_in(values, node, None)

    def nth_date(self, node: f.NthDate, _kind: str) -> Part:
        """Find a date of a series by its number."""
        return lambda values: _found(lambda: _calendar(values).nth_date(node.series, node.number))

    def anniversary(self, node: f.Anniversary, _kind: str) -> Part:
        """Find an anniversary."""
        base, number = self.part(node.of, "date"), node.number
        return lambda values: _found(lambda: calendars.anniversary(number, base(values)))

    def day_in_month(self, node: f.DayInMonth, _kind: str) -> Part:
        """Find a day of the month of a date, or of one before or after it."""
        base = self.part(node.base, "date")
        return lambda values: _found(
            lambda: calendars.day_in_month(node, base(values), _calendar(values))
        )

    def shifted_day(self, node: f.ShiftedDay, _kind: str) -> Part:
        """Find a day so many days before or after a date."""
        base = self.part(node.base, "date")
        return lambda values: _found(
            lambda: calendars.shifted(node, base(values), _calendar(values))
        )


_NUMBERS: Final = (
    *(f.Amount, f.Sum, f.Quotient, f.Product, f.Excess, f.Weighted, f.ForEach),
    *(f.DaysBetween, f.Rounded),
)
_DATES: Final = (f.Day, f.DateIn, f.NthDate, f.Anniversary, f.DayInMonth, f.ShiftedDay)
_TESTS: Final = (f.Compare, f.Truth, f.Logic)
_KINDS: Final[dict[type, str]] = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(_DATES, "date"),
    **dict.fromkeys(_TESTS, "truth"),
}
_FITS: Final[dict[str, tuple[type, ...]]] = {
    "": (tuple, date, bool),
    "number": (tuple,),
    "date": (date,),
    "truth": (bool,),
}


def _asked(values: Values, slot: Slot) -> Prepared | None:
    ask = values[ASK]
    found: Prepared | None = ask(slot) if ask is not None else None
    return found


def _on(values: Values) -> date:
    day: date = values[ON]
    return day


def _refused(_values: Values) -> Any:  # noqa: ANN401
    raise NotPlannedError


def _sum(parts: list[tuple[int, Part]]) -> Part:
    def total(values: Values) -> Pair:
        n, d = 0, 1
        for sign, part in parts:
            m, e = part(values)
            if e == d:
                n += sign * m
            else:
                n, d = added((n, d), (sign * m, e))
        return n, d

    return total


def _times(one: Part, other: Part) -> Part:
    def product(values: Values) -> Pair:
        n, d = one(values)
        m, e = other(values)
        return n * m, d * e

    return product


def _quotient(above: Part, below: Part) -> Part:
    def quotient(values: Values) -> Pair:
        n, d = above(values)
        m, e = below(values)
        if m > 0:
            return n * e, d * m
        if m == 0:
            raise NotPlannedError
        return -n * e, -d * m

    return quotient


def _alike(one: Any, other: Any) -> None:  # noqa: ANN401
    """See that two values are both numbers or both dates."""
    if type(one) is not type(other) or type(one) is bool:
        raise NotPlannedError


def _before(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Tell whether one is the lesser, or the earlier."""
    return less(one, other) if type(one) is tuple else one < other


def _calendar(values: Values) -> Calendar:
    return calendar_of(values[CALENDAR])


def _known(values: Values, series: str, month: Month) -> bool:
    """Tell whether a calendar speaks of a series, be it that there is no such date."""
    try:
        _calendar(values).date_in(series, month)
    except NoCalendarError:
        return False
    except NoDateError:
        return True
    return True


def _by_month(
    node: f.DateIn, relation: Callable[[Any, Any], bool]
) -> Callable[[Values], bool | None]:
    """Compare the date asked about with a date of a series that no calendar knows."""

    def by_month(values: Values) -> bool | None:
        if _known(values, node.series, node.month):
            return None
        return bool(relation(Month.of(values[ON]), node.month))

    return by_month


def _date_in(values: Values, node: f.DateIn, otherwise: date | None) -> date:
    try:
        return _calendar(values).date_in(node.series, node.month)
    except NoCalendarError:
        if otherwise is not None:
            return otherwise
        raise NotPlannedError from None
    except NoDateError:
        raise NotPlannedError from None


def _found(find: Callable[[], date]) -> date:
    try:
        return find()
    except (NoDateError, NoCalendarError):
        raise NotPlannedError from None
