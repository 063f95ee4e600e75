"""Whether an edit is made at the places at which its instruction orders it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.model import operation as o
from hereof.rulebase.counts import clause_text, count_of, says_where, together
from hereof.rulebase.parts_said import place_in_doubt
from hereof.rulebase.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.rulebase.orders import Orders, Swap

_WHOLE: Final = re.compile(
    r"\b(?i:throughout|wherever\b[^.;]{0,40}?\bin"
    r"|(?:each|every)\s+(?:time|place|instance)\b[^.;]{0,40}?\bin"
    r"|(?:all|each|every|any)\b[^.;]{0,30}?\b(?:references?|occurrences?|instances?)\b[^.;]{0,30}?\bin)"
    r"\s+(?:the|this|said|such)\s+(?:\w+\s+){0,4}?"
    r"(?:Agreement|Indenture|Trust|Deed|Contract|Lease|Note|Supplement)\b(?!\s+of)"
)


def miscounted(
    operation: o.ReplacePhrase | o.InsertPhrase,
    alike: Sequence[o.ReplacePhrase | o.InsertPhrase],
    orders: Orders,
    instruction: str,
) -> tuple[str, str]:
    """Say how an edit's places are not those ordered, and what is said that nobody can tell.

    Args:
        operation: The edit.
        alike: The edits of the same phrase of the same definition, this one among them.
        orders: The instruction as read.
        instruction: Its words.

    Returns:
        What it orders instead, and the words that are not understood; empty where neither is.
    """
    encoded = [each.occurrences for each in alike]
    unclear, ordered = "", ""
    places = list(_places(operation, orders))
    counts = [count_of(instruction, orders, *place) for place in places]
    all_said = together([each for each in counts if each]) if all(counts) else None
    if all_said is not None and _is_of_one(operation, places, orders):
        counts = [all_said for _ in places]
    for (at, _), count in zip(places, counts, strict=True):
        if count is None:
            where = place_in_doubt(operation.occurrences, clause_text(orders, at))
            if where and len(alike) == 1:
                return "", where
            if operation.occurrences.pick is None or says_where(orders, at):
                return "", ""
            ordered = ordered or "it does not say which of several places it means"
        elif not count.is_clear:
            unclear = unclear or count.words
        elif count.allows(encoded):
            return "", ""
        else:
            picked = dict.fromkeys(str(each) for each in encoded)
            ordered = f"it says `{count.words}`, and `{', '.join(picked)}` is encoded"
    return ("", unclear) if unclear else (ordered, "")


def _is_of_one(
    operation: o.ReplacePhrase | o.InsertPhrase, places: Sequence[tuple[int, int]], orders: Orders
) -> bool:
    """Tell whether all places are of the definition that is edited, or stand in one clause."""
    subject = plain(operation.subject)
    if all(subject in orders.governing(*place) for place in places):
        return True
    return len({orders.phrases[at].clause for at, _ in places}) == 1


def everywhere_instead(operation: o.Operation, orders: Orders, instruction: str) -> str:
    """Say where a change is ordered of the whole agreement, or of one definition alone."""
    if isinstance(operation, o.ReplaceThroughout):
        for each in orders.swaps:
            if (each.old, each.new) == (plain(operation.old), plain(operation.new)):
                ruled = orders.governing(each.at, each.to)
                if ruled and not _WHOLE.search(instruction):
                    return f"it orders this of `{min(ruled)}`"
        return ""
    if isinstance(operation, o.ReplacePhrase) and _WHOLE.search(instruction):
        for at, other in _places(operation, orders):
            clause = orders.phrases[at].clause
            inside = [p for p in orders.phrases if p.clause == clause]
            text = instruction[inside[0].start - len(inside[0].lead) : orders.phrases[other].end]
            text += orders.phrases[max(at, other)].tail
            if _WHOLE.search(text):
                return "it orders this throughout the agreement"
    return ""


def is_same(old: str, new: str, swap: Swap) -> bool:
    """Tell whether an edit does what is ordered: a part is as good where the rest is the same."""
    return (old, new) == (swap.old, swap.new) or (
        swap.old.count(old) == 1 and swap.old.replace(old, new) == swap.new
    )


def _places(
    operation: o.ReplacePhrase | o.InsertPhrase, orders: Orders
) -> Iterator[tuple[int, int]]:
    """Give where an instruction orders an edit: the phrase that it goes by, and the other."""
    subject = plain(operation.subject)
    found = list(_fitting(operation, orders))
    own = [place for place in found if subject in orders.governing(*place)]
    yield from own or found


def _fitting(
    operation: o.ReplacePhrase | o.InsertPhrase, orders: Orders
) -> Iterator[tuple[int, int]]:
    if isinstance(operation, o.InsertPhrase):
        for each in orders.insertions:
            if (each.new, each.anchor) == (plain(operation.new), plain(operation.anchor)):
                yield each.to, each.at
        return
    old, new = plain(operation.old), plain(operation.new)
    swapped = {each.at: each for each in orders.swaps}
    if new:
        for swap in swapped.values():
            if is_same(old, new, swap):
                yield swap.at, swap.to
        return
    beside = {n for each in orders.insertions for n in (each.at, each.to)}
    for number, phrase in enumerate(orders.phrases):
        if phrase.text == old and number not in swapped and number not in beside:
            yield number, number
