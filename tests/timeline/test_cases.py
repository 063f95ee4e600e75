"""What happens where instruments meet: the Markdown files of this folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cli.runner import run_in
from mdtest import Case, cases, run, write

FILES = sorted(Path(__file__).parent.glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_case_holds(case: Case, tmp_path: Path) -> None:
    if case.is_checked:
        run(case, tmp_path)
    else:
        assert case.console


@pytest.mark.parametrize("case", [case for case in CASES if case.console], ids=lambda case: case.id)
def test_the_console_shows_it(case: Case, tmp_path: Path) -> None:
    """What is shown is printed, layout aside and in that order; `...` leaves some out."""
    write(case, tmp_path)
    for block in case.console:
        for command, shown in _commands(block.text):
            printed = run_in(tmp_path, *command).flat
            at = 0
            for part in shown.split("...\n"):
                text = " ".join(part.split())
                found = printed.find(text, at)
                assert found >= 0, f"{case.path}:{block.line}: not printed: {text}\n{printed}"
                at = found + len(text)


def _commands(text: str) -> list[tuple[list[str], str]]:
    """Give each command of a block, without its name, and what it is to print."""
    found: list[tuple[list[str], str]] = []
    for part in text.split("$ hereof ")[1:]:
        command, _, shown = part.partition("\n")
        found.append((shlex.split(command), shown))
    return found
