"""Moments that an instruction names in relation to others: so many days after, the later of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms
from hereof.calendar.month import MONTH_NAMES
from hereof.model import effectivity as e
from hereof.rulebase.dates_said import DATE, date_of
from hereof.rulebase.instruction import DATE_HEREOF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Span

_COUNTED: Final = (
    r"(?:(?:\w+[- ]?\w*\s+)?\(?\d+\)?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|fifteen|twenty|thirty|forty-five|sixty|ninety|a|an)\s+"
    r"(?:Business\s+|calendar\s+|full\s+|consecutive\s+|fiscal\s+)?(?:[Dd]ays?|weeks?|months?|quarters?|years?)['\u2019]?"
)
_STEP: Final = (
    r"(?:the\s+)?(?:(?:first|second|third|fourth|fifth|sixth|seventh|tenth|last|next|\d+(?:st|nd|rd|th))\s+)?"
    r"(?:\(\d+(?:st|nd|rd|th)?\)\s+)?(?:succeeding\s+)?(?:(?:Business|calendar)\s+)?[Dd]ay"
)
_DAY_OF: Final = (
    r"(?:the\s+)?(?:first|last)\s+(?:(?:Business|calendar)\s+)?[Dd]ay\s+of\s+the\s+"
    r"(?:(?:next|fiscal|calendar)\s+)*(?:month|quarter|year|week)"
)
_NEXT_DATE: Final = r"(?:the\s+)(?:(?:first|next)\s+)?(?:[A-Z]\w*\s+)+Date(?:\s+to\s+occur)?"
_TO: Final = (
    r"\s+(?:(?:immediately|next|first|falling|occurring|that\s+is|from\s+and)\s+)*"
    r"(?:after|following|succeeding|from|before|preceding|prior\s+to)\b"
)
_LEAD: Final = (
    r"(?:\b(?i:effective(?:ness)?|(?:on|from)\s+and\s+after|commencing|beginning|starting|takes?\s+effect"
    r"|with\s+(?:retroactive\s+)?effect|as\s+of)\b[^.;,_]{0,30}?|(?:^|[.;]\s+)\s*(?:\w{1,4}\.\s+)?(?:On|From|As\s+of|At)\s+)"
)
_RELATIVE: Final = re.compile(
    rf"{_LEAD}\b(?P<words>(?:(?:{_COUNTED}|{_STEP}|{_DAY_OF}|{_NEXT_DATE}){_TO}"
    r"|immediately\s+(?:after|following)(?=\s+the\s+(?:[A-Z]\w*\s+)+Date\b)"
    r"|(?:the\s+)?(?:(?:\w+|\d+(?:st|nd|rd|th))\s+)?(?:\(\d+(?:st|nd|rd|th)?\)\s+)?(?:\w+-month\s+)?anniversary\s+of\b)"
    r"\s*(?P<anchor>[^.;,_]{0,80}(?:,\s+\d{4})?))"
)
_IN_ANCHOR: Final = re.compile(r"^(?:the\s+)?(?P<term>[A-Z]\w*(?:\s+[A-Z]\w*)*)")
_LATER: Final = re.compile(
    r"\bthe\s+(?:later|latest|last)\s+(?:to\s+occur\s+)?(?:of|between)\b"
    r"|\bor,?\s+if\s+later\b|\bwhichever\s+(?:\w+\s+){0,2}(?:later|latest|last)\b"
    r"|\b(?:but|and)\s+(?:in\s+no\s+event|in\s+any\s+event\s+not|not)\s+(?:earlier\s+than|sooner\s+than|before|prior\s+to)\b",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(
    r"\bthe\s+(?:earlier|earliest|first|sooner|soonest)\s+to\s+occur(?:\s+of)?\b"
    r"|\bthe\s+(?:earlier|earliest|sooner|soonest)\s+(?:of|between)\b"
    r"|\bor,?\s+if\s+(?:earlier|sooner)\b|\bwhichever\s+(?:\w+\s+){0,2}(?:earlier|earliest|first|sooner|soonest)\b"
    r"|\bbut\s+(?:in\s+no\s+event|in\s+any\s+event\s+no[t]?|not|no)\s+later\s+than\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(
    r"[;_]|\.(?=\s|$)|,\s+(?=(?:the\s+)?(?:definition|Section|clause|term|Agreement)\b|by\s+\w+ing)"
)
_ITEM: Final = re.compile(r"\((?:i{1,3}|iv|v|[a-e]|[1-5]|[x-z])\)")
_NAMED: Final = re.compile(r"\bthe\s+(?P<term>(?:[A-Z]\w*\s+)+Date)\b")
_MOST: Final = 300


def relative_in(text: str) -> str:
    """Give words such as `thirty (30) days after the date hereof` that say a start; or nothing."""
    found = _RELATIVE.search(text)
    return " ".join(found["words"].split()) if found else ""


def anchor_encoded(part: e.Simple, text: str) -> str:
    """Say that a moment is only what a start is counted from, where it is.

    Args:
        part: As encoded.
        text: The instruction.
    """
    for found in _RELATIVE.finditer(text):
        rest = text[: found.start("words")] + " " * 8 + text[found.end("words") :]
        if _is_next(part, found["words"], found["anchor"]):
            return f"it says `{' '.join(found['words'].split())}`"
        if _is_anchor(part, found["anchor"]) and not _stands_alone(part, rest):
            return f"it says `{' '.join(found['words'].split())}`"
    return ""


def _is_next(part: e.Simple, words: str, anchor: str) -> bool:
    """Tell whether words mean the next of the dates of a name, and not the one that is encoded."""
    return isinstance(part, e.AsOfTerm) and not anchor.strip() and f"{part.term} " in words


def _is_anchor(part: e.Simple, anchor: str) -> bool:
    if isinstance(part, e.DateHereof):
        return bool(DATE_HEREOF.search(anchor))
    if isinstance(part, e.OnDate):
        return stands_in(written_forms(part.day), anchor) is not None
    if isinstance(part, e.AsOfTerm | e.FromSeries):
        if isinstance(part, e.FromSeries) and not _in_month(part, anchor):
            return False
        term = _IN_ANCHOR.match(anchor.lstrip())
        return term is not None and term["term"].startswith(part.term)
    return False


def _in_month(part: e.FromSeries, anchor: str) -> bool:
    words = anchor.replace(",", " ").split()
    return MONTH_NAMES[part.month.month - 1] in words and str(part.month.year) in words


def _stands_alone(part: e.Simple, rest: str) -> bool:
    if isinstance(part, e.OnDate):
        return any(date_of(found) == part.day for found in DATE.finditer(rest))
    if isinstance(part, e.AsOfTerm):
        return part.term in rest
    if isinstance(part, e.FromSeries):
        return _in_month(part, rest)
    return bool(DATE_HEREOF.search(rest))


def of_several(effectivity: e.Effectivity, text: str) -> Iterator[tuple[str, Span]]:
    """Give how the one meant of several moments is not encoded, and where.

    Args:
        effectivity: As encoded.
        text: The instruction, with what it quotes made blank.
    """
    moments = [m for m in (effectivity.start, effectivity.until) if m is not None]
    kinds = {kind for moment in moments for kind in _kinds(moment)}
    for pattern, kind in ((_LATER, e.Later), (_EARLIER, e.Earlier)):
        found = pattern.search(text)
        if found is None:
            continue
        words = " ".join(found.group().split())
        if kind not in kinds:
            encoded = "another of them" if kinds else "one of them"
            yield f"it says `{words}`, and {encoded} is encoded", effectivity.span
        elif found.group().casefold().endswith(("of", "between")):
            segment = _STOP.split(text[found.end() : found.end() + _MOST])[0]
            why = _left_out(segment, [part for m in moments for part, _ in e.excused(m, None)])
            if why:
                yield f"it says `{words}` several moments, and {why}", effectivity.span


def says_several(text: str) -> str:
    """Give words that choose between moments; empty where there are none."""
    found = _LATER.search(text) or _EARLIER.search(text)
    return " ".join(found.group().split()) if found else ""


def _kinds(moment: e.Moment) -> Iterator[type]:
    if isinstance(moment, e.Later | e.Earlier):
        yield type(moment)
        for part in moment.parts:
            yield from _kinds(part)


def _left_out(segment: str, parts: list[e.Simple]) -> str:
    """Say which of several moments nothing encodes."""
    said = " ".join(part.text for part in parts if isinstance(part, e.Condition))
    days = {part.day for part in parts if isinstance(part, e.OnDate)}
    for found in DATE.finditer(segment):
        if date_of(found) not in days and found.group() not in said:
            return f"`{found.group()}` is not encoded"
    terms = {part.term for part in parts if isinstance(part, e.AsOfTerm | e.FromSeries)}
    for named in _NAMED.finditer(segment):
        if named["term"] not in terms and named["term"] not in said:
            return f"`{named['term']}` is not encoded"
    items = _ITEM.findall(segment)
    if len(set(items)) > len(parts):
        return f"of {len(set(items))} only {len(parts)} are encoded"
    return ""
