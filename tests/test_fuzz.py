"""A thousand of the fuzzer's rule files, always the same; `make fuzz` runs many more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BENCH = Path(__file__).resolve().parent.parent / "bench"

LONG = 19_000
HEADER = "agreement a-b\n  dated 2003-01-01\n  document not on file\n\n"


def series(term: str, rule: str) -> str:
    return f'define {term}\n  words not on file\n  construed because "x"\n  means {rule}\n\n'


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])
    monkeypatch.setenv("HEREOF_CACHE", "")
    import fuzz  # noqa: PLC0415 - a script, found where it lies

    fuzz.prepare(tmp_path_factory.getbasetemp() / "fuzz")
    return fuzz


@pytest.mark.parametrize("start", range(0, 1000, 125))
def test_spoilt_rule_files_are_findings_and_nothing_worse(fuzz: ModuleType, start: int) -> None:
    done, failures = fuzz.chunk(1, start, start + 125)
    assert done == 125
    assert not failures, "\n\n".join(
        f"case {failure.case}, in place of {failure.path}\n{failure.what}\n{failure.data!r}"
        for failure in failures
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("agreement " + "9" * 5000, id="a name too long to be a number"),
        pytest.param(f'{HEADER}define A{" " * LONG}x"', id="a long gap in a definition"),
        pytest.param(f"{HEADER}define A as{' ' * LONG}defined in", id="a long gap elsewhere"),
        pytest.param(f"{HEADER}define A\n  given dollars, on{' ' * LONG}", id="a long gap in data"),
        pytest.param(f"{HEADER}{('  ' + 'x' * LONG + chr(10)) * 100}", id="many long lines"),
        pytest.param(HEADER + series("Distribution Date", "day 0 of each month"), id="day 0"),
        pytest.param(HEADER + series("Record Date", "day 31 of each month"), id="the last month"),
        pytest.param(
            HEADER
            + series("Record Date", "1 Business Day before each Distribution Date")
            + series("Distribution Date", "1 Business Day after each Record Date"),
            id="dates counted from themselves",
        ),
        pytest.param(
            HEADER
            + series("Record Date", "90000 Business Days before each Distribution Date")
            + series("Distribution Date", "day 25 of each month"),
            id="dates counted beyond the calendar",
        ),
        pytest.param(f"{HEADER}{'define A' + chr(10)}" * 2000, id="many blocks with mistakes"),
    ],
)
def test_what_once_failed_or_took_long_does_not_again(fuzz: ModuleType, text: str) -> None:
    base = fuzz.bases()[0]
    assert fuzz.run(base, "rules/ramp-2003-rs8/psa.hereof", text.encode()) == ""
