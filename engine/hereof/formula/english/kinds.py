"""Names that can only be of dollars, and rates that no word adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.trees import parts_of
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_DOLLARS: Final = frozenset({"Balance", "Amount"})
"""Last words of names that are of dollars, unless they are declared to be something else."""


def adds_a_rate(expression: Any, types: Mapping[str, str]) -> Any | None:  # noqa: ANN401 - any node
    """Give the part of a formula in which dollars stand beside a rate per year, or nothing.

    Args:
        expression: The formula.
        types: The declared dimension of a term.
    """
    return next((n for n in parts_of(expression) if _adds_a_rate(n, types)), None)


def _adds_a_rate(node: Any, types: Mapping[str, str]) -> bool:  # noqa: ANN401 - any node
    if isinstance(node, f.Sum):
        parts: tuple[Any, ...] = tuple(part for _, part in node.parts)
    elif isinstance(node, f.Choice):
        parts = node.parts
    elif isinstance(node, f.Excess):
        parts = (node.of, node.over)
    else:
        return False
    rate = any(isinstance(p, f.Amount) and p.unit == "% per year" for p in parts)
    return rate and any(isinstance(p, f.Input) and _is_dollars(p.term, types) for p in parts)


def _is_dollars(term: str, types: Mapping[str, str]) -> bool:
    declared = types.get(term)
    return declared == "dollars" if declared else term.rpartition(" ")[2] in _OF_DOLLARS
