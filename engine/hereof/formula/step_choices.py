"""Steps that choose: by a test, by a date; and the tests themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.calendar import Month, spoken
from hereof.formula import refusals
from hereof.formula.inputs import Input
from hereof.formula.refusals import NotComputedError
from hereof.formula.step_inputs import InputSteps
from hereof.formula.steps import RELATIONS, collect, date_of
from hereof.formula.terms import OF_DATES, is_asked
from hereof.formula.trace import Reached, Trace
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterable


class ChoiceSteps(InputSteps):
    """The part of the evaluator that chooses."""

    def conditional(self, node: f.Conditional) -> Trace:
        """Give what the test chooses; the other is not computed."""
        try:
            test = self.step(node.test, "truth")
        except NotComputedError as failure:
            raise self._besides(failure, (node.then, node.otherwise)) from None
        chosen = self.step(node.then if test.value else node.otherwise)
        note = "the test is met" if test.value else "the test is not met"
        return Trace(node, chosen.value, (test, chosen), note)

    def _besides(
        self, failure: NotComputedError, others: Iterable[f.Expression]
    ) -> NotComputedError:
        """Add to what is missing what else is, of parts that may or may not be needed."""
        if not failure.missing:
            return failure
        failures = [failure]
        for other in others:
            try:
                self.step(other)
            except NotComputedError as another:
                failures += [refusals.only_missing(another)] if another.missing else []
        return refusals.together(failures)

    def schedule(self, node: f.Schedule) -> Trace:
        """Give the value in effect on the date asked about."""
        try:
            dates = self._in_effect(node)
        except NotComputedError as failure:
            raise self._besides(failure, (step.value for step in node.steps)) from None
        begun = [each for each in dates if each.is_reached and not each.step.before]
        taken = begun[-1] if begun else dates[-1]
        value = self.step(taken.step.value)
        note = f"{'before' if taken.step.before else 'from'} {taken.said}"
        found = (taken.trace, value) if taken.trace is not None else (value,)
        return Trace(node, value.value, found, note, dates=dates)

    def _in_effect(self, node: f.Schedule) -> tuple[Reached, ...]:
        """Give the dates that decide: the last that has begun counts, else the last one given.

        That one is then the first that has not ended.
        """
        dates = collect(self._reached, [step for step in node.steps if not step.before])
        if any(each.is_reached for each in dates):
            return dates
        for step in node.steps:
            if step.before:
                dates = (*dates, self._reached(step))
                if not dates[-1].is_reached:
                    return dates
        raise refusals.no_value_then(self.on, node.span)

    def _reached(self, step: f.Step) -> Reached:
        """Compare the date asked about with the date of a step."""
        when = step.when
        if isinstance(when, Month):
            return Reached(step, when.first, str(when), self.on >= when.first)
        if isinstance(when, f.DateIn) and self.lacks(when):
            first, said = when.month.first, f"the {when.series} in {when.month}"
            return Reached(step, first, said, self.on >= first)
        if isinstance(when, date):
            return Reached(step, when, spoken(when), self.on >= when)
        if isinstance(when, str):
            node = Input(when, (), "")
            trace = (
                Trace(node, self.on, span=step.span)
                if is_asked(when)
                else self.one(node, "date", node, step.span)
            )
        else:
            trace = self.step(when, "date")
        day = date_of(trace)
        return Reached(step, day, spoken(day), self.on >= day, trace)

    def compare(self, node: f.Compare) -> Trace:
        """Compare two numbers, or two dates."""
        by_month = self._by_month(node)
        if by_month is not None:
            return by_month
        if node.relation in OF_DATES:
            pair = collect(self.day, (node.left, node.right))
        else:
            pair = self.alike((node.left, node.right))
        met = RELATIONS[node.relation](pair[0].value, pair[1].value)
        return Trace(node, met, pair)

    def _by_month(self, node: f.Compare) -> Trace | None:
        """Compare the date asked about with a date of a series whose calendar is not known."""
        for this, other, turned in ((node.left, node.right, False), (node.right, node.left, True)):
            if is_asked(this) and isinstance(other, f.DateIn) and self.lacks(other):
                months = (Month.of(self.on), other.month)
                left, right = reversed(months) if turned else months
                met = RELATIONS[node.relation](left, right)
                return Trace(node, met, (Trace(this, self.on),), "compared by month")
        return None

    def truth(self, node: f.Truth) -> Trace:
        """Tell whether a test or event is met."""
        part = self.step(node.value, "truth")
        return Trace(node, part.value, (part,))

    def logic(self, node: f.Logic) -> Trace:
        """Join tests: what the parts that have a value decide is decided."""
        if node.kind == "not":
            several = self.step(node.parts[0], "truth")
            return Trace(node, not several.value, (several,))
        decisive = node.kind == "any"
        parts: list[Trace] = []
        failures: list[NotComputedError] = []
        for each in node.parts:
            rounded = len(self.roundings)
            try:
                part = self.step(each, "truth")
            except NotComputedError as failure:
                failures.append(failure)
                del self.roundings[rounded:]
                continue
            if part.value is decisive:
                return Trace(node, decisive, (part,), "this decides it" * (len(node.parts) > 1))
            parts.append(part)
        if failures:
            raise refusals.together(failures)
        return Trace(node, not decisive, tuple(parts))
