"""What is added or averaged over several periods, or is several already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.formula.english.names import singular
from hereof.formula.english.trees import WHICH_MARK
from hereof.formula.english.vocabulary import ORDINALS, SMALL_NUMBERS

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
    r"|received|due|distributed|allocated|applied|deposited|advanced|incurred|made) "
)


_SO_MANY: Final = re.compile(
    r"(?P<when>for|as of|as at|on|during|in|with respect to|in respect of) "
    r"(?:each of )?(?:the |such )?"
    r"(?P<one>(?:immediately |next )?(?:preceding|prior|previous|following|succeeding) )?"
    r"(?P<many>[a-z]+|\d{1,2})(?: \(\d{1,2}\))? "
    r"(?P<other>(?:immediately |next )?(?:preceding|prior|previous|following|succeeding) )?"
    rf"(?P<noun>{_PERIODS})s"
)
_SEVERAL_PERIODS: Final = re.compile(rf"\b{_PERIODS}s\b")
_MOST: Final = 12
"""Of no more periods than these is each an input of its own."""


_FOR_EACH: Final = ("for ", "as of the first day of each ", "as of the last day of each ")
"""What begins a time of several periods of which each counts."""


def one_by_one(time: str) -> tuple[str, ...]:
    """Give each of the periods that a time counts, the nearest first; a time of one as it is.

    Nothing where a time is of several periods that it does not count.
    """
    if _SEVERAL_PERIODS.search(time) is None:
        return (time,)
    said = _SO_MANY.fullmatch(time)
    side = (said["one"] or said["other"] or "").split() if said else []
    if said is None or not side or (said["one"] and said["other"]):
        return ()
    number = int(said["many"]) if said["many"].isdigit() else SMALL_NUMBERS.get(said["many"], 0)
    if not 2 <= number <= _MOST:  # noqa: PLR2004 - one is not several
        return ()
    names = {n: name for name, n in ORDINALS.items()}
    return tuple(
        f"{said['when']} the {names[n]} {side[-1]} {said['noun']}" for n in range(1, number + 1)
    )


def is_of_several(time: str) -> bool:
    """Tell whether a time is one of several periods."""
    return _SEVERAL.search(time) is not None and not time.startswith(WHICH_MARK)


def over_periods(of: f.Input) -> bool:
    """Tell whether a quantity is measured for each of several periods, and for no one of them."""
    times = [text for text in of.timing if not text.startswith(WHICH_MARK)]
    return (
        len(times) == 1 and times[0].startswith(_FOR_EACH) and _SEVERAL.search(times[0]) is not None
    )


def plural_of(of: f.Input) -> str:
    """Give the name of a term as it is worded where that is in the plural, else nothing."""
    if of.owners is not None or of.term[:1].islower() or of.span is None:
        return ""
    said = " ".join(of.span.text.split())
    *_, last = of.term.split()
    several = of.term if singular(last) != last else f"{of.term}s"
    return several if re.search(rf"\b{re.escape(several)}\b", said) else ""


def is_several(of: f.Input) -> bool:
    """Tell whether a description in small words is of several amounts, which a sum can be of."""
    if of.owners is not None or not of.term[:1].islower():
        return False
    if " and " in of.term:
        return True
    head = _HEAD.split(f"{of.term} ")[0].split()[-1]
    return head.islower() and singular(head) != head and head not in {"proceeds", "series"}
