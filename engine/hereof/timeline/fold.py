"""Folds steps in the order in which they bite, and in every order that the law leaves open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve, field

from hereof.frozen import frozen
from hereof.timeline.apply import apply
from hereof.timeline.state import State, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hereof.timeline.step import Place, Step

MOST_IN_DOUBT: Final = 13
"""So many steps whose order is in doubt are tried in every order; more are a crossing."""


@frozen(eq=False)
class Folded:
    """What a fold gives.

    Attributes:
        states: The states that the open orders lead to, distinct, the biting order's first.
        succeeded: Steps whose guard held in some order.
        failures: Steps whose guard failed in some order, and why.
        too_many: More steps in doubt than are tried in every order.
    """

    states: tuple[State, ...]
    succeeded: frozenset[Step]
    failures: dict[Step, str]
    too_many: bool = False


def merged(found: Sequence[Folded], *, too_many: bool) -> Folded:
    """Give as one what several folds give, each of which is open."""
    if len(found) == 1:
        return found[0]
    return Folded(
        tuple(_distinct(state for each in found for state in each.states)),
        frozenset(step for each in found for step in each.succeeded),
        {step: why for each in reversed(found) for step, why in each.failures.items()},
        too_many or any(each.too_many for each in found),
    )


@frozen(eq=False)
class Folder:
    """Folds one subject's steps; remembers what a step makes of a state."""

    _known: dict[tuple[int, int], State] = field(factory=dict, init=False)
    _kept: list[object] = field(factory=list, init=False)

    def step(self, place: Place, state: State) -> State:
        """Carry out one step, once for each state that it meets."""
        key = (id(place), id(state))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = apply(place, state)
            self._kept.append((place, state))
        return found

    def fold(
        self,
        places: Sequence[Place],
        initial: Sequence[State],
        follows: Callable[[Place, Place], bool] | None = None,
    ) -> Folded:
        """Fold steps from initial states.

        Args:
            places: The live steps, in any order.
            initial: The states before the first; more than one where an
                incorporated definition is itself in doubt.
            follows: Tells whether the first is said to follow the second.
        """
        run = _Run(self)
        frontier = list(initial)
        for segment in segments(in_order(places, follows), follows):
            frontier = run.segment(segment, frontier, follows)
        return Folded(
            tuple(_distinct(frontier)), frozenset(run.succeeded), run.failures, run.too_many
        )

    def fold_each(self, orders: Iterable[Sequence[Place]], initial: State) -> Iterator[Folded]:
        """Fold several lists of steps, each in an order that is in no doubt.

        What two lists that come one after the other have in common at their
        beginning is folded once.
        """
        done: list[Place] = []
        states = [initial]
        fits: list[Step | None] = []
        faults: list[tuple[Step, str] | None] = []
        for order in orders:
            same = 0
            for before, place in zip(done, order, strict=False):
                if before is not place:
                    break
                same += 1
            del done[same:], states[same + 1 :], fits[same:], faults[same:]
            for place in order[same:]:
                run = _Run(self)
                states.append(run.one(place, states[-1]))
                done.append(place)
                fits.append(next(iter(run.succeeded), None))
                faults.append(next(iter(run.failures.items()), None))
            yield Folded(
                (states[-1],),
                frozenset(step for step in fits if step is not None),
                dict(fault for fault in faults if fault is not None),
            )


class _Run:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.succeeded: set[Step] = set()
        self.failures: dict[Step, str] = {}
        self.too_many = False

    def one(self, place: Place, state: State) -> State:
        after = self.folder.step(place, state)
        failing = place.misfit.step if place.misfit else place.step
        if after.status is Status.FAILED and after.failed is failing:
            self.failures.setdefault(failing, after.why)
        elif after is not state or state.status is not Status.FAILED:
            self.succeeded.add(place.step)
        return after

    def segment(
        self,
        segment: Sequence[Place],
        frontier: list[State],
        follows: Callable[[Place, Place], bool] | None,
    ) -> list[State]:
        if len(segment) == 1:
            return _distinct(self.one(segment[0], state) for state in frontier)
        if len(segment) > MOST_IN_DOUBT:
            self.too_many = True
            orders: list[Sequence[Place]] = [
                segment,
                sorted(segment, key=lambda p: (p.dated, p.key)),
            ]
            return _distinct(self._through(order, s) for s in frontier for order in orders)
        return self._every_order(segment, frontier, follows)

    def _through(self, order: Sequence[Place], state: State) -> State:
        for place in order:
            state = self.one(place, state)
        return state

    def _every_order(
        self,
        segment: Sequence[Place],
        frontier: list[State],
        follows: Callable[[Place, Place], bool] | None,
    ) -> list[State]:
        needs = _needs(segment, follows)
        reached: dict[int, list[State]] = {0: frontier}
        full = (1 << len(segment)) - 1
        for done in range(full):
            states = reached.pop(done, None)
            if states is None:
                continue
            for index, place in enumerate(segment):
                bit = 1 << index
                if done & bit or needs[index] & ~done:
                    continue
                after = reached.setdefault(done | bit, [])
                after.extend(self.one(place, state) for state in states)
                reached[done | bit] = _distinct(after)
        found = reached[full]
        first = [self._through(segment, state) for state in frontier]
        return _distinct([*(s for s in first if _among(s, found)), *found])


