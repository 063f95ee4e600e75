"""Whether what a suspended or waived term is treated as is what the instruction says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.rulebase.instruction import stands

if TYPE_CHECKING:
    from hereof.model import operation as o

_AS: Final = re.compile(
    r"\b(?:(?:treated|considered|regarded|viewed|calculated|computed|tested|construed)\s+(?:as\s+(?:if\s+)?|to\s+(?:be|have)\s+|at\s+|using\s+)"
    r"|deemed\s+(?:to\s+(?:be|have|equal|mean)\s+|as\s+)?)(?P<what>[^;]*?)(?=;|\.(?=\s|$)|,\s|\s+(?:during|until|through|for|as\s+of)\b|$)",
    re.IGNORECASE,
)
_NOT_OF_TERM: Final = re.compile(
    r"\b(?:waiver|amendment|consent|default|event\s+of\s+default|breach|reference|this|herein|nothing|no)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_MET: Final = re.compile(
    r"\b(?:satisfied|met|complied\s+with|fulfilled|in\s+compliance|compliant|passed|not\s+(?:\w+\s+)?(?:occurred|in\s+effect|continuing)"
    r"|been\s+(?:satisfied|met|complied\s+with|fulfilled))\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:not|never|un(?=satisfied|fulfilled|met))(?:\s+(?:been|be|to\s+be|\w+ly))*\s*$",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(
    r"\b(?:failed|breached|unsatisfied|unfulfilled|unmet|out\s+of\s+compliance|in\s+breach)\b",
    re.IGNORECASE,
)
_NEED_NOT: Final = re.compile(
    r"\bcompl(?:y|iance)\s+with\b|\b(?:failure|obligation|requirement)s?\b"
    r"|\bneed\s+not\s+(?:be\s+)?\w+|\b(?:excused?|released?)\s+from\b",
    re.IGNORECASE,
)
"""A waiver of these says as much as that what is waived counts as met."""

_NO_ANSWER: Final = re.compile(
    r"\b(?:not\s+applicable|inapplicable|disregarded|without\s+(?:force|effect)|of\s+no\s+(?:force|effect))\b",
    re.IGNORECASE,
)


def treated_otherwise(operation: o.Suspend, instruction: str) -> str:
    """Say what the instruction has the term treated as, where that is not encoded.

    Args:
        operation: As encoded.
        instruction: Its words, in one line.
    """
    said = [
        found
        for found in _AS.finditer(instruction)
        if not _NOT_OF_TERM.search(instruction[: found.start()])
    ]
    encoded = operation.treated_as.strip()
    wrong = next((found for found in said if not _fits(encoded, found["what"])), None)
    if wrong is not None:
        return f"it says `{' '.join(wrong.group().split())}`"
    if said or encoded == "no answer":
        return ""
    if encoded == "met":
        is_said = _MET.search(instruction) or (operation.waived and _NEED_NOT.search(instruction))
        return "" if is_said else "it does not say that the term is treated as met"
    return "" if encoded in instruction else f"`{encoded}` does not stand in it"


def _fits(encoded: str, what: str) -> bool:
    """Tell whether a treatment is what a term is said to be treated as."""
    said = _comes_to(what)
    if encoded == "met":
        return said == "met"
    if encoded == "no answer":
        return not said and bool(_NO_ANSWER.search(what))
    return not said and stands(what, encoded)


def _comes_to(what: str) -> str:
    """Say whether words come to `met`, to its contrary, `failed`, or to something else."""
    if _FAILED.search(what):
        return "failed"
    met = _MET.search(what)
    if met is None:
        return ""
    return "failed" if _DENIED.search(what[: met.start()]) else "met"
