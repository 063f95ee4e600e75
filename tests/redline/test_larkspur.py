"""Larkspur's whole life: between any two days, as known on any two, both sides are true."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import hereof
from hereof.redline.between import When
from hereof.report.listing import subjects
from redline.test_random import check

ROOT = Path(__file__).resolve().parents[2]
FIRST = date(2003, 9, 1)
DAYS = 1_500


@pytest.mark.parametrize("name", ["larkspur-2004-1", "larkspur-standard-terms", "ramp-2003-rs8"])
def test_both_sides_read_as_they_were(name: str) -> None:
    timeline = hereof.load(ROOT).agreement(name).timeline
    chance = random.Random(name)  # noqa: S311 - a fixed choice of days
    compared = 0

    def day() -> date:
        return FIRST + timedelta(days=chance.randrange(DAYS))

    def known() -> date | None:
        return chance.choice((None, day()))

    for subject in subjects(timeline):
        for _ in range(12):
            first, second = When(day(), known()), When(day(), known())
            compared += check(timeline, subject, first, second)
    assert compared


def test_every_version_leads_to_the_next() -> None:
    timeline = hereof.load(ROOT).agreement("larkspur-2004-1").timeline
    for subject in subjects(timeline):
        starts = [start for start, _, _ in timeline.term(subject).row().stretches()]
        for before, after in pairwise(starts):
            check(timeline, subject, When(before), When(after))
            check(timeline, subject, When(after), When(before))
