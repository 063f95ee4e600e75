"""Computes terms of an agreement on dates, each definition as in force and as known.

A formula asks for its inputs; a term among them that has a formula of its own is computed
in the same way, and what is given comes from the data.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from hereof.compute.by_words import formula_of, refuse_other
from hereof.compute.calendar import AgreementCalendar
from hereof.compute.day import Day
from hereof.compute.surroundings import Surroundings, inputs_named
from hereof.data.dataset import DataSet
from hereof.diagnostics import error
from hereof.formula.plan import Plan
from hereof.formula.refusals import NotComputedError
from hereof.model.meaning import BusinessDayRule, CalendarRule, Formula
from hereof.wording.reader import WordsReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hereof.formula.inputs import Setting
    from hereof.model.meaning import Meaning
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.wording.places import Places
    from hereof.wording.statuses import Standing


class Computer:
    """Computes the terms of one agreement, as known on one date, with one set of data."""

    def __init__(
        self,
        timeline: AgreementTimeline,
        data: DataSet | None = None,
        known_on: date | None = None,
        others: Callable[[str], AgreementTimeline] | None = None,
        places: Places | None = None,
    ) -> None:
        """Make ready to compute.

        Args:
            timeline: The agreement.
            data: Its figures; none: no figures.
            known_on: The date of knowledge; none: everything on file.
            others: Gives the agreements to which definitions point.
            places: Finds the places of words in documents.
        """
        self.timeline = timeline
        self.data = data or DataSet()
        self.known_on = known_on
        self.calendar = AgreementCalendar(timeline, known_on)
        self.surroundings = Surroundings(timeline, known_on)
        self.words = WordsReader(timeline, known_on, self.surroundings)
        self.others = others
        self.places = places
        self._computers: dict[str, Computer] = {}
        self._model: Computer | None = None
        self._plans: dict[tuple[int, int], Plan] = {}
        self._answers: dict[tuple[str, date], Answer | None] = {}
        self._inputs: dict[int, list[str]] = {}
        self._held: list[object] = []
        self._meanings: dict[int, Meaning | None] = {}

    def on(self, day: date, *, traced: bool = False) -> Day:
        """Give what computes on one date.

        Args:
            day: The date.
            traced: Whether every step is kept.
        """
        return Day(self, day, traced=traced)

    def answer(self, term: str, on: date) -> Answer | None:
        """Say what is in force of a term; nothing where nothing ever spoke of it."""
        key = (term, on)
        if key not in self._answers:
            known = self.timeline.speaks_of(term)
            self._answers[key] = self.timeline.answer(term, on, self.known_on) if known else None
        return self._answers[key]

    def meaning(self, term: str, answer: Answer, on: date) -> Meaning | None:
        """Say what a term means: by its words where they state a formula, else as stated.

        Raises:
            NotComputedError: Its words state several formulas, or another than the rule file.
        """
        stated = answer.state.meaning
        if isinstance(stated, CalendarRule | BusinessDayRule):
            refuse_other(term, self.words.of(term, answer.state, on), answer.state)
        if stated is not None and not isinstance(stated, Formula):
            return stated
        wording = self.words.of(term, answer.state, on)
        if id(wording) not in self._meanings:
            self._held.append(wording)
            found = formula_of(term, wording, answer.state)
            if found is not None and self.places is not None:
                placed = self.places.placed(found.expression, answer.state)
                found = Formula(placed, placed.span or found.span)
            self._meanings[id(wording)] = found
        return self._meanings[id(wording)]

    def standing(self, term: str, answer: Answer, on: date) -> Standing:
        """Say where the formula of a definition comes from."""
        return self.words.of(term, answer.state, on).standing

    def fed(self, data: DataSet) -> Computer:
        """Give what computes the same with other figures; all that rests on no figure is shared."""
        found = copy(self)
        vars(found).update(data=data, _computers={}, _model=self)
        return found

    def other(self, agreement: str) -> Computer:
        """Give what computes another agreement with the same data."""
        found = self._computers.get(agreement)
        if found is None and self._model is not None:
            found = self._computers[agreement] = self._model.other(agreement).fed(self.data)
        if found is None:
            if self.others is None:
                raise _elsewhere(agreement)
            timeline = self.others(agreement)
            found = Computer(timeline, self.data, self.known_on, self.others, self.places)
            self._computers[agreement] = found
        return found

    def inputs(self, formula: Formula) -> list[str]:
        """Give the terms that a formula takes as inputs."""
        found = self._inputs.get(id(formula))
        if found is None:
            found = self._inputs[id(formula)] = list(
                dict.fromkeys(inputs_named(formula.expression))
            )
            self._held.append(formula)
        return found

    def plan(self, formula: Formula, setting: Setting) -> Plan:
        """Give a formula made ready."""
        key = (id(formula), id(setting))
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = Plan(formula.expression, setting)
            self._held += [formula, setting]  # so that no other takes their number
        return found


def _elsewhere(agreement: str) -> NotComputedError:
    return NotComputedError(
        error(
            "agreement-unknown",
            f"a definition points to the agreement `{agreement}`, and no rule base is at hand",
            help="compute with the rule base that holds both agreements",
        )
    )
