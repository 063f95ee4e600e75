"""An agreement report as a DOCX document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.render.docx_paper import Paper
from hereof.render.filters import FILTERS
from hereof.report.phrases import (
    clocks,
    known_line,
    lines_of,
    pending_line,
    pending_tag,
    range_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hereof.report.agreement import AgreementReport, ChangedStretch, Count
    from hereof.report.cards import CardTerm, CardText, DefinitionCard
    from hereof.report.exhibits import Exhibit
    from hereof.report.filed import FiledInstrument, FiledParagraph
    from hereof.report.findings import Finding

_day = FILTERS["day"]
_quoted = FILTERS["quoted"]
_sentence = FILTERS["sentence"]
_listed = FILTERS["listed"]
_GIVEN = ("in force", "in force as construed", "words not on file")


def write_agreement(view: Mapping[str, Any], size: str) -> bytes:
    """Write an agreement report whose texts are visible already."""
    found: AgreementReport = view  # type: ignore[assignment]
    title = found["agreement"]["title"]
    imprint = found["imprint"]
    paper = Paper(f"Report of {title}", title, imprint, size)
    paper.put("Overline", "AGREEMENT REPORT")
    paper.put("Title", title)
    paper.put("Subtitle", _when(found) if found["answered"] else _quoted(found["sentence"]))
    if found["date_chosen"] and found["on"]:
        chosen = f"No date was asked about: {_day(found['on'])} is the day of its last change."
        paper.put("Body Text", chosen)
    paper.put("Body Text", known_line(found["known"]))
    for what, several in (("Definitions", found["outcomes"]), ("Formulas", found["standings"])):
        if several:
            paper.put("Body Text", f"{what}: {_counts(several)}")
    _put_instruments(paper, found)
    _put_changes(paper, found)
    _put_checked(paper, found)
    for part in found["parts"]:
        paper.put("Heading 1", part["title"] or "Where no Section is named")
        for card in part["cards"]:
            _put_card(paper, card, named=card["term"] != part["title"])
    if found["gone"]:
        paper.put("Heading 1", "No longer in force")
    for card in found["gone"]:
        _put_card(paper, card, named=True)
    _put_end(paper, found)
    return paper.save()


def _when(view: AgreementReport) -> str:
    said = f"as in force on {_day(view['on'])}"
    if view["series"]:
        why = f" ({view['series']['why']})" if view["series"]["why"] else ""
        said = f"as in force on the {view['series']['term']} {_day(view['series']['day'])}{why}"
    known = view["known"]["on"]
    return f"{said}, as known on {_day(known)}" if known else said


def _counts(several: Sequence[Count]) -> str:
    return "; ".join(f"{each['what']}: {each['count']:,}" for each in several)


def _put_instruments(paper: Paper, view: AgreementReport) -> None:
    if view["instruments"]:
        paper.put("Heading 1", "The instruments, in the order of execution")
    for number, each in enumerate(view["instruments"], 1):
        paper.put("Heading 2", f"{number}. {each['name']}")
        if not each["counts"]:
            paper.put("Standing", "WITHOUT EFFECT HERE")
            paper.put("Apparatus", _quoted(_sentence("; ".join(each["reasons"]))))
        for line in _about(each):
            paper.put("Apparatus", line)
        for one in each["paragraphs"]:
            paper.put("Body Text", _does(each, one))


def _about(each: FiledInstrument) -> Iterator[str]:
    its = each["instrument"]
    if its["executed"]:
        assumed = ", as assumed" if its["execution_assumed"] else ""
        yield f"Dated {_day(its['dated'])}; executed {_day(its['executed'])}{assumed}"
    else:
        lacking = f", lacking the signature of {_listed(its['lacking'])}" if its["lacking"] else ""
        yield f"Dated {_day(its['dated'])}; NOT EXECUTED{lacking}"
    if its["authority"]:
        yield f"Authority: {its['authority']}"
    if its["parties"]:
        yield "Parties: " + "; ".join(f"{p['name']}, as {p['role']}" for p in its["parties"])
    for one in its["signatures"]:
        who = ", ".join(filter(None, (one["signatory"] or "nobody yet", one["capacity"])))
        when = f", {_day(one['day'])}" if one["day"] else ""
        yield f"Signed: {who}, for {one['role']}{when}"
    if its["document"]:
        yield f"Document: {its['document']['path']}"
    else:
        known = its["known_from"]
        yield "Document: NOT ON FILE" + (f"; {lines_of(known)} speaks of it" if known else "")
    if each["defines"]:
        yield f"Gives {FILTERS['counted'](each['defines'], 'definition')} of its own"


def _does(each: FiledInstrument, one: FiledParagraph) -> str:
    others = [term for term in one["terms"] if f"defines {term}" not in one["does"]]
    said = f"¶{one['paragraph']} {FILTERS['upper_first'](one['does'])}"
    said += f" (of {', '.join(others)})" if others else ""
    if one["effective_from"]:
        said += f", effective {_day(one['effective_from'])}"
        said += f" until {_day(one['effective_until'])}" if one["effective_until"] else ""
    if each["counts"] and not one["counts"]:
        said += f". WITHOUT EFFECT: {_quoted(one['why'])}"
    return said + "".join(f". AS CONSTRUED, because: {why}" for why in one["because"])


def _put_changes(paper: Paper, view: AgreementReport) -> None:
    rows = [
        (row["term"], "\n".join(_stood(held) for held in row["held"]))
        for row in view["changes"]["rows"]
    ]
    figures = paper.figures(view)
    if rows:
        paper.put("Heading 1", "What changed when")
        paper.put_figure(figures.get("changes"))
        paper.put_table(("definition", "from then on"), rows, (52, 108))
    if "graph" in figures:
        paper.put("Heading 1", "Which definition uses which")
        paper.put_figure(figures["graph"])


def _stood(held: ChangedStretch) -> str:
    start = _day(held["effective_from"]) if held["effective_from"] else "from the beginning"
    return f"{start}: {', '.join(filter(None, (held['outcome'], held['by'])))}"


def _put_checked(paper: Paper, view: AgreementReport) -> None:
    checked = view["checked"]
    paper.put("Heading 1", "Findings")
    paper.put("Heading 2", "On documents, instruments and formulas")
    whole = "Over the whole life of the agreement, with everything on file"
    _put_findings(paper, whole, checked["general"])
    paper.put("Heading 2", "On defined terms")
    on = f"as in force on {_day(checked['on'])}" if checked["on"] else "over the whole life"
    _put_findings(paper, f"The definitions {on}", checked["findings"])
    if checked["exceptions"]:
        rows = [
            (
                f"{each['code']}\n{each['place']}",
                "; ".join(each["names"]) or "all of that kind there",
                each["because"],
                str(each["findings"]),
            )
            for each in checked["exceptions"]
        ]
        paper.put("Heading 2", "Set aside, with the reasons")
        paper.put_table(("finding", "about", "because", "so many"), rows, (50, 44, 50, 16))


def _put_findings(paper: Paper, of: str, several: Sequence[Finding]) -> None:
    count = FILTERS["counted"](len(several), "finding") if several else "no finding"
    paper.put("Body Text", f"{of}: {count}.")
    for each in several:
        paper.put("Standing", f"{each['severity'].upper()}: {each['code']}")
        paper.put("Body Text", _quoted(each["message"]))
        if each["help"]:
            paper.put("Apparatus", _quoted(each["help"]))
        places = (f"{place['path']}:{place['line']}" for place in each["places"])
        paper.put("Apparatus", "; ".join(places))


def _put_card(paper: Paper, card: DefinitionCard, *, named: bool) -> None:
    if named:
        paper.put("Heading 2", card["term"])
    if card["outcome"] not in _GIVEN:
        paper.put("Standing", card["outcome"].upper())
        paper.put("Apparatus", _quoted(card["sentence"]))
    for number, text in enumerate(card["texts"], 1):
        if len(card["texts"]) > 1:
            paper.put("Standing", f"TEXT {number} OF {len(card['texts'])}")
        _put_text(paper, text)
    for line in _around(card):
        paper.put("Apparatus", line)
    for each in card["findings"]:
        paper.put("Standing", f"{each['severity'].upper()}: {each['code']}")
        paper.put("Apparatus", _quoted(each["message"]))
    for aside in card["set_aside"]:
        said = f"Set aside: {aside['code']}: {_quoted(aside['message'])}, because: "
        paper.put("Apparatus", f"{said}{aside['because']} ({aside['place']})")


def _put_text(paper: Paper, text: CardText) -> None:
    if text["status"] == "not on file":
        edits = text["unreadable_edits"]
        edited = f", AS EDITED BY {_listed(edits)}" if edits else ""
        construed = "; AS CONSTRUED, NOT EVIDENCE" if text["because"] else ""
        paper.put("Standing", f"NOT ON FILE{construed}{edited}")
    if text["words"]:
        style = "Construed Words" if text["kind"] == "as construed" else "Words"
        paper.put(style, *_tagged(text))
    elif text["status"] == "reserved":
        paper.put("Words", "Reserved.")
    if text["because"]:
        paper.put("Apparatus", f"because: {text['because']}")
    if text["why"]:
        paper.put("Apparatus", f"GUARD FAILED: {_quoted(text['why'])}")
    _put_sense(paper, text)


def _put_sense(paper: Paper, text: CardText) -> None:
    """Put what the words state, who put them there, and where they come from."""
    if text["standing"] in ("ambiguous", "differs"):
        paper.put("Standing", text["says"].upper())
    if text["notation"]:
        asserted = " (ASSERTED)" if text["standing"] in ("asserted", "stated") else ""
        label = "Its value" if text["standing"] == "given" else "Formula"
        paper.put("Apparatus", f"{label}{asserted}: {text['notation']}")
    does = "Ended by" if text["status"] == "none" else "Put there by"
    for number, by in enumerate(text["by"], 1):
        mark = f" [{number}]" if len(text["by"]) > 1 else ""
        places = lines_of([by["words"]] if by["words"] else by["instruction"])
        paper.put("Apparatus", f"{does}{mark}: {clocks(by)}" + (places and f" ({places})"))
    for each in text["ranges"]:
        paper.put("Apparatus", f"Classes: {range_line(each)}")
    if text["says"]:
        paper.put("Apparatus", f"Reading: {text['says']}")


def _tagged(text: CardText) -> Iterator[tuple[str, str]]:
    """Put before each paragraph's words its number."""
    for place, each in enumerate(text["words"]):
        if each["by"] and (not place or each["changes"]):
            yield " " * each["text"].startswith(" "), ""
            yield f"[{each['by']}] ", "Passage Tag"
            yield each["text"].lstrip(" "), ""
        else:
            yield each["text"], ""


