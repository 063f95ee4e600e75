"""Every answer about a term, each with where it holds in the plane: what a date picker picks from.

The plane is cut at every day on which anything that an answer shows may change. Between two such
days, as known between two others, the answer is one and the same but for the dates asked about.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.language.notation import meaning_text
from hereof.model import effectivity as e
from hereof.model.names import CLASSES
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.leans import Leans
from hereof.report.planes import MOST_CELLS
from hereof.report.versions import Moment, credited
from hereof.report.which import clause, governing, lapsed, lean, suspensions
from hereof.timeline.pending import is_awaited
from hereof.timeline.state import Status
from hereof.timeline.undone import undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hereof.report.sources import Sources
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.state import State
    from hereof.timeline.step import Provision
    from hereof.timeline.term import TermTimeline
    from hereof.timeline.undone import Undone

_DATE: Final = "\x00"
"""Stands for the date asked about: no text of a rule base holds it."""


class Shown(TypedDict):
    """One answer, as `which` gives it.

    Attributes:
        outcome: The named outcome.
        beneath: For a suspension the outcome beneath it, otherwise the same outcome.
        answered: Whether words are given.
        clause: The outcome as part of a sentence, cut where the date asked about stands.
        versions: The words; for a crossing each text, in no order of preference.
        means: What the rule file says that each version means; empty where it says nothing.
        governed_by: The paragraph that last changed the definition; null where none governs.
        suspensions: What suspends it.
        lapsed: What suspended an earlier definition of the term.
        undone: Paragraphs after the one that governs which do not count.
        pending: Paragraphs whose condition is not shown to be met.
        unexecuted: Instruments that would change it and are not executed as then known.
        leans: What is construed that the answer rests on.
    """

    outcome: str
    beneath: str
    answered: bool
    clause: list[str]
    versions: list[shapes.Version]
    means: list[str]
    governed_by: shapes.Paragraph | None
    suspensions: list[shapes.Suspension]
    lapsed: list[shapes.Lapsed]
    undone: list[shapes.Undone]
    pending: list[shapes.Paragraph]
    unexecuted: list[shapes.Instrument]
    leans: list[shapes.Lean]


class Picks(TypedDict):
    """The answers about a term over the plane.

    Attributes:
        days: The effective dates from which an answer may be another one, the first being the
            beginning of all dates.
        known: The dates of knowledge likewise. The row behind the last one is everything on
            file. Without any, that is the only row.
        fields: Where each answer holds: from one effective date until another, from one date of
            knowledge until another, by their places in `days` and `known`; and the answer's place.
        answers: The answers.
        start: The day on which the term last changed, with everything on file.
    """

    days: list[str]
    known: list[str]
    fields: list[list[int]]
    answers: list[Shown]
    start: str


def picks(sources: Sources, timeline: AgreementTimeline, term: str) -> Picks:
    """Cut a term's plane into fields that have one answer each.

    A plane with more than `MOST_CELLS` cells is given with everything on file only.

    Args:
        sources: Where the words of the agreement come from.
        timeline: The agreement.
        term: The term as defined.
    """
    track = timeline.term(term)
    tracks = list(_tracks(timeline, term))
    days = [date.min, *sorted(_effective(timeline, tracks) - {date.min})]
    known = [date.min, *sorted(_known(timeline, tracks) - {date.min})]
    if len(days) * (len(known) + 1) > MOST_CELLS:
        known = []
    collected = _Answers(sources, timeline, track)
    grid = [[collected.at(day, band) for day in days] for band in (*known, None)]
    return {
        "days": [day.isoformat() for day in days],
        "known": [day.isoformat() for day in known],
        "fields": [list(found) for found in _fields(grid)],
        "answers": collected.shown,
        "start": _start(timeline, track).isoformat(),
    }


def _start(timeline: AgreementTimeline, track: TermTimeline) -> date:
    """Give the day on which a term last changed; that of the agreement where it never did."""
    starts = [
        start
        for start, _, cell in track.row().stretches()
        if start != date.min and any(s.status is not Status.UNDEFINED for s in cell.states)
    ]
    return max(starts, default=timeline.base.dated)


def _tracks(timeline: AgreementTimeline, term: str) -> Iterator[TermTimeline]:
    """Give the timelines on whose days an answer about a term may change."""
    yield timeline.term(term)
    if CLASSES in timeline.subjects:
        yield timeline.term(CLASSES)
    for other, _ in timeline.incorporated:
        if other.speaks_of(term):
            yield from _tracks(other, term)


def _effective(timeline: AgreementTimeline, tracks: Iterable[TermTimeline]) -> set[date]:
    return {timeline.base.dated, *(day for track in tracks for day in track.effective_days())}


def _known(timeline: AgreementTimeline, tracks: Sequence[TermTimeline]) -> set[date]:
    found = {day for track in tracks for day in track.known_days()}
    if timeline.base.executed is not None:
        found.add(timeline.base.executed)
    for track in tracks:
        for provision in _provisions(track):
            entry = provision.entry
            found |= {entry.dated, *([entry.executed] if entry.executed else [])}
            found |= {c.shown or c.met for c in _conditions(provision)} - {None}  # type: ignore[arg-type]
    return found


def _provisions(track: TermTimeline) -> Iterator[Provision]:
    for step in (*track.steps, *track.suspensions):
        yield step.provision
    for ruling in track.rulings.all:
        yield ruling.provision


def _conditions(provision: Provision) -> tuple[e.Condition, ...]:
    effectivity = provision.paragraph.effectivity
    if effectivity is None:
        return ()
    return (*e.conditions(effectivity.start), *e.conditions(effectivity.until))


class _Answers:
    """The answers of a term, each once."""

    def __init__(self, sources: Sources, timeline: AgreementTimeline, track: TermTimeline) -> None:
        self.shown: list[Shown] = []
        self._sources = sources
        self._timeline = timeline
        self._track = track
        self._by_sign: dict[object, int] = {}
        self._by_text: dict[str, int] = {}

    def at(self, on: date, known_on: date | None) -> int:
        """Give the place of the answer at a point, and keep it where it is new."""
        answer = self._timeline.answer(self._track.subject, on, known_on)
        gone = undone(self._track, answer.cell, on, known_on)
        moment = Moment(self._sources, self._timeline, on, known_on)
        sign = self._sign(moment, answer, gone)
        found = self._by_sign.get(sign)
        if found is None:
            shown = _shown(moment, answer, gone)
            text = json.dumps(shown)
            found = self._by_text.setdefault(text, len(self.shown))
            if found == len(self.shown):
                self.shown.append(shown)
            self._by_sign[sign] = found
        return found

    def _sign(self, moment: Moment, answer: Answer, gone: list[Undone]) -> object:
        """Give what two points share that have the same answer, without making it."""
        on, known_on = answer.on, answer.known_on
        base = self._timeline.base
        named = [
            *(place for state in answer.states for place in credited(state)),
            *answer.suspensions,
            *(place for each in answer.lapsed for place in (each.suspension, each.ended_by)),
        ]
        provisions: list[Provision] = [place.step.provision for place in named]
        provisions += [correction for place in named for correction in place.corrected_by]
        provisions += [state.failed.provision for state in answer.states if state.failed]
        provisions += [*answer.pending, *(each.step.provision for each in gone)]
        provisions += [each.by for each in gone if each.by is not None]
        return (
            answer.cell.key(),
            tuple(id(place) for place in named),
            tuple(id(provision.strip_at(on, known_on)) for provision in provisions),
            tuple(is_awaited(c, known_on) for each in provisions for c in _conditions(each)),
            tuple((id(u.step), u.how, id(u.by), u.on, u.displaced) for u in gone),
            tuple(map(id, answer.pending)),
            tuple(map(id, answer.unexecuted)),
            id(moment.classes()),
            on < base.dated,
            base.executed is not None and known_on is not None and known_on < base.executed,
        )


def _shown(moment: Moment, answer: Answer, gone: list[Undone]) -> Shown:
    leans = Leans()
    lean(leans, moment, answer)
    stated = [state for state in answer.states if state.status is not Status.UNDEFINED]
    return {
        "outcome": answer.outcome.value,
        "beneath": answer.beneath.value,
        "answered": answer.outcome.is_answer,
        "clause": clause(moment.timeline, answer, _DATE).split(_DATE),
        "versions": [moment.version(state) for state in stated],
        "means": [_means(state) for state in stated],
        "governed_by": governing(moment, answer),
        "suspensions": suspensions(moment, answer),
        "lapsed": lapsed(moment, answer),
        "undone": [moment.undone(each) for each in gone],
        "pending": [moment.paragraph(provision) for provision in answer.pending],
        "unexecuted": [moment.sources.instrument(entry) for entry in answer.unexecuted],
        "leans": leans.views(),
    }


def _means(state: State) -> str:
    stands = state.status is Status.STANDS and state.meaning is not None
    return meaning_text(state.meaning) if stands and state.meaning is not None else ""


def _fields(grid: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int, int, int]]:
    """Cut a grid into rectangles of one value each, that cover it without overlap.

    Returns:
        Of each the first column, the one behind the last, the first row, the one behind the
        last, and the value. The rows that come last come first.
    """
    left = [[True] * len(row) for row in grid]
    for top in range(len(grid) - 1, -1, -1):
        start = 0
        while start < len(grid[top]):
            if not left[top][start]:
                start += 1
                continue
            value, end = grid[top][start], start
            while end < len(grid[top]) and left[top][end] and grid[top][end] == value:
                end += 1
            bottom = top
            while bottom and _is_whole(grid, left, bottom - 1, range(start, end), value):
                bottom -= 1
            for row in range(bottom, top + 1):
                left[row][start:end] = [False] * (end - start)
            yield start, end, bottom, top + 1, value
            start = end


def _is_whole(grid: Any, left: Any, row: int, columns: range, value: int) -> bool:  # noqa: ANN401 - rows of a grid
    return all(left[row][column] and grid[row][column] == value for column in columns)
