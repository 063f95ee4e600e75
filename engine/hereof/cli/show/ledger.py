"""The verbs of `hereof ledger` as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.report.moments import spoken_iso

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hereof.audit.ledger import Entry
    from hereof.audit.ledger.shapes import (
        KeptHead,
        LedgerAppend,
        LedgerCheck,
        LedgerExport,
        LedgerHead,
        LedgerLine,
        LedgerList,
    )
    from hereof.cli.page import Page

_MOST_NAMED: Final = 20


def show_append(page: Page, view: LedgerAppend) -> None:
    """Put what was recorded, or why nothing was, on a page."""
    for refused in view["refused"]:
        page.text([(refused["file"], "title"), (" is refused", "bad")])
        page.text(refused["says"], indent=2)
    if view["head"] is None:
        page.blank()
        page.text("Nothing was recorded.")
        return
    for each in view["recorded"]:
        how = "recorded as" if each["new"] else "was recorded before, as"
        page.text(f"{each['file']} {how} entry {each['entry']:,}")
    page.blank()
    page.field("ledger", view["ledger"] + (", begun with this" if view["begun"] else ""))
    page.field("head", _head(view["head"]))


def show_list(page: Page, view: LedgerList) -> None:
    """Put the entries of a ledger on a page."""
    entries = view["entries"]
    if entries:
        several = len({each["agreement"] for each in entries}) > 1
        heads = ("entry", "date", *(("agreement",) if several else ()), "certified", "term")
        page.columns([_row(each, several=several) for each in entries], heads)
        page.blank()
    whole = view["head"]["entry"]
    page.field("count", f"{len(entries):,} of {_some(whole, 'entry', 'entries')}")
    page.field("head", _head(view["head"]))


def _row(line: LedgerLine, *, several: bool) -> Sequence[str]:
    known = f", as known on {line['known_on']}" if line["known_on"] else ""
    signed = ", signed" if line["signed"] else ""
    return (
        str(line["entry"]),
        line["day"] or line["asked"],
        *((line["agreement"],) if several else ()),
        f"{line['value'] or line['outcome']}{known}{signed}",
        line["term"],
    )


def show_written(page: Page, entry: Entry, files: Sequence[Path]) -> None:
    """Say which entry was written where."""
    facets = entry.facets
    when = spoken_iso(facets.day) if facets.day else facets.asked
    page.text(f"entry {entry.number:,}: {facets.term} on {when}")
    page.blank()
    for number, file in enumerate(files):
        page.field("" if number else "written", str(file))


def show_check(page: Page, view: LedgerCheck) -> None:
    """Put whether a ledger is as it was recorded on a page."""
    holds = ("is good", "good") if view["good"] else ("is not as it was recorded", "bad")
    page.text([(view["ledger"], "title"), (" ", ""), holds])
    page.blank()
    page.field("entries", f"{view['entries']:,}, each looked at")
    page.field("head", _head(view["head"]))
    for number, kept in enumerate(view["kept"]):
        page.field("" if number else "kept", _kept(kept), "" if kept["found"] else "bad")
    if view["first"] is not None:
        page.field("first bad", f"entry {view['first']:,}", "bad")
    findings = view["findings"]
    for number, each in enumerate(findings[:_MOST_NAMED]):
        place = f"entry {each['entry']:,}: " if each["entry"] is not None else ""
        page.field("" if number else "findings", f"{place}{each['says']}", "bad", hanging=2)
    if len(findings) > _MOST_NAMED:
        page.field("", f"and {len(findings) - _MOST_NAMED:,} more; `--json` prints them all")
    if not view["kept"]:
        page.field("not seen", "without `--head`: entries cut off at the end, or all made anew")


def _kept(kept: KeptHead) -> str:
    if not kept["found"]:
        return f"{kept['named']} is not of this ledger"
    return f"{kept['named']} is entry {kept['entry']:,} of it"


def show_export(page: Page, view: LedgerExport) -> None:
    """Say what was exported."""
    page.text(f"{_some(view['entries'], 'entry', 'entries')} exported")
    page.blank()
    page.field("written", view["written"])
    page.field("head", _head(view["head"]))


def _head(head: LedgerHead) -> str:
    return f"{head['entry']}:{head['hash']}"


def _some(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
