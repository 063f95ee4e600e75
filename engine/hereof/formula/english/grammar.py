"""The grammar of definitions as numbers, so that a chart need compare nothing else."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hereof.cachedir import private_cache, write_private
from hereof.grammars import grammar_digest, grammar_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

SHIFT: Final = 16
"""How many bits of an item tell the token at which it began; the bits above tell its state."""
NEXT: Final = 1 << SHIFT
"""What brings an item one part further."""
BELOW: Final = NEXT - 1
MOST_BEGUN: Final = 20_000
"""Of so many columns it is kept what is predicted in them; then it is worked out anew."""


class Grammar:
    """Productions by number, and how far each is read as a number too.

    A symbol is a number: above zero where productions make it, below zero where a token does.
    A state is a production read up to a place: `starts` gives the first of each production, and
    the next place is the next number.

    Attributes:
        rules: For each production its left side, its right side, and its action.
        of: The productions of each symbol.
        first: The terminals with which each symbol can begin.
        follow: The terminals that can stand behind each symbol; an empty one is the end.
        number: The number of each symbol.
        rights: For each production its right side, as numbers.
        starts: For each production its first state.
        after: For each state the symbol that comes next; zero where the production is read.
        lefts: For each state the left side of its production.
        rule_at: For each state its production.
        stands: Of each production whether it is one part that stands for the whole.
    """

    def __init__(self, rules: Iterable[tuple[str, Sequence[str], str]]) -> None:
        self.rules: list[tuple[str, tuple[str, ...], str]] = []
        self.of: dict[str, list[int]] = defaultdict(list)
        for left, right, action in rules:
            self.of[left].append(len(self.rules))
            self.rules.append((left, tuple(right), action))
        self.first = self._first()
        self.follow = self._follow()
        self._begins = [
            self.first.get(right[0], frozenset({right[0]})) for _, right, _ in self.rules
        ]
        self.number = self._numbered()
        self.names = {number: name for name, number in self.number.items()}
        self.starts: list[int] = []
        self.rights: list[tuple[int, ...]] = []
        self.after: list[int] = []
        self.lefts: list[int] = []
        self.rule_at: list[int] = []
        for rule, (left, right, _) in enumerate(self.rules):
            self.starts.append(len(self.after))
            self.rights.append(tuple(self.number[name] for name in right))
            self.after += [*self.rights[-1], 0]
            self.lefts += [self.number[left]] * (len(right) + 1)
            self.rule_at += [rule] * (len(right) + 1)
        several = len(self.number) + 1
        self._behind = [
            symbol or several + left for symbol, left in zip(self.after, self.lefts, strict=True)
        ]
        self._ahead = {
            number: self.first.get(name, frozenset({name})) for name, number in self.number.items()
        } | {several + self.number[name]: follow for name, follow in self.follow.items()}
        self.stands = [
            len(right) == 1
            and right[0] in self.of
            and not (action or left.startswith("_") or right[0].startswith("_"))
            for left, right, action in self.rules
        ]
        self._predicted: dict[tuple[int, str], Predicted] = {}
        self._goes_on: dict[str | None, bytes] = {}
        self._begun: dict[str, Begun] = {}
        self._room = MOST_BEGUN

    def _first(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {name: set() for name in self.of}
        changed = True
        while changed:
            changed = False
            for left, right, _ in self.rules:
                more = found.get(right[0], {right[0]})
                if not more <= found[left]:
                    found[left] |= more
                    changed = True
        return {name: frozenset(several) for name, several in found.items()}

    def _follow(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {name: set() for name in self.of}
        found["start"].add("")
        ends: list[tuple[str, str]] = []
        for left, right, _ in self.rules:
            for name, behind in pairwise(right):
                if name in found:
                    found[name] |= self.first.get(behind, {behind})
            if right[-1] in found:
                ends.append((left, right[-1]))
        changed = True
        while changed:
            changed = False
            for left, last in ends:
                if not found[left] <= found[last]:
                    found[last] |= found[left]
                    changed = True
        return {name: frozenset(several) for name, several in found.items()}

    def _numbered(self) -> dict[str, int]:
        found = {name: number for number, name in enumerate(self.of, 1)}
        terminals = {name for _, right, _ in self.rules for name in right} - found.keys()
        return found | {name: -number for number, name in enumerate(sorted(terminals), 1)}

    def predicted(self, symbol: int, kind: str) -> Predicted:
        """Give all that a symbol can begin with where the next token is of a kind."""
        found = self._predicted.get((symbol, kind))
        if found is None:
            found = self._predicted[symbol, kind] = self._predict(symbol, kind)
        return found

    def begun(self, kind: str) -> Begun:
        """Give a column's beginning, with nothing predicted, where the next token is of a kind."""
        if self._room < 0:
            self._begun, self._room = {}, MOST_BEGUN
        found = self._begun.get(kind)
        if found is None:
            found = self._begun[kind] = Begun(self, kind)
        return found

    def begin(self, begun: Begun, symbol: int) -> Begun:
        """Give what was predicted and a symbol besides."""
        self._room -= 1
        predicted = self.predicted(symbol, begun.kind)
        found = Begun(self, begun.kind)
        new = predicted.seen & ~begun.seen
        found.seen = begun.seen | new
        found.parts = (*begun.parts, (predicted, new))
        found.scans = [state + 1 << SHIFT for state, mark in predicted.scans if mark & new]
        return found

    def goes_on(self, kind: str | None) -> bytes:
        """Tell of each state whether a token of a kind can stand behind it; none: any token.

        Behind a production that is read that is what can follow its left side.
        """
        found = self._goes_on.get(kind)
        if found is None:
            able = {n for n, several in self._ahead.items() if kind is None or kind in several}
            found = self._goes_on[kind] = bytes(map(able.__contains__, self._behind))
        return found

    def _predict(self, symbol: int, kind: str) -> Predicted:
        found = Predicted(self)
        found.seen = 1 << symbol
        todo = self._beginning(symbol, kind)
        while todo:
            state = todo.pop()
            mark, following = 1 << self.lefts[state], self.after[state]
            if following < 0:
                found.scans.append((state, mark))
                continue
            found.waits.setdefault(following, []).append((state, mark))
            if not found.seen >> following & 1:
                found.seen |= 1 << following
                todo += self._beginning(following, kind)
        return found

    def _beginning(self, symbol: int, kind: str) -> list[int]:
        several = self.of[self.names[symbol]]
        return [self.starts[rule] for rule in several if kind in self._begins[rule]]


