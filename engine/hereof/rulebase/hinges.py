"""Words on which a change hangs though no `if` stands there: an occurrence, a consent, a state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import Instrument

_HEAD: Final = r"(?:^|[.;]\s+)\s*(?:\(?\w{1,4}[.)]\s+)?(?:[A-Z][^.;]{0,60},\s+(?:and\s+)?)?"
_EVENT: Final = (
    r"(?:occurrence|happening|consummation|satisfaction|fulfil?lment|receipt|completion|resignation"
    r"|removal|failure|expiration|non-occurrence)"
)
_PAPER: Final = (
    r"(?:Amendment|Agreement|Supplement|Waiver|Consent|Letter|Instrument|Indenture|parties)\b"
)
_PART: Final = r"(?:Sections?|Articles?|[Pp]aragraphs?|[Cc]lauses?|Exhibits?|Annex|Schedules?)"
_HERE: Final = r"\s+[\w.()]+(?!\s+(?:of|to|in)\s+(?:the|said|such|that)\b)(?![\w.()])"
_HINGE: Final = pattern(
    # conditions said to stand somewhere
    r"(?P<set>(?i:subject\s+to|conditioned\s+(?:up)?on)\s+(?:the\s+|each\s+of\s+the\s+|all\s+of\s+the\s+)?"
    rf"(?:(?:following|prior|foregoing)\s+)?(?:conditions?\b|terms\s+and\s+conditions\s+(?:of|(?:set\s+forth|contained|specified)\s+in)\s+"
    rf"{_PART}{_HERE})[^,.;]*)"
    # an occurrence: in the middle of a sentence only with words that are of time alone
    rf"|(?P<upon>\b(?i:upon|from\s+and\s+after|on\s+and\s+after|commencing\s+(?:up)?on|effective\s+after)\s+"
    rf"(?:(?:the|any|such)\s+)?(?:\w+\s+)?{_EVENT}\s+(?:of|and|by)\b[^,.;]*)"
    rf"|{_HEAD}(?P<after>(?:After|Following)\s+(?:the\s+|any\s+)?(?:\w+\s+)?{_EVENT}\s+(?:of|and|by)\b[^,.;]*"
    r"|(?:After|Following|Upon|From\s+and\s+after|On\s+and\s+after)\s+(?:an?|the|any)\s+"
    r"(?:[A-Z][\w-]*\s+)+(?:of\s+)?(?:Event|Default|Failure|Downgrade)s?\b[^,.;]*)"
    # a state
    r"|(?P<when>\b(?i:at\s+(?:any|all|such)\s+times?\s+(?:when|while|that|if|during\s+which|in\s+which|on\s+which|as))\s[^,.;]*)"
    rf"|{_HEAD}(?P<state>(?:In\s+the\s+absence\s+of|Absent|Assuming|Failing)\s+(?:that\s+)?(?:an?|any|the|no|receipt)\b[^,.;]*"
    r"|In\s+the\s+event\s+(?:an?|the|any|no|such|either|both)\s[^,.;]*"
    r"|Where\s+(?:the|an?|any|no)\s+(?!(?:definition|term|word|phrase|expression|reference|context|same|text)s?\b)"
    r"[^,.;]*\b(?:has|have|is|are|fails?|ceases?|occurs?)\b[^,.;]*)"
    # a day that nobody knows beforehand
    rf"|(?:{_HEAD}|\b(?i:effective|on\s+and\s+after|from\s+and\s+after|deleted|amended|waived|suspended)\s+(?:as\s+of\s+|on\s+|from\s+|upon\s+)?)"
    r"(?P<day>(?:(?:On\s+and\s+after|From\s+and\s+after|On|From|Upon|As\s+of|After)\s+)?the\s+(?:first\s+|earliest\s+|last\s+)?"
    rf"(?:date|day|time)\s+(?:(?:on|as\s+of|upon|at)\s+which|that|when)\s+(?!this\s|(?:each|all|both)\s+(?:of\s+the\s+)?{_PAPER})[^,.;]*)"
    # what another may still refuse
    r"|(?P<consent>\b(?i:(?:but\s+)?(?:only\s+)?with)\s+(?:the\s+)?(?:(?:prior|express|written|unanimous|further)\s+(?:and\s+)?)*"
    r"(?:consent|approval|concurrence|permission)\s+of\b[^.;]*)"
    r"|(?P<unless>\b(?i:unless)\s+(?:the|an?|any|such|either|both)\s+(?!context\b|term\b|same\b)[^,.;_]*"
    r"\b(?:elects?|objects?|notif(?:y|ies)|directs?|consents?|agrees?|requests?|waives?|has|have|is|are|occurs?|otherwise)\b[^,.;]*)"
)
_ASIDE: Final = pattern(
    r"\([^()]*\)|,\s(?:providing|relating|setting|governing|concerning|dealing|describing|requiring|(?:en)?titled|captioned)\b[^,.;]*"
    r"|,?\s\b(?:which|that|who)\s+(?:is|are|was|were|shall|will|may|becomes?|occurs?|arises?|\w+s)\b[^,.;]*"
)
_DONE: Final = pattern(
    r"\b(?:having|has|have|had|was|were|been|obtained|given|granted|received|evidenced|dated|attached|annexed"
    r"|undersigned|signator(?:y|ies)|signature|executing|joining|hereto|hereby|hereunder|thereunder"
    r"|under|pursuant|accordance|required|requisite|necessary|by\s+(?:its|their))\b",
    re.IGNORECASE,
)
_GOES_ON: Final = pattern(
    r"[^,]*(?:,\s+(?:which|having|as|such|evidenced|given|obtained|set\s+forth|pursuant|under|attached)\b[^,]*)?"
)
_BEFORE_CONSENT: Final = pattern(
    r"\b(?:act\w*|by\s+and|together|execut\w*|pursuant\s+to\s+[^,;]*|accordance\s+with\s+[^,;]*)\s*(?:,\s*)?(?:and\s+)?$",
    re.IGNORECASE,
)
_OWN_SIGNING: Final = pattern(
    r"\b(?:of|by)\s+(?:this|counterparts|(?:the\s+)?parties|executed|signed|signatures?|the\s+Amendment)\b"
    r"|\bhereof\b(?!\s*$)|\bexecution\b",
    re.IGNORECASE,
)


def hinge_in(text: str) -> str:
    """Give the words of a condition that is no clause with `if`; empty where none are seen.

    Args:
        text: An instruction, with what it quotes made blank. Words in brackets and relative
            clauses describe what is changed; they are passed over.
    """
    plain = _ASIDE.sub(lambda found: _blank(found.group()), text)
    return next(_hinges(plain, text), "")


def _blank(aside: str) -> str:
    if aside.startswith("(") and len(aside) <= len("(iiii)"):
        return aside  # the letter of a part
    return aside if aside.lstrip(" ,").startswith("that ") else " " * len(aside)


def _hinges(text: str, whole: str) -> Iterator[str]:
    for found in _HINGE.finditer(text):
        kind = found.lastgroup or ""
        words = found[kind]
        if kind == "consent":
            words = _with_aside(re.split(r"[.;]", whole[found.start(kind) :])[0])
            before = text[max(0, found.start(kind) - 90) : found.start(kind)]
            if _DONE.search(words) or _BEFORE_CONSENT.search(before):
                continue
        elif kind in ("upon", "after", "day") and _OWN_SIGNING.search(words):
            continue
        yield " ".join(words.split())


def _with_aside(words: str) -> str:
    found = _GOES_ON.match(words)
    return found.group() if found is not None else words


def is_given(words: str, header: Instrument | None) -> bool:
    """Tell whether a consent is that of somebody who signs the instrument itself.

    Args:
        words: As an instruction has them.
        header: The instrument's own.
    """
    if header is None or not re.search(r"\b(?:consent|approval|concurrence)\s+of\b", words):
        return False
    names = [each for one in header.signatures for each in (one.signatory, one.capacity, one.role)]
    names += [each for party in header.parties for each in (party.name, party.role)]
    return any(name and name in words for name in names)
