"""Parts of a definition that an instruction names: a proviso, a sentence, all but a clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.model import operation as o
from hereof.model.names import is_section
from hereof.model.words import WordsKind
from hereof.rulebase.numerals import ORDINAL, ordinal

if TYPE_CHECKING:
    from hereof.model.operation import Occurrences

_NOUN: Final = (
    r"(?:sentences?|sub-?paragraphs?|paragraphs?|sub-?clauses?|clauses?|provisos?|parentheticals?|phrases?"
    r"|lines?|items?|words|row|column|table|bullet(?:\s+points?)?)"
)
_PART: Final = (
    rf"(?:all\s+but\s+[^.;:]{{1,60}}?|everything\s+(?:after|before|following)\s+[^.;:]{{1,60}}?"
    rf"|(?:{ORDINAL}|penultimate|lead-in|introductory|entire)\s+(?:\w+\s+)?{_NOUN}"
    r"|provisos?|parentheticals?|lead-in|table|portion|remainder|balance)"
)
_WHERE: Final = re.compile(
    rf"\b(?:sub-?clause|clause|item|limb)s?\s+\((?P<letter>[ivx]{{1,4}}|[a-z]|\d{{1,2}})\)"
    rf"|\b(?P<which>{ORDINAL})\s+(?:sentence|sub-?paragraph|paragraph|clause|line|proviso|item)\b"
    r"|\b(?P<some>proviso|parenthetical|penultimate\s+\w+)\b",
    re.IGNORECASE,
)
_OF_PART: Final = re.compile(
    rf"\b(?P<part>(?:the\s+)?{_PART})\s+(?:set\s+forth\s+|contained\s+|appearing\s+)?(?:of|to|in|from)\s+",
    re.IGNORECASE,
)
_EDGE: Final = re.compile(r"\b(?:end|beginning|start)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def part_only(operation: o.Operation, instruction: str) -> str:
    """Say of which part of a definition an order speaks, where the whole is encoded.

    Args:
        operation: As encoded.
        instruction: Its words, in one line.
    """
    if not isinstance(operation, o.Delete | o.Replace):
        return ""
    if isinstance(operation, o.Replace) and operation.words.kind is WordsKind.NOT_ON_FILE:
        return ""  # of a table that nobody has, the whole definition is unknown
    if _OF_PART.search(instruction) is None:
        return ""
    name = re.escape(operation.subject)
    term = (
        rf"(?<!\w){name}(?![\w.])" if is_section(operation.subject) else rf"[\"\u201c]?{name}(?!\w)"
    )
    found = re.search(
        rf"{_OF_PART.pattern}"
        rf"(?:the\s+)?(?:(?:definitions?|meaning)\s+(?:of|for)\s+)?(?:the\s+)?(?:terms?\s+)?{term}",
        instruction,
        re.IGNORECASE,
    )
    return f"it speaks of `{' '.join(found['part'].split())}` alone" if found else ""


def place_in_doubt(occurrences: Occurrences, text: str) -> str:
    """Give the words that say at which part a phrase is changed, where another may be encoded.

    Args:
        occurrences: As encoded.
        text: The clause of the instruction.
    """
    found = _WHERE.search(text)
    if found is None:
        return ""
    words = " ".join(found.group().split())
    if occurrences.pick is None:
        return words if occurrences.exactly != 1 else ""
    if _EDGE.search(text[: found.start()]):  # the edge of a part may be any place in the row
        return ""
    return "" if occurrences.pick == _which(found) else words


def _which(found: re.Match[str]) -> int | None:
    """Give the place in its row of a part; nothing where that is not said."""
    if found["which"]:
        return ordinal(found["which"])
    letter = (found["letter"] or "").casefold()
    if letter.isdigit():
        return int(letter)
    if letter in _ROMAN:
        return _ROMAN.index(letter) + 1
    return ord(letter) - ord("a") + 1 if letter else None
