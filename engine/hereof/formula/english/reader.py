"""Words to every formula that they can state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.diagnostics import Source
from hereof.formula.english.builder import Builder
from hereof.formula.english.chart import Chart, Meanings, english
from hereof.formula.english.chunks import Chunker
from hereof.formula.english.lexer import Lexer
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.trees import finish
from hereof.formula.english.usage import Usage, usages
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.formula.inputs import Setting

MOST_CHARACTERS: Final = 20_000
MOST_TOKENS: Final = 600


@frozen
class Derived:
    """One formula that the words can state.

    Attributes:
        expression: The formula.
        usage: The usage of open words in which they state it.
    """

    expression: Any
    usage: Usage


def derive(
    words: str, setting: Setting, term: str, conventions: frozenset[str], terms: Iterable[str] = ()
) -> tuple[list[Derived], list[Token]]:
    """Give every formula that words can state, each once in each usage, and the tokens.

    Raises:
        UnreadableError: The words state none, or too many.
    """
    if len(words) > MOST_CHARACTERS:
        raise UnreadableError("too-long-to-read", f"a definition of more than {MOST_CHARACTERS:,} characters", 0, 1)
    source = Source("words", words)
    tokens = Chunker(Lexer(words, terms, setting.types).tokenise(), words).chunks()
    if len(tokens) > MOST_TOKENS:
        raise UnreadableError("too-long-to-read", f"a definition of more than {MOST_TOKENS} words and marks", 0, 1)
    if not tokens:
        raise UnreadableError("nothing-to-read", "there are no words", 0, max(1, len(words)))
    chart = Chart(english(), tokens)
    if not chart.complete:
        raise _stopped(chart)
    kinds = {token.type for token in tokens}
    found: dict[Derived, None] = {}
    for usage in usages(
        conventions,
        excess=bool(kinds & {"EXCESSOF", "AMTBY"}),
        difference="DIFFOF" in kinds,
    ):
        builder = Builder(source, tokens, setting, usage, term)
        for meaning in Meanings(chart, builder.act).of("start", 0, len(tokens)):
            found[Derived(finish(meaning), usage)] = None
    if not found:
        raise UnreadableError(
            "words-not-read", "these words state no formula that holds together", tokens[0].start, tokens[-1].end,
            "look at enumerators out of order, lists of one, and classes in ranges",
        )  # fmt: skip
    return list(found), tokens


def _stopped(chart: Chart) -> UnreadableError:
    from hereof.formula.english.expected import in_words  # noqa: PLC0415 - for a refusal only

    tokens = chart.tokens
    if chart.stopped >= len(tokens):
        end = tokens[-1].end
        return UnreadableError(
            "words-not-read", "the sentence ends before it is complete", tokens[-1].start, end,
            in_words(chart.expected),
        )  # fmt: skip
    token = tokens[chart.stopped]
    return UnreadableError(
        "words-not-read", f"reading stops at `{token.text}`", token.start, token.end, in_words(chart.expected)
    )
