"""Whether the terms that a definition names are there while it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, warning
from hereof.model import formula as f
from hereof.model.formulas import nodes_of
from hereof.model.meaning import CalendarRule, Formula
from hereof.spelling import nearest
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.model.meaning import Meaning
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.term import TermTimeline

_ABSENT: Final = frozenset({Status.UNDEFINED, Status.DELETED, Status.DROPPED})


class Names:
    """What an agreement's definitions name, each name looked up once."""

    def __init__(self, timeline: AgreementTimeline) -> None:
        self._timeline = timeline
        self._absences: dict[str, list[tuple[date, date | None]]] = {}

    def check(self, term: TermTimeline) -> Iterator[Diagnostic]:
        """Check what the definitions of one term name."""
        seen: set[tuple[str, int]] = set()
        for start, until, cell in term.row().stretches():
            for state in cell.states:
                meaning = state.meaning
                if state.status is not Status.STANDS or meaning is None or state.incorporated_from:
                    continue
                absent: dict[str, list[str]] = {}
                for name in dict.fromkeys(_named_in(meaning)):
                    since = self._absent(name, start, until)
                    if since is not None and (name, id(meaning)) not in seen:
                        seen.add((name, id(meaning)))
                        known = self._timeline.speaks_of(name)
                        absent.setdefault(f"from {since} on " if known else "", []).append(name)
                for when, names in absent.items():
                    yield self._undefined(term, names, meaning, when)

    def _absent(self, name: str, start: date, until: date | None) -> date | None:
        """Give the first day from `start` until `until` on which nothing defines a name."""
        for first, end in self._gaps(name):
            if (until is None or first < until) and (end is None or start < end):
                return max(first, start)
        return None

    def _gaps(self, name: str) -> list[tuple[date, date | None]]:
        found = self._absences.get(name)
        if found is None:
            row = self._timeline.term(name).row()
            found = self._absences[name] = [
                (start, until)
                for start, until, cell in row.stretches()
                if all(state.status in _ABSENT for state in cell.states)
            ]
        return found

    def _undefined(
        self, term: TermTimeline, names: list[str], meaning: Meaning, when: str
    ) -> Diagnostic:
        near = {} if when else {name: _near(name, self._timeline) for name in names}
        offers = ", ".join(f"`{near[name]}` for `{name}`" for name in names if near.get(name))
        shown = " and ".join(f"`{name}`" for name in names)
        return warning(
            "term-undefined",
            f"{when}what `{term.subject}` means rests on {shown}, which nothing defines"
            + (" then" if when else ""),
            meaning.span,
            help=f"did you mean {offers}?"
            if offers
            else "define it, or say that it is `given`; as long as nothing does, it has no value",
        )


def _named_in(meaning: Meaning) -> Iterator[str]:
    """Give the terms that a meaning rests on, without words such as `that date`."""
    return (name for name in _said_in(meaning) if name[:1].isupper() or name[:1].isdigit())


def _said_in(meaning: Meaning) -> Iterator[str]:
    if isinstance(meaning, CalendarRule):
        yield from filter(None, (meaning.series, meaning.business_day))
    elif isinstance(meaning, Formula):
        for node in nodes_of(meaning.expression):
            if isinstance(node, f.Input):
                yield node.term
            elif isinstance(node, f.DateIn | f.NthDate):
                yield node.series
            elif isinstance(node, f.DayInMonth | f.ShiftedDay) and node.business_day:
                yield node.business_day
            elif isinstance(node, f.Step) and isinstance(node.when, str):
                yield node.when


def _near(name: str, timeline: AgreementTimeline) -> str:
    return next(iter(nearest(name, timeline.defined())), "")
