"""What an instruction does to what: which Section, clause, Exhibit or definition, and which verb.

Where an order names its object by kind (`Section 4.02`, `clause (b)`, `the definition of
Fee`), the verb that takes it is found: `is waived`, `deleting`, `shall read`. What is said in
quotation marks is an object only as the name of a definition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.rulebase.phrases import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hereof.rulebase.phrases import Phrase

DELETE: Final = "delete"
REPLACE: Final = "replace"
AMEND: Final = "amend"
INSERT: Final = "insert"
WAIVE: Final = "waive"
SUSPEND: Final = "suspend"
RESCIND: Final = "rescind"
CEASE: Final = "cease"
KEEP: Final = "keep"

_STEMS: Final = {
    DELETE: r"delet|strik|struck|stricken|remov|omit|eliminat|cancel",
    REPLACE: r"replac|substitut|restat|supersed",
    AMEND: r"amend|modif|revis|chang|correct|supplement",
    INSERT: r"insert|add(?=ed|ing|s?\b)",
    WAIVE: r"waiv",
    SUSPEND: r"suspend",
    RESCIND: r"rescind|revok|annul|withdraw|terminat",
    KEEP: r"reaffirm|affirm|ratif|confirm|preserv|maintain|retain",
}
_VERB: Final = "|".join(rf"(?P<{kind}>{stems})" for kind, stems in _STEMS.items())
_ADVERBS: Final = (
    r"(?:(?:each|both|also|further|again|now|then|hereby|so|deemed|to be|\w+ly)[\s,]+)*"
)
_NOT: Final = r"(?P<no>(?:not|never|neither|nor)\s+)?"
_PASSIVE: Final = re.compile(
    rf"\b(?:(?:is|are|(?:shall|will)\s+(?:\w+ly\s+|hereby\s+)?(?:not\s+)?be)\s+|hereby\s+){_ADVERBS}{_NOT}{_ADVERBS}(?:{_VERB})\w*",
    re.IGNORECASE,
)
_ALSO: Final = re.compile(
    rf"\s*(?:,|and|,\s*and)\s+(?:{_VERB})(?:\w*(?:ed|en|ck))\b", re.IGNORECASE
)
_ITSELF: Final = re.compile(
    rf"\b(?:(?:shall|will|to)\s+)?{_NOT}{_ADVERBS}(?:"
    r"(?P<replace>reads?\b(?!\s+and\s+understood)|mean(?=\s))"
    r"|(?P<cease>cease\w*|(?:is|are|be)\s+of\s+no\s+(?:further\s+)?(?:force|effect)"
    r"|(?:shall|will)\s+no\s+longer|no\s+longer\s+appl\w+|(?:shall|will)\s+not\s+apply|be\s+disregarded)"
    r"|(?P<keep>remains?\b|continues?\b|(?:is|are|be)\s+(?:unaffected|unchanged|not\s+affected)"
    r"|stands?\b))",
    re.IGNORECASE,
)
_ACTIVE: Final = re.compile(
    rf"\b(?:{_VERB})(?:e|es|s|ing|ting|ies|y)?\b",
    re.IGNORECASE,
)
_LETTERS: Final = r"\([a-z]{1,4}\)(?:\(\w{1,4}\))*|\(\d{1,2}\)(?:\(\w{1,4}\))*"
_NAME: Final = r"[A-Z][\w&'-]*(?:\s+(?:(?:of|and|the|for|to|in)\s+)?[A-Z][\w&'-]*)*"
_OBJECT: Final = re.compile(
    rf"\b(?:[Ss]ub-?)?(?:[Cc]lauses?|[Pp]aragraphs?|[Ii]tems?|[Ll]imbs?)\s+(?P<clause>{_LETTERS})"
    r"|\b(?P<section>(?:Section|Article|Exhibit|Schedule|Appendix|Annex)s?\s+(?:[A-Z](?![a-z])|\d)[\w.-]*"
    r"(?<![.-])(?:\(\w{1,4}\))*)"
    r"|\b(?P<group>Class\s+[A-Z0-9][\w-]*)"
    rf"|\bdefinitions?\s+(?:of|for)\s+(?:the\s+)?(?:terms?\s+)?(?:the\s+)?(?P<term>{_NAME})"
)
_LISTED: Final = re.compile(
    r"^\s*,?\s*(?:and|or|&|,)?\s*(?:the\s+)?(?:definitions?\s+of\s+)?"
    r"(?:(?:sub)?(?:clauses?|paragraphs?)\s*)?$",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"\b(?:of|in|under|to|from|within|contained)\b[^,;]*$")
_BESIDE: Final = re.compile(
    r"(?!\s*(?:compliance|any|the\s+(?:requirement|provision|application)s?)\b)"
    r".*\b(?:in|after|before|following|preceding|with|by|to|for|pursuant)\b",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_WHERE: Final = re.compile(
    r"\b(?:pursuant\s+to|under|accordance\s+with|by|from|in|to|per|than|notwithstanding"
    r"|set\s+forth\s+in|subject\s+to)\s+(?:the\s+|such\s+)?$",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(r",\s+(?!(?:and|or|if|as|in)\b)[^,]*\w[^,]*$|,\s+(?:the|this)\s[^,]*$")
_DEFINITION_OF: Final = re.compile(
    r"(?:the\s+)?definitions?\s+(?:of|for)\s+(?:the\s+)?(?:terms?\s+)?(?:the\s+)?$", re.IGNORECASE
)
_RESULT: Final = re.compile(r"\b(?:so|such)\s+that\b[^;]*$", re.IGNORECASE)
NEGATED: Final = re.compile(
    r"\b(?:nothing|neither|nor|no)\b[^,;]*$|\b(?:not|never|no\s+longer)\b(?:\s+[\w-]+){0,5}\s*$",
    re.IGNORECASE,
)
DOUBTED: Final = re.compile(
    r"\b(?:if|unless|whether|whereas|to the extent|may|might|can|could|would|wish|desire|intend"
    r"|permit\w*|allow\w*|authori[sz]\w*|entitle\w*|provides?|requires?|right|power|propos\w*|request\w*|previously|have|has)\b[^,;]*$",
    re.IGNORECASE,
)
_OF: Final = re.compile(r"^\s*(?:thereof\s+)?(?:of|in|under|to)\s+(?:the\s+|such\s+|said\s+)?$")
_END: Final = re.compile(r";|\.(?=\s+[A-Z(\"\u201c]|\s*$)|,\s+(?:and|but)\s+(?=the\s|[A-Z])|:\s*$")
_FAR: Final = 120


@frozen
class Named:
    """An object as an instruction names it: `(b)`, `Section 4.02`, `Fee`, `Class A-3`."""

    kind: str
    name: str
    start: int
    end: int


@frozen
class Deed:
    """What is done to some objects.

    Attributes:
        does: One of the kinds of verb.
        denied: Whether it is not done.
        objects: What it is done to: the heads, as in `clause (b) of Section 4.02`.
        within: What they are said to be parts of.
        words: The words that say so.
    """

    does: str
    denied: bool
    objects: tuple[Named, ...]
    within: tuple[Named, ...]
    words: str

    def names(self, name: str) -> bool:
        """Tell whether it is done to something, or to a part of it."""
        return any(each.name == name for each in (*self.objects, *self.within))


def deeds_said(instruction: str, terms: Iterable[Phrase]) -> tuple[Deed, ...]:
    """Read what an instruction does to what it names.

    Args:
        instruction: The quoted words, in one line.
        terms: The phrases of it that may be terms, and are no words to be changed.
    """
    text = masked(instruction)
    named = tuple(_named(text, [(p.start, p.end, p.text) for p in terms]))
    found: list[Deed] = []
    taken: set[int] = set()
    for start, end in _clauses(text):
        inside = [n for n in named if start <= n.start < end]
        if inside:
            found += _in_clause(text, start, end, inside, taken, instruction)
    return tuple(found)


def sections_named(instruction: str) -> frozenset[str]:
    """Give each Section or Exhibit that an instruction names, `Sections 4.02 and 4.03` as two."""
    return frozenset(n.name for n in _named(masked(instruction), ()) if n.kind == "section")


def masked(instruction: str) -> str:
    """Give an instruction with what stands in quotation marks, or in brackets, made blank."""
    letters = list(instruction)
    for start, end, _ in marked(instruction):
        letters[start:end] = "_" * (end - start)
        if instruction[start:end].rstrip("\"'\u201d ").endswith("."):
            letters[end - 1] = "."
    text = "".join(letters)
    for found in re.finditer(r"\([^()]*\)", text):
        if not re.fullmatch(r"\(\w{1,4}\)", found.group()):
            letters[found.start() : found.end()] = " " * len(found.group())
    return "".join(letters)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _named(text: str, terms: Iterable[tuple[int, int, str]]) -> Iterator[Named]:
    found = []
    for match in _OBJECT.finditer(text):
        kind = match.lastgroup or ""
        name = match[kind]
        if kind == "section":
            name = re.sub(r"^(\w+?)s(?=\s)", r"\1", name)
        found.append(Named(kind, " ".join(name.split()), match.start(), match.end()))
        found += _further(text, match.end(), kind, name)
    for start, end, name in terms:
        if not any(n.start < end and start < n.end for n in found):
            found.append(Named("term", name, start, end))
    yield from sorted(found, key=lambda n: n.start)


def _further(text: str, at: int, kind: str, name: str) -> Iterator[Named]:
    """Give the further members of `clauses (a) and (c)` or `Sections 4.02 and 4.03`."""
    if kind not in ("clause", "section"):
        return
    member = _LETTERS if kind == "clause" else r"\d[\w.]*\w|(?<=and )[A-Z](?![\w])"
    pattern = re.compile(rf"\s*(?:,|and|or|,\s*and)\s+({member})(?=[\s,.;]|$)")
    while found := pattern.match(text, at):
        said = (
            found[1]
            if kind == "clause"
            else f"{name.split(maxsplit=1)[0].removesuffix('s')} {found[1]}"
        )
        yield Named(kind, said, found.start(1), found.end())
        at = found.end()


def _in_clause(
    text: str, start: int, end: int, inside: list[Named], taken: set[int], instruction: str
) -> Iterator[Deed]:
    for verb in (*_PASSIVE.finditer(text, start, end), *_ITSELF.finditer(text, start, end)):
        group = _said_of(text, verb.start(), inside, taken)
        so_far = text[start : verb.start()]
        if group is None or DOUBTED.search(so_far) or _RESULT.search(so_far):
            continue
        heads, within = group
        taken.update(n.start for n in (*heads, *within))
        also = _ALSO.match(text, verb.end(), end)
        words = " ".join(instruction[heads[0].start : (also or verb).end()].split())
        denied = bool(verb.groupdict().get("no")) or bool(
            NEGATED.search(text[start : heads[0].start])
        )
        for each in filter(None, (verb, also)):
            yield Deed(_kind(each), denied, heads, within, words)
    for verb in _ACTIVE.finditer(text, start, end):
        group = _taken_by(text, verb.end(), inside, taken)
        if group is None or DOUBTED.search(text[start : verb.start()]):
            continue
        heads, within = group
        taken.update(n.start for n in (*heads, *within))
        words = " ".join(instruction[verb.start() : (*heads, *within)[-1].end].split())
        denied = bool(NEGATED.search(text[start : verb.start()]))
        yield Deed(_kind(verb), denied, heads, within, words)


def _kind(verb: re.Match[str]) -> str:
    said = verb.groupdict()
    return next(kind for kind in (*_STEMS, CEASE) if said.get(kind))


def _said_of(
    text: str, verb: int, inside: list[Named], taken: set[int]
) -> tuple[tuple[Named, ...], tuple[Named, ...]] | None:
    """Give what a passive is said of: the objects before it, and what they are parts of."""
    before = [n for n in inside if n.end <= verb and n.start not in taken]
    while before and _ONLY_WHERE.search(text[: before[0].start]):
        before = before[1:]
    if not before or verb - before[-1].end > _FAR or _ANOTHER.search(text[before[-1].end : verb]):
        return None
    heads, within = [before[0]], list[Named]()
    for one in before[1:]:
        gap = _DEFINITION_OF.sub("", text[(within or heads)[-1].end : one.start])
        if _LISTED.match(gap):
            (within or heads).append(one)
        elif _PART.search(gap):
            within.append(one)
        else:
            heads, within = [one], []
    return tuple(heads), tuple(within)


def _taken_by(
    text: str, verb: int, inside: list[Named], taken: set[int]
) -> tuple[tuple[Named, ...], tuple[Named, ...]] | None:
    """Give what an active verb takes: the objects behind it, and what they are parts of."""
    behind = [n for n in inside if n.start >= verb]
    if not behind or behind[0].start in taken or behind[0].start - verb > _FAR:
        return None
    between = text[verb : behind[0].start]
    if "_" in between or _ACTIVE.search(between) or _BESIDE.match(between):
        return None
    heads, within = [behind[0]], list[Named]()
    for one in behind[1:]:
        gap = text[(within or heads)[-1].end : one.start]
        if one.start in taken:
            break
        if _LISTED.match(gap):
            (within or heads).append(one)
        elif _OF.match(gap):
            within.append(one)
        else:
            break
    return tuple(heads), tuple(within)
