"""Percentages and fractions of a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.diagnostics import Span
from hereof.formula.english.commas import comma_ends_first
from hereof.formula.english.meaning import (
    Items,
    Meaning,
)
from hereof.formula.english.pointing import kind_of, pointer
from hereof.formula.english.trees import (
    Terms,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.formula.english.tokens import Token


_EACH_DAY: Final = re.compile(r"(?:for|in) (?:each|every)(?: \w+)? (?:day|week|month)\b")


class Shares(Meaning):
    """The part of the builder that takes a share of a value."""

    def part_of(self, token: Token, _of: Any, whole: Any) -> Iterator[Any]:
        """A percentage or a fraction of a value."""
        unit = "%" if token.type == "PERCENT" else ""
        if token.type == "PERCENT" and re.search(r"per (?:annum|year)", token.text):
            unit = "% per year"
        if isinstance(whole, Terms) and any(_is_share(part) for _, part in whole.parts[1:]):
            return  # in `50% of A plus 25% of B` the shares are alike
        if isinstance(whole, Terms) and comma_ends_first(whole, self.tokens):
            return
        if isinstance(whole, f.Input) and any(_EACH_DAY.match(time) for time in whole.timing):
            return  # so much of it as often as there are days
        place = Span(self.source, token.start, token.end)
        yield f.Product((f.Amount(token.value, unit, token.text, place), whole), self.span)

    def part_of_this(self, token: Token, whole: Any) -> Iterator[Any]:
        """Half an amount."""
        yield from self.part_of(token, token, whole)

    def part_of_several(self, token: Token, _of: Any, items: Items) -> Iterator[Any]:
        """A percentage of several amounts together."""
        if items.either or not all(isinstance(part, f.Input) for part in items.parts):
            return
        several = tuple((1, part) for part in items.parts)
        yield from self.part_of(token, _of, f.Sum(several, self.span))
        for first in self.part_of(token, _of, items.parts[0]):
            yield f.Sum(((1, first), *several[1:]), self.span)

    def part_of_all(self, token: Token, _of: Any, items: Items) -> Iterator[Any]:
        """A percentage of amounts whose names share their last words."""
        if not items.either:
            several = tuple((1, part) for part in items.parts)
            yield from self.part_of(token, _of, f.Sum(several, self.span))

    def share_by_condition(self, share: Any, _of: Any, whole: Any) -> Iterator[Any]:
        """A percentage, or under a condition another, of a value."""
        if isinstance(share, f.Conditional) and isinstance(share.otherwise, f.Amount):
            yield f.Product((share, whole), self.span)

    def pointed_to(self, token: Token, *_asked: Token) -> Iterator[Any]:
        """`Such excess` and its like: what stands before it of that kind."""
        yield pointer(kind_of(token.text), Span(self.source, token.start, token.end))

    def pointed_share(self, token: Token, _of: Any, whole: Any) -> Iterator[Any]:
        """`Such percentage` of an amount."""
        kind = kind_of(token.text)
        if kind in {"percentage", "fraction", "ratio"}:
            share = pointer(kind, Span(self.source, token.start, token.end))
            yield f.Product((share, whole), self.span)

    def share_following(self, _word: Any, of: Any, *rest: Any) -> Iterator[Any]:
        """Of an amount, the percentage that follows by condition."""
        yield f.Product((rest[-1], of), self.span)


def _is_share(part: Any) -> bool:
    """Tell whether a part is a percentage or a fraction of something, in so many words."""
    return (
        isinstance(part, f.Product)
        and len(part.factors) == 2  # noqa: PLR2004 - the share, and of what
        and isinstance(part.factors[0], f.Amount)
        and part.span is not None
        and re.match(r"[\w./%-]+(?: percent)?(?: \([^)]*\))? of\b", part.span.text) is not None
    )
