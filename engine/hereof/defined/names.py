"""Names of defined terms: defined twice, or alike but for capitals or a plural."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.defined.faults import Fault
from hereof.defined.look import alike_key, is_term
from hereof.diagnostics import Label, warning
from hereof.model import operation as o

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.defined.look import Look, Version


def check_names(look: Look) -> Iterator[Fault]:
    """Give the terms that are defined twice, and those whose names are alike."""
    yield from _alike(look)
    yield from _twice(look)


def _alike(look: Look) -> Iterator[Fault]:
    several: dict[str, list[str]] = {}
    for term in filter(is_term, look.uses.terms):
        several.setdefault(alike_key(term), []).append(term)
    for terms in several.values():
        for place, term in enumerate(terms):
            for other in terms[:place]:
                yield from _pair(look, other, term)


def _pair(look: Look, first: str, second: str) -> Iterator[Fault]:
    for one in look.of(first):
        for other in look.of(second):
            if not one.overlaps(other.start, other.until):
                continue
            yield Fault(
                warning(
                    "terms-alike",
                    f"`{first}` and `{second}` are two defined terms, and differ only by capitals "
                    "or a plural",
                    *(*other.label("this"), *one.label("and this")),
                    help="ask whether they are one; if they are two, record that: "
                    f'`ignore terms-alike "{second}" because "..."`',
                ),
                (second, first),
                (*one.provisions, *other.provisions),
                second,
            )
            return


def _twice(look: Look) -> Iterator[Fault]:
    """Find terms that the agreement's own document defines in two places."""
    own = look.papers.own
    if own is None:
        return
    roles = {p.role for entry in look.timeline.entries for p in entry.instrument.parties}
    seen: set[str] = set()
    for version in look.versions:
        places = [p for p in look.papers.defined.get(version.term, ()) if p.document is own]
        if version.term in roles:
            places = [place for place in places if not place.in_brackets]
        if version.term in seen or len(places) < 2 or not _is_original(version):  # noqa: PLR2004
            continue
        seen.add(version.term)
        spans = sorted((own.flow.span(p.start, p.end) for p in places), key=lambda s: s.start)
        lines = " and ".join(str(span.lines[0]) for span in spans)
        yield Fault(
            warning(
                "defined-twice",
                f"`{own.path}` defines `{version.term}` {len(spans)} times, in lines {lines}",
                *version.label("encoded here"),
                *(Label(span, "defined here") for span in spans),
                help="ask which one governs; if that is settled, record it: "
                f'`ignore defined-twice "{version.term}" because "..."`',
            ),
            (version.term,),
            version.provisions,
            version.term,
        )


def _is_original(version: Version) -> bool:
    """Tell whether words are still those of the agreement as first signed."""
    base = version.state.base
    return base is not None and base.entry.is_base and isinstance(base.operations[0], o.Define)
