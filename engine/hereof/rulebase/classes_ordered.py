"""Whether the Classes that a paragraph adds and takes away are those that its instruction does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.model import operation as o
from hereof.rulebase import deeds_said as d
from hereof.rulebase.classes_said import classes_named, classes_said
from hereof.rulebase.instruction import stands
from hereof.rulebase.targets import beside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hereof.rulebase.classes_said import Put


def classes_otherwise(
    operation: o.Operation, operations: Sequence[o.Operation], instruction: str
) -> str:
    """Say what the instruction does to Classes instead; empty where it does this, or is silent.

    Args:
        operation: As encoded.
        operations: All that is encoded of the instruction, in the order of the document.
        instruction: Its words, in one line.
    """
    if isinstance(operation, o.RemoveClass):
        said = classes_said(instruction)
        if operation.name in said.added and operation.name not in said.removed:
            return f"it adds Class {operation.name}"
        return _only(operation.name, said.removed, "takes away")
    if not isinstance(operation, o.AddClass):
        return ""
    said = classes_said(instruction)
    put = next((put for put in said.puts if operation.name in put.names), None)
    if put is not None:
        return _misplaced(operation, put, operations)
    if operation.name in said.removed:
        return f"it takes away Class {operation.name}"
    return _beside_another(operation, instruction) or _only(operation.name, said.added, "adds")


def classes_left_over(
    operations: Collection[o.Operation], instruction: str, texts: Collection[str]
) -> Iterator[str]:
    """Give the Classes that the instruction adds or takes away and nothing encoded does.

    A paragraph that changes words alone may name a Class in them, also within a range.

    Args:
        operations: All that is encoded of the instruction.
        instruction: Its words, in one line.
        texts: Every text of the instruction that is encoded.
    """
    said = classes_said(instruction)
    added = {op.name for op in operations if isinstance(op, o.AddClass)}
    gone = {op.name for op in operations if isinstance(op, o.RemoveClass)}
    in_words = [] if added or gone else sorted(filter(None, texts), key=len, reverse=True)
    ranged = _named_in_ranges(in_words, instruction)

    def is_in_words(name: str) -> bool:
        named = f"Class {name}"
        return named in ranged or any(stands(text, named) for text in in_words)

    for name in said.added:
        if name not in added and not is_in_words(name):
            yield f"adding Class {name}"
    for name in said.removed:
        if name not in gone and not is_in_words(name):
            yield f"taking away Class {name}"


def _named_in_ranges(texts: Sequence[str], instruction: str) -> frozenset[str]:
    """Give the Classes that encoded texts name, a range's included, and nothing else does."""
    rest = instruction
    for text in texts:
        rest = rest.replace(text, " _ ")
    named = frozenset(name for text in texts for name in classes_named(text))
    return named - classes_named(rest)


def _only(name: str, done: Sequence[str], does: str) -> str:
    if not done or name in done:
        return ""
    return f"it {does} Class {done[0]} and only mentions Class {name}"


def _misplaced(operation: o.AddClass, put: Put, operations: Sequence[o.Operation]) -> str:
    """Say where a Class goes, if what is encoded puts it, and its fellows, elsewhere."""
    if not put.where:
        return ""
    fellows = [op for op in operations if isinstance(op, o.AddClass) and op.name in put.names]
    ends = [put.after] if put.after else []
    names = [*ends, *([put.before] if put.before else [])]
    for op in fellows:
        if op.anchor not in names:
            return f"it says `{put.where}`" if op.name == operation.name else ""
        names.insert(names.index(op.anchor) + (op.side is o.Side.AFTER), op.name)
    encoded = [op.name for op in fellows]
    wanted = [name for name in put.names if name in encoded]
    wanted = [*ends, *wanted, *([put.before] if put.before else [])]
    at = names.index(operation.name)
    if names == wanted or wanted[at] == operation.name:
        return ""
    ordered = ", ".join(put.names)
    return f"it says `{put.where}`" + (f", in the order {ordered}" if len(encoded) > 1 else "")


def _beside_another(operation: o.AddClass, instruction: str) -> str:
    """Say where a Class goes, if not where it is encoded, of words that are not read whole."""
    text = d.masked(instruction)
    found = list(beside(text, r"(?:Class\s+)", r"[A-Z0-9][\w-]*"))
    for after, before, name in found:
        if name == operation.name:
            return f"it says `{after or before} Class {name}`"
    for after, before, name in found:
        if name == operation.anchor:
            if bool(after) is (operation.side is o.Side.AFTER):
                return ""
            return f"it says `{after or before} Class {name}`"
    if found:
        after, before, name = found[0]
        return f"it says `{after or before} Class {name}`"
    return ""
