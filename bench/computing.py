"""Measures exact computation beside bare fractions and bare integers written by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hereof
from hereof.calendar import Month
from hereof.compute.computer import Computer
from hereof.data.dataset import DataSet, Datum
from hereof.diagnostics import Source, Span
from hereof.formula.evaluate import evaluate
from hereof.formula.inputs import Input, setting
from hereof.formula.plan import Plan, plain
from hereof.language.reader import read_rules
from hereof.model.meaning import Formula
from hereof.timeline.build import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hereof.timeline.agreement import AgreementTimeline

ROOT: Final = Path(__file__).resolve().parent.parent
TERM: Final = "Class A-I-7 Pro Rata Distribution Amount"
ON: Final = date(2003, 10, 27)
CLASSES: Final = tuple(f"Class A-I-{number}" for number in range(1, 9))
BALANCES: Final = tuple(Fraction(98_500_000_00 - number * 1_234_567_89, 100) for number in range(8))
AMOUNT: Final = Fraction(3_438_739_17, 100)
NOWHERE: Final = Span(Source("bench", ""), 0, 0)
HEAD: Final = """\
agreement bench-1
  dated 2000-01-01
  executed 2000-01-01
  document not on file

classes A-1, A-2, A-3, A-4, A-5
  construed because "invented"

define Business Day
  words not on file
  means business days of the Federal Reserve Banks

define Distribution Date
  words not on file
  means day 25 of each month, or the next Business Day, from January 2000

define Balance
  words not on file
  given dollars, per Class

define Collections
  words not on file
  given dollars
"""


def amended() -> tuple[Callable[[], Fraction], Callable[[], object], int]:
    """Give the amended definition as a plan over figures that are ready, and with a trace."""
    agreement = hereof.load(ROOT).agreement("ramp-2003-rs8")
    meaning = agreement.in_force(TERM, ON).state.meaning
    assert isinstance(meaning, Formula)
    within = setting(CLASSES)
    plan = Plan(meaning.expression, within)
    values = dict(zip(CLASSES, BALANCES, strict=True))
    given = {each: values.get(each.of[0], AMOUNT) if each.of else AMOUNT for each in plan.inputs}
    given = {each: value for each, value in given.items() if len(each.of) <= 1}
    row = {(e.quantity, e.of, e.timing): (v.numerator, v.denominator) for e, v in given.items()}

    def ours() -> Fraction:
        value = plain(plan.prepared(row, ON))
        assert isinstance(value, Fraction)
        return value

    return ours, partial(evaluate, meaning.expression, given, ON, within), len(given)


def by_fractions(balances: Mapping[str, Fraction], amount: Fraction) -> Fraction:
    """The amended definition in `fractions`, as one would write it by hand."""
    return balances["Class A-I-7"] / sum(balances.values()) * amount


def by_integers(balances: Mapping[str, int], amount: int) -> int:
    """The same in whole cents, rounded half up."""
    whole = sum(balances.values())
    return (2 * balances["Class A-I-7"] * amount + whole) // (2 * whole)


def hand_written() -> tuple[Callable[[], Fraction], Callable[[], int]]:
    """Give both, with the figures that ours has."""
    exact = dict(zip(CLASSES, BALANCES, strict=True))
    cents = {name: int(value * 100) for name, value in exact.items()}
    return partial(by_fractions, exact, AMOUNT), partial(by_integers, cents, int(AMOUNT * 100))


def many_definitions(count: int, months: int) -> Callable[[], Fraction]:
    """Give what computes so many definitions on so many Distribution Dates."""
    timeline = _agreement(count)
    data = _data(months, timeline)
    terms = [f"Amount {number}" for number in range(count)]

    def run() -> Fraction:
        computer = Computer(timeline, data)
        last = Fraction(0)
        for day in data.days:
            at = computer.on(day)
            for term in terms:
                value = at.compute(term).value
                assert isinstance(value, Fraction)
                last = value
        return last

    return run


def _agreement(count: int) -> AgreementTimeline:
    """Write definitions of five kinds, each of which rests on earlier ones."""
    text = HEAD
    kinds = (
        "(Balance of Class A-{c} / total Balance of Class A-1 through Class A-5) * Collections",
        "lesser of (Amount {before} * 110%, Collections)",
        "excess of (Collections over Amount {before})",
        (
            "rounded (Amount {before} * schedule (45% before January 2010, 80% from January 2010), "
            "half up to $0.01)"
        ),
        "if Amount {before} more than $5 then Amount {before} + $1 otherwise Collections",
    )
    for number in range(count):
        means = kinds[number % 5].format(c=number % 5 + 1, before=number - 1)
        text += f"\ndefine Amount {number}\n  words not on file\n  means {means}\n"
    rules, findings = read_rules(Source("bench", text))
    assert not findings, findings[0].message
    timeline, found = build("bench-1", [rules], {})
    assert timeline is not None
    assert not found
    return timeline


def _data(months: int, timeline: AgreementTimeline) -> DataSet:
    figures: list[Datum] = []
    month = Month(2000, 1)
    for number in range(months):
        day = timeline.calendars.date_in("Distribution Date", month, None).day
        figures += [
            Datum(
                day,
                Input("Balance", (f"Class A-{each}",), ""),
                Fraction(10_000_000_00 * each - number * 7_001, 100),
                number,
                NOWHERE,
            )
            for each in range(1, 6)
        ]
        collected = Fraction(1_000_000_00 + number * 3_217, 100)
        figures.append(Datum(day, Input("Collections", (), ""), collected, number, NOWHERE))
        month = month.next()
    return DataSet(figures=tuple(figures))
