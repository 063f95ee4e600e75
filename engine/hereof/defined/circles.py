"""Definitions whose words lead back to themselves."""

from __future__ import annotations

import re
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from hereof.defined.faults import Fault
from hereof.defined.look import is_term
from hereof.diagnostics import Label, warning
from hereof.model.formulas import inputs_of
from hereof.model.meaning import Formula
from hereof.wording.statuses import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from hereof.defined.look import Look, Version

_EARLIER: Final = re.compile(r"\A[^,;.()]*\b(?:prior|preceding|previous|earlier|previously)\b")
_NEAR: Final = 80

Graph: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""Which terms the words of each definition use."""


def check_circles(look: Look) -> Iterator[Fault]:
    """Give the circles of definitions, each once, with the first day on which it is closed.

    A definition that names its own term, as in `A Trigger Event is in effect if`, is no circle.
    """
    versions = [v for v in look.versions if is_term(v.term)]
    knotted = list(knots(_graph(versions, lambda v: look.uses.in_words(v.state).terms)))
    seen: set[frozenset[str]] = set()
    for knot in knotted:
        inside = [version for version in versions if version.term in knot]
        for day in sorted({version.start for version in inside}):
            standing = [v for v in inside if v.overlaps(day, day.fromordinal(day.toordinal() + 1))]
            for circle in _circles(_graph(standing, partial(_needed, look))):
                if frozenset(circle) not in seen:
                    seen.add(frozenset(circle))
                    yield _fault(look, circle, standing, day)


def _graph(versions: list[Version], uses: Callable[[Version], tuple[str, ...]]) -> Graph:
    found: dict[str, dict[str, None]] = {}
    for version in versions:
        found.setdefault(version.term, {}).update(dict.fromkeys(uses(version)))
    return {
        term: tuple(name for name in names if name in found and name != term)
        for term, names in found.items()
    }


def _needed(look: Look, version: Version) -> tuple[str, ...]:
    """Give the terms that words use as of the same time: not those of an earlier date.

    Where the rule file states a formula, it says by itself what is taken from another time.
    """
    meaning = version.state.meaning
    mentions = look.uses.in_words(version.state).mentions
    if isinstance(meaning, Formula):
        same = {n.term for n in inputs_of(meaning.expression) if not n.timing}
        return tuple(mention.term for mention in mentions if mention.term in same)
    words = words_of(version.state)
    return tuple(m.term for m in mentions if not _EARLIER.search(words[m.end : m.end + _NEAR]))


def knots(graph: Graph) -> Iterator[frozenset[str]]:
    """Give the sets of definitions each of which leads to every other, as Tarjan finds them."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for first in graph:
        if first in number:
            continue
        todo = [(first, iter(graph[first]))]
        number[first] = low[first] = len(number)
        path.append(first)
        on_path.add(first)
        while todo:
            term, rest = todo[-1]
            following = next(rest, None)
            if following is None:
                todo.pop()
                if todo:
                    low[todo[-1][0]] = min(low[todo[-1][0]], low[term])
                if low[term] == number[term]:
                    at = path.index(term)
                    knot = path[at:]
                    del path[at:]
                    on_path.difference_update(knot)
                    if len(knot) > 1:
                        yield frozenset(knot)
            elif following not in number:
                number[following] = low[following] = len(number)
                path.append(following)
                on_path.add(following)
                todo.append((following, iter(graph[following])))
            elif following in on_path:
                low[term] = min(low[term], number[following])


def _circles(graph: Graph) -> Iterator[list[str]]:
    """Give for each definition the shortest way back to it, beginning with the least name."""
    given: set[str] = set()
    for first in sorted(graph):
        if first in given:
            continue
        circle = _shortest(graph, first)
        given.update(circle)
        if circle:
            at = circle.index(min(circle))
            yield [*circle[at:], *circle[:at]]


def _shortest(graph: Graph, first: str) -> list[str]:
    before: dict[str, str] = {}
    todo = deque([first])
    while todo:
        term = todo.popleft()
        for following in graph[term]:
            if following == first:
                way = [term]
                while way[-1] != first:
                    way.append(before[way[-1]])
                return way[::-1]
            if following not in before:
                before[following] = term
                todo.append(following)
    return []


def _fault(look: Look, circle: list[str], standing: list[Version], day: date) -> Fault:
    members = [next(v for v in standing if v.term == term) for term in circle]
    labels = [
        label
        for each, following in zip(members, [*circle[1:], circle[0]], strict=True)
        for label in each.label(f"`{each.term}` uses `{following}`")
    ]
    shown = " -> ".join(f"`{term}`" for term in (*circle, circle[0]))
    found = warning(
        "words-circular",
        f"{look.when(day, None)}definitions lead back to themselves: {shown}",
        *(Label(label.span, label.text) for label in labels),
        help="ask which of them should stand by itself; if the circle does no harm, record why: "
        f'`ignore words-circular "{circle[0]}" because "..."`',
    )
    provisions = tuple(p for each in members for p in each.provisions)
    return Fault(found, (circle[0], *circle[1:]), provisions, circle[0])
