"""Whether two conditions can both be met: then words do not say which value is the one."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import attrs

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


_LEVEL: Final = re.compile(r"((?:[A-Z]\w+ )*(?:Level|Tier|Stage)) (?:[IVX]+|\d+)(?: (.+))?")
"""An event of which there are several in order, one of them at a time."""


def overlap(tests: Sequence[Any]) -> bool:
    """Tell whether two of several conditions may both be met, as far as can be told.

    Comparisons of one value with bounds of one kind are told apart by the order of the bounds;
    all else counts as true or false at will.
    """
    if any(isinstance(bound, f.Day) for test in tests for bound in _bounds(test)):
        tests = [_by_month(test) for test in tests]
    order = _said_order(tests)
    return any(
        _both(one, other, order)
        for one, other in itertools.combinations(tests, 2)
        if not _goes_on(other)
    )


def _bounds(test: Any) -> Iterator[Any]:  # noqa: ANN401 - any test
    return (one.right for one in _atoms(test) if isinstance(one, f.Compare))


def _by_month(test: Any) -> Any:  # noqa: ANN401 - any test
    """Give a test in which a month's date of the series asked about is the month it lies in.

    A Distribution Date before that in July 2010 is one before July 2010.
    """
    if isinstance(test, f.Logic):
        return attrs.evolve(test, parts=tuple(map(_by_month, test.parts)))
    if not isinstance(test, f.Compare) or test.relation not in _FROM_OR_TO:
        return test
    left, bound = test.left, test.right
    if not isinstance(bound, f.DateIn) or not isinstance(left, f.Input):
        return test
    if left.term != bound.series:
        return test
    day = bound.month.first if test.relation in _FROM_FIRST else bound.month.last
    return attrs.evolve(test, right=f.Day(day))


_FROM_FIRST: Final = frozenset({"before", "on or after"})
_FROM_OR_TO: Final = _FROM_FIRST | {"after", "on or before"}


def _goes_on(test: Any) -> bool:  # noqa: ANN401 - any test
    """Tell whether words say that a condition begins where those before it end."""
    return (
        test.span is not None
        and re.match(r"(?:thereafter|otherwise)\b", test.span.text) is not None
    )


def _said_order(tests: Sequence[Any]) -> set[tuple[Any, Any]]:
    """Give the pairs of bounds of which the first is the earlier, or lesser, by what is said.

    `On or after the Stepdown Date but prior to the Final Date` says which of the two is first.
    """
    found: set[tuple[Any, Any]] = set()
    for test in tests:
        parts = test.parts if isinstance(test, f.Logic) and test.kind == "all" else ()
        bounds = [p for p in parts if isinstance(p, f.Compare) and p.relation in _SIDES]
        for low, high in itertools.permutations(bounds, 2):
            between = min(_SIDES[low.relation]) >= 0 > min(_SIDES[high.relation])
            if between and low.left == high.left:
                found.add((low.right, high.right))
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


def _both(one: Any, other: Any, order: set[tuple[Any, Any]]) -> bool:  # noqa: ANN401 - any test
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
        levels = [level for test, so in met.items() if so and (level := _level(test))]
        if len(levels) > len(set(levels)):
            continue  # of Level I Status and Level II Status there is one at a time
        for chosen in itertools.product(*free):
            where = {key: side for one_value in chosen for key, side in one_value}
            if not _in_order(where, order):
                continue
            if _met(one, met, where) and _met(other, met, where):
                return True
    return False


def _in_order(where: dict[Any, int], order: set[tuple[Any, Any]]) -> bool:
    """Tell whether a place among bounds is one that their order allows."""
    return not any(
        first == left and low == a and high == b and below <= 0 <= above
        for (first, low), below in where.items()
        for (left, high), above in where.items()
        for a, b in order
    )


def _level(test: Any) -> str:  # noqa: ANN401 - any test
    """Give of what a level is in effect, without which of them; nothing of another event."""
    named = isinstance(test, f.Truth) and isinstance(test.value, f.Input)
    found = _LEVEL.fullmatch(test.value.term) if named else None
    return f"{found[1]} {found[2]}" if found else ""


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
