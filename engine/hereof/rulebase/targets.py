"""Whether an operation is done to what the instruction says it is done to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.model import operation as o
from hereof.model.names import is_section
from hereof.rulebase import deeds_said as d
from hereof.rulebase.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_BY: Final[dict[type, tuple[str, ...]]] = {
    o.Delete: (d.DELETE, d.REPLACE, d.CEASE, d.RESCIND),
    o.Replace: (d.REPLACE, d.DELETE, d.AMEND),
    o.Restate: (d.REPLACE, d.AMEND),
}
_ORDERING: Final = (d.DELETE, d.REPLACE, d.INSERT, d.WAIVE, d.SUSPEND, d.RESCIND, d.CEASE)
_AFTER: Final = (
    r"after|following|behind|succeeding|subsequent\s+to|junior\s+to|subordinate\s+to|below"
)
_BEFORE: Final = r"before|preceding|prior\s+to|in\s+front\s+of|ahead\s+of|senior\s+to|above"
_NOUN: Final = r"(?:sub-?)?(?:clause|paragraph|item|limb)"


def mistaken(operation: o.Operation, deeds: Sequence[d.Deed], instruction: str) -> str:
    """Say what the instruction does to what; empty where it does what is encoded, or is silent.

    Args:
        operation: As encoded.
        deeds: What the instruction does to what it names.
        instruction: Its words.
    """
    if isinstance(operation, o.AmendClause):
        return _clause(operation, deeds, instruction)
    if isinstance(operation, o.RemoveClass):
        return _other(f"Class {operation.name}", (d.DELETE, d.RESCIND), "group", deeds)
    if isinstance(operation, o.Suspend):
        kinds: tuple[str, ...] = (d.WAIVE if operation.waived else d.SUSPEND,)
        name = plain(operation.subject)
    elif isinstance(operation, o.Delete | o.Replace) and is_section(operation.subject):
        kinds, name = _BY[type(operation)], operation.subject
    else:
        return ""
    return _other(name, kinds, "section" if is_section(name) else "", deeds)


def _other(name: str, kinds: tuple[str, ...], sort: str, deeds: Sequence[d.Deed]) -> str:
    """Say to what else something is done, where it is not done to a name."""
    if any(deed.names(name) and not deed.denied for deed in deeds if deed.does in kinds):
        return ""
    done = [
        deed
        for deed in deeds
        if deed.does in kinds
        and not deed.denied
        and any(not sort or each.kind == sort for each in deed.objects)
    ]
    kept = [deed for deed in deeds if deed.names(name) and (deed.does == d.KEEP or deed.denied)]
    found = (*kept, *done)
    return f"it says `{found[0].words}`" if found else ""


# ------------------------------------------------------------------- clauses


def _clause(operation: o.AmendClause, deeds: Sequence[d.Deed], instruction: str) -> str:
    text = d.masked(instruction)
    if operation.side is not None and operation.anchor:
        return _clause_beside(operation, text)
    if not _says_clause(operation.clause, text):
        return f"it does not speak of clause {operation.clause}"
    kinds = (d.REPLACE, d.DELETE, d.AMEND) if operation.words else (d.DELETE,)
    done = [deed for deed in deeds if deed.does in kinds and not deed.denied]
    done = [deed for deed in done if any(each.kind == "clause" for each in deed.objects)]
    own = {operation.clause, *re.findall(r"\(\w+\)", operation.clause)[-1:]}
    if not done or any(each.name in own for deed in done for each in (*deed.objects, *deed.within)):
        return ""
    return f"it says `{done[0].words}`"


def _says_clause(clause: str, text: str) -> bool:
    letters = re.findall(r"\((\w+)\)", clause)
    return clause in text or all(
        f"({letter})" in text or re.search(rf"\b{_NOUN}s?\s+{letter}\b", text) for letter in letters
    )


def _clause_beside(operation: o.AmendClause, text: str) -> str:
    """Say where a new clause goes, if not where it is encoded."""
    anchor = operation.anchor or ""
    for after, before, name in beside(text, rf"{_NOUN}s?\s+", r"(?:\(\w{1,4}\))+"):
        if name in (anchor, anchor[anchor.rfind("(") :]):
            is_after = operation.side is o.Side.AFTER
            if bool(after) is is_after:
                return ""
            return f"it says `{after or before} clause {name}`"
    if not _says_clause(anchor, text):
        return f"it does not speak of clause {anchor}"
    return ""


def beside(text: str, noun: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Give each place that words name: what says `after`, what says `before`, the name.

    Args:
        text: The instruction, with what it quotes made blank.
        noun: A pattern of what stands before the name.
        name: A pattern of the name.
    """
    pattern = (
        rf"\b(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))\s+(?:the\s+|such\s+|existing\s+)*"
        rf"{noun}(?P<name>{name})"
    )
    for found in re.finditer(pattern, text, re.IGNORECASE):
        yield found["after"] or "", found["before"] or "", found["name"]


# ------------------------------------------------------------------- what is left over


def left_over(
    deeds: Iterable[d.Deed], operations: Collection[o.Operation], texts: Collection[str]
) -> Iterator[str]:
    """Give the words of orders whose object nothing encoded works on.

    Args:
        deeds: What the instruction does to what it names.
        operations: What is encoded of the instruction, in this paragraph or in its other parts.
        texts: Every text of the instruction that is encoded, or reported already.
    """
    subjects = {plain(getattr(op, "subject", "")) for op in operations}
    subjects |= {op.section for op in operations if isinstance(op, o.Restate)}
    subjects |= {
        plain(each.subject)
        for op in operations
        if isinstance(op, o.Restate)
        for each in op.definitions
    }
    clauses = {
        part
        for op in operations
        if isinstance(op, o.AmendClause)
        for name in (op.clause, op.anchor or "")
        for part in (name, name[name.rfind("(") :])
    }
    for deed in deeds:
        if deed.denied or (deed.does not in _ORDERING and deed.does != d.AMEND):
            continue
        for each in deed.objects:
            if each.kind == "term" and each.name not in subjects and each.name not in texts:
                yield deed.words
            elif each.kind == "section" and deed.does != d.AMEND:
                known = subjects | (set(texts) if deed.does in (d.REPLACE, d.INSERT) else set())
                if each.name not in known:
                    yield deed.words
            elif each.kind == "clause" and deed.does in (d.DELETE, d.REPLACE):
                whole = {n.name for n in deed.within} & subjects and deed.does == d.REPLACE
                if each.name not in clauses and not whole:
                    yield deed.words
