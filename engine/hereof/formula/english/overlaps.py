"""Whether two conditions can both be met: then words do not say which value is the one."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_TESTS: Final = 12
"""How many tests two conditions may hold together for their cases to be gone through."""

_SIDES: Final = {
    "before": (-1,), "less than": (-1,), "on or before": (-1, 0), "at most": (-1, 0),
    "equal to": (0,), "on or after": (0, 1), "at least": (0, 1), "after": (1,), "more than": (1,),
}  # fmt: skip
"""On which side of a bound a value lies for each relation: below it, at it, above it."""


def overlap(tests: Sequence[Any]) -> bool:
    """Tell whether two of several conditions may both be met, as far as can be told.

    Comparisons of one value with bounds of one kind are told apart by the order of the bounds;
    all else counts as true or false at will.
    """
    return any(
        _both(one, other) for one, other in itertools.combinations(tests, 2) if not _goes_on(other)
    )


def _goes_on(test: Any) -> bool:  # noqa: ANN401 - any test
    """Tell whether words say that a condition begins where those before it end."""
    return (
        test.span is not None
        and re.match(r"(?:thereafter|otherwise)\b", test.span.text) is not None
    )


def _both(one: Any, other: Any) -> bool:  # noqa: ANN401 - any test
    found: dict[Any, None] = {}
    for test in (*_atoms(one), *_atoms(other)):
        found[test] = None
    values: dict[Any, list[Any]] = {}
    events: list[Any] = []
    for test in found:
        if isinstance(test, f.Compare) and test.relation in _SIDES:
            values.setdefault(test.left, []).append(test.right)
        else:
            events.append(test)
    if len(found) > MOST_TESTS:
        return True
    free = [_places(left, bounds) for left, bounds in values.items()]
    for truths in itertools.product((True, False), repeat=len(events)):
        met = dict(zip(events, truths, strict=True))
        for chosen in itertools.product(*free):
            where = {key: side for one_value in chosen for key, side in one_value}
            if _met(one, met, where) and _met(other, met, where):
                return True
    return False


def _atoms(test: Any) -> Iterator[Any]:  # noqa: ANN401 - any test
    if isinstance(test, f.Logic):
        for part in test.parts:
            yield from _atoms(part)
    else:
        yield test


def _places(left: Any, bounds: list[Any]) -> list[tuple[tuple[Any, int], ...]]:  # noqa: ANN401
    """Give where a value can lie among bounds: for each place, on which side of each bound."""
    several = list(dict.fromkeys(bounds))
    known = [key for bound in several if (key := _order(bound)) is not None]
    if len(several) > 1 and (len(known) < len(several) or len({kind for kind, _ in known}) > 1):
        return _in_doubt(left, several)
    keys: list[Any] = known if len(several) > 1 else [None]
    order = sorted(set(keys)) if len(several) > 1 else keys
    spots: list[tuple[tuple[Any, int], ...]] = []
    for spot in range(2 * len(order) + 1):
        row = []
        for bound, key in zip(several, keys, strict=True):
            at = 2 * order.index(key) + 1
            row.append(((left, bound), (spot > at) - (spot < at)))
        spots.append(tuple(row))
    return spots


def _in_doubt(left: Any, several: list[Any]) -> list[tuple[tuple[Any, int], ...]]:  # noqa: ANN401
    """Give every side of every bound, where the order of the bounds is not known."""
    rows = itertools.product((-1, 0, 1), repeat=len(several))
    return [tuple(((left, b), side) for b, side in zip(several, row, strict=True)) for row in rows]


def _order(bound: Any) -> tuple[str, Any] | None:  # noqa: ANN401 - any node
    """Give by what a bound is ordered among others of its kind; nothing where that is not known."""
    if isinstance(bound, f.Amount):
        return ("number", Fraction(bound.value))
    if isinstance(bound, f.Day):
        return ("day", bound.day.toordinal())
    if isinstance(bound, f.DateIn):
        return (f"date of {bound.series}", (bound.month.year, bound.month.month))
    if isinstance(bound, f.NthDate):
        return (f"n-th of {bound.series}", bound.number)
    if isinstance(bound, f.Anniversary):
        return (f"anniversary of {bound.of!r}", bound.number)
    return None


def _met(test: Any, events: dict[Any, bool], where: dict[Any, int]) -> bool:  # noqa: ANN401
    if isinstance(test, f.Logic):
        several = [_met(part, events, where) for part in test.parts]
        if test.kind == "not":
            return not several[0]
        return all(several) if test.kind == "all" else any(several)
    if isinstance(test, f.Compare) and test.relation in _SIDES:
        return where[(test.left, test.right)] in _SIDES[test.relation]
    return events[test]
