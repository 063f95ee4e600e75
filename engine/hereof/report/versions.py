"""A term's words at a point of time, as a view."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.model.names import CLASSES
from hereof.report.sources import iso
from hereof.timeline.answer import Outcome, state_outcome
from hereof.timeline.classes import UnknownClassError, members, ranges_in
from hereof.timeline.fold import Folder, in_order
from hereof.timeline.resolve import Point
from hereof.timeline.state import UNDEFINED, State, Status
from hereof.timeline.step import Place
from hereof.timeline.undone import How, Undone

if TYPE_CHECKING:
    from hereof.report import shapes
    from hereof.report.sources import Sources
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Provision
    from hereof.timeline.term import Cell, TermTimeline


class Moment:
    """A point of the plane, with what a view of it needs."""

    def __init__(
        self, sources: Sources, timeline: AgreementTimeline, on: date, known_on: date | None
    ) -> None:
        self.sources = sources
        self.timeline = timeline
        self.on = on
        self.known_on = known_on

    def paragraph(self, provision: Provision, place: Place | None = None) -> shapes.Paragraph:
        """Give a paragraph as it is here."""
        return self.sources.paragraph(provision, self.on, self.known_on, place)

    def classes(self) -> State | None:
        """Give the list of Classes in force here; nothing where there is none."""
        if CLASSES not in self.timeline.subjects:
            return None
        cell = self.timeline.term(CLASSES).in_force(self.on, self.known_on)
        return None if cell.is_crossing else cell.states[0]

    def version(self, state: State) -> shapes.Version:
        """Give the words of a state."""
        failed = self.paragraph(state.failed.provision) if state.failed else None
        text = state.words if state.on_file else (state.construed or "")
        return {
            "outcome": state_outcome(state).value,
            "status": _status(state),
            "words": state.words if _has_words(state) else None,
            "construed": state.construed if state.is_construed else None,
            "because": state.because.text if state.because and state.is_construed else None,
            "runs": [{"text": r.text, "by": str(r.step)} for r in state.runs if r.text],
            "set_by": self.paragraph(state.base.step.provision, state.base) if state.base else None,
            "edited_by": [self.paragraph(p.step.provision, p) for p in state.applied],
            "unreadable_edits": [self.sources.named(s.provision.ref) for s in state.edited_by],
            "failed": failed,
            "why": state.why or None,
            "ranges": self.ranges(text),
            "classes": list(state.classes),
            "incorporated": self._incorporated(state.incorporated_from),
        }

    def _incorporated(self, source: str) -> shapes.Incorporated | None:
        for entry in self.timeline.entries if source else ():
            for fact in entry.instrument.incorporations:
                if fact.agreement == source:
                    return {
                        "agreement": source,
                        "as_of": iso(fact.as_of),
                        "quoted": self.sources.quoted(fact.quotations, entry.id),
                    }
        return {"agreement": source, "as_of": None, "quoted": []} if source else None

    def ranges(self, words: str) -> list[shapes.ClassRange]:
        """Give the ranges of Classes that words name, by the list in force here."""
        listed = self.classes()
        names = listed.classes if listed else ()
        views: list[shapes.ClassRange] = []
        for found in dict.fromkeys(ranges_in(words)):
            fault: str | None = None
            inside: tuple[str, ...] = ()
            try:
                inside = members(names, found.first, found.last)
            except UnknownClassError as failure:
                fault = str(failure)
            views.append(
                {
                    "first": found.first,
                    "last": found.last,
                    "members": list(inside),
                    "fault": fault,
                }
            )
        return views

    def replaced(self, term: TermTimeline, cell: Cell) -> list[State]:
        """Give what stood before the last paragraph that changed the words here.

        Returns:
            One state; several where the order of earlier paragraphs is in doubt;
            none where nothing stood before, or where there is no such paragraph.
        """
        state = cell.states[0]
        last = credited(state)[-1:]
        if cell.is_crossing or not last:
            return []
        for other, as_of in self.timeline.incorporated:
            if other.id == state.incorporated_from and last[0] not in cell.places:
                there = Moment(self.sources, other, as_of or self.on, self.known_on)
                foreign = other.term(term.subject)
                return there.replaced(foreign, foreign.cell(there.on, self.known_on))
        follows = Point(term.rulings, self.on, self.known_on).follows()
        ordered = in_order(cell.places, follows)
        steps = [place.step for place in ordered]
        if last[0].step not in steps:
            return []
        initial = term.initial(self.on, self.known_on) if term.initial else (UNDEFINED,)
        earlier = ordered[: steps.index(last[0].step)]
        before = Folder().fold(earlier, initial, follows)
        return [state for state in before.states if state.status is not Status.UNDEFINED]

    def undone(self, found: Undone) -> shapes.Undone:
        """Give a paragraph that does not count here."""
        provision = found.step.provision
        teller = found.by or provision
        header = teller.entry.instrument
        path = header.document.path if header.document else ""
        never = provision.paragraph.never
        place = Place(
            found.step, found.step.operations, (), date.min, date.min, date.min, provision.entry, ()
        )
        return {
            "paragraph": self.paragraph(provision, place),
            "how": found.how.value,
            "by": self.paragraph(found.by) if found.by else None,
            "on": iso(found.on),
            "because": never.because if never and found.how is How.NEVER else None,
            "displaced": found.displaced,
            "document": self.sources.document(path, teller.entry.id) if path else None,
        }


def credited(state: State) -> tuple[Place, ...]:
    """Give the paragraph that set the definition and those that edited it."""
    return (*((state.base,) if state.base else ()), *state.applied)


def _status(state: State) -> str:
    if state.status is Status.DELETED or not _says_something(state):
        return "none"
    if state.reserved:
        return "reserved"
    return "on file" if state.on_file else "not on file"


def _says_something(state: State) -> bool:
    return state.status in (Status.STANDS, Status.FAILED) and state_outcome(state) not in (
        Outcome.NOT_IN_FORCE,
        Outcome.DELETED,
    )


def _has_words(state: State) -> bool:
    return _says_something(state) and state.on_file
