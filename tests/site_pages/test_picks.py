"""The answers that a date picker picks from are those of `which`, at every point of the plane."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hereof
from hereof.model.names import CLASSES
from hereof.report.listing import subjects
from hereof.report.picks import picks
from hereof.report.planes import MOST_CELLS
from hereof.report.sources import Sources
from hereof.report.which import which
from hereof.rulebase.agreement import Agreement
from hereof.rulebase.evidence import Evidence
from hereof.rulebase.examined import Examined
from hereof.rulebase.folder import Folder
from hereof.rulebase.material import Material
from hereof.rulebase.survey import Survey
from hereof.site.definition import picked
from hereof.timeline.build import build
from mdtest import cases, write
from oracle.strategies import bases, corrected_bases, days_named, ruled_bases
from report_pages.bases import many
from rulebase.filed import base_of
from site_pages.points import SHARED, beside, points, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.model.instrument import RuleFile
    from hereof.rulebase.base import RuleBase
    from hereof.timeline.agreement import AgreementTimeline
    from oracle.strategies import Base

ROOT = Path(__file__).resolve().parents[2]
HISTORIES = sorted((ROOT / "tests/histories").glob("*.md"))
TERMS = ("Alpha", "Beta", "Gamma", "Delta", CLASSES)
MANY = settings(
    deadline=None, suppress_health_check=list(HealthCheck), max_examples=40, print_blob=True
)


def loaded(name: str, files: Iterable[RuleFile], placed: AgreementTimeline | None) -> Agreement:
    material = Material(name, tuple(files), {}, Survey(()), placed)
    examined = Examined(material, {})
    examined.evidence = Evidence()  # nothing is quoted from any document
    return Agreement(material, examined, b"")


class Loaded:
    """A random rule base as though it had been read from files."""

    folder = Folder(Path())

    def __init__(self, base: Base) -> None:
        standard, _ = build("std", base.standard, {}) if base.standard else (None, [])
        placed, _ = build("x", base.files, {"std": standard} if standard else {})
        self.agreements = {
            "x": loaded("x", base.files, placed),
            "std": loaded("std", base.standard, standard),
        }

    def agreement(self, name: str) -> Agreement:
        return self.agreements[name]

    def unread(self, agreement: Agreement) -> tuple[object, ...]:
        del agreement
        return ()


def assert_same(
    base: RuleBase, agreement: Agreement, term: str, asked: Iterable[tuple[date, date | None]]
) -> None:
    found = picks(Sources(base, agreement), agreement.timeline, term)
    for on, known_on in asked:
        number = picked(found, on.isoformat(), known_on.isoformat() if known_on else None)
        shown = found["answers"][number]
        expected = which(base, agreement, term, on, known_on)
        for name in SHARED:
            assert shown[name] == expected[name], (name, on, known_on)
        assert sentence(shown["clause"], on, known_on) == expected["sentence"]


def assert_covered_once(term: str, found: hereof.report.picks.Picks) -> None:
    columns, rows = len(found["days"]), len(found["known"]) + 1
    met = [
        (column, row)
        for a, b, c, d, _ in found["fields"]
        for column in range(a, b)
        for row in range(c, d)
    ]
    assert sorted(met) == [(c, r) for c in range(columns) for r in range(rows)], term


@given(st.one_of(bases(6), ruled_bases(5), corrected_bases(5)), st.sampled_from(TERMS), st.data())
@MANY
def test_random_rule_bases(base: Base, term: str, data: st.DataObject) -> None:
    loaded = Loaded(base)
    agreement = loaded.agreement("x")
    if not agreement.timeline.speaks_of(term):
        return
    days = days_named(base)
    several = st.lists(st.tuples(st.sampled_from(days), st.none() | st.sampled_from(days)))
    asked = [(on, None) for on in days] + data.draw(several)
    assert_same(cast("RuleBase", loaded), agreement, term, asked)


def days_of(agreement: Agreement) -> list[date]:
    """Give every day that the rule files of an agreement name, with those beside it."""
    text = "".join(rules.source.text for rules in agreement.files)
    return beside(date.fromisoformat(day) for day in set(re.findall(r"\d{4}-\d\d-\d\d", text)))


@pytest.mark.parametrize("name", ["ramp-2003-rs8", "larkspur-standard-terms", "larkspur-2004-1"])
def test_every_definition_of_the_repository(name: str) -> None:
    base = hereof.load(ROOT)
    agreement = base.agreement(name)
    timeline = agreement.timeline
    days = days_of(agreement)
    for term in subjects(timeline):
        assert_covered_once(term, picks(Sources(base, agreement), timeline, term))
        chance = Random(term)  # noqa: S311 - the same points in every run
        some = [(chance.choice(days), chance.choice([None, *days])) for _ in range(60)]
        assert_same(base, agreement, term, some)


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem[:2])
def test_the_histories(path: Path, tmp_path: Path) -> None:
    """Of each the last case that has no errors: conditions, waivers, rescissions, crossings."""
    for number, case in enumerate(reversed(cases(path))):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(case, folder)
        base = hereof.load(folder)
        for name in base.agreements:
            agreement = base.agreement(name)
            if agreement.errors:
                break
            days = days_of(agreement)
            for term in subjects(agreement.timeline):
                assert_same(base, agreement, term, list(points(days))[:: max(len(days) // 6, 1)])
        else:
            return
    pytest.fail("every case has errors")


def test_a_term_that_the_agreement_itself_does_not_have(tmp_path: Path) -> None:
    """Before the agreement's date the answer says so; after it the term is merely not there."""
    agreement = """agreement pine
  dated     2005-05-01
  executed  2005-05-20
  document  not on file

define Amount
  words not on file
"""
    amendment = """amendment pine/1
  dated     2006-01-05
  executed  2006-02-10
  document  not on file

paragraph 1
  effective as of the date hereof
  define Reserve Fund as
    words not on file
"""
    base = base_of(tmp_path, rules_pine_0=agreement, rules_pine_1=amendment)
    pine = base.agreement("pine")
    assert not pine.errors, pine.errors
    for term in ("Amount", "Reserve Fund"):
        assert_same(base, pine, term, points(days_of(pine)))


def test_the_first_and_the_last_day_there_are() -> None:
    base = hereof.load(ROOT)
    agreement = base.agreement("ramp-2003-rs8")
    ends = [date.min, date.max]
    assert_same(base, agreement, "Business Day", points(ends))


def test_a_plane_too_large_for_a_page_has_what_is_on_file(tmp_path: Path) -> None:
    base = many(tmp_path, 120)
    agreement = base.agreement("many")
    found = picks(Sources(base, agreement), agreement.timeline, "Amount")
    assert len(found["days"]) ** 2 > MOST_CELLS
    assert found["known"] == []
    assert_same(base, agreement, "Amount", [(date(2006, 1, n), None) for n in range(1, 29)])
