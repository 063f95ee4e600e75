"""The words of a rule file for the formatter: a tree with every token, and the comments."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from lark import TextSlice, Token, Tree

from hereof.frozen import frozen
from hereof.language.blocks import split_blocks
from hereof.language.grammar import rule_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark

    from hereof.diagnostics import Source
    from hereof.language.blocks import Block

Node: TypeAlias = "Tree[Token] | Token"

_CLOSING: Final = frozenset({"COMMA", "RPAR"})
_COMMENT: Final = re.compile(r"#[^\n]*")


@frozen
class Comment:
    """A comment on a line of its own.

    Attributes:
        text: With its `#`, without trailing spaces.
        in_margin: Whether it begins in the first column.
        after_blank: Whether a blank line stands above it.
    """

    text: str
    in_margin: bool
    after_blank: bool


@frozen
class Comments:
    """Comments on lines of their own in a row, and whether a blank line follows them."""

    lines: tuple[Comment, ...]
    then_blank: bool


@frozen
class SyntaxBlock:
    """A block as a tree with all its tokens, and its comments.

    Attributes:
        tree: The block's rule; its children are the head's tokens, then the statements.
        above: By a token's offset, the comments on lines of their own before it.
        beside: By a token's offset, the comment that ends its line.
        after: The comments after the last token's line.
    """

    tree: Tree[Token]
    above: dict[int, tuple[str, ...]]
    beside: dict[int, str]
    after: Comments

    @property
    def comments(self) -> Iterator[str]:
        """The text of every comment, in order."""
        for token in tokens_of(self.tree):
            start = token.start_pos or 0
            yield from self.above.get(start, ())
            if start in self.beside:
                yield self.beside[start]
        yield from (comment.text for comment in self.after.lines)


@frozen
class SyntaxFile:
    """A rule file: the comments above its first block, and its blocks."""

    before: Comments
    blocks: tuple[SyntaxBlock, ...]

    @property
    def comments(self) -> tuple[str, ...]:
        """The text of every comment, in order."""
        own = (comment.text for comment in self.before.lines)
        return (*own, *(text for block in self.blocks for text in block.comments))


@cache
def _parser() -> Lark:
    from hereof.cachedir import private_cache  # noqa: PLC0415 - only when first needed

    folder = private_cache()
    options: dict[str, Any] = {"keep_all_tokens": True}
    if folder is not None:
        options["cache"] = str(folder / "rules-layout.cache")
    return rule_parser(None, **options)


def syntax_of(source: Source) -> SyntaxFile:
    """Parse a rule file to its tokens.

    Raises:
        UnexpectedInput: A block is not of the language.
    """
    blocks, _ = split_blocks(source)
    before = _comments(source.text, 0, blocks[0].start)
    return SyntaxFile(before, tuple(_block(source.text, block) for block in blocks))


def _block(text: str, block: Block) -> SyntaxBlock:
    tree: Tree[Token] = _parser().parse(TextSlice(text, block.start, block.end), start="block")
    above: dict[int, tuple[str, ...]] = {}
    beside: dict[int, str] = {}
    tokens = list(tokens_of(tree))
    starts = [token.start_pos or 0 for token in tokens]
    after = Comments((), then_blank=False)
    for start, token, following in zip(starts, tokens, [*starts[1:], block.end], strict=True):
        end = start + len(token)
        newline = text.find("\n", end, following)
        line_end = following if newline == -1 else newline
        own = text[end:line_end].strip()
        if own:
            beside[start] = own
        after = _comments(text, line_end, following)
        if after.lines:
            above[following] = tuple(comment.text for comment in after.lines)
    above.pop(block.end, None)
    _past_closing(tokens, above, beside)
    return SyntaxBlock(tree, above, beside, after)


def _past_closing(
    tokens: list[Token], above: dict[int, tuple[str, ...]], beside: dict[int, str]
) -> None:
    """Move a comment over the commas and brackets that follow it, lest they begin a line."""
    target: int | None = None
    blocked = False
    for token in reversed(tokens):
        start = token.start_pos or 0
        if start in beside and target is not None and not blocked:
            beside[target] = beside.pop(start)
            blocked = True
        if token.type not in _CLOSING:
            target, blocked = None, False
        elif start in above or start in beside:
            blocked = True
        elif target is None:
            target = start


def tokens_of(node: Node) -> Iterator[Token]:
    """Give the tokens of a tree from left to right."""
    todo: list[Node] = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, Token):
            yield current
        else:
            todo.extend(reversed(current.children))


def _comments(text: str, start: int, end: int) -> Comments:
    lines: list[Comment] = []
    previous = start
    for match in _COMMENT.finditer(text, start, end):
        at = match.start()
        in_margin = at == 0 or text[at - 1] == "\n"
        blank = text.count("\n", previous, at) > 1
        lines.append(Comment(match.group().rstrip(), in_margin, blank))
        previous = match.end()
    return Comments(tuple(lines), text.count("\n", previous, end) > 1)
