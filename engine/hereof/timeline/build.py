"""Places every instrument of an agreement in time, one after the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, error
from hereof.model import effectivity as e
from hereof.model.formula import Day
from hereof.model.meaning import Formula
from hereof.spelling import did_you_mean
from hereof.timeline.agreement import AgreementTimeline
from hereof.timeline.entries import Dates, is_base, settle, too_early
from hereof.timeline.pins import Pin
from hereof.timeline.series import NoSeriesError
from hereof.timeline.state import Status
from hereof.timeline.step import Entry, Provision
from hereof.timeline.strips import strips

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hereof.model.instrument import Incorporation, Instrument, Paragraph, RuleFile


def build(
    agreement: str, files: Sequence[RuleFile], others: Mapping[str, AgreementTimeline]
) -> tuple[AgreementTimeline | None, list[Diagnostic]]:
    """Place every instrument of an agreement in time.

    Args:
        agreement: The agreement's name.
        files: Its rule files, in any order.
        others: Timelines of the agreements that it incorporates, by name.

    Returns:
        The timeline, and what is wrong; no timeline where the agreement itself
        has no rule file or no date.
    """
    findings: list[Diagnostic] = []
    settled: list[tuple[RuleFile, Instrument, Dates]] = []
    for rules in files:
        dates, found = settle(rules)
        findings.extend(found)
        if dates is not None and rules.instrument is not None:
            settled.append((rules, rules.instrument, dates))
    bases = [(instrument, dates) for _, instrument, dates in settled if is_base(instrument)]
    if not bases:
        return None, findings
    settled.sort(key=_order)
    timeline = AgreementTimeline(agreement)
    for incorporation in bases[0][0].incorporations:
        findings.extend(_incorporate(timeline, incorporation, others))
    for rules, _, _ in settled:
        for paragraph in rules.paragraphs:
            timeline.learn(paragraph)
    for position, (rules, instrument, dates) in enumerate(settled):
        early = None if is_base(instrument) else too_early(*bases[0], instrument, dates)
        if early is not None:
            findings.append(early)
        entry = Entry(instrument, dates.dated, dates.executed, position, is_base(instrument))
        timeline.entries.append(entry)
        timeline.header_rulings(entry)
        for number, paragraph in enumerate(rules.paragraphs):
            findings.extend(_place(timeline, entry, paragraph, number))
    timeline.sort_rulings()
    return timeline, findings


def _order(item: tuple[RuleFile, Instrument, Dates]) -> tuple[object, ...]:
    _, instrument, dates = item
    return (
        not is_base(instrument),
        dates.executed is None,
        dates.executed or dates.dated,
        dates.dated,
        _natural(instrument.id),
    )


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sort `x/2` before `x/10`, by how long a number is: it may be too long to compute."""
    import re  # noqa: PLC0415 - one use

    parts = re.findall(r"0*(\d+)|(\D+)", name)
    return tuple((len(digits), digits) if digits else (-1, text) for digits, text in parts)


def _incorporate(
    timeline: AgreementTimeline,
    incorporation: Incorporation,
    others: Mapping[str, AgreementTimeline],
) -> list[Diagnostic]:
    other = others.get(incorporation.agreement)
    if other is None:
        return []
    timeline.incorporated.append((other, incorporation.as_of))
    return []


def _place(
    timeline: AgreementTimeline, entry: Entry, paragraph: Paragraph, number: int
) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    named: list[tuple[e.FromSeries, date]] = []

    def resolve(moment: e.FromSeries | e.AsOfTerm) -> date | None:
        try:
            if isinstance(moment, e.AsOfTerm):
                return _term_date(timeline, moment.term, entry)
            found = timeline.calendars.date_in(moment.term, moment.month, None)
        except NoSeriesError as failure:
            findings.append(_no_date(timeline, moment, failure))
            return None
        named.append((moment, found.day))
        return found.day

    found = (
        strips(paragraph.effectivity, paragraph.never, entry.dated, entry.executed, resolve)
        if entry.executed is not None
        else ()
    )
    if not found and entry.executed is not None and not findings:
        findings.extend(_never_live(entry, paragraph))
    provision = Provision(entry, paragraph, number, found)
    timeline.add(provision)
    timeline.pins.extend(Pin(m.term, m.month, day, provision, m.span) for m, day in named)
    return findings


def _term_date(timeline: AgreementTimeline, term: str, entry: Entry) -> date:
    states = timeline.term(term).in_force(max(entry.dated, timeline.base.dated)).states
    meaning = states[0].meaning
    stands = len(states) == 1 and states[0].status is Status.STANDS
    if stands and isinstance(meaning, Formula) and isinstance(meaning.expression, Day):
        return meaning.expression.day
    raise NoSeriesError(f"the definition of {term} states no date")


def _no_date(
    timeline: AgreementTimeline, moment: e.FromSeries | e.AsOfTerm, failure: NoSeriesError
) -> Diagnostic:
    help_ = "state `means` in the definition of the term, or give the date itself, construed"
    if not timeline.speaks_of(moment.term):
        help_ = did_you_mean(moment.term, timeline.defined(), help_)
    return error(
        "effective-date-unknown",
        f"the date from which this is effective is not known: {failure}",
        moment.span,
        help=help_,
    )


def _never_live(entry: Entry, paragraph: Paragraph) -> list[Diagnostic]:
    effectivity = paragraph.effectivity
    if effectivity is None or paragraph.never is not None:
        return []
    if date.min in (effectivity.through, getattr(effectivity.until, "day", None)):
        return []  # no such day, which is a finding of its own
    if any(condition.met is None for condition in e.conditions(effectivity.start)):
        return []
    return [
        error(
            "effectivity-empty",
            f"paragraph {paragraph.number} of `{entry.id}` ends before it begins",
            effectivity.end_span or effectivity.span,
            help="`until` and `through` must name a day after the one from which it is effective",
        )
    ]
