"""`hereof impact`: what an instrument changes, in the amounts that are computed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.calendar import Month, spoken
from hereof.compute.computer import Computer
from hereof.compute.hypothesis import without
from hereof.formula.rounding import rounded
from hereof.report.calc import series_between
from hereof.report.figures import figure
from hereof.report.leans import Leans
from hereof.report.moments import series_of
from hereof.report.reckoner import Reckoner, data_view
from hereof.report.sources import iso, title_of
from hereof.report.which import knowledge
from hereof.report.worlds import World, unknown
from hereof.timeline.answer import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.report.figures import Figure
    from hereof.report.impact_shapes import Changed, ChangeOn, Impact
    from hereof.report.worlds import Unknown
    from hereof.rulebase.base import Agreement, RuleBase

HEADING: Final = "balances as reported, not rolled forward"
_CENT: Final = Fraction(1, 100)
_IN_FORCE: Final = frozenset({Outcome.IN_FORCE, Outcome.AS_CONSTRUED, Outcome.NOT_ON_FILE})


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
    bare = Computer(
        without(agreement, instrument), computer.data, computer.known_on, others, computer.places
    )
    now = World(Reckoner(base, agreement, computer))
    then = World(Reckoner(base, agreement, bare))
    dates = _dates(agreement, computer, ends)
    terms = _terms(dates, (then, now))
    touched = _touched(agreement, instrument)
    rows: dict[str, list[ChangeOn]] = {term: [] for term in terms}
    for on in progress(dates) if progress else dates:
        for term in terms:
            rows[term].append(_change(term, on, then, now))
        for world in (now, then):
            world.reckoner.remarks.look(world.day(on))
    kept = [
        term for term in terms if term in touched or any(each["changed"] for each in rows[term])
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
    lacking = unknown(terms, dates, then, now)
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
        "data": data_view(computer, now.reckoner.remarks, then.reckoner.remarks),
        "series": series_of(agreement.timeline),
        "answered": bool(both)
        and not lacking.dates
        and all(
            side["value"] or side["gone"]
            for each in both
            for side in (each["without_it"], each["with_it"])
        ),
        "sentence": _sentence(
            title_of(entry.instrument),
            changed,
            dates,
            lacking,
            iso(entry.executed),
        ),
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


def _terms(dates: list[date], worlds: tuple[World, ...]) -> list[str]:
    """Give every term that a formula computes on a date, with the instrument or without it."""
    found = {
        term
        for world in worlds
        for term in world.computer.words.terms
        for on in dates
        if world.day(on).computes(term)
    }
    return sorted(found)


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


def _change(term: str, on: date, then: World, now: World) -> ChangeOn:
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


def _sentence(
    title: str, changed: list[Changed], dates: list[date], lacking: Unknown, executed: str | None
) -> str:
    if executed is None:
        return f"{title} is not executed, so that it changes nothing."
    if not dates:
        return "There is no date to compute: the data has none."
    many = "the date" if len(dates) == 1 else f"the {len(dates)} dates"
    differing = [each["term"] for each in changed if any(d["changed"] for d in each["dates"])]
    if lacking.is_all and not differing:
        return (
            f"Whether {title} changes a value cannot be told: nothing that it may change could be "
            f"computed on {many} asked about."
        )
    unsaid = ""
    if lacking.dates:
        others = len(lacking.terms) - 1
        more = f" and {others} other{'s' * (others > 1)}" if others else ""
        unsaid = (
            f" On {lacking.dates} of {len(dates)} dates {lacking.terms[0]}{more} cannot be "
            "compared: a value is missing."
        )
    if not differing:
        other = " other" if lacking.dates else ""
        return f"{title} changes no{other} value on {many} asked about.{unsaid}"
    names = differing[0] if len(differing) == 1 else f"{len(differing)} terms"
    days = {d["on"] for each in changed for d in each["dates"] if d["changed"]}
    return f"{title} changes {names} on {len(days)} of {len(dates)} dates.{unsaid}"
