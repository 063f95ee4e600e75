"""Definitions that use definitions: each as in force on the date, and as known on a date."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import hereof
from hereof.compute.opening import computer_for
from hereof.data.dataset import DataSet, Datum
from hereof.diagnostics import HereofError, Source, Span
from hereof.formula.inputs import Input

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.compute.computer import Computer

NOWHERE = Span(Source("figures.csv", ""), 0, 0)
ON = date(2020, 6, 25)
BASE = """\
agreement pine-1
  dated 2020-01-01
  executed 2020-01-01
  document not on file

classes A-1, A-2, A-3
  construed because "a sample"

define Business Day
  words not on file
  means business days of the Federal Reserve Banks

define Distribution Date
  words not on file
  means day 25 of each month, or the next Business Day, from January 2020

define Determination Date
  words not on file
  means 2 Business Days before each Distribution Date

define Record Date
  words not on file
  means the last Business Day of each month

define Seniors
  words not on file
  means classes A-1 through A-2

define Balance
  words not on file
  given dollars, per Class, immediately before that Distribution Date

define Collections
  words not on file
  given dollars, for that Distribution Date

define Trigger Event
  words not on file
  given truth
"""
AMENDMENT = """\
amendment pine-1/1
  dated 2020-03-01
  executed 2020-04-15
  document not on file
