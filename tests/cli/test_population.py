"""`hereof population`: the whole list, its count and digest, and payments beside it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pytest

from cli.runner import ROOT, run_in
from cli.test_json import faults

if TYPE_CHECKING:
    from pathlib import Path

    from cli.runner import Ran

LARKSPUR = ("population", "larkspur-2004-1")
YEAR = ("--from", "2004-12", "--to", "2005-11")
DATA = ("--data", str(ROOT / "samples/larkspur-2004-1.csv"))
FEE = "Servicing Fee"
PAID = {
    "2005-01-25": "151,738.05",
    "2005-02-25": "149,095.62",
    "2005-03-28": "109,995.28",
}


def listed(*more: str) -> Ran:
    return run_in(ROOT, *LARKSPUR, *more)


@pytest.fixture
def pay(tmp_path: Path) -> Path:
    """A file of the payments of three months, all of them right."""
    file = tmp_path / "payments.csv"
    file.write_text(
        "date,term,amount\n" + "".join(f'{on},{FEE},"${paid}"\n' for on, paid in PAID.items())
    )
    return file


def test_each_date_has_each_calculated_definition_once() -> None:
    ran = listed(*YEAR, "--json")
    view = ran.json
    assert ran.code == 0
    assert list(faults(view)) == []
    assert len(view["dates"]) == 12
    rows = [(row["on"], row["term"]) for row in view["rows"]]
    assert rows == [(on, term) for on in view["dates"] for term in view["terms"]]
    assert view["count"] == len(rows) == len(set(rows))
    assert view["data"] is None
    assert "Eligible Account" not in view["terms"]


def test_a_row_says_what_which_says() -> None:
    view = listed(*YEAR, "--json").json
    governing = {each["number"]: each for each in view["governing"]}
    for row in view["rows"][::7]:
        asked = ("which", row["term"], "-a", "larkspur-2004-1", "--on", row["on"], "--json")
        which = run_in(ROOT, *asked).json
        by = which["governed_by"]
        assert row["outcome"] == which["outcome"]
        proof = governing[row["governing"]]["proof"]
        if by is None:
            assert row["governed_by"] is None
            continue
        name = (
            f"{by['instrument']} paragraph {by['paragraph']}"
            if by["paragraph"]
            else by["instrument"]
        )
        assert row["governed_by"] == name
        lines = {(each["document"], each["first_line"]) for each in proof if each["by"] == name}
        assert lines == {
            (each["document"], each["first_line"])
            for each in (
                *by["instruction"],
                *([by["words"]] if by["words"] else []),
                *(quoted for one in by["corrected_by"] for quoted in one["instruction"]),
            )
        }


def test_a_value_is_what_calc_computes() -> None:
    view = listed("--from", "2005-01", "--to", "2005-03", *DATA, "--json").json
    assert {row["on"]: row["value"]["shown"] for row in view["rows"] if row["term"] == FEE} == {
        on: f"${paid}" for on, paid in PAID.items()
    }
    without = [row for row in view["rows"] if row["value"] is None]
    assert all(row["why"] for row in without)


def test_the_digest_can_be_computed_again_and_tells_lists_apart() -> None:
    ran = listed(*YEAR, "--json")
    assert ran == listed(*YEAR, "--json")
    view = ran.json
    of = {key: view[key] for key in ("agreement", "asked", "gaps", "governing", "rows")}
    text = json.dumps(of, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert view["digest"] == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    others = [
        listed("--from", "2004-12", "--to", "2005-10", "--json"),
        listed(*YEAR, "--known-on", "2005-06-01", "--json"),
        listed(*YEAR, *DATA, "--json"),
    ]
    assert len({view["digest"], *(each.json["digest"] for each in others)}) == 4


def test_csv_has_the_same_rows_and_the_digest_beside_it(tmp_path: Path) -> None:
    view = listed(*YEAR, "--json").json
    ran = listed(*YEAR, "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["date"], row["term"], row["outcome"]) for row in rows] == [
        (row["on"], row["term"], row["outcome"]) for row in view["rows"]
    ]
    assert view["digest"] in ran.err
    out = tmp_path / "population.csv"
    told = listed(*YEAR, "--out", str(out))
    assert out.read_text() == ran.out
    assert view["digest"] in told.out
    listed(*YEAR, "--out", str(tmp_path / "population.json"))
    assert json.loads((tmp_path / "population.json").read_text()) == view


def test_a_name_that_is_a_formula_of_a_spreadsheet_is_shown(sample: Path) -> None:
    rule = sample / "rules/sample-2020-1/agreement.hereof"
    evil = "=HYPERLINK(1)"
    text = f'define "{evil}"\n  words not on file\n  construed because "x"\n  means $1\n\nexample '
    rule.write_text(rule.read_text().replace("example ", text, 1))
    asked = ("population", "sample-2020-1", "--from", "2020-03", "--to", "2020-03", "--csv")
    ran = run_in(sample, *asked)
    assert ran.code == 0
    assert f"'{evil}" in ran.out
    assert all(not each.startswith("=") for row in csv.reader(io.StringIO(ran.out)) for each in row)


def test_a_month_without_a_date_is_named_and_not_left_out() -> None:
    view = listed("--from", "2004-02", "--to", "2004-05", "--json").json
    assert [gap["month"] for gap in view["gaps"]] == ["2004-02", "2004-03"]
    assert all(gap["why"] for gap in view["gaps"])
    assert "no date" in listed("--from", "2004-02", "--to", "2004-05").out
    nothing = listed("--from", "1990-01", "--to", "1990-03", "--json")
    assert (nothing.code, nothing.json["count"]) == (3, 0)
    assert len(nothing.json["gaps"]) == 3


def test_payments_that_agree(pay: Path) -> None:
    asked = ("--from", "2005-01", "--to", "2005-03", *DATA, "--against", str(pay))
    ran = listed(*asked)
    assert ran.code == 0
    assert "3 of 3 payments agree to the cent." in ran.flat
    found = listed(*asked, "--json").json
    assert list(faults(found)) == []
    assert found["against"]["matches"]
    assert FEE not in found["against"]["terms_without_payment"]


def test_what_either_side_lacks_and_what_differs_is_listed(pay: Path) -> None:
    lines = pay.read_text().splitlines()
    lines[1] = lines[1].replace(".05", ".06")
    lines[2] = lines[2].replace("2005-02-25", "2005-02-26")
    lines += [lines[3], "2005-03-28,Servicing Fees,1", "2005-03-28,Senior Percentage,2"]
    pay.write_text("\n".join(lines))
    asked = ("--from", "2005-01", "--to", "2005-03", *DATA, "--against", str(pay), "--json")
    ran = listed(*asked)
    found = ran.json["against"]
    assert ran.code == 1
    assert [(each["line"], each["difference"]) for each in found["different"]] == [(2, "$0.01")]
    assert [(each["line"], each["why"]) for each in found["not_in_population"]] == [
        (3, "it is no Distribution Date of the stretch"),
        (4, "the file has 2 payments of it"),
        (5, "the file has 2 payments of it"),
        (6, "no calculated definition has this name"),
    ]
    assert [each["line"] for each in found["not_computed"]] == [7]
    assert [(each["on"], each["term"]) for each in found["not_paid"]] == [
        ("2005-01-25", "Senior Percentage"),
        ("2005-02-25", "Senior Percentage"),
        ("2005-02-25", FEE),
    ]
    assert (found["payments"], found["agreed"], found["matches"]) == (6, 0, False)


def test_a_row_that_cannot_be_read_is_a_finding_and_the_others_are_compared(pay: Path) -> None:
    lines = pay.read_text().splitlines()
    lines[2] = lines[2].replace("149,095.62", "149.095,62")
    lines += [f"25/01/2005,{FEE},1", "2005-01-25,,many", f"2005-01-25,{FEE}"]
    pay.write_text("\n".join(lines))
    asked = ("--from", "2005-01", "--to", "2005-03", *DATA, "--against", str(pay))
    ran = listed(*asked, "--json")
    found = ran.json["against"]
    assert list(faults(ran.json)) == []
    assert [(each["line"], each["column"]) for each in found["refused"]] == [
        (3, "amount"),
        (5, "date"),
        (6, "term"),
        (6, "amount"),
        (7, ""),
    ]
    assert (found["refused"][0]["cell"], ran.code) == ("$149.095,62", 1)
    assert (found["payments"], found["agreed"], found["matches"]) == (6, 2, False)
    assert found["not_paid"] == []
    told = listed(*asked).flat
    assert "line 3, amount: `$149.095,62` is no number" in told
    assert "line 7: 2 cells, not 3" in told
    assert "2 of 6 payments agree to the cent." in told


def test_without_data_a_payment_has_nothing_to_agree_with(pay: Path) -> None:
    asked = ("--from", "2005-01", "--to", "2005-03", "--against", str(pay), "--json")
    ran = listed(*asked)
    assert ran.code == 1
    assert {each["why"] for each in ran.json["against"]["not_computed"]} == {
        "no data is given with which it is computed"
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"date,term\n2005-01-25,Fee\n", "columns date, term, amount"),
        (b'date,term,amount\n2005-01-25,"Fee,1\n', "no CSV"),
        (b"\xff\xfe", "no UTF-8 text"),
        (b"", "columns date, term, amount"),
    ],
)
def test_payments_that_cannot_be_read_are_refused_whole(pay: Path, text: bytes, said: str) -> None:
    pay.write_bytes(text)
    ran = listed(*YEAR, "--against", str(pay))
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("--from", "2005-01"),
        ("--from", "2005-03", "--to", "2005-01"),
        (*YEAR, "--csv", "--json"),
        (*YEAR, "--out", "list.txt"),
        (*YEAR, "--against", "no-such.csv"),
    ],
)
def test_misuse_is_one_sentence(asked: tuple[str, ...]) -> None:
    ran = listed(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A ledger of the fee of two months, as the sample has it."""
    files = []
    for month in ("2005-01", "2005-02"):
        files.append(tmp_path / f"{month}.json")
        asked = ("certify", f"larkspur-2004-1: {FEE}", "--on", month, *DATA)
        assert run_in(ROOT, *asked, "--out", str(files[-1])).code == 0
    ledger = tmp_path / "ledger.sqlite"
    named = [str(each) for each in files]
    assert run_in(ROOT, "ledger", "append", *named, "--ledger", str(ledger)).code == 0
    return ledger


