"""What is added or averaged over several periods, or is several already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.formula.english.names import singular
from hereof.formula.english.trees import WHICH_MARK

if TYPE_CHECKING:
    from hereof.model import formula as f

_PERIODS: Final = r"(?:[A-Z]\w+ )*(?:Period|Date|Month|Quarter|Year|period|date|month|quarter|year)"
_SEVERAL: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:\(\d+\) )?"
    rf"(?:[\w-]+ ){{0,4}}?{_PERIODS}s\b"
    rf"|\b(?:all|each) (?:prior|previous|preceding|such) {_PERIODS}s?\b"
)
_HEAD: Final = re.compile(
    r" (?:of|in|on|for|that|which|from|to|at|under|during|with|described|used|set|payable|paid"
    r"|received|due) "
)


def over_periods(of: f.Input) -> bool:
    """Tell whether a quantity is measured for each of several periods, and for no one of them."""
    times = [text for text in of.timing if not text.startswith(WHICH_MARK)]
    return len(times) == 1 and times[0].startswith("for ") and _SEVERAL.search(times[0]) is not None


def is_several(of: f.Input) -> bool:
    """Tell whether a description in small words is of several amounts, which a sum can be of."""
    if of.owners is not None or not of.term[:1].islower():
        return False
    if " and " in of.term:
        return True
    head = _HEAD.split(of.term)[0].split()[-1]
    return head.islower() and singular(head) != head and head not in {"proceeds", "series"}
