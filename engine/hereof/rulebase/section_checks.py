"""Whether a definition stands in the Section that rule files say, where the words are on file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, error
from hereof.documents import Heading, heading_of
from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.model.instrument import Kind
from hereof.model.names import is_section
from hereof.model.words import WordsKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.documents import Document
    from hereof.model.instrument import Paragraph, RuleFile
    from hereof.model.words import Words
    from hereof.rulebase.evidence import Evidence, Found

_PART: Final = re.compile(r"\(.*")


@frozen
class _Stands:
    """Where a definition's words stand in a document."""

    heading: Heading
    document: Document


def check_sections(files: Iterable[RuleFile], evidence: Evidence) -> Iterator[Diagnostic]:
    """Compare the Section said of each definition with the heading above its words.

    What the agreement's own document does not show, or a reason excuses, is left alone; so is a
    term that another instrument puts into the Section that is said.

    Args:
        files: An agreement's rule files.
        evidence: Where their quotations stand.
    """
    ruled = list(files)
    stands: dict[str, _Stands] = {}
    for rules in ruled:
        if rules.instrument is not None and rules.instrument.kind is Kind.AGREEMENT:
            stands.update(_own(rules, evidence))
    if not stands:
        return
    put = set(_put_elsewhere(ruled))
    for rules in ruled:
        is_own = rules.instrument is not None and rules.instrument.kind is Kind.AGREEMENT
        for paragraph in rules.paragraphs:
            for subject, section, operation in _said(paragraph, is_own=is_own):
                found = stands.get(subject)
                if found is None or (not is_own and (subject, _whole(section)) in put):
                    continue
                if _differs(section, found):
                    yield _elsewhere(subject, section, found, operation)


def _own(rules: RuleFile, evidence: Evidence) -> Iterator[tuple[str, _Stands]]:
    """Give where the words of an agreement's own definitions stand."""
    for paragraph in rules.paragraphs:
        for operation in paragraph.operations:
            found = _found(getattr(operation, "words", None), evidence)
            if isinstance(operation, o.Define) and found is not None:
                heading = heading_of(found.document.flow.headings, found.match.start)
                if heading is not None:
                    yield operation.subject, _Stands(heading, found.document)


def _found(words: Words | None, evidence: Evidence) -> Found | None:
    if words is None or words.kind is not WordsKind.QUOTED or words.quotation is None:
        return None
    return evidence.of(words.quotation)


def _said(paragraph: Paragraph, *, is_own: bool) -> Iterator[tuple[str, str, o.Operation]]:
    """Give each term with the Section said of it, where no reason is given."""
    if -1 in paragraph.excused:
        return
    instruction = " ".join(quotation.text for quotation in paragraph.quotations)
    for place, operation in enumerate(paragraph.operations):
        subject = getattr(operation, "subject", "")
        if not subject or place in paragraph.excused:
            continue
        if is_section(subject):
            if is_own and isinstance(operation, o.Define):
                yield subject, subject, operation
            continue
        where = paragraph.where[place] if place < len(paragraph.where) else paragraph.places[0]
        if not is_own and instruction and _whole(where.section) not in instruction:
            continue  # a finding of its own
        if where.section and where.because is None and (is_own or not _defines(operation)):
            yield subject, where.section, operation


def _defines(operation: o.Operation) -> bool:
    return isinstance(operation, o.Define)


def _put_elsewhere(files: Iterable[RuleFile]) -> Iterator[tuple[str, str]]:
    """Give the Sections into which other instruments than the agreement put a term."""
    for rules in files:
        if rules.instrument is None or rules.instrument.kind is Kind.AGREEMENT:
            continue
        for paragraph in rules.paragraphs:
            for operation in paragraph.operations:
                if isinstance(operation, o.Define):
                    yield operation.subject, _whole(paragraph.section_of(operation))
                elif isinstance(operation, o.Restate):
                    section = operation.section or paragraph.section_of(operation)
                    for each in operation.definitions:
                        yield each.subject, _whole(section)


def _whole(section: str) -> str:
    """Give the Section of which a place such as `Section 4.02(b)` is a part."""
    return _PART.sub("", section).strip()


def _differs(section: str, found: _Stands) -> bool:
    """Tell whether a Section is another than the heading above the words.

    It must be one of the document's headings, so that its Sections are read as they are
    meant, or be spoken of nowhere in it.
    """
    said, stands = _whole(section), found.heading.name
    if said.casefold() == stands.casefold() or said.startswith("Article "):
        return False
    if _holds(said, stands):
        return False
    is_heading = any(each.name == said for each in found.document.flow.headings)
    number = said.partition(" ")[2]
    return is_heading or not re.search(
        rf"(?<![\w.]){re.escape(number)}(?![\w]|\.\d)", found.document.flow.text
    )


def _holds(said: str, stands: str) -> bool:
    """Tell whether one of two Sections is a part of the other, as 4.02 is of 4."""
    return said.startswith(f"{stands}.") or stands.startswith(f"{said}.")


def _elsewhere(subject: str, section: str, found: _Stands, operation: o.Operation) -> Diagnostic:
    flow, name = found.document.flow, found.heading.name
    what = (
        f"the words of `{subject}` stand in {name} of `{found.document.path}`"
        if is_section(subject)
        else f"the definition of `{subject}` stands in {name} of `{found.document.path}`, and not "
        f"in {section}"
    )
    return error(
        "section-elsewhere",
        what,
        Label(operation.span, "encoded here"),
        Label(flow.span(found.heading.start, found.heading.end), "it stands under this"),
        help=f"write `in {name}`; where a document says otherwise of it, write "
        "`construed because` behind the Section",
    )
