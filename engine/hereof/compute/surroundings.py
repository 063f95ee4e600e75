"""What an agreement says beside a formula: its Classes, its named sets, what its terms are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.data.expected import Expected, Quantity
from hereof.formula.dimensions import dimensions
from hereof.formula.inputs import Setting
from hereof.model import formula as f
from hereof.model.formulas import nodes_of
from hereof.model.meaning import Elsewhere, Formula, Given
from hereof.model.names import CLASSES
from hereof.wording.reader import WordsReader
from hereof.wording.statuses import words_of
from hereof.wording.surroundings import Surroundings, meanings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.timeline.agreement import AgreementTimeline


def expected_of(
    timeline: AgreementTimeline, others: tuple[AgreementTimeline, ...] = ()
) -> Expected:
    """Say what a data file may hold for an agreement, and for those that it points to."""
    terms: dict[str, Quantity] = {}
    described: set[str] = set()
    for each in (timeline, *others):
        reader = WordsReader(each)
        kinds = reader.types()
        for subject in _subjects(each):
            terms.setdefault(subject, Quantity(kinds.get(subject, "")))
            for meaning in meanings_of(each, subject):
                if isinstance(meaning, Given):
                    terms[subject] = Quantity(meaning.kind, meaning.measured, meaning.per)
                elif isinstance(meaning, Formula):
                    described.update(inputs_named(meaning.expression))
        for subject, formula in _read(reader):
            described.update(inputs_named(formula))
            if not terms[subject].kind:
                terms[subject] = Quantity(dimensions(formula, kinds).of)
    for name in described:
        terms.setdefault(name, Quantity())
    return Expected(terms, _everyone(timeline))


def _read(reader: WordsReader) -> Iterator[tuple[str, f.Expression | f.Test]]:
    """Give each formula that only the words of a definition state."""
    for subject in reader.terms:
        for start, _, cell in reader.timeline.term(subject).row().stretches():
            for state in cell.states:
                if state.meaning is None and words_of(state):
                    wording = reader.of(subject, state, start)
                    if wording.formula is not None:
                        yield subject, wording.formula


def _subjects(timeline: AgreementTimeline) -> Iterator[str]:
    yield from timeline.subjects
    for other, _ in timeline.incorporated:
        yield from other.subjects


def inputs_named(expression: object) -> Iterator[str]:
    """Give every term or description that a formula takes as an input."""
    for node in nodes_of(expression):
        if isinstance(node, f.Input):
            yield node.term
        elif isinstance(node, f.Step) and isinstance(node.when, str):
            yield node.when


def _everyone(timeline: AgreementTimeline) -> Setting:
    """Give every Class that there ever was, and the named sets as they last were."""
    lists = [
        tuple(f"Class {name}" for name in state.classes)
        for cell in timeline.term(CLASSES).row().cells
        for state in cell.states
    ]
    classes = max(lists, key=len, default=())
    missing = [name for each in lists for name in each if name not in classes]
    order = (*classes, *dict.fromkeys(missing))
    last = Surroundings(timeline, None)
    day = last._days[-1] if last._days else None  # noqa: SLF001 - same room
    members = dict(last.on(day).members) if day else {}
    return Setting(order, members)


def pointed_to(timeline: AgreementTimeline) -> set[str]:
    """Give the agreements to which definitions point with `as defined in`."""
    return {
        meaning.agreement
        for subject in timeline.subjects
        for meaning in meanings_of(timeline, subject)
        if isinstance(meaning, Elsewhere)
    }


__all__ = ["Surroundings", "expected_of", "inputs_named", "meanings_of", "pointed_to"]
