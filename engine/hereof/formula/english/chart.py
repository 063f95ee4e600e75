"""Every derivation of a row of tokens: Earley's algorithm over a grammar that Lark reads.

Lark's own Earley parser folds two derivations into one where their parts are equal,
and walks whole columns to complete an item. Here all derivations are kept, and each
column is kept by what its items wait for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from copy import copy
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from hereof.cachedir import private_cache, write_private
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.grammars import grammar_digest, grammar_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

MOST_MEANINGS: Final = 48
"""How many meanings one stretch of words may have before reading is given up."""
MOST_ROWS: Final = 20_000
"""How many rows of parts are put together, at most: some fifty times what long words take."""
MOST_STEPS: Final = 250_000
"""How many steps recognising words may take; likewise."""
DEEPEST: Final = 400
"""How deep the search for meanings may go: some twenty constructions within each other."""
MOST_CHARTS: Final = 200
"""How many charts are kept for other definitions of the same form; then the oldest goes."""

SHIFT: Final = 16
"""How many bits of an item tell the token at which it began; the bits above tell its state."""
NEXT: Final = 1 << SHIFT
"""What brings an item one part further."""
BELOW: Final = NEXT - 1


class Grammar:
    """Productions by number, and how far each is read as a number too.

    A symbol is a number: above zero where productions make it, below zero where a token does.
    A state is a production read up to a place: `starts` gives the first of each production, and
    the next place is the next number.

    Attributes:
        rules: For each production its left side, its right side, and its action.
        of: The productions of each symbol.
        first: The terminals with which each symbol can begin.
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
        self.stands = [
            len(right) == 1
            and right[0] in self.of
            and not (action or left.startswith("_") or right[0].startswith("_"))
            for left, right, action in self.rules
        ]
        self._predicted: dict[tuple[int, str], _Predicted] = {}
        self._goes_on: dict[str | None, bytes] = {}

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

    def _numbered(self) -> dict[str, int]:
        found = {name: number for number, name in enumerate(self.of, 1)}
        terminals = {name for _, right, _ in self.rules for name in right} - found.keys()
        return found | {name: -number for number, name in enumerate(sorted(terminals), 1)}

    def predicted(self, symbol: int, kind: str) -> _Predicted:
        """Give all that a symbol can begin with where the next token is of a kind."""
        found = self._predicted.get((symbol, kind))
        if found is None:
            found = self._predicted[symbol, kind] = self._predict(symbol, kind)
        return found

    def goes_on(self, kind: str | None) -> bytes:
        """Tell of each state whether it is read, or can go on with a token of a kind, or any."""
        found = self._goes_on.get(kind)
        if found is None:
            able = {0, *((self.number.get(kind, 0),) if kind is not None else self.names)}
            able |= {self.number[n] for n, several in self.first.items() if kind in several}
            found = self._goes_on[kind] = bytes(symbol in able for symbol in self.after)
        return found

    def _predict(self, symbol: int, kind: str) -> _Predicted:
        found = _Predicted(self)
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


