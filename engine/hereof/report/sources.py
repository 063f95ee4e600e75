"""Instruments and paragraphs as views, each with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.model import effectivity as e
from hereof.model import operation as o
from hereof.model.names import agreement_of
from hereof.report.deeds import deeds
from hereof.timeline.pending import is_awaited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hereof.model.instrument import Instrument, Paragraph
    from hereof.model.names import Ref
    from hereof.model.words import Quotation
    from hereof.report import shapes
    from hereof.rulebase.base import Agreement, RuleBase
    from hereof.timeline.step import Entry, Place, Provision
    from hereof.timeline.strips import Strip


class _Clocks(TypedDict):
    effective_from: str | None
    effective_until: str | None
    known_from: str | None
    known_until: str | None


class Sources:
    """Where the words of an answer come from.

    An incorporated definition has its evidence with the agreement it comes from, so
    the evidence is looked up by the instrument.
    """

    def __init__(self, base: RuleBase, agreement: Agreement) -> None:
        self._base = base
        self._agreements = {agreement.id: agreement}

    def _agreement(self, instrument: str) -> Agreement:
        name = agreement_of(instrument)
        if name not in self._agreements:
            self._agreements[name] = self._base.agreement(name)
        return self._agreements[name]

    def document(self, path: str, instrument: str) -> shapes.Document | None:
        """Give a document on file, by its path below `agreements/`."""
        found = self._agreement(instrument).documents.get(path)
        return {"path": found.source.path, "sha256": found.sha256} if found else None

    def quoted(self, quotations: Iterable[Quotation], instrument: str) -> list[shapes.Quoted]:
        """Give quotations with the lines at which they were found."""
        evidence = self._agreement(instrument).evidence
        views: list[shapes.Quoted] = []
        for quotation in quotations:
            found = evidence.of(quotation)
            if found is None:
                continue
            first, last = found.lines
            views.append(
                {
                    "text": quotation.text,
                    "document": found.document.source.path,
                    "sha256": found.document.sha256,
                    "first_line": first,
                    "last_line": last,
                    "rule": quotation.span.place,
                }
            )
        return views

    def instrument(self, entry: Entry) -> shapes.Instrument:
        """Give an instrument."""
        header = entry.instrument
        path = header.document.path if header.document else ""
        known = header.known_from.quotations if header.known_from else ()
        return {
            "id": entry.id,
            "kind": header.kind.value,
            "title": title_of(header),
            "dated": entry.dated.isoformat(),
            "executed": iso(entry.executed),
            "execution_assumed": execution_assumed(entry),
            "lacking": lacking(header) if entry.executed is None else [],
            "authority": header.authority.value if header.authority else None,
            "document": self.document(path, entry.id) if path else None,
            "known_from": self.quoted(known, entry.id),
            "parties": [{"name": p.name, "role": p.role} for p in header.parties],
            "signatures": [
                {
                    "signatory": s.signatory or None,
                    "capacity": s.capacity,
                    "role": s.role,
                    "day": iso(s.day),
                }
                for s in header.signatures
            ],
            "rule": header.span.source.path,
        }

    def paragraph(
        self,
        provision: Provision,
        on: date,
        known_on: date | None,
        place: Place | None = None,
    ) -> shapes.Paragraph:
        """Give a paragraph as it is at a point.

        Args:
            provision: The paragraph.
            on: The date asked about.
            known_on: The date as of which the file is read; none: everything on file.
            place: Its place in the fold, where it has one.
        """
        entry, paragraph = provision.entry, provision.paragraph
        strip = provision.strip_at(on, known_on)
        operations = place.operations if place else paragraph.operations
        revived = place is not None and place.entry is not entry
        return {
            "instrument": entry.id,
            "title": title_of(entry.instrument),
            "paragraph": paragraph.number,
            "does": deeds(operations, self.named),
            "authority": entry.instrument.authority.value if entry.instrument.authority else None,
            "section": _section(paragraph, operations) or None,
            **_clocks(strip),
            "conditions": self._conditions(paragraph, entry.id, known_on),
            "instruction": self.quoted(paragraph.quotations, entry.id),
            "words": self._new_words(place, entry.id),
            "corrected_by": self._corrections(place, on, known_on),
            "revived_by": title_of(place.entry.instrument)
            if place is not None and revived
            else None,
            "because": reasons(paragraph),
            "rule": paragraph.span.place,
        }

    def _conditions(
        self, paragraph: Paragraph, instrument: str, known_on: date | None
    ) -> list[shapes.Condition]:
        effectivity = paragraph.effectivity
        starts = e.conditions(effectivity.start) if effectivity else ()
        ends = e.conditions(effectivity.until) if effectivity else ()
        return [
            {
                "text": c.text,
                "met": iso(c.met),
                "shown": iso(c.shown),
                "document": self.document(c.document, instrument) if c.document else None,
                "effective_from": iso(c.since),
                "ends": n >= len(starts),
                "pending": is_awaited(c, known_on),
            }
            for n, c in enumerate((*starts, *ends))
        ]

    def _new_words(self, place: Place | None, instrument: str) -> shapes.Quoted | None:
        if place is None:
            return None
        # A corrected operation no longer quotes the document; the paragraph's own still does.
        for operation in place.step.operations:
            quotation = _quotation(operation, place.step.subject)
            if quotation is not None:
                found = self.quoted([quotation], instrument)
                return found[0] if found else None
        return None

    def _corrections(
        self, place: Place | None, on: date, known_on: date | None
    ) -> list[shapes.Correction]:
        found: list[shapes.Correction] = []
        for by in place.corrected_by if place else ():
            strip = by.strip_at(on, known_on)
            found.append(
                {
                    "instrument": by.entry.id,
                    "title": title_of(by.entry.instrument),
                    "paragraph": by.paragraph.number,
                    "effective_from": iso(strip.start) if strip else None,
                    "known_from": iso(strip.known_from) if strip else None,
                    "instruction": self.quoted(by.paragraph.quotations, by.entry.id),
                }
            )
        return found

    def named(self, ref: Ref) -> str:
        """Name an instrument or a paragraph by its title: `Amendment No. 1, paragraph 2`."""
        return named_in(self._agreement(ref.instrument).timeline.entries, ref)


def rules_at(base: RuleBase) -> shapes.RulesAt | None:
    """Name the commit that a rule base was read from; nothing where it is the files as they are."""
    at = base.folder.at
    return {"revision": at.asked, "commit": at.commit} if at is not None else None


def named_in(entries: Iterable[Entry], ref: Ref) -> str:
    """Name an instrument or a paragraph as answers do; by its name where nothing is on file."""
    titles = {entry.id: title_of(entry.instrument) for entry in entries}
    title = titles.get(ref.instrument, ref.instrument)
    if list(titles.values()).count(title) > 1:
        title = f"{title} ({ref.instrument})"
    return f"{title}, paragraph {ref.paragraph}" if ref.paragraph else title


def iso(day: date | None) -> str | None:
    """Write a date, or nothing."""
    return day.isoformat() if day else None


def title_of(header: Instrument) -> str:
    """Give an instrument's title, or its name."""
    return header.title.value if header.title else header.id


