"""What definitions use and nothing defines: phrases, terms that were deleted, Sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import evolve, field

from hereof.defined.faults import Fault
from hereof.defined.look import alike_key
from hereof.diagnostics import Label, warning
from hereof.frozen import frozen
from hereof.model.formulas import terms_of
from hereof.model.names import is_section
from hereof.wording.statuses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hereof.defined.look import Look, Version
    from hereof.timeline.step import Place, Provision
    from hereof.wording.mentions import Phrase

_ELSEWHERE: Final = re.compile(r"\s*(?:\([^()]*\))*\s*(?:,\s*)?of\s+(?!(?:this|the)\s+Agreement\b)")


def check_undefined(look: Look) -> Iterator[Fault]:
    """Give what the words of definitions use though nothing defines it."""
    stretches: dict[tuple[str, str], list[_Stretch]] = {}
    for version in look.versions:
        for each in _lacking(look, version):
            several = stretches.setdefault((version.term, each.name), [])
            goes_on = bool(several) and several[-1].until == each.start
            several.append(several.pop().joined(each) if goes_on else each)
    for several in stretches.values():
        for each in several:
            yield from _fault(look, each)


@frozen(eq=False)
class _Stretch:
    """That a definition uses what nothing defines, from when until when.

    Attributes:
        name: What it uses.
        versions: The definition, in each version that does.
        is_known: Whether what it uses is defined at another time.
        ended_by: Then, the step by which it is no longer defined, if one was.
    """

    name: str
    start: date
    until: date | None
    versions: tuple[Version, ...]
    is_known: bool = field(default=False, kw_only=True)
    ended_by: Place | None = field(default=None, kw_only=True)

    def joined(self, following: _Stretch) -> _Stretch:
        """Give this stretch with the one that follows it without a gap."""
        return evolve(self, until=following.until, versions=(*self.versions, *following.versions))

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The paragraphs that gave the words their shape."""
        ending = (self.ended_by.step.provision,) if self.ended_by is not None else ()
        own = (p for each in self.versions for p in each.provisions)
        return tuple(dict.fromkeys((*own, *ending)))


def _lacking(look: Look, version: Version) -> Iterator[_Stretch]:
    """Give what one version uses and nothing defines."""
    scan = look.uses.in_words(version.state)
    for name in dict.fromkeys(phrase.text for phrase in scan.phrases):
        yield _Stretch(name, version.start, version.until, (version,))
    meaning = version.state.meaning
    for term in scan.terms:
        gap = look.absent(term, version.start, version.until)
        if gap is None or term == version.term:
            continue
        if meaning is None or term not in terms_of(meaning):  # else it is told of the meaning
            by = look.timeline.term(term).in_force(gap[0], look.known_on).states[0].base
            yield _Stretch(term, *gap, (version,), is_known=True, ended_by=by)
    for section in scan.sections:
        if _is_no_section(look, version, section):
            yield _Stretch(section.text, version.start, version.until, (version,))


def _fault(look: Look, found: _Stretch) -> Iterator[Fault]:
    if found.is_known:
        yield _undefined_then(look, found)
    elif is_section(found.name):
        yield _no_section(look, found)
    elif (like := look.alike.get(alike_key(found.name))) is not None:
        yield _alike(look, found, like)
    elif look.papers.is_whole:
        yield _undefined(look, found)


def _alike(look: Look, found: _Stretch, like: str) -> Fault:
    version = found.versions[0]
    return Fault(
        warning(
            "terms-alike",
            f"{look.when(found.start, found.until)}the definition of `{version.term}` uses "
            f"`{found.name}`, and what is defined is `{like}`",
            *version.label("used here"),
            help="ask whether they are one; if so, record that: "
            f'`ignore terms-alike "{found.name}" because "..."`',
        ),
        (found.name, like),
        found.provisions,
        version.term,
    )


def _undefined(look: Look, found: _Stretch) -> Fault:
    version = found.versions[0]
    near = look.nearest(found.name)
    return Fault(
        warning(
            "used-not-defined",
            f"{look.when(found.start, found.until)}the definition of `{version.term}` uses "
            f"`{found.name}`, which nothing defines",
            *version.label("used here"),
            help=(f"did you mean `{near}`? " if near else "")
            + "define it, if the document does; else record why it needs no definition: "
            f'`ignore used-not-defined "{found.name}" because "..."`',
        ),
        (found.name,),
        found.provisions,
        version.term,
    )


def _undefined_then(look: Look, found: _Stretch) -> Fault:
    """Report a term that is defined at some time, but not while the words use it."""
    version = found.versions[0]
    kind = "cites" if is_section(found.name) else "uses"
    return Fault(
        warning(
            "used-not-defined",
            f"{look.when(found.start, found.until)}the definition of `{version.term}` {kind} "
            f"`{found.name}`, which nothing defines then",
            *version.label("used here"),
            *(
                (Label(found.ended_by.operations[0].span, "ended by this"),)
                if found.ended_by
                else ()
            ),
            help="ask what the words mean at that time; if that is settled, record how: "
            f'`ignore used-not-defined "{found.name}" because "..."`',
        ),
        (found.name,),
        found.provisions,
        version.term,
    )


def _is_no_section(look: Look, version: Version, section: Phrase) -> bool:
    """Tell whether no document of the agreement has a Section that words cite as its own."""
    sections, subjects = look.papers.sections, look.timeline.subjects
    name = section.text.partition("(")[0]
    kind, _, number = name.partition(" ")
    if look.papers.own is None or kind not in ("Section", "Article"):
        return False
    if not any(each.startswith(kind) and ("." in each) == ("." in number) for each in sections):
        return False
    if name in sections or name in subjects or section.text in subjects:
        return False
    return not _ELSEWHERE.match(words_of(version.state), section.end)


def _no_section(look: Look, found: _Stretch) -> Fault:
    version = found.versions[0]
    name = found.name.partition("(")[0]
    path = look.papers.own.path if look.papers.own is not None else ""
    return Fault(
        warning(
            "no-such-section",
            f"{look.when(found.start, found.until)}the definition of `{version.term}` cites "
            f"`{found.name}`, and `{path}` has no such heading",
            *version.label("cited here"),
            help="ask which one is meant; if that is settled, record it: "
            f'`ignore no-such-section {name} because "..."`',
        ),
        (name, found.name),
        found.provisions,
        version.term,
    )
