"""Which defined terms stand in words, and which capitalised phrases are no defined term.

A cheap scan: only the capitals are looked at. What belongs to a name is found in a tree of
the words of all names, each in the singular, so that `Realized Losses` is `Realized Loss`;
the longest name wins. Capitalised words that follow one another are one phrase: where a part
of it is no name, the whole is none, as `Adjusted Pool Balance` is not `Pool Balance`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hereof.formula.english.names import singular
from hereof.frozen import frozen
from hereof.model.names import is_section
from hereof.wording.ordinary import OPENERS, is_company, is_ordinary, ordinary_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = r"[A-Za-z0-9&$][A-Za-z0-9&]*(?:[-'’/][A-Za-z0-9]+)*(?:\(\d{1,2}\))?"  # noqa: RUF001
_CAPITAL: Final = re.compile(
    r"(?<![\w&$'’/-])(?:(?:[A-Z]\.){2,}|\d{0,2}[A-Z][A-Za-z0-9&]*(?:[-'’/][A-Za-z0-9]+)*"  # noqa: RUF001
    r"(?:\(\d{1,2}\))?)"
)
_FIRST: Final = re.compile(_WORD)
_NEXT: Final = re.compile(rf"(,?)\s+({_WORD})")
_PLAIN: Final = re.compile(rf"{_WORD}(?:,?\s+{_WORD})*\.?")
_NUMERAL: Final = re.compile(r"\s+\d{1,3}(?![\w%]|[.,]\d)")
_POSSESSIVE: Final = re.compile(r"['’]s?$")  # noqa: RUF001
_CLASS: Final = re.compile(
    r"Class(?:es)?\s+(?=[A-Z\d])((?:[IVX]{1,4}-)?(?:\d{0,2}[A-Z]{1,3}\d{0,3}|\d{1,2})"
    r"(?:-[A-Z0-9]{1,4}){0,3}[A-Z]?(?:\(\d{1,2}\))?)(?![\w-])"
)
_HOLDERS: Final = re.compile(r"\s+(?:Certificates?|Notes?|Bonds?|Interests?)(?![\w-])")
_SECTION: Final = re.compile(
    r"(Section|Article|Exhibit|Schedule|Appendix|Annex)s?\s+"
    r"((?:\d+(?:\.\d+)*|[IVXLC]+(?![A-Za-z])|[A-Z](?![A-Za-z]))(?:[-.]\d+)*(?:\s?\([A-Za-z0-9]{1,4}\))*)"
)
_MORE: Final = re.compile(
    r"\s*(?:,|,?\s+(?:and|or|through|to))\s+(?:(?:Section|Article)\s+)?"
    r"(\d+\.\d+(?:\([A-Za-z0-9]{1,4}\))*)"
)
_SENTENCE: Final = re.compile(
    r"(?:^|[.:;?!—“\"]|[.:;?!]['\"”’)\]]|\([A-Za-z0-9]{1,5}\))\s*$"  # noqa: RUF001
)
_BACK: Final = 12

Node = dict[str, Any]
"""A node of the tree of names: the words that may follow, and under "" the names that end."""


@frozen
class Mention:
    """A defined term that stands in words: the name as defined, and where, `[start, end)`."""

    term: str
    start: int
    end: int


@frozen
class Phrase:
    """A stretch of words, as it stands there with single spaces, and where, `[start, end)`."""

    text: str
    start: int
    end: int


@frozen
class Scan:
    """What was found in words.

    Attributes:
        mentions: The defined terms, in their order.
        phrases: The capitalised phrases that are no defined term and nothing ordinary.
        sections: The Sections, Articles, Exhibits cited, as `Section 1.01(a)`.
    """

    mentions: tuple[Mention, ...]
    phrases: tuple[Phrase, ...]
    sections: tuple[Phrase, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The defined terms, each once, in their order."""
        return tuple(dict.fromkeys(mention.term for mention in self.mentions))