"""


def defined(term: str, means: str) -> str:
    return f"\ndefine {term}\n  words not on file\n  means {means}\n"


def replaced(number: int, term: str, means: str, effective: str = "2020-03-01") -> str:
    return (
        f"\nparagraph {number}\n  effective {effective}\n  replace {term} with words not on file\n"
        f'  construed because "a sample"\n  construed as\n    > as amended\n  means {means}\n'
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "agreements").mkdir()
    return tmp_path


def opened(folder: Path, agreement: str, amendment: str = "", **others: str) -> hereof.RuleBase:
    (folder / "rules/pine.hereof").write_text(BASE + agreement)
    if amendment:
        (folder / "rules/pine-1.hereof").write_text(AMENDMENT + amendment)
    for name, text in others.items():
        (folder / f"rules/{name}.hereof").write_text(text)
    return hereof.load(folder)


def figures(given: dict[str, Any], on: date | None = ON) -> DataSet:
    """Give figures by name: `Balance A-1` is that of Class A-1, at its declared time."""
    data = []
    for name, value in given.items():
        term, _, owner = name.partition(" A-")
        of = (f"Class A-{owner}",) if owner else ()
        times = {"Balance": "immediately before that Distribution Date"}
        timing = times.get(term, "for that Distribution Date" if term == "Collections" else "")
        exact = value if isinstance(value, bool | date) else Fraction(value)
        data.append(Datum(on, Input(term, of, timing), exact, 2, NOWHERE))
    return DataSet(figures=tuple(data))


def computing(
    base: hereof.RuleBase, given: dict[str, Any], known_on: date | None = None
) -> Computer:
    agreement = base.agreement("pine-1")
    assert not agreement.errors, agreement.errors
    return computer_for(base, agreement, known_on=known_on, data=figures(given, None))


def value(computer: Computer, term: str = "Fee", on: date = ON) -> Any:  # noqa: ANN401
    quick, traced = (computer.on(on, traced=traced).compute(term) for traced in (False, True))
    assert quick.value == traced.value
    assert traced.trace is None or traced.trace.value == traced.value
    return quick.value


def message(computer: Computer, term: str = "Fee", on: date = ON) -> str:
    with pytest.raises(HereofError) as raised:
        computer.on(on).compute(term)
    return "; ".join(f"{d.code}: {d.message}" for d in raised.value.diagnostics)


# ---- in force, and as known


def test_a_definition_takes_the_one_in_force_on_the_date(folder: Path) -> None:
    base = opened(
        folder,
        defined("Fee", "Rate * Collections") + defined("Rate", "1%"),
        replaced(1, "Rate", "2%", "2020-05-01"),
    )
    computer = computing(base, {"Collections": 100})
    assert value(computer, on=date(2020, 4, 30)) == 1
    assert value(computer, on=date(2020, 5, 1)) == 2


def test_and_as_known_on_the_date(folder: Path) -> None:
    base = opened(
        folder,
        defined("Fee", "Rate * Collections") + defined("Rate", "1%"),
        replaced(1, "Rate", "2%"),
    )
    on = date(2020, 3, 25)
    assert value(computing(base, {"Collections": 100}), on=on) == 2
    assert value(computing(base, {"Collections": 100}, date(2020, 4, 14)), on=on) == 1


def test_what_an_answer_rests_on_is_kept(folder: Path) -> None:
    rules = defined("Fee", "Rate * Net Funds") + defined("Rate", "1%")
    rules += defined("Net Funds", "Collections - rounded (Collections * Rate, up to $1)")
    found = computing(opened(folder, rules), {"Collections": "150.00"}).on(ON).compute("Fee")
    assert found.value == Fraction("1.48")
    assert [each.term for each in found.everything()] == ["Rate", "Net Funds", "Fee"]
    assert [str(each.input.quantity) for e in found.everything() for each in e.figures] == [
        "Collections"
    ]
    (rounding,) = found.roundings
    assert (rounding.before, rounding.after) == (Fraction(3, 2), Fraction(2))


def test_totals_by_the_classes_and_sets_of_the_agreement(folder: Path) -> None:
    rules = defined(
        "Fee", "total Balance of Seniors / total Balance of Class A-1 through Class A-3"
    )
    computer = computing(
        opened(folder, rules), {"Balance A-1": 1, "Balance A-2": 2, "Balance A-3": 3}
    )
    assert value(computer) == Fraction(1, 2)


def test_a_time_that_the_words_name_is_another_figure(folder: Path) -> None:
    rules = defined("Fee", "Balance of Class A-1 - Balance of Class A-1 [at the Closing]")
    assert message(computing(opened(folder, rules), {"Balance A-1": 1})).startswith(
        "input-at-another-time: `Balance of Class A-1` is wanted as measured [at the Closing]"
    )


def test_for_that_distribution_date_says_no_more_than_the_date_asked_about(folder: Path) -> None:
    rules = defined("Fee", "Rate [for such Distribution Date] * Collections")
    rules += defined("Rate", "1%")
    assert value(computing(opened(folder, rules), {"Collections": 100})) == 1


def test_dates_of_the_agreement(folder: Path) -> None:
    rules = defined("Fee", "days from (Determination Date to Distribution Date)")
    rules += defined("Other Fee", "days from (Record Date to Distribution Date)")
    rules += defined("Third Fee", "days from (date 2 of Distribution Date to that date)")
    rules += defined("Later Date", "day (1 Business Day after Distribution Date in July 2020)")
    computer = computing(opened(folder, rules), {})
    assert value(computer) == 2
    assert "`Record Date` has many dates" in message(computer, "Other Fee")
    assert value(computer, "Third Fee") == (ON - date(2020, 2, 25)).days
    assert value(computer, "Later Date") == date(2020, 7, 28)


# ---- what gives no value


def test_a_term_that_is_words_only_may_come_from_the_data(folder: Path) -> None:
    rules = defined("Fee", "Extra + 1") + "\ndefine Extra\n  words reserved\n"
    assert value(computing(opened(folder, rules), {"Extra": 4})) == 5
    assert message(computing(opened(folder, rules), {}), "Extra") == (
        "input-missing: the definition of `Extra` states no formula, and the data no value"
    )


def test_a_term_that_is_not_in_force_has_no_value(folder: Path) -> None:
    rules = defined("Fee", "Rate * Collections") + defined("Rate", "1%")
    gone = "\nparagraph 1\n  effective 2020-05-01\n  delete Rate\n"
    gone += '  construed because "a sample"\n'
    computer = computing(opened(folder, rules, gone), {"Collections": 100})
    assert value(computer, on=date(2020, 4, 30)) == 1
    assert message(computer).startswith("term-without-value: `Rate` is deleted on 25 June 2020")
    assert "is not in force" in message(computer, on=date(2019, 12, 31))


@pytest.mark.parametrize(
    ("treated", "found"),
    [("0.5%", Fraction(1, 2)), ("no answer", None), ('"as if unpaid"', None)],
)
def test_a_suspended_term_is_what_it_is_treated_as(
    folder: Path, treated: str, found: Fraction | None
) -> None:
    rules = defined("Fee", "Rate * Collections") + defined("Rate", "1%")
    waiver = f"\nparagraph 1\n  effective 2020-05-01\n  waive Rate, treated as {treated}\n"
    waiver += '  construed because "a sample"\n'
    computer = computing(opened(folder, rules, waiver), {"Collections": 100})
    if found is None:
        assert message(computer).startswith("term-without-value: `Rate` is suspended")
    else:
        assert value(computer) == found


def test_a_suspended_test_is_met_whatever_the_data_says(folder: Path) -> None:
    rules = defined("Fee", "if Trigger Event then 1 otherwise 2")
    waiver = "\nparagraph 1\n  effective 2020-05-01\n  waive Trigger Event, treated as met\n"
    waiver += '  construed because "a sample"\n'
    computer = computing(opened(folder, rules, waiver), {"Trigger Event": False})
    assert value(computer, on=date(2020, 4, 1)) == 2
    assert value(computer) == 1


def test_a_list_is_no_amount(folder: Path) -> None:
    computer = computing(opened(folder, ""), {})
    assert "`Seniors` is a list or a calendar" in message(computer, "Seniors")


# ---- circles, chains, other agreements


def test_a_circle_is_an_error_that_shows_it_whole(folder: Path) -> None:
    rules = defined("Fee", "Rate * Collections") + defined("Rate", "Share / 2")
    rules += defined("Share", "Fee / Collections")
    (found,) = opened(folder, rules).agreement("pine-1").errors
    assert found.code == "definition-circular"
    assert found.message == (
        "from 1 January 2020 `Fee` is computed from itself in the end: Fee -> Rate -> Share -> Fee"
    )
    assert [label.text for label in found.labels] == [
        "computes `Fee`",
        "computes `Rate`",
        "computes `Share`",
    ]


def test_a_circle_that_an_amendment_makes_is_dated(folder: Path) -> None:
    rules = defined("Fee", "Rate * Collections") + defined("Rate", "1%")
    changed = replaced(1, "Rate", "Fee / Collections", "2020-05-01")
    (found,) = opened(folder, rules, changed).agreement("pine-1").errors
    assert found.message.startswith("from 1 May 2020 `Fee` is computed from itself")


def test_a_term_as_of_another_time_makes_no_circle(folder: Path) -> None:
    rules = defined("Fee", "Fee [for the prior month] + 1")
    computer = computing(opened(folder, rules), {})
    assert "there is no value for `Fee [for the prior month]`" in message(computer)


def test_a_long_chain_is_computed_link_by_link(folder: Path) -> None:
    links = "".join(defined(f"Link {n}", f"Link {n - 1} + $1") for n in range(1, 900))
    computer = computing(
        opened(folder, defined("Link 0", "Collections") + links), {"Collections": 1}
    )
    assert value(computer, "Link 899") == 900


def test_a_definition_elsewhere_is_followed(folder: Path) -> None:
    oak = "agreement oak-terms\n  dated 2019-01-01\n  executed 2019-01-01\n  document not on file\n"
    oak += defined("Common Rate", "Base Rate * 2") + defined("Base Rate", "1%")
    rules = defined("Rate", "as defined in oak-terms as Common Rate")
    rules += defined("Fee", "Rate * Collections")
    computer = computing(opened(folder, rules, oak=oak), {"Collections": 100})
    assert value(computer) == 2
    found = computer.on(ON).compute("Fee")
    assert [each.term for each in found.everything()] == ["Base Rate", "Common Rate", "Rate", "Fee"]


def test_two_agreements_that_point_at_each_other_are_a_circle(folder: Path) -> None:
    oak = "agreement oak-terms\n  dated 2019-01-01\n  executed 2019-01-01\n  document not on file\n"
    oak += defined("Rate", "as defined in pine-1")
    rules = defined("Rate", "as defined in oak-terms") + defined("Fee", "Rate * Collections")
    computer = computing(opened(folder, rules, oak=oak), {"Collections": 100})
    assert "definition-circular: on 25 June 2020 `Rate` is computed from itself" in message(
        computer
    )


def test_mismatched_quantities_are_errors_at_both_places(folder: Path) -> None:
    rules = defined("Fee", "Rate + Collections") + defined("Rate", "Collections / Collections")
    (found,) = opened(folder, rules).agreement("pine-1").errors
    assert found.code == "dimension-mismatch"
    assert [label.span.text for label in found.labels] == ["Rate", "Collections"]


def test_two_figures_for_one_input_have_no_value(folder: Path) -> None:
    base = opened(folder, defined("Fee", "1 * Collections"))
    twice = (*figures({"Collections": 1}).figures, *figures({"Collections": 2}, None).figures)
    computer = computer_for(base, base.agreement("pine-1"), data=DataSet(figures=twice))
    assert message(computer).startswith("input-given-twice: there are two values for `Collections")
