"""Words that point back: `such amount`, `the foregoing`, `their`; and names that are no amount.

What points back is resolved where one thing alone stands before it. Elsewhere the words
are refused: an input named `such amount` would be anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from hereof.formula.english.names import singular
from hereof.formula.english.periods import one_by_one
from hereof.formula.english.pointing import pointed
from hereof.formula.english.trees import ASKED_MARK, WHICH_MARK, Labelled, mapped, parts_of
from hereof.formula.english.vocabulary import TIMES_HEADS
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.formula.english.tokens import Token

POINTS_BACK: Final = "@back"
"""The name of an input that is what the words name before it."""
ALL_BEFORE: Final = "@all before"
"""The name of an input that is all parts of a list before it."""

_BACK: Final = re.compile(
    r"(?:such|said|that|those|this) (?:\w+ )?(?:amounts?|balances?|percentages?|rates?|sums?"
    r"|figures?|values?|fractions?|ratios?|results?|quantity|quantities)"
)
_THAT: Final = re.compile(r"(?:that|such|said) [A-Z]")
_FOREGOING: Final = re.compile(
    r"(?:sum of )?(?:all of )?(?:the )?(?:foregoing|above|preceding)(?: amounts?| sums?| items?)?"
)
_POINTING: Final = re.compile(
    r"\b(?:foregoing|same|latter|former|it|them|aforesaid)$|^(?:it|them|both|each|same)\b"
)
_HEAD: Final = re.compile(
    r" (?:of|in|on|for|after|before|preceding|following|prior|that|which|from|to|at|under|during"
    r"|with) "
)
_WHICH: Final = re.compile(r" (?=(?:thereon|therein|thereof|securing|located|held|given)\b)")
"""What begins words that say which thing is meant."""
_THINGS: Final = frozenset(
    "property improvement document agreement instrument lien deed building land equipment estate "
    "mortgage contract policy report notice fixture premise structure easement furnishing".split()
)
"""Nouns of things that are no amount, whatever is added to them."""
_TIME_NOUNS: Final = TIMES_HEADS | frozenset(
    "business-day week weeks fortnight month-end year-end".split()
)


def points_back(text: str) -> str:
    """Give what a description points back to: `POINTS_BACK`, `ALL_BEFORE`, or nothing."""
    low = text.lower()
    if _FOREGOING.fullmatch(low):
        return ALL_BEFORE
    return POINTS_BACK if _BACK.fullmatch(low) else ""


def is_no_amount(text: str) -> bool:
    """Tell whether a description names a day, a thing or a pronoun, none of them an amount."""
    head = _HEAD.split(_WHICH.split(text)[0])[0].split()
    last = head[-1].lower()
    if singular(last) in _THINGS:
        return True
    if last in _TIME_NOUNS or singular(last) in _TIME_NOUNS or last in {"related", "such"}:
        return True
    return _POINTING.search(text.lower()) is not None


def with_foregoing(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the parts of a sum with those before it in the place of `the foregoing`."""
    found: list[Any] = []
    for part in parts:
        if found and any(_is(n, ALL_BEFORE) for n in parts_of(part)):
            before = tuple((1, p.value if isinstance(p, Labelled) else p) for p in found)
            whole = before[0][1] if len(before) == 1 else f.Sum(before, part.span)

            def change(one: Any, whole: Any = whole) -> Any:  # noqa: ANN401 - any node
                return whole if _is(one, ALL_BEFORE) else one

            part = mapped(part, change)  # noqa: PLW2901 - the part as it is meant
        found.append(part)
    return tuple(found)


def at_times(of: Any, others: Sequence[Token]) -> tuple[Any, ...]:  # noqa: ANN401 - any node
    """Give one quantity at its own time and at each of others; nothing where it has none."""
    if not isinstance(of, f.Input):
        return ()
    which = tuple(t for t in of.timing if t.startswith(WHICH_MARK))
    if len(of.timing) != len(which) + 1:
        return ()
    times = (next(t for t in of.timing if t not in which), *(other.text for other in others))
    several = [one_by_one(time) for time in times]
    if not all(several):
        return ()
    return tuple(attrs.evolve(of, timing=(*which, time)) for each in several for time in each)


def _is(node: Any, name: str) -> bool:  # noqa: ANN401 - any node
    return isinstance(node, f.Input) and node.term == name


def resolved(expression: Any) -> Any | None:  # noqa: ANN401 - any node
    """Give a formula with what its words point back to, or nothing where that is not certain.

    `Such amount` is the one amount named before it, at the other time that is said.
    """
    expression = pointed(_of_the_same(expression))
    if expression is None:
        return None
    inputs = [n for n in parts_of(expression) if isinstance(n, f.Input)]
    if any(n.term == ALL_BEFORE for n in inputs):
        return None
    back = [n for n in inputs if n.term == POINTS_BACK]
    if not back:
        return expression
    others = {(n.term, n.owners, n.total): n for n in inputs if n.term != POINTS_BACK}
    first = min(n.span.start for n in back)
    shares = [
        n
        for p in parts_of(expression)
        if isinstance(p, f.Product) and any(isinstance(n, f.Amount) for n in p.factors)
        for n in p.factors
    ]
    certain = all(_another_time(n) or any(n is s for s in shares) for n in back)
    if len(others) != 1 or not certain or any(n.owners is not None for n in back):
        return None
    (one,) = others.values()
    if one.span.start > first:
        return None

    def change(node: Any) -> Any:  # noqa: ANN401 - any node
        if not _is(node, POINTS_BACK):
            return node
        kept = tuple(t for t in one.timing if t.startswith(WHICH_MARK))
        timing = (*kept, *node.timing) if _another_time(node) else one.timing
        return attrs.evolve(one, timing=timing, span=node.span)

    return mapped(expression, change)


def _of_the_same(expression: Any) -> Any:  # noqa: ANN401 - any node
    """Give a formula in which `that Note Balance` is of whom the one named before it is.

    Where several were named before it, of different owners, it stays as it is worded.
    """
    inputs = [n for n in parts_of(expression) if isinstance(n, f.Input) and n.span is not None]
    if not any(n.owners is None and _THAT.match(n.span.text) for n in inputs):
        return expression

    def change(one: Any) -> Any:  # noqa: ANN401 - any node
        if not isinstance(one, f.Input) or one.owners is not None or one.span is None:
            return one
        said = _THAT.match(one.span.text)
        if said is None:
            return one
        before = [n for n in inputs if n.term == one.term and n.span.end <= one.span.start]
        named = {(n.owners, n.total) for n in before}
        if len(named) != 1 or before[0].owners is None or before[0].total:
            return one
        if _which(one) or _which(before[0]):
            return one
        alone = singular(" ".join(one.span.text.split()[1:])) == singular(one.term)
        timing = before[0].timing if alone and not one.timing else one.timing
        return attrs.evolve(before[0], timing=timing, span=one.span)

    return mapped(expression, change)


def _which(node: f.Input) -> tuple[str, ...]:
    return tuple(t for t in node.timing if t.startswith(WHICH_MARK))


def _another_time(node: f.Input) -> bool:
    times = [t for t in node.timing if not t.startswith(WHICH_MARK)]
    return bool(times) and all(t != ASKED_MARK for t in times)
