"""Provisos: what is said of the value after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.asking import Asking
from hereof.formula.english.infixes import Infixes
from hereof.formula.english.meaning import (
    ITSELF,
    TESTS,
)
from hereof.formula.english.names import singular
from hereof.formula.english.quantities import Modifier, quantity_name
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    ASKED_MARK,
    Labelled,
    mapped,
    parts_of,
    renamed,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_OWN: Final = frozenset({"TERM", "OWNREF", "DTERM", "CLAUSEREF"})


@attrs.frozen
class Own:
    """What a proviso speaks of: the value that is being defined, an input of it, or a part.

    Attributes:
        name: The term that names it; empty for `such amount`.
        path: The enumerators that name a part.
    """

    name: str = ""
    path: tuple[str, ...] = ()


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
            yield Own()
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
        if not own.name or own.name == self.term or own.name == singular(self.term):
            return self._new(value, said)
        if any(isinstance(n, f.Input) and n.term == own.name for n in parts_of(value)):
            return renamed(value, own.name, lambda one: self._new(one, said))
        return self._new(value, said) if not self.term and own.name == self.subject() else None

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


def _own(children: tuple[Any, ...]) -> Own:
    return next(c for c in children if isinstance(c, Own))
