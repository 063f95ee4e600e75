"""How each construct of the rule language is laid out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from lark import Token, Tree

from hereof.frozen import frozen
from hereof.language.format_doc import (
    CUT,
    HARD,
    LINE,
    SPACE,
    WIDTH,
    Doc,
    Gap,
    Quoted,
    Word,
    align,
    group,
    nest,
    size_of,
)
from hereof.language.format_tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hereof.language.format_tokens import Node, SyntaxBlock

MARGIN: Final = 2
"""Columns by which what belongs to something is indented."""

_HEADS: Final = frozenset({"subject", "class_name"})
_FACTS: Final = {
    **dict.fromkeys(("title", "dated", "executed", "document", "no_document"), (10, 1)),
    **dict.fromkeys(("authority", "party", "requires", "signed", "unsigned"), (10, 1)),
    **dict.fromkeys(("incorporates", "header_relation", "convention"), (10, 1)),
    "known_from": (10, 2),
    **dict.fromkeys(("on", "data", "expect"), (6, 1)),
}
"""Statements whose values stand in a column: the width before it, the words of the keyword."""

_EDITS: Final = frozenset(
    {
        "replace_phrase",
        "delete_phrase",
        "insert_phrase",
        "replace_clause",
        "delete_clause",
        "insert_clause",
    }
)
_QUOTE_MARK: Final = re.compile(r"[ \t]*>[ \t]?")


@frozen
class Statement:
    """A statement as a document, and its margin."""

    doc: Doc
    margin: int


@frozen
class Layout:
    """The layout of one block."""

    block: SyntaxBlock

    def statements(self) -> list[Statement]:
        """Give the block's head and its statements."""
        children = self.block.tree.children
        cut = next(
            (n for n, c in enumerate(children) if isinstance(c, Tree) and c.data not in _HEADS),
            len(children),
        )
        head = children[:cut]
        items = [child for child in children[cut:] if isinstance(child, Tree)]
        return [Statement(self._head(head), 0), *self._items(items)]

    # ---- words and spaces

    def word(self, token: Token) -> Doc:
        """Give a token as printed, with its comments."""
        start = token.start_pos or 0
        above = self.block.above.get(start, ())
        if token.type == "QUOTE":
            return Quoted(tuple(_quoted_line(line) for line in token.split("\n")), above)
        return Word(_printed(token), above, self.block.beside.get(start, ""))

    def row(self, nodes: Sequence[Node], between: Between | None = None) -> list[Doc]:
        """Give nodes side by side, with a space between them or the gap that `between` gives."""
        docs: list[Doc] = []
        for index, node in enumerate(nodes):
            if index and not _close(nodes[index - 1], node):
                docs.append(between(nodes[index - 1], node) if between else SPACE)
            docs.append(self.doc(node))
        return docs

    def doc(self, node: Node) -> Doc:
        """Give any construct."""
        if isinstance(node, Token):
            return self.word(node)
        special = _SPECIAL.get(node.data)
        if special is not None:
            return special(self, node)
        return nest(0, *self.row(node.children))

    def listed(self, nodes: Sequence[Node]) -> Doc:
        """Give a list with commas that fills its lines."""

        def between(left: Node, right: Node) -> Gap:
            if _type(left) == "COMMA":
                return Gap(ahead=size_of((self.doc(right),)).width + 1)
            return SPACE

        return align(*self.row(nodes, between))

    # ---- formulas

    def operand(self, node: Node, indent: int = 0) -> Doc:
        """Give a part of a formula: if it is broken, then from its own column."""
        if isinstance(node, Token) or _SPECIAL.get(node.data) is Layout.bracketed:
            return self.doc(node)
        return align(self.doc(node), indent=indent if _data(node) in _OPERATORS else 0)

    def chain(self, node: Tree[Token]) -> Doc:
        """Give operands with a sign before each but the first."""
        first, *rest = node.children
        parts: list[Doc] = [self.operand(first, MARGIN)]
        signed = [child for part in rest for child in _unfold(part, "plus", "minus")]
        for sign, value in zip(signed[::2], signed[1::2], strict=True):
            parts += (LINE, self.doc(sign), SPACE, self.operand(value))
        return group(*parts)

    def logic(self, node: Tree[Token]) -> Doc:
        """Give tests joined by `and` or `or`, or in brackets after `all of`, `any of`."""
        return self.bracketed(node) if _type(node.children[0]) else self.chain(node)

    def compare(self, node: Tree[Token]) -> Doc:
        """Give a comparison."""
        left, relation, right = node.children
        tail = nest(MARGIN, LINE, self.doc(relation), SPACE, self.operand(right))
        return group(self.operand(left), tail)

    def brackets(self, node: Tree[Token]) -> Doc:
        """Give a formula in brackets."""
        left, inner, right = node.children
        body = self.doc(inner)
        inside = nest(MARGIN, body) if _data(inner) in _OPERATORS else align(body)
        return align(self.doc(left), inside, self.doc(right))

    def bracketed(self, node: Tree[Token]) -> Doc:
        """Give `lesser of (...)` and its like."""
        nodes = [child for part in node.children for child in _unfold(part, "arguments")]
        opening = next(n for n, child in enumerate(nodes) if _type(child) == "LPAR")
        broken = _BREAK_BEFORE.get(node.data, "")
        inside: list[Doc] = [CUT]
        for left, right in zip(nodes[opening:-1], nodes[opening + 1 : -1], strict=False):
            if _type(left) == "COMMA" or (broken and right == broken):
                inside.append(LINE)
            elif not _close(left, right):
                inside.append(SPACE)
            inside.append(self.operand(right, MARGIN))
        head = self.row(nodes[: opening + 1])
        return group(*head, nest(MARGIN, *inside), self.doc(nodes[-1]))

    def conditional(self, node: Tree[Token]) -> Doc:
        """Give `if ... then ... otherwise ...`, a chain of them at one margin."""
        parts: list[Doc] = []
        chained: Node = node
        while isinstance(chained, Tree) and chained.data == "conditional":
            if_, test, then, value, otherwise, rest = chained.children
            parts += (self.doc(if_), SPACE, align(self.doc(test)))
            parts.append(nest(MARGIN, LINE, self.doc(then), SPACE, self.operand(value)))
            parts += (LINE, self.doc(otherwise), SPACE)
            chained = rest
        return group(*parts, self.operand(chained))

    # ---- statements

    def _head(self, head: Sequence[Node]) -> Doc:
        if self.block.tree.data == "classes":
            return nest(MARGIN, self.doc(head[0]), SPACE, self.listed(head[1:]))
        return nest(MARGIN, *self.row(head))

    def _items(self, items: Sequence[Tree[Token]]) -> list[Statement]:
        statements: list[Statement] = []
        above: Tree[Token] | None = None
        at = 0
        while at < len(items):
            item = items[at]
            sentence = self._sentence(items, at)
            margin = self._quotation_margin(above) if _is_quotation(item) else MARGIN
            statements.append(Statement(sentence or self._statement(item), margin))
            above = above if _is_quotation(item) else item
            at += 2 if sentence else 1
        return statements

    def _quotation_margin(self, above: Tree[Token] | None) -> int:
        kind = self.block.tree.data
        if kind == "paragraph" or above is None:
            return MARGIN
        if kind == "instrument" or above.data in ("construed", "words"):
            return 2 * MARGIN
        return MARGIN

    def _sentence(self, items: Sequence[Tree[Token]], at: int) -> Doc | None:
        """Give `in`, a term and its only edit as one sentence, if that fits on a line."""
        within, *others = items[at : at + 2]
        if within.data != "within" or [_data(c) for c in within.children[1:]] != ["subject_term"]:
            return None
        if not others or others[0].data not in _EDITS:
            return None
        beyond = (items[n].data for n in range(at + 2, len(items)))
        if next((kind for kind in beyond if kind not in ("reads", "means")), "") in _EDITS:
            return None
        sentence = nest(0, self.doc(within), SPACE, self._statement(others[0]))
        size = size_of((sentence,))
        return None if size.inside or MARGIN + size.width > WIDTH else sentence

    def _statement(self, item: Tree[Token]) -> Doc:
        if item.data in _FACTS:
            return self._fact(item, *_FACTS[item.data])
        if _is_quotation(item):
            return self.doc(item)
        if any(token.type == "QUOTE" for token in tokens_of(item)):
            return self._with_quotations(item)
        return nest(MARGIN, self.doc(item))

    def _fact(self, item: Tree[Token], width: int, keywords: int) -> Doc:
        keywords += _type(item.children[0]) == "PREVAILS"
        first, *others = [token for token in item.children[:keywords] if isinstance(token, Token)]
        start = first.start_pos or 0
        values = item.children[keywords:]
        if start in self.block.beside or any(self._commented(word) for word in others):
            return nest(MARGIN, *self.row(item.children))
        key = " ".join([first, *others]).ljust(width)
        value = self.listed(values) if item.data == "requires" else align(*self.row(values))
        return nest(0, Word(key, self.block.above.get(start, ())), SPACE, value)

    def _commented(self, token: Token) -> bool:
        start = token.start_pos or 0
        return start in self.block.beside or start in self.block.above

    def _with_quotations(self, item: Tree[Token]) -> Doc:
        """Give a statement whose quoted lines stand beneath the words before them."""
        nodes = [child for part in item.children for child in _unfold(part, "new_words", "phrase")]
        parts: list[Doc] = []
        words: list[Node] = []
        for node in nodes:
            if _data(node) != "quoted" and _type(node) != "QUOTE":
                words.append(node)
                continue
            parts += (nest(MARGIN, *self.row(words)), nest(MARGIN, self.doc(node)), HARD)
            words = []
        return nest(0, *parts, nest(MARGIN, *self.row(words)))


