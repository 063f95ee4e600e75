"""What definitions use and nothing defines: phrases, terms that were deleted, Sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.defined.faults import Fault
from hereof.defined.look import is_term
from hereof.diagnostics import warning
from hereof.formula.english.names import singular
from hereof.model.formulas import terms_of
from hereof.model.names import is_section
from hereof.spelling import nearest
from hereof.wording.statuses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.defined.look import Look, Version
    from hereof.wording.mentions import Phrase, Scan

_DEFINE: Final = "define it, if the document does; else record why it needs no definition: "
_ELSEWHERE: Final = re.compile(r"\s*(?:\([^()]*\))*\s*(?:,\s*)?of\s+(?!(?:this|the)\s+Agreement\b)")


def check_undefined(look: Look) -> Iterator[Fault]:
    """Give what the words of definitions use though nothing defines it."""
    alike = {alike_key(term): term for term in reversed(look.uses.terms) if is_term(term)}
    for version in look.versions:
        scan = look.uses.in_words(version.state)
        for phrase in scan.phrases:
            yield from _phrase(look, version, phrase, alike)
        yield from _undefined_then(look, version, scan)
        for section in scan.sections:
            yield from _section(look, version, section)


def alike_key(name: str) -> str:
    """Give what two names have in common that differ only by capitals or a plural."""
    return " ".join(singular(word) for word in name.lower().split())


def _phrase(look: Look, version: Version, phrase: Phrase, alike: dict[str, str]) -> Iterator[Fault]:
    when = look.when(version.start, version.until)
    like = alike.get(alike_key(phrase.text))
    if like is not None:
        found = warning(
            "terms-alike",
            f"{when}the definition of `{version.term}` uses `{phrase.text}`, and what is defined "
            f"is `{like}`",
            *version.label("used here"),
            help="ask whether they are one; if so, record that: "
            f'`ignore terms-alike "{phrase.text}" because "..."`',
        )
        yield Fault(found, (phrase.text, like), version.provisions, version.term)
    elif look.papers.is_whole:
        near = next(iter(nearest(phrase.text, look.timeline.defined())), "")
        found = warning(
            "used-not-defined",
            f"{when}the definition of `{version.term}` uses `{phrase.text}`, which nothing defines",
            *version.label("used here"),
            help=(f"did you mean `{near}`? " if near else "")
            + f'{_DEFINE}`ignore used-not-defined "{phrase.text}" because "..."`',
        )
        yield Fault(found, (phrase.text,), version.provisions, version.term)


def _undefined_then(look: Look, version: Version, scan: Scan) -> Iterator[Fault]:
    """Find terms that are defined at some time, but not while the words use them."""
    meaning = version.state.meaning
    told = set(terms_of(meaning)) if meaning is not None else set()
    for term in scan.terms:
        if term in told or term == version.term:
            continue
        gap = look.absent(term, version.start, version.until)
        if gap is None:
            continue
        kind = "cites" if is_section(term) else "uses"
        found = warning(
            "used-not-defined",
            f"{look.when(*gap)}the definition of `{version.term}` {kind} `{term}`, which nothing "
            "defines then",
            *version.label("used here"),
            help="ask what the words mean from then on; if that is settled, record how: "
            f'`ignore used-not-defined "{term}" because "..."`',
        )
        yield Fault(found, (term,), version.provisions, version.term)


def _section(look: Look, version: Version, section: Phrase) -> Iterator[Fault]:
    """Find a Section that no document of the agreement has."""
    sections = look.papers.sections
    name = section.text.partition("(")[0]
    kind, _, number = name.partition(" ")
    if look.papers.own is None or kind not in ("Section", "Article"):
        return
    if not any(each.startswith(kind) and ("." in each) == ("." in number) for each in sections):
        return
    if name in sections or section.text in look.timeline.subjects or name in look.timeline.subjects:
        return
    if _ELSEWHERE.match(words_of(version.state), section.end):
        return
    found = warning(
        "no-such-section",
        f"{look.when(version.start, version.until)}the definition of `{version.term}` cites "
        f"`{section.text}`, and `{look.papers.own.path}` has no such heading",
        *version.label("cited here"),
        help="ask which one is meant; if that is settled, record it: "
        f'`ignore no-such-section {name} because "..."`',
    )
    yield Fault(found, (name, section.text), version.provisions, version.term)
