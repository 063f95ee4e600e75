"""A definition report as a DOCX document: the words, who says so, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.render.docx_history import put_besides, put_history
from hereof.render.docx_paper import Paper
from hereof.render.filters import FILTERS
from hereof.report.phrases import (
    correction_title,
    known_line,
    known_span,
    lines_of,
    paragraph_title,
    range_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hereof.report import shapes
    from hereof.report.definition import DefinitionReport
    from hereof.report.neighbours import Neighbour
    from hereof.report.read import Difference
    from hereof.report.worded import Worded

_day, _sentence, _quoted = FILTERS["day"], FILTERS["sentence"], FILTERS["quoted"]
_NOTICE = (
    "A report shows what a file of documents says, and what it does not hold. It is no legal "
    "advice."
)


def write_definition(view: Mapping[str, Any], size: str) -> bytes:
    """Write a definition report whose texts are visible already."""
    found: DefinitionReport = view  # type: ignore[assignment]
    imprint = found["imprint"]
    running = f"{found['term']}, {found['agreement']['title']}"
    paper = Paper(running, running, imprint, size)
    paper.put("Overline", "DEFINITION REPORT")
    paper.put("Title", found["term"])
    paper.put("Subtitle", found["agreement"]["title"])
    paper.put("Body Text", _headline(found))
    paper.put("Body Text", known_line(found["answer"]["known"]))
    if found["marks"]:
        kinds = dict.fromkeys(mark["kind"].upper() for mark in found["marks"])
        paper.put("Standing", f"{', '.join(kinds)}: see “What is not evidence here”")
    for number, wording in enumerate(found["wordings"]):
        _put_wording(paper, found, number, wording)
    if not found["wordings"]:
        paper.put("Body Text", _quoted(found["answer"]["sentence"]))
    _put_parties(paper, found)
    _put_steps(paper, found)
    put_besides(paper, found["answer"])
    put_history(paper, found)
    _put_web(paper, found)
    for title, terms in (
        ("Terms that it uses", found["uses"]),
        ("Definitions that use it", found["used_by"]),
    ):
        _put_neighbours(paper, title, terms)
    _put_end(paper, found)
    return paper.save()


def _put_web(paper: Paper, view: DefinitionReport) -> None:
    if view["around"]["uses"]:
        when = f", on {_day(view['answer']['on'])}" if view["answer"]["on"] else ""
        paper.put("Heading 1", f"What it uses, and what uses it{when}")
        paper.put_figure(paper.figures(view).get("graph"))


def _headline(view: DefinitionReport) -> str:
    answer = view["answer"]
    outcome = answer["outcome"] if view["answered"] else f"no answer: {answer['outcome']}"
    series, when = answer["series"], ""
    if series:
        why = f" ({series['why']})" if series["why"] else ""
        when = f" on the {series['term']} {_day(series['day'])}{why}"
    elif answer["on"]:
        when = f" on {_day(answer['on'])}"
        when += ", the day of its last change" if view["date_chosen"] else ""
    said = f"{outcome[:1].upper()}{outcome[1:]}{when}."
    return said if view["answered"] else f"{said} {_quoted(answer['sentence'])}"


def _put_wording(paper: Paper, view: DefinitionReport, number: int, wording: Worded) -> None:
    answer = view["answer"]
    version = answer["versions"][number]
    paper.put("Heading 1", _title(answer["outcome"], len(answer["versions"]), number, version))
    if version["words"] is None and version["status"] == "not on file":
        paper.put("Standing", "THE WORDS ARE NOT ON FILE")
    style = "Words" if wording["kind"] == "on file" else "Construed Words"
    if wording["pieces"]:
        if wording["kind"] != "on file":
            paper.put("Standing", "AS CONSTRUED, NOT EVIDENCE")
        paper.put(style, *_numbered(wording))
    if version["because"]:
        paper.put("Apparatus", f"because: {version['because']}")
    if version["failed"] and version["why"]:
        paper.put("Standing", "GUARD FAILED")
        failed = paragraph_title(version["failed"])
        paper.put("Apparatus", f"{failed}: {_quoted(version['why'])}")
    _put_reading(paper, wording)
    for way, paragraph in _paragraphs(version):
        _put_paragraph(paper, view, way, paragraph)
    for each in version["ranges"]:
        paper.put("Apparatus", range_line(each))


def _title(outcome: str, count: int, number: int, version: shapes.Version) -> str:
    if count > 1:
        return f"One of {count} texts with an equal claim: number {number + 1}"
    if version["failed"]:
        return "The words that could not be changed"
    if outcome == "suspended":
        return "The words beneath the suspension"
    if version["status"] == "none":
        return "No words"
    return "The words in force" if version["words"] is not None else "The words"


def _numbered(wording: Worded) -> Iterator[tuple[str, str]]:
    """Put before each part of the formula its number, which the steps bear too."""
    for piece in wording["pieces"]:
        for note in piece["opens"]:
            yield f"[{note}] ", "Passage Tag"
        yield piece["text"], ""


def _put_reading(paper: Paper, wording: Worded) -> None:
    if wording["notation"]:
        paper.put("Heading 2", "The formula")
        if wording["standing"] in ("asserted", "stated"):
            paper.put("Standing", "ASSERTED, NOT READ FROM THE WORDS")
        paper.put("Words", wording["notation"])
    if wording["says"]:
        paper.put("Apparatus", _sentence(wording["says"]))
    for each in wording["settled_by"]:
        paper.put("Apparatus", f"Settled by the convention {each['name']}: {each['says']}.")
    for number, reading in enumerate(wording["readings"], 1):
        what = ("rule file", "words")[number - 1] if wording["standing"] == "differs" else ""
        paper.put("Apparatus", f"{what or f'reading {number}'}: {reading['notation']}")
    for difference in wording["differences"]:
        _put_difference(paper, difference)


def _put_difference(paper: Paper, found: Difference) -> None:
    both = f"readings {found['first']} and {found['second']}"
    if found["why"]:
        paper.put("Apparatus", f"No figures were found for which {both} differ: {found['why']}.")
        return
    rows = [(each["input"], each["value"]["shown"]) for each in found["given"]]
    if found["on_date"]:
        rows.insert(0, ("date", _day(found["on_date"])))
    for number, value in (
        (found["first"], found["first_value"]),
        (found["second"], found["second_value"]),
    ):
        rows.append((f"reading {number} gives", value["shown"] if value else "no value"))
    paper.put("Apparatus", f"Figures for which {both} differ:")
    paper.put_table(("with", "figure"), rows, (110, 50))


def _paragraphs(version: shapes.Version) -> Iterator[tuple[str, shapes.Paragraph]]:
    if version["set_by"]:
        yield "By what, by whom, and when", version["set_by"]
    for each in version["edited_by"]:
        yield "Then changed by", each


def _put_paragraph(
    paper: Paper, view: DefinitionReport, title: str, paragraph: shapes.Paragraph
) -> None:
    paper.put("Heading 2", title)
    instrument = next(
        (i for i in view["answer"]["instruments"] if i["id"] == paragraph["instrument"]), None
    )
    paper.put_table(("", ""), list(_facts(paragraph, instrument)), (32, 128))
    for because in paragraph["because"]:
        paper.put("Standing", "AS CONSTRUED")
        paper.put("Apparatus", because)


def _facts(
    paragraph: shapes.Paragraph, instrument: shapes.Instrument | None
) -> Iterator[tuple[str, str]]:
    yield "Instrument", paragraph_title(paragraph)
    if instrument:
        executed = instrument["executed"]
        said = f"executed {_day(executed)}" if executed else "not executed"
        said += " (assumed)" if executed and instrument["execution_assumed"] else ""
        yield "Dated", f"{_day(instrument['dated'])}, {said}"
    yield "What it does", paragraph["does"]
    for name, value in (("Authority", paragraph["authority"]), ("Stands in", paragraph["section"])):
        if value:
            yield name, value
    yield "Effective", _span(paragraph, "effective") or "not effective"
    yield "Known", known_span(paragraph) or "not known to be effective"
    for each in paragraph["instruction"]:
        yield "Ordered", f"“{each['text']}” ({lines_of([each])})"
    if paragraph["words"]:
        words = paragraph["words"]
        yield "Words at", f"{lines_of([words])}\nsha256 {words['sha256']}"
    for correction in paragraph["corrected_by"]:
        said = "; ".join(f"“{q['text']}” ({lines_of([q])})" for q in correction["instruction"])
        yield "Corrected by", f"{correction_title(correction)}: {said}"
    for condition in paragraph["conditions"]:
        met = f"met {_day(condition['met'])}" if condition["met"] else "not shown to be met"
        yield "Condition", f"{condition['text']}: {met}"
    for signature in instrument["signatures"] if instrument else ():
        who = ", ".join(
            filter(None, (signature["signatory"] or "nobody yet", signature["capacity"]))
        )
        on = f", {_day(signature['day'])}" if signature["day"] else ""
        yield "Signed", f"{who}, for {signature['role']}{on}"


def _span(paragraph: shapes.Paragraph, clock: str) -> str:
    start: str | None = paragraph[f"{clock}_from"]  # type: ignore[literal-required]
    until: str | None = paragraph[f"{clock}_until"]  # type: ignore[literal-required]
    if not start:
        return ""
    return f"from {_day(start)}{f' until {_day(until)}' if until else ''}"


def _put_parties(paper: Paper, view: DefinitionReport) -> None:
    naming = [i["parties"] for i in view["answer"]["instruments"] if i["parties"]]
    if naming:
        paper.put("Heading 2", "Parties")
        for party in naming[-1]:
            paper.put("Body Text", f"{party['name']}, as {party['role']}")


def _put_steps(paper: Paper, view: DefinitionReport) -> None:
    if len(view["wordings"]) != 1 or not (view["steps"] or view["example"]):
        return
    paper.put("Heading 1", "What it comes to" if view["example"] else "Part by part")
    if view["example"]:
        _put_value(paper, view)
    if view["steps"]:
        rows = [
            (
                str(step["note"] or ""),
                " ".join(filter(None, ("· " * step["depth"] + step["formula"], step["chosen"]))),
                step["value"]["shown"] if step["value"] else "",
                step["source"] or step["place"] or "",
            )
            for step in view["steps"]
        ]
        paper.put_table(("No.", "part", "value", "from"), rows, (10, 72, 34, 44))


def _put_value(paper: Paper, view: DefinitionReport) -> None:
    example = view["example"]
    assert example is not None  # noqa: S101 - the caller looked
    for said in example["data"]["illustrative"]:
        paper.put("Standing", "ILLUSTRATIVE")
        paper.put("Apparatus", _sentence(said))
    value = example["value"]
    if not value["answered"] or value["value"] is None:
        paper.put("Body Text", f"No value. {_quoted(value['sentence'])}")
        return
    shown = value["value"]
    exactly = f" (exactly {shown['exact']}; shown in part, as nothing is rounded)"
    paper.put("Words", f"{shown['shown']}{'' if shown['is_all'] else exactly}")
    for each in value["roundings"]:
        paper.put(
            "Apparatus",
            f"Rounded: {each['shown_before']} to {each['shown_after']}, {each['rule']} to "
            f"{each['unit']}.",
        )
    if not value["roundings"]:
        paper.put("Apparatus", "No rounding: the words order none, and nothing is rounded.")
    for note in example["data"]["notes"]:
        places = "".join(f" {each['path']}, line {each['line']}." for each in note["places"])
        paper.put("Apparatus", f"{_sentence(_quoted(note['message']))}{places}")


def _put_neighbours(paper: Paper, title: str, terms: list[Neighbour]) -> None:
    if not terms:
        return
    paper.put("Heading 1", title)
    for each in terms:
        by = f", by {paragraph_title(each['governed_by'])}" if each["governed_by"] else ""
        paper.put("Heading 2", each["term"])
        paper.put("Standing", f"{each['outcome'].upper()}{by}")
        if each["words"]:
            style = "Construed Words" if each["because"] else "Words"
            paper.put(style, each["words"])
        if each["means"]:
            paper.put("Apparatus", f"taken as: {each['means']}")
        if each["because"]:
            paper.put("Apparatus", f"because: {each['because']}")


def _put_end(paper: Paper, view: DefinitionReport) -> None:
    if view["marks"]:
        paper.put("Heading 1", "What is not evidence here")
        rows = [
            (m["kind"].upper(), _sentence(": ".join(filter(None, (m["what"], m["because"])))))
            for m in view["marks"]
        ]
        paper.put_table(("mark", "what"), rows, (34, 126))
    paper.put("Heading 1", "Evidence")
    if not view["exhibits"]:
        paper.put("Body Text", "No document on file speaks of it.")
    for each in view["exhibits"]:
        kind = " (figures, no signed document)" if each["kind"] == "figures" else ""
        paper.put("Heading 2", f"{each['path']}{kind}")
        paper.put("Apparatus", f"sha256 {each['sha256']}")
        for passage in each["passages"]:
            first, last = passage["first_line"], passage["last_line"]
            lines = f"line {first}" if first == last else f"lines {first}-{last}"
            what = f": {passage['what']}" if passage["what"] else ""
            paper.put("Apparatus", f"{lines}{what}")
    paper.put("Notice", _NOTICE)
