"""`hereof which`: what is in force of a term on a date, and what proves it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from hereof.calendar import Month, spoken
from hereof.model import operation as o
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.leans import Leans
from hereof.report.moments import (
    NoDate,
    asked_text,
    find_date,
    series_of,
    series_view,
)
from hereof.report.sources import Sources, iso, rules_at, title_of
from hereof.report.versions import Moment, credited
from hereof.timeline.answer import Outcome
from hereof.timeline.claims import claimants
from hereof.timeline.state import Status
from hereof.timeline.undone import undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.series import SeriesDate
    from hereof.timeline.state import State
    from hereof.timeline.step import Provision


class Which(TypedDict):
    """What is in force of a term on a date.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        term: The term as defined.
        on: The date that the answer is about; null where there is none.
        series: Where a month was asked about: its Distribution Date, and how it was rolled.
        known: As known when.
        outcome: The named outcome.
        answered: Whether words are given; otherwise the outcome is a refusal.
        sentence: The outcome in one sentence.
        beneath: For a suspension the outcome beneath it, otherwise the same outcome; null where
            there is no date.
        versions: The words; for a crossing each text, in no order of preference.
        replaced: What stood before the paragraph that governs; several where that was in doubt.
        undone: Paragraphs after that one which do not count: rescinded, ended, prevailed over.
        governed_by: The paragraph that last changed the definition; null where none governs.
        suspensions: What suspends it.
        lapsed: What suspended an earlier definition of the term, and does not suspend this one.
        pending: Paragraphs whose condition is not shown to be met.
        unexecuted: Instruments that would change it and are not executed as then known.
        leans: Everything construed that the answer rests on.
        instruments: The instruments named above.
    """

    schema: str
    asked: shapes.Asked
    agreement: shapes.AgreementName
    term: str
    on: str | None
    series: shapes.SeriesDate | None
    known: shapes.Knowledge
    outcome: str
    answered: bool
    sentence: str
    beneath: str | None
    versions: list[shapes.Version]
    replaced: list[shapes.Version]
    undone: list[shapes.Undone]
    governed_by: shapes.Paragraph | None
    suspensions: list[shapes.Suspension]
    lapsed: list[shapes.Lapsed]
    pending: list[shapes.Paragraph]
    unexecuted: list[shapes.Instrument]
    leans: list[shapes.Lean]
    instruments: list[shapes.Instrument]


def which(
    base: RuleBase,
    agreement: Agreement,
    term: str,
    asked: date | Month,
    known_on: date | None = None,
    typed: str | None = None,
) -> Which:
    """Answer what is in force.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        term: The term as defined.
        asked: A date, or a month, which means its Distribution Date.
        known_on: The date as of which the file is read; none: everything on file.
        typed: The term as it was typed, if otherwise.

    Raises:
        HereofError: The agreement has errors.
    """
    timeline = agreement.timeline
    view: Which = {
        "schema": "hereof/which/1",
        "asked": {
            "term": term if typed is None else typed,
            "on": asked_text(asked),
            "known_on": iso(known_on),
        },
        "agreement": {"id": agreement.id, "title": agreement.title},
        "term": term,
        "on": None,
        "series": None,
        "known": knowledge(base, agreement, known_on),
        "outcome": "",
        "answered": False,
        "sentence": "",
        "beneath": None,
        "versions": [],
        "replaced": [],
        "undone": [],
        "governed_by": None,
        "suspensions": [],
        "lapsed": [],
        "pending": [],
        "unexecuted": [],
        "leans": [],
        "instruments": [],
    }
    found = find_date(timeline, asked, known_on)
    if isinstance(found, NoDate):
        view["outcome"], view["sentence"] = found.outcome, found.sentence
        return view
    leans = Leans()
    sources = Sources(base, agreement)
    day = found
    if not isinstance(found, date):
        day = found.day
        view["series"] = series_view(series_of(timeline), found, sources, known_on)
    assert isinstance(day, date)  # noqa: S101 - a series date has given its day
    view["on"] = day.isoformat()
    answer = agreement.in_force(term, day, known_on)
    _fill(view, sources, timeline, answer, leans)
    if not isinstance(found, date):
        _lean_on_series(leans, found)
        _add_instruments(view, sources, found)
    view["leans"] = leans.views()
    return view


def knowledge(base: RuleBase, agreement: Agreement, known_on: date | None) -> shapes.Knowledge:
    """Say as known when, which executed instrument is then the latest, and what is not counted."""
    counted = [
        entry
        for entry in agreement.timeline.entries
        if entry.executed is not None and (known_on is None or entry.executed <= known_on)
    ]
    latest = counted[-1] if counted else None
    names = dict.fromkeys(_leaning_on(agreement.timeline))
    # The agreement itself is at hand, also where the base does not keep it.
    several = (agreement if name == agreement.id else base.agreement(name) for name in names)
    return {
        "on": iso(known_on),
        "latest": latest.id if latest else None,
        "latest_title": title_of(latest.instrument) if latest else None,
        "latest_executed": iso(latest.executed) if latest else None,
        "unread": [
            {"path": each.path, "why": each.why} for one in several for each in base.unread(one)
        ],
        "rules_at": rules_at(base),
    }


def _leaning_on(timeline: AgreementTimeline) -> Iterator[str]:
    """Give an agreement and those whose definitions it takes in."""
    yield timeline.id
    for other, _ in timeline.incorporated:
        yield from _leaning_on(other)


def _fill(
    view: Which, sources: Sources, timeline: AgreementTimeline, answer: Answer, leans: Leans
) -> None:
    moment = Moment(sources, timeline, answer.on, answer.known_on)
    term = timeline.term(answer.subject)
    view["outcome"] = answer.outcome.value
    view["answered"] = answer.outcome.is_answer
    view["beneath"] = answer.beneath.value
    view["versions"] = [
        moment.version(state) for state in answer.states if state.status is not Status.UNDEFINED
    ]
    view["replaced"] = [moment.version(state) for state in moment.replaced(term, answer.cell)]
    view["undone"] = [
        moment.undone(each) for each in undone(term, answer.cell, answer.on, answer.known_on)
    ]
    view["governed_by"] = governing(moment, answer)
    view["suspensions"] = suspensions(moment, answer)
    view["lapsed"] = lapsed(moment, answer)
    view["pending"] = [moment.paragraph(provision) for provision in answer.pending]
    view["unexecuted"] = [sources.instrument(entry) for entry in answer.unexecuted]
    lean(leans, moment, answer)
    view["instruments"] = _instruments(sources, timeline, answer)
    view["sentence"] = sentence(timeline, answer)


def governing(moment: Moment, answer: Answer) -> shapes.Paragraph | None:
    """Give the paragraph that governs, if one does."""
    if answer.governs is None:
        return None
    place = credited(answer.state)[-1]
    return moment.paragraph(place.step.provision, place)


def suspensions(moment: Moment, answer: Answer) -> list[shapes.Suspension]:
    """Give what suspends the term, in the order of biting."""
    return [
        {
            "waived": operation.waived,
            "treated_as": operation.treated_as,
            "by": moment.paragraph(place.step.provision, place),
        }
        for place in answer.suspensions
        for operation in place.operations
        if isinstance(operation, o.Suspend)
    ]


def lapsed(moment: Moment, answer: Answer) -> list[shapes.Lapsed]:
    """Give what suspended an earlier definition."""
    return [
        {
            "waived": operation.waived,
            "treated_as": operation.treated_as,
            "by": moment.paragraph(each.suspension.step.provision, each.suspension),
            "ended_by": moment.paragraph(each.ended_by.step.provision, each.ended_by),
        }
        for each in answer.lapsed
        for operation in each.suspension.operations
        if isinstance(operation, o.Suspend)
    ]


def lean(leans: Leans, moment: Moment, answer: Answer) -> None:
    """Add everything construed that an answer rests on."""
    ranged = False
    for state in answer.states:
        if state.status is Status.UNDEFINED:
            continue
        if state.status in (Status.STANDS, Status.FAILED):
            leans.state(answer.subject, state)
            ranged = ranged or bool(moment.version(state)["ranges"])
        edited = state.because.text if state.because and state.edited_by else ""
        for place in credited(state):
            leans.provision(place.step.provision, edited)
            for provision in place.corrected_by:
                leans.provision(provision)
            if place.entry is not place.step.provision.entry:
                leans.entry(place.entry)
        if state.failed is not None:
            leans.provision(state.failed.provision)
    for place in (*answer.suspensions, *(each.suspension for each in answer.lapsed)):
        leans.provision(place.step.provision)
    listed = moment.classes() if ranged else None
    if listed is not None:
        _lean_on_classes(leans, listed)


def _lean_on_classes(leans: Leans, listed: State) -> None:
    if listed.because is not None:
        leans.add("the list of Classes, as construed", listed.because.text)


def _lean_on_series(leans: Leans, found: SeriesDate) -> None:
    for subject, state in found.states:
        leans.state(subject, state)
    for provision in found.fixed_by:
        leans.provision(provision)


def _instruments(
    sources: Sources, timeline: AgreementTimeline, answer: Answer
) -> list[shapes.Instrument]:
    named = {timeline.base.id: timeline.base}
    for state in answer.states:
        for place in credited(state):
            named.setdefault(place.step.provision.entry.id, place.step.provision.entry)
            named.setdefault(place.entry.id, place.entry)
            for provision in place.corrected_by:
                named.setdefault(provision.entry.id, provision.entry)
        if state.failed is not None:
            named.setdefault(state.failed.provision.entry.id, state.failed.provision.entry)
    for place in answer.suspensions:
        named.setdefault(place.step.provision.entry.id, place.step.provision.entry)
    for provision in answer.pending:
        named.setdefault(provision.entry.id, provision.entry)
    return [sources.instrument(entry) for entry in named.values()]


def _add_instruments(view: Which, sources: Sources, found: SeriesDate) -> None:
    named = {each["id"] for each in view["instruments"]}
    for entry in {each.entry.id: each.entry for each in found.fixed_by}.values():
        if entry.id not in named:
            view["instruments"].insert(0, sources.instrument(entry))


# ------------------------------------------------------------------------- sentences


def paragraph_name(provision: Provision) -> str:
    """Name a paragraph as answers do: `Amendment Number One, paragraph 2`."""
    title = title_of(provision.entry.instrument)
    number = provision.paragraph.number
    return f"{title}, paragraph {number}" if number else title


def sentence(timeline: AgreementTimeline, answer: Answer) -> str:
    """Say the outcome in one sentence."""
    said = clause(timeline, answer, spoken(answer.on))
    if answer.known_on is not None:
        return f"As known on {spoken(answer.known_on)}, {said}."
    return f"{said[:1].upper()}{said[1:]}."


def clause(timeline: AgreementTimeline, answer: Answer, on: str) -> str:
    """Say the outcome as part of a sentence.

    Args:
        timeline: The agreement.
        answer: The answer.
        on: The date asked about, as it is to be said.
    """
    subject, outcome = answer.subject, answer.outcome
    if outcome.is_answer:
        words = "as construed" if outcome is Outcome.AS_CONSTRUED else "as set out"
        return f"{subject} is in force on {on} {words}{_set_out_by(answer)}"
    if outcome is Outcome.SUSPENDED:
        return f"{subject} is suspended on {on} by {_named_all(answer)}"
    if outcome is Outcome.CROSSING:
        return (
            f"{_claimants(answer)} have an equal claim to {subject} on {on}, and no document on "
            "file says which comes last"
        )
    return _refusal(timeline, answer, on)


def _set_out_by(answer: Answer) -> str:
    """Name the paragraph that governs, and who corrected it."""
    if answer.governs is None:
        return ""
    corrections = [paragraph_name(each) for each in credited(answer.state)[-1].corrected_by]
    mended = f", as corrected by {' and '.join(corrections)}" if corrections else ""
    return f" by {paragraph_name(answer.governs)}{mended}"


def _refusal(timeline: AgreementTimeline, answer: Answer, on: str) -> str:
    subject, state = answer.subject, answer.state
    if answer.outcome is Outcome.GUARD_FAILED and state.failed is not None:
        by = paragraph_name(state.failed.provision)
        return f"{by} cannot change {subject} on {on}: {state.why}"
    if answer.outcome is Outcome.DELETED and state.base is not None:
        by = paragraph_name(state.base.step.provision)
        return f"the definition of {subject} stands deleted on {on} by {by}"
    if answer.outcome is Outcome.NOT_ON_FILE:
        return _off_file(answer, on)
    return _not_in_force(timeline, answer, on)


def _named_all(answer: Answer) -> str:
    names = [paragraph_name(place.step.provision) for place in answer.suspensions]
    return " and ".join(dict.fromkeys(names))


def _claimants(answer: Answer) -> str:
    *first, last = (paragraph_name(provision) for provision in claimants(answer.cell))
    return f"{', '.join(first)} and {last}" if first else last


def _off_file(answer: Answer, on: str) -> str:
    edits = " and ".join(paragraph_name(step.provision) for step in answer.state.edited_by)
    edited = f", as edited by {edits}" if edits else ""
    return f"the words of {answer.subject} on {on} are not on file{edited}"


def _not_in_force(timeline: AgreementTimeline, answer: Answer, on: str) -> str:
    said = f"{answer.subject} is not in force on {on}"
    state, base = answer.state, timeline.base
    if state.status is Status.DROPPED and state.base is not None:
        by = paragraph_name(state.base.step.provision)
        return f"{said}: {by} restates the text without it"
    if base.executed is None:
        return f"{said}: the agreement is not executed"
    if answer.on < base.dated:
        return f"{said}: the agreement bears {spoken(base.dated)}"
    if answer.known_on is not None and answer.known_on < base.executed:
        return f"{said}: the agreement was executed on {spoken(base.executed)}"
    return said
