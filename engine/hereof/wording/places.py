"""Where the words of a definition stand in the documents, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from hereof.diagnostics import Span
from hereof.formula.english.trees import mapped
from hereof.model.words import Quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hereof.rulebase.evidence import Evidence, Found
    from hereof.timeline.edits import Run
    from hereof.timeline.state import State


class Places:
    """Finds the places of words in documents.

    Args:
        evidence_of: Gives where the quotations of an instrument's rule file stand; nothing
            where that is not known.
    """

    def __init__(self, evidence_of: Callable[[str], Evidence | None]) -> None:
        self._evidence_of = evidence_of

    def of(self, state: State, start: int, end: int) -> tuple[Span, ...]:
        """Give the places of a stretch of a definition's words, one for each stretch of a document.

        Words that are only construed stand in the rule file; those whose quotation was not
        found have no place.
        """
        if not state.on_file:
            return _construed(state, start, end)
        found: list[Span] = []
        at = 0
        used: dict[int, int] = {}
        for run in state.runs:
            first, last = max(start, at), min(end, at + len(run.text))
            spot = self._spot(run, used) if run.text else None
            if first < last and spot is not None:
                where, offset = spot
                begin = where.match.start + offset + first - at
                found.append(where.document.flow.span(begin, begin + last - first))
            at += len(run.text)
        return tuple(found)

    def placed(self, expression: Any, state: State) -> Any:  # noqa: ANN401 - any node
        """Give a formula whose parts have their places in the documents in the stead of the words.

        A part whose words stand in several stretches of documents keeps the place of the first.
        """

        def change(node: Any) -> Any:  # noqa: ANN401 - any node
            span = getattr(node, "span", None)
            if span is None or span.source.path != "words":
                return node
            found = self.of(state, span.start, span.end)
            return evolve(node, span=found[0]) if found else node

        return mapped(expression, change)

    def _spot(self, run: Run, used: dict[int, int]) -> tuple[Found, int] | None:
        """Give the quotation that a run comes from, and where in it the run begins."""
        evidence = self._evidence_of(run.step.provision.entry.id)
        if evidence is None:
            return None
        for quotation in _quotations(run):
            where = evidence.of(quotation)
            offset = quotation.text.find(run.text.strip(), used.get(id(quotation), 0))
            if where is None or offset < 0:
                continue
            used[id(quotation)] = offset + len(run.text.strip())
            return where, offset - (len(run.text) - len(run.text.lstrip()))
        return None


def _construed(state: State, start: int, end: int) -> tuple[Span, ...]:
    """Give the place in the rule file of words that are construed."""
    operations = state.base.operations if state.base else ()
    held = next((w for o in operations if (w := getattr(o, "words", None)) is not None), None)
    if held is None or held.construed is None or held.construed != state.construed:
        return ()
    text, first = held.span.source.text, held.span.start
    ends = []
    at, raw = 0, first
    for word in held.construed.split():
        at = held.construed.find(word, at)
        raw = text.find(word, raw)
        if raw < 0:
            return ()
        ends.append((at, raw))
        at, raw = at + len(word), raw + len(word)
    begun = [pair for pair in ends if pair[0] <= start]
    closed = [pair for pair in ends if pair[0] < end]
    if not begun or not closed:
        return ()
    begin = begun[-1][1] + start - begun[-1][0]
    return (Span(held.span.source, begin, closed[-1][1] + end - closed[-1][0]),)


def _quotations(run: Run) -> Iterator[Quotation]:
    """Give the quotations that a run may come from: the new words, then the instruction."""
    for operation in run.step.operations:
        for name in ("words", "quotation", "new"):
            held = getattr(operation, name, None)
            quotation = getattr(held, "quotation", held)
            if isinstance(quotation, Quotation):
                yield quotation
        for definition in getattr(operation, "definitions", ()):
            if definition.words.quotation is not None:
                yield definition.words.quotation
    yield from run.step.provision.paragraph.quotations
