"""Words by which a change ends, or holds for some cases only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.rulebase.cases_said import limits_in
from hereof.rulebase.dates_said import DATE, role_of
from hereof.rulebase.numerals import CARDINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY: Final = rf"(?:{CARDINAL}|fifteen|twenty|thirty|sixty|ninety|\w+-\w+)\s+(?:\(\d+\)\s+)?"
_SPAN: Final = (
    r"(?:fiscal\s+|calendar\s+|test\s+|interest\s+|measurement\s+)?"
    r"(?:quarter|year|month|week|period)"
)
_ONE_CASE: Final = (
    r"(?:with\s+respect\s+to|as\s+to|in\s+respect\s+of|in\s+the\s+case\s+of|in\s+connection\s+with|insofar\s+as"
    r"|to\s+the\s+extent|for\s+(?:the\s+)?purposes?\s+of|for|during|relating\s+to|in\s+relation\s+to)"
)
_UNTIL_WHEN: Final = re.compile(
    r"\b(?:until|through\s+and\s+including)\b(?!\s+(?:now|then))"
    r"|\bfor\s+(?:a|the|an\s+additional)\s+(?:limited\s+)?period\b"
    rf"|\bfor\s+(?:up\s+to\s+)?(?:the\s+)?(?:(?:first|next|following)\s+)?{_MANY}"
    r"(?:consecutive\s+|calendar\s+|succeeding\s+)*(?:days?|weeks?|months?|years?|quarters?|[A-Z]\w+\s+(?:Dates?|Periods?))\b"
    r"|\bDates?\b[^.;]{0,40}\bonly\b|\bonly\b[^.;]{0,40}\b(?:for|on|with\s+respect\s+to|as\s+to)\b[^.;]{0,40}\bDates?\b"
    r"|\b(?:temporar(?:y|ily)|expires?|shall\s+(?:expire|lapse|terminate))\b"
    r"|\bduring\s+the\s+(?:period|month|months)\b|\bending\s+(?:on|with|in)\b"
    rf"|\bfor\s+the\s+(?:remainder|balance|rest|duration)\s+of\b"
    rf"|(?<!certificate )(?<!statements )(?<!report )\b{_ONE_CASE}\s+"
    rf"(?:the|such|one)\s+(?:single\s+)?{_SPAN}\s+(?:of|end(?:ed|ing))\b"
    rf"|\b(?:solely|only|exclusively)\s+{_ONE_CASE}\s+(?:the\s+|such\s+|one\s+|its\s+)?{_SPAN}s?\b"
    r"|\b(?:through|to\s+but\s+(?:not\s+including|excluding)|up\s+to)\s+(?:but\s+\w+\s+)?the\s+(?:[A-Z]\w+\s+)+Date\b"
    r"|\b(?:shall|will)\s+(?:then\s+|thereupon\s+|thereafter\s+|automatically\s+)*"
    r"(?:revert|(?:be\s+)?reset\b|spring\s+back"
    r"|cease\s+to\s+(?:apply|(?:be|have)\s+(?:effective|in\s+effect|(?:of\s+)?(?:any\s+)?(?:further\s+)?(?:force|effect)))\s+(?:on|after|upon|from|at|if|when|following)\b)"
    r"|\breverts?\s+(?:to|on)\b|\bno\s+longer\s+(?:apply|be\s+effective|be\s+in\s+effect)\s+(?:after|from|following|upon)\b"
    r"|\b(?:shall|will)\s+(?:not|no\s+longer)\s+(?:apply|be\s+(?:applicable|effective|in\s+effect))\s+(?:on\s+or\s+)?(?:after|beyond|following)\b",
    re.IGNORECASE,
)
_WHILE: Final = re.compile(
    r"\b(?:for\s+)?(?:so|as)\s+long\s+as\b[^.;,]*|(?<!a )(?<!little )\bwhile\s+[^.;,]*"
    r"|\bwhenever\s+(?!it\b|they\b|such\b|the\s+same\b|used\b|appear)[^.;,_]*"
    r"|\bduring\s+(?:any|each|such\s+time|the\s+continuance|the\s+existence|the\s+pendency|the\s+occurrence)\b[^.;,]*",
    re.IGNORECASE,
)
_CASE: Final = re.compile(
    rf"\b(?:solely|only|exclusively)\s+{_ONE_CASE}\b[^.;,]*"
    r"|\b(?:except|other\s+than|but\s+not)\s+(?:as\s+to|with\s+respect\s+to|in\s+respect\s+of|in\s+the\s+case\s+of)\b[^.;,]*"
    r"|\b(?:as\s+to|with\s+respect\s+to|in\s+respect\s+of)\s+[^.;,]{1,80}?\s+(?:only|alone)\b"
    r"|\bone-time\b|\bin\s+(?:this|one)\s+(?:one\s+)?instance(?:\s+only)?\b",
    re.IGNORECASE,
)
_OF_TIME: Final = re.compile(
    rf"\bDates?\b|\bPeriods?\b|\b{_SPAN}s?\b|\b(?:days|weeks|months|years)\b", re.IGNORECASE
)
_NO_UNTIL: Final = re.compile(r"\b(?:not|no|never|unless\s+and)\b[^.;]*\buntil$", re.IGNORECASE)
_OF_WORDS: Final = re.compile(
    r"\b(?:words?|phrases?|references?|sentences?|text|language|punctuation|occurrences?)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)


def end_in(text: str) -> str:
    """Give the words of an end; empty where none are seen."""
    for found in _UNTIL_WHEN.finditer(text):
        if _is_denied(text, found):
            continue
        return " ".join(found.group().split())
    for each in DATE.finditer(text):
        if role_of(text, each) == "end":
            return " ".join(text[max(0, each.start() - 12) : each.end()].split(" ", 1)[-1].split())
    return next(_cases(text, of_time=True), "")


def _is_denied(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 90) : found.end()]
    return bool(_NO_UNTIL.search(before))


def while_in(text: str) -> str:
    """Give words by which a change holds only while something else does; or nothing."""
    found = _WHILE.search(text)
    return " ".join(found.group().split()) if found else ""


def case_in(text: str) -> str:
    """Give words by which a change holds for some cases only, other than times; or nothing."""
    return next(_cases(text, of_time=False), "")


def _cases(text: str, *, of_time: bool) -> Iterator[str]:
    for found in _CASE.finditer(text):
        if bool(_OF_TIME.search(found.group())) is of_time and not _OF_WORDS.search(
            text[: found.start()]
        ):
            yield " ".join(found.group().split())
    for words in limits_in(text):
        if bool(_OF_TIME.search(words)) is of_time:
            yield words
