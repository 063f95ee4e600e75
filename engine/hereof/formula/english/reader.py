"""Words to every formula that they can state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hereof.diagnostics import Source
from hereof.formula.english.anaphora import resolved
from hereof.formula.english.builder import Builder
from hereof.formula.english.chart import Chart, recognised
from hereof.formula.english.chunks import Chunker
from hereof.formula.english.coordination import may_be_amount, shared_heads
from hereof.formula.english.derivations import Meanings
from hereof.formula.english.finishing import finish
from hereof.formula.english.lexer import Lexer
from hereof.formula.english.pages import without_page_marks
from hereof.formula.english.several import each_rate
from hereof.formula.english.tokens import Token, UnreadableError
from hereof.formula.english.trees import parts_of
from hereof.formula.english.usage import Usage, usages
from hereof.frozen import frozen
from hereof.model.formula import Input, Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    source = Source("words", words)
    term = _as_written(term, words)
    tokens = tokens_of(words, setting, terms, term)
    chart = recognised(tokens)
    if not chart.complete:
        others = as_quantities(tokens)
        if [t.type for t in others] == [t.type for t in tokens]:
            raise _stopped(chart)
        again = recognised(others)
        if not again.complete:
            raise _stopped(chart)
        chart, tokens = again, list(again.tokens)
    found = _stated(source, chart, setting, term, conventions)
    if not found:
        others = as_quantities(tokens)
        again = recognised(others)
        if again.complete and [t.type for t in others] != [t.type for t in tokens]:
            chart, tokens = again, list(again.tokens)
            found = _stated(source, chart, setting, term, conventions)
    kinds = {token.type for token in tokens}
    read, found = found, {o: None for o in found if not _words_only(o.expression, tokens)}
    if read and not found:
        raise UnreadableError(
            "words-only", "these words are nothing but a description, and state no formula",
            tokens[0].start, tokens[-1].end,
            "the term is an input then: let its values be given",
        )  # fmt: skip
    if "INEACHCASE" in kinds and len(found) > 1 and not _each_received(tokens):
        least = min(_untimed(one.expression) for one in found)
        found = {one: None for one in found if _untimed(one.expression) == least}
    if not found:
        raise UnreadableError(
            "words-not-read", "these words state no formula that holds together",
            tokens[0].start, tokens[-1].end,
            "look at enumerators out of order, lists of one, and classes in ranges",
        )  # fmt: skip
    return list(found), tokens


def _as_written(term: str, words: str) -> str:
    """Give a term with the apostrophes of the words, straight or curly."""
    curly, straight = "\u2019" in words, "'" in words
    if curly == straight:
        return term
    return term.replace("'", "\u2019") if curly else term.replace("\u2019", "'")


def _stated(
    source: Source, chart: Chart, setting: Setting, term: str, conventions: frozenset[str]
) -> dict[Derived, None]:
    """Give every formula of a chart, each once in each usage, in their order."""
    tokens = list(chart.tokens)
    kinds = {token.type for token in tokens}
    found: dict[Derived, None] = {}
    for usage in usages(
        conventions,
        excess=bool(kinds & {"EXCESSOF", "AMTBY"}),
        difference="DIFFOF" in kinds,
    ):
        builder = Builder(source, tokens, setting, usage, term)
        for meaning in Meanings(chart, builder.act).of("start", 0, len(tokens)):
            formula = resolved(finish(meaning))
            formula = None if formula is None else each_rate(formula, setting)
            if formula is None:
                continue
            for each in builder.antecedents.with_owner(formula):
                found[Derived(each, usage)] = None
    return found


def tokens_of(words: str, setting: Setting, terms: Iterable[str], term: str = "") -> list[Token]:
    """Cut words into the tokens that a chart is made of.

    Raises:
        UnreadableError: There are no words, or too many.
    """
    if len(words) > MOST_CHARACTERS:
        raise UnreadableError(
            "too-long-to-read", f"a definition of more than {MOST_CHARACTERS:,} characters", 0, 1,
            "give the words of one definition",
        )  # fmt: skip
    words = without_page_marks(words)
    lexed = shared_heads(Lexer(words, _with_small_words(term, terms), setting.types).tokenise())
    tokens = without_then(Chunker(lexed, words).chunks())
    if len(tokens) > MOST_TOKENS:
        raise UnreadableError(
            "too-long-to-read", f"a definition of more than {MOST_TOKENS} words and marks", 0, 1,
            "give the words of one definition",
        )  # fmt: skip
    if not tokens:
        raise UnreadableError(
            "nothing-to-read", "there are no words", 0, max(1, len(words)),
            "give the words of a definition",
        )  # fmt: skip
    return tokens


def without_then(tokens: list[Token]) -> list[Token]:
    """Give tokens without `then` between a condition and its value, where it adds nothing."""
    found: list[Token] = []
    open_condition = False
    for token in tokens:
        if token.type in _CONDITIONS:
            open_condition = True
        elif token.type in {"SEMI", "PERIOD", "OTHERWISE"}:
            open_condition = False
        if token.type == "THEN" and open_condition:
            open_condition = False
        else:
            found.append(token)
    return found


_CONDITIONS: Final = frozenset({"IF", "UNLESS", "ONWHICH", "WHEN", "RELATION", "FIRSTDATES"})


def _with_small_words(term: str, terms: Iterable[str]) -> tuple[str, ...]:
    """Give the declared terms, the defined one among them where its name holds small words."""
    small = any(word[:1].islower() for word in term.split())
    return (*terms, term) if small else tuple(terms)


def as_quantities(tokens: list[Token]) -> list[Token]:
    """Give tokens in which names of groups that stand where an amount must are amounts."""
    found: list[Token] = []
    for i, one in enumerate(tokens):
        token = one
        j = i - 1
        while j >= 0 and tokens[j].type == "DET":
            j -= 1
        before = tokens[j].type if j >= 0 else ""
        stands = token.type == "GROUP" or (
            token.type == "CLASS" and token.text.endswith("Interest")
        )
        owned = before in {"OF", "FOR", "ON", "WRT", "IN", "OTHERTHAN", "THROUGH"}
        if before == "OF" and j and tokens[j - 1].type in {"PERCENT", "PART"}:
            owned = False
        if (
            stands
            and not owned
            and not (before in {"AND", "COMMA"} and _lists(found, j))
            and (token.type == "CLASS" or may_be_amount(tokens, i))
        ):
            name = token.text if token.type == "CLASS" else token.value
            token = Token("TERM", token.text, token.start, token.end, name)
        found.append(token)
    return found


def _lists(tokens: list[Token], j: int) -> bool:
    """Tell whether what stands before a joint is a group or Class itself."""
    return j > 0 and tokens[j - 1].type in {"GROUP", "CLASS"}


def _each_received(tokens: list[Token]) -> bool:
    """Tell whether `in each case` says which are meant, and not only when they are measured."""
    places = [i for i, token in enumerate(tokens) if token.type == "INEACHCASE"]
    return any(t.type in {"RESTR", "EFFECT"} for i in places for t in tokens[i + 1 : i + 3])


def _untimed(expression: Any) -> int:  # noqa: ANN401 - any node
    """Count the inputs that no time or restriction belongs to; "in each case" leaves the fewest."""
    return sum(isinstance(n, Input) and not n.timing for n in parts_of(expression))


def _words_only(expression: Any, tokens: list[Token]) -> bool:  # noqa: ANN401 - any node
    """Tell whether a definition is nothing but descriptions, one or several together."""
    if not any(t.type == "OPAQUE" for t in tokens):
        return False
    if isinstance(expression, Input):
        return True
    together = all(t.lower == "together with" for t in tokens if t.type in _OPERATORS)
    plain = isinstance(expression, Sum) and all(
        isinstance(part, Input) and part.term[:1].islower() for _, part in expression.parts
    )
    return plain and together and not any(t.type in {"SUMOF", "ADDING"} for t in tokens)


def _stopped(chart: Chart) -> UnreadableError:
    from hereof.formula.english.expected import in_words  # noqa: PLC0415 - for a refusal only

    tokens = chart.tokens
    if chart.stopped >= len(tokens):
        end = tokens[-1].end
        return UnreadableError(
            "words-not-read", "the sentence ends before it is complete", tokens[-1].start, end,
            in_words(chart.expected(chart.stopped)),
        )  # fmt: skip
    at = _wrong_from(chart)
    token = tokens[at]
    first = _first_sentence(tokens[: chart.stopped])
    if first is not None:
        return UnreadableError(
            "words-not-read",
            "a sentence that states a formula is followed by another, and reading stops there at "
            f"`{token.text}`",
            tokens[first].start, tokens[-1].end,
            "read the first alone, if the other changes no value; else state what both mean, "
            "as `means`",
        )  # fmt: skip
    return UnreadableError(
        "words-not-read",
        f"reading stops at `{token.text}`",
        token.start,
        token.end,
        in_words(chart.expected(at)),
    )


_OPERATORS: Final = frozenset({"DIVIDED", "MINUSFLOOR", "MINUS", "PLUS", "TIMES"})


def _wrong_from(chart: Chart) -> int:
    """Give the word that is amiss: a joining `and` that only an operator could follow is itself."""
    at = chart.stopped
    joins = at > 0 and chart.tokens[at - 1].type == "AND"
    return at - 1 if joins and chart.expected(at) <= _OPERATORS else at


def _first_sentence(tokens: Sequence[Token]) -> int | None:
    """Give where a second sentence begins, if what stands before it can be read by itself."""
    for at, token in enumerate(tokens, 1):
        if token.type == "PERIOD" and (at == len(tokens) or _begins(tokens[at].text)):
            whole = list(tokens[:at])
            if any(recognised(each).complete for each in (whole, as_quantities(whole))):
                return at
    return None


def _begins(text: str) -> bool:
    return text[:1].isupper()
