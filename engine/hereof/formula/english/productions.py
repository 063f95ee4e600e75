"""The productions of a grammar that Lark reads, its shorthand written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lark import Lark
from lark.lexer import Lexer

if TYPE_CHECKING:
    from collections.abc import Iterator


class _NoLexer(Lexer):
    """Stands where Lark wants a lexer; the tokens come from elsewhere."""

    def __init__(self, lexer_conf: object) -> None:
        """Take nothing from the configuration."""

    def lex(self, _lexer_state: object, _parser_state: object) -> Iterator[Any]:
        """Give nothing: never called."""
        return iter(())


def productions(text: str) -> list[tuple[str, list[str], str]]:
    """Give each production's left side, right side and action.

    The action is the production's alias, else its left side; none where a single part
    stands for the whole.
    """
    found = []
    for rule in Lark(text, parser="earley", lexer=_NoLexer, start="start").rules:
        left = str(rule.origin.name)
        action = str(rule.alias or left)
        if not rule.alias and rule.options.expand1 and len(rule.expansion) == 1:
            action = ""
        found.append((left, [str(symbol.name) for symbol in rule.expansion], action))
    return found
