"""What each production of the grammar of definitions means."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.diagnostics import Source, Span
from hereof.formula.english.periods import is_plural, over_periods
from hereof.formula.english.anaphora import POINTS_BACK, at_times, with_foregoing
from hereof.formula.english.antecedents import Antecedents
from hereof.formula.english.conditions import Conditions
from hereof.formula.english.dayrules import expression
from hereof.formula.english.labels import run
from hereof.formula.english.names import singular
from hereof.formula.english.quantities import Modifier, Quantities
from hereof.formula.english.tables import schedule
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.trees import (
    ASKED_MARK,
    WHICH_MARK,
    Adjusted,
    ChainSum,
    Factors,
    Labelled,
    Named,
    Terms,
    ends_closed,
    mapped,
    owned,
    parts_of,
    restricted,
    timed,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.formula.english.usage import Usage
    from hereof.formula.inputs import Setting

MOST_IN_DISTANCE: Final = 400
"""How many parts a difference may have whose sign is left open."""
_PREAMBLE: Final = frozenset({"preamble", "subject", "opener", "opening", "opened"})


@attrs.frozen
class Items:
    """The parts of a list, whether enumerators name them, and whether `or` stands between."""

    parts: tuple[Any, ...]
    labelled: bool = False
    bare: bool = False
    either: bool = False


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
        name = " ".join(["amount of", article + of.term, *which_of])
        yield attrs.evolve(of, term=" ".join(name.split()), timing=times, span=self.span)

    # ---- infix

    def infix(self, left: Any, op: Token, right: Any) -> Iterator[Any]:
        """Two values and an operator between."""
        if isinstance(right, Joined) and op.type not in _ADDING:
            return
        if op.type == "PLUS" and isinstance(left, f.Amount) and not left.value:
            return  # nothing is added to zero, in `the greater of (i) A and (ii) zero plus B`
        if op.type == "MINUS" and _subtracts(right):
            return  # `A less (i) B less (ii) C` takes both from A
        if isinstance(left, f.Conditional) and self.tokens[self.stretch[0]].type == "ENUM":
            return  # what follows the last of enumerated conditions is part of that one's value
        if not _parallel(left) and not self._is_rate_of_interest(op, right):
            yield self._joined(left, op.type, right)
            yield from self._by_a_share(left, op, right)

    def _is_rate_of_interest(self, op: Token, right: Any) -> bool:
        """Tell whether an operator stands in a rate: `interest at the Net Rate plus the Margin`."""
        if op.type not in {"PLUS", "MINUS"}:
            return False
        ends = [t for t in self.tokens if t.end <= op.start][-1]
        if ends.type not in {"OPAQUE", "RESTR"} or not _AT_A_RATE.search(ends.text):
            return False
        while isinstance(right, Terms | Factors):
            right = right.parts[0][1] if isinstance(right, Terms) else right.factors[0]
        if isinstance(right, f.Amount):
            return right.unit != "$"
        return isinstance(right, f.Input) and not self._adds(right.term)

    def infix_if(self, left: Any, *rest: Any) -> Iterator[Any]:
        """Two values, the second of which counts only if a test is met."""
        op = next(c for c in rest if not _mark(c))
        test, value = [c for c in rest if not isinstance(c, Token)]
        if op.type in _ADDING:
            yield self._joined(
                left, op.type, f.Conditional(test, value, _zero(self.span), self.span)
            )

    def bracketed_op(
        self, value: Any, _open: Any, op: Token, other: Any, _close: Any
    ) -> Iterator[Any]:
        """An amount, and in brackets what is added to it or taken from it."""
        if op.type in _ADDING:
            sign = 1 if op.type == "PLUS" else -1
            if op.type == "MINUSFLOOR":
                yield f.Excess(value, other, self.span)
            else:
                yield f.Sum(((1, value), (sign, other)), self.span)

    def stated(self, value: Any, _word: Token) -> Iterator[Any]:
        """A ratio that is closed by `expressed as a percentage`."""
        last = value.value if isinstance(value, Labelled) else value
        if isinstance(last, f.Quotient | Closed) or (isinstance(last, Factors) and last.divisors):
            yield _closed(value)

    # ---- what is added to an amount, or taken from it, in a list

    def adjusted(self, value: Any, *rest: tuple[Token, Any]) -> Iterator[Any]:
        """An amount, and lists of what is added to it and taken from it."""
        for op, parts, _ in rest:
            if op.type not in {"PLUS", "MINUS"}:
                return
            for part in parts:
                value = self._joined(value, op.type, part)
        yield Adjusted(value.parts, self.span, apart=rest[0][2])

    def alternately(self, value: Any, *rest: Any) -> Iterator[Any]:
        """An amount, and enumerated values with operators before each: from left to right."""
        said = [c for c in rest if not _mark(c)]
        if run([part.label for part in said[1::2]]) and {op.type for op in said[::2]} <= {
            "PLUS",
            "MINUS",
        }:
            yield self._chain(value, said)

    def adjustment(self, *children: Any) -> Iterator[Any]:
        """What is added or taken away."""
        op = next(c for c in children if isinstance(c, Token) and c.type in _OPERATORS)
        yield op, children[-1], children[0] is not op

    def adjustment_said(self, _and: Any, op: Token, value: Any) -> Iterator[Any]:
        """One amount that is added or taken away as well, as in `and increased by B`."""
        if op.lower.endswith(" by"):
            yield op, (value,), True

    def or_if_less(self, value: Any, *rest: Any) -> Iterator[Any]:
        """An amount, or another if that is less, or greater."""
        token = next(c for c in rest if isinstance(c, Token) and c.type == "IFLESS")
        other = next(c for c in rest if not isinstance(c, Token))
        kind = "greater" if re.search("greater|higher|larger", token.text) else "lesser"
        yield f.Choice(kind, (value, other), self.span)

    def part_in_excess(self, value: Any, _word: Token, bound: Any) -> Iterator[Any]:
        """The part of an amount that is in excess of another."""
        yield f.Excess(value, bound, self.span)

    def adding_all(self, *children: Any) -> Iterator[Any]:
        """Each of a list, perhaps only to an extent."""
        items = _items(children)
        effect = next((c for c in children if isinstance(c, Token) and c.type == "EFFECT"), None)
        by_condition = all(isinstance(p.value, f.Conditional) for p in items.parts)
        if (
            not items.either
            and not by_condition
            and not any(_is_open(p.value) for p in items.parts)
        ):
            yield tuple(restricted(p, effect.text) if effect else p for p in items.parts)

    def adding_one(self, *children: Any) -> Iterator[Any]:
        """One amount, only to an extent."""
        effect = next(c for c in children if isinstance(c, Token) and c.type == "EFFECT")
        yield (restricted(children[-1], effect.text),)

    def _by_a_share(self, left: Any, op: Token, right: Any) -> Iterator[Any]:
        """An amount `increased by 5%`: by 5% of itself, unless it is a ratio."""
        left = left.value if isinstance(left, Labelled) else left
        right = right.value if isinstance(right, Labelled) else right
        said = op.type in {"PLUS", "MINUS"} and op.lower.endswith(" by")
        percent = isinstance(right, f.Amount) and right.unit == "%"
        if not said or not percent or not isinstance(left, f.Input):
            return
        if self._adds(left.term) and left.term.rpartition(" ")[2] not in _INDICES:
            whole = (1, f.Amount(Fraction(1), "", "1", self.span))
            changed = f.Sum((whole, (1 if op.type == "PLUS" else -1, right)), self.span)
            yield Factors((left, changed), (), self.span)

    def _joined(self, left: Any, op: str, right: Any) -> Any:
        if isinstance(right, Joined):
            right = f.Sum(tuple((1, part) for part in right.parts), self.span)
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
        if by:  # A / (B / C) has no value where C is zero, unlike A * C / B
            return Factors(over, (*under, right), self.span)
        return Factors(over, (*under, *times), self.span)

    def joined(self, first: Any, _and: Any, last: Any) -> Iterator[Any]:
        """Two amounts that are added or taken away together, as in `less F and S`."""
        if isinstance(first, Joined):
            yield Joined((*first.parts, last))
        elif isinstance(first, f.Input | f.Product) and isinstance(last, f.Input | f.Product):
            yield Joined((first, last))

    def np_ceiling(self, value: Any, *rest: Any) -> Iterator[Any]:
        """One amount with a ceiling in brackets behind it."""
        yield f.Choice("lesser", (value, rest[2]), self.span)

    def chain(self, first: Any, *rest: Any) -> Iterator[Any]:
        """Values and operators with a comma before each: from left to right."""
        said = [c for c in rest if not _mark(c)]
        if isinstance(first, f.Amount) and not first.value and said[0].type == "PLUS":
            return  # as above
        if isinstance(said[-1], Joined) and said[0].type not in _ADDING:
            return
        yield self._chain(first, said)
        if len(said) == 2:  # noqa: PLR2004 - one operator and its value
            yield from self._by_a_share(first, *said)

    def labelled_chain(self, first: Labelled, *rest: Any) -> Iterator[Any]:
        """Enumerated values and operators between: from left to right."""
        several = [first, *(c for c in rest if isinstance(c, Labelled))]
        if run([one.label for one in several]):
            ops = [op.type for op in rest[::2]]
            if any(_is_open(one.value) and self._holds_itself(one) for one in several):
                return
            yield self._chain(first, list(rest))
            if len(rest) == 2:  # noqa: PLR2004 - one operator and its value
                yield from self._by_a_share(first, *rest)
            closed = self.tokens[self.stretch[0] : self.stretch[1]]
            mixed = {"PLUS", "MINUS"} & set(ops) and {"TIMES", "DIVIDED"} & set(ops)
            if mixed and not any(t.type in {"COMMA", "SEMI"} for t in closed):
                yield self._chain(*_products_first(first, list(rest), self._joined))

    def link(self, *tokens: Token) -> Iterator[Token]:
        """The operator between two enumerated values."""
        yield tokens[-1]

    def _chain(self, value: Any, rest: list[Any]) -> Any:
        for op, right in zip(rest[::2], rest[1::2], strict=True):
            value = self._joined(value, op.type, right)
        return value

    # ---- lists

    def labelled(self, label: Token, value: Any) -> Iterator[Any]:
        """A value that an enumerator names.

        One that holds under a condition alone may be nothing else where it is not met, or zero.
        """
        if isinstance(value, Adjusted) and value.apart:
            return
        yield Labelled(label.value, value, self.span)
        if _is_open(value):
            zero = _zero(self.span)
            yield Labelled(label.value, attrs.evolve(value, otherwise=zero), self.span)

    def _holds_itself(self, part: Any) -> bool:
        """Tell whether the condition of an enumerated part is that part's own, and of no other.

        One that a comma parts from the end of the words could be that of the whole.
        """
        value = part.value
        if value.test.span is None or value.span is None:
            return True
        before = self.source.text[part.span.start : value.test.span.start].rstrip()
        return not before.endswith(",")

    def bracketed(self, _open: Any, value: Any, _close: Any) -> Iterator[Any]:
        """A value in brackets; a number alone in them would be a negative one."""
        if not isinstance(value, f.Amount):
            yield value

    def labelled_capped(self, label: Token, value: Any, *cap: Any) -> Iterator[Any]:
        """A value that an enumerator names, with its own floor or ceiling."""
        ends = self.stretch[1] >= len(self.tokens) - 1
        comma = any(isinstance(c, Token) and c.type == "COMMA" for c in cap)
        bound = next((c for c in cap if isinstance(c, Cap)), None)
        if ends and comma and _of_the_whole(value, bound):
            return  # a bound that a comma parts from the last of a list is that of the whole
        put = next(c for c in cap if isinstance(c, Cap | Caps))
        yield Labelled(label.value, put(value), self.span)

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

    def conj(self, token: Token) -> Iterator[Token]:
        """`And`, or `or`."""
        yield token

    def sep(self, *tokens: Any) -> Iterator[Any]:
        """What stands between two enumerated values."""
        yield tokens[-1]

    # ---- constructions

    def sum_of(self, *children: Any) -> Iterator[Any]:
        """The sum of several; of one or another there is none."""
        items = _items(children)
        if items.either or any(
            isinstance(p, Labelled) and _is_open(p.value) and self._holds_itself(p)
            for p in items.parts
        ):
            return
        last = items.parts[-1]
        if not items.labelled and isinstance(last, Terms | Factors) and self._comma_ends_first(last):
            return  # in `the sum of A and B, divided by C` a comma ends the sum
        yield f.Sum(tuple((1, part) for part in with_foregoing(items.parts)), self.span)
        yield from self._shares_together(items)

    def _comma_ends_first(self, whole: Any) -> bool:
        """Tell whether a comma stands before the first operator of what `plus` and the like join."""
        if whole.span is None:
            return False
        first = self._first_part(whole)
        inside = [t for t in self.tokens if whole.span.start <= t.start and t.end <= whole.span.end]
        if first is None or first.span is None:
            return False
        after = [t for t in inside if t.start >= first.span.end]
        marks = [t.type for t in after[:2]]
        return len(marks) > 1 and marks[0] == "COMMA" and marks[1] in _OPERATORS

    def _first_part(self, whole: Any) -> Any:
        if isinstance(whole, ChainSum | Adjusted):
            return None
        first = whole.parts[0][1] if isinstance(whole, Terms) else whole.factors[0]
        return None if isinstance(first, Labelled) else first

    def _shares_together(self, items: Items) -> Iterator[Any]:
        """The sum of `5% and 3% of P`: of both shares, for the first may be one of P as well."""
        *before, last = items.parts
        percents = all(isinstance(p, f.Amount) and p.unit.startswith("%") for p in before)
        of_one = isinstance(last, f.Product) and isinstance(last.factors[0], f.Amount)
        if percents and of_one and last.factors[0].unit.startswith("%") and not items.labelled:
            shares = tuple((1, share) for share in (*before, last.factors[0]))
            yield f.Product((f.Sum(shares, self.span), *last.factors[1:]), self.span)

    def sum_of_one(self, _sum: Any, whole: Any) -> Iterator[Any]:
        """The sum of what `plus` joins already."""
        if isinstance(whole, Terms):
            marked = any(isinstance(part, Labelled) for _, part in whole.parts)
            yield (ChainSum if marked else Terms)(whole.parts, self.span)

    def sum_of_plural(self, _sum: Token, of: Any) -> Iterator[Any]:
        """The sum of one quantity of several owners, or of all that a description names."""
        if not isinstance(of, f.Input):
            return
        if of.owners is not None and self._several(of.owners):
            yield attrs.evolve(of, total=True, span=self.span)
        elif of.span.text.split()[0].lower() in {"all", "each"} or " and " in of.term:
            yield of
        elif of.owners is None and is_plural(of.term):
            yield of
        elif over_periods(of):
            yield attrs.evolve(of, term=f"sum of {of.term}", total=False, span=self.span)

    def sum_of_times(self, _sum: Token, of: Any, *others: Token) -> Iterator[Any]:
        """The sum of one quantity at several times."""
        several = at_times(of, others)
        if several:
            yield f.Sum(tuple((1, one) for one in several), self.span)

    def average_of_times(self, _average: Token, of: Any, *others: Token) -> Iterator[Any]:
        """The average of one quantity at several times."""
        several = at_times(of, others)
        if several:
            yield f.Choice("average", several, self.span)

    def adding(self, _word: Any, one: Any, _to: Any, other: Any) -> Iterator[Any]:
        """One value added to another."""
        yield f.Sum(((1, one), (1, other)), self.span)

    def product_of(self, *children: Any) -> Iterator[Any]:
        """The product of several; of one or another there is none."""
        items = _items(children)
        if not items.either:
            yield f.Product(items.parts, self.span)

    def product_of_one(self, _product: Any, whole: Any) -> Iterator[Any]:
        """The product of what `multiplied by` joins already."""
        if isinstance(whole, Factors):
            yield attrs.evolve(whole, span=self.span)

    def multiplying(self, _word: Any, one: Any, *rest: Any) -> Iterator[Any]:
        """One value multiplied by another."""
        yield from self._pair(f.Product, one, rest[-1], together=True)

    def lesser_of(self, *children: Any) -> Iterator[Any]:
        """The lesser, or least."""
        yield from self._choice("lesser", _items(children))

    def greater_of(self, *children: Any) -> Iterator[Any]:
        """The greater, or greatest."""
        yield from self._choice("greater", _items(children))

    def _choice(self, kind: str, items: Items) -> Iterator[Any]:
        """A lesser or greater; of three that only `and` joins, two may belong together."""
        own = [p for p in items.parts if isinstance(p, Labelled) and _is_open(p.value)]
        if own:
            yield from self._choice_among(kind, items, own)
        if any(_is_counted_zero(p) or (p in own and self._holds_itself(p)) for p in items.parts):
            return
        yield f.Choice(kind, items.parts, self.span)
        if len(items.parts) == 3 and items.bare:  # noqa: PLR2004 - `the lesser of A and B and C`
            one, two, three = items.parts
            yield f.Choice(kind, (f.Sum(((1, one), (1, two)), self.span), three), self.span)
            yield f.Choice(kind, (one, f.Sum(((1, two), (1, three)), self.span)), self.span)

    def _choice_among(self, kind: str, items: Items, own: list[Any]) -> Iterator[Any]:
        """A lesser or greater of parts, one of which is one of them only if a test is met."""
        rest = tuple(part for part in items.parts if part is not own[0])
        if len(own) == 1:
            held = own[0].value
            with_it = tuple(
                attrs.evolve(p, value=held.then) if p is own[0] else p for p in items.parts
            )
            without = rest[0] if len(rest) == 1 else f.Choice(kind, rest, self.span)
            chosen = f.Choice(kind, with_it, self.span)
            yield f.Conditional(held.test, chosen, without, self.span)

    def sum_with_one_if(self, _sum: Token, first: Any, *rest: Any) -> Iterator[Any]:
        """The sum of one, and, only if a test is met, of another."""
        test, other = (c for c in rest if not isinstance(c, Token))
        counted = f.Conditional(test, other, _zero(self.span), self.span)
        yield f.Sum(((1, first), (1, counted)), self.span)

    def lesser_with_one_if(self, token: Token, first: Any, *rest: Any) -> Iterator[Any]:
        """The lesser of one and, only if a test is met, another."""
        test, other = (c for c in rest if not isinstance(c, Token))
        kind = "lesser" if token.type == "LESSEROF" else "greater"
        both = f.Choice(kind, (first, other), self.span)
        yield f.Conditional(test, both, first, self.span)

    greater_with_one_if = lesser_with_one_if

    def average_of(self, *children: Any) -> Iterator[Any]:
        """The average of several; of one or another there is none."""
        items = _items(children)
        if not items.either:
            yield f.Choice("average", items.parts, self.span)

    def average_plural(self, _word: Any, of: Any) -> Iterator[Any]:
        """The average of one quantity of several owners that can be told apart, or over periods."""
        if isinstance(of, f.Input) and over_periods(of):
            yield attrs.evolve(of, term=f"average of {of.term}", total=False, span=self.span)
            return
        if isinstance(of, f.Input) and of.owners is not None:
            several = self._owners(of.owners)
            if len(several) > 1:
                parts = (self._of_one(of, one) for one in several)
                yield f.Choice("average", tuple(parts), self.span)

    def weighted(self, _word: Any, value: Any, _by: Any, weight: Any) -> Iterator[Any]:
        """The weighted average of a quantity."""
        if not (isinstance(value, f.Input) and isinstance(weight, f.Input) and value.owners):
            return
        said = weight.span.text
        same = re.search(r"of (?:the |all )?(?:such|those|each such|respective)\b", said)
        if weight.owners not in {None, value.owners} and not same:
            return
        bare = attrs.evolve(value, total=False)
        yield f.Weighted(bare, attrs.evolve(weight, owners=None, total=False), self.span)

    def weighted_pair(self, *children: Any) -> Iterator[Any]:
        """The average of two, weighted by two others, each by its own."""
        times = tuple(c for c in children if isinstance(c, str))
        one, other, *weights = (c for c in children if isinstance(c, f.Input))
        if len(weights) != 2:  # noqa: PLR2004 - a weight for each of two
            return
        first, second = (timed(w, times) if times else w for w in weights)
        counted = tuple(
            (1, f.Product((value, weight), self.span))
            for value, weight in ((one, first), (other, second))
        )
        whole = f.Sum(((1, first), (1, second)), self.span)
        yield f.Quotient(f.Sum(counted, self.span), whole, self.span)

    def excess_if_any(self, _word: Any, of: Any, *rest: Any) -> Iterator[Any]:
        """The excess of one over another, not less than zero."""
        over = [c for c in rest if not isinstance(c, Token)][-1]
        yield from self._pair(f.Excess, of, over)

    def excess_less(self, _word: Any, less: Any, token: Token, more: Any) -> Iterator[Any]:
        """The amount, if any, by which one is less than another."""
        if token.value == "less than":
            yield from self._pair(f.Excess, more, less)

    def excess_less_open(self, word: Any, less: Any, *rest: Any) -> Iterator[Any]:
        """The amount by which one is less than another."""
        if rest[-2].value == "less than":
            yield from self.excess_open(word, rest[-1], less)

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
        # The distance says both parts twice: of differences in differences that is without end.
        if sum(1 for _ in itertools.islice(parts_of(signed), MOST_IN_DISTANCE)) == MOST_IN_DISTANCE:
            raise UnreadableError(
                "too-long-to-read",
                "this difference holds too many differences",
                self.span.start, self.span.end,
                "define some of the parts as terms of their own",
            )  # fmt: skip
        return f.Choice("greater", (signed, f.Sum(((1, other), (-1, one)), self.span)), self.span)

    def difference_positive(self, *children: Any) -> Iterator[Any]:
        """The difference between two, if positive."""
        parts = _items(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - as above
            yield f.Excess(parts[0], parts[1], self.span)

    def difference_either(self, *children: Any) -> Iterator[Any]:
        """The positive difference: the first less the second if positive, or the distance."""
        yield from self.difference_positive(*children)
        parts = _items(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - as above
            one, other = (f.Sum(((1, a), (-1, b)), self.span) for a, b in (parts, parts[::-1]))
            yield f.Choice("greater", (one, other), self.span)

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
        word = next((c for c in children if isinstance(c, Token)), None)
        closed = word is not None and word.type == "FRACTION"
        yield from self._pair(Closed if closed else f.Quotient, over, under)

    def quotient_turned(self, *rest: Any) -> Iterator[Any]:
        """A fraction whose denominator is said first."""
        under, over = (c for c in rest if not isinstance(c, Token))
        yield from self._pair(Closed, over, under)

    def fraction_capped(self, _word: Any, _open: Any, cap: Any, _close: Any, *rest: Any) -> Iterator[Any]:
        """A fraction with a floor or a ceiling in brackets before its parts."""
        over, under = (c for c in rest if not isinstance(c, Token))
        for found in self._pair(Closed, over, under):
            yield cap(found)

    def stopped(self, token: Token) -> Iterator[Token]:
        """A comma or semicolon before the second of two."""
        yield token

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
            yield Closed(
                Labelled(labels[0].value, over, self.span),
                Labelled(labels[1].value, under, self.span),
                self.span,
            )

    def part_of_this(self, token: Token, whole: Any) -> Iterator[Any]:
        """Half an amount."""
        yield from self.part_of(token, token, whole)

    def continued(self, whole: Any, *rest: Any) -> Iterator[Any]:
        """A sum of enumerated parts, and what is added or taken away under the next enumerators."""
        parts = [part for _, part in whole.parts] if isinstance(whole, f.Sum) else []
        labels = [part.label for part in parts if isinstance(part, Labelled)]
        labels += [part.label for part in rest if isinstance(part, Labelled)]
        if parts and len(labels) == len(parts) + len(rest) // 2 and run(labels):
            yield self._chain(whole, list(rest))

    def part_of_several(self, token: Token, _of: Any, items: Items) -> Iterator[Any]:
        """A percentage of several amounts together."""
        if items.either or not all(isinstance(part, f.Input) for part in items.parts):
            return
        several = tuple((1, part) for part in items.parts)
        yield from self.part_of(token, _of, f.Sum(several, self.span))
        for first in self.part_of(token, _of, items.parts[0]):
            yield f.Sum(((1, first), *several[1:]), self.span)

    def share_by_condition(self, share: Any, _of: Any, whole: Any) -> Iterator[Any]:
        """A percentage, or under a condition another, of a value."""
        if isinstance(share, f.Conditional) and isinstance(share.otherwise, f.Amount):
            yield f.Product((share, whole), self.span)

    def share_following(self, _word: Any, of: Any, *rest: Any) -> Iterator[Any]:
        """Of an amount, the percentage that follows by condition."""
        yield f.Product((rest[-1], of), self.span)

    def capped_first(self, *children: Any) -> Iterator[Any]:
        """A floor or a ceiling in brackets, then the value."""
        cap = next(c for c in children if isinstance(c, Cap | Caps))
        after = self.tokens[self.stretch[1] : self.stretch[1] + 1]
        if not after or after[0].type not in _OPERATORS:
            yield cap(children[-1])

    def clauses_named(self, token: Token) -> Iterator[Items]:
        """Several parts of the definition as a list."""
        if len(token.value) > 1:
            yield Items(tuple(Named(path, self.span) for path in token.value))

    def part_of(self, token: Token, _of: Any, whole: Any) -> Iterator[Any]:
        """A percentage or a fraction of a value."""
        unit = "%" if token.type == "PERCENT" else ""
        if token.type == "PERCENT" and re.search(r"per (?:annum|year)", token.text):
            unit = "% per year"
        if isinstance(whole, Terms) and any(_is_share(part) for _, part in whole.parts[1:]):
            return  # in `50% of A plus 25% of B` the shares are alike
        if isinstance(whole, Terms) and self._comma_ends_first(whole):
            return  # in `50% of A, plus B` a comma ends the share
        place = Span(self.source, token.start, token.end)
        yield f.Product((f.Amount(token.value, unit, token.text, place), whole), self.span)

    def _pair(self, kind: Any, one: Any, other: Any, *, together: bool = False) -> Iterator[Any]:
        if _labels_run(one, other):
            yield kind((one, other), self.span) if together else kind(one, other, self.span)

    def clause_named(self, token: Token) -> Iterator[Any]:
        """A part of the same definition, named by its enumerator; several are added."""
        named: list[Any] = [Named(path, self.span) for path in token.value]
        yield named[0] if len(named) == 1 else f.Sum(tuple((1, n) for n in named), self.span)

    # ---- time that belongs to several

    def timed(self, *children: Any) -> Iterator[Any]:
        """A construction, and a time for those of its inputs that have none of their own."""
        whole = next(c for c in children if not _mark(c) and not isinstance(c, str | Modifier))
        said = [c for c in children if isinstance(c, str | Modifier)]
        each = any(isinstance(c, Token) and c.type == "INEACHCASE" for c in children)
        if not each and (not self._reaches(whole, said) or _says_twice(whole)):
            return
        times = tuple(c for c in children if isinstance(c, str))
        for modifier in (c for c in children if isinstance(c, Modifier)):
            if modifier.kind == "owner":
                if re.search(r"\b(?:of|for) each\b(?! Class)", self.span.text):
                    return
                several = self._several(modifier.value)
                whole = owned(whole, modifier.value, several=several, adds=self._adds)
            elif modifier.kind == "which":
                times = (*times, WHICH_MARK + modifier.value)
        found = timed(whole, times)
        if found is not whole or all(text == ASKED_MARK for text in times):
            yield found

    each_timed = timed

    def _reaches(self, whole: Any, said: list[Any]) -> bool:
        """Tell whether what follows the last of several can belong to all of them."""
        if ends_closed(whole) or _ends_marked(whole) or self._apart(whole):
            return False
        which = any(isinstance(c, Modifier) and c.kind == "which" for c in said)
        if which and (not isinstance(whole, f.Sum | f.Choice) or isinstance(whole, Terms)):
            return False
        if any(isinstance(c, Modifier) and c.kind == "owner" for c in said):
            parts = getattr(whole, "parts", ())
            plain = all(isinstance(p[1] if isinstance(p, tuple) else p, f.Input) for p in parts)
            return bool(parts) and plain and not isinstance(whole, Terms)
        first = self.stretch[1] - len(said)
        before = self.tokens[first - 1]
        if before.type == "OPAQUE" and "number of" in str(before.value):
            return False  # the days in a period are counted in it, and nothing else is
        return before.type != "RESTR" or len(said) > 1

    def _apart(self, whole: Any) -> bool:
        """Tell whether the last amount is no part of one list with those before it.

        An operator parts them, or a product of a rate, or of what is of another, and an amount.
        """
        if isinstance(whole, Factors):
            return True
        if isinstance(whole, Terms):
            return self.tokens[self.stretch[0]].type != "SUMOF"
        if not isinstance(whole, f.Product):
            return False
        before = [n for factor in whole.factors[:-1] for n in parts_of(factor)]
        inputs = [n for n in before if isinstance(n, f.Input)]
        return all(n.owners is not None or not self._adds(n.term) for n in inputs)

    def when_measured(self, token: Token) -> Iterator[str]:
        """A time."""
        yield self._timing(token)

    def measured(self, token: Token) -> Iterator[str]:
        """A time, or which of them."""
        mark = WHICH_MARK if token.type in {"RESTR", "EFFECT"} else ""
        yield mark + self._timing(token)

    def timing(self, token: Token) -> Iterator[Any]:
        """A time that follows an event."""
        yield self._timing(token)

    # ---- floors and ceilings

    def floor(self, _word: Any, least: Any) -> Iterator[Any]:
        """Not less than."""
        yield Cap("greater", least, self.span)

    def floor_zero(self, _word: Any) -> Iterator[Any]:
        """Zero where it would be negative."""
        yield Cap("greater", _zero(self.span), self.span)

    def ceiling(self, _word: Any, most: Any) -> Iterator[Any]:
        """Not more than."""
        yield Cap("lesser", most, self.span)

    def caps(self, first: Any, _and: Any, last: Any) -> Iterator[Any]:
        """A floor and a ceiling."""
        yield Caps((first, last))

    def floor_and_ceiling(self, _no: Any, least: Any, _above: Any, most: Any) -> Iterator[Any]:
        """Neither less than one nor more than another."""
        yield Caps((Cap("greater", least, self.span), Cap("lesser", most, self.span)))

    def ceiling_and_floor(self, _no: Any, most: Any, _or: Any, least: Any) -> Iterator[Any]:
        """Neither more than one nor less than another."""
        yield Caps((Cap("lesser", most, self.span), Cap("greater", least, self.span)))

    def table_of(self, token: Token) -> Iterator[Any]:
        """Values by month in a table."""
        yield schedule(token.value, self.span)

    def labelled_extent(self, label: Token, *rest: Any) -> Iterator[Any]:
        """An enumerated value, only to an extent that is said before it."""
        effect = next(c for c in rest if isinstance(c, Token) and c.type == "EFFECT")
        yield Labelled(label.value, restricted(rest[-1], effect.text), self.span)

    def rounded(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value that is rounded."""
        token = next(c for c in rest if isinstance(c, Token) and c.type == "ROUNDED")
        yield self._rounded(value, token)

    def rounded_first(self, *children: Any) -> Iterator[Any]:
        """A value that is rounded, said before it."""
        token = next(c for c in children if isinstance(c, Token) and c.type == "ROUNDED")
        yield self._rounded(children[-1], token)

    def labelled_rounded(self, label: Token, value: Any, *rest: Any) -> Iterator[Any]:
        """An enumerated value that is rounded."""
        token = next(c for c in rest if isinstance(c, Token) and c.type == "ROUNDED")
        yield Labelled(label.value, self._rounded(value, token), self.span)

    def _rounded(self, value: Any, token: Token) -> Any:
        rule, unit = token.value
        if rule == "nearest" and self.usage.half_up:
            rule = "half up"
        return f.Rounded(value, rule, unit, self.span)

    def sum_timed(self, *children: Any) -> Iterator[Any]:
        """A sum whose time is said before its parts."""
        times = tuple(c for c in children if isinstance(c, str))
        for whole in self.sum_of(*children):
            yield timed(whole, times)

    def sum_for_each(self, *children: Any) -> Iterator[Any]:
        """A sum over owners of what is computed for each."""
        owners = next(c for c in children if isinstance(c, f.Owners))
        yield f.ForEach(owners, self._each(children[-1]), self.span)

    def _each(self, node: Any) -> Any:
        each = f.Owners(((f.EACH_OWNER, f.EACH_OWNER),))

        def change(one: Any) -> Any:
            such = (
                isinstance(one, f.Input) and one.owners is not None and len(one.owners.items) == 1
            )
            if such and one.owners.items[0][0] in {
                "Class",
                "Mortgage Loan",
                "Loan",
                "Receivable",
                "Contract",
                "Group",
                "Loan Group",
            }:
                return attrs.evolve(one, owners=each, total=False)
            return one

        return mapped(node, change)

    def twice(self, _word: Any, whole: Any) -> Iterator[Any]:
        """Twice a value."""
        yield f.Product((f.Amount(Fraction(2), "", "2", self.span), whole), self.span)

    def branches_as_value(self, branches: Any) -> Iterator[Any]:
        """A value by condition."""
        yield branches

    def inline_condition(self, value: Any, *rest: Any) -> Iterator[Any]:
        """One value if a test is met, otherwise another."""
        test, otherwise = (c for c in rest if not _mark(c) and not isinstance(c, Token))
        yield f.Conditional(test, value, otherwise, self.span)

    # ---- dates

    def day_rule(self, token: Token) -> Iterator[Any]:
        """A day of a month, or so many days before or after."""
        yield expression(token.value, self.asked(), self.series(), self.span)

    def date_said(self, token: Token) -> Iterator[Any]:
        """A date."""
        yield f.Day(token.value, self.span)

    def date_named(self, *children: Any) -> Iterator[Any]:
        """A term that is a date."""
        term = next(c for c in children if c.type == "DTERM")
        if term.value.endswith("Date"):
            name = singular(term.value)
            own = name == self.series()
            yield self.asked() if own else f.Input(name, None, (), total=False, span=self.span)

    def date_value(self, token: Token) -> Iterator[Any]:
        """A date that is more than a term."""
        found = self.date_of(token.value, token)
        if found is not None:
            yield found

    def dates(self, *children: Any) -> Iterator[Items]:
        """Several dates."""
        labels = [c.value for c in children if isinstance(c, Token) and c.type == "ENUM"]
        if not labels or run(labels):
            yield Items(tuple(c for c in children if not isinstance(c, Token)))

    def earlier_of(self, _word: Any, dates: Items) -> Iterator[Any]:
        """The earlier of dates."""
        yield f.Choice("lesser", dates.parts, self.span)

    def later_of(self, _word: Any, dates: Items) -> Iterator[Any]:
        """The later of dates."""
        yield f.Choice("greater", dates.parts, self.span)

    def days_between(self, _word: Any, first: Any, _to: Any, last: Any) -> Iterator[Any]:
        """The days from one date to another."""
        yield f.DaysBetween(first, last, self.span)

    def capped(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value with a floor or a ceiling."""
        cap = next(c for c in rest if isinstance(c, Cap | Caps))
        yield cap(value)


@attrs.frozen
class Joined:
    """Amounts that `and` joins behind an operator."""

    parts: tuple[Any, ...]


_ADDING: Final = frozenset({"PLUS", "MINUS", "MINUSFLOOR"})
_OPERATORS: Final = _ADDING | {"TIMES", "DIVIDED"}


def _zero(span: Span) -> f.Amount:
    return f.Amount(Fraction(0), "", "0", span)


def _is_open(value: Any) -> bool:
    """Tell whether a value holds under a condition alone, and nothing is said of other cases."""
    return isinstance(value, f.Conditional) and isinstance(value.otherwise, f.NoValue)


def _is_counted_zero(part: Any) -> bool:
    """Tell whether a part counts as zero where its condition is not met, as parts of a sum do."""
    if not isinstance(part, Labelled) or not isinstance(part.value, f.Conditional):
        return False
    otherwise = part.value.otherwise
    return isinstance(otherwise, f.Amount) and otherwise.span == part.span


def _is_share(part: Any) -> bool:
    """Tell whether a part is a percentage or a fraction of something, in so many words."""
    return (
        isinstance(part, f.Product)
        and len(part.factors) == 2  # noqa: PLR2004 - the share, and of what
        and isinstance(part.factors[0], f.Amount)
        and part.span is not None
        and re.match(r"[\w./%-]+(?: percent)?(?: \([^)]*\))? of\b", part.span.text) is not None
    )


def _closed(value: Any) -> Any:
    """Give a ratio as one that ends with the words that state it."""
    if isinstance(value, Factors):
        return f.Quotient(_whole(value.factors, value), _whole(value.divisors, value), value.span)
    return value


def _whole(factors: tuple[Any, ...], of: Factors) -> Any:
    return factors[0] if len(factors) == 1 else f.Product(factors, of.span)


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


def _products_first(first: Any, rest: list[Any], joined: Any) -> tuple[Any, list[Any]]:
    """Give a chain of values and operators with what is multiplied or divided joined already."""
    values, ops = [first], []
    for op, right in zip(rest[::2], rest[1::2], strict=True):
        if op.type in {"TIMES", "DIVIDED"}:
            values[-1] = joined(values[-1], op.type, right)
        else:
            ops.append(op)
            values.append(right)
    return values[0], [part for pair in zip(ops, values[1:], strict=True) for part in pair]


def _of_the_whole(value: Any, bound: Cap | None) -> bool:
    """Tell whether a bound behind the last of a list is none of that part alone."""
    if isinstance(value, f.Amount):
        return True
    if not isinstance(value, f.Input):
        return False
    but = bound is None or bound.span is None or bound.span.text.startswith("but")
    return but or _is_zero(bound)


def _is_zero(cap: Cap) -> bool:
    return cap.kind == "greater" and isinstance(cap.bound, f.Amount) and cap.bound.value == 0


def _subtracts(right: Any) -> bool:
    """Tell whether every operator of a chain takes away, as the one before it does."""
    return isinstance(right, Terms) and all(sign < 0 for sign, _ in right.parts[1:])


def _says_twice(whole: Any) -> bool:
    """Tell whether an amount is said twice, so that a time that follows tells the last apart."""
    inputs = [n for n in parts_of(whole) if isinstance(n, f.Input) and not n.timing]
    return len(set(inputs)) < len(inputs) or any(n.term == POINTS_BACK for n in inputs)


def _mark(child: Any) -> bool:
    return isinstance(child, Token) and child.type in {
        "COMMA",
        "SEMI",
        "COLON",
        "LP",
        "RP",
        "INEACHCASE",
    }


def _items(children: tuple[Any, ...]) -> Items:
    return next(c for c in children if isinstance(c, Items))


def _factors(value: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return (value.factors, value.divisors) if isinstance(value, Factors) else ((value,), ())


def _labels_run(one: Any, other: Any) -> bool:
    if isinstance(one, Labelled) and isinstance(other, Labelled):
        return run([one.label, other.label])
    return True


def _ends_marked(value: Any) -> bool:
    """Tell whether a construction ends within a part that an enumerator marks.

    A time that follows then belongs to that part alone.
    """
    if isinstance(value, Labelled):
        return True
    if isinstance(value, Terms | f.Sum):
        last = value.parts[-1][1]
    elif isinstance(value, f.Product):
        last = value.factors[-1]
    elif isinstance(value, Factors):
        last = (value.divisors or value.factors)[-1]
    elif isinstance(value, f.Choice):
        last = value.parts[-1]
    elif isinstance(value, f.Excess):
        last = value.over
    elif isinstance(value, f.Quotient | Closed):
        last = value.denominator
    else:
        return False
    return _ends_marked(last)


_AT_A_RATE: Final = re.compile(r"\bat (?:the |a |an )?(?:[A-Z][\w-]* )*(?:Rate|LIBOR|SOFR|Index)$")

_INDICES: Final = frozenset("LIBOR SOFR EURIBOR Index Yield Coupon Spread".split())
"""What a term ends with that is a rate, beside those that say so."""

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


def _parallel(left: Any) -> bool:
    """Tell whether an enumerated part before the last holds an operator of its own.

    Where (a) is `X plus 1%`, what follows the last part's first amount belongs to
    that part as well.
    """
    parts = getattr(left, "parts", ())
    if parts and isinstance(parts[0], tuple):
        parts = tuple(part for _, part in parts)
    before = parts[:-1]
    return any(isinstance(p, Labelled) and isinstance(p.value, Terms | Factors) for p in before)
