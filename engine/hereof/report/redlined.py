"""What a redline holds, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.imprint import Imprint  # noqa: TC001 - the same

if TYPE_CHECKING:
    from datetime import date

    from hereof.calendar import Month


class RedlineAsked(TypedDict):
    """The question.

    Attributes:
        term: As it was typed; null where the whole agreement is asked about.
        start: The first date or month as understood.
        end: The second.
        known_start: As of which date the file is read for the first; null: everything on file.
        known_end: For the second.
    """

    term: str | None
    start: str
    end: str
    known_start: str | None
    known_end: str | None


class RedlinePoint(TypedDict):
    """One of the two points that are compared.

    Attributes:
        on: The date; null where there is none.
        series: Where a month was asked about: its Distribution Date, and how it was rolled.
        known: As known when.
    """

    on: str | None
    series: shapes.SeriesDate | None
    known: shapes.Knowledge


class RedlineSide(TypedDict):
    """What is in force of one term at one of the points.

    Attributes:
        outcome: The named outcome.
        beneath: For a suspension the outcome beneath it, otherwise the same outcome.
        sentence: The outcome in one sentence.
        because: Where the words are construed, why; null where they are not.
        section: The Section in which the definition stands; null where not said.
    """

    outcome: str
    beneath: str
    sentence: str
    because: str | None
    section: str | None


class RedlineSegment(TypedDict):
    """A stretch of the redline.

    Attributes:
        kind: `same`, `deleted` or `inserted`.
        text: The words, with the space between them and their neighbours.
        change: The number of the change; null for words that stay.
    """

    kind: str
    text: str
    change: int | None


class RedlinedTerm(TypedDict):
    """A term that is not the same at both points.

    Attributes:
        term: As defined.
        answered: Whether both sides could be compared.
        changed: Whether the words differ.
        sentence: What became of it, in one sentence.
        old: What is in force at the first point.
        new: What is in force at the second.
        segments: The redline: with every change rejected the old words, with every change
            accepted the new ones.
        ranges: Ranges of Classes that both texts name and that hold other Classes at the second.
    """

    term: str
    answered: bool
    changed: bool
    sentence: str
    old: RedlineSide
    new: RedlineSide
    segments: list[RedlineSegment]
    ranges: list[shapes.RangeChange]


class RedlineChange(TypedDict):
    """What changes words: a paragraph, and how it comes to change them.

    Attributes:
        number: What segments call it.
        way: `made` by the paragraph itself; `corrected`, `revived`, `rescinded`, `said never to
            have taken effect` or `prevailed over` by it; the paragraph `ended` or `never took
            effect`; or at the second point it is `not yet in force` or `not known`.
        author: The instrument that is answerable for the change, as a text calls it.
        effective_from: The date on which the change takes effect.
        sentence: All of this in one sentence.
        by: The paragraph that is answerable for it.
        of: The paragraph whose change is undone or made otherwise; null where it is the same.
    """

    number: int
    way: str
    author: str
    effective_from: str
    sentence: str
    by: shapes.Paragraph
    of: shapes.Paragraph | None


class Redline(TypedDict):
    """What changed in words between two points.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        old: The first point.
        new: The second.
        answered: Whether both points could be compared, in at least one term where a whole
            agreement is asked about.
        changed: Whether words differ.
        sentence: The answer in one sentence.
        terms: The terms that are not the same at both points, the term asked about in any case.
        changes: What changed the words, numbered in the order in which it is met.
        instruments: The instruments that made these changes, in the order of execution.
        leans: Everything construed that the answer rests on.
        imprint: What the report says of its own making.
    """

    schema: str
    asked: RedlineAsked
    agreement: shapes.AgreementName
    old: RedlinePoint
    new: RedlinePoint
    answered: bool
    changed: bool
    sentence: str
    terms: list[RedlinedTerm]
    changes: list[RedlineChange]
    instruments: list[shapes.Instrument]
    leans: list[shapes.Lean]
    imprint: Imprint


class Asking(TypedDict):
    """The two points as they are asked for.

    Attributes:
        start: The first date or month.
        end: The second.
        known_start: As of which date the file is read for the first; none: everything on file.
        known_end: For the second.
    """

    start: date | Month
    end: date | Month
    known_start: date | None
    known_end: date | None
