"""Provisos: what is said of the value after it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.asking import Asking
from hereof.formula.english.clauses import is_money, kind_named, one_of_kind
from hereof.formula.english.finishing import found, labelled_in
from hereof.formula.english.infixes import Infixes
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import (
    ITSELF,
    TESTS,
)
from hereof.formula.english.names import singular
from hereof.formula.english.overlaps import overlap
from hereof.formula.english.pointing import kind_of, of_kind
from hereof.formula.english.quantities import Modifier, quantity_name
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.trees import (
    ASKED_MARK,
    Factors,
    Labelled,
    Named,
    Terms,
    mapped,
    parts_of,
    renamed,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_RATES: Final = re.compile(r"\b(?:Percentage|Rate|Fraction|Ratio|Factor)$")
_POINTS: Final = frozenset({"rate", "margin"})
"""What is increased by percentage points where it is increased by a percentage."""
_OWN: Final = frozenset({"TERM", "OWNREF", "DTERM", "CLAUSEREF"})


@attrs.frozen
class Own:
    """What a proviso speaks of: the value that is being defined, an input of it, or a part.

    Attributes:
        name: The term that names it; empty for `such amount`.
        path: The enumerators that name a part.
        kind: What kind of thing is spoken of, which may be a part of the value: `such excess`.
    """

    name: str = ""
    path: tuple[str, ...] = ()
    kind: str = ""


@attrs.frozen
class Said:
    """What a proviso says of the value: a bound, or another value, when a test is met."""

    kind: str
    value: Any
    test: Any = None
    own: Own = Own()


@attrs.frozen
class Step:
    """A number, and when it is the one, under an enumerator."""

    label: str
    value: Any
    test: Any


class Provisos(Infixes, Asking):
    """The part of the builder that puts provisos to a value."""

    def own(self, *children: Any) -> Iterator[Own]:
        """What is spoken of: by its name, as the amount, or by its enumerator."""
        head = next(c for c in children if isinstance(c, Token) and c.type in _OWN)
        said = [c for c in children if isinstance(c, Modifier)]
        if any(m.kind not in {"nothing", "owner"} and m.value != ASKED_MARK for m in said):
            return  # what is said of another time is not said of the value
        if head.type == "OWNREF":
            yield Own(kind=kind_of(head.text))
        elif head.type == "CLAUSEREF":
            if len(head.value) == 1:
                yield Own(path=head.value[0], kind=kind_named(head.text))
        else:
            yield Own(quantity_name(head, self.setting))

    def said_most(self, *children: Any) -> Iterator[Said]:
        """It does not exceed."""
        yield Said("lesser", children[-1], own=_own(children))

    def said_least(self, *children: Any) -> Iterator[Said]:
        """It is not less than."""
        yield Said("greater", children[-1], own=_own(children))

    def said_most_and_least(self, *children: Any) -> Iterator[Said]:
        """It neither exceeds one value nor is less than another."""
        most, least = (c for c in children if not isinstance(c, Token | Own))
        own = _own(children)
        yield Said("both", (Said("lesser", most, own=own), Said("greater", least, own=own)))

    def said_least_and_most(self, *children: Any) -> Iterator[Said]:
        """It is neither less than one value nor more than another."""
        least, most = (c for c in children if not isinstance(c, Token | Own))
        own = _own(children)
        yield Said("both", (Said("greater", least, own=own), Said("lesser", most, own=own)))

    def said_if(self, *children: Any) -> Iterator[Said]:
        """Under a condition it is another value."""
        plain = [c for c in children if not isinstance(c, Token | Own)]
        test, value = plain if isinstance(plain[0], TESTS) else reversed(plain)
        if isinstance(test, TESTS):
            yield Said("value", value, test, _own(children))

    def said_except(self, test: Any, *rest: Any) -> Iterator[Said]:
        """Except that under a condition it is another value."""
        before = self.tokens[self.stretch[0] - 1]
        if before.lower == "except that":
            yield Said("value", rest[-1], test)

    def stepsep(self, *_tokens: Token) -> Iterator[str]:
        """What stands between two steps."""
        yield ""

    def labelled_step(self, label: Token, *rest: Any) -> Iterator[Step]:
        """A number, and when it is the one, under an enumerator."""
        value = next(c for c in rest if isinstance(c, f.Amount))
        yield Step(label.value, value, next(c for c in rest if isinstance(c, TESTS)))

    def said_steps(self, own: Own, *rest: Any) -> Iterator[Said]:
        """It is reduced to one number under a condition, and to another under another."""
        steps = [c for c in rest if isinstance(c, Step)]
        values = [c for c in rest if isinstance(c, f.Amount)] or [step.value for step in steps]
        tests = [c for c in rest if isinstance(c, TESTS)] or [step.test for step in steps]
        if steps and not run([step.label for step in steps]):
            return
        if len(values) != len(tests):
            return
        said = tuple(
            Said("value", value, test, own) for value, test in zip(values, tests, strict=True)
        )
        yield Said("both", said)
        if overlap(tests):
            yield Said("both", said[::-1])

    def said_changed(self, own: Own, *rest: Any) -> Iterator[Said]:
        """It is itself multiplied, increased or reduced by another value.

        What is increased by 5% is increased by 5% of itself, or, where it is a percentage,
        perhaps by five points.
        """
        op, other = rest[-2:]
        yield Said("value", self._chain(self._itself(), [op, other]), own=own)
        percent = isinstance(other, f.Amount) and other.unit == "%" and "point" not in other.text
        if percent and op.type in {"PLUS", "MINUS"} and own.kind not in _POINTS:
            whole = (1, f.Amount(Fraction(1), "", "1", self.span))
            changed = f.Sum((whole, (1 if op.type == "PLUS" else -1, other)), self.span)
            yield Said("value", f.Product((self._itself(), changed), self.span), own=own)

    def said_when(self, test: Any, *rest: Any) -> Iterator[Said]:
        """Under a condition it has a bound."""
        said = rest[-1]
        if said.test is None and said.kind != "both":
            yield attrs.evolve(said, test=test)

    def said_both(self, first: Said, *rest: Any) -> Iterator[Said]:
        """Two things said."""
        yield Said("both", (first, rest[-1]))

    def said_labelled(self, *children: Any) -> Iterator[Said]:
        """Enumerated things said, under conditions that are not met together."""
        labels = [c.value for c in children if isinstance(c, Token) and c.type == "ENUM"]
        said = tuple(c for c in children if isinstance(c, Said))
        tests = [one.test for one in said]
        if run(labels) and (None in tests or not overlap(tests)):
            yield Said("both", said)

    def proviso(self, *children: Any) -> Iterator[Said]:
        """What is provided."""
        yield children[-1]

    proviso_sentence = proviso

    def stop(self, *_tokens: Any) -> Iterator[str]:
        """What stands before a proviso."""
        yield ""

    def provided(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value with what is provided of it."""
        yield from self._provided(value, rest[-1])

    def _may_replace(self, value: Any, said: Said) -> bool:
        """Tell whether a value may have what is said of it: no percentage is one of money."""
        parts = said.value.parts if isinstance(said.value, Terms) else ((1, said.value),)
        percent = any(isinstance(p, f.Amount) and p.unit[:1] == "%" and p.value for _, p in parts)
        return not (percent and is_money(value))

    def _provided(self, value: Any, said: Said) -> Iterator[Any]:
        if said.kind == "both":
            first, *others = said.value
            for one in self._provided(value, first):
                more = Said("both", tuple(others))
                yield from self._provided(one, more) if others else (one,)
            return
        own = said.own
        if own.path:
            yield from self._part_provided(value, said)
        elif own.kind:
            yield from self._kind_provided(value, said)
        elif not own.name or own.name == self.term or own.name == singular(self.term):
            if self._may_replace(value, said):
                yield self._new(value, said)
        elif any(isinstance(n, f.Input) and n.term == own.name for n in parts_of(value)):
            yield renamed(value, own.name, lambda one: self._new(one, said))
        elif not self.term and own.name == self.subject() and self._may_replace(value, said):
            yield self._new(value, said)

    def _kind_provided(self, value: Any, said: Said) -> Iterator[Any]:
        """Put what is said of `such excess` and its like to the part that is one.

        A share of an amount is such a part, and so is what alone is of the kind. A sum may be
        any amount of money, so that both the part and the whole may be meant.
        """
        kind = said.own.kind
        share = kind in {"percentage", "rate", "fraction", "ratio"}
        if share and (shares := _shares(value)):
            if len(shares) == 1:
                yield self._share_provided(value, said)
            return
        found = of_kind(value, kind, tests=False)
        whole = value.value if isinstance(value, Labelled) else value
        if whole in found or (kind in {"percentage", "rate"} and not found):
            if len(found) <= 1 or share:
                yield self._new(value, said)
            return
        if kind == "sum" or (kind == "balance" and not found):
            yield self._new(value, said)
        if len(found) == 1:
            (part,) = found
            yield mapped(value, lambda one: self._new(one, said) if one == part else one)

    def _share_provided(self, value: Any, said: Said) -> Any:
        def change(one: Any) -> Any:
            at = _share_at(one)
            if at is None:
                return one
            held = one.factors[at]
            held = held.value if isinstance(held, Labelled) else held
            new = self._new(held, said)
            return attrs.evolve(one, factors=(*one.factors[:at], new, *one.factors[at + 1 :]))

        return mapped(value, change)

    def _new(self, value: Any, said: Said) -> Any:
        new = self._with_itself(said.value, value, said.own)
        if said.kind in {"lesser", "greater"}:
            new = f.Choice(said.kind, (value, new), self.span)
        if said.test is None:
            return new
        return f.Conditional(self._with_itself(said.test, value, said.own), new, value, self.span)

    def _with_itself(self, node: Any, value: Any, own: Own) -> Any:
        """Give what is said of a value with that value where its name stands."""
        names = {ITSELF, own.name} if not own.path else {ITSELF}

        def change(one: Any) -> Any:
            if not isinstance(one, f.Input) or one.term not in names or not one.term:
                return one
            now = all(time == ASKED_MARK for time in one.timing)
            return value if now and one.owners is None else one

        return mapped(node, change)

    def _part_provided(self, value: Any, said: Said) -> Iterator[Any]:
        """Put what is said of a clause, or of a percentage in it, to that alone."""
        named = Named(said.own.path, self.span, kind=said.own.kind)
        try:
            clause = found(named, labelled_in(value))
        except UnreadableError:
            return
        part = one_of_kind(clause.value, said.own.kind)
        if part is None or not self._may_replace(part, said):
            return

        def change(one: Any) -> Any:
            return self._new(one, said) if one == part else one

        def within(one: Any) -> Any:
            same = one is clause
            return attrs.evolve(one, value=mapped(one.value, change)) if same else one

        yield mapped(value, within)


