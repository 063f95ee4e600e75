"""Reads the definitions of an agreement, each in what the agreement says on its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from attrs import evolve

from hereof.formula.dimensions import dimensions
from hereof.formula.english.usage import conventions_of
from hereof.formula.reading import read_in
from hereof.model.meaning import CalendarRule, Formula, Given
from hereof.model.names import CLASSES
from hereof.wording.statuses import Wording, standing_of, words_of
from hereof.wording.surroundings import Surroundings, meanings_of

if TYPE_CHECKING:
    from datetime import date

    from hereof.formula.inputs import Setting
    from hereof.formula.reading import ReadResult
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State


_READ: Final[WeakKeyDictionary[Any, dict[tuple[object, ...], ReadResult]]] = WeakKeyDictionary()
"""What was read of each agreement, by the words and all that they were read with."""


class WordsReader:
    """Reads the words of one agreement's definitions, as known on one date.

    Each words are read once in each setting, also where several readers read them.
    """

    def __init__(
        self,
        timeline: AgreementTimeline,
        known_on: date | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        self.timeline = timeline
        self.known_on = known_on
        self.surroundings = surroundings or Surroundings(timeline, known_on)
        self.conventions = conventions_declared(timeline)
        self.terms = tuple(name for name in timeline.subjects if name != CLASSES)
        self._types: dict[str, str] | None = None
        self._measured: dict[str, str] | None = None
        self._settings: dict[int, tuple[Setting, Setting]] = {}
        self._read = _READ.setdefault(timeline, {})
        self._said: dict[int, tuple[Setting, object]] = {}
        self._found: dict[tuple[int, int], tuple[State, Wording]] = {}

    def of(self, term: str, state: State, on: date) -> Wording:
        """Say how the words of a definition and its formula stand on a date."""
        within = self.setting(on)
        key = (id(state), id(within))
        if key not in self._found:
            words = words_of(state)
            result = self.read(term, words, within) if words else None
            wording = standing_of(state.meaning, result, within, self.measured())
            self._found[key] = (state, wording)
        return self._found[key][1]

    def read(self, term: str, words: str, within: Setting) -> ReadResult:
        """Read words of a term in a setting."""
        if id(within) not in self._said:
            self._said[id(within)] = (within, _said(within))
        key = (term, words, self._said[id(within)][1])
        if key not in self._read:
            self._read[key] = read_in(words, term, within, self.conventions, terms=self.terms)
        return self._read[key]

    def setting(self, on: date) -> Setting:
        """Give the setting of a date, with the types of all terms that are known to have one."""
        said = self.surroundings.on(on)
        kept = self._settings.get(id(said))
        if kept is None:
            whole = evolve(said, types={**self.types(), **said.types})
            kept = self._settings[id(said)] = (said, whole)
        return kept[1]

    def measured(self) -> dict[str, str]:
        """Give when each term is measured, as declared."""
        if self._measured is None:
            self._measured = {
                subject: meaning.measured
                for subject in self.terms
                for meaning in meanings_of(self.timeline, subject, self.known_on)
                if isinstance(meaning, Given) and meaning.measured
            }
        return self._measured

    def types(self) -> dict[str, str]:
        """Give the dimension of each term that data, a calendar rule or a formula gives one."""
        if self._types is None:
            self._types = types_of(self.timeline, self.known_on)
        return self._types


def _said(within: Setting) -> tuple[object, ...]:
    """Give what a setting says, so that equal ones are told by it."""
    members = sorted((name, tuple(several)) for name, several in within.members.items())
    return tuple(within.classes), tuple(members), tuple(sorted(within.types.items()))


def conventions_declared(timeline: AgreementTimeline) -> frozenset[str]:
    """Give the conventions that an agreement's header declares."""
    try:
        return conventions_of(timeline.conventions)
    except ValueError:  # a finding of the check
        return frozenset()


def types_of(timeline: AgreementTimeline, known_on: date | None) -> dict[str, str]:
    """Give the dimension of terms: of data as declared, of series dates, of formulas theirs."""
    found: dict[str, str] = {}
    formulas: dict[str, Formula] = {}
    for subject in timeline.subjects:
        for meaning in meanings_of(timeline, subject, known_on) if subject != CLASSES else ():
            if isinstance(meaning, CalendarRule):
                found[subject] = "date"
            elif isinstance(meaning, Given):
                found[subject] = meaning.kind
            elif isinstance(meaning, Formula):
                formulas[subject] = meaning
    for _ in range(2):  # a formula of formulas is known once they are
        found |= _of_formulas(formulas, found)
    return found


def _of_formulas(formulas: dict[str, Formula], known: dict[str, str]) -> dict[str, str]:
    found = {}
    for subject, formula in formulas.items():
        if subject not in known:
            dimension = dimensions(formula.expression, known).of
            if dimension:
                found[subject] = dimension
    return found
