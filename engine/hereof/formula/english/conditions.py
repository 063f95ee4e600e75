"""Tests: events, comparisons, and several of them together."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.diagnostics import Span
from hereof.formula.english.asking import Asking
from hereof.formula.english.labels import run
from hereof.formula.english.names import singular
from hereof.formula.english.pointing import kind_of, pointer
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import (
    Labelled,
)
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


_GRADE: Final = re.compile(r"(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|Aaa|Aa|Baa|Ba|Caa|Ca|P|F)[-123+]*")


class Conditions(Asking):
    """The part of the builder that makes tests."""

    def if_test(self, *children: Any) -> Iterator[Any]:
        """If."""
        yield children[-1]

    def unless_test(self, _word: Any, test: Any) -> Iterator[Any]:
        """Unless."""
        yield f.Logic("not", (test,), self.span)

    def when_test(self, test: Any) -> Iterator[Any]:
        """A time as a test."""
        yield test

    def or_if(self, *children: Any) -> Iterator[Any]:
        """Two conditions, one of which must be met, the word `if` before either."""
        yield self._logic("any", tuple(c for c in children if not isinstance(c, Token)))

    def and_if(self, *children: Any) -> Iterator[Any]:
        """Two conditions, both of which must be met, the word `if` before either."""
        yield self._logic("all", tuple(c for c in children if not isinstance(c, Token)))

    def both_conditions(self, first: Any, *rest: Any) -> Iterator[Any]:
        """Two conditions, both of which must be met."""
        yield self._logic("all", (first, rest[-1]))

    def either_condition(self, first: Any, *rest: Any) -> Iterator[Any]:
        """Two conditions, one of which must be met."""
        yield self._logic("any", (first, rest[-1]))

    def event(self, *children: Any) -> Iterator[Any]:
        """An event that is in effect; said of none, that it is not."""
        term = next(c for c in children if isinstance(c, Token) and c.type == "TERM")
        said = next(c for c in children if isinstance(c, Token) and c.type in {"EVENT", "EVENTNOT"})
        if said.text.split()[0] in {"is", "are"} and said.text.split()[-1] not in {
            "effect",
            "continuing",
            "existence",
            "satisfied",
            "met",
        }:
            return
        yield f.Truth(f.Input(term.value, None, (), total=False, span=self.span), self.span)

    def owner_event(self, owner: f.Owners, said: Token, *_timing: Any) -> Iterator[Any]:
        """Classes or notes that are outstanding."""
        if said.lower.split()[-1] == "outstanding" and not owner.except_for:
            pairs = (a if a == b else f"{a} through {b}" for a, b in owner.items)
            name = f"{', '.join(pairs)} are outstanding"
            whether = f.Input(name, None, (), total=False, span=self.span)
            yield f.Truth(whether, self.span)

    def owner_event_not(self, owner: f.Owners, said: Token, *rest: Any) -> Iterator[Any]:
        """Classes or notes that are not outstanding."""
        for test in self.owner_event(owner, said, *rest):
            yield f.Logic("not", (test,), self.span)

    def no_event(self, *children: Any) -> Iterator[Any]:
        """An event that is not in effect."""
        for test in self.event(*children):
            yield f.Logic("not", (test,), self.span)

    def _events(self, kind: str, children: tuple[Any, ...]) -> Any:
        terms = [c for c in children if isinstance(c, Token) and c.type == "TERM"]
        truths = (f.Input(t.value, None, (), total=False, span=self.span) for t in terms)
        return f.Logic(kind, tuple(f.Truth(one, self.span) for one in truths), self.span)

    def events(self, *children: Any) -> Iterator[Any]:
        """Two events, one or both of which are in effect."""
        if all(
            not isinstance(c, Token) or c.type in {"TERM", "OR", "AND", "DET"} for c in children
        ):
            joint = next(
                c.type for c in children if isinstance(c, Token) and c.type in {"OR", "AND"}
            )
            yield self._events("any" if joint == "OR" else "all", children)
        else:
            yield from (c for c in children if isinstance(c, f.Logic))

    def events_not(self, *children: Any) -> Iterator[Any]:
        """Two events that are not in effect; said of one or another, that is open."""
        for both in self.events(*children):
            if both.kind == "all":
                yield f.Logic(
                    "all", tuple(f.Logic("not", (t,), self.span) for t in both.parts), self.span
                )

    def events_none(self, *children: Any) -> Iterator[Any]:
        """Neither of two events is in effect."""
        given = [c for c in children if isinstance(c, f.Logic)]
        either = given[0] if given else self._events("any", children)
        yield f.Logic("not", (attrs.evolve(either, kind="any"),), self.span)

    def date_come(self, *children: Any) -> Iterator[Any]:
        """A date that has come by the date asked about."""
        term = next(c for c in children if isinstance(c, Token) and c.type == "DTERM")
        day = f.Input(term.value, None, (), total=False, span=self.span)
        yield f.Compare(self.asked(), "on or after", day, self.span)

    def date_not_come(self, *children: Any) -> Iterator[Any]:
        """A date that has not come by the date asked about."""
        for test in self.date_come(*children):
            yield attrs.evolve(test, relation="before")

    def date_when(self, *children: Any) -> Iterator[Any]:
        """The date asked about, before or after another."""
        term = next((c for c in children if isinstance(c, Token) and c.type == "DTERM"), None)
        if term is not None and singular(term.value) != self.series():
            return
        yield from self._when(children[-1])

    def compare(self, left: Any, token: Token, right: Any) -> Iterator[Any]:
        """Two amounts compared; the grades of a rating agency are none."""
        if isinstance(right, f.Input) and _GRADE.fullmatch(right.term):
            return
        yield f.Compare(left, token.value, right, self.span)

    def compare_after_comma(
        self, left: Any, _comma: Any, token: Token, right: Any
    ) -> Iterator[Any]:
        """Two amounts compared, the first closed by a comma."""
        yield from self.compare(left, token, right)

    def exceeds_after_comma(
        self, left: Any, _comma: Any, token: Token, right: Any
    ) -> Iterator[Any]:
        """One amount, closed by a comma, that exceeds another."""
        yield from self.exceeds(left, token, right)

    def exceeds(self, left: Any, token: Token, right: Any) -> Iterator[Any]:
        """One amount that exceeds another."""
        relation = "less than" if "exceeded by" in token.text else "more than"
        yield f.Compare(left, relation, right, self.span)

    def exceeds_by(self, left: Any, _word: Token, right: Any, *rest: Any) -> Iterator[Any]:
        """One amount that exceeds another by more than a third."""
        token, bound = rest[-2:]
        if isinstance(bound, f.Amount) and bound.unit.startswith("%"):
            return  # by more than so many percent of which of them, or by so many points
        over = f.Sum(((1, left), (-1, right)), self.span)
        yield f.Compare(over, token.value, bound, self.span)

    def at_bound(self, left: Any, _is: Token, bound: Any, *rest: Any) -> Iterator[Any]:
        """One amount that is so much or more, perhaps but less than another."""
        left = self._spoken_of(left) if isinstance(left, Token) else left
        less = rest[0].lower.split()[-1] in {"less", "lower", "below"}
        tests = [f.Compare(left, "at most" if less else "at least", bound, self.span)]
        for token, other in zip(rest[2::2], rest[3::2], strict=True):
            tests.append(f.Compare(left, token.value, other, self.span))
        yield tests[0] if len(tests) == 1 else self._logic("all", tuple(tests))

    def date_between(self, first: Token, *rest: Any) -> Iterator[Any]:
        """The date asked about, on one side of a date and on the other side of another."""
        for one in self._when(first):
            for other in self._when(rest[-1]):
                yield self._logic("all", (one, other))

    def compare_two(self, *children: Any) -> Iterator[Any]:
        """One amount compared with two."""
        left, first, second = (c for c in children if not isinstance(c, Token | str))
        one, other = (c for c in children if isinstance(c, Token) and "COMPARE" in c.type)
        yield self._logic(
            "all",
            (
                f.Compare(left, one.value, first, self.span),
                f.Compare(left, other.value, second, self.span),
            ),
        )

    def compare_within(
        self, left: Any, one: Token, first: Any, other: Token, second: Any
    ) -> Iterator[Any]:
        """One amount compared with one bound, `but not less than` another."""
        if other.lower.startswith("but"):
            relation = "at least" if other.type == "NOTLESS" else "at most"
            tests = (
                f.Compare(left, one.value, first, self.span),
                f.Compare(left, relation, second, self.span),
            )
            yield self._logic("all", tests)

    def not_equal(self, left: Any, _word: Any, right: Any) -> Iterator[Any]:
        """Two amounts that are not equal."""
        same = f.Compare(left, "equal to", right, self.span)
        yield f.Logic("not", (same,), self.span)

    def own_compare(self, _own: Any, token: Token, right: Any) -> Iterator[Any]:
        """`Such amount`, which is what a proviso speaks of, compared."""
        yield f.Compare(self._spoken_of(_own), token.value, right, self.span)

    def own_below_zero(self, _own: Any, _word: Any) -> Iterator[Any]:
        """`Such amount` is negative."""
        yield from self.below_zero(self._spoken_of(_own), _word)

    def _spoken_of(self, word: Token) -> f.Input:
        """Give what stands for the value at hand, or for a part of the kind that is named."""
        kind = kind_of(word.text)
        place = Span(self.source, word.start, word.end)
        return pointer(kind, place) if kind else self._itself()

    def below_zero(self, left: Any, _word: Any) -> Iterator[Any]:
        """An amount is negative."""
        zero = f.Amount(Fraction(0), "", "0", self.span)
        yield f.Compare(left, "less than", zero, self.span)

    def to_zero(self, left: Any, _word: Any) -> Iterator[Any]:
        """An amount that has been reduced to zero."""
        yield f.Compare(left, "equal to", f.Amount(Fraction(0), "", "0", self.span), self.span)

    def not_to_zero(self, left: Any, _word: Any) -> Iterator[Any]:
        """An amount that has not been reduced to zero."""
        for test in self.to_zero(left, _word):
            yield f.Logic("not", (test,), self.span)

    def either_of(self, _either: Any, left: Any, _or: Any, right: Any) -> Iterator[Any]:
        """One of two tests."""
        yield self._logic("any", (left, right))

    def both_tests(self, left: Any, _and: Any, right: Any) -> Iterator[Any]:
        """Two tests, both of which must be met."""
        yield self._logic("all", (left, right))

    def either_test(self, left: Any, _or: Any, right: Any) -> Iterator[Any]:
        """Two tests, one of which must be met."""
        yield self._logic("any", (left, right))

    def labelled_test(self, label: Token, test: Any) -> Iterator[Any]:
        """A test that an enumerator names."""
        yield Labelled(label.value, test, self.span)

    def labelled_tests(self, *children: Any) -> Iterator[Any]:
        """Enumerated tests."""
        several = [c for c in children if isinstance(c, Labelled)]
        joint = [c.type for c in children if isinstance(c, Token) and c.type in {"AND", "OR"}]
        if run([one.label for one in several]) and joint:
            tests = tuple(one.value for one in several)
            yield self._logic("all" if joint[-1] == "AND" else "any", tests)

    def met_if(self, *children: Any) -> Iterator[Any]:
        """A test or event, and when it is met."""
        said = next(c for c in children if isinstance(c, Token) and c.type in {"EVENT", "EVENTNOT"})
        test = children[-1]
        yield f.Logic("not", (test,), self.span) if said.type == "EVENTNOT" else test
