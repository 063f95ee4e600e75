"""Floors, ceilings and rounding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.infixes import Infixes
from hereof.formula.english.meaning import (
    OPERATORS,
    Cap,
    Caps,
    is_mark,
    zero,
)
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import Labelled, Terms
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_UPPER_END: Final = re.compile(r"but not in excess of\b")
_WHATEVER: Final = re.compile(r"but in no (?:event|case)\b")
"""What begins a bound that holds whatever the parts of a list come to."""


class Bounds(Infixes):
    """The part of the builder that bounds and rounds values."""

    def floor(self, _word: Any, least: Any) -> Iterator[Any]:
        """Not less than."""
        yield Cap("greater", least, self.span)

    def floor_zero(self, _word: Any) -> Iterator[Any]:
        """Zero where it would be negative."""
        yield Cap("greater", zero(self.span), self.span)

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

    def capped(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value with a floor or a ceiling."""
        cap = next(c for c in rest if isinstance(c, Cap | Caps))
        if isinstance(cap, Cap) and self._ends_a_portion(cap):
            return
        yield cap(value)
        marked = any(isinstance(c, Token) for c in rest)
        if not marked and isinstance(cap, Cap) and type(cap.bound) is Terms:
            first, *others = cap.bound.parts
            yield Terms(((1, attrs.evolve(cap, bound=first[1])(value)), *others), self.span)
        if isinstance(cap, Cap) and self._of_last_two(value, cap):
            *before, one, last = value.parts
            yield Terms((*before, (1, cap(Terms(((1, one[1]), last))))), self.span)

    def chain_capped(self, value: Any, *rest: Any) -> Iterator[Any]:
        """Two values, an operator between, and a floor or ceiling in brackets behind them."""
        op, other, cap = (c for c in rest if not is_mark(c))
        for whole in self.chain(value, op, other):
            yield cap(whole)

    def _ends_a_portion(self, cap: Cap) -> bool:
        """Tell whether `but not in excess of B` is the upper end of a portion in excess of A."""
        if cap.span is None or not _UPPER_END.match(cap.span.text):
            return False
        before = [t.type for t in self.tokens if t.end <= cap.span.start]
        return before[-1:] != ["COMMA"] and {"PORTIONOF", "INEXCESS"} <= set(before)

    def _of_last_two(self, value: Any, cap: Cap) -> bool:
        """Tell whether a floor may be that of the last amount and what reduces it alone.

        In `A plus B reduced by C, but not below zero` it is not said what is reduced.
        """
        if type(value) is not Terms or len(value.parts) <= 2 or value.span is None:  # noqa: PLR2004
            return False
        *_, (sign, _one), (reduced, _last) = value.parts
        if sign < 0 or reduced > 0 or any(isinstance(p, Labelled) for _, p in value.parts):
            return False
        said = [t for t in self.tokens if value.span.start <= t.start and t.end <= value.span.end]
        kinds = [t.type for t in said]
        verb = [t for t in said if t.type == "MINUS"][-1]
        return "COMMA" not in kinds and verb.lower.endswith(" by") and cap.kind == "greater"

    def capped_first(self, *children: Any) -> Iterator[Any]:
        """A floor or a ceiling in brackets, then the value."""
        cap = next(c for c in children if isinstance(c, Cap | Caps))
        after = self.tokens[self.stretch[1] : self.stretch[1] + 1]
        parted = [t.type for t in self.tokens[self.stretch[1] : self.stretch[1] + 2]]
        goes_on = parted[:1] == ["SEMI"] and parted[-1] in OPERATORS
        if not goes_on and (not after or after[0].type not in OPERATORS):
            yield cap(children[-1])

    def np_ceiling(self, value: Any, *rest: Any) -> Iterator[Any]:
        """One amount with a ceiling in brackets behind it."""
        yield f.Choice("lesser", (value, rest[2]), self.span)

    def labelled_capped(self, label: Token, value: Any, *cap: Any) -> Iterator[Any]:
        """A value that an enumerator names, with its own floor or ceiling."""
        ends = self.stretch[1] >= len(self.tokens) - 1
        comma = any(isinstance(c, Token) and c.type == "COMMA" for c in cap)
        bound = next((c for c in cap if isinstance(c, Cap)), None)
        if ends and comma and (bound is None or _of_the_whole(value, bound)):
            return  # a bound that a comma parts from the last of a list is that of the whole
        put = next(c for c in cap if isinstance(c, Cap | Caps))
        yield Labelled(label.value, put(value), self.span)

    def rounded(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value that is rounded."""
        token = next(c for c in rest if isinstance(c, Token) and c.type == "ROUNDED")
        yield self._rounded(value, token)

    def rounded_alone(self, value: Any, *rest: Any) -> Iterator[Any]:
        """One amount that is rounded before an operator, where no other stands before it."""
        start, end = self.stretch
        before = [t.type for t in self.tokens[:start]][-1:]
        after = [t.type for t in self.tokens[end : end + 1]]
        joined = before and before[0] in {"AND", "OF", "BY", *OPERATORS}
        if not joined and after and after[0] in OPERATORS:
            yield from self.rounded(value, *rest)

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


def _of_the_whole(value: Any, bound: Cap | None) -> bool:
    """Tell whether a bound behind the last of a list is none of that part alone."""
    if isinstance(value, f.Amount):
        return True
    if bound is not None and bound.span is not None and _WHATEVER.match(bound.span.text):
        return True
    if not isinstance(value, f.Input):
        return False
    if bound is None or bound.span is None or bound.span.text.startswith("but"):
        return True
    return _is_zero(bound)


def _is_zero(cap: Cap) -> bool:
    return cap.kind == "greater" and isinstance(cap.bound, f.Amount) and cap.bound.value == 0
