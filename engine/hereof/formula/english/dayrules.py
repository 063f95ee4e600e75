"""Words that give a day: the 25th day of each month, or the next Business Day; two days before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar.month import MONTH_NAMES
from hereof.formula.english.months import month
from hereof.formula.english.vocabulary import ORDINALS, SMALL_NUMBERS
from hereof.model import formula as f
from hereof.model.meaning import DayKind, RollKind

if TYPE_CHECKING:
    from hereof.diagnostics import Span

_MONTHS: Final = "|".join(MONTH_NAMES)
_ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    rf"|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
)
_NUMBER: Final = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(sorted(SMALL_NUMBERS, key=len, reverse=True))})(?:-(?:{'|'.join(SMALL_NUMBERS)}))?)"
    r"(?:\s+\(\d{1,3}\))?"
)
_BUSINESS: Final = r"(?:[A-Z]\w+\s+)?(?:Business|Banking|Working)\s+Day"
_DATE: Final = r"(?:(?:such|that|the|each|any)\s+(?:related\s+|applicable\s+)?)[A-Z]\w+(?:\s+[A-Z]\w+)*\s+Date|such\s+date|that\s+date"
_END_OF: Final = r"the\s+(?:first|last)\s+day\s+of\s+(?:(?:such|that|the|each|any)\s+(?:related\s+|applicable\s+)?)[A-Z]\w+(?:\s+[A-Z]\w+)*\s+(?:Period|Month|Quarter|Year)"
"""The first or last day of a period."""
_MONTH: Final = rf"""
    (?:each|every|any|such|that|the)\s+(?:related\s+)?(?:calendar\s+)?month
    (?:\s+(?:(?P<back>(?:immediately\s+|next\s+)?(?:preceding|prior\s+to|before))|(?P<on>(?:immediately\s+|next\s+)?(?:following|succeeding|after)))\s+
       (?:(?:the\s+)?(?:calendar\s+)?month\s+(?:in\s+which\s+(?:{_DATE})\s+(?:occurs|falls)|of\s+(?:{_DATE}))|(?P<direct>{_DATE}))
     |\s+in\s+which\s+(?:{_DATE})\s+(?:occurs|falls)
     |\s+of\s+(?:{_DATE}))?
  | the\s+(?P<prior>(?:immediately\s+|next\s+)?(?:preceding|prior))\s+(?:calendar\s+)?month
"""
_SUCH_DAY: Final = rf"(?:(?:such|that)\s+(?:{_ORDINAL}\s+)?day|such\s+date|that\s+date)"
_ROLL: Final = rf"""
    [,]?\s*(?P<open>\()?\s*or,?\s+(?:if|in\s+the\s+event)\s+(?:{_SUCH_DAY}|that|it)\s+is\s+not\s+an?\s+(?P<roll_day>{_BUSINESS}),?\s*
    (?:then\s+)?the\s+(?:
        (?P<forward>(?:next|first|immediately)\s+(?:following|succeeding)\s+|next\s+|following\s+|succeeding\s+|immediately\s+following\s+)(?:{_BUSINESS})(?:\s+(?:thereafter|following\s+{_SUCH_DAY}|after\s+{_SUCH_DAY}))?
      | (?P<backward>(?:immediately\s+|next\s+)?preceding\s+|prior\s+|immediately\s+prior\s+)(?:{_BUSINESS})
      | (?:first\s+|next\s+)?(?:{_BUSINESS})\s+(?:immediately\s+|next\s+)?(?:(?P<after>following|succeeding|after)|(?P<before>preceding|prior\s+to|before))\s+(?:{_SUCH_DAY})
    )(?P<within>\s+in\s+(?:such|that)\s+month)?\s*(?(open)\))
