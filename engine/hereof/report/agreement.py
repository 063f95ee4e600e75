"""`hereof report AGREEMENT`: all of an agreement on a date, every definition on a card."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.calendar import spoken
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.cards import Cards, DefinitionCard
from hereof.report.contributors import Contributors, Numbers
from hereof.report.exhibits import Exhibit, exhibits
from hereof.report.faulty import AllFindings, Excepted
from hereof.report.filed import FiledInstrument, instruments
from hereof.report.findings import Finding  # noqa: TC001 - the same
from hereof.report.imprint import Imprint, imprint
from hereof.report.leans import Leans
from hereof.report.listing import subjects
from hereof.report.marks import Mark, gathered
from hereof.report.moments import NoDate, asked_text, find_date, series_of, series_view
from hereof.report.placing import natural, part_title, place_in_part
from hereof.report.sources import Sources, iso
from hereof.report.versions import credited
from hereof.report.web import Graph  # noqa: TC001 - the same
from hereof.report.which import knowledge
from hereof.timeline.answer import Outcome
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.calendar import Month
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer

    Progress = Callable[[list[Answer]], Iterable[Answer]]

MOST_CHANGED: Final = 48
"""So many definitions are drawn in time: those with the most versions."""

_GONE: Final = (Outcome.DELETED, Outcome.NOT_IN_FORCE)


class AgreementAsked(TypedDict):
    """The question.

    Attributes:
        on: The date or month as understood; null where none was asked about.
        known_on: The date as of which the file is read; null: everything on file.
    """

    on: str | None
    known_on: str | None


class AgreementPart(TypedDict):
    """A part of the report.

    Attributes:
        title: The Section in which these definitions stand; empty where none is named.
        cards: Its definitions by name; for the texts of Sections, these in their order.
    """

    title: str
    cards: list[DefinitionCard]


class Count(TypedDict):
    """How many definitions are so.

    Attributes:
        what: The outcome, or where the formula comes from.
        count: So many.
    """

    what: str
    count: int


class AgreementChecked(TypedDict):
    """What `hereof check` finds of the agreement.

    Attributes:
        general: Of its documents, instruments, words and formulas: over its whole life, with
            everything on file.
        on: Defined terms are checked as in force on this date; null: over the whole life of the
            agreement.
        findings: What is reported of defined terms.
        exceptions: The lines of the rule files that set something aside, with the reasons.
    """

    general: list[Finding]
    on: str | None
    findings: list[Finding]
    exceptions: list[Excepted]


class ChangedStretch(TypedDict):
    """A stretch of effective dates on which a definition stood as it was.

    Attributes:
        effective_from: The first day; null where it holds from the beginning.
        effective_until: The first day on which it holds no more; null: open.
        outcome: The named outcome.
        by: The paragraph that makes it so: the one that governs, of a suspension the suspending
            one; empty where there is none.
        number: The place of its instrument among the instruments, from 1; null likewise.
    """

    effective_from: str | None
    effective_until: str | None
    outcome: str
    by: str
    number: int | None


class ChangedTerm(TypedDict):
    """A definition that has more than one version.

    Attributes:
        term: As defined.
        held: The stretches, in the order of effective dates.
    """

    term: str
    held: list[ChangedStretch]


class Changes(TypedDict):
    """What changed when.

    Attributes:
        rows: The definitions that have more than one version, by name.
        left_out: So many have fewer versions than those and are left out, as there are too many.
    """

    rows: list[ChangedTerm]
    left_out: int


class AgreementReport(TypedDict):
    """All of an agreement on a date.

    Attributes:
        schema: The name and version of this form.
        imprint: What the report says of its own making.
        asked: The question.
        agreement: The agreement asked.
        on: The date; null where there is none.
        date_chosen: Whether no date was asked about, and the day of the last change was taken.
        series: Where a month was asked about: its Distribution Date, and how it was rolled.
        known: As known when.
        answered: Whether any definition is in force; otherwise the report says why none is.
        sentence: What the report is of, in one sentence, or why there is nothing to report.
        outcomes: How many definitions and Sections come to which outcome.
        standings: How many definitions' formulas come from where.
        marks: What a reader must not take for evidence.
        instruments: Every instrument that is known of, in the order of execution.
        parts: The definitions in force, each on a card.
        gone: Those that stood before, and are deleted or left out of a restated text.
        checked: What `hereof check` finds of it.
        changes: What changed when.
        graph: Which definition uses which.
        exhibits: The documents that all this rests on.
    """

    schema: str
    imprint: Imprint
    asked: AgreementAsked
    agreement: shapes.AgreementName
    on: str | None
    date_chosen: bool
    series: shapes.SeriesDate | None
    known: shapes.Knowledge
    answered: bool
    sentence: str
    outcomes: list[Count]
    standings: list[Count]
    marks: list[Mark]
    instruments: list[FiledInstrument]
    parts: list[AgreementPart]
    gone: list[DefinitionCard]
    checked: AgreementChecked
    changes: Changes
    graph: Graph
    exhibits: list[Exhibit]


def agreement_report(
    base: RuleBase,
    agreement: Agreement,
    asked: date | Month | None = None,
    known_on: date | None = None,
    *,
    generated: date | None = None,
    progress: Progress | None = None,
) -> AgreementReport:
    """Gather all of an agreement on a date.

    Args:
        base: The rule base.
        agreement: The agreement.
        asked: A date, or a month, which means its Distribution Date; none: the day on which the
            agreement last changed.
        known_on: The date as of which the file is read; none: everything on file.
        generated: The date that the report bears; none: it bears none.
        progress: Goes through the definitions, and may show how far it is.

    Raises:
        HereofError: The agreement has errors.
    """
    timeline = agreement.timeline
    when = asked if asked is not None else last_day(timeline, known_on)
    view = _empty(base, agreement, asked, known_on, generated)
    found = find_date(timeline, when, known_on)
    if isinstance(found, NoDate):
        view["sentence"] = f"There is nothing to report: {found.sentence}"
        return view
    day = found if isinstance(found, date) else found.day
    if not isinstance(found, date):
        sources = Sources(base, agreement)
        view["series"] = series_view(series_of(timeline), found, sources, known_on)
    view["on"] = day.isoformat()
    _Reporter(base, agreement, day, known_on, is_asked=asked is not None).fill(view, progress)
    return view


def last_day(timeline: AgreementTimeline, known_on: date | None) -> date:
    """Give the day on which any definition of an agreement last changed."""
    days = [
        start
        for term in subjects(timeline)
        for start, _, cell in timeline.term(term).row(known_on).stretches()
        if start != date.min and any(s.status is not Status.UNDEFINED for s in cell.states)
    ]
    return max(days, default=timeline.base.dated)


def _empty(
    base: RuleBase,
    agreement: Agreement,
    asked: date | Month | None,
    known_on: date | None,
    generated: date | None,
) -> AgreementReport:
    return {
        "schema": "hereof/agreement/1",
        "imprint": imprint(generated),
        "asked": {
            "on": asked_text(asked) if asked is not None else None,
            "known_on": iso(known_on),
        },
        "agreement": {"id": agreement.id, "title": agreement.title},
        "on": None,
        "date_chosen": asked is None,
        "series": None,
        "known": knowledge(base, agreement, known_on),
        "answered": False,
        "sentence": "",
        "outcomes": [],
        "standings": [],
        "marks": [],
        "instruments": [],
        "parts": [],
        "gone": [],
        "checked": {"general": [], "on": None, "findings": [], "exceptions": []},
        "changes": {"rows": [], "left_out": 0},
        "graph": {"of": None, "terms": [], "uses": [], "circles": [], "left_out": 0},
        "exhibits": [],
    }


class _Reporter:
    def __init__(
        self,
        base: RuleBase,
        agreement: Agreement,
        on: date,
        known_on: date | None,
        *,
        is_asked: bool,
    ) -> None:
        self._timeline = agreement.timeline
        self._on = on
        self._known_on = known_on
        self._checked_on = on if is_asked else None
        self._found = AllFindings(base, agreement, self._checked_on, known_on)
        self._cards = Cards(base, agreement, on, known_on, self._found)
        self._numbers = Numbers(Sources(base, agreement), self._timeline, on, known_on)
        self._leans = Leans()

    def fill(self, view: AgreementReport, progress: Progress | None) -> None:
        """Put everything into a view."""
        answers = [
            answer
            for term in subjects(self._timeline)
            if (answer := self._timeline.answer(term, self._on, self._known_on)).state.status
            is not Status.UNDEFINED
        ]
        for answer in answers:
            self._lean(answer)
        contributors = Contributors(self._numbers, answers)
        made = {
            answer.subject: self._cards.card(answer.subject)
            for answer in (progress(answers) if progress else answers)
        }
        view["instruments"] = instruments(self._numbers, contributors)
        view["parts"] = self._parts([a for a in answers if a.beneath not in _GONE], made)
        view["gone"] = [made[a.subject] for a in answers if a.beneath in _GONE]
        cards = [card for part in view["parts"] for card in part["cards"]]
        view["answered"] = bool(cards)
        view["sentence"] = self._sentence(view)
        view["outcomes"] = _counted(each["outcome"] for each in made.values())
        view["standings"] = _counted(
            text["standing"] for card in cards for text in card["texts"] if text["standing"]
        )
        view["marks"] = gathered(
            (each["instrument"] for each in view["instruments"]),
            [
                card["term"]
                for card in cards
                if any(text["standing"] == "asserted" for text in card["texts"])
            ],
            self._leans.views(),
            view["known"],
        )
        view["checked"] = {
            "general": self._found.general,
            "on": iso(self._checked_on),
            "findings": self._found.findings,
            "exceptions": self._found.exceptions,
        }
        view["changes"] = _changes(made.values(), view["instruments"])
        view["graph"] = self._cards.web.whole()
        view["exhibits"] = exhibits(view["instruments"], cards)

    def _parts(self, answers: list[Answer], made: dict[str, DefinitionCard]) -> list[AgreementPart]:
        found: dict[str, list[DefinitionCard]] = {}
        for answer in sorted(answers, key=place_in_part):
            title = part_title(answer, self._cards.moment, self._numbers)
            found.setdefault(title, []).append(made[answer.subject])
        return [
            {"title": title, "cards": cards}
            for title, cards in sorted(found.items(), key=lambda part: natural(part[0]))
        ]

    def _sentence(self, view: AgreementReport) -> str:
        title, day = view["agreement"]["title"], spoken(self._on)
        known = f", as known on {spoken(self._known_on)}" if self._known_on else ""
        if not view["answered"]:
            return (
                f"There is nothing to report: no definition of {title} is in force on {day}{known}."
            )
        return f"{title} as in force on {day}{known}."

    def _lean(self, answer: Answer) -> None:
        for state in answer.states:
            if state.status in (Status.STANDS, Status.FAILED):
                self._leans.state(answer.subject, state)
            for place in credited(state):
                self._leans.provision(place.step.provision)


def _changes(cards: Iterable[DefinitionCard], filed: list[FiledInstrument]) -> Changes:
    numbers = {each["instrument"]["id"]: number for number, each in enumerate(filed, 1)}
    changed = [card for card in cards if len(card["versions"]) > 1]
    kept = sorted(changed, key=lambda card: (-len(card["versions"]), card["term"]))[:MOST_CHANGED]
    return {
        "rows": [
            {
                "term": card["term"],
                "held": [
                    {
                        "effective_from": each["effective_from"],
                        "effective_until": each["effective_until"],
                        "outcome": each["outcome"],
                        "by": each["by"],
                        "number": numbers.get(each["instrument"]),
                    }
                    for each in card["versions"]
                ],
            }
            for card in sorted(kept, key=lambda card: card["term"])
        ],
        "left_out": len(changed) - len(kept),
    }


def _counted(several: Iterable[str]) -> list[Count]:
    counts: dict[str, int] = {}
    for what in several:
        counts[what] = counts.get(what, 0) + 1
    return [
        {"what": what, "count": count}
        for what, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
