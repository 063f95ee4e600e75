"""`hereof conform`: an agreement as amended through a date, each passage by its author."""

from __future__ import annotations

from datetime import date
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.calendar import spoken
from hereof.redline.between import When, authored, between
from hereof.redline.causes import Way
from hereof.redline.pieces import new_words
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.contributors import Contributors, Numbers
from hereof.report.imprint import Imprint, imprint
from hereof.report.leans import Leans
from hereof.report.listing import subjects
from hereof.report.moments import NoDate, asked_text, find_date, series_of, series_view
from hereof.report.placing import natural, part_title, place_in_part
from hereof.report.sources import Sources, iso
from hereof.report.versions import Moment, credited
from hereof.report.which import knowledge, lean, sentence, suspensions
from hereof.timeline.answer import Outcome
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.calendar import Month
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.state import State
    from hereof.timeline.step import Provision

NOTICE: Final = (
    "This is a convenience copy, put together from the instruments listed here. It is not the "
    "agreement, and nobody has signed it. Where it differs from a signed instrument, the signed "
    "instrument governs."
)

_GONE: Final = (Outcome.DELETED, Outcome.NOT_IN_FORCE)


class ConformAsked(TypedDict):
    """The question.

    Attributes:
        on: The date or month as understood.
        known_on: The date as of which the file is read; null: everything on file.
    """

    on: str
    known_on: str | None


class ConformedDeed(TypedDict):
    """What one paragraph does.

    Attributes:
        paragraph: Its number; empty for the definitions of the agreement itself.
        does: What it does, in a few words.
        effective_from: First day on which it is effective; null where it has none.
    """

    paragraph: str
    does: str
    effective_from: str | None


class ConformedInstrument(TypedDict):
    """An instrument that the copy is made of.

    Attributes:
        number: What passages call it.
        name: Its title, with more where another has the same.
        instrument: The instrument.
        effective: The dates from which its paragraphs that count are effective, in order.
        does: What each of its paragraphs that count does, in a few words.
    """

    number: int
    name: str
    instrument: shapes.Instrument
    effective: list[str]
    does: list[ConformedDeed]


class WithoutEffect(TypedDict):
    """An instrument that is known of and changes nothing here.

    Attributes:
        name: Its title, with more where another has the same.
        instrument: The instrument.
        reasons: Why, for each of its paragraphs that would change something, or for all of it.
    """

    name: str
    instrument: shapes.Instrument
    reasons: list[str]


class PassageCorrection(TypedDict):
    """A paragraph that has a passage read as it does, in the place of another.

    Attributes:
        number: The number of the instrument.
        paragraph: Its paragraph.
    """

    number: int
    paragraph: str


class Passage(TypedDict):
    """A stretch of words, and who put it there.

    Attributes:
        text: The words, with the space between them and their neighbours.
        number: The number of the instrument.
        paragraph: Its paragraph; empty for a definition of the agreement itself.
        corrected_by: The corrections by which it reads as it does.
    """

    text: str
    number: int
    paragraph: str
    corrected_by: list[PassageCorrection]


class ConformedText(TypedDict):
    """One of the texts of a term: the only one, unless the order of instruments is in doubt.

    Attributes:
        status: `on file`, `reserved`, `not on file`, or `none`.
        passages: The words on file.
        construed: Where they are not on file, what they are taken to say; null where that is
            not said.
        because: Why they are so construed; null where they are not.
        edited_by: The paragraphs that edited words which are not on file.
        why: Why an edit fails; null where none does.
        by: The paragraphs that set and edited it, in the order of biting.
    """

    status: str
    passages: list[Passage]
    construed: str | None
    because: str | None
    edited_by: list[str]
    why: str | None
    by: list[shapes.Paragraph]


