"""Data files: every row is taken as it is, or named with the reason."""

from __future__ import annotations

import builtins
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

import hereof
from hereof.compute.surroundings import expected_of
from hereof.data import Expected, Quantity, read_data
from hereof.data.cells import CellError, exact, unit_named
from hereof.diagnostics import HereofError
from hereof.formula.inputs import Input, Setting
from hereof.formula.reading import read_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.data import DataSet
    from hereof.diagnostics import Diagnostic
    from hereof.formula.reading import ReadResult

EXPECTED = Expected(
    {
        "Balance": Quantity("dollars", "immediately before that date", "Class"),
        "Collections": Quantity("dollars"),
        "Share": Quantity("ratio"),
        "Rate": Quantity("rate per year", "", "Class"),
        "Elapsed Days": Quantity("days"),
        "Loans": Quantity("count", "", "Loan Group"),
        "Sale Date": Quantity("date"),
        "Trigger Event": Quantity("truth"),
        "Other Funds": Quantity(),
    },
    Setting(("Class A-1", "Class A-2", "Class M-1"), {"Seniors": ("Class A-1", "Class A-2")}),
)
ROOT = Path(__file__).resolve().parents[2]
HEAD = "date,term,of,measured,unit,value\n"
DAY = date(2020, 6, 25)


def read(tmp_path: Path, text: str | bytes, name: str = "figures.csv") -> DataSet:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_data(path, EXPECTED)


def refusals(
    tmp_path: Path, text: str | bytes, name: str = "figures.csv"
) -> tuple[Diagnostic, ...]:
    with pytest.raises(HereofError) as raised:
        read(tmp_path, text, name)
    return raised.value.diagnostics


def values(data: DataSet) -> Mapping[str, Any]:
    return {str(datum.input): datum.value for datum in data.figures}


# ---- rows


def test_a_row_for_each_figure(tmp_path: Path) -> None:
    data = read(
        tmp_path,
        HEAD
        + '2020-06-25,Balance,A-1,,dollars,"1,234,567.89"\n'
        + "2020-06-25,Balance,Seniors,on the Closing Date,,$5\n"
        + "2020-06-25,Collections,,,,(5.00)\n"
        + "2020-06-25,Share,,,percent,5.25\n"
        + "2020-06-25,Rate,Class A-2,,,5.25%\n"
        + "2020-06-25,Elapsed Days,,,days,31\n"
        + '2020-06-25,Loans,Group 1,,,"1,204"\n'
        + ",Sale Date,,,,2020-01-31\n"
        + "2020-06-25,Trigger Event,,,,not met\n",
    )
    assert values(data) == {
        "Balance of Class A-1 [immediately before that date]": Fraction("1234567.89"),
        "Balance of Class A-1, Class A-2 [on the Closing Date]": 5,
        "Collections": -5,
        "Share": Fraction("0.0525"),
        "Rate of Class A-2": Fraction("0.0525"),
        "Elapsed Days": 31,
        "Loans of Group 1": 1204,
        "Sale Date": date(2020, 1, 31),
        "Trigger Event": False,
    }
    assert data.days == (DAY,)
    assert [datum.line for datum in data.figures] == list(range(2, 11))
    assert data.of(date(2021, 1, 1), "Sale Date", ())[0].value == date(2020, 1, 31)


