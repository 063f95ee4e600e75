"""Where an operation is live: strips of the plane effective x known.

A moment fixes a corner of the plane: effective from a date, known from a date.
An operation is live above and to the right of its corners. As known on one
date that is one stretch of effective dates, so the region is a stack of strips.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from hereof.frozen import frozen
from hereof.model import effectivity as e

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Resolve: TypeAlias = Callable[[e.FromSeries | e.AsOfTerm], date | None]


@frozen
class Strip:
    """One stretch of effective dates within one stretch of known dates.

    Attributes:
        known_from: First day of knowledge.
        known_until: First day on which it is no longer so known; none: open.
        start: First effective day.
        until: First day on which it is no longer effective; none: open.
        bites: The latest of executed, effective and the day a condition was met.
    """

    known_from: date
    known_until: date | None
    start: date
    until: date | None
    bites: date

    def is_known(self, known_on: date | None) -> bool:
        """Tell whether the strip is what is known; no known date means everything on file."""
        if known_on is None:
            return self.known_until is None
        return known_on >= self.known_from and (
            self.known_until is None or known_on < self.known_until
        )

    def holds(self, on: date, known_on: date | None) -> bool:
        """Tell whether the strip holds a point; no known date means everything on file."""
        return (
            self.is_known(known_on) and self.start <= on and (self.until is None or on < self.until)
        )


@frozen
class Corner:
    """A point from which a moment has come: effective, known, and the day a condition was met."""

    effective: date
    known: date
    met: date | None


def corners(moment: e.Moment, dated: date, executed: date, resolve: Resolve) -> tuple[Corner, ...]:
    """Give the corners of a moment; none where it has not come and may never come.

    Args:
        moment: As the words say it.
        dated: The date that the instrument bears.
        executed: The day on which it was executed.
        resolve: Gives the date of a series in a month, or of a term that is a date.
    """
    if isinstance(moment, e.Condition):
        if moment.met is None:
            return ()
        shown = moment.shown or moment.met
        return (Corner(moment.since or moment.met, max(executed, shown), moment.met),)
    if not isinstance(moment, e.Later | e.Earlier):
        day = _day(moment, dated, resolve)
        return () if day is None else (Corner(day, executed, None),)
    parts = [corners(part, dated, executed, resolve) for part in moment.parts]
    if isinstance(moment, e.Earlier):
        return tuple(corner for part in parts for corner in part)
    return tuple(_later(combination) for combination in product(*parts))


def _day(
    moment: e.DateHereof | e.OnDate | e.FromSeries | e.AsOfTerm, dated: date, resolve: Resolve
) -> date | None:
    if isinstance(moment, e.DateHereof):
        return dated
    return moment.day if isinstance(moment, e.OnDate) else resolve(moment)


def _later(combination: tuple[Corner, ...]) -> Corner:
    met = [corner.met for corner in combination if corner.met is not None]
    return Corner(
        max(corner.effective for corner in combination),
        max(corner.known for corner in combination),
        max(met) if met else None,
    )


def strips(
    effectivity: e.Effectivity | None,
    never: e.NeverTookEffect | None,
    dated: date,
    executed: date,
    resolve: Resolve,
) -> tuple[Strip, ...]:
    """Give the strips on which a paragraph is live.

    Args:
        effectivity: As encoded; none: as of the date hereof.
        never: The statement that it never took effect, which ends it in known time.
        dated: The date that the instrument bears.
        executed: The day on which it was executed.
        resolve: As for `corners`.
    """
    start = effectivity.start if effectivity else e.DateHereof()
    begins = corners(start, dated, executed, resolve)
    ends = _ends(effectivity, dated, executed, resolve)
    limit = never.known_from if never else None
    days = sorted({c.known for c in (*begins, *ends)} | ({limit} if limit else set()))
    found: list[Strip] = []
    for index, day in enumerate(days):
        if limit is not None and day >= limit:
            break
        begin = _first(begins, day)
        if begin is None:
            continue
        end = _first(ends, day)
        until = end.effective if end else None
        if until is not None and until <= begin.effective:
            continue
        bites = max(d for d in (executed, begin.effective, begin.met) if d is not None)
        known_until = days[index + 1] if index + 1 < len(days) else None
        found.append(Strip(day, known_until, begin.effective, until, bites))
    return tuple(_merged(found))


def _ends(
    effectivity: e.Effectivity | None, dated: date, executed: date, resolve: Resolve
) -> tuple[Corner, ...]:
    if effectivity is None:
        return ()
    if effectivity.through is not None:
        if effectivity.through == date.max:
            return ()
        return (Corner(effectivity.through + timedelta(days=1), executed, None),)
    if effectivity.until is not None:
        return corners(effectivity.until, dated, executed, resolve)
    return ()


def _first(found: Iterable[Corner], known: date) -> Corner | None:
    come = [corner for corner in found if corner.known <= known]
    return min(come, key=lambda c: (c.effective, c.met or date.min)) if come else None


def _merged(found: list[Strip]) -> list[Strip]:
    merged: list[Strip] = []
    for strip in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.known_until == strip.known_from
            and (last.start, last.until, last.bites) == (strip.start, strip.until, strip.bites)
        ):
            merged[-1] = Strip(
                last.known_from, strip.known_until, strip.start, strip.until, strip.bites
            )
        else:
            merged.append(strip)
    return merged
