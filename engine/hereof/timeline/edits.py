"""Edits of words: exact, guarded, and each stretch keeps who put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve, field

from hereof.frozen import frozen
from hereof.model.operation import Side
from hereof.tokens import cuts_token

if TYPE_CHECKING:
    from hereof.model.operation import Occurrences
    from hereof.timeline.step import Step


OVERLAP: Final = "an earlier edit of the same paragraph changed these words"
"""Why two edits of one paragraph cannot both be made."""


@frozen
class Run:
    """A stretch of words and the paragraph that put it there.

    An empty text marks a place from which the paragraph took something away.

    Attributes:
        text: The words.
        step: What the paragraph does, as it put them there.
        at: Where they stood before the step that is being carried out; none for its own words.
    """

    text: str
    step: Step
    at: int | None = field(default=None, eq=False, repr=False)


class GuardFailedError(Exception):
    """An edit finds other words than it takes for granted; the message says which."""


def placed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Note of each run where it stands, before a step changes anything."""
    found: list[Run] = []
    at = 0
    for run in runs:
        found.append(evolve(run, at=at))
        at += len(run.text)
    return tuple(found)


def joined(runs: tuple[Run, ...]) -> str:
    """Give the words of runs."""
    return "".join(run.text for run in runs)


def occurrences(text: str, phrase: str) -> list[int]:
    """Give where a phrase stands in words, as whole words and whole numbers."""
    found: list[int] = []
    at = text.find(phrase)
    while at != -1:
        if not cuts_token(text, at) and not cuts_token(text, at + len(phrase)):
            found.append(at)
            at = text.find(phrase, at + len(phrase))
        else:
            at = text.find(phrase, at + 1)
    return found


def chosen(text: str, phrase: str, wanted: Occurrences, what: str) -> list[int]:
    """Give the occurrences that an edit means.

    Raises:
        GuardFailedError: They are not as many as it takes for granted.
    """
    found = occurrences(text, phrase)
    shown = f"{what} `{phrase}` stands there {_times(len(found))}"
    if text.count(phrase) > len(found):
        shown += " (but for within a longer word or number)"
    if wanted.pick is not None:
        index = wanted.pick - 1 if wanted.pick > 0 else wanted.pick
        if not -len(found) <= index < len(found):
            raise GuardFailedError(f"{shown}, so {wanted} is not there to take")
        return [found[index]]
    if wanted.exactly is None:
        if not found:
            raise GuardFailedError(f"{shown}, not even once")
        return found
    if len(found) != wanted.exactly:
        raise GuardFailedError(f"{shown}, not {wanted}")
    return found


def _places(
    runs: tuple[Run, ...], phrase: str, wanted: Occurrences, what: str, before: str | None
) -> list[int]:
    """Give where the occurrences that an edit means stand now.

    An ordinal counts in the words as they stood before the paragraph, whatever it changed since.
    """
    if wanted.pick is None or before is None:
        return chosen(joined(runs), phrase, wanted, what)
    (start,) = chosen(before, phrase, wanted, what)
    first, last = _now(runs, start), _now(runs, start + len(phrase) - 1)
    if first is None or last is None or last - first != len(phrase) - 1:
        raise GuardFailedError(OVERLAP)
    return [first]


def _now(runs: tuple[Run, ...], was: int) -> int | None:
    """Give where a letter stands now; nothing where the paragraph took it away."""
    at = 0
    for run in runs:
        if run.at is not None and run.at <= was < run.at + len(run.text):
            return at + was - run.at
        at += len(run.text)
    return None


def _times(count: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{count} times")


def replace_phrase(
    runs: tuple[Run, ...],
    old: str,
    new: str,
    wanted: Occurrences,
    step: Step,
    before: str | None = None,
) -> tuple[Run, ...]:
    """Replace (or with no new words delete) a phrase.

    Args:
        runs: The words as they stand now.
        old: The phrase.
        new: The words in its place.
        wanted: Which of its occurrences are meant.
        step: What the paragraph does.
        before: The words before the step, in which ordinals count, with runs that are `placed`;
            none where the step has changed nothing before.

    Raises:
        GuardFailedError: It occurs otherwise than wanted, or the paragraph has
            already changed these words.
    """
    text = joined(runs)
    for start in reversed(_places(runs, old, wanted, "the phrase", before)):
        end = start + len(old)
        _untouched(runs, start, end, step)
        if new:
            _check_joins(text, start, end, new)
            runs = _spliced(runs, start, end, new, step)
        else:
            runs = _spliced(runs, *_with_space(text, start, end), new, step)
    return runs


def insert_phrase(
    runs: tuple[Run, ...],
    new: str,
    side: Side,
    anchor: str,
    wanted: Occurrences,
    step: Step,
    before: str | None = None,
) -> tuple[Run, ...]:
    """Insert a phrase before or after an anchor; the arguments are as for a replacement.

    Raises:
        GuardFailedError: As for a replacement; or the phrase would grow together
            with the word beside it.
    """
    text = joined(runs)
    for start in reversed(_places(runs, anchor, wanted, "the anchor", before)):
        at = start if side is Side.BEFORE else start + len(anchor)
        _untouched(runs, start, start + len(anchor), step, point=at)
        _check_joins(text, at, at, new)
        runs = _spliced(runs, at, at, new, step)
    return runs


def replace_range(
    runs: tuple[Run, ...], start: int, end: int, new: str, step: Step
) -> tuple[Run, ...]:
    """Replace a stretch, unless the paragraph has already changed it."""
    _untouched(runs, start, end, step)
    return _spliced(runs, start, end, new, step)


def settled(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Drop the marks of what was taken away, and space at either end."""
    kept = [run for run in runs if run.text]
    while kept and kept[0].text[0] == " ":
        kept[0] = Run(kept[0].text.lstrip(), kept[0].step)
        kept = kept if kept[0].text else kept[1:]
    while kept and kept[-1].text[-1] == " ":
        kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].step)
        kept = kept if kept[-1].text else kept[:-1]
    return tuple(kept)


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    before = start == 0 or text[start - 1] == " "
    if before and end < len(text) and text[end] == " ":
        return start, end + 1
    return start, end


def _check_joins(text: str, start: int, end: int, new: str) -> None:
    if start > 0 and text[start - 1].isalnum() and new[0].isalnum():
        raise GuardFailedError(f"`{new}` would grow together with the word before it")
    if end < len(text) and text[end].isalnum() and new[-1].isalnum():
        raise GuardFailedError(f"`{new}` would grow together with the word after it")


def _untouched(
    runs: tuple[Run, ...], start: int, end: int, step: Step, point: int | None = None
) -> None:
    at = 0
    for run in runs:
        after = at + len(run.text)
        if run.step is step:
            inside = start < after and at < end if run.text else start < at < end
            beside = point is not None and run.text and point in (at, after)
            if inside or beside:
                raise GuardFailedError(OVERLAP)
        at = after


def _spliced(runs: tuple[Run, ...], start: int, end: int, new: str, step: Step) -> tuple[Run, ...]:
    before: list[Run] = []
    after: list[Run] = []
    at = 0
    for run in runs:
        stop = at + len(run.text)
        if at < start or (at == start == stop):
            before.append(evolve(run, text=run.text[: max(0, start - at)]))
        if stop > end:
            cut = max(0, end - at)
            was = None if run.at is None else run.at + cut
            after.append(Run(run.text[cut:], run.step, was))
        at = stop
    return (*before, Run(new, step), *after)
