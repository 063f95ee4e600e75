"""A thousand of the fuzzer's definitions, always the same; `make fuzz` runs many more."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hereof

if TYPE_CHECKING:
    from types import ModuleType

BENCH = Path(__file__).resolve().parent.parent / "bench"
DAY = "the last Business Day of the month in which the Due Period "


@pytest.fixture
def fuzz_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])
    monkeypatch.setenv("HEREOF_CACHE", "")
    import fuzz_words  # noqa: PLC0415 - a script, found where it lies

    fuzz_words.prepare(tmp_path_factory.getbasetemp())
    return fuzz_words


@pytest.mark.parametrize("start", range(0, 1000, 125))
def test_spoilt_words_are_read_or_refused_and_nothing_worse(
    fuzz_words: ModuleType, start: int
) -> None:
    done, failures = fuzz_words.chunk(1, start, start + 125)
    assert done == 125
    assert not failures, "\n\n".join(
        f"case {failure.case}, {failure.path}\n{failure.what}\n{failure.data!r}"
        for failure in failures
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("the Fee in December 9999", "no-such-date", id="a month after the last"),
        pytest.param("from January 0000", "no-such-date", id="a month before the first"),
        pytest.param("$" + "9" * 5000, "number-too-long", id="a number without end"),
        pytest.param("the lesser of the Fee and " * 100 + "$5", "too-long-to-read", id="deep"),
        pytest.param("(" * 500 + "the Fee" + ")" * 500, "too-long-to-read", id="brackets"),
        pytest.param("the Fee plus " * 200 + "$5", "too-long-to-read", id="a long row"),
        pytest.param(
            "the difference between the Fee and " * 20 + "$5",
            "too-long-to-read",
            id="differences of differences",
        ),
        pytest.param(f"on {DAY * 60}", "words-not-read", id="phrases about time"),
        pytest.param("the Fee" + " " * 30_000, "too-long-to-read", id="a long gap"),
        pytest.param("a" * 19_000, "words-only", id="one long word"),
        pytest.param("A" * 19_000, "", id="one long name"),
        pytest.param("the Fee, " * 190, "words-not-read", id="a list without an end"),
    ],
)
def test_what_takes_too_long_is_refused_at_once(words: str, code: str) -> None:
    started = time.process_time()
    result = hereof.read(words)
    assert [finding.code for finding in result.diagnostics] == ([code] if code else [])
    assert time.process_time() - started < 2


def test_sums_of_sums_are_no_more_than_their_parts(fuzz_words: ModuleType) -> None:
    words = "the sum of interest and " * 20 + "the Fee"
    assert fuzz_words.run(words, fuzz_words.Setting(), frozenset()) == ""
