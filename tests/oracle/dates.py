"""The oracle's own calendar: the days of a series, tried out one by one, with QuantLib."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import QuantLib

from hereof.model import effectivity as e
from hereof.model.formula import Day
from hereof.model.meaning import BusinessDayRule, CalendarRule, DayKind, Formula, RollKind
from oracle.fold import Point

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.calendar import Month
    from hereof.model.meaning import Meaning
    from oracle.filed import Oracle, Said
    from oracle.state import State

BANKS = QuantLib.UnitedStates(QuantLib.UnitedStates.FederalReserve)
DAY = timedelta(days=1)
FURTHEST = 40


def resolve(oracle: Oracle, moment: e.FromSeries | e.AsOfTerm, said: Said) -> date | None:
    """Give the date that a paragraph means, from the paragraphs before it."""
    if isinstance(moment, e.AsOfTerm):
        meaning = meaning_on(oracle, moment.term, max(said.dated, oracle.base.dated))
        if isinstance(meaning, Formula) and isinstance(meaning.expression, Day):
            return meaning.expression.day
        return None
    key = (moment.term, moment.month)
    if key not in oracle.pins:
        found = dates_in(oracle, moment.term, moment.month)
        if len(found) != 1:
            return None
        oracle.pins[key] = found[0]
    return oracle.pins[key]


def meaning_on(oracle: Oracle, term: str, on: date) -> Meaning | None:
    """Give what a term means on a day, if one definition of it is in force."""
    states: set[State] = Point(oracle, on, oracle.view(None)).states(term)
    only = next(iter(states))
    return only.meaning if len({s.key for s in states}) == 1 and only.kind == "stands" else None


def dates_in(oracle: Oracle, term: str, month: Month) -> list[date]:
    """Give every day on which the rule then in force names that day for the month."""
    found: list[date] = []
    named: list[tuple[CalendarRule, date | None]] = []
    for n in range(-FURTHEST, FURTHEST + 31):
        day = month.first + n * DAY
        rule = meaning_on(oracle, term, day)
        if isinstance(rule, CalendarRule):
            if not named or named[-1][0] != rule:
                named.append((rule, rule_date(oracle, rule, month)))
            if named[-1][1] == day:
                found.append(day)
    return found


def rule_date(oracle: Oracle, rule: CalendarRule, month: Month) -> date | None:
    """Give the date that a rule names for a month."""
    if (rule.first and month < rule.first) or (rule.last and month > rule.last):
        return None
    if rule.kind is DayKind.OFFSET:
        return counted(oracle, rule, month)
    is_open = opening(oracle, rule, month.last)
    days = [month.first + n * DAY for n in range(month.last.day)]
    open_days = [day for day in days if is_open(day)]
    if rule.kind is DayKind.LAST_BUSINESS_DAY:
        return open_days[-1]
    if rule.kind is DayKind.NTH_BUSINESS_DAY:
        if abs(rule.number) > len(open_days):
            return None
        return open_days[rule.number - (rule.number > 0)]
    day = days[-1] if rule.kind is DayKind.LAST_DAY else days[min(rule.number, len(days)) - 1]
    return rolled(rule, day, is_open)


def counted(oracle: Oracle, rule: CalendarRule, month: Month) -> date | None:
    """Count Business Days from the date of another series."""
    pinned = oracle.pins.get((rule.series, month))
    others = [pinned] if pinned else dates_in(oracle, rule.series, month)
    if len(others) != 1:
        return None
    day, left = others[0], abs(rule.number)
    is_open = opening(oracle, rule, day)
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


def opening(oracle: Oracle, rule: CalendarRule, asked: date) -> Callable[[date], bool]:
    """Give which days are Business Days under the definition in force on a day."""
    meaning = meaning_on(oracle, rule.business_day, asked) if rule.business_day else None
    exceptions = meaning.closures if isinstance(meaning, BusinessDayRule) else ()
    opened = {each.day: not each.closed for each in exceptions}

    def is_open(day: date) -> bool:
        theirs = QuantLib.Date(day.day, day.month, day.year)
        return opened.get(day, bool(BANKS.isBusinessDay(theirs)))

    return is_open
