"""Whose claims to a subject are equal where it is not known which instrument comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.timeline.state import State
    from hereof.timeline.step import Place, Provision
    from hereof.timeline.term import Cell


def claimants(cell: Cell) -> list[Provision]:
    """Give the paragraphs that have an equal claim, in the order in which they bite.

    Each order ends with one of them, or breaks on it. Where all end with the same, it may
    be corrected in two ways, and the claim is that of its corrections; else it is that of all
    that was folded.
    """
    ends = [_end(state) for state in cell.states]
    found = _once(ends)
    if len(found) < 2:  # noqa: PLR2004 - a claim is equal to another one
        last = [place for state in cell.states for place in _credited(state)[-1:]]
        mended = _once(p for place in last for p in place.corrected_by[-1:])
        found = mended if len(mended) > 1 else found
    if len(found) < 2:  # noqa: PLR2004 - likewise
        found = _once(p.step.provision for p in cell.places if not p.entry.is_base) or found
    return sorted(found, key=lambda each: (each.entry.position, each.position))


def _end(state: State) -> Provision | None:
    if state.failed is not None:
        return state.failed.provision
    return next((place.step.provision for place in reversed(_credited(state))), None)


def _credited(state: State) -> tuple[Place, ...]:
    return (*((state.base,) if state.base else ()), *state.applied)


def _once(several: Iterable[Provision | None]) -> list[Provision]:
    return [each for each in dict.fromkeys(several) if each is not None]
