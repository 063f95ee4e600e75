"""Versions of definitions that no Distribution Date ever saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.calendar import CalendarRangeError, Month, spoken
from hereof.defined.faults import Fault
from hereof.defined.look import Version, is_term
from hereof.diagnostics import note
from hereof.timeline.series import NoSeriesError
from hereof.wording.statuses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.defined.look import Look

SERIES: Final = "Distribution Date"
_MOST_MONTHS: Final = 1_200


def check_unseen(look: Look) -> Iterator[Fault]:
    """Give the versions that a later one superseded before any Distribution Date came.

    A version is seen by a date on which it is in force by all that is on file, or was by what
    was known on that date.
    As of a date, only the versions in force on it are asked about. Nothing is said where the
    agreement has no Distribution Dates, or its calendar does not reach so far.
    """
    if not look.timeline.speaks_of(SERIES):
        return
    seen: dict[tuple[date, date], date | None] = {}
    for version in _whole(look):
        start, until = version.start, version.until
        if until is None or not is_term(version.term):
            continue
        if look.on is not None and not version.start <= look.on < until:
            continue
        if (start, until) not in seen:
            seen[start, until] = _first_in(look, start, until)
        if seen[start, until] is None and not _was_seen(look, version):
            yield _fault(look, version, until)


def _whole(look: Look) -> Iterator[Version]:
    """Give the versions, those that follow one another with the same words as one."""
    last: Version | None = None
    for version in look.over_life():
        if (
            last is not None
            and (last.term, last.until) == (version.term, version.start)
            and words_of(last.state) == words_of(version.state)
        ):
            last = Version(last.term, last.start, version.until, last.state)
            continue
        if last is not None:
            yield last
        last = version
    if last is not None:
        yield last


def _first_in(look: Look, start: date, until: date) -> date | None:
    """Give the first Distribution Date from one day until another; if in doubt, the day itself."""
    month = Month.of(start)
    for _ in range(_MOST_MONTHS):
        if month.first >= until:
            return None
        try:
            found = look.timeline.calendars.dates_in(SERIES, month, look.known_on)
        except (NoSeriesError, CalendarRangeError):
            return start
        for each in found:
            if start <= each.day < until:
                return each.day
        month = month.next()
    return start


def _was_seen(look: Look, version: Version) -> bool:
    """Tell whether a Distribution Date came while the words were still known to be in force.

    What a retroactive amendment superseded governed the payments that were made before it.
    """
    timeline = look.timeline.term(version.term)
    known = [day for day in timeline.known_days() if look.known_on is None or day <= look.known_on]
    words = words_of(version.state)
    month = Month.of(version.start)
    for _ in range(_MOST_MONTHS):
        if not known or month.first > known[-1]:
            return False
        try:
            found = look.timeline.calendars.dates_in(SERIES, month, look.known_on)
        except (NoSeriesError, CalendarRangeError):
            return True
        for day in (each.day for each in found if version.start <= each.day < known[-1]):
            if any(words_of(state) == words for state in timeline.in_force(day, day).states):
                return True
        month = month.next()
    return True


def _fault(look: Look, version: Version, until: date) -> Fault:
    found = note(
        "version-unseen",
        f"no Distribution Date ever saw the definition of `{version.term}` as it stood from "
        f"{spoken(version.start)} until {spoken(until)}",
        *version.label("these words"),
        help="nothing was paid by it; `hereof history` shows what each version governed",
    )
    key = f"{version.term} {version.start}"
    after = look.timeline.term(version.term).in_force(until, look.known_on).states[0]
    by = after.applied[-1] if after.applied else after.base
    ending = (by.step.provision,) if by is not None else ()
    return Fault(found, (key, version.term), (*version.provisions, *ending), key)
