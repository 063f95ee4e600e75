"""The date that is asked about, and conditions by date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.diagnostics import Span
from hereof.formula.english.meaning import (
    Meaning,
)
from hereof.formula.english.names import singular
from hereof.formula.english.quantities import quantity_name
from hereof.formula.english.tokens import Token
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.formula.english.dates import When


_ANY_PERIOD: Final = re.compile(r"\b(?:any|each|every) (?:period|day|date)$")
_SERIES: Final = "Distribution Date"


class Asking(Meaning):
    """The part of the builder that knows the date asked about."""

    def subject(self) -> str:
        """Give the term that the definition opens with, as in `The Reserve Draw shall be`."""
        for place, token in enumerate(self.tokens[:16]):
            if token.type in {"EQUALS", "ISEQUAL", "SHALLBE", "COLON"}:
                named = [t for t in self.tokens[:place] if t.type in {"TERM", "DTERM"}]
                terms = [t for t in named if t.type == "TERM"]
                return quantity_name(terms[0], self.setting) if terms else ""
        return ""

    def series(self) -> str:
        """Give the series of dates that the definition is asked for."""
        for token in self.tokens:
            if token.type == "ASKED" and token.value[0]:
                return str(singular(token.value[0]))
            if token.type == "WITHIN":
                return str(token.value[2])
        return _SERIES

    def asked(self) -> f.Input:
        """Give the date asked about."""
        name = _SERIES if self.series() == _SERIES else f.ASKED
        return f.Input(name, None, (), total=False, span=self.span)

    def date_of(self, when: When, token: Token) -> Any | None:
        """Give the date that a phrase such as `on or after the Stepdown Date` names."""
        place = Span(self.source, token.start, token.end)
        said = list(when.date)
        kinds = [t.type for t in said]
        if kinds == ["DATE"]:
            return f.Day(said[0].value, place)
        if kinds == ["DTERM"] and singular(said[0].value) == self.series():
            return self.asked()
        if kinds == ["DTERM"]:
            return f.Input(said[0].value, None, (), total=False, span=place)
        if kinds == ["ORDINAL", "DTERM"]:
            return f.NthDate(said[0].value, singular(said[1].value), place)
        if kinds[:2] == ["ORDINAL", "WORD"] and said[1].lower == "anniversary":
            return self._anniversary(when, token, place)
        if "MONTHYEAR" in kinds:
            return _in_month(when, kinds, place)
        return _worded(said, place)

    def _anniversary(self, when: When, token: Token, place: Span) -> Any | None:
        said = list(when.date)
        kinds = [t.type for t in said]
        rest = said[kinds.index("OF") + 1 :] if "OF" in kinds else self._anniversary_of()
        while rest and rest[0].type == "DET":
            rest = rest[1:]
        inner = self.date_of(attrs.evolve(when, date=tuple(rest)), token) if rest else None
        return None if inner is None else f.Anniversary(said[0].value, inner, place)

    def _anniversary_of(self) -> list[Token]:
        """Give the date whose anniversaries are meant, where only one is said in full."""
        for token in self.tokens:
            said = list(token.value.date) if token.type in {"WHEN", "DATEVAL"} else []
            kinds = [t.type for t in said]
            if any(t.lower == "anniversary" for t in said) and "OF" in kinds:
                return said[kinds.index("OF") + 1 :]
        return []

    def _when(self, token: Token) -> Iterator[Any]:
        when = token.value
        day = self.date_of(when, token)
        if day is not None and day != self.asked():
            yield f.Compare(self.asked(), when.relation, day, self.span)

    def when_one(self, *tokens: Token) -> Iterator[Any]:
        """From when, or until when."""
        yield from self._when(tokens[-1])

    def when_any(self, time: Token, when: Token) -> Iterator[Any]:
        """With respect to any period from when, or until when."""
        if _ANY_PERIOD.search(time.text):
            yield from self._when(when)

    def when_period(self, asked: Token, token: Token) -> Iterator[Any]:
        """For each period that ends, or begins, before a date or after one."""
        when, verb = token.value
        day = self.date_of(when, token)
        name = asked.value[0]
        if day is not None and name and not name.endswith("Date"):
            edge = "last" if verb.startswith("end") else "first"
            own = f.Input(f"{edge} day of that {name}", None, (), total=False, span=self.span)
            yield f.Compare(own, when.relation, day, self.span)

    def when_two(self, *children: Any) -> Iterator[Any]:
        """From when until when."""
        first, last = (c for c in children if isinstance(c, Token) and c.type == "WHEN")
        for one in self._when(first):
            for other in self._when(last):
                yield f.Logic("all", (one, other), self.span)

    def when_equal(self, token: Token) -> Iterator[Any]:
        """On the first, or another, date of the series."""
        if isinstance(token.value, tuple):
            first, last = (
                Token("WHEN", token.text, token.start, token.end, w) for w in token.value
            )
            yield from self.when_two(first, last)
        elif token.value is not None:
            yield from self._when(token)

    def when_within(self, token: Token) -> Iterator[Any]:
        """On a date of the series in a month or year, or in that and later."""
        first, last, _ = token.value
        from_then = f.Compare(self.asked(), "on or after", f.Day(first, self.span), self.span)
        if last is None:
            yield from_then
            return
        until = f.Compare(self.asked(), "on or before", f.Day(last, self.span), self.span)
        yield f.Logic("all", (from_then, until), self.span)

    def when_date(self, *children: Any) -> Iterator[Any]:
        """From when, or until when, of a date that is the earlier or later of several."""
        token = next(c for c in children if isinstance(c, Token) and c.type == "RELATION")
        yield f.Compare(self.asked(), token.value, children[-1], self.span)

    def when_other(self, *tokens: Token) -> Iterator[Any]:
        """On any date but one."""
        said = next(t for t in tokens if t.type == "DATEVAL")
        day = self.date_of(said.value, said)
        if day is not None:
            same = f.Compare(self.asked(), "equal to", day, self.span)
            yield f.Logic("not", (same,), self.span)

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

    def but(self, *_tokens: Any) -> Iterator[str]:
        """`But` between two limits of time."""
        yield "but"


def _in_month(when: When, kinds: list[str], place: Span) -> Any | None:
    """Give a month's first or last day, or the date of a series in it."""
    said = list(when.date)
    if kinds == ["MONTHYEAR"]:
        month = said[0].value
        first = when.relation in {"before", "on or after"}
        return f.Day(month.first if first else month.last, place)
    if kinds == ["MONTHYEAR", "DTERM"]:
        return f.DateIn(singular(said[1].value), said[0].value, place)
    named = kinds[0] == "DTERM" and kinds[-1] == "MONTHYEAR"
    if named and len(said) <= _OCCURRING_IN:
        return f.DateIn(singular(said[0].value), said[-1].value, place)
    return _worded(said, place)


_OCCURRING_IN: Final = 4
"""How many tokens `Distribution Date occurring in May 2008` has."""


def _worded(said: list[Token], place: Span) -> f.Input | None:
    """Give a date that is asked for as it is worded."""
    if not said or not _names_a_date(said):
        return None
    if any(t.text.endswith((" Day", " Days")) for t in said):
        return None  # a day that is counted, such as a Business Day, is no input
    return f.Input(" ".join(t.text for t in said), None, (), total=False, span=place)


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
