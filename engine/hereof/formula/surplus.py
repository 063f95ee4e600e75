"""The rule that every word counts, for parts that enumerators mark.

`The lesser of (i) A and (ii) B minus C` could end with (ii) or go on after it. Where
going on would leave the lesser of A and B with a part that can never be the lesser,
as in `the greater of (i) zero and (ii) the Pool Balance minus the Target Balance`,
that reading would make words idle, and the one in which all of them count is taken.
Without enumerators nothing is taken: both readings stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.compare import Verdict, compare
from hereof.formula.english.trees import parts_of
from hereof.model import formula as f

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from hereof.formula.english.usage import Usage
    from hereof.formula.inputs import Setting

_MARKED: Final = re.compile(r"^\W*(?:(?:the|a)\s+)?\w+\s+of:?\s*\(\w{1,4}\)", re.IGNORECASE)

_INDEX: Final = re.compile(r"\b(?:LIBOR|SOFR|EURIBOR|SONIA|Index|Benchmark|Federal Funds)\b")


def without_surplus(
    readings: list[Any], usages: Sequence[AbstractSet[Usage]], within: Setting
) -> list[Any]:
    """Leave out readings that make an enumerated part idle, where others make none.

    The others must be such as the same usage of open words gives: whether an excess has a
    floor is a question of usage, which idle words do not settle.

    Args:
        readings: The formulas.
        usages: For each of them the usages in which the words state it.
        within: Classes, named sets and types.
    """
    idle = [has_idle_part(reading, within) for reading in readings]
    full = [usages[at] for at, is_idle in enumerate(idle) if not is_idle]
    return [
        reading
        for reading, is_idle, own in zip(readings, idle, usages, strict=True)
        if not is_idle or not all(any(usage in other for other in full) for usage in own)
    ]


def _of_an_index(node: Any) -> bool:  # noqa: ANN401 - any node
    """Tell whether a part is an index, such as SOFR, which may be negative."""
    return any(isinstance(n, f.Input) and _INDEX.search(n.term) for n in parts_of(node))


def has_idle_part(reading: Any, within: Setting) -> bool:  # noqa: ANN401 - any node
    """Tell whether a lesser or greater of enumerated parts is always the same one of them."""
    for node in parts_of(reading):
        if not isinstance(node, f.Choice) or node.kind == "average" or node.span is None:
            continue
        if not _MARKED.match(node.span.text) or _of_an_index(node):
            continue
        for part in node.parts:
            if compare(node, part, within).verdict is Verdict.EQUAL:
                return True
    return False
