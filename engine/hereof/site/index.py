"""The search of a site: an index that a page loads in parts, as scripts.

A page from a file system may load scripts and nothing else, so each part is a script that hands
over its data. The words of all pages stand in their order over several parts, each with the pages
that have it; a question loads the parts in which its words may stand, then those of the pages to
show.
`search.js` reads what is written here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from typing import TYPE_CHECKING, Any, Final, TypedDict

from hereof.frozen import frozen
from hereof.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PART: Final = 48 * 1024
"""So many characters are in a part, more or less: one is loaded in no time."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-.’'&/\u2044][^\W_]+)*")  # noqa: RUF001
_FRACTION: Final = re.compile("[\u00bc-\u00be\u2150-\u215f\u2189]")
"""Signs such as that for a half, which are one word and not the two numbers in them."""
_PART_OF_WORD: Final = re.compile(r"[^\W_]+")
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Write = "Callable[[str, bytes], None]"


class Entry(TypedDict):
    """A page as search finds it.

    Attributes:
        kind: `agreement`, `instrument` or `definition`.
        title: Its title.
        of: The agreement's title, or more that names it.
        href: Where it is, from the site's first folder.
        outcome: Of a definition what it comes to as last changed; empty for others.
        words: Words to show of it.
        also: Further words by which it is found.
    """

    kind: str
    title: str
    of: str
    href: str
    outcome: str
    words: str
    also: list[str]


def folded(text: str) -> str:
    """Give a text without capitals and marks on letters, so that `Détenu` is found by `detenu`."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", _FRACTION.sub(r" \g<0>", text))
    return "".join(c for c in split if unicodedata.category(c)[0] != "M").lower()


def words_in(text: str) -> set[str]:
    """Give the words by which a text is found: `a-i-7`, and `a`, `i` and `7` as well."""
    found: set[str] = set()
    for word in _WORD.findall(folded(text)):
        found.add(word)
        if not word.isalnum() and "\u2044" not in word:
            found.update(_PART_OF_WORD.findall(word))
    return found


@frozen(eq=False)
class Indexed:
    """A page made ready for the index; it can be handed from process to process.

    Attributes:
        titled: The words of its title.
        other: The other words by which it is found.
        said: What is shown of it, as JSON.
    """

    titled: frozenset[str]
    other: frozenset[str]
    said: str


def indexed(entry: Entry) -> Indexed:
    """Make a page ready for the index."""
    named = f"{entry['title']} {entry['of'] if entry['kind'] == 'agreement' else ''}"
    other = words_in(" ".join((entry["of"], entry["words"], *entry["also"])))
    keys = ("kind", "title", "of", "href", "outcome", "words")
    said = json.dumps([visible(str(entry[key])) for key in keys])  # type: ignore[literal-required]
    return Indexed(frozenset(words_in(named)), frozenset(other), said)


class SearchIndex:
    """Collects pages as they are made; what it holds is a few bytes for each word of a page."""

    def __init__(self, write: Callable[[str, bytes], None]) -> None:
        self._write = write
        self._places: dict[str, array[int]] = {}
        self._lengths: list[str] = []
        self._firsts: list[int] = []
        self._held: list[str] = []
        self._size = 0

    def add(self, page: Indexed) -> None:
        """Add a page."""
        number = len(self._lengths)
        for word in page.titled | page.other:
            places = self._places.get(word)
            if places is None:
                places = self._places[word] = array("I")
            places.append(2 * number + (word in page.titled))
        self._lengths.append(_DIGITS[min(len(page.titled), len(_DIGITS) - 1)])
        said = page.said
        if self._size + len(said) > PART:
            self._put_pages()
        if not self._held:
            self._firsts.append(number)
        self._held.append(said)
        self._size += len(said)

    def finish(self) -> None:
        """Write what is left, the words, and the script that knows all parts."""
        self._put_pages()
        firsts: list[str] = []
        for number, part in enumerate(self._parts()):
            firsts.append(part[0][0])
            self._script(f"words-{number}", "words", number, dict(part))
        known = {"pages": self._firsts, "words": firsts, "lengths": "".join(self._lengths)}
        data = f"hereof.index({json.dumps(known, separators=(',', ':'))});\n"
        self._write("search/index.js", data.encode("ascii"))

    def _put_pages(self) -> None:
        if self._held:
            number = len(self._firsts) - 1
            data = f"hereof.pages({number},[{','.join(self._held)}]);\n"
            self._write(f"search/pages-{number}.js", data.encode("ascii"))
        self._held, self._size = [], 0

    def _parts(self) -> Iterator[list[tuple[str, str]]]:
        part: list[tuple[str, str]] = []
        size = 0
        # In the order in which a script compares texts: by halves of 16 bits.
        for word in sorted(self._places, key=lambda each: each.encode("utf-16-be")):
            said = packed(self._places[word])
            if part and size + len(said) > PART:
                yield part
                part, size = [], 0
            part.append((word, said))
            size += len(word) + len(said) + 6
        if part:
            yield part

    def _script(self, name: str, call: str, number: int, data: Any) -> None:  # noqa: ANN401 - any data
        said = json.dumps(data, separators=(",", ":"))
        self._write(f"search/{name}.js", f"hereof.{call}({number},{said});\n".encode("ascii"))


def packed(numbers: Iterable[int]) -> str:
    """Write growing numbers as steps in base 36, equal steps once: `4 2*9` is 4, 6, 8, ... 22."""
    steps: list[tuple[int, int]] = []
    last = 0
    for number in numbers:
        step, last = number - last, number
        if steps and steps[-1][0] == step:
            steps[-1] = (step, steps[-1][1] + 1)
        else:
            steps.append((step, 1))
    return " ".join(
        _base36(step) + (f"*{_base36(count)}" if count > 1 else "") for step, count in steps
    )


def _base36(number: int) -> str:
    said = ""
    while number:
        number, digit = divmod(number, 36)
        said = _DIGITS[digit] + said
    return said or "0"
