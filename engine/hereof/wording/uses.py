"""Which terms the words of a definition use, and which definitions use it.

Each as in force on a date, as known on a date. The reports and the checks of defined terms
ask here, and nobody else looks for terms in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.frozen import frozen
from hereof.model import formula as f
from hereof.model.formulas import owners_in, terms_of
from hereof.model.meaning import ClassList, Elsewhere, Formula, Given
from hereof.model.names import CLASSES, is_section
from hereof.timeline.state import Status
from hereof.wording.mentions import Scan, Scanner
from hereof.wording.statuses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hereof.model.meaning import Meaning
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State


@frozen
class Use:
    """That one definition uses a term.

    Attributes:
        term: The term that is used, as defined.
        by: The term whose definition uses it.
        in_words: Whether the words use it, and not only what they are said to mean.
        stands: Whether the term that is used is defined on that date.
    """

    term: str
    by: str
    in_words: bool
    stands: bool


class Uses:
    """The terms that definitions of one agreement use, as known on one date.

    Every term that was ever defined is looked for, so that words which use one that is not
    defined yet, or no longer, are found to use it; `Use.stands` tells. Definitions taken in
    from another agreement are among them, under their own names. Each words are looked at once.

    Attributes:
        timeline: The agreement.
        known_on: As known on that date; none: with everything on file.
        scanner: Finds terms in words.
    """

    def __init__(
        self,
        timeline: AgreementTimeline,
        known_on: date | None = None,
        ordinary: Iterable[str] = (),
    ) -> None:
        """Prepare to look for an agreement's terms.

        Args:
            timeline: The agreement.
            known_on: As known on that date; none: with everything on file.
            ordinary: Names that ask for no definition beside those that the headers give.
        """
        self.timeline = timeline
        self.known_on = known_on
        self.terms = tuple(sorted(set(_names_of(timeline)) - {CLASSES}))
        self.scanner = Scanner(self.terms, (*ordinary, *parties_of(timeline)))
        self._users: dict[str, set[str]] | None = None
        self._meanings: dict[int, tuple[Meaning, tuple[str, ...]]] = {}

    def of(self, term: str, on: date) -> tuple[Use, ...]:
        """Give what a definition in force on a date uses, in the order of its words.

        What only its meaning uses comes after. Where two instruments have an equal claim, the
        uses of all that may be in force are given; where nothing is in force, none.
        """
        found: dict[str, bool] = {}
        for state in self._states(term, on):
            for name in self.in_words(state).terms:
                found[name] = True
            for name in self.in_meaning(state):
                found.setdefault(name, False)
        found.pop(term, None)
        return tuple(
            Use(name, term, worded, self.stands(name, on)) for name, worded in found.items()
        )

    def by(self, term: str, on: date) -> tuple[Use, ...]:
        """Give the definitions in force on a date that use a term, by name."""
        if self._users is None:
            self._users = self._made_users()
        return tuple(
            use
            for user in sorted(self._users.get(term, ()))
            for use in self.of(user, on)
            if use.term == term
        )

    def graph(self, on: date) -> dict[str, tuple[Use, ...]]:
        """Give every definition in force on a date with what it uses; by name."""
        return {term: self.of(term, on) for term in self.terms if self.stands(term, on)}

    def stands(self, term: str, on: date) -> bool:
        """Tell whether a term is defined on a date, on some reading of the instruments."""
        return any(state.status is Status.STANDS for state in self._states(term, on))

    def in_words(self, state: State) -> Scan:
        """Give what stands in the words of one state of a definition."""
        return self.scanner.scan(words_of(state))

    def in_meaning(self, state: State) -> tuple[str, ...]:
        """Give the terms that the meaning of one state of a definition rests on."""
        meaning = state.meaning
        if state.status is not Status.STANDS or meaning is None:
            return ()
        kept = self._meanings.get(id(meaning))
        if kept is None:
            names = tuple(name for name in _in(meaning) if name in self.scanner.terms)
            kept = self._meanings[id(meaning)] = (meaning, names)
        return kept[1]

    def _states(self, term: str, on: date) -> tuple[State, ...]:
        return self.timeline.term(term).in_force(on, self.known_on).states

    def _made_users(self) -> dict[str, set[str]]:
        """Give who ever uses each term."""
        found: dict[str, set[str]] = {}
        for term in self.terms:
            for cell in self.timeline.term(term).row(self.known_on).cells:
                for state in cell.states:
                    for name in (*self.in_words(state).terms, *self.in_meaning(state)):
                        found.setdefault(name, set()).add(term)
        return found


def parties_of(timeline: AgreementTimeline) -> Iterator[str]:
    """Give the names and roles of the parties, and the titles of the instruments, as in headers."""
    for each in (timeline, *(other for other, _ in timeline.incorporated)):
        for entry in each.entries:
            header = entry.instrument
            if header.title is not None:
                yield header.title.value
            for party in header.parties:
                yield party.name
                yield party.role
            for signature in header.signatures:
                yield signature.role
            yield from header.requires


def _names_of(timeline: AgreementTimeline) -> Iterator[str]:
    yield from timeline.subjects
    for other, _ in timeline.incorporated:
        yield from (name for name in _names_of(other) if not is_section(name))


def _in(meaning: Meaning) -> Iterator[str]:
    yield from terms_of(meaning)
    if isinstance(meaning, Formula):
        for owners in owners_in(meaning.expression):
            yield from _named(owners)
    elif isinstance(meaning, ClassList):
        yield from _named(f.Owners(meaning.items, meaning.except_for))
    elif isinstance(meaning, Given) and meaning.per:
        yield meaning.per
    elif isinstance(meaning, Elsewhere) and meaning.term:
        yield meaning.term


def _named(owners: f.Owners) -> Iterator[str]:
    for first, last in (*owners.items, *owners.except_for):
        yield first
        yield last
