"""What the README and the walk through Larkspur print is what the product prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import consoles

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    consoles.ROOT / name
    for name in ("README.md", "docs/tour.md", "docs/reading.md", "docs/audit.md")
]
IN_ORDER = [consoles.ROOT / "docs/audit.md"]
"""Pages whose commands read what those before them wrote."""
COMMANDS = [
    command for page in PAGES if page not in IN_ORDER for command in consoles.commands(page)
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: f"{c.page.name}:{c.line}")
def test_a_page_shows_what_is_printed(command: consoles.Command) -> None:
    assert consoles.printed(command.command) == command.expected


@pytest.mark.parametrize("page", IN_ORDER, ids=lambda page: page.name)
def test_a_page_shows_what_is_printed_in_order(page: Path) -> None:
    consoles.clear(page)
    for command in consoles.commands(page):
        assert consoles.printed(command.command) == command.expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_commands(page: Path) -> None:
    assert consoles.commands(page)


def test_an_outdated_output_is_noticed_and_renewed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n\n```console\n$ hereof --version\nan old output\n```\n\nAfter.\n")
    (command,) = consoles.commands(page)
    assert command.expected == "an old output"
    assert consoles.printed(command.command) != command.expected
    assert consoles.update(page)
    (command,) = consoles.commands(page)
    assert consoles.printed(command.command) == command.expected
    assert not consoles.update(page)
    assert page.read_text().endswith("```\n\nAfter.\n")
