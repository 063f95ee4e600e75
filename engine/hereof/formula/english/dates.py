"""Phrases about time: when something is measured, and from when or until when a rule holds."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hereof.calendar.month import Month
from hereof.formula.english.names import singular
from hereof.formula.english.time_nouns import BESIDE, NEAR, TimeNouns
from hereof.formula.english.tokens import Token, merged
from hereof.formula.english.vocabulary import ORDINALS, TIMES_HEADS
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

_EVERY_OTHER: Final = re.compile(
    r"\b(?:each|any|every|all) (?:other |later |subsequent |following )?((?:[A-Z][\w-]* )+Dates?)\b"
)


def _days_of(said: object) -> tuple[date, date | None] | None:
    """Give the first and last day of a month, or of a year that is said as a number."""
    if isinstance(said, Month):
        return said.first, said.last
    if isinstance(said, Fraction) and said.denominator == 1 and 1900 <= said < 2200:  # noqa: PLR2004 - years
        return date(int(said), 1, 1), date(int(said), 12, 31)
    return None


@frozen
class When:
    """From when, or until when: a relation and a date.

    Attributes:
        relation: `before`, `after`, `on or after` or `on or before`.
        date: The tokens of the date, without articles before it.
    """

    relation: str
    date: tuple[Token, ...]


_EVENTS: Final = frozenset(
    "liquidation default foreclosure disposition sale repurchase purchase substitution maturity "
    "prepayment charge-off write-down modification conversion".split()
)
"""What happens once to a loan or a receivable, and so is a time of it."""

_OTHER: Final = frozenset("prior preceding previous next following succeeding last".split())
"""Words before a date that make it another than the one asked about."""


class Times(TimeNouns):
    """Finds the phrases about time among tokens."""

    def __init__(self, tokens: Sequence[Token], words: str) -> None:
        super().__init__(tokens)
        self.words = words
        self.last_of_first = -1, 0
        self._behind: dict[int, int | None] = {}
        self.series = self._series()

    def _series(self) -> str:
        """Give what the definition is asked for: such as `Distribution Date`, `date`, `period`."""
        for i in range(min(len(self.tokens), 40)):
            begin = self._preposition(i)
            if begin is None or self.low(begin) not in {"any", "each", "every"}:
                continue
            j = begin + 1
            while self.low(j) in {"fiscal", "calendar"}:
                j += 1
            if self.kind(j) == "DTERM":
                return singular(self.tokens[j].value)
            if self.low(j) in TIMES_HEADS:
                return self.low(j)
        for token in self.tokens:
            every = _EVERY_OTHER.search(token.text) if token.type == "OTHERWISE" else None
            if every is not None:
                return singular(every[1])
        for i in range(len(self.tokens) - 1):
            if (
                self.low(i) in {"such", "that"}
                and self.kind(i + 1) == "DTERM"
                and self.tokens[i + 1].text.endswith("Date")
            ):
                return str(self.tokens[i + 1].value)
        return "Distribution Date"

    def phrase(self, i: int) -> tuple[Token, int] | None:
        """Give the phrase about time that begins at a token, and where it ends."""
        return self._within(i) or self._condition(i) or self._measured(i)

    def _preposition(self, i: int) -> int | None:
        """Give where what a preposition is said of begins, where one stands at a token."""
        if i not in self._behind:
            self._behind[i] = self._behind_preposition(i)
        return self._behind[i]

    def _behind_preposition(self, i: int) -> int | None:
        low, kind = self.low(i), self.kind(i)
        if low in NEAR and (
            self.low(i + 1) in BESIDE or (self.low(i + 1) == "prior" and self.kind(i + 2) == "TO")
        ):
            return i + 2 + (self.low(i + 1) == "prior")
        if low == "as" and (self.low(i + 1) in {"of", "at", "to"}):
            return i + 2
        if kind == "WRT":
            return i + 1
        if low in {"relating", "related"} and self.kind(i + 1) == "TO":
            return i + 2
        if low == "effective" and self.kind(i + 1) in {"ON", "FOR"}:
            return i + 2
        if kind in {"FOR", "ON", "AT", "IN"} or low in {"during", "within", "throughout"}:
            return i + 1
        return None

    def _measured(self, i: int) -> tuple[Token, int] | None:
        begin = self._preposition(i)
        if begin is None:
            return None
        asked = self.low(i) not in NEAR and self.low(i) not in {
            "during",
            "within",
            "throughout",
            "in",
        }
        general = self.low(begin) in {"any", "each", "every"}
        if general and self._goes_on_in_time(i, begin):
            asked = False
        end = self.noun(begin, bare=general and asked)
        if end is None and self.low(i) in NEAR:
            end = self._event(begin)
            return None if end is None else (merged("TIME", self.tokens[i:end], self.words), end)
        if end is None:
            return None
        tokens = self.tokens[i:end]
        if asked and self._is_asked(begin, end) and not self._is_another(begin, end):
            head = self.tokens[end - 1]
            name = str(head.value) if head.type == "DTERM" else ""
            return merged("ASKED", tokens, self.words, (name, general)), end
        nth = [t for t in tokens[begin - i :] if t.lower != "the"]
        if [t.type for t in nth] == ["ORDINAL", "DTERM"] and singular(nth[1].value) == self.series:
            value = When("equal to", tuple(nth))
            return merged("TIME", tokens, self.words, value), end
        between = self._between(begin, end)
        if between is not None:
            return merged("TIME", tokens, self.words, between), end
        if [t.type for t in nth] == ["DTERM"] and self._is_of_series(str(nth[0].value)):
            return merged("TIME", tokens, self.words, When("equal to", tuple(nth))), end
        return merged("TIME", tokens, self.words), end

    def _event(self, i: int) -> int | None:
        """Give the end of what happens to a thing: `immediately prior to its liquidation`."""
        while self.kind(i) == "DET":
            i += 1
        if self.kind(i) != "WORD" or self.low(i) not in _EVENTS:
            return None
        i += 1
        j = i + 1
        while self.kind(j) == "DET":
            j += 1
        of_what = self.kind(i) == "OF" and j > i + 1 and self.kind(j) == "GROUP"
        return j + 1 if of_what else i

    def _between(self, begin: int, end: int) -> tuple[When, When] | None:
        """Give from when until when a period is, as in `the period from A to but excluding B`."""
        start = next((i for i in range(begin, end) if self.low(i) == "from"), None)
        if start is None or self.low(start - 1) != "period":
            return None
        first = self._with_the_day(start + 1)
        to = self.noun(first, bare=True)
        last = None if to is None else self._with_the_day(to + 1)
        if to is None or last is None or self.noun(last) != end:
            return None
        but = self.kind(to) == "TOBUT" or any(self.low(i) == "excluding" for i in range(to, last))
        if not but and self.kind(to) != "THROUGH":
            return None
        until = When("before" if but else "on or before", self._date(last, end))
        return When("on or after", self._date(first, to)), until

    def _date(self, start: int, end: int) -> tuple[Token, ...]:
        while start < end and self.kind(start) == "DET":
            start += 1
        return tuple(self.tokens[start:end])

    def _within(self, i: int) -> tuple[Token, int] | None:
        """Give `for any Distribution Date in July 2005`, or in 2005: the first and last day."""
        begin = self._preposition(i)
        if begin is None or self.low(begin) not in {"any", "each", "every"}:
            return None
        j = begin + 1
        if self.kind(j) != "DTERM" or singular(self.tokens[j].value) != self.series:
            return None
        j += 1 + (self.low(j + 1) in {"occurring", "falling"})
        if self.kind(j) != "IN" or self.kind(j + 1) not in {"MONTHYEAR", "NUMBER"}:
            return None
        j += 1 + (self.low(j + 1) == "calendar")
        days = _days_of(self.tokens[j].value)
        if days is None or self.low(j + 1) in {"through", "to"}:
            return None
        first, last = days
        end = j + 1
        if self.low(end) in {"and", "or"} and self.low(end + 1) in {"thereafter", "later"}:
            last, end = None, end + 2
        value = (first, last, self.series)
        return merged("WITHIN", self.tokens[i:end], self.words, value), end

    def _is_of_series(self, name: str) -> bool:
        """Tell whether a declared date is one of the series, as `first Distribution Date` is."""
        first, _, rest = name.partition(" ")
        return first in ORDINALS and singular(rest) == self.series

    def _goes_on_in_time(self, i: int, begin: int) -> bool:
        """Tell whether `each quarter` is one of several, as in `each quarter ending after D`."""
        end = self.noun(begin, bare=True)
        noun_before = i > 0 and self.kind(i - 1) in {"TERM", "WORD", "GROUP", "CLASS"}
        return noun_before and end is not None and self.low(end) in {
            "ending", "ended", "beginning", "commencing", "occurring", "since", "elapsed",
        }  # fmt: skip

    def _is_another(self, begin: int, end: int) -> bool:
        """Tell whether `such date` may be another date, which the words name before it."""
        if self.low(begin) not in {"such", "that"} or self.low(end - 1) not in {"date", "day"}:
            return False
        for at in range(1, begin):
            kind, other = self.kind(at), self.low(at - 1) in _OTHER
            if kind == "DATE" or ((kind == "DTERM" or self.low(at) in {"date", "day"}) and other):
                return True
        return False

    def _is_asked(self, begin: int, end: int) -> bool:
        """Tell whether a noun phrase of time is the date or period asked about."""
        tokens = self.tokens[begin:end]
        first = tokens[0].lower
        if len(tokens) > 1 and first not in {
            "the",
            "such",
            "that",
            "any",
            "each",
            "every",
            "this",
            "a",
        }:
            return False
        rest = [t for t in tokens[len(tokens) > 1 :] if t.lower not in {"fiscal", "calendar"}]
        if (
            first in {"any", "each", "every", "a"}
            and len(rest) >= 3  # noqa: PLR2004 - such as `date of determination`
            and rest[-2].type == "OF"
            and rest[-1].lower in {"determination", "calculation", "measurement"}
        ):
            return True
        if len(rest) != 1:
            return False
        head = rest[0]
        if head.type == "DTERM":
            return singular(head.value) == self.series
        last = self.series.lower().rpartition(" ")[2]
        return head.lower == last and first in {"such", "that", "any", "each", "every", "this"}

    def _condition(self, i: int) -> tuple[Token, int] | None:
        start = i
        if self.low(i) in {"occurring", "that"} and self.low(i) != "that":
            i += 1
        relation, begin = self._relation(i)
        dates = self._first_dates(start)
        if dates is not None:
            return dates
        if (
            self.kind(i) == "IN"
            and self.kind(i + 1) == "MONTHYEAR"
            and self.low(i + 2) in {"or", "and"}
            and self.low(i + 3) in {"thereafter", "later"}
        ):
            value = When("on or after", (self.tokens[i + 1],))
            return merged("WHEN", self.tokens[start : i + 4], self.words, value), i + 4
        if relation is None:
            return None
        end = self.noun(begin)
        if end is None and self.kind(begin) in {"EARLIEROF", "LATEROF"}:
            return merged("RELATION", self.tokens[start:begin], self.words, relation), begin
        if end is None:
            return None
        said = self.tokens[begin:end]
        while said and said[0].type == "DET" and said[0].lower in {"the", "such", "that", "a"}:
            said = said[1:]
        value = When(relation, tuple(said))
        return merged("WHEN", self.tokens[start:end], self.words, value), end

    def period_ends(self, i: int) -> tuple[Token, int] | None:
        """Give `ending on or before the Step-Up Date`, behind the period asked about."""
        verb = self.low(i)
        if verb not in {"ending", "commencing", "beginning"}:
            return None
        relation, begin = self._relation(i + 1)
        end = self.noun(begin) if relation is not None else None
        if relation is None or end is None:
            return None
        value = (When(relation, self._date(begin, end)), verb)
        return merged("PERIODWHEN", self.tokens[i:end], self.words, value), end

    def _first_dates(self, i: int) -> tuple[Token, int] | None:
        """Give `for the first 36 Distribution Dates` and `for the 37th through 60th ...`."""
        begin = self._preposition(i)
        if begin is None:
            return None
        j = begin
        while self.kind(j) in {"DET", "OF"}:
            j += 1
        if self.low(j) == "next" and self.kind(j + 1) == "NUMBER":
            return self._next_dates(i, j)
        if self.kind(j) != "ORDINAL":
            return None
        first = last = self.tokens[j].value
        j += 1
        if self.kind(j) == "NUMBER" and first == 1:
            last = int(self.tokens[j].value)
            j += 1
        elif self.kind(j) == "THROUGH" or self.low(j) == "to":
            j += 1
            while self.kind(j) == "DET":
                j += 1
            if self.kind(j) != "ORDINAL":
                return None
            last = self.tokens[j].value
            j += 1
        else:
            return None
        if self.kind(j) != "DTERM" or singular(self.tokens[j].value) != self.series:
            return None
        value = (int(first), int(last), self.series)
        self.last_of_first = i, int(last)
        return merged("FIRSTDATES", self.tokens[i : j + 1], self.words, value), j + 1

    def _next_dates(self, i: int, j: int) -> tuple[Token, int] | None:
        """Give `for the next twelve Distribution Dates`, behind those that come before them."""
        before, last = self.last_of_first
        end = j + 2
        known = 0 <= before < i and self.kind(end) == "DTERM"
        if not known or singular(self.tokens[end].value) != self.series:
            return None
        many = int(self.tokens[j + 1].value)
        value = (last + 1, last + many, self.series)
        self.last_of_first = i, last + many
        return merged("FIRSTDATES", self.tokens[i : end + 1], self.words, value), end + 1
