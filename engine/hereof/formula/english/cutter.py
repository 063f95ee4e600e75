"""What every part of the lexer knows: the words, where it stands, the tokens so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.formula.english.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hereof.formula.english.known import KnownTerms


class Cutter:
    """Words, and the tokens that have been cut from them.

    Attributes:
        words: The words of the definition.
        types: The dimension of terms, where declared.
        known: What finds the terms that capitals alone would not find.
        tokens: The tokens so far.
        at: Where the next one begins.
        in_classes: Whether names of Classes follow without the word.
    """

    words: str
    types: Mapping[str, str]
    known: KnownTerms
    tokens: list[Token]
    at: int
    in_classes: bool

    def _add(self, kind: str, end: int, value: object = None) -> None:
        text = " ".join(self.words[self.at : end].split())
        self.tokens.append(Token(kind, text, self.at, end, value))
        self.at = end

    def _last(self) -> str:
        return self.tokens[-1].type if self.tokens else ""

    def _sentence_start(self) -> bool:
        last = self.tokens[-1].type if self.tokens else "PERIOD"
        return last in {"PERIOD", "COLON", "SEMI", "ENUM", "EQUALS"}
