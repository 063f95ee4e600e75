"""Words of a definition to tokens.

Capitals are the lexer: a run of capitalised words is a defined term, unless it is
a Class, a group of things, or the first word of a sentence.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from hereof.calendar.month import MONTH_NAMES
from hereof.formula.english.beginnings import ANY, beginnings
from hereof.formula.english.capitals import CAPITAL, MONTH, Capitals, capital_run
from hereof.formula.english.dayrules import day_rule
from hereof.formula.english.fillers import IF_ANY, STATED, is_spare, without_fillers
from hereof.formula.english.known import known_terms
from hereof.formula.english.months import month
from hereof.formula.english.numbers import NUMBERS_BEGIN, Numbers, ordinal_value
from hereof.formula.english.rounding import ROUNDED, rounding_of
from hereof.formula.english.tables import table
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.vocabulary import (
    ORDINALS,
    PHRASES,
    WORDS,
    pattern,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_MONTHS_OF: Final = re.compile(
    r"(?:one|two|three|four|five|six|nine|twelve|\d{1,2})\s+months?['’]\s+(?=[A-Z])"
)
"""What a term begins with that is an amount of several months."""


_WORD: Final = re.compile(r"[a-z][A-Za-z]*(?:[-'’/][A-Za-z]+)*")
"""What begins with a small letter is a word, and nothing else that `_RAW` has."""

_RAW: Final = re.compile(
    rf"""
      (?P<SPACE>\s+)
    | (?P<SECTION>(?:Sections?|Articles?|Exhibits?|Schedules?|Annex|Appendix)\s+
        (?:\d+(?:\.\d+)*|[IVXLC]+\b|[A-Z]\b)(?:[-.]\d+)*(?:\s?\([A-Za-z0-9]{{1,4}}\))*)
    | (?P<DAYSOLD>\d{{1,3}}\+?[ -]Days?\s+(?=[A-Z]))
    | (?P<DATE>{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)
    | (?P<MONTHYEAR>{MONTH}(?:\s+of|,)?\s+\d{{4}})
    | (?P<MONEY>\$\s?\d(?:,?\d)*(?:\.\d+)?(?:\s+(?:million|billion|thousand))?)
    | (?P<PERCENT>\d[\d,]*(?:\.\d+)?\s+(?:basis|percentage)\s+points?\b
        |\d{{1,3}}\s+\d{{1,2}}/\d{{1,2}}\s?(?:%|(?:percent|per\s+cent)\b)
        |\d+\.\d+\s+of\s+(?:1|one)(?:\s?%|\s+percent)
        |\d+/\d+\s+of\s+(?:1|one)(?:\s?%|\s+percent)
        |\d*[½¼¾⅓⅔⅛](?:\s?%|\s+percent\b|\s+of\s+(?:1|one)(?:\s?%|\s+percent\b))
        |\d(?:,?\d)*(?:\.\d+)?\s?(?:%|(?:percent|per\s+cent|percentum)\b))
    | (?P<PART>\d+/\d+(?:ths?|nds?|rds?)?\b|(?<!\d)[½¼¾⅓⅔⅛])
    | (?P<ORDINAL>\d+(?:st|nd|rd|th)\b)
    | (?P<TOONE>\d[\d,]*(?:\.\d+)?\s?(?:to|:)\s?1(?:\.0+)?(?![\d.]*\d))
    | (?P<BARE>\d{{1,2}}(?:-[A-Z0-9]+)+)
    | (?P<NUMBER>\d(?:,?\d)*(?:\.\d+)?(?![A-Za-z-]))
    | (?P<ENUM>(?<![A-Za-z])
        \(\s?(?:[ivxl]{{1,6}}|[a-z]{{1,2}}|[A-Z]{{1,2}}|[IVXL]{{1,5}}|\d{{1,2}})\s?\))
    | (?P<CAPITAL>[“"]?{CAPITAL}|\d{{1,2}}[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*)
    | (?P<PUNCT>[,;:().“”"'’\[\]—–-])
    """,
    re.VERBOSE,
)

_MINUS_SIGN: Final = re.compile(r"(?<![\w)])[—–-]\s?[$\d.]")

_PUNCT: Final = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "LP", ")": "RP", ".": "PERIOD", "[": "LP",
    "]": "RP", "—": "COLON", "–": "COLON",
}  # fmt: skip

_LABELS: Final = r"(?:\([a-zA-Z0-9]{1,4}\))+"

_CLAUSE: Final = re.compile(
    rf"""(?:(?:the|such|those)\s+)?
    (?:(?:aggregate|total|combined)\s+(?:of\s+(?:the\s+)?)?)?
    (?:(?:amount|percentage|fraction|product|sum|excess|figure|quotient|ratio|lesser|result|balance|rate|margin|price|share|value)s?\s+)?
    (?:(?:described|determined|calculated|set\s+forth|specified|referred\s+to|computed|obtained|stated|given)\s+
       (?:pursuant\s+to|by|in\s+accordance\s+with|in|under)\s+|in\s+|under\s+|pursuant\s+to\s+|of\s+)?
    (?:sub)?(?:clause|item|subsection|paragraph)s?\s+
    (?P<labels>{_LABELS}(?:(?:\s+and|,|,\s+and|\s+through)\s+(?:(?:sub)?clause\s+)?{_LABELS})*)
    (?:\s+(?:above|below|hereof|of\s+this\s+definition|of\s+this\s+sentence))?""",
    re.VERBOSE,
)

_CLAUSE_OF_SECTION: Final = re.compile(
    rf"(?:sub)?(?:clause|item|paragraph)s?\s+{_LABELS}"
    rf"(?:(?:\s+and|,|,\s+and|\s+through)\s+(?:(?:sub)?clause\s+)?{_LABELS})*"
    r"\s+of\s+(?:(?:Section|Article)\s+\d+(?:\.\d+)*(?:\([A-Za-z0-9]{1,4}\))*"
    rf"|the\s+definition\s+of\s+(?:the\s+term\s+)?[“\"]?{CAPITAL}(?:\s+{CAPITAL})*[”\"]?)"
)

_WHICH_SHALL: Final = re.compile(r"which\s+(?:shall|will|may)\b")
_CLAUSE_THEREOF: Final = re.compile(rf"(?:clause|item|paragraph)\s+{_LABELS}\s+thereof\b")
"""A clause of the definition of another term, which the words name before it."""
_OF_DEFINITION: Final = re.compile(r"\)\s+of\s+the\s+definition\s+of\b")

_ENDLESS: Final = re.compile(r"(?:\d[,.]?){41,}")

_OPENING: Final = 16
"""Within how many tokens an opening says for what a definition is."""
_LONGEST: Final = 400
"""No phrase has more characters, white space between its words included."""


_ASIDE: Final = re.compile(r"if\s+any|(?:expressed|stated)\s+as")
"""What every `if any` holds, and every aside that says how a figure is stated."""

_SOME_CLAUSE: Final = re.compile(r"(?:clause|item|section|paragraph)s?\s+\(")
"""What every clause holds that is named by its enumerator."""


@cache
def phrases(begin: str) -> re.Pattern[str] | None:
    """Give the pattern of all phrases that can begin with two characters.

    An empty group behind each phrase tells which it is. A group around it would keep `re` from
    seeing at the first letter that a phrase is not there.
    """
    either = {begin, begin[:1] + ANY}
    several = [
        f"{pattern(plain)}(?P<p{n}>)"
        for n, (told, (_, plain)) in enumerate(zip(_beginnings(), PHRASES, strict=True))
        if told is None or not told.isdisjoint(either)
    ]
    return re.compile("|".join(several)) if several else None


@cache
def _beginnings() -> tuple[frozenset[str] | None, ...]:
    return tuple(beginnings(plain) for _, plain in PHRASES)


class Lexer(Numbers, Capitals):
    """Cuts words into tokens.

    Attributes:
        words: The words of the definition.
        terms: Names that are terms although they hold small words, such as
            `Date of Determination`.
        types: The dimension of terms, where declared.
    """

    def __init__(self, words: str, terms: Iterable[str], types: Mapping[str, str]) -> None:
        self.words = without_fillers(words)
        self.types = types
        self.known = known_terms(frozenset(terms) | frozenset(types))
        self.tokens: list[Token] = []
        self.at = 0
        self.in_classes = False
        self.names_clauses = bool(_SOME_CLAUSE.search(self.words))
        self.names_months = "month" in self.words
        self.has_tables = ":" in self.words
        self.says_aside = bool(_ASIDE.search(self.words))
        self.rounds = "rounded" in self.words
        self.names_days = "day" in self.words or "Day" in self.words

    def tokenise(self) -> list[Token]:
        """Give the tokens.

        Raises:
            UnreadableError: A character that no word of a definition holds, or a number that
                no agreement does.
        """
        endless = _ENDLESS.search(self.words)
        if endless:
            raise UnreadableError(
                "number-too-long",
                "a number has more digits than any amount of an agreement",
                *endless.span(), "look whether a key was held down",
            )  # fmt: skip
        words, end = self.words, len(self.words)
        while self.at < end:
            if words[self.at].isspace():
                self.at += 1
            else:
                self._next()
        return self.tokens

    def _next(self) -> None:
        words, at = self.words, self.at
        char = words[at]
        if (
            (self.has_tables and char in "tTaA" and self._table())
            or (self.says_aside and char in ",(i" and (self._if_any() or self._stated()))
            or (self.names_clauses and self._clause())
            or (self.names_days and self._day_rule())
            or (self.rounds and char in "(r" and self._rounding())
            or self._term_known()
            or (self.names_months and self._months_of())
            or (words[at : at + 3].lower() in NUMBERS_BEGIN and self._number_said())
            or self._phrase()
        ):
            return
        word = _WORD.match(words, at)
        if word is not None:
            self._word(word)
            return
        match = _RAW.match(words, at)
        if match is None:
            raise UnreadableError(
                "unreadable-character", f"`{words[at]}` cannot be read here", at, at + 1,
                "write the words as in the document, without symbols of arithmetic",
            )  # fmt: skip
        kind = match.lastgroup or ""
        getattr(self, f"_{kind.lower()}")(match)

    def _table(self) -> bool:
        found = table(self.words, self.at)
        if found is None:
            return False
        self._add("TABLE", found[0], found[1])
        return True

    def _months_of(self) -> bool:
        found = _MONTHS_OF.match(self.words, self.at)
        if found is None:
            return False
        self._term(capital_run(self.words, found.end()), None)
        return True

    def _if_any(self) -> bool:
        match = IF_ANY.match(self.words, self.at)
        if match is None:
            return False
        opened, closed = (match["open"] or "").strip(), (match["close"] or "").strip()
        if opened == "(" and closed != ")":
            return False
        end = match.end()
        if closed and opened != closed and (opened, closed) != ("(", ")"):
            end = match.start("close")
        if (opened, closed) == (",", ",") and not is_spare(self.words, end):
            end = match.start("close")
        self._add("IFANY", end)
        return True

    def _stated(self) -> bool:
        match = STATED.match(self.words, self.at)
        if match is None:
            return False
        self._add("STATED", match.end())
        return True

    def _clause(self) -> bool:
        section = _CLAUSE_OF_SECTION.match(self.words, self.at)
        if section is None and len(_OF_DEFINITION.findall(self.words, 0, self.at)) == 1:
            section = _CLAUSE_THEREOF.match(self.words, self.at)
        if section:
            self._add("SECTION", section.end())
            return True
        match = _CLAUSE.match(self.words, self.at)
        if match is None or re.match(r"(?i)section", self.words[max(0, self.at - 8) : self.at]):
            return False
        groups = re.findall(
            r"(through\s+(?:clause\s+)?)?((?:\([a-zA-Z0-9]{1,4}\))+)", match["labels"]
        )
        elsewhere = re.match(
            r"\s+(?:of\s+(?:the\s+definition|Section|Article)|thereof\b)", self.words[match.end() :]
        )
        if elsewhere or any(word for word, _ in groups):
            return False
        self._add(
            "CLAUSEREF",
            match.end(),
            tuple(tuple(re.findall(r"\(([^)]+)\)", one)) for _, one in groups),
        )
        return True

    def _day_rule(self) -> bool:
        last = self.tokens[-1].type if self.tokens else "PERIOD"
        if last not in {
            "PERIOD",
            "COLON",
            "ENUM",
            "EQUALS",
            "COMMA",
            "EARLIEROF",
            "LATEROF",
            "AND",
            "DAYSFROM",
            "TOBUT",
            "NOLATER",
            "NOEARLIER",
        }:
            return False
        found = day_rule(self.words, self.at, start_of_sentence=self._sentence_start())
        if found is None or re.match(r"\w", self.words[found[0] :]):
            return False
        self._add("DAYRULE", found[0], found[1])
        return True

    def _rounding(self) -> bool:
        match = ROUNDED.match(self.words, self.at)
        if match is None:
            return False
        self._add("ROUNDED", match.end(), rounding_of(match))
        return True

    def _phrase_here(self, *, begins: bool) -> tuple[str, str, int] | None:
        """Give the kind of the phrase that begins here, its words, and its end."""
        words, at = self.words, self.at
        char = words[at].lower() if begins else words[at]
        second = words[at + 1 : at + 2]
        possible = phrases(char[0] + (second if "a" <= second <= "z" else ""))
        if possible is None:
            return None
        if begins:
            match, shift = possible.match(char + words[at + 1 : at + _LONGEST]), at
        else:
            match, shift = possible.match(words, at), 0
        if match is None:
            return None
        kind = PHRASES[int((match.lastgroup or "p0")[1:])][0]
        return kind, match.group(), shift + match.end()

    def _phrase(self) -> bool:
        begins = self.words[self.at].isupper() and self._sentence_start()
        found = self._phrase_here(begins=begins)
        if found is None:
            return False
        kind, text, end = found
        if (
            kind == "ORBEYOND"
            and text.split() == ["or", "more"]
            and not self._kind_fits(kind, text)
        ):
            kind = "WORD"  # `60 days or more`
        if not self._kind_fits(kind, text):
            return False
        article = text.startswith(("the", "an", "such"))
        if begins and kind == "AGG" and not article and re.match(r"\s+[A-Z]", self.words[end:]):
            return False
        value: object = None
        if kind in {"COMPARE", "BARECOMPARE"}:
            value = relation(text)
            if value == "equal to" and "equal" in text and not self._in_test():
                kind = "ISEQUAL"
            last = [t.type for t in self.tokens[-2:]]
            if kind == "BARECOMPARE" and (last[-1:] == ["LP"] or last == ["AMTWORD", "COMMA"]):
                kind = {"at least": "NOTLESS", "at most": "NOTMORE"}.get(value, kind)
        if kind == "IF" and text.endswith("where") and self._last() == "COMMA":
            kind = "WHERE"  # it says what a word before it means
        if text == "exceed" and not any(t.type == "NOEVENT" for t in self.tokens):
            kind = "EXCEEDS"
        self._add(kind, end, value)
        return True

    def _kind_fits(self, kind: str, text: str) -> bool:
        """Tell whether words that could be others stand where they are what they seem."""
        if _WHICH_SHALL.match(text) and self._last() != "LP":
            return False  # of what it is said is open, unless brackets say so
        if kind == "CLOSEOF":
            return self._sentence_start()
        if kind in {"PARTOVER", "PARTUNDER"}:
            return self._portion_open()
        if kind == "ORBEYOND":
            return self._last() in {"PERCENT", "NUMBER", "MONEY"}
        if kind not in {"ANYDATE", "EQUALS"}:
            return True
        kinds = [t.type for t in self.tokens]
        if kind == "ANYDATE":
            return kinds[-1:] == ["AND"] and "EQUALS" in kinds and len(kinds) < _OPENING
        return not text.startswith(("refers", "shall refer")) or "EQUALS" not in kinds

    def _portion_open(self) -> bool:
        """Tell whether `that portion of` waits for what it exceeds, or does not exceed."""
        kinds = [t.type for t in self.tokens]
        parts = kinds.count("PARTOVER") + kinds.count("PARTUNDER")
        return kinds.count("PORTIONOF") > parts

    def _in_test(self) -> bool:
        """Tell whether a condition has begun, so that `is equal to` compares."""
        return any(t.type in {"IF", "UNLESS", "ONWHICH"} for t in self.tokens)

    def _space(self, match: re.Match[str]) -> None:
        self.at = match.end()

    def _section(self, match: re.Match[str]) -> None:
        self._add("SECTION", match.end())

    def _date(self, match: re.Match[str]) -> None:
        day = _day(match.group())
        if day is None:
            raise UnreadableError(
                "no-such-date", f"there is no {match.group()}", *match.span(),
                "look whether the date is misprinted",
            )  # fmt: skip
        self._add("DATE", match.end(), day)

    def _monthyear(self, match: re.Match[str]) -> None:
        name, *_, year = re.split(r"[\s,]+", match.group())
        self._add("MONTHYEAR", match.end(), month(f"{name} {year}", *match.span()))

    def _enum(self, match: re.Match[str]) -> None:
        self.in_classes = False
        self._add("ENUM", match.end(), match.group()[1:-1].strip())

    def _punct(self, match: re.Match[str]) -> None:
        if _MINUS_SIGN.match(self.words, match.start()):
            raise UnreadableError(
                "unreadable-character", f"`{match.group()}` before a number cannot be read",
                *match.span(), "write the words as in the document, such as `zero minus`",
            )  # fmt: skip
        kind = _PUNCT.get(match.group())
        if kind is None:
            self.at = match.end()
            return
        self.in_classes = self.in_classes and kind == "COMMA"
        self._add(kind, match.end())

    def _word(self, match: re.Match[str]) -> None:
        text = match.group()
        if text in ORDINALS or ordinal_value(text):
            self._add("ORDINAL", match.end(), ORDINALS.get(text) or ordinal_value(text))
            return
        self.in_classes = self.in_classes and text in {"and", "or", "through", "to"}
        self._add(WORDS.get(text, "WORD"), match.end())


def _day(text: str) -> date | None:
    parts = re.findall(r"[A-Za-z]+|\d+", text)
    try:
        if len(parts) == 3 and parts[0].isdigit() and len(parts[0]) == 4:  # noqa: PLR2004
            return date(*map(int, parts))
        month = next(p for p in parts if p.isalpha())
        day, year = (int(p) for p in parts if p.isdigit())
        return date(year, MONTH_NAMES.index(month) + 1, day)
    except ValueError:
        return None


def relation(text: str) -> str:
    """Give the relation of the notation that a comparison in words states."""
    low = " ".join(text.lower().split())
    negative = " not " in f" {low} " or " no " in f" {low} "
    if "equal" in low and ("greater" in low or "exceed" in low or "at least" in low):
        return "at least"
    if "equal" in low and "less" in low:
        return "at most"
    if "at least" in low:
        return "at least"
    if "at most" in low:
        return "at most"
    greater = any(word in low for word in ("greater", "more", "exceed", "in excess", "higher"))
    if greater:
        return "at most" if negative else "more than"
    if any(word in low for word in ("less", "lower", "below")):
        return "at least" if negative else "less than"
    return "equal to"
