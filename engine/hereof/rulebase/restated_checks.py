"""Whether single operations carry out an instruction that restates a whole Section."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, error
from hereof.documents import numbered_paragraphs
from hereof.model import operation as o
from hereof.rulebase.deeds_said import REPLACE, deeds_said
from hereof.rulebase.instruction import stands
from hereof.rulebase.order_findings import shortened
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.documents import Document
    from hereof.model.instrument import Paragraph
    from hereof.rulebase.evidence import Evidence, Found
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Provision

_SECTION: Final = r"(?:Section|Article|Exhibit|Schedule|Appendix|Annex)s?\s+[\w.()-]+"
_WHOLE: Final = re.compile(
    rf"restat|{_SECTION}(?:\s+(?:of|to)\s+the\s+(?:\w+\s+){{1,4}}?)?\s*(?:is|are|shall)\b[^.;\"]{{0,60}}entirety"
    rf"|\b(?:delet|replac)(?:e|es|ing)\s+{_SECTION}",
    re.IGNORECASE,
)
_MOST: Final = 3


def check_restated(timeline: AgreementTimeline, evidence: Evidence) -> Iterator[Diagnostic]:
    """Compare a restated Section with the single operations that encode it.

    A restatement replaces the whole text, so that what the new text leaves out is gone. `restate`
    does that by itself; single operations must delete it. What the new text defines and nothing
    encodes is found by `left_out`.

    Args:
        timeline: The agreement's instruments in time.
        evidence: Where the quotations of its rule files stand.
    """
    parts: dict[tuple[str, str], list[Provision]] = {}
    for provision in timeline.provisions:
        number = provision.paragraph.number
        if number:
            key = (provision.entry.id, number.partition("(")[0])
            parts.setdefault(key, []).append(provision)
    for provisions in parts.values():
        for provision in provisions:
            for section in _restated(provision.paragraph, provisions):
                yield from _compared(timeline, provision, provisions, section, evidence)


def _restated(paragraph: Paragraph, provisions: Sequence[Provision]) -> Iterator[str]:
    """Give the Sections that are restated whole and that nothing restates or replaces as such."""
    if -1 in paragraph.excused or not paragraph.operations:
        return
    operations = [op for each in provisions for op in each.paragraph.operations]
    worked_on = {getattr(op, "subject", "") for op in operations}
    worked_on |= {op.section for op in operations if isinstance(op, o.Restate)}
    if any(isinstance(op, o.Restate) and not op.section for op in operations):
        return
    instruction = " ".join(quotation.text for quotation in paragraph.quotations)
    if not _WHOLE.search(instruction):
        return
    for deed in deeds_said(instruction, ()):
        if deed.does == REPLACE and not deed.denied:
            for named in deed.objects:
                if named.kind == "section" and named.name not in worked_on:
                    yield named.name


def _compared(
    timeline: AgreementTimeline,
    provision: Provision,
    provisions: Sequence[Provision],
    section: str,
    evidence: Evidence,
) -> Iterator[Diagnostic]:
    encoded = {
        getattr(op, "subject", "") for each in provisions for op in each.paragraph.operations
    } - {""}
    held = timeline.held_in(section)
    new = _defined_anew(provision.paragraph, evidence)
    instruction = " ".join(quotation.text for quotation in provision.paragraph.quotations)
    kept = [
        term
        for term in held
        if term not in encoded
        and term not in new
        and not stands(instruction, term)
        and _stood(timeline, term, provision)
    ]
    if kept:
        are = "is" if len(kept) == 1 else "are"
        yield _found(provision, section, f"leaves out {_listed(kept)}, which {are} kept")


def _defined_anew(paragraph: Paragraph, evidence: Evidence) -> list[str]:
    """Give the terms that the restated text begins to define."""
    found = [at for each in paragraph.quotations if (at := evidence.of(each)) is not None]
    if not found:
        return []
    document, start = found[0].document, min(each.match.start for each in found)
    end = _end_of(document, found)
    return [
        term
        for each in document.flow.beginnings
        if start <= each.start < end
        for term in each.terms
    ]


def _end_of(document: Document, found: Sequence[Found]) -> int:
    """Give where the numbered paragraph of some quotations ends."""
    at = found[0].match.start
    for each in numbered_paragraphs(document):
        if each.start <= at < each.end:
            return each.end
    return at


def _stood(timeline: AgreementTimeline, term: str, provision: Provision) -> bool:
    """Tell whether a term's definition stood until the restatement."""
    starts = [strip.start for strip in provision.strips if strip.start > date.min]
    if not starts:
        return False
    cell = timeline.term(term).cell(min(starts) - timedelta(days=1), None)
    return all(state.status is Status.STANDS for state in cell.states)


def _listed(terms: Sequence[str]) -> str:
    more = f" and {len(terms) - _MOST} more" if len(terms) > _MOST else ""
    return ", ".join(f"`{shortened(term)}`" for term in terms[:_MOST]) + more


def _found(provision: Provision, section: str, why: str) -> Diagnostic:
    paragraph = provision.paragraph
    return error(
        "restated-in-part",
        f"paragraph {paragraph.number} restates {section} whole, and {why}",
        Label(paragraph.operations[0].span, "encoded here"),
        *(Label(quotation.span, "quoted here") for quotation in paragraph.quotations[:1]),
        help=f"write `restate {section}` with all that it defines, or `define`, `replace` or "
        "`delete` for each; where the text says otherwise, write `construed because`",
    )
