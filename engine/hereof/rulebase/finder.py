"""Finds the quotations of one rule file in its document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, error
from hereof.documents import Document, find_quotation, numbered_paragraphs
from hereof.model.instrument import Kind
from hereof.rulebase.evidence import Evidence, Found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.documents import Paragraph as NumberedParagraph
    from hereof.model.instrument import Instrument, RuleFile
    from hereof.model.words import Quotation


class Finder:
    """Finds quotations, and keeps what was found, what is wrong and what is covered.

    Attributes:
        rules: The rule file.
        instrument: Its header.
        documents: The documents on file by path.
        document: The instrument's own; none where it is not on file.
        source: Where quotations are looked for: that, or the one it is known from.
        titles: The titles of the agreement's instruments by name.
        numbered: The document's numbered paragraphs, for an instrument that amends.
        repeated: Numbers under which more than one paragraph is encoded, and how many.
        covered: What quotations cover in the document.
        findings: What is wrong so far.
    """

    def __init__(
        self,
        rules: RuleFile,
        instrument: Instrument,
        documents: Mapping[str, Document],
        evidence: Evidence,
        titles: Mapping[str, str],
    ) -> None:
        self.rules = rules
        self.instrument = instrument
        self.documents = documents
        self.evidence = evidence
        self.titles = titles
        self.findings: list[Diagnostic] = []
        self.covered: list[tuple[int, int]] = []
        path = instrument.document.path if instrument.document else ""
        self.document = documents.get(path)
        known = instrument.known_from
        self.source = self.document or (documents.get(known.path) if known else None)
        named = (fact.path for fact in (instrument.document, known) if fact is not None)
        self._is_unread = instrument.document is None or any(
            path and path not in documents for path in named
        )
        self.numbered: dict[str, NumberedParagraph] = {}
        if self.document is not None and instrument.kind is not Kind.AGREEMENT:
            self.numbered = {p.number: p for p in numbered_paragraphs(self.document)}
        numbers = Counter(p.number for p in rules.paragraphs if p.number)
        self.repeated = {number: count for number, count in numbers.items() if count > 1}

    def find(self, quotation: Quotation, *, number: str = "", strict: bool = False) -> Found | None:
        """Find a quotation; where it is not found, that is a finding.

        Args:
            quotation: As the rule file quotes it.
            number: The paragraph that quotes it, where it should stand.
            strict: It must stand there; otherwise it may stand elsewhere in the document.
        """
        if self.source is None:
            if self._is_unread:
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
        region = self.region(number)
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

    def region(self, number: str) -> NumberedParagraph | None:
        """Give the document's paragraph of a number, or the one that it is a part of."""
        if number in self.repeated:  # which of them is the paragraph is not known
            return None
        return self.numbered.get(number) or self.numbered.get(number.partition("(")[0])

    def find_own(self, quotation: Quotation, number: str) -> None:
        """Report that a quotation stands elsewhere than in the paragraph that quotes it."""
        region = self.region(number)
        if self.source is None or region is None:
            return
        within = (region.start, region.end)
        result = find_quotation(
            self.source, quotation.text, quoted_at=quotation.span, within=within
        )
        if isinstance(result, Diagnostic):
            self.findings.append(result)
            self._excuse(self.source, result)

    def other_region(self, found: Found, number: str) -> NumberedParagraph | None:
        """Give the numbered paragraph in which words stand, if it is another than the one named."""
        own = self.region(number)
        if own is None or found.document is not self.document:
            return None
        for paragraph in self.numbered.values():
            if paragraph.start <= found.match.start and found.match.end <= paragraph.end:
                return None if paragraph is own else paragraph
        return None
