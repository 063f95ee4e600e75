"""`hereof redline`: what changed in words between two points, and which paragraph changed it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.redline.between import When, between
from hereof.redline.pieces import Kind
from hereof.report.authors import Authors, said_of
from hereof.report.imprint import imprint
from hereof.report.leans import Leans
from hereof.report.listing import subjects
from hereof.report.moments import NoDate, asked_text, find_date, series_of, series_view
from hereof.report.sources import Sources, iso
from hereof.report.versions import Moment, credited
from hereof.report.which import knowledge, lean, sentence
from hereof.timeline.answer import Outcome
from hereof.timeline.state import words_of

if TYPE_CHECKING:
    from hereof.calendar import Month
    from hereof.redline.causes import Cause
    from hereof.redline.pieces import Pieces
    from hereof.report import shapes
    from hereof.report.redlined import (
        Asking,
        Redline,
        RedlineChange,
        RedlinedTerm,
        RedlinePoint,
        RedlineSide,
    )
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.step import Entry


def redline(
    base: RuleBase,
    agreement: Agreement,
    term: str | None,
    asking: Asking,
    typed: str | None = None,
    generated: date | None = None,
) -> Redline:
    """Give the redline of a term, or of all terms of an agreement that changed.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        term: The term as defined; none: all of them.
        asking: The two points.
        typed: The term as it was typed, if otherwise.
        generated: The date that the report bears.

    Raises:
        HereofError: The agreement has errors.
    """
    sources = Sources(base, agreement)
    old, first = _point(base, agreement, sources, asking["start"], asking["known_start"])
    new, second = _point(base, agreement, sources, asking["end"], asking["known_end"])
    view: Redline = {
        "schema": "hereof/redline/1",
        "asked": {
            "term": term if typed is None else typed,
            "start": asked_text(asking["start"]),
            "end": asked_text(asking["end"]),
            "known_start": iso(asking["known_start"]),
            "known_end": iso(asking["known_end"]),
        },
        "agreement": {"id": agreement.id, "title": agreement.title},
        "old": old,
        "new": new,
        "answered": False,
        "changed": False,
        "sentence": "",
        "terms": [],
        "changes": [],
        "instruments": [],
        "leans": [],
        "imprint": imprint(generated),
    }
    for found in (first, second):
        if isinstance(found, NoDate):
            view["sentence"] = f"There is nothing to compare: {found.sentence}"
            return view
    assert isinstance(first, date)  # noqa: S101 - else there was a refusal
    assert isinstance(second, date)  # noqa: S101 - the same
    whens = When(first, asking["known_start"]), When(second, asking["known_end"])
    _Redliner(sources, agreement.timeline, *whens).fill(view, term)
    return view


def _point(
    base: RuleBase,
    agreement: Agreement,
    sources: Sources,
    asked: date | Month,
    known_on: date | None,
) -> tuple[RedlinePoint, date | NoDate]:
    timeline = agreement.timeline
    point: RedlinePoint = {
        "on": None,
        "series": None,
        "known": knowledge(base, agreement, known_on),
    }
    found = find_date(timeline, asked, known_on)
    if isinstance(found, NoDate):
        return point, found
    day = found if isinstance(found, date) else found.day
    if not isinstance(found, date):
        point["series"] = series_view(series_of(timeline), found, sources, known_on)
    point["on"] = day.isoformat()
    return point, day


class _Redliner:
    """Makes the redlines of an agreement's terms, and numbers what changed them."""

    def __init__(
        self, sources: Sources, timeline: AgreementTimeline, first: When, second: When
    ) -> None:
        self._sources = sources
        self._timeline = timeline
        self._first = first
        self._second = second
        self._authors = Authors(timeline)
        self._causes: dict[tuple[object, ...], Cause] = {}
        self._leans = Leans()

    def fill(self, view: Redline, asked: str | None) -> None:
        """Put the terms and what changed them into a view."""
        names = [asked] if asked is not None else list(subjects(self._timeline))
        for term in names:
            found = self._term(term, in_any_case=asked is not None)
            if found is not None:
                view["terms"].append(found)
        view["answered"] = asked is None or any(each["answered"] for each in view["terms"])
        view["changed"] = any(each["changed"] for each in view["terms"])
        view["changes"] = [self._change(n, c) for n, c in enumerate(self._causes.values(), 1)]
        view["instruments"] = [self._sources.instrument(entry) for entry in self._entries()]
        view["leans"] = self._leans.views()
        view["sentence"] = _sentence(view, asked)

    def _term(self, term: str, *, in_any_case: bool) -> RedlinedTerm | None:
        old = self._timeline.answer(term, self._first.on, self._first.known_on)
        new = self._timeline.answer(term, self._second.on, self._second.known_on)
        moments = [
            Moment(self._sources, self._timeline, when.on, when.known_on)
            for when in (self._first, self._second)
        ]
        ranges = _ranges(moments[0], old, moments[1], new)
        if not in_any_case and _is_same(old, new) and not ranges:
            return None
        pieces = None
        if not (old.cell.is_crossing or new.cell.is_crossing):
            pieces = between(self._timeline, term, self._first, self._second)
        for moment, answer in zip(moments, (old, new), strict=True):
            lean(self._leans, moment, answer)
        return {
            "term": term,
            "answered": pieces is not None and pieces != (),
            "changed": any(piece.kind is not Kind.KEPT for piece in pieces or ()),
            "sentence": _became(self._timeline, old, new, pieces, is_ranged=bool(ranges)),
            "old": _side(self._timeline, moments[0], old),
            "new": _side(self._timeline, moments[1], new),
            "segments": [
                {
                    "kind": piece.kind.value,
                    "text": piece.text,
                    "change": self._number(piece.by) if piece.by is not None else None,
                }
                for piece in pieces or ()
            ],
            "ranges": ranges,
        }

    def _number(self, cause: Cause) -> int:
        """Give the number of a change; what a paragraph does to several terms is one."""
        key = (cause.by, cause.way, cause.of, cause.effective)
        if key not in self._causes:
            self._causes[key] = cause
            self._leans.provision(cause.by)
        return list(self._causes).index(key) + 1

    def _change(self, number: int, cause: Cause) -> RedlineChange:
        by = self._sources.paragraph(cause.by, cause.on, cause.known_on)
        is_other = cause.by is not cause.of
        return {
            "number": number,
            "way": cause.way.value,
            "author": self._authors.name(cause.by.entry),
            "effective_from": cause.effective.isoformat(),
            "sentence": said_of(cause),
            "by": by,
            "of": self._sources.paragraph(cause.of, cause.on, cause.known_on) if is_other else None,
        }

    def _entries(self) -> list[Entry]:
        found = {cause.by.entry.id: cause.by.entry for cause in self._causes.values()}
        return sorted(found.values(), key=lambda entry: (not entry.is_base, entry.position))


