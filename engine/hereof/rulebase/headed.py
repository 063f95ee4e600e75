"""Whether the title or a recital gives an instrument another effective date than is encoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms
from hereof.model import effectivity as e
from hereof.patterns import pattern
from hereof.rulebase.dates_said import DATE, date_of, days_in, words_of_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from hereof.documents import Document
    from hereof.model.instrument import Instrument, Paragraph, RuleFile

_KIND: Final = r"(?i:Amendment|Supplement|Waiver|Consent|Letter|Instrument)"
_EFFECTIVE: Final = pattern(
    r"\b(?P<words>(?:effective(?:\s+date)?|with\s+(?:retroactive\s+)?effect|to\s+be\s+effective)[\s:(,]+"
    rf"(?:(?:as\s+of|on|from|and\s+after|date|the)\s*:?\s+)*(?:{DATE.pattern}))",
    re.IGNORECASE,
)
_THIS: Final = pattern(
    rf"\b(?i:this)\s+(?:[\w.#-]+\s+){{0,6}}?{_KIND}\b|\b{_KIND}\s+(?i:No\.?|Number|#)\s*\w+"
)
_WISHES: Final = pattern(
    r"\b(?:desire|wish|intend|agree|propos|determin|request)\w*\b[^.;]{0,160}?\b(?:amend|modif|waive|supplement|chang|suspend)\w*\b",
    re.IGNORECASE,
)
_OTHER: Final = pattern(
    r"\b(?:as|previously|heretofore)\s+(?:\w+\s+){0,2}(?:amended|supplemented|modified)\b|\b(?:that\s+certain|under|pursuant\s+to)\b",
    re.IGNORECASE,
)
_PROSE: Final = pattern(r"^\s*(?i:whereas)\b|[.;:,]\s*$|\b(?:is|are|were|was|shall|have|has)\b")
_LONGEST_TITLE: Final = 240
_FAR: Final = 4_000


def headed(
    rules: RuleFile, header: Instrument, document: Document, known: Collection[date]
) -> Iterator[tuple[Paragraph, str]]:
    """Give each paragraph whose start is not the one in the title or a recital, and those words.

    A paragraph that names a start of its own, or whose start is construed, is not meant.

    Args:
        rules: The rule file.
        header: Its header.
        document: Its document.
        known: The dates that the agreement and its other instruments bear.
    """
    dated = header.dated.value if header.dated is not None else None
    said = _said(document, dated, known)
    if said is None or dated is None:
        return
    day, words = said
    for paragraph in rules.paragraphs:
        if not paragraph.operations or paragraph.because or paragraph.never is not None:
            continue
        if _start(paragraph.effectivity, dated) not in (None, day) and not _own(paragraph):
            yield paragraph, words


def _start(effectivity: e.Effectivity | None, dated: date) -> date | None:
    """Give the day on which a paragraph starts; nothing where it is no plain day."""
    if effectivity is None:
        return dated
    if effectivity.because is not None:
        return None
    start = effectivity.start
    if isinstance(start, e.DateHereof):
        return dated
    return start.day if isinstance(start, e.OnDate) else None


def _own(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph's own words name a day on which it starts."""
    text = words_of_time(" ".join(each.text for each in paragraph.quotations))
    return any(each.role == "start" for each in days_in(text))


def _said(
    document: Document, dated: date | None, known: Collection[date]
) -> tuple[date, str] | None:
    """Give the day on which a document's head says that it is effective, and the words."""
    text = document.flow.text
    first = min((each.start for each in document.paragraphs), default=_FAR)
    for start, end in document.flow.passages:
        if start >= min(first, _FAR):
            return None
        passage = text[start : min(end, first)]
        for found in _EFFECTIVE.finditer(passage):
            day = _day(found)
            if day is None or day == dated or day in known:
                continue
            if _of_this(passage, found, dated):
                return day, " ".join(found["words"].split())
    return None


def _day(found: re.Match[str]) -> date | None:
    inner = DATE.search(found["words"])
    return date_of(inner) if inner is not None else None


def _of_this(passage: str, found: re.Match[str], dated: date | None) -> bool:
    """Tell whether a passage says when the instrument itself, or its changes, take effect."""
    before = passage[: found.start()]
    own_date = dated is not None and stands_in(written_forms(dated), before[-90:]) is not None
    if len(passage) <= _LONGEST_TITLE and not _PROSE.search(passage):
        is_title = not before.strip() or re.search(rf"\b{_KIND}\b", before) is not None
        return is_title and not _OTHER.search(before)
    sentence = re.split(r"[.;]\s+(?=[A-Z])", before)[-1]
    this = next(iter(reversed(list(_THIS.finditer(sentence)))), None)
    if this is not None:
        between = sentence[this.end() :]
        return own_date or not re.search(r"\b(?i:agreement|indenture|dated)\b", between)
    return bool(_WISHES.search(sentence)) and not _OTHER.search(sentence)
