"""Random rule bases: accepting every change gives the new words, rejecting every change the old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hereof.redline.between import When, between
from hereof.redline.path import path
from hereof.redline.pieces import Kind, Pieces, new_words, old_words
from hereof.timeline.build import build
from hereof.timeline.state import words_of
from oracle.strategies import bases, corrected_bases, days_named, ruled_bases
from oracle.test_random import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State
    from hereof.timeline.step import Step
    from oracle.strategies import Base


def timeline_of(base: Base) -> AgreementTimeline:
    standard, _ = build("std", base.standard, {}) if base.standard else (None, [])
    timeline, _ = build("x", base.files, {"std": standard} if standard else {})
    assert timeline is not None
    return timeline


def state_at(timeline: AgreementTimeline, subject: str, when: When) -> State | None:
    cell = timeline.term(subject).in_force(when.on, when.known_on)
    return cell.states[0] if len(cell.states) == 1 and not cell.is_crossing else None


def who_put(state: State) -> list[Step]:
    """Give for each character of the words the paragraph that put it there."""
    return [run.step for run in state.runs for _ in run.text]


def put_in(pieces: Pieces) -> Iterator[tuple[int, Step]]:
    """Give each character of the new words that a paragraph itself put in, and the paragraph."""
    at = 0
    for piece in pieces:
        if piece.kind is Kind.DELETED:
            continue
        for n in range(len(piece.text)):
            if piece.by is not None and not piece.by.undoes:
                yield at + n, piece.by.step
        at += len(piece.text)


def check(timeline: AgreementTimeline, subject: str, first: When, second: When) -> bool:
    """Hold one redline to both states; tell whether there was one."""
    old, new = (state_at(timeline, subject, when) for when in (first, second))
    if old is None or new is None:
        return False
    before, after = words_of(old), words_of(new)
    pieces = between(timeline, subject, first, second)
    if before is None or after is None:
        assert pieces is None
        return False
    assert pieces is not None
    assert (old_words(pieces), new_words(pieces)) == (before, after)
    if new.on_file and not new.classes:
        put = who_put(new)
        way = [stage.place.step for stage in path(timeline, subject, second.on, second.known_on)]
        before_whole = way[: way.index(new.base.step)] if new.base else []
        wrong = [
            (at, str(step))
            for at, step in put_in(pieces)
            # Words that a new definition only says again are by who first put them in.
            if put[at] is not step
            and not (new.base and put[at] is new.base.step and step in before_whole)
        ]
        assert not wrong, (
            subject,
            [(p.kind.value, p.text, p.by and str(p.by.step)) for p in pieces],
            [(r.text, str(r.step)) for r in new.runs],
        )
    return True


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(
    base=st.one_of(bases(), ruled_bases(), corrected_bases()),
    data=st.data(),
)
def test_both_sides_read_as_they_were(base: Base, data: st.DataObject) -> None:
    timeline = timeline_of(base)
    days = sorted(days_named(base))
    on = st.sampled_from(days)
    known = st.sampled_from([None, *days])
    for _ in range(12):
        first, second = (When(data.draw(on), data.draw(known)) for _ in range(2))
        for subject in ALL:
            check(timeline, subject, first, second)
