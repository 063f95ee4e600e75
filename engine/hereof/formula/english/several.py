"""Rates of several owners, which are no one rate: never added unless the words say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from hereof.formula.english.trees import mapped, parts_of
from hereof.formula.inputs import UnknownOwnerError, owners_of
from hereof.model import formula as f

if TYPE_CHECKING:
    from hereof.formula.inputs import Setting


def each_rate(expression: Any, within: Setting) -> Any | None:  # noqa: ANN401 - any node
    """Give a formula in which the rates of several owners are so many rates.

    They can be that in a lesser, greater or average. Elsewhere it is not said which of
    them is meant, and nothing is given.
    """

    def change(node: Any) -> Any:  # noqa: ANN401 - any node
        if not isinstance(node, f.Choice):
            return node
        parts = tuple(one for part in node.parts for one in _one_by_one(part, within))
        return attrs.evolve(node, parts=parts) if parts != node.parts else node

    found = mapped(expression, change)
    weighted = {
        id(part)
        for node in parts_of(found)
        if isinstance(node, f.Weighted)
        for part in (node.value, node.weight)
    }
    left = (n for n in parts_of(found) if isinstance(n, f.Input) and id(n) not in weighted)
    return None if any(_of_several(n) for n in left) else found


def _of_several(node: Any) -> bool:  # noqa: ANN401 - any node
    if not isinstance(node, f.Input) or node.owners is None or node.total:
        return False
    items = node.owners.items
    return len(items) > 1 or items[0][0] != items[0][1]


def _one_by_one(part: Any, within: Setting) -> tuple[Any, ...]:  # noqa: ANN401 - any node
    if not _of_several(part):
        return (part,)
    try:
        names = owners_of(part.owners, within)
    except UnknownOwnerError:
        return (part,)
    if len(names) < 2 or any(" other than " in name for name in names):  # noqa: PLR2004 - one is not several
        return (part,)
    return tuple(attrs.evolve(part, owners=f.Owners(((name, name),))) for name in names)
