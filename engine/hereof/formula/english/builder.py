"""What each production of the grammar of definitions means."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.diagnostics import Source, Span
from hereof.formula.english.conditions import Conditions
from hereof.formula.english.labels import run
from hereof.formula.english.lexer import singular
from hereof.formula.english.quantities import Quantities
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import Factors, Labelled, Named, Terms, timed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.formula.english.usage import Usage
    from hereof.formula.inputs import Setting

_PREAMBLE: Final = frozenset({"preamble", "subject", "opener", "opening", "opened"})


@attrs.frozen
class Items:
    """The parts of a list, and whether enumerators name them."""

    parts: tuple[Any, ...]
    labelled: bool = False


class Builder(Quantities, Conditions):
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

    def act(self, action: str, children: tuple[Any, ...], start: int, end: int) -> Iterator[Any]:
        """Give the meanings of one production over a stretch of tokens."""
        if action in _PREAMBLE:
            yield None
            return
        self.span = Span(self.source, self.tokens[start].start, self.tokens[end - 1].end)
        yield from getattr(self, action)(*children)

    # ---- the whole

    def start(self, *children: Any) -> Iterator[Any]:
        """The definition: its value, whatever stands before and after."""
        yield next(c for c in children if c is not None and not isinstance(c, Token))

    def body(self, value: Any) -> Iterator[Any]:
        """The value without provisos."""
        yield value

    def same(self, *children: Any) -> Iterator[Any]:
        """What adds nothing to its part."""
        yield next(c for c in children if not isinstance(c, Token))

    # ---- numbers

    def money(self, token: Token) -> Iterator[Any]:
        """An amount of dollars."""
        yield f.Amount(token.value, "$", token.text, self.span)

    def percent(self, token: Token) -> Iterator[Any]:
        """A percentage, or a rate per year."""
        unit = "% per year" if re.search(r"per (?:annum|year)", token.text) else "%"
        yield f.Amount(token.value, unit, token.text, self.span)

    def plain_number(self, token: Token) -> Iterator[Any]:
        """A number."""
        yield f.Amount(token.value, "", token.text, self.span)

    def part(self, token: Token) -> Iterator[Any]:
        """A fraction in words or figures."""
        yield f.Amount(token.value, "", token.text, self.span)

    # ---- infix

    def infix(self, left: Any, op: Token, right: Any) -> Iterator[Any]:
        """Two values and an operator between."""
        yield self._joined(left, op.type, right)

    def _joined(self, left: Any, op: str, right: Any) -> Any:
        if op == "MINUSFLOOR":
            return f.Excess(left, right, self.span)
        if op in {"PLUS", "MINUS"}:
            sign = 1 if op == "PLUS" else -1
            first = left.parts if isinstance(left, Terms) else ((1, left),)
            rest = right.parts if isinstance(right, Terms) else ((1, right),)
            return Terms((*first, *((sign * s, part) for s, part in rest)), self.span)
        over, under = _factors(left)
        times, by = _factors(right)
        if op == "TIMES":
            return Factors((*over, *times), (*under, *by), self.span)
        return Factors((*over, *by), (*under, *times), self.span)

    def chain(self, first: Any, *rest: Any) -> Iterator[Any]:
        """Values and operators with a comma before each: from left to right."""
        yield self._chain(first, [c for c in rest if not _mark(c)])

    def labelled_chain(self, first: Labelled, *rest: Any) -> Iterator[Any]:
        """Enumerated values and operators between: from left to right."""
        several = [first, *(c for c in rest if isinstance(c, Labelled))]
        if run([one.label for one in several]):
            yield self._chain(first, list(rest))

    def link(self, *tokens: Token) -> Iterator[Token]:
        """The operator between two enumerated values."""
        yield tokens[-1]

    def _chain(self, value: Any, rest: list[Any]) -> Any:
        for op, right in zip(rest[::2], rest[1::2], strict=True):
            value = self._joined(value, op.type, right)
        return value

    # ---- lists

    def labelled(self, label: Token, value: Any) -> Iterator[Any]:
        """A value that an enumerator names."""
        yield Labelled(label.value, value, self.span)

    def labelled_capped(self, label: Token, value: Any, *cap: Any) -> Iterator[Any]:
        """A value that an enumerator names, with its own floor or ceiling."""
        yield Labelled(label.value, cap[-1](value), self.span)

    def conjoined(self, first: Any, _and: Any, last: Any) -> Iterator[Items]:
        """Values with `and` between."""
        before = first.parts if isinstance(first, Items) else (first,)
        yield Items((*before, last))

    def commas(self, first: Any, _comma: Any, last: Any) -> Iterator[Items]:
        """Values with commas between."""
        yield from self.conjoined(first, _comma, last)

    def listed(self, commas: Items, *rest: Any) -> Iterator[Items]:
        """Values with commas between, and `and` before the last."""
        yield Items((*commas.parts, rest[-1]))

    def items(self, *children: Any) -> Iterator[Items]:
        """Enumerated values."""
        several = [c for c in children if isinstance(c, Labelled)]
        if run([one.label for one in several]):
            yield Items(tuple(several), labelled=True)

    def conj(self, token: Token) -> Iterator[Token]:
        """`And`, or `or`."""
        yield token

    def sep(self, *tokens: Any) -> Iterator[Any]:
        """What stands between two enumerated values."""
        yield tokens[-1]

    # ---- constructions

    def sum_of(self, *children: Any) -> Iterator[Any]:
        """The sum of several."""
        yield f.Sum(tuple((1, part) for part in _items(children).parts), self.span)

    def sum_of_one(self, _sum: Any, whole: Any) -> Iterator[Any]:
        """The sum of what `plus` joins already."""
        if isinstance(whole, Terms):
            yield attrs.evolve(whole, span=self.span)

    def sum_of_plural(self, _sum: Token, of: Any) -> Iterator[Any]:
        """The sum of one quantity of several owners."""
        if isinstance(of, f.Input):
            plural = self._plural(of)
            if plural:
                total = of.owners is not None
                yield attrs.evolve(of, total=total and self._several(of.owners), span=self.span)

    def adding(self, _word: Any, one: Any, _to: Any, other: Any) -> Iterator[Any]:
        """One value added to another."""
        yield f.Sum(((1, one), (1, other)), self.span)

    def product_of(self, *children: Any) -> Iterator[Any]:
        """The product of several."""
        yield f.Product(_items(children).parts, self.span)

    def product_of_one(self, _product: Any, whole: Any) -> Iterator[Any]:
        """The product of what `multiplied by` joins already."""
        if isinstance(whole, Factors):
            yield attrs.evolve(whole, span=self.span)

    def multiplying(self, _word: Any, one: Any, *rest: Any) -> Iterator[Any]:
        """One value multiplied by another."""
        yield from self._pair(f.Product, one, rest[-1], together=True)

    def lesser_of(self, *children: Any) -> Iterator[Any]:
        """The lesser, or least."""
        yield f.Choice("lesser", _items(children).parts, self.span)

    def greater_of(self, *children: Any) -> Iterator[Any]:
        """The greater, or greatest."""
        yield f.Choice("greater", _items(children).parts, self.span)

    def average_of(self, *children: Any) -> Iterator[Any]:
        """The average of several."""
        yield f.Choice("average", _items(children).parts, self.span)

    def average_plural(self, _word: Any, of: Any) -> Iterator[Any]:
        """The average of one quantity of several owners that can be told apart."""
        if isinstance(of, f.Input) and of.owners is not None:
            several = self._owners(of.owners)
            if len(several) > 1:
                parts = (self._of_one(of, one) for one in several)
                yield f.Choice("average", tuple(parts), self.span)

    def weighted(self, _word: Any, value: Any, _by: Any, weight: Any) -> Iterator[Any]:
        """The weighted average of a quantity."""
        if not (isinstance(value, f.Input) and isinstance(weight, f.Input) and value.owners):
            return
        if weight.owners not in {None, value.owners}:
            return
        bare = attrs.evolve(value, total=False)
        yield f.Weighted(bare, attrs.evolve(weight, owners=None, total=False), self.span)

    def excess_if_any(self, _word: Any, of: Any, *rest: Any) -> Iterator[Any]:
        """The excess of one over another, not less than zero."""
        over = [c for c in rest if not isinstance(c, Token)][-1]
        yield from self._pair(f.Excess, of, over)

    def excess_open(self, word: Any, of: Any, *rest: Any) -> Iterator[Any]:
        """The excess of one over another; the words do not say that it is not less than zero."""
        if self.usage.floor:
            yield from self.excess_if_any(word, of, *rest)
        else:
            yield from self._signed(of, rest[-1])

    def _signed(self, of: Any, less: Any) -> Iterator[Any]:
        if _labels_run(of, less):
            yield f.Sum(((1, of), (-1, less)), self.span)

    def difference_of(self, *children: Any) -> Iterator[Any]:
        """The difference between two."""
        parts = _items(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - a difference is between two
            yield self._difference(*parts)

    def _difference(self, one: Any, other: Any) -> Any:
        signed = f.Sum(((1, one), (-1, other)), self.span)
        if self.usage.signed:
            return signed
        return f.Choice("greater", (signed, f.Sum(((1, other), (-1, one)), self.span)), self.span)

    def difference_positive(self, *children: Any) -> Iterator[Any]:
        """The difference between two, if positive."""
        parts = _items(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - as above
            yield f.Excess(parts[0], parts[1], self.span)

    def difference_one(self, _word: Any, whole: Any) -> Iterator[Any]:
        """The difference of what `minus` joins already."""
        if isinstance(whole, Terms) and [s for s, _ in whole.parts] == [1, -1]:
            yield attrs.evolve(whole, span=self.span)

    def subtracting(self, _word: Any, less: Any, *rest: Any) -> Iterator[Any]:
        """One value subtracted from another."""
        if _labels_run(less, rest[-1]):
            yield f.Sum(((1, rest[-1]), (-1, less)), self.span)

    def quotient_of(self, *children: Any) -> Iterator[Any]:
        """One value divided by another."""
        over, under = (c for c in children if not isinstance(c, Token))
        yield from self._pair(f.Quotient, over, under)

    def over(self, token: Token) -> Iterator[Token]:
        """What stands between the two values of a quotient."""
        yield token

    def quotient_list(self, _word: Any, items: Items) -> Iterator[Any]:
        """The quotient of two in a list."""
        if len(items.parts) == 2:  # noqa: PLR2004 - a quotient is of two
            yield f.Quotient(*items.parts, self.span)

    def labelled_fraction(self, *children: Any) -> Iterator[Any]:
        """A fraction whose numerator and denominator have enumerators."""
        labels = [c for c in children if isinstance(c, Token) and c.type == "ENUM"]
        over, under = (c for c in children if not isinstance(c, Token))
        if run([label.value for label in labels]):
            yield f.Quotient(
                Labelled(labels[0].value, over, self.span),
                Labelled(labels[1].value, under, self.span),
                self.span,
            )

    def part_of(self, token: Token, _of: Any, whole: Any) -> Iterator[Any]:
        """A percentage or a fraction of a value."""
        unit = "%" if token.type == "PERCENT" else ""
        if token.type == "PERCENT" and re.search(r"per (?:annum|year)", token.text):
            unit = "% per year"
        place = Span(self.source, token.start, token.end)
        yield f.Product((f.Amount(token.value, unit, token.text, place), whole), self.span)

    def _pair(self, kind: Any, one: Any, other: Any, *, together: bool = False) -> Iterator[Any]:
        if _labels_run(one, other):
            yield kind((one, other), self.span) if together else kind(one, other, self.span)

    def clause_named(self, token: Token) -> Iterator[Any]:
        """A part of the same definition, named by its enumerator; several are added."""
        named = [Named(path, self.span) for path in token.value]
        yield named[0] if len(named) == 1 else f.Sum(tuple((1, n) for n in named), self.span)

    # ---- time that belongs to several

    def timed(self, *children: Any) -> Iterator[Any]:
        """A construction, and a time for those of its inputs that have none of their own."""
        whole = next(c for c in children if not _mark(c) and not isinstance(c, str))
        yield timed(whole, tuple(c for c in children if isinstance(c, str)))

    each_timed = timed

    def when_measured(self, token: Token) -> Iterator[str]:
        """A time."""
        yield self._timing(token)

    def measured(self, token: Token) -> Iterator[str]:
        """A time, or which of them."""
        yield self._timing(token)

    def timing(self, token: Token) -> Iterator[Any]:
        """A time that follows an event."""
        yield self._timing(token)

    # ---- floors and ceilings

    def floor(self, _word: Any, least: Any) -> Iterator[Any]:
        """Not less than."""
        yield Cap("greater", least, self.span)

    def ceiling(self, _word: Any, most: Any) -> Iterator[Any]:
        """Not more than."""
        yield Cap("lesser", most, self.span)

    def caps(self, first: Any, _and: Any, last: Any) -> Iterator[Any]:
        """A floor and a ceiling."""
        yield Caps((first, last))

    def floor_and_ceiling(self, _no: Any, least: Any, _or: Any, _above: Any, most: Any) -> Iterator[Any]:
        """Neither less than one nor more than another."""
        yield Caps((Cap("greater", least, self.span), Cap("lesser", most, self.span)))

    def capped(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value with a floor or a ceiling."""
        cap = next(c for c in rest if isinstance(c, Cap | Caps))
        yield cap(value)


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


def _mark(child: Any) -> bool:
    return isinstance(child, Token) and child.type in {"COMMA", "SEMI", "COLON", "LP", "RP", "INEACHCASE"}


def _items(children: tuple[Any, ...]) -> Items:
    return next(c for c in children if isinstance(c, Items))


def _factors(value: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return (value.factors, value.divisors) if isinstance(value, Factors) else ((value,), ())


def _labels_run(one: Any, other: Any) -> bool:
    if isinstance(one, Labelled) and isinstance(other, Labelled):
        return run([one.label, other.label])
    return True


ZERO: Final = f.Amount(Fraction(0), "", "0")

__all__ = ["Builder", "Cap", "Caps", "singular"]
