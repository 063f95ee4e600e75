"""Ties a rule file to its documents: every quotation found, every fact shown."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import field

from hereof.calendar import stands_in, written_forms
from hereof.diagnostics import Diagnostic, Label, Span, error
from hereof.documents import (
    Document,
    Match,
    ends_open,
    find_quotation,
    find_text,
    numbered_paragraphs,
    words_before,
)
from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.model.effectivity import Condition, excused
from hereof.model.instrument import Kind
from hereof.model.words import WordsKind
from hereof.rulebase.coverage import coverage
from hereof.rulebase.instruction import (
    ALL_EARLIER,
    find_text_in,
    refs_in,
    said,
    stands,
    undated,
    verbs,
)
from hereof.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.documents import Paragraph as NumberedParagraph
    from hereof.model.effectivity import Effectivity
    from hereof.model.instrument import Fact, Instrument, Paragraph, RuleFile
    from hereof.model.words import Quotation, Words


# What may stand about a defined term between an instruction and its words. Two patterns
# made once, since one made for each term takes longer than the rest of a check.
_LEAD_BEFORE: Final = re.compile(
    r"(?:^|(?<=\W))(?:\([A-Za-z0-9]{1,5}\)\s*)?[\"“”']*(?:the\s+)?(?:term\s+)?[\"“']*$"
)
_LEAD_AFTER: Final = re.compile(
    r"[\"”',.]*\s*(?:\([^()]*\))?\s*[:.\-\u2013\u2014]*\s*"
    r"(?:(?:shall\s+)?(?:mean|means|be|have\s+the\s+meaning)\b[:,]?)?[\"“”'\s]*$"
)


@frozen(eq=False)
class Found:
    """A quotation found in a document."""

    document: Document
    match: Match

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line, counted from 1."""
        return self.match.lines


@frozen(eq=False)
class Evidence:
    """Where every quotation of an agreement's rule files stands."""

    _found: dict[int, Found] = field(factory=dict, init=False)

    def of(self, quotation: Quotation) -> Found | None:
        """Give where a quotation stands; nothing where it was not found."""
        return self._found.get(id(quotation.span))

    def keep(self, quotation: Quotation, found: Found) -> None:
        """Keep where a quotation stands."""
        self._found[id(quotation.span)] = found


_NAMED: Final = re.compile(r"[\"“]([^\"”]{1,120})[\"”]")
_OPENING_TERM: Final = re.compile(
    r"[\"“]([^\"”]{1,120})[\"”]\s*(?:\([^()]*\)\s*)?(?::|,?\s*(?:shall\s+)?means?\b)"
)
"""A defined term with which quoted words begin, as in `"Fee" means`."""


