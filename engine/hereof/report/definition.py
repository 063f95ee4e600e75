"""`hereof report TERM`: one definition on a date, with all that speaks for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from hereof.calendar import Month
from hereof.calendar.typed import LAST_YEAR
from hereof.compute.opening import computer_for
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.calc import series_between
from hereof.report.exhibits import Exhibit, exhibits
from hereof.report.history import History, history
from hereof.report.imprint import Imprint, imprint
from hereof.report.marks import Mark, marks
from hereof.report.neighbours import Neighbour, neighbours
from hereof.report.reckoner import Reckoner, data_view
from hereof.report.redlines import VersionRedline, redlines
from hereof.report.traced import NumberedStep, steps_of, traced
from hereof.report.value_shapes import Data, Definition, ValueOn  # noqa: TC001 - schemas are made of it
from hereof.report.web import Graph  # noqa: TC001 - schemas are made of the annotations
from hereof.report.which import Which, which
from hereof.report.worded import Worded, worded
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from hereof.compute.computer import Computer
    from hereof.report.worded import Reading
    from hereof.rulebase.base import Agreement, RuleBase


class SeriesDay(TypedDict):
    """A date of the series over the life of the term.

    Attributes:
        day: The date.
        why: Why it is not simply the day that the rule names; empty where it is.
    """

    day: str
    why: str


class Example(TypedDict):
    """What the term comes to on the date, with every step.

    Attributes:
        value: The value.
        definitions: The definitions that it was computed by.
        data: The figures.
    """

    value: ValueOn
    definitions: list[Definition]
    data: Data


class DefinitionReport(TypedDict):
    """One definition on a date, with all that speaks for it.

    Attributes:
        schema: The name and version of this form.
        imprint: What the report says of its own making.
        agreement: The agreement asked.
        term: The term as defined.
        date_chosen: Whether no date was asked about, and the day of the last change was taken.
        answered: Whether words are given; otherwise the report says why none are.
        answer: What is in force, and what proves it.
        marks: What a reader must not take for evidence.
        wordings: The words with their formula, one for each version of the answer.
        steps: The parts of the formula in order, with their values where there are figures;
            empty where the words are not one formula.
        example: What it comes to; null where no figures were given.
        past: The history.
        redlines: What each version of the history changed, in the order of its versions.
        dates: The dates of the agreement's series, from the first through the last in the history.
        uses: The terms that the words use, each as in force on the date.
        used_by: The definitions that use this one, each as in force on the date.
        around: Both as a drawing has them.
        exhibits: The documents and figures that all this rests on.
    """

    schema: str
    imprint: Imprint
    agreement: shapes.AgreementName
    term: str
    date_chosen: bool
    answered: bool
    answer: Which
    marks: list[Mark]
    wordings: list[Worded]
    steps: list[NumberedStep]
    example: Example | None
    past: History
    redlines: list[VersionRedline]
    dates: list[SeriesDay]
    uses: list[Neighbour]
    used_by: list[Neighbour]
    around: Graph
    exhibits: list[Exhibit]


def definition_report(
    base: RuleBase,
    agreement: Agreement,
    term: str,
    asked: date | Month | None = None,
    known_on: date | None = None,
    typed: str | None = None,
    *,
    computer: Computer | None = None,
    generated: date | None = None,
) -> DefinitionReport:
    """Gather all that speaks for one definition.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        term: The term as defined.
        asked: A date, or a month, which means its Distribution Date; none: the day on which the
            term last changed.
        known_on: The date as of which the file is read; none: everything on file.
        typed: The term as it was typed, if otherwise.
        computer: What computes the example, with its figures; none: no example.
        generated: The date that the report bears; none: it bears none.

    Raises:
        HereofError: The agreement has errors.
    """
    when = asked if asked is not None else last_change(agreement, term, known_on)
    answer = which(base, agreement, term, when, known_on, typed)
    day = date.fromisoformat(answer["on"]) if answer["on"] else None
    past = _past(base, agreement, term, known_on, day)
    reader = computer or computer_for(base, agreement, known_on=known_on)
    readings = _readings(agreement, reader, term, day, known_on)
    reckoner = Reckoner(base, agreement, reader)
    value, found = traced(agreement, reckoner, term, when) if computer is not None else (None, None)
    only = readings[0] if len(readings) == 1 else None
    numbered = only.numbered if only else []
    steps = steps_of(found, reckoner, only.formula if only else None, numbered)
    example: Example | None = None
    if value is not None:
        example = {
            "value": value,
            "definitions": reckoner.definitions,
            "data": data_view(reader, reckoner.remarks),
        }
    around = neighbours(base, agreement, term, day, known_on)
    return {
        "schema": "hereof/definition/1",
        "imprint": imprint(generated),
        "agreement": answer["agreement"],
        "term": term,
        "date_chosen": asked is None,
        "answered": answer["answered"],
        "answer": answer,
        "marks": marks(
            answer,
            past,
            [each.standing for each in readings],
            value["leans"] if value else [],
            example["data"] if example else None,
        ),
        "wordings": [each.view(steps) for each in readings],
        "steps": only.all_steps(steps) if only else [],
        "example": example,
        "past": past,
        "redlines": redlines(agreement.timeline, past, known_on),
        "dates": _dates(agreement, past, known_on),
        "uses": around.uses,
        "used_by": around.used_by,
        "around": around.graph,
        "exhibits": exhibits(
            answer, past, around.uses, around.used_by, {"data": example and example["data"]}
        ),
    }


def last_change(agreement: Agreement, term: str, known_on: date | None) -> date:
    """Give the day on which a term last changed; that of the agreement where it never did."""
    timeline = agreement.timeline
    row = timeline.term(term).row(known_on)
    starts = [
        start
        for start, _, cell in row.stretches()
        if start != date.min and any(s.status is not Status.UNDEFINED for s in cell.states)
    ]
    return max(starts, default=timeline.base.dated)


def _past(
    base: RuleBase, agreement: Agreement, term: str, known_on: date | None, day: date | None
) -> History:
    """Give the history, at least through the month of the date asked about."""
    found = history(base, agreement, term, known_on)
    through = found["series_through"]
    if day is not None and through is not None and day.isoformat()[:7] > through:
        last = min(day, Month(LAST_YEAR, 12).last)
        return history(base, agreement, term, known_on, Month.of(last))
    return found


def _readings(
    agreement: Agreement,
    computer: Computer,
    term: str,
    day: date | None,
    known_on: date | None,
) -> list[Reading]:
    if day is None:
        return []
    states = agreement.in_force(term, day, known_on).states
    standing = [state for state in states if state.status is not Status.UNDEFINED]
    return [worded(computer, term, state, day) for state in standing]


def _dates(agreement: Agreement, past: History, known_on: date | None) -> list[SeriesDay]:
    days = [
        date.fromisoformat(day)
        for held in past["held"]
        if held["governed"] is not None
        for day in held["governed"]["days"]
    ]
    if not days:
        return []
    return [
        {"day": each.day.isoformat(), "why": each.why}
        for each in series_between(agreement, (min(days), max(days)), known_on)
    ]
