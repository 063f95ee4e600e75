"""Words by which a change holds for some cases only, or leaves somebody a choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_THING: Final = (
    r"(?:it|they|such\s+\w+|the\s+same|that\s+\w+|the\s+(?:definition|term|foregoing)|used)"
)
_RELATES: Final = (
    r"(?:appl(?:y|ies)|relates?|pertains?|concerns?|affects?|refers?)(?:\s+(?:only|solely))?"
)
_PAPERS: Final = (
    r"(?:Certificates?|Notes?|Bonds?|Securities|Loans?|Receivables|Contracts|Leases?|Accounts?|Group"
    r"|Series|Tranche|Holders?|Lenders?|Properties|Property|Assets?|Pool|Subaccount)"
)
_LIMIT: Final = pattern(
    rf"\b(?:in\s+so\s+far\s+as|insofar\s+as|to\s+the\s+extent(?:\s+that)?|as)\s+{_THING}\s+{_RELATES}\s+"
    r"(?!(?:to\s+)?(?:(?:all|each|every|any)\b|the\s+(?:[A-Z]\w*\s+)*(?:Agreement|Indenture)\b|__))[^.;,]*"
    r"|\bto\s+the\s+extent\s+(?:permitted|approved|consented\s+to|agreed|allowed)\s+by\s+(?!(?:applicable\s+)?law\b)[^.;,]*"
    r"|\b(?:except|other\s+than|but\s+not|save|excluding)\s+(?:(?:for|in)\s+(?:the\s+)?purposes?\s+of"
    r"|in\s+connection\s+with|in\s+relation\s+to|insofar\s+as|(?:as\s+to|with\s+respect\s+to|in\s+respect\s+of|in\s+the\s+case\s+of))\b[^.;,]*"
    r"|\bfor\s+(?:the\s+)?purposes?\s+of\s+(?:(?:calculat|comput|determin|measur|test)ing\b|(?:the|any)\s+(?:calculation|computation|determination)\b"
    r"|(?:Section|Article|[Cc]lause|[Pp]aragraph)s?\s+[\dA-Z(]|the\s+definitions?\s+of\b|(?:the\s+)?(?:[A-Z][\w-]*\s+)+Test\b)[^.;,]*"
    r"|\b(?i:in\s+the\s+case\s+of)\s+(?!(?:the\s+)?(?:clause|paragraph|item|sentence|definition|section|first|second|third|former|latter"
    r"|foregoing|[Ss]ection)s?\b|each\b|all\b|(?:any|a)\s+(?:conflict|inconsistency|discrepancy|doubt)|_|\()[^.;,]*"
    rf"|(?:^|[.;]\s+|\d\.\s+)(?:With\s+respect\s+to|As\s+to|In\s+respect\s+of|As\s+regards)\s+"
    rf"(?!the\s+(?:[A-Z]\w*\s+)*(?:Agreement|Indenture|Amendment)\b)[^.;,_]*\b(?:Class\s+[A-Z\d]|{_PAPERS}\b)[^.;,]*"
    r"|(?:_\s*|\b(?:deleted|waived|suspended|replaced|amended)\s+)(?P<behind>(?:with\s+respect\s+to|as\s+to|in\s+respect\s+of|as\s+regards)\s+"
    rf"[^.;,_]*\b(?:Class\s+[A-Z\d]|{_PAPERS}\b)[^.;,]*)"
)
_CHOICE: Final = pattern(
    r"\bat\s+the\s+(?:sole\s+)?(?:option|election|discretion)\s+of\b[^.;,_]*|\bat\s+(?:its|their|his)\s+(?:sole\s+)?(?:option|election|discretion)\b"
    r"|\b(?i:however|but|although|provided|except|notwithstanding\s+the\s+foregoing)\b[^.;_]{0,70}?"
    r"(?P<may>\b(?:the|any|each|either)\s+[^.;,_]{1,60}?\s+(?:may|(?:is|are|shall\s+be)\s+entitled\s+to|(?:has|have|shall\s+have)\s+the\s+(?:right|option)\s+to)\s+"
    r"(?:[^.;_]{0,40}?\s)?(?:elect|opt|choose|retain|revoke|rescind|reinstate|restore|defer|disregard|continue|require)\b[^.;_]*)"
)
_OF_WORDS: Final = pattern(
    r"\b(?:words?|phrases?|references?|sentences?|text|language|punctuation|occurrences?)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_BRACKETS: Final = pattern(r"\([^()]{5,}\)")


def limits_in(text: str) -> Iterator[str]:
    """Give the words of each limit to some cases, and of each choice that is left to somebody.

    Args:
        text: An instruction, with what it quotes made blank.
    """
    plain = _BRACKETS.sub(lambda found: " " * len(found.group()), text)
    for each in (_LIMIT, _CHOICE):
        for found in each.finditer(plain):
            part = found.lastgroup
            words = found[part] if part else found.group()
            if not _OF_WORDS.search(plain[: found.start()]):
                yield " ".join(words.strip(" .;").split())
