"""The dates that an instruction names, and what it names each for."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.calendar.month import MONTH_NAMES
from hereof.frozen import frozen
from hereof.rulebase.phrases import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS: Final = "|".join(MONTH_NAMES)
DATE: Final = re.compile(
    rf"\b(?P<m1>{MONTHS})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+|of\s+)?(?P<m2>{MONTHS}),?\s+(?P<y2>\d{{4}})\b"
    r"|\b(?P<m3>\d{1,2})/(?P<d3>\d{1,2})/(?P<y3>\d{4})\b"
    r"|\b(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})\b",
    re.IGNORECASE,
)
DENIED: Final = re.compile(
    r"\b(?:not|rather\s+than|instead\s+of|nor)\s+(?:(?:on|as\s+of|from|effective|upon|the)\s+)*$",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"\b(?:dated|made|entered\s+into|executed|delivered|signed|issued)(?:\s+and\s+\w+)*"
    r"(?:\s+(?:as\s+of|on|the))*\s*$",
    re.IGNORECASE,
)
_NOT_UNTIL: Final = re.compile(
    r"\b(?:not|no)\b[^.;]{0,80}?\b(?:until|before|earlier\s+than|prior\s+to)(?:\s+and\s+unless)?\s*$",
    re.IGNORECASE,
)
_BACK_TO: Final = re.compile(
    r"\b(?:retro(?:active|spective)(?:ly)?(?:\s+effect)?|relat(?:e|es|ing)\s+back|backdated|nunc\s+pro\s+tunc)"
    r"(?:[\s,]+(?:to|as\s+of|from|on|and|after|including|effective|the))*[\s,]*$",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"\b(?:extend|postpon|defer|mov|accelerat|advanc|chang|convert|reset)\w*\b"
    r"[^.;_]{0,80}?\b(?:from|to|until|through|by|on|as\s+of)(?:\s+(?:and\s+including|the))*\s*$",
    re.IGNORECASE,
)
_OF_WAIVER: Final = re.compile(r"\b(?:waive|suspen|forbear)\w*", re.IGNORECASE)
_OF_PAPERS: Final = re.compile(
    r"\b(?:statements?|certificates?|reports?|financials?|accounts?)\b[^.;,_]{0,60}$", re.IGNORECASE
)
_ENDING: Final = re.compile(
    r"\b(?:until|through|thru|ending|ends?|ended|expir\w+|terminat\w+|prior\s+to|before|up\s+to"
    r"|(?:no|not)\s+later\s+than|lapses?|(?:apply|applicable|effective|effect)\s+after"
    r"|(?:from|commencing|beginning|starting|period)\b[^.;]{1,70}?\bto|between\b[^.;]{1,70}?\band"
    r"|to(?=\s+(?:and|but)\s+(?:not\s+)?(?:includ|exclud)))"
    r"(?:\s+(?:and|but)\s+(?:not\s+)?(?:including|excluding))?(?:[\s,]+(?:on|as\s+of|including|the))*[\s,]*$",
    re.IGNORECASE,
)
_STARTING: Final = re.compile(
    r"(?:\beffective(?:ness)?\b[^.;]{0,30}|\b(?:on|from)\s+and\s+after|\bcommencing(?:\s+\w+)?"
    r"|\bbeginning(?:\s+\w+)?|\bstarting(?:\s+\w+)?|\bwith\s+(?:\w+\s+)?effect\b[^.;]{0,20}"
    r"|\btakes?\s+effect\s+\w+|\b(?:be|becomes?)\s+(?:binding|operative|in\s+force)\s+\w+)"
    r"(?:[\s,]+(?:on|as\s+of|from|upon|the|and\s+after))*[\s,]*$",
    re.IGNORECASE,
)
_AT_FIRST: Final = re.compile(
    r"(?:^|[.;]\s+)\s*(?:\w{1,4}\.\s+)?(?:As\s+of|On|From|By|At)\s+"
    r"(?:(?:12:0[01]\s*[ap]\.?\s*m\.?|midnight|noon|the\s+(?:opening|close|start|beginning)\s+of\s+business)"
    r"[\s,]*(?:(?:[A-Z]\w+\s+){1,3}time[\s,]+)?(?:on|of)\s+)?$"
)

_ROLES: Final = (
    (DENIED, "denied"),
    (_NOT_UNTIL, "start"),
    (_BACK_TO, "start"),
    (_DATED, "dated"),
    (_MOVED, "moved"),
    (_OF_PAPERS, ""),
    (_ENDING, "end"),
    (_STARTING, "start"),
    (_AT_FIRST, "start"),
)
_NEAR: Final = 120


@frozen
class Day:
    """A date that an instruction names.

    Attributes:
        day: The date.
        role: What for: `start`, `end`, `dated`, `denied`, `moved` where a date of the agreement is
            changed, or nothing that is understood.
    """

    day: date
    role: str


def words_of_time(instruction: str) -> str:
    """Give an instruction with what stands in quotation marks made blank."""
    letters = list(instruction)
    for start, end, _ in marked(instruction):
        letters[start:end] = "_" * (end - start)
    return "".join(letters)


def days_in(text: str) -> Iterator[Day]:
    """Give each date that a text names, and what for."""
    for found in DATE.finditer(text):
        day = date_of(found)
        if day is not None:
            yield Day(day, role_of(text, found))


def date_of(found: re.Match[str]) -> date | None:
    """Give the date that a match of `DATE` writes; nothing where there is no such day."""
    which = next(n for n in "1234" if found[f"y{n}"])
    month = found[f"m{which}"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(found[f"y{which}"]), number, int(found[f"d{which}"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(n for n, each in enumerate(MONTH_NAMES, 1) if each.casefold() == name.casefold())


def role_of(text: str, found: re.Match[str]) -> str:
    """Say what a date is named for."""
    before = re.sub(r"[()]", " ", text[max(0, found.start() - _NEAR) : found.start()])
    before = before.rstrip() + " "
    for pattern, role in _ROLES:
        if pattern.search(before) and not (role == "moved" and _OF_WAIVER.search(before)):
            return role
    return ""
