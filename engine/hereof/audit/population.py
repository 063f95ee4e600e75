"""Every Distribution Date with every calculated definition, for samples to be drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from attrs import field

from hereof.audit.against import Against  # noqa: TC001 - schemas are made of the annotations
from hereof.audit.against_ledger import AgainstLedger  # noqa: TC001 - the same
from hereof.audit.canonical import digest
from hereof.calendar import CalendarRangeError, Month
from hereof.formula.refusals import NotComputedError
from hereof.frozen import frozen
from hereof.model.meaning import Elsewhere
from hereof.model.names import CLASSES, is_section
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.figures import Figure  # noqa: TC001 - schemas are made of the annotations
from hereof.report.moments import NoDate, asked_text, find_date, month_text, series_of
from hereof.report.reckoner import CONSTRUED, Reckoner, data_view
from hereof.report.sources import iso
from hereof.report.value_shapes import Data  # noqa: TC001 - schemas are made of it
from hereof.report.which import knowledge, which
from hereof.timeline.answer import Outcome
from hereof.timeline.series import NoSeriesError
from hereof.wording.statuses import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from hereof.compute.computer import Computer
    from hereof.report.which import Which
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.answer import Answer
    from hereof.timeline.series import SeriesDate
    from hereof.timeline.state import State

FORM: Final = "hereof/population/1"
_CALCULATED: Final = frozenset(
    {
        Standing.READ,
        Standing.CHOSEN,
        Standing.BY_CONVENTION,
        Standing.ASSERTED,
        Standing.AMBIGUOUS,
        Standing.DIFFERS,
    }
)
_DIGESTED: Final = ("agreement", "asked", "gaps", "governing", "rows")
_ANSWERS: Final = frozenset({Outcome.IN_FORCE.value, Outcome.AS_CONSTRUED.value})


class Proof(TypedDict):
    """Where a document says what governs.

    Attributes:
        by: The paragraph that the words are of, such as `series-1/1 paragraph 2`.
        document: The document, relative to the rule base.
        sha256: Of its bytes.
        first_line: The first line of the words in it, counted from 1.
        last_line: The last line.
        rule: Where the rule file quotes them.
    """

    by: str
    document: str
    sha256: str
    first_line: int
    last_line: int
    rule: str


class Governing(TypedDict):
    """What governed a term for a while.

    Attributes:
        number: Counted from 1; rows refer to it.
        term: The term.
        outcome: What holds, such as `in force` or `suspended`.
        governed_by: The paragraph that last changed the definition; null where that is in doubt.
        instrument: Its instrument; null likewise.
        title: The instrument's title; null likewise.
        set_by: Every paragraph that gave the words their form, and those that suspend them.
        pending: Paragraphs that wait for a condition, by name.
        words: The words; null where there are none to give, or where there are several.
        construed: Whether the answer leans on what is construed.
        proof: Where the documents say so.
    """

    number: int
    term: str
    outcome: str
    governed_by: str | None
    instrument: str | None
    title: str | None
    set_by: list[str]
    pending: list[str]
    words: str | None
    construed: bool
    proof: list[Proof]


class Row(TypedDict):
    """A term on a Distribution Date.

    Attributes:
        on: The date.
        month: The month that it is the date of.
        term: The term.
        outcome: What holds.
        governing: The number of what governed it.
        governed_by: The paragraph that last changed the definition; null where that is in doubt.
        status: Where its formula comes from: `read`, `chosen`, `by convention`, `asserted`, `as
            construed`, or that its words are ambiguous; empty where nothing is in force.
        value: What it comes to with the data given; null where it comes to nothing, or no data is.
        why: Why there is no value, where data is given; empty otherwise.
    """

    on: str
    month: str
    term: str
    outcome: str
    governing: int
    governed_by: str | None
    status: str
    value: Figure | None
    why: str


class Gap(TypedDict):
    """A month of the stretch that has no Distribution Date.

    Attributes:
        month: The month.
        why: Why it has none.
    """

    month: str
    why: str


class Stretch(TypedDict):
    """The stretch asked about.

    Attributes:
        start: The first date or month.
        end: The last.
        known_on: The date as of which the file is read; null: everything on file.
    """

    start: str
    end: str
    known_on: str | None


class Population(TypedDict):
    """Every Distribution Date with every calculated definition of an agreement.

    Attributes:
        schema: The name and version of this form.
        agreement: The agreement.
        asked: The stretch.
        known: As known when.
        data: The data; null where none is given.
        answered: Whether there is at least one row.
        dates: The Distribution Dates, in order.
        gaps: The months of the stretch without one.
        terms: The terms that a formula computes on at least one of the dates, in order.
        count: So many rows: the dates by the terms.
        digest: SHA-256 of the canonical JSON (RFC 8785) of `agreement`, `asked`, `gaps`,
            `governing` and `rows`.
        governing: What governed each term, and for how long.
        rows: A row for each date and term, by date and then by term.
        against: How the rows compare with a file of payments; null where none is given.
        against_ledger: How they compare with a ledger; null where none is given.
    """

    schema: str
    agreement: shapes.AgreementName
    asked: Stretch
    known: shapes.Knowledge
    data: Data | None
    answered: bool
    dates: list[str]
    gaps: list[Gap]
    terms: list[str]
    count: int
    digest: str
    governing: list[Governing]
    rows: list[Row]
    against: Against | None
    against_ledger: AgainstLedger | None


def population(
    base: RuleBase,
    agreement: Agreement,
    computer: Computer,
    ends: tuple[date | Month, date | Month],
    progress: Callable[[list[SeriesDate]], Iterable[SeriesDate]] | None = None,
) -> Population:
    """List what governed each calculated definition on each Distribution Date.

    Args:
        base: The rule base.
        agreement: The agreement.
        computer: What computes it; with data, values are computed as well.
        ends: The first and the last date or month.
        progress: Goes through the dates, and may show how far it is.

    Raises:
        HereofError: The agreement has errors.
    """
    gaps: list[Gap] = []
    dates = list(_dates(agreement, ends, computer.known_on, gaps))
    lister = _Lister(base, agreement, computer)
    terms = lister.terms([each.day for each in dates])
    rows = [
        lister.row(term, each)
        for each in (progress(dates) if progress else dates)
        for term in terms
    ]
    view: Population = {
        "schema": FORM,
        "agreement": {"id": agreement.id, "title": agreement.title},
        "asked": {
            "start": asked_text(ends[0]),
            "end": asked_text(ends[1]),
            "known_on": iso(computer.known_on),
        },
        "known": knowledge(base, agreement, computer.known_on),
        "data": data_view(computer, lister.reckoner.remarks) if lister.has_data else None,
        "answered": bool(rows),
        "dates": [each.day.isoformat() for each in dates],
        "gaps": gaps,
        "terms": terms,
        "count": len(rows),
        "digest": "",
        "governing": lister.governing,
        "rows": rows,
        "against": None,
        "against_ledger": None,
    }
    view["digest"] = digest_of(view)
    return view


def digest_of(view: Population) -> str:
    """Give the digest of a population's question and rows, in canonical JSON."""
    return digest({name: view[name] for name in _DIGESTED})


