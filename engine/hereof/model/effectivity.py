"""When an operation takes effect: one of a few kinds, never a sentinel date."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import field

from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.calendar import Month
    from hereof.diagnostics import Span
    from hereof.model.words import Reason


@frozen
class DateHereof:
    """As of the date hereof: the date that the instrument bears."""

    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class OnDate:
    """On a date that the words name."""

    day: date
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)


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
    """The later of several moments.

    Attributes:
        parts: The moments.
        because: The reason behind each, where one stands there; empty where none does.
    """

    parts: tuple[Moment, ...]
    because: tuple[Reason | None, ...] = ()


@frozen
class Earlier:
    """The earlier of several moments; see `Later`."""

    parts: tuple[Moment, ...]
    because: tuple[Reason | None, ...] = ()


Simple: TypeAlias = DateHereof | OnDate | FromSeries | AsOfTerm | Condition
Moment: TypeAlias = Simple | Later | Earlier


@frozen
class Effectivity:
    """From when, and until when, a paragraph is effective.

    Attributes:
        start: The moment from which it is effective.
        until: The moment from which it is effective no more.
        through: The last day on which it is effective; never together with `until`.
        because: The reason behind the start, where the document does not say it in these words.
        end_because: The reason behind the end.
        start_said: Whether the words name a start; without one it is the date hereof.
        end_span: Where the end stands in the rule file.
    """

    start: Moment
    until: Moment | None
    through: date | None
    because: Reason | None
    span: Span = field(eq=False, repr=False)
    end_because: Reason | None = field(default=None, kw_only=True)
    start_said: bool = field(default=True, kw_only=True)
    end_span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason, in the order of the words."""
        found = (
            *_reasons(self.start),
            self.because,
            *_reasons(self.until),
            self.end_because,
        )
        return tuple(reason for reason in found if reason is not None)


@frozen
class NeverTookEffect:
    """A paragraph that never took effect, since when that is known, and what shows it."""

    known_from: date
    because: str
    span: Span = field(eq=False, repr=False)
    document: str | None = field(default=None, kw_only=True)


def excused(
    moment: Moment | None, because: Reason | None
) -> Iterator[tuple[Simple, Reason | None]]:
    """Give each moment of a few with the reason behind it, or behind the brackets about it."""
    if isinstance(moment, Later | Earlier):
        none = (None,) * len(moment.parts)
        for part, own in zip(moment.parts, moment.because or none, strict=True):
            yield from excused(part, own or because)
    elif moment is not None:
        yield moment, because


def _reasons(moment: Moment | None) -> tuple[Reason | None, ...]:
    if not isinstance(moment, Later | Earlier):
        return ()
    return (*(each for part in moment.parts for each in _reasons(part)), *moment.because)


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
