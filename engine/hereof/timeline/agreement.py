"""An agreement over time: every instrument placed, every term a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field

from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.model.names import CLASSES
from hereof.timeline.answer import Answer, outcome_of
from hereof.timeline.pending import is_pending
from hereof.timeline.resolve import Point, Ruling, Rulings
from hereof.timeline.series import Calendars
from hereof.timeline.state import UNDEFINED, State, Status
from hereof.timeline.step import Entry, Provision, Step
from hereof.timeline.term import TermTimeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hereof.calendar import Month
    from hereof.model.instrument import Instrument, Paragraph
    from hereof.timeline.pins import Pin


@frozen(eq=False)
class AgreementTimeline:
    """An agreement's instruments on the two clocks.

    Attributes:
        id: The agreement's name.
        entries: Its instruments in the order of execution; those not executed last.
        provisions: Their paragraphs in that order.
        incorporated: Agreements whose definitions are taken in, with the date of the
            version (none: as amended from time to time).
        pins: Dates of series that effectivities name.
    """

    id: str
    entries: list[Entry] = field(factory=list)
    provisions: list[Provision] = field(factory=list)
    incorporated: list[tuple[AgreementTimeline, date | None]] = field(factory=list)
    pins: list[Pin] = field(factory=list)
    _steps: dict[str, list[Step]] = field(factory=dict, init=False)
    _suspensions: dict[str, list[Step]] = field(factory=dict, init=False)
    _sections: dict[str, set[str]] = field(factory=dict, init=False)
    _rulings: list[Ruling] = field(factory=list, init=False)
    _terms: dict[tuple[str, frozenset[Provision]], TermTimeline] = field(factory=dict, init=False)

    # ---- asking

    @property
    def subjects(self) -> tuple[str, ...]:
        """Every subject that the agreement's own instruments speak of, sorted."""
        return tuple(sorted(self._steps.keys() | self._suspensions.keys()))

    @property
    def base(self) -> Entry:
        """The agreement itself."""
        return next(entry for entry in self.entries if entry.is_base)

    @property
    def conventions(self) -> tuple[str, ...]:
        """How the agreement's words are read that usage leaves open, as its header declares."""
        found = [entry for entry in self.entries if entry.is_base]
        return tuple(fact.value for entry in found for fact in entry.instrument.conventions)

    def defined(self) -> Iterator[str]:
        """Give every subject that this agreement defines, or one that it incorporates."""
        yield from self._sections
        for other, _ in self.incorporated:
            yield from other.defined()

    def speaks_of(self, subject: str) -> bool:
        """Tell whether a subject is the agreement's own or incorporated."""
        return (
            subject in self._steps
            or subject in self._suspensions
            or any(other.speaks_of(subject) for other, _ in self.incorporated)
        )

    def term(self, subject: str, without: frozenset[Provision] = frozenset()) -> TermTimeline:
        """Give a subject's timeline; one never spoken of is never defined.

        Args:
            subject: The term, Section or list of Classes.
            without: Paragraphs that are left out, as though they had not been made.
        """
        found = self._terms.get((subject, without))
        if found is None:
            found = self._terms[subject, without] = self._timeline(subject, without)
        return found

    def known_term(
        self, subject: str, without: frozenset[Provision] = frozenset()
    ) -> TermTimeline | None:
        """Give a subject's timeline, or nothing where nothing speaks of it."""
        return self.term(subject, without) if self.speaks_of(subject) else None

    @property
    def calendars(self) -> Calendars:
        """The series of dates of the agreement."""
        return Calendars(self.known_term, self.fixing)

    def fixing(self, term: str, month: Month, known_on: date | None) -> frozenset[Provision]:
        """Give the paragraphs that begin or end on a date of a series in a month."""
        found = {
            pin.provision
            for pin in self.pins
            if (pin.term, pin.month) == (term, month) and pin.holds(known_on, self.counts)
        }
        for other, as_of in self.incorporated:
            if as_of is None and other.speaks_of(term):
                found |= other.fixing(term, month, known_on)
        return frozenset(found)

    def counts(self, provision: Provision, on: date, known_on: date | None) -> bool:
        """Tell whether a paragraph is live at a point, and neither void nor rescinded there."""
        if provision.strip_at(on, known_on) is None:
            return False
        rulings = Rulings(tuple(self._rulings)).touching((provision,))
        return Point(rulings, on, known_on).fate(provision) is not False

    def answer(self, subject: str, on: date, known_on: date | None = None) -> Answer:
        """Say what is in force of a subject on a date, as known on a date."""
        timeline = self.term(subject)
        cell = timeline.cell(on, known_on)
        outcome, beneath = outcome_of(cell)
        return Answer(
            self.id,
            subject,
            on,
            known_on,
            outcome,
            beneath,
            cell.states,
            cell.suspensions,
            self._pending(timeline, on, known_on),
            self._unexecuted(timeline, known_on),
            self._latest(known_on),
            cell,
        )

    def _pending(
        self, timeline: TermTimeline, on: date, known_on: date | None
    ) -> tuple[Provision, ...]:
        point = Point(timeline.rulings, on, known_on)
        own = [step.provision for step in (*timeline.steps, *timeline.suspensions)]
        own += [ruling.provision for ruling in timeline.rulings.all]
        found: dict[int, Provision] = {}
        for provision in own:
            executed = provision.entry.executed
            if executed is None or (known_on is not None and executed > known_on):
                continue
            if is_pending(provision, on, known_on) and point.fate(provision) is not False:
                found.setdefault(id(provision), provision)
        return tuple(found.values())

    def _unexecuted(self, timeline: TermTimeline, known_on: date | None) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for step in (*timeline.steps, *timeline.suspensions):
            entry = step.provision.entry
            if entry.is_base:
                continue
            late = known_on is not None and entry.executed is not None
            if entry.executed is None or (
                late and known_on is not None and entry.dated <= known_on < entry.executed
            ):
                found.setdefault(entry.id, entry)
        return tuple(found.values())

    def _latest(self, known_on: date | None) -> Entry | None:
        counted = [
            entry
            for entry in self.entries
            if entry.executed is not None and (known_on is None or entry.executed <= known_on)
        ]
        return counted[-1] if counted else None

    # ---- building

    def _timeline(self, subject: str, without: frozenset[Provision]) -> TermTimeline:
        steps = tuple(s for s in self._all_steps(subject) if s.provision not in without)
        suspensions = tuple(
            s for s in self._suspensions.get(subject, ()) if s.provision not in without
        )
        touched = [step.provision for step in (*steps, *suspensions)]
        said = tuple(r for r in self._rulings if r.provision not in without)
        rulings = Rulings(said).touching(touched) if said else Rulings(())
        sources = [(other, as_of) for other, as_of in self.incorporated if other.speaks_of(subject)]
        if not sources:
            return TermTimeline(subject, steps, suspensions, rulings)
        other, as_of = sources[0]
        foreign = other.term(subject, without)
        return TermTimeline(
            subject,
            steps,
            suspensions,
            rulings,
            _incorporated(other, foreign, as_of, self.base),
            (self.base.dated, *(foreign.effective_days() if as_of is None else ())),
            (*foreign.known_days(), *((self.base.executed,) if self.base.executed else ())),
        )

    def _all_steps(self, subject: str) -> list[Step]:
        steps = list(self._steps.get(subject, ()))
        steps.sort(key=lambda step: (step.provision.entry.position, step.provision.position))
        return steps

    def add(self, provision: Provision) -> None:
        """Take in a paragraph: its steps, suspensions and rulings."""
        self.provisions.append(provision)
        self._terms.clear()
        by_subject: dict[str, list[o.Operation]] = {}
        for operation in provision.paragraph.operations:
            if isinstance(operation, o.Rescind | o.Revive | o.Correct | o.DeclareVoid | o.Order):
                self._rulings.append(Ruling(provision, operation))
            elif isinstance(operation, o.Suspend):
                step = Step(provision, operation.subject, (operation,))
                self._suspensions.setdefault(operation.subject, []).append(step)
            else:
                for subject in self._touched(operation):
                    by_subject.setdefault(subject, []).append(operation)
        for subject, operations in by_subject.items():
            step = Step(provision, subject, tuple(operations))
            self._steps.setdefault(subject, []).append(step)

    def _touched(self, operation: o.Operation) -> tuple[str, ...]:
        if isinstance(operation, o.SetClasses | o.AddClass | o.RemoveClass):
            return (CLASSES,)
        if isinstance(operation, o.ReplaceThroughout):
            return tuple(subject for subject in self._sections if subject != CLASSES)
        if isinstance(operation, o.Restate):
            own = [definition.subject for definition in operation.definitions]
            if operation.section:
                held = [s for s, where in self._sections.items() if operation.section in where]
            else:
                held = [subject for subject in self._sections if subject != CLASSES]
            return tuple(dict.fromkeys((*own, *operation.surviving, *held)))
        assert not isinstance(operation, o.Suspend | o.Rescind | o.Revive | o.Correct)  # noqa: S101
        assert not isinstance(operation, o.DeclareVoid | o.Order)  # noqa: S101 - rulings
        return (operation.subject,)

    def learn(self, paragraph: Paragraph) -> None:
        """Learn which subjects there are, and in which Sections they are defined."""
        for operation in paragraph.operations:
            if isinstance(operation, o.Define | o.Replace):
                where = self._sections.setdefault(operation.subject, set())
                if section := paragraph.section_of(operation):
                    where.add(section)
            elif isinstance(operation, o.Restate):
                for definition in operation.definitions:
                    where = self._sections.setdefault(definition.subject, set())
                    where.add(operation.section or paragraph.section_of(operation))

    def header_rulings(self, entry: Entry) -> None:
        """Take in what an instrument's header says of its place."""
        for fact in entry.instrument.orders:
            paragraph = _header_paragraph(entry.instrument)
            provision = Provision(entry, paragraph, -1, ())
            self._rulings.append(Ruling(provision, fact.value, always=True))

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """What instruments say of other instruments."""
        return tuple(self._rulings)

    def sort_rulings(self) -> None:
        """Put rulings newest first; drop those of instruments that are not executed."""
        self._rulings[:] = sorted(
            (r for r in self._rulings if r.provision.entry.executed is not None),
            key=lambda ruling: ruling.newness,
            reverse=True,
        )
        self._terms.clear()


def _header_paragraph(instrument: Instrument) -> Paragraph:
    from hereof.model.instrument import Paragraph  # noqa: PLC0415 - one use

    return Paragraph(
        number="",
        no_operation=True,
        section="",
        effectivity=None,
        never=None,
        operations=(),
        quotations=(),
        because=(),
        span=instrument.span,
    )


def _incorporated(
    other: AgreementTimeline, foreign: TermTimeline, as_of: date | None, base: Entry
) -> Callable[[date, date | None], tuple[State, ...]]:
    from attrs import evolve  # noqa: PLC0415 - one use

    def initial(on: date, known_on: date | None) -> tuple[State, ...]:
        if on < base.dated or base.executed is None:
            return (UNDEFINED,)
        if known_on is not None and known_on < base.executed:
            return (UNDEFINED,)
        # A stated version is the text as it stood when it was taken in; what was
        # agreed about it later, even with effect for that time, does not reach it.
        states = (
            foreign.in_force(on, known_on)
            if as_of is None
            else foreign.in_force(as_of, base.executed)
        ).states
        return tuple(
            evolve(state, incorporated_from=other.id) if state.status is Status.STANDS else state
            for state in states
        )

    return initial
