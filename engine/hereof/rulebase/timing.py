"""What an instruction says of when it is effective, beside what is encoded of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.calendar import spoken
from hereof.calendar.month import MONTH_NAMES
from hereof.frozen import frozen
from hereof.model import effectivity as e
from hereof.rulebase.instruction import DATE_HEREOF
from hereof.rulebase.numerals import CARDINAL
from hereof.rulebase.phrases import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Span

_MONTHS: Final = "|".join(MONTH_NAMES)
_DATE: Final = re.compile(
    rf"\b(?P<m1>{_MONTHS})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+|of\s+)?(?P<m2>{_MONTHS}),?\s+(?P<y2>\d{{4}})\b"
    r"|\b(?P<m3>\d{1,2})/(?P<d3>\d{1,2})/(?P<y3>\d{4})\b"
    r"|\b(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})\b",
    re.IGNORECASE,
)
_SERIES: Final = re.compile(
    rf"\b[A-Z]\w+\s+Dates?\s+(?:occurring\s+|falling\s+|scheduled\s+)?(?:in|of|for)\s+(?:the\s+month\s+of\s+)?"
    rf"(?:{_MONTHS})\b|\b(?:{_MONTHS})(?:\s+\d{{4}})?\s+[A-Z]\w+\s+Dates?\b"
)
_DENIED: Final = re.compile(
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
_ENDING: Final = re.compile(
    r"\b(?:until|through|thru|ending|ends?|expir\w+|terminat\w+|prior\s+to|before|up\s+to|to"
    r"|no\s+later\s+than|not\s+later\s+than|lapses?)"
    r"(?:\s+(?:and|but)\s+(?:not\s+)?(?:including|excluding))?(?:[\s,]+(?:on|as\s+of|including|the))*[\s,]*$",
    re.IGNORECASE,
)
_STARTING: Final = re.compile(
    r"(?:\beffective(?:ness)?\b[^.;]{0,30}|\b(?:on|from)\s+and\s+after|\bcommencing(?:\s+\w+)?"
    r"|\bbeginning(?:\s+\w+)?|\bstarting(?:\s+\w+)?|\bwith\s+effect\s+(?:from|on|as\s+of)"
    r"|\btakes?\s+effect\s+\w+|\b(?:be|becomes?)\s+(?:binding|operative|in\s+force)\s+\w+)"
    r"(?:[\s,]+(?:on|as\s+of|from|upon|the|and\s+after))*[\s,]*$",
    re.IGNORECASE,
)
_AT_FIRST: Final = re.compile(r"(?:^|[.;]\s+)\s*(?:\w{1,4}\.\s+)?(?:As\s+of|On|From|By)\s+$")
_UNTIL_WHEN: Final = re.compile(
    r"\buntil\b|\bthrough\s+and\s+including\b|\bfor\s+(?:a|the|an\s+additional)\s+(?:limited\s+)?period\b"
    rf"|\bfor\s+(?:up\s+to\s+)?(?:the\s+)?(?:(?:first|next|following)\s+)?{CARDINAL}\s+(?:\(\d+\)\s+)?"
    r"(?:consecutive\s+|calendar\s+|succeeding\s+)*(?:days|weeks|months|years|[A-Z]\w+\s+(?:Dates|Periods))\b"
    r"|\bDates?\b[^.;]{0,40}\bonly\b|\bonly\b[^.;]{0,40}\b(?:for|on|with\s+respect\s+to|as\s+to)\b[^.;]{0,40}\bDates?\b"
    r"|\b(?:temporar(?:y|ily)|expires?|shall\s+(?:expire|lapse|terminate))\b"
    r"|\bfor\s+so\s+long\s+as\b|\bduring\s+the\s+(?:period|month|months)\b|\bending\s+(?:on|with|in)\b",
    re.IGNORECASE,
)
_DATES_ONLY: Final = re.compile(r"\bDates?\b[^.;]{0,40}\bonly\b|\bonly\b[^.;]{0,60}\bDates?\b")
_CONDITION: Final = re.compile(
    r"(?:^|[.;]\s+)\s*(?:\(?\w{1,4}[.)]\s+)?(?:[A-Z][^.;]{0,60},\s+(?:and\s+)?)?"
    r"(?P<first>(?:When|Once|If|Upon|As\s+soon\s+as|Unless\s+and\s+until|Subject\s+to"
    r"|Conditioned\s+(?:up)?on)\b[^,.;]*)"
    r"|(?P<other>\b(?:conditioned|conditional|contingent)\s+(?:up)?on\b[^.;]*"
    r"|\bsubject\s+to\s+(?:the\s+)?(?:prior\s+|written\s+|receipt\s+of\s+the\s+)*"
    r"(?:consent|approval|receipt|confirmation|satisfaction|delivery|occurrence)\b[^,.;]*"
    r"|\b(?:if\s+and\s+when|only\s+(?:if|when|upon|after)|at\s+such\s+time\s+as|as\s+soon\s+as)\b[^,.;]*"
    r"|\bnot\s+(?:be|become|take)\b[^.;]{0,40}\b(?:until|unless)\b[^.;]*)",
)
_NO_CONDITION: Final = re.compile(
    r"(?i:upon|once)\s+(?i:the\s+)?(?i:execution|due execution|signing|the\s+signing)\b"
    r"|(?i:subject\s+to)\s+(?i:the\s+)?(?:(?i:terms|provisions|conditions|foregoing|other|limitations)\b|[A-Z]"
    r"|(?i:paragraph|clause|section)\b)"
    r"|(?i:if)\s+any\b"
)
_LATER: Final = re.compile(
    r"\bthe\s+(?:later|latest|last)\s+(?:to\s+occur\s+)?(?:of|between)\b", re.IGNORECASE
)
_EARLIER: Final = re.compile(
    r"\bthe\s+(?:earlier|earliest|first)\s+to\s+occur\s+of\b|\bthe\s+(?:earlier|earliest|sooner)\s+(?:of|between)\b",
    re.IGNORECASE,
)
_EFFECTIVE: Final = re.compile(
    r"\beffective(?:ness)?\b(?!\s+(?:rate|interest|yield|date))|\btakes?\s+effect\b"
    r"|\b(?:be|become)\s+(?:binding|operative)\s+(?:on|from|upon|when|as)\b",
    re.IGNORECASE,
)

_TAKES_EFFECT: Final = re.compile(
    r"\b(?:shall|will)\s+(?:be|become|take)\s+effect(?:ive)?\b"
    r"|\beffective\s+(?:as\s+of|on|upon|from|when)\b"
    r"|\b(?:shall|will)\s+not\s+(?:be|become|take)\s+(?:effect|effective|binding|operative|in\s+(?:force|effect))"
    r"\b[^.;]{0,80}\b(?:until|unless|before|if)\b"
    r"|\b(?:shall|will)\s+(?:be|become)\s+(?:binding|operative|in\s+(?:force|effect))\s+"
    r"(?:only\s+)?(?:when|if|on\s+the|as\s+of|from|once|after|only)\b"
    r"|\b(?:effectiveness|amendments?)\b[^.;]{0,60}\b(?:conditioned|conditional|contingent)\s+(?:up)?on\b"
    r"|\b(?:shall|will)\s+(?:expire|lapse|cease\s+to\s+be\s+(?:effective|in\s+effect))\b",
    re.IGNORECASE,
)


@frozen
class Day:
    """A date that an instruction names.

    Attributes:
        day: The date.
        role: What for: `start`, `end`, `dated`, `denied`, or nothing that is understood.
    """

    day: date
    role: str


def takes_effect_in(text: str) -> bool:
    """Tell whether a paragraph that changes nothing says from when, or whether, others do."""
    return bool(_TAKES_EFFECT.search(text))


def words_of_time(instruction: str) -> str:
    """Give an instruction with what stands in quotation marks made blank."""
    letters = list(instruction)
    for start, end, _ in marked(instruction):
        letters[start:end] = "_" * (end - start)
    return "".join(letters)


def days_in(text: str) -> Iterator[Day]:
    """Give each date that a text names, and what for."""
    for found in _DATE.finditer(text):
        day = _date(found)
        if day is not None:
            yield Day(day, _role(text, found))


def _date(found: re.Match[str]) -> date | None:
    which = next(n for n in "1234" if found[f"y{n}"])
    month = found[f"m{which}"]
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(found[f"y{which}"]), number, int(found[f"d{which}"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(n for n, each in enumerate(MONTH_NAMES, 1) if each.casefold() == name.casefold())


def _role(text: str, found: re.Match[str]) -> str:
    before = text[max(0, found.start() - 120) : found.start()].rstrip("( ") + " "
    if _DENIED.search(before):
        return "denied"
    if _NOT_UNTIL.search(before):
        return "start"
    if _DATED.search(before):
        return "dated"
    if _ENDING.search(before):
        return "end"
    if _STARTING.search(before) or _AT_FIRST.search(before):
        return "start"
    return ""


# ------------------------------------------------------------------- what is not encoded


def untimed(instruction: str, effectivity: e.Effectivity | None) -> Iterator[tuple[str, str]]:
    """Give words on when something is effective that the encoding passes over.

    Args:
        instruction: The quoted words.
        effectivity: As encoded; none where no `effective` line is.

    Yields:
        What is passed over, as `a start`, and the words.
    """
    if effectivity is not None and _is_empty(effectivity):
        return  # a finding of its own
    text = words_of_time(instruction)
    start = effectivity.start if effectivity is not None else e.DateHereof()
    because = effectivity is not None and effectivity.because is not None
    ended = effectivity is not None and (effectivity.until or effectivity.through)
    if not (because or list(e.excused(start, None)) != [(start, None)]):
        yield from _start_passed_over(text, start, said=effectivity is not None)
    if not because and not e.conditions(start):
        words = condition_in(text)
        if words and not _is_named(start):
            yield "a condition", words
    if not ended and not (effectivity is not None and effectivity.end_because):
        words = end_in(text)
        if words:
            yield "an end", words


def _is_empty(effectivity: e.Effectivity) -> bool:
    """Tell whether an effectivity ends before it starts."""
    start, until, through = effectivity.start, effectivity.until, effectivity.through
    if not isinstance(start, e.OnDate):
        return False
    if isinstance(until, e.OnDate):
        return until.day <= start.day
    return through is not None and through < start.day


def _is_named(start: e.Moment) -> bool:
    """Tell whether a start is a date of the agreement's own: `upon the Closing Date`."""
    return bool(e.series(start))


