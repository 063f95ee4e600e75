"""What an operation does, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.model import operation as o
from hereof.model.operation import ONCE, Occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def deeds(operations: Iterable[o.Operation]) -> str:
    """Say what operations do, in their order: `replaces "0.50%" with "0.25%", twice`."""
    return "; ".join(dict.fromkeys(deed(operation) for operation in operations))


def deed(operation: o.Operation) -> str:
    """Say what one operation does."""
    return _SAYS[type(operation)](operation)


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


def _correct(op: o.Correct) -> str:
    if op.words is not None:
        return f"corrects the new words of {op.target}"
    return f'corrects {op.target} so that "{op.old}" reads "{op.new}"'


def _order(op: o.Order) -> str:
    said = "prevails over" if op.prevails else "follows"
    return f"{op.later or 'it'} {said} {op.earlier}"


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
    o.Rescind: lambda op: f"rescinds {op.target}",
    o.Revive: lambda op: f"revives {op.target}",
    o.Correct: _correct,
    o.DeclareVoid: lambda op: f"says that {op.target} never took effect",
    o.Order: _order,
    o.AddClass: lambda op: f"adds Class {op.name} {op.side.value} Class {op.anchor}",
    o.RemoveClass: lambda op: f"removes Class {op.name}",
    o.SetClasses: lambda _: "lists the Classes",
}
