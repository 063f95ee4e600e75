"""`hereof diff`: the redline between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.runner import run_in
from hereof.report.diff import redline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.runner import Ran


def test_words_are_struck_and_inserted(sample: Path) -> None:
    ran = run_in(sample, "diff", "Servicing Fee Rate", "--from", "2020-02", "--to", "2020-06")
    assert ran.code == 0
    assert "    [-0.50%-] {+0.375%+} per annum." in ran.out
    assert "by          Amendment No. 1, paragraph 1" in ran.out


def test_on_a_terminal_they_are_coloured_too(sample: Path) -> None:
    ran = run_in(
        sample,
        *("--color", "always", "diff", "Servicing Fee Rate"),
        *("--from", "2020-02", "--to", "2020-06"),
    )
    assert "\x1b[31m[-0.50%-]\x1b[0m \x1b[32m{+0.375%+}\x1b[0m" in ran.out


def test_the_same_words_are_said_to_be_the_same(sample: Path) -> None:
    ran = run_in(sample, "diff", "fee", "--from", "2020-02-01", "--to", "2020-03-01")
    assert ran.code == 0
    assert "The words of Servicing Fee Rate are the same on both dates." in ran.out


def test_a_term_that_comes_in_is_all_insertion(sample: Path) -> None:
    ran = run_in(sample, "diff", "fee", "--from", "2019-01-01", "--to", "2020-02-01")
    assert ran.code == 0
    assert "{+0.50% per annum.+}" in ran.out


@pytest.mark.parametrize(
    ("term", "start", "end", "said"),
    [
        ("Servicing Fee Rate", "2019-01-01", "2019-02-01", "in force on neither date"),
        ("Servicing Fee Rate", "2019-01", "2020-06", "no Distribution Date in January 2019"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(
    sample: Path, term: str, start: str, end: str, said: str
) -> None:
    ran = run_in(sample, "diff", term, "--from", start, "--to", end)
    assert ran.code == 3
    assert "There is nothing to compare: " in ran.out
    assert said in ran.out


def test_a_crossing_is_not_compared(hereof: Callable[..., Ran]) -> None:
    ran = hereof(
        *("diff", "Required Reserve Amount", "--known-on", "2005-10-25"),
        *("--from", "2005-09", "--to", "2005-10"),
    )
    assert ran.code == 3
    assert "have an equal claim to Required Reserve Amount" in ran.flat


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.50% per annum.", "0.375% per annum."),
        ("the Trustee, acting alone", "the Trustee (acting alone)"),
        ("", "All of it."),
        ("A  b", "a  B"),
    ],
)
def test_each_side_of_a_redline_reads_as_it_was(old: str, new: str) -> None:
    found = redline(old, new)
    assert "".join(s["text"] for s in found if s["kind"] != "inserted") == old
    kept = "".join(s["text"] for s in found if s["kind"] != "deleted")
    assert kept.replace(" ", "") == new.replace(" ", "")