def _among(state: State, found: list[State]) -> bool:
    key = state.key()
    return any(other.key() == key for other in found)


def _needs(segment: Sequence[Place], follows: Callable[[Place, Place], bool] | None) -> list[int]:
    needs = [0] * len(segment)
    for later, place in enumerate(segment):
        for earlier in range(later):
            if not in_doubt(segment[earlier], place, follows):
                needs[later] |= 1 << earlier
    return needs


def in_order(
    places: Iterable[Place], follows: Callable[[Place, Place], bool] | None
) -> list[Place]:
    """Put steps in the order in which they bite, or as they are said to follow."""
    ordered = sorted(places, key=lambda place: place.key)
    if follows is None or len(ordered) < 2:  # noqa: PLR2004
        return ordered
    waits = _waits(ordered, follows)
    left = list(range(len(ordered)))
    found: list[Place] = []
    while left:
        # Where what is said and the dates go in a circle, the dates give way.
        n = next((n for n in left if waits[n].isdisjoint(left)), left[0])
        left.remove(n)
        found.append(ordered[n])
    return found


def _waits(ordered: Sequence[Place], follows: Callable[[Place, Place], bool]) -> list[set[int]]:
    """Give for each step those that certainly come before it.

    What is said to follow another is put after it, and so after all that by
    their dates come before that one, even where its own dates are earlier still.
    """
    said = [
        {i for i, earlier in enumerate(ordered) if i != n and follows(place, earlier)}
        for n, place in enumerate(ordered)
    ]

    def by_date(earlier: int, later: int) -> bool:
        return (
            earlier < later
            and not in_doubt(ordered[earlier], ordered[later], None)
            and not any(n == later or by_date(later, n) for n in _reached(said, earlier))
        )

    return [wait | {i for i in range(n) if by_date(i, n)} for n, wait in enumerate(said)]


def _reached(edges: Sequence[set[int]], start: int) -> set[int]:
    found: set[int] = set()
    todo = [start]
    while todo:
        new = edges[todo.pop()] - found
        found |= new
        todo.extend(new)
    return found


def in_doubt(one: Place, other: Place, follows: Callable[[Place, Place], bool] | None) -> bool:
    """Tell whether the order of two steps is in doubt.

    It is where one instrument was dated, executed or bites before the other in
    one respect and after it in another, or where both bite and were executed on
    the same day. Steps of one instrument, and the agreement itself, never are.
    """
    if one.entry is other.entry or one.entry.is_base or other.entry.is_base:
        return False
    if follows is not None and (follows(one, other) or follows(other, one)):
        return False
    if (one.bites, one.executed) == (other.bites, other.executed):
        return True
    signs = {
        (a > b) - (a < b)
        for a, b in (
            (one.dated, other.dated),
            (one.executed, other.executed),
            (one.bites, other.bites),
        )
    }
    return {1, -1} <= signs


def segments(
    ordered: Sequence[Place], follows: Callable[[Place, Place], bool] | None
) -> list[Sequence[Place]]:
    """Cut an order into the least stretches outside of which no order is in doubt."""
    if follows is None and is_plain(ordered):
        return [[place] for place in ordered]
    cuts = [0]
    reach = 0
    for index, place in enumerate(ordered):
        if index > reach:
            cuts.append(index)
            reach = index
        for later in range(len(ordered) - 1, max(reach, index), -1):
            if in_doubt(place, ordered[later], follows):
                reach = later
                break
    cuts.append(len(ordered))
    return [ordered[a:b] for a, b in pairwise(cuts) if a < b]


def is_plain(ordered: Sequence[Place]) -> bool:
    """Tell whether in an order of biting, and so in every part of it, no order is in doubt."""
    last: Place | None = None
    for place in ordered:
        if place.entry.is_base:
            continue
        if last is not None and last.entry is not place.entry:
            if place.executed < last.executed or place.dated < last.dated:
                return False
            if place.executed == last.executed and place.bites == last.bites:
                return False
        last = place
    return True


def _distinct(states: Iterable[State]) -> list[State]:
    """Give one state for the same words; what they mean counts only where all agree on it."""
    found: dict[object, State] = {}
    for state in states:
        key = state.key()
        first = found.setdefault(key, state)
        if first is not state and first.meaning != state.meaning:
            found[key] = evolve(first, meaning=None)
    return list(found.values())
