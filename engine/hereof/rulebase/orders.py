"""What an instruction orders, as far as its English is simple enough to tell.

"Replacing X with Y", "deleting X and inserting Y in its place", "X is replaced by Y",
"substituting Y for X", "inserting Y after X", "deleting the definition of X": which phrase
takes the place of which, which stands beside which, and which definitions are meant.
What cannot be told is left out: silence here proves nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.rulebase.numerals import ORDINAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hereof.rulebase.phrases import Phrase

_DETERMINED: Final = (
    r"(?:[\s,:]|\b(?:the|a|an|each|every|such|following|new|word|words|phrase|phrases|term|terms"
    r"|figure|figures|number|numbers|amount|amounts|percentage|percentages|date|dates|rate"
    r"|reference|references|to|text|language|clause|sentence|immediately|directly|expression"
    r"|occurrence|occurrences|of|first|second|third|fourth|fifth|sixth|last|final|two|three|both|all|any"
    r"|its|their|instance|instances|defined|definition|definitions)\b)*$"
)
_THING: Final = (
    r"(?:words?|phrases?|terms?|figures?|numbers?|amounts?|percentages?|dates?|rates?|references?"
    r"|occurrences?|instances?|appearances?|mentions?|uses?|to|of)"
)
LISTED: Final = re.compile(
    r"^\s*,?\s*(?:and|or|&)?\s*(?:each of\s+)?(?:the\s+)?"
    r"(?:(?:defined\s+)?(?:definitions?|terms?|words?|phrases?)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:terms?\s+)?)?$",
    re.IGNORECASE,
)
_LISTED_PLACE: Final = re.compile(
    rf"^\s*,?\s*(?:and|or|&)?\s*(?:by\s+|after\s+|before\s+)?the\s+{ORDINAL}(?:\s+{_THING})*\s*$",
    re.IGNORECASE,
)
"""What stands between two places of the same words, as in `the first "X" and the second "X"`."""
_CHANGES: Final = re.compile(
    r"replac|delet|strik|struck|stricken|remov|omit|substitut|chang|amend|correct|read|convert"
    r"|increas|reduc|decreas|lower|rais(?:ed|es|ing|e)\b|extend|modif|revis",
    re.IGNORECASE,
)
_TAKES_AWAY: Final = re.compile(
    r"replac|delet|strik|struck|stricken|remov|omit|eliminat", re.IGNORECASE
)
_PUTS_IN: Final = re.compile(r"insert|add|substitut|plac", re.IGNORECASE)
_WITH: Final = re.compile(
    rf"\b(?:with|by|(?<!reference )(?<!references )to|to read|reads?){_DETERMINED}", re.IGNORECASE
)
_REFERS: Final = re.compile(
    r"\b(?:shall|will)\b[^.;]{0,80}?\s(?:be\s+)?(?:deemed\s+)?(?:to\s+be\s+)?(?:a\s+)?"
    rf"(?:references?|refer)\s+to{_DETERMINED}",
    re.IGNORECASE,
)
_AND_PUT: Final = re.compile(rf"\b(?:insert|substitut|add)\w*\b.*?{_DETERMINED}", re.IGNORECASE)
_THEREFOR: Final = re.compile(
    r"in (?:lieu|place) thereof|therefor|in (?:its|their) (?:place|stead)|instead", re.IGNORECASE
)
_FOR: Final = re.compile(
    r"\b(?:in (?:lieu|place|substitution|replacement) (?:of|for)|instead of|for)" + _DETERMINED,
    re.IGNORECASE,
)
_AFTER: Final = re.compile(rf"\b(?:after|following|subsequent to){_DETERMINED}", re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"\b(?:before|preceding|prior to|in front of){_DETERMINED}", re.IGNORECASE
)
_ALSO: Final = re.compile(r"^\s*,?\s*(?:and|but|or)\b", re.IGNORECASE)
_OF_DEFINITION: Final = re.compile(
    r"\b(?:definitions?|terms?|meanings?)\s+(?:of\s+)?(?:the\s+)?(?:terms?\s+)?$", re.IGNORECASE
)
_IN_DEFINITION: Final = re.compile(
    r"^(?:[\s,]|\b(?:each|every|time|place|it|they|such|words?|phrases?|where|wherever|in|which"
    r"|both|appears?|occurs?|places?)\b)*\b(?:in|from|of|within)\s+(?:each of\s+)?(?:the\s+)?"
    r"(?:definitions?|meanings?|terms?)\b",
    re.IGNORECASE,
)
_MENTIONED: Final = re.compile(
    r"^[\s,]*(?:as\s+)?(?:(?:that\s+)?(?:is|are)\s+)?(?:(?:used|defined|contained|appearing|stated|found|given"
    r"|set forth|referred to)\s+)?(?:in|from|within|under|by)\s+(?:each of\s+)?(?:the\s+)?"
    r"(?:(?:definitions?|meanings?|terms?)\b)" + _DETERMINED,
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|be|being|was|were)\b"
    r"(?:\s+(?:each|both|hereby|also|further|not|never|no longer|\w+ly))*"
    r"[\s,]+(\w+)",
    re.IGNORECASE,
)
_PRONOUN: Final = r"(?:it|them|the same|(?:such|said|that|this|the) definitions?)\b"
_NEGATED: Final = re.compile(r"\b(?:not|never|no longer|nor)\b", re.IGNORECASE)
_BREAK: Final = re.compile(r";|\.(?=\s+[A-Z(]|\s*$)")
_PLACE: Final = re.compile(
    r"\b(?:captions?|captioned|headings?|headed|entitled|titled|column|row|label(?:l)?ed|opposite"
    r"|(?:after|before|following|preceding)\s+(?:the\s+)?definitions?\s+of"
    r"|(?:begin|start|commenc|end)(?:ning|ing|s)?\s+(?:with|at|in|on|after))\b" + _DETERMINED,
    re.IGNORECASE,
)
_SECTION: Final = re.compile(
    r"^\s*,?\s*(?:(?:set forth|contained|appearing|found|as defined)\s+)?(?:in|of)\s+"
    r"(?:Section|Article)\s+[\w.()-]+(?<!\.)(?:\s+(?:of|to)\s+the\s+[A-Z]\w+)?"
)
_NEAR: Final = 60
_NOT: Final = re.compile(
    r"\b(?:not|never|neither|nor|nothing|in no event|shall no)\b(?:[\s,]+[\w-]+){0,4}[\s,]*$",
    re.IGNORECASE,
)


@frozen
class Swap:
    """One phrase that takes the place of another; `at` and `to` count phrases."""

    old: str
    new: str
    at: int
    to: int


@frozen
class Insertion:
    """A phrase put beside another."""

    new: str
    after: bool
    anchor: str
    at: int
    to: int


@frozen
class Object:
    """A definition that a verb takes as its object: what is deleted, replaced or amended."""

    term: str
    denied: bool


class Orders:
    """What an instruction orders, read once.

    Attributes:
        phrases: Its phrases.
        is_term: For each of them, whether it is a term and no words to be changed.
        is_place: For each of them, whether it only says where: a caption, the first word of a
            sentence.
        swaps: Which phrase takes the place of which.
        insertions: Which phrase is put beside which.
    """

    def __init__(
        self, found: Sequence[Phrase], terms: Collection[str], changed: Collection[str]
    ) -> None:
        """Read an instruction.

        Args:
            found: Its phrases.
            terms: Those of them that are terms.
            changed: Those that are words to be changed, even where they are terms as well.
        """
        self.phrases = found
        self.is_term = [
            each.text not in changed
            and (each.text in terms or bool(_OF_DEFINITION.search(each.lead)))
            for each in found
        ]
        self.is_place = [
            each.text not in changed and bool(_PLACE.search(each.lead)) for each in found
        ]
        words = [n for n in range(len(found)) if not (self.is_term[n] or self.is_place[n])]
        self.swaps = tuple(_swaps(found, words))
        self.insertions = tuple(_insertions(found, words))

    def governing(self, at: int, to: int) -> frozenset[str]:
        """Give the terms whose definitions a change of the phrases from `at` to `to` is about.

        A term named between them or right after them counts before one that is named above.
        """
        inside = [n for n in range(min(at, to) + 1, max(at, to)) if self.is_term[n]]
        if inside:
            return self._run(inside[0])
        last = max(at, to)
        if last + 1 < len(self.phrases) and self.is_term[last + 1]:
            same = self.phrases[last + 1].clause == self.phrases[last].clause
            if same and _IN_DEFINITION.match(self.phrases[last].tail):
                return self._run(last + 1)
        above = [n for n in range(min(at, to)) if self.is_term[n]]
        return self._run(above[-1]) if above else frozenset()

    def _run(self, at: int) -> frozenset[str]:
        """Give a term with those that it is listed with."""
        first = last = at
        while first > 0 and self.is_term[first - 1] and _listed(self.phrases[first].lead):
            first -= 1
        while (
            last + 1 < len(self.phrases)
            and self.is_term[last + 1]
            and _listed(self.phrases[last + 1].lead)
        ):
            last += 1
        return frozenset(self.phrases[n].text for n in range(first, last + 1))

    def objects(self, verbs: str) -> tuple[Object, ...]:
        """Give the definitions that verbs take as their objects.

        Args:
            verbs: A pattern of the stems of the verbs.
        """
        return tuple(_objects(self.phrases, verbs))


def _listed(lead: str) -> bool:
    """Tell whether a term is listed with the one before it, whose Section may stand between."""
    return bool(LISTED.match(_SECTION.sub("", lead)))


def _kind(found: Sequence[Phrase], words: list[int], n: int) -> str:
    """Say how one phrase is tied to the next: `old new`, `new old`, `list`, or nothing."""
    one, other = found[words[n]], found[words[n + 1]]
    if one.clause != other.clause:
        return ""
    between = _between(found, words[n], words[n + 1])
    if LISTED.match(between) or _is_another_place(one, between, other):
        return "list"
    if _FOR.search(between):
        return "new old" if _PUTS_IN.search(_last_verbs(one.clause_so_far) + between) else ""
    is_swap = not (_AFTER.search(between) or _BEFORE.search(between)) and (
        (_WITH.search(between) and _CHANGES.search(one.clause_so_far + between))
        or _REFERS.search(between)
        or _puts_in_its_place(one, between, other)
    )
    return "old new" if is_swap else ""


def _is_another_place(one: Phrase, between: str, other: Phrase) -> bool:
    """Tell whether the same words are named again, at another of their places."""
    return one.text == other.text and bool(_LISTED_PLACE.match(between))


def _puts_in_its_place(one: Phrase, between: str, other: Phrase) -> bool:
    """Tell whether a phrase is taken away and the next inserted there, and not beside a third."""
    if not (_AND_PUT.search(between) and _TAKES_AWAY.search(_last_verbs(one.clause_so_far))):
        return False
    beside = _AFTER.search(other.tail) or _BEFORE.search(other.tail)
    return not beside or bool(_THEREFOR.search(between))


def _last_verbs(text: str) -> str:
    """Give the last verb of change in a text, with what follows it."""
    found = list(re.finditer(rf"{_CHANGES.pattern}|{_PUTS_IN.pattern}", text, re.IGNORECASE))
    return text[found[-1].start() :] if found else ""


def _between(found: Sequence[Phrase], one: int, other: int) -> str:
    """Give the words between two phrases, without the terms that may stand among them."""
    return " ".join(found[n].lead for n in range(one + 1, other + 1))


def _swaps(found: Sequence[Phrase], words: list[int]) -> Iterator[Swap]:
    kinds = [_kind(found, words, n) for n in range(len(words) - 1)]
    at = 0
    while at < len(kinds):
        last = at
        while last < len(kinds) and kinds[last] == "list":
            last += 1
        if last == len(kinds) or not kinds[last]:
            at = last + 1
            continue
        size, end = last - at + 1, last + 1
        while end < len(kinds) and kinds[end] == "list" and end - last < size:
            end += 1
        firsts, seconds = words[at : last + 1], words[last + 1 : end + 1]
        if len(seconds) == 1:
            seconds = seconds * size
        for one, other in zip(firsts, seconds, strict=False):
            old, new = (one, other) if kinds[last] == "old new" else (other, one)
            yield Swap(found[old].text, found[new].text, old, new)
        at = end + 1


def _insertions(found: Sequence[Phrase], words: list[int]) -> Iterator[Insertion]:
    new: int | None = None
    last: Insertion | None = None
    for n in range(len(words) - 1):
        here, there = words[n], words[n + 1]
        one, other = found[here], found[there]
        if one.clause != other.clause:
            continue
        between = _between(found, here, there)
        if last is not None and last.to == here and _is_another_place(one, between, other):
            last = Insertion(last.new, last.after, last.anchor, last.at, there)
            yield last
            continue
        after, before = _AFTER.search(between), _BEFORE.search(between)
        if after or before:
            if not (_ALSO.match(between) and new is not None):
                new = here
            if _PUTS_IN.search(found[new].clause_so_far) or _PUTS_IN.search(between):
                last = Insertion(found[new].text, bool(after), other.text, new, there)
                yield last
        elif _AFTER.search(one.lead) or _BEFORE.search(one.lead):
            put = _PUTS_IN.search(f"{_last_verbs(one.clause_so_far)} {between} {other.tail}")
            if put and not _TAKES_AWAY.search(between):
                is_after = bool(_AFTER.search(one.lead))
                yield Insertion(other.text, is_after, one.text, there, here)


def _objects(found: Sequence[Phrase], verbs: str) -> Iterator[Object]:
    active = re.compile(rf"\b(?:{verbs})(?:e|es|s|ing|ting|ling)?\b{_DETERMINED}", re.IGNORECASE)
    main = [n for n in range(len(found)) if not (n and _MENTIONED.match(found[n].lead))]
    at = 0
    while at < len(main):
        end = at
        while end + 1 < len(main) and _listed(found[main[end + 1]].lead):
            end += 1
        following = main[end + 1] if end + 1 < len(main) else len(found)
        tail = " ".join(found[n].tail for n in range(main[end], following))
        tail = _BREAK.split(tail)[0]
        doing = active.search(found[main[at]].lead)
        done = None if doing else _done(tail, verbs)
        if doing or done:
            before = found[main[at]].lead[: doing.start()] if doing else ""
            negated = bool(_NOT.search(before) if doing else done and _NEGATED.search(done))
            for n in main[at : end + 1]:
                yield Object(found[n].text, negated)
        at = end + 1


def _done(tail: str, verbs: str) -> str:
    """Give the words by which something is done to what stands before them; empty: none are."""
    first = _PASSIVE.search(tail)
    if first is None:
        return ""
    if re.match(verbs, first[1], re.IGNORECASE):
        return tail[: first.end()]
    wholly = re.search(rf"\b(?:{verbs})\w*ing\s+{_PRONOUN}", tail, re.IGNORECASE)
    also = re.match(rf"[\s,]*(?:and\s+)?(?:{verbs})\w*", tail[first.end() :], re.IGNORECASE)
    if also is not None:
        return tail[: first.end() + also.end()]
    return tail[: wholly.end()] if wholly else ""


def denied(instruction: str, verbs: str) -> bool:
    """Tell whether each verb of some stems is said with a negation before it.

    Args:
        instruction: The quoted words.
        verbs: A pattern of the stems.
    """
    found = list(re.finditer(rf"\b(?:{verbs})\w*", instruction, re.IGNORECASE))
    return bool(found) and all(
        _NOT.search(instruction[max(0, each.start() - _NEAR) : each.start()]) for each in found
    )
