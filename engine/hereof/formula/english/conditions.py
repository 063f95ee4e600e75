"""Conditions, branches, and provisos."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.labels import run
from hereof.formula.english.names import singular
from hereof.formula.english.overlaps import overlap
from hereof.formula.english.quantities import Modifier, quantity_name
from hereof.formula.english.tokens import Token
from hereof.formula.english.trees import ASKED_MARK, Labelled, Terms, mapped, parts_of, renamed
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Source, Span
    from hereof.formula.english.dates import When
    from hereof.formula.inputs import Setting

_SERIES: Final = "Distribution Date"


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


class Conditions:
    """The part of the builder that makes conditions."""

    source: Source
    tokens: Any
    span: Span
    term: str
    setting: Setting

    def _chain(self, value: Any, rest: list[Any]) -> Any:
        """Give values and operators from left to right; the builder of values does."""
        raise NotImplementedError

    def _adds(self, name: str) -> bool:
        """Tell whether values of a term may be added; the builder of inputs does."""
        raise NotImplementedError

    def subject(self) -> str:
        """Give the term that the definition opens with, as in `The Reserve Draw shall be`."""
        for place, token in enumerate(self.tokens[:16]):
            if token.type in {"EQUALS", "ISEQUAL", "SHALLBE", "COLON"}:
                named = [t for t in self.tokens[:place] if t.type in {"TERM", "DTERM"}]
                terms = [t for t in named if t.type == "TERM"]
                return quantity_name(terms[0], self.setting) if terms else ""
        return ""

    # ---- dates

    def series(self) -> str:
        """Give the series of dates that the definition is asked for."""
        for token in self.tokens:
            if token.type == "ASKED" and token.value[0]:
                return str(singular(token.value[0]))
        return _SERIES

    def asked(self) -> f.Input:
        """Give the date asked about."""
        name = _SERIES if self.series() == _SERIES else f.ASKED
        return f.Input(name, None, (), total=False, span=self.span)

    def date_of(self, when: When, token: Token) -> Any | None:
        """Give the date that a phrase such as `on or after the Stepdown Date` names."""
        from hereof.diagnostics import Span as Place  # noqa: PLC0415 - the type is there already

        place = Place(self.source, token.start, token.end)
        said = list(when.date)
        kinds = [t.type for t in said]
        text = " ".join(t.text for t in said)
        if kinds == ["DATE"]:
            return f.Day(said[0].value, place)
        if kinds == ["DTERM"] and singular(said[0].value) == self.series():
            return self.asked()
        if kinds == ["DTERM"]:
            return f.Input(said[0].value, None, (), total=False, span=place)
        if kinds[:1] == ["DTERM"] and kinds[-1] == "MONTHYEAR" and len(said) <= 4:  # noqa: PLR2004 - `occurring in`
            return f.DateIn(singular(said[0].value), said[-1].value, place)
        if kinds == ["ORDINAL", "DTERM"]:
            return f.NthDate(said[0].value, singular(said[1].value), place)
        if kinds[:2] == ["ORDINAL", "WORD"] and said[1].lower == "anniversary":
            rest = said[kinds.index("OF") + 1 :] if "OF" in kinds else self._anniversary_of()
            while rest and rest[0].type == "DET":
                rest = rest[1:]
            inner = self.date_of(attrs.evolve(when, date=tuple(rest)), token) if rest else None
            return None if inner is None else f.Anniversary(said[0].value, inner, place)
        if kinds == ["MONTHYEAR", "DTERM"]:
            return f.DateIn(singular(said[1].value), said[0].value, place)
        if kinds == ["MONTHYEAR"]:
            month = said[0].value
            if when.relation in {"before", "on or after"}:
                return f.Day(month.first, place)
            return f.Day(month.last, place)
        if not said or not _names_a_date(said):
            return None
        if re.search(r"\b(?:Business|Banking|Working) Days?\b", text):
            return None  # a day that is counted is no input
        return f.Input(text, None, (), total=False, span=place)

    def _anniversary_of(self) -> list[Token]:
        """Give the date whose anniversaries are meant, where only one is said in full."""
        for token in self.tokens:
            said = list(token.value.date) if token.type in {"WHEN", "DATEVAL"} else []
            kinds = [t.type for t in said]
            if any(t.lower == "anniversary" for t in said) and "OF" in kinds:
                return said[kinds.index("OF") + 1 :]
        return []

    def when_equal(self, token: Token) -> Iterator[Any]:
        """On the first, or another, date of the series."""
        if token.value is not None:
            yield from self._when(token)

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

    def when_one(self, *tokens: Token) -> Iterator[Any]:
        """From when, or until when."""
        yield from self._when(tokens[-1])

    def _when(self, token: Token) -> Iterator[Any]:
        when = token.value
        day = self.date_of(when, token)
        if day is not None and day != self.asked():
            yield f.Compare(self.asked(), when.relation, day, self.span)

    def when_date(self, *children: Any) -> Iterator[Any]:
        """From when, or until when, of a date that is the earlier or later of several."""
        token = next(c for c in children if isinstance(c, Token) and c.type == "RELATION")
        yield f.Compare(self.asked(), token.value, children[-1], self.span)

    def when_other(self, *tokens: Token) -> Iterator[Any]:
        """On any date but one."""
        day = self.date_of(tokens[-1].value, tokens[-1])
        if day is not None:
            same = f.Compare(self.asked(), "equal to", day, self.span)
            yield f.Logic("not", (same,), self.span)

    def when_two(self, *children: Any) -> Iterator[Any]:
        """From when until when."""
        first, last = (c for c in children if isinstance(c, Token) and c.type == "WHEN")
        for one in self._when(first):
            for other in self._when(last):
                yield f.Logic("all", (one, other), self.span)

    def but(self, *_tokens: Any) -> Iterator[str]:
        """`But` between two limits of time."""
        yield "but"

    def when_first(self, token: Token) -> Iterator[Any]:
        """The first so many dates of a series, or those from one to another."""
        first, last, series = token.value
        on_or_before = f.Compare(
            self.asked(), "on or before", f.NthDate(last, series, self.span), self.span
        )
        if first <= 1:
            yield on_or_before
            return
        from_then = f.Compare(
            self.asked(), "on or after", f.NthDate(first, series, self.span), self.span
        )
        yield f.Logic("all", (from_then, on_or_before), self.span)

    # ---- tests

    def if_test(self, *children: Any) -> Iterator[Any]:
        """If."""
        yield children[-1]

    def unless_test(self, _word: Any, test: Any) -> Iterator[Any]:
        """Unless."""
        yield f.Logic("not", (test,), self.span)

    def when_test(self, test: Any) -> Iterator[Any]:
        """A time as a test."""
        yield test

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
        if said.text.split()[-1] == "outstanding" and not owner.except_for:
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

    def either_of(self, _either: Any, left: Any, _or: Any, right: Any) -> Iterator[Any]:
        """One of two tests."""
        yield self._logic("any", (left, right))

    def labelled_test(self, label: Token, test: Any) -> Iterator[Any]:
        """A test that an enumerator names."""
        yield Labelled(label.value, test, self.span)

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

    def met_if(self, *children: Any) -> Iterator[Any]:
        """A test or event, and when it is met."""
        said = next(c for c in children if isinstance(c, Token) and c.type in {"EVENT", "EVENTNOT"})
        test = children[-1]
        yield f.Logic("not", (test,), self.span) if said.type == "EVENTNOT" else test

    def exceeds(self, left: Any, token: Token, right: Any) -> Iterator[Any]:
        """One amount that exceeds another."""
        relation = "less than" if "exceeded by" in token.text else "more than"
        yield f.Compare(left, relation, right, self.span)

    def not_equal(self, left: Any, _word: Any, right: Any) -> Iterator[Any]:
        """Two amounts that are not equal."""
        same = f.Compare(left, "equal to", right, self.span)
        yield f.Logic("not", (same,), self.span)

    def own_compare(self, _own: Any, token: Token, right: Any) -> Iterator[Any]:
        """`Such amount`, which is what a proviso speaks of, compared."""
        yield f.Compare(self._itself(), token.value, right, self.span)

    def own_below_zero(self, _own: Any, _word: Any) -> Iterator[Any]:
        """`Such amount` is negative."""
        yield from self.below_zero(self._itself(), _word)

    def below_zero(self, left: Any, _word: Any) -> Iterator[Any]:
        """An amount is negative."""
        zero = f.Amount(Fraction(0), "", "0", self.span)
        yield f.Compare(left, "less than", zero, self.span)

    def _itself(self) -> f.Input:
        return f.Input(ITSELF, None, (), total=False, span=self.span)

    def to_zero(self, left: Any, _word: Any) -> Iterator[Any]:
        """An amount that has been reduced to zero."""
        yield f.Compare(left, "equal to", f.Amount(Fraction(0), "", "0", self.span), self.span)

    def not_to_zero(self, left: Any, _word: Any) -> Iterator[Any]:
        """An amount that has not been reduced to zero."""
        for test in self.to_zero(left, _word):
            yield f.Logic("not", (test,), self.span)

    def both_tests(self, left: Any, _and: Any, right: Any) -> Iterator[Any]:
        """Two tests, both of which must be met."""
        yield self._logic("all", (left, right))

    def either_test(self, left: Any, _or: Any, right: Any) -> Iterator[Any]:
        """Two tests, one of which must be met."""
        yield self._logic("any", (left, right))

    def _logic(self, kind: str, tests: tuple[Any, ...]) -> Any:
        flat = [
            t
            for test in tests
            for t in (test.parts if isinstance(test, f.Logic) and test.kind == kind else (test,))
        ]
        return f.Logic(kind, tuple(flat), self.span)

    def labelled_tests(self, *children: Any) -> Iterator[Any]:
        """Enumerated tests."""
        several = [c for c in children if isinstance(c, Labelled)]
        joint = [c.type for c in children if isinstance(c, Token) and c.type in {"AND", "OR"}]
        if run([one.label for one in several]) and joint:
            tests = tuple(one.value for one in several)
            yield self._logic("all" if joint[-1] == "AND" else "any", tests)

    # ---- branches

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

    def unless_in_which(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value unless a test is met, in which case another."""
        test, other = (c for c in rest if not isinstance(c, Token | Own))
        yield f.Conditional(test, other, value, self.span)

    def nested_branch(self, outer: Any, *rest: Any) -> Iterator[Branch]:
        """A condition, and beneath it one value if a test is met, otherwise another."""
        test, value, otherwise = (c for c in rest if not isinstance(c, Token | str))
        yield Branch(outer, f.Conditional(test, value, otherwise, self.span))

    def nested_condition(self, outer: Any, *rest: Any) -> Iterator[Branch]:
        """Two conditions of one value."""
        test, value = (c for c in rest if not isinstance(c, Token | str))
        yield Branch(self._logic("all", (outer, test)), value)

    def several_branches(self, *children: Any) -> Iterator[Any]:
        """Values by condition, without enumerators."""
        yield from self._branches([c for c in children if isinstance(c, Branch)])

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

    def or_else(self, value: Any, *rest: Any) -> Iterator[Any]:
        """A value, or, under a condition, another."""
        said = [c for c in rest if not isinstance(c, Token)]
        test, other = said if isinstance(said[0], _TESTS) else said[::-1]
        if isinstance(test, _TESTS):
            yield f.Conditional(test, other, value, self.span)

    def one_branch(self, branch: Branch) -> Iterator[Any]:
        """One value under a condition, and none else."""
        if branch.test is not None:
            yield from self._branches([branch])

    def two_branches(self, *children: Any) -> Iterator[Any]:
        """Two values by condition."""
        yield from self._branches([c for c in children if isinstance(c, Branch)])

    def labelled_branches(self, *children: Any) -> Iterator[Any]:
        """Enumerated values by condition."""
        several = [c for c in children if isinstance(c, tuple)]
        if run([label for label, _ in several]):
            yield from self._branches([branch for _, branch in several])

    def _branches(self, branches: list[Branch]) -> Iterator[Any]:
        if any(branch.test is None for branch in branches[:-1]):
            return
        last = branches[-1]
        rest = branches[:-1] if last.test is None else branches
        otherwise = f.NoValue(self.span) if last.test is not None else last.value
        yield self._in_turn(rest, otherwise)
        if len(rest) > 1 and overlap([branch.test for branch in rest]):
            yield self._in_turn(rest[::-1], otherwise)
        yield from self._of_one_whole(branches)
        yield from self._of_last_part(rest, otherwise)

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
            otherwise = f.Amount(Fraction(0), "", "0", self.span)
        chosen = self._in_turn([attrs.evolve(first, value=last), *branches[1:]], otherwise)
        yield Terms((*before, (sign, chosen)), self.span)

    def _in_turn(self, branches: list[Branch], value: Any) -> Any:
        """Give values by condition of which the first that is met counts."""
        for branch in reversed(branches):
            value = f.Conditional(branch.test, branch.value, value, self.span)
        return value

    def _of_one_whole(self, branches: list[Branch]) -> Iterator[Any]:
        """Percentages by condition that may all be of what the last is said to be of.

        `(a) before D, 5% and (b) thereafter, 10% of the Pool Balance` could mean 5% of it.
        """
        *before, last = ((b.value.value if isinstance(b.value, Labelled) else b.value) for b in branches)
        share = isinstance(last, f.Product) and isinstance(last.factors[0], f.Amount)
        if not share or last.factors[0].unit != "%" or len(last.factors) != 2:  # noqa: PLR2004 - a share and of what
            return
        whole = last.factors[1]
        amount = not isinstance(whole, f.Input) or self._adds(whole.term)
        if amount and all(isinstance(b, f.Amount) and b.unit == "%" and b.value for b in before):
            shares = [attrs.evolve(b, value=p) for b, p in zip(branches, (*before, last.factors[0]), strict=True)]
            for several in self._branches(shares):
                yield f.Product((several, whole), self.span)

    # ---- provisos

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
        test, value = plain if isinstance(plain[0], _TESTS) else reversed(plain)
        if isinstance(test, _TESTS):
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


_GRADE: Final = re.compile(r"(?:AAA|AA|A|BBB|BB|B|CCC|CC|C|Aaa|Aa|Baa|Ba|Caa|Ca|P|F)[-123+]*")
ITSELF: Final = "such amount"
"""What stands for the value of which a proviso speaks, until that is known."""

_OWN: Final = frozenset({"TERM", "OWNREF", "DTERM", "CLAUSEREF"})
_TESTS: Final = (f.Compare, f.Truth, f.Logic)


def _names_a_date(said: list[Token]) -> bool:
    """Tell whether words name a date, and not the day or the end of some period."""
    first = next((t for t in said if t.type not in {"ORDINAL", "DET", "NUMBER"}), None)
    return first is not None and first.lower not in {
        "day",
        "last",
        "first",
        "end",
        "month",
        "period",
    }


def _own(children: tuple[Any, ...]) -> Own:
    return next(c for c in children if isinstance(c, Own))
