"""Every definition of the corpus reads as it must, and computes what was computed by hand."""

from __future__ import annotations

import importlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pytest

import hereof
from hereof.calendar import BusinessDays
from hereof.formula.inputs import Setting, setting
from hereof.model.meaning import Formula
from language.reading import meaning_of
from words import plain_formula
from words.corpus import Case, cases
from words.lookup import Data, Lookup, NoValueError, days_asked, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

Value: TypeAlias = "Fraction | date | bool | None"

CASES: Final = cases()
NO_VALUE: Final = None
READER: Final[Callable[..., Any] | None] = getattr(hereof, "read", None)


def by_status(*statuses: str) -> pytest.MarkDecorator:
    chosen = [case for case in CASES if case.status in statuses]
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case.id)


def by_hand(case: Case) -> tuple[Callable[[Lookup], Value], ...]:
    """Give the hand-written arithmetic of a case, one function a meaning."""
    found = importlib.import_module(f"words.{case.room}").FIGURES[case.id]
    return found if isinstance(found, tuple) else (found,)


def data_sets(case: Case) -> list[Data]:
    kinds: dict[str, str] = {}
    return [
        Data(number, on, kinds, case.setting.types)
        for number, on in enumerate(days_asked(case.words))
    ]


def worked_out(function: Callable[[Lookup], Value], sets: Iterable[Data]) -> tuple[Value, ...]:
    """Give what a hand-written function computes on each data set."""
    return tuple(_worked_out(function, Lookup(data)) for data in sets)


def _worked_out(function: Callable[[Lookup], Value], lookup: Lookup) -> Value:
    try:
        return function(lookup)
    except NoValueError:
        return NO_VALUE


# ------------------------------------------------------------- the corpus against itself


def test_no_id_is_used_twice() -> None:
    ids = [case.id for case in CASES]
    assert sorted(ids) == sorted(set(ids))


def test_each_arithmetic_belongs_to_a_case() -> None:
    rooms = {case.room for case in CASES if case.status != "refused"}
    written = {name for room in rooms for name in importlib.import_module(f"words.{room}").FIGURES}
    assert written == {case.id for case in CASES if case.status != "refused"}


def test_there_are_enough() -> None:
    counted = {status: sum(case.status == status for case in CASES) for status in LEAST}
    assert {status: max(LEAST[status], counted[status]) for status in LEAST} == counted


LEAST: Final = {"read": 240, "ambiguous": 45, "refused": 45}


@by_status("read", "ambiguous")
def test_formulas_and_arithmetic_agree(case: Case) -> None:
    functions, sets = by_hand(case), data_sets(case)
    assert len(functions) == len(case.formulas)
    surroundings = setting(case.setting.classes, case.setting.members, case.setting.types)
    for function, formula in zip(functions, case.formulas, strict=True):
        values = worked_out(function, sets)
        assert any(value is not NO_VALUE for value in values)
        if formula.startswith("#"):
            continue
        tested = formula.removeprefix("true if ")
        meaning = formula_of(formula if tested == formula else f"if {tested} then 1 otherwise 0")
        plainly = tuple(_plainly(meaning, data, surroundings) for data in sets)
        assert plainly == values


def formula_of(text: str) -> Formula:
    """Read a formula; one that the notation cannot write yet waits for the reader."""
    try:
        meaning = meaning_of(text)
    except AssertionError:
        if READER is None:
            pytest.skip(f"the notation cannot write this yet: {text}")
        raise
    assert isinstance(meaning, Formula)
    return meaning


def _plainly(meaning: Formula, data: Data, within: Setting) -> Value:
    try:
        value: Value = plain_formula.value(meaning.expression, data, within)
    except NoValueError:
        return NO_VALUE
    return value


@by_status("ambiguous")
def test_the_meanings_of_an_ambiguous_case_differ(case: Case) -> None:
    sets = data_sets(case)
    values = {worked_out(function, sets) for function in by_hand(case)}
    assert len(values) == len(case.formulas)


