"""Spoils definitions: phrases cut, joined, swapped and repeated; and sentences nested at random."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

TOKEN: Final = re.compile(r"\([A-Za-z0-9]{1,4}\)|[\w$%'\u2019.-]*\w%?|[^\w\s]|\s+")
_ENUMERATOR: Final = re.compile(r"\([A-Za-z0-9]{1,4}\)")
_LABELS: Final = (
    *("i", "ii", "iii", "iv", "a", "b", "c", "x", "y", "z", "A", "B", "C", "I", "II"),
    *("1", "2", "3", "aa", "IV", "xxx", "99"),
)
_JOINTS: Final = (
    *(" plus ", " minus ", ", and ", " and ", ", plus ", " over ", " multiplied by ", ". ", "; "),
    *(" divided by ", ", provided, however, that ", " of ", ", or, if less, ", " (", ") "),
    *(" other than ", ", but not less than ", " less ", ": ", ", if any, ", " otherwise "),
)
ODD: Final = (
    *("", "(", ")", "((((((((", "))))", ",", ",,", ";", ":", ".", "...", "“", "”", "$", "$,", "%"),
    *(
        "0",
        "0%",
        "$0",
        "1/0",
        "0/0",
        "9" * 400,
        "$" + "9" * 400,
        "0.000000000000000001%",
        "1/" * 40,
    ),
    *("February 30, 2003", "January 0000", "December 9999", "31 September 2004", "9999-99-99"),
    *("the 0th", "the 99999999th anniversary", "99th day of each month", "zero", "one-zeroth"),
    *("twenty-first", "hundred million thousand", "five percent (6%)", "one hundred (99)"),
    *("\x00", "\x1b[31m", "\u202e", "\u2028", "\u0130", "\ud800", "\U0001f4dc", "\u00bd", "\u0665"),
    *("e\u0301", "\ufeff", "\t", "\f", "\r", "\u00a0", "\u00ad", "\u2011", "\u00a7", "²", "Ⅳ"),
    *("clause (i)", "clauses (a) and (b) above", "clause (z)(9)", "Section 4.02(a)(i)"),
    *("Class A-1 through Class A-9", "Class M-2 through Class A-1", "Classes A-1, M-1 and"),
    *("such date", "that", "without duplication", "if any", "rounded to the nearest cent"),
    *("the percentage set forth below: January 2005 5% January 2004 6%", "in no event exceed"),
)
_AMOUNTS: Final = (
    *("the Pool Balance", "Available Funds", "$500", "zero", "5%", "one-half", "the Fee"),
    *("the aggregate Certificate Principal Balance of the Class A-1 Certificates", "interest"),
    *("the Class A-1 Amount for such Distribution Date", "all amounts received", "the Group I Fee"),
    *("the Senior Percentage of the Pool Balance", "clause (i) above", "the Class A Balance"),
)
_FORMS: Final = (
    *("the lesser of {} and {}", "the greater of (i) {} and (ii) {}", "the sum of {} and {}"),
    *("the sum of (a) {}, (b) {} and (c) {}", "the excess, if any, of {} over {}", "{} minus {}"),
    *("the excess of {} over {}", "the product of (x) {} and (y) {}", "{} plus {}", "{} plus {}"),
    *("a fraction, the numerator of which is {} and the denominator of which is {}", "{} less {}"),
    *("50% of {}", "{} multiplied by {}", "{} divided by {}", "the difference between {} and {}"),
    *("the amount by which {} exceeds {}", "({})", "the aggregate of {} and {}", "one-half of {}"),
    *("the ratio of {} to {}", "{}, but not less than {}", "{} and {}", "(i) {} and (ii) {}"),
    *("if a Trigger Event is in effect, {}, otherwise, {}", "{} for such Distribution Date"),
    *("the least of {}, {} and {}", "{} rounded to the nearest cent", "{}, minus {}, plus {}"),
)


def spoil(words: str, others: Sequence[str], random: Random) -> str:
    """Change words at one place or several.

    Args:
        words: The words.
        others: Other definitions, to take phrases from.
        random: The dice.
    """
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        words = random.choice(_WAYS)(words, others, random)
    return words


def compose(random: Random) -> str:
    """Make a sentence of nested constructions, most of it without marks."""
    depth = random.choice((1, 2, 2, 3, 3, 4, 5, 8))
    text = _nested(depth, random.choice((0.4, 0.6, 0.8, 1.0)), random)
    return random.choice(("For any Distribution Date, ", "", "means ")) + text + "."


def endless(random: Random) -> str:
    """Make a long sentence, or a deep one, of one phrase repeated."""
    form = random.choice(_FORMS)
    amount = random.choice(_AMOUNTS)
    parts = form.split("{}")
    many = random.choice((3, 6, 12, 25, 60, 200, 2000))
    if random.random() < 0.5:  # noqa: PLR2004 - a share of the dice, here and below
        return (parts[0] + amount + parts[1 % len(parts)]) * many + amount
    joint = random.choice((*_JOINTS, " and ", " plus ", ", "))
    return joint.join(form.format(amount, amount, amount) for _ in range(many))[:30_000]


def _nested(depth: int, often: float, random: Random) -> str:
    if depth == 0 or random.random() > often:
        return random.choice(_AMOUNTS)
    form = random.choice(_FORMS)
    return form.format(*(_nested(depth - 1, often, random) for _ in range(form.count("{}"))))


def _cut(words: str, _: Sequence[str], random: Random) -> str:
    tokens = TOKEN.findall(words)
    at, to = _stretch(tokens, random)
    return "".join(tokens[:at] + tokens[to:])


def _repeat(words: str, _: Sequence[str], random: Random) -> str:
    tokens = TOKEN.findall(words)
    at, to = _stretch(tokens, random)
    times = random.choice((1, 1, 2, 5, 40))
    return "".join(tokens[:to] + ([" ", *tokens[at:to]] * times) + tokens[to:])


def _swap(words: str, _: Sequence[str], random: Random) -> str:
    tokens = TOKEN.findall(words)
    at, to = _stretch(tokens, random)
    block, rest = tokens[at:to], tokens[:at] + tokens[to:]
    there = random.randrange(len(rest) + 1)
    return "".join((*rest[:there], *block, *rest[there:]))


def _phrase(words: str, others: Sequence[str], random: Random) -> str:
    tokens, more = TOKEN.findall(words), TOKEN.findall(random.choice(others))
    (at, to), (begin, end) = _stretch(tokens, random), _stretch(more, random)
    keep = random.random() < 0.5  # noqa: PLR2004
    return "".join((*tokens[: to if keep else at], " ", *more[begin:end], " ", *tokens[to:]))


def _join(words: str, others: Sequence[str], random: Random) -> str:
    other = random.choice(others)
    tokens = TOKEN.findall(words)
    at = random.randrange(len(tokens) + 1)
    how = random.randrange(3)
    if how == 0:
        return words.rstrip(" .\n") + random.choice(_JOINTS) + other
    if how == 1:
        return "".join(tokens[:at]) + random.choice(_JOINTS) + other
    return "".join(tokens[:at]) + " " + other.rstrip(" .\n") + "".join(tokens[at:])


def _labels(words: str, _: Sequence[str], random: Random) -> str:
    how = random.randrange(4)
    if how == 0:
        return _ENUMERATOR.sub("", words)
    if how == 1:
        return _ENUMERATOR.sub(lambda _: f"({random.choice(_LABELS)})", words)
    found = list(_ENUMERATOR.finditer(words))
    at = random.choice(found).start() if found and how == 2 else random.randrange(len(words) + 1)  # noqa: PLR2004
    return f"{words[:at]}({random.choice(_LABELS)}) {words[at:]}"


def _odd(words: str, _: Sequence[str], random: Random) -> str:
    tokens = TOKEN.findall(words)
    at = random.randrange(len(tokens) + 1)
    space = random.choice(("", " "))
    return "".join((*tokens[:at], space, random.choice(ODD), space, *tokens[at:]))


def _characters(words: str, _: Sequence[str], random: Random) -> str:
    at = random.randrange(len(words) + 1)
    to = min(len(words), at + random.choice((1, 1, 3)))
    new = random.choice(
        ("", chr(random.randrange(32, 0x250)), random.choice(ODD), words[at:to] * 2)
    )
    return words[:at] + new + words[to:]


def _case(words: str, _: Sequence[str], random: Random) -> str:
    tokens = TOKEN.findall(words)
    at, to = _stretch(tokens, random)
    change = random.choice((str.upper, str.lower, str.title, str.swapcase))
    return "".join((*tokens[:at], *map(change, tokens[at:to]), *tokens[to:]))


def _layout(words: str, _: Sequence[str], random: Random) -> str:
    space = random.choice(("\n", "  ", "\n\n    ", "\t", "", "\u00a0", "-\n"))
    at = random.randrange(len(words) + 1)
    return words[:at] + re.sub(r"\s+", space, words[at:], count=random.choice((0, 1, 4)))


def _stretch(tokens: Sequence[str], random: Random) -> tuple[int, int]:
    at = random.randrange(len(tokens) + 1)
    return at, min(len(tokens), at + random.choice((1, 1, 2, 4, 8, 16, 40)))


_WAYS: Final[tuple[Callable[[str, Sequence[str], Random], str], ...]] = (
    *(_cut, _cut, _repeat, _repeat, _swap, _swap, _phrase, _phrase, _phrase, _join, _join),
    *(_labels, _labels, _odd, _characters, _case, _layout),
)
