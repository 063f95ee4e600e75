"""`hereof impact`: what an instrument changes, in the amounts that are computed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypedDict

from hereof.calendar import Month, spoken
from hereof.compute.computer import Computer
from hereof.compute.hypothesis import without
from hereof.compute.surroundings import meanings_of
from hereof.formula.refusals import NotComputedError
from hereof.formula.rounding import rounded
from hereof.model.meaning import Formula
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.calc import Data, Definition, Reckoner, data_view, series_between
from hereof.report.figures import Figure, figure
from hereof.report.leans import Leans
from hereof.report.moments import series_of
from hereof.report.sources import iso, title_of
from hereof.report.which import knowledge
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.compute.day import Day
    from hereof.formula.trace import Value
    from hereof.rulebase.base import Agreement, RuleBase

HEADING: Final = "balances as reported, not rolled forward"
_CENT: Final = Fraction(1, 100)
_IN_FORCE: Final = frozenset({Outcome.IN_FORCE, Outcome.AS_CONSTRUED, Outcome.NOT_ON_FILE})


class Side(TypedDict):
    """A value with or without the instrument.

    Attributes:
        value: The value; null where there is none.
        by: The paragraph whose definition computes it; null where none does.
        sentence: Why there is no value; empty where there is one.
    """

    value: Figure | None
    by: str | None
    sentence: str


class ChangeOn(TypedDict):
    """What changes on a date.

    Attributes:
        on: The date.
        without_it: Without the instrument.
        with_it: With it.
        difference: What it adds, or takes away; null where one of the two has no value, or the
            values are no numbers. Of dollars: the difference of the two in cents.
        changed: Whether the two differ.
    """

    on: str
    without_it: Side
    with_it: Side
    difference: Figure | None
    changed: bool


class Changed(TypedDict):
    """A term whose value an instrument changes, or whose definition it touches.

    Attributes:
        term: The term.
        touched: Whether the instrument speaks of it; otherwise it rests on what the instrument
            speaks of.
        dates: Every date.
        total_without: Of dollars, all values without the instrument, each in cents; null for
            others.
        total_with: The same with it.
        total: What the instrument adds in all; null likewise.
        governed_before: On how many dates of the series, from the first through the last one asked
            about, what stood before the instrument governed.
        sentence: That in one sentence.
    """

    term: str
    touched: bool
    dates: list[ChangeOn]
    total_without: Figure | None
    total_with: Figure | None
    total: Figure | None
    governed_before: int
    sentence: str


class Impact(TypedDict):
    """What an instrument changes.

    Attributes:
        schema: The name and version of this form.
        heading: What the amounts leave aside: a changed payment would change later balances.
        agreement: The agreement.
        instrument: The instrument.
        title: Its title.
        known: As known when.
        data: The data.
        series: The term whose dates are asked about.
        answered: Whether there is a value with and without on every date, and at least one term.
        sentence: The outcome in one sentence.
        terms: What changes, and what is touched.
        definitions: The definitions that values were computed by.
        leans: Everything construed that the definitions rest on.
    """

    schema: str
    heading: str
    agreement: shapes.AgreementName
    instrument: str
    title: str
    known: shapes.Knowledge
    data: Data
    series: str
    answered: bool
    sentence: str
    terms: list[Changed]
    definitions: list[Definition]
    leans: list[shapes.Lean]


class _World:
    """The agreement with, or without, the instrument."""

    def __init__(self, reckoner: Reckoner) -> None:
        self.reckoner = reckoner
        self.computer = reckoner.computer
        self._days: dict[date, Day] = {}

    def value(self, term: str, on: date) -> tuple[Value | None, Side]:
        """Compute a term, or say why there is no value."""
        day = self._days.get(on)
        if day is None:
            day = self._days[on] = self.computer.on(on)
        try:
            found = day.compute(term)
        except NotComputedError as failure:
            said = self.reckoner.why_not(failure, on)
            return None, {"value": None, "by": None, "sentence": said}
        return found.value, {
            "value": self.reckoner.figure(found),
            "by": self.reckoner.by(found),
            "sentence": "",
        }


def impact(
    base: RuleBase,
    agreement: Agreement,
    instrument: str,
    computer: Computer,
    ends: tuple[date | Month, date | Month] | None = None,
    progress: Callable[[list[date]], Iterable[date]] | None = None,
) -> Impact:
    """Compare what is computed with and without an instrument.

    Args:
        base: The rule base.
        agreement: The agreement.
        instrument: The instrument's name, such as `ramp-2003-rs8/1`.
        computer: What computes the agreement as it is.
        ends: The first and the last date or month; none: every date of which the data speaks.
        progress: Goes through the dates, and may show how far it is.

    Raises:
        HereofError: The agreement has errors.
    """
    entry = next(each for each in agreement.timeline.entries if each.id == instrument)
    others = computer.others
    bare = Computer(without(agreement, instrument), computer.data, computer.known_on, others)
    now = _World(Reckoner(base, agreement, computer))
    then = _World(Reckoner(base, agreement, bare))
    dates = _dates(agreement, computer, ends)
    terms = _terms(agreement, bare)
    touched = _touched(agreement, instrument)
    rows: dict[str, list[ChangeOn]] = {term: [] for term in terms}
    for on in progress(dates) if progress else dates:
        for term in terms:
            rows[term].append(_change(term, on, then, now))
    kept = [
        term
        for term in terms
        if any(each["changed"] for each in rows[term])
        or (term in touched and _is_computed(term, dates, (then, now)))
    ]
    changed = [
        _changed(agreement, computer, instrument, term, rows[term], touched=term in touched)
        for term in kept
    ]
    leans = Leans()
    leans.entry(entry)
    for term in kept:
        for on in dates:
            for world in (then, now):
                answer = world.computer.answer(term, on)
                for state in answer.states if answer else ():
                    leans.state(term, state)
    both = [each for term in changed for each in term["dates"]]
    definitions = {
        (each["name"], each["term"]): each
        for each in (*then.reckoner.definitions, *now.reckoner.definitions)
        if each["term"] in kept
    }
    return {
        "schema": "hereof/impact/1",
        "heading": HEADING,
        "agreement": {"id": agreement.id, "title": agreement.title},
        "instrument": instrument,
        "title": title_of(entry.instrument),
        "known": knowledge(base, agreement, computer.known_on),
        "data": data_view(computer),
        "series": series_of(agreement.timeline),
        "answered": bool(both)
        and all(e["without_it"]["value"] and e["with_it"]["value"] for e in both),
        "sentence": _sentence(title_of(entry.instrument), changed, dates, iso(entry.executed)),
        "terms": changed,
        "definitions": list(definitions.values()),
        "leans": leans.views(),
    }


def _dates(
    agreement: Agreement, computer: Computer, ends: tuple[date | Month, date | Month] | None
) -> list[date]:
    if ends is None:
        return list(computer.data.days)
    return [each.day for each in series_between(agreement, ends, computer.known_on)]


def _terms(agreement: Agreement, bare: Computer) -> list[str]:
    """Give every term that a formula computes, with the instrument or without it."""
    found: dict[str, None] = {}
    for timeline in (agreement.timeline, bare.timeline):
        for subject in timeline.subjects:
            if any(isinstance(meaning, Formula) for meaning in meanings_of(timeline, subject)):
                found.setdefault(subject)
    return sorted(found)


def _is_computed(term: str, dates: list[date], worlds: tuple[_World, ...]) -> bool:
    """Tell whether a formula computes a term on one of the dates."""
    answers = (world.computer.answer(term, on) for on in dates for world in worlds)
    return any(
        answer is not None
        and answer.outcome in _IN_FORCE
        and isinstance(answer.state.meaning, Formula)
        for answer in answers
    )


def _touched(agreement: Agreement, instrument: str) -> set[str]:
    return {
        subject
        for subject in agreement.timeline.subjects
        for step in (
            *agreement.timeline.term(subject).steps,
            *agreement.timeline.term(subject).suspensions,
        )
        if step.provision.entry.id == instrument
    }


def _change(term: str, on: date, then: _World, now: _World) -> ChangeOn:
    before, without_it = then.value(term, on)
    after, with_it = now.value(term, on)
    difference: Figure | None = None
    numbers = isinstance(before, Fraction) and isinstance(after, Fraction)
    if numbers and with_it["value"] is not None:
        assert isinstance(before, Fraction)  # noqa: S101 - just told
        assert isinstance(after, Fraction)  # noqa: S101 - just told
        dimension = with_it["value"]["dimension"]
        one, other = (_cents(each, dimension) for each in (before, after))
        difference = figure(other - one, dimension)
    return {
        "on": on.isoformat(),
        "without_it": without_it,
        "with_it": with_it,
        "difference": difference,
        "changed": before != after or type(before) is not type(after),
    }


def _cents(value: Fraction, dimension: str) -> Fraction:
    """Give dollars in cents, as they are paid; other numbers as they are."""
    return rounded(value, "half up", _CENT) if dimension == "dollars" else value


def _changed(
    agreement: Agreement,
    computer: Computer,
    instrument: str,
    term: str,
    dates: list[ChangeOn],
    *,
    touched: bool,
) -> Changed:
    before = _governed_before(agreement, computer, instrument, term, dates)
    total = _total(dates, "without_it")
    said = _governed(series_of(agreement.timeline), before, dates, touched=touched)
    if said and total is not None:
        said += f" On these {len(dates)} dates it would have come to {total['shown']}."
    return {
        "term": term,
        "touched": touched,
        "dates": dates,
        "total_without": total,
        "total_with": _total(dates, "with_it"),
        "total": _total(dates, "difference"),
        "governed_before": len(before),
        "sentence": said,
    }


def _total(dates: list[ChangeOn], side: str) -> Figure | None:
    """Add up dollars in cents; nothing where one is missing, or they are no dollars."""
    total = Fraction(0)
    for each in dates:
        if side == "difference":
            found = each["difference"]
        else:
            found = each["without_it" if side == "without_it" else "with_it"]["value"]
        if found is None or found["dimension"] != "dollars":
            return None
        total += _cents(Fraction(found["exact"]), "dollars")
    return figure(total, "dollars") if dates else None


def _governed_before(
    agreement: Agreement,
    computer: Computer,
    instrument: str,
    term: str,
    dates: list[ChangeOn],
) -> list[date]:
    """Give the dates of the series on which the term stood as it was before the instrument."""
    if not dates:
        return []
    first = Month.of(agreement.timeline.base.dated)
    last = date.fromisoformat(dates[-1]["on"])
    found = []
    for each in series_between(agreement, (first, last), computer.known_on):
        answer = computer.answer(term, each.day)
        if answer is None or answer.outcome not in _IN_FORCE:
            continue
        credited = (*((answer.state.base,) if answer.state.base else ()), *answer.state.applied)
        if all(place.entry.id != instrument for place in credited):
            found.append(each.day)
    return found


def _governed(series: str, before: list[date], dates: list[ChangeOn], *, touched: bool) -> str:
    if not dates or not touched:
        return ""
    through = spoken(date.fromisoformat(dates[-1]["on"]))
    if not before:
        return f"What stood before it governed no {series} through {through}."
    many = f"1 {series}" if len(before) == 1 else f"{len(before)} {series}s"
    return (
        f"What stood before it governed {many} through {through}, the last on {spoken(before[-1])}."
    )


def _sentence(title: str, changed: list[Changed], dates: list[date], executed: str | None) -> str:
    if executed is None:
        return f"{title} is not executed, so that it changes nothing."
    if not dates:
        return "There is no date to compute: the data has none."
    differing = [each["term"] for each in changed if any(d["changed"] for d in each["dates"])]
    if not differing:
        return f"{title} changes no value on the {len(dates)} dates asked about."
    names = differing[0] if len(differing) == 1 else f"{len(differing)} terms"
    days = {d["on"] for each in changed for d in each["dates"] if d["changed"]}
    return f"{title} changes {names} on {len(days)} of {len(dates)} dates."
