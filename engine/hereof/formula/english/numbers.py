"""Numbers: in figures and in words, as percentages, parts, amounts and ordinals."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from hereof.formula.english.cutter import Cutter
from hereof.formula.english.tokens import UnreadableError
from hereof.formula.english.vocabulary import (
    ORDINALS,
    PARTS,
    SMALL_NUMBERS,
)

_RESTATED_CAPITALS: Final = re.compile(r"\s+(?:Dollars?|[Pp]ercent)\s*\(\s*\$?\d")

_OF_ONE_PERCENT: Final = re.compile(r"\s+of\s+(?:(?:one|1)\s+per\s?cent\b|1\s?%)")

_ORDINAL_WORDS: Final = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
)

_UNIT: Final = re.compile(
    r"\s+([Pp]ercent|per\s+cent|percentum)\b"
    r"|(-)?\s*(half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|ninths?|tenths?|twelfths?)\b"
)

_HALF: Final = re.compile(r"[Hh]alf(?=\s+(?:of|the)\b)")

_PLAIN_UNIT: Final = re.compile(r"\s+(?:([Dd]ollars?)|(basis|percentage)\s+points?)\b")

_PERCENT: Final = re.compile(r"\s+(?:percent|per\s+cent)\b")

_RESTATED: Final = re.compile(r"\s*\(\s*(\$?[\d,]+(?:\.\d+)?\s?%?|\d+/\d+)\s*\)")

_ODD_COMMAS: Final = re.compile(r"\d,(?!\d{3}(?!\d))(?=\d)")

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

_SIGNS: Final = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3), "⅛": Fraction(1, 8),
}  # fmt: skip

_MIXED: Final = re.compile(r"(\d{1,3})\s+(\d{1,2})/(\d{1,2})\s?(?:%|per)")
"""A percentage such as 66 2/3%."""

_SIGN: Final = re.compile(f"[{''.join(_SIGNS)}]")

_SCALES: Final = {"thousand": 1000, "million": 10**6}

_TWENTY: Final = 20

_PER_ANNUM: Final = re.compile(r"\s+per\s+(?:annum|year)\b")
NUMBERS_BEGIN: Final = frozenset(
    name[:3] for name in (*SMALL_NUMBERS, "hundred", "thousand", "million", "half")
)
"""The three small letters with which a number in words can begin."""


class Numbers(Cutter):
    """The part of the lexer that cuts numbers."""

    def _number_said(self) -> bool:
        """Cut a number in words, if one begins here."""
        return self._ordinal_words() or self._half() or self._number_words()

    def _ordinal_words(self) -> bool:
        match = _ORDINAL_WORDS.match(self.words, self.at)
        if match is None:
            return False
        self._add("ORDINAL", match.end(), ordinal_value(match.group()))
        return True

    def _number_words(self) -> bool:
        match = _NUMBER_WORDS.match(self.words, self.at)
        if match is None:
            return False
        restated = _RESTATED_CAPITALS.match(self.words, match.end())
        if match.group()[0].isupper() and not self._sentence_start() and not restated:
            return False
        runs_on = re.match(r"-[A-Z]|\s+[A-Z][a-z]+\s+[A-Z]", self.words[match.end() :])
        if runs_on and match.group()[0].isupper() and not restated:
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
        said = figure(restated[1]) if restated else None
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
        match = _PER_ANNUM.match(self.words, end)
        return match.end() if match else end

    def _figure_read(self, match: re.Match[str]) -> None:
        odd = _ODD_COMMAS.search(match.group())
        if odd:
            raise UnreadableError(
                "unreadable-number", f"the commas of `{match.group()}` part no thousands",
                *match.span(), "look whether a digit is missing in the document",
            )  # fmt: skip

    def _money(self, match: re.Match[str]) -> None:
        self._figure_read(match)
        self._add("MONEY", match.end(), figure(match.group()))

    def _percent(self, match: re.Match[str]) -> None:
        self._figure_read(match)
        text = match.group()
        sign = _SIGN.search(text)
        if sign:
            value = Fraction(text[: sign.start()] or 0) + _SIGNS[sign[0]]
            self._add("PERCENT", self._per_annum(match.end()), value / 100)
            return
        mixed = _MIXED.match(text)
        if mixed:
            top, bottom = int(mixed[2]), int(mixed[3])
            if not 0 < top < bottom:
                raise UnreadableError(
                    "unreadable-number", f"`{text}` is not one number", *match.span(),
                    "look whether the fraction is misprinted",
                )  # fmt: skip
            value = int(mixed[1]) + Fraction(top, bottom)
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
        if match.group() in _SIGNS:
            self._add("PART", match.end(), _SIGNS[match.group()])
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

    def _toone(self, match: re.Match[str]) -> None:
        figure = re.match(r"[\d,.]*\d", match.group())
        self._add("NUMBER", match.end(), Fraction((figure or match).group().replace(",", "")))


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


def ordinal_value(text: str) -> int:
    """Give the number of an ordinal such as `twenty-fifth`; 0 where it is none."""
    head, _, tail = text.partition("-")
    return (
        SMALL_NUMBERS.get(head, 0) + ORDINALS[tail]
        if tail in ORDINALS and head in SMALL_NUMBERS
        else 0
    )


def figure(text: str) -> Fraction | None:
    """Give the number that figures say, a percentage as a fraction; none where they say none."""
    scale = {"thousand": 1000, "million": 10**6, "billion": 10**9}
    words = text.split()
    by = scale.get(words[-1], 1) if words else 1
    plain = re.sub(r"[$,%\s]|thousand|million|billion", "", text)
    try:
        value = Fraction(plain) * by
    except (ValueError, ZeroDivisionError):
        return None
    return value / 100 if "%" in text else value
