"""`hereof report` as text: the answer in a line, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.report.phrases import known_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hereof.cli.page import Page
    from hereof.report.definition import DefinitionReport


def show_report(page: Page, view: DefinitionReport, files: Sequence[Path]) -> None:
    """Put what was written on a page."""
    page.text(view["term"], "title")
    page.text(view["answer"]["sentence"])
    page.text(known_line(view["answer"]["known"]), "hint")
    page.blank()
    for number, file in enumerate(files):
        page.field("written" if number == 0 else "", str(file))
