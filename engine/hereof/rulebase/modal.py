"""Whether an instruction orders a change, or only speaks of one that may or might be made."""

from __future__ import annotations

import re
from typing import Final

_ADVERBS: Final = r"(?:(?:hereby|also|further|then|\w+ly)\s+)*"
_REFUSED: Final = (
    r"(?:declin|refus|den(?:y|ies|ied)|reject|fail|forbear|abstain|withh[eo]ld|reserv\w*\s+(?:the\s+|all\s+|its\s+|their\s+)?rights?"
    r"|oppos|object)\w*"
)
_WISHED: Final = (
    r"(?:wish|desir|propos|request|intend|consider|contemplat|discuss|negotiat|seek|ask|endeavou?r|expect|hope|offer)\w*"
    r"|(?:sought|asked)|agree\w*\s+to\s+(?:negotiate|discuss|consider|work|use|seek)"
    r"|(?:would|could|might|may|can)\b|willing(?:ness)?|entitled|permitted|authori[sz]ed|right\s+to|option\s+to|power\s+to|able\s+to"
)
_BEFORE: Final = re.compile(
    rf"\b(?P<no>{_REFUSED})\b(?P<gap>[^.;:]{{0,200}})$|\b(?P<may>{_WISHED})\b(?P<gap2>[^.;:]{{0,200}})$",
    re.IGNORECASE,
)
_WAS: Final = re.compile(
    r"\b(?:was|were)\s+(?:to\s+be|to\s+have\s+been|proposed\s+to\s+be|supposed\s+to\s+be|going\s+to\s+be)\s+$"
    r"|\b(?:would|could|might|should)\s+have\s+been\s+$",
    re.IGNORECASE,
)
_DROPPED: Final = re.compile(
    r"\b(?:amendments?|waivers?|changes?|modifications?|proposals?|requests?)\b[^.;]{0,160}?\b(?:is|are|was|were|has\s+been|have\s+been)\s+"
    r"(?:hereby\s+)?(?:withdrawn|abandoned|declined|rejected|refused|denied|never\s+(?:executed|adopted|made|agreed)|not\s+(?:executed|adopted|made|agreed|approved))\b",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(
    r"(?P<asks>\b(?:vot|determin|consider|decid|decision|discuss|resolv|agree|elect|ask|inquir|question|direct|advis|recommend"
    r"|instruct|notif|state|confirm|specif|review|assess|evaluat|ballot|uncertain|unclear|doubt)\w*\b[^.;:]{0,60}\s)?"
    r"\bwhether\b(?!\s+(?:or\s+not\s+)?(?:used|capital|in|now|by|such|as|any)\b)(?P<gap>[^.;:]*?)"
    r"(?:\b(?:shall|should|will|would|is|are|ought|were|was)\s+(?:to\s+)?(?:be\s+)?|\bto\s+)(?:be\s+)?$",
    re.IGNORECASE,
)
_WHATEVER: Final = re.compile(
    r"\b(?:notwithstanding|regardless\s+(?:of|as\s+to)|without\s+regard\s+to|irrespective\s+of|no\s+matter)\s+$",
    re.IGNORECASE,
)
_SETTLED: Final = re.compile(
    r"\b(?:hereby|shall|agrees?\s+(?:that|to)\s+(?!negotiate|discuss|consider)|(?:is|are)\s+(?=amended|deleted|waived))",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r",\s+(?:and|so|therefore|accordingly)\b|,\s+the\s+(?:parties|lenders|definition)\b|\bthat\s+(?:may|might|can|could|would)\b"
    r"|\b(?:which|who|as)\s+(?:it\s+|they\s+)?(?:may|might|can|could|would)\b",
    re.IGNORECASE,
)
_OTHERWISE: Final = re.compile(
    r"\bas\s+(?:\w+\s+){0,4}(?:may|requested|proposed|permitted)\b", re.IGNORECASE
)


_NEAR: Final = 300
_JOINED: Final = re.compile(r"(?:\bby|\band|,)\s+$")


def not_ordered(text: str, verbs: str) -> str:
    """Give the words by which a change is only possible, wished for or refused; or nothing.

    Args:
        text: The instruction, with what it quotes made blank.
        verbs: A pattern of the stems of the verbs that order such a change.
    """
    dropped = _DROPPED.search(text)
    if dropped is not None:
        return _shown(dropped.group())
    whys: list[str] = []
    for each in re.finditer(rf"\b(?:{verbs})\w*", text, re.IGNORECASE):
        before = text[max(0, each.start() - _NEAR) : each.start()]
        joined = whys and _JOINED.search(before)
        whys.append(whys[-1] if joined else _before(before, each.group()))
    return whys[0] if whys and all(whys) else ""


def _shown(words: str) -> str:
    """Give words in one line, what they quote left out."""
    return " ".join(re.sub(r"_{2,}", "...", words).split())


def _before(before: str, verb: str) -> str:
    """Give the words before a verb that keep it from ordering anything."""
    clause = re.split(r"[;:]|\.\s", before)[-1]
    was = _WAS.search(clause)
    if was is not None:
        return _shown(f"{was.group()}{verb}")
    asked = _WHETHER.search(clause)
    if asked is not None and _is_question(asked, clause):
        return _shown(f"{asked.group()}{verb}")
    found = _BEFORE.search(clause)
    if found is None:
        return ""
    gap = found["gap"] or found["gap2"] or ""
    if _SETTLED.search(gap) or _RELATIVE.search(found.group()):
        return ""
    if _OTHERWISE.search(clause) and "," in gap:
        return ""
    return _shown(f"{found.group()}{verb}")


def _is_question(asked: re.Match[str], clause: str) -> bool:
    """Tell whether a verb is what somebody asks, and not what is done in either case."""
    if _WHATEVER.search(clause[: asked.start()]) or "hereby" in asked["gap"]:
        return False
    return bool(asked["asks"]) or "," not in asked["gap"]
