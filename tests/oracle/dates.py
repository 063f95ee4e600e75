"""The oracle's own calendar: the days of a series, tried out one by one, with QuantLib."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs
import QuantLib

from hereof.model import effectivity as e
from hereof.model.formula import Day
from hereof.model.meaning import BusinessDayRule, CalendarRule, DayKind, Formula, RollKind
from oracle.filed import Seen
from oracle.fold import Point

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.calendar import Month
    from hereof.model.meaning import Meaning
    from oracle.filed import Oracle, Said, View
    from oracle.state import State

BANKS = QuantLib.UnitedStates(QuantLib.UnitedStates.FederalReserve)
DAY = timedelta(days=1)
FURTHEST = 40
NOT_MADE = Seen(executed=False, live=None, pending=False, never=False)


@attrs.frozen
class Page:
    """The file as it stood on a known day, with some paragraphs struck out."""

    oracle: Oracle
    known_on: date | None
    struck: frozenset[Said] = frozenset()
    meanings: dict[tuple[str, object], Meaning | None] = attrs.field(factory=dict, eq=False)

    def view(self) -> View:
        view = self.oracle.view(self.known_on)
        seen = tuple(
            NOT_MADE if said in self.struck else each
            for said, each in zip(self.oracle.said, view.seen, strict=True)
        )
        return attrs.evolve(view, seen=seen)

    def meaning_on(self, term: str, on: date) -> Meaning | None:
        """Give what a term means on a day, if one definition of it is in force."""
        point = Point(self.oracle, on, self.view())
        key = term, point.all_live
        if key not in self.meanings:
            states: set[State] = point.states(term)
            only = next(iter(states))
            agree = len({(s.key, s.meaning) for s in states}) == 1
            self.meanings[key] = only.meaning if agree and only.kind == "stands" else None
        return self.meanings[key]


class NoDateError(Exception):
    """The date that a rule names cannot be said."""


def resolve(oracle: Oracle, moment: e.FromSeries | e.AsOfTerm, said: Said) -> date | None:
    """Give the date that a paragraph means, from the paragraphs before it."""
    page = Page(oracle, None)
    if isinstance(moment, e.AsOfTerm):
        meaning = page.meaning_on(moment.term, max(said.dated, oracle.base.dated))
        if isinstance(meaning, Formula) and isinstance(meaning.expression, Day):
            return meaning.expression.day
        return None
    try:
        found = dates_in(page, moment.term, moment.month)
    except NoDateError:
        return None
    if len(found) != 1:
        return None
    oracle.pins.append((moment.term, moment.month, found[0], said))
    return found[0]


def is_fixing(page: Page, day: date, said: Said) -> bool:
    """Tell whether a paragraph that counts begins on a day, or ends on it."""
    seen = page.oracle.view(page.known_on).seen[said.index]
    if seen.live is None:
        return False
    start, until, _ = seen.live
    view = page.oracle.view(page.known_on)
    return (start == day and Point(page.oracle, day, view).counts(said)) or (
        until == day and Point(page.oracle, day - DAY, view).counts(said)
    )


def dates_in(page: Page, term: str, month: Month) -> list[date]:
    """Give every day on which the rule then in force names that day for the month.

    A paragraph that begins on a date of the month which it names so does not count.
    """
    # While a paragraph is read it is not yet among those that count.
    named = [
        (day, said)
        for t, m, day, said in page.oracle.pins
        if (t, m) == (term, month) and said in page.oracle.said
    ]
    fixing = frozenset(said for day, said in named if is_fixing(page, day, said))
    if fixing - page.struck:
        page = Page(page.oracle, page.known_on, page.struck | fixing)
    found: list[date] = []
    rules: list[tuple[CalendarRule, date | None]] = []
    for n in range(-FURTHEST, FURTHEST + 31):
        day = month.first + n * DAY
        rule = page.meaning_on(term, day)
        if isinstance(rule, CalendarRule):
            if not rules or rules[-1][0] != rule:
                rules.append((rule, rule_date(page, rule, month)))
            if rules[-1][1] == day:
                found.append(day)
    return found


def rule_date(page: Page, rule: CalendarRule, month: Month) -> date | None:
    """Give the date that a rule names for a month."""
    if (rule.first and month < rule.first) or (rule.last and month > rule.last):
        return None
    if rule.kind is DayKind.OFFSET:
        return counted(page, rule, month)
    is_open = opening(page, rule, month.last)
    days = [month.first + n * DAY for n in range(month.last.day)]
    open_days = [day for day in days if is_open(day)]
    if rule.kind is DayKind.LAST_BUSINESS_DAY:
        return open_days[-1]
    if rule.kind is DayKind.NTH_BUSINESS_DAY:
        if abs(rule.number) > len(open_days):
            raise NoDateError
        return open_days[rule.number - (rule.number > 0)]
    day = days[-1] if rule.kind is DayKind.LAST_DAY else days[min(rule.number, len(days)) - 1]
    return rolled(rule, day, is_open)


def counted(page: Page, rule: CalendarRule, month: Month) -> date | None:
    """Count Business Days from the date of another series."""
    others = dates_in(page, rule.series, month)
    if len(others) != 1:
        raise NoDateError
    day, left = others[0], abs(rule.number)
    is_open = opening(page, rule, day)
    while left:
        day += DAY if rule.number > 0 else -DAY
        left -= is_open(day)
    return day


def rolled(rule: CalendarRule, day: date, is_open: Callable[[date], bool]) -> date:
    """Move a day that is no Business Day."""

    def moved(step: timedelta) -> date:
        other = day
        while not is_open(other):
            other += step
        return other

    if rule.roll is RollKind.NONE:
        return day
    if rule.roll is RollKind.PRECEDING:
        return moved(-DAY)
    if rule.roll is RollKind.MODIFIED_NEXT and moved(DAY).month != day.month:
        return moved(-DAY)
    return moved(DAY)


def opening(page: Page, rule: CalendarRule, asked: date) -> Callable[[date], bool]:
    """Give which days are Business Days under the definition in force on a day."""
    meaning = page.meaning_on(rule.business_day, asked) if rule.business_day else None
    if rule.business_day and not isinstance(meaning, BusinessDayRule):
        raise NoDateError
    exceptions = meaning.closures if isinstance(meaning, BusinessDayRule) else ()
    opened = {each.day: not each.closed for each in exceptions}

    def is_open(day: date) -> bool:
        theirs = QuantLib.Date(day.day, day.month, day.year)
        return opened.get(day, bool(BANKS.isBusinessDay(theirs)))

    return is_open
