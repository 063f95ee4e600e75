"""The words of an instruction that are its own, and those about it that no quotation has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.rulebase.new_words import is_words, new_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.documents import Document
    from hereof.documents import Paragraph as Numbered
    from hereof.model.instrument import Paragraph
    from hereof.model.words import Quotation
    from hereof.rulebase.evidence import Evidence

_SENTENCE_END: Final = re.compile(r"[.:?!][\"'\u201d\u2019)\]]*\s*$")
_SENTENCE: Final = re.compile(r"(?<=[.?!])[\"'\u201d\u2019)\]]*\s+(?=[A-Z(\"\u201c])")
_FIRST_ITEM: Final = re.compile(r"(?<=\s)\((?:a|i|1|A|x)\)\s")
_OF_CHANGE: Final = re.compile(
    r"\bthe\s+foregoing\b|\b(?:such|this|these|the)\s+(?:foregoing\s+)?(?:amendments?|waivers?|modifications?|changes?"
    r"|suspensions?|replacements?|deletions?|paragraph|consent)\b|^\W*However\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"[\"\u201d'\u2019]*\s*[;,]\s+")
_LONGEST: Final = 2_000


def own_words(paragraph: Paragraph, evidence: Evidence) -> str:
    """Give the quotations of a paragraph, with new words that stand in them made blank."""
    texts = []
    for quotation in paragraph.quotations:
        if is_words(quotation, paragraph):
            continue
        text, found = quotation.text, evidence.of(quotation)
        for words, _ in new_words(paragraph):
            inner = evidence.of(words)
            if (
                found is not None
                and inner is not None
                and found.document is inner.document
                and found.match.start <= inner.match.start
                and inner.match.end <= found.match.end
            ):
                before, stands, after = text.rpartition(words.text)
                text = f"{before}{'_' * len(words.text)}{after}" if stands else text
        texts.append(text)
    return " ".join(texts)


def unquoted_about(
    paragraph: Paragraph,
    found: Numbered,
    document: Document,
    covered: Sequence[tuple[int, int]],
    evidence: Evidence,
) -> Iterator[str]:
    """Give the words of a numbered paragraph that bear on an order and that nothing quotes.

    They are the head above its lettered parts, the rest of the sentence that is quoted, and
    sentences that speak of the change.

    Args:
        paragraph: As encoded.
        found: The document's paragraph that it is, or is a part of.
        document: The document.
        covered: What quotations cover.
        evidence: Where quotations stand.
    """
    text = document.flow.text
    places = [at for q in _quotations(paragraph) if (at := evidence.of(q)) is not None]
    ends = {each.match.end for each in places if each.document is document}
    first = min((each.match.start for each in places if each.document is document), default=-1)
    head = _head(text[found.start : found.end]) if "(" in paragraph.number else 0
    if head and found.start + head <= first and head < _LONGEST:
        yield text[found.start : found.start + head]
    for start, end in _gaps(found.start + head, found.end, covered):
        gap = text[start:end]
        if start == found.start:
            if first >= end and len(gap) < _LONGEST:
                yield gap
            continue
        sentences = _SENTENCE.split(gap)
        if start in ends and (
            _GOES_ON.match(gap) or not _SENTENCE_END.search(text[max(0, start - 6) : start])
        ):
            yield re.split(r";\s+\((?:[a-z]{1,4}|\d)\)", sentences.pop(0))[0]
        for sentence in sentences:
            if _OF_CHANGE.search(sentence) and len(sentence) < _LONGEST:
                yield sentence


def _head(text: str) -> int:
    """Give how many characters stand before the first lettered part; 0 where there is none."""
    found = _FIRST_ITEM.search(text)
    return found.start() if found else 0


def _quotations(paragraph: Paragraph) -> Iterator[Quotation]:
    yield from paragraph.quotations
    yield from (words for words, _ in new_words(paragraph))


def _gaps(start: int, end: int, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for a, b in sorted(covered):
        if b <= at or a >= end:
            continue
        if a > at:
            yield at, a
        at = max(at, b)
    if at < end:
        yield at, end


def lead_in(document: Document, numbered: Sequence[Numbered]) -> str:
    """Give the sentence above the first numbered paragraph that introduces them."""
    if not numbered:
        return ""
    before = document.flow.text[: min(each.start for each in numbered)].rstrip()
    if not before.endswith(":"):
        return ""
    return re.split(r"[.;]\s+(?=[A-Z(])", before[-_LONGEST:])[-1]
