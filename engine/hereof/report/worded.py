"""The words of a definition, tied to the formula that they state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from hereof.formula.dimensions import dimensions
from hereof.formula.english.usage import CONVENTIONS
from hereof.frozen import frozen
from hereof.language.notation import meaning_text, notation
from hereof.model.meaning import Formula
from hereof.report.linked import Piece, pieces
from hereof.report.mathematics import Part, Typesetter, with_values
from hereof.report.parse import kind_of
from hereof.report.read import Convention, Difference, difference
from hereof.timeline.state import Status
from hereof.wording.statuses import WHAT, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hereof.compute.computer import Computer
    from hereof.model import formula as f
    from hereof.report.traced import NumberedStep
    from hereof.timeline.state import State
    from hereof.wording.statuses import Wording

_WORDS = "words"
"""What the source of a definition's words is called while they are read."""


class OneReading(TypedDict):
    """One of the formulas that words state.

    Attributes:
        notation: The formula in the notation of rule files.
        formula: The formula as it is set.
    """

    notation: str
    formula: Part


class Worded(TypedDict):
    """The words of a definition, and the formula that they state.

    Attributes:
        kind: What the words rest on: `on file`, `as construed`, or `none` where there are none.
        pieces: The words, cut where a part of the formula begins or ends.
        standing: Where the formula comes from, such as `read` or `ambiguous`.
        says: That in a clause.
        notation: The formula in the notation of rule files; empty where none is certain.
        formula: The formula as it is set; null likewise.
        settled_by: The conventions that settled how the words are read.
        readings: Where the words have several readings: each of them.
        differences: Figures for which readings differ, and, where the rule file states another
            formula than the words, for which these differ.
    """

    kind: str
    pieces: list[Piece]
    standing: str
    says: str
    notation: str
    formula: Part | None
    settled_by: list[Convention]
    readings: list[OneReading]
    differences: list[Difference]


@frozen(eq=False)
class Reading:
    """The words of one state, read and set.

    Attributes:
        standing: Where the formula comes from.
        formula: The formula; nothing where none is certain.
        numbered: The parts of it that have words, the one with the number 1 first.
    """

    standing: Standing
    formula: f.Expression | f.Test | None
    numbered: list[Any]
    _part: Part | None
    _view: Worded

    def view(self, steps: Sequence[NumberedStep]) -> Worded:
        """Give the view, each part of the formula with the value of its step."""
        if self._part is None:
            return self._view
        values: dict[int, set[str]] = {}
        for step in steps:
            if step["note"] is not None and step["value"] is not None:
                values.setdefault(step["note"], set()).add(step["value"]["shown"])
        single = {note: shown.copy().pop() for note, shown in values.items() if len(shown) == 1}
        return {**self._view, "formula": with_values(self._part, single)}

    def all_steps(self, steps: Sequence[NumberedStep]) -> list[NumberedStep]:
        """Give the steps, and after them the parts of the formula that were not computed."""
        seen = {step["note"] for step in steps}
        return [*steps, *(s for s in self._parts() if s["note"] not in seen)]

    def _parts(self) -> list[NumberedStep]:
        return [
            {
                "note": number,
                "depth": 0,
                "kind": kind_of(node),
                "formula": notation(node),
                "words": " ".join(node.span.text.split()),
                "place": None,
                "value": None,
                "chosen": "",
                "source": "",
                "another": False,
            }
            for number, node in enumerate(self.numbered, 1)
        ]


def worded(computer: Computer, term: str, state: State, day: date) -> Reading:
    """Read the words of a state on a date, and set the formula that they state."""
    wording = computer.words.of(term, state, day)
    shown, kind = shown_words(state)
    setter = Typesetter(_WORDS if shown == wording.words else None)
    part = setter.part(wording.formula) if wording.formula is not None else None
    runs = [(run.text, str(run.step)) for run in state.runs if run.text] if state.on_file else []
    readings = _several(wording, state)
    types = computer.words.setting(day).types
    return Reading(
        wording.standing,
        wording.formula,
        setter.numbered,
        part,
        {
            "kind": kind,
            "pieces": pieces(shown, setter.numbered, runs),
            "standing": wording.standing.value if _says(state, shown) else "",
            "says": WHAT[wording.standing] if _says(state, shown) else "",
            "notation": _notation(wording, state),
            "formula": part,
            "settled_by": [
                {"name": name, "says": CONVENTIONS[name]} for name in wording.conventions
            ],
            "readings": [
                {"notation": notation(each), "formula": Typesetter().part(each)}
                for each in readings
            ],
            "differences": _differences(wording, readings, types),
        },
    )


def shown_words(state: State) -> tuple[str, str]:
    """Give the words to show, and what they rest on: `on file`, `as construed` or `none`."""
    if state.status not in (Status.STANDS, Status.FAILED):
        return "", "none"
    if state.on_file:
        return (state.words, "on file") if state.words else ("", "none")
    if state.is_construed and state.construed:
        return state.construed, "as construed"
    return "", "none"


def _says(state: State, shown: str) -> bool:
    return state.status is Status.STANDS and bool(shown or state.meaning is not None)


def _notation(wording: Wording, state: State) -> str:
    """Give the formula in the notation, or what else the rule file says that the term means."""
    if wording.formula is not None:
        return notation(wording.formula)
    return stated_text(state)


def stated_text(state: State) -> str:
    """Give what the rule file says that a term means, where that is no formula."""
    meaning = state.meaning if state.status is Status.STANDS else None
    return "" if meaning is None or isinstance(meaning, Formula) else meaning_text(meaning)


def _several(wording: Wording, state: State) -> list[f.Expression | f.Test]:
    """Give the readings where there are several, or the two formulas that differ."""
    if wording.result is None:
        return []
    read = [each.expression for each in wording.result.readings]
    if wording.standing is Standing.DIFFERS and isinstance(state.meaning, Formula):
        return [state.meaning.expression, *read[:1]]
    return read if wording.standing in (Standing.AMBIGUOUS, Standing.CHOSEN) else []


def _differences(
    wording: Wording, readings: list[f.Expression | f.Test], types: Mapping[str, str]
) -> list[Difference]:
    if not readings or wording.result is None:
        return []
    figures = wording.result.figures
    if wording.standing is Standing.DIFFERS:
        figures = (wording.unlike,) if wording.unlike is not None else ()
    known = [dimensions(each, types) for each in readings]
    return [difference(each, known) for each in figures]
