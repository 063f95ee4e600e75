"""Values as views, with the definitions and figures that they rest on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.compute.kinds import Kinds
from hereof.formula.refusals import NotComputedError
from hereof.language.notation import notation
from hereof.report.figures import figure, rounding_view
from hereof.report.findings import finding
from hereof.report.leans import Leans
from hereof.report.moments import NoDate, series_of, series_view, spoken_iso
from hereof.report.remarks import Remarks
from hereof.report.sources import Sources, iso
from hereof.report.versions import Moment, credited
from hereof.report.which import governing
from hereof.timeline.answer import Outcome
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.compute.computed import Computed
    from hereof.compute.computer import Computer
    from hereof.report import shapes
    from hereof.report.figures import Figure
    from hereof.report.findings import Finding
    from hereof.report.value_shapes import Data, Definition, ValueOn
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.answer import Answer
    from hereof.timeline.series import SeriesDate

CONSTRUED = "as construed"
_STRANGER: Final = "`{}` is no Class of the list, and nothing says of which Classes it consists."


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


def data_view(computer: Computer, remarks: Remarks, *others: Remarks) -> Data:
    """Give the data of an answer as a view, with what was remarked in it."""
    return {
        "files": [{"path": path, "sha256": sha256} for path, sha256 in computer.data.files],
        "illustrative": list(computer.data.illustrative),
        "notes": remarks.views(*others),
    }


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
