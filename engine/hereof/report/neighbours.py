"""The definitions that a definition uses, and those that use it, each as in force on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.frozen import frozen
from hereof.language.notation import meaning_text
from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.sources import Sources
from hereof.report.versions import Moment
from hereof.report.web import Graph, around, none_around
from hereof.report.which import governing, sentence
from hereof.report.worded import shown_words
from hereof.timeline.state import Status
from hereof.wording.uses import Uses

if TYPE_CHECKING:
    from datetime import date

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
        graph: Both as a drawing has them.
    """

    uses: list[Neighbour]
    used_by: list[Neighbour]
    graph: Graph


def neighbours(
    base: RuleBase, agreement: Agreement, term: str, day: date | None, known_on: date | None
) -> Neighbours:
    """Find what a definition uses and what uses it, by its words and by its meaning.

    Args:
        base: The rule base.
        agreement: The agreement.
        term: The term.
        day: The date; none: there is nothing to find.
        known_on: The date as of which the file is read.
    """
    if day is None:
        return Neighbours([], [], none_around(term))
    uses = Uses(agreement.timeline, known_on)
    moment = Moment(Sources(base, agreement), agreement.timeline, day, known_on)
    return Neighbours(
        [_neighbour(agreement, moment, use.term) for use in uses.of(term, day)],
        [_neighbour(agreement, moment, use.by) for use in uses.by(term, day)],
        around(uses, term, day),
    )


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
