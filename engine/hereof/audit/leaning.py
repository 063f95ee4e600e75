"""The definitions that an answer leans on, each as in force then, with who put its words there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.language.notation import meaning_text, notation
from hereof.model import formula as f
from hereof.model.formulas import nodes_of
from hereof.model.names import CLASSES
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.sources import Sources
from hereof.report.versions import Moment, credited
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.compute.computed import Computed
    from hereof.compute.computer import Computer
    from hereof.model.meaning import Formula
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.state import State
    from hereof.timeline.step import Entry


class CertifiedDefinition(TypedDict):
    """A definition that an answer leans on.

    Attributes:
        agreement: The agreement asked for it.
        term: The term.
        on: The date.
        outcome: What these words amount to on their own.
        words: The words on file; null where there are none.
        construed: Where they are not on file, what they are taken to say; null likewise.
        because: Why they are so construed; null where they are not.
        passages: The words by who put them there.
        means: What it means: a formula in the notation, or what the rule file says; empty where
            nothing is stated and the words are not read.
        standing: Where that comes from, such as `read`, `chosen` or `asserted`.
        readings: Every formula that the words state, where they state several.
        conventions: The declared conventions that settled the reading.
        classes: For the list of Classes, the list.
        by: The paragraphs that set and edited it, as named in `paragraphs`.
    """

    agreement: str
    term: str
    on: str
    outcome: str
    words: str | None
    construed: str | None
    because: str | None
    passages: list[shapes.Run]
    means: str
    standing: str
    readings: list[str]
    conventions: list[str]
    classes: list[str]
    by: list[str]


class Leaning:
    """Gathers the definitions that an answer leans on, with their paragraphs and instruments.

    Attributes:
        definitions: The definitions, in the order in which they were met.
        paragraphs: The paragraphs that made them, by name.
        instruments: The instruments of these paragraphs, by name.
        agreements: The agreements asked.
    """

    def __init__(self, base: RuleBase, agreement: Agreement) -> None:
        self.definitions: list[CertifiedDefinition] = []
        self.paragraphs: dict[str, shapes.Paragraph] = {}
        self.instruments: dict[str, shapes.Instrument] = {}
        self.agreements: dict[str, None] = {agreement.id: None}
        self._base = base
        self._sources = {agreement.id: Sources(base, agreement)}
        self._seen: set[tuple[str, str, date, object]] = set()

    def add(self, computer: Computer, term: str, on: date) -> None:
        """Add a term as in force on a date; nothing where the agreement never spoke of it."""
        timeline = computer.timeline
        if timeline.speaks_of(term):
            for state in timeline.answer(term, on, computer.known_on).states:
                self.state(computer, term, state, on)

    def computed(self, computer: Computer, found: Computed) -> None:
        """Add all that a value was computed by: itself first, what it rests on behind it."""
        for each in reversed(found.everything()):
            owner = each.answer.agreement if each.answer is not None else computer.timeline.id
            within = computer if owner == computer.timeline.id else computer.other(owner)
            self.add(within, each.term, each.on)
            for datum in each.figures:
                self.add(within, datum.input.quantity, each.on)
            if each.formula is not None:
                for name in _named(each.formula, within, each.on):
                    self.add(within, name, each.on)

    def state(self, computer: Computer, term: str, state: State, on: date) -> None:
        """Add one state of a term."""
        agreement = computer.timeline.id
        key = (agreement, term, on, state.key())
        if state.status is Status.UNDEFINED or key in self._seen:
            return
        self._seen.add(key)
        self.agreements.setdefault(agreement)
        moment = Moment(self._of(agreement), computer.timeline, on, computer.known_on)
        version = moment.version(state)
        wording = computer.words.of(term, state, on)
        result = wording.result
        self.definitions.append(
            {
                "agreement": agreement,
                "term": term,
                "on": on.isoformat(),
                "outcome": version["outcome"],
                "words": version["words"],
                "construed": version["construed"],
                "because": version["because"],
                "passages": version["runs"],
                "means": _means(state, wording.formula),
                "standing": wording.standing.value,
                "readings": [
                    notation(each.expression) for each in (result.readings if result else ())
                ],
                "conventions": list(wording.conventions),
                "classes": version["classes"],
                "by": [self.paragraph(each, term) for each in _paragraphs(version)],
            }
        )
        for place in credited(state):
            self.entry(agreement, place.step.provision.entry)
            self.entry(agreement, place.entry)

    def paragraph(self, found: shapes.Paragraph, term: str) -> str:
        """Keep a paragraph, and give its name; an agreement's own has that of its term."""
        number = found["paragraph"]
        whose = f" paragraph {number}" if number else f", {term}"
        name = found["instrument"] + whose
        self.paragraphs.setdefault(name, found)
        return name

    def entry(self, agreement: str, entry: Entry) -> None:
        """Keep an instrument."""
        if entry.id not in self.instruments:
            self.instruments[entry.id] = self._of(agreement).instrument(entry)

    def _of(self, agreement: str) -> Sources:
        if agreement not in self._sources:
            self._sources[agreement] = Sources(self._base, self._base.agreement(agreement))
        return self._sources[agreement]


def _means(state: State, formula: f.Expression | f.Test | None) -> str:
    if formula is not None:
        return notation(formula)
    return meaning_text(state.meaning) if state.meaning is not None else ""


def _paragraphs(version: shapes.Version) -> Iterator[shapes.Paragraph]:
    if version["set_by"] is not None:
        yield version["set_by"]
    yield from version["edited_by"]
    if version["failed"] is not None:
        yield version["failed"]


def _named(formula: Formula, computer: Computer, on: date) -> Iterator[str]:
    """Give what a formula leans on beside its inputs: sets and lists of Classes, calendars."""
    members = computer.surroundings.on(on).members
    for node in nodes_of(formula.expression):
        if isinstance(node, f.Owners):
            yield CLASSES
            for pair in (*node.items, *node.except_for):
                yield from (name for name in pair if name in members)
        for name in (getattr(node, "series", ""), getattr(node, "business_day", "")):
            if name:
                yield name
