"""What must stand in the quoted instruction of a paragraph for what is encoded in it."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms, written_months
from hereof.model import effectivity as e
from hereof.model import operation as o

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Span
    from hereof.model.names import Ref
    from hereof.model.words import Reason

_VERBS: Final[dict[type, str]] = {
    o.Replace: r"replac|substitut|chang(?:ed|es|ing|e)\b|"
    r"amended|restat|in its entirety|in lieu|deleting|modif|revis|read|convert|correct"
    r"|increas|decreas|reduc|lower|rais(?:ed|es|ing|e)\b|extend|supersed|refer(?:ence)?s?\s+to",
    o.Define: r"add|insert|includ|new definition|means|mean ",
    o.Delete: r"delet|strik|struck|stricken|remov|omit|eliminat|cancel|terminat"
    r"|of\s+no\s+(?:further\s+)?(?:force|effect)",
    o.InsertPhrase: r"insert|add|includ",
    o.AmendClause: r"replac|substitut|amend|delet|strik|restat|insert|add",
    o.ReplaceThroughout: r"replac|substitut|delet|each place|wherever|throughout|chang",
    o.Restate: r"restat",
    o.Rescind: r"rescind|rescission|revok|cancel|annul|nullif|withdr|terminat|revers|supersed"
    r"|unw(?:ind|ound)|set\s+aside|\bvoid\b|of\s+no\s+(?:further\s+)?(?:force|effect)",
    o.Revive: r"reviv|reinstat|restor",
    o.Correct: r"correct|error|scrivener|should read|should have read|read",
    o.DeclareVoid: r"never|void|no effect|not effective|not become effective|not obtain|fail",
    o.AddClass: r"add|creat|issu|insert|includ|divid|split|exchang|convert|redesignat|reclassif",
    o.RemoveClass: r"remov|delet|retir|cancel|divid|split|exchang|convert|redesignat|reclassif",
}
ALL_EARLIER: Final = re.compile(
    r"\b(?:all|any|every|each)\s+(?:prior|previous|earlier|preceding)\b", re.IGNORECASE
)
"""Words that speak of every earlier instrument without naming one."""

_LEFT_OUT: Final = re.compile(
    r"but excluding|but not including|exclusive|excluding|prior to|before|ending immediately",
    re.IGNORECASE,
)
_TAKEN_IN: Final = re.compile(
    r"\bthrough\b|includ|inclusive|on or (?:before|prior to)", re.IGNORECASE
)
DATE_HEREOF: Final = re.compile(
    r"date hereof|date of this|date first (?:above )?written|effective immediately|"
    r"date set forth above|day and year first",
    re.IGNORECASE,
)


@singledispatch
def said(operation: object) -> tuple[str, ...]:
    """Give the texts of an operation that must stand in its instruction."""
    subject = getattr(operation, "subject", "")
    return (subject,) if subject else ()


@said.register(o.ReplacePhrase)
def _(operation: o.ReplacePhrase) -> tuple[str, ...]:
    return (operation.subject, operation.old.strip(), operation.new.strip())


@said.register(o.InsertPhrase)
def _(operation: o.InsertPhrase) -> tuple[str, ...]:
    return (operation.subject, operation.new.strip(), operation.anchor.strip())


@said.register(o.ReplaceThroughout)
def _(operation: o.ReplaceThroughout) -> tuple[str, ...]:
    return (operation.old, operation.new)


@said.register(o.Correct)
def _(operation: o.Correct) -> tuple[str, ...]:
    return (operation.old, operation.new)


@said.register(o.Restate)
def _(operation: o.Restate) -> tuple[str, ...]:
    return (operation.section, *operation.surviving)


@said.register(o.AddClass)
def _(operation: o.AddClass) -> tuple[str, ...]:
    return (f"Class {operation.name}", f"Class {operation.anchor}")


@said.register(o.RemoveClass)
def _(operation: o.RemoveClass) -> tuple[str, ...]:
    return (f"Class {operation.name}",)


def refs_in(operation: o.Operation) -> tuple[Ref, ...]:
    """Give the other instruments and paragraphs that an operation speaks of."""
    if isinstance(operation, o.Rescind | o.Revive | o.Correct | o.DeclareVoid):
        return (operation.target,)
    if isinstance(operation, o.Order):
        return (operation.earlier, *((operation.later,) if operation.later else ()))
    return ()


def find_text_in(text: str, wanted: str) -> bool:
    """Tell whether a title stands in a text, whatever its capitals."""
    return stands(text.casefold(), wanted.casefold())


def verbs(operation: o.Operation) -> str:
    """Give a pattern of the verbs that order such a change; empty: any words will do."""
    if isinstance(operation, o.ReplacePhrase):
        return _VERBS[o.Replace] if operation.new else _VERBS[o.Delete]
    if isinstance(operation, o.Suspend):
        return "waiv" if operation.waived else "suspend"
    if isinstance(operation, o.Order):
        if operation.prevails:
            return "notwithstanding|prevail|supersed|control|in lieu"
        return "after giving effect|follow|as amended by|subsequent"
    return _VERBS.get(type(operation), "")


def undated(effectivity: e.Effectivity, instruction: str) -> Iterator[tuple[str, Span | None]]:
    """Give what an instruction does not say of when it is effective, and where it is encoded.

    "Until" alone has been held to mean either: the words must leave the last
    day out for `until`, and take it in for `through`. A reason excuses the
    moment that it stands behind.
    """
    if effectivity.start_said:
        yield from _unsaid(effectivity.start, effectivity.because, instruction)
    until, through, because = effectivity.until, effectivity.through, effectivity.end_because
    if until is not None:
        for text, span in _unsaid(until, because, instruction):
            yield f"until {text}", span
        if isinstance(until, e.OnDate) and not because and not _LEFT_OUT.search(instruction):
            yield f"until {until.day} with that day left out", until.span
    if through is not None and because is None:
        if stands_in(written_forms(through), instruction) is None:
            yield f"through {through}", effectivity.end_span
        elif not _TAKEN_IN.search(instruction):
            yield f"through {through} with that day taken in", effectivity.end_span


def said_of(effectivity: e.Effectivity) -> Iterator[str]:
    """Give the texts of an instruction that an effectivity encodes."""
    for moment, _ in (*e.excused(effectivity.start, None), *e.excused(effectivity.until, None)):
        if isinstance(moment, e.Condition):
            yield moment.text
        elif isinstance(moment, e.FromSeries | e.AsOfTerm):
            yield moment.term


def _unsaid(
    moment: e.Moment, because: Reason | None, instruction: str
) -> Iterator[tuple[str, Span | None]]:
    for part, reason in e.excused(moment, because):
        text = "" if reason is not None else _missing(part, instruction)
        if text:
            yield text, part.span


@singledispatch
def _missing(moment: object, instruction: str) -> str:
    raise TypeError(f"no way to look for {moment!r} in {instruction!r}")


@_missing.register(e.DateHereof)
def _(_moment: e.DateHereof, instruction: str) -> str:
    return "" if DATE_HEREOF.search(instruction) else "as of the date hereof"


@_missing.register(e.OnDate)
def _(moment: e.OnDate, instruction: str) -> str:
    forms = written_forms(moment.day)
    return "" if stands_in(forms, instruction) is not None else f"on {moment.day}"


@_missing.register(e.FromSeries)
def _(moment: e.FromSeries, instruction: str) -> str:
    months = written_months(moment.month)
    if stands(instruction, moment.term) and any(stands(instruction, month) for month in months):
        return ""
    return f"from the {moment.term} in {moment.month}"


@_missing.register(e.AsOfTerm)
def _(moment: e.AsOfTerm, instruction: str) -> str:
    return "" if stands(instruction, moment.term) else f"as of the {moment.term}"


@_missing.register(e.Condition)
def _(moment: e.Condition, instruction: str) -> str:
    return "" if stands(instruction, moment.text) else f"when {moment.text}"


def stands(text: str, wanted: str) -> bool:
    """Tell whether words stand in a text, whole."""
    at = text.find(wanted)
    while at != -1:
        end = at + len(wanted)
        if not (is_word(text[at - 1 : at]) or is_word(text[end : end + 1])):
            return True
        at = text.find(wanted, at + 1)
    return False


def is_word(character: str) -> bool:
    """Tell whether a character, or none, is one of a word."""
    return character == "_" or character.isalnum()
