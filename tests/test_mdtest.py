"""The runner of Markdown tests: what is right passes, and whatever is wrong fails."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from hereof.calendar import Month
from mdtest import Case, Expected, MdtestError, Row, cases, expectation, main, run, update

if TYPE_CHECKING:
    from collections.abc import Iterator

HISTORIES = [
    case
    for path in sorted((Path(__file__).parent / "histories").glob("*.md"))
    for case in cases(path)
]

COMMON = """\
# A demonstration

```text agreements/demo/agreement.txt
"Reserve": 2% of the pool balance.
```

```hereof rules/demo/agreement.hereof
agreement demo-trust
  title    "Trust Agreement", construed because "its first page is lost"
  dated    2004-01-15, construed because "its first page is lost"
  executed 2004-01-15, construed because "its first page is lost"
  document "demo/agreement.txt"

define Reserve
  > 2% of the pool balance.
```
"""
FINDINGS = """
```findings
```
"""
TABLE = """
| D | K | term | outcome |
|---|---|---|---|
| 2004-01-15 | all on file | Reserve | **in force**: "2% of the pool balance." |
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "demonstration.md"
    path.write_text(text, encoding="utf-8")
    return path


def run_all(folder: Path, text: str) -> None:
    for number, case in enumerate(cases(written(folder, text))):
        place = folder / str(number)
        place.mkdir()
        run(case, place)


# ------------------------------------------------------------------ wrong expectations


def spoiled(expected: Expected) -> Iterator[Expected]:
    """Give the outcome with one thing at a time made wrong."""
    said = expected.outcome
    if said == "finding at load":
        yield evolve(expected, outcome="deleted")
        return
    yield evolve(expected, outcome="finding at load")
    yield evolve(expected, outcome="not in force" if said == "deleted" else "deleted")
    for right, wrong in (
        ('."', '!"'),
        ("¶1", "¶2"),
        ("as edited by", "as edited by Amendment No. 9 ¶1,"),
        ("treated as met", "treated as no answer"),
        (" as construed", ""),
        ("Amendment No. 2", "Amendment No. 1"),
    ):
        if right in said:
            yield evolve(expected, outcome=said.replace(right, wrong, 1))
    yield evolve(expected, pending=expected.pending ^ {"Amendment No. 1 ¶1"})
    yield evolve(expected, pending=expected.pending | {"Amendment No. 1 ¶7"})
    if expected.names is not None:
        yield evolve(expected, names=expected.names[:-1])
        yield evolve(expected, names=(*expected.names, "B-1"))
    if expected.series is not None:
        yield evolve(expected, series=evolve(expected.series, following="16 December"))
        yield evolve(expected, series=evolve(expected.series, month=Month(2004, 10)))
        yield evolve(expected, series=evolve(expected.series, term="Record Date"))
    if expected.beside:
        yield evolve(expected, beside=expected.beside.replace("No. 4", "No. 2"))
        yield evolve(expected, beside=expected.beside.replace("is revived", "is rescinded"))


@pytest.mark.parametrize("case", HISTORIES, ids=lambda case: case.id)
def test_a_row_with_one_thing_wrong_fails(case: Case, tmp_path: Path) -> None:
    rows = tuple(
        evolve(row, expected=wrong, line=line)
        for line, (row, wrong) in enumerate(
            ((row, wrong) for row in case.rows for wrong in spoiled(row.expected)), start=1000
        )
    )
    with pytest.raises(AssertionError) as raised:
        run(evolve(case, rows=rows), tmp_path)
    failed = re.findall(rf"^{re.escape(str(case.path))}:(\d+): ", str(raised.value), re.MULTILINE)
    assert [int(line) for line in failed] == [row.line for row in rows]


def test_the_histories_spoil_every_kind_of_outcome() -> None:
    kinds = {re.split("[:,]", row.expected.outcome)[0] for case in HISTORIES for row in case.rows}
    assert kinds == {
        "in force",
        "in force as construed",
        "suspended",
        "deleted",
        "not in force",
        "words not on file",
        "crossing",
        "guard failed",
        "finding at load",
    }


@pytest.mark.parametrize(
    ("findings", "complaint"),
    [
        ("warning crossing rules/demo/agreement.hereof:7\n", "an expected finding is missing"),
        ("error crossing\n", "an expected finding is missing: error crossing"),
    ],
)
def test_a_finding_that_is_not_there_fails(tmp_path: Path, findings: str, complaint: str) -> None:
    text = COMMON + FINDINGS.replace("findings\n", f"findings\n{findings}")
    with pytest.raises(AssertionError, match=complaint):
        run_all(tmp_path, text)