def _dates(
    agreement: Agreement,
    ends: tuple[date | Month, date | Month],
    known_on: date | None,
    gaps: list[Gap],
) -> Iterator[SeriesDate]:
    """Give the Distribution Dates of a stretch; a month without one is a gap, with the reason."""
    first, last = ends
    timeline = agreement.timeline
    month = first if isinstance(first, Month) else Month.of(first)
    end = last if isinstance(last, Month) else Month.of(last)
    while month <= end:
        try:
            found = timeline.calendars.dates_in(series_of(timeline), month, known_on)
        except (NoSeriesError, CalendarRangeError):
            found = []
        if not found:
            why = find_date(timeline, month, known_on)
            said = why.sentence if isinstance(why, NoDate) else "There is none."
            gaps.append({"month": month_text(month), "why": said})
        for each in found:
            after = isinstance(first, Month) or each.day >= first
            if after and (isinstance(last, Month) or each.day <= last):
                yield each
        month = month.next()


@frozen(eq=False)
class _Lister:
    """Lists rows, and keeps what governed each term for as long as it did."""

    base: RuleBase
    agreement: Agreement
    computer: Computer
    governing: list[Governing] = field(factory=list, init=False)
    _kept: dict[tuple[str, int, tuple[str, ...]], tuple[object, Governing]] = field(
        factory=dict, init=False
    )
    reckoner: Reckoner = field(init=False)

    @reckoner.default
    def _make_reckoner(self) -> Reckoner:
        return Reckoner(self.base, self.agreement, self.computer)

    @property
    def has_data(self) -> bool:
        """Whether values are computed."""
        return bool(self.computer.data.files)

    def terms(self, days: list[date]) -> list[str]:
        """Give the terms that a formula computes on at least one of some dates."""
        timeline = self.agreement.timeline
        every = {*timeline.subjects, *timeline.defined()} - {CLASSES}
        return [
            term
            for term in sorted(every)
            if not is_section(term) and self._is_calculated(term, days)
        ]

    def _is_calculated(self, term: str, days: list[date]) -> bool:
        seen: set[int] = set()
        for day in days:
            answer = self.computer.answer(term, day)
            if answer is None or id(answer.cell) in seen:
                continue
            seen.add(id(answer.cell))
            if any(self._computes(term, state, day) for state in answer.states):
                return True
        return False

    def _computes(self, term: str, state: State, day: date) -> bool:
        meaning = state.meaning
        if isinstance(meaning, Elsewhere):
            try:
                return self.computer.other(meaning.agreement).on(day).computes(meaning.term or term)
            except NotComputedError:
                return True
        return self.computer.words.of(term, state, day).standing in _CALCULATED

    def row(self, term: str, when: SeriesDate) -> Row:
        """Give a term on a date."""
        answer = self.computer.answer(term, when.day)
        assert answer is not None  # noqa: S101 - only terms that are spoken of come here
        governed = self._governed(term, answer)
        value, why = None, ""
        if self.has_data:
            found = self.reckoner.value(term, when, traced=False)
            value, why = found["value"], found["sentence"]
        return {
            "on": when.day.isoformat(),
            "month": month_text(when.month),
            "term": term,
            "outcome": answer.outcome.value,
            "governing": governed["number"],
            "governed_by": governed["governed_by"],
            "status": self._status(term, answer),
            "value": value,
            "why": why,
        }

    def _status(self, term: str, answer: Answer) -> str:
        if answer.outcome.value not in _ANSWERS:
            return ""
        if answer.outcome is Outcome.AS_CONSTRUED:
            return CONSTRUED
        return self.computer.standing(term, answer, answer.on).value

    def _governed(self, term: str, answer: Answer) -> Governing:
        pending = tuple(str(each) for each in answer.pending)
        key = (term, id(answer.cell), pending)
        if key not in self._kept:
            view = which(self.base, self.agreement, term, answer.on, self.computer.known_on)
            found = _governing(len(self.governing) + 1, term, view, pending)
            self._kept[key] = (answer.cell, found)
            self.governing.append(found)
        return self._kept[key][1]


