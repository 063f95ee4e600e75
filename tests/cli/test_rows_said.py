"""What is said of rows of data, and of what could not be computed or compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from pathlib import Path

    from cli.runner import Ran

TERMS = """
define Pool Balance
  words not on file
  given dollars, immediately prior to that Distribution Date

define Delinquency Ratio
  words not on file
  given ratio

define Trigger Event
  words not on file
  construed because "an illustration"
    > A Trigger Event has occurred where the reports of the Servicer show serious arrears.
  means Delinquency Ratio more than 5% or Pool Balance less than $1,000

define Servicing Fee
  words not on file
  construed because "an illustration"
    > With respect to any Distribution Date, the product of one-twelfth of the Servicing Fee Rate
    > and the Pool Balance.

define Fee Due
  words not on file
  construed because "an illustration"
    > The Servicing Fee where nothing else is agreed.
  means if Trigger Event then $0 otherwise Servicing Fee
"""
HEAD = "date,term,value\n"


class Sample:
    """A rule base with a fee, and figures for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        rules = root / "rules/sample-2020-1/agreement.hereof"
        rules.write_text(rules.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
        assert run_in(root, "check").code == 0

    def ask(self, rows: str, *arguments: str) -> Ran:
        (self.root / "figures.csv").write_text(HEAD + rows, encoding="utf-8")
        return run_in(self.root, *arguments, "--data", "figures.csv")


@pytest.fixture
def base(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    monkeypatch.chdir(sample)
    return Sample(sample)


JUNE = "2020-06-25,Pool Balance,900000\n2020-06-25,Delinquency Ratio,1%\n"


def test_a_term_may_mean_a_test(base: Sample) -> None:
    ran = base.ask(JUNE, "calc", "Trigger Event", "--on", "2020-06")
    assert ran.code == 0
    assert "not met on Distribution Date 25 June 2020" in ran.flat
    assert "Delinquency Ratio more than 5% or Pool Balance less than $1,000" in ran.flat
    late = JUNE.replace("1%", "5.01%")
    assert base.ask(late, "calc", "Fee Due", "--on", "2020-06").flat.startswith("Fee Due $0.00 on")


def test_a_formula_that_only_its_words_state_shows_its_kind(base: Sample) -> None:
    ran = base.ask(JUNE, "calc", "Fee Due", "--on", "2020-06")
    assert ran.flat.startswith("Fee Due $281.25 on")


def test_a_row_for_a_computed_term_is_compared_and_not_taken(base: Sample) -> None:
    ran = base.ask(JUNE + "2020-06-25,Servicing Fee,281.26\n", "calc", "Fee Due", "--on", "2020-06")
    assert "$281.25 on Distribution Date 25 June 2020" in ran.flat
    assert (
        "line 4 of `figures.csv` gives `Servicing Fee` as $281.26, and $281.25 is computed on 25 "
        "June 2020, which counts"
    ) in ran.flat


def test_a_row_that_agrees_in_cents_says_so(base: Sample) -> None:
    rows = JUNE.replace("900000", "900001") + "2020-06-25,Servicing Fee,281.25\n"
    ran = base.ask(rows, "calc", "Servicing Fee", "--on", "2020-06")
    assert "as $281.25, and $281.25 is computed on 25 June 2020: they agree" in ran.flat


def test_a_row_for_a_computed_term_does_not_stand_in_for_what_is_missing(base: Sample) -> None:
    ran = base.ask("2020-06-25,Servicing Fee,281.25\n", "calc", "Servicing Fee", "--on", "2020-06")
    assert ran.code == 3
    assert "There is no value for `Pool Balance`." in ran.flat
    assert (
        "line 2 of `figures.csv` gives `Servicing Fee` as $281.25, which is not taken" in ran.flat
    )


def test_a_row_for_a_date_of_the_calendar_is_compared_too(base: Sample) -> None:
    rows = "2020-07-27,Distribution Date,2020-07-25\n"
    ran = base.ask(rows, "calc", "Distribution Date", "--on", "2020-07")
    assert "gives `Distribution Date` as 25 July 2020, and 27 July 2020 is computed" in ran.flat


def test_a_row_for_a_computed_test_is_compared_too(base: Sample) -> None:
    ran = base.ask(JUNE + "2020-06-25,Trigger Event,met\n", "calc", "Fee Due", "--on", "2020-06")
    assert "gives `Trigger Event` as met, and not met is computed on 25 June 2020" in ran.flat


def test_rows_of_other_dates_and_terms_are_left_alone(base: Sample) -> None:
    rows = JUNE + "2020-07-27,Servicing Fee,1.00\n2020-06-25,Fee Due,1.00\n"
    ran = base.ask(rows, "calc", "Servicing Fee", "--on", "2020-06")
    assert "is computed" not in ran.flat


def test_explain_impact_json_and_csv_say_it_as_well(base: Sample) -> None:
    rows = JUNE + "2020-06-25,Servicing Fee Rate,0.5%\n"
    said = "gives `Servicing Fee Rate` as 0.5% per year, and 0.375% per year is computed"
    assert said in base.ask(rows, "explain", "Fee Due", "--on", "2020-06").flat
    ran = base.ask(rows, "impact", "sample-2020-1/1")
    assert ran.flat.count(said) == 1
    assert "and 0.5% per year is computed" not in ran.flat  # that is the side without it
    found = base.ask(rows, "calc", "Fee Due", "--on", "2020-06", "--json").json["data"]["notes"]
    assert [(each["code"], each["severity"], each["places"][0]["line"]) for each in found] == [
        ("figure-computed", "note", 4)
    ]
    ran = base.ask(rows, "calc", "Fee Due", "--on", "2020-06", "--csv")
    assert ran.out.startswith('"# note: line 4 of `figures.csv` gives `Servicing Fee Rate`')


def test_of_many_such_rows_some_are_named(base: Sample) -> None:
    days = ("02-25", "03-25", "04-27", "05-26", "06-25", "07-27", "08-25")
    rows = "".join(f"2020-{day},Servicing Fee Rate,9%\n" for day in days)
    stretch = ("--from", "2020-02", "--to", "2020-08")
    ran = base.ask(rows, "calc", "Servicing Fee Rate", *stretch)
    assert ran.flat.count("which counts") == 5
    assert "and 2 more such rows; `--json` lists them" in ran.flat
    assert (
        len(base.ask(rows, "calc", "Servicing Fee Rate", *stretch, "--json").json["data"]["notes"])
        == 7
    )


def test_a_balance_below_zero_is_named_by_its_line(base: Sample) -> None:
    rows = JUNE.replace("900000", "(900000)")
    ran = base.ask(rows, "calc", "Servicing Fee", "--on", "2020-06")
    assert ran.code == 0
    assert "line 2 of `figures.csv` gives `Pool Balance [immediately prior" in ran.flat
    assert "as -$900,000.00, which is below zero" in ran.flat


# ------------------------------------------------------------------------------ impact


def test_impact_reaches_what_only_words_state(base: Sample) -> None:
    ran = base.ask(JUNE, "impact", "sample-2020-1/1", "--json")
    assert [each["term"] for each in ran.json["terms"]] == [
        "Fee Due",
        "Servicing Fee",
        "Servicing Fee Rate",
    ]
    assert ran.json["terms"][0]["total"]["shown"] == "-$93.75"


def test_impact_names_what_could_not_be_compared(base: Sample) -> None:
    ran = base.ask("2020-06-25,Delinquency Ratio,1%\n", "impact", "sample-2020-1/1")
    assert ran.code == 3
    assert (
        "Amendment No. 1 changes Servicing Fee Rate on 1 of 1 dates. On 1 of 1 dates Fee Due and 1 "
        "other cannot be compared: a value is missing."
    ) in ran.flat


SECOND = """\
amendment sample-2020-1/2
  title     "Amendment No. 2"
  dated     2020-07-10, construed because "an illustration"
  executed  2020-07-10, construed because "an illustration"
  document  not on file

paragraph 1
  effective as of the date hereof
  construed because "an illustration"
  replace Servicing Fee with words not on file
  construed because "an illustration"
  means Pool Balance * 1%
"""


def test_impact_of_which_nothing_can_be_computed_is_not_told_as_no_change(base: Sample) -> None:
    rules = base.root / "rules/sample-2020-1/amendment-2.hereof"
    rules.write_text(SECOND, encoding="utf-8")
    ran = base.ask("2020-07-27,Delinquency Ratio,1%\n", "impact", "sample-2020-1/2")
    assert ran.code == 3
    assert (
        "Whether Amendment No. 2 changes a value cannot be told: nothing that it may change could "
        "be computed on the date asked about."
    ) in ran.flat
    ran = base.ask(JUNE, "impact", "sample-2020-1/2")
    assert "Amendment No. 2 changes no value on the date asked about." in ran.flat


# ----------------------------------------------------------------------------- messages


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere", "nowhere.xls"])
def test_a_file_that_is_not_there_is_said_to_be_not_there(base: Sample, name: str) -> None:
    ran = run_in(base.root, "calc", "Servicing Fee", "--on", "2020-06", "--data", name)
    assert ran.code == 1
    assert f"there is no file `{name}`" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "Servicing Fee Rate"),
        ("calc", "Servicing Fee Rate"),
        ("impact", "sample-2020-1/1"),
    ],
)
@pytest.mark.parametrize("ends", [("2020-07", "2020-04"), ("2020-06-12", "2020-06-11")])
def test_dates_the_wrong_way_round_are_refused(
    base: Sample, arguments: tuple[str, ...], ends: tuple[str, str]
) -> None:
    ran = run_in(base.root, *arguments, "--from", ends[0], "--to", ends[1])
    assert ran.code == 2
    assert f"`--from {ends[0]}` is later than `--to {ends[1]}`" in ran.err


