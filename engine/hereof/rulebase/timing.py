"""What an instruction says of when it is effective and is not encoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import spoken
from hereof.model import effectivity as e
from hereof.rulebase.dates_said import DATE, MONTHS, days_in, words_of_time
from hereof.rulebase.hinges import hinge_in
from hereof.rulebase.instruction import DATE_HEREOF
from hereof.rulebase.limits import case_in, end_in, while_in
from hereof.rulebase.several import relative_in, says_several

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERIES: Final = re.compile(
    rf"\b[A-Z]\w+\s+Dates?\s+(?:occurring\s+|falling\s+|scheduled\s+)?(?:in\s+(?:or|and)\s+after|on\s+(?:or|and)\s+after"
    rf"|(?:from|in|of|for)(?:\s+and\s+after)?|after|following)\s+(?:the\s+month\s+of\s+)?"
    rf"(?:{MONTHS})\b|\b(?:{MONTHS})(?:\s+\d{{4}})?\s+[A-Z]\w+\s+Dates?\b"
)
_DATES_ONLY: Final = re.compile(r"\bDates?\b[^.;]{0,40}\bonly\b|\bonly\b[^.;]{0,60}\bDates?\b")
_ACTS: Final = (
    r"(?:consents?|approv|confirm|receiv|exceed|occurr?s?\b|deliver|paid\b|pays?\b|execut|satisf"
    r"|agree|obtain|notif|has\b|have\b)"
)
_CONDITION: Final = re.compile(
    r"(?:^|[.;]\s+)\s*(?:\(?\w{1,4}[.)]\s+)?(?:[A-Z][^.;]{0,60},\s+(?:and\s+)?)?"
    r"(?P<first>(?:When|Once|If|Upon|As\s+soon\s+as|Unless(?!\s+(?:otherwise|the\s+context|specifically|expressly|defined))"
    r"|Subject\s+to|Conditioned\s+(?:up)?on|Provided(?:\s+that)?(?!\s+(?:further|however|herein|in))"
    r"|In\s+the\s+event\s+(?:that|of))\b[^,.;]*)"
    r"|(?P<other>\b(?:conditioned|conditional|contingent)\s+(?:up)?on\b[^.;]*"
    r"|\bsubject\s+to\s+(?:the\s+)?(?:prior\s+|written\s+|receipt\s+of\s+the\s+)*"
    r"(?:consent|approval|receipt|confirmation|satisfaction|delivery|occurrence)\b[^,.;]*"
    r"|\b(?:if\s+and\s+when|only\s+(?:if|when|upon|after)|at\s+such\s+time\s+as|as\s+soon\s+as)\b[^,.;]*"
    r"|\bin\s+the\s+event\s+(?:that|of\s+(?:a|an|the))\b[^,.;]*"
    rf"|(?<!\bas\s)(?<!\beven\s)\bif\s+(?:and\s+only\s+if\s+)?(?:the|such|either|both|all)\s[^,.;_]*\b{_ACTS}[^,.;]*"
    rf"|\bprovided(?:,\s+however,)?\s+(?:that\s+)?(?:the|each|all|both|it)\s(?![^,.;]*\b(?:shall|will|may)\b)[^,.;_]*\b{_ACTS}[^,.;]*"
    r"|\bnot\s+(?:be|become|take)\b[^.;]{0,40}\b(?:until|unless)\b[^.;]*"
    r"|\bno\s+(?:force|effect)\b[^.;]{0,30}\b(?:until|unless)\b[^.;]*)",
)
_NO_CONDITION: Final = re.compile(
    r"(?i:immediately\s+)?(?i:upon|once)\s+(?i:the\s+)?(?i:execution(?!\s+(?i:and\s+delivery\s+)?of\s+(?!this|the\s+(?i:amendment)))"
    r"|due execution|signing|the\s+signing)\b"
    r"|(?i:subject\s+to)\s+(?i:the\s+)?(?:(?i:terms|provisions|conditions|foregoing|other|limitations)\b|[A-Z]"
    r"|(?i:paragraph|clause|section)\b)"
    r"|(?i:if)\s+any\b"
)
_EFFECTIVE: Final = re.compile(
    r"\beffective(?:ness)?\b(?!\s+(?:rate|interest|yield|date))|\btakes?\s+effect\b"
    r"|\bwith\s+(?:\w+\s+)?effect\s+(?:on|from|as\s+of|to|upon)\b"
    r"|\bretro(?:active|spective)(?:ly)?\b|\bnunc\s+pro\s+tunc\b|\brelat(?:e|es|ing)\s+back\b"
    r"|\b(?:be|become)\s+(?:binding|operative)\s+(?:on|from|upon|when|as)\b",
    re.IGNORECASE,
)
_NEVER: Final = re.compile(r"\b(?:never|not)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_BEGINNING: Final = re.compile(
    r"\b(?i:beginning|commencing|starting)\s+(?:(?:on|with|from|in|as\s+of|upon)\s+)?(?:the\s+)?"
    r"(?:(?:next|first|following|succeeding|fiscal|calendar)\b|(?:[A-Z]\w+\s+)+(?:Date|Period)\b)[^.;,_]{0,60}"
    r"|\bas\s+of\s+the\s+(?:first|next|beginning|opening|start|commencement)\b(?![^.;,_]{0,30}\b(?:each|any|every)\b)[^.;,_]{0,60}"
    r"|(?:^|[.;]\s+)\s*(?:\w{1,4}\.\s+)?(?:Following|After|On|From|As\s+of|On\s+and\s+after|From\s+and\s+after)\s+the\s+"
    r"(?:[A-Z]\w*\s+)+Date\b"
)
_TAKES_EFFECT: Final = re.compile(
    r"\b(?:shall|will)\s+(?:be|become|take)\s+effect(?:ive)?\b"
    r"|\beffective\s+(?:as\s+of|on|upon|from|when)\b"
    r"|\b(?:shall|will)\s+not\s+(?:be|become|take)\s+(?:effect|effective|binding|operative|in\s+(?:force|effect))"
    r"\b[^.;]{0,80}\b(?:until|unless|before|if)\b"
    r"|\b(?:shall|will)\s+(?:be|become)\s+(?:binding|operative|in\s+(?:force|effect))\s+"
    r"(?:only\s+)?(?:when|if|on\s+the|as\s+of|from|once|after|only)\b"
    r"|\b(?:effectiveness|amendments?)\b[^.;]{0,60}\b(?:conditioned|conditional|contingent)\s+(?:up)?on\b"
    r"|\b(?:shall|will)\s+(?:expire|lapse|cease\s+to\s+be\s+(?:effective|in\s+effect))\b"
    r"|\b(?:amendments?|waivers?|consent|supplement)\b[^.;]{0,40}?\b(?:shall|will)\s+(?:automatically\s+)?"
    r"(?:terminate|end)\s+(?:on|upon|at|when|if)\b"
    r"|\beffectiveness\s+of\s+(?:this|the|such)\b[^.;]{0,60}?\b(?:is|are|shall\s+be)\s+(?:expressly\s+)?subject\s+to\b",
    re.IGNORECASE,
)


def takes_effect_in(text: str) -> bool:
    """Tell whether a paragraph that changes nothing says from when, or whether, others do."""
    return bool(_TAKES_EFFECT.search(text))


def untimed(instruction: str, effectivity: e.Effectivity | None) -> Iterator[tuple[str, str]]:
    """Give words on when something is effective that the encoding passes over.

    Args:
        instruction: The quoted words, without new words.
        effectivity: As encoded; none where no `effective` line is.

    Yields:
        What is passed over, as `a start`, and the words.
    """
    if effectivity is not None and is_empty(effectivity):
        return  # a finding of its own
    text = words_of_time(instruction)
    start = effectivity.start if effectivity is not None else e.DateHereof()
    because = effectivity is not None and effectivity.because is not None
    ended = effectivity is not None and bool(
        effectivity.until or effectivity.through or effectivity.end_because
    )
    starts: list[tuple[str, str]] = []
    if not (because or list(e.excused(start, None)) != [(start, None)]):
        starts = list(_start_passed_over(text, start, said=effectivity is not None))
        yield from starts
    if not because and not e.conditions(start):
        words = condition_in(text)
        if words and not (_is_start(words, start) or (ended and _is_end(words, effectivity))):
            yield "a condition", words
    if not ended:
        for what, words in _end_passed_over(text, start):
            if not any(each in words or words.split(",")[0] in each for _, each in starts):
                yield what, words
    words = case_in(text)
    if words:
        yield "a limit", words


def _is_start(words: str, start: e.Moment) -> bool:
    """Tell whether words are those of a start that is no condition."""
    if e.series(start):
        return True
    parts = [part for part, _ in e.excused(start, None)]
    return any(isinstance(part, e.AsOfTerm) and part.term in words for part in parts)


def _is_end(words: str, effectivity: e.Effectivity | None) -> bool:
    """Tell whether words are those of the condition that ends a change."""
    ends = e.conditions(effectivity.until) if effectivity is not None else ()
    return any(each.text in words for each in ends)


def _end_passed_over(text: str, start: e.Moment) -> Iterator[tuple[str, str]]:
    words = end_in(text)
    if not words:
        words = while_in(text)
        if any(each.text in words or words in each.text for each in e.conditions(start)):
            words = ""
    if words:
        yield "an end", words


def is_empty(effectivity: e.Effectivity) -> bool:
    """Tell whether an effectivity ends before it starts."""
    start, until, through = effectivity.start, effectivity.until, effectivity.through
    if not isinstance(start, e.OnDate):
        return False
    if isinstance(until, e.OnDate):
        return until.day <= start.day
    return through is not None and through < start.day


def _start_passed_over(text: str, start: e.Moment, *, said: bool) -> Iterator[tuple[str, str]]:
    relative = relative_in(text)
    days = [each.day for each in days_in(relative_blank(text, relative)) if each.role == "start"]
    encoded = start.day if isinstance(start, e.OnDate) else None
    if isinstance(start, e.Condition):
        encoded = start.since
        within = {each.day for each in days_in(start.text)}
        days = [day for day in days if day not in within]
    if days and encoded not in days and not e.series(start):
        yield "a start", f"{spoken(days[0])}"
    elif len(set(days)) > 1:
        yield "more than one start", ", ".join(spoken(day) for day in dict.fromkeys(days))
    elif not said and relative:
        yield "a start", relative
    elif not said and not days and not condition_in(text):
        words = _start_in(text)
        if words:
            yield "a start", words


def relative_blank(text: str, relative: str) -> str:
    """Make blank the words that count from a date: the date itself is no start."""
    return re.sub(r"\s+".join(map(re.escape, relative.split())), "_", text) if relative else text


def _start_in(text: str) -> str:
    """Give words that say a start other than a date."""
    several = says_several(text)
    if several:
        return several
    if DATE_HEREOF.search(text):
        return ""
    for found in _EFFECTIVE.finditer(text):
        if not _NEVER.search(text[max(0, found.start() - 40) : found.start()]):
            return " ".join(found.group().split())
    series = _SERIES.search(text)
    if series and not _DATES_ONLY.search(text):
        return series.group()
    beginning = _BEGINNING.search(text)
    return " ".join(beginning.group().split()) if beginning else ""


def condition_in(text: str) -> str:
    """Give the words of a condition that a change hangs on; empty where none are seen."""
    for found in _CONDITION.finditer(text):
        words = found["first"] or found["other"]
        if _NO_CONDITION.match(words) or DATE_HEREOF.search(words):
            continue
        if re.search(r"\bnot\b", words) and DATE.search(words):
            continue
        return " ".join(words.split())
    words = "" if says_several(text) else hinge_in(text)  # of several, each is compared
    return "" if DATE_HEREOF.search(words) else words
