"""Dates and periods as nouns, and the words that set one before or after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.formula.english.vocabulary import TIMES_HEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.formula.english.tokens import Token

DEEPEST: Final = 40
"""How many phrases about time may hold one another, as `the month of the period of ...`."""

_MODIFIERS: Final = frozenset(
    "last close opening business immediately preceding prior following next succeeding then "
    "current calendar consecutive most recently ended end beginning first same final initial "
    "interest record accrual fiscal full of other first-preceding twelve-month three-month "
    "one-month six-month accounting complete relevant previous".split()
)
NEAR: Final = frozenset({"immediately", "next"})
BESIDE: Final = frozenset({"preceding", "before", "following", "after", "succeeding"})
_LINKS: Final = frozenset(
    "preceding following succeeding ending ended beginning commencing occurring relating related "
    "during before after in of on for which falling".split()
)
_RELATIVE_ENDS: Final = frozenset(
    "occurs occur occurred falls ends ended relates begins commences".split()
)


class TimeNouns:
    """Finds where a noun phrase of time ends among tokens, and what relation one states.

    Attributes:
        tokens: The tokens.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._count = len(tokens)
        self._nouns: dict[tuple[int, bool], int | None] = {}
        self._deep = 0

    def low(self, i: int) -> str:
        """Give a token's text in small letters, or nothing past the end."""
        return self.tokens[i].lower if i < self._count else ""

    def kind(self, i: int) -> str:
        """Give a token's type, or nothing past the end."""
        return self.tokens[i].type if i < self._count else ""

    def noun(self, i: int, *, bare: bool = False) -> int | None:
        """Give the end of a noun phrase of time that begins at a token.

        Args:
            i: The token.
            bare: Whether a condition that follows, such as `on or after`, stays outside.
        """
        key = i, bare
        if key not in self._nouns:
            if self._deep == DEEPEST:
                return None
            self._deep += 1
            self._nouns[key] = self._noun(i, bare=bare)
            self._deep -= 1
        return self._nouns[key]

    def _noun(self, i: int, *, bare: bool) -> int | None:
        start = i
        while self._modifies(i):
            i += 1
        if not (
            self.kind(i) in {"DTERM", "DATE", "MONTHYEAR"}
            or (self.kind(i) == "WORD" and self.low(i) in TIMES_HEADS)
        ):
            return None
        if self.low(i) == "term" and i == start:
            return None
        if self.kind(i) == "MONTHYEAR" and self.kind(i + 1) == "DTERM":
            i += 1
        i += 1
        if (
            self.kind(i) == "OF"
            and self.low(i + 1) in {"determination", "calculation", "measurement"}
            and self.kind(i + 1) == "WORD"
        ):
            i += 2
        return self._tails(i, bare=bare)

    def _modifies(self, i: int) -> bool:
        kind, low = self.kind(i), self.low(i)
        if kind in {"DET", "ORDINAL", "THEN"} or (kind == "NUMBER"):
            return True
        if kind == "WORD" and low in TIMES_HEADS and self.low(i + 1) in TIMES_HEADS:
            return True
        if kind == "WORD" and low in _MODIFIERS and low not in TIMES_HEADS:
            return True
        if kind in {"OF", "ON"} and self.low(i - 1) in {
            "close",
            "end",
            "beginning",
            "business",
            "opening",
            "each",
            "any",
            "all",
        }:
            return True
        return kind == "TO" and self.low(i - 1) == "prior"

    def _tails(self, i: int, *, bare: bool) -> int:
        while True:
            after = self._tail(i, bare=bare)
            if after is None:
                return i
            i = after

    def _tail(self, i: int, *, bare: bool) -> int | None:
        low, kind = self.low(i), self.kind(i)
        if low in {"thereof", "then", "most"} and self.low(i + 1) in {
            "ended",
            "ending",
            "recently",
        }:
            j = i + 1
            while self.low(j) in {"recently", "ended", "ending"}:
                j += 1
            relation, begin = self._relation(j)
            if relation in {"before", "on or before"}:
                return self.noun(begin) or j
            return j
        if low in NEAR and (self.low(i + 1) in BESIDE or (self.low(i + 1) == "prior")):
            j = i + 2 + (self.low(i + 1) == "prior" and self.kind(i + 2) == "TO")
            return self.noun(j) or (j if self.low(i + 1) == "preceding" else None)
        if bare:
            open_ended = self.low(i + 2) in {"or", "and"} and (
                self.low(i + 3) in {"thereafter", "later"}
            )
            if kind == "OF" or (kind == "IN" and not open_ended):
                return self.noun(i + 1)
            return None
        if kind in {"IN", "TO", "DURING"} and self.low(i + 1) == "which":
            end = self.noun(i + 2)
            ends = end is not None and self.low(end) in _RELATIVE_ENDS
            return end + 1 if end is not None and ends else None
        return self._linked(i)

    def _linked(self, i: int) -> int | None:
        """Give the end of what a preposition or a participle adds to a noun of time."""
        low, kind = self.low(i), self.kind(i)
        near = low in {"preceding", "following", "succeeding", "before", "during"}
        if kind in {"OF", "IN", "ON", "FOR"} or near:
            return self.noun(i + 1)
        if low == "from" and self.low(i - 1) == "period":
            return self._until(i + 1)
        if low in {"relating", "related", "prior"} and self.kind(i + 1) == "TO":
            return self.noun(i + 2)
        if low in {"ending", "ended", "beginning", "commencing", "occurring", "falling"}:
            j = i + 1
            if self.kind(j) in {"ON", "IN", "WITH"} or (
                low in {"ending", "ended"}
                and self.kind(j) == "WORD"
                and self.low(j) == "immediately"
            ):
                j += 1
            both = self._and_ends(self.noun(j)) if low in {"beginning", "commencing"} else None
            if both is not None:
                return both
            relation, begin = self._relation(j)
            if relation and low not in {"occurring", "beginning", "commencing"}:
                return self.noun(begin)
            return self.noun(j) or (i + 1 if low in {"ended", "ending"} else None)
        return None

    def _and_ends(self, i: int | None) -> int | None:
        """Give the end of `and ending on B`, after `beginning on A`."""
        if i is None or self.kind(i) != "AND" or self.low(i + 1) not in {"ending", "ended"}:
            return None
        return self._linked(i + 1)

    def _until(self, i: int) -> int | None:
        """Give the end of `and including A to but excluding B`, which a period is from and to."""
        first = self.noun(self._with_the_day(i), bare=True)
        if first is None or (
            self.low(first) not in {"to", "through", "until"}
            and (self.kind(first) not in {"TOBUT", "THROUGH"})
        ):
            return None
        return self.noun(self._with_the_day(first + 1))

    def _with_the_day(self, i: int) -> int:
        """Give where a date begins after `and including`, `but excluding` and their like."""
        while self.low(i) in {"and", "but", "including", "excluding", "not", "(", ")"}:
            i += 1
        return i

    def _relation(self, i: int) -> tuple[str | None, int]:
        low, second, third = self.low(i), self.low(i + 1), self.low(i + 2)
        if low == "on" and second in {"or", "and"} and third in {"after", "following"}:
            return "on or after", i + 3
        if low == "on" and second == "or" and third == "before":
            return "on or before", i + 3
        if low == "on" and second == "or" and third == "prior":
            return "on or before", i + 4
        if low == "from" and second == "and" and third in {"after", "including"}:
            return "on or after", i + 3
        if low == "to" and second == "but" and third == "excluding":
            return "before", i + 3
        if low == "in" and second == "or" and third in {"before", "after"}:
            return ("on or before" if third == "before" else "on or after"), i + 3
        if low == "up" and second == "to" and third == "and" and self.low(i + 3) == "including":
            return "on or before", i + 4
        return self._one_side(i)

    def _from_before(self, i: int) -> bool:
        """Tell whether `to` ends what `from` begins, as in `from May 2008 to April 2009`."""
        return self.kind(i - 1) == "MONTHYEAR" and self.low(i - 2) == "from"

    def _one_side(self, i: int) -> tuple[str | None, int]:
        low, second, third = self.low(i), self.low(i + 1), self.low(i + 2)
        if low in {"beginning", "commencing"} and second in {"on", "with", "in"}:
            return "on or after", i + 2
        if low == "prior" and self.kind(i + 1) == "TO":
            return "before", i + 2
        if low in {"before", "until"}:
            return "before", i + 1
        if low == "from" and (
            self.kind(i + 1) in {"MONTHYEAR", "DATE"}
            or (second == "the" and self.kind(i + 2) == "DTERM" and self.kind(i + 3) == "IN")
        ):
            return "on or after", i + 1
        if low == "to" and self.kind(i + 1) == "MONTHYEAR" and self._from_before(i):
            return "on or before", i + 1
        if low in {"through", "through and including"} or (
            low == "to" and second == "and" and third == "including"
        ):
            return "on or before", i + (3 if low == "to" else 1)
        if low in {"after", "following"} and self.low(i + 1) != "giving":
            return "after", i + 1
        if low == "subsequent" and self.kind(i + 1) == "TO":
            return "after", i + 2
        return None, i
