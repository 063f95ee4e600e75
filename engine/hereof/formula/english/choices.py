"""The lesser or greater of several, an excess, a difference, a quotient."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.commas import comma_ends_first
from hereof.formula.english.edges import with_last
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import (
    Items,
    is_open,
    items_of,
    labels_run,
)
from hereof.formula.english.quantities import Quantities
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.trees import (
    Factors,
    Labelled,
    Terms,
    parts_of,
    timed,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


MOST_IN_DISTANCE: Final = 400
"""How many parts a difference may have whose sign is left open."""


_RATIO: Final = re.compile(r"\b(?:percentage|fraction|ratio)\b")
_PORTION: Final = re.compile(r"(?:the |that |any )?(?:portion|part) of\b")
_MORE: Final = frozenset({"greater", "higher", "larger"})


class Choices(Quantities):
    """The part of the builder that compares or divides two values or several."""

    def lesser_of(self, *children: Any) -> Iterator[Any]:
        """The lesser, or least."""
        yield from self._choice("lesser", items_of(children))

    def greater_of(self, *children: Any) -> Iterator[Any]:
        """The greater, or greatest."""
        yield from self._choice("greater", items_of(children))

    def _choice(self, kind: str, items: Items) -> Iterator[Any]:
        """A lesser or greater; of three that only `and` joins, two may belong together."""
        last = items.parts[-1]
        joined = not items.labelled and isinstance(last, Terms | Factors)
        if joined and comma_ends_first(last, self.tokens):
            return  # in `the greater of A and B, plus C` the comma ends the list
        own = [p for p in items.parts if isinstance(p, Labelled) and is_open(p.value)]
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

    def lesser_with_one_if(self, token: Token, first: Any, *rest: Any) -> Iterator[Any]:
        """The lesser of one and, only if a test is met, another."""
        test, other = (c for c in rest if not isinstance(c, Token))
        kind = "lesser" if token.type == "LESSEROF" else "greater"
        both = f.Choice(kind, (first, other), self.span)
        yield f.Conditional(test, both, first, self.span)

    greater_with_one_if = lesser_with_one_if

    def or_if_less(self, value: Any, *rest: Any) -> Iterator[Any]:
        """An amount, or another if that is less, or greater."""
        token = next(c for c in rest if isinstance(c, Token) and c.type == "IFLESS")
        other = next(c for c in rest if not isinstance(c, Token))
        kind = "greater" if token.text.split()[-1] in _MORE else "lesser"
        yield f.Choice(kind, (value, other), self.span)

    def whichever(self, *children: Any) -> Iterator[Any]:
        """The lesser or greater of two; what an operator joins to one may be outside of it."""
        word = next(c for c in children if isinstance(c, Token) and c.type == "WHICHEVER")
        one, other = (c for c in children if not isinstance(c, Token))
        kind = "greater" if word.text.split()[-1] in _MORE else "lesser"
        yield f.Choice(kind, (one, other), self.span)
        if isinstance(other, Terms):
            first, *rest = other.parts
            yield Terms(((1, f.Choice(kind, (one, first[1]), self.span)), *rest), self.span)
        share = isinstance(one, f.Product) and isinstance(one.factors[0], f.Amount)
        if share and not isinstance(other, f.Amount):
            *shares, last = one.factors
            yield f.Product((*shares, f.Choice(kind, (last, other), self.span)), self.span)
        if isinstance(one, Terms):
            *before, (sign, last) = one.parts
            chosen = f.Choice(kind, (last, other), self.span)
            yield Terms((*before, (sign, chosen)), self.span)
        elif not share and not any(isinstance(c, Token) and c.type == "COMMA" for c in children):
            yield from with_last(one, lambda last: f.Choice(kind, (last, other), self.span))

    def up_to(self, _word: Any, most: Any, _of: Any, value: Any) -> Iterator[Any]:
        """So much of an amount, at most."""
        yield f.Choice("lesser", (value, most), self.span)

    def to_reduce(self, _word: Any, value: Any, _to: Any, target: Any) -> Iterator[Any]:
        """What an amount is reduced by to become another; nothing where it is less already."""
        yield f.Excess(value, target, self.span)

    def to_raise(self, _word: Any, value: Any, _to: Any, target: Any) -> Iterator[Any]:
        """What an amount is increased by to become another; nothing where it is more already."""
        yield f.Excess(target, value, self.span)

    def portion_in_excess(self, _word: Token, value: Any, *rest: Any) -> Iterator[Any]:
        """The portion of an amount that is in excess of another."""
        yield from self.part_in_excess(value, *rest)

    def above_a_rate(self, token: Token, _word: Token, rate: Any) -> Iterator[Any]:
        """So many percent in excess of a rate: that rate and so much more."""
        plain = rate.value if isinstance(rate, Labelled) else rate
        if isinstance(plain, f.Input) and not self._adds(plain.term):
            for more in self.percent(token):
                yield f.Sum(((1, rate), (1, more)), self.span)

    def whichever_owner(self, one: Any, *rest: Any) -> Iterator[Any]:
        """The lesser or greater of one quantity of two owners."""
        owners = next(c for c in rest if isinstance(c, f.Owners))
        if isinstance(one, f.Input) and one.owners is not None:
            word = next(c for c in rest if isinstance(c, Token) and c.type == "WHICHEVER")
            kind = "greater" if word.text.split()[-1] in _MORE else "lesser"
            other = attrs.evolve(one, owners=owners, span=self.span)
            yield f.Choice(kind, (one, other), self.span)

    def part_in_excess(self, value: Any, *rest: Any) -> Iterator[Any]:
        """The part of an amount that is in excess of another.

        A time at the end may be that of both; what is given effect to behind a comma is.
        """
        bound = rest[-1]
        if isinstance(value, f.Input) and _PORTION.match(value.term):
            return  # a portion that is described is not cut again
        labelled = isinstance(value, f.Sum) and isinstance(value.parts[-1][1], Labelled)
        if labelled and not any(isinstance(c, Token) and c.type == "COMMA" for c in rest):
            return  # it is the last of the enumerated parts that is in excess
        times = bound.timing[-1:] if isinstance(bound, f.Input) else ()
        closed = bool(times) and self.span.text.endswith(f", {times[0]}")
        if not closed:
            yield f.Excess(value, bound, self.span)
        if times and isinstance(value, f.Input) and not value.timing and self._adds(value.term):
            yield f.Excess(timed(value, times), bound, self.span)

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
        last = self.tokens[self.stretch[1] - 1]
        if last.type == "IFANY" and last.text.startswith(",") and not isinstance(of, Labelled):
            return  # behind a comma it is the excess of which there may be none
        if self.usage.floor:
            yield from self.excess_if_any(word, of, *rest)
        else:
            yield from self._signed(of, rest[-1])

    def perhaps_none(self, value: Any, _word: Token) -> Iterator[Any]:
        """A construction and `if any`: an excess of which there may be none is not less than zero.

        What is no excess is as it was.
        """
        opened = self.tokens[self.stretch[0]].type in {"EXCESSOF", "AMTBY"}
        if opened and isinstance(value, f.Sum) and [sign for sign, _ in value.parts] == [1, -1]:
            yield f.Excess(value.parts[0][1], value.parts[1][1], self.span)
        else:
            yield value

    def _signed(self, of: Any, less: Any) -> Iterator[Any]:
        if labels_run(of, less):
            yield f.Sum(((1, of), (-1, less)), self.span)

    def difference_of(self, *children: Any) -> Iterator[Any]:
        """The difference between two."""
        parts = items_of(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - of two
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

    def distance_of(self, *children: Any) -> Iterator[Any]:
        """The difference between two, whatever its sign."""
        parts = items_of(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - of two
            one, other = (f.Sum(((1, a), (-1, b)), self.span) for a, b in (parts, parts[::-1]))
            yield f.Choice("greater", (one, other), self.span)

    def ratio_over(self, word: Token, above: Any, _over: Any, below: Any) -> Iterator[Any]:
        """A percentage equal to one amount over another."""
        if _RATIO.search(word.lower):
            yield f.Quotient(above, below, self.span)

    def difference_positive(self, *children: Any) -> Iterator[Any]:
        """The difference between two, if positive."""
        parts = items_of(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - of two
            yield f.Excess(parts[0], parts[1], self.span)

    def difference_either(self, *children: Any) -> Iterator[Any]:
        """The positive difference: the first less the second if positive, or the distance."""
        yield from self.difference_positive(*children)
        parts = items_of(children).parts
        if len(parts) == 2:  # noqa: PLR2004 - of two
            one, other = (f.Sum(((1, a), (-1, b)), self.span) for a, b in (parts, parts[::-1]))
            yield f.Choice("greater", (one, other), self.span)

    def difference_one(self, _word: Any, whole: Any) -> Iterator[Any]:
        """The difference of what `minus` joins already."""
        if isinstance(whole, Terms) and [s for s, _ in whole.parts] == [1, -1]:
            yield attrs.evolve(whole, span=self.span)

    def subtracting(self, _word: Any, less: Any, *rest: Any) -> Iterator[Any]:
        """One value subtracted from another."""
        if labels_run(less, rest[-1]):
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

    def fraction_capped(
        self, _word: Any, _open: Any, cap: Any, _close: Any, *rest: Any
    ) -> Iterator[Any]:
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
        if len(items.parts) == 2:  # noqa: PLR2004 - of two
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


def _is_counted_zero(part: Any) -> bool:
    """Tell whether a part counts as zero where its condition is not met, as parts of a sum do."""
    if not isinstance(part, Labelled) or not isinstance(part.value, f.Conditional):
        return False
    otherwise = part.value.otherwise
    return isinstance(otherwise, f.Amount) and otherwise.span == part.span
