"""Which Classes an instruction adds or takes away, and where it puts those that it adds.

"The Class A-9 and Class A-10 Certificates are hereby added after Class A-8", "by removing
Class A-3", "Class A-4 is divided into Class A-4A and Class A-4B", "between Class A-8 and Class
M-1". What cannot be told is left out: silence here proves nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hereof.frozen import frozen
from hereof.rulebase.deeds_said import DOUBTED, NEGATED, masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME: Final = r"[A-Z0-9][A-Za-z0-9]*+(?:-[A-Za-z0-9]++)*+(?:\(\d+\))?+"
_SHORT: Final = r"(?![A-Z][a-z])[A-Z0-9]{1,4}+[A-Za-z]?+(?:-[A-Za-z0-9]++)*+(?:\(\d+\))?+"
_HOLDERS: Final = r"(?:\s+(?:Certificates?|Notes?|Bonds?|Interests?)\b)?+"
_AND: Final = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+or\s+)(?:the\s+)?"
_THROUGH: Final = r"\s+(?:through|to)\s+(?:and\s+including\s+)?(?:the\s+)?(?:Class\s+)?"
_OF: Final = r"(?:(?:Certificates|Notes|Bonds|Interests)\s+of\s+)?"
_MORE: Final = (
    rf"(?:(?:{_AND}(?:{_OF}Class(?:es)?\s+{_NAME}|{_SHORT})|{_THROUGH}{_SHORT}){_HOLDERS})"
)
_LIST: Final = (
    rf"\bClass(?:es)?\s+{_NAME}{_HOLDERS}{_MORE}*+"
    # What goes on in capitals is the name of something of a Class and no Class.
    r"(?!\s+[A-Z][a-z])"
)
_MEMBER: Final = re.compile(
    rf"(?P<through>{_THROUGH})?(?:Class(?:es)?\s+(?P<name>{_NAME})|(?P<short>{_SHORT}))(?![\w-])"
)
_AFTER: Final = r"after|following|behind|succeeding|subsequent\s+to|junior\s+to|below"
_BEFORE: Final = r"before|preceding|prior\s+to|in\s+front\s+of|ahead\s+of|senior\s+to|above"
_GROUP: Final = re.compile(_LIST)
_PASSIVE: Final = (
    r"(?:(?:is|are|be|been)\s+|hereby\s+)(?:(?:also|hereby|further|so|each|\w+ly)\s+)*"
)
_DONE: Final = (
    r"added|inserted|created|established|included|removed|deleted|retired|cancell?ed|eliminated"
)
_VERB: Final = re.compile(
    rf"\b(?:{_PASSIVE}(?P<added>added|inserted|created|established|issued|included)"
    rf"|{_PASSIVE}(?P<split>divided|split|exchanged|converted|redesignated|reclassified|renamed"
    r"|replaced)(?=\s+(?:in)?(?:to|as|for|by|with)\b)"
    rf"|{_PASSIVE}(?P<removed>removed|deleted|retired|cancell?ed|stricken|eliminated)"
    r"|(?P<adds>adding|inserting|creating|establishing|adds?|inserts?|creates?)"
    r"|(?P<removes>removing|deleting|retiring|cancell?ing|striking|eliminating|removes?|deletes?"
    r"|strikes?))\b",
    re.IGNORECASE,
)
_EVENT: Final = r"(?!\s+(?:is|are|has|have|had|was|were|shall|will|been|being|paid)\b)"
_NEXT: Final = (  # "after Class A-8, and Class M-3 is added": the list of the place is at its end
    rf"(?={_AND}{_OF}Class(?:es)?\s+{_NAME}{_HOLDERS}{_MORE}?\s+"
    rf"(?:(?:shall|will)\s+)?(?:{_PASSIVE}(?:{_DONE})|(?:{_AFTER}|{_BEFORE}|between)\s+(?:the\s+)?Class))"
)
_WHERE: Final = re.compile(
    rf"\b(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE})|(?P<between>between))\s+"
    rf"(?:(?:the|such|existing|those)\s+)*{_OF}"
    rf"(?:(?P<some>\bClass(?:es)?\s+{_NAME}{_HOLDERS}{_MORE}*?){_NEXT}|(?P<names>{_LIST}){_EVENT})"
)
_SENTENCE: Final = re.compile(r";|\.(?=\s+[A-Z(\"\u201c_]|\s*$)")
_ONLY_SPOKEN_OF: Final = re.compile(
    r"\b(?:until|once|when|after|before|upon|to|on|for|from|under|by|than|with|in|into|as|out\s+of"
    r"|among|holders?\s+of)\s+(?:(?:the|such|any|each|said)\s+)*$",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(
    r"\b(?:references?|rows?|columns?|definitions?|terms?|words?|phrases?|clauses?|text|rate|amount"
    r"|balance|holders?)\s+(?:of|to|for|in|on)\s+(?:(?:the|such|any|each)\s+)*$",
    re.IGNORECASE,
)
_NEW_NAMES: Final = re.compile(r"\s*(?:in)?(?:to|as|for|by|with)\s+(?:(?:the|a|new|two|three)\s+)*")
_QUOTED: Final = re.compile(rf"[\"\u201c](?P<all>{_LIST}),?[\"\u201d]")


@frozen
class Put:
    """Classes that are added at one place.

    Attributes:
        names: The Classes, as named in turn.
        after: The Class behind which they are put; empty where none is named.
        before: The Class before which they are put; empty where none is named.
        where: The words that say the place; empty where none do.
    """

    names: tuple[str, ...]
    after: str
    before: str
    where: str


@frozen
class ClassesSaid:
    """What an instruction does to the list of Classes."""

    puts: tuple[Put, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """Every Class that is added."""
        return tuple(dict.fromkeys(name for put in self.puts for name in put.names))


@frozen
class _Where:
    after: tuple[str, ...]
    before: tuple[str, ...]
    start: int
    end: int
    words: str


@frozen
class _Added:
    names: tuple[str, ...]
    start: int


def classes_said(instruction: str) -> ClassesSaid:
    """Read which Classes an instruction adds and takes away.

    Args:
        instruction: The quoted words, in one line.
    """
    if "Class" not in instruction:
        return ClassesSaid()
    text = masked(_without_marks(instruction))
    puts: list[Put] = []
    removed: list[str] = []
    for start, end in _sentences(text):
        sentence = text[start:end]
        wheres = tuple(_wheres(sentence))
        for where in reversed(wheres):
            gap = "_" * (where.end - where.start)
            sentence = sentence[: where.start] + gap + sentence[where.end :]
        added, gone = _deeds(sentence)
        puts += _placed(added, wheres, respectively="respectively" in sentence)
        removed += gone
    return ClassesSaid(tuple(puts), tuple(dict.fromkeys(removed)))


def classes_named(instruction: str) -> frozenset[str]:
    """Give each Class that words name, such as `Class A-10` in `Classes A-9 and A-10`."""
    return frozenset(
        f"Class {name}" for found in _GROUP.finditer(instruction) for name in _names(found.group())
    )


def _without_marks(instruction: str) -> str:
    """Give the words without the quotation marks about names of Classes."""
    return _QUOTED.sub(lambda found: f" {found['all']} ", instruction)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _names(words: str) -> tuple[str, ...]:
    """Give the Classes of a list; of a range those that its ends count."""
    found: list[str] = []
    for member in _MEMBER.finditer(words):
        name = member["name"] or member["short"]
        if member["through"] and found:
            found += _counted(found[-1], name)
        found.append(name)
    return tuple(dict.fromkeys(found))


def _counted(first: str, last: str) -> Iterator[str]:
    """Give what stands between `A-9` and `A-12` by their numbers."""
    one, other = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if one is not None and other is not None and one[1] == other[1]:
        for number in range(int(one[2]) + 1, min(int(other[2]), int(one[2]) + 100)):
            yield f"{one[1]}{number}"


def _wheres(sentence: str) -> Iterator[_Where]:
    for found in _WHERE.finditer(sentence):
        names = _names(found["some"] or found["names"])
        after = names if found["after"] else names[:1] if found["between"] else ()
        before = names if found["before"] else names[1:2] if found["between"] else ()
        yield _Where(after, before, *found.span(), " ".join(found.group().split()))


def _deeds(sentence: str) -> tuple[list[_Added], list[str]]:
    """Give the Classes that a sentence adds, each with its place in it, and those it removes."""
    verbs = list(_VERB.finditer(sentence))
    added: list[_Added] = []
    removed: list[str] = []
    for number, verb in enumerate(verbs):
        start = verbs[number - 1].end() if number else 0
        end = verbs[number + 1].start() if number + 1 < len(verbs) else len(sentence)
        before = sentence[: verb.start()]
        if DOUBTED.search(before) or NEGATED.search(before):
            continue
        if verb["added"] or verb["removed"] or verb["split"]:
            groups = [*_groups(sentence, start, verb.start())]
            if not groups and verb["added"]:  # "there is hereby created the Class A-9"
                groups = [*_groups(sentence, verb.end(), end)]
            if verb["split"] and (new := _NEW_NAMES.match(sentence, verb.end())):
                into = [*_groups(sentence, new.end(), end, spoken_of=True)]
                added += into if groups else []
                removed += [name for each in groups if into for name in each.names]
                continue
        else:
            last = number + 1 == len(verbs)
            groups = [*_groups(sentence, verb.end(), end if last else _upto_and(sentence, end))]
        if verb["added"] or verb["adds"]:
            added += groups
        else:
            removed += [name for each in groups for name in each.names]
    return sorted(added, key=lambda each: each.start), removed


def _upto_and(sentence: str, end: int) -> int:
    """Give where the words before a further verb end, if that verb has a subject of its own."""
    found = re.search(
        r"(?:,|\band\b)\s+(?:the\s+)?Class(?:es)?\s(?:(?!\band\b).)*$", sentence[:end]
    )
    return found.start() if found else end


def _groups(sentence: str, start: int, end: int, *, spoken_of: bool = False) -> Iterator[_Added]:
    for found in _GROUP.finditer(sentence, start, end):
        lead = sentence[start : found.start()]
        if _PART_OF.search(lead) or (not spoken_of and _ONLY_SPOKEN_OF.search(lead)):
            continue
        yield _Added(_names(found.group()), found.start())


def _placed(
    added: Sequence[_Added], wheres: Sequence[_Where], *, respectively: bool
) -> Iterator[Put]:
    """Put what is added where the words beside it say."""
    if not added:
        return
    tokens: list[_Added | _Where] = sorted([*added, *wheres], key=lambda each: each.start)
    leads = isinstance(tokens[0], _Where)
    names: list[str] = []
    places: list[_Where] = []
    for token in [*tokens, None]:
        opens = token is None or isinstance(token, _Where if leads else _Added)
        if opens and names and (leads or places or token is None):
            yield from _put(names, places, respectively=respectively)
            names, places = [], []
        if isinstance(token, _Where):
            places.append(token)
        elif token is not None:
            names += token.names


def _put(names: Sequence[str], places: Sequence[_Where], *, respectively: bool) -> Iterator[Put]:
    after = [name for place in places for name in place.after]
    before = [name for place in places for name in place.before]
    where = " ".join(place.words for place in places)
    if respectively and len(after or before) == len(names):
        for number, name in enumerate(names):
            one = after[number] if after else ""
            other = before[number] if len(before) == len(names) else ""
            yield Put((name,), one, other, where)
        return
    yield Put(tuple(names), after[-1] if after else "", before[0] if before else "", where)