def _around(card: DefinitionCard) -> Iterator[str]:
    for lying in card["suspensions"]:
        does = "waived" if lying["waived"] else "suspended"
        yield f"{does} by {clocks(lying['by'])}; treated as {lying['treated_as']}"
    for pending in card["pending"]:
        yield f"{pending_tag(pending)}: {pending_line(pending)}"
    taken = card["incorporated"]
    if taken:
        as_of = f"as of {_day(taken['as_of'])}" if taken["as_of"] else "as amended"
        yield f"Taken in from {taken['agreement']}, {as_of}"
    if card["uses"]:
        yield f"Uses: {_names(card['uses'])}"
    nested = card["nested"]
    if nested["count"]:
        more = nested["count"] - len(nested["terms"])
        yield f"In turn: {'; '.join(nested['terms'])}" + (f"; and {more:,} more" if more else "")
    if card["used_by"]:
        yield f"Used by: {_names(card['used_by'])}"


def _names(several: Sequence[CardTerm]) -> str:
    return "; ".join(
        each["term"] + ("" if each["defined"] else " (not defined then)") for each in several
    )


def _put_end(paper: Paper, view: AgreementReport) -> None:
    if view["marks"]:
        paper.put("Heading 1", "What is not evidence here")
    for mark in view["marks"]:
        because = f": {mark['because']}" if mark["because"] else ""
        paper.put("Body Text", f"{mark['kind'].upper()}: {mark['what']}{because}")
    paper.put("Heading 1", "Evidence")
    rows = [(each["path"], _passages(each), each["sha256"]) for each in view["exhibits"]]
    if rows:
        paper.put_table(("document", "passages", "SHA-256 of its bytes"), rows, (52, 48, 60))
    for unread in view["known"]["unread"]:
        paper.put("Body Text", f"Not read: {unread['path']}: {unread['why']}")


def _passages(each: Exhibit) -> str:
    kinds: dict[str, list[str]] = {}
    for one in each["passages"]:
        first, last = one["first_line"], one["last_line"]
        said = str(first) if first == last else f"{first}-{last}"
        kinds.setdefault(one["what"] or "passages", []).append(said)
    listed = (f"{kind}: {', '.join(lines)}" for kind, lines in sorted(kinds.items()))
    return "\n".join(listed) or "the whole file"