def test_a_day_after_the_distribution_date_of_the_same_month_is_the_wrong_way_round(
    base: Sample,
) -> None:
    ran = run_in(base.root, "diff", "Servicing Fee Rate", "--from", "2020-06-26", "--to", "2020-06")
    assert ran.code == 2
    assert "`--from 2020-06-26` is later than `--to 2020-06-25`" in ran.err


def test_figures_of_examples_are_no_terms_to_choose_from(base: Sample) -> None:
    rules = base.root / "rules/other-1.hereof"
    rules.write_text(
        'agreement other-1\n  dated 2020-01-01, construed because "an illustration"\n'
        "  document not on file\n\n"
        'define Loss\n  words not on file\n  given dollars\n\nexample "a loss"\n'
        "  on 2020-06-25\n  with Loss = $5\n  with Loss Severity = 5%\n  expect Loss = $5\n",
        encoding="utf-8",
    )
    ran = run_in(base.root, "which", "Loss Severty", "--on", "2020-06")
    assert ran.code == 2
    assert "there is no term `Loss Severty`" in ran.err
    assert "=" not in ran.err
    ran = run_in(base.root, "which", "Loss Sev", "--on", "2020-06-25")
    assert "there is no term `Loss Sev`" in ran.err


def test_two_values_for_one_figure_name_their_rows(base: Sample) -> None:
    (base.root / "more.csv").write_text(HEAD + "2020-06-25,Pool Balance,1.50\n", encoding="utf-8")
    ran = base.ask(JUNE, "calc", "Servicing Fee", "--on", "2020-06", "--data", "more.csv")
    assert ran.code == 3
    assert "900000 (figures.csv, line 2)" in ran.flat
    assert "1.5 (more.csv, line 2)" in ran.flat


WAIVER = """\
waiver sample-2020-1/letter
  title     "Waiver Letter"
  dated     2020-06-15, construed because "an illustration"
  executed  2020-06-15, construed because "an illustration"
  document  not on file

paragraph 1
  effective as of the date hereof
  construed because "an illustration"
  waive Trigger Event, treated as met
"""


def test_a_row_beneath_a_waiver_is_said_not_to_be_taken(base: Sample) -> None:
    rules = base.root / "rules/sample-2020-1/letter.hereof"
    rules.write_text(WAIVER, encoding="utf-8")
    ran = base.ask(JUNE + "2020-06-25,Trigger Event,met\n", "calc", "Fee Due", "--on", "2020-06")
    assert ran.flat.startswith("Fee Due $0.00 on")
    assert (
        "gives `Trigger Event` as met, which is not taken: `Trigger Event` is suspended on 25 June "
        "2020, treated as met"
    ) in ran.flat


def test_impact_says_what_an_agreement_without_amendments_lacks(base: Sample) -> None:
    ran = base.ask(JUNE, "impact", "sample-2020-1")
    assert ran.code == 2
    assert "`sample-2020-1` is the agreement itself" in ran.err
    assert "sample-2020-1/1" in ran.err
