"""What formulas compute, and the sentence in which each refusal is put."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from computing.formulas import SETTING, balance, computed, formula, named, refused
from computing.random_formulas import Fed
from hereof.calendar import BusinessDays
from hereof.formula.evaluate import evaluate
from hereof.formula.inputs import Input, Setting
from hereof.formula.plan import Plan
from hereof.formula.trace import Supplied

ON = date(2003, 10, 27)
PRO_RATA = (
    "(Certificate Principal Balance of Class A-7"
    " / total Certificate Principal Balance of Class A-1 through Class A-8) * Amount"
)
BALANCES = {balance(number): number * 1_000_000 for number in range(1, 9)}


def value(text: str, given: Any = None, on: date = ON, **more: Any) -> Any:  # noqa: ANN401
    return computed(text, given or {}, on, **more).value


def message(text: str, given: Any = None, on: date = ON, **more: Any) -> str:  # noqa: ANN401
    (found,) = refused(text, given or {}, on, **more)
    return f"{found.code}: {found.message}"


# ---- numbers


def test_a_pro_rata_amount_is_exact() -> None:
    given = {**BALANCES, named("Amount"): Decimal("1234567.89")}
    assert value(PRO_RATA, given) == Fraction(7, 36) * Fraction("1234567.89")


@pytest.mark.parametrize("given", [10, Fraction(10), Decimal("10.00"), "10.0", Supplied(10, "x")])
def test_a_number_may_be_given_in_any_exact_way(given: object) -> None:
    assert value("Amount / 4", {named("Amount"): given}) == Fraction(5, 2)


def test_a_total_may_be_given_itself_or_by_its_members() -> None:
    text = "total Certificate Principal Balance of Class A-1 through Class A-3"
    assert value(text, BALANCES) == 6_000_000
    assert value(text, {balance(1, 2, 3): 6_000_000}) == 6_000_000
    assert value(text, {**BALANCES, balance(3, 2, 1): 6_000_000}) == 6_000_000
    named_set = text.replace("Class A-1 through Class A-3", "Senior Certificates")
    assert value(named_set, BALANCES) == 6_000_000


def test_a_function_is_asked_for_every_member_of_a_total() -> None:
    asked = []

    def given(wanted: Input) -> int:
        asked.append(wanted)
        return 1

    assert value("total Balance of Class A-1 through Class A-3", given) == 3
    assert [each.of for each in asked] == [("Class A-1",), ("Class A-2",), ("Class A-3",)]


def test_a_weighted_average_and_a_total_for_each() -> None:
    given = {
        **{Input("Rate", (f"Class A-{n}",), ""): Fraction(n, 100) for n in (1, 2, 3)},
        **{Input("Balance", (f"Class A-{n}",), ""): 100 * n for n in (1, 2, 3)},
    }
    of = "Class A-1 through Class A-3"
    assert value(f"weighted average of (Rate of {of} by Balance)", given) == Fraction(14, 600)
    assert value(f"total for each ({of}) of (Rate of that one * Balance of that one)", given) == 14


def test_interest_of_a_month() -> None:
    interest = "(Balance * 5.25% per year * days from (2003-09-25 to that date)) / 360"
    text = f"rounded ({interest}, half up to $0.01)"
    assert value(text, {named("Balance"): "1000000"}) == Fraction("4666.67")


# ---- choices and dates


def test_a_schedule_gives_the_value_in_effect() -> None:
    text = (
        "schedule (0% before date 60 of Distribution Date,"
        " 45% before anniversary 6 of Closing Date,"
        " 80% before November 2010, 100% from November 2010)"
    )
    given = {named("Closing Date"): date(2004, 1, 30)}
    shares = {
        date(2008, 11, 25): 0,
        date(2008, 12, 26): Fraction(45, 100),
        date(2010, 1, 29): Fraction(45, 100),
        date(2010, 1, 30): Fraction(80, 100),
        date(2010, 11, 1): 1,
    }
    assert {on: value(text, given, on, calendar=Fed()) for on in shares} == shares


def test_steps_that_begin_hold_until_the_next_begins() -> None:
    text = "schedule (1% from 2004-01-01, 2% from 2005-01-01)"
    assert value(text, on=date(2004, 12, 31)) == Fraction(1, 100)
    assert value(text, on=date(2005, 1, 1)) == Fraction(2, 100)
    assert message(text) == "no-value-on-date: the words give no value on 27 October 2003"


def test_without_a_calendar_a_date_of_a_series_is_compared_by_month() -> None:
    text = "if Distribution Date on or after Distribution Date in November 2008 then 1 otherwise 2"
    assert [value(text, on=date(2008, month, 25)) for month in (10, 11, 12)] == [2, 1, 1]
    turned = "if Distribution Date in November 2008 after that date then 1 otherwise 2"
    assert [value(turned, on=date(2008, month, 25)) for month in (10, 11, 12)] == [1, 2, 2]
    named_month = "Distribution Date in November 2008"
    step = f"schedule (1 before {named_month}, 2 from {named_month})"
    assert [value(step, on=date(2008, month, 25)) for month in (10, 11, 12)] == [1, 2, 2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Distribution Date in January 2004", date(2004, 1, 26)),
        ("date 2 of Distribution Date", date(2004, 2, 25)),
        ("anniversary 1 of 2004-02-29", None),
        ("anniversary 4 of 2004-02-29", date(2008, 2, 29)),
        ("day (25 of that month, or the next Business Day)", date(2003, 10, 27)),
        ("day (25 of that month, or the preceding Business Day)", date(2003, 10, 24)),
        ("day (last of the month before)", date(2003, 9, 30)),
        ("day (31 of the month before)", date(2003, 9, 30)),
        ("day (last Business Day of the 2nd month before that date)", date(2003, 8, 29)),
        ("day (business day 3 by Business Day of that month)", date(2003, 10, 3)),
        ("day (business day 23 by Business Day of that month)", None),
        ("day (2 Business Days before Distribution Date)", date(2003, 10, 23)),
        ("day (30 days after that date)", date(2003, 11, 26)),
        ("greater of (2003-01-01, that date)", ON),
    ],
)
def test_dates(text: str, found: date | None) -> None:
    if found is None:
        assert message(text, calendar=Fed()).startswith("date-unclear: ")
    else:
        assert value(text, calendar=Fed()) == found


def test_business_days_alone_are_calendar_enough_to_count_them() -> None:
    days = BusinessDays("Federal Reserve Banks")
    assert value("day (2 Business Days before that date)", calendar=days) == date(2003, 10, 23)


def test_a_date_that_no_calendar_gives_may_be_given_by_its_name() -> None:
    given = {named("36th Distribution Date"): date(2006, 9, 25)}
    assert value("date 36 of Distribution Date", given) == date(2006, 9, 25)


def test_a_test_is_decided_by_the_parts_that_have_a_value() -> None:
    given = {named("Met"): True, named("A"): 0}
    for parts in ("Met or 1 / A more than 2", "1 / A more than 2 or Met", "Met or Unknown"):
        assert value(f"if {parts} then 1 otherwise 2", given) == 1
    for parts in ("not (Met) and 1 / A more than 2", "Unknown and not (Met)"):
        assert value(f"if {parts} then 1 otherwise 2", given) == 2


# ---- rounding


@pytest.mark.parametrize(
    ("amount", "half_up", "half_even", "down", "up"),
    [
        ("0.004", "0", "0", "0", "0.01"),
        ("0.005", "0.01", "0", "0", "0.01"),
        ("0.015", "0.02", "0.02", "0.01", "0.02"),
        ("0.0151", "0.02", "0.02", "0.01", "0.02"),
        ("7", "7", "7", "7", "7"),
        ("-0.004", "0", "0", "0", "-0.01"),
        ("-0.005", "-0.01", "0", "0", "-0.01"),
        ("-0.015", "-0.02", "-0.02", "-0.01", "-0.02"),
    ],
)
def test_a_negative_amount_is_rounded_as_the_amount_that_it_is(
    amount: str, half_up: str, half_even: str, down: str, up: str
) -> None:
    expected = {"half up": half_up, "half even": half_even, "down": down, "up": up}
    for rule, after in expected.items():
        result = computed(f"rounded (A, {rule} to $0.01)", {named("A"): amount}, ON)
        assert result.value == Fraction(after)
        (rounding,) = result.roundings
        assert (rounding.before, rounding.after) == (Fraction(amount), Fraction(after))
        assert (rounding.rule, rounding.unit) == (rule, Fraction(1, 100))


def test_a_rounding_to_any_unit() -> None:
    assert value("rounded (5.1%, up to 0.125%)") == Fraction("0.05125")
    assert value("rounded (1,234, half up to 500)") == 1000
    assert value("rounded (0.24, nearest to 0.125)") == Fraction(1, 4)


def test_a_tie_that_the_words_leave_open_has_no_value() -> None:
    assert message("rounded (0.0625, nearest to 0.125)") == (
        "rounding-tie: 1/16 lies in the middle between 0 and 1/8, "
        "and the words do not say which is nearest"
    )


# ---- refusals


def test_all_missing_inputs_are_named_at_once() -> None:
    (found,) = refused(PRO_RATA, {balance(7): 1}, ON)
    assert found.code == "input-missing"
    assert found.message == "there are no values for 8 inputs: " + "; ".join(
        [*(f"`{balance(number)}`" for number in (1, 2, 3, 4, 5, 6, 8)), "`Amount`"]
    )
    assert message("Amount") == "input-missing: there is no value for `Amount`"


def test_what_a_test_may_need_is_named_with_what_it_needs() -> None:
    (found,) = refused("if Met then A otherwise B + 1 / 0", {}, ON)
    assert found.message == "there are no values for 3 inputs: `Met`; `A`; `B`"
    (found,) = refused("if Met then A otherwise B", {named("Met"): False}, ON)
    assert found.message == "there is no value for `B`"


def test_what_is_missing_is_told_beside_what_else_is_wrong() -> None:
    found = refused("A + 1 / 0 + B", {}, ON)
    assert [each.code for each in found] == ["denominator-zero", "input-missing"]


def test_a_denominator_of_zero() -> None:
    assert message("1 / (A - A)", {named("A"): 3}) == (
        "denominator-zero: on 27 October 2003 the denominator is zero: `A - A`"
    )


def test_an_input_at_another_time_than_the_words_say() -> None:
    text = "Certificate Principal Balance of Class A-1 [immediately prior to that date]"
    assert message(text, {balance(1, timing="on the Closing Date"): 5}) == (
        "input-at-another-time: `Certificate Principal Balance of Class A-1` is wanted as measured "
        "[immediately prior to that date] and is given as measured [on the Closing Date]"
    )
    right = {balance(1, timing="Immediately  prior to that date"): 5}
    assert value(text, right) == 5
    total = "total Certificate Principal Balance of Class A-1 through Class A-2 [then]"
    assert message(total, {balance(1, 2): 5}).startswith("input-at-another-time: ")


def test_two_values_for_one_input() -> None:
    text = "total Certificate Principal Balance of Class A-1 through Class A-3"
    given = {**BALANCES, balance(1, 2, 3): 5_000_000}
    assert message(text, given) == (
        "input-given-twice: there are two values for `Certificate Principal Balance of "
        "Class A-1, Class A-2, Class A-3`: 5000000 and 6000000 by its members"
    )
    twice = {balance(1): 1, Input(balance(1).quantity, ("Class A-1 Certificates",), ""): 2}
    assert message("Certificate Principal Balance of Class A-1", twice).startswith(
        "input-given-twice: "
    )


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        ("A + 1", 0.1, "input-not-exact"),
        ("A + 1", date(2003, 1, 1), "input-of-another-kind"),
        ("A + 1", True, "input-of-another-kind"),
        ("A + 1", "a dollar", "input-of-another-kind"),
        ("A + 1", Decimal("NaN"), "input-of-another-kind"),
        ("days from (A to that date)", 5, "input-of-another-kind"),
        ("days from (A to that date)", datetime(2003, 1, 1), "input-of-another-kind"),  # noqa: DTZ001
        ("if A then 1 otherwise 2", 1, "input-of-another-kind"),
        ("if A before 5 then 1 otherwise 2", date(2003, 1, 1), "input-of-another-kind"),
        ("lesser of (A, 5)", date(2003, 1, 1), "input-of-another-kind"),
        ("1 + that date", 1, "input-of-another-kind"),
        ("rounded (A, up to $0)", 1, "rounding-unit-zero"),
        ("no value", 1, "no-value-on-date"),
        ("day (2 Business Days before that date)", 1, "calendar-needed"),
        ("Distribution Date in May 2004", 1, "calendar-needed"),
        ("total for each (Mortgage Loans) of (A of that one)", 1, "members-unknown"),
        ("total A of Class A-1 through Class B", 1, "class-unknown"),
        ("total A of (Class A-1 other than Class A-1)", 1, "class-unknown"),
    ],
)
def test_each_refusal_has_its_code(text: str, given: object, code: str) -> None:
    assert [each.code for each in refused(text, {named("A"): given}, ON)] == [code]


def test_rates_of_several_are_not_added() -> None:
    rates = {Input("Rate", (f"Class A-{n}",), ""): 1 for n in (1, 2)}
    typed = Setting(SETTING.classes, types={"Rate": "rate per year"})
    assert message("Rate of (Class A-1, Class A-2)", rates, setting=typed).startswith(
        "input-missing: "
    )


# ---- the trace


def test_the_trace_shows_every_step_with_its_words() -> None:
    given = {**BALANCES, named("Amount"): Supplied(36, "row 4 of data.csv")}
    trace = computed(PRO_RATA, given, ON).trace
    assert trace.value == 7
    assert trace.span is not None
    assert trace.span.text == PRO_RATA
    share, amount = trace.children
    assert (share.value, amount.value, amount.source) == (Fraction(7, 36), 36, "row 4 of data.csv")
    total = share.children[1]
    assert [(str(part.node), part.value) for part in total.children][-1] == (
        "Certificate Principal Balance of Class A-8",
        8_000_000,
    )
    assert len(list(trace.steps())) == 13


def test_the_trace_says_what_was_chosen() -> None:
    text = "if Met then schedule (1 before 2004-01-01, 2 from 2004-01-01) otherwise 3"
    trace = computed(text, {named("Met"): True}, ON).trace
    assert trace.note == "the test is met"
    assert trace.children[1].note == "before 1 January 2004"


def test_a_plan_says_the_same_of_what_it_cannot_compute() -> None:
    plan = Plan(formula(PRO_RATA), SETTING)
    given = {**BALANCES, named("Amount"): 36}
    assert plan.value(given, ON) == evaluate(formula(PRO_RATA), given, ON, SETTING).value == 7
    with pytest.raises(Exception, match="there are no values for 9 inputs"):
        plan.value({}, ON)
