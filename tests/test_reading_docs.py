"""The page on reading: each example is true, each refusal and limit is in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import words_examples
from hereof.formula import compare, reading
from hereof.formula.english import derivations, reader
from hereof.formula.english.usage import CONVENTIONS

ENGINE: Final = Path(reading.__file__).resolve().parent
PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "reading.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
_CODE: Final = re.compile(r'UnreadableError\(\s*"([a-z-]+)"')


@pytest.mark.parametrize(
    "example", words_examples.examples(PAGE), ids=lambda example: f"line {example.line}"
)
def test_an_example_is_true(example: words_examples.Example) -> None:
    assert words_examples.said(example) == example.expected


def test_every_refusal_of_the_reader_has_its_line_and_its_page() -> None:
    said = set(re.findall(r"^\| \[([a-z-]+)\]\(diagnostics/\1\.md\) \|", TEXT, re.MULTILINE))
    codes = {
        code for path in ENGINE.rglob("*.py") for code in _CODE.findall(path.read_text("utf-8"))
    }
    assert said == codes | {"dimension-mismatch"}
    assert all((PAGE.parent / "diagnostics" / f"{code}.md").is_file() for code in said)


def test_every_convention_is_in_the_page() -> None:
    said = re.findall(r"^\| `([a-z ]+)` \| (.*) \|$", TEXT, re.MULTILINE)
    assert dict(said) == CONVENTIONS


@pytest.mark.parametrize(
    ("what", "number"),
    [
        ("characters", f"{reader.MOST_CHARACTERS:,}"),
        ("words and marks", f"{reader.MOST_TOKENS}"),
        ("meanings of one stretch of words", f"{derivations.MOST_MEANINGS}"),
        ("formulas compared with each other", f"{reading.MOST_COMPARED}"),
        ("readings shown", f"{reading.MOST_READINGS}"),
        (
            "steps of one comparison, and of all together",
            f"{compare.STEPS:,} and {compare.STEPS_IN_ALL:,}",
        ),
    ],
)
def test_a_limit_is_the_one_that_holds(what: str, number: str) -> None:
    assert f"| {what} | {number} |" in TEXT
