"""`hereof calc` as text and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.show.parts import put_leans, put_unread
from hereof.report.moments import spoken_iso
from hereof.report.phrases import clocks, known_line, lines_of
from hereof.report.spreadsheet import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.cli.page import Page, Piece
    from hereof.report import shapes
    from hereof.report.figures import Figure
    from hereof.report.findings import Finding
    from hereof.report.value_shapes import Calc, Data, Definition, ValueOn

_MOST_NOTES: Final = 5
"""Of so many rows alike each is named."""


def show_calc(page: Page, view: Calc) -> None:
    """Put values on a page."""
    page.text(view["term"], "title")
    if len(view["values"]) == 1 and view["asked"]["on"] is not None:
        show_value(page, view["values"][0])
    else:
        _table(page, view)
    page.blank()
    put_definitions(page, view["definitions"])
    put_data(page, view["data"])
    put_leans(page, _leans(view["values"]))
    put_unread(page, view["known"])
    page.blank()
    page.text(known_line(view["known"]))


def show_value(page: Page, value: ValueOn) -> None:
    """Put one value on a page, with what it rests on."""
    on = _on(value)
    found = value["value"]
    if found is None:
        page.text([("no value", "bad"), (f" on {on}" if on else "", "")])
        page.text(value["sentence"])
        return
    page.text([(found["shown"], "good"), (f" on {on}", "")])
    page.blank()
    if not found["is_all"]:
        page.field("exactly", f"{found['exact']}; shown in part, as nothing is rounded")
    for done in value["roundings"]:
        said = f"{done['shown_before']} {done['rule']} to {done['unit']}: {done['shown_after']}"
        page.field("rounded", said)
    if value["how"].startswith("treated"):
        page.field("as", value["how"])
    for number, rest in enumerate(value["rests_on"]):
        by = f", by {rest['by']}" if rest["by"] else ""
        by += f", {rest['how']}" if rest["how"].startswith("treated") else ""
        said = f"{rest['term']}: {shown(rest['value'])}{by}"
        page.field("rests on" if number == 0 else "", said, hanging=2)
    for number, used in enumerate(value["figures"]):
        said = f"{used['input']}: {shown(used['value'])}, {used['path']}, line {used['line']}"
        page.field("figures" if number == 0 else "", said, hanging=2)


def shown(figure: Figure) -> str:
    """Give a value as people read it, with the exact one where that is only part of it."""
    return figure["shown"] if figure["is_all"] else f"{figure['shown']} (exactly {figure['exact']})"


def _on(value: ValueOn) -> str:
    series, on = value["series"], value["on"]
    if series is not None:
        why = f" ({series['why']})" if series["why"] else ""
        return f"{series['term']} {spoken_iso(series['day'])}{why}"
    return spoken_iso(on) if on is not None else ""


def _table(page: Page, view: Calc) -> None:
    values = view["values"]
    if not values:
        page.text("There is no date to compute.", "bad")
        return
    rows = [
        (
            value["on"] or "",
            value["value"]["shown"] if value["value"] else "no value",
            value["by"] or value["how"] or value["sentence"],
        )
        for value in values
    ]
    wide = max(len(row[1]) for row in rows)
    page.blank()
    page.columns([(on, text.rjust(wide), by) for on, text, by in rows], ("date", "value", "by"))
    cut = [value for value in values if value["value"] and not value["value"]["is_all"]]
    if cut:
        page.blank()
        page.text("Values are shown in part, as nothing is rounded; `--json` gives them exactly.")
    reasons = dict.fromkeys(value["sentence"] for value in values if value["sentence"])
    rounded = sum(len(value["roundings"]) for value in values)
    if rounded:
        page.text(
            f"{rounded} roundings; `--json` lists them, each with the value before and after."
        )
    if reasons and any(value["by"] for value in values if value["sentence"]):
        for reason in reasons:
            page.text(reason)


def put_definitions(page: Page, definitions: Iterable[Definition]) -> None:
    """Put each definition that was used, with its formula and where its words stand."""
    for each in definitions:
        page.field("by", f"{each['name']}: {each['term']}", hanging=2)
        page.field("", each["formula"])
        status: list[Piece] = [(each["status"], "doubt"), (f", {each['place']}", "")]
        page.field("", status)
        governed_by = each["governed_by"]
        if governed_by is not None:
            page.field("", clocks(governed_by), hanging=2)
            if governed_by["words"] is not None:
                page.field("", lines_of([governed_by["words"]]))


def put_data(page: Page, data: Data) -> None:
    """Put the data files, and what they say of themselves."""
    for file in data["files"]:
        page.field("data", f"{file['path']}, sha256 {file['sha256'][:16]}...")
    for said in data["illustrative"]:
        page.field("", [("illustrative: ", "doubt"), (said, "")], hanging=2)
    put_notes(page, data["notes"])


def put_notes(page: Page, notes: Iterable[Finding]) -> None:
    """Put what is to be said of rows of the data; of many alike, the first."""
    several: dict[tuple[str, str], list[Finding]] = {}
    for each in notes:
        several.setdefault((each["code"], each["help"]), []).append(each)
    for found in several.values():
        for each in found[:_MOST_NOTES]:
            page.field("note", [(each["message"], "doubt")], hanging=2)
        if len(found) > _MOST_NOTES:
            left = len(found) - _MOST_NOTES
            page.field("", f"and {left} more such rows; `--json` lists them", hanging=2)
        if found[0]["help"]:
            page.field("", [("help: ", "hint"), (found[0]["help"], "")], hanging=2)


def _leans(values: Iterable[ValueOn]) -> list[shapes.Lean]:
    found = {(lean["what"], lean["because"]): lean for each in values for lean in each["leans"]}
    return list(found.values())


def csv_of(view: Calc) -> str:
    """Give values as CSV: the date, the term, the value exactly and as shown, by what, why none."""
    rows = [csv_line([f"# illustrative: {said}"]) for said in view["data"]["illustrative"]]
    rows += [
        csv_line([f"# note: {' '.join(note['message'].split())}"]) for note in view["data"]["notes"]
    ]
    rows.append(csv_line(("date", "term", "value", "exact", "by", "note")))
    for each in view["values"]:
        found = each["value"]
        rows.append(
            csv_line(
                (
                    each["on"] or "",
                    view["term"],
                    found["shown"] if found else "",
                    found["exact"] if found else "",
                    each["by"] or each["how"],
                    each["sentence"],
                )
            )
        )
    return "\n".join(rows)
