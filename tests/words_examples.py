"""Examples of reading words in Markdown pages: words, what is said beside them, what they come to.

A block ``words`` holds a definition. A block ``setting`` after it says what is known beside the
words, as in `tests/words`. Then follows one of these:

- a block ``readings``: every reading, a line each, in the notation of rule files;
- a block ``findings``: ``error CODE words:LINE:COLUMN``, or nothing where the words are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

import hereof
from words.corpus import Surroundings
from words.corpus import _setting as setting_of

if TYPE_CHECKING:
    from pathlib import Path

    from hereof.formula.reading import ReadResult

_FENCED: Final = re.compile(
    r"^```(words|setting|readings|findings)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@frozen
class Example:
    """Words and what comes of them.

    Attributes:
        page: The page.
        line: The line on which they begin.
        words: The words.
        setting: What is known beside them.
        kind: `readings` or `findings`.
        expected: What the page says, a line each.
    """

    page: Path
    line: int
    words: str
    setting: Surroundings
    kind: str
    expected: tuple[str, ...]

    @property
    def id(self) -> str:
        """The page and the line."""
        return f"{self.page.name}:{self.line}"


def examples(page: Path) -> list[Example]:
    """Give every example of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found: list[Example] = []
    words: tuple[int, str] | None = None
    setting = Surroundings()
    for match in _FENCED.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        kind, body = match[1], match[2]
        if kind == "words":
            assert words is None, f"{page}:{line}: nothing is said of the words before these"
            words, setting = (line, body.removesuffix("\n")), Surroundings()
        elif kind == "setting":
            setting = setting_of(setting, body, f"{page}:{line}")
        elif words is not None:
            expected = tuple(body.splitlines())
            found.append(Example(page, words[0], words[1], setting, kind, expected))
            words = None
    assert words is None, f"{page}: nothing is said of the last words"
    return found


def read(example: Example) -> ReadResult:
    """Read the words of an example."""
    around = example.setting
    return hereof.read(
        example.words,
        term=around.term,
        classes=around.classes,
        members=around.members,
        types=around.types,
        conventions=around.conventions,
    )


def said(example: Example) -> tuple[str, ...]:
    """Give what comes of the words of an example, in the form of its page."""
    result = read(example)
    if example.kind == "readings":
        return tuple(reading.notation for reading in result.readings)
    return tuple(f"{each.severity.value} {each.code} {each.place}" for each in result.diagnostics)
