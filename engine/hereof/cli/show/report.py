"""`hereof report` as text: the answer in a line, and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.report.phrases import known_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hereof.cli.page import Page
    from hereof.report.agreement import AgreementReport
    from hereof.report.definition import DefinitionReport


def show_report(page: Page, view: DefinitionReport, files: Sequence[Path]) -> None:
    """Put what was written on a page."""
    page.text(view["term"], "title")
    page.text(view["answer"]["sentence"])
    page.text(known_line(view["answer"]["known"]), "hint")
    _show_files(page, files)


def show_agreement(page: Page, view: AgreementReport, files: Sequence[Path]) -> None:
    """Put what was written of an agreement on a page."""
    page.text(view["agreement"]["title"], "title")
    page.text(view["sentence"])
    page.text(known_line(view["known"]), "hint")
    if view["answered"]:
        page.blank()
        page.field(
            "definitions", "; ".join(f"{e['what']}: {e['count']:,}" for e in view["outcomes"])
        )
        page.field("instruments", f"{len(view['instruments']):,}")
        found = view["checked"]
        aside = sum(each["findings"] for each in found["exceptions"])
        page.field(
            "findings",
            f"{len(found['general']):,} on documents, instruments and formulas; "
            f"{len(found['findings']):,} on defined terms; {aside:,} set aside",
        )
    _show_files(page, files)


def _show_files(page: Page, files: Sequence[Path]) -> None:
    page.blank()
    for number, file in enumerate(files):
        page.field("written" if number == 0 else "", str(file))
