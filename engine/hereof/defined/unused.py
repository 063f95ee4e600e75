"""Terms that nothing uses: ever, or since an amendment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.calendar import spoken
from hereof.defined.faults import Fault
from hereof.defined.look import alike_key, is_term
from hereof.diagnostics import Label, warning
from hereof.model.names import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.defined.look import Look, Version
    from hereof.timeline.state import State
    from hereof.timeline.step import Place


def check_unused(look: Look) -> Iterator[Fault]:
    """Give the terms that no definition uses, and those that none uses any more.

    A term that the documents use outside of definitions is used. Where they use no term at
    all, or the agreement's own is not on file, what is on file is no more than definitions,
    and a term that none of them uses is nothing to speak of.
    """
    if look.is_taken_in:
        return
    stretches = _used(look)
    seen: set[str] = set()
    for version in reversed(look.versions):  # the latest words first
        term = version.term
        if term in seen or not is_term(term):
            continue
        seen.add(term)
        if term in look.text_uses or version.state.reserved:
            continue
        day = look.on
        used = [each for each in stretches.get(term, []) if day is None or each[0] <= day]
        if not used:
            if look.papers.own is not None and look.text_uses:
                yield _never(look, version)
        else:
            yield from _no_longer(look, version, used)


Used = list[tuple["date", "date | None", str]]
"""From when until when a definition uses a term, and which."""


def _used(look: Look) -> dict[str, Used]:
    """Give when each term is used by another's definition, over the whole life."""
    found: dict[str, Used] = {}
    uses = look.uses
    for user in (*uses.terms, CLASSES):
        for start, until, cell in look.timeline.term(user).row(look.known_on).stretches():
            names = {name for state in cell.states for name in _names_in(look, state)}
            for name in names - {user}:
                found.setdefault(name, []).append((start, until, user))
    return found


def _names_in(look: Look, state: State) -> Iterator[str]:
    """Give what a state uses; a name that is like that of a term is taken to mean it."""
    scan = look.uses.in_words(state)
    yield from scan.terms
    yield from look.uses.in_meaning(state)
    for phrase in scan.phrases:
        like = look.alike.get(alike_key(phrase.text))
        if like is not None:
            yield like


def _never(look: Look, version: Version) -> Fault:
    term = version.term
    assert look.papers.own is not None  # noqa: S101 - asked before
    when = f"on {spoken(look.on)} " if look.on is not None else ""
    return Fault(
        warning(
            "defined-not-used",
            f"{when}no definition uses `{term}`, and no other words of `{look.papers.own.path}` do",
            *version.label("defined here"),
            help="ask whether a use is missing; if none is, record it: "
            f'`ignore defined-not-used "{term}" because "..."`',
        ),
        (term,),
        version.provisions,
        term,
    )


def _no_longer(look: Look, version: Version, used: Used) -> Iterator[Fault]:
    """Find that the last use ended, with the paragraph that ended it."""
    day = look.on
    if day is not None:
        if any(start <= day and (until is None or day < until) for start, until, _ in used):
            return
        ended = [(until, user) for _, until, user in used if until is not None and until <= day]
    else:
        if any(until is None for _, until, _ in used):
            return
        ended = [(until, user) for _, until, user in used if until is not None]
    if not ended:
        return
    last = max(until for until, _ in ended)
    if version.until is not None and version.until <= last:
        return
    users = sorted({user for until, user in ended if until == last})
    place = next(filter(None, (_ended_by(look, user, last) for user in users)), None)
    by = f" by `{place.step}`" if place is not None else ""
    term = version.term
    since = warning(
        "unused-since",
        f"since {spoken(last)} no definition uses `{term}`: the last that did, that of "
        f"`{users[0]}`, was changed{by}",
        *version.label("defined here"),
        *((Label(place.operations[0].span, "changed by this"),) if place is not None else ()),
        help="ask whether the change meant to leave it idle; if that is settled, record it: "
        f'`ignore unused-since "{term}" because "..."`',
    )
    provisions = (place.step.provision,) if place is not None else ()
    yield Fault(since, (term, *users), (*version.provisions, *provisions), term)


def _ended_by(look: Look, user: str, day: date) -> Place | None:
    """Give the step that changed a definition on a day."""
    state = look.timeline.term(user).in_force(day, look.known_on).states[0]
    return state.applied[-1] if state.applied else state.base