def _effective(layout: Layout, node: Tree[Token]) -> Doc:
    return group(*layout.row(node.children, _after_comma))


def _moments(layout: Layout, node: Tree[Token]) -> Doc:
    opening = next(n for n, child in enumerate(node.children) if _type(child) == "LPAR") + 1
    inside = layout.row(node.children[opening:-1], _before("AND"))
    head = layout.row(node.children[:opening])
    return group(*head, nest(MARGIN, CUT, *inside), layout.doc(node.children[-1]))


def _phrases(layout: Layout, node: Tree[Token]) -> Doc:
    return group(*layout.row(node.children, _before("WITH", "READS", "side")))


def _means(layout: Layout, node: Tree[Token]) -> Doc:
    word, meaning = node.children
    if _data(meaning) != "formula":
        return nest(0, *layout.row(node.children))
    return group(layout.doc(word), LINE, layout.doc(meaning))


def _ignored(layout: Layout, node: Tree[Token]) -> Doc:
    def between(left: Node, right: Node) -> Gap:
        if _type(left) == "COMMA":
            return Gap(ahead=size_of((layout.doc(right),)).width + 1)
        if _type(right) == "BECAUSE":
            return Gap(ahead=size_of(tuple(layout.row(node.children[-2:]))).width)
        return SPACE

    return nest(0, *layout.row(node.children, between))


