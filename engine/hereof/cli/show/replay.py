"""`hereof ledger replay` as text and as CSV."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.report.figures import figure
from hereof.report.phrases import rules_line
from hereof.report.spreadsheet import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hereof.audit.replay.shapes import Cause, Replay, Replayed, Told
    from hereof.cli.page import Page

HEADS: Final = (
    *("entry", "digest", "agreement", "term", "asked", "known_on", "date", "found"),
    *("recorded", "recorded_exact", "then", "then_known_on", "now", "now_exact", "difference"),
    *("causes", "proven", "why"),
)
_SAID: Final = {
    "unchanged": "unchanged",
    "instrument": "changed by a later instrument",
    "condition": "changed by what was shown of a condition",
    "rule file": "changed by a rule file",
    "engine": "changed by the engine, a grammar or the calendar data",
    "no answer": "cannot be answered now",
}
_LABEL: Final = 11
_MOST_LINES: Final = 40
"""Of a longer diff the first so many lines are shown."""


def show(page: Page, view: Replay) -> None:
    """Put a replay on a page: what is another, by its cause, and how many answers are what."""
    changed = [row for row in view["rows"] if row["found"] != "unchanged"]
    for rows in _grouped(changed):
        if rows[0]["found"] == "no answer":
            page.field("no answer", rows[0]["why"], "bad")
        for cause in rows[0]["causes"]:
            _cause(page, cause, len(rows))
        page.blank()
        _table(page, rows)
        page.blank()
    summary(page, view)


def summary(page: Page, view: Replay) -> None:
    """Put on a page how many answers were found to be what."""
    for number, each in enumerate(each for each in view["counts"] if each["count"]):
        style = "good" if each["found"] == "unchanged" else "bad"
        page.field("" if number else "answers", f"{each['count']:,} {_SAID[each['found']]}", style)
    if not view["count"]:
        page.field("answers", "none is recorded")
    page.field("ledger", f"{view['ledger']}, {view['head']['entry']:,} entries")
    page.field("head", f"{view['head']['entry']}:{view['head']['hash']}")
    if at := rules_line(view["rules_at"]):
        page.text(at)


def _grouped(rows: Iterable[Replayed]) -> list[list[Replayed]]:
    """Put together the answers that have the same causes."""
    found: dict[tuple[object, ...], list[Replayed]] = {}
    for row in rows:
        causes = tuple(_key(cause) for cause in row["causes"])
        why = row["why"] if row["found"] == "no answer" else ""
        found.setdefault((row["found"], why, causes), []).append(row)
    return list(found.values())


def _key(cause: Cause) -> tuple[object, ...]:
    return (
        *(cause["kind"], cause["instrument"], cause["known_from"], cause["condition"]),
        *(cause["proven"], cause["proof"], tuple(cause["paragraphs"])),
        tuple((file["path"], file["was"], file["now"]) for file in cause["files"]),
        tuple((maker["what"], maker["was"], maker["now"]) for maker in cause["makers"]),
    )


def _cause(page: Page, cause: Cause, several: int) -> None:
    says = cause["says"] if several == 1 else _of_several(cause)
    page.field(cause["kind"], says, "doubt", hanging=2)
    how = "proven" if cause["proven"] else "not proven"
    page.field(how, cause["proof"], hanging=2)
    for maker in cause["makers"]:
        page.field("", f"{maker['what']}: was {maker['was']}, is {maker['now']}", hanging=2)
    for file in cause["files"]:
        _file(page, file["path"], file["diff"], (file["was"], file["now"]))


def _of_several(cause: Cause) -> str:
    """Say a cause without the one date that it reaches back to."""
    if cause["kind"] != "instrument":
        return cause["says"]
    says, reaches, _ = cause["says"].partition(" and reaches back to ")
    return f"{says} and reaches back" if reaches else says


def _file(
    page: Page, path: str, diff: Sequence[str], hashes: tuple[str | None, str | None]
) -> None:
    was, now = (f"sha256 {each[:16]}..." if each else "not there" for each in hashes)
    page.field("", f"{path}: was {was}, is {now}", hanging=2)
    for line in diff[2:_MOST_LINES]:
        style = {"-": "gone", "+": "new"}.get(line[:1], "")
        page.raw(f"    {line}", style)
    if len(diff) > _MOST_LINES:
        page.raw(f"    ... and {len(diff) - _MOST_LINES} lines more; `--json` has them")


def _table(page: Page, rows: Sequence[Replayed]) -> None:
    table = [
        (
            str(row["entry"]),
            _on(row),
            _shown(row["recorded"]),
            _shown(row["now"]),
            _changed(row),
            row["term"],
        )
        for row in rows
    ]
    page.columns(table, ("entry", "date", "recorded", "now", "difference", "term"))
    total = _total(rows)
    if total and len(rows) > 1:
        page.text(f"{total} in all")


def _on(row: Replayed) -> str:
    recorded = row["recorded"]
    return (recorded["on"] if recorded is not None else None) or row["asked"]


def _changed(row: Replayed) -> str:
    if row["difference"] is not None:
        return row["difference"]["shown"]
    if row["now"] is None or row["found"] == "no answer":
        return ""
    return "other words" if _shown(row["recorded"]) == _shown(row["now"]) else ""


def _total(rows: Sequence[Replayed]) -> str:
    found = [row["difference"] for row in rows]
    if any(each is None or each["dimension"] != "dollars" for each in found):
        return ""
    added = sum((Fraction(each["exact"]) for each in found if each is not None), Fraction(0))
    return figure(added, "dollars")["shown"]


def _shown(told: Told | None) -> str:
    if told is None:
        return ""
    return told["value"]["shown"] if told["value"] is not None else told["outcome"]


def csv_of(view: Replay) -> str:
    """Give every answer as a row of CSV."""
    return "\n".join(csv_line(cells) for cells in (HEADS, *map(_cells, view["rows"])))


def _cells(row: Replayed) -> Sequence[str]:
    recorded, now = row["recorded"], row["now"]
    return (
        str(row["entry"]),
        row["digest"],
        row["agreement"],
        row["term"],
        row["asked"],
        row["known_on"] or "",
        (recorded["on"] or "") if recorded is not None else "",
        row["found"],
        _shown(recorded),
        _exact(recorded),
        _shown(row["then"]),
        row["then_known_on"] or "",
        _shown(now),
        _exact(now),
        row["difference"]["shown"] if row["difference"] is not None else "",
        "; ".join(cause["says"] for cause in row["causes"]),
        "; ".join("yes" if cause["proven"] else "no" for cause in row["causes"]),
        row["why"],
    )


def _exact(told: Told | None) -> str:
    return told["value"]["exact"] if told is not None and told["value"] is not None else ""
