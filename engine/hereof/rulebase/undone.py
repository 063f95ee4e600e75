"""Whether an instrument is undone or brought back, where an instruction speaks of both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.model import operation as o

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNDOES: Final = (
    r"rescind|revok|cancel|annul|nullif|withdr|terminat|revers|supersed"
    r"|void|of\s+no\s+(?:further\s+)?(?:force|effect)"
)
_RESTORES: Final = r"reviv|reinstat|restor"
_EITHER: Final = re.compile(
    rf"\b(?:(?P<undoes>{_UNDOES})|(?P<restores>{_RESTORES}))\w*", re.IGNORECASE
)
_ASIDE: Final = re.compile(
    r"\([^()]*\)|,\s*(?:which|that|as|having|previously|heretofore|once)\b[^.;]*?,(?!\s*\d)",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"\b(?:rescission|revocation|cancellation|termination|withdrawal|reversal|reinstatement|revival)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(r"[;.](?=\s|$)|\band\s+the\s+(?:definition|provisions?|terms?)\b")


def undone_otherwise(operation: o.Operation, instruction: str, titles: Mapping[str, str]) -> str:
    """Say that an instrument is brought back and not undone, or the other way round.

    Args:
        operation: As encoded.
        instruction: The quoted words, in one line.
        titles: The titles of instruments by name.
    """
    if not isinstance(operation, o.Rescind | o.Revive):
        return ""
    title = titles.get(operation.target.instrument, "")
    kinds = {found.lastgroup for found in _EITHER.finditer(instruction)}
    if not title or len(kinds) < 2:  # noqa: PLR2004 - both are spoken of
        return ""
    own = "undoes" if isinstance(operation, o.Rescind) else "restores"
    text = _ASIDE.sub(lambda found: " " * len(found.group()), instruction)
    said = [
        _said_of(text, found.start(), found.end())
        for found in re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", text, re.IGNORECASE)
    ]
    if not said or any(each is None or each.lastgroup == own for each in said):
        return ""
    return f"it says that `{title}` is `{said[0].group()}`" if said[0] else ""


def _said_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """Give the verb that a title is the object of; nothing where that cannot be told."""
    if _NOUN.search(text[:start]):
        return None
    rest = _NEXT.split(text[end:])[0]
    behind = _EITHER.search(rest)
    if behind is not None:
        return behind
    before = list(_EITHER.finditer(re.split(r"[;.]\s", text[:start])[-1]))
    return before[-1] if before else None
