"""Shared by the tests of formulas: formulas from the notation, random ones, and witnesses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from hereof.calendar import Month
from hereof.diagnostics import Source, Span
from hereof.formula.compare import Comparison, Verdict, compare
from hereof.formula.inputs import setting
from hereof.model import formula as f
from hereof.model.meaning import Formula
from language.reading import meaning_of
from oracle.figures import CLASSES, Node, Value, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Formulas: TypeAlias = st.SearchStrategy[f.Expression]

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
    assert not isinstance(meaning.expression, f.Compare | f.Truth | f.Logic)
    return meaning.expression


def compared(first: str, second: str) -> Comparison:
    """Compare two formulas in the notation, and check the witness where there is one."""
    return checked(formula(first), formula(second))


def checked(one: Node, two: Node) -> Comparison:
    """Compare two formulas, and compute both for the figures of the witness."""
    found = compare(one, two, SETTING)
    assert (found.witness is not None) == (found.verdict is Verdict.DIFFERENT)
    assert bool(found.why) == (found.verdict is Verdict.UNSETTLED)
    if found.witness is not None:
        values = {str(atom): _plain(value) for atom, value in found.witness.values}
        assert all(value >= 0 for value in values.values())
        if found.witness.on is not None:
            values["Distribution Date"] = found.witness.on.toordinal()
        first, second = found.witness.first, found.witness.second
        assert (None if first is None else _plain(first)) == value_of(one, values)
        assert (None if second is None else _plain(second)) == value_of(two, values)
        assert first != second
    return found


def _plain(value: Value | date) -> Value:
    return value.toordinal() if isinstance(value, date) else value


# ---- formulas by hand


def named(term: str) -> f.Input:
    """Give an input without owner."""
    return f.Input(term, None, (), total=False, span=HERE)


def of(*owners: str, total: bool = False, term: str = "Balance") -> f.Input:
    """Give an input of owners."""
    pairs = tuple((one, one) for one in owners)
    return f.Input(term, f.Owners(pairs), (), total=total, span=HERE)


def number(value: Fraction | int | str) -> f.Amount:
    """Give a number."""
    return f.Amount(Fraction(value), "", str(value))


def less(one: f.Expression, two: f.Expression) -> f.Sum:
    """Subtract."""
    return f.Sum(((1, one), (-1, two)))


# ---- random formulas

TERMS = ("A", "B", "C")
DATES = ("Closing Date", "Distribution Date")
TRUTHS = ("T", "U")
MONTHS = (Month(2004, 1), Month(2004, 2))
DAYS = tuple(
    date(2004, month, day).toordinal() for month, day in ((1, 1), (1, 2), (1, 31), (2, 1), (2, 29))
)
WHOLE = f.Amount(Fraction(1), "$", "$1")
RULES = ("half up", "half even", "up", "down", "nearest")

amounts: Formulas = st.sampled_from([number(n) for n in (0, 1, 2, 3, "1/2")])
inputs: Formulas = st.sampled_from(
    [
        *map(named, TERMS),
        *(of(one) for one in CLASSES),
        of(*CLASSES, total=True),
        of("Class A-1", "Class A-2", total=True),
    ]
)
dates: Formulas = st.sampled_from(
    [
        *map(named, DATES),
        *(f.Day(date.fromordinal(day)) for day in DAYS),
        *(f.ShiftedDay(days, "", named(base)) for days in (-1, 0, 1) for base in DATES),
    ]
)
_RELATIONS = ("at least", "at most", "more than", "less than", "equal to")
_DATE_RELATIONS = ("before", "after", "on or before", "on or after", "equal to")


def conditions_of(numbers: Formulas) -> st.SearchStrategy[f.Test]:
    """Give tests over some numbers."""
    simple: st.SearchStrategy[f.Test] = st.one_of(
        st.builds(f.Truth, st.sampled_from([*map(named, TRUTHS)])),
        st.builds(f.Compare, numbers, st.sampled_from(_RELATIONS), numbers),
        st.builds(f.Compare, dates, st.sampled_from(_DATE_RELATIONS), dates),
    )
    several = st.lists(simple, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        simple,
        st.builds(f.Logic, st.sampled_from(["all", "any"]), several),
        st.builds(f.Logic, st.just("not"), st.tuples(simple)),
    )


def _composed(numbers: Formulas) -> Formulas:
    two = st.tuples(numbers, numbers)
    three = st.tuples(numbers, numbers, numbers)
    whens = st.sampled_from([*MONTHS, *map(date.fromordinal, DAYS), "Closing Date"])
    steps = st.lists(st.builds(f.Step, numbers, st.booleans(), whens), min_size=1, max_size=3)
    tests = conditions_of(numbers)
    return st.one_of(
        st.builds(
            lambda a, s, b: f.Sum(((1, a), (s, b))), numbers, st.sampled_from([1, -1]), numbers
        ),
        st.builds(f.Product, two),
        st.builds(f.Quotient, numbers, numbers),
        st.builds(f.Choice, st.sampled_from(["lesser", "greater", "average"]), two),
        st.builds(f.Choice, st.sampled_from(["lesser", "greater"]), three),
        st.builds(f.Excess, numbers, numbers),
        st.builds(f.DaysBetween, dates, dates),
        st.builds(f.Rounded, numbers, st.sampled_from(RULES), st.just(WHOLE)),
        st.builds(f.Conditional, tests, numbers, numbers),
        st.builds(f.Conditional, tests, numbers, st.just(f.NoValue())),
        st.builds(f.Schedule, steps.map(tuple)),
    )


formulas: Formulas = st.recursive(inputs | amounts, _composed, max_leaves=6)

named_rate = st.just(named("Rate"))
linear: Formulas = st.recursive(
    st.sampled_from([named("A"), named("B"), named("C"), number(2)]),
    lambda inner: st.one_of(
        st.builds(less, inner, inner),
        st.builds(lambda a, b: f.Sum(((1, a), (1, b))), inner, inner),
        st.builds(f.Choice, st.sampled_from(["lesser", "greater"]), st.tuples(inner, inner)),
        st.builds(f.Excess, inner, inner),
        st.builds(f.Quotient, inner, st.just(named("Pool Balance"))),
        st.builds(f.Product, st.tuples(named_rate, inner)),
    ),
    max_leaves=4,
)

_small = st.sampled_from([Fraction(n, 2) for n in (0, 1, 2, 3, 4, 5, 6)])
points: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        **dict.fromkeys(TERMS, _small),
        **{f"Balance of {one}": _small for one in CLASSES},
        **dict.fromkeys(DATES, st.sampled_from([day + n for day in DAYS for n in (-1, 0, 1)])),
        **dict.fromkeys(TRUTHS, st.booleans()),
    }
)


def same_at(one: Node, two: Node, values: Mapping[str, Value]) -> bool:
    """Tell whether two formulas have the same value, or neither has one."""
    return value_of(one, values) == value_of(two, values)
