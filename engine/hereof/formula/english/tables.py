"""Tables of values by month, as definitions set them out in lines."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from hereof.calendar.month import MONTH_NAMES
from hereof.formula.english.months import month, next_month
from hereof.formula.english.tokens import UnreadableError
from hereof.model import formula as f

if TYPE_CHECKING:
    from hereof.diagnostics import Span

_MONTH: Final = rf"(?:{'|'.join(MONTH_NAMES)})\s+\d{{4}}"
_VALUE: Final = r"\$[\d,]+(?:\.\d+)?|\d+(?:\.\d+)?\s?%"
ROW: Final = re.compile(
    rf"""\s*(?P<first>{_MONTH})
    (?:\s*(?:through|to|-|–|—)\s*(?:and\s+including\s+)?(?P<last>{_MONTH})
     |\s+(?P<open>(?:and|or)\s+(?:each\s+[\w\s]{{0,40}}?)?(?:thereafter|later|after)))?
    [\s.:_-]*(?P<value>{_VALUE})[.;,]?""",
    re.VERBOSE,
)
TABLE: Final = re.compile(
    r"""(?:the|an?)\s+(?:applicable\s+|related\s+|respective\s+)?(?:percentage|amount|rate|balance|dollar\s+amount)s?\s+
    (?:set\s+forth|indicated|specified|shown|listed|set\s+out)\s+(?:below|opposite|in\s+the\s+(?:following\s+)?(?:table|schedule))[^:$%\d]{0,160}:
    (?P<head>[^\d$%]*?)(?=\s(?:"""
    + "|".join(MONTH_NAMES)
    + r""")\s+\d{4})""",
    re.VERBOSE | re.IGNORECASE,
)


def table(words: str, at: int) -> tuple[int, list[re.Match[str]]] | None:
    """Give the end and the rows of a table that begins here, or nothing."""
    intro = TABLE.match(words, at)
    if intro is None:
        return None
    rows: list[re.Match[str]] = []
    end = intro.end()
    while (row := ROW.match(words, end)) is not None:
        rows.append(row)
        end = row.end()
    if not rows or words[end:].strip(" \n.\t"):
        raise UnreadableError(
            "words-not-read",
            "this table holds a line that is no month or range of months with one value",
            end, min(len(words), end + 40),
            "write each line as `January 2006 through December 2006  25.00%`",
        )  # fmt: skip
    return len(words), rows


def schedule(rows: list[re.Match[str]], span: Span) -> Any:  # noqa: ANN401
    """Give the schedule of a table's rows.

    Raises:
        UnreadableError: The rows overlap or are out of order.
    """
    first = month(rows[0]["first"], *rows[0].span())
    steps = [f.Step(f.NoValue(span), before=True, when=first, span=span)]
    free = first
    for i, row in enumerate(rows):
        start = month(row["first"], *row.span())
        if start < free:
            raise UnreadableError(
                "words-not-read",
                "this line of the table begins before the last one ends",
                *row.span(), "look whether a month is misprinted",
            )  # fmt: skip
        if free < start:
            steps.append(f.Step(f.NoValue(span), before=False, when=free, span=span))
        steps.append(f.Step(_value(row["value"], span), before=False, when=start, span=span))
        end = month(row["last"], *row.span()) if row["last"] else start
        free = next_month(end, *row.span())
        if row["open"]:
            if i < len(rows) - 1:
                raise UnreadableError(
                    "words-not-read", "lines follow one that never ends", *row.span(),
                    "let the line that goes on `thereafter` stand last",
                )  # fmt: skip
            return f.Schedule(tuple(steps), span)
    steps.append(f.Step(f.NoValue(span), before=False, when=free, span=span))
    return f.Schedule(tuple(steps), span)


def _value(text: str, span: Span) -> f.Amount:
    number = Fraction(re.sub(r"[^\d.]", "", text).rstrip("."))
    if text.startswith("$"):
        return f.Amount(number, "$", text, span)
    return f.Amount(number / 100, "%", "".join(text.split()), span)
