"""Builds formulas and other meanings from the parser's rules."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lark import Token

from hereof.diagnostics import error
from hereof.language.pieces import MAX_DIGITS, Items, Pieces
from hereof.language.values import amount_of, text_of
from hereof.model import formula as f
from hereof.model import meaning as m


class MeaningBuilder(Pieces):
    """The part of the model builder that makes meanings and formulas."""

    # ---- formulas

    def formula(self, items: Items) -> m.Formula:
        """A formula; its place is that of its first word."""
        return m.Formula(items[0], self.here())

    def literal(self, items: Items) -> f.Amount | f.Day:
        """A number or a date."""
        token = items[0]
        if token.type == "DATE":
            return f.Day(self.day(token))
        return amount_of(token) if self.brief(token) else f.Amount(Fraction(0), "", "0")

    amount = literal

    def input(self, items: Items) -> f.Input:
        """A defined term as a quantity."""
        return self._input(items, total=False)

    def total(self, items: Items) -> f.Input:
        """A total over owners."""
        return self._input(items, total=True)

    def _input(self, items: Items, *, total: bool) -> f.Input:
        owners = next((_owners(i) for i in items[1:] if isinstance(i, tuple | f.Owners)), None)
        timing = tuple(
            " ".join(i[1:-1].split())
            for i in items[1:]
            if isinstance(i, Token) and i.type == "TIMING"
        )
        term, span = items[0]
        return f.Input(term, owners, timing, total, span)

    def owner_item(self, items: Items) -> tuple[str, str]:
        """An owner, or a range of owners."""
        return items[0][0], items[-1][0]

    def owner_list(self, items: Items) -> f.Owners:
        """Owners in brackets, less the exceptions."""
        cut = next((i for i, item in enumerate(items) if isinstance(item, Token)), len(items))
        return f.Owners(tuple(items[:cut]), tuple(items[cut + 1 :]))

    def plus(self, items: Items) -> tuple[int, f.Expression]:
        """An added part."""
        return 1, items[-1]

    def minus(self, items: Items) -> tuple[int, f.Expression]:
        """A subtracted part."""
        return -1, items[-1]

    def sum_of(self, items: Items) -> f.Sum:
        """A sum."""
        return f.Sum(((1, items[0]), *items[1:]))

    def multiply(self, items: Items) -> f.Product:
        """A product."""
        return f.Product(tuple(items))

    def divide(self, items: Items) -> f.Quotient:
        """A fraction."""
        return f.Quotient(items[0], items[1])

    def arguments(self, items: Items) -> tuple[f.Expression, ...]:
        """Expressions in brackets."""
        return tuple(items)

    def least(self, items: Items) -> f.Choice:
        """The lesser or least of several."""
        return f.Choice("lesser", items[0])

    def greatest(self, items: Items) -> f.Choice:
        """The greater or greatest of several."""
        return f.Choice("greater", items[0])

    def average(self, items: Items) -> f.Choice:
        """The average of several."""
        return f.Choice("average", items[0])

    def excess(self, items: Items) -> f.Excess:
        """The excess of one over another."""
        return f.Excess(items[0], items[1])

    def days_between(self, items: Items) -> f.DaysBetween:
        """The days from one date to another."""
        return f.DaysBetween(items[0], items[1])

    def rounded(self, items: Items) -> f.Rounded:
        """A rounded value."""
        return f.Rounded(items[0], " ".join(items[1].split()), items[2])

    def step(self, items: Items) -> f.Step:
        """One value of a schedule."""
        value, word, when = items
        return f.Step(value, word.type == "BEFORE", self._when(when))

    def _when(self, when: Any) -> Any:  # noqa: ANN401
        if isinstance(when, Token):
            return self.month(when) if when.type == "MONTH" else self.day(when)
        return when[0]

    def schedule(self, items: Items) -> f.Schedule:
        """Values by date."""
        return f.Schedule(tuple(items))

    def conditional(self, items: Items) -> f.Conditional:
        """One value if a test is met, otherwise another."""
        return f.Conditional(*items)

    def compare(self, items: Items) -> f.Compare:
        """A comparison."""
        relation = " ".join(items[1].split()).removeprefix("is ")
        return f.Compare(items[0], relation, items[2])

    def truth(self, items: Items) -> f.Truth:
        """A test that is met or not."""
        return f.Truth(items[0])

    def all_of(self, items: Items) -> f.Logic:
        """All of several tests."""
        return f.Logic("all", tuple(items))

    def any_of(self, items: Items) -> f.Logic:
        """Any of several tests."""
        return f.Logic("any", tuple(items))

    def negation(self, items: Items) -> f.Logic:
        """Not a test."""
        return f.Logic("not", tuple(items))

    # ---- other meanings

    def given_data(self, items: Items) -> m.Given:
        """Data that is given."""
        kind, day_count = items[0]
        per = next((i[0] for i in items[1:] if isinstance(i, tuple)), "")
        measured = next((" ".join(i.split()) for i in items[1:] if isinstance(i, Token)), "")
        return m.Given(kind, day_count, per, measured, self.here())

    def kind(self, items: Items) -> tuple[str, str]:
        """The kind of data, and the day count of a rate."""
        if items and items[0].type == "KIND_OF_DATA":
            return str(items[0]), ""
        return "rate per year", str(items[0]) if items else ""

    def nth_day(self, items: Items) -> m.CalendarRule:
        """A day of each month."""
        kind = m.DayKind.DAY_OF_MONTH
        return self._rule(kind, self._counted(items[0], kind))

    def last_day(self, _items: Items) -> m.CalendarRule:
        """The last day of each month."""
        return self._rule(m.DayKind.LAST_DAY, 0)

    def last_business_day(self, items: Items) -> m.CalendarRule:
        """The last Business Day of each month."""
        return self._rule(m.DayKind.LAST_BUSINESS_DAY, 0, business_day=items[1][0])

    def nth_business_day(self, items: Items) -> m.CalendarRule:
        """The n-th Business Day of each month."""
        kind = m.DayKind.NTH_BUSINESS_DAY
        return self._rule(kind, self._counted(items[0], kind), business_day=items[1][0])

    def _counted(self, token: Token, kind: m.DayKind) -> int:
        """Give the number of a day in a month; one that no month has is a finding."""
        number, most = self.integer(token), m.MOST_DAYS[kind]
        if not 1 <= number <= most and len(token) <= MAX_DIGITS:
            day = "day" if kind is m.DayKind.DAY_OF_MONTH else "Business Day"
            self.findings.append(
                error(
                    "no-such-date",
                    f"no month has a {day} {token}",
                    self.span(token),
                    help=f"count them from 1 to {most}",
                )
            )
        return number

    def offset_days(self, items: Items) -> m.CalendarRule:
        """So many Business Days before or after another series' date."""
        number, business_day, word, series = items
        signed = self.integer(number) * (-1 if word.type == "BEFORE" else 1)
        return self._rule(
            m.DayKind.OFFSET, signed, business_day=singular(business_day[0]), series=series[0]
        )

    def _rule(
        self, kind: m.DayKind, number: int, business_day: str = "", series: str = ""
    ) -> m.CalendarRule:
        roll = m.RollKind.NONE
        return m.CalendarRule(kind, number, roll, business_day, series, None, None, self.here())

    def calendar_rule(self, items: Items) -> m.CalendarRule:
        """A series of dates with its roll, first and last month."""
        changes: dict[str, Any] = {}
        for change in items[1:]:
            changes.update(change)
        return _evolve(items[0], changes)

    def roll(self, items: Items) -> dict[str, Any]:
        """What happens to a day that is no Business Day."""
        kind = m.RollKind.NEXT if items[0].type == "NEXT" else m.RollKind.PRECEDING
        if isinstance(items[-1], Token) and items[-1].type == "WITHIN_MONTH":
            kind = m.RollKind.MODIFIED_NEXT
        return {"roll": kind, "business_day": items[1][0]}

    def series_from(self, items: Items) -> dict[str, Any]:
        """The first month of a series."""
        return {"first": self.month(items[0])}

    def series_through(self, items: Items) -> dict[str, Any]:
        """The last month of a series."""
        return {"last": self.month(items[0])}

    def business_days(self, items: Items) -> m.BusinessDayRule:
        """Which days are Business Days."""
        return m.BusinessDayRule(items[0][0], tuple(items[1:]), self.here())

    def closure(self, items: Items) -> m.Closure:
        """A dated exception to the base calendar."""
        return m.Closure(self.day(items[1]), items[0].type == "CLOSED", text_of(items[2]))

    def class_list(self, items: Items) -> m.ClassList:
        """A list of Classes."""
        return m.ClassList(items[0].items, items[0].except_for, self.here())

    def elsewhere(self, items: Items) -> m.Elsewhere:
        """Another agreement's definition."""
        return m.Elsewhere(str(items[0]), items[1][0] if len(items) > 1 else "", self.here())


def singular(term: str) -> str:
    """Give `Business Day` for `Business Days`."""
    return term[:-1] if term.endswith("s") and not term.endswith("ss") else term


def _owners(item: Any) -> f.Owners:  # noqa: ANN401
    return item if isinstance(item, f.Owners) else f.Owners((item,))


def _evolve(rule: m.CalendarRule, changes: dict[str, Any]) -> m.CalendarRule:
    from attrs import evolve  # noqa: PLC0415 - one use

    return evolve(rule, **changes) if changes else rule
