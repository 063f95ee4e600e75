"""Ranges of Classes whose members changed beneath words that did not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.defined.faults import Fault
from hereof.diagnostics import Label, warning
from hereof.model.formulas import owners_in
from hereof.model.meaning import ClassList, Formula
from hereof.model.names import CLASSES, class_name
from hereof.timeline.classes import UnknownClassError, members, ranges_in
from hereof.wording.statuses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.defined.look import Look, Version


def check_ranges(look: Look) -> Iterator[Fault]:
    """Give the ranges that lost or won a Class between their ends while their words stood.

    That a range lost one of its ends is another finding, `class-removed`.
    """
    if CLASSES not in look.timeline.subjects:
        return
    changes = look.timeline.term(CLASSES).row(look.known_on).starts
    if len(changes) <= 2:  # noqa: PLR2004 - nothing, and one list from the beginning
        return
    for version in look.versions:
        for first, last in dict.fromkeys(_ranges(version)):
            yield from _range(look, version, first, last, changes)


def _ranges(version: Version) -> Iterator[tuple[str, str]]:
    for found in ranges_in(words_of(version.state)):
        yield found.first, found.last
    meaning = version.state.meaning
    items: list[tuple[str, str]] = []
    if isinstance(meaning, ClassList):
        items += meaning.items
    elif isinstance(meaning, Formula):
        items += (item for each in owners_in(meaning.expression) for item in each.items)
    for first, last in items:
        one, other = class_name(first) or first, class_name(last) or last
        if one != other:
            yield one, other


def _range(
    look: Look, version: Version, first: str, last: str, changes: list[date]
) -> Iterator[Fault]:
    start, until = _life(look, version)
    before = _members(look, first, last, start)
    for day in changes:
        if day <= start or (until is not None and day >= until):
            continue
        after = _members(look, first, last, day)
        if before is not None and after is not None and before != after:
            yield _fault(look, version, (first, last), (before, after), day)
        before = after if after is not None else before


def _life(look: Look, version: Version) -> tuple[date, date | None]:
    """Give from when the words stand, and until when or until the date looked at."""
    if look.on is None:
        return version.start, version.until
    for start, until, cell in look.timeline.term(version.term).row(look.known_on).stretches():
        if start <= look.on and (until is None or look.on < until) and version.state in cell.states:
            return start, look.on + timedelta(days=1) if look.on < date.max else None
    return version.start, version.start


def _members(look: Look, first: str, last: str, day: date) -> tuple[str, ...] | None:
    listed = look.timeline.term(CLASSES).in_force(day, look.known_on).states
    try:
        return members(listed[0].classes, first, last) if len(listed) == 1 else None
    except UnknownClassError:
        return None


def _fault(
    look: Look,
    version: Version,
    ends: tuple[str, str],
    held: tuple[tuple[str, ...], tuple[str, ...]],
    day: date,
) -> Fault:
    before, after = held
    parts = [
        f"{verb} {_classes([name for name in these if name not in those])}"
        for verb, these, those in (("loses", before, after), ("takes in", after, before))
        if set(these) - set(those)
    ]
    changed = " and ".join(parts) or "has its Classes in another order"
    state = look.timeline.term(CLASSES).in_force(day, look.known_on).states[0]
    place = state.applied[-1] if state.applied else state.base
    by = f", by `{place.step}`" if place is not None else ""
    name = f"Class {ends[0]} through Class {ends[1]}"
    found = warning(
        "range-changed",
        f"from {spoken(day)} the range {name} in the definition of `{version.term}` {changed}{by}, "
        "though its words stand unchanged",
        *version.label("the range"),
        *((Label(place.operations[0].span, "the list was changed here"),) if place else ()),
        help="ask whether the parties meant that; if so, record it: "
        f'`ignore range-changed "{version.term}" because "..."`',
    )
    provisions = (*version.provisions, *((place.step.provision,) if place else ()))
    several = tuple(set(before) ^ set(after))
    names = (f"{version.term} {name} {day}", version.term, *(f"Class {n}" for n in sorted(several)))
    return Fault(found, names, provisions, version.term)


def _classes(names: list[str]) -> str:
    return ("Class " if len(names) == 1 else "Classes ") + ", ".join(names)