class ConformedTerm(TypedDict):
    """A definition, Section or list of Classes as amended.

    Attributes:
        term: As defined.
        outcome: The named outcome.
        sentence: The outcome in one sentence.
        texts: Its words; several for a crossing, in no order of preference.
        suspensions: What suspends it.
        incorporated: The agreement whose definition this is; null where it is its own.
        pending: Paragraphs that would change it and whose condition is not shown to be met.
    """

    term: str
    outcome: str
    sentence: str
    texts: list[ConformedText]
    suspensions: list[shapes.Suspension]
    incorporated: shapes.Incorporated | None
    pending: list[shapes.Paragraph]


class ConformedPart(TypedDict):
    """A part of the copy.

    Attributes:
        title: The Section in which these definitions stand; empty where none is named.
        terms: Its definitions by name; for the texts of Sections, these in their order.
    """

    title: str
    terms: list[ConformedTerm]


class Conform(TypedDict):
    """An agreement as amended through a date.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        on: The date; null where there is none.
        series: Where a month was asked about: its Distribution Date, and how it was rolled.
        known: As known when.
        answered: Whether there is a copy.
        sentence: What the copy is, in one sentence, or why there is none.
        notice: That it is a convenience copy.
        instruments: The instruments that it is made of, in the order of execution.
        without_effect: The instruments that are known of and change nothing here.
        parts: The copy.
        gone: Definitions that stood before and are deleted or left out of a restated text.
        leans: Everything construed that the copy rests on.
        imprint: What the report says of its own making.
    """

    schema: str
    asked: ConformAsked
    agreement: shapes.AgreementName
    on: str | None
    series: shapes.SeriesDate | None
    known: shapes.Knowledge
    answered: bool
    sentence: str
    notice: str
    instruments: list[ConformedInstrument]
    without_effect: list[WithoutEffect]
    parts: list[ConformedPart]
    gone: list[ConformedTerm]
    leans: list[shapes.Lean]
    imprint: Imprint


def conform(
    base: RuleBase,
    agreement: Agreement,
    asked: date | Month,
    known_on: date | None = None,
    generated: date | None = None,
) -> Conform:
    """Give the conformed copy of an agreement.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        asked: A date, or a month, which means its Distribution Date.
        known_on: The date as of which the file is read; none: everything on file.
        generated: The date that the report bears.

    Raises:
        HereofError: The agreement has errors.
    """
    timeline = agreement.timeline
    view: Conform = {
        "schema": "hereof/conform/1",
        "asked": {"on": asked_text(asked), "known_on": iso(known_on)},
        "agreement": {"id": agreement.id, "title": agreement.title},
        "on": None,
        "series": None,
        "known": knowledge(base, agreement, known_on),
        "answered": False,
        "sentence": "",
        "notice": NOTICE,
        "instruments": [],
        "without_effect": [],
        "parts": [],
        "gone": [],
        "leans": [],
        "imprint": imprint(generated),
    }
    found = find_date(timeline, asked, known_on)
    if isinstance(found, NoDate):
        view["sentence"] = f"There is no copy: {found.sentence}"
        return view
    sources = Sources(base, agreement)
    day = found if isinstance(found, date) else found.day
    if not isinstance(found, date):
        view["series"] = series_view(series_of(timeline), found, sources, known_on)
    view["on"] = day.isoformat()
    _Conformer(sources, timeline, day, known_on).fill(view)
    return view