def test_a_finding_that_is_not_expected_fails(tmp_path: Path) -> None:
    text = COMMON.replace("  > 2% of", "  > 3% of") + FINDINGS
    with pytest.raises(AssertionError, match=r"not expected: error quotation-not-found rules/demo"):
        run_all(tmp_path, text)


def test_findings_out_of_their_order_fail(tmp_path: Path) -> None:
    worse = COMMON.replace("  > 2% of", "  > 3% of").replace(", construed", "  # construed", 1)
    path = written(tmp_path, worse + FINDINGS)
    assert update(path)
    text = path.read_text("utf-8")
    lines = text.split("```findings\n")[1].split("```")[0].splitlines()
    assert len(lines) > 1
    with pytest.raises(AssertionError, match="not in the order"):
        run_all(tmp_path, text.replace("\n".join(lines), "\n".join(reversed(lines))))


# ----------------------------------------------------------------- what is right passes


def test_what_is_right_passes(tmp_path: Path) -> None:
    run_all(tmp_path, COMMON + FINDINGS + TABLE)


def test_a_month_asks_about_its_distribution_date(tmp_path: Path) -> None:
    kestrel = next(case for case in HISTORIES if case.id.startswith("24-"))
    for month, words in ((10, "The 25th"), (11, "The 15th"), (12, "The 15th")):
        rest = " day of each month or, if not a Business Day, the next Business Day."
        expected = expectation(f'**in force**: "{words}{rest}"')
        row = Row(1, Month(2004, month), None, "", "Distribution Date", expected)
        place = tmp_path / str(month)
        place.mkdir()
        run(evolve(kestrel, rows=(row,)), place)


def test_a_month_without_a_distribution_date_fails(tmp_path: Path) -> None:
    text = COMMON + TABLE.replace("2004-01-15 |", "2004-01 |")
    with pytest.raises(AssertionError, match="`Distribution Date` is not defined"):
        run_all(tmp_path, text)


def test_a_term_names_its_agreement_where_there_are_several(tmp_path: Path) -> None:
    second = COMMON.replace("demo", "other").replace("2%", "3%").partition("\n")[2]
    table = TABLE.replace("Reserve |", "demo-trust: Reserve |")
    run_all(tmp_path, COMMON + second + FINDINGS + table)


def test_a_term_without_its_agreement_fails_where_there_are_several(tmp_path: Path) -> None:
    second = COMMON.replace("demo", "other").partition("\n")[2]
    with pytest.raises(AssertionError, match="must say which of demo-trust, other-trust"):
        run_all(tmp_path, COMMON + second + TABLE)


def test_a_section_overrides_the_files_above_it(tmp_path: Path) -> None:
    document = """
## Another reserve

```text agreements/demo/agreement.txt
"Reserve": 3% of the pool balance.
```
"""
    rules = "\n```hereof" + COMMON.split("```hereof")[1].replace("2%", "3%")
    variant = document + rules + FINDINGS + TABLE.replace("2%", "3%")
    path = written(tmp_path, COMMON + FINDINGS + TABLE + variant)
    assert [case.id for case in cases(path)] == ["demonstration", "demonstration/another-reserve"]
    run_all(tmp_path, path.read_text("utf-8"))


def test_sections_beside_each_other_share_nothing(tmp_path: Path) -> None:
    one, other = cases(
        written(
            tmp_path,
            "# Both\n\n## One\n"
            + COMMON.partition("\n")[2]
            + FINDINGS
            + "\n## Other\n\n```text agreements/other.txt\nNo rules.\n```\n"
            + FINDINGS,
        )
    )
    assert set(one.files) == {"agreements/demo/agreement.txt", "rules/demo/agreement.hereof"}
    assert set(other.files) == {"agreements/other.txt"}


def test_a_manifest_of_its_own_is_used(tmp_path: Path) -> None:
    manifest = f"{'0' * 64}  demo/agreement.txt"
    text = COMMON + f"\n```text agreements/MANIFEST.sha256\n{manifest}\n```\n" + TABLE
    with pytest.raises(AssertionError, match="errors: error document-changed"):
        run_all(tmp_path, text)


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ('**crossing**: "b." / "a."', 'crossing: "a." / "b."'),
        ('crossing: "b." / **deleted**', 'crossing: "b." / deleted'),
        ('in force: "a **bold** word; and more | of it."', None),
        ("**words not on file**, as edited by Amendment No. 1 ¶1, Amendment No. 2 ¶3(a)", None),
        ("guard failed: Amendment No. 2 ¶1", None),
        (
            '**suspended**, treated as met; beneath it: **in force**: "a."',
            'suspended, treated as met; beneath it: "a."',
        ),
        ("**suspended**, treated as no answer; beneath it: words not on file", None),
    ],
)
def test_an_outcome_has_one_canonical_form(cell: str, outcome: str | None) -> None:
    plain = re.sub(r"\*\*(?!bold| word)", "", cell)
    assert expectation(cell) == Expected(outcome or plain)