def _start_passed_over(text: str, start: e.Moment, *, said: bool) -> Iterator[tuple[str, str]]:
    days = [each.day for each in days_in(text) if each.role == "start"]
    encoded = start.day if isinstance(start, e.OnDate) else None
    if isinstance(start, e.Condition):
        encoded = start.since
        within = {each.day for each in days_in(start.text)}
        days = [day for day in days if day not in within]
    if days and encoded not in days and not e.series(start):
        yield "a start", f"{spoken(days[0])}"
    elif len(set(days)) > 1:
        yield "more than one start", ", ".join(spoken(day) for day in dict.fromkeys(days))
    elif not said and not days and not condition_in(text):
        effective = _EFFECTIVE.search(text)
        series = _SERIES.search(text)
        if effective and not DATE_HEREOF.search(text):
            yield "a start", effective.group()
        elif series and not _DATES_ONLY.search(text):
            yield "a start", series.group()


def condition_in(text: str) -> str:
    """Give the words of a condition that a change hangs on; empty where none are seen."""
    for found in _CONDITION.finditer(text):
        words = found["first"] or found["other"]
        if _NO_CONDITION.match(words) or DATE_HEREOF.search(words):
            continue
        if re.search(r"\bnot\b", words) and _DATE.search(words):
            continue
        return " ".join(words.split())
    return ""