class Scanner:
    """Looks for the names of an agreement in words; the same words are looked at once.

    Attributes:
        terms: The names that are defined terms.
        ordinary: Names that are no terms of the rule file and ask for no definition, such as
            those of the parties.
    """

    def __init__(self, terms: Iterable[str], ordinary: Iterable[str] = ()) -> None:
        self.terms = frozenset(terms)
        self.ordinary = frozenset(ordinary)
        self._tree: Node = {}
        self._sections = frozenset(filter(is_section, self.terms))
        for name in sorted(self.terms - self._sections):
            _plant(self._tree, name, name)
        for name in (*sorted(self.ordinary), *ordinary_names()):
            _plant(self._tree, name, None)
        names = {**dict.fromkeys(self.ordinary), **{name: name for name in self.terms}}
        self._odd = _Odd({name: term for name, term in names.items() if _is_odd(name)})
        self._scans: dict[str, Scan] = {}

    def scan(self, words: str) -> Scan:
        """Say what stands in words."""
        found = self._scans.get(words)
        if found is None:
            found = self._scans[words] = _Pass(self._tree, self._sections, self._odd, words).run()
        return found


def _plant(tree: Node, name: str, term: str | None) -> None:
    if _is_odd(name):
        return
    node = tree
    for key in _keys(name):
        node = node.setdefault(key, {})
    node.setdefault("", {}).setdefault(" ".join(name.split()), term)


def _is_odd(name: str) -> bool:
    """Tell whether a name has other marks than words, as `U.S. Person`, or no capital in front."""
    return not is_section(name) and (_PLAIN.fullmatch(name) is None or _CAPITAL.match(name) is None)


class _Odd:
    """Finds names that are not found word by word."""

    def __init__(self, names: Mapping[str, str | None]) -> None:
        self.names = {" ".join(name.split()): term for name, term in names.items() if name.strip()}
        listed = sorted(self.names, key=lambda name: (-len(name), name))
        forms = (r"\s+".join(map(re.escape, name.split())) for name in listed)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if listed else None
        small = [name for name in listed if _CAPITAL.match(name) is None]
        forms = (r"\s+".join(map(re.escape, name.split())) for name in small)
        self.small = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if small else None

    def term(self, found: re.Match[str]) -> str | None:
        """Give the term that was found; nothing where the name is none."""
        return self.names[" ".join(found.group().split())]


def _keys(name: str) -> list[str]:
    first = _FIRST.match(name)
    if first is None:
        return [name]
    found = [_key(first.group())]
    at = first.end()
    while (more := _NEXT.match(name, at)) is not None:
        found.append(more[1] + _key(more[2]))
        at = more.end()
    return found


@cache
def _key(word: str) -> str:
    return singular(_POSSESSIVE.sub("", word) if word[-1:] in "s'’" else word)  # noqa: RUF001


@frozen
class _Piece:
    """A part of a run of capitalised words.

    Attributes:
        kind: `term`, `ordinary` or `word`.
    """

    kind: str
    term: str
    start: int
    end: int


