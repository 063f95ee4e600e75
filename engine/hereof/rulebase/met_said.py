"""Whether the document that is said to show a condition met says anything of the kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms

if TYPE_CHECKING:
    from datetime import date

_FAMILIES: Final = (
    ("consent", "approv", "agree", "accept", "assent", "confirm", "concur", "no objection"),
    ("receiv", "receipt", "deliver", "obtain", "furnish"),
    ("paid", "pay", "payment"),
    ("terminat", "resign", "replac", "remov", "succe", "appoint"),
    ("satisf", "fulfil", "met", "condition"),
    ("clos", "complet", "consummat"),
)
"""Stems of words any of which may show what another of them asks for."""
_IDLE: Final = re.compile(
    r"about|after|against|also|been|before|being|both|date|dated|dates|days|each|effect"
    r"|effective|either|every|first|from|given|have|having|hereby|hereof|herein|hereto"
    r"|into|last|made|make|more|none|only|other|over|respect|shall|since|some|such|than"
    r"|that|their|them|then|there|thereof|these|they|this|those|through|under|until"
    r"|upon|were|when|whether|which|will|with|within|without|would|written|writing|your"
)
_STEM: Final = 5
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]{2,}")
_CLAUSE: Final = re.compile(r"(?:;|(?<!\bNo)(?<!\bNos)\.(?=\s|$)|,?\s+but\b|:\s)")
_ASIDE: Final = re.compile(r"\[[^\[\]]*\]")
_NEAR: Final = 5
"""So many words at most stand between a denial and what it denies."""
_NOT: Final = re.compile(
    r"\b(?:not|never|cannot|neither|nor|unable\s+to|without|no\s+longer|yet\s+to)\b|n't\b"
    r"|\bno\s+(?:such\s+)?(?=\w)(?!objections?\b|later\b|less\b|more\b)",
    re.IGNORECASE,
)
_REFUSES: Final = re.compile(
    r"\b(?:declin|refus|reject|withh[eo]ld|den(?:y|ied|ies)\b|object(?:s|ed)?\s+to|disapprov|fail(?:s|ed)?\s+to"
    r"|withdr[ae]w|revok)\w*",
    re.IGNORECASE,
)
_DOUBLE: Final = re.compile(
    r"\bnot\s+(?:only|later|less|more|to\s+(?:object|withhold|refuse))\b"
    r"|\b(?:no|not|without|never)(?:\W+(?!and\b|but\b)\w+){0,6}?\W+"
    r"(?:objections?|object|refus\w*|withh\w+|withdr\w+|revok\w*|reject\w*)\b",
    re.IGNORECASE,
)


def not_shown_met(condition: str, letter: str, met: date) -> str:
    """Say why a document does not show a condition met; empty where it may.

    Args:
        condition: As worded in the instrument.
        letter: The document, in one line.
        met: The day on which the condition is said to have been met.

    Returns:
        What the document says instead, in a few words.
    """
    names, deeds = _substance(condition)
    wanted = deeds or names
    if not wanted:
        return ""
    said = [clause for clause in map(str.strip, _CLAUSE.split(_ASIDE.sub(" ", letter))) if clause]
    about = [clause for clause in said if _shares(wanted, clause)]
    refusing = [clause for clause in said if _denies(clause) and _REFUSES.search(clause)]
    if _NOT.search(condition) or _REFUSES.search(condition):
        return "" if about else _nothing_of(condition)
    affirming = [clause for clause in about if not _denies(clause)]
    forms = written_forms(met)
    on_the_day = [clause for clause in affirming if stands_in(forms, clause) is not None]
    denying = [clause for clause in about if _denies(clause, wanted)]
    if denying and not on_the_day:
        return f"it says `{_short(denying[0])}`"
    if refusing and not affirming:
        return f"it says `{_short(refusing[0])}`"
    return "" if about else _nothing_of(condition)


def _nothing_of(condition: str) -> str:
    return f"none of its words speak of `{_short(condition)}`"


def _substance(condition: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the stems of names in a condition, and of its other words of substance."""
    names: set[str] = set()
    deeds: set[str] = set()
    for found in _WORD.finditer(condition):
        word = found.group()
        if _IDLE.fullmatch(word.casefold()) or (len(word) < _STEM - 1 and not _family(word)):
            continue
        (names if word[0].isupper() else deeds).update(_stems(word))
    return frozenset(names), frozenset(deeds)


def _stems(word: str) -> frozenset[str]:
    """Give the stem of a word with those of its family."""
    return frozenset((word.casefold()[:_STEM], *_family(word)))


def _family(word: str) -> tuple[str, ...]:
    lowered = word.casefold()
    return tuple(
        stem
        for family in _FAMILIES
        if any(_begins(lowered, stem) for stem in family)
        for stem in family
    )


def _begins(word: str, stem: str) -> bool:
    return word == stem if len(stem) < _STEM - 1 else word.startswith(stem)


def _shares(stems: frozenset[str], clause: str) -> bool:
    lowered = clause.casefold()
    words = [found.group() for found in _WORD.finditer(lowered)]
    return any(" " in stem and stem in lowered for stem in stems) or any(
        _begins(word, stem) for word in words for stem in stems
    )


def _denies(clause: str, stems: frozenset[str] | None = None) -> bool:
    """Tell whether a clause denies something, or, with stems, one of those near the denial."""
    rest = _DOUBLE.sub(" ", clause)
    denials = [*_NOT.finditer(rest), *_REFUSES.finditer(rest)]
    if stems is None:
        return bool(denials)
    return any(
        _shares(stems, " ".join(rest[: each.start()].split()[-_NEAR:]))
        or _shares(stems, " ".join(rest[each.start() :].split()[: _NEAR + 1]))
        for each in denials
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:77].rstrip()}..."  # noqa: PLR2004
