"""Provisos: what is said of the value after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.asking import Asking
from hereof.formula.english.infixes import Infixes
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import (
    ITSELF,
    TESTS,
)
from hereof.formula.english.names import singular
from hereof.formula.english.overlaps import overlap
from hereof.formula.english.quantities import Modifier, quantity_name
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    ASKED_MARK,
    Factors,
    Labelled,
    mapped,
    parts_of,
    renamed,
)
from hereof.formula.english.trees import Fraction as Closed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_SHARE: Final = re.compile(r"\b(?:percentage|rate|fraction|ratio)\b")
_RATES: Final = re.compile(r"\b(?:Percentage|Rate|Fraction|Ratio|Factor)$")
_OWN: Final = frozenset({"TERM", "OWNREF", "DTERM", "CLAUSEREF"})


@attrs.frozen
class Own:
    """What a proviso speaks of: the value that is being defined, an input of it, or a part.

    Attributes:
        name: The term that names it; empty for `such amount`.
        path: The enumerators that name a part.
        share: Whether `such percentage` is spoken of, which may be one that the value holds.
    """

    name: str = ""
    path: tuple[str, ...] = ()
    share: bool = False


@attrs.frozen
class Said:
    """What a proviso says of the value: a bound, or another value, when a test is met."""

    kind: str
    value: Any
    test: Any = None
    own: Own = Own()


class Provisos(Infixes, Asking):
    """The part of the builder that puts provisos to a value."""

    def own(self, *children: Any) -> Iterator[Own]:
        """What is spoken of: by its name, as the amount, or by its enumerator."""
        head = next(c for c in children if isinstance(c, Token) and c.type in _OWN)
        said = [c for c in children if isinstance(c, Modifier)]
        if any(m.kind not in {"nothing", "owner"} and m.value != ASKED_MARK for m in said):
            return  # what is said of another time is not said of the value
        if head.type == "OWNREF":
            yield Own(share=_SHARE.search(head.lower) is not None)
        elif head.type == "CLAUSEREF":
            if len(head.value) == 1:
                yield Own(path=head.value[0])
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

    def said_changed(self, own: Own, *rest: Any) -> Iterator[Said]:
        """It is itself multiplied, increased or reduced by another value."""
        op, other = rest[-2:]
        yield Said("value", self._chain(self._itself(), [op, other]), own=own)

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
        found = self._provided(value, rest[-1])
        if found is not None:
            yield found

    def _provided(self, value: Any, said: Said) -> Any | None:
        if said.kind == "both":
            for one in said.value:
                value = self._provided(value, one)
                if value is None:
                    return None
            return value
        own = said.own
        if own.path:
            return self._part_provided(value, said)
        if own.share and (shares := _shares(value)):
            return self._share_provided(value, said) if len(shares) == 1 else None
        if not own.name or own.name == self.term or own.name == singular(self.term):
            return self._new(value, said)
        if any(isinstance(n, f.Input) and n.term == own.name for n in parts_of(value)):
            return renamed(value, own.name, lambda one: self._new(one, said))
        return self._new(value, said) if not self.term and own.name == self.subject() else None

    def _share_provided(self, value: Any, said: Said) -> Any:
        def change(one: Any) -> Any:
            if not _is_share(one):
                return one
            first, *others = one.factors
            held = first.value if isinstance(first, Labelled) else first
            return attrs.evolve(one, factors=(self._new(held, said), *others))

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

    def _part_provided(self, value: Any, said: Said) -> Any | None:
        label = said.own.path[-1]
        several = [n for n in parts_of(value) if isinstance(n, Labelled) and n.label == label]
        if len(several) != 1:
            return None

        def change(one: Any) -> Any:
            if isinstance(one, Labelled) and one.label == label:
                return attrs.evolve(one, value=self._new(one.value, said))
            return one

        return mapped(value, change)


def _is_share(node: Any) -> bool:
    """Tell whether a value is a percentage, whatever it depends on, of an amount."""
    if not isinstance(node, f.Product | Factors):
        return False
    first, *others = node.factors
    while isinstance(first, f.Conditional | Labelled):
        first = first.value if isinstance(first, Labelled) else first.otherwise
    share = isinstance(first, f.Amount) and first.unit == "%"
    return (share or _is_rate(first)) and any(map(_is_amount, others))


def _is_rate(node: Any) -> bool:
    return isinstance(node, f.Input) and _RATES.search(node.term) is not None


def _is_amount(node: Any) -> bool:
    inputs = [n for n in parts_of(node) if isinstance(n, f.Input) and not _is_rate(n)]
    fraction = isinstance(node, f.Quotient | Closed)
    return not fraction and any("number of" not in n.term for n in inputs)


def _shares(value: Any) -> list[Any]:
    """Give the percentages of something that a value holds, but not those of its tests."""
    held = {id(n) for t in parts_of(value) if isinstance(t, TESTS) for n in parts_of(t)}
    return [n for n in parts_of(value) if _is_share(n) and id(n) not in held]


def _own(children: tuple[Any, ...]) -> Own:
    return next(c for c in children if isinstance(c, Own))
