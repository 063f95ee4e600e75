"""Reads corrections into the words that they correct, one after the other.

A correction stands in the corrected operation's place, but two corrections have an
order of their own: each is read into the words as corrected so far. One whose slip
is no longer there fails, as an edit would; where the order of two is in doubt, each
may be the one that finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from attrs import evolve

from hereof.frozen import frozen
from hereof.model import operation as o
from hereof.timeline.edits import occurrences
from hereof.timeline.fold import in_doubt, in_order
from hereof.timeline.step import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hereof.timeline.step import Place, Provision, Step

    Follows = Callable[[Place, Place], bool] | None

_Whole = TypeVar("_Whole", bound="o.Define | o.Replace")

MOST_IN_DOUBT: Final = 7
"""So many corrections whose order is in doubt are tried in every order."""
_MOST_TEXTS: Final = 64


@frozen(eq=False)
class Misfit:
    """A correction that does not find its slip.

    Attributes:
        step: The correction, as a step of the subject.
        why: Why it fails.
    """

    step: Step
    why: str


@frozen(eq=False)
class Reading:
    """Operations as corrections have them read.

    Attributes:
        operations: What is then done.
        done: The corrections that were read into them.
        misfit: The correction that failed; none where all fit.
        wordings: How they read after each correction, one after the other.
    """

    operations: tuple[o.Operation, ...]
    done: tuple[Place, ...] = ()
    misfit: Misfit | None = None
    wordings: tuple[Wording, ...] = ()

    @property
    def corrected_by(self) -> tuple[Provision, ...]:
        """Who corrected them, those that corrected a correction included."""
        found = [p for c in self.done for p in (c.step.provision, *c.corrected_by)]
        return tuple(dict.fromkeys(found))


def readings(
    step: Step,
    corrections: Iterable[Place],
    follows: Follows,
    is_meant: Callable[[Place], bool],
) -> list[Reading]:
    """Give how a step reads once it is corrected, in every order that is open.

    Args:
        step: What is corrected.
        corrections: What is said of it here, each in its place.
        follows: Tells whether one correction is said to follow another.
        is_meant: Tells whether a correction is one of this step's own words at all.

    Returns:
        The reading in the order of biting comes first.
    """
    ordered = in_order(corrections, follows)
    doubtful = [c for c in ordered if any(c is not d and in_doubt(c, d, follows) for d in ordered)]
    if len(doubtful) > MOST_IN_DOUBT:
        why = f"{len(doubtful)} corrections of these words have an equal claim to come last"
        return [Reading(step.operations, (), Misfit(doubtful[-1].step, why))]
    found: dict[object, Reading] = {}
    for order in _orders(ordered, follows):
        reading = Reading(step.operations)
        for correction in order:
            reading = _read(step, reading, correction, follows, is_meant)
        key = reading.operations, id(reading.misfit.step) if reading.misfit else 0
        found.setdefault(key, reading)
    return list(found.values())


def _orders(ordered: Sequence[Place], follows: Follows) -> Iterable[tuple[Place, ...]]:
    """Give every order that the certain pairs allow, the order of biting first."""
    if not ordered:
        yield ()
    for n, first in enumerate(ordered):
        if all(in_doubt(earlier, first, follows) for earlier in ordered[:n]):
            for rest in _orders([*ordered[:n], *ordered[n + 1 :]], follows):
                yield (first, *rest)


def _read(
    step: Step,
    reading: Reading,
    correction: Place,
    follows: Follows,
    is_meant: Callable[[Place], bool],
) -> Reading:
    if correction.misfit is not None:
        return evolve(reading, misfit=correction.misfit)
    (operation,) = correction.operations
    assert isinstance(operation, o.Correct)  # noqa: S101 - only corrections come here
    corrected = correct(reading.operations, operation)
    if corrected != reading.operations:
        is_whole = operation.words is not None
        misfit = None if is_whole else reading.misfit
        wordings = (*reading.wordings, *_wordings(step, reading.operations, correction))
        return Reading(corrected, (*reading.done, correction), misfit, wordings)
    is_said = any(_says_the_same(operation, done.operations[0]) for done in reading.done)
    in_the_way = any(in_doubt(correction, done, follows) for done in reading.done)
    if operation.words is not None or is_said or in_the_way or not is_meant(correction):
        return reading
    why = f"the slip `{operation.old}` does not stand there exactly once"
    if reading.done:
        names = " and ".join(f"`{provision}`" for provision in reading.corrected_by)
        why += f", as corrected by {names}"
    return evolve(reading, misfit=Misfit(correction.step, why))


def _wordings(
    step: Step, operations: tuple[o.Operation, ...], correction: Place
) -> Iterator[Wording]:
    """Give how operations read by a correction as it was made, and as each correction of it."""
    made = Wording(correction.step.operations, correction.step.provision, step.provision)
    before = operations
    for each in (made, *correction.wordings):
        (operation,) = each.operations
        assert isinstance(operation, o.Correct)  # noqa: S101 - only corrections come here
        after = correct(operations, operation)
        if after != before:
            yield Wording(after, each.by, each.of)
        before = after


def _says_the_same(one: o.Correct, other: o.Operation) -> bool:
    return isinstance(other, o.Correct) and (one.old, one.new) == (other.old, other.new)


def could_fit(
    operation: o.Correct,
    operations: tuple[o.Operation, ...],
    others: Iterable[tuple[o.Operation, ...]],
) -> bool:
    """Tell whether a correction fits words as they are, or as corrections of them leave them.

    Args:
        operation: The correction.
        operations: What is corrected.
        others: The other corrections of it, the oldest first, each as it may itself read.
    """
    reached = {operations: None}
    for other in others:
        for before in list(reached):
            for each in other:
                assert isinstance(each, o.Correct)  # noqa: S101 - only corrections come here
                if len(reached) < _MOST_TEXTS:
                    reached.setdefault(correct(before, each))
    return any(correct(each, operation) != each for each in reached)


# ------------------------------------------------------------------ one correction


def correct(
    operations: tuple[o.Operation, ...], correction: o.InstrumentOperation
) -> tuple[o.Operation, ...]:
    """Give operations as a correction has them read: its words stand in their place."""
    assert isinstance(correction, o.Correct)  # noqa: S101 - only corrections come here
    return tuple(_corrected(operation, correction) for operation in operations)


def _corrected(operation: o.Operation, correction: o.Correct) -> o.Operation:
    if isinstance(operation, o.Define | o.Replace):
        return _corrected_words(operation, correction)
    if isinstance(operation, o.Restate):
        definitions = tuple(_corrected_words(d, correction) for d in operation.definitions)
        return evolve(operation, definitions=definitions)
    if isinstance(operation, o.Correct):
        return _corrected_correction(operation, correction)
    return _corrected_edit(operation, correction)


def _corrected_correction(operation: o.Correct, correction: o.Correct) -> o.Correct:
    if operation.words is None:
        new = _mended(operation.new, correction)
        is_same = new == operation.new
        return operation if is_same else evolve(operation, new=new, meaning=correction.meaning)
    text = _mended(operation.words.text, correction)
    if text == operation.words.text:
        return operation
    words = evolve(operation.words, text=text)
    return evolve(operation, words=words, meaning=correction.meaning)


def _corrected_edit(operation: o.Operation, correction: o.Correct) -> o.Operation:
    if isinstance(operation, o.AmendClause) and operation.words is not None:
        text = _mended(operation.words.text, correction)
        if text == operation.words.text:
            return operation
        words = evolve(operation.words, text=text)
        return evolve(operation, words=words, result=None, meaning=correction.meaning)
    if isinstance(operation, o.ReplaceThroughout):
        return evolve(operation, new=_mended(operation.new, correction))
    if isinstance(operation, o.ReplacePhrase | o.InsertPhrase):
        new = _mended(operation.new, correction)
        if new == operation.new:
            return operation
        return evolve(operation, new=new, result=None, meaning=correction.meaning)
    return operation


def _corrected_words(operation: _Whole, correction: o.Correct) -> _Whole:
    quotation = operation.words.quotation
    text = _mended(quotation.text, correction) if quotation else ""
    if quotation is None or text == quotation.text:
        return operation
    words = evolve(operation.words, quotation=evolve(quotation, text=text))
    return evolve(operation, words=words, meaning=correction.meaning)


def _mended(text: str, correction: o.Correct) -> str:
    if correction.words is not None:
        return correction.words.text
    found = occurrences(text, correction.old)
    if len(found) != 1:
        return text
    at = found[0]
    return text[:at] + correction.new + text[at + len(correction.old) :]
