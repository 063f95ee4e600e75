"""Which definitions of an agreement use which on a date, as plain data for a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from hereof.defined.circles import knots
from hereof.model.names import is_section

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import date

    from hereof.wording.uses import Use, Uses

MOST_NAMED: Final = 24
"""So many of the terms that a definition rests on in turn are named; the others are counted."""


class WebTerm(TypedDict):
    """A term in the drawing.

    Attributes:
        term: As defined.
        defined: Whether anything defines it on the date.
    """

    term: str
    defined: bool


class WebUse(TypedDict):
    """That one definition uses a term.

    Attributes:
        by: The term whose definition uses it.
        term: The term that is used.
        in_words: Whether its words use it, and not only what they are said to mean.
    """

    by: str
    term: str
    in_words: bool


class Graph(TypedDict):
    """Which definition uses which on a date.

    Attributes:
        of: The one term whose neighbours these are; null where they are all of the agreement's.
        terms: The terms by name.
        uses: Which uses which: by the name of the user, in the order of its words.
        circles: The sets of definitions each of which leads to every other of its set.
        left_out: So many neighbours are left out, as there are too many.
    """

    of: str | None
    terms: list[WebTerm]
    uses: list[WebUse]
    circles: list[list[str]]
    left_out: int


class Nested(TypedDict):
    """The terms that a definition rests on beyond those that it uses itself.

    Attributes:
        count: So many.
        terms: Their names, by name; of many the first.
    """

    count: int
    terms: list[str]


class Web:
    """Which definition uses which on one date: asked from either end, and in turn.

    Attributes:
        uses: What each definition that stands uses, in the order of its words.
        used_by: Which definitions use a term, by name.
    """

    def __init__(self, uses: Uses, on: date) -> None:
        self.uses: dict[str, tuple[Use, ...]] = uses.graph(on)
        self.used_by: dict[str, list[Use]] = {}
        for several in self.uses.values():
            for use in several:
                self.used_by.setdefault(use.term, []).append(use)
        self._names = sorted({*self.uses, *self.used_by})
        self._bits = {name: 1 << n for n, name in enumerate(self._names)}
        plain = {name: tuple(u.term for u in self.uses.get(name, ())) for name in self._names}
        self._circles = sorted(sorted(knot) for knot in knots(plain))
        self._reach = _reached(plain, self._bits)

    def nested(self, term: str) -> Nested:
        """Give what a definition rests on beyond what it uses itself."""
        bits = self._reach.get(term, 0)
        for near in (term, *(use.term for use in self.uses.get(term, ()))):
            bits &= ~self._bits.get(near, 0)
        named: list[str] = []
        rest = bits
        while rest and len(named) < MOST_NAMED:
            low = rest & -rest
            named.append(self._names[low.bit_length() - 1])
            rest ^= low
        return {"count": bits.bit_count(), "terms": named}

    def whole(self) -> Graph:
        """Give the definitions; the texts of Sections, which use many, are left out."""
        names = [name for name in self._names if not is_section(name)]
        uses = (
            use
            for by, several in self.uses.items()
            for use in several
            if not (is_section(by) or is_section(use.term))
        )
        return _graph(None, names, self.uses, uses, self._circles)


def around(uses: Uses, term: str, on: date, most: int = 14) -> Graph:
    """Give a term with what it uses and what uses it on a date.

    Args:
        uses: What looks for terms in words.
        term: The term.
        on: The date.
        most: Of either no more than so many, in the order of the words and of the names.
    """
    below, above = uses.of(term, on), uses.by(term, on)
    shown = (*below[:most], *above[:most])
    plain: dict[str, tuple[str, ...]] = {name: () for use in shown for name in (use.term, use.by)}
    for use in shown:
        plain[use.by] = (*plain[use.by], use.term)
    names = sorted({term, *plain})
    defined = {name for name in names if uses.stands(name, on)}
    found = _graph(term, names, defined, shown, sorted(sorted(knot) for knot in knots(plain)))
    found["left_out"] = max(len(below) - most, 0) + max(len(above) - most, 0)
    return found


def none_around(term: str) -> Graph:
    """Give a term that stands alone, where there is no date to ask about."""
    return _graph(term, [term], (), (), [])


def _graph(
    of: str | None,
    names: list[str],
    defined: Container[str],
    uses: Iterable[Use],
    circles: list[list[str]],
) -> Graph:
    inside = set(names)
    several: dict[tuple[str, str], WebUse] = {
        (use.by, use.term): {"by": use.by, "term": use.term, "in_words": use.in_words}
        for use in uses
    }
    return {
        "of": of,
        "terms": [{"term": name, "defined": name in defined} for name in names],
        "uses": list(several.values()),
        "circles": [knot for knot in circles if inside.issuperset(knot)],
        "left_out": 0,
    }


def _reached(graph: Mapping[str, tuple[str, ...]], bits: Mapping[str, int]) -> dict[str, int]:
    """Give all that each term leads to, one bit for each; those of a circle lead to the same."""
    knot_of = {name: knot for knot in knots(graph) for name in knot}
    found: dict[str, int] = {}
    for first in graph:
        todo = [first]
        while todo:
            name = todo[-1]
            if name in found:
                todo.pop()
                continue
            members = knot_of.get(name, (name,))
            ahead = {far for each in members for far in graph[each] if far not in members}
            waiting = [far for far in sorted(ahead) if far not in found]
            if waiting:
                todo += waiting
                continue
            reach = sum(bits[each] for each in members) if len(members) > 1 else 0
            for far in ahead:
                reach |= found[far] | bits[far]
            found.update(dict.fromkeys(members, reach))
    return found
