"""Where what is recognised: Earley's algorithm over a grammar that Lark reads.

Lark's own Earley parser folds two derivations into one where their parts are equal,
and walks whole columns to complete an item. Here all derivations are kept, and each
column is kept by what its items wait for.
"""

from __future__ import annotations

from copy import copy
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from hereof.formula.english.grammar import BELOW, NEXT, SHIFT, Grammar, english
from hereof.formula.english.tokens import Token, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS: Final = 250_000
"""How many steps recognising words may take: some fifty times what long words take."""
MOST_CHARTS: Final = 600
"""How many charts are kept for other definitions of the same form; then the oldest goes."""


Several: TypeAlias = int | tuple[int, ...]
"""One number, or some of them: nearly always it is one, which takes no object of its own."""


def _with(several: Several, one: int) -> Several:
    return (several, one) if isinstance(several, int) else (*several, one)


class Chart:
    """What was recognised where.

    A production that is read up to a place and began at a token is an item: one number, the
    state above and the token below. What a symbol can begin with is not written out: each
    column keeps what was predicted in it, and who waits for a symbol is listed when that is
    recognised. What cannot go on with the next token is left out.

    Attributes:
        tokens: The tokens.
        done: For each place, by the symbol and where it began, the productions that end there.
        steps: How many steps that took.
        stopped: The token at which reading stopped.
    """

    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self.grammar = grammar
        self.tokens = tokens
        self.done: list[dict[int, Several]] = []
        self.steps = 0
        self._ways: list[dict[int, Several]] = [{}]
        self._columns: list[_Column] = []
        self.stopped = self._run()
        if self.complete:
            self._columns = []  # only what stops needs to tell what could have followed

    def _run(self) -> int:
        """Recognise what there is; give the token at which that ends."""
        start = self.grammar.number["start"]
        for at, token in enumerate(self.tokens):
            if self.steps > MOST_STEPS:
                raise too_long(self.tokens, 0, len(self.tokens))
            column = _Column(self.grammar, at, token.type)
            self._columns.append(column)
            if at == 0:
                column.predict(start)
            self.done.append({})
            self._close(column, self._ways[at], self.done[at], token.type)
            if not column.scanned:
                return at
            behind = self.tokens[at + 1].type if at + 1 < len(self.tokens) else ""
            able = self.grammar.goes_on(behind)
            self._ways.append({item: at for item in column.scanned if able[item >> SHIFT]})
        column = _Column(self.grammar, len(self.tokens), "")
        self._columns.append(column)
        self.done.append({})
        self._close(column, self._ways[-1], self.done[-1], "")
        return len(self.tokens)

    def _close(
        self,
        column: _Column,
        ways: dict[int, Several],
        done: dict[int, Several],
        kind: str | None,
    ) -> None:
        """Complete a column: all that its items lead to before the next token."""
        grammar, columns = self.grammar, self._columns
        after, lefts, rule_at = grammar.after, grammar.lefts, grammar.rule_at
        take, scanned = column.take, column.scanned
        here = grammar.number.get(kind, 0) if kind else 0
        todo = [*ways]
        steps = 0
        while todo:
            item = todo.pop()
            state = item >> SHIFT
            symbol = after[state]
            if symbol:
                if symbol == here:
                    scanned.append(item + NEXT)
                else:
                    take(item, symbol)
                continue
            origin, left = item & BELOW, lefts[state]
            key = left << SHIFT | origin
            before = done.get(key)
            if before is not None:
                done[key] = _with(before, rule_at[state])
                continue
            done[key] = rule_at[state]
            held = columns[origin].waiting(left, kind)
            steps += len(held) + 1
            for other in held:
                split = ways.get(other)
                if split is None:
                    ways[other] = origin
                    todo.append(other)
                else:
                    ways[other] = _with(split, origin)
        self.steps += steps

    def over(self, tokens: Sequence[Token]) -> Chart:
        """Give the same chart over other tokens of the same kinds."""
        again = copy(self)
        again.tokens = tokens
        return again

    @property
    def complete(self) -> bool:
        """Whether all tokens together are a definition."""
        end = len(self.tokens)
        return end < len(self.done) and self.grammar.number["start"] << SHIFT in self.done[end]

    def expected(self, at: int) -> frozenset[str]:
        """Give the kinds of token that could have stood at a place up to where reading stopped.

        Of a chart that is complete that is no longer known.
        """
        column = _Column(self.grammar, at, "")
        if at == 0:
            column.predict(self.grammar.number["start"])
        scanned: dict[int, Several] = (
            dict.fromkeys(self._columns[at - 1].scanned, at - 1) if at else {}
        )
        self._close(column, scanned, {}, None)
        return column.expected()

    def rules(self, symbol: int, start: int, end: int) -> tuple[int, ...]:
        """Give the productions by which a symbol covers a stretch."""
        found = self.done[end][symbol << SHIFT | start]
        return (found,) if isinstance(found, int) else found

    def ways(self, item: int, end: int) -> tuple[int, ...]:
        """Give where the last part began of what an item has read, where it comes to an end."""
        found = self._ways[end].get(item, ())
        return (found,) if isinstance(found, int) else found


