"""`hereof certify`: an answer with all that it rests on, in one form whose bytes are its proof."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from hereof.audit import provenance
from hereof.audit.arithmetic import Arithmetic, exact, roundings_of
from hereof.audit.canonical import canonical, digest, without
from hereof.audit.leaning import Leaning
from hereof.audit.meaning import meaning
from hereof.calendar import CalendarRangeError
from hereof.compute.opening import computer_for
from hereof.formula.refusals import NotComputedError
from hereof.frozen import frozen
from hereof.report.figures import figure
from hereof.report.leans import Leans
from hereof.report.moments import asked_text, find_date
from hereof.report.reckoner import Reckoner, data_view
from hereof.report.sources import iso
from hereof.report.which import which
from hereof.timeline.series import NoSeriesError, SeriesDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hereof.audit.arithmetic import ArithmeticStep
    from hereof.audit.shapes import (
        CalendarUsed,
        Certificate,
        CertifiedAnswer,
        CertifiedData,
        CertifiedRounding,
        Question,
    )
    from hereof.calendar import Month
    from hereof.compute.computed import Computed
    from hereof.compute.computer import Computer
    from hereof.model import formula as f
    from hereof.report import shapes
    from hereof.report.which import Which
    from hereof.rulebase.base import Agreement, RuleBase

SCHEMA: Final = "hereof/certificate/1"


@frozen
class Asked:
    """A question to certify the answer of.

    Attributes:
        term: The term as defined.
        on: A date, or a month, which means its Distribution Date.
        known_on: The date as of which the file is read; none: everything on file.
        purpose: Why it is asked.
        issued: The date that the certificate bears; none: it bears none.
    """

    term: str
    on: date | Month
    known_on: date | None = None
    purpose: str = ""
    issued: date | None = None


def certify(
    base: RuleBase,
    agreement: Agreement,
    asked: Asked,
    files: Sequence[Path] = (),
    computer: Computer | None = None,
    origins: provenance.Origins | None = None,
) -> Certificate:
    """Certify an answer: what is in force, and what it comes to; a refusal likewise.

    Args:
        base: The rule base.
        agreement: The agreement asked.
        asked: The question.
        files: The data files.
        computer: What computes, where it is at hand; it was made of these files.
        origins: The files and the checkout, where many certificates are made at once.

    Raises:
        HereofError: The agreement has errors, or rows of data are refused.
    """
    made = computer or computer_for(base, agreement, files, asked.known_on)
    where = origins or provenance.Origins(base)
    return _Certifying(where, agreement, asked, made).certificate()


@frozen(eq=False)
class Resolved:
    """An answer before it is sealed.

    Attributes:
        parts: The members of a certificate that carry its meaning.
        agreements: The agreement, and those that the answer rests on.
    """

    parts: dict[str, Any]
    agreements: list[Agreement]


def resolve(
    base: RuleBase,
    agreement: Agreement,
    asked: Asked,
    computer: Computer,
    origins: provenance.Origins | None = None,
) -> Resolved:
    """Answer a question as a certificate does, without hashes and digests.

    Raises:
        HereofError: The agreement has errors.
    """
    where = origins or provenance.Origins(base, asks_git=False)
    return _Certifying(where, agreement, asked, computer).resolved()


def file_bytes(certificate: Certificate) -> bytes:
    """Give the bytes of a certificate's file."""
    return canonical(certificate) + b"\n"


def sealed(certificate: Certificate) -> Certificate:
    """Give a certificate with the digest of what it says."""
    rest = without(certificate, "digest")
    return cast("Certificate", {**rest, "digest": digest(rest)})


