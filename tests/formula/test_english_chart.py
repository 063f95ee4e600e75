"""The chart accepts what Lark's own Earley parser accepts, and keeps every derivation."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest
from lark import Lark, UnexpectedInput
from lark import Token as LarkToken
from lark.lexer import Lexer as LarkLexer

from hereof.formula.english.chart import MOST_STEPS, Chart
from hereof.formula.english.chunks import Chunker
from hereof.formula.english.derivations import DEEPEST, MOST_MEANINGS, MOST_ROWS, Meanings
from hereof.formula.english.grammar import Grammar, english
from hereof.formula.english.lexer import Lexer
from hereof.formula.english.productions import productions
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.grammars import grammar_text
from words.corpus import Case, cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GRAMMARS: Final = {
    "a list": "start: A | start COMMA A\n%declare A COMMA",
    "sums without brackets": "start: e\ne: e PLUS e | A\n%declare A PLUS",
    "brackets": "start: e\n?e: LP e RP | A | e A\n%declare A LP RP",
    "repeated": "start: A+ B? (COMMA B)*\n%declare A B COMMA",
    "one through another": "start: one\none: two | A\ntwo: three | B\nthree: A B\n%declare A B",
    "left and right": "start: l r\nl: A | l A\nr: A | A r\n%declare A",
}


class AsGiven(LarkLexer):
    """Hands tokens on to Lark that were cut before."""

    def __init__(self, lexer_conf: object) -> None:
        """Take nothing from the configuration."""

    def lex(self, lexer_state: Any, _parser_state: object = None) -> Iterator[LarkToken]:  # noqa: ANN401
        for kind in lexer_state:
            yield LarkToken(kind, "")

    def make_lexer_state(self, text: Any) -> Any:  # noqa: ANN401 - tokens stand for the text
        return text


@cache
def larks(text: str) -> Lark:
    return Lark(text, parser="earley", lexer=AsGiven, start="start")


def accepts(text: str, kinds: Sequence[str]) -> bool:
    """Tell whether Lark accepts a row of tokens."""
    try:
        larks(text).parse(kinds)
    except UnexpectedInput:
        return False
    return True


def row(kinds: Sequence[str]) -> list[Token]:
    return [Token(kind, kind, at, at + 1) for at, kind in enumerate(kinds)]


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_chart_accepts_what_lark_accepts(name: str) -> None:
    text = GRAMMARS[name]
    grammar = Grammar(productions(text))
    terminals = sorted({each for _, right, _ in grammar.rules for each in right} - set(grammar.of))
    accepted = 0
    for length in range(1, 7):
        for kinds in itertools.product(terminals, repeat=length):
            complete = Chart(grammar, row(kinds)).complete
            assert complete == accepts(text, kinds), kinds
            accepted += complete
    assert accepted


SHORT: Final = [case for case in cases() if len(case.words.split()) < 22][::16]


@pytest.mark.parametrize("case", SHORT, ids=lambda case: case.id)
def test_of_a_definition_too_with_a_token_left_out_or_said_twice(case: Case) -> None:
    words = case.words
    tokens = Chunker(Lexer(words, (), case.setting.types).tokenise(), words).chunks()
    kinds = [token.type for token in tokens]
    middle = len(kinds) // 2
    for changed in (kinds, kinds[:middle] + kinds[middle + 1 :], kinds + kinds[-1:]):
        found = Chart(english(), row(changed)).complete
        assert found == accepts(grammar_text("english.lark"), changed), changed


# ---------------------------------------------------------------------------- meanings


def bracketed(action: str, children: tuple[Any, ...], _start: int, _end: int) -> Iterator[str]:
    del action
    yield "(" + " ".join(c.text if isinstance(c, Token) else c for c in children) + ")"


def meanings(text: str, kinds: str) -> list[str]:
    tokens = row(kinds.split())
    chart = Chart(Grammar(productions(text)), tokens)
    found: list[str] = Meanings(chart, bracketed).of("start", 0, len(tokens))
    return found


@pytest.mark.parametrize(("many", "ways"), [(1, 1), (2, 1), (3, 2), (4, 5), (5, 14), (6, 42)])
def test_every_derivation_is_kept_once(many: int, ways: int) -> None:
    found = meanings(GRAMMARS["sums without brackets"], " PLUS ".join("A" * many))
    assert len(found) == len(set(found)) == ways


def test_the_grammars_own_shorthand_leaves_no_trace() -> None:
    assert meanings(GRAMMARS["repeated"], "A A A B COMMA B") == ["(A A A B COMMA B)"]


def test_too_many_derivations_are_refused() -> None:
    with pytest.raises(UnreadableError) as raised:
        meanings(GRAMMARS["sums without brackets"], " PLUS ".join("A" * 8))
    assert raised.value.code == "too-many-readings"
    assert str(MOST_MEANINGS) in raised.value.message


def test_too_deep_a_derivation_is_refused_before_python_gives_up() -> None:
    with pytest.raises(UnreadableError) as raised:
        meanings(GRAMMARS["a list"], "A" + " COMMA A" * DEEPEST)
    assert raised.value.code == "too-long-to-read"


def test_the_bounds_leave_room_for_every_definition_of_the_tests() -> None:
    for case in SHORT:
        words = case.words
        try:
            tokens = Chunker(Lexer(words, (), case.setting.types).tokenise(), words).chunks()
        except UnreadableError:
            continue
        chart = Chart(english(), tokens)
        assert chart.steps * 20 < MOST_STEPS
        assert sum(map(len, chart.done)) * 20 < MOST_ROWS


def test_where_reading_stops_is_known_and_what_could_follow() -> None:
    chart = Chart(Grammar(productions(GRAMMARS["a list"])), row(["A", "COMMA", "COMMA"]))
    assert not chart.complete
    assert chart.stopped == 2
    assert chart.expected(chart.stopped) == {"A"}
