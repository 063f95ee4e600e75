"""A further effect behind an order, such as `and the Fee shall thereafter be 2%`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_THEN: Final = (
    r"(?:thereafter|thereupon|henceforth|then|automatically|from\s+(?:that|such)\s+(?:time|date)"
    r"(?:\s+(?:on|forward|onwards?))?|from\s+then\s+on)"
)
_FURTHER: Final = pattern(
    r"(?:[;,]\s+(?:and|whereupon|so\s+that|after\s+which|upon\s+which)|[;.]|\band)\s+(?P<words>"
    rf"(?:(?P<then>(?i:{_THEN})),?\s+)?[Tt]he\s+(?P<what>(?:[A-Z][\w'-]*\s+)+)(?:shall|will)\s+"
    rf"(?:(?P<also>(?i:{_THEN})),?\s+)?(?P<does>be|equal|mean|accrue|bear|increase|decrease|consist|include)\b"
    r"(?P<rest>[^.;]*))"
)
_NO_VALUE: Final = pattern(
    r"\s*(?:deemed\s+(?:to\s+be\s+)?(?:so\s+)?amended|(?:so\s+)?(?:amended|read|construed|interpreted|bound|binding|governed|unaffected"
    r"|unchanged|in\s+(?:full\s+)?(?:force|effect)|effective|entitled|required|authori[sz]ed|permitted|responsible|liable|obligated"
    r"|references?|one\s+and\s+the\s+same)\b)"
)
_VALUE: Final = pattern(
    r"\s*(?:to\s+)?(?:an?\s+amount\s+)?(?:equal\s+to\s+)?(?:\$|\d|_|zero\b|nil\b|increased|reduced|decreased|(?:re)?set\s+(?:at|to)\b|fixed\s+at\b)"
)
_PAPER: Final = (
    "Agreement",
    "Amendment",
    "Indenture",
    "Supplement",
    "Waiver",
    "Consent",
    "Documents",
    "Parties",
)


def further_in(text: str, used: Collection[str]) -> Iterator[str]:
    """Give each effect on a defined term that nothing encoded has.

    What is only said to be read, bound or in force is no effect, nor is one of a paper itself.

    Args:
        text: The instruction, with what it quotes made blank.
        used: The texts that are encoded, the changed terms among them.
    """
    for found in _FURTHER.finditer(text):
        what = " ".join(found["what"].split())
        words = " ".join(found["words"].split())
        if what.endswith(_PAPER) or _NO_VALUE.match(found["rest"]):
            continue
        if not (found["then"] or found["also"] or _VALUE.match(found["rest"])):
            continue
        if not any(what in each or words in each for each in used):
            yield words
