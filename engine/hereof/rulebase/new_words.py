"""Whether the new words of a paragraph are its term's, and whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Label, Span, error
from hereof.documents import Document, ends_open, words_before
from hereof.model import operation as o
from hereof.model.words import WordsKind
from hereof.rulebase.orders import LISTED
from hereof.rulebase.phrases import marked, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import Paragraph
    from hereof.model.words import Quotation, Words
    from hereof.rulebase.evidence import Found
    from hereof.rulebase.finder import Finder


# What may stand about a defined term between an instruction and its words. Two patterns
# made once, since one made for each term takes longer than the rest of a check.
_LEAD_BEFORE: Final = re.compile(
    r"(?:^|(?<=\W))(?:(?:and|or)\s+)?(?:[-*\u2022\u2023\u25aa\u25cf\u00b7\u2013\u2014]\s+)?"
    r"(?:\([A-Za-z0-9]{1,5}\)\s*)?[\"“”'_]*(?:the\s+)?(?:term\s+)?[\"“'_]*$"
)
_LEAD_AFTER: Final = re.compile(
    r"[\"”',._]*\s*(?:\([^()]*\))?\s*[:.\-\u2013\u2014]*\s*"
    r"(?:(?:shall\s+)?(?:mean|means|be|(?:has|have)\s+the\s+meaning)\b[:,]?)?[\"“”'\s]*$"
)


_OPENING_TERM: Final = re.compile(
    r"[\"“]([^\"”]{1,120})[\"”]\s*(?:\([^()]*\)\s*)?(?::|,?\s*(?:shall\s+)?means?\b)"
)
"""A defined term with which quoted words begin, as in `"Fee" means`."""


def examine_words(finder: Finder, quotation: Quotation, term: str, number: str) -> None:
    """Find new words, and see that they are the term's and that none is left out."""
    found = finder.find(quotation, number=number, strict=True)
    if found is None:
        return
    opening = _OPENING_TERM.match(quotation.text)
    if opening is not None and opening.group(1).strip(" ,.") != term:
        finder.findings.append(
            error(
                "words-of-another-term",
                f"the words encoded for `{term}` define `{opening.group(1)}`",
                quotation.span,
                help="encode them under the term that they define",
            )
        )
    rest = ends_open(found.document, found.match)
    if rest:
        finder.findings.append(
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
    if before and not _led_in(finder, found, before, term):
        finder.findings.append(
            error(
                "words-start-late",
                f"the words of `{term}` begin in the document before the quotation does",
                Label(quotation.span, "quoted here"),
                Label(found.match.span, "begins in mid-passage"),
                help="quote them from where they begin",
                detail=(f"what stands before: {before[-120:]}",),
            )
        )


def _led_in(finder: Finder, found: Found, before: str, term: str) -> bool:
    """Tell whether only the term and an instruction quoted elsewhere stand before words."""
    rest = _without_lead_in(before, term).rstrip(" \"“'")
    if not rest:
        return True
    end = found.match.start - (len(before) - len(rest))
    text = found.document.flow.text
    return any(
        start < end and not text[stop:end].strip(" \"“”'.,:;") for start, stop in finder.covered
    ) or any(stop >= end > start for start, stop in finder.covered)


def examine_headings(finder: Finder, paragraph: Paragraph) -> None:
    """See that the new words of each term stand under that term and not under another.

    Where one paragraph gives new words for several terms, the term that is named last before
    some words, in quotation marks, is theirs; or the terms that are listed with it.
    """
    subjects = {plain(subject) for op in paragraph.operations for subject in _terms(op)}
    if finder.document is None or len(subjects) < 2:  # noqa: PLR2004 - nothing to confuse
        return
    text = finder.document.flow.text
    region = None if restates_all(paragraph) else finder.region(paragraph.number)
    start, end = (region.start, region.end) if region else (0, len(text))
    found = [(w, t, f) for w, t in new_words(paragraph) if (f := finder.evidence.of(w))]
    inside = sorted((f.match.start, f.match.end) for _, _, f in found)
    named = [
        (at, stop, plain(term))
        for at, stop, term in marked(text, start, end)
        if plain(term) in subjects and not _lies_in(inside, at)
    ]
    for quotation, term, place in found:
        if term not in subjects or _is_excused(paragraph, quotation):
            continue
        above = named[: bisect_left(named, (place.match.start,))]
        if above and plain(term) not in _listed_last(above, text):
            finder.findings.append(
                error(
                    "words-of-another-term",
                    f"the words encoded for `{term}` stand under `{above[-1][2]}`",
                    Label(quotation.span, "quoted here"),
                    Label(finder.document.flow.span(*above[-1][:2]), "they stand under this"),
                    help="encode them under the term that they define",
                )
            )


def _terms(operation: o.Operation) -> Iterator[str]:
    if isinstance(operation, o.Restate):
        yield from (definition.subject for definition in operation.definitions)
    elif isinstance(operation, o.Define | o.Replace | o.AmendClause):
        yield operation.subject


def _is_excused(paragraph: Paragraph, quotation: Quotation) -> bool:
    return -1 in paragraph.excused or any(
        quotation is words
        for place in paragraph.excused
        for words, _ in _words_of(paragraph.operations[place])
    )


def _lies_in(places: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_left(places, (offset + 1,)) - 1
    return at >= 0 and places[at][0] <= offset < places[at][1]


def _listed_last(named: list[tuple[int, int, str]], text: str) -> set[str]:
    """Give the term that is named last, with those that it is listed with."""
    terms = {named[-1][2]}
    for (_, stop, term), (start, _, _) in zip(reversed(named[:-1]), reversed(named), strict=False):
        if not LISTED.match(text[stop:start]):
            break
        terms.add(term)
    return terms


def new_words(paragraph: Paragraph) -> Iterator[tuple[Quotation, str]]:
    """Give the quotations that are new words, each with the term whose words they are."""
    for operation in paragraph.operations:
        yield from _words_of(operation)


def _words_of(operation: o.Operation) -> Iterator[tuple[Quotation, str]]:
    if isinstance(operation, o.Define | o.Replace):
        yield from _quoted(operation.words, operation.subject)
    elif isinstance(operation, o.Restate):
        for definition in operation.definitions:
            yield from _quoted(definition.words, definition.subject)
    elif isinstance(operation, o.AmendClause) and operation.words is not None:
        yield operation.words, operation.subject
    elif isinstance(operation, o.Correct) and operation.words is not None:
        yield operation.words, str(operation.target)


def restates_all(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph restates the agreement: its words stand in other Sections too."""
    return any(isinstance(each, o.Restate) and not each.section for each in paragraph.operations)


def _quoted(words: Words, subject: str) -> Iterator[tuple[Quotation, str]]:
    if words.kind is WordsKind.QUOTED and words.quotation is not None:
        yield words.quotation, subject


def is_words(quotation: Quotation, paragraph: Paragraph) -> bool:
    """Tell whether a quotation is new words, and no part of the instruction."""
    return any(quotation is words for words, _ in new_words(paragraph))


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
