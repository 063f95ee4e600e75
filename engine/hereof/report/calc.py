"""`hereof calc`: what a term comes to, on one date or on many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.calendar import CalendarRangeError, Month
from hereof.compute.kinds import Kinds
from hereof.formula.refusals import NotComputedError
from hereof.language.notation import notation
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.figures import Figure, RoundingDone, figure, rounding_view
from hereof.report.findings import Finding, finding
from hereof.report.leans import Leans
from hereof.report.moments import (
    NoDate,
    asked_text,
    find_date,
    series_of,
    series_view,
    spoken_iso,
)
from hereof.report.remarks import Remarks
from hereof.report.sources import Sources, iso, title_of
from hereof.report.versions import Moment, credited
from hereof.report.which import governing, knowledge
from hereof.timeline.answer import Outcome
from hereof.timeline.series import NoSeriesError
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hereof.compute.computed import Computed
    from hereof.compute.computer import Computer
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.answer import Answer
    from hereof.timeline.series import SeriesDate

CONSTRUED = "as construed"
_STRANGER: Final = "`{}` is no Class of the list, and nothing says of which Classes it consists."


class DataFile(TypedDict):
    """A data file.

    Attributes:
        path: As it was named.
        sha256: Of its bytes.
    """

    path: str
    sha256: str


class Data(TypedDict):
    """The data of an answer.

    Attributes:
        files: The files.
        illustrative: What they say of themselves where figures are made up; the answer is then
            made up as well.
        notes: What is to be said of single rows: one that gives what is computed, with both values,
            and one that was taken and is below zero.
    """

    files: list[DataFile]
    illustrative: list[str]
    notes: list[Finding]


class Definition(TypedDict):
    """A definition that values were computed by.

    Attributes:
        name: The paragraph, such as `ramp-2003-rs8/1 paragraph 2`.
        term: The term.
        formula: Its formula in the notation.
        status: `read`: the words state it; `chosen`: it is one of several that the words state;
            `by convention`: a declared convention settled it; `asserted`: the words are not read,
            and the rule file states it; `as construed`: the words are not on file.
        place: Where its words stand, or, where it is asserted, the formula.
        governed_by: The paragraph that last changed the definition; null where that is in doubt.
    """

    name: str
    term: str
    formula: str
    status: str
    place: str
    governed_by: shapes.Paragraph | None


class Rest(TypedDict):
    """What a value rests on.

    Attributes:
        term: The term.
        how: `formula`, `data`, `calendar`, `elsewhere`, or as what it is treated while suspended.
        by: The paragraph whose definition computes it; null where none does.
        value: What it comes to.
    """

    term: str
    how: str
    by: str | None
    value: Figure


class Used(TypedDict):
    """A figure of the data that a value rests on.

    Attributes:
        input: Of what, of whom, measured when.
        value: The figure.
        path: The file.
        line: The line, or the row of a file without lines.
    """

    input: str
    value: Figure
    path: str
    line: int


class ValueOn(TypedDict):
    """What a term comes to on a date.

    Attributes:
        on: The date; null where there is none.
        series: Where the date is one of a series, how it was found.
        answered: Whether there is a value.
        sentence: Why there is none; empty where there is one.
        value: The value; null where there is none.
        how: How it is had: `formula`, `data`, `calendar`, `elsewhere`, or as what it is treated.
        by: The paragraph whose definition computes it; null where none does.
        roundings: Every rounding that the words order.
        rests_on: The terms that it rests on, each with its value.
        figures: The figures of the data that it rests on.
        findings: Why there is no value.
        leans: Everything construed that it rests on.
    """

    on: str | None
    series: shapes.SeriesDate | None
    answered: bool
    sentence: str
    value: Figure | None
    how: str
    by: str | None
    roundings: list[RoundingDone]
    rests_on: list[Rest]
    figures: list[Used]
    findings: list[Finding]
    leans: list[shapes.Lean]


class Span(TypedDict):
    """The dates asked about: one, or all from one through another.

    Attributes:
        term: As it was typed.
        on: The date or month; null where a stretch is asked about.
        start: The first date or month; null where one is asked about.
        end: The last; null likewise.
        known_on: The date as of which the file is read; null: everything on file.
    """

    term: str
    on: str | None
    start: str | None
    end: str | None
    known_on: str | None


class Calc(TypedDict):
    """What a term comes to.

    Attributes:
        schema: The name and version of this form.
        asked: The question.
        agreement: The agreement asked.
        term: The term as defined.
        known: As known when.
        data: The data.
        answered: Whether there is a value on every date asked about, and at least one date.
        values: A value for each date.
        definitions: The definitions that values were computed by.
    """

    schema: str
    asked: Span
    agreement: shapes.AgreementName
    term: str
    known: shapes.Knowledge
    data: Data
    answered: bool
    values: list[ValueOn]
    definitions: list[Definition]


class Reckoner:
    """Gives values as views, and keeps the definitions that they rest on."""

    def __init__(self, base: RuleBase, agreement: Agreement, computer: Computer) -> None:
        self.agreement = agreement
        self.computer = computer
        self.kinds = Kinds(computer)
        self.remarks = Remarks(self.kinds)
        self._sources = Sources(base, agreement)
        self._definitions: dict[tuple[str, str], Definition] = {}

    @property
    def definitions(self) -> list[Definition]:
        """The definitions that values were computed by, in the order in which they were met."""
        return list(self._definitions.values())

    def value(self, term: str, when: SeriesDate | date | NoDate, *, traced: bool) -> ValueOn:
        """Compute a term on a date."""
        if isinstance(when, NoDate):
            return _nothing(None, None, when.sentence, [])
        day = when if isinstance(when, date) else when.day
        series = None if isinstance(when, date) else self._series_view(when)
        at = self.computer.on(day, traced=traced)
        try:
            found = at.compute(term)
        except NotComputedError as failure:
            return _nothing(
                day, series, self.why_not(failure, day), map(finding, failure.diagnostics)
            )
        finally:
            self.remarks.look(at)
        return self.valued(found, when, series)

    def why_not(self, failure: NotComputedError, day: date) -> str:
        """Say in one sentence each why there is no value."""
        said = [_sentence(each.message) for each in failure.diagnostics]
        said += [_STRANGER.format(owner) for owner in self._strangers(failure, day)]
        days = self.computer.data.days
        if failure.missing and days and day not in days:
            first, last = (spoken_iso(each.isoformat()) for each in (days[0], days[-1]))
            on = spoken_iso(day.isoformat())
            stretch = f"from {first} to {last}" if first != last else f"for {first} alone"
            said.append(f"The data has no figures for {on}, and has them {stretch}.")
        return " ".join(said)

    def _strangers(self, failure: NotComputedError, day: date) -> list[str]:
        """Give the owners of missing inputs that are no Classes and whose members are not said."""
        within = self.computer.surroundings.on(day)
        named = {*within.classes, *within.members}
        owners = (owner for wanted in failure.missing for owner in wanted.of)
        return (
            [each for each in dict.fromkeys(owners) if each not in named] if within.classes else []
        )

    def _series_view(self, found: SeriesDate) -> shapes.SeriesDate:
        term = series_of(self.agreement.timeline)
        return series_view(term, found, self._sources, self.computer.known_on)

    def valued(
        self, found: Computed, when: SeriesDate | date, series: shapes.SeriesDate | None
    ) -> ValueOn:
        """Give what a term was computed to as a view."""
        everything = found.everything()
        leans = Leans()
        for each in reversed(everything):
            self._lean(leans, each)
        if not isinstance(when, date):
            for subject, state in when.states:
                leans.state(subject, state)
            for provision in when.fixed_by:
                leans.provision(provision)
        figures = {id(datum): datum for each in everything for datum in each.figures}
        for term in dict.fromkeys(datum.input.quantity for datum in figures.values()):
            given = self.computer.answer(term, found.on)
            for state in given.states if given is not None else ():
                leans.state(term, state)
        of = self.kinds.of
        return {
            "on": found.on.isoformat(),
            "series": series,
            "answered": True,
            "sentence": "",
            "value": self.figure(found),
            "how": found.how,
            "by": self.by(found),
            "roundings": [
                rounding_view(done, of(found.term, found.on)) for done in found.roundings
            ],
            "rests_on": [
                {
                    "term": each.term,
                    "how": each.how,
                    "by": self.by(each),
                    "value": self.figure(each),
                }
                for each in everything[:-1]
            ],
            "figures": [
                {
                    "input": str(datum.input),
                    "value": figure(datum.value, of(datum.input.quantity, found.on, datum.value)),
                    "path": datum.place.source.path,
                    "line": datum.line,
                }
                for datum in figures.values()
            ],
            "findings": [],
            "leans": leans.views(),
        }

    def figure(self, found: Computed) -> Figure:
        """Give a value as a view."""
        return figure(found.value, self.kinds.of(found.term, found.on, found.value))

    def by(self, found: Computed) -> str | None:
        """Give the paragraph whose definition computes a value, and keep the definition."""
        answer, formula = found.answer, found.formula
        if answer is None or formula is None:
            return None
        name = str(answer.governs) if answer.governs else answer.agreement
        key = (found.term, name)
        if key not in self._definitions:
            moment = Moment(self._sources, self.computer.timeline, found.on, answer.known_on)
            self._definitions[key] = {
                "name": name,
                "term": found.term,
                "formula": notation(formula.expression),
                "status": self._status(found.term, answer, found.on),
                "place": formula.span.place,
                "governed_by": governing(moment, answer),
            }
        return name

    def _status(self, term: str, answer: Answer, on: date) -> str:
        if answer.outcome is Outcome.AS_CONSTRUED:
            return CONSTRUED
        return self.computer.standing(term, answer, on).value

    def _lean(self, leans: Leans, found: Computed) -> None:
        answer = found.answer
        if answer is None:
            return
        for state in answer.states:
            if state.status is Status.UNDEFINED:
                continue
            leans.state(answer.subject, state)
            for place in credited(state):
                leans.provision(place.step.provision)
        for place in answer.suspensions:
            leans.provision(place.step.provision)


def calc(
    base: RuleBase,
    agreement: Agreement,
    computer: Computer,
    term: str,
    asked: date | Month | tuple[date | Month, date | Month],
    typed: str | None = None,
    progress: Callable[[list[SeriesDate | date]], Iterable[SeriesDate | date]] | None = None,
) -> Calc:
    """Compute a term.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        computer: What computes it.
        term: The term as defined.
        asked: A date, a month, or the first and the last of a stretch.
        typed: The term as it was typed, if otherwise.
        progress: Goes through the dates of a stretch, and may show how far it is.
    """
    reckoner = Reckoner(base, agreement, computer)
    known_on = computer.known_on
    if isinstance(asked, tuple):
        dates: list[SeriesDate | date] = list(series_between(agreement, asked, known_on))
        through = progress(dates) if progress else dates
        values = [reckoner.value(term, each, traced=False) for each in through]
    else:
        when = find_date(agreement.timeline, asked, known_on)
        values = [reckoner.value(term, when, traced=True)]
    return {
        "schema": "hereof/calc/1",
        "asked": asked_view(term if typed is None else typed, asked, known_on),
        "agreement": {"id": agreement.id, "title": agreement.title},
        "term": term,
        "known": knowledge(base, agreement, known_on),
        "data": data_view(computer, reckoner.remarks),
        "answered": bool(values) and all(each["answered"] for each in values),
        "values": values,
        "definitions": reckoner.definitions,
    }


def series_between(
    agreement: Agreement,
    ends: tuple[date | Month, date | Month],
    known_on: date | None,
) -> Iterator[SeriesDate]:
    """Give the dates of the agreement's series from one date or month through another."""
    first, last = ends
    calendars, series = agreement.timeline.calendars, series_of(agreement.timeline)
    month = first if isinstance(first, Month) else Month.of(first)
    end = last if isinstance(last, Month) else Month.of(last)
    while month <= end:
        try:
            found = calendars.dates_in(series, month, known_on)
        except (NoSeriesError, CalendarRangeError):
            found = []
        for each in found:
            after = isinstance(first, Month) or each.day >= first
            before = isinstance(last, Month) or each.day <= last
            if after and before:
                yield each
        month = month.next()


