"""Values by condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.edges import with_last
from hereof.formula.english.infixes import Infixes
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import (
    TESTS,
    is_mark,
    zero,
)
from hereof.formula.english.overlaps import overlap
from hereof.formula.english.provisos import Own
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    Labelled,
    Terms,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen
class Branch:
    """A value, and when it is the one; without a test, in all other cases.

    Attributes:
        test: When.
        value: Which.
        after: Whether the test follows the value, with no comma between.
    """

    test: Any
    value: Any
    after: bool = False


@attrs.frozen
class Rung:
    """A value, and the bounds within which an amount that is said before lies then."""

    label: str
    bounds: tuple[tuple[str, Any], ...]
    value: Any


_RELATIONS: Final = frozenset({"BARECOMPARE", "NOTLESS", "NOTMORE"})


class Branches(Infixes):
    """The part of the builder that makes values by condition."""

    def branch_after(self, test: Any, *rest: Any) -> Iterator[Branch]:
        """A test, then its value."""
        yield Branch(test, rest[-1])

    def branch_capped(self, test: Any, *rest: Any) -> Iterator[Branch]:
        """A test, then its value with a floor or a ceiling."""
        value, cap = (c for c in rest if not isinstance(c, Token))
        yield Branch(test, cap(value))

    def branch_before(self, value: Any, *rest: Any) -> Iterator[Branch]:
        """A value, then its test; a date that follows what was done then belongs to that."""
        test = rest[-1]
        before = [t for t in self.tokens if test.span and t.end <= test.span.start]
        if not before or before[-1].type not in {"RESTR", "OPAQUE"}:
            comma = any(isinstance(c, Token) and c.type == "COMMA" for c in rest)
            yield Branch(test, value, after=not comma)

    def branch_otherwise(self, *children: Any) -> Iterator[Branch]:
        """The value in all other cases."""
        yield Branch(None, next(c for c in children if not isinstance(c, Token)))

    def labelled_branch(self, label: Token, branch: Branch) -> Iterator[Any]:
        """A branch that an enumerator names."""
        yield (
            label.value,
            attrs.evolve(branch, value=Labelled(label.value, branch.value, self.span)),
        )

    def labelled_otherwise(self, label: Token, *rest: Any) -> Iterator[Any]:
        """The last branch."""
        yield (label.value, Branch(None, Labelled(label.value, rest[-1], self.span)))

    def nested_branch(self, outer: Any, *rest: Any) -> Iterator[Branch]:
        """A condition, and beneath it one value if a test is met, otherwise another."""
        test, value, otherwise = (c for c in rest if not isinstance(c, Token | str))
        yield Branch(outer, f.Conditional(test, value, otherwise, self.span))

    def nested_condition(self, outer: Any, *rest: Any) -> Iterator[Branch]:
        """Two conditions of one value."""
        test, value = (c for c in rest if not isinstance(c, Token | str))
        yield Branch(self._logic("all", (outer, test)), value)

    def one_branch(self, branch: Branch) -> Iterator[Any]:
        """One value under a condition, and none else."""
        if branch.test is not None:
            yield from self._branches([branch])

    def two_branches(self, *children: Any) -> Iterator[Any]:
        """Two values by condition."""
        yield from self._branches([c for c in children if isinstance(c, Branch)])

    def several_branches(self, *children: Any) -> Iterator[Any]:
        """Values by condition, without enumerators."""
        yield from self._branches([c for c in children if isinstance(c, Branch)])

    def labelled_branches(self, *children: Any) -> Iterator[Any]:
        """Enumerated values by condition."""
        several = [c for c in children if isinstance(c, tuple)]
        if run([label for label, _ in several]):
            yield from self._branches([branch for _, branch in several])

    def rung(self, label: Token, *rest: Any) -> Iterator[Any]:
        """Within which bounds one value is the one, under its enumerator."""
        said = [c for c in rest if not is_mark(c)]
        *bounds, value = (c for c in said if not isinstance(c, Token | str))
        words = [c for c in said if isinstance(c, Token) and c.type in _RELATIONS]
        relations = tuple(
            {"NOTLESS": "at least", "NOTMORE": "at most"}.get(word.type) or word.value
            for word in words
        )
        yield Rung(label.value, tuple(zip(relations, bounds, strict=True)), value)

    def rungs(self, _if: Any, left: Any, *rest: Any) -> Iterator[Any]:
        """Values by the bounds within which one amount lies, each under its enumerator."""
        several = [c for c in rest if isinstance(c, Rung)]
        if not run([one.label for one in several]):
            return
        branches = []
        for one in several:
            tests = tuple(f.Compare(left, how, bound, self.span) for how, bound in one.bounds)
            test = tests[0] if len(tests) == 1 else self._logic("all", tests)
            branches.append(Branch(test, Labelled(one.label, one.value, self.span)))
        yield from self._branches(branches)

    def _branches(self, branches: list[Branch]) -> Iterator[Any]:
        if any(branch.test is None for branch in branches[:-1]):
            return
        tests = [branch.test for branch in branches]
        if len(set(tests)) < len(tests):
            return  # one condition cannot give two values
        last = branches[-1]
        rest = branches[:-1] if last.test is None else branches
        otherwise = f.NoValue(self.span) if last.test is not None else last.value
        yield self._in_turn(rest, otherwise)
        if len(rest) > 1 and overlap([branch.test for branch in rest]):
            yield self._in_turn(rest[::-1], otherwise)
        yield from self._of_one_whole(branches)
        yield from self._of_last_part(rest, otherwise)

    def _in_turn(self, branches: list[Branch], value: Any) -> Any:
        """Give values by condition of which the first that is met counts."""
        for branch in reversed(branches):
            value = f.Conditional(branch.test, branch.value, value, self.span)
        return value

    def _of_last_part(self, branches: list[Branch], otherwise: Any) -> Iterator[Any]:
        """Values by condition that are all added to an amount before the first of them.

        In `A plus B if a test is met` the test may be that of B alone.
        """
        first = branches[0]
        if not first.after or type(first.value) is not Terms or isinstance(otherwise, Labelled):
            return
        *before, (sign, last) = first.value.parts
        if isinstance(last, Labelled):
            return
        if isinstance(otherwise, f.NoValue) and len(branches) == 1:
            otherwise = zero(self.span)
        chosen = self._in_turn([attrs.evolve(first, value=last), *branches[1:]], otherwise)
        yield Terms((*before, (sign, chosen)), self.span)

    def _of_one_whole(self, branches: list[Branch]) -> Iterator[Any]:
        """Percentages by condition that may all be of what the last is said to be of.

        `(a) before D, 5% and (b) thereafter, 10% of the Pool Balance` could mean 5% of it.
        """
        *before, last = (
            b.value.value if isinstance(b.value, Labelled) else b.value for b in branches
        )
        share = isinstance(last, f.Product) and isinstance(last.factors[0], f.Amount)
        if not share or last.factors[0].unit != "%" or len(last.factors) != 2:  # noqa: PLR2004 - a share and of what
            return
        whole = last.factors[1]
        amount = not isinstance(whole, f.Input) or self._adds(whole.term)
        if amount and all(isinstance(b, f.Amount) and b.unit == "%" and b.value for b in before):
            shares = (*before, last.factors[0])
            alike = [attrs.evolve(b, value=p) for b, p in zip(branches, shares, strict=True)]
            for several in self._branches(alike):
                yield f.Product((several, whole), self.span)

    def branches_and(self, value: Any, *rest: Any) -> Iterator[Any]:
        """Values by condition, and what is added to whichever it is, or taken from it."""
        last = value
        while isinstance(last, f.Conditional):
            last = last.otherwise
        if not isinstance(last, f.NoValue) and isinstance(value, f.Conditional):
            yield self._chain(
                value, [c for c in rest if c.__class__ is not Token or c.type != "COMMA"]
            )

    def branch_of_two(self, outer: Any, *rest: Any) -> Iterator[Any]:
        """A value if two conditions are met; in all other cases another.

        The second condition may belong to the first value, or to what `otherwise` leaves.
        """
        value, test, otherwise = (c for c in rest if not isinstance(c, Token | str))
        both = self._logic("all", (outer, test))
        yield f.Conditional(both, value, otherwise, self.span)

    def unless_in_which(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value unless a test is met, in which case another."""
        test, other = (c for c in rest if not isinstance(c, Token | Own))
        yield f.Conditional(test, other, value, self.span)

    def or_else(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value, or, under a condition, another."""
        said = [c for c in rest if not isinstance(c, Token)]
        test, other = said if isinstance(said[0], TESTS) else said[::-1]
        if not isinstance(test, TESTS):
            return
        yield f.Conditional(test, other, value, self.span)
        alike = isinstance(value, f.Product) and isinstance(other, f.Product | f.Amount)
        if isinstance(rest[0], Token) and rest[0].type == "OR" and not alike:
            yield from with_last(value, lambda last: f.Conditional(test, other, last, self.span))

    def inline_condition(self, value: Any, *rest: Any) -> Iterator[Any]:
        """One value if a test is met, otherwise another."""
        test, otherwise = (c for c in rest if not is_mark(c) and not isinstance(c, Token))
        yield f.Conditional(test, value, otherwise, self.span)
