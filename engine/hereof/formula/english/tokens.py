"""The tokens of legal English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Token:
    """One token: a word, a phrase that stands as one, a number, an enumerator.

    Attributes:
        type: The terminal of the grammar.
        text: As worded, in one line.
        start: Where it begins in the words.
        end: Where it ends.
        value: What it stands for, by type: a number, a date, a name.
        lower: The text in small letters.
    """

    __slots__ = ("end", "lower", "start", "text", "type", "value")

    def __init__(self, kind: str, text: str, start: int, end: int, value: Any = None) -> None:  # noqa: ANN401
        self.type = kind
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = end
        self.value = value

    def __repr__(self) -> str:
        return f"{self.type}({self.text!r})"


class UnreadableError(Exception):
    """Words that cannot be read, with their place.

    Attributes:
        code: The code of the finding.
        message: What is wrong.
        start: Where, in the words.
        end: Where it ends.
        help: What could have followed, or what to do.
    """

    def __init__(self, code: str, message: str, start: int, end: int, help_text: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.start = start
        self.end = end
        self.help = help_text


def merged(kind: str, tokens: Sequence[Token], words: str, value: Any = None) -> Token:  # noqa: ANN401
    """Give several tokens as one, its text as worded between the first and the last."""
    start, end = tokens[0].start, tokens[-1].end
    return Token(kind, " ".join(words[start:end].split()), start, end, value)
