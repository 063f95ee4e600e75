"""`hereof population` as text and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.report.moments import spoken_iso
from hereof.report.phrases import known_line
from hereof.report.spreadsheet import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hereof.audit.against import Against
    from hereof.audit.against_ledger import AgainstLedger
    from hereof.audit.population import Governing, Population, Proof, Row
    from hereof.cli.page import Page

HEADS: Final = (
    *("date", "month", "term", "outcome", "governed_by", "title", "status", "set_by", "pending"),
    *("document", "lines", "sha256", "rule", "value", "exact", "dimension", "why"),
)


def csv_of(view: Population) -> str:
    """Give the rows as CSV, with nothing in a cell that a spreadsheet would carry out."""
    governing = {each["number"]: each for each in view["governing"]}
    rows = [_cells(each, governing[each["governing"]]) for each in view["rows"]]
    return "\n".join(csv_line(cells) for cells in (HEADS, *rows))


def _cells(row: Row, by: Governing) -> Sequence[str]:
    value = row["value"]
    return (
        row["on"],
        row["month"],
        row["term"],
        row["outcome"],
        row["governed_by"] or "",
        by["title"] or "",
        row["status"],
        "; ".join(by["set_by"]),
        "; ".join(by["pending"]),
        _each(proof["document"] for proof in by["proof"]),
        "; ".join(_lines(proof) for proof in by["proof"]),
        _each(proof["sha256"] for proof in by["proof"]),
        "; ".join(proof["rule"] for proof in by["proof"]),
        value["shown"] if value is not None else "",
        value["exact"] if value is not None else "",
        value["dimension"] if value is not None else "",
        row["why"],
    )


def _each(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _lines(proof: Proof) -> str:
    first, last = proof["first_line"], proof["last_line"]
    name = proof["document"].rpartition("/")[2]
    return f"{name} {first}" if first == last else f"{name} {first}-{last}"


def show(page: Page, view: Population) -> None:
    """Put a population on a page: what governed each term, from when to when."""
    page.text(view["agreement"]["title"], "title")
    page.blank()
    if view["rows"]:
        page.columns(list(_stretches(view)), ("term", "first", "last", "dates", "governed by"))
        page.blank()
    summary(page, view)


def _stretches(view: Population) -> Iterable[Sequence[str]]:
    for by in sorted(view["governing"], key=lambda each: (each["term"], each["number"])):
        days = [row["on"] for row in view["rows"] if row["governing"] == by["number"]]
        who = by["governed_by"] or ", ".join(by["set_by"]) or "nothing"
        said = who if by["outcome"] == "in force" else f"{who} ({by['outcome']})"
        yield (by["term"], days[0], days[-1], str(len(days)), said)


def summary(page: Page, view: Population) -> None:
    """Put the count, the digest and the gaps of a population on a page."""
    for gap in view["gaps"]:
        page.field("no date", f"{gap['month']}: {gap['why']}", "doubt", hanging=2)
    for said in view["data"]["illustrative"] if view["data"] else ():
        page.field("made up", said, "doubt", hanging=2)
    dates, terms = len(view["dates"]), len(view["terms"])
    page.field(
        "count",
        f"{_some(view['count'], 'row')}: {_some(dates, 'Distribution Date')} by "
        f"{_some(terms, 'calculated definition')}",
    )
    page.field("digest", view["digest"])
    page.text(known_line(view["known"]))
    if view["against"] is not None:
        page.blank()
        _against(page, view["against"])
    if view["against_ledger"] is not None:
        page.blank()
        _against_ledger(page, view["against_ledger"], view["count"])


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _against(page: Page, found: Against) -> None:
    page.text(f"Against {found['path']}", "title")
    for bad in found["refused"]:
        where = f"line {bad['line']}" + (f", {bad['column']}" if bad["column"] else "")
        page.field("not read", f"{where}: {bad['why']}", "bad", hanging=2)
    for each in found["different"]:
        page.field(
            "differs",
            f"{spoken_iso(each['on'])}, {each['term']}: paid {each['paid']}, computed "
            f"{each['computed']}, {each['difference']} (line {each['line']})",
            "bad",
            hanging=2,
        )
    for label, several in (
        ("unknown", found["not_in_population"]),
        ("no value", found["not_computed"]),
        ("not paid", found["not_paid"]),
    ):
        for row in several:
            amount = f" {row['amount']}" if row["amount"] else ""
            line = f" (line {row['line']})" if row["line"] is not None else ""
            said = f"{spoken_iso(row['on'])}, {row['term']}{amount}: {row['why']}{line}"
            page.field(label, said, "doubt", hanging=2)
    if found["terms_without_payment"]:
        page.field("no payment", ", ".join(found["terms_without_payment"]), hanging=2)
    page.text(f"{found['agreed']:,} of {found['payments']:,} payments agree to the cent.")


def _against_ledger(page: Page, found: AgainstLedger, rows: int) -> None:
    page.text(f"Against {found['path']}", "title")
    for each in found["different"]:
        said = f"{spoken_iso(each['on'])}, {each['term']}: recorded {each['recorded']}, computed "
        page.field("differs", f"{said}{each['computed']} (entry {each['entry']})", "bad", hanging=2)
    for stray in found["not_in_population"]:
        when = spoken_iso(stray["on"]) if stray["on"] is not None else "no date"
        said = f"{when}, {stray['term']}: {stray['why']} (entry {stray['entry']})"
        page.field("unknown", said, "doubt", hanging=2)
    for row in found["not_recorded"]:
        said = f"{spoken_iso(row['on'])}, {row['term']} ({row['outcome']})"
        page.field("no entry", said, "doubt", hanging=2)
    if found["terms_without_entry"]:
        page.field("no entry", ", ".join(found["terms_without_entry"]), hanging=2)
    if found["known_otherwise"]:
        others = found["known_otherwise"]
        said = f"{others:,} {'entry' if others == 1 else 'entries'} asked as known on another date"
        page.field("aside", f"{said}, and not compared")
    page.text(f"{found['covered']:,} of {_some(rows, 'row')} recorded.")
