"""Parts of definitions with rules of their own: days, tables, rounding."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import hereof


def notation(words: str, **types: str) -> str:
    result = hereof.read(words, types=types)
    assert result.status == "read", result.diagnostics or [r.notation for r in result.readings]
    return result.readings[0].notation


def code(words: str) -> str:
    result = hereof.read(words)
    assert result.status == "refused", [r.notation for r in result.readings]
    return result.diagnostics[0].code


IF_NOT = " or, if such day is not a Business Day, the "


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("The 25th day of each month.", "25 of the month of Distribution Date"),
        (
            f"The 25th day of each month{IF_NOT}next succeeding Business Day.",
            "25 of the month of Distribution Date, or the next Business Day",
        ),
        (
            f"The 25th day of each month{IF_NOT}immediately preceding Business Day.",
            "25 of the month of Distribution Date, or the preceding Business Day",
        ),
        (
            "The last Business Day of the preceding month.",
            "last Business Day of the month before Distribution Date",
        ),
        (
            "The last day of the month immediately preceding such Distribution Date.",
            "last of the month before Distribution Date",
        ),
        (
            "The second Business Day immediately preceding each Distribution Date.",
            "2 Business Days before Distribution Date",
        ),
        (
            "The Business Day immediately preceding each Distribution Date.",
            "1 Business Day before Distribution Date",
        ),
    ],
)
def test_a_day_is_read(words: str, meant: str) -> None:
    assert notation(words) == f"day ({meant})"


TABLE = "For any Distribution Date, the percentage set forth below:\n"


def test_a_table_by_months_is_a_schedule() -> None:
    rows = "January 2005 through December 2005  25.00%\nJanuary 2006 and thereafter  0%\n"
    found = notation(TABLE + rows)
    assert found.startswith("schedule (")
    assert "25.00% from January 2005, 0% from January 2006" in found


@pytest.mark.parametrize(
    "rows",
    [
        "January 2005 through December 2005  25%\nDecember 2005 through May 2006  20%\n",
        "January 2005 and thereafter  25%\nJanuary 2006  20%\n",
        "January 2005  25%\nand so on\n",
        "January 2005 25% 30%\n",
    ],
)
def test_a_table_out_of_order_is_refused(rows: str) -> None:
    assert code(TABLE + rows) == "words-not-read"


def test_a_month_that_no_calendar_has_is_refused() -> None:
    assert code(f"{TABLE}January 0000  25%\n") == "no-such-date"
    assert code(f"{TABLE}December 9998  25%\n") == "no-such-date"


@pytest.mark.parametrize(
    ("phrase", "rule", "unit"),
    [
        ("rounded to the nearest cent", "nearest", "$0.01"),
        ("rounded up to the next whole dollar", "up", "$1"),
        ("rounded down to the nearest cent", "down", "$0.01"),
        ("rounded upwards, if necessary, to the nearest 1/16 of 1%", "up", "0.0625%"),
        ("rounded to the nearest whole percent", "nearest", "1"),
        ("rounded to five decimal places", "nearest", "0.00001"),
        (
            "rounded to the nearest cent, with one-half cent being rounded upwards",
            "half up",
            "$0.01",
        ),
    ],
)
def test_rounding_has_a_rule_and_a_unit(phrase: str, rule: str, unit: str) -> None:
    assert notation(f"the Fee, {phrase}") == f"rounded (Fee, {rule} to {unit})"


def test_the_convention_rounds_half_up_where_words_leave_it_open() -> None:
    words = "the Fee, rounded to the nearest cent"
    (reading,) = hereof.read(words, conventions=("round half up",)).readings
    assert reading.notation == "rounded (Fee, half up to $0.01)"
    (reading,) = hereof.read("2/3 of $1, rounded down to the nearest cent").readings
    assert reading.evaluate({}, on=date(2004, 1, 25)) == Fraction(66, 100)
