"""A thousand of the fuzzer's rule files, always the same; `make fuzz` runs many more."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parent.parent / "bench"


@pytest.mark.parametrize("start", range(0, 1000, 125))
def test_spoilt_rule_files_are_findings_and_nothing_worse(
    start: int, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])
    import fuzz  # noqa: PLC0415 - a script, found where it lies

    monkeypatch.setenv("HEREOF_CACHE", "")
    fuzz.prepare(tmp_path_factory.getbasetemp() / "fuzz")
    done, failures = fuzz.chunk(1, start, start + 125)
    assert done == 125
    assert not failures, "\n\n".join(
        f"case {failure.case}, in place of {failure.path}\n{failure.what}\n{failure.data!r}"
        for failure in failures
    )
