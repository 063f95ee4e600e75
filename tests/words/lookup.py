"""Made-up data: each input has a value that follows from its words, its owner and its time.

The same input has the same value however it is asked for, by the hand-written
arithmetic, by a formula or by a reading: words that change nothing (articles,
such or that, singular or plural) take no part.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from hereof.calendar.month import MONTH_NAMES
from words.banking_days import next_open

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FIRST_YEAR: Final = 2004
MONTHS: Final = 120
DATA_SETS: Final = 32
THE_DATE: Final = ("that date", "Distribution Date", "Payment Date", "Determination Date")

_ASKED: Final = re.compile(
    r"\b(?:(?:for|on|in respect of|with respect to|as to|relating to) (?:such|that|the current) "
    r"(?:distribution|payment|determination|interest payment|calculation) date"
    r"|(?:for|as of|at|on|during) (?:such|that) "
    r"(?:date|day|time|(?:fiscal )?quarter|fiscal year|(?:test |interest )?period))\b",
    re.IGNORECASE,
)
_HOLDERS: Final = re.compile(
    r"(class(?:es)? [\w()-]+) (?:certificates?|notes?|bonds?|interests?)\b", re.IGNORECASE
)
_IDLE: Final = frozenset(
    re.findall(
        r"\w+",
        """a an the such that this any each every all of for on in is are was were at then
        aggregate total effect occurred occurring occurs has have been and respective
        respectively case""",
    )
)
_ORDINALS: Final = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fifth": "5th",
    "seventh": "7th",
    "tenth": "10th",
    "twelfth": "12th",
    "thirteenth": "13th",
    "twenty-fourth": "24th",
    "twenty-fifth": "25th",
    "thirtieth": "30th",
    "thirty-sixth": "36th",
    "thirty-seventh": "37th",
    "sixtieth": "60th",
}
_RATIO: Final = re.compile(
    r"(?:percentage|rate|fraction|factor|ratio|share|margin|yield|libor|index|coupon"
    r"|funds cap|wac cap)s?$"
)
_MONTH: Final = "|".join(MONTH_NAMES)
_IN_MONTH: Final = re.compile(rf"distribution date .*?({_MONTH}) (\d{{4}})", re.IGNORECASE)
_NTH: Final = re.compile(r"^(?:date )?(\d+)(?:st|nd|rd|th)? (?:of )?(?:distribution|payment) date$")


class NoValueError(Exception):
    """The words give no value for this date."""


def key(quantity: str, of: tuple[str, ...] = (), when: str = "") -> str:
    """Give the words of an input that tell it from any other, in one order."""
    text = " ".join(" ".join((quantity, *of, when)).split())
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("'s ", " ")
    text = _HOLDERS.sub(r"\1", _ASKED.sub("", text))
    words = re.findall(r"[\w$%][\w.,()'&/$%-]*", text.lower())
    plain = (_ORDINALS.get(word, word).strip(",.") for word in words)
    return " ".join(sorted(_singular(word) for word in plain if word not in _IDLE))


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith(("ss", "us", "is")) or not word[-2].isalpha():
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


@frozen
class Data:
    """One data set.

    Attributes:
        number: Which one; it moves every value.
        on: The date asked about.
        kinds: What kind each input is of, as far as the arithmetic said.
        types: The declared dimension of a term.
    """

    number: int
    on: date
    kinds: dict[str, str]
    types: Mapping[str, str]

    def value(self, quantity: str, of: tuple[str, ...], when: str, kind: str = "") -> object:
        """Give an input's value; `kind` is what the one who asks knows of it."""
        if quantity in THE_DATE and not of and not when:
            return self.on
        name = key(quantity, of, when)
        kind = self.kinds.setdefault(name, kind or guessed(quantity, self.types))
        if kind == "date" and (fixed := _of_the_calendar(quantity, when)):
            return fixed
        return _MADE[kind](self._random(name), self.on)

    def _random(self, name: str) -> int:
        digest = hashlib.sha256(f"{self.number}|{name}".encode()).digest()
        return int.from_bytes(digest[:8])


