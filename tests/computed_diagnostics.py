"""Agreements and data that have each refusal of a computation, for `docs/diagnostics/`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.compute.kinds import Kinds
from hereof.compute.opening import computer_for, data_for
from hereof.diagnostics import HereofError
from hereof.formula.inputs import Input
from hereof.report.remarks import Remarks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import hereof
    from hereof.diagnostics import Diagnostic

ON: Final = date(2020, 6, 25)
GIVEN: Final = """
classes A-1, A-2
  construed because "the two that the prospectus names"

define Balance
  words not on file
  given dollars, per Class, immediately before that date

define Collections
  words not on file
  given dollars

define Share
  words not on file
  given ratio

define Late Fees
  words not on file
  given dollars

define Notice Date
  words not on file
  construed because "a sample"
    > the date of the notice

define Business Day
  words not on file
  construed because "a sample"
    > a day on which the banks are open
"""
FIGURES: Final = """\
date,term,of,measured,unit,value
2020-06-25,Balance,A-1,,,0.00
2020-06-25,Balance,A-2,on the Closing Date,,"1,000.00"
2020-06-25,Collections,,,,0.0625
"""
FORMULAS: Final = {
    "calendar-needed": "day (2 Business Days before that date)",
    "date-unclear": "anniversary 1 of 2020-02-29",
    "denominator-zero": "Collections / Balance of Class A-1",
    "input-at-another-time": "Balance of Class A-2",
    "input-missing": "Share * (Collections + Late Fees)",
    "input-of-another-kind": "days from (Notice Date to that date)",
    "members-unknown": "total for each (Mortgage Loans) of (Balance of that one)",
    "reading-not-chosen": "> the lesser of the Collections and the Late Fees plus $1.",
    "no-value-on-date": "schedule (1 before 2020-01-01)",
    "rounding-tie": "rounded (Collections, nearest to $0.125)",
    "rounding-unit-zero": "rounded (Collections, half up to $0)",
    "term-without-value": "",
}
"""What computes the Fee where each of these is found, or its words; empty: a Fee of no amount."""
FILES: Final = {
    "data-column-unknown": ("figures.csv", "date,term,value,remark\n2020-06-25,Share,0.5,\n"),
    "data-row-refused": (
        "figures.csv",
        "date,term,unit,value\n2020-06-25,Collections,dollars,90.00\n2020-06-25,Share,,5.25\n",
    ),
    "data-unreadable": ("figures.xls", ""),
}

NOTES: Final = {
    "figure-computed": ("Collections", "2020-06-25,Fee,,,,0.07\n"),
    "figure-below-zero": ("Collections + Late Fees", "2020-06-25,Late Fees,,,,(5.00)\n"),
}
"""What computes the Fee, and a row of data of which something is to be said."""


def agreement(formula: str) -> str:
    """Write the definitions of an agreement whose Fee a formula, or its words, compute."""
    means = f"  {formula}" if formula.startswith(">") else f"means {formula}"
    fee = f'\ndefine Fee\n  words not on file\n  construed because "a sample"\n  {means}\n'
    return GIVEN + (fee if formula else "\ndefine Fee\n  words reserved\n  means classes A-1\n")


def computed(base: hereof.RuleBase, folder: Path, code: str) -> Iterable[Diagnostic]:
    """Compute the Fee of the base's agreement, which must have no value."""
    path = folder / "figures.csv"
    more = "2020-06-25,Notice Date,,,,30\n" if code == "input-of-another-kind" else ""
    path.write_text(FIGURES + more, encoding="utf-8")
    loaded = base.agreement("pine-1")
    try:
        value = computer_for(base, loaded, (path,)).on(ON).compute("Fee").value
    except HereofError as failure:
        return failure.diagnostics
    raise AssertionError(f"{code}: {value}")


def noted(base: hereof.RuleBase, folder: Path, code: str) -> Iterable[Diagnostic]:
    """Compute the Fee, and give what is said of the data."""
    path = folder / "figures.csv"
    path.write_text(FIGURES + NOTES[code][1], encoding="utf-8")
    computer = computer_for(base, base.agreement("pine-1"), (path,))
    day = computer.on(ON)
    day.compute("Fee")
    remarks = Remarks(Kinds(computer))
    remarks.look(day)
    return [found for _, _, found in remarks.said.values()]


def read(base: hereof.RuleBase, folder: Path, code: str) -> Iterable[Diagnostic]:
    """Read a data file that must be refused."""
    name, text = FILES[code]
    path = folder / name
    path.write_text(text, encoding="utf-8")
    try:
        data_for(base, base.agreement("pine-1"), (path,))
    except HereofError as failure:
        return failure.diagnostics
    raise AssertionError(code)


def asked(base: hereof.RuleBase, code: str) -> Iterable[Diagnostic]:
    """Give an input in a way that data files cannot: twice, or as a binary approximation."""
    from hereof.formula.evaluate import evaluate  # noqa: PLC0415 - one use
    from hereof.language.reading import input_of  # noqa: PLC0415 - one use

    node = input_of("Collections")
    assert node is not None
    assert not base.agreement("pine-1").errors
    once = Input("Collections", (), "")
    given: dict[Input, object] = {once: 0.1}
    if code == "input-given-twice":
        given = {once: 90, Input("Collections", (), " "): 91}
    try:
        evaluate(node, given, ON)
    except HereofError as failure:
        return failure.diagnostics
    raise AssertionError(code)
