"""What the meanings of productions share: lists, bounds, and what all of them know."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.labels import run
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    Labelled,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.diagnostics import Source, Span
    from hereof.formula.english.antecedents import Antecedents
    from hereof.formula.english.usage import Usage
    from hereof.formula.inputs import Setting


ITSELF: Final = "such amount"
"""What stands for the value of which a proviso speaks, until that is known."""

TESTS: Final = (f.Compare, f.Truth, f.Logic)

ADDING: Final = frozenset({"PLUS", "MINUS", "MINUSFLOOR"})

OPERATORS: Final = ADDING | {"TIMES", "DIVIDED"}


@attrs.frozen
class Items:
    """The parts of a list, whether enumerators name them, and whether `or` stands between."""

    parts: tuple[Any, ...]
    labelled: bool = False
    bare: bool = False
    either: bool = False


@attrs.frozen
class Joined:
    """Amounts that `and` joins behind an operator."""

    parts: tuple[Any, ...]


@attrs.frozen
class Cap:
    """A floor (`greater`) or a ceiling (`lesser`) that is put to a value."""

    kind: str
    bound: Any
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    def __call__(self, value: Any) -> Any:
        """Give the value with this bound."""
        if isinstance(value, Labelled):
            return attrs.evolve(value, value=self(value.value))
        return f.Choice(self.kind, (value, self.bound), self.span)


@attrs.frozen
class Caps:
    """Several bounds."""

    several: tuple[Any, ...]

    def __call__(self, value: Any) -> Any:
        """Give the value with these bounds, the first put first."""
        for cap in self.several:
            value = cap(value)
        return value


class Meaning:
    """What every part of the builder knows, and the little that all of them need.

    Attributes:
        source: The words.
        tokens: Their tokens.
        setting: Classes, named sets and types.
        usage: How open words are used.
        term: The term that is defined; empty where that is not known.
        antecedents: The owners that the words name before others.
        span: The place of the production at hand.
        stretch: Its first token, and the one after its last.
    """

    source: Source
    tokens: Sequence[Token]
    setting: Setting
    usage: Usage
    term: str
    antecedents: Antecedents
    span: Span
    stretch: tuple[int, int]

    def percent(self, token: Token) -> Iterator[Any]:
        """A percentage, or a rate per year."""
        unit = "% per year" if re.search(r"per (?:annum|year)", token.text) else "%"
        yield f.Amount(token.value, unit, token.text, self.span)

    def _holds_itself(self, part: Any) -> bool:
        """Tell whether the condition of an enumerated part is that part's own, and of no other.

        One that a comma parts from the end of the words could be that of the whole.
        """
        value = part.value
        if value.test.span is None or value.span is None:
            return True
        before = self.source.text[part.span.start : value.test.span.start].rstrip()
        return not before.endswith(",")

    def _logic(self, kind: str, tests: tuple[Any, ...]) -> Any:
        flat = [
            t
            for test in tests
            for t in (test.parts if isinstance(test, f.Logic) and test.kind == kind else (test,))
        ]
        return f.Logic(kind, tuple(flat), self.span)

    def _itself(self) -> f.Input:
        return f.Input(ITSELF, None, (), total=False, span=self.span)

    def _pair(self, kind: Any, one: Any, other: Any, *, together: bool = False) -> Iterator[Any]:
        if labels_run(one, other):
            yield kind((one, other), self.span) if together else kind(one, other, self.span)


def zero(span: Span) -> f.Amount:
    """Give the amount zero, where the words imply it."""
    return f.Amount(Fraction(0), "", "0", span)


def is_open(value: Any) -> bool:
    """Tell whether a value holds under a condition alone, and nothing is said of other cases."""
    return isinstance(value, f.Conditional) and isinstance(value.otherwise, f.NoValue)


def is_mark(child: Any) -> bool:
    """Tell whether a child is a mark, which means nothing by itself."""
    return isinstance(child, Token) and child.type in {
        "COMMA",
        "SEMI",
        "COLON",
        "LP",
        "RP",
        "INEACHCASE",
    }


def items_of(children: tuple[Any, ...]) -> Items:
    """Give the list among children."""
    return next(c for c in children if isinstance(c, Items))


def labels_run(one: Any, other: Any) -> bool:
    """Tell whether two values have enumerators that follow one another, or none."""
    if isinstance(one, Labelled) and isinstance(other, Labelled):
        return run([one.label, other.label])
    return True
