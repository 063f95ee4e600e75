"""Compares one rule file with its documents: every quotation found, every fact shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hereof.calendar import stands_in, written_forms
from hereof.diagnostics import Diagnostic, Label, Span, error, warning
from hereof.model.effectivity import Condition, excused
from hereof.model.instrument import Kind
from hereof.rulebase.classes_said import classes_named
from hereof.rulebase.coverage import coverage
from hereof.rulebase.deeds_said import sections_named
from hereof.rulebase.finder import Finder
from hereof.rulebase.headed import headed
from hereof.rulebase.header import examine_header
from hereof.rulebase.instruction import (
    ALL_EARLIER,
    find_text_in,
    refs_in,
    said,
    said_of,
    stands,
    undated,
    verbs,
)
from hereof.rulebase.left_out import left_out
from hereof.rulebase.marks import is_mark, names_mark
from hereof.rulebase.met_said import not_shown_met
from hereof.rulebase.mistimed import mistimed
from hereof.rulebase.new_words import (
    examine_headings,
    examine_words,
    is_words,
    new_words,
    restates_all,
)
from hereof.rulebase.order_findings import otherwise
from hereof.rulebase.ordered import ordered, texts_of
from hereof.rulebase.other_agreement import other_in
from hereof.rulebase.own_words import own_words
from hereof.rulebase.phrases import marked
from hereof.rulebase.signing import examine_signing
from hereof.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from hereof.documents import Document
    from hereof.model import operation as o
    from hereof.model.effectivity import Effectivity
    from hereof.model.instrument import Instrument, Paragraph, RuleFile
    from hereof.rulebase.evidence import Evidence
    from hereof.rulebase.other_agreement import Amended


class Examination:
    """Examines one rule file against its document."""

    def __init__(
        self,
        rules: RuleFile,
        instrument: Instrument,
        documents: Mapping[str, Document],
        evidence: Evidence,
        titles: Mapping[str, str],
        terms: Collection[str],
        amended: Amended,
    ) -> None:
        self.rules = rules
        self._amended = amended
        self.instrument = instrument
        self.documents = documents
        self.titles = titles
        self.terms = terms
        self.finder = Finder(rules, instrument, documents, evidence, titles)
        self.document = self.finder.document
        self.findings = self.finder.findings

    def run(self) -> list[Diagnostic]:
        """Give every finding."""
        examine_header(self.finder)
        self.findings += list(examine_signing(self.finder))
        for paragraph in self.rules.paragraphs:
            self._paragraph(paragraph)
        self.findings += list(left_out(self.rules, self.finder))
        if self.document is not None and self.instrument.kind is not Kind.AGREEMENT:
            finder = self.finder
            self.findings += coverage(
                self.rules,
                self.document,
                finder.numbered,
                finder.covered,
                finder.repeated,
                finder.region,
                self.terms,
                finder.evidence,
            )
            self.findings += self._headed(self.document)
        return self.findings

    def _headed(self, document: Document) -> Iterator[Diagnostic]:
        """Report starts that the title or a recital does not give."""
        for paragraph, words in headed(self.rules, self.instrument, document, self._amended.days):
            which = f"paragraph {paragraph.number}" if paragraph.number else "a paragraph"
            yield warning(
                "effectivity-unsaid",
                f"the document's head says `{words}`, and {which} starts on another day",
                paragraph.span,
                help="write `effective` with that day and quote the words that say it, or write "
                "`construed because` with the reason why another day counts",
            )

    # ---- paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        number, before = paragraph.number, len(self.findings)
        founds = [
            self.finder.find(q, number=number)
            for q in paragraph.quotations
            if not is_words(q, paragraph)
        ]
        whole = " ".join(q.text for q in paragraph.quotations)
        for words, term in new_words(paragraph):
            examine_words(self.finder, words, term, "" if restates_all(paragraph) else number)
        examine_headings(self.finder, paragraph)
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
                self._instruction(paragraph)
        if paragraph.never is not None and paragraph.never.document is not None:
            self._day_in(paragraph.never.document, paragraph.never.known_from, paragraph.never.span)
        if paragraph.effectivity is not None:
            if all(founds):
                self._effectivity(paragraph, paragraph.effectivity, whole)
            self._conditions(paragraph.effectivity)
        region = self.finder.region(number)
        if region is not None and len(self.findings) > before:
            self.finder.covered.append((region.start, region.end))

    def _instruction(self, paragraph: Paragraph) -> None:
        """Compare what is encoded with the instruction, as far as it is the paragraph's own."""
        own = [
            quotation
            for quotation in paragraph.quotations
            if (found := self.finder.evidence.of(quotation)) is None
            or self.finder.other_region(found, paragraph.number) is None
        ]
        if not own:
            self.finder.find_own(paragraph.quotations[0], paragraph.number)
            return
        instruction, before = " ".join(q.text for q in own), len(self.findings)
        self._stands(paragraph, instruction)
        if len(self.findings) == before:
            parts = [op for each in self._parts(paragraph) for op in each.operations]
            other = other_in(instruction, self._amended, self.document)
            self.findings += ordered(
                paragraph, instruction, self._used(paragraph), parts, self.titles, other
            )

    def _parts(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        """Give the paragraphs that are parts of the same one as a paragraph, itself among them."""
        main = paragraph.number.partition("(")[0]
        for each in self.rules.paragraphs:
            if each.number.partition("(")[0] == main:
                yield each

    def _used(self, paragraph: Paragraph) -> Iterator[str]:
        """Give what is encoded of an instruction, in this paragraph or in another part of it."""
        for each in self._parts(paragraph):
            yield from (where.section for where in each.places)
            for operation in each.operations:
                yield from texts_of(operation)
                yield from (self.titles.get(ref.instrument, "") for ref in refs_in(operation))
            if each.effectivity is not None:
                yield from said_of(each.effectivity)

    def _stands(self, paragraph: Paragraph, instruction: str) -> None:
        """Check that what is encoded stands in the quoted instruction."""
        listed = sections_named(instruction) | classes_named(instruction)
        for where in paragraph.places:
            if (
                where.section
                and where.because is None
                and not (stands(instruction, where.section) or where.section in listed)
            ):
                self._absent(paragraph, where.section, paragraph.span)
        for place, operation in enumerate(paragraph.operations):
            if place in paragraph.excused:
                continue
            for text in said(operation):
                if text and not (
                    stands(instruction, text) or text in listed or _is_named_mark(text, instruction)
                ):
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
                    (phrase for q in paragraph.quotations for _, _, phrase in marked(q.text)),
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
        before = len(self.findings)
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

        if len(self.findings) == before:
            dated = self.instrument.dated
            quoted = paragraph.quotations[0].span
            own = own_words(paragraph, self.finder.evidence)
            for why, span in mistimed(own, effectivity, dated.value if dated else None):
                self.findings.append(otherwise(why, span, quoted))

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
            self._says_met(condition, condition.document, condition.met)

    def _says_met(self, condition: Condition, path: str, met: date) -> None:
        """Check that the document does not deny the condition, or speak of something else."""
        document = self.documents.get(path)
        why = not_shown_met(condition.text, document.flow.text, met) if document else ""
        if not why:
            return
        self.findings.append(
            error(
                "fact-not-shown",
                f"`{path}` does not show the condition met: {why}",
                condition.span,
                help="write `not yet met`, name the document that shows it, or write "
                "`, construed because` with the reason",
            )
        )

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


def _is_named_mark(text: str, instruction: str) -> bool:
    """Tell whether a text is a mark of punctuation that the instruction names by word."""
    return is_mark(text) and names_mark(instruction, text)
