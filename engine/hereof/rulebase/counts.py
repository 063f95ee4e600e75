"""How often, and at which of its places, an instruction orders that a phrase be changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.rulebase.numerals import CARDINAL, ORDINAL, cardinal, ordinal
from hereof.rulebase.orders import LISTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.model.operation import Occurrences
    from hereof.rulebase.orders import Orders

_ONE: Final = r"(?:reference|occurrence|instance|appearance|use|mention|place|time)"
_THEM: Final = rf"{_ONE}s"
_THING: Final = r"(?:such|word|words|phrase|term|figure|amount|percentage|number|date|rate)"
_VERB: Final = re.compile(
    r"\b(?:replac|delet|strik|remov|omit|insert|add|substitut|chang|amend|correct)(?:e|es|s|ing|ting)\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r";|\.(?=\s|$)")
_UNCLEAR: Final = re.compile(
    r"\b(?:penultimate|(?:second|next|third)[- ](?:to[- ])?(?:the[- ])?last"
    rf"|(?:subsequent|further|next|later|earlier|remaining|preceding|other)\s+(?:{_ONE}s?)"
    rf"|all\s+but\s+(?:the\s+)?{ORDINAL}|alternate\s+{_ONE}s?|some\s+(?:of\s+the\s+)?{_THEM}"
    rf"|either\s+{_ONE}|the\s+relevant\s+{_ONE}s?|appropriate\s+{_ONE}s?"
    rf"|one\s+of\s+the\s+(?:{CARDINAL}\s+)?{_THEM})\b",
    re.IGNORECASE,
)
_EXCEPTED: Final = re.compile(
    r"\b(?:except|other than|but not|save|excluding|apart from|with the exception)\b", re.IGNORECASE
)
_FIRST_FEW: Final = re.compile(
    rf"\b(first|last)\s+({CARDINAL})\s+(?:{_THEM}|{_THING})\b", re.IGNORECASE
)
_EXACTLY: Final = re.compile(
    rf"\b(?:(both|{CARDINAL})\s+(?:of\s+)?(?:the\s+|its\s+|such\s+)?{_THEM}"
    rf"|in\s+(both)(?=\s+(?:clause|sentence|paragraph|subclause)s?\b)|(twice))\b",
    re.IGNORECASE,
)
_PICKED: Final = re.compile(
    rf"\b({ORDINAL}(?:(?:\s*,\s*|\s+)(?:and\s+|or\s+)?(?:the\s+)?{ORDINAL})*)\s+"
    rf"(?:such\s+)?(?:{_ONE}s?)\b"
    rf"|\b({ORDINAL})(?:ly)?\s+(?:appears?|appearing|occurs?|occurring|used|stands|mentioned)\b",
    re.IGNORECASE,
)
_PICKED_BEFORE: Final = re.compile(
    rf"\b(?:the|its)\s+({ORDINAL}(?:(?:\s*,\s*|\s+)(?:and\s+)?(?:the\s+)?{ORDINAL})*)"
    rf"(?:\s+{_THING})*[\s,]*$",
    re.IGNORECASE,
)
_EVERY: Final = re.compile(
    rf"\b(?:each|every|all|any)\b(?:\s+(?:and|every|of|the|such|other|\w+ly))*\s+{_ONE}s?\b"
    rf"|\b(?:the\s+)?(?:references|occurrences|instances|mentions|appearances)\s+"
    rf"(?:therein\s+|thereto\s+|thereof\s+)?(?:to|of)\b"
    r"|\b(?:wherever|wheresoever|whenever|throughout|everywhere)\b",
    re.IGNORECASE,
)
_EVERY_BEFORE: Final = re.compile(
    rf"\b(?:each|every|all)(?:\s+(?:the|of|{_THING}))*\s*$", re.IGNORECASE
)
_FAR: Final = 300
_AND: Final = re.compile(rf"\band\b(?!\s+(?:the\s+)?{ORDINAL}\b)", re.IGNORECASE)
_SOMEWHERE: Final = re.compile(
    r"\b(?:clause|subclause|sentence|paragraph|proviso|line|row|column|heading|caption|end|beginning"
    r"|table|parenthetical|opposite|where|item|limb|part|portion|place)\b",
    re.IGNORECASE,
)


@frozen
class Count:
    """Which of its places a phrase is ordered to be changed at.

    Attributes:
        words: The words that say so.
        every: At every place.
        exactly: At so many places, which are all; none where that is not said.
        picks: At the n-th places, -1 being the last.
        few: At so many places, the first or the last ones; none where that is not said.
        is_clear: Whether the words are understood.
    """

    words: str
    every: bool = False
    exactly: int | None = None
    picks: tuple[int, ...] = ()
    few: int | None = None
    is_clear: bool = True

    def allows(self, encoded: Sequence[Occurrences]) -> bool:
        """Tell whether edits of one phrase, in one definition, change it where this says."""
        picked = [each.pick for each in encoded if each.pick is not None]
        one = encoded[0]
        if self.few is not None:
            return len(picked) == self.few
        if self.exactly is not None:
            return one.exactly == self.exactly or len(picked) == self.exactly
        if self.picks:
            alone = len(self.picks) == 1 and one.exactly == 1 and abs(self.picks[0]) == 1
            return alone or sorted(picked) == sorted(self.picks)
        return not picked or len(picked) > 1


def count_of(instruction: str, orders: Orders, at: int, other: int) -> Count | None:
    """Read how often the phrase at a place is to be changed; nothing where nothing says so.

    Args:
        instruction: The quoted words.
        orders: The same as read.
        at: The phrase that is changed or gone by.
        other: The phrase that takes its place or stands beside it; the same where there is none.
    """
    lead, *tails = _about(instruction, orders, at, other)
    lead, tails = lead[-_FAR:], [tail[:_FAR] for tail in tails]
    for text, is_lead in ((lead, True), *((tail, False) for tail in tails)):
        found = _read(text, is_lead=is_lead)
        if found is not None:
            return found
    return None


def together(counts: Sequence[Count]) -> Count | None:
    """Give as one the places that the same words are named at, each by an ordinal.

    Args:
        counts: What is said of each.

    Returns:
        Nothing where they are not all named so, or only one is.
    """
    picks = tuple(dict.fromkeys(pick for each in counts for pick in each.picks))
    if len(picks) < 2 or not all(each.picks and each.is_clear for each in counts):  # noqa: PLR2004
        return None
    words = dict.fromkeys(each.words.removeprefix("and ").strip() for each in counts)
    return Count(" and ".join(words), picks=picks)


def says_where(orders: Orders, at: int) -> bool:
    """Tell whether the clause of a phrase says at all which place of several is meant."""
    text = clause_text(orders, at)
    return bool(_SOMEWHERE.search(text)) or _read(text[:_FAR], is_lead=False) is not None


def clause_text(orders: Orders, at: int) -> str:
    """Give the words of the clause of a phrase, its phrases left out."""
    clause = [p for p in orders.phrases if p.clause == orders.phrases[at].clause]
    return " ".join((clause[0].lead, *(p.tail for p in clause)))


def _about(instruction: str, orders: Orders, at: int, other: int) -> Iterator[str]:
    """Give the words before a phrase, and those behind it and behind its other phrase."""
    found = orders.phrases
    before = instruction[found[at - 1].end if at else 0 : found[at].start]
    for stop in (_STOP, _VERB):
        cuts = list(stop.finditer(before))
        before = before[cuts[-1].end() :] if cuts else before
    yield _AND.split(before)[-1] if at else before
    last = max(at, other)
    if at < other:
        yield _upto_verb(instruction[found[at].end : found[at + 1].start], whole=at + 1 == other)
    while last + 1 < len(found) and found[last + 1].clause == found[last].clause:
        gap = instruction[found[last].end : found[last + 1].start]
        if not (orders.is_term[last + 1] or LISTED.match(gap)):
            break
        yield _upto_verb(gap, whole=False)
        last += 1
    end = found[last + 1].start if last + 1 < len(found) else len(instruction)
    tail = _upto_verb(instruction[found[last].end : end], whole=False)
    if last + 1 < len(found) and not orders.is_term[last + 1]:
        tail = re.split(r",?\s+and\b", tail)[0]
    yield tail


def _upto_verb(text: str, *, whole: bool) -> str:
    text = _STOP.split(text)[0]
    return text if whole else _VERB.split(text)[0]


def _read(text: str, *, is_lead: bool) -> Count | None:
    unclear = _UNCLEAR.search(text)
    if unclear:
        return Count(unclear.group(), is_clear=False)
    if few := _FIRST_FEW.search(text):
        return Count(few.group(), few=cardinal(few[2]))
    picked = _PICKED.search(text) or (_PICKED_BEFORE.search(text) if is_lead else None)
    if picked:
        words = re.findall(ORDINAL, picked.group(), re.IGNORECASE)
        found = Count(picked.group().strip(), picks=tuple(ordinal(word) for word in words))
    elif exactly := _EXACTLY.search(text):
        number = 2 if exactly[3] else cardinal(exactly[1] or exactly[2])
        found = Count(exactly.group(), exactly=number)
    elif every := _EVERY.search(text) or (_EVERY_BEFORE.search(text) if is_lead else None):
        found = Count(every.group().strip(), every=True)
    else:
        return None
    if _EXCEPTED.search(text):
        return Count(" ".join(text.split()).strip(" ,"), is_clear=False)
    return found
