"""Lettered clauses of a definition: where each begins and ends."""

from __future__ import annotations

import re
from typing import Final

from hereof.patterns import pattern
from hereof.timeline.edits import GuardFailedError

_ENUMERATOR: Final = pattern(r"(?<![\w)])\(([A-Za-z]{1,5}|\d{1,3})\)")
_LETTER: Final = r"\((?:[A-Za-z]{1,5}|\d{1,3})\)"
_REFERENCE: Final = pattern(
    rf"\b(?:(?:sub)?clause|(?:sub)?paragraph|(?:sub)?section|item)"
    rf"(?:\s+(?:\d[\d.]*)?(?:{_LETTER})+"
    rf"|s\s+(?:\d[\d.]*)?(?:{_LETTER})+(?:(?:,|,?\s+(?:and|or|through|to))\s+(?:{_LETTER})+)*)",
    re.IGNORECASE,
)
"""Letters that speak of a clause, as in "clause (b)" or "clauses (a) and (c)"; they begin none."""
_MISSING: Final = 2
"""So many letters in turn may have been deleted from a row that goes on after them."""
_ROMAN: Final = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
_LETTERS: Final = [chr(ord("a") + n) for n in range(26)]
_SERIES: Final = (
    _LETTERS,
    [x.upper() for x in _LETTERS],
    _ROMAN,
    [x.upper() for x in _ROMAN],
    [str(n) for n in range(1, 100)],
    ["x", "y", "z"],
    ["X", "Y", "Z"],
)


def find_clause(text: str, clause: str) -> tuple[int, int]:
    """Give where a lettered clause stands in words, with its letter.

    A clause runs to the next one of its own row, the last to the end of what
    holds it. `(a)(ii)` is the clause (ii) within the clause (a). A row goes on
    where a letter or two were deleted from it, also its first; where another row has
    the letter from its first on, that one is meant. A letter that only speaks of a
    clause, as in "described in clause (a)", begins none.

    Raises:
        GuardFailedError: There is no such clause, or more than one row that has it.
    """
    first, start, end = 0, 0, len(text)
    for letter in re.findall(r"\(([^)]+)\)", clause):
        rows = _rows_with(letter, text, start, end)
        if not rows:
            raise GuardFailedError(f"there is no clause `({letter})`")
        if len(rows) > 1:
            raise GuardFailedError(f"there is more than one clause `({letter})`")
        first, end = rows[0][letter]
        start = first + len(f"({letter})")
    return first, end


def _rows_with(letter: str, text: str, start: int, end: int) -> list[dict[str, tuple[int, int]]]:
    """Give the rows that have a letter: those from their first letter on, else those without it."""
    for without in (0, _MISSING):
        rows = [row for row in _rows(text, start, end, without) if letter in row]
        if rows:
            return rows
    return []


def _rows(text: str, start: int, end: int, without: int) -> list[dict[str, tuple[int, int]]]:
    """Give the rows of clauses within a stretch: (a), (b), (c); (i), (ii); not nested ones.

    `without` is how many of its first letters a row may lack.
    """
    spoken_of = [match.span() for match in _REFERENCE.finditer(text, start, end)]
    found = [
        (match.group(1), match.start())
        for match in _ENUMERATOR.finditer(text, start, end)
        if not any(first < match.start() < last for first, last in spoken_of)
    ]
    rows: list[dict[str, tuple[int, int]]] = []
    index = 0
    while index < len(found):
        letter, at = found[index]
        series = _series_of(letter, [name for name, _ in found[index + 1 :]], without)
        if series is None:
            index += 1
            continue
        names, places = [letter], [at]
        cursor, missing = index, 0
        for name in series[series.index(letter) + 1 :]:
            following = next(
                (k for k in range(cursor + 1, len(found)) if found[k][0] == name), None
            )
            if following is None or (missing and _begins(name)):
                missing += 1
                if missing > _MISSING:
                    break
                continue
            cursor, missing = following, 0
            names.append(name)
            places.append(found[following][1])
        ends = [*places[1:], end]
        rows.append(dict(zip(names, zip(places, ends, strict=True), strict=True)))
        index = cursor + 1
        while index < len(found) and found[index][0] not in series:
            index += 1
    return rows


def _begins(letter: str) -> bool:
    """Tell whether a letter may begin a row of its own, such as (i) or (x)."""
    return any(series[0] == letter for series in _SERIES)


def _series_of(letter: str, following: list[str], without: int) -> list[str] | None:
    """Give the series that a letter begins, or goes on with but for some of its first letters."""
    firsts = [series for series in _SERIES if series[0] == letter]
    if letter == "i" and "ii" not in following and "j" in following:
        return None
    later = [series for series in _SERIES if letter in series[1 : without + 1]]
    return next(iter(firsts or later), None)
