"""`hereof review` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.report.moments import spoken_iso
from hereof.report.phrases import lines_of

if TYPE_CHECKING:
    from hereof.audit.review import Review, ReviewLine, ToReview
    from hereof.cli.page import Page
    from hereof.report.findings import Finding

NOT_AUTHENTICATED = "named, not authenticated"


def show_list(page: Page, view: Review) -> None:
    """Put everything that can be reviewed on a page, each with its reviewers."""
    page.columns(
        [(each["name"], str(each["reviewers"]), _in_short(each)) for each in view["items"]],
        ("paragraph or definition", "reviews", "reviewed by"),
    )
    page.blank()
    page.text(view["sentence"])


def show_review(page: Page, view: Review) -> None:
    """Put what a reviewer has to see on a page."""
    for each in view["items"]:
        _put(page, each)
        page.blank()
    page.text(view["sentence"])


def _put(page: Page, item: ToReview) -> None:
    page.text(item["name"], "title")
    page.field("stands at", item["place"])
    if item["does"]:
        page.field("does", item["does"], hanging=2)
    for label, several in (("ordered by", item["instruction"]), ("words", item["words"])):
        for number, quoted in enumerate(several):
            page.field(label if number == 0 else "", quoted["text"])
            page.field("", lines_of([quoted]), "hint")
    page.field("encoding", "")
    for text in item["encoding"].splitlines():
        page.raw(f"    {text}")
    for reads in item["reads"]:
        meaning = f": {reads['notation']}" if reads["notation"] else ""
        page.field("reading", f"{reads['term']}: {reads['says']}{meaning}", hanging=2)
    for found in item["findings"]:
        page.field("finding", _finding(found), "doubt", hanging=2)
    known = "" if item["authors_known"] else "not known of every line"
    page.field("written by", ", ".join(filter(None, (*item["authors"], known))))
    for number, line in enumerate(item["reviews"]):
        page.field("reviewed" if number == 0 else "", _line(line), _style(line), hanging=2)
    if not item["reviews"]:
        page.field("reviewed", "by nobody", "doubt")
    page.field("digest", item["digest"])


def _finding(found: Finding) -> str:
    return f"{found['severity']}[{found['code']}] {found['message']}"


def _line(line: ReviewLine) -> str:
    said = f"by {line['by']} on {spoken_iso(line['on'])} ({NOT_AUTHENTICATED})"
    if not line["stands"]:
        changed = ", ".join(line["changed"]) or "something that it was reviewed with"
        return f"{said}; changed since: {changed}"
    return f"{said}; the reviewer wrote lines of it" if line["by_author"] else said


def _style(line: ReviewLine) -> str:
    return "good" if line["stands"] and not line["by_author"] else "doubt"


def _in_short(item: ToReview) -> str:
    said = []
    for line in item["reviews"]:
        how = "" if line["stands"] else ", changed since"
        said.append(f"{line['by']}{how or (', an author' if line['by_author'] else '')}")
    return "; ".join(said) or "nobody"
