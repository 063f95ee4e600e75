"""`hereof history` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar.month import Month
from hereof.cli.show.parts import (
    put_corrections,
    put_lapsed,
    put_leans,
    put_pending,
    put_unexecuted,
    put_unread,
)
from hereof.cli.show.which import style_of
from hereof.report.moments import spoken_iso
from hereof.report.phrases import (
    clocks,
    known_line,
    lines_of,
    paragraph_title,
    range_line,
    ruled,
    rules_line,
    undoing,
)
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from hereof.cli.page import Page
    from hereof.report import shapes
    from hereof.report.history import Governed, Held, History


def show_history(page: Page, view: History, *, words: bool) -> None:
    """Put a term's history on a page.

    Args:
        page: Where to put it.
        view: The history.
        words: Whether the words of every version are shown.
    """
    page.text(view["term"], "title")
    page.text(f"{view['agreement']['title']} ({view['agreement']['id']})")
    page.text(view["sentence"])
    if view["known"]["on"] is not None:
        page.text(known_line(view["known"]))
    elif at := rules_line(view["known"]["rules_at"]):
        page.text(at)
    for number, held in enumerate(view["held"], 1):
        page.blank()
        _held(page, held, view, str(number), words=words)
    if view["superseded"]:
        page.blank()
        page.text("Known before, and superseded since", "title")
        for held in view["superseded"]:
            page.blank()
            _held(page, held, view, "-", words=words)
    if view["superseded_left_out"]:
        page.blank()
        page.text(
            "What was known before is too much to show here; `--known-on DATE` shows the "
            "history as it was known on a date."
        )
    page.blank()
    put_pending(page, view["pending"])
    put_unexecuted(page, view["unexecuted"])
    put_leans(page, _leans(view))
    put_unread(page, view["known"])
    page.blank()
    _through(page, view)


def _held(page: Page, held: Held, view: History, mark: str, *, words: bool) -> None:
    page.text([(f"{mark} ", "label"), (held["outcome"], style_of(held["outcome"]))])
    page.field("effective", between(held["effective_from"], held["effective_until"]))
    if held["known_from"] is not None:
        page.field("known", between(held["known_from"], held["known_until"]))
    _by(page, held)
    found = held["governed"]
    # Of what was superseded before its time came, nothing needs to be said.
    if view["series"] and found and (found["count"] or held["known_until"] is None):
        label, on, _ = ruled(held).partition(" on")
        page.field(label, f"{on} {governed(found, view['series'])}".strip())
    for change in held["classes"]:
        for each in change["ranges"]:
            since = spoken_iso(change["effective_from"])
            page.field("Classes", f"from {since} {range_line(each)}", hanging=2)
    for number, version in enumerate(held["versions"]):
        if words or len(held["versions"]) > 1:
            text = version["words"] or version["construed"]
            page.field("words" if number == 0 else "or", text or "not on file")


def _by(page: Page, held: Held) -> None:
    for suspension in held["suspensions"]:
        treated = f"treated as {suspension['treated_as']}"
        page.field("suspended", f"by {paragraph_title(suspension['by'])}, {treated}")
        page.field("beneath", held["beneath"])
    put_lapsed(page, held["lapsed"])
    if held["outcome"] == Outcome.CROSSING.value:
        for version in held["versions"]:
            _put_last(page, version)
        return
    for version in held["versions"]:
        if version["failed"] is not None:
            page.field("fails", f"{paragraph_title(version['failed'])}: {version['why']}")
    by = held["governed_by"]
    if by is not None:
        place = f", {lines_of([by['words']])}" if by["words"] else ""
        place = place or (f", {lines_of(by['instruction'])}" if by["instruction"] else "")
        page.field("by", f"{paragraph_title(by)}{place}", hanging=2)
        put_corrections(page, by)
    _put_earlier_corrections(page, held)
    for each in held["restored"]:
        place = lines_of((each["by"] or each["paragraph"])["instruction"])
        said = f"{paragraph_title(each['paragraph'])} {undoing(each)}"
        page.field("restored", f"{said}, {place}" if place else said, hanging=2)


def _put_earlier_corrections(page: Page, held: Held) -> None:
    """Put who corrected the paragraphs before the one that governs."""
    for version in held["versions"]:
        for each in _credited(version)[: None if held["governed_by"] is None else -1]:
            put_corrections(page, each, named=True)


def _put_last(page: Page, version: shapes.Version) -> None:
    """Put whose claim a reading of the order is: the last that counts, or that cannot be done."""
    credited = _credited(version)
    page.field("by", clocks(credited[-1]) if credited else "no paragraph")
    for each in credited:
        put_corrections(page, each, named=each is not credited[-1])
    if version["failed"] is not None:
        page.field("fails", f"{paragraph_title(version['failed'])}: {version['why']}")


def _credited(version: shapes.Version) -> list[shapes.Paragraph]:
    return [*([version["set_by"]] if version["set_by"] else []), *version["edited_by"]]


def between(start: str | None, until: str | None) -> str:
    """Say an interval: `21 October 2003 until 1 January 2004`, the last day not in it."""
    first = f"from {spoken_iso(start)}" if start else "from the beginning"
    return f"{first} until {spoken_iso(until)}" if until else f"{first}, open"


def governed(found: Governed, series: str) -> str:
    """Say which dates of a series a version governed."""
    first, last = found["first"], found["last"]
    if first is None or last is None:
        through = f" through {Month.parse(found['through'])}" if found["through"] else ""
        return f"no {series}{through}"
    if found["count"] == 1:
        on = " shown, and goes on" if found["goes_on"] else ""
        return f"1 {series}{on}: {spoken_iso(first)}"
    said = f"{found['count']} {series}{'' if found['count'] == 1 else 's'}"
    on = " shown, and goes on" if found["goes_on"] else ""
    return f"{said}{on}: {spoken_iso(first)} through {spoken_iso(last)}"


def _leans(view: History) -> list[shapes.Lean]:
    found = {
        (lean["what"], lean["because"]): lean
        for held in (*view["held"], *view["superseded"])
        for lean in held["leans"]
    }
    found.update({(lean["what"], lean["because"]): lean for lean in view["series_leans"]})
    return list(found.values())


def _through(page: Page, view: History) -> None:
    if view["series"] is None or view["series_through"] is None:
        return
    if view["series_note"]:
        page.text(f"No further {view['series']}s: {view['series_note']}.")
        return
    month = Month.parse(view["series_through"])
    page.text(f"{view['series']}s are shown through {month}; `--through MONTH` shows more.")