def _share_at(node: Any) -> int | None:
    """Give the place of the one percentage, whatever it depends on, that is taken of an amount."""
    if not isinstance(node, f.Product | Factors):
        return None
    shares = [at for at, factor in enumerate(node.factors) if _is_a_share(factor)]
    if len(shares) != 1:
        return None
    (at,) = shares
    others = (*node.factors[:at], *node.factors[at + 1 :])
    return at if any(map(_is_amount, others)) else None


def _is_a_share(factor: Any) -> bool:
    while isinstance(factor, f.Conditional | Labelled):
        factor = factor.value if isinstance(factor, Labelled) else factor.otherwise
    percent = isinstance(factor, f.Amount) and factor.unit == "%"
    return percent or _is_rate(factor) or isinstance(factor, f.Quotient | Closed)


def _is_rate(node: Any) -> bool:
    return isinstance(node, f.Input) and _RATES.search(node.term) is not None


def _is_amount(node: Any) -> bool:
    inputs = [n for n in parts_of(node) if isinstance(n, f.Input) and not _is_rate(n)]
    fraction = isinstance(node, f.Quotient | Closed)
    return not fraction and any("number of" not in n.term for n in inputs)


def _shares(value: Any) -> list[Any]:
    """Give the percentages of something that a value holds, but not those of its tests."""
    held = {id(n) for t in parts_of(value) if isinstance(t, TESTS) for n in parts_of(t)}
    return [n for n in parts_of(value) if _share_at(n) is not None and id(n) not in held]


def _own(children: tuple[Any, ...]) -> Own:
    return next(c for c in children if isinstance(c, Own))