class _Predicted:
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
        self.done: list[dict[int, list[int]]] = []
        self.steps = 0
        self._ways: list[dict[int, list[int]]] = [{}]
        self._columns: list[_Column] = []
        self.stopped = self._run()

    def _run(self) -> int:
        """Recognise what there is; give the token at which that ends."""
        start = self.grammar.number["start"]
        for at, token in enumerate(self.tokens):
            if self.steps > MOST_STEPS:
                raise _too_long(self.tokens, 0, len(self.tokens))
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
            self._ways.append({item: [at] for item in column.scanned if able[item >> SHIFT]})
        column = _Column(self.grammar, len(self.tokens), "")
        self._columns.append(column)
        self.done.append({})
        self._close(column, self._ways[-1], self.done[-1], "")
        return len(self.tokens)

    def _close(
        self,
        column: _Column,
        ways: dict[int, list[int]],
        done: dict[int, list[int]],
        kind: str | None,
    ) -> None:
        """Complete a column: all that its items lead to before the next token."""
        after, lefts, rule_at = self.grammar.after, self.grammar.lefts, self.grammar.rule_at
        columns = self._columns
        todo = [*ways]
        while todo:
            item = todo.pop()
            state = item >> SHIFT
            if after[state]:
                column.take(item, after[state])
                continue
            origin, left = item & BELOW, lefts[state]
            several = done.get(left << SHIFT | origin)
            if several is not None:
                several.append(rule_at[state])
                continue
            done[left << SHIFT | origin] = [rule_at[state]]
            held = columns[origin].waiting(left, kind)
            self.steps += len(held) + 1
            for other in held:
                splits = ways.get(other)
                if splits is None:
                    ways[other] = [origin]
                    todo.append(other)
                else:
                    splits.append(origin)

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
        """Give the kinds of token that could have stood at a place up to where reading stopped."""
        column = _Column(self.grammar, at, "")
        if at == 0:
            column.predict(self.grammar.number["start"])
        scanned = {item: [at - 1] for item in self._columns[at - 1].scanned} if at else {}
        self._close(column, scanned, {}, None)
        return column.expected()

    def rules(self, symbol: int, start: int, end: int) -> list[int]:
        """Give the productions by which a symbol covers a stretch."""
        return self.done[end][symbol << SHIFT | start]

    def ways(self, item: int, end: int) -> Iterable[int]:
        """Give where the last part began of what an item has read, where it comes to an end."""
        return self._ways[end].get(item, ())


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

    __slots__ = (
        "_at",
        "_grammar",
        "_items",
        "_kind",
        "_place",
        "_predicted",
        "_seen",
        "scanned",
    )

    def __init__(self, grammar: Grammar, at: int, kind: str) -> None:
        self._grammar = grammar
        self._at = at
        self._kind = kind
        self._seen = 0
        self._place = 0
        self._items: dict[int, list[tuple[int, int]]] = {}
        self._predicted: list[tuple[int, _Predicted, int]] = []
        self.scanned: list[int] = []

    def take(self, item: int, symbol: int) -> None:
        """Take an item that waits for a symbol; one that waits for a token goes on with it."""
        if symbol < 0:
            if symbol == self._grammar.number.get(self._kind):
                self.scanned.append(item + NEXT)
            else:
                self._items.setdefault(symbol, []).append((0, item))
            return
        self._place += 1
        held = self._items.get(symbol)
        if held is None:
            self._items[symbol] = [(self._place, item + NEXT)]
        else:
            held.append((self._place, item + NEXT))
        if not self._seen >> symbol & 1:
            self.predict(symbol)

    def predict(self, symbol: int) -> None:
        """Take down what a symbol can begin with."""
        predicted = self._grammar.predicted(symbol, self._kind)
        new = predicted.seen & ~self._seen
        self._seen |= new
        self._place += 1
        self._predicted.append((self._place, predicted, new))
        for state, mark in predicted.scans:
            if mark & new:
                self.scanned.append((state + 1) << SHIFT | self._at)

    def waiting(self, symbol: int, kind: str | None) -> list[int]:
        """Give the items that wait for a symbol, as they are behind it.

        Args:
            symbol: The symbol.
            kind: The kind of the token behind it, with which they can go on; none for all items.
        """
        key, at = (symbol, kind), self._at
        items = self._items.get(symbol)
        if items is not None:
            return self._in_order(symbol, kind, items)
        found: list[int] = []
        for _, predicted, new in self._predicted:
            several = predicted.held.get(key)
            if several is None:
                several = predicted.ready(symbol, kind)
            for item, mark in several:
                if mark & new:
                    found.append(item | at)
        return found

    def _in_order(self, symbol: int, kind: str | None, items: list[tuple[int, int]]) -> list[int]:
        able, at = self._grammar.goes_on(kind), self._at
        found = [each for each in items if able[each[1] >> SHIFT]]
        found += [
            (place, item | at)
            for place, predicted, new in self._predicted
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


def _too_long(tokens: Sequence[Token], start: int, end: int) -> UnreadableError:
    return UnreadableError(
        "too-long-to-read",
        "these words hold too many parts within parts",
        tokens[start].start, tokens[end - 1].end,
        "define some of the parts as terms of their own",
    )  # fmt: skip


def _too_many(tokens: Sequence[Token], start: int, end: int, ways: int) -> UnreadableError:
    return UnreadableError(
        "too-many-readings",
        f"these words can be read in more than {ways:,} ways",
        tokens[start].start, tokens[end - 1].end,
        "enumerators such as (i) and (ii) would say which words belong together",
    )  # fmt: skip


class Meanings:
    """What each stretch of words means: every meaning, once.

    Args:
        chart: What was recognised.
        actions: For each action its function, from the children and the stretch of
            tokens to any number of meanings.
    """

    def __init__(
        self, chart: Chart, actions: Callable[[str, tuple[Any, ...], int, int], Iterator[Any]]
    ) -> None:
        self.chart = chart
        self.actions = actions
        self._grammar = chart.grammar
        self._values: dict[tuple[int, int, int], list[Any]] = {}
        self._rows: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
        self._deep = 0
        self._made = 0

    def of(self, symbol: str, start: int, end: int) -> list[Any]:
        """Give every meaning of a symbol over a stretch.

        Raises:
            UnreadableError: There are too many, or too deep ones.
        """
        return self._of(self._grammar.number[symbol], start, end)

    def _of(self, symbol: int, start: int, end: int) -> list[Any]:
        key = (symbol, start, end)
        known = self._values.get(key)
        if known is not None:
            return known
        self._go_down(start, end)
        self._values[key] = []
        found: list[Any] = []
        grammar = self._grammar
        rules = self.chart.rules(symbol, start, end)
        if len(rules) == 1 and grammar.stands[rules[0]]:
            found = self._alone(grammar.rights[rules[0]][0], start, end)
            self._deep -= 1
            self._values[key] = found
            return found
        inline = grammar.names[symbol].startswith("_")
        for rule in rules:
            action, right = grammar.rules[rule][2], grammar.rights[rule]
            if len(right) == 1:
                rows = [_parts(part) for part in self._alone(right[0], start, end)]
            else:
                rows = self._row(rule, len(right), start, end)
            for children in rows:
                if inline:
                    found.append(_Inline(children))
                elif not action:
                    found.append(children[0])
                else:
                    found += self.actions(action, children, start, end)
                if len(found) > MOST_MEANINGS:
                    found = [*dict.fromkeys(found)]
                    if len(found) > MOST_MEANINGS:
                        raise _too_many(self.chart.tokens, start, end, MOST_MEANINGS)
        self._deep -= 1
        self._values[key] = found = [*dict.fromkeys(found)] if len(found) > 1 else found
        return found

    def _alone(self, symbol: int, start: int, end: int) -> list[Any]:
        """Give what the only part of a production can be."""
        if symbol < 0:
            return [self.chart.tokens[start]]
        self._go_down(start, end)
        found = self._of(symbol, start, end)
        self._deep -= 1
        self._made += len(found)
        if self._made > MOST_ROWS:
            raise _too_many(self.chart.tokens, start, end, MOST_MEANINGS)
        return found

    def _row(self, rule: int, dot: int, start: int, end: int) -> list[tuple[Any, ...]]:
        """Give what the first parts of a production can be over a stretch."""
        if dot == 0:
            return [()]
        item = self._grammar.starts[rule] + dot << SHIFT | start
        known = self._rows.get((item, end))
        if known is not None:
            return known
        self._go_down(start, end)
        symbol = self._grammar.rights[rule][dot - 1]
        rows: list[tuple[Any, ...]] = []
        for split in dict.fromkeys(self.chart.ways(item, end)):
            if dot == 1 and split != start:
                continue
            parts = [self.chart.tokens[split]] if symbol < 0 else self._of(symbol, split, end)
            if not parts:
                continue
            before = self._row(rule, dot - 1, start, split)
            self._made += len(before) * len(parts)
            if self._made > MOST_ROWS:
                raise _too_many(self.chart.tokens, start, end, MOST_MEANINGS)
            rows += [
                (*row, *part.parts) if isinstance(part, _Inline) else (*row, part)
                for row in before
                for part in parts
            ]
        self._deep -= 1
        self._rows[item, end] = rows
        return rows

    def _go_down(self, start: int, end: int) -> None:
        """Refuse words that nest so deep that Python itself would give up."""
        self._deep += 1
        if self._deep > DEEPEST:
            raise _too_long(self.chart.tokens, start, end)


class _Inline:
    """The children of a rule that the grammar's own shorthand made."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Any, ...]) -> None:
        self.parts = parts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Inline) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)


def _parts(part: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any meaning
    return part.parts if isinstance(part, _Inline) else (part,)
