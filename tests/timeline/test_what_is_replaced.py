"""What governing words replace is what would stand on that very day without their paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import hereof
from cli.runner import run_in
from hereof.report.sources import Sources
from hereof.report.versions import Moment, credited
from hereof.timeline.build import build
from hereof.timeline.state import Status
from mdtest import Case, cases, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.model.instrument import Paragraph, RuleFile
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State
    from hereof.timeline.step import Step

HISTORIES = Path(__file__).resolve().parents[1] / "histories"
ASKED = ("04", "05", "08", "11", "12", "13", "14", "15", "18", "19", "22")
CASES = [
    case
    for number in ASKED
    for path in sorted(HISTORIES.glob(f"{number}-*.md"))
    for case in cases(path)
]


def days_of(timeline: AgreementTimeline) -> list[date]:
    found: set[date] = set()
    for subject in timeline.subjects:
        term = timeline.term(subject)
        found |= {*term.effective_days(), *term.known_days()}
    return sorted(found)


def without(files: tuple[RuleFile, ...], step: Step) -> list[RuleFile]:
    """Give rule files in which a paragraph no longer does what it does to a term."""

    def less(paragraph: Paragraph) -> Paragraph:
        if paragraph.span != step.provision.paragraph.span:
            return paragraph
        kept = tuple(
            each for each in paragraph.operations if not any(each is own for own in step.operations)
        )
        return evolve(paragraph, operations=kept, where=())

    return [evolve(rules, paragraphs=tuple(map(less, rules.paragraphs))) for rules in files]


def answers(
    agreement: hereof.Agreement,
) -> Iterator[tuple[str, date, date | None, list[State], list[State]]]:
    """Give every answer that a paragraph governs: what is said to be replaced, what would stand."""
    timeline = agreement.timeline
    days = days_of(timeline)
    made: dict[int, AgreementTimeline] = {}
    for term in timeline.subjects:
        for known_on in (None, *days):
            for on in days:
                answer = timeline.answer(term, on, known_on)
                last = credited(answer.state)[-1:]
                if answer.cell.is_crossing or not last or last[0].step.provision.entry.is_base:
                    continue
                step = last[0].step
                if id(step) not in made:
                    other = build(agreement.id, without(agreement.files, step), {})[0]
                    assert other is not None
                    made[id(step)] = other
                moment = Moment(Sources(None, agreement), timeline, on, known_on)  # type: ignore[arg-type]
                said = moment.replaced(timeline.term(term), answer.cell)
                stands = made[id(step)].answer(term, on, known_on).states
                yield (
                    term,
                    on,
                    known_on,
                    said,
                    [state for state in stands if state.status is not Status.UNDEFINED],
                )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_history_says_what_would_stand(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    base = hereof.load(tmp_path)
    for name in base.agreements:
        agreement = base.agreement(name)
        if agreement.errors:
            continue
        for term, on, known_on, said, stands in answers(agreement):
            told = {(state.status, state.words, state.failed is None) for state in said}
            real = {(state.status, state.words, state.failed is None) for state in stands}
            assert told == real, (term, on, known_on)


def test_a_version_that_began_earlier_replaces_what_stands_on_the_day(tmp_path: Path) -> None:
    (case,) = [case for case in CASES if case.path.name.startswith("22-")]
    write(case, tmp_path)
    early = run_in(tmp_path, "which", "Available Funds", "--on", "2007-02-20").out
    late = run_in(tmp_path, "which", "Available Funds", "--on", "2007-03-01").out
    assert "All collections, less fees and expenses of the Trustee." not in early
    assert "All collections, less fees and expenses of the Trustee." in late
