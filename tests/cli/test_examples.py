"""`hereof test`: the examples of rule files, run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran


def _with(sample: Path, expectation: str, *, on: str = "2020-06-25") -> Ran:
    with (sample / "rules/sample-2020-1/amendment-1.hereof").open("a") as rules:
        rules.write(f'\nexample "added"\n  on {on}\n  expect {expectation}\n')
    return run_in(sample, "test")


def test_the_examples_of_the_repository_pass(hereof: Callable[..., Ran]) -> None:
    ran = hereof("test")
    assert ran.code == 0, ran.out
    assert ran.out.rstrip().endswith("all pass.")
    assert "passes  the first Distribution Date is governed by the amendment" in ran.out


@pytest.mark.parametrize(
    "expectation",
    [
        "Servicing Fee Rate governed by sample-2020-1/1",
        "Servicing Fee Rate governed by sample-2020-1/1 paragraph 1",
        "Servicing Fee Rate in force",
        'Servicing Fee Rate reads "0.375%  per annum."',
        "Distribution Date falls on 2020-06-25",
        "Distribution Date = 2020-06-25",
        "Servicing Fee Rate = 0.375% per year",
        "Servicing Fee Rate = 0.375%",
    ],
)
def test_what_comes_true_passes(sample: Path, expectation: str) -> None:
    ran = _with(sample, expectation)
    assert ran.code == 0
    assert "passes  added" in ran.out


@pytest.mark.parametrize(
    ("expectation", "said"),
    [
        (
            "Servicing Fee Rate governed by sample-2020-1",
            "it is governed by `sample-2020-1/1 paragraph 1`, not `sample-2020-1`",
        ),
        ("Servicing Fee Rate suspended", "on 25 June 2020 it is in force, not suspended"),
        ('Servicing Fee Rate reads "1%"', "it reads `0.375% per annum.`, not `1%`"),
        ("Distribution Date falls on 2020-06-26", "it falls on 2020-06-25, not on 2020-06-26"),
        ("Servicing Fee Rate falls on 2020-06-26", "states no calendar rule"),
        (
            "Servicing Fee Rate pending sample-2020-1/1 paragraph 1",
            "what is pending is nothing, not `sample-2020-1/1 paragraph 1`",
        ),
        ("Servicing Fee Rate names A-1", "it names no Class, not A-1"),
        ("Servicing Fee Rate = 0.5%", "on 25 June 2020 it is 0.375% per year, not 0.5%"),
        ("Business Day = 1", "`Business Day` is a list or a calendar, and has no value"),
        ("Distribution Date = 2020-06-26", "on 25 June 2020 it is 25 June 2020, not 2020-06-26"),
    ],
)
def test_what_does_not_is_a_finding_that_says_what_is(
    sample: Path, expectation: str, said: str
) -> None:
    ran = _with(sample, expectation)
    assert ran.code == 1
    assert "fails   added" in ran.out
    assert said in ran.flat
    assert "rules/sample-2020-1/amendment-1.hereof:" in ran.out
    assert "4 examples, 1 fails." in ran.out


def test_a_month_without_a_distribution_date_fails_the_example(sample: Path) -> None:
    ran = _with(sample, "Servicing Fee Rate in force", on="January 2020")
    assert ran.code == 1
    assert "there is no Distribution Date in January 2020" in ran.flat


def test_examples_of_an_agreement_with_errors_are_not_run(sample: Path) -> None:
    (sample / "rules/other.hereof").write_text("agreement other-1\n  nonsense\n")
    ran = run_in(sample, "test")
    assert ran.code == 1
    assert "error[unexpected-text]" in ran.err


def test_data_for_what_is_computed_fails_the_example(sample: Path) -> None:
    rules = sample / "rules/sample-2020-1/amendment-1.hereof"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(
        f'{text}\nexample "added"\n  on 2020-06-25\n  with Servicing Fee Rate = 0.5%\n'
        "  expect Servicing Fee Rate = 0.375%\n",
        encoding="utf-8",
    )
    ran = run_in(sample, "test")
    assert ran.code == 1
    assert (
        "its data gives `Servicing Fee Rate`, which the agreement does not leave to data on 25 "
        "June 2020: give what it is computed from"
    ) in ran.flat