"""
IN_MONTH: Final = re.compile(
    rf"""(?:[Tt]he\s+)?(?:(?:close|opening)\s+of\s+business\s+on\s+the\s+)?
    (?:(?P<nth>{_ORDINAL})\s+day|(?P<last>last\s+day)|(?P<last_business>last\s+(?P<b1>{_BUSINESS}))|(?P<nth_business>{_ORDINAL})\s+(?P<b2>{_BUSINESS}))
    \s+(?:of|in)\s+(?:{_MONTH})
    (?:{_ROLL})?
    (?:,?\s+(?:(?:commencing|beginning|starting)\s+(?:in|with)|from)\s+(?P<from>(?:{_MONTHS})\s+\d{{4}}))?
    """,
    re.VERBOSE,
)
SHIFTED: Final = re.compile(
    rf"""(?:[Tt]he\s+)?(?:(?:close|opening)\s+of\s+business\s+on\s+the\s+)?
    (?:(?P<first>(?:{_ORDINAL})\s+)?(?P<b1>{_BUSINESS})|(?:date|day)\s+(?:that|which)\s+is\s+(?P<many>{_NUMBER})\s+(?:(?P<b2>{_BUSINESS})s?|(?:calendar\s+)?(?P<plain>days?)))
    \s+(?:immediately\s+|next\s+)?(?:(?P<before>preceding|prior\s+to|before)|(?P<after>following|after|succeeding))\s+
    (?P<date>{_DATE}|{_END_OF})""",
    re.VERBOSE,
)


def day_rule(words: str, at: int, start_of_sentence: bool) -> tuple[int, Any] | None:  # noqa: FBT001 - one caller
    """Give the end and the match of words that give a day, or nothing."""
    for pattern in (IN_MONTH, SHIFTED):
        match = pattern.match(words, at)
        if match is not None and (
            start_of_sentence
            or not match.group()[0].isupper()
            or match.group().startswith("Business")
        ):
            return match.end(), match
    return None


def expression(match: re.Match[str], asked: f.Input, series: str, span: Span) -> Any:  # noqa: ANN401
    """Give the formula of a day."""
    if match.re is SHIFTED:
        return _shifted(match, asked, series, span)
    kind, number = _kind(match)
    months = 0
    if match["back"] or match["prior"]:
        months = -1
    elif match["on"]:
        months = 1
    roll = _roll(match)
    business = match["b1"] or match["b2"] or match["roll_day"] or ""
    day = f.DayInMonth(kind, number, roll, " ".join(business.split()), months, asked, span)
    if not match["from"]:
        return day
    first = month(match["from"], span.start, span.end)
    steps = (
        f.Step(f.NoValue(span), before=True, when=first, span=span),
        f.Step(day, before=False, when=first, span=span),
    )
    return f.Schedule(steps, span)


def _kind(match: re.Match[str]) -> tuple[DayKind, int]:
    if match["last"]:
        return DayKind.LAST_DAY, 0
    if match["last_business"]:
        return DayKind.LAST_BUSINESS_DAY, 0
    if match["nth_business"]:
        return DayKind.NTH_BUSINESS_DAY, _ordinal(match["nth_business"])
    return DayKind.DAY_OF_MONTH, _ordinal(match["nth"])


def _roll(match: re.Match[str]) -> RollKind:
    if match["backward"] or match["before"]:
        return RollKind.PRECEDING
    if match["forward"] or match["after"]:
        return RollKind.MODIFIED_NEXT if match["within"] else RollKind.NEXT
    return RollKind.NONE


def _shifted(match: re.Match[str], asked: f.Input, series: str, span: Span) -> Any:  # noqa: ANN401
    business = match["b1"] or match["b2"] or ""
    number = _number(match["many"]) if match["many"] else _ordinal(match["first"] or "first")
    sign = -1 if match["before"] else 1
    base = " ".join(match["date"].split())
    name = base.split(" ", 1)[1]
    first = base.split(" ", 1)[0]
    own = name in {asked.term, series} or (first in {"such", "that"} and name == "date")
    name = re.sub(r"\bsuch\b", "that", name)
    head = asked if own else f.Input(name, None, (), total=False, span=span)
    return f.ShiftedDay(sign * number, " ".join(business.split()), head, span)


def _ordinal(text: str) -> int:
    plain = text.strip().lower()
    if plain[0].isdigit():
        return int(re.sub(r"\D", "", plain))
    head, _, tail = plain.partition("-")
    return SMALL_NUMBERS[head] + ORDINALS[tail] if tail else ORDINALS[plain]


def _number(text: str) -> int:
    figure = re.search(r"\d+", text)
    if figure:
        return int(figure.group())
    head, _, tail = text.strip().lower().partition("-")
    return SMALL_NUMBERS[head] + (SMALL_NUMBERS[tail] if tail else 0)
