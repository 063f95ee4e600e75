"""Random formulas that make sense: numbers where numbers belong, dates where dates do."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import define

from hereof.calendar import BusinessDays, Month
from hereof.diagnostics import Source, Span
from hereof.formula.inputs import Input, Setting
from hereof.model import formula as f
from hereof.model.meaning import DayKind, RollKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

NOWHERE: Final = Span(Source("", ""), 0, 0)
CLASSES: Final = ("Class A-1", "Class A-2", "Class A-3", "Class M-1")
SETTING: Final = Setting(CLASSES, {"Senior Certificates": CLASSES[:3]})
UNITS: Final = (("$", Fraction(1, 100)), ("", Fraction(1)), ("%", Fraction(1, 800)))
RULES: Final = ("half up", "half even", "down", "up", "nearest")
THAT_ONE: Final = f.Owners(((f.EACH_OWNER, f.EACH_OWNER),))


class Fed:
    """The calendar of the tests: the 25th or the next Business Day, from January 2004."""

    def __init__(self) -> None:
        self._days = BusinessDays("Federal Reserve Banks")

    def date_in(self, series: str, month: Month) -> date:
        assert series
        return self._days.next_business_day(date(month.year, month.month, 25))

    def nth_date(self, series: str, number: int) -> date:
        count = 2004 * 12 + number - 1
        return self.date_in(series, Month(count // 12, count % 12 + 1))

    def is_business_day(self, term: str, day: date) -> bool:
        assert term is not None
        return self._days.is_business_day(day)


@define
class FormulaMaker:
    """Makes formulas with the choices that a source of randomness makes."""

    random: Random
    depth: int = 0
    each: bool = False

    def one(self, options: Any) -> Any:  # noqa: ANN401
        return self.random.choice(tuple(options))

    def pick(self, *makers: Callable[[], Any]) -> Any:  # noqa: ANN401
        return self.random.choice(makers)()

    def several(self, maker: Callable[[], Any], least: int = 2, most: int = 3) -> tuple[Any, ...]:
        return tuple(maker() for _ in range(self.random.randint(least, most)))

    def nested(self, leaf: Callable[[], Any], *makers: Callable[[], Any]) -> Any:  # noqa: ANN401
        if self.depth >= 4 or self.random.random() < 0.25:
            return leaf()
        self.depth += 1
        made = self.pick(*makers)
        self.depth -= 1
        return made

    # ---- numbers

    def number(self) -> f.Expression:
        made: f.Expression = self.nested(
            lambda: self.pick(self.amount, self.input, self.input, self.total, self.total),
            lambda: f.Sum(tuple((self.one((1, -1)), part) for part in self.several(self.number))),
            lambda: f.Product(self.several(self.number)),
            lambda: f.Quotient(self.number(), self.number()),
            lambda: f.Choice(self.one(("lesser", "greater")), self.several(self.number)),
            lambda: f.Choice("average", self.several(self.number)),
            lambda: f.Excess(self.number(), self.number()),
            lambda: f.Rounded(self.number(), self.one(RULES), self.unit()),
            lambda: f.DaysBetween(self.day(), self.day()),
            lambda: f.Schedule(self.several(lambda: self.step(self.number), 1, 3)),
            lambda: f.Conditional(self.test(), self.number(), self.number()),
            self.weighted,
            self.for_each,
        )
        return made

    def amount(self) -> f.Amount:
        value = Fraction(self.random.randint(0, 400), self.one((1, 2, 100, 8)))
        return f.Amount(value, "", str(value))

    def unit(self) -> f.Amount:
        unit, value = self.one(UNITS)
        return f.Amount(value, unit, "")

    def input(self) -> f.Input:
        owners = self.one((None, f.Owners(((name := self.one(CLASSES), name),))))
        if self.each and self.random.random() < 0.7:
            owners = THAT_ONE
        timing = self.one(((), (), ("immediately prior",)))
        return f.Input(self.one(("Balance", "Rate")), owners, timing, total=False, span=NOWHERE)

    def several_owners(self) -> f.Owners:
        made: f.Owners = self.pick(
            lambda: f.Owners((("Class A-1", "Class A-3"),)),
            lambda: f.Owners((("Class A-1", "Class M-1"),), (("Class A-2", "Class A-2"),)),
            lambda: f.Owners((("Senior Certificates", "Senior Certificates"),)),
            lambda: f.Owners((("Class A-2", "Class A-2"),)),
        )
        return made

    def total(self) -> f.Input:
        return f.Input("Balance", self.several_owners(), (), total=True, span=NOWHERE)

    def weighted(self) -> f.Weighted:
        value = f.Input("Rate", self.several_owners(), (), total=False, span=NOWHERE)
        return f.Weighted(value, f.Input("Balance", None, (), total=False, span=NOWHERE))

    def for_each(self) -> f.Expression:
        if self.each:
            return self.number()
        self.each = True
        made = f.ForEach(self.several_owners(), self.number())
        self.each = False
        return made

    def step(self, value: Callable[[], f.Expression]) -> f.Step:
        when = self.pick(
            lambda: Month(self.random.randint(2003, 2007), self.random.randint(1, 12)),
            self.any_day,
            lambda: self.one(("Stepdown Date", "Distribution Date")),
            self.day,
        )
        made = f.NoValue() if self.random.random() < 0.1 else value()
        return f.Step(made, self.one((True, False)), when)

    # ---- dates

    def any_day(self) -> date:
        return date(2003, 1, 1) + timedelta(self.random.randint(0, 1800))

    def day(self) -> f.Expression:
        made: f.Expression = self.nested(
            lambda: self.pick(
                lambda: f.Day(self.any_day()),
                lambda: f.Input("Stepdown Date", None, (), total=False, span=NOWHERE),
                lambda: f.Input("Distribution Date", None, (), total=False, span=NOWHERE),
                lambda: f.Input(f.ASKED, None, (), total=False, span=NOWHERE),
            ),
            lambda: f.DateIn("Distribution Date", Month(2005, self.random.randint(1, 12))),
            lambda: f.NthDate(self.random.randint(1, 40), "Distribution Date"),
            lambda: f.Anniversary(self.random.randint(0, 5), self.day()),
            self.day_in_month,
            lambda: f.ShiftedDay(
                self.random.randint(-12, 12), self.one(("", "Business Day")), self.day()
            ),
            lambda: f.Choice(self.one(("lesser", "greater")), self.several(self.day)),
            lambda: f.Conditional(self.test(), self.day(), self.day()),
        )
        return made

    def day_in_month(self) -> f.DayInMonth:
        kind = self.one(kind for kind in DayKind if kind is not DayKind.OFFSET)
        most = 31 if kind is DayKind.DAY_OF_MONTH else 23
        number = self.random.randint(1, most)
        roll, months = self.one(RollKind), self.random.randint(-14, 14)
        return f.DayInMonth(kind, number, roll, "Business Day", months, self.day())

    # ---- tests

    def test(self) -> f.Test:
        made: f.Test = self.nested(
            self.comparison,
            self.comparison,
            lambda: f.Logic("not", (self.test(),)),
            lambda: f.Logic(self.one(("all", "any")), self.several(self.test)),
            lambda: f.Truth(f.Input("Trigger Event", None, (), total=False, span=NOWHERE)),
        )
        return made

    def comparison(self) -> f.Compare:
        if self.random.random() < 0.5:
            relation = self.one(("on or after", "on or before", "before", "after", "equal to"))
            return f.Compare(self.day(), relation, self.day())
        relation = self.one(("at least", "at most", "more than", "less than", "equal to"))
        return f.Compare(self.number(), relation, self.number())


@define
class Figures:
    """Made-up figures, the same for the same input; some are missing, some are zero."""

    random: Random
    held: dict[Input, Any]

    def __call__(self, wanted: Input) -> Any:  # noqa: ANN401
        if wanted not in self.held:
            self.held[wanted] = self._made(wanted.quantity)
        return self.held[wanted]

    def _made(self, quantity: str) -> Any:  # noqa: ANN401
        if self.random.random() < 0.02:
            return None
        if quantity.endswith("Date"):
            return date(2003, 6, 1) + timedelta(self.random.randint(0, 1200))
        if quantity == "Trigger Event":
            return self.random.random() < 0.5
        return Fraction(self.random.choice((0, self.random.randint(-500, 5000))), 100)
