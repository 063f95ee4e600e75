"""Sums, products and averages."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from hereof.formula.english.anaphora import at_times, with_foregoing
from hereof.formula.english.commas import comma_ends_first
from hereof.formula.english.labels import follows
from hereof.formula.english.meaning import (
    OPERATORS,
    Items,
    is_open,
    items_of,
    zero,
)
from hereof.formula.english.periods import is_of_several, is_several, over_periods, plural_of
from hereof.formula.english.quantities import Quantities
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    ChainSum,
    Factors,
    Labelled,
    Terms,
    mapped,
    parts_of,
    timed,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sums(Quantities):
    """The part of the builder that makes sums, products and averages."""

    def sum_of(self, *children: Any) -> Iterator[Any]:
        """The sum of several; of one or another there is none."""
        items = items_of(children)
        if items.either or any(
            isinstance(p, Labelled) and is_open(p.value) and self._holds_itself(p)
            for p in items.parts
        ):
            return
        last = items.parts[-1]
        joined = not items.labelled and isinstance(last, Terms | Factors)
        if joined and comma_ends_first(last, self.tokens):
            return
        yield f.Sum(tuple((1, part) for part in with_foregoing(items.parts)), self.span)
        yield from self._shares_together(items)

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
        elif of.span.text.split()[0].lower() in {"all", "each"} or is_several(of):
            yield of
        elif over_periods(of):
            yield attrs.evolve(of, term=f"sum of {of.term}", total=False, span=self.span)
        elif not self._goes_on() and (several := plural_of(of)):
            yield attrs.evolve(of, term=f"sum of {several}", total=False, span=self.span)

    def _goes_on(self) -> bool:
        """Tell whether a list or an operator follows, which could be of the sum at hand."""
        if self._is_part_of_list():
            return False
        after = [t.type for t in self.tokens[self.stretch[1] : self.stretch[1] + 2]]
        if after[:1] == ["TIME"]:
            return True  # the time is that of what is added
        listed = after[:1] == ["COMMA"] and after[1:] != [] and after[1] not in OPERATORS
        return listed or (after[:1] != [] and after[0] in {"AND", "OR", *OPERATORS})

    def _is_part_of_list(self) -> bool:
        """Tell whether the sum is all of a part that stands between two enumerators in order."""
        start, end = self.stretch
        following = [t for t in self.tokens[end : end + 3] if t.type not in {"COMMA", "SEMI"}]
        following = [t for t in following if t.type not in {"AND", "OR"}][:1]
        both = [*self.tokens[max(0, start - 1) : start], *following]
        return [t.type for t in both] == ["ENUM", "ENUM"] and follows(both[1].value, both[0].value)

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

    def sum_with_one_if(self, _sum: Token, first: Any, *rest: Any) -> Iterator[Any]:
        """The sum of one, and, only if a test is met, of another."""
        test, other = (c for c in rest if not isinstance(c, Token))
        counted = f.Conditional(test, other, zero(self.span), self.span)
        yield f.Sum(((1, first), (1, counted)), self.span)

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

    def adding(self, _word: Any, one: Any, _to: Any, other: Any) -> Iterator[Any]:
        """One value added to another."""
        yield f.Sum(((1, one), (1, other)), self.span)

    def product_of(self, *children: Any) -> Iterator[Any]:
        """The product of several; of one or another there is none."""
        items = items_of(children)
        if not items.either:
            yield f.Product(items.parts, self.span)

    def product_of_one(self, _product: Any, whole: Any) -> Iterator[Any]:
        """The product of what `multiplied by` joins already."""
        if isinstance(whole, Factors):
            yield attrs.evolve(whole, span=self.span)

    def multiplying(self, _word: Any, one: Any, *rest: Any) -> Iterator[Any]:
        """One value multiplied by another."""
        yield from self._pair(f.Product, one, rest[-1], together=True)

    def then_divided(self, _word: Any, one: Any, *rest: Any) -> Iterator[Any]:
        """One value multiplied by another, and the result divided by a third."""
        other, by = (c for c in rest if not isinstance(c, Token))
        for whole in self._pair(f.Product, one, other, together=True):
            yield f.Quotient(whole, by, self.span)

    def then_multiplied(self, _word: Any, one: Any, *rest: Any) -> Iterator[Any]:
        """One value divided by another, and the result multiplied by a third."""
        other, by = (c for c in rest if not isinstance(c, Token))
        for whole in self._pair(f.Quotient, one, other):
            yield f.Product((whole, by), self.span)

    def annualized(self, _word: Any, whole: Any) -> Iterator[Any]:
        """A ratio of one month as one of a year."""
        months = {str(t.value[0]) for t in self.tokens if t.type == "ASKED" and t.value[0]}
        if months and all("Monthly" in name.split() for name in months):
            yield f.Product((f.Amount(Fraction(12), "", "12", self.span), whole), self.span)

    def twice(self, _word: Any, whole: Any) -> Iterator[Any]:
        """Twice a value."""
        yield f.Product((f.Amount(Fraction(2), "", "2", self.span), whole), self.span)

    def average_of(self, *children: Any) -> Iterator[Any]:
        """The average of several; of one or another there is none."""
        items = items_of(children)
        inputs = (n for p in items.parts for n in parts_of(p) if isinstance(n, f.Input))
        over = any(is_of_several(time) for n in inputs for time in n.timing)
        if not items.either and not over:
            yield f.Choice("average", items.parts, self.span)

    def average_plural(self, _word: Any, of: Any) -> Iterator[Any]:
        """The average of one quantity of several owners, or over several periods."""
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
