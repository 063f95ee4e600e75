"""Provisos of an instruction, and whether what is encoded takes them up.

"; provided that the foregoing shall not apply to the Distribution Date in March 2005", "except
that it shall remain so for Class A-1": each takes something back from the order before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms, written_months
from hereof.model import effectivity as e
from hereof.model import operation as o
from hereof.rulebase.deeds_said import masked
from hereof.rulebase.instruction import refs_in, stands
from hereof.rulebase.ordered import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from hereof.model.instrument import Paragraph

_PROVIDED: Final = (
    r"provided,?\s+(?:(?:however|further|always|nevertheless|also)\s*,?\s+)*that\b"
    r"|provided,?\s+(?:however|further)\b"
)
_EXCEPT: Final = r"except\s+that\b|with\s+the\s+exception\s+that\b"
_BEGINS: Final = re.compile(
    rf"(?:(?:^|[;,:(\"\u201d_]\s*|\b(?:and|but)\s+)(?:{_PROVIDED}|{_EXCEPT})"
    r"|(?:^|[.;_\"\u201d]\s+)(?:(?:Notwithstanding|notwithstanding)\s+the\s+foregoing\b"
    r"|[Tt]he\s+foregoing\s+(?:\w+\s+){0,4}?(?:shall|will|does|do|is)\s+not\b))",
)
_END: Final = re.compile(rf";|\.(?=\s|$)|\"(?=\s*$)|,?\s+(?:and\s+)?(?={_PROVIDED})")
_HARMLESS: Final = re.compile(
    r"\b(?:remains?|continues?|stands?|is|are)\s+(?:otherwise\s+)?(?:to\s+be\s+)?(?:in\s+)?(?:full\s+force|effect\b|unchanged"
    r"|unaffected|unmodified|unamended|binding)"
    r"|\bnothing\s+(?:herein|hereby|contained|in\s+this|set\s+forth)\b"
    r"|\bshall\s+(?:not\s+be\s+(?:deemed|construed|interpreted)|not\s+(?:constitute|operate|prejudice|affect|impair))"
    r"|\bno\s+other\s+(?:term|provision|definition|section|part)s?\b"
    r"|\bnot\s+otherwise\b|\bwithout\s+prejudice\b|\breserves?\b[^.;]*\brights?\b",
    re.IGNORECASE,
)
_TREATED: Final = re.compile(r"\b(?:treated|deemed|considered|regarded)\b", re.IGNORECASE)
_SHORT: Final = 2


def provisos_in(text: str) -> Iterator[str]:
    """Give the provisos of an instruction, those that take nothing back left out.

    Args:
        text: Its words, in one line; what stands in quotation marks is no proviso.
    """
    blank = masked(text)
    for found in _BEGINS.finditer(blank):
        start = found.end() - len(found.group().lstrip(' ;,:.(_"\u201d'))
        end = _END.search(blank, found.end())
        words = " ".join(text[start : end.start() if end else len(text)].split())
        if not _HARMLESS.search(words):
            yield words


def takes_up(words: str, before: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether something encoded is what a proviso says.

    Args:
        words: The proviso.
        before: The instruction's words that stand before it.
        paragraphs: The paragraphs that encode the instruction.
    """
    for paragraph in paragraphs:
        if paragraph.effectivity is not None and _of_time(paragraph.effectivity, words):
            return True
        for operation in paragraph.operations:
            if refs_in(operation):  # which part of another instrument is meant is compared
                return True
            if isinstance(operation, o.Suspend) and _TREATED.search(words):
                return True
            if any(_is_new(text, words, before) for text in texts_of(operation)):
                return True
    return False


def _is_new(text: str, words: str, before: str) -> bool:
    """Tell whether a text that is encoded stands in a proviso, and nowhere before it."""
    plain = " ".join(text.split()).strip(" ,.;:")
    return len(plain) >= _SHORT and stands(words, plain) and not stands(before, plain)


def _of_time(effectivity: e.Effectivity, words: str) -> bool:
    if effectivity.through is not None and _names(effectivity.through, words):
        return True
    moments = [m for m in (effectivity.start, effectivity.until) if m is not None]
    return any(_says(part, words) for m in moments for part, _ in e.excused(m, None))


def _says(part: e.Simple, words: str) -> bool:
    if isinstance(part, e.OnDate):
        return _names(part.day, words)
    if isinstance(part, e.FromSeries):
        return any(stands(words, month) for month in written_months(part.month))
    if isinstance(part, e.Condition):
        text = " ".join(part.text.split()).casefold()
        return text in words.casefold() or words.casefold() in text
    return False


def _names(day: date, words: str) -> bool:
    return stands_in(written_forms(day), words) is not None
