"""Whether each step fits the words that it changes, and where the law itself is unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from hereof.diagnostics import Diagnostic, Label, Span, error, warning
from hereof.model import operation as o
from hereof.spelling import did_you_mean
from hereof.timeline.claims import claimants
from hereof.timeline.edits import OVERLAP
from hereof.timeline.state import Status
from hereof.timeline.step import Step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Provision
    from hereof.timeline.term import Cell, TermTimeline

_NOT_DEFINED: Final = "check the name; a new term is a `define`"


def check_term(timeline: AgreementTimeline, term: TermTimeline) -> Iterator[Diagnostic]:
    """Check what the steps of one subject make of it."""
    misfits = dict(_misfits(term))
    yield from (_with_nearest(timeline, term.subject, found) for found in misfits.values())
    yield from _regions(term, misfits.keys())


def _with_nearest(timeline: AgreementTimeline, subject: str, found: Diagnostic) -> Diagnostic:
    """Offer the defined term that is spelt most like one that is not."""
    if found.code != "not-defined":
        return found
    return evolve(found, help=did_you_mean(subject, timeline.defined(), _NOT_DEFINED))


def _misfits(term: TermTimeline) -> Iterator[tuple[Step, Diagnostic]]:
    """Refuse a step that at its own place fails wherever it is live."""
    for step in (*term.steps, *term.suspensions):
        found = _where_fails(term, step)
        if found is not None:
            reason, cell = found
            yield step, _misfit(step, reason, cell, term)


def _where_fails(term: TermTimeline, step: Step) -> tuple[str, Cell] | None:
    first: tuple[str, Cell] | None = None
    if not isinstance(step.operations[0], o.Suspend) and all(
        isinstance(operation, o.ReplaceThroughout) for operation in step.operations
    ):
        return None
    for on, known_on in _points(term, step):
        cell = term.cell(on, known_on)
        if isinstance(step.operations[0], o.Suspend):
            if any(s.status is not Status.UNDEFINED for s in cell.states):
                return None
            first = first or ("the term is not in force", cell)
            continue
        if step in cell.folded.succeeded:
            return None
        if step in cell.folded.failures and first is None:
            first = (cell.folded.failures[step], cell)
    return first


def _points(term: TermTimeline, step: Step) -> Iterator[tuple[date, date | None]]:
    """Give the points at which a step may fit, the likeliest first."""
    strips = step.provision.strips
    for strip in strips:
        yield strip.start, None if strip.known_until is None else strip.known_from
    for strip in strips:
        days = [
            day
            for day in (strip.start, *term.effective_days())
            if day >= strip.start and (strip.until is None or day < strip.until)
        ]
        known = [
            day
            for day in (strip.known_from, *term.known_days())
            if day >= strip.known_from and (strip.known_until is None or day < strip.known_until)
        ]
        for known_on in reversed(known):
            for day in days:
                yield day, known_on


def _misfit(step: Step, reason: str, cell: Cell, term: TermTimeline) -> Diagnostic:
    operation = step.operations[0]
    code, help_ = (
        "edit-never-fits",
        "check the quoted phrase, how often it is said to occur, and the words that it edits",
    )
    if isinstance(operation, o.Define):
        code, help_ = "already-defined", "write `replace`, if the document replaces the definition"
    elif reason.startswith(("the term is not in force", "the definition was deleted")):
        code, help_ = "not-defined", _NOT_DEFINED
    elif reason == OVERLAP:
        return error(
            "edits-overlap",
            f"two edits of `{step}` change the same words of `{term.subject}`",
            *(Label(each.span, "one edit") for each in step.operations[:2]),
            help="one edit for one place: write what the words become in the end",
        )
    labels = [Label(operation.span, "ordered here")]
    base = _base_before(step, cell)
    if base is not None:
        labels.append(Label(base, "what it would change"))
    return error(
        code,
        f"on no date on which it is effective can `{step}` change `{term.subject}`: {reason}",
        *labels,
        help=help_,
    )


def _base_before(step: Step, cell: Cell) -> Span | None:
    for place in reversed(cell.places):
        if place.step is not step and any(
            isinstance(op, o.Define | o.Replace | o.Delete | o.Restate | o.SetClasses)
            for op in place.operations
        ):
            return place.step.operations[0].span
    return None


def _regions(term: TermTimeline, refused: Collection[Step]) -> Iterator[Diagnostic]:
    """Report crossings and failed guards as the file stands, but for steps already refused."""
    seen: set[object] = set(refused)
    for start, until, cell in term.row().stretches():
        stretch = f"from {start}" + (f" until {until}" if until else " on")
        if cell.is_crossing:
            yield from _crossing(term, cell, stretch, seen)
        elif cell.states[0].status is Status.FAILED:
            state = cell.states[0]
            if state.failed is None or state.failed in seen:
                continue
            seen.add(state.failed)
            yield warning(
                "guard-failed",
                f"{stretch} `{state.failed}` cannot change `{term.subject}`: {state.why}",
                Label(state.failed.operations[0].span, "ordered here"),
                help="there is no answer for that time, until an instrument says what holds",
            )


def _crossing(
    term: TermTimeline, cell: Cell, stretch: str, seen: set[object]
) -> Iterator[Diagnostic]:
    parties = claimants(cell)
    key = tuple(id(each) for each in parties)
    if key in seen:
        return
    seen.add(key)
    steps = [_step(term, each) for each in parties]
    *first, last = (f"`{step}`" for step in steps)
    names = f"{', '.join(first)} and {last}" if first else last
    yield warning(
        "crossing",
        f"{stretch} {names} have an equal claim to `{term.subject}`",
        *(Label(step.operations[0].span, "this") for step in steps),
        help="if a document says which comes last, write `follows` or `prevails over` with it",
    )


def _step(term: TermTimeline, provision: Provision) -> Step:
    """Give what a paragraph does to a term; of a correction of one, the whole paragraph."""
    for step in term.steps:
        if step.provision is provision:
            return step
    return Step(provision, term.subject, provision.paragraph.operations)
