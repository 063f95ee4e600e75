"""Commas that end a sum or a share before an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereof.formula.english.meaning import OPERATORS
from hereof.formula.english.trees import Adjusted, ChainSum, Labelled, Terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hereof.formula.english.tokens import Token


def comma_ends_first(whole: Any, tokens: Sequence[Token]) -> bool:  # noqa: ANN401 - any node
    """Tell whether a comma stands before the first operator of what operators join.

    In `50% of A, plus B` it ends the share; in `the sum of A and B, divided by C` the sum.
    """
    if isinstance(whole, ChainSum | Adjusted) or whole.span is None:
        return False
    first = whole.parts[0][1] if isinstance(whole, Terms) else whole.factors[0]
    if isinstance(first, Labelled) or first.span is None:
        return False
    after = [t for t in tokens if first.span.end <= t.start and t.end <= whole.span.end]
    marks = [t.type for t in after[:2]]
    return marks[:1] == ["COMMA"] and marks[1:] != [] and marks[1] in OPERATORS
