"""Measures the reading of words beside Lark's own Earley parser, on the tests' definitions."""

from __future__ import annotations

import gc
import sys
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen
from lark import Lark, Token, UnexpectedInput
from lark.lexer import Lexer as LarkLexer

from hereof.formula.english.reader import as_quantities, tokens_of
from hereof.formula.english.usage import conventions_of
from hereof.formula.inputs import Setting, setting
from hereof.formula.reading import read_in
from hereof.grammars import grammar_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))
from words.corpus import Case, cases  # noqa: E402 - found where the tests lie

LONG: Final = (ROOT / "bench" / "three_hundred_words.txt").read_text("utf-8")
LONG_TERM: Final = "Class M-1 Principal Distribution Amount"


class AsGiven(LarkLexer):
    """Hands tokens on to Lark that were cut before."""

    def __init__(self, lexer_conf: object) -> None:
        """Take nothing from the configuration."""

    def lex(self, lexer_state: Any, _parser_state: object = None) -> Iterator[Token]:  # noqa: ANN401
        """Give the tokens."""
        for token in lexer_state:
            yield Token(token.type, token.text)

    def make_lexer_state(self, text: Any) -> Any:  # noqa: ANN401 - tokens stand for the text
        """Take tokens for the text."""
        return text


@cache
def lark() -> Lark:
    """Give Lark's parser of the grammar of definitions."""
    return Lark(grammar_text("english.lark"), parser="earley", lexer=AsGiven, start="start")


def by_lark(words: str, within: Setting) -> object:
    """Cut words into tokens, and have Lark make one tree of them, with no meanings."""
    tokens = tokens_of(words, within, ())
    try:
        return lark().parse(tokens)
    except UnexpectedInput:
        return lark().parse(as_quantities(tokens))


@frozen
class Timed:
    """How long a definition takes to read.

    Attributes:
        name: Its name.
        words: How many words it has.
        ours: Seconds, the least of three.
        theirs: Seconds that Lark takes for one tree; none where it was not asked.
    """

    name: str
    words: int
    ours: float
    theirs: float | None


def read_definitions(count: int, beside: int) -> list[Timed]:
    """Read definitions of the tests.

    Args:
        count: How many at most.
        beside: Of how many of them Lark makes a tree too, turn about: it takes a second for some.
    """
    several = [case for case in cases() if case.status != "refused"]
    several = several[:: max(1, len(several) // count)]
    asked = {case.id for case in several[:: max(1, len(several) // beside)]}
    return [_read(case, beside=case.id in asked) for case in several]


def _read(case: Case, *, beside: bool) -> Timed:
    around = case.setting
    within = setting(around.classes, around.members, around.types)
    declared = conventions_of(around.conventions)
    ours = _least(partial(read_in, case.words, around.term or "", within, declared))
    theirs = _seconds(partial(by_lark, case.words, within)) if beside else None
    return Timed(case.id, len(case.words.split()), ours, theirs)


def read_long(*, beside: bool) -> Timed:
    """Read the definition of three hundred words.

    Args:
        beside: Whether Lark makes a tree of it too, which takes seconds.
    """
    result = read_in(LONG, LONG_TERM, Setting())
    assert result.status == "read", result.diagnostics
    ours = _least(partial(read_in, LONG, LONG_TERM, Setting()))
    theirs = _seconds(partial(by_lark, LONG, Setting())) if beside else None
    return Timed("long", len(LONG.split()), ours, theirs)


def _least(work: Callable[[], object]) -> float:
    gc.collect()
    return min(_seconds(work) for _ in range(3))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
