"""Whether the facts of a header are shown by the document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hereof.calendar import stands_in, written_forms
from hereof.diagnostics import Label, error
from hereof.documents import find_text
from hereof.rulebase.instruction import ALL_EARLIER, stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.model.instrument import Fact, Instrument
    from hereof.rulebase.finder import Finder


def examine_header(finder: Finder) -> None:
    """Find the quotations of a header, and compare its facts with them."""
    header = finder.instrument
    for fact in _facts(header):
        for quotation in fact.quotations:
            finder.find(quotation)
    for name, date_fact in (("dated", header.dated), ("executed", header.executed)):
        day = date_fact.value if date_fact is not None else None
        if date_fact is not None and day is not None and day != date.min:
            _shown(finder, name, date_fact, written_forms(day), str(day))
    if header.authority:
        _shown(finder, "authority", header.authority, (header.authority.value,), "")
    _names(finder, header)


def _names(finder: Finder, header: Instrument) -> None:
    for party in header.parties:
        _named(finder, "party", party, party.name)
    if header.title:
        _named(finder, "title", header.title, header.title.value)
    _signatures(finder, header)
    for order in header.orders:
        title = finder.titles.get(order.value.earlier.instrument, "")
        if not any(ALL_EARLIER.search(q.text) for q in order.quotations):
            name = "prevails over" if order.value.prevails else "follows"
            _shown(finder, name, order, (title,), "")
    for taken in header.incorporations:
        if taken.as_of is not None:
            _shown(finder, "incorporates", taken, written_forms(taken.as_of), str(taken.as_of))
        else:
            _shown(finder, "incorporates", taken, ("as amended",), "")


def _signatures(finder: Finder, header: Instrument) -> None:
    for signature in header.signatures:
        if signature.signatory:
            _named(finder, "signature", signature, signature.signatory)
            if signature.capacity:
                _named(finder, "capacity", signature, signature.capacity)
        if signature.day is not None and header.executed is None:
            day = signature.day
            _shown(finder, "signed", signature, written_forms(day), str(day))


def _shown(finder: Finder, name: str, fact: Fact, forms: tuple[str, ...], plain: str) -> None:
    if fact.because is not None:
        return
    text = " ".join(quotation.text for quotation in fact.quotations)
    if not fact.quotations:
        if finder.document is None:
            return
        finder.findings.append(
            error(
                "fact-not-shown",
                f"`{name}` is neither shown by a quotation nor construed",
                fact.span,
                help="quote beneath it the words that say so, or write `, construed because`",
            )
        )
    elif not all(finder.evidence.of(quotation) for quotation in fact.quotations):
        return
    elif stands_in(forms, text) is None and (plain or not stands(text, forms[0])):
        finder.findings.append(
            error(
                "fact-not-shown",
                f"`{plain or forms[0]}` does not stand in the quotation beneath `{name}`",
                Label(fact.span, "encoded here"),
                Label(fact.quotations[0].span, "quoted here"),
                help="quote the words that say so, or write `, construed because`",
            )
        )


def _named(finder: Finder, what: str, fact: Fact, text: str) -> None:
    if fact.because is not None or finder.document is None:
        return
    if find_text(finder.document, text, ignore_case=True):
        return
    finder.findings.append(
        error(
            "name-not-in-document",
            f"the {what} `{text}` does not stand in `{finder.document.path}`",
            fact.span,
            help="write it as the document does, or `, construed because` with the reason",
        )
    )


def _facts(header: Instrument) -> Iterator[Fact]:
    for fact in (
        header.title,
        header.dated,
        header.executed,
        header.document,
        header.known_from,
        header.authority,
    ):
        if fact is not None:
            yield fact
    yield from header.parties
    yield from header.requirements
    yield from header.signatures
    yield from header.incorporations
    yield from header.orders
