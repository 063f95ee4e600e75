"""Operators between values, and lists that are added or taken away."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.commas import comma_ends_first
from hereof.formula.english.labels import follows, run
from hereof.formula.english.meaning import (
    ADDING,
    OPERATORS,
    Cap,
    Caps,
    Items,
    Joined,
    is_mark,
    is_open,
    items_of,
    zero,
)
from hereof.formula.english.quantities import INDICES, POSITIVE, Quantities, is_of_size
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    Adjusted,
    Factors,
    Labelled,
    Terms,
    restricted,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_OF_THE_OTHER: Final = re.compile(r"\s+in an (?:aggregate )?amount not\b")
"""What begins a ceiling that is of the last amount alone."""
_AT_A_RATE: Final = re.compile(r"\bat (?:the |a |an )?(?:[A-Z][\w-]* )*(?:Rate|LIBOR|SOFR|Index)$")


class Infixes(Quantities):
    """The part of the builder that joins values by operators."""

    def infix(self, left: Any, op: Token, right: Any) -> Iterator[Any]:
        """Two values and an operator between."""
        if isinstance(right, Joined) and op.type not in ADDING:
            return
        if isinstance(right, Terms | Factors) and comma_ends_first(right, self.tokens):
            return  # in `A minus B, times C` the comma ends what stands before it
        if op.type == "PLUS" and isinstance(left, f.Amount) and not left.value:
            return  # nothing is added to zero, in `the greater of (i) A and (ii) zero plus B`
        if op.type == "MINUS" and _subtracts(right):
            return  # `A less (i) B less (ii) C` takes both from A
        if not isinstance(left, f.Amount) and self._follows_a_number(op):
            return  # `(b) one minus B` and `(iii) three times B` are one part each
        if isinstance(left, f.Conditional) and self.tokens[self.stretch[0]].type == "ENUM":
            return  # what follows the last of enumerated conditions is part of that one's value
        if not _parallel(left) and not self._is_rate_of_interest(op, right):
            if not self._only_by_a_share(left, op, right):
                yield self._joined(left, op.type, right)
            yield from self._by_a_share(left, op, right)
            if op.type == "MINUSFLOOR" and isinstance(left, Terms):
                *before, (sign, last) = left.parts
                yield Terms((*before, (sign, f.Excess(last, right, self.span))), self.span)

    def _follows_a_number(self, op: Token) -> bool:
        """Tell whether an operator stands behind a plain number that is all of a part so far."""
        before = [t for t in self.tokens if t.end <= op.start][-2:]
        if len(before) < 2 or before[0].type != "ENUM" or op.type not in {"MINUS", "TIMES"}:  # noqa: PLR2004
            return False
        number = before[1]
        return number.type == "NUMBER" or (number.type == "PERCENT" and number.value == 1)

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

    def reduced_to(self, left: Any, *rest: Any) -> Iterator[Any]:
        """A value reduced by another, but not below a third."""
        least, less = (c for c in rest if not isinstance(c, Token))
        if isinstance(left, Terms) and not any(isinstance(p, Labelled) for _, p in left.parts):
            return  # of `A plus B` it is not said what is reduced
        changed = f.Sum(((1, left), (-1, less)), self.span)
        yield f.Choice("greater", (changed, least), self.span)

    def infix_if(self, left: Any, *rest: Any) -> Iterator[Any]:
        """Two values, the second of which counts only if a test is met."""
        op = next(c for c in rest if not is_mark(c))
        test, value = [c for c in rest if not isinstance(c, Token)]
        if op.type in ADDING:
            yield self._joined(
                left, op.type, f.Conditional(test, value, zero(self.span), self.span)
            )

    def bracketed_op(
        self, value: Any, _open: Any, op: Token, other: Any, _close: Any
    ) -> Iterator[Any]:
        """An amount, and in brackets what is added to it or taken from it."""
        if op.type in ADDING:
            sign = 1 if op.type == "PLUS" else -1
            if op.type == "MINUSFLOOR":
                yield f.Excess(value, other, self.span)
            else:
                yield f.Sum(((1, value), (sign, other)), self.span)

    def bracketed_op_capped(
        self, value: Any, _open: Any, op: Token, other: Any, *rest: Any
    ) -> Iterator[Any]:
        """An amount, and in brackets what is taken from it, which has a ceiling of its own."""
        cap = next(c for c in rest if not isinstance(c, Token))
        said = self.source.text[other.span.end : self.span.end] if other.span else ""
        if _OF_THE_OTHER.match(said):
            yield from self.bracketed_op(value, _open, op, cap(other), _open)

    def stated(self, value: Any, _word: Token) -> Iterator[Any]:
        """A ratio that is closed by `expressed as a percentage`."""
        last = value.value if isinstance(value, Labelled) else value
        if isinstance(last, f.Quotient | Closed) or (isinstance(last, Factors) and last.divisors):
            yield _closed(value)

    def adjusted(self, value: Any, *rest: tuple[Token, Any, bool]) -> Iterator[Any]:
        """An amount, and lists of what is added to it and taken from it."""
        before = ""
        for op, parts, _ in rest:
            on = isinstance(parts, Labelled)
            if op.type not in {"PLUS", "MINUS"} or (on and not follows(parts.label, before)):
                return
            for part in (parts,) if on else parts:
                value = self._joined(value, op.type, part)
                before = part.label if isinstance(part, Labelled) else before
        yield Adjusted(value.parts, self.span, apart=rest[0][2])

    def adding_on(self, part: Labelled) -> Iterator[Labelled]:
        """One more of a list that stands before, by its enumerator."""
        yield part

    def alternately(self, value: Any, *rest: Any) -> Iterator[Any]:
        """An amount, and enumerated values with operators before each: from left to right."""
        said = [c for c in rest if not is_mark(c)]
        if run([part.label for part in said[1::2]]) and {op.type for op in said[::2]} <= {
            "PLUS",
            "MINUS",
        }:
            yield self._chain(value, said)

    def adjustment(self, *children: Any) -> Iterator[Any]:
        """What is added or taken away."""
        op = next(c for c in children if isinstance(c, Token) and c.type in OPERATORS)
        yield op, children[-1], children[0] is not op

    def adjustment_said(self, _and: Any, op: Token, value: Any) -> Iterator[Any]:
        """One amount that is added or taken away as well, as in `and increased by B`."""
        if op.lower.endswith(" by"):
            yield op, (value,), True

    def adjusted_said(self, value: Any, *rest: Any) -> Iterator[Any]:
        """One amount, as increased by a second and reduced by a third."""
        said = [c for c in rest if not is_mark(c) and not _is_and(c)]
        if all(op.lower.endswith(" by") and op.type in ADDING for op in said[::2]):
            whole = self._chain(value, said)
            apart = not said[0].lower.startswith("as ")
            parts = whole.parts if isinstance(whole, Terms) else ((1, whole),)
            yield Adjusted(parts, self.span, apart=apart)

    def joined_names(self, items: Items) -> Iterator[Joined]:
        """Amounts whose names share their last words, behind an operator."""
        if not items.either:
            yield Joined(items.parts)

    def adding_all(self, *children: Any) -> Iterator[Any]:
        """Each of a list, perhaps only to an extent."""
        items = items_of(children)
        effect = next((c for c in children if isinstance(c, Token) and c.type == "EFFECT"), None)
        if effect is not None and _goes_on(items.parts[-1]):
            return  # the extent is that of the list, and what a comma parts stands outside of it
        by_condition = all(isinstance(p.value, f.Conditional) for p in items.parts)
        if effect is not None and is_of_size(effect.text):
            return
        if not items.either and not by_condition and not any(is_open(p.value) for p in items.parts):
            yield tuple(restricted(p, effect.text) if effect else p for p in items.parts)

    def adding_one(self, *children: Any) -> Iterator[Any]:
        """One amount, only to an extent."""
        effect = next(c for c in children if isinstance(c, Token) and c.type == "EFFECT")
        after = self.tokens[self.stretch[1] : self.stretch[1] + 1]
        if effect.text == POSITIVE and after and after[0].type in OPERATORS:
            return  # what follows may be within the extent
        if effect.text == POSITIVE:
            yield (f.Choice("greater", (children[-1], zero(self.span)), self.span),)
        elif not is_of_size(effect.text):
            yield (restricted(children[-1], effect.text),)

    def _only_by_a_share(self, left: Any, op: Token, right: Any) -> bool:
        """Tell whether an amount is declared to be one to which no percentage can be added."""
        declared = isinstance(left, f.Input) and self.setting.types.get(left.term) == "dollars"
        return declared and any(self._by_a_share(left, op, right))

    def _by_a_share(self, left: Any, op: Token, right: Any) -> Iterator[Any]:
        """An amount `increased by 5%`: by 5% of itself; of a percentage, perhaps by 5 points."""
        left = left.value if isinstance(left, Labelled) else left
        right = right.value if isinstance(right, Labelled) else right
        said = op.type in {"PLUS", "MINUS"} and op.lower.endswith(" by")
        percent = isinstance(right, f.Amount) and right.unit == "%"
        if not said or not percent or not isinstance(left, f.Input):
            return
        rate = left.term.rpartition(" ")[2] in {*INDICES, "Rate", "Margin"}
        if not rate and "point" not in right.text:
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

    def chain(self, first: Any, *rest: Any) -> Iterator[Any]:
        """Values and operators with a comma before each: from left to right."""
        said = [c for c in rest if not is_mark(c)]
        if isinstance(first, f.Amount) and not first.value and said[0].type == "PLUS":
            return  # as above
        if isinstance(said[-1], Joined) and said[0].type not in ADDING:
            return
        several = (one for one in said[1::2] if isinstance(one, Terms | Factors))
        if any(comma_ends_first(one, self.tokens) for one in several):
            return  # in `A, minus B, minus C, plus D` each comma ends what stands before it
        if len(said) > 2 or not self._only_by_a_share(first, *said):  # noqa: PLR2004 - one operator
            yield self._chain(first, said)
        if len(said) == 2:  # noqa: PLR2004 - one operator and its value
            yield from self._by_a_share(first, *said)

    def labelled_chain(self, first: Labelled, *rest: Any) -> Iterator[Any]:
        """Enumerated values and operators between: from left to right."""
        several = [first, *(c for c in rest if isinstance(c, Labelled))]
        if run([one.label for one in several]):
            ops = [op.type for op in rest[::2]]
            if any(is_open(one.value) and self._holds_itself(one) for one in several):
                return
            yield self._chain(first, list(rest))
            if len(rest) == 2:  # noqa: PLR2004 - one operator and its value
                yield from self._by_a_share(first, *rest)
            closed = self.tokens[self.stretch[0] : self.stretch[1]]
            mixed = {"PLUS", "MINUS"} & set(ops) and {"TIMES", "DIVIDED"} & set(ops)
            if mixed and not any(t.type in {"COMMA", "SEMI"} for t in closed):
                yield self._chain(*_products_first(first, list(rest), self._joined))

    def operated(self, label: Token, *rest: Any) -> Iterator[Any]:
        """An enumerator, an operator and a value."""
        op, value = (c for c in rest if not is_mark(c))
        yield op, Labelled(label.value, value, self.span)

    def operated_chain(self, first: Labelled, *rest: Any) -> Iterator[Any]:
        """Enumerated values with operators behind the enumerators: from left to right.

        A bound under the last enumerator is that of all before it.
        """
        steps = [c for c in rest if isinstance(c, tuple)]
        label = next((c for c in rest if isinstance(c, Token) and c.type == "ENUM"), None)
        cap = next((c for c in rest if isinstance(c, Cap | Caps)), None)
        labels = [first.label, *(part.label for _, part in steps)]
        if not run([*labels, label.value] if label is not None else labels):
            return
        if {op.type for op, _ in steps} - {"PLUS", "MINUS"}:
            return
        whole = self._chain(first, [c for step in steps for c in step])
        yield whole if cap is None else cap(whole)

    def link(self, *tokens: Token) -> Iterator[Token]:
        """The operator between two enumerated values."""
        yield tokens[-1]

    def _chain(self, value: Any, rest: list[Any]) -> Any:
        for op, right in zip(rest[::2], rest[1::2], strict=True):
            value = self._joined(value, op.type, right)
        return value

    def continued(self, whole: Any, *rest: Any) -> Iterator[Any]:
        """A sum of enumerated parts, and what is added or taken away under the next enumerators."""
        parts = [part for _, part in whole.parts] if isinstance(whole, f.Sum) else []
        labels = [part.label for part in parts if isinstance(part, Labelled)]
        labels += [part.label for part in rest if isinstance(part, Labelled)]
        if parts and len(labels) == len(parts) + len(rest) // 2 and run(labels):
            yield self._chain(whole, list(rest))


def _is_and(child: Any) -> bool:
    return isinstance(child, Token) and child.type == "AND"


def _closed(value: Any) -> Any:
    """Give a ratio as one that ends with the words that state it."""
    if isinstance(value, Factors):
        return f.Quotient(_whole(value.factors, value), _whole(value.divisors, value), value.span)
    return value


def _whole(factors: tuple[Any, ...], of: Factors) -> Any:
    return factors[0] if len(factors) == 1 else f.Product(factors, of.span)


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


def _factors(value: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return (value.factors, value.divisors) if isinstance(value, Factors) else ((value,), ())


def _goes_on(part: Any) -> bool:
    """Tell whether a comma and an operator stand within the last of a list."""
    chained = isinstance(part, Labelled) and isinstance(part.value, Terms) and part.span
    return bool(chained) and re.search(r",\s+(?:plus|minus|less)\b", part.span.text) is not None


def _subtracts(right: Any) -> bool:
    """Tell whether every operator of a chain takes away, as the one before it does."""
    return isinstance(right, Terms) and all(sign < 0 for sign, _ in right.parts[1:])


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
