"""The instruments of an agreement report: each with its paragraphs, and what of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from hereof.report import shapes  # noqa: TC001 - schemas are made of the annotations
from hereof.report.contributors import reason_without_effect, reasons_without_effect
from hereof.report.deeds import deeds
from hereof.report.sources import iso, named_in, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.report.contributors import Contributors, Filed, Numbers
    from hereof.timeline.step import Provision


class FiledParagraph(TypedDict):
    """A paragraph of an instrument.

    Attributes:
        paragraph: Its number; empty for the definitions of the agreement itself.
        does: What it does, in a few words.
        terms: The definitions that it changes; of the agreement itself empty, as it has them all.
        effective_from: First day on which it is effective; null where it is not, or not yet.
        effective_until: First day on which it is effective no more; null: open.
        known_from: First day on which that is known; null where it is not effective.
        because: Why what is encoded of it is construed.
        counts: Whether something on the date rests on it.
        why: Why nothing does; empty where something does.
        rule: Where it stands in the rule file.
    """

    paragraph: str
    does: str
    terms: list[str]
    effective_from: str | None
    effective_until: str | None
    known_from: str | None
    because: list[str]
    counts: bool
    why: str
    rule: str


class FiledInstrument(TypedDict):
    """An instrument as it bears on the date.

    Attributes:
        name: Its title, with more where another has the same.
        instrument: The instrument.
        anchor: The name of its place on a page.
        counts: Whether something on the date rests on it.
        defines: So many definitions are its own, and not in numbered paragraphs.
        paragraphs: Those that change something, in their order.
        reasons: Why nothing rests on it; empty where something does.
    """

    name: str
    instrument: shapes.Instrument
    anchor: str
    counts: bool
    defines: int
    paragraphs: list[FiledParagraph]
    reasons: list[str]


def instruments(numbers: Numbers, contributors: Contributors) -> list[FiledInstrument]:
    """Give every instrument that is known of, in the order of execution.

    Those not executed come last, and those of agreements whose definitions are taken in
    after them. An instrument that bears a later date than that of knowledge is not known of.
    """
    found: list[FiledInstrument] = []
    for filed in numbers.filed:
        entry, known_on = filed.entry, filed.known_on
        if known_on is not None and entry.dated > known_on and not filed.is_stated:
            continue
        mine = [each for each in filed.timeline.provisions if each.entry is entry]
        counts = any(each.entry is entry for each in contributors.credited)
        found.append(
            {
                "name": numbers.authors.name(entry),
                "instrument": numbers.sources.instrument(entry),
                "anchor": f"instrument-{len(found) + 1}",
                "counts": counts,
                "defines": sum(1 for each in mine if not each.paragraph.number),
                "paragraphs": list(_paragraphs(mine, filed, contributors)),
                "reasons": [] if counts else list(dict.fromkeys(reasons_without_effect(filed))),
            }
        )
    return found


def _paragraphs(
    provisions: list[Provision], filed: Filed, contributors: Contributors
) -> Iterator[FiledParagraph]:
    for provision in provisions:
        paragraph = provision.paragraph
        if not paragraph.number or not paragraph.operations:
            continue
        strip = provision.strip_at(filed.on, filed.known_on)
        counts = provision in contributors.credited
        yield {
            "paragraph": paragraph.number,
            "does": deeds(paragraph.operations, lambda ref: named_in(filed.timeline.entries, ref)),
            "terms": _subjects(provision),
            "effective_from": iso(strip.start) if strip else None,
            "effective_until": iso(strip.until) if strip else None,
            "known_from": iso(strip.known_from) if strip else None,
            "because": reasons(paragraph),
            "counts": counts,
            "why": "" if counts else reason_without_effect(provision, filed),
            "rule": paragraph.span.place,
        }


def _subjects(provision: Provision) -> list[str]:
    """Give the terms that a paragraph's operations name as theirs."""
    found = (getattr(operation, "subject", "") for operation in provision.paragraph.operations)
    return list(dict.fromkeys(each for each in found if each))
