"""Every derivation of a row of tokens, and what each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.chart import too_long
from hereof.formula.english.grammar import SHIFT
from hereof.formula.english.tokens import Token, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hereof.formula.english.chart import Chart

MOST_MEANINGS: Final = 48
"""How many meanings one stretch of words may have before reading is given up."""
MOST_ROWS: Final = 20_000
"""How many rows of parts are put together, at most: some fifty times what long words take."""
DEEPEST: Final = 400
"""How deep the search for meanings may go: some twenty constructions within each other."""


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
        known = self._values.get((symbol, start, end))
        return self._standing(symbol, start, end) if known is None else known

    def _standing(self, symbol: int, start: int, end: int) -> list[Any]:
        """Give what a symbol means, through all that do no more than stand for one another."""
        values, stands, rights = self._values, self._grammar.stands, self._grammar.rights
        passed = [(symbol, start, end)]
        rules = self.chart.rules(symbol, start, end)
        known: list[Any] | None = None
        while known is None and len(rules) == 1 and stands[rules[0]]:
            symbol = rights[rules[0]][0]
            known = values.get((symbol, start, end))
            if known is None:
                passed.append((symbol, start, end))
                rules = self.chart.rules(symbol, start, end)
        # each that is passed counts as deep, and as much made, as a production with parts
        several = len(passed) - (known is None)
        self._go_down(start, end, 2 * several)
        found = self._whole(symbol, rules, start, end) if known is None else known
        self._deep -= 2 * several
        self._count(several * len(found), start, end)
        for key in passed:
            values[key] = found
        return found

    def _whole(self, symbol: int, rules: Sequence[int], start: int, end: int) -> list[Any]:
        """Give what the productions of a symbol can mean over a stretch."""
        self._go_down(start, end)
        self._values[symbol, start, end] = []
        found: list[Any] = []
        grammar = self._grammar
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
        return [*dict.fromkeys(found)] if len(found) > 1 else found

    def _alone(self, symbol: int, start: int, end: int) -> list[Any]:
        """Give what the only part of a production can be."""
        if symbol < 0:
            return [self.chart.tokens[start]]
        self._go_down(start, end)
        found = self._of(symbol, start, end)
        self._deep -= 1
        self._count(len(found), start, end)
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
        splits = self.chart.ways(item, end)
        for split in splits if len(splits) == 1 else dict.fromkeys(splits):
            if dot == 1 and split != start:
                continue
            parts = [self.chart.tokens[split]] if symbol < 0 else self._of(symbol, split, end)
            if not parts:
                continue
            before = self._row(rule, dot - 1, start, split)
            self._count(len(before) * len(parts), start, end)
            rows += [
                (*row, *part.parts) if isinstance(part, _Inline) else (*row, part)
                for row in before
                for part in parts
            ]
        self._deep -= 1
        self._rows[item, end] = rows
        return rows

    def _count(self, made: int, start: int, end: int) -> None:
        """Refuse words of which too much is put together."""
        self._made += made
        if self._made > MOST_ROWS:
            raise _too_many(self.chart.tokens, start, end, MOST_MEANINGS)

    def _go_down(self, start: int, end: int, steps: int = 1) -> None:
        """Refuse words that nest so deep that Python itself would give up."""
        self._deep += steps
        if self._deep > DEEPEST:
            raise too_long(self.chart.tokens, start, end)


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