class _Conformer:
    def __init__(
        self, sources: Sources, timeline: AgreementTimeline, on: date, known_on: date | None
    ) -> None:
        self._timeline = timeline
        self._on = on
        self._known_on = known_on
        self._moment = Moment(sources, timeline, on, known_on)
        self._numbers = Numbers(sources, timeline, on, known_on)
        self._leans = Leans()

    def fill(self, view: Conform) -> None:
        """Put the copy into a view."""
        answers = [
            answer
            for term in subjects(self._timeline)
            if (answer := self._timeline.answer(term, self._on, self._known_on)).outcome
            is not Outcome.NOT_IN_FORCE
            or answer.state.status is not Status.UNDEFINED
        ]
        contributors = Contributors(self._numbers, answers)
        standing = [answer for answer in answers if answer.beneath not in _GONE]
        view["instruments"] = contributors.views()
        view["without_effect"] = contributors.without_effect()
        view["parts"] = self._parts(standing)
        view["gone"] = [self._term(answer) for answer in answers if answer.beneath in _GONE]
        for provision in contributors.ruling:
            self._leans.provision(provision)
        view["leans"] = self._leans.views()
        view["answered"] = bool(standing)
        title, day = view["agreement"]["title"], spoken(self._on)
        known = f", as known on {spoken(self._known_on)}" if self._known_on else ""
        view["sentence"] = (
            f"{title}, as amended through {day}{known}."
            if standing
            else f"There is no copy: no definition of {title} is in force on {day}{known}."
        )

    def _parts(self, answers: list[Answer]) -> list[ConformedPart]:
        found: dict[str, list[ConformedTerm]] = {}
        for answer in sorted(answers, key=place_in_part):
            found.setdefault(part_title(answer, self._moment, self._numbers), []).append(
                self._term(answer)
            )
        return [
            {"title": title, "terms": terms}
            for title, terms in sorted(found.items(), key=lambda part: natural(part[0]))
        ]

    def _term(self, answer: Answer) -> ConformedTerm:
        state = answer.state
        lean(self._leans, self._moment, answer)
        version = self._moment.version(state)
        return {
            "term": answer.subject,
            "outcome": answer.outcome.value,
            "sentence": sentence(self._timeline, answer),
            "texts": [self._text(answer.subject, each) for each in answer.states],
            "suspensions": suspensions(self._moment, answer),
            "incorporated": version["incorporated"],
            "pending": [self._moment.paragraph(each) for each in answer.pending],
        }

    def _text(self, term: str, state: State) -> ConformedText:
        version = self._moment.version(state)
        passages: list[Passage] = []
        for text, made, by in self._runs(term, state) if version["words"] is not None else ():
            passage: Passage = {
                "text": text,
                "number": self._numbers.of(made.entry),
                "paragraph": made.paragraph.number,
                "corrected_by": [
                    {"number": self._numbers.of(one.entry), "paragraph": one.paragraph.number}
                    for one in by
                ],
            }
            if passages and _is_of_one(passages[-1], passage):
                passages[-1]["text"] += text
            elif text:
                passages.append(passage)
        places = credited(state)
        return {
            "status": version["status"],
            "passages": passages,
            "construed": version["construed"],
            "because": version["because"],
            "edited_by": version["unreadable_edits"],
            "why": version["why"],
            "by": [self._moment.paragraph(p.step.provision, p) for p in places],
        }

    def _runs(
        self, term: str, state: State
    ) -> Iterator[tuple[str, Provision, tuple[Provision, ...]]]:
        """Give the words by who put them there, and by who had them read so.

        The list of Classes too is not told anew by who changes it.
        """
        here = When(self._on, self._known_on)
        if state.classes:
            for piece in between(self._timeline, term, When(date.min), here) or ():
                if piece.by is not None:
                    yield piece.text, piece.by.step.provision, ()
            return
        pieces = authored(self._timeline, term, here) or ()
        if new_words(pieces) != state.words:
            # Of texts with an equal claim, only who may have had the words read so is known.
            by = {place.step: place.corrected_by for place in credited(state)}
            for run in state.runs:
                yield run.text, run.step.provision, by.get(run.step, ())
            return
        mended = [each.by if each.by and each.by.way is Way.CORRECTED else None for each in pieces]
        at = list(accumulate((len(each.text) for each in pieces), initial=0))
        start = 0
        for run in state.runs:
            end = start + len(run.text)
            for (first, last), cause in zip(pairwise(at), mended, strict=True):
                text = state.words[max(first, start) : max(min(last, end), start)]
                is_its_own = cause is not None and cause.step is run.step
                if text:
                    yield text, run.step.provision, (cause.by,) if cause and is_its_own else ()
            start = end


def _is_of_one(one: Passage, other: Passage) -> bool:
    """Tell whether one paragraph, corrected alike, put both passages there."""
    return {**one, "text": ""} == {**other, "text": ""}