# ------------------------------------------------------------------- faults of the file


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (COMMON + "\n```python\npass\n```\n" + TABLE, "18: `python` is no block of a test"),
        (COMMON + "\n```hereof\nx\n```\n" + TABLE, "18: `hereof` is no block of a test"),
        (COMMON + "\n```\nx\n```\n" + TABLE, "18: `` is no block of a test"),
        (COMMON + "\n```hereof agreements/x.hereof\n```\n", "18: `agreements/x.hereof` is no path"),
        (COMMON + "\n```text rules/x.txt\n```\n", "18: `rules/x.txt` is no path"),
        (COMMON + "\n```hereof rules/x.hereof\n", "18: the block is not closed"),
        (COMMON + COMMON.partition("\n")[2] + TABLE, "18: `agreements/demo/agreement.txt` is alr"),
        (COMMON + FINDINGS + FINDINGS, "21: the section has two blocks of findings"),
        (COMMON, "1: the section expects nothing"),
        (COMMON + TABLE + "\n## Variant a\n\nProse.\n", "22: the section expects nothing"),
        (COMMON + "\n## a\n" + TABLE + "\n## A\n" + TABLE, "24: another section has the same"),
        (FINDINGS + COMMON, "2: this stands before the first heading"),
        ("Prose.\n", "1: there is no test in this file"),
        ("# Nothing to load\n" + TABLE, "1: the section has no files"),
        (COMMON + "\n| D | term |\n|---|---|\n| x | y |\n", "18: a table of a test has the header"),
        (COMMON + TABLE.replace("| Reserve ", ""), "20: a row has 4 cells"),
        (COMMON + TABLE.replace("|---|---|---|---|\n", ""), "19: a table has a line of dashes"),
        (COMMON + TABLE.rpartition("| 2004")[0], "20: the table has no rows"),
        (COMMON + TABLE.replace("2004-01-15", "2004-01-32"), "20: day is out of range"),
        (COMMON + TABLE.replace("all on file", "all"), "20: Invalid isoformat"),
        (COMMON + TABLE.replace("in force", "in farce"), "20: `**in farce**"),
        (COMMON + TABLE.replace("**in force**: ", ""), '20: `"2% of the pool balance."` says no'),
        (COMMON + TABLE.replace('." |', '."; nothing pending |'), "20: `; nothing pending` is"),
        (COMMON + TABLE.replace('." |', '."; pending: |'), "20: `; pending:` is nothing"),
    ],
)
def test_a_fault_of_the_file_is_an_error(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(MdtestError) as raised:
        cases(written(tmp_path, text))
    assert f"demonstration.md:{complaint}" in str(raised.value)


def test_a_section_with_only_a_console_is_not_run_here(tmp_path: Path) -> None:
    [case] = cases(written(tmp_path, COMMON + "\n```console\n$ hereof check\n```\n"))
    assert not case.is_checked
    assert [block.text for block in case.console] == ["$ hereof check\n"]
    with pytest.raises(MdtestError, match="only a console"):
        run(case, tmp_path)


# --------------------------------------------------------------------------- by hand


def test_findings_are_written_anew(tmp_path: Path) -> None:
    stale = FINDINGS.replace("findings\n", "findings\nerror stale rules/x.hereof:1\n")
    text = COMMON.replace("  > 2% of", "  > 3% of") + stale
    path = written(tmp_path, text + "\n## Below\n" + FINDINGS)
    assert main([str(path)]) == 1
    assert main(["--update", str(path)]) == 0
    found = "```findings\nerror quotation-not-found rules/demo/agreement.hereof:8\n```"
    assert path.read_text("utf-8").count(found) == 2
    assert not update(path)


def test_a_fault_of_the_file_is_told_by_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, COMMON)
    assert main([str(path)]) == 2
    assert capsys.readouterr().out == f"{path}:1: the section expects nothing\n"


def test_the_day_of_a_row_is_read(tmp_path: Path) -> None:
    [case] = cases(written(tmp_path, COMMON + TABLE.replace("all on file", "2004-02-01")))
    [row] = case.rows
    assert (row.on, row.known_on, row.line) == (date(2004, 1, 15), date(2004, 2, 1), 20)
