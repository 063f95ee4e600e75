"""One date of a computation: what each term comes to, and why one comes to nothing."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import evolve

from hereof.calendar import Month, spoken
from hereof.calendar.typed import LAST_YEAR
from hereof.compute.computed import Computed
from hereof.diagnostics import Label, error
from hereof.formula import refusals
from hereof.formula.calendars import NoCalendarError, NoDateError
from hereof.formula.evaluate import evaluate
from hereof.formula.given import MISSING
from hereof.formula.inputs import Input
from hereof.formula.plan import plain
from hereof.formula.plan_values import NotPlannedError
from hereof.formula.refusals import NotComputedError
from hereof.formula.trace import Rounding, Supplied, Trace, Value
from hereof.language.notation import decimal
from hereof.language.reading import formula_of
from hereof.model.formula import Amount
from hereof.model.meaning import CalendarRule, DayKind, Elsewhere, Formula, Given
from hereof.model.operation import Suspend
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.compute.computer import Computer
    from hereof.data.dataset import Datum
    from hereof.diagnostics import Span
    from hereof.formula.plan_values import Prepared, Slot
    from hereof.model.meaning import Meaning
    from hereof.timeline.answer import Answer

_NOW: Final = re.compile(
    r"(?:for|on|as of|in respect of|with respect to) (?:such|that|the|each) "
    r"(?:distribution|payment|remittance) date",
    re.IGNORECASE,
)
"""A timing that says no more than the date that is asked about."""
_HAS_MEANING: Final = frozenset({Outcome.IN_FORCE, Outcome.AS_CONSTRUED, Outcome.NOT_ON_FILE})


class Day:
    """One date: computes each term once. It is the source of the inputs of formulas."""

    def __init__(
        self, computer: Computer, on: date, *, traced: bool, family: Family | None = None
    ) -> None:
        """Make ready; `family` are the days of other agreements that point to this one."""
        self.computer = computer
        self.on = on
        self.traced = traced
        self.setting = computer.surroundings.on(on)
        self.family = family or Family()
        self.family.days[computer.timeline.id] = self
        self._done: dict[str, Computed | NotComputedError] = {}
        self._used: list[_Used] = []
        self._meant: dict[str, Meaning | _Unclear | None] = {}
        self._taken: dict[int, Datum] = {}

    # ---- asking

    def compute(self, term: str) -> Computed:
        """Compute a term.

        Raises:
            NotComputedError: It has no value; `diagnostics` says why.
        """
        if term not in self._done:
            for each in self._needed(term):
                self._settle(each)
        found = self._settle(term)
        if isinstance(found, NotComputedError):
            raise found
        return found

    def _needed(self, term: str) -> list[str]:
        """Give what a term is computed from and is not computed yet, each after what it needs.

        So a long chain of definitions is computed link by link, and not one within another.
        """
        order: list[str] = []
        seen = {term}
        todo = [(term, iter(self._inputs(term)))]
        while todo:
            name, inputs = todo[-1]
            following = next((each for each in inputs if each not in seen), None)
            if following is None:
                todo.pop()
                order.append(name)
            elif following not in self._done:
                seen.add(following)
                todo.append((following, iter(self._inputs(following))))
        return order[:-1]

    def _inputs(self, term: str) -> list[str]:
        meaning = self._meaning(term)
        if not isinstance(meaning, Formula):
            return []
        return [each for each in self.computer.inputs(meaning) if self.computes(each)]

    def computes(self, term: str) -> bool:
        """Tell whether a formula computes a term, be it stated or read from its words."""
        return isinstance(self._meaning(term), Formula)

    def _meaning(self, term: str) -> Meaning | _Unclear | None:
        """Say what a term means on this date; nothing where nothing is in force or stated."""
        if term not in self._meant:
            answer = self.computer.answer(term, self.on)
            found: Meaning | _Unclear | None = None
            if answer is not None and answer.outcome in _HAS_MEANING:
                try:
                    found = self.computer.meaning(term, answer, self.on)
                except NotComputedError as failure:
                    found = _Unclear(failure)
            self._meant[term] = found
        return self._meant[term]

    def _settle(self, term: str) -> Computed | NotComputedError:
        """Compute a term, unless that is done; what is found in a circle is not kept."""
        found = self._done.get(term)
        if found is not None:
            return found
        here = (self.computer.timeline.id, term)
        if here in self.family.above:
            return _circle([*self.family.above[self.family.above.index(here) :], here], self)
        self.family.above.append(here)
        try:
            found = self._compute(term)
        except NotComputedError as failure:
            found = failure
        finally:
            self.family.above.pop()
        codes = {d.code for d in found.diagnostics} if isinstance(found, NotComputedError) else ()
        if "definition-circular" not in codes or not self.family.above:
            self._done[term] = found
        return found

    def _compute(self, term: str) -> Computed:
        answer = self.computer.answer(term, self.on)
        if answer is None:
            return self._given(term, None)
        if answer.outcome is Outcome.SUSPENDED:
            return self._treated(term, answer)
        if answer.outcome not in _HAS_MEANING:
            raise _no_answer(answer)
        meaning = self._meaning(term)
        if isinstance(meaning, _Unclear):
            raise meaning.failure
        if isinstance(meaning, Formula):
            return self._by_formula(term, answer, meaning)
        if isinstance(meaning, CalendarRule):
            return self._by_calendar(term, answer, meaning)
        if isinstance(meaning, Elsewhere):
            found = self._there(meaning.agreement).compute(meaning.term or term)
            return Computed(
                term, self.on, found.value, answer, None, "elsewhere", found.trace, (), (found,)
            )
        if meaning is None or isinstance(meaning, Given):
            return self._given(term, answer)
        raise NotComputedError(
            error(
                "term-without-value",
                f"`{term}` is a list or a calendar, and has no value",
                *_place(answer),
                help="ask for a term that is an amount, a number, a date or a test",
            )
        )

    def _there(self, agreement: str) -> Day:
        """Give the same date of another agreement."""
        found = self.family.days.get(agreement)
        if found is None:
            computer = self.computer.other(agreement)
            found = Day(computer, self.on, traced=self.traced, family=self.family)
        return found

    # ---- what was looked at

    @property
    def taken(self) -> tuple[Datum, ...]:
        """The rows of data that were taken so far, in the order in which they were."""
        return tuple(self._taken.values())

    def settled(self) -> dict[str, Computed | NotComputedError]:
        """Give every term that was looked at so far, with its value or why it has none."""
        return dict(self._done)

    def takes_data(self, term: str) -> bool:
        """Tell whether the value of a term is taken from data, and not found in any other way."""
        answer = self.computer.answer(term, self.on)
        if answer is None:
            return True
        if answer.outcome not in _HAS_MEANING:
            return False
        meaning = self._meaning(term)
        return meaning is None or isinstance(meaning, Given)

    def rests_on(self, term: str) -> set[str]:
        """Give the names of all that a term is computed from, at any depth, and its own."""
        found: set[str] = set()
        todo = [term]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                meaning = self._meaning(name)
                if isinstance(meaning, Formula):
                    todo.extend(self.computer.inputs(meaning))
        return found

    # ---- how a term gets its value

    def _given(self, term: str, answer: Answer | None) -> Computed:
        wanted = Input(term, (), self._measured(term))
        found = self._figure(wanted, None)
        if found is None:
            raise self._missing(wanted, answer)
        self._taken.setdefault(id(found), found)
        return Computed(term, self.on, found.value, answer, None, "data", figures=(found,))

    def _treated(self, term: str, answer: Answer) -> Computed:
        operations = [o for place in answer.suspensions for o in place.operations]
        treated = next(
            (o.treated_as for o in reversed(operations) if isinstance(o, Suspend)), "no answer"
        )
        value = _treatment(treated)
        if value is None:
            raise _no_answer(answer)
        return Computed(term, self.on, value, answer, None, f"treated as {treated}")

    def _by_calendar(self, term: str, answer: Answer, rule: CalendarRule) -> Computed:
        """Give the date of a series that belongs to the date asked about."""
        try:
            month = Month.of(self.on)
        except ValueError:
            why = f"no month after the year {LAST_YEAR} is reckoned with"
            raise refusals.date_unclear(why, rule.span) from None
        try:
            day = self.computer.calendar.date_in(term, month)
            counted = rule.kind is DayKind.OFFSET and (
                self.computer.calendar.date_in(rule.series, month) == self.on
            )
        except (NoDateError, NoCalendarError) as failure:
            raise refusals.date_unclear(str(failure), rule.span) from None
        if day != self.on and not counted:
            why = f"`{term}` has many dates, and the words do not say which of them is meant"
            raise refusals.date_unclear(why, rule.span)
        return Computed(term, self.on, day, answer, None, "calendar")

    def _by_formula(self, term: str, answer: Answer, formula: Formula) -> Computed:
        used = _Used()
        self._used.append(used)
        try:
            value, trace, roundings = self._evaluated(formula)
        finally:
            self._used.pop()
        earlier = (rounding for each in used.terms.values() for rounding in each.roundings)
        return Computed(
            term,
            self.on,
            value,
            answer,
            formula,
            "formula",
            trace,
            (*dict.fromkeys(earlier), *roundings),
            tuple(used.terms.values()),
            tuple(used.figures.values()),
        )

    def _evaluated(self, formula: Formula) -> tuple[Value, Trace | None, Sequence[Rounding]]:
        calendar = self.computer.calendar
        if not self.traced:
            roundings: list[Rounding] = []
            plan = self.computer.plan(formula, self.setting)
            try:
                ready = plan.prepared({}, self.on, calendar, self._ask, roundings)
                return plain(ready), None, roundings
            except (NotPlannedError, NotComputedError):
                pass  # the evaluator says why
        result = evaluate(formula.expression, self, self.on, self.setting, calendar)
        return result.value, result.trace, result.roundings

    def _ask(self, slot: Slot) -> Prepared | None:
        """Answer a plan: as the evaluator is answered, without sources."""
        take = self.whole if len(slot.wanted.of) > 1 else self.one
        found = take(slot.wanted, None)
        value = found.value if isinstance(found, Supplied) else None
        if isinstance(value, Fraction):
            return value.numerator, value.denominator
        return value if isinstance(value, date | bool) else None

    # ---- the source of inputs

    def one(self, wanted: Input, span: Span | None) -> object:
        """Give an input: what its own definition computes, or a figure."""
        now = not wanted.of and is_now(wanted.timing)
        answer = self.computer.answer(wanted.quantity, self.on)
        if answer is not None and now and not isinstance(answer.state.meaning, Given):
            stands = answer.outcome in _HAS_MEANING
            if not stands or self._meaning(wanted.quantity) is not None:
                return self._defined(wanted.quantity)
        elif answer is not None and answer.outcome not in _HAS_MEANING:
            if not now:
                raise _no_answer(answer)
            return self._defined(wanted.quantity)
        return self._from_data(wanted, span)

    def _defined(self, term: str) -> Supplied:
        found = self.compute(term)
        if self._used:
            self._used[-1].terms.setdefault(term, found)
        return Supplied(found.value, found)

    def _from_data(self, wanted: Input, span: Span | None) -> object:
        measured = wanted.timing or self._measured(wanted.quantity)
        found = self._figure(evolve(wanted, timing=measured), span)
        if found is None:
            return MISSING
        self._taken.setdefault(id(found), found)
        if self._used:
            self._used[-1].figures.setdefault(id(found), found)
        return Supplied(found.value, found)

    def whole(self, wanted: Input, span: Span | None) -> object:
        """Give a total as the data gives it."""
        had = self.computer.data.of(self.on, wanted.quantity, wanted.of)
        measured = _time(wanted.timing or self._measured(wanted.quantity))
        if not any(_time(each.input.timing) == measured for each in had):
            return MISSING
        return self._from_data(wanted, span)

    def elsewhen(self, wanted: Input) -> Sequence[Input]:
        """Give what the data gives of the same quantity and owners, measured at any time."""
        had = self.computer.data.of(self.on, wanted.quantity, wanted.of)
        return [each.input for each in had]

    def _figure(self, wanted: Input, span: Span | None) -> Datum | None:
        had = self.computer.data.of(self.on, wanted.quantity, wanted.of)
        if not had:
            return None
        then = [each for each in had if _time(each.input.timing) == _time(wanted.timing)]
        if not then:
            raise refusals.at_another_time(wanted, [each.input for each in had], span)
        for each in then[1:]:
            if each.value != then[0].value:
                raise refusals.two_values(wanted, _row(then[0]), _row(each), span)
        return then[0]

    def _measured(self, term: str) -> str:
        answer = self.computer.answer(term, self.on)
        meaning = answer.state.meaning if answer is not None else None
        return meaning.measured if isinstance(meaning, Given) else ""

    def _missing(self, wanted: Input, answer: Answer | None) -> NotComputedError:
        failure = refusals.missing_input(wanted, None)
        if answer is None or isinstance(answer.state.meaning, Given):
            return failure
        (found,) = failure.diagnostics
        said = f"the definition of `{wanted.quantity}` states no formula, and the data no value"
        return NotComputedError(
            evolve(found, message=said, labels=_place(answer)), missing=failure.missing
        )


class _Unclear:
    """What a term means is not certain, and why."""

    def __init__(self, failure: NotComputedError) -> None:
        self.failure = failure


class Family:
    """The days of several agreements that are computed together, and what is being computed."""

    def __init__(self) -> None:
        self.days: dict[str, Day] = {}
        self.above: list[tuple[str, str]] = []


class _Used:
    """What a formula has asked for."""

    def __init__(self) -> None:
        self.terms: dict[str, Computed] = {}
        self.figures: dict[int, Datum] = {}


def _row(datum: Datum) -> str:
    """Give a figure with the row that it stands in."""
    said = {True: "met", False: "not met"}[datum.value] if isinstance(datum.value, bool) else None
    if isinstance(datum.value, Fraction) and datum.value >= 0:
        said = decimal(datum.value)
    return f"{said or datum.value} ({datum})"


def is_now(timing: str) -> bool:
    """Tell whether a timing says no more than the date that is asked about, or nothing."""
    return not timing or _NOW.fullmatch(" ".join(timing.split())) is not None


def _time(timing: str) -> str:
    return "" if is_now(timing) else " ".join(timing.split()).casefold()


def _treatment(treated: str) -> Value | None:
    """Give the value that a suspended term is treated as; nothing for no answer."""
    if treated == "met":
        return True
    found = formula_of(treated) if treated != "no answer" else ()
    return found.value if isinstance(found, Amount) else None


def _no_answer(answer: Answer) -> NotComputedError:
    return NotComputedError(
        error(
            "term-without-value",
            _why_none(answer),
            *_place(answer),
            help=f"`hereof which` shows why, for `{answer.subject}` on {answer.on.isoformat()}",
        )
    )


def _why_none(answer: Answer) -> str:
    """Say why a term has no value, by its outcome."""
    subject, on = f"`{answer.subject}`", spoken(answer.on)
    if answer.outcome is Outcome.CROSSING:
        return f"on {on} instruments have an equal claim to {subject}, and none is known as last"
    if answer.outcome is Outcome.GUARD_FAILED:
        return f"an edit of {subject} does not fit the words that it edits on {on}"
    return f"{subject} is {answer.outcome.value} on {on}"


def _place(answer: Answer) -> tuple[Label, ...]:
    places = (*((answer.state.base,) if answer.state.base else ()), *answer.state.applied)
    if not places:
        return ()
    return (Label(places[-1].step.operations[0].span, "defined here"),)


def _circle(chain: list[tuple[str, str]], day: Day) -> NotComputedError:
    term = chain[0][1]
    answer = day.computer.answer(term, day.on)
    one_agreement = len({agreement for agreement, _ in chain}) == 1
    names = (name if one_agreement else f"{agreement}: {name}" for agreement, name in chain)
    return NotComputedError(
        error(
            "definition-circular",
            f"on {spoken(day.on)} `{term}` is computed from itself in the end: "
            + " -> ".join(names),
            *(_place(answer) if answer else ()),
            help="one of these definitions must say from which earlier date it takes its value",
        )
    )
