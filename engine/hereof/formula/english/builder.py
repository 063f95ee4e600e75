"""What each production of the grammar of definitions means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.diagnostics import Source, Span
from hereof.formula.english.antecedents import Antecedents
from hereof.formula.english.bounds import Bounds
from hereof.formula.english.branches import Branches
from hereof.formula.english.choices import Choices
from hereof.formula.english.conditions import Conditions
from hereof.formula.english.days import Days
from hereof.formula.english.lists import Lists
from hereof.formula.english.portions import Portions
from hereof.formula.english.provisos import Provisos
from hereof.formula.english.reach import Reach
from hereof.formula.english.respectively import Respectively
from hereof.formula.english.saidafter import SaidAfter
from hereof.formula.english.shares import Shares
from hereof.formula.english.sums import Sums
from hereof.formula.english.tables import schedule
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    WHICH_MARK,
    ChainSum,
    Terms,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.formula.english.usage import Usage
    from hereof.formula.inputs import Setting


_PREAMBLE: Final = frozenset({"preamble", "subject", "opener", "opening", "opened"})


class Builder(
    Provisos,
    Branches,
    Conditions,
    Days,
    Sums,
    Reach,
    Choices,
    Portions,
    Shares,
    Respectively,
    Bounds,
    Lists,
    SaidAfter,
):
    """Gives the meanings of productions, in one usage of open words.

    Args:
        source: The words.
        tokens: Its tokens.
        setting: Classes, named sets and types.
        usage: How open words are used.
        term: The term that is defined; empty where that is not known.
    """

    def __init__(
        self, source: Source, tokens: Sequence[Token], setting: Setting, usage: Usage, term: str
    ) -> None:
        self.source = source
        self.tokens = tokens
        self.setting = setting
        self.usage = usage
        self.term = term
        self.antecedents = Antecedents(tokens)

    def act(self, action: str, children: tuple[Any, ...], start: int, end: int) -> Iterator[Any]:
        """Give the meanings of one production over a stretch of tokens."""
        if action in _PREAMBLE:
            yield None
            return
        self.stretch = (start, end)
        self.span = Span(self.source, self.tokens[start].start, self.tokens[end - 1].end)
        for meaning in getattr(self, action)(*children):
            yield meaning
            if action in _ENDING:
                yield from _outside(meaning)

    def start(self, *children: Any) -> Iterator[Any]:
        """The definition: its value, whatever stands before and after."""
        yield next(c for c in children if c is not None and not isinstance(c, Token))

    def body(self, value: Any) -> Iterator[Any]:
        """The value without provisos."""
        yield value

    def same(self, *children: Any) -> Iterator[Any]:
        """What adds nothing to its part."""
        yield next(c for c in children if not isinstance(c, Token))

    def money(self, token: Token) -> Iterator[Any]:
        """An amount of dollars."""
        yield f.Amount(token.value, "$", token.text, self.span)

    def plain_number(self, token: Token) -> Iterator[Any]:
        """A number."""
        yield f.Amount(token.value, "", token.text, self.span)

    def part(self, token: Token) -> Iterator[Any]:
        """A fraction in words or figures."""
        yield f.Amount(token.value, "", token.text, self.span)

    def amount_of(self, _word: Any, of: Any) -> Iterator[Any]:
        """The amount of something: that itself, or, of what is only described, the description."""
        words = of.span.text.split() if isinstance(of, f.Input) else [""]
        which = isinstance(of, f.Input) and any(t.startswith(WHICH_MARK) for t in of.timing)
        if words[0].lower() != "all" and not which:
            yield of
            return
        which_of = [t.removeprefix(WHICH_MARK) for t in of.timing if t.startswith(WHICH_MARK)]
        times = tuple(t for t in of.timing if not t.startswith(WHICH_MARK))
        article = f"{words[0]} " if words[0].lower() in {"all", "any", "each"} else ""
        article = "" if of.term.lower().startswith(article.lower()) else article
        name = " ".join(["amount of", article + of.term, *which_of])
        yield attrs.evolve(of, term=" ".join(name.split()), timing=times, span=self.span)

    def table_of(self, token: Token) -> Iterator[Any]:
        """Values by month in a table."""
        yield schedule(token.value, self.span)


_ENDING: Final = frozenset(
    "product_of part_of lesser_of greater_of excess_if_any excess_open quotient_of".split()
)


def _outside(meaning: Any) -> Iterator[Any]:
    """Give a construction with what `plus` adds at its end outside of it.

    In `the product of P and the sum of (x) A plus (y) B` the sum may be of (x) alone.
    """
    name, last = {
        f.Product: ("factors", None),
        f.Choice: ("parts", None),
        f.Excess: ("over", None),
        f.Quotient: ("denominator", None),
        Closed: ("denominator", None),
    }.get(type(meaning), ("", None))
    if not name:
        return
    held = getattr(meaning, name)
    last = held[-1] if isinstance(held, tuple) else held
    if isinstance(last, ChainSum):
        inner = last.parts[0][1]
        new = (*held[:-1], inner) if isinstance(held, tuple) else inner
        yield Terms(((1, attrs.evolve(meaning, **{name: new})), *last.parts[1:]), meaning.span)