class _Certifying:
    """Makes one certificate."""

    def __init__(
        self,
        origins: provenance.Origins,
        agreement: Agreement,
        asked: Asked,
        computer: Computer,
    ) -> None:
        base = self.base = origins.base
        self.origins = origins
        self.agreement = agreement
        self.asked = asked
        self.computer = computer
        self.reckoner = Reckoner(base, agreement, computer)
        self.leaning = Leaning(base, agreement)
        self.answer: Which = which(base, agreement, asked.term, asked.on, asked.known_on)

    def certificate(self) -> Certificate:
        resolved = self.resolved()
        parts = resolved.parts
        whole: dict[str, Any] = {
            "schema": SCHEMA,
            "digest": "",
            "issued": iso(self.asked.issued),
            **parts,
            "evidence": provenance.evidence(self.origins, resolved.agreements, parts),
            "meaning": meaning(parts),
            "repository": self.origins.repository,
            "engine": provenance.engine(),
        }
        return sealed(cast("Certificate", whole))

    def resolved(self) -> Resolved:
        on = self.answer["on"]
        day = date.fromisoformat(on) if on is not None else None
        found, why = self._computed(day)
        value = self.reckoner.valued(found, found.on, None) if found is not None else None
        if day is not None:
            self._lean(day, found)
        sums = Arithmetic(day or date.min, self._why)
        if found is not None:
            sums.add(found)
        parts: dict[str, Any] = {
            "question": self._question(),
            "answer": self._answer(why, value["leans"] if value is not None else []),
            "definitions": self.leaning.definitions,
            "paragraphs": [
                {"name": name, "paragraph": each} for name, each in self.leaning.paragraphs.items()
            ],
            "instruments": list(self.leaning.instruments.values()),
            "calendar": self._calendar(sums),
            "data": self._data(sums, found),
            "value": value["value"] if value is not None else None,
            "arithmetic": sums.steps,
            "roundings": _roundings(sums.steps),
        }
        return Resolved(parts, self._agreements())

    def _computed(self, day: date | None) -> tuple[Computed | None, str]:
        """Compute the term, or say why it has no value."""
        if day is None:
            return None, self.answer["sentence"]
        at = self.computer.on(day, traced=True)
        try:
            return at.compute(self.asked.term), ""
        except NotComputedError as failure:
            return None, self.reckoner.why_not(failure, day)
        finally:
            self.reckoner.remarks.look(at)

    def _lean(self, day: date, found: Computed | None) -> None:
        """Gather the definitions: the term's own, what it is computed by, the calendar's."""
        self.leaning.add(self.computer, self.asked.term, day)
        if found is not None:
            self.leaning.computed(self.computer, found)
        when = find_date(self.agreement.timeline, self.asked.on, self.asked.known_on)
        if isinstance(when, SeriesDate):
            for term, state in when.states:
                self.leaning.state(self.computer, term, state, day)
        for entry in self.answer["instruments"]:
            self.leaning.instruments.setdefault(entry["id"], entry)
        for suspension in self.answer["suspensions"]:
            self.leaning.paragraph(suspension["by"], self.asked.term)
        for each in (*self.answer["pending"], *self._series_fixed_by()):
            self.leaning.paragraph(each, self.asked.term)

    def _series_fixed_by(self) -> list[shapes.Paragraph]:
        series = self.answer["series"]
        return series["fixed_by"] if series is not None else []

    def _agreements(self) -> list[Agreement]:
        others = list(self.leaning.agreements)[1:]
        return provenance.bound_up(self.base, self.agreement, others)

    # ---- the parts

    def _question(self) -> Question:
        return {
            "agreement": {"id": self.agreement.id, "title": self.agreement.title},
            "term": self.asked.term,
            "on": asked_text(self.asked.on),
            "known_on": iso(self.asked.known_on),
            "purpose": self.asked.purpose,
        }

    def _answer(self, why: str, more: Sequence[shapes.Lean]) -> CertifiedAnswer:
        said, term = self.answer, self.asked.term
        leans = Leans()
        for lean in (*said["leans"], *more):
            leans.add(lean["what"], lean["because"])
        texts = (
            each["words"] if each["words"] is not None else each["construed"]
            for each in said["versions"]
        )
        governs = said["governed_by"]
        return {
            "outcome": said["outcome"],
            "answered": said["answered"],
            "sentence": said["sentence"],
            "on": said["on"],
            "series": said["series"],
            "known": _by_commit(said["known"]),
            "words": [text for text in texts if text is not None],
            "governed_by": self.leaning.paragraph(governs, term) if governs else None,
            "suspensions": said["suspensions"],
            "pending": [self.leaning.paragraph(each, term) for each in said["pending"]],
            "unexecuted": [each["id"] for each in said["unexecuted"]],
            "no_value": why,
            "leans": leans.views(),
        }

    def _calendar(self, sums: Arithmetic) -> CalendarUsed:
        library, version = provenance.calendar_library()
        return {"library": library, "version": version, "dates": sums.dates}

    def _data(self, sums: Arithmetic, found: Computed | None) -> CertifiedData:
        view = data_view(self.computer, self.reckoner.remarks)
        return {
            "files": list({each["path"]: each for each in view["files"]}.values()),
            "illustrative": view["illustrative"],
            "notes": [note["message"] for note in view["notes"]],
            "figures": [
                {
                    "input": str(datum.input),
                    "dimension": shown["dimension"],
                    "exact": exact(datum.value),
                    "shown": shown["shown"],
                    "path": datum.place.source.path,
                    "line": datum.line,
                }
                for datum in (sums.figures if found is not None else ())
                for shown in [figure(datum.value, self._kind(datum.input.quantity, datum.value))]
            ],
        }

    def _kind(self, term: str, value: object) -> str:
        on = self.answer["on"]
        assert on is not None  # noqa: S101 - a figure is of a date
        return self.reckoner.kinds.of(term, date.fromisoformat(on), value)

    def _why(self, node: f.DateIn, owner: Computed) -> str:
        """Say why a date of a series is not simply the day that the rule names."""
        name = owner.answer.agreement if owner.answer is not None else self.agreement.id
        here = name == self.agreement.id
        timeline = (self.computer if here else self.computer.other(name)).timeline
        try:
            return timeline.calendars.date_in(node.series, node.month, self.asked.known_on).why
        except (NoSeriesError, CalendarRangeError):
            return ""


def _by_commit(known: shapes.Knowledge) -> shapes.Knowledge:
    """Name a commit by its id, since another name may mean another commit tomorrow."""
    at = known["rules_at"]
    if at is None:
        return known
    return {**known, "rules_at": {"revision": at["commit"], "commit": at["commit"]}}


def _roundings(steps: list[ArithmeticStep]) -> list[CertifiedRounding]:
    return [
        {
            "step": step["id"],
            "before": before,
            "after": step["value"],
            "rule": step["how"][0],
            "unit": step["how"][1],
        }
        for step, before in roundings_of(steps)
    ]
