"""Whether a condition that is encoded is the whole of the one that an instruction words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms
from hereof.model import effectivity as e
from hereof.rulebase.dates_said import DATE
from hereof.rulebase.instruction import DATE_HEREOF, stands

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULED: Final = (
    r"(?:the|each|every|all|any|such|both|said)?\s*(?:definitions?|defined|terms?|Sections?|clauses?|words?|phrases?|references?|figure|Agreement"
    r"|Credit|Indenture|Exhibit|Schedule|Class|_|by\s+\w+ing|as\s+follows|to\s+read|is|are|shall|will|hereby|this|then|thereupon"
    r"|thereafter|from|only|until|through|whichever|for|if|unless|but|provided|so|with\s+effect|effective|as\s+of|upon\s+such|in\s+each\s+case)"
)
_NEXT: Final = re.compile(
    rf"^\s*(?:$|[(\"\u201c,;.:_]|{_RULED}(?![a-z])|and\s+(?:{_RULED}(?![a-z])|\(|ending|through)|or,?\s+if)",
)
_JOINED: Final = re.compile(r"^\s*,?\s*(?P<word>and|or)\s+(?P<rest>[^,;.]+)", re.IGNORECASE)
_BEHIND_COMMA: Final = re.compile(
    r"^,\s*(?:and|or)\s+(?=(?:when|once|if|upon|(?:the|a|an)\s+[A-Z]|[A-Z])[^,;.]*"
    r"\b(?:has|have|consents?|approves?|receipt|received|confirms?|agrees?|delivers?|pays?|paid|occurr?)\w*)"
    rf"(?!{_RULED}(?![a-z]))[^,;.]*"
)
_ORDERS: Final = re.compile(
    r"\b(?:shall|will|hereby|amended|deleted|replaced|inserting|deleting|replacing|added)\b"
)
_LIST: Final = re.compile(
    r"\b(?:later|latest|last|earlier|earliest|sooner|soonest|first)\s+(?:to\s+occur\s+)?(?:of|between)\b",
    re.IGNORECASE,
)
_BEFORE_NOT: Final = re.compile(
    r"\b(?:not|never|no|nor|without|fails?\s+to|failed\s+to|failure\s+to)\s+(?:\w+\s+)?$"
    r"|(?P<unless>\bunless)\s+$",
    re.IGNORECASE,
)
_UNTIL_THEN: Final = re.compile(
    r"\bnot\b[^.;]*\bunless\s+$|\bunless\s+(?:and|or)\s+until\s+$|\buntil\s+(?:and|or)\s+unless\s+$"
    r"|\bno\s+(?:force|effect)\b[^.;]*\bunless\s+$",
    re.IGNORECASE,
)


def condition_otherwise(
    condition: e.Condition, effectivity: e.Effectivity, parts: Sequence[e.Simple], text: str
) -> str:
    """Say how an encoded condition is not the one that is worded; empty where it is.

    Args:
        condition: As encoded.
        effectivity: Which it is a part of.
        parts: Every moment of that.
        text: The instruction.
    """
    found = ""
    for at in _places(text, condition.text):
        why = _at_a_place(at, condition, effectivity, parts, text)
        if not why:
            return ""
        found = found or why
    return found


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at != -1:
        if stands(text[max(0, at - 1) : at + len(wanted) + 1], wanted):
            yield at
        at = text.find(wanted, at + 1)


def _at_a_place(
    at: int,
    condition: e.Condition,
    effectivity: e.Effectivity,
    parts: Sequence[e.Simple],
    text: str,
) -> str:
    before, after = text[max(0, at - 120) : at], text[at + len(condition.text) :]
    denied = _BEFORE_NOT.search(before)
    if denied and not _UNTIL_THEN.search(before):
        return f"it says `{' '.join(denied.group().split())}` before the condition"
    joined = _JOINED.match(after) if not _NEXT.match(after) else _BEHIND_COMMA.match(after)
    if joined is not None and not _ORDERS.search(joined.group()):
        return _of_both(joined.group(), condition, effectivity, parts, text)
    if _NEXT.match(after) or joined is not None:
        return ""
    rest = re.split(r"[,;.]", after)[0]
    if _ORDERS.search(rest):
        return ""
    return f"its condition goes on, `{condition.text}{rest.rstrip()}`"


def _of_both(
    words: str,
    condition: e.Condition,
    effectivity: e.Effectivity,
    parts: Sequence[e.Simple],
    text: str,
) -> str:
    """Compare a condition that is joined to another with how both are encoded."""
    words = " ".join(words.split()).strip(" ,")
    others = [part for part in parts if part is not condition]
    if not any(_speaks(part, words) for part in others):
        return f"its condition goes on, `{words}`"
    if _LIST.search(text):
        return ""
    wrong = e.Earlier if words.casefold().startswith("and") else e.Later
    whole = effectivity.start if condition in e.conditions(effectivity.start) else effectivity.until
    if isinstance(whole, wrong):
        return f"it joins the conditions with `{words.split()[0]}`"
    return ""


def _speaks(part: e.Simple, words: str) -> bool:
    """Tell whether words speak of a moment."""
    if isinstance(part, e.Condition):
        return part.text in words or words.partition(" ")[2] in part.text
    if isinstance(part, e.OnDate):
        return stands_in(written_forms(part.day), words) is not None
    if isinstance(part, e.DateHereof):
        return bool(DATE_HEREOF.search(words))
    return part.term in words or bool(DATE.search(words))
