"""Dates as values, and the days between two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hereof.formula.english.asking import Asking
from hereof.formula.english.dayrules import expression
from hereof.formula.english.labels import run
from hereof.formula.english.meaning import (
    Items,
)
from hereof.formula.english.names import singular
from hereof.formula.english.tokens import Token
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator


class Days(Asking):
    """The part of the builder that makes dates."""

    def day_rule(self, token: Token, *_asked: Token) -> Iterator[Any]:
        """A day of a month, or so many days before or after."""
        yield expression(token.value, self.asked(), self.series(), self.span)

    def date_said(self, token: Token) -> Iterator[Any]:
        """A date."""
        yield f.Day(token.value, self.span)

    def date_named(self, *children: Any) -> Iterator[Any]:
        """A term that is a date."""
        term = next(c for c in children if c.type == "DTERM")
        if term.value.endswith("Date"):
            name = singular(term.value)
            own = name == self.series()
            yield self.asked() if own else f.Input(name, None, (), total=False, span=self.span)

    def date_value(self, token: Token) -> Iterator[Any]:
        """A date that is more than a term."""
        found = self.date_of(token.value, token)
        if found is not None:
            yield found

    def date_first(self, *_words: Any) -> Iterator[Any]:
        """The first date of a series on which a test is met: a date that is given as worded."""
        text = re.sub(r"^(?:the|such) ", "", " ".join(self.span.text.split()))
        if text.startswith("first "):
            yield f.Input(text, None, (), total=False, span=self.span)

    def dates(self, *children: Any) -> Iterator[Items]:
        """Several dates."""
        labels = [c.value for c in children if isinstance(c, Token) and c.type == "ENUM"]
        if not labels or run(labels):
            yield Items(tuple(c for c in children if not isinstance(c, Token)))

    def earlier_of(self, _word: Any, dates: Items) -> Iterator[Any]:
        """The earlier of dates."""
        yield f.Choice("lesser", dates.parts, self.span)

    def later_of(self, _word: Any, dates: Items) -> Iterator[Any]:
        """The later of dates."""
        yield f.Choice("greater", dates.parts, self.span)

    def earlier_date(self, day: Any, *rest: Any) -> Iterator[Any]:
        """A date, but not later than another."""
        yield f.Choice("lesser", (day, rest[-1]), self.span)

    def later_date(self, day: Any, *rest: Any) -> Iterator[Any]:
        """A date, but not earlier than another."""
        yield f.Choice("greater", (day, rest[-1]), self.span)

    def days_between(self, _word: Any, first: Any, _to: Any, last: Any) -> Iterator[Any]:
        """The days from one date to another."""
        yield f.DaysBetween(first, last, self.span)
