"""Computes a formula exactly, with every step.

A test of several parts is met, or not, as soon as the parts that have a value decide
it, in whatever order they stand; of a choice only what is chosen is computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.formula.inputs import Setting
from hereof.formula.step_choices import ChoiceSteps
from hereof.formula.step_dates import DateSteps
from hereof.formula.step_numbers import NumberSteps
from hereof.formula.trace import Result

if TYPE_CHECKING:
    from datetime import date

    from hereof.calendar import BusinessDays
    from hereof.formula.calendars import Calendar
    from hereof.formula.given import Given
    from hereof.model import formula as f

PLAIN: Final = Setting()
"""Nothing is said beside the words."""


class Evaluator(NumberSteps, ChoiceSteps, DateSteps):
    """One method a kind of part; `hereof.formula.steps.METHODS` says which."""


def evaluate(
    expression: f.Expression | f.Test,
    given: Given,
    on: date,
    setting: Setting = PLAIN,
    calendar: Calendar | BusinessDays | None = None,
) -> Result:
    """Compute a formula on a date.

    Args:
        expression: The formula, or a test.
        given: A mapping from inputs, or a function of an input, to `Fraction`, `int`,
            `Decimal`, decimals as text, `date` or `bool`, or any of these with its source
            as `Supplied`. A mapping may hold a total itself or every member of it; a function
            is asked for each member.
        on: The date asked about.
        setting: What the agreement says beside the words.
        calendar: Its calendar.

    Raises:
        NotComputedError: There is no value; `diagnostics` says why.
    """
    evaluator = Evaluator(given, on, setting, calendar)
    trace = evaluator.step(expression)
    return Result(trace.value, trace, tuple(evaluator.roundings))