def recognised(tokens: Sequence[Token]) -> Chart:
    """Give the chart of a definition, made once for all definitions of the same kinds of token."""
    kinds = tuple(token.type for token in tokens)
    found = _CHARTS.get(kinds)
    if found is None:
        found = Chart(english(), tokens)
        if len(_CHARTS) >= MOST_CHARTS:
            _CHARTS.pop(next(iter(_CHARTS)), None)
        _CHARTS[kinds] = found
    return found.over(tokens)


_CHARTS: Final[dict[tuple[str, ...], Chart]] = {}


class _Column:
    """What waits at one token, in the order in which it came.

    Attributes:
        scanned: Items that the token brings further, as they are then.
    """

    __slots__ = ("_at", "_begun", "_grammar", "_items", "_place", "_places", "scanned")

    def __init__(self, grammar: Grammar, at: int, kind: str) -> None:
        self._grammar = grammar
        self._at = at
        self._begun = grammar.begun(kind)
        self._place = 0
        self._places: list[int] = []
        self._items: dict[int, list[tuple[int, int]]] = {}
        self.scanned: list[int] = []

    def take(self, item: int, symbol: int) -> None:
        """Take an item that waits for a symbol, be it a token that does not stand here."""
        self._place += 1
        held = self._items.get(symbol)
        if held is None:
            self._items[symbol] = [(self._place, item + NEXT)]
        else:
            held.append((self._place, item + NEXT))
        if symbol > 0 and not self._begun.seen >> symbol & 1:
            self.predict(symbol)

    def predict(self, symbol: int) -> None:
        """Take down what a symbol can begin with."""
        self._begun = begun = self._begun.then(symbol)
        self._place += 1
        self._places.append(self._place)
        if begun.scans:
            at = self._at
            self.scanned += [item | at for item in begun.scans]

    def waiting(self, symbol: int, kind: str | None) -> list[int]:
        """Give the items that wait for a symbol, as they are behind it.

        Args:
            symbol: The symbol.
            kind: The kind of the token behind it, with which they can go on; none for all items.
        """
        at, begun = self._at, self._begun
        items = self._items.get(symbol)
        if items is None:
            return [item | at for item in begun.ready(symbol, kind)]
        able = self._grammar.goes_on(kind)
        if not begun.ready(symbol, kind):
            return [item for _, item in items if able[item >> SHIFT]]
        found = [each for each in items if able[each[1] >> SHIFT]]
        found += [
            (place, item | at)
            for place, (predicted, new) in zip(self._places, begun.parts, strict=True)
            for item, mark in predicted.ready(symbol, kind)
            if mark & new
        ]
        found.sort(key=_place)
        return [item for _, item in found]

    def expected(self) -> frozenset[str]:
        """Give the kinds of token with which what is begun could go on."""
        grammar = self._grammar
        found: set[str] = set()
        for symbol in self._items:
            name = grammar.names[symbol]
            found |= grammar.first.get(name, {name})
        return frozenset(found)


_place: Final = itemgetter(0)


def too_long(tokens: Sequence[Token], start: int, end: int) -> UnreadableError:
    """Give the refusal of words that hold too many parts within parts."""
    return UnreadableError(
        "too-long-to-read",
        "these words hold too many parts within parts",
        tokens[start].start, tokens[end - 1].end,
        "define some of the parts as terms of their own",
    )  # fmt: skip
