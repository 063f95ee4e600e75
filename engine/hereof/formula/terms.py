"""Which terms are the date that is asked about, and how parts of a formula are written."""

from __future__ import annotations

from typing import Final

from hereof.model import formula as f

SERIES: Final = ("Distribution Date", f.ASKED)
"""Terms that, of no owner and at no other time, are the date asked about."""
OF_DATES: Final = frozenset({"on or after", "on or before", "before", "after"})
"""Relations between dates."""


def is_asked(node: object) -> bool:
    """Tell whether a part of a formula, or a term, is the date asked about."""
    if isinstance(node, f.Input):
        return node.term in SERIES and not (node.owners or node.timing)
    return isinstance(node, str) and node in SERIES


def written(node: object) -> str:
    """Write a part of a formula, or what is asked for, for a message."""
    from hereof.language.notation import notation  # noqa: PLC0415 - only for a refusal

    is_node = type(node).__module__ == f.__name__
    return notation(node) if is_node else str(node)  # type: ignore[arg-type]
