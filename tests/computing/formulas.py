"""Shared by the tests of computing: formulas written in the notation, and inputs by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.formula.evaluate import evaluate
from hereof.formula.inputs import Input, Setting
from hereof.formula.refusals import NotComputedError
from hereof.model.formula import Compare, Logic, Truth
from hereof.model.meaning import Formula
from language.reading import meaning_of

if TYPE_CHECKING:
    from datetime import date

    from hereof.diagnostics import Diagnostic
    from hereof.formula.trace import Result
    from hereof.model.formula import Expression

BALANCE = "Certificate Principal Balance"
CLASSES = tuple(f"Class A-{number}" for number in range(1, 9))
SETTING = Setting(CLASSES, {"Senior Certificates": CLASSES[:3]})


def formula(text: str) -> Expression:
    """Read a formula."""
    meaning = meaning_of(text)
    assert isinstance(meaning, Formula)
    assert not isinstance(meaning.expression, Compare | Truth | Logic)
    return meaning.expression


def balance(*numbers: int, timing: str = "") -> Input:
    """Give the balance of Classes by their numbers."""
    return Input(BALANCE, tuple(f"Class A-{number}" for number in numbers), timing)


def named(term: str) -> Input:
    """Give an input without owner or timing."""
    return Input(term, (), "")


def computed(text: str, given: Any, on: date, **more: Any) -> Result:  # noqa: ANN401
    """Compute a formula."""
    return evaluate(formula(text), given, on, more.get("setting", SETTING), more.get("calendar"))


def refused(text: str, given: Any, on: date, **more: Any) -> tuple[Diagnostic, ...]:  # noqa: ANN401
    """Compute a formula that must have no value, and say why."""
    try:
        result = computed(text, given, on, **more)
    except NotComputedError as failure:
        return failure.diagnostics
    raise AssertionError(result.value)