def test_against_a_ledger_each_side_says_what_it_lacks(kept: Path) -> None:
    asked = ("--from", "2005-01", "--to", "2005-02", *DATA, "--against", str(kept))
    ran = listed(*asked, "--json")
    found = ran.json["against_ledger"]
    assert (ran.code, found["entries"], found["covered"], found["matches"]) == (0, 2, 2, True)
    assert list(faults(ran.json)) == []
    assert FEE not in found["terms_without_entry"]
    ran = listed("--from", "2005-01", "--to", "2005-03", *DATA, "--against", str(kept))
    assert ran.code == 1
    assert "no entry 28 March 2005, Servicing Fee (in force)" in ran.flat
    assert "2 of" in ran.flat


def test_a_recorded_answer_that_is_another_is_named(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    text = (ROOT / "samples/larkspur-2004-1.csv").read_text()
    line = next(each for each in text.splitlines() if each.startswith("2005-01-25,Pool Balance,"))
    other.write_text(text.replace(line, line.rpartition(',"')[0] + ',"1,200,000.00"'))
    asked = ("--from", "2005-01", "--to", "2005-02", "--data", str(other), "--against", str(kept))
    ran = listed(*asked, "--json")
    (different,) = ran.json["against_ledger"]["different"]
    assert (ran.code, different["entry"], different["computed"]) == (1, 1, "$500.00")
    known = listed(*asked, "--known-on", "2006-01-01", "--json").json["against_ledger"]
    assert (known["different"], known["known_otherwise"]) == ([], 2)


def test_a_file_of_sqlite_that_is_no_ledger_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    file.write_bytes(b"SQLite format 3\0 and nothing more")
    ran = listed("--from", "2005-01", "--to", "2005-01", "--against", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert "other.sqlite" in ran.err
