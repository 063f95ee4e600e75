"""How a paragraph reads once it is corrected: every order tried, every set of corrections."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from hereof.model import operation as o
from hereof.model.words import Words, WordsKind
from oracle.state import corrected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oracle.filed import Said
    from oracle.fold import Placed, Point


@frozen
class Read:
    """What a paragraph is to do, or the correction that does not fit it."""

    operations: tuple[o.Operation, ...]
    misfit: str = ""


def mended(operations: Sequence[o.Operation], by: o.Correct) -> tuple[o.Operation, ...]:
    """Read a correction into operations, one of which may be a correction itself."""
    return tuple(
        _mended_correction(each, by) if isinstance(each, o.Correct) else corrected(each, by)
        for each in operations
    )


def _mended_correction(operation: o.Correct, by: o.Correct) -> o.Correct:
    if operation.words is not None:
        whole = o.Replace("", _words(operation), None, operation.span)
        mended_whole = corrected(whole, by)
        assert isinstance(mended_whole, o.Replace)
        return evolve(operation, words=mended_whole.words.quotation)
    phrase = o.ReplacePhrase("", "", operation.new, o.ONCE, None, None, operation.span)
    mended_phrase = corrected(phrase, by)
    assert isinstance(mended_phrase, o.ReplacePhrase)
    return evolve(operation, new=mended_phrase.new)


def _words(operation: o.Correct) -> Words:
    return Words(WordsKind.QUOTED, operation.words, None, None, operation.span)


def said_of(point: Point, said: Said) -> list[tuple[Said, int, o.Correct]]:
    """Give every correction of a paragraph by a later one, wherever it is live, oldest first."""
    found = [
        (by, at, operation)
        for by, at, operation in point.rulings(o.Correct, said)
        if isinstance(operation, o.Correct) and by.newness > said.newness
    ]
    return sorted(found, key=lambda each: each[0].newness)


def may_read(point: Point, by: Said, operation: o.Correct) -> set[o.Operation]:
    """Give all that a correction may say, whichever corrections of it are live."""
    found: set[o.Operation] = {operation}
    for other, _, correction in said_of(point, by):
        for each in may_read(point, other, correction):
            assert isinstance(each, o.Correct)
            found |= {mended((one,), each)[0] for one in found}
    return found


def may_fit(
    point: Point, said: Said, operations: Sequence[o.Operation], by: Said, correction: o.Correct
) -> bool:
    """Tell whether a correction finds something to correct, after some of the older ones."""
    reached = {tuple(operations)}
    for other, _, older in said_of(point, said):
        if other.newness < by.newness:
            for each in may_read(point, other, older):
                assert isinstance(each, o.Correct)
                reached |= {mended(one, each) for one in reached}
    return any(
        mended(one, each) != one
        for one in reached
        for each in may_read(point, by, correction)
        if isinstance(each, o.Correct)
    )


def readings(point: Point, said: Said, operations: Sequence[o.Operation]) -> list[Read]:
    """Give every way in which a paragraph may read at a point."""
    live: list[Placed] = []
    for by, at, correction in said_of(point, said):
        seat = point.seat(by) if point.live(by) else None
        if seat is not None:
            live.append(point.put(by, seat, ((at, correction),)))
    live = [each for each in live if not point.is_defeated(each, live)]
    found: dict[Read, None] = {}
    before = point.certain(live)
    for order in itertools.permutations(range(len(live))):
        if any((later, earlier) in before for earlier, later in itertools.combinations(order, 2)):
            continue
        for ways in itertools.product(*(live[n].readings for n in order)):
            steps = list(zip(order, (live[n] for n in order), ways, strict=True))
            found.setdefault(_read_in(point, said, operations, steps, before))
    return list(found)


def _read_in(
    point: Point,
    said: Said,
    operations: Sequence[o.Operation],
    order: Sequence[tuple[int, Placed, Read]],
    before: set[tuple[int, int]],
) -> Read:
    read = Read(tuple(operations))
    done: list[tuple[int, o.Correct]] = []
    for n, step, way in order:
        if way.misfit:
            read = evolve(read, misfit=way.misfit)
            continue
        (correction,) = way.operations
        (own,) = step.operations
        assert isinstance(correction, o.Correct)
        assert isinstance(own, o.Correct)
        after = mended(read.operations, correction)
        if after != read.operations:
            misfit = "" if correction.words is not None else read.misfit
            read = Read(after, misfit)
            done.append((n, correction))
            continue
        is_repeated = any((c.old, c.new) == (correction.old, correction.new) for _, c in done)
        is_open = any((m, n) not in before and (n, m) not in before for m, _ in done)
        is_excused = correction.words is not None or is_repeated or is_open
        if not is_excused and may_fit(point, said, operations, step.said, own):
            read = evolve(read, misfit=str(step.said))
    return read


def every_way(steps: Sequence[Placed]) -> Iterator[tuple[Read, ...]]:
    """Give one reading of each step, in every combination."""
    return itertools.product(*(step.readings for step in steps))
