"""A formula made ready to be computed many times, without a trace.

What a plan cannot compute, for whatever reason, is left to `evaluate`, which says why.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from hereof.formula.calendars import calendar_of
from hereof.formula.evaluate import PLAIN, evaluate
from hereof.formula.given import MISSING, source_of, value_of
from hereof.formula.plan_parts import Compiler
from hereof.formula.plan_values import NotPlannedError, Slot
from hereof.formula.refusals import NotComputedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from hereof.calendar import BusinessDays
    from hereof.formula.calendars import Calendar
    from hereof.formula.given import Given
    from hereof.formula.inputs import Input, Setting
    from hereof.formula.plan_values import Prepared
    from hereof.formula.trace import Rounding, Value
    from hereof.model import formula as f

Key: TypeAlias = tuple[str, tuple[str, ...], str]
"""An input as a plain key: quantity, owners, timing."""
NOT_HELD: Final = None


class Plan:
    """A formula of an agreement, compiled.

    Attributes:
        expression: The formula.
        inputs: What it may ask for, every owner alone, and each total as such.
    """

    def __init__(self, expression: f.Expression | f.Test, setting: Setting = PLAIN) -> None:
        """Compile a formula with what the agreement says beside the words."""
        self.expression = expression
        self.setting = setting
        compiler = Compiler(setting)
        self._run = compiler.part(expression, "")
        self._slots: tuple[Slot, ...] = tuple(compiler.slots)
        self._keys: tuple[Key, ...] = tuple(_key(slot.wanted) for slot in self._slots)
        self.inputs: tuple[Input, ...] = tuple(slot.wanted for slot in self._slots)

    def prepared(
        self,
        row: Mapping[Key, Prepared],
        on: date,
        calendar: Calendar | BusinessDays | None = None,
        ask: Callable[[Slot], Prepared | None] | None = None,
        roundings: list[Rounding] | None = None,
    ) -> Prepared:
        """Compute from figures that are ready: pairs of whole numbers, dates, truths.

        Args:
            row: The figures by key.
            on: The date asked about.
            calendar: The agreement's calendar.
            ask: Asked for what the row lacks, when it is needed.
            roundings: Takes each rounding.

        Raises:
            NotPlannedError: Something is in the way; `evaluate` says what.
        """
        ready = calendar_of(calendar) if calendar is not None else calendar
        values = [ask, on, ready, roundings, *map(row.get, self._keys)]
        value: Prepared = self._run(values)
        return value

    def value(
        self, given: Given, on: date, calendar: Calendar | BusinessDays | None = None
    ) -> Value:
        """Compute as `evaluate` does, without a trace.

        Raises:
            NotComputedError: There is no value; `diagnostics` says why.
        """
        source = source_of(given)

        def ask(slot: Slot) -> Prepared | None:
            take = source.whole if len(slot.wanted.of) > 1 else source.one
            found = take(slot.wanted, None)
            if found is MISSING:
                return None
            value = value_of(slot.wanted, found, slot.kind, None)
            return (value.numerator, value.denominator) if isinstance(value, Fraction) else value

        try:
            return plain(self.prepared({}, on, calendar, ask))
        except (NotPlannedError, NotComputedError):
            return evaluate(self.expression, given, on, self.setting, calendar).value


def plain(value: Prepared) -> Value:
    """Give a pair as a fraction."""
    return Fraction(*value) if isinstance(value, tuple) else value


def _key(wanted: Input) -> Key:
    return wanted.quantity, wanted.of, wanted.timing
