"""What formulas are quantities of, and where two quantities do not go together."""

from __future__ import annotations

import pytest

from computing.formulas import formula
from hereof.formula.dimensions import dimensions

TYPES = {
    "Balance": "dollars",
    "Fee": "dollars",
    "Share": "ratio",
    "Rate": "rate per year",
    "Elapsed Days": "days",
    "Loans": "count",
    "Closing Date": "date",
    "Trigger Event": "truth",
}


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Balance", "dollars"),
        ("Balance + Fee - $5", "dollars"),
        ("Balance * Share", "dollars"),
        ("Balance / Fee", "ratio"),
        ("(Balance / total Balance of (Class A, Class B)) * Fee", "dollars"),
        ("(Balance * Fee) / Balance", "dollars"),
        ("(Balance * Rate * Elapsed Days) / 360", "dollars"),
        ("(Balance * Rate) / 12", "dollars"),
        ("Balance * Rate * (1 / 12)", "dollars"),
        ("Balance * Rate * (30 / 360)", "dollars"),
        ("Balance * (5.25% per year * days from (Closing Date to that date)) / 365", None),
        ("(Balance * 5.25% per year * days from (Closing Date to that date)) / 365", "dollars"),
        ("Balance * 5%", "dollars"),
        ("Rate - 0.5%", "rate per year"),
        ("lesser of (Rate, 4%)", "rate per year"),
        ("Rate / 12", ""),
        ("Loans * $25", "dollars"),
        ("Balance / Loans", "dollars"),
        ("Loans + 3", "count"),
        ("greater of (0, Balance - Fee)", "dollars"),
        ("excess of (Balance over Fee)", "dollars"),
        ("schedule (0% before 2004-01-01, Share from 2004-01-01)", "ratio"),
        ("if Trigger Event then Balance otherwise 0", "dollars"),
        ("rounded (Balance, half up to $0.01)", "dollars"),
        ("weighted average of (Rate of (Class A, Class B) by Balance)", "rate per year"),
        ("total for each (Class A, Class B) of (Balance of that one * Share)", "dollars"),
        ("days from (Closing Date to that date)", "days"),
        ("day (30 days after Closing Date)", "date"),
        ("Unknown", ""),
        ("Unknown * Balance", ""),
        ("Unknown + Balance", "dollars"),
    ],
)
def test_what_a_formula_is_a_quantity_of(text: str, of: str | None) -> None:
    if of is None:
        with pytest.raises(AssertionError):
            formula(text)  # a product and a fraction need brackets
        return
    found = dimensions(formula(text), TYPES)
    assert (found.of, [each.message for each in found.findings]) == (of, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Balance + Share",
            "`Balance` is in dollars and `Share` is a ratio, so they cannot be added",
        ),
        (
            "Fee + Balance * 5% - Balance / Fee",
            "`Fee` is in dollars and `Balance / Fee` is a ratio, so they cannot be added",
        ),
        (
            "Balance + 5",
            "`Balance` is in dollars and `5` is a plain number, so they cannot be added",
        ),
        (
            "lesser of (Rate, Balance)",
            "`Rate` is a rate per year and `Balance` is in dollars, so they cannot be compared",
        ),
        (
            "if Balance at least 5% then 1 otherwise 2",
            (
                "`Balance` is in dollars and `5%` is a ratio or a rate per year, "
                "so they cannot be compared"
            ),
        ),
        (
            "if Balance before that date then 1 otherwise 2",
            "`Balance` is in dollars where a date is needed",
        ),
        (
            "if Balance then 1 otherwise 2",
            "`Balance` is in dollars where a test or event is needed",
        ),
        (
            "rounded (Share, up to $0.01)",
            (
                "`Share` is a ratio and `$0.01` is in dollars, "
                "so they cannot be rounded to one another"
            ),
        ),
        (
            "Balance + (Balance * Rate * Elapsed Days)",
            (
                "`Balance` is in dollars and `Balance * Rate * Elapsed Days` is another quantity, "
                "so they cannot be added"
            ),
        ),
        (
            "schedule (Balance before 2004-01-01, Share from 2004-01-01)",
            (
                "`Balance` is in dollars and `Share` is a ratio, "
                "so they cannot be values of one schedule"
            ),
        ),
    ],
)
def test_two_quantities_that_do_not_go_together(text: str, message: str) -> None:
    (finding,) = dimensions(formula(text), TYPES).findings
    assert (finding.code, finding.message) == ("dimension-mismatch", message)


def test_the_error_is_shown_at_both_places() -> None:
    (finding,) = dimensions(formula("Balance + Fee + Share"), TYPES).findings
    assert [(label.span.text, label.text) for label in finding.labels] == [
        ("Balance", "in dollars"),
        ("Share", "a ratio"),
    ]


def test_what_a_term_must_be_is_learnt_from_its_use() -> None:
    text = "if This at least Balance then Share * That otherwise Fee + Other * 5%"
    found = dimensions(formula(text), TYPES)
    learnt = {term: of for term, of in found.terms.items() if term not in TYPES}
    assert learnt == {"This": "dollars", "That": "dollars"}
    later = dimensions(formula("schedule (1 before Stepdown Date, 2 from Closing Date)"), {})
    assert later.terms == {"Stepdown Date": "date", "Closing Date": "date"}
