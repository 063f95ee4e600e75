"""Runs of capitalised words: terms, Classes, groups of things."""

from __future__ import annotations

import re
from typing import Final

from hereof.calendar.month import MONTH_NAMES
from hereof.formula.english.cutter import Cutter
from hereof.formula.english.names import singular
from hereof.formula.english.tokens import UnreadableError
from hereof.formula.english.vocabulary import (
    ENTITIES,
    WORDS,
)

MONTH: Final = f"(?:{'|'.join(MONTH_NAMES)})"

_CLASS_NAME: Final = (
    r"(?:[IVX]{1,4}-)?(?:\d{0,2}[A-Z]{1,3}\d{0,3}|\d{1,2})"
    r"(?:-[A-Z0-9]{1,4}){0,3}[A-Z]?(?:\(\d{1,2}\))?"
)

_HOLDERS: Final = r"(?:\s+(?:Certificates?|Notes?|Bonds?|Interests?))?"

CAPITAL: Final = (
    r"[A-Z][A-Za-z0-9&]*(?:[-'’/&][A-Za-z0-9]+)*(?:\(\d{1,2}\))?(?:(?<=s)['’](?=\s+[A-Z]))?"
)

_SLASH: Final = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{3,}(/)[A-Z][A-Za-z]{3,}")

_CLASS_PHRASE: Final = re.compile(rf"Class(?:es)?\s+({_CLASS_NAME}){_HOLDERS}")

_BARE_CLASS: Final = re.compile(rf"({_CLASS_NAME}){_HOLDERS}")

_FUNCTION_WORDS: Final = frozenset(
    "the a an any each every such that this all those these for with as on in at of to and or if "
    "by from no provided notwithstanding plus minus less times but otherwise unless both".split()
)

_AND_WITHIN: Final = re.compile(
    r"(?:Accrued\s+and\s+Unpaid|Scheduled\s+and\s+Unscheduled|Billed\s+and\s+Unbilled"
    r"|Due\s+and\s+Payable|Earned\s+and\s+Unpaid)(?=\s+[A-Z])"
)
"""What a term begins with although it holds `and`."""


_OF_NAME: Final = re.compile(
    r"\s+of\s+(?=(?:Default|Termination|Credit|Bankruptcy|Insolvency|Dissolution|Control)\b)"
)
"""What goes on in names such as `Event of Default` and `Letter of Credit`."""

_NAMED_OF: Final = re.compile(r"(?:Events?|Letters?|Lines?|Changes?)$")


class Capitals(Cutter):
    """The part of the lexer that cuts capitalised words."""

    def _term_known(self) -> bool:
        found = self.known.match(self.words, self.at)
        if found is None:
            return False
        name, end = found
        following = self.words[end : end + 30]
        if re.match(r"[-A-Za-z0-9]|\s+[A-Z]", following) and not re.match(
            r"\s+(?:Certificates|Class)\b", following
        ):
            return False
        self._term(end, name)
        return True

    def _daysold(self, match: re.Match[str]) -> None:
        self._term(capital_run(self.words, match.end()), None)

    def _bare(self, match: re.Match[str]) -> None:
        self._capital(match)

    def _capital(self, match: re.Match[str]) -> None:
        words, at = self.words, self.at
        quoted = words[at] in '“"'
        if self.in_classes:
            bare = _BARE_CLASS.match(words, at)
            if bare and not re.match(r"\s+[A-Z]|[A-Za-z-]", words[bare.end() :]):
                self._add("CLASS", bare.end(), f"Class {bare[1]}")
                return
        text = match.group()
        low = text.lower()
        if not quoted and low in _FUNCTION_WORDS and self._sentence_start():
            self._add(WORDS.get(low, "WORD"), match.end())
            return
        if (
            self._sentence_start()
            and not quoted
            and not re.match(r"\s+[A-Z\d]", words[match.end() :])
            and self._is_plain_word(text)
        ):
            self._add(WORDS.get(low, "WORD"), match.end())
            return
        end = capital_run(words, at + quoted)
        slash = _SLASH.search(words, at, end)
        if slash:
            raise UnreadableError(
                "unreadable-character", "`/` between two names cannot be read here",
                *slash.span(1), "write `divided by`, or the name as defined",
            )  # fmt: skip
        self._term(end + (end < len(words) and words[end] in '”"' and quoted), None, quoted=quoted)

    def _is_plain_word(self, text: str) -> bool:
        return text.lower() in {
            "amount",
            "interest",
            "amounts",
            "payments",
            "dollars",
            "half",
            "expressed",
            "aggregate",
            "percentage",
            "rounded",
            "except",
        }

    def _term(self, end: int, name: str | None, *, quoted: bool = False) -> None:
        start = self.at + quoted
        text = name or " ".join(self.words[start : end - quoted].split())
        one = _CLASS_PHRASE.fullmatch(text)
        self.in_classes = False
        if one and text not in self.types:
            self.in_classes = True
            self._add("CLASS", end, f"Class {one[1]}")
            return
        if text in {"Class", "Classes"} and _BARE_CLASS.match(self.words[end:].lstrip()):
            self.in_classes = True
            self.at = end
            return
        self._add(self._term_kind(text), end, text)

    def _term_kind(self, text: str) -> str:
        dimension = self.types.get(text) or self.types.get(singular(text))
        if dimension is not None:
            return {"date": "DTERM", "truth": "TERM"}.get(dimension, "TERM")
        final = text.rpartition(" ")[2]
        if final in {"Funds", "Losses", "Interest", "Assets", "Interests"}:
            return "TERM"
        last = singular(final)
        if last in {"Date", "Day", "Period", "Month", "Year", "Quarter", "Anniversary"}:
            return "DTERM"
        words = text.split()
        if last in ENTITIES and not (len(words) > 1 and words[-1] == "Interest"):
            return "GROUP"
        if (
            re.fullmatch(r"(?:[IVX]+|\d+|[A-Z])", last)
            and len(words) > 1
            and singular(words[-2]) in ENTITIES
        ):
            return "GROUP"
        return "TERM"


def capital_run(words: str, at: int) -> int:
    """Give the end of a run of capitalised words and the numerals that belong to it."""
    end = _at_capital(words, at)
    while True:
        more = _GOES_ON.match(words, end)
        of = _OF_NAME.match(words, end) if more is None else None
        if of is not None and _NAMED_OF.search(words[at:end]):
            end = _at_capital(words, of.end())
            continue
        if more is None or (more[1] and more[1] in {"The", "For", "If", "In", "Any", "And"}):
            return end
        if more[1] and more[1] in {"Section", "Article", "Exhibit"}:
            return end
        end = more.end()
        if words[end - 1 : end + 1] in {"’s", "'s"}:
            return end


def _at_capital(words: str, at: int) -> int:
    within = _AND_WITHIN.match(words, at)
    if within:
        return within.end()
    match = _BEGINS.match(words, at)
    return match.end() if match else at + 1


_GOES_ON: Final = re.compile(
    rf"\s+(?!(?:{MONTH})\s+\d)(?:({CAPITAL})|(\d{{1,2}}(?:-[A-Z0-9]+)+|\d{{1,2}}[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*)|(\d{{1,2}})(?![\d%/]|[,.]\d|\s*%|\s+percent))"
)
_BEGINS: Final = re.compile(
    rf"{CAPITAL}|\d{{1,2}}(?:-[A-Z0-9]+)+|\d{{1,2}}[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*"
)
