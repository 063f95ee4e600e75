"""`hereof list` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.report.moments import spoken_iso
from hereof.report.phrases import rules_line

if TYPE_CHECKING:
    from hereof.cli.page import Page
    from hereof.report import shapes
    from hereof.report.listing import Agreements, Contents, ListedInstrument, ListedTerm


def show_agreements(page: Page, view: Agreements) -> None:
    """Put the agreements of a base on a page."""
    if not view["agreements"]:
        page.text("There is no agreement in this rule base.")
        _put_commit(page, view["rules_at"])
        return
    page.columns(
        [
            (
                each["id"],
                spoken_iso(each["dated"]) if each["dated"] else "",
                str(each["instruments"]),
                each["title"],
            )
            for each in view["agreements"]
        ],
        ("agreement", "dated", "instruments", "title"),
    )
    _put_commit(page, view["rules_at"])


def show_contents(page: Page, view: Contents) -> None:
    """Put what one agreement holds on a page."""
    page.text(view["agreement"]["title"], "title")
    page.blank()
    page.columns(
        [
            (
                each["id"],
                spoken_iso(each["dated"]),
                _executed(each),
                _title(each),
            )
            for each in view["instruments"]
        ],
        ("instrument", "dated", "executed", "title"),
    )
    page.blank()
    page.columns(
        [(each["term"], str(each["versions"]), _outcome(each)) for each in view["terms"]],
        ("term", "versions", "in the end"),
    )
    count = view["exceptions"]
    if count:
        page.blank()
        noun = "exception" if count == 1 else "exceptions"
        page.text(
            f"{count:,} {noun} to the checks of defined terms: "
            f"`hereof check {view['agreement']['id']} --json` lists them with their reasons."
        )
    _put_commit(page, view["rules_at"])


def _put_commit(page: Page, at: shapes.RulesAt | None) -> None:
    if at is not None:
        page.blank()
        page.text(rules_line(at))


def _executed(instrument: ListedInstrument) -> str:
    if instrument["executed"] is None:
        return "not executed"
    return spoken_iso(instrument["executed"])


def _title(instrument: ListedInstrument) -> str:
    off_file = "" if instrument["document"] else ", not on file"
    return f"{instrument['title']} ({instrument['kind']}{off_file})"


def _outcome(term: ListedTerm) -> str:
    source = term["incorporated_from"]
    return f"{term['outcome']}, from {source}" if source else term["outcome"]