def end_in(text: str) -> str:
    """Give the words of an end; empty where none are seen."""
    for found in _UNTIL_WHEN.finditer(text):
        before = text[max(0, found.start() - 90) : found.end()]
        if not re.search(r"\b(?:not|no|never|unless\s+and)\b[^.;]*\buntil$", before, re.IGNORECASE):
            return " ".join(found.group().split())
    for each in _DATE.finditer(text):
        if _role(text, each) == "end":
            return " ".join(text[max(0, each.start() - 12) : each.end()].split(" ", 1)[-1].split())
    return ""


# ------------------------------------------------------------------- what is encoded otherwise


def mistimed(
    instruction: str, effectivity: e.Effectivity, dated: date | None
) -> Iterator[tuple[str, Span]]:
    """Give how an effectivity is not the one ordered, and where it is encoded.

    Args:
        instruction: Every quotation of the paragraph.
        effectivity: As encoded.
        dated: The date that the instrument bears.
    """
    if _is_empty(effectivity):
        return  # a finding of its own
    text = words_of_time(instruction)
    days = list(days_in(text))
    for part, reason in e.excused(effectivity.start, effectivity.because):
        if reason is None:
            why = _start_otherwise(part, days, text, dated)
            if why:
                yield why, part.span or effectivity.span
    for part, reason in e.excused(effectivity.until, effectivity.end_because):
        if reason is None and isinstance(part, e.OnDate):
            yield from _end_otherwise(part.day, days, part.span or effectivity.span)
    if effectivity.through is not None and effectivity.end_because is None:
        yield from _end_otherwise(
            effectivity.through, days, effectivity.end_span or effectivity.span
        )
    if not effectivity.reasons:
        why = _of_several(effectivity, text)
        if why:
            yield why, effectivity.span


