"""`hereof review`: what is to be reviewed, and who reviewed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

import attrs

from hereof.audit.authors import Authors
from hereof.audit.sign_off import SignedOff, block_of, signed_off, subjects
from hereof.language.notation import meaning_text, notation
from hereof.model.words import Quotation
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.check import walk
from hereof.report.deeds import deeds
from hereof.report.findings import Finding, finding
from hereof.report.sources import Sources
from hereof.report.tally import Tally
from hereof.rulebase.reviewed import subjects_in
from hereof.timeline.state import Status
from hereof.wording.reader import WordsReader
from hereof.wording.statuses import WHAT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.diagnostics import Diagnostic, Span
    from hereof.model.words import Reviewed
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.rulebase.reviewed import Subject
    from hereof.timeline.state import State


class ReviewLine(TypedDict):
    """A line `reviewed` of a rule file.

    Attributes:
        by: The reviewer, as named.
        on: The date, as said.
        authenticated: Whether a signature shows that it was the one named; a line has none.
        stands: Whether what was reviewed is what stands now.
        changed: Where it is not: what changed, as far as the line tells.
        by_author: Whether the reviewer wrote lines of it, as git knows; the review then counts for
            nothing.
        place: Where the line stands: path, line and column.
    """

    by: str
    on: str
    authenticated: bool
    stands: bool
    changed: list[str]
    by_author: bool
    place: str


class WordsReadFor(TypedDict):
    """What comes of reading a definition as a paragraph leaves it.

    Attributes:
        term: The term.
        standing: Where its formula comes from, such as `read` or `asserted`.
        says: That in a clause.
        notation: The formula, or what else it means, in the notation; empty where there is none.
    """

    term: str
    standing: str
    says: str
    notation: str


class ToReview(TypedDict):
    """A paragraph or definition with all that a reviewer has to see.

    Attributes:
        name: Such as `series-1/1 paragraph 2`, or `series-1: Fee`.
        instrument: The instrument.
        paragraph: The paragraph's number; empty for a definition of the agreement itself.
        terms: The terms, Sections and lists that it works on.
        does: What it does, in a few words.
        instruction: The words of the document that order it.
        words: The words of the document that it puts in force.
        encoding: The lines of the rule file.
        reads: What comes of reading the definitions that it leaves.
        findings: The findings on it.
        authors: Who wrote its lines, as far as git knows.
        authors_known: Whether git knows that of each of its lines.
        reviews: Who reviewed it.
        reviewers: So many different reviewers of what stands now, none of them an author.
        digest: Of what is reviewed.
        place: Where it stands: path, line and column.
        signed: Whether a review of it was written down now.
    """

    name: str
    instrument: str
    paragraph: str
    terms: list[str]
    does: str
    instruction: list[shapes.Quoted]
    words: list[shapes.Quoted]
    encoding: str
    reads: list[WordsReadFor]
    findings: list[Finding]
    authors: list[str]
    authors_known: bool
    reviews: list[ReviewLine]
    reviewers: int
    digest: str
    place: str
    signed: bool


class Review(TypedDict):
    """What is to be reviewed, and who reviewed it.

    Attributes:
        schema: The name and version of this form.
        asked: What was asked about, as typed; null: everything.
        by: The reviewer for whom lines were to be written; null where none were.
        on: The date of that review; null likewise.
        signed: So many lines were written.
        sentence: The outcome in one sentence.
        items: Each paragraph and definition.
    """

    schema: str
    asked: str | None
    by: str | None
    on: str | None
    signed: int
    sentence: str
    items: list[ToReview]


def review(
    base: RuleBase,
    chosen: Sequence[tuple[Agreement, Subject]],
    asked: str | None = None,
    signed: frozenset[str] = frozenset(),
    signing: tuple[str, str] | None = None,
) -> Review:
    """Show what is to be reviewed.

    Args:
        base: The rule base.
        chosen: Each paragraph and definition, with its agreement.
        asked: What was asked about, as typed.
        signed: The names of those for which a line was just written.
        signing: Who reviewed them, and when, where lines were to be written.
    """
    authors = Authors(base.folder)
    agreements = {agreement.id: agreement for agreement, _ in chosen}
    found = {name: tuple(walk(base, (name,), Tally())) for name in agreements}
    readers = {name: WordsReader(each.timeline) for name, each in agreements.items()}
    sources = {name: Sources(base, each) for name, each in agreements.items()}
    items = [
        _item(
            signed_off(subject, authors),
            agreement,
            sources[agreement.id],
            readers[agreement.id],
            found[agreement.id],
            signed,
        )
        for agreement, subject in chosen
    ]
    by, on = signing or (None, None)
    return {
        "schema": "hereof/review/1",
        "asked": asked,
        "by": by,
        "on": on,
        "signed": len(signed),
        "sentence": _sentence(items, len(signed), by),
        "items": items,
    }


def everything(base: RuleBase, names: Sequence[str]) -> list[tuple[Agreement, Subject]]:
    """Give every paragraph and definition of some agreements.

    Raises:
        HereofError: One of them has errors, so that there is nothing to be reviewed yet.
    """
    found: list[tuple[Agreement, Subject]] = []
    for name in names:
        agreement = base.agreement(name)
        _ = agreement.timeline
        found += ((agreement, subject) for subject in subjects(base, agreement))
    return found


def _item(
    found: SignedOff,
    agreement: Agreement,
    sources: Sources,
    reader: WordsReader,
    findings: Sequence[Diagnostic],
    signed: frozenset[str],
) -> ToReview:
    subject = found.subject
    paragraph, header = subject.paragraph, subject.instrument
    block = block_of(subject)
    within = [each for each in findings if _is_within(each, block)]
    return {
        "name": subject.name,
        "instrument": header.id,
        "paragraph": paragraph.number,
        "terms": list(dict.fromkeys(subjects_in(paragraph))),
        "does": deeds(paragraph.operations),
        "instruction": sources.quoted(paragraph.quotations, header.id),
        "words": sources.quoted(_quotations(paragraph.operations), header.id),
        "encoding": block.text,
        "reads": list(_reads(agreement, reader, subject)),
        "findings": [finding(each) for each in within],
        "authors": [f"{each.name} <{each.mail}>" for each in found.authors],
        "authors_known": found.is_known,
        "reviews": [_line(found, each) for each in paragraph.reviewed],
        "reviewers": len(found.standing),
        "digest": subject.digest,
        "place": paragraph.span.place,
        "signed": subject.name in signed,
    }


def _line(found: SignedOff, reviewed: Reviewed) -> ReviewLine:
    is_stale = reviewed in found.stale
    return {
        "by": reviewed.by,
        "on": reviewed.on.isoformat(),
        "authenticated": False,
        "stands": not is_stale,
        "changed": found.subject.changed_since(reviewed.parts) if is_stale else [],
        "by_author": reviewed in found.own,
        "place": reviewed.span.place,
    }


def _is_within(found: Diagnostic, block: Span) -> bool:
    return any(
        label.span.source.path == block.source.path and block.start <= label.span.start < block.end
        for label in found.labels
    )


def _quotations(value: Any) -> Iterator[Quotation]:  # noqa: ANN401 - any part of the model
    if isinstance(value, Quotation):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _quotations(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.eq:
                yield from _quotations(getattr(value, field.name))


def _reads(agreement: Agreement, reader: WordsReader, subject: Subject) -> Iterator[WordsReadFor]:
    timeline = agreement.timeline
    for term in dict.fromkeys(subjects_in(subject.paragraph)):
        for start, _, cell in timeline.term(term).row().stretches():
            state = cell.states[0]
            by = timeline.answer(term, start).governs
            if by is None or by.paragraph is not subject.paragraph:
                continue
            if state.status is not Status.STANDS:
                continue
            wording = reader.of(term, state, start)
            yield {
                "term": term,
                "standing": wording.standing.value,
                "says": WHAT[wording.standing],
                "notation": _notation(state, wording.formula),
            }
            break


def _notation(state: State, formula: Any) -> str:  # noqa: ANN401 - as read
    if formula is not None:
        return notation(formula)
    return meaning_text(state.meaning) if state.meaning is not None else ""


def _sentence(items: Sequence[ToReview], signed: int, by: str | None) -> str:
    if by is not None:
        return f"{_some(signed, 'review')} by {by} written down."
    without = sum(not each["reviewers"] for each in items)
    stale = sum(any(not line["stands"] for line in each["reviews"]) for each in items)
    said = f"{_some(len(items), 'paragraph or definition', 'paragraphs and definitions')}, "
    said += f"{without:,} without a review that counts"
    return f"{said}, {stale:,} changed since a review." if stale else f"{said}."


def _some(count: int, noun: str, several: str = "") -> str:
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"
