"""Why a recorded answer is another now: found by asking with each thing and without it.

What came to be known is told apart from what was written into the rule base by the knowledge
date: as known then, the rule base of today must give what was recorded. Where it does not, the
files are another, or what reads them; to tell these apart, the rule base of then is asked.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hereof.audit.replay.filing import Filing
from hereof.audit.replay.knowledge import Event, events
from hereof.audit.replay.shapes import INSTRUMENT
from hereof.audit.replay.substance import difference, is_same
from hereof.audit.replay.whence import whence
from hereof.calendar import spoken
from hereof.diagnostics import HereofError
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hereof.audit.certificate import Resolved
    from hereof.audit.replay.past import Past
    from hereof.audit.replay.recorded import Recorded
    from hereof.audit.replay.shapes import Cause
    from hereof.audit.replay.world import World
    from hereof.rulebase.base import Agreement


@frozen(eq=False)
class Found:
    """Why an answer is another.

    Attributes:
        then: The answer as known then.
        then_known_on: The knowledge date of then.
        causes: The causes, in the order in which they came about.
    """

    then: Resolved
    then_known_on: date
    causes: list[Cause]


class Tracing:
    """Finds why one answer is another."""

    def __init__(self, world: World, past: Past, each: Recorded, *, with_value: bool) -> None:
        """Make ready; `with_value` is not set where figures for a value are lacking."""
        self.world = world
        self.past = past
        self.each = each
        self.with_value = with_value
        self.now = world.ask(each, None)
        self.events = events(_all(self.now.agreements))
        self.filing = Filing(world, past, each, self.now.agreements, self.is_same)

    def is_same(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        """Tell whether two answers are one."""
        return is_same(one, other, with_value=self.with_value)

    def found(self) -> Found:
        """Find the causes.

        Raises:
            HereofError: The question cannot be asked as known then.
        """
        certificate, known_on = self.each.certificate, self.each.asked.known_on
        start = known_on or self.each.latest or date.min
        if known_on is None and self.filing.is_as_then:
            then = self.world.ask(self.each, None)
            return Found(then, self._last_day(), self.filing.causes(then))
        then = self.world.ask(self.each, start)
        causes: list[Cause] = []
        if not self.is_same(certificate, then.parts):
            start, then = self._later(start, then) if known_on is None else (start, then)
        if not self.is_same(certificate, then.parts):
            if known_on is None and (last := self.filing.last_known) is not None:
                start, then = last, self.world.ask(self.each, last)
            causes += self.filing.causes(then)
        self.events = events(_all([*self.now.agreements, *then.agreements]))
        causes += self._since(start, then)
        causes = self.filing.with_edits(causes, self.now)
        return Found(then, start, causes or [self.filing.unexplained(self.now)])

    def _last_day(self) -> date:
        return max((each.day for each in self.events), default=date.min)

    def _later(self, start: date, then: Resolved) -> tuple[date, Resolved]:
        """Look for the first later day as known on which the answer is the one recorded.

        What was shown after the last instrument was executed may have been on file then.
        """
        for day in self._days(start):
            found = self.world.ask(self.each, day)
            if self.is_same(self.each.certificate, found.parts):
                return day, found
        return start, then

    def _days(self, start: date) -> list[date]:
        return sorted({each.day for each in self.events if each.day > start})

    def _since(self, start: date, then: Resolved) -> list[Cause]:
        """Say on which of the days on which something became known a difference was made.

        What was made on one day and undone on another is passed over: it makes none between then
        and now.
        """
        days = [start, *self._days(start)]
        known = {0: then, len(days) - 1: self.now} if len(days) > 1 else {0: then}

        def at(number: int) -> Resolved:
            if number not in known:
                known[number] = self.world.ask(self.each, days[number])
            return known[number]

        def between(first: int, last: int) -> Iterator[int]:
            if not self.is_same(at(first).parts, at(last).parts):
                if last == first + 1:
                    yield last
                else:
                    middle = (first + last) // 2
                    yield from between(first, middle)
                    yield from between(middle, last)

        return [
            cause
            for number in between(0, len(days) - 1)
            for cause in self._on(days[number], days[number - 1], at(number - 1), at(number))
        ]

    def _on(self, day: date, last: date, before: Resolved, after: Resolved) -> list[Cause]:
        """Say what that became known on a day made the difference."""
        several = [
            each
            for each in self.events
            if each.day == day and whence(self.filing, each) is not None
        ]
        if not several:
            return []
        proof = (
            f"asked as known on {spoken(last)} the answer is not yet changed, as known on "
            f"{spoken(day)} it is"
        )
        if last == date.min:
            proof = f"before {spoken(day)} nothing of it was known"
        chosen = (
            [(several[0], True)] if len(several) == 1 else self._which(day, several, before, after)
        )
        change = difference(before.parts, after.parts)
        found = []
        for number, (each, proven) in enumerate(chosen):
            how = proof
            if len(several) > 1:
                how += (
                    "; as known on that day without it, the answer is another again"
                    if proven
                    else f"; {len(several)} things became known on that day"
                )
            cause = self._cause(each, how, before, after)
            cause["proven"] &= proven
            cause["difference"] = None if number else change
            found.append(cause)
        return found

    def _which(
        self, day: date, several: Sequence[Event], before: Resolved, after: Resolved
    ) -> list[tuple[Event, bool]]:
        """Choose among what became known on one day, leaving out each instrument in turn.

        Gives each with whether it is proven to matter. What cannot be left out by itself counts
        where only one of the two answers rests on its paragraphs; where nothing does, all count.
        """
        found = []
        for each in several:
            matters = self._matters(day, each, after)
            if matters or (matters is None and _names(each, before, after)):
                found.append((each, matters is True))
        return found or [(each, False) for each in several]

    def _matters(self, day: date, each: Event, after: Resolved) -> bool | None:
        """Tell whether an instrument makes a difference; nothing where that cannot be tried."""
        own = {entry.id for entry in self.now.agreements[0].timeline.entries}
        if each.kind != INSTRUMENT or each.entry.is_base or each.entry.id not in own:
            return None
        try:
            without = self.world.ask(self.each, day, each.entry.id)
        except (HereofError, ValueError, LookupError):
            return None
        return not self.is_same(without.parts, after.parts)

    def _cause(self, each: Event, proof: str, before: Resolved, after: Resolved) -> Cause:
        paragraphs = _new_paragraphs(each, before, after)
        how = whence(self.filing, each)
        assert how is not None  # noqa: S101 - what was counted then is passed over
        says = self._executed(each, paragraphs) if each.kind == INSTRUMENT else _shown(each)
        return {
            "kind": how.kind,
            "says": f"{says}; {how.says}" if how.says else says,
            "proven": how.is_proven,
            "proof": proof,
            "known_from": each.day.isoformat(),
            "instrument": each.entry.id,
            "title": each.title,
            "executed": each.entry.executed.isoformat() if each.entry.executed else None,
            "paragraphs": paragraphs,
            "condition": each.condition,
            "document": each.document,
            "files": [self.filing.change(path) for path in how.files],
            "makers": [],
            "difference": None,
        }

    def _executed(self, each: Event, paragraphs: Sequence[str]) -> str:
        on = self.each.certificate["answer"]["on"]
        day = date.fromisoformat(on) if on is not None else each.day
        reach = f" and reaches back to {spoken(day)}" if day < each.day else ""
        numbers = [name.removeprefix(f"{each.entry.id} ") for name in paragraphs]
        by = f", {' and '.join(numbers)}," if numbers else ""
        return f"{each.title}{by} was executed on {spoken(each.day)}{reach}"


def _shown(each: Event) -> str:
    number = each.paragraph.removeprefix(each.entry.id).strip()
    what = f"{each.title}, {number}" if number else each.title
    by = f", by {each.document}" if each.document else ""
    if each.is_never:
        return f"{what}: known from {spoken(each.day)}{by} never to have taken effect"
    return f"{what}: its condition “{each.condition}” was shown to be met on {spoken(each.day)}{by}"


def _all(agreements: Sequence[Agreement]) -> list[Agreement]:
    return list({each.id: each for each in agreements}.values())


def _paragraphs(each: Event, found: Resolved) -> list[str]:
    return [
        one["name"]
        for one in found.parts["paragraphs"]
        if one["paragraph"]["instrument"] == each.entry.id
    ]


def _new_paragraphs(each: Event, before: Resolved, after: Resolved) -> list[str]:
    had = set(_paragraphs(each, before))
    return [name for name in _paragraphs(each, after) if name not in had]


def _names(each: Event, before: Resolved, after: Resolved) -> bool:
    """Tell whether of two answers only one rests on paragraphs of an instrument."""
    return _paragraphs(each, before) != _paragraphs(each, after)
