"""Whether the terms that a definition names are there while it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, warning
from hereof.model.formulas import terms_of
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
                for name in dict.fromkeys(terms_of(meaning)):
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


def _near(name: str, timeline: AgreementTimeline) -> str:
    return next(iter(nearest(name, timeline.defined())), "")
