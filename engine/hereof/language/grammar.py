"""The parser of the rule language."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from lark import Lark, TextSlice
from lark.lexer import ContextualLexer, LexerState, LexerThread, LineCounter

from hereof.grammars import grammar_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from lark import Transformer
    from lark.common import LexerConf
    from lark.lexer import Lexer


class _FromHere(LexerThread):
    """Reads a slice of a file without first counting the lines before it.

    Places are told by character offset, so that Lark's own count of lines is
    not needed; made anew for each block, it grows with the square of the file.
    """

    @classmethod
    def from_text(cls, lexer: Lexer, text_or_slice: str | TextSlice[str]) -> _FromHere:
        """Begin at the start of a slice."""
        text = TextSlice.cast_from(text_or_slice)
        counter = LineCounter("\n")  # type: ignore[no-untyped-call]
        counter.char_pos = text.start
        return cls(lexer, LexerState(text, counter))


class _Unproven(ContextualLexer):
    """Takes the terminals as they are.

    That no two of them match the same text is proven by a test, in strict mode. Lark would look
    for it whenever `interegular` happens to be installed, many times as long as all the rest takes.
    """

    def __init__(
        self,
        conf: LexerConf,
        states: dict[int, Collection[str]],
        always_accept: Collection[str] = (),
    ) -> None:
        """Make the lexers of all states."""
        own = copy(conf)
        own.skip_validation = True
        super().__init__(own, states, always_accept)


def rule_parser(transformer: Transformer[Any, Any] | None, **options: Any) -> Lark:  # noqa: ANN401
    """Build the parser of the rule language.

    Args:
        transformer: Builds the model while parsing; none gives Lark's bare tree.
        options: Further options of Lark, such as `keep_all_tokens`.
    """
    lexer = ContextualLexer if options.get("strict") else _Unproven
    return Lark(
        grammar_text("rules.lark"),
        parser="lalr",
        lexer="contextual",
        start=["file", "block"],
        maybe_placeholders=False,
        transformer=transformer,
        _plugins={"LexerThread": _FromHere, "ContextualLexer": lexer},
        **options,
    )
