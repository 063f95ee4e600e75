"""Definitions and paragraphs of a document's new words that its rule file leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.documents import amending_verbs
from hereof.model import operation as o
from hereof.model.instrument import Kind
from hereof.rulebase.new_words import new_words, restates_all
from hereof.rulebase.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.documents import Beginning, Document
    from hereof.model.instrument import Paragraph, RuleFile
    from hereof.rulebase.evidence import Found
    from hereof.rulebase.finder import Finder

_LEAST_WORDS: Final = 5
_SHOWN: Final = 120
_MOST_NAMED: Final = 12
_OTHERWISE: Final = re.compile(
    r"\s*(?:[\"\u201c'(\[]*\s*)?(?:IN\s+WITNESS|By\s*:|Signed\b|Executed\b|Dated\b|Delivered\b"
    r"|Except\s+as\b|Except\s+for\b|Save\s+as\b|Subject\s+to\s+the\s+foregoing"
    r"|This\s+(?:\w+\s+){0,2}(?:Amendment|Agreement|Supplement|Waiver|Consent|Letter)\b"
    r"|The\s+(?:parties|undersigned|effectiveness)\b|Capitali[sz]ed\s+terms|All\s+(?:other|capital)"
    r"|Terms\s+used\b|Very\s+truly|Sincerely|Acknowledged|Agreed\b|Accepted|Name\s*:|Title\s*:"
    r"|\(?(?:Section|Article|Exhibit|Schedule|Annex|Appendix|Paragraph|Clause|Part)\s+[\dA-Z]"
    r"|\d+(?:\.\d+)*[.)]?\s|/s/|_{3,}|\[)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SENTENCE: Final = re.compile(r"[\"\u201c'(]*[A-Z].*[.;:][\"\u201d')\]]*\Z", re.DOTALL)


def left_out(rules: RuleFile, finder: Finder) -> Iterator[Diagnostic]:
    """Give what stands with the new words of a document and is encoded nowhere.

    Args:
        rules: The rule file.
        finder: Has looked for all its quotations.
    """
    document, header = finder.document, rules.instrument
    if document is None or header is None:
        return
    subjects = {plain(each) for each in _subjects(rules)}
    stretches = sorted(
        (found.match.start, found.match.end)
        for paragraph in rules.paragraphs
        for words, _ in new_words(paragraph)
        if (found := finder.evidence.of(words)) is not None and found.document is document
    )
    missing = [
        each
        for each in document.flow.beginnings
        if not any(plain(term) in subjects for term in each.terms)
        and not any(start < each.end <= end for start, end in stretches)
    ]
    for paragraph in rules.paragraphs:
        if not paragraph.because:
            if header.kind is not Kind.AGREEMENT:
                yield from _of_paragraph(finder, document, paragraph, missing)
            yield from _cut(finder, document, paragraph, among=header.kind is Kind.AGREEMENT)


def _subjects(rules: RuleFile) -> Iterator[str]:
    for paragraph in rules.paragraphs:
        for operation in paragraph.operations:
            if isinstance(operation, o.Restate):
                yield from (definition.subject for definition in operation.definitions)
            else:
                yield getattr(operation, "subject", "")


def _of_paragraph(
    finder: Finder, document: Document, paragraph: Paragraph, missing: list[Beginning]
) -> Iterator[Diagnostic]:
    """Refuse new words among which a definition stands that is not encoded."""
    if not any(True for _ in new_words(paragraph)):
        return
    region = None if restates_all(paragraph) else finder.region(paragraph.number)
    here = [each for each in missing if region is None or region.start <= each.start < region.end]
    if here:
        yield error(
            "definition-not-encoded",
            f"the new words of paragraph {paragraph.number} define {_named(here)}, and nothing "
            f"encodes {'them' if len(here) > 1 else 'it'}",
            Label(paragraph.span, "encoded here"),
            *(Label(document.flow.span(e.named, e.end), "defined here") for e in here[:3]),
            help="encode each definition, or write `construed because` with the reason why it "
            "changes nothing",
        )


def _named(beginnings: list[Beginning]) -> str:
    names = list(dict.fromkeys(f"`{term}`" for each in beginnings for term in each.terms))
    shown, rest = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _cut(
    finder: Finder, document: Document, paragraph: Paragraph, *, among: bool
) -> Iterator[Diagnostic]:
    """Warn of new words behind which a paragraph follows that nothing accounts for.

    Of an agreement's own words only what stands among its definitions is said: behind the last of
    them the rest of the agreement follows.
    """
    last = max((each.start for each in document.flow.beginnings), default=0) if among else None
    region = None if restates_all(paragraph) else finder.region(paragraph.number)
    limit = region.end if region is not None else len(document.flow.text)
    for words, term in new_words(paragraph):
        found = finder.evidence.of(words)
        if found is None or found.document is not document:
            continue
        following = _following(document, found, limit)
        if following is None or any(
            start < following[1] and following[0] < end for start, end in finder.covered
        ):
            continue
        start, end = following
        if last is not None and start > last:
            continue
        yield warning(
            "words-may-go-on",
            f"behind the words of `{term}` a paragraph follows that no quotation covers",
            Label(words.span, "quoted here"),
            Label(document.flow.span(start, end), "follows here"),
            help="quote it with them if it belongs to them; else quote it under the paragraph to "
            "which it belongs, or write `construed because` with the reason why it says nothing",
            detail=(f"what follows: {_shortened(document.flow.text[start:end])}",),
        )


def _following(document: Document, found: Found, limit: int) -> tuple[int, int] | None:
    """Give the passage behind new words that could go on what they say; none where none could."""
    flow = document.flow
    after = next((p for p in flow.passages if p[0] >= found.match.end), None)
    if after is None or after[0] >= limit:
        return None
    start, end = after[0], min(after[1], limit)
    text = flow.text[start:end]
    if any(each.start == start for each in flow.beginnings):
        return None
    if any(each.start == start for each in document.paragraphs):
        return None
    if any(start <= verb.start < end for verb in amending_verbs(document)):
        return None
    is_prose = _SENTENCE.match(text) and len(_WORD.findall(text)) >= _LEAST_WORDS
    if not is_prose or _OTHERWISE.match(text) or text == text.upper():
        return None
    return start, end


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN + 1].rpartition(" ")[0] + " ..."
