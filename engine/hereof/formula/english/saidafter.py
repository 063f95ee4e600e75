"""What is said after the whole value: when its balances are measured, what its terms mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.meaning import Meaning
from hereof.formula.english.names import singular
from hereof.formula.english.quantities import quantity_name
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import ASKED_MARK, WHICH_MARK, mapped, parts_of
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final = ("balances", "percentages", "rates", "ratios")


@attrs.frozen
class Meanings:
    """What terms mean that only this definition uses."""

    several: tuple[tuple[str, Any], ...]


class SaidAfter(Meaning):
    """The part of the builder that puts to a value what is said after it."""

    def foregoing_timed(self, *children: Any) -> Iterator[Any]:
        """A value, and the time of all balances in it, or rates, that have none of their own."""
        tokens = [c for c in children if isinstance(c, Token)]
        said = next(t for t in tokens if t.type == "FOREGOINGIS").lower.split()
        time = next(t for t in tokens if t.type == "TIME")
        whole = next(c for c in children if c is not None and not isinstance(c, Token))
        last = singular(next(word for word in said if word in _KINDS)).capitalize()
        found = False

        def change(one: Any) -> Any:
            nonlocal found
            if not isinstance(one, f.Input) or one.term.split()[-1] != last or _has_time(one):
                return one
            found = True
            return attrs.evolve(one, timing=(*one.timing, time.text))

        timed = mapped(whole, change)
        if found:
            yield timed

    def defined(self, *children: Any) -> Iterator[tuple[str, Any]]:
        """A term, and what it means within this definition."""
        term = next(c for c in children if isinstance(c, Token) and c.type == "TERM")
        yield quantity_name(term, self.setting), children[-1]

    def purposes(self, *children: Any) -> Iterator[Meanings]:
        """What one term or several mean for the purposes of this definition."""
        several = tuple(c for c in children if isinstance(c, tuple))
        if len({name for name, _ in several}) == len(several):
            yield Meanings(several)

    def with_meanings(self, *children: Any) -> Iterator[Any]:
        """A value, and what the terms in it mean, each of which it must hold."""
        meanings = next(c for c in children if isinstance(c, Meanings))
        value = next(c for c in children if c is not None and not isinstance(c, Token | Meanings))
        for name, meant in meanings.several:
            held = [n for n in parts_of(value) if isinstance(n, f.Input) and n.term == name]
            within = any(isinstance(n, f.Input) and n.term == name for n in parts_of(meant))
            if not held or within or any(n.owners is not None or _at_other(n) for n in held):
                return

            def change(one: Any, name: str = name, meant: Any = meant) -> Any:
                return meant if isinstance(one, f.Input) and one.term == name else one

            value = mapped(value, change)
        yield value


def _has_time(one: f.Input) -> bool:
    return any(not text.startswith(WHICH_MARK) for text in one.timing)


def _at_other(one: f.Input) -> bool:
    """Tell whether an input is restricted, or measured at another time than the one asked about."""
    return any(text != ASKED_MARK for text in one.timing)
