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
from oracle.filed import Oracle, read
from oracle.fold import Point

if TYPE_CHECKING:
    from hereof.timeline.agreement import AgreementTimeline
    from oracle.filed import View
    from oracle.fold import Answered

ROOT = Path(__file__).resolve().parents[2]
BASE = hereof.load(ROOT)
DAY = timedelta(days=1)
SAMPLES = 2_000


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
        elif attrs.has(kind := type(each)) and not isinstance(each, Month | Source | Span):
            todo.extend(getattr(each, name) for name in attrs.fields_dict(kind))
    first, last = min(named) - 3 * DAY, max(named) + 3 * DAY
    return [first + n * DAY for n in range((last - first).days + 1)]


def terms_of(timeline: AgreementTimeline) -> list[str]:
    """Give every term, the incorporated ones too."""
    found = set(timeline.subjects)
    for other, _ in timeline.incorporated:
        found |= set(terms_of(other))
    return sorted(found)


class Expected:
    """The oracle's answers on every day of a life, as known on one day after another."""

    def __init__(self, oracle: Oracle, days: list[date]) -> None:
        self.oracle = oracle
        self.days = days
        self.views: dict[View, tuple[list[Point], list[int]]] = {}
        self.same: dict[Answered, Answered] = {}

    def row(self, view: View, term: str) -> list[Answered]:
        """Give the answer of each day; days on which the same is live have the same."""
        if view not in self.views:
            points = [Point(self.oracle, on, view) for on in self.days]
            groups: dict[object, int] = {}
            numbers = [groups.setdefault(point.all_live, len(groups)) for point in points]
            self.views[view] = [points[numbers.index(n)] for n in groups.values()], numbers
        points, numbers = self.views[view]
        says = [point.answer(term) for point in points]
        says = [self.same.setdefault(each, each) for each in says]
        return [says[n] for n in numbers]


@pytest.mark.parametrize("name", BASE.agreements)
def test_the_two_agree_at_every_pair_of_days(name: str) -> None:
    timeline, oracle = BASE.agreement(name).timeline, read_all(name)
    days = life_of(name, oracle)
    expected = Expected(oracle, days)
    met: set[tuple[str, int, View]] = set()
    compared: set[tuple[object, ...]] = set()
    for known_on in (None, *days):
        view = oracle.view(known_on)
        for term in terms_of(timeline):
            # What the engine holds of a term, and the oracle's view, are of the whole known day:
            # where both are as on an earlier day, so is every pair.
            row = timeline.term(term).row(known_on)
            if (term, id(row), view) in met:
                continue
            met.add((term, id(row), view))
            says = expected.row(view, term)
            pair = (term, id(row), *map(id, says))
            if pair in compared:
                continue
            compared.add(pair)
            for on, each in zip(days, says, strict=True):
                given = answered(timeline.answer(term, on, known_on))
                assert given == each, (term, on, known_on)


@pytest.mark.parametrize("name", BASE.agreements)
def test_the_two_agree_at_pairs_of_days_taken_at_random(name: str) -> None:
    timeline, oracle = BASE.agreement(name).timeline, read_all(name)
    days, draw, terms = life_of(name, oracle), random.Random(0), terms_of(timeline)  # noqa: S311
    for _ in range(SAMPLES):
        on, known_on, term = draw.choice(days), draw.choice(days), draw.choice(terms)
        says = Point(oracle, on, oracle.view(known_on)).answer(term)
        assert answered(timeline.answer(term, on, known_on)) == says, (term, on, known_on)
