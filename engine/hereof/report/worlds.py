"""An agreement with an instrument and without it: what each computes, and what neither can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.formula.refusals import NotComputedError
from hereof.frozen import frozen
from hereof.model.meaning import BusinessDayRule, CalendarRule
from hereof.model.names import CLASSES
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from datetime import date

    from hereof.compute.day import Day
    from hereof.formula.trace import Value
    from hereof.report.impact_shapes import Side
    from hereof.report.reckoner import Reckoner

_GONE: Final = frozenset({Outcome.NOT_IN_FORCE, Outcome.DELETED})


class World:
    """The agreement with, or without, the instrument."""

    def __init__(self, reckoner: Reckoner) -> None:
        self.reckoner = reckoner
        self.computer = reckoner.computer
        self._days: dict[date, Day] = {}

    def day(self, on: date) -> Day:
        """Give what computes on a date."""
        day = self._days.get(on)
        if day is None:
            day = self._days[on] = self.computer.on(on)
        return day

    def lacks(self, term: str, on: date) -> bool:
        """Tell whether a term that is in force has no value, so that it cannot be compared."""
        failed = isinstance(self.day(on).settled().get(term), NotComputedError)
        return failed and not self._gone(term, on)

    @property
    def subjects(self) -> set[str]:
        """All that instruments speak of."""
        return set(self.computer.timeline.subjects)

    def is_calendar(self, name: str, on: date) -> bool:
        """Tell whether every formula may rest on something that it need not name."""
        answer = self.computer.answer(name, on)
        meaning = answer.state.meaning if answer is not None else None
        return name == CLASSES or isinstance(meaning, CalendarRule | BusinessDayRule)

    def standing(self, name: str, on: date) -> object:
        """Give what a value may rest on of a term: outcome, words, meaning, what suspends it."""
        answer = self.computer.answer(name, on)
        if answer is None:
            return (Outcome.NOT_IN_FORCE,)
        states = ((s.words, s.construed, s.classes, s.meaning) for s in answer.states)
        suspended = (place.operations for place in answer.suspensions)
        return (answer.outcome, tuple(states), tuple(suspended))

    def _gone(self, term: str, on: date) -> str:
        answer = self.computer.answer(term, on)
        if answer is None or answer.outcome in _GONE:
            return (answer.outcome if answer else Outcome.NOT_IN_FORCE).value
        return ""

    def value(self, term: str, on: date) -> tuple[Value | None, Side]:
        """Compute a term, or say why there is no value."""
        try:
            found = self.day(on).compute(term)
        except NotComputedError as failure:
            said = self.reckoner.why_not(failure, on)
            gone = self._gone(term, on)
            return None, {"value": None, "by": None, "gone": gone, "sentence": said}
        return found.value, {
            "value": self.reckoner.figure(found),
            "by": self.reckoner.by(found),
            "gone": "",
            "sentence": "",
        }


@frozen
class Unknown:
    """What could not be compared of what an instrument may change.

    Attributes:
        dates: The dates on which some of it had no value, with the instrument or without it.
        terms: Which terms, by name.
        is_all: Whether nothing of it had a value on both sides, on any date.
    """

    dates: int
    terms: tuple[str, ...]
    is_all: bool


def unknown(terms: list[str], dates: list[date], then: World, now: World) -> Unknown:
    """Look for what has no value among what an instrument may change.

    That is what stands otherwise with it than without it, and all that rests on such a term.
    """
    lacking: set[date] = set()
    names: set[str] = set()
    compared = False
    for on in dates:
        otherwise = {name for name in now.subjects | then.subjects if _differs(name, on, then, now)}
        everything = any(world.is_calendar(name, on) for name in otherwise for world in (then, now))
        for term in terms if otherwise else ():
            rests_on = now.day(on).rests_on(term) | then.day(on).rests_on(term)
            if not everything and otherwise.isdisjoint(rests_on):
                continue
            if then.lacks(term, on) or now.lacks(term, on):
                lacking.add(on)
                names.add(term)
            else:
                compared = True
    return Unknown(len(lacking), tuple(sorted(names)), is_all=bool(lacking) and not compared)


def _differs(name: str, on: date, then: World, now: World) -> bool:
    """Tell whether a term stands otherwise with an instrument than without it."""
    return then.standing(name, on) != now.standing(name, on)
