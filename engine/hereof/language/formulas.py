"""Builds formulas and other meanings from the parser's rules."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from attrs import evolve
from lark import Token

from hereof.diagnostics import error
from hereof.language.pieces import MAX_DIGITS, Items, Pieces, Placed
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
            return f.Day(self.day(token), self.span(token))
        return self.amount(items)

    def amount(self, items: Items) -> f.Amount:
        """A number, dollars, a percentage, or a rate per year."""
        place = self.across(items)
        if not self.brief(items[0]):
            return f.Amount(Fraction(0), "", "0", place)
        return evolve(amount_of(" ".join(items)), span=place)

    def no_value(self, items: Items) -> f.NoValue:
        """What words give no value for."""
        return f.NoValue(self.span(items[0]))

    def grouped(self, items: Items) -> f.Expression:
        """A formula in brackets, which are part of its place."""
        inside: f.Expression = items[1]
        return evolve(inside, span=self.across(items))

    def input(self, items: Items) -> f.Input:
        """A defined term as a quantity."""
        return self._input(items, items, total=False)

    def weight(self, items: Items) -> f.Input:
        """The weight in an average, without owners of its own."""
        return self._input(items, items, total=False)

    def total(self, items: Items) -> f.Input:
        """A total over owners."""
        return self._input(items, [i for i in items if not is_keyword(i)], total=True)

    def _input(self, items: Items, parts: Items, *, total: bool) -> f.Input:
        owners = next((_owners(i) for i in parts[1:] if isinstance(i, Placed)), None)
        timing = tuple(
            " ".join(i[1:-1].split())
            for i in parts[1:]
            if isinstance(i, Token) and i.type == "TIMING"
        )
        return f.Input(parts[0][0], owners, timing, total, self.across(items))

    def owner_item(self, items: Items) -> Placed:
        """An owner, or a range of owners."""
        if isinstance(items[0], Token):
            return Placed((f.EACH_OWNER, f.EACH_OWNER), self.across(items))
        return Placed((items[0][0], items[-1][0]), self.across(items))

    def owner_list(self, items: Items) -> Placed:
        """Several owners, less the exceptions."""
        cut = next((i for i, item in enumerate(items) if isinstance(item, Token)), len(items))
        named, left_out = (tuple(i.value for i in part) for part in (items[:cut], items[cut + 1 :]))
        return Placed(f.Owners(named, left_out), self.across(items))

    def owners_in_brackets(self, items: Items) -> Placed:
        """Owners in brackets."""
        return Placed(items[1].value, self.across(items))

    def plus(self, items: Items) -> tuple[int, f.Expression]:
        """An added part."""
        return 1, items[-1]

    def minus(self, items: Items) -> tuple[int, f.Expression]:
        """A subtracted part."""
        return -1, items[-1]

    def sum_of(self, items: Items) -> f.Sum:
        """A sum."""
        first, *rest = items
        return f.Sum(((1, first), *rest), self.across([first, rest[-1][1]]))

    def multiply(self, items: Items) -> f.Product:
        """A product."""
        return f.Product(tuple(items), self.across(items))

    def divide(self, items: Items) -> f.Quotient:
        """A fraction."""
        return f.Quotient(items[0], items[1], self.across(items))

    def arguments(self, items: Items) -> Placed:
        """Expressions in brackets."""
        return Placed(tuple(i for i in items if not isinstance(i, Token)), self.across(items))

    def least(self, items: Items) -> f.Choice:
        """The lesser or least of several."""
        return f.Choice("lesser", items[-1].value, self.across(items))

    def greatest(self, items: Items) -> f.Choice:
        """The greater or greatest of several."""
        return f.Choice("greater", items[-1].value, self.across(items))

    def average(self, items: Items) -> f.Choice:
        """The average of several."""
        return f.Choice("average", items[-1].value, self.across(items))

    def excess(self, items: Items) -> f.Excess:
        """The excess of one over another."""
        of, over = _nodes(items)
        return f.Excess(of, over, self.across(items))

    def days_between(self, items: Items) -> f.DaysBetween:
        """The days from one date to another."""
        start, end = _nodes(items)
        return f.DaysBetween(start, end, self.across(items))

    def rounded(self, items: Items) -> f.Rounded:
        """A rounded value."""
        value, unit = _nodes(items)
        rule = next(i for i in items if isinstance(i, Token) and i.type == "ROUNDING")
        return f.Rounded(value, " ".join(rule.split()), unit, self.across(items))

    def step(self, items: Items) -> f.Step:
        """One value of a schedule."""
        value, word, when = items
        return f.Step(value, word.type == "BEFORE", self._when(when), self.across(items))

    def _when(self, when: Any) -> Any:  # noqa: ANN401
        """Give a month, a date and a term alone as they are, and any other date as a formula."""
        if isinstance(when, Token):
            return self.month(when)
        if isinstance(when, f.Day):
            return when.day
        plain = isinstance(when, f.Input) and not (when.total or when.owners or when.timing)
        return when.term if plain else when

    def schedule(self, items: Items) -> f.Schedule:
        """Values by date."""
        return f.Schedule(tuple(_nodes(items)), self.across(items))

    def weighted(self, items: Items) -> f.Weighted:
        """A weighted average over owners."""
        value, weight = _nodes(items)
        return f.Weighted(value, weight, self.across(items))

    def for_each(self, items: Items) -> f.ForEach:
        """A total over owners of a formula."""
        owners = next(i for i in items if isinstance(i, Placed))
        return f.ForEach(owners.value, items[-2], self.across(items))

    def conditional(self, items: Items) -> f.Conditional:
        """One value if a test is met, otherwise another."""
        test, then, otherwise = _nodes(items)
        return f.Conditional(test, then, otherwise, self.across(items))

    def compare(self, items: Items) -> f.Compare:
        """A comparison."""
        relation = " ".join(items[1].split()).removeprefix("is ")
        return f.Compare(items[0], relation, items[2], self.across(items))

    def truth(self, items: Items) -> f.Truth:
        """A test that is met or not."""
        return f.Truth(items[0], items[0].span)

    def all_of(self, items: Items) -> f.Logic:
        """All of several tests."""
        return f.Logic("all", tuple(_nodes(items)), self.across(items))

    def any_of(self, items: Items) -> f.Logic:
        """Any of several tests."""
        return f.Logic("any", tuple(_nodes(items)), self.across(items))

    def negation(self, items: Items) -> f.Logic:
        """Not a test."""
        return f.Logic("not", tuple(_nodes(items)), self.across(items))

    # ---- dates

    def asked(self, items: Items) -> f.Input:
        """The date that is asked about."""
        return f.Input(f.ASKED, None, (), total=False, span=self.span(items[0]))

    def date_in(self, items: Items) -> f.DateIn:
        """The date of a series in a month."""
        return f.DateIn(items[0][0], self.month(items[-1]), self.across(items))

    def nth_date(self, items: Items) -> f.NthDate:
        """A date of a series by its number."""
        return f.NthDate(self.integer(items[1]), items[-1][0], self.across(items))

    def anniversary(self, items: Items) -> f.Anniversary:
        """An anniversary of a date."""
        return f.Anniversary(self.integer(items[1]), items[-1], self.across(items))

    def day_in_month(self, items: Items) -> f.DayInMonth:
        """A day of the month of a date, or of one before or after it."""
        parts = [i for i in items if not isinstance(i, Token)]
        (kind, number, business_day), (months, base), *rolls = parts
        roll = {"roll": m.RollKind.NONE, "business_day": business_day}
        for each in rolls:
            roll.update(each)
        return f.DayInMonth(
            kind, number, roll["roll"], roll["business_day"], months, base, self.across(items)
        )

    def numbered_day(self, items: Items) -> tuple[m.DayKind, int, str]:
        """A day by its number."""
        kind = m.DayKind.DAY_OF_MONTH
        return kind, self._counted(items[0], kind), ""

    def final_day(self, _items: Items) -> tuple[m.DayKind, int, str]:
        """The last day."""
        return m.DayKind.LAST_DAY, 0, ""

    def final_business_day(self, items: Items) -> tuple[m.DayKind, int, str]:
        """The last Business Day."""
        return m.DayKind.LAST_BUSINESS_DAY, 0, items[1][0]

    def numbered_business_day(self, items: Items) -> tuple[m.DayKind, int, str]:
        """A Business Day by its number."""
        kind = m.DayKind.NTH_BUSINESS_DAY
        number, term = (i for i in items if not is_keyword(i))
        return kind, self._counted(number, kind), term[0]

    def in_month(self, items: Items) -> tuple[int, f.Expression]:
        """Of which month, counted from which date."""
        base = next((i for i in items if not isinstance(i, Token)), None)
        if base is None:
            base = f.Input(f.ASKED, None, (), total=False, span=self.span(items[-1]))
        tokens = {i.type: i for i in items if isinstance(i, Token)}
        if not tokens.keys() & {"BEFORE", "AFTER"}:
            return 0, base
        number = int(re.sub(r"\D", "", tokens["NTH"])) if "NTH" in tokens else 1
        return -number if "BEFORE" in tokens else number, base

    def counted_days(self, items: Items) -> str:
        """The term of the days that are counted; empty for days of the calendar."""
        return singular(items[0][0]) if items else ""

    def shifted_day(self, items: Items) -> f.ShiftedDay:
        """So many days before or after a date."""
        number, business_day, word, base = items[2:-1]
        signed = self.integer(number) * (-1 if word.type == "BEFORE" else 1)
        return f.ShiftedDay(signed, business_day, base, self.across(items))

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
        rule: m.CalendarRule = items[0]
        return evolve(rule, **changes) if changes else rule

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
        owners = items[0].value
        return m.ClassList(owners.items, owners.except_for, self.here())

    def elsewhere(self, items: Items) -> m.Elsewhere:
        """Another agreement's definition."""
        return m.Elsewhere(str(items[0]), items[1][0] if len(items) > 1 else "", self.here())


def singular(term: str) -> str:
    """Give `Business Day` for `Business Days`."""
    return term[:-1] if term.endswith("s") and not term.endswith("ss") else term


def is_keyword(item: Any) -> bool:  # noqa: ANN401
    """Tell whether a part of a rule is a word of the language and says nothing by itself."""
    return isinstance(item, Token) and item.type not in ("TIMING", "INTEGER")


def _nodes(items: Items) -> Items:
    return [item for item in items if not isinstance(item, Token)]


def _owners(item: Placed) -> f.Owners:
    return item.value if isinstance(item.value, f.Owners) else f.Owners((item.value,))