class Examination:
    """Examines one rule file against its document."""

    def __init__(
        self,
        rules: RuleFile,
        instrument: Instrument,
        documents: dict[str, Document],
        evidence: Evidence,
        titles: dict[str, str],
    ) -> None:
        self.titles = titles
        self.rules = rules
        self.instrument = instrument
        self.evidence = evidence
        self.findings: list[Diagnostic] = []
        path = instrument.document.path if instrument.document else ""
        self.documents = documents
        self.document = documents.get(path)
        known = instrument.known_from
        self.source = self.document or (documents.get(known.path) if known else None)
        named = (fact.path for fact in (instrument.document, known) if fact is not None)
        self.is_unread = instrument.document is None or any(
            path and path not in documents for path in named
        )
        self.covered: list[tuple[int, int]] = []
        self.numbered: dict[str, NumberedParagraph] = {}
        numbers = Counter(p.number for p in rules.paragraphs if p.number)
        self.repeated = {number: count for number, count in numbers.items() if count > 1}

    def run(self) -> list[Diagnostic]:
        """Give every finding."""
        if self.document is not None and self.instrument.kind is not Kind.AGREEMENT:
            self.numbered = {p.number: p for p in numbered_paragraphs(self.document)}
        self._header()
        for paragraph in self.rules.paragraphs:
            self._paragraph(paragraph)
        if self.document is not None and self.instrument.kind is not Kind.AGREEMENT:
            region = self._region
            self.findings += coverage(
                self.rules, self.document, self.numbered, self.covered, self.repeated, region
            )
        return self.findings

    # ---- quotations

    def _find(
        self, quotation: Quotation, *, number: str = "", strict: bool = False
    ) -> Found | None:
        if self.source is None:
            if self.is_unread:
                return None
            self.findings.append(
                error(
                    "document-not-on-file",
                    "words are quoted, but the instrument's document is not on file",
                    quotation.span,
                    help="name the `document`, or write `words not on file` and construe them",
                )
            )
            return None
        region = self._region(number)
        within = (region.start, region.end) if region else None
        result = find_quotation(
            self.source,
            quotation.text,
            quoted_at=quotation.span,
            within=within,
            lines=quotation.lines,
        )
        if isinstance(result, Diagnostic) and within is not None and not strict:
            wider = find_quotation(
                self.source, quotation.text, quoted_at=quotation.span, lines=quotation.lines
            )
            result = result if isinstance(wider, Diagnostic) else wider
        if isinstance(result, Diagnostic):
            self.findings.append(result)
            self._excuse(self.source, result)
            return None
        found = Found(self.source, result)
        self.evidence.keep(quotation, found)
        self.covered.append((result.start, result.end))
        return found

    def _excuse(self, document: Document, finding: Diagnostic) -> None:
        """Take the places that a finding shows as covered: one mistake is one finding."""
        for label in finding.labels:
            if label.span.source is document.source:
                flow = document.flow
                self.covered.append((flow.offset(label.span.start), flow.offset(label.span.end)))

    def _region(self, number: str) -> NumberedParagraph | None:
        if number in self.repeated:  # which of them is the paragraph is not known
            return None
        return self.numbered.get(number) or self.numbered.get(number.partition("(")[0])

    # ---- the header

    def _header(self) -> None:
        header = self.instrument
        for fact in _facts(header):
            for quotation in fact.quotations:
                self._find(quotation)
        for name, date_fact in (("dated", header.dated), ("executed", header.executed)):
            day = date_fact.value if date_fact is not None else None
            if date_fact is not None and day is not None and day != date.min:
                self._shown(name, date_fact, written_forms(day), str(day))
        if header.authority:
            self._shown("authority", header.authority, (header.authority.value,), "")
        self._names(header)

    def _names(self, header: Instrument) -> None:
        for party in header.parties:
            self._named("party", party, party.name)
        if header.title:
            self._named("title", header.title, header.title.value)
        self._signatures(header)
        for order in header.orders:
            title = self.titles.get(order.value.earlier.instrument, "")
            if not any(ALL_EARLIER.search(q.text) for q in order.quotations):
                name = "prevails over" if order.value.prevails else "follows"
                self._shown(name, order, (title,), "")
        for taken in header.incorporations:
            if taken.as_of is not None:
                self._shown("incorporates", taken, written_forms(taken.as_of), str(taken.as_of))
            else:
                self._shown("incorporates", taken, ("as amended",), "")

    def _signatures(self, header: Instrument) -> None:
        for signature in header.signatures:
            if signature.signatory:
                self._named("signature", signature, signature.signatory)
                if signature.capacity:
                    self._named("capacity", signature, signature.capacity)
            if signature.day is not None and header.executed is None:
                day = signature.day
                self._shown("signed", signature, written_forms(day), str(day))

    def _shown(self, name: str, fact: Fact, forms: tuple[str, ...], plain: str) -> None:
        if fact.because is not None:
            return
        text = " ".join(quotation.text for quotation in fact.quotations)
        if not fact.quotations:
            if self.document is None:
                return
            self.findings.append(
                error(
                    "fact-not-shown",
                    f"`{name}` is neither shown by a quotation nor construed",
                    fact.span,
                    help="quote beneath it the words that say so, or write `, construed because`",
                )
            )
        elif not all(self.evidence.of(quotation) for quotation in fact.quotations):
            return
        elif stands_in(forms, text) is None and (plain or not stands(text, forms[0])):
            self.findings.append(
                error(
                    "fact-not-shown",
                    f"`{plain or forms[0]}` does not stand in the quotation beneath `{name}`",
                    Label(fact.span, "encoded here"),
                    Label(fact.quotations[0].span, "quoted here"),
                    help="quote the words that say so, or write `, construed because`",
                )
            )

    def _named(self, what: str, fact: Fact, text: str) -> None:
        if fact.because is not None or self.document is None:
            return
        if find_text(self.document, text, ignore_case=True):
            return
        self.findings.append(
            error(
                "name-not-in-document",
                f"the {what} `{text}` does not stand in `{self.document.path}`",
                fact.span,
                help="write it as the document does, or `, construed because` with the reason",
            )
        )

    # ---- paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        number, before = paragraph.number, len(self.findings)
        founds = [
            self._find(q, number=number)
            for q in paragraph.quotations
            if not _is_words(q, paragraph)
        ]
        instruction = " ".join(q.text for q in paragraph.quotations)
        for words, term in _new_words(paragraph):
            self._words(words, term, "" if _restates_all(paragraph) else number)
        if number and self.document is not None and not paragraph.no_operation:
            if not paragraph.quotations:
                self.findings.append(
                    error(
                        "instruction-missing",
                        f"paragraph {number} quotes no instruction",
                        paragraph.span,
                        help="quote with `>` the words that order the change",
                    )
                )
            elif all(founds) and -1 not in paragraph.excused:
                self._instruction(paragraph, instruction)
        if paragraph.never is not None and paragraph.never.document is not None:
            self._day_in(paragraph.never.document, paragraph.never.known_from, paragraph.never.span)
        if paragraph.effectivity is not None:
            if all(founds):
                self._effectivity(paragraph, paragraph.effectivity, instruction)
            self._conditions(paragraph.effectivity)
        region = self._region(number)
        if region is not None and len(self.findings) > before:
            self.covered.append((region.start, region.end))

    def _words(self, quotation: Quotation, term: str, number: str) -> None:
        found = self._find(quotation, number=number, strict=True)
        if found is None:
            return
        opening = _OPENING_TERM.match(quotation.text)
        if opening is not None and opening.group(1).strip(" ,.") != term:
            self.findings.append(
                error(
                    "words-of-another-term",
                    f"the words encoded for `{term}` define `{opening.group(1)}`",
                    quotation.span,
                    help="encode them under the term that they define",
                )
            )
        rest = ends_open(found.document, found.match)
        if rest:
            self.findings.append(
                error(
                    "words-run-on",
                    f"the words of `{term}` go on in the document after the quotation ends",
                    Label(quotation.span, "quoted here"),
                    Label(_point(found.document, found.match.end), "goes on here"),
                    help="quote them to the end of their passage",
                    detail=(f"what follows: {rest}",),
                )
            )
        before = words_before(found.document, found.match)
        if before and not self._led_in(found, before, term):
            self.findings.append(
                error(
                    "words-start-late",
                    f"the words of `{term}` begin in the document before the quotation does",
                    Label(quotation.span, "quoted here"),
                    Label(found.match.span, "begins in mid-passage"),
                    help="quote them from where they begin",
                    detail=(f"what stands before: {before[-120:]}",),
                )
            )

    def _led_in(self, found: Found, before: str, term: str) -> bool:
        """Tell whether only the term and an instruction quoted elsewhere stand before words."""
        rest = _without_lead_in(before, term).rstrip(" \"“'")
        if not rest:
            return True
        end = found.match.start - (len(before) - len(rest))
        text = found.document.flow.text
        return any(
            start < end and not text[stop:end].strip(" \"“”'.,:;") for start, stop in self.covered
        ) or any(stop >= end > start for start, stop in self.covered)

    def _instruction(self, paragraph: Paragraph, instruction: str) -> None:
        """Check that what is encoded stands in the quoted instruction."""
        if (
            paragraph.section
            and paragraph.where_because is None
            and not stands(instruction, paragraph.section)
        ):
            self._absent(paragraph, paragraph.section, paragraph.span)
        for place, operation in enumerate(paragraph.operations):
            if place in paragraph.excused:
                continue
            for text in said(operation):
                if text and not stands(instruction, text):
                    self._absent(paragraph, text, operation.span)
            for title in self._spoken_of(operation, instruction):
                if not find_text_in(instruction, title):
                    self._absent(paragraph, title, operation.span)
            pattern = verbs(operation)
            if pattern and not re.search(pattern, instruction, re.IGNORECASE):
                self.findings.append(
                    error(
                        "not-in-instruction",
                        "the quoted instruction does not order this kind of change",
                        Label(operation.span, "encoded here"),
                        Label(paragraph.quotations[0].span, "quoted here"),
                        help="quote the words that order it, or write `construed because`",
                    )
                )

    def _spoken_of(self, operation: o.Operation, instruction: str) -> Iterator[str]:
        """Give the titles of the other instruments that an operation speaks of."""
        if ALL_EARLIER.search(instruction):
            return
        for ref in refs_in(operation):
            title = self.titles.get(ref.instrument, "")
            if title and ref.instrument != self.instrument.id:
                yield title

    def _absent(self, paragraph: Paragraph, text: str, span: Span) -> None:
        self.findings.append(
            error(
                "not-in-instruction",
                f"`{text}` does not stand in the quoted instruction",
                Label(span, "encoded here"),
                Label(paragraph.quotations[0].span, "quoted here"),
                help=did_you_mean(
                    text,
                    _NAMED.findall(" ".join(q.text for q in paragraph.quotations)),
                    "quote the words that say so, or write `construed because` with the reason",
                ),
            )
        )

    def _effectivity(
        self, paragraph: Paragraph, effectivity: Effectivity, instruction: str
    ) -> None:
        if self.document is None or -1 in paragraph.excused:
            return
        if not paragraph.number or not paragraph.quotations:
            return
        for text, span in undated(effectivity, instruction):
            self.findings.append(
                error(
                    "not-in-instruction",
                    f"the quoted instruction does not say that it is effective {text}",
                    Label(span or effectivity.span, "encoded here"),
                    Label(paragraph.quotations[0].span, "quoted here"),
                    help="quote the words that say so, or write `, construed because` behind it",
                )
            )

    def _conditions(self, effectivity: Effectivity) -> None:
        """Check that the document said to show a condition met names the days."""
        for condition, because in (
            *excused(effectivity.start, effectivity.because),
            *excused(effectivity.until, effectivity.end_because),
        ):
            if not isinstance(condition, Condition) or condition.met is None or because:
                continue
            if condition.document is None:
                self.findings.append(
                    error(
                        "fact-not-shown",
                        "no document is named that shows the condition met",
                        condition.span,
                        help='name it, as in `, shown 2005-05-02 by "folder/letter.txt"`, or write '
                        "`, construed because`",
                    )
                )
                continue
            for day in dict.fromkeys((condition.met, condition.shown or condition.met)):
                self._day_in(condition.document, day, condition.span)

    def _day_in(self, path: str, day: date, span: Span) -> None:
        document = self.documents.get(path)
        if document is None or stands_in(written_forms(day), document.flow.text) is not None:
            return
        self.findings.append(
            error(
                "fact-not-shown",
                f"`{day}` does not stand in `{path}`, which is said to show it",
                span,
                help="check the day, or write `, construed because` with the reason",
            )
        )

    # ---- the whole document


