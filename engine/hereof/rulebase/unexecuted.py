"""Whether a document that is encoded as executed shows itself that it is not, or not by all."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.diagnostics import Diagnostic, Label, Span, error, warning
from hereof.rulebase.dates_said import DATE, date_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.documents import Document
    from hereof.model.instrument import Instrument

_LONGEST: Final = 70
_TITLE: Final = 5
UNSIGNED: Final = (
    r"[\[(<]\s*(?:unsigned|not\s+(?:yet\s+)?signed|blank|unexecuted|signature\s+pending)\s*[\])>]"
)
"""A pattern of what stands in brackets where nobody has signed."""
_BLANK: Final = re.compile(
    rf"\bBy[^\S\n]*:\s*(?:_{{2,}}(?!\s*/s/)|(?=(?:Name|Title|Its)\s*:)|{UNSIGNED})",
    re.IGNORECASE,
)
_MARKS: Final = " \t[](){}<>*-\u2013\u2014_"
_DRAFT: Final = re.compile(
    r"(?:[A-Z][\w&.]*\s+){0,3}(?:DRAFT\b.{0,40}|Draft(?:\s+(?:of|dated|[Nn]o\.?)\s.{1,40}|\s+[\d/.-]+)?)"
    r"|(?:for|FOR)\s+(?:discussion|DISCUSSION)\s+(?:purposes|PURPOSES)(?:\s+(?:only|ONLY))?"
)
_NOT_DONE: Final = re.compile(
    r"(?:(?:this|the)\s+)?(?:(?:form|copy|document|instrument|amendment)\b.{0,30}?\b)?"
    r"(?:(?:is|was|has|been|yet)\s+)*(?:unexecuted|unsigned|not\s+(?:yet\s+)?(?:been\s+)?(?:executed|signed))"
    r"(?:\s+(?:form|copy|version|draft))?\.?",
    re.IGNORECASE,
)
_FORM_OF: Final = re.compile(r"(?:FORM|Form)\s+(?:OF|of)\s+\S.*")
_IN_BRACKETS: Final = re.compile(
    r"\[[^\[\]]{0,80}?\b(?:unexecuted|not\s+(?:yet\s+)?(?:been\s+)?executed)\b[^\[\]]{0,80}?\]",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"(?:\bBy[^\S\n]*:[^\S\n]*(?:/s/)?|/s/)[^\S\n]*(?P<name>[A-Z][^\n_:]{2,60}?)[^\S\n_]*$",
    re.MULTILINE,
)
_NEXT: Final = re.compile(r"\bBy[^\S\n]*:|/s/")
_DAY: Final = re.compile(r"\b(?:Dated?|On)\s*:?\s*(?=[\dA-Z])")


def examine_execution(header: Instrument, document: Document) -> Iterator[Diagnostic]:
    """Report where the document shows that it was not executed, or signed on another day as well.

    Args:
        header: As encoded; one that is not encoded as executed, or with a reason, is let be.
        document: The instrument's own.
    """
    if not _is_taken_as_executed(header):
        return
    shown = _not_executed(document)
    if shown is None and not any(signature.because for signature in header.signatures):
        shown = _blank(header, document)
    if shown is not None:
        why, span = shown
        at = header.executed.span if header.executed is not None else header.span
        yield error(
            "signature-blank",
            f"the instrument counts as executed, and its document {why}",
            Label(at, "encoded here"),
            Label(span, "in the document"),
            help="write `not executed`, or `unsigned for` the role with `requires`; or give "
            "`executed` with its day and `, construed because` where another copy is signed",
        )
    yield from _left_out(header, document)


def _is_taken_as_executed(header: Instrument) -> bool:
    fact = header.executed
    if fact is not None and (fact.because is not None or fact.value in (None, date.min)):
        return False
    signed = {each.role for each in header.signatures if each.signatory}
    return set(header.requires) <= signed and all(each.signatory for each in header.signatures)


def _not_executed(document: Document) -> tuple[str, Span] | None:
    """Find words by which a document says that it is a draft, a form, or not executed."""
    text, at, titles = document.source.text, 0, 0
    for line in text.split("\n"):
        words = line.strip(_MARKS)
        titles += bool(words)
        start, at = at, at + len(line) + 1
        if not words or len(words) > _LONGEST:
            continue
        why = ""
        if _DRAFT.fullmatch(words):
            why = "is marked as a draft"
        elif _NOT_DONE.fullmatch(words):
            why = "says that it is not executed"
        elif titles <= _TITLE and _FORM_OF.fullmatch(words):
            why = "is only a form"
        if why:
            first = start + line.index(words)
            return f"{why}: `{words}`", Span(document.source, first, first + len(words))
    found = _IN_BRACKETS.search(text)
    if found is None:
        return None
    return "says that it is not executed", Span(document.source, *found.span())


def _blank(header: Instrument, document: Document) -> tuple[str, Span] | None:
    """Find a signature line that is blank and bears the name of nobody said to have signed."""
    text = document.source.text
    names = [each.signatory.casefold() for each in header.signatures]
    if header.executed is None and names:
        return None  # then it is told by the signatures themselves
    for found in _BLANK.finditer(text):
        lead = text[: found.start()].rstrip().rpartition("\n")[2]
        behind = _NEXT.split(text[found.end() : found.end() + 160])[0].casefold()
        if not lead.lstrip().startswith("/s/") and not any(name in behind for name in names):
            return "has a signature line that is blank", Span(document.source, *found.span())
    return None


def _left_out(header: Instrument, document: Document) -> Iterator[Diagnostic]:
    """Warn of a signature with a day of its own that the rule file leaves out."""
    executed = header.executed.value if header.executed is not None else None
    names = [each.signatory.casefold() for each in header.signatures]
    text = document.source.text
    for found in _SIGNED.finditer(text):
        name = found["name"].strip(" ,.").casefold()
        if any(name in each or each in name for each in names):
            continue
        block = _NEXT.split(text[found.end() : found.end() + 300])[0]
        label = _DAY.search(block)
        dated = DATE.match(block, label.end()) if label else None
        day = date_of(dated) if dated else None
        if day is None or (executed is not None and day <= executed):
            continue
        if executed is None and not names:
            continue
        yield warning(
            "signature-day-left-out",
            f"the document shows that `{found['name'].strip()}` signed on {day}, and the rule "
            "file leaves that signature out",
            Label((header.executed or header.signatures[0]).span, "encoded here"),
            Label(Span(document.source, *found.span("name")), "in the document"),
            help="write `signed` with the day for each role, or `executed` with the day of the "
            "last signature that had to be given",
        )
