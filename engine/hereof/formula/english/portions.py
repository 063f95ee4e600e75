"""Portions of an amount: what of it exceeds a bound, what does not, and what lies between two."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hereof.formula.english.meaning import ITSELF
from hereof.formula.english.names import plural, singular
from hereof.formula.english.quantities import Quantities
from hereof.formula.english.trees import ASKED_MARK, WHICH_MARK, Labelled, timed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.formula.english.tokens import Token


class Portions(Quantities):
    """The part of the builder that takes portions of an amount."""

    def portion_over(self, _word: Token, value: Any, _over: Token, bound: Any) -> Iterator[Any]:
        """The portion of an amount that exceeds a bound."""
        for one in _at_its_time(value, bound):
            yield f.Excess(one, bound, self.span)

    def portion_under(self, _word: Token, value: Any, _under: Token, bound: Any) -> Iterator[Any]:
        """The portion of an amount that does not exceed a bound."""
        for one in _at_its_time(value, bound):
            yield f.Choice("lesser", (one, bound), self.span)

    def portion_between(
        self, _word: Token, value: Any, _over: Token, low: Any, *rest: Any
    ) -> Iterator[Any]:
        """The portion of an amount that exceeds one bound but not another."""
        *_, word, high = (c for c in rest if not isinstance(c, str))
        if word.type == "NOTMORE" or word.value == "at most":
            for one in _at_its_time(value, high):
                yield f.Excess(f.Choice("lesser", (one, high), self.span), low, self.span)

    def next_tier(self, word: Token, money: Token, _of: Token, value: Any) -> Iterator[Any]:
        """The next dollars of an amount, above the first of it that the words name before."""
        if not isinstance(value, f.Input):
            return
        low = self._tiers_before(word, value.term)
        if low and (low + money.value).denominator == low.denominator == 1:
            below, upto = (self._dollars(total) for total in (low, low + money.value))
            yield f.Excess(f.Choice("lesser", (value, upto), self.span), below, self.span)

    def _dollars(self, many: Fraction) -> f.Amount:
        return f.Amount(many, "$", f"${many.numerator:,}", self.span)

    def _tiers_before(self, word: Token, term: str) -> Fraction:
        """Give how many dollars the tiers before a word hold; zero where that is not certain."""
        at = next(i for i, t in enumerate(self.tokens) if t.start == word.start)
        total = Fraction(0)
        for i, one in enumerate(self.tokens[:at]):
            if one.type not in {"UPTO", "NEXTUP"}:
                continue
            named = next((t for t in self.tokens[i + 3 : at] if t.type != "DET"), None)
            first = one.lower == "the first"
            name = named.value if named is not None and named.type == "TERM" else ""
            if first is not (total == 0) or singular(name) != singular(term):
                return Fraction(0)
            total += self.tokens[i + 1].value
        return total

    def money_for_each(self, money: Token, *rest: Token) -> Iterator[Any]:
        """So many dollars for each of a kind of thing: times how many there are."""
        article, *named = rest[1:]
        if article.lower not in {"each", "every", "any"}:
            return
        which = [t.text for t in named[1:]]
        if named[0].type == "GROUP":
            name = " ".join(["number of", plural(named[0].value), *which])
            many = f.Input(name, None, (), total=False, span=self.span)
        elif self.setting.types.get(named[0].value) == "count":
            timing = tuple(WHICH_MARK + text for text in which)
            many = f.Input(named[0].value, None, timing, total=False, span=self.span)
        else:
            return
        amount = f.Amount(money.value, "$", money.text, self.span)
        yield f.Product((amount, many), self.span)

    def portion_equal(self, _word: Token, value: Any, _equal: Token, least: Any) -> Iterator[Any]:
        """The portion of an amount that is the lesser of that amount and others."""
        if not isinstance(least, f.Choice) or least.kind != "lesser":
            return
        parts = [p.value if isinstance(p, Labelled) else p for p in least.parts]
        if isinstance(value, f.Input) and any(_is_the_same(p, value) for p in parts):
            yield least


def _at_its_time(value: Any, bound: Any) -> Iterator[Any]:
    """Give an amount as it stands, and at the time of the bound behind it, which may be of both."""
    yield value
    times = bound.timing[-1:] if isinstance(bound, f.Input) else ()
    if times and times != (ASKED_MARK,) and isinstance(value, f.Input) and not value.timing:
        yield timed(value, times)


def _is_the_same(part: Any, value: f.Input) -> bool:
    """Tell whether a part of a list is the amount of which a portion is taken."""
    if not isinstance(part, f.Input) or part.term == ITSELF:
        return False
    same = singular(part.term) == singular(value.term) and part.owners == value.owners
    return same and (not part.timing or part.timing == value.timing)
