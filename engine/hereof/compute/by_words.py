"""The formula by which a term is computed: the one that its words state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.diagnostics import Label, Source, Span, error
from hereof.formula.refusals import NotComputedError
from hereof.model.meaning import Formula
from hereof.wording.check import words_span
from hereof.wording.statuses import Standing

if TYPE_CHECKING:
    from hereof.timeline.state import State
    from hereof.wording.statuses import Wording


def refuse_other(term: str, wording: Wording, state: State) -> None:
    """Refuse a definition whose words state something else than the rule file.

    Raises:
        NotComputedError: They do.
    """
    if wording.standing is Standing.DIFFERS and state.meaning is not None:
        what = "calendar" if wording.apart else "formula"
        raise NotComputedError(
            error(
                "means-another-formula",
                f"`means` states another {what} than the words of `{term}`",
                Label(state.meaning.span, "stated here"),
                help="`hereof check` shows how the two differ",
            )
        )


def formula_of(term: str, wording: Wording, state: State) -> Formula | None:
    """Give the formula of a definition; nothing where its words are not read and none is stated.

    Raises:
        NotComputedError: The words state several formulas, or another than the rule file.
    """
    stated = state.meaning if isinstance(state.meaning, Formula) else None
    refuse_other(term, wording, state)
    if wording.standing is Standing.AMBIGUOUS:
        readings = wording.result.readings if wording.result else ()
        words = words_span(state)
        raise NotComputedError(
            error(
                "reading-not-chosen",
                f"the words of `{term}` can be read in {len(readings)} ways that compute different "
                "numbers, and the rule file chooses none",
                *((Label(words, "these words"),) if words is not None else ()),
                help="state the one that is meant as `means`; `hereof check` shows them",
            )
        )
    if wording.formula is None:
        return stated
    span = wording.formula.span or (stated.span if stated else Span(Source("words", ""), 0, 0))
    return Formula(wording.formula, span)
