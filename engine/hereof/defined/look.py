"""What the checks of defined terms look at: the versions of definitions, and the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.diagnostics import Label, Span
from hereof.formula.english.names import singular
from hereof.frozen import frozen
from hereof.model.names import CLASSES, is_section
from hereof.spelling import nearest
from hereof.timeline.state import State, Status
from hereof.wording.check import words_span
from hereof.wording.uses import Uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hereof.defined.papers import Papers
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Provision
    from hereof.timeline.term import Cell


@frozen(eq=False)
class Version:
    """The words of one definition on one stretch of effective dates.

    Attributes:
        term: The term as defined.
        start: The first day.
        until: The first day after it; none: it goes on.
        state: The words, and who put them there.
    """

    term: str
    start: date
    until: date | None
    state: State

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The paragraphs that gave the words their shape."""
        base = (self.state.base,) if self.state.base else ()
        return tuple(place.step.provision for place in (*base, *self.state.applied))

    @property
    def span(self) -> Span | None:
        """Where the rule file has the words, or what last changed them."""
        if self.state.applied:
            return self.state.applied[-1].operations[0].span
        return words_span(self.state)

    def label(self, text: str = "") -> tuple[Label, ...]:
        """Give the place of the words as a label; none where there is none."""
        return (Label(self.span, text),) if self.span is not None else ()

    def overlaps(self, start: date, until: date | None) -> bool:
        """Tell whether the version is in force on a day from `start` until `until`."""
        return (until is None or self.start < until) and (self.until is None or start < self.until)


class Look:
    """What there is to look at of one agreement, over its life or on one date.

    Attributes:
        timeline: The agreement in time.
        papers: Its documents.
        uses: Which definition uses which term.
        on: The date; none: over the whole life.
        known_on: As known on that date; none: with everything on file.
        alike: The defined terms by what their name has in common with names like it.
        versions: The agreement's own definitions that stand.
        text_uses: The terms that the documents use outside of definitions.
        encoded: Where the words that blocks quote stand in the agreement's own document.
        is_taken_in: Whether another agreement takes in its definitions.
    """

    def __init__(
        self,
        timeline: AgreementTimeline,
        papers: Papers,
        on: date | None,
        known_on: date | None,
        *,
        is_taken_in: bool,
    ) -> None:
        self.timeline = timeline
        self.papers = papers
        self.on = on
        self.known_on = known_on
        self.is_taken_in = is_taken_in
        self.uses = Uses(timeline, known_on, papers.defined)
        self.text_uses: frozenset[str] = frozenset()
        self.encoded: tuple[tuple[int, int], ...] = ()
        self.alike = {alike_key(t): t for t in reversed(self.uses.terms) if is_term(t)}
        self.versions = tuple(self._versions())
        self._near: dict[str, str] = {}
        self._gaps: dict[str, tuple[tuple[date, date | None], ...]] = {}

    def _versions(self) -> Iterator[Version]:
        for term in self.timeline.subjects:
            if term != CLASSES:
                yield from (v for v in self.of(term) if not v.state.incorporated_from)

    def over_life(self) -> Iterator[Version]:
        """Give all versions over the whole life, also where a date is looked at."""
        if self.on is None:
            yield from self.versions
            return
        for term in self.timeline.subjects:
            if term != CLASSES:
                found = self._of(term, self.timeline.term(term).row(self.known_on).stretches())
                yield from (v for v in found if not v.state.incorporated_from)

    def of(self, term: str) -> Iterator[Version]:
        """Give the versions of a term that stand in the time looked at."""
        timeline = self.timeline.term(term)
        stretches = timeline.row(self.known_on).stretches()
        if self.on is not None:
            stretches = [(self.on, None, timeline.in_force(self.on, self.known_on))]
        yield from self._of(term, stretches)

    @staticmethod
    def _of(term: str, stretches: Iterable[tuple[date, date | None, Cell]]) -> Iterator[Version]:
        for start, until, cell in stretches:
            for state in cell.states:
                if state.status is Status.STANDS:
                    yield Version(term, start, until, state)

    def nearest(self, name: str) -> str:
        """Give the defined term that is spelt most like a name; nothing where none is."""
        if name not in self._near:
            self._near[name] = next(iter(nearest(name, self.timeline.defined())), "")
        return self._near[name]

    def absent(self, term: str, start: date, until: date | None) -> tuple[date, date | None] | None:
        """Give the first stretch within another in which nothing defines a term."""
        if self.on is not None:
            return None if self.uses.stands(term, self.on) else (self.on, None)
        for first, end in self._gaps_of(term):
            if (until is None or first < until) and (end is None or start < end):
                ends = [day for day in (until, end) if day is not None]
                return max(first, start), min(ends, default=None)
        return None

    def _gaps_of(self, term: str) -> tuple[tuple[date, date | None], ...]:
        found = self._gaps.get(term)
        if found is None:
            stretches = self.timeline.term(term).row(self.known_on).stretches()
            found = self._gaps[term] = tuple(
                (start, until)
                for start, until, cell in stretches
                if not any(s.status in (Status.STANDS, Status.FAILED) for s in cell.states)
            )
        return found

    def when(self, start: date, until: date | None) -> str:
        """Say in words when, for a message; nothing where it is ever since the agreement."""
        if self.on is not None:
            return f"on {spoken(self.on)} "
        if until is None and start <= self.timeline.base.dated:
            return ""
        return f"from {spoken(start)} " + (f"until {spoken(until)} " if until else "on ")


def alike_key(name: str) -> str:
    """Give what two names have in common that differ only by capitals or a plural."""
    return " ".join(singular(word) for word in name.lower().split())


def is_term(subject: str) -> bool:
    """Tell whether a subject is a defined term: no Section, and not the list of Classes."""
    return subject != CLASSES and not is_section(subject)
