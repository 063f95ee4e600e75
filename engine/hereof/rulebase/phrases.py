"""An instruction cut into the phrases that it quotes and the words between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from hereof.frozen import frozen
from hereof.rulebase.instruction import is_word
from hereof.rulebase.marks import is_mark, named_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    _Place: TypeAlias = tuple[int, int, str]

_MARKED: Final = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{1,400})[\"\u201d]|``([^`']{1,400})''")
_OPENING: Final = frozenset("\"\u201c`'")
_CLOSING: Final = frozenset("\"\u201d'")
_EDGES: Final = " ,.;:"
_ITEM: Final = re.compile(r"\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]|\d{1,2})\)")
_BREAK: Final = re.compile(r";|\.(?=\s+[A-Z(\"\u201c]|\s*$)")

_DET: Final = (
    r"(?:(?:the|each|every|all|any|words?|phrases?|terms?|references?|to|of|occurrences?|figures?"
    r"|percentages?|dates?|rates?|amounts?|a)\s+)*"
)
_UNIT: Final = (
    r"(?:\$?\d[\d,.]*\d%?|\d%?|[A-Z][\w&'-]*)"
    r"(?:\s+(?:of\s+the\s+|of\s+|per\s+)?(?:[A-Z][\w&'-]*|annum|days|months|\d[\d,.]*%?)){0,8}"
)
_WHERE: Final = r"(?:,?\s+(?:wherever|each|in)\b[^.;,_]{0,60}?,?)?"
_INTO_ANOTHER: Final = re.compile(
    rf"\b(?:[Rr]eplac|[Cc]hang|[Cc]onvert)(?:e|es|ing)\s+{_DET}(?P<old>{_UNIT}){_WHERE}"
    rf"\s+(?:with|by|to\s+read|to|into)\s+{_DET}(?P<new>{_UNIT})"
)
_FOR_ANOTHER: Final = re.compile(
    rf"\b[Ss]ubstitut(?:e|es|ing)\s+{_DET}(?P<new>{_UNIT})\s+(?:for|in\s+(?:place|lieu)\s+of)\s+"
    rf"{_DET}(?P<old>{_UNIT})"
)
_BY_ANOTHER: Final = re.compile(
    rf"\b(?:words?|phrases?|references?\s+to|figures?)\s+(?:the\s+)?(?P<old>{_UNIT}){_WHERE}"
    r"\s+(?:is|are|(?:shall|will)\s+be)\s+(?:hereby\s+)?(?:replaced|changed)\s+(?:with|by|to)\s+"
    rf"{_DET}(?P<new>{_UNIT})"
)
_FROM_ANOTHER: Final = re.compile(
    r"\b(?:[Ee]xtend|[Pp]ostpon|[Dd]efer|[Cc]hang|[Ii]ncreas|[Dd]ecreas|[Rr]educ|[Ll]ower|[Rr]ais)\w*\s+from\s+"
    rf"{_DET}(?P<old>{_UNIT})\s+to\s+{_DET}(?P<new>{_UNIT})"
)
_NO_PHRASE: Final = re.compile(r"(?:Section|Article|Exhibit|Schedule|Annex|Appendix|Clause)s?\b")


@frozen
class Phrase:
    """A phrase of an instruction.

    Attributes:
        text: As it stands there, without quotation marks and marks of punctuation at its ends.
        lead: The words between the phrase before it, or the beginning, and this one.
        tail: The words up to the next phrase, or the end.
        clause: Which clause it stands in, counted; a semicolon or a full stop ends one.
        clause_so_far: The words of that clause before this phrase, other phrases left out.
        start: Where it starts in the instruction, with its quotation mark.
        end: Where it ends there.
    """

    text: str
    lead: str
    tail: str
    clause: int
    clause_so_far: str
    start: int
    end: int


def plain(text: str) -> str:
    """Give a text as phrases are compared: white space and marks at its ends aside.

    A text of marks alone is left as it is.
    """
    text = " ".join(text.split())
    return text.strip(_EDGES) or text


def phrases(instruction: str, known: Iterable[str]) -> tuple[Phrase, ...]:
    """Cut an instruction at its phrases.

    What stands in brackets is left out, unless it is the letter or number of an item, or a
    known phrase.

    Args:
        instruction: The quoted words of a paragraph, in one line.
        known: Texts that are phrases even where quotation marks stand within them; where such
            a text nowhere stands in quotation marks, it is a phrase without them.
    """
    places: list[_Place] = []
    bare: list[_Place] = []
    for text in sorted({plain(each) for each in known} - {""}, key=len, reverse=True):
        found = list(_standing(instruction, text))
        in_marks = [(*wide, text) for at in found if (wide := _in_marks(instruction, *at))]
        places += in_marks
        bare += [] if in_marks else [(*at, text) for at in found]
        if is_mark(text) and not in_marks:
            bare += [(*at, text) for at in named_marks(instruction, text)]
    places = _merged(instruction, [*places, *marked(instruction), *bare])
    asides = _asides(instruction, places)
    places = [p for p in places if not any(a <= p[0] and p[1] <= b for a, b in asides)]
    gaps = []
    at = 0
    for start, end, _ in [*places, (len(instruction), len(instruction), "")]:
        gaps.append(_without(instruction, at, start, asides))
        at = end
    return tuple(_made(places, gaps))


def bare(instruction: str) -> Iterator[str]:
    """Give the phrases that an order names without quotation marks.

    Such as both of "replacing Distribution Date with Payment Date"; a Section or an Exhibit is
    no phrase.
    """
    blank = "".join(
        f"{instruction[at:start]}{'_' * (end - start)}"
        for at, start, end in _before_each(list(marked(instruction)))
    )
    text = blank + instruction[len(blank) :]
    for pattern in (_FOR_ANOTHER, _INTO_ANOTHER, _BY_ANOTHER, _FROM_ANOTHER):
        for found in pattern.finditer(text):
            if not _NO_PHRASE.match(found["old"]):
                yield from (found["old"], found["new"])


def _before_each(places: list[_Place]) -> Iterator[tuple[int, int, int]]:
    at = 0
    for start, end, _ in places:
        yield at, start, end
        at = end


def _made(places: list[_Place], gaps: list[str]) -> Iterator[Phrase]:
    clause, so_far = 0, ""
    for number, (start, end, text) in enumerate(places):
        breaks = list(_BREAK.finditer(gaps[number]))
        clause += len(breaks)
        so_far = gaps[number][breaks[-1].end() :] if breaks else f"{so_far} {gaps[number]}"
        yield Phrase(plain(text), gaps[number], gaps[number + 1], clause, so_far, start, end)


def marked(text: str, start: int = 0, end: int | None = None) -> Iterator[_Place]:
    """Give each phrase in quotation marks: where it starts and ends, and what it says."""
    for found in _MARKED.finditer(text, start, len(text) if end is None else end):
        yield found.start(), found.end(), found[1] or found[2]


def _standing(instruction: str, text: str) -> Iterator[tuple[int, int]]:
    """Give each place where a text stands, whole."""
    at = instruction.find(text)
    while at != -1:
        end = at + len(text)
        if not (is_word(instruction[at - 1 : at]) or is_word(instruction[end : end + 1])):
            yield at, end
        at = instruction.find(text, at + 1)


def _in_marks(instruction: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the place of a text with the quotation marks about it; nothing where there are none."""
    before = len(instruction[:start].rstrip(_EDGES))
    after = end + len(instruction[end:]) - len(instruction[end:].lstrip(_EDGES))
    opens = instruction[before - 1 : before] in _OPENING and not instruction[
        before - 2 : before - 1
    ].strip(" ([\u2013\u2014")
    closes = instruction[after : after + 1] in _CLOSING and not is_word(
        instruction[after + 1 : after + 2]
    )
    return (before - 1, after + 1) if before and opens and closes else None


def _merged(instruction: str, places: list[_Place]) -> list[_Place]:
    """Keep, of places that overlap, the one given first."""
    taken = [False] * (len(instruction) + 1)
    kept = []
    for start, end, text in places:
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            kept.append((start, end, text))
    return sorted(kept)


def _asides(instruction: str, places: list[_Place]) -> list[tuple[int, int]]:
    """Give the stretches in brackets, but for the letters of items."""
    masked = list(instruction)
    for start, end, _ in places:
        masked[start:end] = "_" * (end - start)
    text = "".join(masked)
    return [
        found.span()
        for found in re.finditer(r"\([^()]*\)", text)
        if not _ITEM.fullmatch(instruction, *found.span())
    ]


def _without(instruction: str, start: int, end: int, asides: list[tuple[int, int]]) -> str:
    kept, at = "", start
    for a, b in asides:
        if start <= a and b <= end:
            kept += instruction[at:a]
            at = b
    return kept + instruction[at:end]
