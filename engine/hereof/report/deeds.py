"""What an operation does, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.model import operation as o
from hereof.model.operation import ONCE, Occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hereof.model.names import Ref

    Named = Callable[[Ref], str]


def deeds(operations: Iterable[o.Operation], named: Named = str) -> str:
    """Say what operations do, in their order: `replaces "0.50%" with "0.25%", twice`.

    Args:
        operations: The operations.
        named: Gives what a paragraph that one of them speaks of is called.
    """
    return "; ".join(dict.fromkeys(deed(operation, named) for operation in operations))


def deed(operation: o.Operation, named: Named = str) -> str:
    """Say what one operation does."""
    says = _OF_OTHERS.get(type(operation))
    return says(operation, named) if says else _SAYS[type(operation)](operation)


def _often(occurrences: Occurrences) -> str:
    return "" if occurrences == ONCE else f", {occurrences}"


def _phrase(op: o.ReplacePhrase) -> str:
    if not op.new:
        return f'deletes "{op.old}"{_often(op.occurrences)}'
    return f'replaces "{op.old}" with "{op.new}"{_often(op.occurrences)}'


def _insert(op: o.InsertPhrase) -> str:
    return f'inserts "{op.new}" {op.side.value} "{op.anchor}"{_often(op.occurrences)}'


def _clause(op: o.AmendClause) -> str:
    if op.anchor is not None and op.side is not None:
        return f"inserts clause {op.clause} {op.side.value} clause {op.anchor}"
    return f"{'deletes' if op.words is None else 'replaces'} clause {op.clause}"


def _suspend(op: o.Suspend) -> str:
    return f"{'waives' if op.waived else 'suspends'} it, treated as {op.treated_as}"


def _correct(op: o.Correct, named: Named) -> str:
    if op.words is not None:
        return f"corrects the new words of {named(op.target)}"
    return f'corrects {named(op.target)} so that "{op.old}" reads "{op.new}"'


def _order(op: o.Order, named: Named) -> str:
    later, earlier = (named(op.later) if op.later else "it"), named(op.earlier)
    if op.prevails:
        return f"says that {later} prevails over {earlier}"
    return f"says that {later} follows {earlier}"


_SAYS: dict[type, Callable[..., str]] = {
    o.Define: lambda op: f"defines {op.subject}",
    o.Replace: lambda _: "replaces the whole definition",
    o.Delete: lambda _: "deletes the definition",
    o.ReplacePhrase: _phrase,
    o.InsertPhrase: _insert,
    o.AmendClause: _clause,
    o.ReplaceThroughout: lambda op: f'replaces "{op.old}" with "{op.new}" throughout the agreement',
    o.Restate: lambda op: f"restates {op.section or 'the whole agreement'}",
    o.Suspend: _suspend,
    o.AddClass: lambda op: f"adds Class {op.name} {op.side.value} Class {op.anchor}",
    o.RemoveClass: lambda op: f"removes Class {op.name}",
    o.SetClasses: lambda _: "lists the Classes",
}

_OF_OTHERS: dict[type, Callable[..., str]] = {
    o.Rescind: lambda op, named: f"rescinds {named(op.target)}",
    o.Revive: lambda op, named: f"revives {named(op.target)}",
    o.Correct: _correct,
    o.DeclareVoid: lambda op, named: f"says that {named(op.target)} never took effect",
    o.Order: _order,
}
"""What is done to other paragraphs, which each reader of a text knows by their titles."""