class Predicted:
    """What a symbol can begin with, in the order in which a chart would come upon it.

    Attributes:
        seen: A bit for each symbol that it can begin with, itself among them.
        waits: By the symbol that comes next, the states that wait for it, each with the bit of
            its left side.
        scans: The states that wait for the next token, likewise.
        held: What `ready` gave before.
    """

    __slots__ = ("_grammar", "held", "scans", "seen", "waits")

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.seen = 0
        self.waits: dict[int, list[tuple[int, int]]] = {}
        self.scans: list[tuple[int, int]] = []
        self.held: dict[tuple[int, str | None], list[tuple[int, int]]] = {}

    def ready(self, symbol: int, kind: str | None) -> list[tuple[int, int]]:
        """Give items behind a symbol that can go on with a token of a kind, but for their place."""
        found = self.held.get((symbol, kind))
        if found is None:
            able = self._grammar.goes_on(kind)
            several = self.waits.get(symbol, ())
            found = [(state + 1 << SHIFT, mark) for state, mark in several if able[state + 1]]
            self.held[symbol, kind] = found
        return found


class Begun:
    """All that was predicted in a column, which is the same in many columns.

    Attributes:
        kind: The kind of the token at the column.
        seen: A bit for each symbol that was predicted.
        parts: What was predicted, one after another, with the bits that were new then.
        scans: Items behind the token that were predicted last, but for their place.
    """

    __slots__ = ("_grammar", "_held", "_next", "kind", "parts", "scans", "seen")

    def __init__(self, grammar: Grammar, kind: str) -> None:
        self._grammar = grammar
        self._held: dict[tuple[int, str | None], list[int]] = {}
        self._next: dict[int, Begun] = {}
        self.kind = kind
        self.seen = 0
        self.parts: tuple[tuple[Predicted, int], ...] = ()
        self.scans: list[int] = []

    def then(self, symbol: int) -> Begun:
        """Give what is predicted once a symbol is besides."""
        found = self._next.get(symbol)
        if found is None:
            found = self._next[symbol] = self._grammar.begin(self, symbol)
        return found

    def ready(self, symbol: int, kind: str | None) -> list[int]:
        """Give items behind a symbol that can go on with a token of a kind, but for their place."""
        found = self._held.get((symbol, kind))
        if found is None:
            found = self._held[symbol, kind] = [
                item
                for predicted, new in self.parts
                for item, mark in predicted.ready(symbol, kind)
                if mark & new
            ]
        return found


@cache
def english() -> Grammar:
    """Give the grammar of definitions: as kept in the private cache, else from its text."""
    folder = private_cache()
    path = folder / f"english-{grammar_digest('english.lark')[:32]}.json" if folder else None
    rules = _kept(path) if path else None
    if rules is None:
        from hereof.formula.english.productions import productions  # noqa: PLC0415 - needs Lark

        rules = [*productions(grammar_text("english.lark"))]
        if path:
            write_private(path, json.dumps(rules).encode())
    return Grammar(rules)


def _kept(path: Path) -> list[tuple[str, Sequence[str], str]] | None:
    try:
        found = json.loads(path.read_bytes())
        return [(str(a), [str(s) for s in right], str(b)) for a, right, b in found]
    except (OSError, ValueError, TypeError):
        return None
