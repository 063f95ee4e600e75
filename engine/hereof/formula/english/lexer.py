"""Words of a definition to tokens.

Capitals are the lexer: a run of capitalised words is a defined term, unless it is
a Class, a group of things, or the first word of a sentence.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from hereof.calendar.month import MONTH_NAMES
from hereof.formula.english.dayrules import day_rule
from hereof.formula.english.months import month
from hereof.formula.english.names import singular
from hereof.formula.english.rounding import ROUNDED, rounding_of
from hereof.formula.english.tables import table
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.vocabulary import (
    ENTITIES,
    ORDINALS,
    PARTS,
    PHRASES,
    SMALL_NUMBERS,
    WORDS,
    pattern,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MONTH: Final = f"(?:{'|'.join(MONTH_NAMES)})"
_CLASS_NAME: Final = (
    r"(?:[IVX]{1,4}-)?(?:\d{0,2}[A-Z]{1,3}\d{0,3}|\d{1,2})"
    r"(?:-[A-Z0-9]{1,4}){0,3}[A-Z]?(?:\(\d{1,2}\))?"
)
_HOLDERS: Final = r"(?:\s+(?:Certificates?|Notes?|Bonds?|Interests?))?"
_CAPITAL: Final = (
    r"[A-Z][A-Za-z0-9&]*(?:[-'’/&][A-Za-z0-9]+)*(?:\(\d{1,2}\))?(?:(?<=s)['’](?=\s+[A-Z]))?"
)

_RAW: Final = re.compile(
    rf"""
      (?P<SPACE>\s+)
    | (?P<SECTION>(?:Sections?|Articles?|Exhibits?|Schedules?|Annex|Appendix)\s+
        (?:\d+(?:\.\d+)*|[IVXLC]+\b|[A-Z]\b)(?:[-.]\d+)*(?:\s?\([A-Za-z0-9]{{1,4}}\))*)
    | (?P<DAYSOLD>\d{{1,3}}\+?[ -]Days?\s+(?=[A-Z]))
    | (?P<DATE>{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)
    | (?P<MONTHYEAR>{_MONTH}(?:\s+of|,)?\s+\d{{4}})
    | (?P<MONEY>\$\s?\d(?:,?\d)*(?:\.\d+)?(?:\s+(?:million|billion|thousand))?)
    | (?P<PERCENT>\d[\d,]*(?:\.\d+)?\s+(?:basis|percentage)\s+points?\b|\d+\.\d+\s+of\s+(?:1|one)(?:\s?%|\s+percent)
        |\d+/\d+\s+of\s+(?:1|one)(?:\s?%|\s+percent)
        |\d*[½¼¾⅓⅔⅛](?:\s?%|\s+percent\b|\s+of\s+(?:1|one)(?:\s?%|\s+percent\b))
        |\d(?:,?\d)*(?:\.\d+)?\s?(?:%|(?:percent|per\s+cent|percentum)\b))
    | (?P<PART>\d+/\d+(?:ths?|nds?|rds?)?\b|(?<!\d)[½¼¾⅓⅔⅛])
    | (?P<ORDINAL>\d+(?:st|nd|rd|th)\b)
    | (?P<TOONE>\d[\d,]*(?:\.\d+)?\s?(?:to|:)\s?1(?:\.0+)?(?![\d.]*\d))
    | (?P<BARE>\d{{1,2}}(?:-[A-Z0-9]+)+)
    | (?P<NUMBER>\d(?:,?\d)*(?:\.\d+)?(?![A-Za-z-]))
    | (?P<ENUM>(?<![A-Za-z])\(\s?(?:[ivxl]{{1,6}}|[a-z]{{1,2}}|[A-Z]{{1,2}}|[IVXL]{{1,5}}|\d{{1,2}})\s?\))
    | (?P<CAPITAL>[“"]?{_CAPITAL}|\d{{1,2}}[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*)
    | (?P<WORD>[a-z][A-Za-z]*(?:[-'’/][A-Za-z]+)*)
    | (?P<PUNCT>[,;:().“”"'’\[\]—–-])
    """,
    re.VERBOSE,
)
_SLASH: Final = re.compile(r"[A-Z][A-Za-z]{3,}(/)[A-Z][A-Za-z]{3,}")
VULGAR: Final = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3), "⅛": Fraction(1, 8),
}  # fmt: skip
_VULGAR: Final = re.compile(f"[{''.join(VULGAR)}]")
_OF_NAME: Final = re.compile(
    r"\s+of\s+(?=(?:Default|Termination|Credit|Bankruptcy|Funds|Insolvency|Dissolution|Control)\b)"
)
"""What goes on in names such as `Event of Default` and `Letter of Credit`."""
_NAMED_OF: Final = re.compile(r"(?:Events?|Letters?|Lines?|Costs?|Changes?)$")
_MINUS_SIGN: Final = re.compile(r"(?<![\w)])[—–-]\s?[$\d.]")
_ODD_COMMAS: Final = re.compile(r"\d,(?!\d{3}(?!\d))(?=\d)")
_PUNCT: Final = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "LP", ")": "RP", ".": "PERIOD", "[": "LP",
    "]": "RP", "—": "COLON", "–": "COLON",
}  # fmt: skip

_FILLERS: Final = re.compile(
    r"""(?P<open>,\s*|\(\s*)?
    (?:without\s+(?:any\s+)?(?:duplication|double\s+counting)|(?:such\s+fraction\s+|which\s+is\s+)?(?:expressed|stated)\s+as\s+a\s+(?:percentage|decimal|fraction)(?!\s+of\b)
    |as\s+applicable|as\s+the\s+case\s+may\s+be|in\s+the\s+aggregate|if\s+applicable
    |for\s+(?:the\s+)?purposes?\s+of\s+this\s+definition|without\s+regard\s+to\s+duplication|calculated\s+without\s+duplication|inclusive|for\s+the\s+avoidance\s+of\s+doubt)
    (?P<close>\s*\)|\s*,)?""",
    re.VERBOSE,
)
_IF_ANY: Final = re.compile(r"(?P<open>,\s*|\(\s*)?if\s+any\b(?P<close>\s*\)|\s*,)?")


_STATED: Final = re.compile(
    r""",\s*(?:such\s+fraction\s+|which\s+is\s+)?(?:expressed|stated)\s+as\s+a\s+(?:percentage|decimal|fraction)
    ,?(?=\s+(?:plus|minus|less|multiplied|times|divided)\b)""",
    re.VERBOSE,
)
"""What closes a ratio before an operator, as in `A divided by B, expressed as a percentage, minus C`."""


def without_fillers(words: str) -> str:
    """Give words with spaces in the place of those that change nothing, such as `as applicable`."""
    parts: list[str] = []
    at = 0
    for match in _FILLERS.finditer(words):
        opened, closed = (match["open"] or "").strip(), (match["close"] or "").strip()
        start, end = match.span()
        if opened == "," and _STATED.match(words, start):
            continue
        if opened == "(" and closed != ")":
            continue
        if closed and opened != closed and (opened, closed) != ("(", ")"):
            end = match.start("close")
        if (opened, closed) == (",", ",") and not _is_spare(words, end):
            end = match.start("close")
        parts += [words[at:start], " " * (end - start)]
        at = end
    return "".join((*parts, words[at:]))


def _is_spare(words: str, end: int) -> bool:
    """Tell whether the second of a pair of commas only closes what the first opens."""
    rest = words[end:].lstrip()
    return not re.match(r"(?:and|or|minus|plus|less|multiplied|divided)\b", rest)


_LABELS: Final = r"(?:\([a-zA-Z0-9]{1,4}\))+"
_CLAUSE: Final = re.compile(
    rf"""(?:(?:the|such|those)\s+)?
    (?:(?:aggregate|total|combined)\s+(?:of\s+(?:the\s+)?)?)?
    (?:(?:amount|percentage|fraction|product|sum|excess|figure|quotient|ratio|lesser|result|balance)s?\s+)?
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
    rf"|the\s+definition\s+of\s+(?:the\s+term\s+)?[“\"]?{_CAPITAL}(?:\s+{_CAPITAL})*[”\"]?)"
)
_OF_ONE_PERCENT: Final = re.compile(r"\s+of\s+(?:(?:one|1)\s+per\s?cent\b|1\s?%)")
_ORDINAL_WORDS: Final = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
)
_CLASS_PHRASE: Final = re.compile(rf"Class(?:es)?\s+({_CLASS_NAME}){_HOLDERS}")
_BARE_CLASS: Final = re.compile(rf"({_CLASS_NAME}){_HOLDERS}")
_UNIT: Final = re.compile(
    r"\s+(percent|per\s+cent|percentum)\b"
    r"|(-)?\s*(half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|ninths?|tenths?|twelfths?)\b"
)
_HALF: Final = re.compile(r"[Hh]alf(?=\s+(?:of|the)\b)")
_PLAIN_UNIT: Final = re.compile(r"\s+(?:(dollars?)|(basis|percentage)\s+points?)\b")
_PERCENT: Final = re.compile(r"\s+(?:percent|per\s+cent)\b")
_ENDLESS: Final = re.compile(r"(?:\d[,.]?){41,}")
_LONGEST: Final = 400
"""No phrase has more characters, white space between its words included."""
_RESTATED: Final = re.compile(r"\s*\(\s*(\$?[\d,]+(?:\.\d+)?\s?%?|\d+/\d+)\s*\)")
_FUNCTION_WORDS: Final = frozenset(
    "the a an any each every such that this all those these for with as on in at of to and or if "
    "by from no provided notwithstanding plus minus less times but otherwise unless both".split()
)


@cache
def _phrases() -> re.Pattern[str]:
    """Give the pattern of all phrases, each a group of its own."""
    return re.compile("|".join(f"(?P<p{n}>{pattern(p)})" for n, (_, p) in enumerate(PHRASES)))


class Lexer:
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
        self.known = _known(frozenset(terms) | frozenset(types))
        self.tokens: list[Token] = []
        self.at = 0
        self.in_classes = False

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
        while self.at < len(self.words):
            self._next()
        return self.tokens

    def _add(self, kind: str, end: int, value: object = None) -> None:
        text = " ".join(self.words[self.at : end].split())
        self.tokens.append(Token(kind, text, self.at, end, value))
        self.at = end

    def _sentence_start(self) -> bool:
        last = self.tokens[-1].type if self.tokens else "PERIOD"
        return last in {"PERIOD", "COLON", "SEMI", "ENUM", "EQUALS"}

    def _next(self) -> None:
        words, at = self.words, self.at
        if words[at].isspace():
            self.at += 1
            return
        if (
            self._table()
            or self._if_any()
            or self._stated()
            or self._clause()
            or self._day_rule()
            or self._rounding()
            or self._term_known()
            or self._ordinal_words()
            or self._half()
            or self._number_words()
            or self._phrase()
        ):
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
        found = table(self.words, self.at) if self.words[self.at] in "tTaA" else None
        if found is None:
            return False
        self._add("TABLE", found[0], found[1])
        return True

    def _ordinal_words(self) -> bool:
        match = _ORDINAL_WORDS.match(self.words, self.at)
        if match is None:
            return False
        self._add("ORDINAL", match.end(), _ordinal_value(match.group()))
        return True

    def _if_any(self) -> bool:
        match = _IF_ANY.match(self.words, self.at)
        if match is None:
            return False
        opened, closed = (match["open"] or "").strip(), (match["close"] or "").strip()
        if opened == "(" and closed != ")":
            return False
        end = match.end()
        if closed and opened != closed and (opened, closed) != ("(", ")"):
            end = match.start("close")
        if (opened, closed) == (",", ",") and not _is_spare(self.words, end):
            end = match.start("close")
        self._add("IFANY", end)
        return True

    def _stated(self) -> bool:
        match = _STATED.match(self.words, self.at)
        if match is None:
            return False
        self._add("STATED", match.end())
        return True

    def _clause(self) -> bool:
        section = _CLAUSE_OF_SECTION.match(self.words, self.at)
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
            r"\s+of\s+(?:the\s+definition|Section|Article)", self.words[match.end() :]
        )
        if elsewhere or any(word for word, _ in groups):
            return False
        self._add(
            "CLAUSEREF",
            match.end(),
            tuple(tuple(re.findall(r"\(([^)]+)\)", one)) for _, one in groups),
        )
        return True

    def _term_known(self) -> bool:
        if self.known is None:
            return False
        match = self.known.match(self.words, self.at)
        if match is None:
            return False
        following = self.words[match.end() : match.end() + 30]
        if re.match(r"[-A-Za-z0-9]|\s+[A-Z]", following) and not re.match(
            r"\s+(?:Certificates|Class)\b", following
        ):
            return False
        self._term(match.end(), " ".join(match[1].split()))
        return True

    def _number_words(self) -> bool:
        match = _NUMBER_WORDS.match(self.words, self.at)
        if match is None:
            return False
        if match.group()[0].isupper() and not self._sentence_start():
            return False
        runs_on = re.match(r"-[A-Z]|\s+[A-Z][a-z]+\s+[A-Z]", self.words[match.end() :])
        if runs_on and match.group()[0].isupper():
            return False
        number = number_in_words(match.group().lower())
        if number is None:
            raise UnreadableError(
                "unreadable-number", f"`{match.group()}` is not one number", *match.span(),
                "write the number as one, or what is done with several",
            )  # fmt: skip
        kind, value, end = self._restated(*self._unit(number, match.end()))
        if kind == "PERCENT":
            end = self._per_annum(end)
        self._add(kind, end, value)
        return True

    def _half(self) -> bool:
        match = _HALF.match(self.words, self.at)
        if match is None or (match.group()[0].isupper() and not self._sentence_start()):
            return False
        self._add("PART", match.end(), Fraction(1, 2))
        return True

    def _unit(self, value: Fraction, end: int) -> tuple[str, Fraction, int]:
        """Give a number in words with the percent, or the part, that follows it."""
        unit = _UNIT.match(self.words, end)
        mixed = _AND_A_PART.match(self.words, end)
        if mixed and not unit:
            value, end = value + Fraction(SMALL_NUMBERS[mixed[1]], PARTS[mixed[2]]), mixed.end()
            unit = _PERCENT_WORD.match(self.words, end)
            return ("PERCENT", value / 100, unit.end()) if unit else ("NUMBER", value, end)
        if unit and unit[1]:
            return "PERCENT", value / 100, unit.end()
        plain = _PLAIN_UNIT.match(self.words, end)
        if plain and plain[1]:
            return "MONEY", value, plain.end()
        if plain:
            return "PERCENT", value / (10_000 if plain[2] == "basis" else 100), plain.end()
        if unit and not self.words[end : unit.start(3)].strip(" -\n"):
            value, end = value / PARTS[unit[3]], unit.end()
            whole = _OF_ONE_PERCENT.match(self.words, end)
            return ("PERCENT", value / 100, whole.end()) if whole else ("PART", value, end)
        return "NUMBER", value, end

    def _restated(self, kind: str, value: Fraction, end: int) -> tuple[str, Fraction, int]:
        """Give a number in words with the figures in brackets that say it again.

        Raises:
            UnreadableError: They do not say the same.
        """
        restated = _RESTATED.match(self.words, end)
        said = _figure(restated[1]) if restated else None
        if restated is None or said is None:
            return kind, value, end
        if said != value:
            raise UnreadableError(
                "figures-differ",
                f"`{self.words[self.at : end]}` and `{restated[1]}` are not the same number",
                self.at, restated.end(), "ask which of them was agreed",
            )  # fmt: skip
        tail = _PERCENT.match(self.words, restated.end())
        if kind == "NUMBER" and tail:
            return "PERCENT", value / 100, tail.end()
        return kind, value, restated.end()

    def _per_annum(self, end: int) -> int:
        match = re.compile(r"\s+per\s+(?:annum|year)\b").match(self.words, end)
        return match.end() if match else end

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

    def _phrase(self) -> bool:
        words, at = self.words, self.at
        begins = words[at].isupper() and self._sentence_start()
        if begins:
            match = _phrases().match(words[at].lower() + words[at + 1 : at + _LONGEST])
            shift = at
        else:
            match, shift = _phrases().match(words, at), 0
        if match is None:
            return False
        kind = PHRASES[int((match.lastgroup or "p0")[1:])][0]
        if kind == "CLOSEOF" and not self._sentence_start():
            return False
        article = match.group().startswith(("the", "an", "such"))
        if (
            begins
            and kind == "AGG"
            and not article
            and re.match(r"\s+[A-Z]", words[shift + match.end() :])
        ):
            return False
        end = shift + match.end()
        value: object = None
        if kind in {"COMPARE", "BARECOMPARE"}:
            value = relation(match.group())
            if value == "equal to" and "equal" in match.group() and not self._in_test():
                kind = "ISEQUAL"
            last = [t.type for t in self.tokens[-2:]]
            if kind == "BARECOMPARE" and (last[-1:] == ["LP"] or last == ["AMTWORD", "COMMA"]):
                kind = {"at least": "NOTLESS", "at most": "NOTMORE"}.get(value, kind)
        if kind == "IF" and match.group().endswith("where") and self._last() == "COMMA":
            kind = "WHERE"  # it says what a word before it means
        if match.group() == "exceed" and not any(t.type == "NOEVENT" for t in self.tokens):
            kind = "EXCEEDS"
        self._add(kind, end, value)
        return True

    def _last(self) -> str:
        return self.tokens[-1].type if self.tokens else ""

    def _in_test(self) -> bool:
        """Tell whether a condition has begun, so that `is equal to` compares."""
        return any(t.type in {"IF", "UNLESS", "ONWHICH"} for t in self.tokens)

    # ---- raw tokens

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

    def _figure_read(self, match: re.Match[str]) -> None:
        odd = _ODD_COMMAS.search(match.group())
        if odd:
            raise UnreadableError(
                "unreadable-number", f"the commas of `{match.group()}` part no thousands",
                *match.span(), "look whether a digit is missing in the document",
            )  # fmt: skip

    def _money(self, match: re.Match[str]) -> None:
        self._figure_read(match)
        self._add("MONEY", match.end(), _figure(match.group()))

    def _percent(self, match: re.Match[str]) -> None:
        self._figure_read(match)
        text = match.group()
        sign = _VULGAR.search(text)
        if sign:
            value = Fraction(text[: sign.start()] or 0) + VULGAR[sign[0]]
            self._add("PERCENT", self._per_annum(match.end()), value / 100)
            return
        if text.split()[-1].startswith("point"):
            scale = 10_000 if "basis" in text else 100
            value = Fraction(re.sub(r"[^\d.]", "", text)) / scale
        elif " of " in " ".join(text.split()):
            value = Fraction(text.split()[0]) / 100
        else:
            value = Fraction(re.sub(r"[^\d.]", "", text)) / 100
        self._add("PERCENT", self._per_annum(match.end()), value)

    def _part(self, match: re.Match[str]) -> None:
        if match.group() in VULGAR:
            self._add("PART", match.end(), VULGAR[match.group()])
            return
        top, bottom = re.findall(r"\d+", match.group())
        if int(bottom) == 0:
            raise UnreadableError(
                "unreadable-number", f"`{match.group()}` divides by zero", *match.span(),
                "look whether the fraction is misprinted",
            )  # fmt: skip
        self._add("PART", match.end(), Fraction(int(top), int(bottom)))

    def _ordinal(self, match: re.Match[str]) -> None:
        self._add("ORDINAL", match.end(), int(re.sub(r"\D", "", match.group())))

    def _number(self, match: re.Match[str]) -> None:
        self._figure_read(match)
        self._add("NUMBER", match.end(), Fraction(match.group().rstrip(",").replace(",", "")))
        self.at = match.start() + len(match.group().rstrip(","))
        self.tokens[-1].end = self.at

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
        if text in ORDINALS or _ordinal_value(text):
            self._add("ORDINAL", match.end(), ORDINALS.get(text) or _ordinal_value(text))
            return
        self.in_classes = self.in_classes and text in {"and", "or", "through", "to"}
        self._add(WORDS.get(text, "WORD"), match.end())

    def _toone(self, match: re.Match[str]) -> None:
        figure = re.match(r"[\d,.]*\d", match.group())
        self._add("NUMBER", match.end(), Fraction((figure or match).group().replace(",", "")))

    def _daysold(self, match: re.Match[str]) -> None:
        self._term(_capital_run(self.words, match.end()), None)

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
        end = _capital_run(words, at + quoted)
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


_UNIT_WORDS: Final = "|".join(
    sorted({*SMALL_NUMBERS, "hundred", "thousand", "million"}, key=len, reverse=True)
)
_NUMBER_WORDS: Final = re.compile(
    rf"(?:{_UNIT_WORDS})(?:(?:-|\s+|(?:(?<=hundred|.illion)|(?<=thousand))\s+and\s+)"
    rf"(?:{_UNIT_WORDS}))*\b(?!-?teen)",
    re.IGNORECASE,
)
_PERCENT_WORD: Final = re.compile(r"\s+(percent|per\s+cent|percentum)\b")
_AND_A_PART: Final = re.compile(
    rf"\s+and\s+(one|two|three|five|seven)[-\s]({'|'.join(PARTS)})\b(?!\s+of\b)"
)
"""What makes a number of words a mixed one, as in `one and one-half times`."""


def number_in_words(text: str) -> Fraction | None:
    """Give the number that small words say, such as `one hundred and twenty-five`.

    Words that follow one another without making one number, as `five six`, give none.
    """
    total, current, room, scale = 0, 0, 1000, 10**9
    for word in re.split(r"[\s-]+", text):
        if word == "and":
            continue
        if word in SMALL_NUMBERS:
            value = SMALL_NUMBERS[word]
            if value >= room or (current and not value):
                return None
            current += value
            room = 10 if value >= _TWENTY else 0
        elif word == "hundred" and current < _TWENTY:
            current, room = (current or 1) * 100, 100
        elif word in _SCALES and _SCALES[word] < scale:
            scale = _SCALES[word]
            total, current, room = total + (current or 1) * scale, 0, 1000
        else:
            return None
    return Fraction(total + current)


_SCALES: Final = {"thousand": 1000, "million": 10**6}
_TWENTY: Final = 20


def _ordinal_value(text: str) -> int:
    head, _, tail = text.partition("-")
    return (
        SMALL_NUMBERS.get(head, 0) + ORDINALS[tail]
        if tail in ORDINALS and head in SMALL_NUMBERS
        else 0
    )


def _figure(text: str) -> Fraction | None:
    scale = {"thousand": 1000, "million": 10**6, "billion": 10**9}
    words = text.split()
    by = scale.get(words[-1], 1) if words else 1
    plain = re.sub(r"[$,%\s]|thousand|million|billion", "", text)
    try:
        value = Fraction(plain) * by
    except (ValueError, ZeroDivisionError):
        return None
    return value / 100 if "%" in text else value


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


def _capital_run(words: str, at: int) -> int:
    """Give the end of a run of capitalised words and the numerals that belong to it."""
    end = _at_capital(words, at)
    while True:
        more = re.compile(
            rf"\s+(?!(?:{_MONTH})\s+\d)(?:({_CAPITAL})|(\d{{1,2}}(?:-[A-Z0-9]+)+|\d{{1,2}}[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*)|(\d{{1,2}})(?![\d%,./]|\s*%|\s+percent))"
        ).match(words, end)
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


_AND_WITHIN: Final = re.compile(
    r"(?:Accrued\s+and\s+Unpaid|Scheduled\s+and\s+Unscheduled|Billed\s+and\s+Unbilled"
    r"|Due\s+and\s+Payable|Earned\s+and\s+Unpaid)(?=\s+[A-Z])"
)
"""What a term begins with although it holds `and`."""


def _at_capital(words: str, at: int) -> int:
    within = _AND_WITHIN.match(words, at)
    if within:
        return within.end()
    match = re.compile(
        rf"{_CAPITAL}|\d{{1,2}}(?:-[A-Z0-9]+)+|\d{{1,2}}[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*"
    ).match(words, at)
    return match.end() if match else at + 1


@cache
def _known(terms: frozenset[str]) -> re.Pattern[str] | None:
    """Give the pattern of the terms that capitals alone would not find."""
    odd = sorted((t for t in terms if t), key=lambda t: (-len(t), t))
    if not odd:
        return None
    forms = "|".join(
        r"\s+".join(map(re.escape, t.split())) + ("s?" if t[-1].isalpha() else "") for t in odd
    )
    return re.compile(rf"[“\"]?({forms})[”\"]?(?![A-Za-z])")
