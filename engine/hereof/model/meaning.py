"""What a term means: a formula, a calendar rule, data, Classes, another's definition."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from hereof.calendar import Month
    from hereof.diagnostics import Span
    from hereof.model.formula import Expression, Test


@frozen
class Formula:
    """A formula in the notation, or a test that words state."""

    expression: Expression | Test
    span: Span = field(eq=False, repr=False)


class DayKind(enum.Enum):
    """How the day of a calendar rule is found."""

    DAY_OF_MONTH = "day of month"
    LAST_DAY = "last day"
    LAST_BUSINESS_DAY = "last business day"
    NTH_BUSINESS_DAY = "n-th business day"
    OFFSET = "offset"


MOST_DAYS: Final = {DayKind.DAY_OF_MONTH: 31, DayKind.NTH_BUSINESS_DAY: 23}
"""How far the days of a month can be counted."""


class RollKind(enum.Enum):
    """What happens to a day that is no Business Day."""

    NONE = "none"
    NEXT = "next"
    PRECEDING = "preceding"
    MODIFIED_NEXT = "modified next"


@frozen
class CalendarRule:
    """A series of dates, one a month.

    Attributes:
        kind: How the day is found.
        number: The day of the month, the n of the n-th Business Day, or, for an
            offset, so many Business Days after (negative: before) the other series' date.
        roll: What happens to a day that is no Business Day.
        business_day: The term that says what a Business Day is; empty where none is needed.
        series: For an offset, the term whose dates are counted from.
        first: The first month; none: as early as the definition is in force.
        last: The last month; none: as long as the definition is in force.
    """

    kind: DayKind
    number: int
    roll: RollKind
    business_day: str
    series: str
    first: Month | None
    last: Month | None
    span: Span = field(eq=False, repr=False)


@frozen
class Closure:
    """A day on which the base calendar is set aside, with its source."""

    day: date
    closed: bool
    because: str


@frozen
class BusinessDayRule:
    """Which days are Business Days: a base calendar and dated exceptions."""

    base: str
    closures: tuple[Closure, ...]
    span: Span = field(eq=False, repr=False)


@frozen
class Given:
    """Data that comes from reports.

    Attributes:
        kind: `dollars`, `ratio`, `rate per year`, `days`, `count`, `date` or `truth`.
        day_count: For a rate, its day count where declared, such as `30/360`.
        per: What there is one value for each of, such as `Class`; empty for a single value.
        measured: When it is measured, as worded; empty where not said.
    """

    kind: str
    day_count: str
    per: str
    measured: str
    span: Span = field(eq=False, repr=False)


@frozen
class ClassList:
    """A list of Classes, with ranges by the agreement's order."""

    items: tuple[tuple[str, str], ...]
    except_for: tuple[tuple[str, str], ...]
    span: Span = field(eq=False, repr=False)


@frozen
class Elsewhere:
    """Another agreement's definition; `term` is empty where the name is the same."""

    agreement: str
    term: str
    span: Span = field(eq=False, repr=False)


Meaning: TypeAlias = Formula | CalendarRule | BusinessDayRule | Given | ClassList | Elsewhere