def _is_same(old: Answer, new: Answer) -> bool:
    before, after = (
        (each.outcome, each.beneath, tuple(state.key() for state in each.states))
        for each in (old, new)
    )
    gone = (Outcome.NOT_IN_FORCE, Outcome.DELETED)
    return before == after or (old.outcome in gone and new.outcome in gone)


def _ranges(before: Moment, old: Answer, after: Moment, new: Answer) -> list[shapes.RangeChange]:
    """Give the ranges that both texts name, where the list of Classes makes another of them."""
    mine, others = (
        {
            (each["first"], each["last"]): each
            for state in answer.states
            for each in moment.ranges(words_of(state) or "")
        }
        for moment, answer in ((before, old), (after, new))
    )
    return [
        {"old": each, "new": others[key]}
        for key, each in mine.items()
        if key in others
        and (each["members"], each["fault"]) != (others[key]["members"], others[key]["fault"])
    ]


def _side(timeline: AgreementTimeline, moment: Moment, answer: Answer) -> RedlineSide:
    state = answer.state
    last = credited(state)[-1:]
    section = moment.paragraph(last[0].step.provision, last[0])["section"] if last else None
    return {
        "outcome": answer.outcome.value,
        "beneath": answer.beneath.value,
        "sentence": sentence(timeline, answer),
        "because": state.because.text if state.because and state.is_construed else None,
        "section": section,
    }


def _became(
    timeline: AgreementTimeline,
    old: Answer,
    new: Answer,
    pieces: Pieces | None,
    *,
    is_ranged: bool,
) -> str:
    subject = old.subject
    if pieces is None:
        for answer in (old, new):
            if answer.cell.is_crossing or words_of(answer.state) is None:
                return f"There is nothing to compare: {_lowered(sentence(timeline, answer))}"
    if not pieces:
        return f"There is nothing to compare: {subject} is in force at neither."
    kinds = {piece.kind for piece in pieces}
    if kinds == {Kind.KEPT}:
        but = ", but not the Classes that they name" if is_ranged else ""
        said = "" if old.outcome is new.outcome else f" {sentence(timeline, new)}"
        return f"The words of {subject} are the same{but}.{said}"
    if not words_of(old.state):
        return f"{subject} is new."
    if not words_of(new.state):
        return f"{subject} is gone. {sentence(timeline, new)}"
    return f"The words of {subject} differ."


def _lowered(said: str) -> str:
    return said[:1].lower() + said[1:] if said.startswith(("The ", "As ")) else said


def _sentence(view: Redline, asked: str | None) -> str:
    if asked is not None:
        return view["terms"][0]["sentence"]
    changed = sum(each["changed"] for each in view["terms"])
    title = view["agreement"]["title"]
    if not changed:
        said = f"No words of {title} differ."
    else:
        said = f"The words of {changed} {'term' if changed == 1 else 'terms'} differ."
    left = sum(not each["answered"] for each in view["terms"])
    if left:
        said += f" {left} cannot be compared."
    return said
