"""Examples that expect values: their data, and whether the value is the one expected."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.calendar import spoken
from hereof.compute.computer import Computer
from hereof.compute.day import is_now
from hereof.compute.kinds import Kinds
from hereof.compute.surroundings import Surroundings
from hereof.data.dataset import DataSet, Datum
from hereof.formula.inputs import Input, UnknownOwnerError, owners_of
from hereof.formula.refusals import NotComputedError
from hereof.formula.rounding import rounded
from hereof.language.notation import notation
from hereof.model.formula import Amount, Day
from hereof.model.meaning import Given
from hereof.report.figures import figure
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hereof.formula.trace import Value
    from hereof.model.formula import Input as InputNode
    from hereof.model.instrument import Example, Expectation
    from hereof.timeline.agreement import AgreementTimeline

_CENT: Final = Fraction(1, 100)
_UNITS: Final = {
    "dollars": ("$",),
    "ratio": ("%", ""),
    "rate per year": ("% per year", "%"),
    "days": ("",),
    "count": ("",),
}
"""The signs with which a quantity of each kind may be written."""


class ExampleValues:
    """Computes what one example expects, with the data that it gives."""

    def __init__(
        self,
        timeline: AgreementTimeline,
        example: Example,
        on: date,
        others: Callable[[str], AgreementTimeline] | None,
    ) -> None:
        """Make ready; `others` gives the agreements to which definitions point."""
        self._on = on
        self._timeline = timeline
        self._known_on = example.known_on
        self._wrong = ""
        figures = [self._datum(node, value) for node, value in example.data]
        data = DataSet(figures=tuple(each for each in figures if each is not None))
        self._computer = Computer(timeline, data, example.known_on, others)
        self._day = self._computer.on(on)
        for each in data.figures:
            self._see_taken(each)

    def _see_taken(self, datum: Datum) -> None:
        """Keep why a figure would not be taken: what it gives is computed.

        That a suspension stands above a figure is what an example may be there to show.
        """
        wanted = datum.input
        if wanted.of or not is_now(wanted.timing) or self._day.takes_data(wanted.quantity):
            return
        answer = self._computer.answer(wanted.quantity, self._on)
        if answer is not None and answer.outcome is Outcome.SUSPENDED:
            return
        self._wrong = self._wrong or (
            f"its data gives `{wanted.quantity}`, which the agreement does not leave to data on "
            f"{spoken(self._on)}: give what it is computed from"
        )

    def _datum(self, node: InputNode, value: Amount | Day | bool) -> Datum | None:  # noqa: FBT001
        """Give a datum as a figure; where it cannot be one, keep why."""
        setting = Surroundings(self._timeline, self._known_on).on(self._on)
        try:
            of = owners_of(node.owners, setting)
        except (UnknownOwnerError, IndexError) as failure:
            self._wrong = f"its data names what is not there: {failure}"
            return None
        given = self._given(node.term)
        if given is not None and not _fits(given.kind, value):
            self._wrong = f"its data gives `{notation(node)}` as no {given.kind}"
            return None
        timing = "; ".join(node.timing) or (given.measured if given is not None else "")
        line = node.span.lines[0]
        return Datum(None, Input(node.term, of, timing), _plain(value), line, node.span)

    def _given(self, term: str) -> Given | None:
        if not self._timeline.speaks_of(term):
            return None
        meaning = self._timeline.answer(term, self._on, self._known_on).state.meaning
        return meaning if isinstance(meaning, Given) else None

    def fault(self, expectation: Expectation) -> str | None:
        """Say how a term's value is not the one expected; nothing where it is."""
        if self._wrong:
            return self._wrong
        try:
            found = self._day.compute(expectation.subject)
        except NotComputedError as failure:
            return "; ".join(each.message for each in failure.diagnostics)
        wanted = expectation.value
        assert isinstance(wanted, Amount | Day | bool)  # noqa: S101 - the grammar gives one of them
        if _is(found.value, wanted):
            return None
        dimension = Kinds(self._computer).of(expectation.subject, self._on, found.value)
        view = figure(found.value, dimension)
        exactly = "" if view["is_all"] else f" (exactly {view['exact']})"
        return f"on {spoken(self._on)} it is {view['shown']}{exactly}, not {_text(wanted)}"


def _is(value: Value, wanted: Amount | Day | bool) -> bool:  # noqa: FBT001 - what is met or not
    """Tell whether a value is the one expected: dollars to the cent where cents are written."""
    expected = _plain(wanted)
    if isinstance(wanted, Amount) and isinstance(value, Fraction):
        if wanted.unit == "$" and "." in wanted.text:
            return rounded(value, "half up", _CENT) == expected
        return value == expected
    return type(value) is type(expected) and value == expected


def _plain(value: Amount | Day | bool) -> Value:  # noqa: FBT001 - what is met or not
    if isinstance(value, Amount):
        return value.value
    return value.day if isinstance(value, Day) else value


def _fits(kind: str, value: Amount | Day | bool) -> bool:  # noqa: FBT001 - what is met or not
    if isinstance(value, bool):
        return kind == "truth"
    if isinstance(value, Day):
        return kind == "date"
    return value.unit in _UNITS.get(kind, ()) or (not value.value and kind in _UNITS)


def _text(value: Amount | Day | bool) -> str:  # noqa: FBT001 - what is met or not
    if isinstance(value, bool):
        return "met" if value else "not met"
    return value.text if isinstance(value, Amount) else value.day.isoformat()
