"""CSV: nothing that a spreadsheet would carry out, and every text back as it was."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.runner import run_in
from hereof.report.spreadsheet import cell, csv_line, plain

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text("'=+-@\t\r\n \uff1d$0123456789.,/%;\"#aé", max_size=8)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("-$5.00", "-$5.00"),
        ("-$10,339.80", "-$10,339.80"),
        ("-5,000.25", "-5,000.25"),
        ("-25/326", "-25/326"),
        ("-7.6687116564...%", "-7.6687116564...%"),
        ("-1-1", "'-1-1"),
        ("-", "'-"),
        ("-$5.00\n=1", "'-$5.00\n=1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("Fee", "Fee"),
        ("", ""),
    ],
)
def test_no_cell_is_carried_out_by_a_spreadsheet(text: str, shown: str) -> None:
    assert cell(text) == shown


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_every_text_can_be_had_back(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(csv_line(texts), newline=""), strict=True))
    assert [[plain(each) for each in row] for row in rows] == [texts]


@pytest.fixture
def figures(sample: Path) -> Path:
    """Figures that say of themselves what a spreadsheet would carry out, and a term like it."""
    rule = sample / "rules/sample-2020-1/agreement.hereof"
    text = 'define "=Fee"\n  words not on file\n  construed because "x"\n  means $0 - $5\n\n'
    rule.write_text(rule.read_text().replace("example ", text + "example ", 1))
    file = sample / "figures.csv"
    file.write_text('"# illustrative: made up, =HYPERLINK(1)"\ndate,term,value\n')
    return file


def test_what_calc_prints_is_not_carried_out(sample: Path, figures: Path) -> None:
    asked = ("calc", "=Fee", "--on", "2020-04-01", "--data", str(figures), "--csv")
    ran = run_in(sample, *asked)
    assert ran.code == 0, ran.err
    rows = list(csv.reader(io.StringIO(ran.out), strict=True))
    assert rows[0] == ["# illustrative: made up, =HYPERLINK(1)"]
    assert rows[2][:4] == ["2020-04-01", "'=Fee", "-$5.00", "-5"]