class _Pass:
    """One look at some words."""

    def __init__(self, tree: Node, known: frozenset[str], odd: _Odd, words: str) -> None:
        self.tree = tree
        self.known = known
        self.odd = odd
        self.words = words
        self.mentions: list[Mention] = []
        self.phrases: list[Phrase] = []
        self.sections: list[Phrase] = []
        self.run_: list[_Piece] = []

    def run(self) -> Scan:
        words, at = self.words, 0
        ends = self._small()
        while (capital := _CAPITAL.search(words, at)) is not None:
            start = capital.start()
            if self.run_ and words[self.run_[-1].end : start].strip():
                self._flush()
            within = next((end for first, end in ends if first < start < end), 0)
            at = within or self._take(start, capital.end())
        self._flush()
        self.mentions.sort(key=lambda mention: mention.start)
        return Scan(tuple(self.mentions), tuple(self.phrases), tuple(self.sections))

    def _small(self) -> list[tuple[int, int]]:
        """Take the names that begin with a small letter, and give where they stand."""
        found = list(self.odd.small.finditer(self.words)) if self.odd.small else []
        for each in found:
            term = self.odd.term(each)
            self.mentions += [Mention(term, *each.span())] if term else []
        return [each.span() for each in found]

    def _take(self, start: int, end: int) -> int:
        """Take what begins with a capital, and give where it ends."""
        section = _SECTION.match(self.words, start)
        names, reach = self._longest(start)
        if section is not None and section.end() >= reach:
            return self._cited(section)
        odd = self.odd.pattern.match(self.words, start) if self.odd.pattern else None
        if odd is not None and odd.end() > reach:
            term = self.odd.term(odd)
            self.run_.append(_Piece("term" if term else "ordinary", term or "", *odd.span()))
            return odd.end()
        named = _CLASS.match(self.words, start)
        if named is not None and named.end() > reach:
            return self._class(named)
        if names is not None:
            term = self._meant(names, start, reach)
            self.run_.append(_Piece("term" if term else "ordinary", term or "", start, reach))
            return reach
        self.run_.append(_Piece("word", "", start, end))
        return end

    def _longest(self, start: int) -> tuple[dict[str, str | None] | None, int]:
        """Give the names with the longest way in the tree, and where they end."""
        first = _FIRST.match(self.words, start)
        node = self.tree.get(_key(first.group())) if first else None
        names, reach, at = None, start, first.end() if first else start
        while node is not None:
            if "" in node:
                names, reach = node[""], at
            more = _NEXT.match(self.words, at)
            if more is None:
                break
            node, at = node.get(more[1] + _key(more[2])), more.end()
        return names, reach

    def _meant(self, names: dict[str, str | None], start: int, end: int) -> str | None:
        """Give which of the names is meant: the one as written, else the first of the terms."""
        text = _POSSESSIVE.sub("", " ".join(self.words[start:end].split()))
        if names.get(text):
            return names[text]
        return next(filter(None, names.values()), None)

    def _cited(self, section: re.Match[str]) -> int:
        """Take Sections that are cited: `Sections 4.01 and 4.02`."""
        self._flush()
        self._section(f"{section[1]} {''.join(section[2].split())}", *section.span())
        end = section.end()
        plural = self.words[section.start() + len(section[1])] == "s"
        while plural and (more := _MORE.match(self.words, end)) is not None:
            self._section(f"{section[1]} {more[1]}", *more.span(1))
            end = more.end()
        return end

    def _section(self, name: str, start: int, end: int) -> None:
        self.sections.append(Phrase(name, start, end))
        for each in (name, name.partition("(")[0]):
            if each in self.known:
                self.mentions.append(Mention(each, start, end))
                return

    def _class(self, named: re.Match[str]) -> int:
        names = self.tree.get(_key("Class"), {}).get("", {})
        if any(names.values()):
            term = self._meant(names, named.start(), named.start() + len("Class"))
            self.mentions.append(Mention(term or "", named.start(), named.start() + len("Class")))
        self.run_.append(_Piece("ordinary", "", *named.span()))
        holders = _HOLDERS.match(self.words, named.end())
        if holders is None or self._longest(holders.start() + 1)[1] > holders.end():
            return named.end()
        following, _ = self._longest(named.end() + 1)
        term = self._meant(following, named.end() + 1, holders.end()) if following else None
        kind = "term" if term else "ordinary"
        self.run_.append(_Piece(kind, term or "", named.end() + 1, holders.end()))
        return holders.end()

    def _flush(self) -> None:
        """Settle a run: all of it explained, or one phrase that is not."""
        run, self.run_ = self.run_, []
        if run and run[0].kind == "word":
            head = self.words[run[0].start : run[0].end]
            others = [piece for piece in run[1:] if piece.kind == "word"]
            if head in OPENERS or (not others and self._opens(run[0].start)):
                run = run[1:]
        if all(piece.kind != "word" or self._is_ordinary(piece) for piece in run):
            self.mentions += [Mention(p.term, p.start, p.end) for p in run if p.kind == "term"]
            return
        start, end = run[0].start, run[-1].end
        numeral = _NUMERAL.match(self.words, end)
        end = numeral.end() if numeral else end
        text = _POSSESSIVE.sub("", " ".join(self.words[start:end].split()))
        before = self.words[max(0, start - _BACK) : start]
        if not is_ordinary(text) and not is_company(text, before):
            self.phrases.append(Phrase(text, start, end))

    def _is_ordinary(self, piece: _Piece) -> bool:
        return is_ordinary(_POSSESSIVE.sub("", self.words[piece.start : piece.end]))

    def _opens(self, start: int) -> bool:
        """Tell whether a sentence, or a numbered part of one, begins here."""
        return _SENTENCE.search(self.words[max(0, start - _BACK) : start]) is not None or (
            not self.words[:start].strip()
        )
