"""Words that change nothing, and those that close what stands before them."""

from __future__ import annotations

import re
from typing import Final

_FILLERS: Final = re.compile(
    r"""(?P<open>,\s*|\(\s*)?
    (?:(?:and\s+(?=[^,]*,\s*\())?without\s+(?:any\s+)?(?:duplication|double\s+counting)(?:\s+and(?=\s+to\s+the\s+extent\b))?|(?:such\s+fraction\s+|which\s+is\s+)?(?:expressed|stated)\s+as\s+a\s+(?:percentage|decimal|fraction)(?!\s+of\b)
    |as\s+used\s+(?:herein|in\s+this\s+(?:Agreement|Indenture|definition))
    |as\s+applicable|as\s+the\s+case\s+may\s+be|in\s+the\s+aggregate|if\s+applicable
    |for\s+(?:the\s+)?purposes?\s+of\s+this\s+definition|without\s+regard\s+to\s+duplication|calculated\s+without\s+duplication|inclusive|for\s+the\s+avoidance\s+of\s+doubt)
    (?P<close>\s*\)|\s*,)?""",
    re.VERBOSE,
)

IF_ANY: Final = re.compile(r"(?P<open>,\s*|\(\s*)?if\s+any\b(?P<close>\s*\)|\s*,)?")

STATED: Final = re.compile(
    r""",\s*(?:such\s+fraction\s+|which\s+is\s+)?(?:expressed|stated)\s+as\s+a\s+(?:percentage|decimal|fraction)
    ,?(?=\s+(?:plus|minus|less|multiplied|times|divided)\b)""",
    re.VERBOSE,
)
"""What closes a ratio before an operator, as in `A over B, stated as a percentage, minus C`."""


_ENUMERATOR: Final = re.compile(r"\(\w{1,4}\)\s*\Z")


def without_fillers(words: str) -> str:
    """Give words with spaces in the place of those that change nothing, such as `as applicable`."""
    parts: list[str] = []
    at = 0
    for match in _FILLERS.finditer(words):
        opened, closed = (match["open"] or "").strip(), (match["close"] or "").strip()
        start, end = match.span()
        if opened == "," and STATED.match(words, start):
            continue
        if opened == "," and not closed and " used " in f" {match.group()} ":
            start += 1  # `, as used herein with respect to a date, means`
        if opened == "(" and closed != ")":
            continue
        if closed and opened != closed and (opened, closed) != ("(", ")"):
            end = match.start("close")
        if (opened, closed) == (",", ",") and not is_spare(words, end):
            end = match.start("close")
        if closed == "," and not opened and _ENUMERATOR.search(words, max(0, start - 8), start):
            end = match.end()
        parts += [words[at:start], " " * (end - start)]
        at = end
    return "".join((*parts, words[at:]))


def is_spare(words: str, end: int) -> bool:
    """Tell whether the second of a pair of commas only closes what the first opens."""
    rest = words[end:].lstrip()
    return not re.match(r"(?:and|or|minus|plus|less|multiplied|divided)\b", rest)
