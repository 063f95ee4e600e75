"""Orders in a paragraph that is said to be no operation, beyond the usual words of amending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.rulebase import deeds_said as d
from hereof.rulebase.dates_said import MONTHS

if TYPE_CHECKING:
    from collections.abc import Collection

_ORDERING: Final = (d.DELETE, d.REPLACE, d.INSERT, d.WAIVE, d.SUSPEND, d.RESCIND, d.CEASE)
_SHALL: Final = r"(?:shall|will)\s+(?:(?:hereafter|henceforth|instead|now|\w+ly)\s+)?"
_VALUE: Final = (
    rf"(?:\$|\d|(?:{MONTHS})\s+\d|the\s+\d|zero\b|nil\b|equal\s+to|increased|reduced|calculated|computed"
    r"|the\s+(?:sum|product|lesser|greater|excess|amount)\b)"
)
_MEANS: Final = re.compile(
    rf"^[\"\u201d']*(?:\s+for\s+[^.;]{{0,60}}?|\s+in\s+[^.;]{{0,40}}?)?\s+{_SHALL}"
    rf"(?:(?:mean|equal)\b|read[\s:]|be\s+(?:deemed\s+to\s+be\s+|extended\s+to\s+)?{_VALUE})"
    r"|^[\"\u201d']*\s+means\b(?!\s+(?:that|of|as\s+defined)\b)",
    re.IGNORECASE,
)
_ANY_VALUE: Final = re.compile(rf"\bbe\s+.*{_VALUE}", re.IGNORECASE)
_FORGIVEN: Final = re.compile(
    r"\b(?:hereby\s+)?(?:consents?|agrees?)\s+to\s+(?:the\s+|any\s+)?[^.;]{0,80}?"
    r"\b(?:failure|non-?compliance|departure|deviation|breach|default|violation)\b"
    r"|\b(?:hereby\s+)?(?:excuses?|forgives?|forbears?\s+from)\b[^.;]{0,60}?"
    r"\b(?:failure|non-?compliance|breach|default|violation|exercis\w+)\b"
    r"|\bno\s+(?:Event\s+of\s+)?Default\s+shall\s+(?:arise|occur|be\s+deemed\s+to\s+(?:arise|occur|exist))\b",
    re.IGNORECASE,
)
_REFERENCES: Final = re.compile(
    rf"\breferences?\b[^.;]{{0,30}}?\bto\b(?P<what>[^.;]{{1,90}}?)\b{_SHALL}"
    r"(?:be\s+(?:deemed|read|construed|changed)|mean|refer)\b(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_ITSELF: Final = re.compile(
    r"\bas\s+(?:so\s+|hereby\s+|further\s+)?(?:amended|modified|supplemented)|\bthis\s+Agreement\b|\bhereunder\b|\bhereof\b",
    re.IGNORECASE,
)
_HEREIN: Final = re.compile(
    r"\b(?:used|defined)?\s*(?:herein|in this (?:amendment|instrument|waiver|consent))\b",
    re.IGNORECASE,
)


def order_in(text: str, terms: Collection[str]) -> str:
    """Give words of a paragraph that order something; empty where none are seen.

    Args:
        text: The words of the paragraph, in one line.
        terms: The agreement's defined terms.
    """
    for deed in d.deeds_said(text, ()):
        if deed.does in _ORDERING and not deed.denied:
            return deed.words
    forgiven = _FORGIVEN.search(text)
    if forgiven is not None:
        return " ".join(forgiven.group().split())
    for found in _REFERENCES.finditer(text):
        if not _ITSELF.search(found.group()):
            return " ".join(found.group().split())
    for term in sorted((term for term in terms if term in text), key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", text):
            rest = _MEANS.match(text[found.end() :])
            if rest and not (
                (
                    _ITSELF.search(text, found.end() + rest.end())
                    and not _ANY_VALUE.search(rest.group())
                )
                or _HEREIN.search(text, 0, found.start())
            ):
                return text[found.start() : found.end() + rest.end()]
    return ""
