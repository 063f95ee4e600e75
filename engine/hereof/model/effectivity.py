"""When an operation takes effect: one of a few kinds, never a sentinel date."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from hereof.calendar import Month
    from hereof.diagnostics import Span
    from hereof.model.words import Reason


@frozen
class DateHereof:
    """As of the date hereof: the date that the instrument bears."""


@frozen
class OnDate:
    """On a date that the words name."""

    day: date


@frozen
class FromSeries:
    """From the date of a series in a month: "from the Distribution Date in November 2004"."""

    term: str
    month: Month
    span: Span = field(eq=False, repr=False)


@frozen
class AsOfTerm:
    """As of a date that is itself a defined term, such as the Closing Date."""

    term: str
    span: Span = field(eq=False, repr=False)


@frozen
class Condition:
    """When a condition is met.

    Attributes:
        text: The condition as the instrument words it.
        met: The day it was met; none while it is pending.
        shown: The day on which the parties were shown that it was met; `met` where not said.
        document: The document that shows it, a path below `agreements/`.
        since: The earlier date from which the operation is then effective, if the words say so.
    """

    text: str
    met: date | None
    shown: date | None
    document: str | None
    since: date | None
    span: Span = field(eq=False, repr=False)


@frozen
class Later:
    """The later of several moments."""

    parts: tuple[Moment, ...]


@frozen
class Earlier:
    """The earlier of several moments."""

    parts: tuple[Moment, ...]


Moment: TypeAlias = DateHereof | OnDate | FromSeries | AsOfTerm | Condition | Later | Earlier


@frozen
class Effectivity:
    """From when, and until when, a paragraph is effective.

    Attributes:
        start: The moment from which it is effective.
        until: The moment from which it is effective no more.
        through: The last day on which it is effective; never together with `until`.
        because: The reason, where the document does not say so in these words.
    """

    start: Moment
    until: Moment | None
    through: date | None
    because: Reason | None
    span: Span = field(eq=False, repr=False)


@frozen
class NeverTookEffect:
    """A paragraph that never took effect, since when that is known, and what shows it."""

    known_from: date
    because: str
    span: Span = field(eq=False, repr=False)
    document: str | None = field(default=None, kw_only=True)


def conditions(moment: Moment | None) -> tuple[Condition, ...]:
    """Give every condition that a moment hangs on, in the order of the words."""
    if isinstance(moment, Condition):
        return (moment,)
    if isinstance(moment, Later | Earlier):
        return tuple(c for part in moment.parts for c in conditions(part))
    return ()


def series(moment: Moment | None) -> tuple[FromSeries | AsOfTerm, ...]:
    """Give every moment that needs the agreement's own calendar or dates."""
    if isinstance(moment, FromSeries | AsOfTerm):
        return (moment,)
    if isinstance(moment, Later | Earlier):
        return tuple(c for part in moment.parts for c in series(part))
    return ()
