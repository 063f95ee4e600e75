"""`hereof calc`, `explain` and `impact`: what they print, and how they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from hereof.report.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran

LARKSPUR = "samples/larkspur-2004-1.csv"
RAMP = "samples/ramp-2003-rs8.csv"
SHARE = "larkspur-2004-1: Lockout Pro Rata Amount"
SUBORDINATE = "larkspur-2004-1: Subordinate Percentage"
FIRST_YEAR = ("--from", "2004-04", "--to", "2005-05")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path  # noqa: PLC0415 - one use

    monkeypatch.chdir(Path(__file__).resolve().parents[2])


pytestmark = pytest.mark.usefixtures("here")


def valid(name: str, ran: Ran) -> Any:  # noqa: ANN401 - whatever is printed
    schema = schema_of(name)
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(ran.json)
    return ran.json


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("calc", ("calc", SHARE, "--on", "2005-04", "-d", LARKSPUR)),
        ("calc", ("calc", SHARE, "--on", "2003-04", "-d", LARKSPUR)),
        ("calc", ("calc", SHARE, "--from", "2005-01", "--to", "2005-05", "-d", LARKSPUR)),
        ("calc", ("calc", "larkspur-2004-1: Stepdown Date", "--on", "2005-04", "-d", LARKSPUR)),
        ("calc", ("calc", "larkspur-2004-1: Insolvency Event", "--on", "2005-04")),
        ("explain", ("explain", SHARE, "--on", "2005-04", "-d", LARKSPUR)),
        (
            "explain",
            (
                "explain",
                "larkspur-2004-1: Subordinate Percentage",
                "--on",
                "2008-04",
                "-d",
                LARKSPUR,
            ),
        ),
        ("explain", ("explain", SHARE, "--on", "2005-04")),
        ("impact", ("impact", "ramp-2003-rs8/1", "-d", RAMP)),
        ("impact", ("impact", "larkspur-2004-1/9", "-d", LARKSPUR)),
        (
            "impact",
            (
                "impact",
                "larkspur-2004-1/supplement-1",
                "-d",
                LARKSPUR,
                "--from",
                "2004-11",
                "--to",
                "2005-03",
            ),
        ),
    ],
)
def test_json_is_as_its_schema_says(
    hereof: Callable[..., Ran], name: str, arguments: tuple[str, ...]
) -> None:
    ran = hereof(*arguments, "--json")
    view = valid(name, ran)
    answered = view["value"]["answered"] if name == "explain" else view["answered"]
    assert ran.code == (0 if answered else 3)
    assert ran.out.isascii()
    again = hereof("--json", *arguments)
    assert again.out == ran.out
    text = hereof(*arguments, "--width", "72")
    assert text.code == ran.code
    wide = [line for line in text.out.splitlines() if len(line) > 72 and " " in line.strip()]
    assert all(len(max(line.split(), key=len)) > 40 or line[:4].isdigit() for line in wide), wide


def test_a_value_says_by_what_it_is_computed_and_from_what(hereof: Callable[..., Ran]) -> None:
    known = hereof("calc", SHARE, "--on", "2005-02", "--known-on", "2005-02-25", "-d", LARKSPUR)
    assert "$1,069,079.87 on Distribution Date 25 February 2005" in known.out
    assert "by          larkspur-2004-1: Lockout Pro Rata Amount" in known.out
    assert "read, agreements/larkspur-2004-1/psa.txt:250:" in known.out
    assert "samples/larkspur-2004-1.csv, line 109" in known.flat
    assert "illustrative: figures of a trust that never was" in known.flat


def test_words_as_construed_are_called_so(hereof: Callable[..., Ran]) -> None:
    term = "ramp-2003-rs8: Class A-I-7 Pro Rata Distribution Amount"
    ran = hereof("calc", term, "--on", "2003-10", "--known-on", "2003-10-20", "-d", RAMP)
    assert ran.code == 0
    assert "$274,046.79" in ran.out
    assert "as construed, rules/ramp-2003-rs8/psa.hereof:" in ran.out
    assert "hypothesis, not evidence" in ran.flat


def test_many_dates_are_a_table_or_csv(hereof: Callable[..., Ran]) -> None:
    arguments = (
        "calc",
        "larkspur-2004-1: Lockout Percentage",
        "--from",
        "2005-03",
        "--to",
        "2005-04-30",
    )
    table = hereof(*arguments)
    assert [line.split()[:2] for line in table.out.splitlines() if line.startswith("2005")] == [
        ["2005-03-28", "0%"],
        ["2005-04-25", "45%"],
    ]
    rows = hereof(*arguments, "--csv").out.splitlines()
    assert rows == [
        "date,term,value,exact,by,note",
        "2005-03-28,Lockout Percentage,0%,0,larkspur-2004-1,",
        "2005-04-25,Lockout Percentage,45%,9/20,larkspur-2004-1,",
    ]


def test_a_missing_figure_is_no_answer(hereof: Callable[..., Ran]) -> None:
    ran = hereof("calc", SHARE, "--on", "2005-04")
    assert ran.code == 3
    assert "no value on Distribution Date 25 April 2005" in ran.out
    assert "There are no values for 6 inputs:" in ran.flat
    other = hereof("calc", SHARE, "--on", "2005-04-24", "-d", LARKSPUR)
    assert "The data has no figures for 24 April 2005" in other.flat


def test_refused_rows_are_findings(hereof: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("date,term,value\n2005-04-25,Pool Balanse,5\n2005-04-25,Pool Balance,x\n")
    ran = hereof("calc", SHARE, "--on", "2005-04", "-d", str(path))
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("error[data-row-refused]") == 2
    assert "the nearest is `Pool Balance`" in " ".join(ran.err.split())
    as_json = hereof("calc", SHARE, "--on", "2005-04", "-d", str(path), "--json")
    assert [f["code"] for f in json.loads(as_json.out)["findings"]] == ["data-row-refused"] * 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("calc", SHARE), "a date is needed"),
        (("calc", SHARE, "--on", "2005-04", "--from", "2005-04", "--to", "2005-05"), "a date is"),
        (("calc", SHARE, "--from", "2005-04"), "`--from` and `--to` belong together"),
        (("impact", "larkspur-2004-1/2"), "dates are needed"),
        (("impact", "larkspur-2004-1/22", "-d", LARKSPUR), "did you mean `larkspur-2004-1/2`"),
        (("impact", "larkspur-2004-1", "-d", LARKSPUR), "is the agreement itself"),
        (("impact", "nowhere-1/1", "-d", LARKSPUR), "there is no agreement `nowhere-1`"),
        (("explain", SHARE), "--on"),
    ],
)
def test_misuse_exits_with_2(
    hereof: Callable[..., Ran], arguments: tuple[str, ...], said: str
) -> None:
    ran = hereof(*arguments)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_a_data_file_that_is_not_there_is_a_finding(hereof: Callable[..., Ran]) -> None:
    ran = hereof("calc", SHARE, "--on", "2005-04", "-d", "nowhere.csv")
    assert ran.code == 1
    assert "there is no file `nowhere.csv`" in ran.err


def test_an_explanation_is_a_tree_with_sources(hereof: Callable[..., Ran]) -> None:
    arguments = ("explain", "larkspur-2004-1: Lockout Distribution Amount", "--on", "2005-04")
    ran = hereof(*arguments, "-d", LARKSPUR)
    lines = ran.out.splitlines()
    top = next(n for n, line in enumerate(lines) if " choice " in line)
    assert lines[top].startswith("$433,734.99")
    inside = [line for line in lines[top + 1 :] if line.startswith("  ")]
    assert any("45% condition, the test is met" in line for line in inside)
    assert any("met comparison “from April 2005" in line for line in inside)
    assert any("by larkspur-2004-1/2 paragraph 2" in line for line in inside)
    assert any("samples/larkspur-2004-1.csv, line" in line for line in inside)


def test_an_instrument_that_is_not_executed_changes_nothing(hereof: Callable[..., Ran]) -> None:
    ran = hereof("impact", "larkspur-2004-1/9", "-d", LARKSPUR)
    assert "Amendment No. 9 is not executed, so that it changes nothing." in ran.flat


def test_impact_reaches_what_rests_on_the_changed_definition(hereof: Callable[..., Ran]) -> None:
    ran = hereof("impact", "larkspur-2004-1/2", "-d", LARKSPUR, *FIRST_YEAR, "--json")
    terms = {each["term"]: each["touched"] for each in ran.json["terms"]}
    assert terms == {
        "Lockout Distribution Amount": False,
        "Lockout Pro Rata Amount": True,
        "Special Hazard Amount": True,
    }