def asked_view(
    typed: str, asked: date | Month | tuple[date | Month, date | Month], known_on: date | None
) -> Span:
    """Give the question as a view."""
    start, end = asked if isinstance(asked, tuple) else (None, None)
    return {
        "term": typed,
        "on": None if isinstance(asked, tuple) else asked_text(asked),
        "start": asked_text(start) if start is not None else None,
        "end": asked_text(end) if end is not None else None,
        "known_on": iso(known_on),
    }


def data_view(computer: Computer, remarks: Remarks, *others: Remarks) -> Data:
    """Give the data of an answer as a view, with what was remarked in it."""
    return {
        "files": [{"path": path, "sha256": sha256} for path, sha256 in computer.data.files],
        "illustrative": list(computer.data.illustrative),
        "notes": remarks.views(*others),
    }


def instrument_title(answer: Answer) -> str:
    """Give the title of the instrument that governs."""
    return title_of(answer.governs.entry.instrument) if answer.governs else ""


def _nothing(
    day: date | None,
    series: shapes.SeriesDate | None,
    sentence: str,
    findings: Iterable[Finding],
) -> ValueOn:
    return {
        "on": iso(day),
        "series": series,
        "answered": False,
        "sentence": sentence,
        "value": None,
        "how": "",
        "by": None,
        "roundings": [],
        "rests_on": [],
        "figures": [],
        "findings": list(findings),
        "leans": [],
    }


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."