def _start_otherwise(part: e.Simple, days: list[Day], text: str, dated: date | None) -> str:
    if isinstance(part, e.OnDate):
        roles = {each.role for each in days if each.day == part.day}
        is_date_of = roles == {"dated"} and part.day != dated
        if (roles and roles <= {"denied", "end"}) or is_date_of:
            said = {"denied": "says that it is not this day", "end": "names this day as an end"}
            role = min(roles - {"dated"}, default="dated")
            return "it " + said.get(role, "names this day only as the date of a document")
    if isinstance(part, e.DateHereof) and part.span is not None:
        found = list(DATE_HEREOF.finditer(text))
        if found and all(
            _DENIED.search(f"{text[: each.start()].rstrip()} ".removesuffix("the "))
            for each in found
        ):
            return "it says that it is not the date hereof"
    return ""


def _end_otherwise(day: date, days: list[Day], span: Span) -> Iterator[tuple[str, Span]]:
    roles = {each.role for each in days if each.day == day}
    if roles and roles <= {"denied", "dated", "start"}:
        yield "it does not name this day as an end", span


def _of_several(effectivity: e.Effectivity, text: str) -> str:
    """Say which of several moments is meant, if that is not encoded."""
    kinds = {*_kinds(effectivity.start), *_kinds(effectivity.until)}
    for pattern, kind in ((_LATER, e.Later), (_EARLIER, e.Earlier)):
        found = pattern.search(text)
        if found and kind not in kinds:
            encoded = "another of them" if kinds else "one of them"
            return f"it says `{' '.join(found.group().split())}`, and {encoded} is encoded"
    return ""


def _kinds(moment: e.Moment | None) -> Iterator[type]:
    if isinstance(moment, e.Later | e.Earlier):
        yield type(moment)
        for part in moment.parts:
            yield from _kinds(part)
