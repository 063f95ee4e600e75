"""Random rule bases: the engine and the oracle say the same at every point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hereof.calendar import Month
from hereof.model.names import CLASSES
from hereof.timeline.build import build
from hereof.timeline.series import NoSeriesError
from oracle.compare import answered
from oracle.dates import NoDateError, Page, dates_in, resolve
from oracle.filed import read
from oracle.fold import NoOrderError, Point
from oracle.strategies import (
    CLOSING,
    DETERMINATION,
    DISTRIBUTION,
    TERMS,
    Base,
    bases,
    corrected_bases,
    dated_bases,
    days_named,
    ruled_bases,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from oracle.filed import View
    from oracle.fold import Answered

MONTHS = (Month(2004, 9), Month(2004, 10), Month(2004, 11), Month(2004, 12))
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


def date_disagreements(
    base: Base,
) -> Iterator[tuple[str, Month, date | None, list[date], list[date]]]:
    """Give every month in which the two find other dates: the engine's, then the oracle's."""
    timeline, _ = build("x", base.files, {})
    assert timeline is not None
    oracle = read(base.files, {}, resolve)
    met: set[View] = set()
    for known_on in (None, *days_named(base)):
        view = oracle.view(known_on)
        if view in met:
            continue
        met.add(view)
        for term in (DISTRIBUTION, DETERMINATION):
            for month in MONTHS:
                try:
                    found = timeline.calendars.dates_in(term, month, known_on)
                    given = [each.day for each in found]
                except NoSeriesError:
                    given = []
                try:
                    expected = dates_in(Page(oracle, known_on), term, month)
                except NoDateError:
                    continue
                if given != expected:
                    yield term, month, known_on, given, expected


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
@settings(HEAVY, max_examples=80)
def test_the_engine_and_the_oracle_agree_at_every_point(base: Base, other: str) -> None:
    assert next(disagreements(base, (ALL[0], other)), None) is None


@given(dated_bases())
@settings(HEAVY, max_examples=25)
def test_they_agree_on_the_dates_of_a_calendar_that_is_changed_from_one_of_them(base: Base) -> None:
    assert next(disagreements(base, (DISTRIBUTION,)), None) is None
    assert next(date_disagreements(base), None) is None


@given(corrected_bases())
@settings(HEAVY, max_examples=100)
def test_they_agree_where_corrections_meet(base: Base) -> None:
    assert next(disagreements(base, ALL[:1]), None) is None


@given(ruled_bases())
@settings(HEAVY, max_examples=100)
def test_they_agree_where_instruments_speak_of_one_another(base: Base) -> None:
    assert next(disagreements(base, ALL[:1]), None) is None
