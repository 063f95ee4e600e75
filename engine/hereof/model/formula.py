"""Formulas as trees: what the notation writes down and the reading of words gives.

Each node may carry the place of the words it came from; places take no part in
whether two formulas are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from hereof.calendar import Month
    from hereof.diagnostics import Span
    from hereof.model.meaning import DayKind, RollKind


@frozen
class Amount:
    """A number as written.

    Attributes:
        value: Exact; a percentage is held as the ratio that it is (5% is 1/20).
        unit: `$`, `%`, `% per year` or empty.
        text: As written, such as `$500,000`.
    """

    value: Fraction
    unit: str
    text: str = field(eq=False)
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Day:
    """A date."""

    day: date
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class NoValue:
    """What words give no value for, such as the days that a schedule leaves out."""

    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class DateIn:
    """The date of a series in a month, such as the Distribution Date in November 2008."""

    series: str
    month: Month
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class NthDate:
    """The n-th date of a series, counted from its first."""

    number: int
    series: str
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Anniversary:
    """The n-th anniversary of a date."""

    number: int
    of: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class DayInMonth:
    """A day of the month of a date, or of a month before or after it.

    Attributes:
        kind: How the day is found; never an offset.
        number: The day of the month, or the n of the n-th Business Day.
        roll: What happens to a day that is no Business Day.
        business_day: The term that says what a Business Day is; empty where none is needed.
        months: 0 for the month of the base, -1 for the month before it.
        base: The date; the date asked about where the words name none.
    """

    kind: DayKind
    number: int
    roll: RollKind
    business_day: str
    months: int
    base: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class ShiftedDay:
    """So many days after a date, or before it where the number is negative.

    Attributes:
        number: How many days.
        business_day: The term for Business Days; empty for days of the calendar.
        base: The date that is counted from.
    """

    number: int
    business_day: str
    base: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Owners:
    """Of whom: Classes, ranges of Classes, groups; less the exceptions.

    Attributes:
        items: Pairs of first and last; both the same where no range is meant.
        except_for: Likewise, what is left out.
    """

    items: tuple[tuple[str, str], ...]
    except_for: tuple[tuple[str, str], ...] = ()


@frozen
class Input:
    """A defined term as a quantity, of whom, and measured when.

    Attributes:
        term: Such as `Certificate Principal Balance`.
        owners: Of whom; nothing where not said.
        timing: When measured or which of them, as worded, one text a bracket.
        total: Whether the values of all owners are added.
    """

    term: str
    owners: Owners | None
    timing: tuple[str, ...]
    total: bool
    span: Span = field(eq=False, repr=False)


@frozen
class Weighted:
    """A weighted average over owners: each one's value counts by its weight.

    Attributes:
        value: What is averaged, over its owners.
        weight: The weight of each of the same owners.
    """

    value: Input
    weight: Input
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class ForEach:
    """A total over owners of a formula in which `that one` stands for each owner in turn.

    Attributes:
        owners: Over whom.
        value: The formula; its inputs of each owner are those of `that one`.
    """

    owners: Owners
    value: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Sum:
    """A sum: each part is added, or subtracted where its sign is -1."""

    parts: tuple[tuple[int, Expression], ...]
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Quotient:
    """A fraction."""

    numerator: Expression
    denominator: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Product:
    """A product of two or more factors."""

    factors: tuple[Expression, ...]
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Choice:
    """The lesser, greater or average: `kind` is `lesser`, `greater` or `average`."""

    kind: str
    parts: tuple[Expression, ...]
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Excess:
    """The excess of one amount over another, not less than zero."""

    of: Expression
    over: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class DaysBetween:
    """The number of days from one date to another."""

    start: Expression
    end: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Rounded:
    """A value rounded by a rule to a unit, such as half up to $0.01."""

    value: Expression
    rule: str
    unit: Amount
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Step:
    """One value of a schedule, before or from a month, a date or a term's date."""

    value: Expression
    before: bool
    when: Month | date | str | Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Schedule:
    """Values by date."""

    steps: tuple[Step, ...]
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Compare:
    """A comparison; `relation` is such as `at least` or `on or after`."""

    left: Expression
    relation: str
    right: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Truth:
    """A test or event that is met or not."""

    value: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Logic:
    """All of, any of, or not: `kind` is `all`, `any` or `not`."""

    kind: str
    parts: tuple[Test, ...]
    span: Span | None = field(default=None, eq=False, repr=False)


Test: TypeAlias = Compare | Truth | Logic


@frozen
class Conditional:
    """One value if a test is met, otherwise another."""

    test: Test
    then: Expression
    otherwise: Expression
    span: Span | None = field(default=None, eq=False, repr=False)


Expression: TypeAlias = (
    Amount
    | NoValue
    | Day
    | DateIn
    | NthDate
    | Anniversary
    | DayInMonth
    | ShiftedDay
    | Input
    | Sum
    | Quotient
    | Product
    | Choice
    | Excess
    | Weighted
    | ForEach
    | DaysBetween
    | Rounded
    | Schedule
    | Conditional
)

EACH_OWNER = "that one"
"""The owner in a `ForEach` that stands for each in turn."""

ASKED = "that date"
"""The date that is asked about, where the words of a date name no other."""
