"""Compiles the parts of a formula to functions that call each other."""

from __future__ import annotations

from hereof.formula.plan_choices import ChoiceParts
from hereof.formula.plan_days import DayParts
from hereof.formula.plan_numbers import NumberParts


class Compiler(NumberParts, ChoiceParts, DayParts):
    """Makes the parts of one formula."""
