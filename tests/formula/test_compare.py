"""Pairs of formulas that mean the same, or not, told apart by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from formula.pairs import HERE, SETTING, checked, compared, formula, less, named, number, of
from hereof.calendar import Month
from hereof.formula.atoms import Atom
from hereof.formula.compare import Verdict, compare, distinct
from hereof.formula.inputs import Setting
from hereof.model import formula as f
from hereof.model.meaning import DayKind, RollKind

EQUAL = [
    # sums and products
    ("A + B", "B + A"),
    ("A - B - C", "A - (B + C)"),
    ("A * (B + C)", "A * B + C * A"),
    ("(A + 1) * (A - 1)", "A * A - 1"),
    ("A + A", "2 * A"),
    ("5% * A", "A / 20"),
    ("average of (A, B)", "0.5 * A + B / 2"),
    # the lesser, the greater and the excess
    ("lesser of (A, B)", "A - excess of (A over B)"),
    ("greater of (A, B)", "A + B - lesser of (B, A)"),
    ("excess of (A over B)", "greater of (0, A - B)"),
    ("least of (A, B, C)", "lesser of (lesser of (C, B), A)"),
    ("greatest of (A, B, C, D)", "greater of (greater of (D, B), greater of (C, A))"),
    ("excess of (excess of (A over B) over C)", "excess of (A over B + C)"),
    ("lesser of (excess of (A over B), C)", "excess of (lesser of (A, B + C) over B)"),
    ("lesser of (A, A + B)", "A"),
    ("excess of (A over A + B)", "0"),
    ("lesser of (Rate * A, Rate * B)", "Rate * lesser of (A, B)"),
    ("excess of (1 over 2)", "0"),
    ("average of (A, B) - lesser of (A, B)", "0.5 * (greater of (A, B) - lesser of (A, B))"),
    # fractions
    ("(A / (A + B)) * C", "(A * C) / (A + B)"),
    ("(A / B) / C", "A / (B * C)"),
    ("A / (B / C)", "(A * C) / B + 0 * (A / C)"),
    ("lesser of (A / B, 1)", "(lesser of (A, B)) / B"),
    ("lesser of ((A * C) / (A + B), (B * C) / (A + B))", "C * ((lesser of (A, B)) / (A + B))"),
    ("(A * A - 1) / (A + 1)", "A - 1"),
    ("A / B - A / B", "0 * (1 / B)"),
    # conditions
    ("if A at least B then A otherwise B", "greater of (A, B)"),
    ("if A more than B then A otherwise B", "greater of (A, B)"),
    ("if A more than B then A - B otherwise 0", "excess of (A over B)"),
    ("if T then A otherwise B", "if not (T) then B otherwise A"),
    ("if T and U then A otherwise B", "if U then (if T then A otherwise B) otherwise B"),
    ("if T or U then A otherwise B", "if not (T) and not (U) then B otherwise A"),
    ("if T and A more than B then A otherwise B", "if T then greater of (A, B) otherwise B"),
    ("if A equal to B then A otherwise C", "if A equal to B then B otherwise C"),
    ("if A equal to B then A * C otherwise C", "if B equal to A then B * C otherwise C"),
    ("if A at least 0 then B otherwise C", "B"),
    (
        "if A / B at least C then 1 otherwise 2",
        "if A at least B * C then 1 / (B / B) otherwise 2 / (B / B)",
    ),
    ("if B more than 0 then A / B otherwise 0", "if B equal to 0 then 0 otherwise A / B"),
    # dates
    (
        "schedule (70% before October 2004, 30% from October 2004)",
        "if Distribution Date is before 2004-10-01 then 70% otherwise 30%",
    ),
    (
        "if Stepdown Date is after 2004-01-31 then 1 otherwise 2",
        "if Stepdown Date is on or after 2004-02-01 then 1 otherwise 2",
    ),
    (
        "schedule (A before 2004-02-01, B before 2004-01-01, C from Cut Date)",
        "schedule (A before February 2004, C from Cut Date)",
    ),
    ("days from (Closing Date to Cut Date)", "0 - days from (Cut Date to Closing Date)"),
    (
        "if A before B and B before C then 1 otherwise 2",
        "if A before B and B before C and A before C then 1 otherwise 2",
    ),
    # totals
    (
        "total Balance of Class A-1 through Class A-3 - Balance of Class A-2",
        "Balance of Class A-1 + Balance of Class A-3",
    ),
    ("total Balance of Senior Certificates", "total Balance of (Class A-2, Class A-1)"),
    (
        "total Balance of (Class A-1 through Class A-3 other than Class A-2)",
        "total Balance of Class A-1 + total Balance of Class A-3 Certificates",
    ),
    ("Coupon of (Class A-1, Class A-2)", "Coupon of Senior Certificates"),
    (
        "lesser of (total Balance of Class A-1 through Class A-3, Balance of Class A-2)",
        "Balance of Class A-2",
    ),
    # rounding
    ("rounded (A + B, half up to $0.01)", "rounded (B + A, half up to $0.01)"),
    ("rounded (rounded (A, up to $1), down to $1)", "rounded (A, up to $1)"),
    ("rounded (2.5, half even to 1)", "2"),
    ("rounded (A - B, up to 1)", "0 - rounded (B - A, up to 1)"),
    (
        "rounded (lesser of (A, B), up to $1)",
        "if A less than B then rounded (A, up to $1) otherwise rounded (B, up to $1)",
    ),
    (
        "rounded (lesser of (A, B), half even to $1)",
        "lesser of (rounded (A, half even to $1), rounded (B, half even to $1))",
    ),
    # a number of things is whole
    ("if Loan Count more than 3 then A otherwise B", "if Loan Count at least 4 then A otherwise B"),
]

DIFFERENT = [
    ("A", "B"),
    ("A - (B - C)", "A - B - C"),
    ("A * (B + C)", "A * B + C"),
    ("A * A", "A"),
    ("lesser of (A, B)", "greater of (A, B)"),
    ("excess of (A over B)", "A - B"),
    ("excess of (A over B + C)", "excess of (A over B) + C"),
    ("lesser of (A, B) + C", "lesser of (A + C, B)"),
    ("(A / (A + B)) * C", "(B / (A + B)) * C"),
    # where there is no value
    ("A / A", "1"),
    ("0 * (A / B)", "0"),
    ("A / B", "A / B + 0 * (C / D)"),
    ("(A * A - B * B) / (A + B)", "A - B"),
    ("A / (B / C)", "(A * C) / B"),
    (
        "if T and A / B more than 1 then 1 otherwise 2",
        "if T then (if A / B more than 1 then 1 otherwise 2) otherwise 2",
    ),
    ("schedule (1 before October 2004)", "1"),
    # on the boundary, and a day to either side
    ("if A more than B then C otherwise D", "if A at least B then C otherwise D"),
    ("if A more than $100 then 1 otherwise 2", "if A at least $100 then 1 otherwise 2"),
    ("if A more than $100 then 1 otherwise 2", "if A more than $100.01 then 1 otherwise 2"),
    (
        "schedule (70% before October 2004, 30% from 2004-10-02)",
        "if Distribution Date is before 2004-10-01 then 70% otherwise 30%",
    ),
    (
        "if Stepdown Date is after 2004-01-31 then 1 otherwise 2",
        "if Stepdown Date is on or after 2004-01-31 then 1 otherwise 2",
    ),
    (
        "schedule (A from 2004-01-01, B from 2005-01-01)",
        "schedule (B from 2005-01-01, A from 2004-01-01)",
    ),
    ("if A equal to B then 1 otherwise 2", "2"),
    # of whom, when, what
    ("Balance of Class A-1", "Balance of Class A-2"),
    ("Balance of Class A-1 [prior month]", "Balance of Class A-1"),
    ("total Balance of (Class A-1, Class A-2)", "Balance of (Class A-1, Class A-2)"),
    ("if T then A otherwise B", "if U then A otherwise B"),
    ("if T or U then A otherwise B", "if T and U then A otherwise B"),
    # rounding
    ("rounded (A, half up to $0.01)", "A"),
    ("rounded (A, half up to $0.01)", "rounded (A, half even to $0.01)"),
    ("rounded (A, up to $0.01)", "rounded (A, down to $0.01)"),
    ("rounded (A, half up to $0.01) + B", "rounded (A + B, half up to $0.01)"),
    # dates and numbers
    ("Closing Date", "Cut Date"),
    (
        "days from (Closing Date to Distribution Date)",
        "days from (Distribution Date to Closing Date)",
    ),
    ("2004-01-01", "731581"),
    # whole numbers and others
    ("if Balance more than 3 then A otherwise B", "if Balance at least 4 then A otherwise B"),
]


@pytest.mark.parametrize(("first", "second"), EQUAL)
def test_equal(first: str, second: str) -> None:
    assert compared(first, second).verdict is Verdict.EQUAL
    assert compared(second, first).verdict is Verdict.EQUAL


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_different(first: str, second: str) -> None:
    assert compared(first, second).verdict is Verdict.DIFFERENT
    assert compared(second, first).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the square of a difference is never negative, which is not seen
        ("excess of (2 * A * B over A * A + B * B)", "0"),
        (" + ".join(f"(if T{n} then A{n} otherwise B{n}) * A" for n in range(15)), "A + 0 * B"),
    ],
)
def test_unsettled_or_different_but_never_equal(first: str, second: str) -> None:
    found = compared(first, second)
    assert found.verdict is not Verdict.EQUAL


def test_a_reason_is_given_where_nothing_is_settled() -> None:
    found = compared("excess of (2 * A * B over A * A + B * B)", "0")
    assert found.verdict is Verdict.UNSETTLED
    assert found.why == "in some case neither a proof nor figures that differ were found"


def test_tests_are_compared_too() -> None:
    one = f.Compare(named("A"), "at least", named("B"))
    other = f.Logic("not", (f.Compare(named("A"), "less than", named("B")),))
    assert checked(one, other).verdict is Verdict.EQUAL
    found = checked(one, f.Compare(named("A"), "more than", named("B")))
    assert found.witness is not None
    assert (found.witness.first, found.witness.second) == (True, False)


def test_a_witness_has_round_figures_by_input() -> None:
    found = compared("lesser of (A, B)", "greater of (A, B)").witness
    assert found is not None
    assert found.values == (
        (Atom("A", (), "", "dollars"), Fraction(0)),
        (Atom("B", (), "", "dollars"), Fraction(100)),
    )
    assert (found.on, found.first, found.second) == (None, 0, 100)


def test_a_witness_names_the_date_asked_about() -> None:
    found = compared("schedule (1 before October 2004)", "1").witness
    assert found is not None
    assert (found.values, found.on) == ((), date(2004, 10, 1))
    assert (found.first, found.second) == (None, 1)


def test_a_term_compared_with_a_date_is_a_date() -> None:
    found = compared("Maturity", "2004-01-01").witness
    assert found is not None
    assert isinstance(found.first, date)
    assert found.second == date(2004, 1, 1)


# ---- what the notation does not write yet


def in_month(series: str, month: int) -> f.DateIn:
    return f.DateIn(series, Month(2004, month))


def either(test: f.Test) -> f.Conditional:
    return f.Conditional(test, named("A"), named("B"))


ASKED = named("Distribution Date")


def test_a_date_of_a_series_lies_in_its_month() -> None:
    november = in_month("Distribution Date", 11)
    after = either(f.Compare(november, "after", f.Day(date(2004, 10, 31))))
    assert checked(after, named("A")).verdict is Verdict.EQUAL
    before = either(f.Compare(november, "before", in_month("Determination Date", 12)))
    assert compare(before, named("A")).verdict is Verdict.EQUAL
    assert (
        compare(
            either(f.Compare(ASKED, "before", november)),
            either(f.Compare(ASKED, "before", in_month("Determination Date", 11))),
        ).verdict
        is Verdict.DIFFERENT
    )


def test_dates_by_number_follow_each_other() -> None:
    thirteenth, first = f.NthDate(13, "Distribution Date"), f.NthDate(1, "Distribution Date")
    assert (
        compare(either(f.Compare(thirteenth, "after", first)), named("A")).verdict is Verdict.EQUAL
    )
    different = either(f.Compare(ASKED, "after", first))
    found = compare(either(f.Compare(ASKED, "after", thirteenth)), different)
    assert found.verdict is Verdict.DIFFERENT


def test_an_anniversary_follows_its_date() -> None:
    closing = named("Closing Date")
    second, third = f.Anniversary(2, closing), f.Anniversary(3, closing)
    for test in (f.Compare(second, "after", closing), f.Compare(third, "after", second)):
        assert compare(either(test), named("A")).verdict is Verdict.EQUAL
    fixed = f.Anniversary(3, f.Day(date(2004, 5, 6)))
    assert compare(fixed, f.Day(date(2007, 5, 6))).verdict is Verdict.EQUAL
    found = compare(
        either(f.Compare(ASKED, "before", third)), either(f.Compare(ASKED, "before", second))
    )
    assert found.verdict is Verdict.DIFFERENT


def day_in_month(months: int, base: f.Expression, roll: RollKind = RollKind.NONE) -> f.DayInMonth:
    business_day = "" if roll is RollKind.NONE else "Business Day"
    return f.DayInMonth(DayKind.DAY_OF_MONTH, 15, roll, business_day, months, base)


def test_days_of_months() -> None:
    fixed = day_in_month(-1, f.Day(date(2004, 1, 25)))
    assert compare(fixed, f.Day(date(2003, 12, 15))).verdict is Verdict.EQUAL
    before = f.Compare(day_in_month(-1, ASKED), "before", ASKED)
    assert compare(either(before), named("A")).verdict is Verdict.EQUAL
    found = compare(day_in_month(-1, ASKED), day_in_month(0, ASKED))
    assert found.verdict is Verdict.DIFFERENT
    rolled = compare(day_in_month(0, ASKED), day_in_month(0, ASKED, RollKind.NEXT))
    assert rolled.verdict is Verdict.DIFFERENT
    shifted = f.ShiftedDay(-3, "Business Day", ASKED)
    assert compare(either(f.Compare(shifted, "before", ASKED)), named("A")).verdict is Verdict.EQUAL
    assert compare(shifted, f.ShiftedDay(-2, "Business Day", ASKED)).verdict is Verdict.DIFFERENT
    week = f.ShiftedDay(7, "", f.ShiftedDay(-3, "", ASKED))
    assert checked(week, f.ShiftedDay(4, "", ASKED)).verdict is Verdict.EQUAL


EACH = of(f.EACH_OWNER)
RATE = of(f.EACH_OWNER, term="Pass-Through Rate")
ALL = f.Owners((("Class A-1", "Class A-3"),))


def interest(owner: str) -> f.Expression:
    return f.Product((of(owner), of(owner, term="Pass-Through Rate")))


def test_totals_for_each_owner() -> None:
    each = f.ForEach(ALL, f.Product((EACH, RATE)))
    several = f.Sum(tuple((1, interest(f"Class A-{n}")) for n in (3, 1, 2)))
    assert checked(each, several).verdict is Verdict.EQUAL
    total = f.Product(
        (of("Class A-1", "Class A-2", "Class A-3", total=True), number("5%".rstrip("%")))
    )
    assert checked(each, total).verdict is Verdict.DIFFERENT


def weighted(owners: f.Owners) -> f.Weighted:
    value = f.Input("Pass-Through Rate", owners, (), total=False, span=HERE)
    weight = f.Input("Balance", owners, (), total=False, span=HERE)
    return f.Weighted(value, weight)


def test_weighted_averages() -> None:
    total = of("Class A-1", "Class A-2", "Class A-3", total=True)
    same = f.Quotient(f.ForEach(ALL, f.Product((RATE, EACH))), total)
    assert checked(weighted(ALL), same).verdict is Verdict.EQUAL
    some = f.Owners((("Class A-1", "Class A-2"),))
    assert checked(weighted(ALL), weighted(some)).verdict is Verdict.DIFFERENT


LOANS = f.Owners((("Mortgage Loans", "Mortgage Loans"),))


def test_owners_that_are_not_known_one_by_one() -> None:
    same = f.Quotient(f.ForEach(LOANS, f.Product((RATE, EACH))), of("Mortgage Loans", total=True))
    assert compare(weighted(LOANS), same).verdict is Verdict.EQUAL
    twice = f.ForEach(LOANS, f.Product((number(2), EACH)))
    assert (
        compare(twice, f.Sum(((1, of("Mortgage Loans")), (1, of("Mortgage Loans"))))).verdict
        is Verdict.EQUAL
    )
    more = f.Sum(((1, weighted(LOANS)), (1, number("1/100"))))
    assert compare(weighted(LOANS), more).verdict is Verdict.DIFFERENT
    capped = f.ForEach(LOANS, f.Choice("lesser", (EACH, number(100))))
    assert compare(capped, capped).verdict is Verdict.EQUAL
    assert (
        compare(capped, f.Choice("lesser", (of("Mortgage Loans"), number(100)))).verdict
        is not Verdict.EQUAL
    )
    parts = f.ForEach(LOANS, f.Quotient(EACH, RATE))
    assert compare(less(parts, parts), number(0)).verdict is Verdict.DIFFERENT


def test_nearest_has_no_value_in_the_middle() -> None:
    unit = f.Amount(Fraction(1, 100), "$", "$0.01")
    nearest = f.Rounded(named("A"), "nearest", unit)
    found = checked(nearest, f.Rounded(named("A"), "half up", unit))
    assert found.witness is not None
    assert found.witness.first is None
    assert checked(nearest, f.Rounded(named("A"), "nearest", unit)).verdict is Verdict.EQUAL


def test_no_value() -> None:
    nothing = f.NoValue()
    divided = f.Quotient(named("A"), number(0))
    assert checked(nothing, divided).verdict is Verdict.EQUAL
    assert checked(nothing, named("A")).verdict is Verdict.DIFFERENT


def test_declared_types_decide() -> None:
    one, other = (
        formula("if Passed then 1 otherwise 2"),
        formula("if not (Passed) then 2 otherwise 1"),
    )
    assert compare(one, other, Setting(types={"Passed": "truth"})).verdict is Verdict.EQUAL
    days = Setting(types={"Delay": "days"})
    more, least = (
        formula("if Delay more than 3 then 1 otherwise 2"),
        formula("if Delay at least 4 then 1 otherwise 2"),
    )
    assert compare(more, least, days).verdict is Verdict.EQUAL
    assert compare(more, least).verdict is Verdict.DIFFERENT


def test_a_bad_range_is_no_error() -> None:
    one = formula("total Balance of Class Z-1 through Class Z-9")
    assert compare(one, formula("Balance of Class Z-1"), SETTING).verdict is Verdict.DIFFERENT


def test_groups() -> None:
    texts = ("A + B", "A", "B + A", "lesser of (A, A + B)", "A / A", "B")
    assert distinct([formula(text) for text in texts], SETTING) == [[0, 2], [1, 3], [4], [5]]
