"""The instruments of a conformed copy: those that it is made of, and those without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.frozen import frozen
from hereof.report.authors import Authors
from hereof.report.deeds import deeds
from hereof.report.sources import iso, lacking, named_in, title_of
from hereof.report.superseded import superseded
from hereof.report.versions import credited
from hereof.timeline.pending import is_pending
from hereof.timeline.resolve import Point, Rulings
from hereof.timeline.undone import How

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.report.conform import ConformedDeed, ConformedInstrument, WithoutEffect
    from hereof.report.sources import Sources
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.answer import Answer
    from hereof.timeline.step import Entry, Provision


@frozen(eq=False)
class Filed:
    """An instrument, and the point at which it is looked at.

    Attributes:
        entry: The instrument.
        timeline: Its agreement.
        on: The date; for an agreement that is taken in as of a date, that date.
        known_on: As known when; then, when it was taken in.
        is_stated: Whether it belongs to an agreement that is taken in as of a date.
    """

    entry: Entry
    timeline: AgreementTimeline
    on: date
    known_on: date | None
    is_stated: bool = False


class Numbers:
    """Numbers the instruments that a copy is made of."""

    def __init__(
        self, sources: Sources, timeline: AgreementTimeline, on: date, known_on: date | None
    ) -> None:
        self.sources = sources
        self.filed = list(_filed(timeline, on, known_on, is_stated=False))
        self.authors = Authors(timeline)
        self.titles = {
            each.timeline.id: title_of(each.timeline.base.instrument)
            for each in self.filed
            if each.timeline is not timeline
        }
        self._numbers: dict[str, int] = {}

    def keep(self, entries: set[str]) -> None:
        """Number these, in the order of execution, those of incorporated agreements last."""
        kept = [each.entry.id for each in self.filed if each.entry.id in entries]
        self._numbers = {name: n for n, name in enumerate(kept, 1)}

    def of(self, entry: Entry) -> int:
        """Give the number of an instrument."""
        return self._numbers[entry.id]


def _filed(
    timeline: AgreementTimeline, on: date, known_on: date | None, *, is_stated: bool
) -> Iterator[Filed]:
    for entry in timeline.entries:
        yield Filed(entry, timeline, on, known_on, is_stated)
    for other, as_of in timeline.incorporated:
        if as_of is None:
            yield from _filed(other, on, known_on, is_stated=is_stated)
        else:
            yield from _filed(other, as_of, timeline.base.executed, is_stated=True)


class Contributors:
    """Tells which instruments a copy is made of.

    Attributes:
        ruling: The paragraphs that say something of others.
        credited: These, and the paragraphs that the words rest on.
    """

    def __init__(self, numbers: Numbers, answers: list[Answer]) -> None:
        self._numbers = numbers
        self.credited = {
            provision: None for answer in answers for provision in _credited_in(answer)
        }
        self.ruling = [p for filed in numbers.filed for p in _rulers(filed)]
        self.credited |= dict.fromkeys(self.ruling)
        numbers.keep({provision.entry.id for provision in self.credited})

    def views(self) -> list[ConformedInstrument]:
        """Give the instruments that the copy is made of, with what each does."""
        found: list[ConformedInstrument] = []
        for filed in self._numbers.filed:
            entry = filed.entry
            mine = [each for each in self.credited if each.entry is entry]
            if not mine:
                continue
            mine.sort(key=lambda provision: provision.position)
            does = _deeds(mine, filed)
            found.append(
                {
                    "number": self._numbers.of(entry),
                    "name": self._numbers.authors.name(entry),
                    "instrument": self._numbers.sources.instrument(entry),
                    "effective": sorted({d["effective_from"] for d in does if d["effective_from"]}),
                    "does": does,
                }
            )
        return found

    def without_effect(self) -> list[WithoutEffect]:
        """Give the instruments that are known of and change nothing, with the reasons."""
        counted = {provision.entry.id for provision in self.credited}
        found: list[WithoutEffect] = []
        for filed in self._numbers.filed:
            entry, known_on = filed.entry, filed.known_on
            is_unknown = known_on is not None and entry.dated > known_on and not filed.is_stated
            if entry.id not in counted and not is_unknown:
                found.append(
                    {
                        "name": self._numbers.authors.name(entry),
                        "instrument": self._numbers.sources.instrument(entry),
                        "reasons": list(dict.fromkeys(reasons_without_effect(filed))),
                    }
                )
        return found


def reasons_without_effect(filed: Filed) -> Iterator[str]:
    """Say why an instrument changes none of the words at a point."""
    entry, known_on = filed.entry, filed.known_on
    if entry.executed is None:
        roles = " and ".join(lacking(entry.instrument))
        yield f"lacking the signature of {roles}" if roles else "not shown to be executed"
    elif filed.is_stated:
        yield f"no part of the text as it stood on {spoken(filed.on)}, which is taken in"
    elif known_on is not None and entry.executed > known_on:
        yield f"not executed as then known; executed later, on {spoken(entry.executed)}"
    else:
        mine = [each for each in filed.timeline.provisions if each.entry is entry]
        changing = [each for each in mine if each.paragraph.operations]
        if not changing:
            yield "it changes no words"
        for why, group in _grouped(changing, filed).items():
            names = ", ".join(group)
            yield f"{'paragraph' if len(group) == 1 else 'paragraphs'} {names}: {why}"


def _grouped(provisions: list[Provision], filed: Filed) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for provision in provisions:
        found.setdefault(reason_without_effect(provision, filed), []).append(
            provision.paragraph.number
        )
    return found


def reason_without_effect(provision: Provision, filed: Filed) -> str:
    """Say why a paragraph changes none of the words at a point."""
    on, known_on = filed.on, filed.known_on
    point = Point(Rulings(filed.timeline.rulings).touching((provision,)), on, known_on)
    never = provision.paragraph.never
    if never is not None and (known_on is None or never.known_from <= known_on):
        return f"{How.NEVER.value}: {never.because}"
    void = point.declared_void_by(provision)
    if void is not None:
        return f"never took effect, as {title_of(void.provision.entry.instrument)} says"
    rescission = point.rescinded_by(provision)
    if rescission is not None:
        return f"rescinded by {title_of(rescission.provision.entry.instrument)}"
    if provision.entry.executed is None:
        return "its instrument is not executed"
    if is_pending(provision, on, known_on) and provision.strip_at(on, known_on) is None:
        return "waiting for a condition that is not shown to be met"
    return _in_time(provision, filed)


def _in_time(provision: Provision, filed: Filed) -> str:
    strip = next((each for each in provision.strips if each.is_known(filed.known_on)), None)
    if strip is None:
        return "not effective"
    if strip.start > filed.on:
        return f"effective only from {spoken(strip.start)}"
    if strip.until is not None and strip.until <= filed.on:
        return f"ended: it was effective until {spoken(strip.until)}"
    return superseded(provision, filed.timeline, filed.on, filed.known_on)


def _deeds(provisions: list[Provision], filed: Filed) -> list[ConformedDeed]:
    found: list[ConformedDeed] = []
    for provision in provisions:
        strip = provision.strip_at(filed.on, filed.known_on)
        number = provision.paragraph.number
        if provision.entry.is_base and not number:
            if not found:
                start = iso(strip.start) if strip else None
                found.append({"paragraph": "", "does": "", "effective_from": start})
            continue
        found.append(
            {
                "paragraph": number,
                "does": deeds(
                    provision.paragraph.operations,
                    lambda ref: named_in(filed.timeline.entries, ref),
                ),
                "effective_from": iso(strip.start) if strip else None,
            }
        )
    return found


def _credited_in(answer: Answer) -> Iterator[Provision]:
    for state in answer.states:
        for place in credited(state):
            yield place.step.provision
            yield from place.corrected_by
        for run in state.runs:
            yield run.step.provision
        for step in state.edited_by:
            yield step.provision
        if state.failed is not None:
            yield state.failed.provision
    for place in answer.suspensions:
        yield place.step.provision


def _rulers(filed: Filed) -> Iterator[Provision]:
    """Give the paragraphs that say something of other paragraphs, where that counts."""
    for ruling in filed.timeline.rulings:
        provision = ruling.provision
        if provision.entry is not filed.entry or ruling.always:
            continue
        if filed.timeline.counts(provision, filed.on, filed.known_on):
            yield provision
