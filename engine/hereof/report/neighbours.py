"""The definitions that a definition uses, and those that use it, each as in force on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.formula.refusals import NotComputedError
from hereof.frozen import frozen
from hereof.language.notation import meaning_text
from hereof.model.meaning import Formula
from hereof.model.names import CLASSES
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.listing import subjects
from hereof.report.sources import Sources
from hereof.report.usage import Names
from hereof.report.versions import Moment
from hereof.report.which import governing, sentence
from hereof.report.worded import shown_words
from hereof.timeline.state import Status

if TYPE_CHECKING:
    from datetime import date

    from hereof.compute.computer import Computer
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.state import State


class Neighbour(TypedDict):
    """A definition that uses another one or is used by it.

    Attributes:
        term: The term as defined.
        outcome: The named outcome on the date.
        sentence: That in a sentence.
        kind: What its words rest on: `on file`, `as construed` or `none`.
        words: Its words; null where none can be given.
        because: Why they are so construed; null where they are not.
        means: What the rule file says that it means, in the notation; empty where it says nothing.
        governed_by: The paragraph that last changed it; null where none governs.
    """

    term: str
    outcome: str
    sentence: str
    kind: str
    words: str | None
    because: str | None
    means: str
    governed_by: shapes.Paragraph | None


@frozen
class Neighbours:
    """What stands around a definition.

    Attributes:
        uses: The terms that its words use, in the order of the words.
        used_by: The definitions that use it, in the order of the alphabet.
    """

    uses: list[Neighbour]
    used_by: list[Neighbour]


def neighbours(
    base: RuleBase,
    agreement: Agreement,
    computer: Computer,
    term: str,
    day: date | None,
    known_on: date | None,
) -> Neighbours:
    """Find what a definition uses and what uses it, by its words and by its formula.

    Args:
        base: The rule base.
        agreement: The agreement.
        computer: What says which terms a formula asks for.
        term: The term.
        day: The date; none: there is nothing to find.
        known_on: The date as of which the file is read.
    """
    if day is None:
        return Neighbours([], [])
    timeline = agreement.timeline
    known = [name for name in subjects(timeline) if name != CLASSES]
    names = Names(known)
    used: list[str] = []
    using: list[str] = []
    for name in known:
        states = (
            timeline.term(name).in_force(day, known_on).states if timeline.speaks_of(name) else ()
        )
        for state in states:
            if state.status is not Status.STANDS:
                continue
            if name == term:
                used += [*names.used_in(shown_words(state)[0]), *_asked(computer, name, day)]
            elif term in names.used_in(shown_words(state)[0]) or term in _stated(state, computer):
                using.append(name)
    sources = Sources(base, agreement)
    moment = Moment(sources, timeline, day, known_on)

    def view(name: str) -> Neighbour:
        return _neighbour(agreement, moment, name)

    return Neighbours(
        [view(name) for name in dict.fromkeys(used) if name != term and name in known],
        [view(name) for name in dict.fromkeys(using)],
    )


def _asked(computer: Computer, term: str, day: date) -> list[str]:
    """Give the terms that the formula of a term asks for, where it has one."""
    answer = computer.answer(term, day)
    if answer is None:
        return []
    try:
        meaning = computer.meaning(term, answer, day)
    except NotComputedError:
        return []
    return computer.inputs(meaning) if isinstance(meaning, Formula) else []


def _stated(state: State, computer: Computer) -> list[str]:
    """Give the terms that a formula of the rule file asks for."""
    return computer.inputs(state.meaning) if isinstance(state.meaning, Formula) else []


def _neighbour(agreement: Agreement, moment: Moment, name: str) -> Neighbour:
    answer = agreement.in_force(name, moment.on, moment.known_on)
    words, kind = shown_words(answer.state) if len(answer.states) == 1 else ("", "none")
    state = answer.state
    return {
        "term": name,
        "outcome": answer.outcome.value,
        "sentence": sentence(agreement.timeline, answer),
        "kind": kind,
        "words": words or None,
        "because": state.because.text if state.because and state.is_construed else None,
        "means": meaning_text(state.meaning) if _stands(state) and state.meaning else "",
        "governed_by": governing(moment, answer),
    }


def _stands(state: State) -> bool:
    return state.status is Status.STANDS
