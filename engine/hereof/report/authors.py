"""Who changed words, as a text calls them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hereof.calendar import spoken
from hereof.redline.causes import Way
from hereof.report.sources import title_of
from hereof.report.which import paragraph_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from hereof.redline.causes import Cause
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.step import Entry


class Authors:
    """Names instruments by their titles, and by more where another has the same."""

    def __init__(self, timeline: AgreementTimeline) -> None:
        self._own = {entry.id for entry in timeline.entries}
        self._titles = Counter(title_of(entry.instrument) for entry in timeline.entries)

    def name(self, entry: Entry) -> str:
        """Give the one name of an instrument."""
        title = title_of(entry.instrument)
        others = self._titles[title] - (entry.id in self._own)
        return f"{title} ({entry.id})" if others else title


def said_of(cause: Cause) -> str:
    """Say what makes a change: `Amendment Number One, paragraph 2, effective 21 October 2003`."""
    return _SENTENCES[cause.way](cause)


def _by(cause: Cause) -> str:
    return paragraph_name(cause.by)


def _of(cause: Cause) -> str:
    return paragraph_name(cause.of)


def _from(cause: Cause) -> str:
    return f"effective {spoken(cause.effective)}"


def _known(cause: Cause) -> str:
    days = [strip.known_from for strip in cause.of.strips] or [cause.of.entry.dated]
    return f"{_of(cause)}, {_from(cause)}, which is known only from {spoken(min(days))}"


_SENTENCES: Final[dict[Way, Callable[[Cause], str]]] = {
    Way.MADE: lambda c: f"{_by(c)}, {_from(c)}",
    Way.CORRECTED: lambda c: f"{_by(c)}, {_from(c)}, which corrects {_of(c)}",
    Way.REVIVED: lambda c: f"{_by(c)}, {_from(c)}, which revives {_of(c)}",
    Way.RESCINDED: lambda c: f"{_by(c)}, {_from(c)}, which rescinds {_of(c)}",
    Way.VOID: lambda c: f"{_by(c)}, which says that {_of(c)} never took effect",
    Way.DEFEATED: lambda c: f"{_by(c)}, which prevails over {_of(c)}",
    Way.NEVER: lambda c: f"{_of(c)}, which never took effect",
    Way.ENDED: lambda c: f"{_of(c)}, which ended: it was effective until {spoken(c.effective)}",
    Way.NOT_YET: lambda c: f"{_of(c)}, which is effective only from {spoken(c.effective)}",
    Way.NOT_KNOWN: _known,
}