def _business_days(layout: Layout, node: Tree[Token]) -> Doc:
    return nest(0, *layout.row(node.children, _before("closure", gap=HARD)))


def _quoted(layout: Layout, node: Tree[Token]) -> Doc:
    return nest(0, *layout.row(node.children, lambda _left, _right: HARD))


def _after_comma(left: Node, _right: Node) -> Gap:
    return LINE if _type(left) == "COMMA" else SPACE


def _before(*names: str, gap: Gap = LINE) -> Between:
    def between(_left: Node, right: Node) -> Gap:
        return gap if _type(right) in names or _data(right) in names else SPACE

    return between


Between: TypeAlias = "Callable[[Node, Node], Gap]"

_OPERATORS: Final = frozenset({"sum_of", "multiply", "divide", "all_of", "any_of", "compare"})
_BREAK_BEFORE: Final = {"excess": "over", "days_between": "to", "weighted": "by"}
_SPECIAL: Final[dict[str, Callable[[Layout, Tree[Token]], Doc]]] = {
    "effective": _effective,
    "later": _moments,
    "earlier": _moments,
    "replace_phrase": _phrases,
    "insert_phrase": _phrases,
    "throughout": _phrases,
    "correct_phrase": _phrases,
    "means": _means,
    "ignored": _ignored,
    "reviewed": _effective,
    "business_days": _business_days,
    "quoted": _quoted,
    "names": lambda layout, node: layout.listed(node.children),
    "surviving": lambda layout, node: layout.listed(node.children),
    "owner_list": lambda layout, node: layout.listed(node.children),
    "sum_of": Layout.chain,
    "multiply": Layout.chain,
    "divide": Layout.chain,
    "all_of": Layout.logic,
    "any_of": Layout.logic,
    "compare": Layout.compare,
    "grouped": Layout.brackets,
    "least": Layout.bracketed,
    "greatest": Layout.bracketed,
    "average": Layout.bracketed,
    "excess": Layout.bracketed,
    "days_between": Layout.bracketed,
    "rounded": Layout.bracketed,
    "schedule": Layout.bracketed,
    "weighted": Layout.bracketed,
    "for_each": Layout.bracketed,
    "day_in_month": Layout.bracketed,
    "shifted_day": Layout.bracketed,
    "conditional": Layout.conditional,
}


def _is_quotation(node: Tree[Token]) -> bool:
    return node.data in ("quoted", "quoted_words")


def _type(node: Node) -> str:
    return node.type if isinstance(node, Token) else ""


def _data(node: Node) -> str:
    return "" if isinstance(node, Token) else str(node.data)


def _unfold(node: Node, *names: str) -> list[Node]:
    """Give the children of a construct of these names, and any other as it is."""
    if isinstance(node, Tree) and node.data in names:
        return node.children
    return [node]


def _close(left: Node, right: Node) -> bool:
    """Tell whether no space stands between two constructs."""
    return _type(left) == "LPAR" or next(tokens_of(right)).type in ("COMMA", "RPAR")


def _printed(token: Token) -> str:
    if token.type == "STRING":
        return str(token)
    if token.type == "TIMING":
        return f"[{' '.join(token[1:-1].split())}]"
    text = " ".join(token.split())
    return text.replace(" - ", "-") if token.type == "LINES" else text


def _quoted_line(line: str) -> str:
    return f"> {_QUOTE_MARK.sub('', line, count=1)}".rstrip()
