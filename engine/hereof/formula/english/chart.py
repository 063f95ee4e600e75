"""Every derivation of a row of tokens: Earley's algorithm over a grammar that Lark reads.

Lark's own Earley parser folds two derivations into one where their parts are equal,
and walks whole columns to complete an item. Here all derivations are kept, and each
column is kept by what its items wait for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
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


class Grammar:
    """Productions by number.

    Attributes:
        rules: For each production its left side, its right side, and its action.
        of: The productions of each symbol.
        first: The terminals with which each symbol can begin.
    """

    def __init__(self, rules: Iterable[tuple[str, Sequence[str], str]]) -> None:
        self.rules: list[tuple[str, tuple[str, ...], str]] = []
        self.of: dict[str, list[int]] = defaultdict(list)
        for left, right, action in rules:
            self.of[left].append(len(self.rules))
            self.rules.append((left, tuple(right), action))
        self.first = self._first()
        self.begins = [
            self.first.get(right[0], frozenset({right[0]})) for _, right, _ in self.rules
        ]

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

    Attributes:
        done: For each symbol and stretch, the productions that cover it.
        ways: For each partly read production and where it began and stands, where
            its last part began.
    """

    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self.grammar = grammar
        self.tokens = tokens
        self.done: dict[tuple[str, int, int], list[int]] = {}
        self.ways: dict[tuple[int, int, int, int], list[int]] = {}
        self._run()

    def _run(self) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop, for speed
        grammar, tokens = self.grammar, self.tokens
        rules, of, begins = grammar.rules, grammar.of, grammar.begins
        waiting: list[dict[str, list[tuple[int, int, int]]]] = []
        ways, done = self.ways, self.done
        scanned: list[tuple[int, int, int]] = []
        steps = 0
        for at in range(len(tokens) + 1):
            kind = tokens[at].type if at < len(tokens) else ""
            if steps > MOST_STEPS:
                raise _too_long(tokens, 0, len(tokens))
            wait: dict[str, list[tuple[int, int, int]]] = {}
            waiting.append(wait)
            todo = scanned
            scanned = []
            predicted: set[str] = set()
            missed: set[str] = set()
            if at == 0:
                predicted.add("start")
                todo = [(n, 0, 0) for n in of["start"] if kind in begins[n]]
            while todo:
                rule, dot, origin = item = todo.pop()
                left, right, _ = rules[rule]
                if dot == len(right):
                    key = (left, origin, at)
                    several = done.get(key)
                    if several is not None:
                        several.append(rule)
                        continue
                    done[key] = [rule]
                    held = waiting[origin].get(left, ())
                    steps += len(held) + 1
                    for other, place, began in held:
                        way = (other, place + 1, began, at)
                        splits = ways.get(way)
                        if splits is None:
                            ways[way] = [origin]
                            todo.append((other, place + 1, began))
                        else:
                            splits.append(origin)
                    continue
                symbol = right[dot]
                if symbol in of:
                    listed = wait.get(symbol)
                    if listed is None:
                        wait[symbol] = [item]
                    else:
                        listed.append(item)
                    if symbol not in predicted:
                        predicted.add(symbol)
                        todo.extend((n, 0, at) for n in of[symbol] if kind in begins[n])
                elif symbol == kind:
                    ways[(rule, dot + 1, origin, at + 1)] = [at]
                    scanned.append((rule, dot + 1, origin))
                elif dot:
                    missed.add(symbol)
            if not scanned and at < len(tokens):
                self.stopped = at
                self.expected = _expected(grammar, wait) | missed
                return
        self.stopped = len(tokens)
        self.expected = _expected(grammar, waiting[-1]) | missed

    @property
    def complete(self) -> bool:
        """Whether all tokens together are a definition."""
        return ("start", 0, len(self.tokens)) in self.done


def _expected(grammar: Grammar, wait: dict[str, list[tuple[int, int, int]]]) -> frozenset[str]:
    found: set[str] = set()
    for symbol, items in wait.items():
        if any(dot for _, dot, _ in items):
            found |= grammar.first.get(symbol, set())
    return frozenset(found)


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
        self._values: dict[tuple[str, int, int], list[Any]] = {}
        self._rows: dict[tuple[int, int, int, int], list[tuple[Any, ...]]] = {}
        self._deep = 0
        self._made = 0

    def of(self, symbol: str, start: int, end: int) -> list[Any]:
        """Give every meaning of a symbol over a stretch.

        Raises:
            UnreadableError: There are too many, or too deep ones.
        """
        key = (symbol, start, end)
        known = self._values.get(key)
        if known is not None:
            return known
        self._go_down(start, end)
        self._values[key] = []
        found: dict[Any, None] = {}
        inline = symbol.startswith("_")
        for rule in self.chart.done[key]:
            _, right, action = self.chart.grammar.rules[rule]
            for children in self._row(rule, len(right), start, end):
                if inline:
                    found[_Inline(children)] = None
                elif not action:
                    found[children[0]] = None
                else:
                    for meaning in self.actions(action, children, start, end):
                        found[meaning] = None
                if len(found) > MOST_MEANINGS:
                    raise _too_many(self.chart.tokens, start, end, MOST_MEANINGS)
        self._deep -= 1
        self._values[key] = list(found)
        return self._values[key]

    def _row(self, rule: int, dot: int, start: int, end: int) -> list[tuple[Any, ...]]:
        if dot == 0:
            return [()]
        key = (rule, dot, start, end)
        known = self._rows.get(key)
        if known is not None:
            return known
        self._go_down(start, end)
        symbol = self.chart.grammar.rules[rule][1][dot - 1]
        terminal = symbol not in self.chart.grammar.of
        rows: list[tuple[Any, ...]] = []
        for split in dict.fromkeys(self.chart.ways.get(key, ())):
            if dot == 1 and split != start:
                continue
            parts = [self.chart.tokens[split]] if terminal else self.of(symbol, split, end)
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
        self._rows[key] = rows
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