def test_a_column_for_each_input(tmp_path: Path) -> None:
    data = read(
        tmp_path,
        "date,Balance of Class A-1,Rate of Class A-2 [then] in percent,Share in percent\n"
        "2020-06-25,5.00,3.5,\n2020-07-27,4.00,3.25,12.5\n",
    )
    assert [(d.day, str(d.input), d.value) for d in data.figures] == [
        (DAY, "Balance of Class A-1 [immediately before that date]", 5),
        (DAY, "Rate of Class A-2 [then]", Fraction("0.035")),
        (date(2020, 7, 27), "Balance of Class A-1 [immediately before that date]", 4),
        (date(2020, 7, 27), "Rate of Class A-2 [then]", Fraction("0.0325")),
        (date(2020, 7, 27), "Share", Fraction("0.125")),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2020-06-25,Share,,,,5.25", "`5.25` is more than 1 where a ratio is wanted"),
        ("2020-06-25,Share,,,ratio,5.25", "`5.25` is more than 1 where a ratio is wanted"),
        ("2020-06-25,Rate,A-1,,,5.25", "`5.25` is more than 1 where a rate per year is wanted"),
        ("2020-06-25,Balanse,A-1,,,5", "there is no term `Balanse`; the nearest is `Balance`"),
        ("2020-06-25,Balance,A-3,,,5", "there is no owner `A-3`; the nearest is `A-"),
        ("2020-06-25,Balance,A-1 through A-9,,,5", "there is no "),
        ("2020-06-25,,,,,5", "it names no term"),
        ("2020-06-25,Collections,,,,", "it has no value"),
        ("2020-06-25,Collections,,,,1.234.567", "`1.234.567` is no number"),
        ('2020-06-25,Collections,,,,"1,23"', "`1,23` is no number"),
        ("2020-06-25,Collections,,,,1e6", "`1e6` is no number"),
        (
            "2020-06-25,Collections,,,percent,5",
            "it is in percent, and an amount of dollars is wanted",
        ),
        ("2020-06-25,Collections,,,,5%", "`5%` is a percentage"),
        ("2020-06-25,Collections,,,euros,5", "`euros` is no unit"),
        ("2020-06-25,Elapsed Days,,,,30.5", "`30.5` is no whole number"),
        ("25/06/2020,Collections,,,,5", "`25/06/2020` is no date, such as 2003-10-27"),
        ("2020-06-31,Collections,,,,5", "`2020-06-31` is no date"),
        ("2020-06-25,Sale Date,,,,31 January", "`31 January` is no date"),
        ("2020-06-25,Trigger Event,,,,maybe", "`maybe` is neither `yes` nor `no`"),
        ("2020-06-25,Collections,,,,nan", "`nan` is no number"),
    ],
)
def test_a_refused_row_is_named_by_line_with_the_reason(
    tmp_path: Path, row: str, reason: str
) -> None:
    text = f"{HEAD}2020-06-25,Share,,,,0.5\n{row}\n"
    (finding,) = refusals(tmp_path, text)
    assert finding.code == "data-row-refused"
    assert finding.message.startswith(
        f"line 3 of `{(tmp_path / 'figures.csv').as_posix()}` is refused: "
    )
    assert reason in finding.message
    assert finding.labels[0].span.lines == (3, 3)


def test_all_refused_rows_are_named_at_once(tmp_path: Path) -> None:
    found = refusals(tmp_path, HEAD + "x,Share,,,,0.5\n" * 3)
    assert [f.labels[0].span.lines[0] for f in found] == [2, 3, 4]


def test_a_row_over_two_lines_is_named_by_its_first(tmp_path: Path) -> None:
    text = HEAD + '2020-06-25,Collections,,"for the\nmonth",,5\n2020-06-25,Share,,,,7\n'
    (finding,) = refusals(tmp_path, text)
    assert "line 4 " in finding.message


def test_what_is_given_twice_must_be_given_alike(tmp_path: Path) -> None:
    row = "2020-06-25,Balance,{},,,{}\n"
    assert len(
        read(tmp_path, HEAD + row.format("A-1", 5) + row.format("Class A-1", "5.00")).figures
    )
    (finding,) = refusals(tmp_path, HEAD + row.format("A-1", 5) + row.format("A-1", 6))
    assert "line 2 gives another value" in finding.message
    assert [label.span.lines[0] for label in finding.labels] == [3, 2]


# ---- files


def test_remarks_marks_and_line_ends_make_no_difference(tmp_path: Path) -> None:
    text = (
        "# illustrative: invented, all of it\n# more\n\n"
        + HEAD
        + "2020-06-25,Share,,,,0.5\n# end\n"
    )
    plain = read(tmp_path, text)
    assert plain.illustrative == ("invented, all of it",)
    for other in (
        text.replace("\n", "\r\n"),
        "\ufeff" + text,
        text.replace(",,,,", ";;;;")
        .replace("date,term,of,measured,unit,", "date;term;of;measured;unit;")
        .replace("25,Share", "25;Share"),
    ):
        assert [f.value for f in read(tmp_path, other).figures] == [Fraction(1, 2)]


def test_the_order_of_rows_and_columns_makes_no_difference(tmp_path: Path) -> None:
    first = read(tmp_path, "value,term,date\n0.5,Share,2020-06-25\n9,Collections,2020-06-25\n")
    second = read(tmp_path, "date,term,value\n2020-06-25,Collections,9\n2020-06-25,Share,0.5\n")
    assert values(first) == values(second)


def test_json(tmp_path: Path) -> None:
    row = '{"date": "2020-06-25", "term": "Share", "value": 0.1}'
    rows = f'[{row}, {{"term": "Share", "date": null, "value": "0.1"}}]'
    data = read(tmp_path, f'{{"illustrative": "yes", "rows": {rows}}}', "figures.json")
    assert [f.value for f in data.figures] == [Fraction(1, 10)] * 2
    assert data.illustrative == ("yes",)
    (finding,) = refusals(
        tmp_path, '[{"date": "2020-06-25", "term": "Share", "value": 1.5}]', "f.json"
    )
    assert "line 1 " in finding.message


