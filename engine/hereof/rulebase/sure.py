"""Whether an answer may lean on what a rule file says that its words mean.

That words state another formula or calendar than the rule file takes longer to find than an
answer. So what was found sound is kept, under a digest of all that it was read from.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from hereof.diagnostics import HereofError, Severity
from hereof.model.meaning import BusinessDayRule, CalendarRule, Formula
from hereof.timeline.state import Status
from hereof.wording.kept import KeptReadings, kept_readings, kept_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Diagnostic
    from hereof.model.meaning import Meaning
    from hereof.rulebase.agreement import Agreement
    from hereof.timeline.agreement import AgreementTimeline


_SURE: Final[WeakKeyDictionary[Agreement, set[tuple[str, ...]]]] = WeakKeyDictionary()
"""The terms of an agreement that were looked at, and found sound, in this process."""


def be_sure(agreement: Agreement, *terms: str) -> None:
    """Refuse answers about terms whose words state something else than the rule file.

    Looked at are the terms and every calendar of the agreement, since a month stands for a date
    of it.

    Raises:
        HereofError: The words of one of them do, or the agreement has errors.
    """
    timeline = agreement.timeline
    sure = _SURE.setdefault(agreement, set())
    if terms in sure:
        return
    _see(agreement, timeline, terms)
    sure.add(terms)


def _see(agreement: Agreement, timeline: AgreementTimeline, terms: tuple[str, ...]) -> None:
    leaned_on = tuple(sorted(set(_stated(timeline, terms))))
    if not leaned_on:
        return
    kept = kept_sound(agreement.id)
    key = _digest(agreement, leaned_on)
    if kept.get(key) is not None:
        return
    found = tuple(_contradictions(timeline, leaned_on))
    if found:
        raise HereofError(*found)
    kept.keep(key, {})
    kept.save()


def _contradictions(timeline: AgreementTimeline, terms: tuple[str, ...]) -> Iterator[Diagnostic]:
    from hereof.wording.check import check_words  # noqa: PLC0415 - only where nothing is kept

    readings: KeptReadings = kept_readings()
    found = check_words(timeline, readings, Counter(), only=terms)
    yield from (each for each in found if each.severity is Severity.ERROR)
    readings.save()


def _stated(timeline: AgreementTimeline, terms: tuple[str, ...]) -> Iterator[str]:
    """Give the terms of which a rule file says what could be said otherwise in words."""
    for subject in timeline.subjects:
        for meaning in _meanings(timeline, subject):
            if isinstance(meaning, CalendarRule | BusinessDayRule) or (
                subject in terms and isinstance(meaning, Formula)
            ):
                yield subject


def _meanings(timeline: AgreementTimeline, subject: str) -> Iterator[Meaning]:
    for cell in timeline.term(subject).row().cells:
        for state in cell.states:
            if state.status is Status.STANDS and state.meaning is not None:
                yield state.meaning


def _digest(agreement: Agreement, terms: tuple[str, ...]) -> str:
    """Give a digest of the rule files of an agreement, and of those that it incorporates."""
    digest = hashlib.sha256("\0".join(terms).encode("utf-8", "surrogatepass"))
    texts = {rules.source.text: None for rules in agreement.files}
    todo = [other for other, _ in agreement.timeline.incorporated]
    while todo:
        other = todo.pop()
        texts |= {each.paragraph.span.source.text: None for each in other.provisions}
        todo += [further for further, _ in other.incorporated]
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()
