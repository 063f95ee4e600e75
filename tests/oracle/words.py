"""The oracle's own edits of words: plain strings, and one paragraph's draft of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from hereof.model import operation as o

if TYPE_CHECKING:
    from collections.abc import Sequence

# What an edit never takes a part of: a word, a compound, a number with its signs.
TOKEN = re.compile(
    r"""
    (?: [$€£¥](?=\d) | (?<=[^\w.])\.(?=\d) | (?<=[^\W_])['\u2019](?=[sS]\b) )?
    [^\W_]
    (?: [^\W_] | [-\u2010\u2011&](?=[^\W_]) | ['\u2019](?![sS]\b)(?=[^\W_])
      | (?<=\d)[.,/](?=\d) | (?<=\band)/(?=or\b) | [$€£¥](?=\d) | [\u0300-\u036f] )*
    (?: (?<=\d)[%¢‰] )?
    """,
    re.VERBOSE,
)
LETTER = re.compile(r"(?<![\w)])\(([A-Za-z]{1,5}|\d{1,3})\)")
MENTION = re.compile(
    r"\b(sub)?(clause|paragraph|section|item)s?\s+(\d[\d.]*)?(\([A-Za-z0-9]{1,5}\))+"
    r"((,|,?\s+(and|or|through|to))\s+(\([A-Za-z0-9]{1,5}\))+)*",
    re.IGNORECASE,
)
SERIES = (
    list("abcdefghijklmnopqrstuvwxyz"),
    list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"],
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"],
    [str(n) for n in range(1, 100)],
    ["x", "y", "z"],
    ["X", "Y", "Z"],
)


class MisfitError(Exception):
    """An edit does not fit the words."""


def whole_places(text: str, phrase: str) -> list[int]:
    """Give where a phrase stands, cutting no word and no number, none overlapping."""
    inside = {at for t in TOKEN.finditer(text) for at in range(t.start() + 1, t.end())}
    found: list[int] = []
    for at in range(len(text)):
        end = at + len(phrase)
        if not text.startswith(phrase, at) or at in inside or end in inside:
            continue
        if not found or at >= found[-1] + len(phrase):
            found.append(at)
    return found


def wanted_places(text: str, phrase: str, wanted: o.Occurrences) -> list[int]:
    """Give the places that an edit means, or refuse."""
    found = whole_places(text, phrase)
    if wanted.pick is not None:
        if not 1 <= abs(wanted.pick) <= len(found):
            raise MisfitError
        return [found[wanted.pick - 1] if wanted.pick > 0 else found[wanted.pick]]
    if not found or (wanted.exactly is not None and len(found) != wanted.exactly):
        raise MisfitError
    return found


@define
class Draft:
    """Words while one paragraph works on them.

    Attributes:
        text: As they stand so far.
        fresh: Stretches that the paragraph wrote; an empty one marks where it took away.
    """

    text: str
    fresh: list[tuple[int, int]] = field(factory=list)

    def keep_off(self, start: int, end: int, point: int | None = None) -> None:
        """Refuse to work twice on the same words."""
        for a, b in self.fresh:
            if a < b and ((start < b and a < end) or point in (a, b)):
                raise MisfitError
            if a == b and start < a < end:
                raise MisfitError

    def put(self, start: int, end: int, new: str) -> None:
        """Put new words in the place of a stretch."""

        def moved(at: int) -> int:
            if at <= start:
                return at
            return max(start, at - end + start) + len(new)

        self.text = self.text[:start] + new + self.text[end:]
        self.fresh = [(moved(a), moved(b)) for a, b in self.fresh]
        self.fresh.append((start, start + len(new)))


def _joins(left: str, right: str) -> bool:
    return bool(left) and bool(right) and left[-1].isalnum() and right[0].isalnum()


def replace_phrase(draft: Draft, old: str, new: str, wanted: o.Occurrences) -> None:
    """Replace a phrase, or take it away with one of the spaces beside it."""
    text = draft.text
    for at in reversed(wanted_places(text, old, wanted)):
        end = at + len(old)
        draft.keep_off(at, end)
        if new and (_joins(text[:at], new) or _joins(new, text[end:])):
            raise MisfitError
        if not new and text[end:].startswith(" ") and (at == 0 or text[at - 1] == " "):
            end += 1
        draft.put(at, end, new)


def insert_phrase(draft: Draft, new: str, side: o.Side, anchor: str, wanted: o.Occurrences) -> None:
    """Insert a phrase beside an anchor."""
    text = draft.text
    for start in reversed(wanted_places(text, anchor, wanted)):
        end = start + len(anchor)
        at = start if side is o.Side.BEFORE else end
        draft.keep_off(start, end, at)
        if _joins(text[:at], new) or _joins(new, text[at:]):
            raise MisfitError
        draft.put(at, at, new)


def amend_clause(draft: Draft, operation: o.AmendClause) -> None:
    """Replace, take away or insert a lettered clause."""
    if operation.anchor is None:
        start, end = find_clause(draft.text, operation.clause)
    else:
        start, end = find_clause(draft.text, operation.anchor)
        start = end = start if operation.side is o.Side.BEFORE else end
        if _has_clause(draft.text, operation.clause):
            raise MisfitError
    new = operation.words.text if operation.words else ""
    if new:
        before, after = draft.text[:start], draft.text[end:]
        new = (" " if before and before[-1] != " " else "") + new
        new += " " if after and after[0] != " " else ""
    draft.keep_off(start, end)
    draft.put(start, end, new)


def _has_clause(text: str, clause: str) -> bool:
    try:
        find_clause(text, clause)
    except MisfitError:
        return False
    return True


def find_clause(text: str, clause: str) -> tuple[int, int]:
    """Give the stretch of a lettered clause, such as `(b)` or `(a)(ii)`."""
    whole, start, end = 0, 0, len(text)
    for letter in re.findall(r"\(([^)]+)\)", clause):
        found = [where for name, where in _top_clauses(text, start, end, 1) if name == letter]
        if not found:  # the row may have lost its first letter, or two
            found = [where for name, where in _top_clauses(text, start, end, 3) if name == letter]
        if len(found) != 1:
            raise MisfitError
        (whole, end), start = found[0], found[0][0] + len(letter) + 2
    return whole, end


def _top_clauses(text: str, start: int, end: int, firsts: int) -> list[tuple[str, tuple[int, int]]]:
    """Give the clauses of a stretch that stand in no other clause of it."""
    mentioned = {at for m in MENTION.finditer(text, start, end) for at in range(*m.span())}
    letters = [
        (m.group(1), m.start())
        for m in LETTER.finditer(text, start, end)
        if m.start() not in mentioned
    ]
    clauses: list[tuple[str, tuple[int, int]]] = []
    k = 0
    while k < len(letters):
        series = _begun_by(letters[k][0], [name for name, _ in letters[k + 1 :]], firsts)
        row = _row(letters, k, series) if series else []
        ends = [letters[n][1] for n in row[1:]] + [end]
        clauses += [(letters[n][0], (letters[n][1], e)) for n, e in zip(row, ends, strict=False)]
        k = row[-1] + 1 if row else k + 1
        while series and k < len(letters) and letters[k][0] not in series:
            k += 1
    return clauses


def _row(letters: list[tuple[str, int]], first: int, series: Sequence[str]) -> list[int]:
    """Give which letters make up a row; up to two in turn may have been taken away."""
    row, missing = [first], 0
    for name in series[series.index(letters[first][0]) + 1 :]:
        later = [k for k in range(row[-1] + 1, len(letters)) if letters[k][0] == name]
        begins_another = any(other[0] == name for other in SERIES)
        if later and not (missing and begins_another):
            row.append(later[0])
            missing = 0
        else:
            missing += 1
        if missing > 2:
            break
    return row


def _begun_by(letter: str, following: list[str], firsts: int) -> Sequence[str] | None:
    if letter == "i" and "ii" not in following and "j" in following:
        return None
    begun = [series for series in SERIES if series[0] == letter]
    begun += [series for series in SERIES if letter in series[:firsts]]
    return begun[0] if begun else None
