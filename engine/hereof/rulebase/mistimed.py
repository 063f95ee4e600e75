"""Whether an `effective` line says what the instruction says of when it is effective."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.model import effectivity as e
from hereof.rulebase.conditions_said import condition_otherwise
from hereof.rulebase.dates_said import DENIED, days_in, words_of_time
from hereof.rulebase.instruction import DATE_HEREOF
from hereof.rulebase.several import anchor_encoded, of_several
from hereof.rulebase.timing import is_empty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.diagnostics import Span
    from hereof.rulebase.dates_said import Day

_NO_START: Final = {
    "denied": "says that it is not this day",
    "end": "names this day as an end",
    "moved": "names this day only as one that is changed",
    "dated": "names this day only as the date of a document",
}
_NO_END: Final = "it does not name this day as an end"


def mistimed(
    instruction: str, effectivity: e.Effectivity, dated: date | None
) -> Iterator[tuple[str, Span]]:
    """Give how an effectivity is not the one ordered, and where it is encoded.

    Args:
        instruction: Every quotation of the paragraph.
        effectivity: As encoded.
        dated: The date that the instrument bears.
    """
    if is_empty(effectivity):
        return  # a finding of its own
    text = words_of_time(instruction)
    days = list(days_in(text))
    for part, reason in e.excused(effectivity.start, effectivity.because):
        why = _start_otherwise(part, days, text, dated) if reason is None else ""
        if why:
            yield why, part.span or effectivity.span
    yield from _conditions_otherwise(effectivity, instruction)
    for part, reason in e.excused(effectivity.until, effectivity.end_because):
        why = _until_otherwise(part, days, text) if reason is None else ""
        if why:
            yield why, part.span or effectivity.span
    through = effectivity.through
    if through is not None and effectivity.end_because is None and not _is_end(through, days):
        yield _NO_END, effectivity.end_span or effectivity.span
    if not effectivity.reasons:
        yield from of_several(effectivity, text)


def _conditions_otherwise(
    effectivity: e.Effectivity, instruction: str
) -> Iterator[tuple[str, Span]]:
    moments = [
        *e.excused(effectivity.start, effectivity.because),
        *e.excused(effectivity.until, effectivity.end_because),
    ]
    parts = [part for part, _ in moments]
    for part, reason in moments:
        if reason is None and isinstance(part, e.Condition):
            why = condition_otherwise(part, effectivity, parts, instruction)
            if why:
                yield why, part.span


def _start_otherwise(part: e.Simple, days: list[Day], text: str, dated: date | None) -> str:
    if part.span is not None:
        why = anchor_encoded(part, text)
        if why:
            return why
    if isinstance(part, e.OnDate):
        roles = {each.role for each in days if each.day == part.day}
        is_date_of = roles == {"dated"} and part.day != dated
        if (roles and roles <= {"denied", "end", "moved"}) or is_date_of:
            role = min(roles - {"dated"}, default="dated")
            return f"it {_NO_START[role]}"
    if isinstance(part, e.DateHereof) and part.span is not None:
        found = list(DATE_HEREOF.finditer(text))
        if found and all(
            DENIED.search(f"{text[: each.start()].rstrip()} ".removesuffix("the "))
            for each in found
        ):
            return "it says that it is not the date hereof"
    return ""


def _until_otherwise(part: e.Simple, days: list[Day], text: str) -> str:
    """Say how the words do not end a change from a moment on."""
    if isinstance(part, e.OnDate):
        return "" if _is_end(part.day, days) else _NO_END
    if isinstance(part, e.AsOfTerm):
        taken = re.search(
            rf"\bthrough\s+(?:and\s+including\s+)?(?:the\s+)?{re.escape(part.term)}\b", text
        )
        return f"it says `{taken.group()}`, and `until` leaves that day out" if taken else ""
    return ""


def _is_end(day: date, days: list[Day]) -> bool:
    """Tell whether a date is named as an end, or at least as nothing else."""
    roles = {each.role for each in days if each.day == day}
    return not roles or not roles <= {"denied", "dated", "start", "moved"}