def guessed(quantity: str, types: Mapping[str, str]) -> str:
    """Guess what kind of value a quantity has by its declared type, else by its name."""
    if quantity in types:
        return types[quantity].replace("rate per year", "ratio")
    name = quantity.lower()
    if name.endswith("date"):
        return "date"
    if name.endswith(("event", "default", "test")):
        return "truth"
    if re.match(r"(?:actual )?number of days", name):
        return "days"
    if name.startswith("number of"):
        return "count"
    return "ratio" if _RATIO.search(name) else "dollars"


def _of_the_calendar(quantity: str, when: str) -> date | None:
    """Give the Distribution Date in a month, or the n-th one, by the calendar of all data sets."""
    text = f"{quantity} {when}".strip()
    if found := _IN_MONTH.search(text):
        names = [name.lower() for name in MONTH_NAMES]
        return distribution_date(int(found[2]), names.index(found[1].lower()) + 1)
    words = [_ORDINALS.get(word, word) for word in text.lower().split() if word != "the"]
    found = _NTH.match(" ".join(words))
    return nth_distribution_date(int(found[1])) if found else None


def nth_distribution_date(number: int) -> date:
    """Give the n-th Distribution Date, counted from the first of all data sets."""
    return distribution_date(FIRST_YEAR + (number - 1) // 12, (number - 1) % 12 + 1)


def distribution_date(year: int, month: int) -> date:
    """Give the 25th of a month, or the next day on which banks are open."""
    return next_open(date(year, month, 25))


def _dollars(random: int, _on: date) -> Fraction:
    """Amounts of five sizes, so that each of two, or a limit, is sometimes the larger."""
    size = (10**5, 10**7, 10**9, 10**10, 10**11)[random % 5]
    return Fraction(1 + random // 5 % size, 100)


def _ratio(random: int, _on: date) -> Fraction:
    """Ratios up to 5, some up to 5% only, so that limits of either kind are met and missed."""
    size = (5000, 1250, 150, 50)[random % 4]
    return Fraction(1 + random // 4 % size, 1000)


def _date(random: int, on: date) -> date:
    if random % 5 == 0:
        return on
    return on + timedelta(days=random // 5 % 1401 - 700)


_MADE: Final[dict[str, Callable[[int, date], object]]] = {
    "dollars": _dollars,
    "ratio": _ratio,
    "days": lambda random, _on: Fraction(1 + random % 40),
    "count": lambda random, _on: Fraction(1 + random % 500),
    "date": _date,
    "truth": lambda random, _on: random % 2 == 0,
}


@frozen
class Lookup:
    """What the hand-written arithmetic asks: `v(quantity, *of, when=...)`."""

    data: Data
    asked: list[tuple[str, tuple[str, ...], str]] = field(factory=list)

    @property
    def on(self) -> date:
        """The date asked about."""
        return self.data.on

    def __call__(self, quantity: str, *of: str, when: str = "") -> Fraction:
        """Give an amount or a number."""
        self.asked.append((quantity, of, when))
        value = self.data.value(quantity, of, when)
        assert isinstance(value, Fraction), f"{quantity} is no number"
        return value

    def total(self, quantity: str, *of: str, when: str = "") -> Fraction:
        """Give the sum of an amount over owners."""
        return sum((self(quantity, one, when=when) for one in of), Fraction(0))

    def date(self, quantity: str, *of: str, when: str = "") -> date:
        """Give a date."""
        value = self.data.value(quantity, of, when, "date")
        assert isinstance(value, date), f"{quantity} is no date"
        return value

    def truth(self, quantity: str, *of: str, when: str = "") -> bool:
        """Tell whether something is so."""
        value = self.data.value(quantity, of, when, "truth")
        assert isinstance(value, bool), f"{quantity} is not true or false"
        return value


def days_asked(words: str) -> list[date]:
    """Give the dates to ask about: spread over ten years, and around each month that is named."""
    spread = [MONTHS * number // DATA_SETS for number in range(DATA_SETS)]
    around = []
    names = {name: number for number, name in enumerate(MONTH_NAMES)}
    for month, year in re.findall(rf"({'|'.join(names)})\s+(?:\d+,\s+)?(\d{{4}})", words):
        named = (int(year) - FIRST_YEAR) * 12 + names[month]
        around += [named - 1, named, named + 1]
    months = [*spread, *(one for one in dict.fromkeys(around) if 0 <= one < MONTHS)]
    return [distribution_date(FIRST_YEAR + one // 12, one % 12 + 1) for one in months]
