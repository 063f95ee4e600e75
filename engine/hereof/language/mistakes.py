"""Turns a failed parse into one finding: the place, what is wrong, what could stand there."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from hereof.diagnostics import Diagnostic, Label, Source, Span, error
from hereof.language.hints import Place, known_mistake, name_help

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lark import Lark

    from hereof.language.blocks import Block

_WORD: Final = re.compile(r'"[^"\n]*"?|[\w$%][\w.,%/\-]*|\S')
_MOST: Final = 9
_PLAIN: Final = {
    "QUOTE": "quoted text (`> ...`)",
    "STRING": 'text in quotation marks (`"..."`)',
    "TERM": "a defined term",
    "SECTION": "a Section (`Section 1.01`)",
    "DATE": "a date (`2003-10-21`)",
    "MONTH": "a month (`November 2004`)",
    "REF": "an instrument (`agreement/1`)",
    "ID": "an agreement (`ramp-2003-rs8`)",
    "NUMBERED": "a paragraph number (`2` or `2(a)`)",
    "INTEGER": "a number",
    "NUMBER": "a number",
    "MONEY": "an amount (`$500,000`)",
    "PERCENT": "a percentage (`0.25%`)",
    "CLAUSE": "a clause (`clause (b)`)",
    "LINES": "`at lines 30-36`",
    "TIMING": "a time in square brackets",
    "MEASURED": "when it is measured (`immediately prior to ...`)",
    "BARE_CLASS": "a Class",
    "COMPARISON": "a comparison (`at least`, `more than`, `on or after`)",
    "KIND_OF_DATA": "`dollars`, `ratio`, `days`, `count`, `date` or `truth`",
    "TIMES": "`3 times`",
    "NTH": "`the 2nd`",
    "ROUNDING": "`half up`, `half even`, `up`, `down` or `nearest`",
    "_IN_MONTH": "`in` and a month",
    "OUTCOME": "an outcome (`in force`, `deleted`, ...)",
    "COMMA": "a comma",
    "LPAR": "an opening bracket",
    "RPAR": "a closing bracket",
    "SLASH": "`/`",
    "STAR": "`*`",
    "PLUS": "`+`",
    "MINUS": "`-` with a space after it",
    "EQUAL": "`=`",
    "KIND": "",
    "CLASSES": "",
    "DEFINE": "",
    "PARAGRAPH": "",
    "EXAMPLE": "",
    "$END": "the end of the block",
}


def explain(failure: UnexpectedInput, parser: Lark, source: Source, block: Block) -> Diagnostic:
    """Make the finding for a block that could not be parsed."""
    at = _offset(failure, source, block)
    kinds = _kinds(failure)
    expected = _expected(kinds, parser)
    if at is None:
        return _ends_early(source, block, expected)
    match = _WORD.match(source.text, at, block.end)
    word = match.group() if match else source.text[at]
    place = Place(source, block, at, word, kinds)
    near = difflib.get_close_matches(word, [e.strip("`") for e in expected], 1, 0.75)
    return known_mistake(place) or error(
        "unexpected-text",
        f"`{word[:60]}` cannot stand here",
        Span(source, at, at + len(word)),
        place.opening,
        help=(f"did you mean `{near[0]}`? " if near else name_help(place)) + _listed(expected),
    )


def _offset(failure: UnexpectedInput, source: Source, block: Block) -> int | None:
    if isinstance(failure, UnexpectedToken) and failure.token.type == "$END":
        return None
    at: int | None = failure.pos_in_stream  # the library says int, and gives none at times
    if at is None or at < 0:
        return None
    end = len(source.text[block.start : block.end].rstrip()) + block.start
    return at if at < end else None


def _ends_early(source: Source, block: Block, expected: list[str]) -> Diagnostic:
    end = block.start + len(source.text[block.start : block.end].rstrip())
    last = max(source.text.rfind("\n", block.start, end) + 1, block.start)
    return error(
        "block-incomplete",
        f"the block `{block.keyword}` ends before it is complete",
        Label(Span(source, last, end), "after this"),
        help=_listed(expected),
    )


def _kinds(failure: UnexpectedInput) -> frozenset[str]:
    """Give the names of the terminals that could stand where a parse failed."""
    names: Iterable[str] = ()
    if isinstance(failure, UnexpectedToken):
        names = failure.accepts or ()
    elif isinstance(failure, UnexpectedCharacters):
        names = failure.allowed or ()
    return frozenset(names)


def _expected(names: Iterable[str], parser: Lark) -> list[str]:
    spelled = _spelled(parser)
    said = {_PLAIN.get(n) or f"`{spelled.get(n) or n}`" for n in names if _PLAIN.get(n, "x")}
    return sorted(said, key=lambda text: (not text.startswith("`"), text))


@cache
def _spelled(parser: Lark) -> dict[str, str]:
    """Give how each terminal is written, or a phrase that is like it."""
    return {
        each.name: each.pattern.value if each.pattern.type == "str" else _phrase(each.pattern.value)
        for each in parser.terminals
    }


def _phrase(pattern: str) -> str:
    plain = re.sub(r"\\s\+", " ", pattern)
    return re.sub(r"\(\?.*?\)\)?|\)$", "", plain)


def _listed(expected: list[str]) -> str:
    if not expected:
        return "see the language reference"
    if len(expected) == 1:
        return f"here stands {expected[0]}"
    shown = expected[:_MOST]
    more = " and others" if len(expected) > _MOST else ""
    return "here could stand " + ", ".join(shown[:-1]) + f" or {shown[-1]}" + more
