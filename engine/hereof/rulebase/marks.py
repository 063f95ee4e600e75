"""Marks of punctuation that an instruction names by word: "the period at the end"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = {
    ".": r"period|full[ -]stop",
    ",": r"comma",
    ";": r"semi-?colon",
    ":": r"colon",
}
_LEAD: Final = r"\b(?:the|a|such|said|its|each|every|any|final|last|first|concluding|closing)\s+"
_NO_MARK: Final = (
    r"\b(?!\s+(?:from|of|commencing|beginning|starting|ending|ended|during|between|for|through"
    r"|until|to\s+(?:and|but)|in\s+which|covered|specified|described|when|while|that)\b)"
)


def is_mark(text: str) -> bool:
    """Tell whether a text is one mark of punctuation that has a name."""
    return text.strip() in _NAMES


def named_marks(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Give each place where a text names a mark of punctuation.

    Args:
        text: The words.
        mark: The mark, such as `.`.
    """
    name = _NAMES[mark.strip()]
    for found in re.finditer(rf"{_LEAD}({name}){_NO_MARK}", text, re.IGNORECASE):
        yield found.span(1)


def names_mark(text: str, mark: str) -> bool:
    """Tell whether a text names a mark of punctuation."""
    return any(named_marks(text, mark))
