"""Shared by the tests of formulas: formulas from the notation, random ones, and witnesses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from formula.naive import CLASSES, naive
from hereof.calendar import Month
from hereof.diagnostics import Source, Span
from hereof.formula.compare import Comparison, Verdict, compare
from hereof.formula.inputs import setting
from hereof.model import formula as f
from hereof.model.meaning import Formula
from language.reading import meaning_of

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Span(Source("", ""), 0, 0)
SETTING = setting(
    CLASSES,
    {"Senior Certificates": ("Class A-1", "Class A-2")},
    {"Loan Count": "count", "Trigger Event": "truth"},
)


def formula(text: str) -> f.Expression:
    """Read a formula in the notation."""
    meaning = meaning_of(text)
    assert isinstance(meaning, Formula)
    return meaning.expression


def verdict(first: str, second: str) -> Comparison:
    """Compare two formulas in the notation, and check the witness where there is one."""
    one, two = formula(first), formula(second)
    found = compare(one, two, SETTING)
    check(one, two, found)
    return found


def check(one: Any, two: Any, found: Comparison) -> None:
    """Compute both formulas for the figures of a witness: it must tell the truth."""
    assert (found.witness is not None) == (found.verdict is Verdict.DIFFERENT)
    assert bool(found.why) == (found.verdict is Verdict.UNSETTLED)
    if found.witness is None:
        return
    values = {
        str(atom): value.toordinal() if isinstance(value, date) else value
        for atom, value in found.witness.values
    }
    assert all(value >= 0 for value in values.values())
    if found.witness.on is not None:
        values["Distribution Date"] = found.witness.on.toordinal()
    shown = found.witness.first, found.witness.second
    shown = tuple(one.toordinal() if isinstance(one, date) else one for one in shown)
    assert shown == (naive(one, values), naive(two, values))
    assert shown[0] != shown[1]


# ---- random formulas

TERMS = ("A", "B", "C")
OWNED = "Balance"
DATES = ("Closing Date", "Distribution Date")
TRUTHS = ("T", "U")
MONTHS = (Month(2004, 1), Month(2004, 2))
DAYS = tuple(date(2004, 1, day).toordinal() for day in (1, 2, 31)) + (
    date(2004, 2, 1).toordinal(),
    date(2004, 2, 29).toordinal(),
)


def named(term: str) -> f.Input:
    return f.Input(term, None, (), total=False, span=HERE)


def of(*owners: str, total: bool = False, term: str = OWNED) -> f.Input:
    pairs = tuple((one, one) for one in owners)
    return f.Input(term, f.Owners(pairs), (), total=total, span=HERE)


def number(value: Fraction | int | str) -> f.Amount:
    return f.Amount(Fraction(value), "", str(value))


CENT = f.Amount(Fraction(1, 100), "$", "$0.01")
WHOLE = f.Amount(Fraction(1), "$", "$1")

amounts = st.sampled_from([number(n) for n in (0, 1, 2, 3, "1/2")])
inputs = st.sampled_from(
    [
        *map(named, TERMS),
        *(of(one) for one in CLASSES),
        of(*CLASSES, total=True),
        of("Class A-1", "Class A-2", total=True),
    ]
)
dates = st.sampled_from(
    [*map(named, DATES), *(f.Day(date.fromordinal(day)) for day in DAYS)]
) | st.builds(f.ShiftedDay, st.integers(-1, 1), st.just(""), st.sampled_from([*map(named, DATES)]))

_RELATIONS = ("at least", "at most", "more than", "less than", "equal to")
_DATE_RELATIONS = ("before", "after", "on or before", "on or after", "equal to")


def conditions_of(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    simple = (
        st.builds(f.Truth, st.sampled_from([*map(named, TRUTHS)]))
        | st.builds(f.Compare, numbers, st.sampled_from(_RELATIONS), numbers)
        | st.builds(f.Compare, dates, st.sampled_from(_DATE_RELATIONS), dates)
    )
    several = st.lists(simple, min_size=2, max_size=3).map(tuple)
    return (
        simple
        | st.builds(f.Logic, st.sampled_from(["all", "any"]), several)
        | st.builds(f.Logic, st.just("not"), st.tuples(simple))
    )


def _composed(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    two = st.tuples(numbers, numbers)
    signed = st.tuples(st.sampled_from([1, -1]), numbers)
    steps = st.builds(
        f.Step,
        numbers,
        st.booleans(),
        st.sampled_from([*MONTHS, *map(date.fromordinal, DAYS), "Closing Date"]),
    )
    return (
        st.builds(f.Sum, st.tuples(numbers.map(lambda n: (1, n)), signed))
        | st.builds(f.Product, two)
        | st.builds(f.Quotient, numbers, numbers)
        | st.builds(f.Choice, st.sampled_from(["lesser", "greater", "average"]), two)
        | st.builds(f.Choice, st.sampled_from(["lesser", "greater"]), st.tuples(numbers, *[two]).map(
            lambda parts: (parts[0], *parts[1])
        ))
        | st.builds(f.Excess, numbers, numbers)
        | st.builds(f.DaysBetween, dates, dates)
        | st.builds(
            f.Rounded,
            numbers,
            st.sampled_from(["half up", "half even", "up", "down", "nearest"]),
            st.just(WHOLE),
        )
        | st.builds(f.Conditional, conditions_of(numbers), numbers, numbers)
        | st.builds(f.Conditional, conditions_of(numbers), numbers, st.just(f.NoValue()))
        | st.builds(f.Schedule, st.lists(steps, min_size=1, max_size=3).map(tuple))
    )


formulas = st.recursive(inputs | amounts, _composed, max_leaves=6)

_small = st.sampled_from([Fraction(n) for n in (0, 1, 2, 3)] + [Fraction(1, 2), Fraction(5, 2)])
points = st.fixed_dictionaries(
    {
        **dict.fromkeys(TERMS, _small),
        **{f"{OWNED} of {one}": _small for one in CLASSES},
        **dict.fromkeys(DATES, st.sampled_from([d + n for d in DAYS for n in (-1, 0, 1)])),
        **dict.fromkeys(TRUTHS, st.booleans()),
    }
)


def same_at(one: Any, two: Any, values: Mapping[str, Any]) -> bool:
    first, second = naive(one, values), naive(two, values)
    return first == second and (first is None) == (second is None)