# ------------------------------------------------------------------------- the reader


def read(case: Case) -> Any:  # noqa: ANN401 - what the reader gives
    if READER is None:
        pytest.skip("there is no reader yet")
    around = case.setting
    return READER(
        case.words,
        term=around.term,
        classes=around.classes,
        members=around.members,
        types=around.types,
        conventions=around.conventions,
        calendar=BusinessDays(around.calendar) if around.calendar else None,
    )


def computed(
    reading: Any,  # noqa: ANN401
    sets: Iterable[Data],
    asked: list[Any] | None = None,
) -> tuple[Value, ...]:
    """Give what a reading computes on each data set; nothing where it refuses.

    Args:
        reading: The reading.
        sets: The data sets.
        asked: Takes every input that the reading asked for.
    """
    return tuple(_evaluated(reading, data, [] if asked is None else asked) for data in sets)


def _evaluated(reading: Any, data: Data, asked: list[Any]) -> Value:  # noqa: ANN401
    def given(wanted: Any) -> Any:  # noqa: ANN401
        if wanted.per_class:
            return sum((given(one) for one in wanted.per_class), Fraction(0))
        asked.append(wanted)
        return data.value(wanted.quantity, tuple(wanted.of), wanted.timing)

    try:
        result = reading.evaluate(given, on=data.on)
    except hereof.HereofError:
        return NO_VALUE
    value: Value = getattr(result, "value", result)
    return value


def judged(status: str, expected: str, *, right: bool) -> str:
    """Name how a reading came out; a wrong one that is sure of itself is the worst."""
    if status == expected:
        return "right" if right else f"wrong, {status}"
    if status == "read":
        return f"wrong, read for {expected}"
    return f"{status} for {expected}"


@by_status("read")
def test_read(case: Case, record_property: Callable[[str, object], None]) -> None:
    result, sets = read(case), data_sets(case)
    (function,) = by_hand(case)
    values = worked_out(function, sets)
    asked: list[Any] = []
    found = {computed(reading, sets, asked) for reading in result.readings}
    unnamed = _owned(function, sets) - {(key(i.quantity), key("", tuple(i.of))) for i in asked}
    right = found == {values} and not unnamed
    record_property("came out", judged(result.status, "read", right=right))
    assert result.status == "read", [str(finding) for finding in result.diagnostics]
    (reading,) = result.readings
    assert found == {values}, reading.notation
    assert not unnamed, [str(wanted) for wanted in reading.inputs]


def _owned(function: Callable[[Lookup], Value], sets: Iterable[Data]) -> set[tuple[str, str]]:
    """Give the quantity and owner of each input that the arithmetic asks of somebody."""
    asked: list[tuple[str, tuple[str, ...], str]] = []
    for data in sets:
        _worked_out(function, Lookup(data, asked))
    return {(key(quantity), key("", of)) for quantity, of, _ in asked if of}


@by_status("ambiguous")
def test_ambiguous(case: Case, record_property: Callable[[str, object], None]) -> None:
    result, sets = read(case), data_sets(case)
    values = [worked_out(function, sets) for function in by_hand(case)]
    found = [computed(reading, sets) for reading in result.readings]
    right = len(found) == len(values) and set(found) == set(values)
    record_property("came out", judged(result.status, "ambiguous", right=right))
    assert result.status == "ambiguous", [reading.notation for reading in result.readings]
    assert right, [reading.notation for reading in result.readings]
    assert result.figures, "nothing shows for which figures the readings differ"


@by_status("refused")
def test_refused(case: Case, record_property: Callable[[str, object], None]) -> None:
    result = read(case)
    record_property("came out", judged(result.status, "refused", right=True))
    assert result.status == "refused", [reading.notation for reading in result.readings]
    assert not result.readings
    assert any(label.span for finding in result.diagnostics for label in finding.labels)
