"""Dates, periods and days, by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from words.banking_days import last_of_month, last_open, month_before, next_open, shifted
from words.figures import anniversary
from words.lookup import NoValueError

if TYPE_CHECKING:
    from words.figures import Figures
    from words.lookup import Lookup


def commencing(v: Lookup) -> date:
    """There is none before May 2004."""
    if v.on < date(2004, 5, 1):
        raise NoValueError
    return next_open(v.on.replace(day=25))


FIGURES: Final[Figures] = {
    "date-25-next": lambda v: next_open(v.on.replace(day=25)),
    "date-25-commencing": commencing,
    "date-20-following": lambda v: next_open(v.on.replace(day=20)),
    "date-15-preceding": lambda v: last_open(v.on.replace(day=15)),
    "date-18-preceding-brackets": lambda v: last_open(v.on.replace(day=18)),
    "date-last-business-day-before": lambda v: last_open(v.on.replace(day=1) - timedelta(days=1)),
    "date-last-business-day-close": lambda v: last_open(v.on.replace(day=1) - timedelta(days=1)),
    "date-last-day-before": lambda v: last_of_month(month_before(v.on)),
    "date-first-day": lambda v: v.on.replace(day=1),
    "date-first-day-before": lambda v: month_before(v.on),
    "date-two-business-days": lambda v: shifted(v.on, -2),
    "date-three-business-days": lambda v: shifted(v.on, -3),
    "date-business-day-before": lambda v: shifted(v.on, -1),
    "date-after": lambda v: shifted(v.on, 5),
    "date-third-business-day": lambda v: shifted(v.on.replace(day=1) - timedelta(days=1), 3),
    "date-days-before": lambda v: v.on - timedelta(days=15),
    "date-earlier-of": lambda v: min(
        v.date("Distribution Date in May 2007"), v.date("Payoff Date")
    ),
    "date-later-of": lambda v: max(
        v.date("Distribution Date in February 2008"), v.date("Test Satisfaction Date")
    ),
    "date-stepdown-nested": lambda v: min(
        v.date("Class A Retirement Date"),
        max(v.date("Distribution Date in January 2007"), v.date("Enhancement Date")),
    ),
    "date-plain": lambda _v: date(2006, 3, 30),
    "date-anniversary": lambda v: anniversary(v.date("Closing Date"), 3),
    "days-between": lambda v: Fraction((v.on - v.date("Accrual Start Date")).days),
    "interest-actual-360": lambda v: (
        v("Note Balance")
        * v("Note Rate")
        * v("actual number of days", when="in the related Interest Accrual Period")
        / 360
    ),
    "interest-30-360": lambda v: v("Class Balance") * v("Class Rate") / 12,
}
