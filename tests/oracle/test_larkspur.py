"""The repository's agreements: engine and oracle agree on every day as known on every day."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import hereof
from hereof.calendar import Month
from hereof.diagnostics import Source, Span
from oracle.compare import answered
from oracle.dates import resolve
from oracle.fold import Oracle, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.timeline.agreement import AgreementTimeline
    from oracle.fold import Answered, View

ROOT = Path(__file__).resolve().parents[2]
BASE = hereof.load(ROOT)
DAY = timedelta(days=1)
SAMPLES = 20_000


def read_all(name: str) -> Oracle:
    """Read an agreement, and those that it incorporates, into the oracle."""
    files = BASE.agreement(name).files
    others = {
        taken.agreement: read_all(taken.agreement)
        for rules in files
        if rules.instrument
        for taken in rules.instrument.incorporations
    }
    return read(files, others, resolve)


def life_of(name: str, oracle: Oracle) -> list[date]:
    """Give every day from before the agreement to after the last that an instrument names."""
    named: set[date] = {day for said in oracle.said for day in said.moments.values() if day}
    todo: list[object] = [
        (header.dated, header.executed, header.signatures, [p.effectivity, p.never])
        for rules in BASE.agreement(name).files
        if (header := rules.instrument)
        for p in rules.paragraphs
    ]
    while todo:
        each = todo.pop()
        if isinstance(each, date):
            named.add(each)
        elif isinstance(each, tuple | list):
            todo.extend(each)
        elif attrs.has(type(each)) and not isinstance(each, Month | Source | Span):
            todo.extend(getattr(each, a.name) for a in attrs.fields(type(each)))
    first, last = min(named) - 3 * DAY, max(named) + 3 * DAY
    return [first + n * DAY for n in range((last - first).days + 1)]


def terms_of(timeline: AgreementTimeline) -> list[str]:
    """Give every term, the incorporated ones too."""
    found = set(timeline.subjects)
    for other, _ in timeline.incorporated:
        found |= set(terms_of(other))
    return sorted(found)


class Expected:
    """The oracle's answers, each worked out once for what is seen and live."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.live: dict[View, dict[date, object]] = {}
        self.found: dict[tuple[View, object, str], Answered] = {}
        self.same: dict[Answered, Answered] = {}

    def answer(self, on: date, view: View, term: str) -> Answered:
        """Give the answer at a point; the same object for the same answer."""
        point = self.oracle.point(on, view)
        days = self.live.setdefault(view, {})
        if on not in days:
            days[on] = point.all_live
        key = (view, days[on], term)
        if key not in self.found:
            says = point.answer(term)
            self.found[key] = self.same.setdefault(says, says)
        return self.found[key]


@pytest.mark.parametrize("name", BASE.agreements)
def test_the_two_agree_at_every_pair_of_days(name: str) -> None:
    timeline, oracle = BASE.agreement(name).timeline, read_all(name)
    days, expected = life_of(name, oracle), Expected(oracle)
    views: dict[View, View] = {}
    compared: set[tuple[object, ...]] = set()
    for known_on in (None, *days):
        view = oracle.view(known_on)
        if view not in views:
            views[view] = view
        view = views[view]
        for term in terms_of(timeline):
            # The engine's row and the oracle's view each speak for the whole known day.
            row = timeline.term(term).row(known_on)
            if (term, id(row), id(view)) in compared:
                continue
            compared.add((term, id(row), id(view)))
            says = [expected.answer(on, view, term) for on in days]
            key = (term, id(row), *map(id, says))
            if key in compared:
                continue
            compared.add(key)
            for on, each in zip(days, says, strict=True):
                given = answered(timeline.answer(term, on, known_on))
                assert given == each, (term, on, known_on)


@pytest.mark.parametrize("name", BASE.agreements)
def test_the_two_agree_at_pairs_of_days_taken_at_random(name: str) -> None:
    timeline, oracle = BASE.agreement(name).timeline, read_all(name)
    days, expected, draw = life_of(name, oracle), Expected(oracle), random.Random(0)  # noqa: S311
    terms = terms_of(timeline)
    for _ in range(SAMPLES):
        on, known_on, term = draw.choice(days), draw.choice(days), draw.choice(terms)
        says = expected.answer(on, oracle.view(known_on), term)
        assert answered(timeline.answer(term, on, known_on)) == says, (term, on, known_on)
