"""What the parts of a compiled formula take and give, and what they share.

Numbers are pairs of whole numbers (`pairs`). Each part is a function that takes one list: what to
ask for an input that is not there, the date asked about, the calendar, where roundings go, and
then the inputs, each in its slot.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from hereof.formula.calendars import Calendar, NoCalendarError, NoDateError, calendar_of
from hereof.formula.pairs import Pair
from hereof.frozen import frozen

if TYPE_CHECKING:
    from hereof.formula.inputs import Input
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


def asked(values: Values, slot: Slot) -> Prepared | None:
    """Ask for an input that is not there."""
    ask = values[ASK]
    found: Prepared | None = ask(slot) if ask is not None else None
    return found


def asked_on(values: Values) -> date:
    """Give the date asked about."""
    day: date = values[ON]
    return day


def refused(_values: Values) -> Any:  # noqa: ANN401
    """Give nothing: `evaluate` says why."""
    raise NotPlannedError


def alike(one: Any, other: Any) -> None:  # noqa: ANN401
    """See that two values are both numbers or both dates."""
    if type(one) is not type(other) or type(one) is bool:
        raise NotPlannedError


def calendar_within(values: Values) -> Calendar:
    """Give the calendar of a computation."""
    return calendar_of(values[CALENDAR])


def found(find: Callable[[], date]) -> date:
    """Give a date that is looked for, where there is one."""
    try:
        return find()
    except (NoDateError, NoCalendarError):
        raise NotPlannedError from None


def date_of_series(values: Values, node: f.DateIn, otherwise: date | None) -> date:
    """Find the date of a series in a month, else what stands in for it."""
    try:
        return calendar_within(values).date_in(node.series, node.month)
    except NoCalendarError:
        if otherwise is not None:
            return otherwise
        raise NotPlannedError from None
    except NoDateError:
        raise NotPlannedError from None