def _facts(header: Instrument) -> Iterator[Fact]:
    for fact in (
        header.title,
        header.dated,
        header.executed,
        header.document,
        header.known_from,
        header.authority,
    ):
        if fact is not None:
            yield fact
    yield from header.parties
    yield from header.signatures
    yield from header.incorporations
    yield from header.orders


def _new_words(paragraph: Paragraph) -> Iterator[tuple[Quotation, str]]:
    for operation in paragraph.operations:
        if isinstance(operation, o.Define | o.Replace):
            yield from _quoted(operation.words, operation.subject)
        elif isinstance(operation, o.Restate):
            for definition in operation.definitions:
                yield from _quoted(definition.words, definition.subject)
        elif isinstance(operation, o.AmendClause) and operation.words is not None:
            yield operation.words, operation.subject
        elif isinstance(operation, o.Correct) and operation.words is not None:
            yield operation.words, str(operation.target)


def _restates_all(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph restates the agreement: its words stand in other Sections too."""
    return any(isinstance(each, o.Restate) and not each.section for each in paragraph.operations)


def _quoted(words: Words, subject: str) -> Iterator[tuple[Quotation, str]]:
    if words.kind is WordsKind.QUOTED and words.quotation is not None:
        yield words.quotation, subject


def _is_words(quotation: Quotation, paragraph: Paragraph) -> bool:
    return any(quotation is words for words, _ in _new_words(paragraph))


def _without_lead_in(before: str, term: str) -> str:
    """Cut off a term, with what introduces it, that stands last before its words."""
    starts: list[int] = []
    at = before.find(term)
    while at != -1:
        if _LEAD_AFTER.match(before, at + len(term)):
            lead = _LEAD_BEFORE.search(before, 0, at)
            starts += [lead.start()] if lead else []
        at = before.find(term, at + 1)
    return before[: min(starts)] if starts else before


def _point(document: Document, offset: int) -> Span:
    return document.flow.span(offset, min(offset + 1, len(document.flow.text)))
