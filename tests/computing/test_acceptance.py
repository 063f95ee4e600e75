"""`calc`, `explain` and `impact` on Series 2003-RS8, to the cent, against a script of its own.

The script below reads the sample file with the standard library and computes with
`fractions`; it knows nothing of the engine.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hereof.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "ramp-2003-rs8.csv"
TERM = "Class A-I-7 Pro Rata Distribution Amount"
DATES = (
    *("2003-10-27", "2003-11-25", "2003-12-26", "2004-01-26", "2004-02-25", "2004-03-25"),
    *("2004-04-26", "2004-05-25", "2004-06-25", "2004-07-26", "2004-08-25", "2004-09-27"),
)


def reported() -> dict[str, dict[str, Fraction]]:
    """Read the sample: by date, the balance of each Class, and the amount to distribute."""
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    found: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO("\n".join(lines))):
        name = row["of"] or "amount"
        found[row["date"]][name] = Fraction(row["value"].replace(",", ""))
    return found


def paid(figures: dict[str, Fraction], last: int) -> Fraction:
    """The pro rata amount, over the Classes A-I-1 to A-I-`last`."""
    total = sum(figures[f"A-I-{number}"] for number in range(1, last + 1))
    return figures["A-I-7"] / total * figures["amount"]


def in_cents(amount: Fraction) -> int:
    return int(amount * 100 + Fraction(1, 2))


def asked(*arguments: str) -> Any:  # noqa: ANN401 - whatever is printed
    ran = CliRunner().invoke(app, ["--base", str(ROOT), "--json", *arguments])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def cents_of(figure: dict[str, str]) -> int:
    return int(figure["shown"].replace("$", "").replace(",", "").replace(".", ""))


def test_the_sample_holds_the_first_twelve_distribution_dates() -> None:
    assert tuple(sorted(reported())) == DATES
    assert all(len(figures) == 9 for figures in reported().values())


def test_calc_on_every_date_is_exactly_what_the_script_computes() -> None:
    stretch = ("--from", "2003-10", "--to", "2004-09")
    view = asked("calc", f"ramp-2003-rs8: {TERM}", *stretch, "--data", str(SAMPLE))
    assert [value["on"] for value in view["values"]] == list(DATES)
    for value in view["values"]:
        expected = paid(reported()[value["on"]], 8)
        assert Fraction(value["value"]["exact"]) == expected
        assert cents_of(value["value"]) == in_cents(expected)
        assert value["by"] == "ramp-2003-rs8/1 paragraph 2"
    assert view["data"]["illustrative"]


@pytest.mark.parametrize("on", DATES)
def test_explain_ends_in_the_rows_of_the_sample(on: str) -> None:
    view = asked("explain", f"ramp-2003-rs8: {TERM}", "--on", on, "--data", str(SAMPLE))
    figures = reported()[on]
    top = view["steps"]
    share, amount = top["steps"]
    assert Fraction(top["value"]["exact"]) == paid(figures, 8)
    assert Fraction(share["value"]["exact"]) * figures["amount"] == paid(figures, 8)
    assert Fraction(amount["value"]["exact"]) == figures["amount"]
    own, total = share["steps"]
    assert [Fraction(each["value"]["exact"]) for each in total["steps"]] == [
        figures[f"A-I-{number}"] for number in range(1, 9)
    ]
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    for step in (own, amount, *total["steps"]):
        path, _, line = step["source"].rpartition(", line ")
        assert path == SAMPLE.as_posix()
        assert lines[int(line) - 1].startswith(on)
    assert view["data"]["illustrative"]
    assert top["words"]
    assert top["place"].startswith("agreements/ramp-2003-rs8/amendment-1.txt:30:")


def test_impact_shows_what_the_original_would_have_paid() -> None:
    view = asked("impact", "ramp-2003-rs8/1", "--data", str(SAMPLE))
    assert view["heading"] == "balances as reported, not rolled forward"
    (changed,) = view["terms"]
    assert changed["term"] == TERM
    totals = [0, 0]
    for each in changed["dates"]:
        figures = reported()[each["on"]]
        sides = [in_cents(paid(figures, last)) for last in (7, 8)]
        assert [cents_of(each[side]["value"]) for side in ("without_it", "with_it")] == sides
        assert cents_of(each["difference"]) == sides[1] - sides[0]
        totals = [total + side for total, side in zip(totals, sides, strict=True)]
    assert [each["on"] for each in changed["dates"]] == list(DATES)
    assert cents_of(changed["total_without"]) == totals[0]
    assert cents_of(changed["total_with"]) == totals[1]
    assert cents_of(changed["total"]) == totals[1] - totals[0]


def test_impact_says_that_the_original_governed_no_distribution_date() -> None:
    view = asked("impact", "ramp-2003-rs8/1", "--data", str(SAMPLE))
    (changed,) = view["terms"]
    assert changed["governed_before"] == 0
    assert changed["sentence"].startswith(
        "What stood before it governed no Distribution Date through 27 September 2004. "
        "On these 12 dates it would have come to $"
    )
    assert view["data"]["illustrative"]
    assert {each["status"] for each in view["definitions"]} == {"as construed", "read"}
