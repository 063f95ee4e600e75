"""What is added or averaged over several periods, or is several already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.formula.english.names import singular
from hereof.formula.english.trees import WHICH_MARK

if TYPE_CHECKING:
    from hereof.model import formula as f

_SEVERAL: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:\(\d+\) )?"
    r"(?:[\w-]+ ){0,4}?(?:[A-Z]\w+ )*(?:Periods|Dates|Months|Quarters|Years|periods|dates|months|quarters|years)\b"
    r"|\b(?:all|each) (?:prior|previous|preceding|such) (?:[A-Z]\w+ )*(?:Periods?|Dates?|Months?)\b"
)
_HEAD: Final = re.compile(
    r" (?:of|in|on|for|that|which|from|to|at|under|during|with|described|used|set|payable|paid|received|due) "
)


def over_periods(of: f.Input) -> bool:
    """Tell whether a quantity is measured for each of several periods, and for no one of them."""
    times = [text for text in of.timing if not text.startswith(WHICH_MARK)]
    return len(times) == 1 and times[0].startswith("for ") and _SEVERAL.search(times[0]) is not None


def is_plural(description: str) -> bool:
    """Tell whether a description in small words is of several amounts, which a sum can be of."""
    head = _HEAD.split(description)[0].split()[-1]
    return head.islower() and singular(head) != head and head not in {"proceeds", "series"}
