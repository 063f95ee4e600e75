"""The Lark grammars: found beside the package or in the repository, built once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, TextSlice
from lark.lexer import LexerState, LexerThread, LineCounter

if TYPE_CHECKING:
    from lark import Transformer
    from lark.lexer import Lexer

_PACKAGE = Path(__file__).resolve().parent.parent


def grammar_path(name: str) -> Path:
    """Find a grammar file: the packaged one, else the repository's own.

    Raises:
        FileNotFoundError: Neither is there; the installation is damaged.
    """
    packaged = _PACKAGE / "grammar" / name
    if packaged.is_file():
        return packaged
    repository = _PACKAGE.parent.parent
    own = repository / "grammar" / name
    if own.is_file() and (repository / "pyproject.toml").is_file():
        return own
    raise FileNotFoundError(f"the grammar {name} is neither in the package nor in a repository")


@cache
def grammar_text(name: str) -> str:
    """Give the text of a grammar."""
    return grammar_path(name).read_text(encoding="utf-8")


@cache
def grammar_digest(name: str) -> str:
    """Give the SHA-256 of a grammar, as evidence of how a file was read."""
    return hashlib.sha256(grammar_text(name).encode()).hexdigest()


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


def rule_parser(transformer: Transformer[Any, Any] | None, **options: Any) -> Lark:  # noqa: ANN401
    """Build the parser of the rule language.

    Args:
        transformer: Builds the model while parsing; none gives Lark's bare tree.
        options: Further options of Lark, such as `keep_all_tokens`.
    """
    return Lark(
        grammar_text("rules.lark"),
        parser="lalr",
        lexer="contextual",
        start=["file", "block"],
        maybe_placeholders=False,
        transformer=transformer,
        _plugins={"LexerThread": _FromHere},
        **options,
    )
