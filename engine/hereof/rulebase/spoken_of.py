"""Which instruments and paragraphs an instruction speaks of, and how far it undoes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.model import effectivity as e
from hereof.model import operation as o
from hereof.rulebase.instruction import refs_in
from hereof.rulebase.numerals import ORDINAL, ordinal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hereof.model.effectivity import Effectivity
    from hereof.model.names import Ref

_NUMBER: Final = r"\d{1,3}(?:\.\d{1,3})*(?:\(\w{1,4}\))*"
_NOUN: Final = r"(?:paragraph|section|clause|item|article|subsection|subparagraph|para\.?|\u00b6)"
_PARTS: Final = re.compile(
    rf"\b{_NOUN}s?\s+(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s+)(?:and\s+|or\s+|through\s+|to\s+)?{_NUMBER})*)"
    rf"|\bthe\s+(?P<ordinal>{ORDINAL})\s+(?:numbered\s+)?{_NOUN}",
    re.IGNORECASE,
)
_EXCEPT: Final = re.compile(
    r"\b(?:except|other than|but not|save|excluding|apart from|with the exception|not including)\b",
    re.IGNORECASE,
)
_FROM_THE_START: Final = re.compile(
    r"\bab initio\b|\bnunc pro tunc\b|\bfrom (?:the|its) (?:beginning|inception|outset)\b"
    r"|\bfrom its date\b"
    r"|\bas (?:if|though)\b[^.;]{0,60}\b(?:never|not)\b"
    r"|\b(?:never|not)\s+(?:to\s+)?(?:having|have|been|had)\b"
    r"|\b(?:with\s+)?retroactive(?:ly)?\b"
    r"|\bas of (?:its (?:original )?(?:effective )?date|the (?:effective )?date thereof)\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"^[\s,]*(?:(?:of|to|in|under|contained in|thereof)[\s,]+)+(?:the\s+|said\s+|such\s+"
    r"|that\s+certain\s+)*$",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"^\s*(?:thereof|of\s+(?:it|such|said|that|the)\b|therein|,|and\b|\.|;|$|is\b|are\b|shall\b|which\b)",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r";|\.(?=\s+[A-Z(]|\s*$)")


@frozen
class Said:
    """What an instruction says of one instrument.

    Attributes:
        parts: The paragraphs of it that are spoken of; empty where it is spoken of as a whole.
        left_out: The paragraphs of it that are excepted.
    """

    parts: tuple[str, ...]
    left_out: tuple[str, ...]


def said_of_instrument(instruction: str, title: str) -> Said | None:
    """Read which paragraphs of an instrument an instruction speaks of.

    Args:
        instruction: The quoted words.
        title: The instrument's title.

    Returns:
        Nothing where its title does not stand there.
    """
    places = _titles(instruction, title)
    if not places:
        return None
    parts: list[str] = []
    left_out: list[str] = []
    for found in _PARTS.finditer(instruction):
        of = _belongs_to(instruction, found, places)
        if not of:
            continue
        start = max((b.end() for b in _BREAK.finditer(instruction, 0, found.start())), default=0)
        excepted = _EXCEPT.search(instruction, start, found.start())
        into = (
            left_out
            if excepted and not _undone_between(instruction, excepted.end(), found.start())
            else parts
        )
        into += _numbers(found)
    return Said(tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(left_out)))


def _titles(instruction: str, title: str) -> list[tuple[int, int]]:
    words = re.escape(title.casefold())
    return [f.span() for f in re.finditer(rf"(?<!\w){words}(?!\w)", instruction.casefold())]


def _belongs_to(
    instruction: str, found: re.Match[str], places: Collection[tuple[int, int]]
) -> bool:
    """Tell whether a paragraph spoken of is one of the instrument's."""
    for start, end in places:
        if found.end() <= start and _LINK.match(instruction[found.end() : start]):
            return True
        between = instruction[end : found.start()]
        if end <= found.start() and not _BREAK.search(between) and _EXCEPT.search(between):
            return bool(_OWN.match(instruction[found.end() :]))
    return False


def _undone_between(instruction: str, start: int, end: int) -> bool:
    return bool(re.search(r"\b(?:rescind|revok|annul|is|are)\w*", instruction[start:end]))


def _numbers(found: re.Match[str]) -> Iterator[str]:
    if found["ordinal"]:
        yield str(ordinal(found["ordinal"]))
        return
    last = ""
    for word, number in re.findall(
        rf"(\bthrough\b|\bto\b)?[\s,]*(?:and\s+|or\s+)?({_NUMBER})", found["numbers"]
    ):
        if word and last.isdigit() and number.isdigit():
            yield from (str(each) for each in range(int(last) + 1, int(number)))
        yield number
        last = number


def not_so_far(
    operation: o.Operation,
    instruction: str,
    titles: Mapping[str, str],
    effectivity: Effectivity | None,
) -> str:
    """Say how an operation on another instrument reaches further, or less far, than ordered.

    Args:
        operation: As encoded.
        instruction: The quoted words.
        titles: The titles of instruments by name.
        effectivity: From when the paragraph is effective, as encoded.
    """
    undoes = isinstance(operation, o.Rescind | o.Revive | o.DeclareVoid)
    for ref in refs_in(operation):
        title = titles.get(ref.instrument, "")
        said = said_of_instrument(instruction, title) if title else None
        if said is not None:
            why = _other_part(ref, said, title, undoes=undoes)
            if why:
                return why
    if isinstance(operation, o.Rescind) and _from_now(effectivity):
        found = _FROM_THE_START.search(instruction)
        if found:
            return (
                f"it says `{found.group()}`, and what is rescinded from this paragraph's own date "
                "governs until then: write that it `never took effect`, or from when"
            )
    return ""


def _other_part(ref: Ref, said: Said, title: str, *, undoes: bool) -> str:
    own = {ref.paragraph, ref.paragraph.partition("(")[0]}
    parts = said.parts
    why = ""
    if said.left_out and not parts:
        if not ref.paragraph or own & set(said.left_out):
            why = f"it excepts paragraph {ref.paragraph or said.left_out[0]} of `{title}`"
    elif parts and not ref.paragraph:
        why = f"it speaks of paragraph {parts[0]} of `{title}`, and not of the whole"
    elif parts and not own & set(parts):
        why = f"it speaks of paragraph {parts[0]} of `{title}`"
    elif not parts and ref.paragraph and undoes:
        why = f"it speaks of the whole of `{title}`, and of no paragraph of it"
    return why


def _from_now(effectivity: Effectivity | None) -> bool:
    return effectivity is None or (
        isinstance(effectivity.start, e.DateHereof) and effectivity.because is None
    )


def parts_left_over(
    operations: Collection[o.Operation], instruction: str, titles: Mapping[str, str]
) -> Iterator[str]:
    """Give the paragraphs of other instruments that are spoken of and on which nothing works."""
    refs = [ref for operation in operations for ref in refs_in(operation)]
    for name in dict.fromkeys(ref.instrument for ref in refs):
        title = titles.get(name, "")
        said = said_of_instrument(instruction, title) if title else None
        if said is None:
            continue
        encoded = {ref.paragraph for ref in refs if ref.instrument == name}
        encoded |= {paragraph.partition("(")[0] for paragraph in encoded}
        for part in said.parts:
            if "" not in encoded and part not in encoded:
                yield f"paragraph {part} of {title}"
