"""What is wrong with formulas: circles, and quantities that do not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hereof.calendar import spoken
from hereof.diagnostics import Label, error
from hereof.formula.dimensions import dimensions
from hereof.formula.terms import is_asked
from hereof.model import formula as f
from hereof.model.formulas import nodes_of
from hereof.model.meaning import Formula, Given
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hereof.diagnostics import Diagnostic
    from hereof.timeline.agreement import AgreementTimeline
    from hereof.timeline.state import State

Stretches: TypeAlias = "dict[str, list[tuple[date, Formula | Given | None]]]"
"""What each term means from which day on: a formula, data, or nothing of the kind."""


def check_formulas(timeline: AgreementTimeline) -> Iterator[Diagnostic]:
    """Give what is wrong with the formulas of an agreement, as everything on file is known."""
    stretches = _stretches(timeline)
    if not any(isinstance(m, Formula) for found in stretches.values() for _, m in found):
        return
    yield from _circles(stretches)
    yield from _mismatches(stretches)


def circles_in_words(
    timeline: AgreementTimeline, formula: Callable[[str, State, date], Formula | None]
) -> Iterator[Diagnostic]:
    """Give the circles of formulas, where some are read from the words.

    Args:
        timeline: The agreement.
        formula: Gives the formula of a definition whose rule file states none.
    """
    yield from _circles(_stretches(timeline, formula))


def _stretches(
    timeline: AgreementTimeline,
    formula: Callable[[str, State, date], Formula | None] | None = None,
) -> Stretches:
    found: Stretches = {}
    for subject in timeline.subjects:
        cells = timeline.term(subject).row().stretches()
        states = [(start, c.states[0] if len(c.states) == 1 else None) for start, _, c in cells]
        meanings: list[tuple[date, Formula | Given | None]] = []
        for start, state in states:
            stands = state is not None and state.status is Status.STANDS
            meaning = state.meaning if state is not None and stands else None
            if formula is not None and state is not None and stands and meaning is None:
                meaning = formula(subject, state, start)
            meanings.append((start, meaning if isinstance(meaning, Formula | Given) else None))
        if any(meaning is not None for _, meaning in meanings):
            found[subject] = meanings
    return found


def _at(stretches: Stretches, term: str, day: date) -> Formula | Given | None:
    found = None
    for start, meaning in stretches.get(term, ()):
        if start > day:
            break
        found = meaning
    return found


# ---- circles


def _circles(stretches: Stretches) -> Iterator[Diagnostic]:
    """Find terms that are computed from themselves, on the first day on which they are."""
    days = sorted({start for found in stretches.values() for start, _ in found})
    seen: set[frozenset[str]] = set()
    if not _chains(_ever(stretches)):
        return
    for day in days:
        graph = {
            term: _needs(meaning)
            for term in stretches
            if isinstance(meaning := _at(stretches, term, day), Formula)
        }
        for chain in _chains(graph):
            if frozenset(chain) in seen:
                continue
            seen.add(frozenset(chain))
            yield _circle(chain, stretches, day)


def _ever(stretches: Stretches) -> dict[str, tuple[str, ...]]:
    """Give what each term ever needs: where that has no circle, no day has."""
    return {
        term: tuple(
            dict.fromkeys(
                name
                for _, meaning in found
                if isinstance(meaning, Formula)
                for name in _needs(meaning)
            )
        )
        for term, found in stretches.items()
    }


def _needs(meaning: Formula) -> tuple[str, ...]:
    """Give the terms that a formula takes as they are on the same date."""
    found: dict[str, None] = {}
    for node in nodes_of(meaning.expression):
        if is_asked(node):
            continue
        if isinstance(node, f.Input) and not (node.timing or node.owners):
            found.setdefault(node.term)
        elif isinstance(node, f.Step) and isinstance(node.when, str) and not is_asked(node.when):
            found.setdefault(node.when)
    return tuple(found)


def _chains(graph: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Give the circles that are met on a walk through all terms, each as a chain."""
    found: list[list[str]] = []
    done: set[str] = set()
    for first in sorted(graph):
        if first in done:
            continue
        path: list[str] = [first]
        todo = [iter(graph[first])]
        while todo:
            following = next(todo[-1], None)
            if following is None:
                todo.pop()
                done.add(path.pop())
            elif following in path:
                found.append(_from_least(path[path.index(following) :]))
            elif following in graph and following not in done:
                path.append(following)
                todo.append(iter(graph[following]))
    return found


def _from_least(circle: list[str]) -> list[str]:
    """Begin a circle with its first term by name, so that it is told in one way."""
    at = circle.index(min(circle))
    return [*circle[at:], *circle[:at]]


def _circle(chain: list[str], stretches: Stretches, day: date) -> Diagnostic:
    labels = [
        Label(meaning.span, f"computes `{term}`")
        for term in chain
        if isinstance(meaning := _at(stretches, term, day), Formula)
    ]
    return error(
        "definition-circular",
        f"from {spoken(day)} `{chain[0]}` is computed from itself in the end: "
        + " -> ".join((*chain, chain[0])),
        *labels,
        help="one of these definitions must say from which earlier date it takes its value",
    )


# ---- quantities


def _mismatches(stretches: Stretches) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    kinds = _Kinds(stretches)
    for found in stretches.values():
        for start, meaning in found:
            if isinstance(meaning, Formula) and id(meaning) not in seen:
                seen.add(id(meaning))
                types = kinds.types(meaning, start, ())
                yield from dimensions(meaning.expression, types).findings


_DEEPEST = 12
"""What rests on a longer chain of definitions is taken to be unknown."""


class _Kinds:
    """Finds what terms are quantities of on a day; empty where that is not certain."""

    def __init__(self, stretches: Stretches) -> None:
        self._stretches = stretches
        self._found: dict[tuple[str, date], str] = {}

    def types(self, meaning: Formula, day: date, above: tuple[str, ...]) -> dict[str, str]:
        """Give what the inputs of a formula are quantities of."""
        nodes = nodes_of(meaning.expression)
        names = sorted({node.term for node in nodes if isinstance(node, f.Input)})
        kinds = {name: self._of(name, day, above) for name in names}
        return {name: kind for name, kind in kinds.items() if kind}

    def _of(self, term: str, day: date, above: tuple[str, ...]) -> str:
        meaning = _at(self._stretches, term, day)
        if isinstance(meaning, Given):
            return meaning.kind
        if meaning is None or term in above or len(above) > _DEEPEST:
            return ""
        key = (term, day)
        if key not in self._found:
            types = self.types(meaning, day, (*above, term))
            self._found[key] = dimensions(meaning.expression, types).of
        return self._found[key]
