"""Formulas as trees: what the notation writes down and the reading of words gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from hereof.calendar import Month
    from hereof.diagnostics import Span


@frozen
class Amount:
    """A number as written.

    Attributes:
        value: Exact; a percentage is held as the ratio that it is (5% is 1/20).
        unit: `$`, `%` or empty.
        text: As written, such as `$500,000`.
    """

    value: Fraction
    unit: str
    text: str = field(eq=False)


@frozen
class Day:
    """A date."""

    day: date


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
class Sum:
    """A sum: each part is added, or subtracted where its sign is -1."""

    parts: tuple[tuple[int, Expression], ...]


@frozen
class Quotient:
    """A fraction."""

    numerator: Expression
    denominator: Expression


@frozen
class Product:
    """A product of two or more factors."""

    factors: tuple[Expression, ...]


@frozen
class Choice:
    """The lesser, greater or average: `kind` is `lesser`, `greater` or `average`."""

    kind: str
    parts: tuple[Expression, ...]


@frozen
class Excess:
    """The excess of one amount over another, not less than zero."""

    of: Expression
    over: Expression


@frozen
class DaysBetween:
    """The number of days from one date to another."""

    start: Expression
    end: Expression


@frozen
class Rounded:
    """A value rounded by a rule to a unit, such as half up to $0.01."""

    value: Expression
    rule: str
    unit: Amount


@frozen
class Step:
    """One value of a schedule, before or from a month, a date or a term's date."""

    value: Expression
    before: bool
    when: Month | date | str


@frozen
class Schedule:
    """Values by date."""

    steps: tuple[Step, ...]


@frozen
class Compare:
    """A comparison; `relation` is such as `at least` or `on or after`."""

    left: Expression
    relation: str
    right: Expression


@frozen
class Truth:
    """A test or event that is met or not."""

    value: Expression


@frozen
class Logic:
    """All of, any of, or not: `kind` is `all`, `any` or `not`."""

    kind: str
    parts: tuple[Test, ...]


Test: TypeAlias = Compare | Truth | Logic


@frozen
class Conditional:
    """One value if a test is met, otherwise another."""

    test: Test
    then: Expression
    otherwise: Expression


Expression: TypeAlias = (
    Amount
    | Day
    | Input
    | Sum
    | Quotient
    | Product
    | Choice
    | Excess
    | DaysBetween
    | Rounded
    | Schedule
    | Conditional
)