def lacking(header: Instrument) -> list[str]:
    """Give the roles whose signatures are still required."""
    signed = {s.role for s in header.signatures if s.signatory}
    missing = [role for role in header.requires if role not in signed]
    return [
        *missing,
        *(s.role for s in header.signatures if not s.signatory and s.role not in missing),
    ]


def execution_assumed(entry: Entry) -> bool:
    """Tell whether nothing is said of an instrument's execution, so that its date stands for it."""
    header = entry.instrument
    if entry.executed is None or header.executed is not None:
        return False
    return not header.signatures or any(s.day is None for s in header.signatures)


def reasons(paragraph: Paragraph) -> list[str]:
    """Give why what a paragraph encodes is construed."""
    found = [reason.text for reason in paragraph.because]
    found += [where.because.text for where in paragraph.places if where.because is not None]
    if paragraph.effectivity:
        found += [reason.text for reason in paragraph.effectivity.reasons]
    return list(dict.fromkeys(found))


def _clocks(strip: Strip | None) -> _Clocks:
    return {
        "effective_from": iso(strip.start) if strip else None,
        "effective_until": iso(strip.until) if strip else None,
        "known_from": iso(strip.known_from) if strip else None,
        "known_until": iso(strip.known_until) if strip else None,
    }


def _section(paragraph: Paragraph, operations: Sequence[o.Operation]) -> str:
    for operation in operations:
        if isinstance(operation, o.Restate) and operation.section:
            return operation.section
    for operation in operations:
        if section := paragraph.section_of(operation):
            return section
    return ""


def _quotation(operation: o.Operation, subject: str) -> Quotation | None:
    if isinstance(operation, o.Define | o.Replace):
        return operation.words.quotation
    if isinstance(operation, o.SetClasses):
        return operation.words.quotation if operation.words else None
    if isinstance(operation, o.Restate):
        for definition in operation.definitions:
            if definition.subject == subject:
                return definition.words.quotation
    if isinstance(operation, o.AmendClause):
        return operation.words
    return None
