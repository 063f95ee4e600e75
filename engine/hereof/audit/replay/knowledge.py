"""When something came to be known of agreements, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.audit.replay.shapes import CONDITION, INSTRUMENT
from hereof.frozen import frozen
from hereof.model import effectivity as e
from hereof.report.sources import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from hereof.rulebase.base import Agreement
    from hereof.timeline.step import Entry, Provision


@frozen(eq=False)
class Event:
    """Something that came to be known on a day.

    Attributes:
        day: The day.
        kind: `instrument`: it was executed; `condition`: one was shown to be met, or a paragraph
            never to have taken effect.
        entry: The instrument.
        path: Its rule file.
        paragraph: For a condition, the paragraph that hangs on it.
        condition: What the condition is, as worded; for what never took effect, why.
        document: The document that shows it; none where none is named.
        is_never: Whether it is that a paragraph never took effect.
    """

    day: date
    kind: str
    entry: Entry
    path: str
    paragraph: str = ""
    condition: str = ""
    document: str | None = None
    is_never: bool = False

    @property
    def title(self) -> str:
        """The instrument's title."""
        return title_of(self.entry.instrument)


def events(agreements: Iterable[Agreement]) -> list[Event]:
    """Give all that came to be known of agreements, in order."""
    found = [each for agreement in agreements for each in _events(agreement)]
    return sorted(found, key=lambda each: (each.day, each.kind != INSTRUMENT))


def _events(agreement: Agreement) -> Iterator[Event]:
    paths = {
        rules.instrument.id: rules.source.path
        for rules in agreement.files
        if rules.instrument is not None
    }
    timeline = agreement.timeline
    for entry in timeline.entries:
        if entry.executed is not None:
            yield Event(entry.executed, INSTRUMENT, entry, paths.get(entry.id, ""))
    for provision in timeline.provisions:
        entry = provision.entry
        if entry.executed is not None:
            yield from _shown(provision, entry, entry.executed, paths.get(entry.id, ""))


def _shown(provision: Provision, entry: Entry, executed: date, path: str) -> Iterator[Event]:
    """Give what was shown of a paragraph after its instrument was executed."""
    name = str(provision.ref)
    effectivity, never = provision.paragraph.effectivity, provision.paragraph.never
    moments = (effectivity.start, effectivity.until) if effectivity is not None else ()
    for moment in moments:
        for each in e.conditions(moment):
            day = each.shown or each.met
            if day is not None and day > executed:
                yield Event(day, CONDITION, entry, path, name, each.text, each.document)
    if never is not None and never.known_from > executed:
        yield Event(
            *(never.known_from, CONDITION, entry, path, name),
            *(never.because, never.document),
            is_never=True,
        )
