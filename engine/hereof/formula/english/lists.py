"""Lists, with enumerators and without, and parts that are named by theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from hereof.formula.english.clauses import kind_named
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import (
    OPERATORS,
    Items,
    Meaning,
    is_open,
    zero,
)
from hereof.formula.english.quantities import POSITIVE, is_of_size
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    Adjusted,
    Labelled,
    Named,
    restricted,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


class Lists(Meaning):
    """The part of the builder that makes lists."""

    def labelled(self, label: Token, value: Any) -> Iterator[Any]:
        """A value that an enumerator names.

        One that holds under a condition alone may be nothing else where it is not met, or zero.
        """
        if isinstance(value, Adjusted) and value.apart:
            return
        yield Labelled(label.value, value, self.span)
        if is_open(value):
            counted = attrs.evolve(value, otherwise=zero(self.span))
            yield Labelled(label.value, counted, self.span)

    def bracketed(self, _open: Any, value: Any, _close: Any) -> Iterator[Any]:
        """A value in brackets; a number alone in them would be a negative one."""
        if not isinstance(value, f.Amount):
            yield value

    def conjoined(self, first: Any, _and: Any, last: Any) -> Iterator[Items]:
        """Values with `and` between."""
        before = first.parts if isinstance(first, Items) else (first,)
        either = _and.type == "OR" or (isinstance(first, Items) and first.either)
        yield Items((*before, last), bare=True, either=either)

    def commas(self, first: Any, _comma: Any, last: Any) -> Iterator[Items]:
        """Values with commas between."""
        yield from self.conjoined(first, _comma, last)

    def listed(self, commas: Items, *rest: Any) -> Iterator[Items]:
        """Values with commas between, and `and` before the last."""
        either = any(isinstance(c, Token) and c.type == "OR" for c in rest)
        yield Items((*commas.parts, rest[-1]), either=either)

    def items(self, *children: Any) -> Iterator[Items]:
        """Enumerated values."""
        several = [c for c in children if isinstance(c, Labelled)]
        if run([one.label for one in several]):
            either = any(isinstance(c, Token) and c.type == "OR" for c in children)
            yield Items(tuple(several), labelled=True, either=either)

    def letters(self, *tokens: Token) -> Iterator[tuple[str, ...]]:
        """Enumerators alone, which later words say what they stand for."""
        yield tuple(t.value for t in tokens if t.type == "ENUM")

    def letter(self, label: Token, word: Token, value: Any) -> Iterator[Any]:
        """What an enumerator stands for."""
        if word.type != "COMPARE" or word.value == "equal to":
            yield Labelled(label.value, value, self.span)

    def lettersep(self, *_tokens: Token) -> Iterator[str]:
        """What stands between what two enumerators stand for."""
        yield ""

    def lettered(self, labels: tuple[str, ...], *rest: Any) -> Iterator[Items]:
        """Enumerators in a list, and what each of them stands for: `(a) and (b), where (a) is`."""
        several = tuple(c for c in rest if isinstance(c, Labelled))
        after = self.tokens[self.stretch[1] : self.stretch[1] + 1]
        if after and after[0].type in OPERATORS:
            return  # what follows belongs to what the last enumerator stands for
        if run(labels) and labels == tuple(one.label for one in several):
            yield Items(several, labelled=True)

    def conj(self, token: Token) -> Iterator[Token]:
        """`And`, or `or`."""
        yield token

    def sep(self, *tokens: Any) -> Iterator[Any]:
        """What stands between two enumerated values."""
        yield tokens[-1]

    def labelled_extent(self, label: Token, *rest: Any) -> Iterator[Any]:
        """An enumerated value, only to an extent that is said before it."""
        effect = next(c for c in rest if isinstance(c, Token) and c.type == "EFFECT")
        if effect.text == POSITIVE:
            floor = f.Choice("greater", (rest[-1], zero(self.span)), self.span)
            yield Labelled(label.value, floor, self.span)
        elif not is_of_size(effect.text):
            yield Labelled(label.value, restricted(rest[-1], effect.text), self.span)

    def clauses_named(self, token: Token) -> Iterator[Items]:
        """Several parts of the definition as a list."""
        if len(token.value) > 1:
            kind = kind_named(token.text)
            yield Items(tuple(Named(path, self.span, kind=kind) for path in token.value))

    def clause_named(self, token: Token) -> Iterator[Any]:
        """A part of the same definition, named by its enumerator; several are added."""
        kind = kind_named(token.text)
        named: list[Any] = [Named(path, self.span, kind=kind) for path in token.value]
        yield named[0] if len(named) == 1 else f.Sum(tuple((1, n) for n in named), self.span)
