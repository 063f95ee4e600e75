"""What the terms of an agreement are quantities of: declared, or found out from formulas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.formula.dimensions import dimensions
from hereof.formula.refusals import NotComputedError
from hereof.model.meaning import Formula, Given

if TYPE_CHECKING:
    from hereof.compute.computer import Computer
    from hereof.model import formula as f
    from hereof.model.meaning import Meaning

_PERCENTAGES = frozenset({"ratio", "rate per year"})
_DEEPEST = 12
"""What rests on a longer chain of definitions is taken to be unknown."""


class Kinds:
    """Finds the dimension of each term once; empty where it is not certain."""

    def __init__(self, computer: Computer) -> None:
        self._computer = computer
        self._found: dict[tuple[str, int], str] = {}

    def of(self, term: str, on: date, value: object = None) -> str:
        """Give the dimension of a term on a date; that of a value where the term's is unknown."""
        if isinstance(value, bool):
            return "truth"
        if isinstance(value, date):
            return "date"
        return self._of(term, on, ()) or self._as_shown(term, on)

    def _as_shown(self, term: str, on: date) -> str:
        """Take for a ratio, to show it, what is a ratio or a rate per year, such as 45%."""
        meaning = self._meaning(term, on)
        if not isinstance(meaning, Formula):
            return ""
        found = dimensions(meaning.expression, self._types(meaning.expression, on, (term,)))
        return "ratio" if found.possible == _PERCENTAGES else ""

    def of_expression(self, expression: f.Expression | f.Test, on: date) -> str:
        """Give the dimension of a part of a formula."""
        found = dimensions(expression, self._types(expression, on, ()))
        return found.of or ("ratio" if found.possible == _PERCENTAGES else "")

    def _of(self, term: str, on: date, above: tuple[str, ...]) -> str:
        meaning = self._meaning(term, on)
        if isinstance(meaning, Given):
            return meaning.kind
        if not isinstance(meaning, Formula) or term in above or len(above) > _DEEPEST:
            return ""
        key = (term, id(meaning))
        if key not in self._found:
            types = self._types(meaning.expression, on, (*above, term))
            self._found[key] = dimensions(meaning.expression, types).of
        return self._found[key]

    def _meaning(self, term: str, on: date) -> Meaning | None:
        """Say what a term means: as stated, or by its words; nothing where that is not certain."""
        answer = self._computer.answer(term, on)
        if answer is None:
            return None
        try:
            return self._computer.meaning(term, answer, on)
        except NotComputedError:
            return answer.state.meaning

    def _types(self, expression: object, on: date, above: tuple[str, ...]) -> dict[str, str]:
        from hereof.compute.surroundings import inputs_named  # noqa: PLC0415 - one use

        found = {name: self._of(name, on, above) for name in set(inputs_named(expression))}
        return {name: of for name, of in found.items() if of}
