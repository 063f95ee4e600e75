"""Page numbers among the words of a definition: white space in their place."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(r"\f|<page|\n[ \t]*\[?-|\bpage[ \t]+\d", re.IGNORECASE)
"""What page furniture holds."""

_NUMBER: Final = re.compile(
    r"(?<=[a-z])(?P<before>[ \t]*\n[ \t]*\n[ \t]{16,})(?P<number>\d{1,3})(?=[ \t]*\n[ \t]*\n)"
)
"""A number that stands alone in the middle of a line, with an empty line before and after it."""

_WANTS_NUMBER: Final = re.compile(
    r"\b(?:of|by|to|than|plus|minus|less|times|over|and|or|is|are|be|being|equals?|means|from|on"
    r"|exceeds?|Class|Classes|Group|Series|Section|Article|Clause|clause|Schedule|Exhibit|Pool"
    r"|Tranche|Level|Tier|Step|Year|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|first|last|next|through|until|least|most|product|sum)$"
)
"""What may be followed by a number that is part of the words."""


def without_page_marks(words: str) -> str:
    """Give words with white space in the place of page numbers and their like.

    A bare number counts as one only where no word before it could be followed by a number.
    """
    if "\n" in words:
        words = _NUMBER.sub(_blank, words)
    if not _MARKS.search(words):
        return words
    from hereof.documents.furniture import mark_furniture  # noqa: PLC0415 - for pages only

    return mark_furniture(words)


def _blank(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 20) : found.start()]
    if _WANTS_NUMBER.search(before):
        return found.group()
    return found["before"] + " " * len(found["number"])