def _governing(number: int, term: str, view: Which, pending: tuple[str, ...]) -> Governing:
    by = view["governed_by"]
    versions = view["versions"]
    several = [
        paragraph
        for version in versions
        for paragraph in (version["set_by"], *version["edited_by"], version["failed"])
        if paragraph is not None
    ] + [each["by"] for each in view["suspensions"]]
    named = {_name(each): each for each in (*several, *([by] if by is not None else []))}
    only: Any = versions[0] if len(versions) == 1 else {}
    words = only.get("words")
    return {
        "number": number,
        "term": term,
        "outcome": view["outcome"],
        "governed_by": _name(by) if by is not None else None,
        "instrument": by["instrument"] if by is not None else None,
        "title": by["title"] if by is not None else None,
        "set_by": list(named),
        "pending": list(pending),
        "words": words if words is not None else only.get("construed"),
        "construed": bool(view["leans"]),
        "proof": [proof for name, each in named.items() for proof in _proofs(name, each)],
    }


def _name(paragraph: shapes.Paragraph) -> str:
    number = paragraph["paragraph"]
    return f"{paragraph['instrument']} paragraph {number}" if number else paragraph["instrument"]


def _proofs(name: str, paragraph: shapes.Paragraph) -> Iterator[Proof]:
    words = paragraph["words"]
    quoted = [*paragraph["instruction"], *([words] if words is not None else [])]
    quoted += [each for by in paragraph["corrected_by"] for each in by["instruction"]]
    seen: set[tuple[str, int, int]] = set()
    for each in quoted:
        key = (each["document"], each["first_line"], each["last_line"])
        if key in seen:
            continue
        seen.add(key)
        yield {
            "by": name,
            "document": each["document"],
            "sha256": each["sha256"],
            "first_line": each["first_line"],
            "last_line": each["last_line"],
            "rule": each["rule"],
        }
