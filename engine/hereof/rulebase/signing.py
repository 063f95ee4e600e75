"""Whether dates, signatures and roles of a header are those that the document shows."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from hereof.calendar import stands_in, written_forms
from hereof.diagnostics import Diagnostic, Label, error, warning
from hereof.model.instrument import Kind
from hereof.rulebase.unexecuted import UNSIGNED, examine_execution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Span
    from hereof.documents import Document
    from hereof.model.instrument import Instrument, Signature
    from hereof.rulebase.finder import Finder

_BEFORE: Final = 160
_DATED: Final = re.compile(
    r"[\s,(]*(?:(?:dated|made|entered\s+into)\s*)?(?:as\s+of\s*)?(?:the\s*)?$"
)
_YEAR: Final = re.compile(r"\b(?:1[89]|2\d)\d\d\b")
_DONE: Final = re.compile(
    r"\b(?:executed|signed|delivered)\b[^.;:]{0,40}?\b(?:on|this|as\s+of)\b[^.;:]{0,40}",
    re.IGNORECASE,
)
_SIGNING: Final = re.compile(r"\b(?:execut|sign|deliver|made|enter|effective)", re.IGNORECASE)
_DAY_LINE: Final = re.compile(
    r"\bDated?\s*:\s*((?:[A-Z][a-z]+\.?\s+\d{1,2},?|\d{1,2}\s+[A-Z][a-z]+,?)\s+\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)"
)
_BLANK: Final = re.compile(rf"\bBy\s*:\s*(?:_{{2,}}|(?=Name\s*:)|(?i:{UNSIGNED}))")
_BLANK_ABOVE: Final = re.compile(rf"\bBy\s*:\s*(?:_{{2,}}|(?i:{UNSIGNED}))\s*(?:Name\s*:\s*)?$")
_ROLE: Final = re.compile(
    r",?\s*(?:as|\((?:the|each,?\s+an?)\s+[\"\u201c])\s*(?:the\s+|an?\s+)?"
    r"([A-Z][\w&-]*(?:\s+(?:(?:and|of|the)\s+)?[A-Z][\w&-]*)*)"
)


def examine_signing(finder: Finder) -> Iterator[Diagnostic]:
    """Compare a header's dates, signatures and roles with what stands about them.

    Args:
        finder: Has looked for the quotations of the header.
    """
    header, document = finder.instrument, finder.document
    if document is None:
        return
    if header.kind is not Kind.AGREEMENT:
        yield from _of_another(finder, document)
    yield from _executed(header, document)
    yield from _of_others(finder, document)
    yield from _blank(header, document)
    yield from _days(header, document)
    yield from _roles(header, document)
    yield from examine_execution(header, document)


def _wrong(message: str, at: Span, shown: Span | None, help_text: str) -> Diagnostic:
    labels = (Label(at, "encoded here"), *((Label(shown, "in the document"),) if shown else ()))
    return error("fact-not-shown", message, *labels, help=help_text)


def _of_another(finder: Finder, document: Document) -> Iterator[Diagnostic]:
    """Refuse a date of the instrument that the document gives another instrument."""
    header = finder.instrument
    fact = header.dated
    if fact is None or fact.value is None or fact.because is not None:
        return
    own = header.title.value.casefold() if header.title else ""
    titles = {t.casefold() for id_, t in finder.titles.items() if id_ != header.id and t} - {own}
    text = document.flow.text
    for quotation in fact.quotations:
        found = finder.evidence.of(quotation)
        if found is None or found.document is not document:
            continue
        words = text[found.match.start : found.match.end]
        form = stands_in(written_forms(fact.value), words)
        if form is None:
            continue
        at = found.match.start + max(words.casefold().find(form.casefold()), 0)
        before = _DATED.sub("", text[max(0, at - _BEFORE) : at].casefold())
        named = (title for title in finder.titles.values() if title.casefold() in titles)
        other = next((title for title in named if before.endswith(title.casefold())), "")
        since = before.rpartition(own)[2] if own and own in before else None
        if other and (since is None or _YEAR.search(since)):
            yield _wrong(
                f"the quotation beneath `dated` gives the date of another instrument, `{other}`",
                fact.span,
                found.match.span,
                "quote the words that give the date of this instrument, or write "
                "`, construed because`",
            )


def _executed(header: Instrument, document: Document) -> Iterator[Diagnostic]:
    """Refuse a day of execution taken from the date borne, where the document says another."""
    fact = header.executed
    day = fact.value if fact is not None else None
    if fact is None or day is None or day == date.min or fact.because is not None:
        return
    quoted = " ".join(quotation.text for quotation in fact.quotations)
    if not quoted or _SIGNING.search(quoted):
        return
    for found in _DONE.finditer(document.flow.text):
        words = found.group()
        if _YEAR.search(words) and stands_in(written_forms(day), words) is None:
            yield _wrong(
                f"the quotation beneath `executed` says nothing of signing, and the document "
                f"says `{' '.join(words.split())}`",
                fact.span,
                document.flow.span(found.start(), found.end()),
                "write the day on which it was signed or delivered, or `, construed because`",
            )
            return


def _of_others(finder: Finder, document: Document) -> Iterator[Diagnostic]:
    """Refuse a day of signing that is quoted from the signature of somebody else."""
    named = [s for s in finder.instrument.signatures if s.signatory]
    if len(named) < 2:  # noqa: PLR2004 - nothing to confuse
        return
    lowered = document.flow.lowered
    places = sorted(
        (found.start(), found.end(), signature.signatory)
        for signature in named
        for found in re.finditer(re.escape(signature.signatory.lower()), lowered)
    )
    for signature in named:
        if signature.because is not None or signature.day is None:
            continue
        for quotation in signature.quotations:
            at = finder.evidence.of(quotation)
            if at is None or at.document is not document:
                continue
            inside = [n for s, e, n in places if at.match.start <= s and e <= at.match.end]
            above = [each for each in places if each[1] <= at.match.end]
            if signature.signatory in inside or not above:
                continue
            start, end, other = above[-1]
            if other == signature.signatory or _side_by_side(document, places, start):
                continue
            yield _wrong(
                f"the day on which `{signature.signatory}` signed is quoted from the signature "
                f"of `{other}`",
                signature.span,
                document.flow.span(start, end),
                "quote the day from the signature itself, by `at line` where it stands twice",
            )


def _side_by_side(document: Document, places: list[tuple[int, int, str]], start: int) -> bool:
    """Tell whether signatures stand beside one another, so that a line holds several."""
    line = document.flow.span(start, start + 1).lines[0]
    name = next(n for s, _, n in places if s == start)
    return any(
        document.flow.span(at, at + 1).lines[0] == line and other != name for at, _, other in places
    )


def _blank(header: Instrument, document: Document) -> Iterator[Diagnostic]:
    """Refuse a signature that the document leaves blank."""
    text, lowered = document.flow.text, document.flow.lowered
    for signature in header.signatures:
        if not signature.signatory or signature.because is not None:
            continue
        places = [m.start() for m in re.finditer(re.escape(signature.signatory.lower()), lowered)]
        blank = [at for at in places if _BLANK_ABOVE.search(text, max(0, at - _BEFORE), at)]
        signs = [at for at in places if text[max(0, at - 5) : at].strip().endswith("/s/")]
        if blank and not signs:
            yield _unsigned(
                f"`{signature.signatory}` is said to have signed, and the line is blank",
                signature.span,
                document.flow.span(blank[0], blank[0] + len(signature.signatory)),
            )
    says = header.executed is not None or header.requires or not header.signatures
    blank_line = None if says else _BLANK.search(text)
    if blank_line is not None and all(s.signatory for s in header.signatures):
        yield _unsigned(
            "the document has a signature line that is blank, and nothing says whose it is",
            header.span,
            document.flow.span(blank_line.start(), blank_line.end()),
        )


def _unsigned(message: str, at: Span, shown: Span) -> Diagnostic:
    return error(
        "signature-blank",
        message,
        Label(at, "encoded here"),
        Label(shown, "in the document"),
        help="write `unsigned for` the role and `requires` with every role that had to sign, or "
        "`, construed because` where another copy is signed",
    )


def _days(header: Instrument, document: Document) -> Iterator[Diagnostic]:
    """Warn of days of signing that the document shows and the header leaves out."""
    signatures: tuple[Signature, ...] = tuple(header.signatures)
    if not signatures or header.executed is not None or any(s.day for s in signatures):
        return
    first = min(
        (at for s in signatures if (at := document.flow.lowered.find(s.signatory.lower())) >= 0),
        default=-1,
    )
    found = _DAY_LINE.search(document.flow.text, first) if first >= 0 else None
    if found is not None:
        yield warning(
            "signature-day-left-out",
            f"the document shows a day of signing, `{found[1]}`, and no `signed` line has a day",
            Label(signatures[0].span, "encoded here"),
            Label(document.flow.span(found.start(), found.end()), "in the document"),
            help="write `on` with the day behind each signature, or say `executed`; else the "
            "instrument counts as executed on the date that it bears",
        )


def _roles(header: Instrument, document: Document) -> Iterator[Diagnostic]:
    """Refuse a party under a role in which the document names another."""
    text, lowered = document.flow.text, document.flow.lowered
    for party in header.parties:
        if party.because is not None or not party.role:
            continue
        said: list[tuple[str, int, int]] = []
        for found in re.finditer(re.escape(party.name.lower()), lowered):
            role = _ROLE.match(text, found.end())
            said += [(role[1], role.start(1), role.end(1))] if role else []
        role_said = party.role.casefold()
        if said and not any(
            role_said in each.casefold() or each.casefold() in role_said for each, _, _ in said
        ):
            each, start, end = said[0]
            yield _wrong(
                f"the document names `{party.name}` as `{each}`, and not as `{party.role}`",
                party.span,
                document.flow.span(start, end),
                "write the role as the document does, or `, construed because` with the reason",
            )
