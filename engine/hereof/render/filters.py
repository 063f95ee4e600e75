"""What templates need to write plain data as people read it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from hereof.calendar import Month, spoken
from hereof.report.phrases import (
    clocks,
    corrected,
    correction_title,
    instrument_line,
    known_line,
    known_span,
    lines_of,
    paragraph_title,
    passage_tag,
    pending_line,
    pending_tag,
    range_line,
    ruled,
    undoing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def day(iso: str) -> str:
    """Say an ISO date as people do: `27 October 2003`."""
    return spoken(date.fromisoformat(iso))


def month(iso: str) -> str:
    """Say a month such as `2003-10` as people do: `October 2003`."""
    return str(Month.parse(iso))


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    said = text.strip()
    end = "" if said.endswith((".", "!", "?", ".”", '."')) or not said else "."
    return said[:1].upper() + said[1:] + end


def upper_first(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def listed(texts: Sequence[str], last: str = "and") -> str:
    """Name several things: `one, two and three`."""
    if len(texts) < 2:  # noqa: PLR2004 - one thing needs no `and`
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def kept(text: str) -> Markup:
    """Keep names such as `Class A-I-7` on one line."""
    return Markup(_NAME.sub(r'<span class="k">\1</span>', str(escape(text))))  # noqa: S704 - escaped


def quoted(text: str) -> str:
    """Put what a message names between backticks into quotation marks."""
    return _NAMED.sub("\u201c\\1\u201d", text)


def abridged(text: str, most: int = 14) -> str:
    """Give the first and the last words of a long text: `the product of ... Distribution Date`."""
    words = text.split()
    if len(words) <= most:
        return text
    half = most // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"


def counted(number: int, one: str, many: str = "") -> str:
    """Count things: `1 version`, `3 versions`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_NAMED: Final = re.compile(r"`([^`]*)`")
_NAME: Final = re.compile(r"(?<![\w-])((?:Class )?\w{1,3}(?:-\w{1,3}){1,3})(?![\w-])")

FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "day": day,
    "month": month,
    "sentence": sentence,
    "upper_first": upper_first,
    "listed": listed,
    "abridged": abridged,
    "kept": kept,
    "clocks": clocks,
    "corrected": corrected,
    "correction_title": correction_title,
    "instrument_line": instrument_line,
    "known_line": known_line,
    "known_span": known_span,
    "lines_of": lines_of,
    "paragraph_title": paragraph_title,
    "passage_tag": passage_tag,
    "pending_line": pending_line,
    "pending_tag": pending_tag,
    "quoted": quoted,
    "range_line": range_line,
    "ruled": ruled,
    "undoing": undoing,
    "counted": counted,
}
"""By the names that templates call them."""
