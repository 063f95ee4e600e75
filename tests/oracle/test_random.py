"""Random rule bases: the engine and the oracle say the same at every point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hereof.model.names import CLASSES
from hereof.timeline.agreement import build
from oracle.compare import answered
from oracle.dates import resolve
from oracle.filed import read
from oracle.fold import NoOrderError, Point
from oracle.strategies import CLOSING, DISTRIBUTION, TERMS, Base, bases, days_named, ruled_bases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from oracle.filed import View
    from oracle.fold import Answered

ALL = (*TERMS, "Delta", CLASSES, DISTRIBUTION, CLOSING)


def disagreements(
    base: Base, asked: Sequence[str] = ALL
) -> Iterator[tuple[str, date, date | None, Answered, Answered | None]]:
    """Give every point at which the two differ: the engine's word, then the oracle's."""
    standard, _ = build("std", base.standard, {}) if base.standard else (None, [])
    timeline, _ = build("x", base.files, {"std": standard} if standard else {})
    assert timeline is not None
    others = {"std": read(base.standard, {}, resolve)} if base.standard else {}
    oracle = read(base.files, others, resolve)
    days = days_named(base)
    views: dict[View, dict[object, dict[str, Answered | None]]] = {}
    for known_on in (None, *days):
        view = oracle.view(known_on)
        expected = views.setdefault(view, {})
        for on in days:
            point = Point(oracle, on, view)
            words = expected.setdefault(point.all_live, {})
            for term in asked:
                answer = timeline.answer(term, on, known_on)
                if answer.cell.folded.too_many:
                    continue
                if term not in words:
                    words[term] = _answer(point, term)
                given = answered(answer)
                if words[term] not in (given, None):
                    yield term, on, known_on, given, words[term]


def _answer(point: Point, term: str) -> Answered | None:
    try:
        return point.answer(term)
    except NoOrderError:
        return None


HEAVY = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(bases(), st.sampled_from(ALL[1:]))
@settings(HEAVY, max_examples=120)
def test_the_engine_and_the_oracle_agree_at_every_point(base: Base, other: str) -> None:
    assert next(disagreements(base, (ALL[0], other)), None) is None


@given(ruled_bases())
@settings(HEAVY, max_examples=100)
def test_they_agree_where_instruments_speak_of_one_another(base: Base) -> None:
    assert next(disagreements(base, ALL[:1]), None) is None
