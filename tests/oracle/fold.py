"""A second resolver, written apart from the engine: plain loops, one point at a time.

It shares with the engine the objects that a rule file is read into, and nothing
else. It knows no regions and keeps nothing: for one day asked about, and the file
as it stood on one known day, it looks which paragraphs are live, which of them
count, and carries them out in every order that the law leaves open.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from hereof.model import operation as o
from oracle.filed import Oracle, Said, Seen, View, spoken_of
from oracle.mending import Read, every_way, readings
from oracle.state import NOTHING, State, carry_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class NoOrderError(Exception):
    """What instruments say of their order and their dates cannot be reconciled."""


@frozen
class Seat:
    """The place in which a paragraph stands: its own, or that of the one that revived it.

    Attributes:
        said: Whose place it is.
        within: The place among the paragraphs of its instrument, and within them.
    """

    said: Said
    within: tuple[int, ...]


@frozen(eq=False)
class Placed:
    """A step in its place.

    Attributes:
        said: The paragraph whose step it is.
        seat: The paragraph in whose place it stands: its own, or the one that revived it.
        bites: When it bites, from that place.
        within: Its place among the steps of the seat's instrument.
        operations: What it does to the term.
        readings: How it may read, as corrected.
    """

    said: Said
    seat: Said
    bites: date
    within: tuple[int, ...]
    operations: tuple[o.Operation, ...]
    readings: tuple[Read, ...]

    @property
    def days(self) -> tuple[date, date, date]:
        return self.seat.dated, self.seat.executed or date.max, self.bites


@frozen
class Answered:
    """What the oracle says of a term at a point.

    Attributes:
        outcome: The named outcome.
        texts: The outcomes that the open orders lead to, each with its words.
        suspended_by: The paragraphs that suspend it.
        pending: The paragraphs whose condition is not shown to be met.
    """

    outcome: str
    texts: frozenset[tuple[object, ...]]
    suspended_by: frozenset[str]
    pending: frozenset[str]


@frozen(eq=False)
class Point:
    """One point of the plane."""

    oracle: Oracle
    on: date
    view: View

    @property
    def all_live(self) -> tuple[object, ...]:
        """What the answers of a day hang on, given the view: which paragraphs are live."""
        others = tuple(
            Point(other, as_of or self.on, view).all_live
            for (_, other, as_of), view in zip(self.oracle.others, self.view.others, strict=True)
        )
        return *(seen.bites(self.on) is not None for seen in self.view.seen), others

    # ---- which paragraphs count

    def seen(self, said: Said) -> Seen:
        return self.view.seen[said.index]

    def live(self, said: Said) -> bool:
        return self.seen(said).bites(self.on) is not None

    def start(self, said: Said) -> date:
        live = self.seen(said).live
        assert live is not None
        return live[0]

    def rulings(
        self, kind: type[o.Rescind | o.Revive | o.Correct | o.DeclareVoid], meant: Said
    ) -> Iterator[tuple[Said, int, o.Operation]]:
        """Give who rules on a paragraph in some way, with the operation and its place."""
        for said in self.oracle.ruling:
            for at, operation in enumerate(said.paragraph.operations):
                if isinstance(operation, kind) and meant.is_meant_by(operation.target):
                    yield said, at, operation

    def is_void(self, said: Said) -> bool:
        """Tell whether it is said that a paragraph never took effect."""
        return any(
            self.seen(by).executed and not self.seen(by).never and not self.is_void(by)
            for by, _, _ in self.rulings(o.DeclareVoid, said)
        )

    def operated(self, said: Said) -> bool:
        """Tell whether a rescission had effect, whatever became of it afterwards."""
        if not self.live(said) or self.is_void(said):
            return False
        return not any(
            by.newness > said.newness
            and self.live(by)
            and self.start(by) <= self.start(said)
            and self.operated(by)
            for by, _, _ in self.rulings(o.Rescind, said)
        )

    def seat(self, said: Said) -> Seat | None:
        """Give the place in which a paragraph stands; nothing where it does not count."""
        if self.is_void(said):
            return None
        own = Seat(said, (said.number,))
        ends = [by.newness for by, _, _ in self.rulings(o.Rescind, said) if self.operated(by)]
        for by, _, _ in self.rulings(o.Rescind, said):
            again = self.seat(by) if self.live(by) else None
            if again is not None and again.said is not by:
                ends.append(again.said.newness)
        if not ends:
            return own
        for by, at, _ in self.rulings(o.Revive, said):
            new = self.seat(by) if self.live(by) else None
            if new is not None and new.said.newness > max(ends):
                ends.append(new.said.newness)
                own = Seat(new.said, (*new.within, at, said.rank, said.number))
        return own if own.said is not said else None

    def counts(self, said: Said) -> bool:
        return self.live(said) and self.seat(said) is not None

    # ---- which steps a term has, and in what order

    def placed(self, term: str, *, suspending: bool) -> list[Placed]:
        """Give the steps of a term that count, corrected, none defeated."""
        found: list[Placed] = []
        for said in self.oracle.said:
            if not self.live(said):
                continue
            operations = [
                (n, operation)
                for n, operation in enumerate(said.paragraph.operations)
                if self.oracle.touches(operation, term)
                and isinstance(operation, o.Suspend) is suspending
            ]
            seat = self.seat(said) if operations else None
            if seat is None:
                continue
            found.append(self.put(said, seat, operations))
        return [step for step in found if not self.is_defeated(step, found)]

    def put(self, said: Said, seat: Seat, operations: Sequence[tuple[int, o.Operation]]) -> Placed:
        """Put operations of a paragraph in its place, each with its number in the paragraph."""
        bites = self.seen(seat.said).bites(self.on)
        assert bites is not None
        within = (*seat.within, operations[0][0]) if seat.said is said else seat.within
        done = tuple(operation for _, operation in operations)
        return Placed(said, seat.said, bites, within, done, tuple(readings(self, said, done)))

    def orders(self, *, prevails: bool) -> list[tuple[Said, o.Order]]:
        """Give what is said here of who prevails, or of who follows."""
        return [
            (said, operation)
            for said in self.oracle.ruling
            for operation in said.paragraph.operations
            if isinstance(operation, o.Order)
            and operation.prevails is prevails
            and self.counts(said)
        ]

    def is_later(self, by: Said, order: o.Order, said: Said) -> bool:
        """Tell whether a paragraph is what an order puts last."""
        if order.later is not None:
            return said.is_meant_by(order.later)
        return said.instrument is by.instrument if by.is_header else said is by

    def is_defeated(self, step: Placed, steps: list[Placed]) -> bool:
        return any(
            step.said.is_meant_by(order.earlier)
            and not self.is_later(by, order, step.said)
            and any(
                self.is_later(by, order, other.said) and not self.is_defeated(other, steps)
                for other in steps
            )
            for by, order in self.orders(prevails=True)
        )

    def said_before(self, steps: Sequence[Placed]) -> set[tuple[int, int]]:
        """Give the pairs of which an instrument says that the second follows the first."""
        orders = self.orders(prevails=False)
        return {
            (i, j)
            for i, one in enumerate(steps)
            for j, other in enumerate(steps)
            for by, order in orders
            if i != j
            and one.said.is_meant_by(order.earlier)
            and self.is_later(by, order, other.said)
        }

    def certain(self, steps: Sequence[Placed]) -> set[tuple[int, int]]:
        """Give every pair of steps of which it is certain that the first comes first."""
        express = self.said_before(steps)
        by_dates = {
            (i, j)
            for i, one in enumerate(steps)
            for j, other in enumerate(steps)
            if i != j and comes_first(one, other)
        }
        reach = closed(express)

        def kept(i: int, j: int) -> bool:
            """Tell whether the first was not put after the second, or after what follows it."""
            return (i, j) in by_dates and not any(
                k == j or kept(j, k) for k, after in reach if after == i
            )

        return express | {pair for pair in by_dates if kept(*pair)}

    # ---- the answer

    def states(self, term: str) -> set[State]:
        """Give every state that an open order leads to."""
        return {state for state, _ in self.outcomes(term)}

    def outcomes(self, term: str) -> set[tuple[State, frozenset[str]]]:
        """Give every state that an open order leads to, with the paragraphs that fitted."""
        steps = self.placed(term, suspending=False)
        before = self.certain(steps)
        return {
            found for ways in every_way(steps) for found in self.folded(term, steps, ways, before)
        }

    def folded(
        self,
        term: str,
        steps: Sequence[Placed],
        ways: Sequence[Read],
        before: set[tuple[int, int]],
    ) -> set[tuple[State, frozenset[str]]]:
        """Carry steps out, each as it reads, in every order that is open."""

        def done(n: int, state: State, fitting: frozenset[str]) -> tuple[State, frozenset[str]]:
            who = str(steps[n].said)
            if ways[n].misfit:
                return evolve(state, kind="failed", failed=ways[n].misfit), fitting
            after = carry_out(ways[n].operations, term, who, state)
            fits = after.kind != "failed" or after.failed != who
            return after, fitting | {who} if fits else fitting

        whole = frozenset(range(len(steps)))
        at_first = {(state, frozenset[str]()) for state in self.at_first(term)}
        reached = {frozenset[int](): at_first}
        for _ in steps:
            grown: dict[frozenset[int], set[tuple[State, frozenset[str]]]] = {}
            for over, found in reached.items():
                for n in whole - over:
                    if not any((m, n) in before for m in whole - over):
                        after = grown.setdefault(over | {n}, set())
                        after.update(done(n, state, fitting) for state, fitting in found)
            reached = grown
        if not reached:
            raise NoOrderError
        return reached[whole]

    def at_first(self, term: str) -> set[State]:
        """Give what stands before the first step: another agreement's words, or nothing."""
        for (name, other, as_of), view in zip(self.oracle.others, self.view.others, strict=True):
            if other.speaks_of(term):
                base = self.oracle.base
                if self.on < base.dated or not self.seen(base).executed:
                    return {NOTHING}
                states = Point(other, as_of or self.on, view).states(term)
                return {evolve(s, taken_from=name) if s.kind == "stands" else s for s in states}
        return {NOTHING}

    def answer(self, term: str) -> Answered:
        """Say what is in force of a term."""
        states = self.states(term)
        texts = frozenset(state.key for state in states)
        outcome = next(iter(states)).outcome
        if len(texts) > 1:
            outcome = "crossing"
        suspending = frozenset(
            str(s.said) for s in self.placed(term, suspending=True) if self.lies(s, term)
        )
        if suspending and outcome in ("in force", "in force as construed", "words not on file"):
            outcome = "suspended"
        return Answered(outcome, texts, suspending, self.pending(term))

    def lies(self, waiver: Placed, term: str) -> bool:
        """Tell whether no other definition was made since a waiver, as far as that is certain."""
        fitting = {who for _, fitting in self.outcomes(term) for who in fitting}
        steps = [*self.placed(term, suspending=False), waiver]
        last = len(steps) - 1
        before = closed(self.certain(steps))
        return all(
            (n, last) in before or not remakes(step, term) or str(step.said) not in fitting
            for n, step in enumerate(steps[:last])
        )

    def pending(self, term: str) -> frozenset[str]:
        """Give the paragraphs that bear on a term and wait for a condition."""
        return frozenset(
            str(said)
            for said in self.oracle.said
            if (self.seen(said).pending or (self.seen(said).open_ended and self.live(said)))
            and self.seat(said)
            and self.bears_on(term, said, ())
        )

    def bears_on(self, term: str, said: Said, above: tuple[Said, ...]) -> bool:
        """Tell whether a paragraph works on a term, or rules on one that bears on it."""
        if said in above:
            return False
        if any(self.oracle.touches(op, term) for op in said.paragraph.operations):
            return True
        return said in self.oracle.ruling and any(
            self.bears_on(term, other, (*above, said))
            for ref in spoken_of(said)
            for other in self.oracle.said
            if other.is_meant_by(ref)
        )


def remakes(step: Placed, term: str) -> bool:
    """Tell whether a step ends a definition or makes another."""
    return any(
        isinstance(each, o.Delete | o.Define | o.SetClasses)
        or (isinstance(each, o.Restate) and term not in each.surviving)
        for each in step.operations
    )


def comes_first(one: Placed, other: Placed) -> bool:
    """Tell whether by their dates one step certainly comes before another."""
    if one.seat.rank == other.seat.rank:
        return (one.bites, one.within) < (other.bites, other.within)
    if one.seat.rank == 0 or other.seat.rank == 0:
        return one.seat.rank == 0
    if one.days[1:] == other.days[1:]:
        return False
    return all(a <= b for a, b in zip(one.days, other.days, strict=True))


def closed(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Give the pairs with all that follows from them."""
    found = set(pairs)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more