def test_parquet_with_decimals(tmp_path: Path) -> None:
    table = pa.table(
        {
            "date": [DAY, DAY],
            "term": ["Collections", "Elapsed Days"],
            "value": pa.array([Decimal("1234.56"), Decimal("31.00")]),
        },
        metadata={"illustrative": "invented"},
    )
    path = tmp_path / "figures.parquet"
    parquet.write_table(table, path)
    data = read_data(path, EXPECTED)
    assert values(data) == {"Collections": Fraction("1234.56"), "Elapsed Days": 31}
    assert data.illustrative == ("invented",)


def test_floating_point_columns_of_parquet_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    parquet.write_table(pa.table({"date": [DAY], "Collections": [1.5]}), path)
    with pytest.raises(HereofError, match="is a binary approximation"):
        read_data(path, EXPECTED)


def test_without_pyarrow_a_parquet_file_says_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = builtins.__import__

    def lacking(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as Python calls it
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    (finding,) = refusals(tmp_path, b"", "figures.parquet")
    assert "the package pyarrow is needed" in finding.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("figures.csv", b"\xff\xfe\x00"),
        ("figures.csv", b""),
        ("figures.csv", b"# only a remark\n"),
        ("figures.csv", b'date,term,value\n2020-06-25,"Share,0.5\n'),
        ("figures.csv", b"date,date,value\n"),
        ("figures.csv", b"date,term,value,\n"),
        ("figures.json", b"{"),
        ("figures.json", b"[1]"),
        ("figures.json", b'{"rows": 1}'),
        ("figures.json", b"[" * 100_000),
        ("figures.parquet", b"PAR1"),
        ("figures.xlsx", b""),
    ],
)
def test_what_is_no_data_file_is_a_finding(tmp_path: Path, name: str, content: bytes) -> None:
    (finding,) = refusals(tmp_path, content, name)
    assert finding.code == "data-unreadable"
    with pytest.raises(HereofError, match="there is no file"):
        read_data(tmp_path / "nowhere.csv", EXPECTED)


@pytest.mark.parametrize(
    "head", ["Balances of Class A-1", "Balance of Class A-1 in", "a / b", "remark"]
)
def test_a_column_that_names_no_input_is_a_finding(tmp_path: Path, head: str) -> None:
    found = refusals(tmp_path, f"date,{head}\n2020-06-25,5\n")
    assert found[0].code in ("data-column-unknown", "data-row-refused")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12
    )
)
def test_any_amount_is_exact_however_it_is_written(amount: Decimal) -> None:
    for text in (f"{amount:f}", f"{amount:,f}"):
        assert exact(text, unit_named("USD"), "dollars") == Fraction(amount)


@given(st.text(max_size=12), st.sampled_from([*(q.kind for q in EXPECTED.terms.values())]))
def test_any_cell_is_taken_or_refused(text: str, kind: str) -> None:
    try:
        value = exact(text, "", kind)
    except CellError:
        return
    assert isinstance(value, Fraction | date | bool)


def test_the_page_on_data_shows_files_that_are_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    expected = expected_of(hereof.load(ROOT).agreement("ramp-2003-rs8").timeline)
    blocks = re.findall(r"(?:^    .*\n)+", page, re.MULTILINE)
    assert len(blocks) == 2
    found = []
    for block in blocks:
        path = tmp_path / "figures.csv"
        path.write_text(block.replace("    ", ""))
        found.append(values(read_data(path, expected)))
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_inputs_are_the_ones_that_formulas_ask_for(tmp_path: Path) -> None:
    data = read(
        tmp_path,
        HEAD + '2020-06-25,Balance,"A-1, A-2",,,5\n2020-06-25,Balance,Class A-1 through M-1,,,7\n',
    )
    assert [f.input for f in data.figures] == [
        Input("Balance", ("Class A-1", "Class A-2"), "immediately before that date"),
        Input("Balance", ("Class A-1", "Class A-2", "Class M-1"), "immediately before that date"),
    ]


def test_words_are_read_once_for_the_data_and_for_the_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    timeline = hereof.load(ROOT).agreement("larkspur-2004-1").timeline
    read: list[str] = []

    def counted(words: str, term: str, *rest: Any, **more: Any) -> ReadResult:  # noqa: ANN401
        read.append(f"{term}: {words}")
        return read_in(words, term, *rest, **more)

    monkeypatch.setattr("hereof.wording.reader.read_in", counted)
    expected_of(timeline)
    assert read
    assert len(read) == len(set(read))
    expected_of(timeline)
    assert len(read) == len(set(read))
